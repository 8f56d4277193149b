"""How long `coach lsp` takes behind a keystroke: COACH PRACTICE... prints, for each, milliseconds until the problems are told, and until
keys and ids are offered. Exits with 1 where the slower half takes longer than 20 ms."""

import json
import pathlib
import statistics
import subprocess
import sys
import time

KEYSTROKES = 200
MOST = 20.0


class Server:
    def __init__(self, coach, root):
        self.process = subprocess.Popen([pathlib.Path(coach).resolve(), "--today", "2026-11-24T09:00", "lsp"], cwd=root,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.ask("initialize", {"processId": None, "capabilities": {}})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()):
            if line.startswith(b"Content-Length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (answer := self.receive()).get("id") != self.asked:
            pass
        return answer

    def wait_for_problems(self):
        while self.receive().get("method") != "textDocument/publishDiagnostics":
            pass


def measure(coach, root):
    root = pathlib.Path(root).resolve()
    note = sorted((root / "clients").glob("*/sessions/*.md"))[0]
    text, uri = note.read_text(), note.as_uri()
    server = Server(coach, root)
    server.tell("textDocument/didOpen", {"textDocument": {
        "uri": uri, "languageId": "markdown", "version": 1, "text": text}})
    server.wait_for_problems()
    told, offered = [], []
    for version in range(2, KEYSTROKES + 2):
        text += "a"
        begun = time.perf_counter()
        server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": version},
                                               "contentChanges": [{"text": text}]})
        server.wait_for_problems()
        told.append((time.perf_counter() - begun) * 1000)
    typed = "---\ngoals: [\n---\n" + text
    server.tell("textDocument/didChange", {"textDocument": {"uri": uri, "version": KEYSTROKES + 2},
                                           "contentChanges": [{"text": typed}]})
    server.wait_for_problems()
    for _ in range(KEYSTROKES):
        begun = time.perf_counter()
        answer = server.ask("textDocument/completion", {
            "textDocument": {"uri": uri}, "position": {"line": 1, "character": 8}})
        offered.append((time.perf_counter() - begun) * 1000)
    assert answer["result"]["items"], "no id was offered"
    server.process.kill()
    notes = sum(1 for _ in (root / "clients").rglob("*.md"))
    slow = False
    for name, times in (("problems", told), ("ids", offered)):
        times.sort()
        middle, late = statistics.median(times), times[int(len(times) * 0.95)]
        print(f"{notes} notes, {name}: median {middle:.1f} ms, 95 of 100 within {late:.1f} ms")
        slow |= middle > MOST
    return slow


if __name__ == "__main__":
    sys.exit(any([measure(sys.argv[1], root) for root in sys.argv[2:]]))
