"""Sixty exports of fourteen kinds, made by the programs themselves where they are installed and true to them where not; each is brought
in with what a coach would type. Of every record it is known beforehand whether it is placed, and where, or named, and why."""

import argparse
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

TODAY = "2026-03-01T12:00"
PEOPLE = {"Ada Lund": "ada@lund.example", "Bo Ek": "bo@ek.example", "Zoé Ünal": "zoe@unal.example", "Anne Lee": "anne@lee.example"}
ADA, BO, ZOE, ANNE = "ada-lund", "bo-ek", "zoé-ünal", "anne-lee"
EXPORTS = []


def export(kind, *args, path=".", by=None):
    """A function that lays an export into a folder and gives (placed, named): placed as (client, day, words in it), named as
    {path or path:line: result}."""
    def keep(make):
        EXPORTS.append((kind, make.__name__.replace("_", "-"), list(args), path, by, make))
        return make
    return keep


def lay(folder, path, text, encoding="utf-8"):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return file


def packed(files):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return whole.getvalue()


def pandoc(source, to, *more, of="markdown"):
    return subprocess.run(["pandoc", "-f", of, "-t", to, "-s", "-o", "-", *more], input=source.encode(), capture_output=True, check=True).stdout


PAGE = "0f1e2d3c4b5a69788796a5b4c3d2e1f"  # and one digit more: the number that Notion gives a page
NOTE = "# Ada Lund, 2 March 2025\n\n> I said yes before I knew it.\n\n- what she wants: rest\n- [ ] ask about Kim\n\n![](board.png)\n"


# Markdown and text

@export("text", "--each-folder")
def a_folder_for_each(to):
    lay(to, "Ada Lund/2025-03-02.md", "one\r\ntwo  \r\n")
    lay(to, "Ada Lund/02.03.2025 again.txt", "other\n")
    lay(to, "Bo Ek/Session 3, 9 March 2025.md", "# Three\n\nthree\n")
    lay(to, "Bo Ek/pictures/board.png", b"\x89PNG\r\n")
    lay(to, "Ann Lee/2025-03-04.md", "four\n")
    lay(to, "loose 2025-03-05.md", "five\n")
    return [(ADA, "2025-03-02", "one\r\ntwo  \r\n"), (ADA, "2025-03-02", "other"), (BO, "2025-03-09", "three")], \
        {"Ann Lee/2025-03-04.md": "similar-name", "loose 2025-03-05.md": "of-another"}


@export("text")
def one_folder_with_names_in_the_files(to):
    lay(to, "2025-03-02 Ada Lund.md", "one\n")
    lay(to, "Ek, Bo 2025-03-09.md", "two\n")
    lay(to, "ZOÉ ÜNAL_20250316.txt", "three\n")
    lay(to, "2025-03-23 Ada Lund and Bo Ek.md", "four\n")
    lay(to, "2025-03-24 Ada.md", "five\n")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-09", "two"), (ZOE, "2025-03-16", "three")], \
        {"2025-03-23 Ada Lund and Bo Ek.md": "of-another", "2025-03-24 Ada.md": "of-another"}


@export("text", "--client", ADA)
def old_encodings(to):
    lay(to, "2025-03-02.txt", "Größe – “oui”\r\n", "cp1252")
    lay(to, "2025-03-03.txt", "Größe 16\r\n", "utf-16")
    lay(to, "2025-03-04.txt", "Größe BOM\r\n", "utf-8-sig")
    lay(to, "2025-03-05.txt", "")
    lay(to, "2025-03-06.txt", b"\0\0\0\1\0")
    return [(ADA, "2025-03-02", None), (ADA, "2025-03-03", None), (ADA, "2025-03-04", "Größe BOM\r\n")], \
        {"2025-03-05.txt": "empty", "2025-03-06.txt": "unread"}


@export("text", "--client", ADA, "--split", path="Ada.md")
def a_journal_with_a_heading_a_day(to):
    lay(to, "Ada.md", "# Ada\n\n## 2025-03-02\n\none\n\n## 9 March 2025\n\ntwo\n\n## Mar 16, 2025\n\nthree\n")
    return [(ADA, "2025-03-02", "one"), (ADA, "2025-03-09", "two"), (ADA, "2025-03-16", "three")], {}


@export("text", "--client", ADA)
def days_of_east_asia(to):
    lay(to, "2025年3月2日.md", "one\n")
    lay(to, "面談 2025年03月09日(日).md", "two\n")
    lay(to, "2025년 3월 16일 상담.txt", "three\n")
    lay(to, "記録.md", "# ２０２５年３月２３日の記録\n\nfour\n")
    lay(to, "笔记.txt", "2025年3月30日 星期日\n\nfive\n")
    return [(ADA, f"2025-03-{day}", word) for day, word in (("02", "one"), ("09", "two"), ("16", "three"), ("23", "four"), ("30", "five"))], {}


@export("text", "--client", ADA, "--keep-names")
def odd_names(to):
    long = "2025-03-02 " + "a very long name " * 13
    lay(to, long[:240] + ".md", "one\n")
    lay(to, "2025-03-03 🌱 spring 🌱.md", "two\n")
    lay(to, "2025-03-04.md", "three\nfour\nfive\n")
    lay(to, "2025-03-04 (1).md", "three\nfour\nfive\n")
    lay(to, "2025-03-04 (Robin's conflicted copy 2025-03-05).md", "three\nfour\n")
    lay(to, "2025-03-04.sync-conflict-20250305-101010-ABCDEFG.md", "three\n")
    lay(to, ".hidden/2025-03-05.md", "hidden\n")
    lay(to, "2025-03-06.md", b"x" * (17 << 20))
    lay(to, "2025-03-07.mp3", b"ID3\4")
    os.symlink("2025-03-04.md", to / "2025-03-08.md")
    return [(ADA, "2025-03-02", "one"), (ADA, "2025-03-03", "two"), (ADA, "2025-03-04", "three")], \
        {"2025-03-06.md": "unread", "2025-03-07.mp3": "unread"}


@export("text", "--each-folder", "--new-clients")
def people_who_are_new(to):
    lay(to, "🌸/2025-03-02.md", "one\n")
    lay(to, "Cy Dahl 🌸/2025-03-02.md", "two\n")
    lay(to, "山田花子/2025-03-03.md", "three\n")
    lay(to, "Lund, Ada/2025-03-04.md", "four\n")
    lay(to, "con/2025-03-05.md", "five\n")
    return [("cy-dahl", "2025-03-02", "two"), ("山田花子", "2025-03-03", "three"), (ADA, "2025-03-04", "four"), ("con-1", "2025-03-05", "five")], \
        {"🌸/2025-03-02.md": "of-another"}


# Obsidian

@export("obsidian")
def a_vault_with_client_properties(to):
    lay(to, ".obsidian/app.json", "{}")
    lay(to, ".trash/2025-01-01.md", "gone")
    lay(to, "Daily/2025-03-02.md", '---\nclient: "[[Ada Lund]]"\ntags: [coaching]\n---\none\n')
    lay(to, "Daily/2025-03-03.md", '---\nclient:\n  - "[[People/Bo Ek|Bo]]"\n---\ntwo\n')
    lay(to, "Daily/2025-03-04.md", "client:: [[Zoé Ünal]]\n\nthree\n")
    lay(to, "Daily/2025-03-05.md", "Groceries\n")
    lay(to, "Map.canvas", "{}")
    lay(to, "Attachments/board.pdf", b"%PDF-1.4")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-03", "two"), (ZOE, "2025-03-04", "three")], {"Daily/2025-03-05.md": "of-another"}


@export("obsidian", "--each-folder", path="Clients")
def a_vault_with_a_folder_for_each(to):
    lay(to, "Clients/Ada Lund/2025/03/02.md", "one\n")
    lay(to, "Clients/Ada Lund/Ada Lund.md", "---\ntags: person\n---\nWhat I know.\n")
    lay(to, "Clients/Bo Ek/Meeting 2025-03-03 10.30.md", "> two\n")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-03", "two")], {"Clients/Ada Lund/Ada Lund.md".removeprefix("Clients/"): "undated"}


@export("obsidian", "--client", ADA, "--iso-dates")
def templater_notes(to):
    lay(to, "Call 1.md", "---\ncreated: 2025-03-05T10:00\ndate: Sunday, March 2nd 2025\nstatus: done\n---\none\n")
    lay(to, "Call 2.md", "---\ndate: 2025-03-09 10:30\ntype: mail\n---\ntwo\n")
    lay(to, "Call 3.md", "**Date:** 16.03.2025\n**Client:** Ada Lund\n\nthree\n")
    return [(ADA, "2025-03-02", "one"), (ADA, "2025-03-09", "two"), (ADA, "2025-03-16", "three")], {}


@export("obsidian", "--client", ADA)
def numeric_dates(to):
    lay(to, "a/03-04-2025.md", "one\n")
    lay(to, "a/25-04-2025.md", "two\n")
    lay(to, "b/03-04-2025.md", "three\n")
    return [(ADA, "2025-04-03", "one"), (ADA, "2025-04-25", "two")], {"b/03-04-2025.md": "ambiguous"}


# Notion

def notion_pages():
    table = "Name,Client,Date\nCall 1,Ada Lund,\"March 2, 2025\"\nCall 2,Bo Ek,\"March 3, 2025 10:00 AM\"\n"
    return {
        f"Coaching/Sessions {PAGE}0.csv": "\ufeff" + table,
        f"Coaching/Sessions {PAGE}0_all.csv": "\ufeff" + table,
        f"Coaching/Sessions {PAGE}0/Call 1 {PAGE}1.md": "# Call 1\n\nClient: Ada Lund\nDate: March 2, 2025\n\none\n",
        f"Coaching/Sessions {PAGE}0/Call 2 {PAGE}2.md": f"# Call 2\n\nClient: Bo Ek (../Clients/Bo%20Ek%20{PAGE}5.md)\nDate: March 3, 2025 10:00 AM\n\ntwo\n",
        f"Coaching/Sessions {PAGE}0/Call 3 {PAGE}3.md": "# Call 3\n\nStatus: Done\n\nthree\n",
        "Coaching/board.png": b"\x89PNG",
    }


NOTION = ([(ADA, "2025-03-02", "one"), (BO, "2025-03-03", "two")], {f"Coaching/Sessions {PAGE}0/Call 3 {PAGE}3.md": "undated"})


@export("notion", path="Export.zip")
def an_archive_of_a_database(to):
    lay(to, "Export.zip", packed(notion_pages()))
    return NOTION


@export("notion", path="Export.zip")
def an_archive_in_an_archive(to):
    lay(to, "Export.zip", packed({"ExportBlock-1-Part-1.zip": packed(notion_pages())}))
    return NOTION


@export("notion", "--each-folder", path="Clients")
def pages_unpacked_by_client(to):
    lay(to, f"Clients/Ada Lund {PAGE}4/Call {PAGE}1.md", "# Call\n\nDate: March 2, 2025 → March 3, 2025\n\none\n")
    lay(to, f"Clients/Ada Lund {PAGE}4.md", "# Ada Lund\n\nWho she is.\n")
    return [(ADA, "2025-03-02", "one")], {f"Ada Lund {PAGE}4.md": "undated"}


@export("notion", path="Export.zip")
def pages_as_html(to):
    page = ('<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"/><title>Call 1</title></head><body>'
            '<article id="1" class="page sans"><header><h1 class="page-title">Call 1</h1><table class="properties"><tbody>'
            '<tr class="property-row property-row-date"><th>Date</th><td><time>@March 2, 2025</time></td></tr>'
            '<tr class="property-row property-row-select"><th>Client</th><td>Ada Lund</td></tr></tbody></table></header>'
            '<div class="page-body"><p>one</p></div></article></body></html>')
    lay(to, "Export.zip", packed({f"Sessions/Call 1 {PAGE}1.html": page, "index.html": "<html><body><p>Export</p></body></html>"}))
    return [(ADA, "2025-03-02", "one")], {"index.html": ("undated", "of-another")}


@export("notion", path=f"Sessions {PAGE}0.csv")
def a_database_alone(to):
    lay(to, f"Sessions {PAGE}0.csv", "\ufeffName,Client,Date,Minutes\nCall 1,Ada Lund,\"March 2, 2025\",60\nCall 2,,\"March 3, 2025\",60\n")
    return [(ADA, "2025-03-02", "minutes: 60")], {f"Sessions {PAGE}0.csv:3": "of-another"}


# Logseq

@export("logseq")
def a_graph_with_links(to):
    lay(to, "logseq/config.edn", "{}")
    lay(to, "logseq/bak/journals/2025_03_02.md", "- old\n")
    lay(to, "journals/2025_03_02.md", "- [[Ada Lund]] call\n\t- one\n\t  > hers\n- Groceries\n- [[Bo Ek]]\n\t- two\n")
    lay(to, "journals/2025_03_03.md", "- Nothing of note\n")
    lay(to, "pages/Ada Lund.md", "type:: person\n\n- likes tea\n")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-02", "two")], \
        {"journals/2025_03_02.md:4": "of-another", "journals/2025_03_03.md": "of-another", "pages/Ada Lund.md": "undated"}


@export("logseq")
def a_graph_with_properties(to):
    lay(to, "journals/2025_03_02.md", "client:: [[Ada Lund]]\n\n- one\n")
    lay(to, "journals/2025_03_03.md", "- Call\n  client:: [[Bo Ek]]\n\t- two\n- Call\n  client:: [[Ada Lund]]\n\t- three\n")
    lay(to, "pages/Call with Zoé.md", "client:: [[Zoé Ünal]]\ndate:: [[Mar 4th, 2025]]\n\n- four\n")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-03", "two"), (ADA, "2025-03-03", "three"), (ZOE, "2025-03-04", "four")], {}


@export("logseq", "--client", ADA)
def a_graph_of_one(to):
    lay(to, "logseq/config.edn", "{}")
    lay(to, "journals/2025_03_02.md", "- one\n- two\n")
    lay(to, "journals/2025_03_09.md", "-\n")
    return [(ADA, "2025-03-02", "- one\n- two\n")], {"journals/2025_03_09.md": "empty"}


@export("logseq", by="pandoc")
def a_graph_in_org(to):
    lay(to, "journals/2025_03_02.org", "* [[Ada Lund]] call\n** one\n")
    return [(ADA, "2025-03-02", "one")], {}


# jrnl

def jrnl(to, *more):
    config = lay(to, "jrnl.yaml", f"colors: {{body: none, date: none, tags: none, title: none}}\ndefault_hour: 9\ndefault_minute: 0\neditor: ''\n"
                 f"encrypt: false\nhighlight: true\nindent_character: '|'\njournals: {{default: {{journal: {to}/journal.txt}}}}\nlinewrap: 79\n"
                 f"tagsymbols: '#@'\ntemplate: false\ntimeformat: '%Y-%m-%d %H:%M'\nversion: v4.2\n")
    run = lambda *words: subprocess.run(["jrnl", "--config-file", config, *words], capture_output=True, check=True, text=True, stdin=subprocess.DEVNULL).stdout
    run("2025-03-02 10:00: Call with Ada. She said no.\n\nTwice. @ada")
    run("2025-03-09 10:30: Another. It went on.")
    told = run(*more) if more else (to / "journal.txt").read_text()
    for file in ("jrnl.yaml", "journal.txt"):
        (to / file).unlink()
    return told


JRNL = [(ADA, "2025-03-02", "Twice."), (ADA, "2025-03-09", "It went on.")]


@export("jrnl", "--client", ADA, "--split", path="journal.txt", by="jrnl")
def the_journal_itself(to):
    lay(to, "journal.txt", jrnl(to))
    return JRNL, {}


@export("jrnl", "--client", ADA, "--from", "jrnl", path="out.txt", by="jrnl")
def its_text(to):
    lay(to, "out.txt", jrnl(to, "--format", "txt"))
    return JRNL, {}


@export("jrnl", "--client", ADA, "--split", path="out.md", by="jrnl")
def its_markdown(to):
    lay(to, "out.md", jrnl(to, "--format", "md"))
    return JRNL, {}


@export("jrnl", "--client", ADA, path="out.json", by="jrnl")
def its_json(to):
    lay(to, "out.json", jrnl(to, "--format", "json"))
    return [], {"out.json": "unread"}


# Apple Notes

@export("apple-notes", "--client", ADA)
def notes_as_pages(to):
    lay(to, "Call.html", '<html><head><title>Call</title><meta name="created" content="2025-03-02 10:00:00 +0000"></head><body><div><h1>Call</h1></div>\n<div>one</div>\n<div><br></div></body></html>')
    lay(to, "2 March 2025.html", "<div><h1>2 March 2025</h1></div><div>two</div>")
    return [(ADA, "2025-03-02", "one"), (ADA, "2025-03-02", "two")], {}


@export("apple-notes", "--client", ADA)
def notes_as_text(to):
    lay(to, "Notes/Call/Call.txt", "Call\n2 March 2025 at 10:00\n\none\n")
    lay(to, "Notes/Call/IMG_0001.HEIC", b"\0\0\0\x18ftypheic")
    lay(to, "Notes/Monday/Monday.txt", "Monday, 3 March 2025\ntwo\n")
    lay(to, "Notes/Later/Later.txt", "Later\nthree\n")
    return [(ADA, "2025-03-02", "one"), (ADA, "2025-03-03", "two")], {"Notes/Later/Later.txt": "undated"}


@export("apple-notes")
def notes_as_markdown(to):
    lay(to, "Ada Lund 2025-03-02/Ada Lund 2025-03-02.md", "# Ada Lund 2025-03-02\n\none\n")
    lay(to, "Ada Lund 2025-03-02/Attachments/a.jpg", b"\xff\xd8\xff")
    return [(ADA, "2025-03-02", "one")], {}


# Web pages

@export("html", "--client", ADA, path="ada.html", by="pandoc")
def a_page_of_pandoc(to):
    lay(to, "ada.html", pandoc(NOTE, "html", "--metadata", "title=Ada Lund, 2 March 2025"))
    return [(ADA, "2025-03-02", "> I said yes before I knew it.")], {}


@export("html", "--client", ADA, path="ada.htm")
def a_page_of_word(to):
    lay(to, "ada.htm", ('<html xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>\r\n<meta http-equiv=Content-Type content="text/html; charset=windows-1252">\r\n'
                        "<style><!-- p.MsoNormal {margin:0cm} --></style></head>\r\n<body lang=DE><div class=WordSection1><p class=MsoNormal>2. März 2025</p>\r\n"
                        "<p class=MsoNormal>Größe<o:p></o:p></p></div></body></html>"), "cp1252")
    return [(ADA, "2025-03-02", "Größe")], {}


@export("html", "--client", ADA)
def pages_of_evernote(to):
    lay(to, "Call.html", ('<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/><meta name="exporter-version" content="Evernote Mac"/>'
                          '<meta name="created" content="2025-03-02 09:00:00 +0000"/><title>Call</title></head><body><div>one</div><div>two &amp; three</div></body></html>'))
    lay(to, "Call.resources/a.png", b"\x89PNG")
    return [(ADA, "2025-03-02", "two & three")], {}


@export("html")
def notes_of_keep(to):
    lay(to, "Takeout/Keep/Ada Lund.html", ('<?xml version="1.0" ?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Ada Lund</title>\n'
                                           '<style>.note{}</style></head><body><div class="note"><div class="heading"><div class="meta-icons"></div>Mar 2, 2025, 10:00:00 AM</div>\n'
                                           '<div class="title">Ada Lund</div><div class="content">one<br>two</div></div></body></html>'))
    lay(to, "Takeout/Keep/Ada Lund.json", '{"title": "Ada Lund", "textContent": "one\\ntwo"}')
    return [(ADA, "2025-03-02", "one")], {}


# Documents

for kind, ending in (("docx", "docx"), ("odt", "odt"), ("rtf", "rtf"), ("org", "org")):
    def document(to, ending=ending):
        lay(to, f"ada.{ending}", pandoc(NOTE.replace("![](board.png)\n", ""), ending))
        return [(ADA, "2025-03-02", "I said yes before I knew it.")], {}
    document.__name__ = f"a_document_{ending}"
    export(kind, "--client", ADA, path=f"ada.{ending}", by="pandoc")(document)


@export("docx", "--each-folder", by="pandoc")
def documents_by_folder(to):
    lay(to, "Ada Lund/2025-03-02.docx", pandoc("one", "docx"))
    lay(to, "Ada Lund/~$25-03-02.docx", b"\6Robin")
    lay(to, "Bo Ek/2025-03-03.odt", pandoc("two", "odt"))
    lay(to, "Bo Ek/2025-03-04.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    lay(to, "Bo Ek/hours.xlsx", packed({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}))
    lay(to, "Bo Ek/broken.docx", b"PK\3\4not whole")
    return [(ADA, "2025-03-02", "one"), (BO, "2025-03-03", "two")], \
        {"Bo Ek/2025-03-04.doc": "unread", "Bo Ek/hours.xlsx": "unread", "Bo Ek/broken.docx": "unread"}


# Tables

def table(name, text, encoding="utf-8", *more):
    def keep(make):
        def lay_table(to):
            lay(to, name, text, encoding)
            return make()
        lay_table.__name__ = make.__name__
        return export("csv", *more, path=name)(lay_table)
    return keep


@table("icf.csv", "Client Name,Contact Information,Individual/Group,Number in Group,Start Date,End Date,Paid Hours,Pro Bono Hours\n"
       "Ada Lund,ada@lund.example,Individual,1,03/02/2025,03/02/2025,1,\nBo Ek,bo@ek.example,Individual,,03/25/2025,03/25/2025,,1.5\n"
       "Zoé Ünal,zoe@unal.example,Group,6,04/01/2025,04/01/2025,2,\nAnne Lee,,Individual,,01/05/2024,12/20/2024,22.5,\n")
def the_log_of_the_icf():
    return [(ADA, "2025-03-02", "fee: paid"), (BO, "2025-03-25", "fee: pro-bono"), (ZOE, "2025-04-01", "group_size: 6")], {"icf.csv:5": "unread"}


@table("calendly.csv", "User Name,User Email,Invitee Name,Invitee First Name,Invitee Last Name,Invitee Email,Event Type Name,Start Date & Time,End Date & Time,Location,Event Created Date & Time,Canceled,Canceled By,Cancellation reason,Question 1,Response 1,UTM Source,Marked as No-Show,Event UUID\n"
       "Robin Vale,robin@vale.example,Ada Lund,Ada,Lund,ada@lund.example,Coaching,2025-03-02 10:00 am,2025-03-02 11:00 am,https://zoom.us/j/1,2025-02-01 09:00 am,false,,,\"What, now?\",\"Rest,\nand sleep\",,No,11-aa\n"
       "Robin Vale,robin@vale.example,Bo Ek,Bo,Ek,bo@ek.example,Coaching,2025-03-03 10:00 am,2025-03-03 11:00 am,,2025-02-01 09:00 am,true,Bo Ek,ill,,,,No,11-bb\n"
       "Robin Vale,robin@vale.example,Bo Ek,Bo,Ek,bo@ek.example,Coaching,2025-03-10 03:30 pm,2025-03-10 04:30 pm,,2025-02-01 09:00 am,false,,,,,,Yes,11-cc\n")
def a_scheduler_calendly():
    return [(ADA, "2025-03-02T10:00", "sleep"), (BO, "2025-03-03T10:00", "status: cancelled"), (BO, "2025-03-10T15:30", "status: no-show")], {}


@table("acuity.csv", "Start Time,End Time,First Name,Last Name,Phone,Email,Type,Calendar,Appointment Price,Paid?,Amount Paid Online,Certificate Code,Notes,Date Scheduled,Label,Scheduled By,Appointment ID\n"
       "\"March 2, 2025 10:00 am\",\"March 2, 2025 11:00 am\",Ada,Lund,,ada@lund.example,Coaching,Robin,90.00,yes,90.00,,,2025-02-01,,Client,1001\n"
       "\"March 3, 2025 2:30 pm\",\"March 3, 2025 3:15 pm\",Cy,Dahl,,cy@dahl.example,Discovery,Robin,0.00,no,0.00,,,2025-02-01,,Client,1002\n")
def a_scheduler_acuity():
    return [(ADA, "2025-03-02T10:00", "minutes: 60")], {"acuity.csv:3": "of-another"}


@table("log.csv", "\ufeff\"Klient:in\";\"Datum\";\"Beginn\";\"Dauer (Std.)\";\"Notizen\";\"Raum\"\r\n\"Lund, Ada\";\"02.03.25\";\"10:00\";\"1,5\";\"Zeile eins\r\nZeile \"\"zwei\"\"\";\"blau\"\r\n"
       "\"Ek, Bo\";\"03.03.25\";\"15:30\";\"0,75\";;\r\n\"Summe\";;;\"2,25\";;\r\n")
def a_sheet_of_libreoffice():
    return [(ADA, "2025-03-02T10:00", "minutes: 90"), (BO, "2025-03-03T15:30", "minutes: 45")], {"log.csv:5": ("unread", "of-another")}


@table("log.txt", "Client\tDate\tMinutes\tStatus\r\nAda Lund\t2025-03-02\t60\theld\r\nBo Ek\t2025-03-03\t45\tNo-show\r\n", "utf-16", "--from", "csv")
def unicode_text_of_excel():
    return [(ADA, "2025-03-02", "minutes: 60"), (BO, "2025-03-03", "status: no-show")], {}


@table("journal.csv", "Nom du client;Date de la séance;Heure;Durée;Statut;Remarques\nAda Lund;2 mars 2025;10h30;1h30;Réalisée;« Ça va »\nZoé Ünal;1er avril 2025;9h;60 min;Annulée;\n", "cp1252")
def a_sheet_in_french():
    return [(ADA, "2025-03-02T10:30", "minutes: 90"), (ZOE, "2025-04-01T09:00", "status: cancelled")], {}


@table("registro.csv", "Nombre del cliente,Fecha,Hora,Duración,Estado,Notas\nAda Lund,2 de marzo de 2025,10:00,60,Realizada,bien\nBo Ek,03/03/2025,16:00,45,Cancelada,\nBo Ek,03/04/2025,16:00,45,,\n", "utf-8", "--dates", "day-first")
def a_sheet_in_spanish():
    return [(ADA, "2025-03-02T10:00", "status: held"), (BO, "2025-03-03T16:00", "status: cancelled"), (BO, "2025-04-03T16:00", "minutes: 45")], {}


@table("day.csv", "Client,Date,Time,Minutes\nAda Lund,2025-03-02,09:00,30\nAda Lund,2025-03-02,14:00,30\nAda Lund,2025-03-02,,60\nAnn Lee,2025-03-02,10:00,60\nAda,2025-03-03,10:00,60\n,2025-03-04,10:00,60\n")
def several_calls_a_day():
    return [(ADA, "2025-03-02T09:00", "minutes: 30"), (ADA, "2025-03-02T14:00", "minutes: 30"), (ADA, "2025-03-02", "minutes: 60")], \
        {"day.csv:5": "similar-name", "day.csv:6": "similar-name", "day.csv:7": "of-another"}


@table("odd.csv", "Wann war es,Mit wem,Wie lang\n2025-03-02,Ada Lund,60\n")
def columns_that_nobody_knows():
    return [], {"odd.csv": "unknown-columns"}


@table("us.csv", "Client,Date,Start,End\nAda Lund,3/2/2025,10:00 AM,11:00 AM\nBo Ek,3/14/2025,9:30 AM,10:15 AM\n")
def a_sheet_of_google():
    return [(ADA, "2025-03-02T10:00", "minutes: 60"), (BO, "2025-03-14T09:30", "minutes: 45")], {}


# Calendars

def calendar(*events, head="PRODID:-//Example//EN", zones=""):
    whole = f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}\n{zones}" + "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events) + "END:VCALENDAR\n"
    return whole.replace("\n", "\r\n")


@export("ics", path="google.ics")
def a_calendar_of_google(to):
    who = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=ada@lund.\n example;X-NUM-GUESTS=0:mailto:ada@lund.example"
    lay(to, "google.ics", calendar(
        f"DTSTART:20250302T230000Z\nDTEND:20250303T000000Z\nUID:1@google.com\nORGANIZER;CN=Robin:mailto:robin@vale.example\n{who}\nSEQUENCE:0\nSTATUS:CONFIRMED\nSUMMARY:Coaching\nTRANSP:OPAQUE",
        f"DTSTART;TZID=Europe/Paris:20250304T100000\nDTEND;TZID=Europe/Paris:20250304T110000\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Paris:20250311T100000\nUID:2@google.com\n{who}\nSUMMARY:Ada weekly",
        f"DTSTART;TZID=Europe/Paris:20250319T090000\nDTEND;TZID=Europe/Paris:20250319T100000\nUID:2@google.com\n{who}\nRECURRENCE-ID;TZID=Europe/Paris:20250318T100000\nSUMMARY:Ada weekly",
        f"DTSTART;TZID=Europe/Paris:20250325T100000\nDTEND;TZID=Europe/Paris:20250325T110000\nUID:2@google.com\n{who}\nRECURRENCE-ID;TZID=Europe/Paris:20250325T100000\nSTATUS:CANCELLED\nSUMMARY:Ada weekly",
        "DTSTART;VALUE=DATE:20250401\nDTEND;VALUE=DATE:20250402\nRRULE:FREQ=YEARLY\nUID:3@google.com\nSUMMARY:Ada Lund's birthday\nTRANSP:TRANSPARENT",
        "DTSTART:20250402T080000Z\nDTEND:20250402T090000Z\nUID:4@google.com\nSUMMARY:Dentist",
        "DTSTART:20260401T080000Z\nDTEND:20260401T090000Z\nUID:5@google.com\nSUMMARY:Bo Ek",
        head="PRODID:-//Google Inc//Google Calendar 70.9054//EN\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\nX-WR-CALNAME:Robin\nX-WR-TIMEZONE:Europe/Paris"))
    return [(ADA, "2025-03-03T00:00", "status: planned"), (ADA, "2025-03-04T10:00", "minutes: 60"), (ADA, "2025-03-19T09:00", "minutes: 60"),
            (ADA, "2025-03-25T10:00", "status: cancelled"), (BO, "2026-04-01T10:00", "status: planned")], \
        {"google.ics:49": "unread", "google.ics:57": "of-another"}


@export("ics", path="outlook.ics")
def a_calendar_of_outlook(to):
    zone = ("BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n"
            "BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n")
    lay(to, "outlook.ics", calendar(
        'DTSTART;TZID="W. Europe Standard Time":20250702T100000\nDTEND;TZID="W. Europe Standard Time":20250702T110000\nUID:040000008200E00074C5B7101A82E008\nATTENDEE;CN="Lund, Ada";RSVP=TRUE:mailto:Ada@Lund.example\nSUMMARY;LANGUAGE=de:Coaching\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY',
        'DTSTART;TZID=Eastern Standard Time:20250703T040000\nDTEND;TZID=Eastern Standard Time:20250703T050000\nUID:2\nSUMMARY:Abgesagt: Bo Ek\nSTATUS:CONFIRMED',
        'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":20250704T100000\nDURATION:PT45M\nUID:3\nSUMMARY:Zoé Ünal',
        head="PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nMETHOD:PUBLISH\nX-MS-OLK-FORCEINSPECTOROPEN:TRUE", zones=zone))
    return [(ADA, "2025-07-02T10:00", "minutes: 60"), (BO, "2025-07-03T10:00", "status: cancelled"), (ZOE, "2025-07-04T10:00", "minutes: 45")], {}


@export("ics", path="apple.ics")
def a_calendar_of_apple(to):
    lay(to, "apple.ics", calendar(
        "CREATED:20250101T000000Z\nUID:A1\nDTEND;TZID=Europe/Paris:20250302T110000\nTRANSP:OPAQUE\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\nSUMMARY:Ada Lund\\, coaching\nDTSTART;TZID=Europe/Paris:20250302T100000\nBEGIN:VALARM\nTRIGGER:-PT15M\nDESCRIPTION:Bo Ek\nACTION:DISPLAY\nEND:VALARM",
        "UID:A2\nSUMMARY:Bo Ek, whole day\nDTSTART;VALUE=DATE:20250303\nDTEND;VALUE=DATE:20250304",
        "UID:A3\nSUMMARY:Ada Lund on holiday\nDTSTART;VALUE=DATE:20250310\nDTEND;VALUE=DATE:20250320",
        head="PRODID:-//Apple Inc.//macOS 14.5//EN\nX-APPLE-CALENDAR-COLOR:#FF2968\nX-WR-CALNAME:Work"))
    return [(ADA, "2025-03-02T10:00", "minutes: 60"), (BO, "2025-03-03", None)], {"apple.ics:26": "unread"}


@export("ics", path="calendly.ics")
def an_invitation_of_calendly(to):
    lay(to, "calendly.ics", calendar("UID:calendly-1\nDTSTAMP:20250201T000000Z\nDTSTART:20250302T090000Z\nDTEND:20250302T100000Z\nSUMMARY:Ada Lund and Robin Vale\nDESCRIPTION:Event Name: Coaching\\nLocation: Zoom\\n\nORGANIZER;CN=Robin Vale:MAILTO:robin@vale.example\nATTENDEE;CN=Ada Lund;PARTSTAT=ACCEPTED:MAILTO:ada@lund.example\nSTATUS:CONFIRMED", head="PRODID:-//Calendly//EN\nMETHOD:REQUEST"))
    return [(ADA, "2025-03-02T10:00", "minutes: 60")], {}


@export("ics", path="one.ics", by="icalendar")
def a_calendar_of_python(to):
    from datetime import date, datetime, timedelta, timezone
    from zoneinfo import ZoneInfo
    from icalendar import Calendar, Event, vCalAddress
    whole = Calendar()
    whole.add("prodid", "-//icalendar//")
    whole.add("version", "2.0")
    for uid, title, start, more in (
        ("p1", "Ada Lund 🌱", datetime(2025, 3, 2, 10, tzinfo=ZoneInfo("Europe/Paris")), {}),
        ("p2", "Coaching", datetime(2025, 3, 3, 9, tzinfo=timezone.utc), {"attendee": "bo@ek.example"}),
        ("p3", "Zoé Ünal", datetime(2025, 3, 5, 10, tzinfo=ZoneInfo("Asia/Tokyo")), {"rrule": {"freq": "monthly", "count": 2, "byday": "1WE"}}),
        ("p4", "Anne Lee", date(2025, 3, 6), {}),
    ):
        event = Event()
        event.add("uid", uid)
        event.add("summary", title)
        event.add("dtstart", start)
        event.add("duration", timedelta(minutes=60)) if isinstance(start, datetime) else None
        if "attendee" in more:
            event.add("attendee", vCalAddress("mailto:" + more["attendee"]))
        if "rrule" in more:
            event.add("rrule", more["rrule"])
        whole.add_component(event)
    lay(to, "one.ics", whole.to_ical())
    return [(ADA, "2025-03-02T10:00", "minutes: 60"), (BO, "2025-03-03T10:00", None), (ZOE, "2025-03-05T02:00", None), (ZOE, "2025-04-02T03:00", None), (ANNE, "2025-03-06", None)], {}


@export("ics", by="khal")
def a_folder_of_khal(to):
    lay(to, "config", f"[calendars]\n[[work]]\npath = {to}/work\n[default]\ndefault_calendar = work\n[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n[sqlite]\npath = " + f"{to}/khal.db\n")
    (to / "work").mkdir()
    for words in (["2025-03-02 10:00", "11:00", "Ada Lund"], ["2025-03-03 10:00", "10:45", "Bo Ek", "-r", "weekly", "-u", "2025-03-17"]):
        subprocess.run(["khal", "-c", to / "config", "new", *words], check=True, capture_output=True)
    for file in ("config", "khal.db"):
        (to / file).unlink(missing_ok=True)
    return [(ADA, "2025-03-02T10:00", "minutes: 60"), (BO, "2025-03-03T10:00", "minutes: 45"), (BO, "2025-03-10T10:00", None)], {}


@export("ics", path="thunderbird.ics")
def a_calendar_of_thunderbird(to):
    lay(to, "thunderbird.ics", calendar(
        "UID:t1\nSUMMARY:Ada Lund\nDTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20250302T100000\nDTEND;TZID=/mozilla.org/20050126_1/Europe/Berlin:20250302T110000",
        "UID:t2\nSUMMARY:Bo Ek\nDTSTART;TZID=Europe/Berlin:20250304T100000\nDTEND;TZID=Europe/Berlin:20250304T110000\nRRULE:FREQ=DAILY;COUNT=3\nEXDATE:20250305T090000Z",
        "UID:t3\nSUMMARY:Zoé Ünal\nDTSTART;TZID=Europe/Berlin:20250304T100000\nRRULE:FREQ=HOURLY"))
    return [(ADA, "2025-03-02T10:00", "minutes: 60"), (BO, "2025-03-04T10:00", None), (BO, "2025-03-06T10:00", None)], {"thunderbird.ics:18": "unread"}


# Transcripts

WORDS = ["Coach Robin: What would rest be?", "Ada Lund: I don't know: sleep.", "Coach Robin: And?", "Ada Lund: Quiet."]


def spoken(kind, name, text, *more, encoding="utf-8", named=None, by=None):
    def keep(make):
        def lay_transcript(to):
            lay(to, name, text if isinstance(text, (bytes, str)) else text(), encoding)
            return ([] if named else [(ADA, "2025-03-02", words) for words in [make()]]), ({name: named} if named else {})
        lay_transcript.__name__ = make.__name__
        return export(kind, "--client", ADA, *more, path=name, by=by)(lay_transcript)
    return keep


def cues(comma, *lines, head="", number=True):
    sep = "," if comma else "."
    clock = lambda at: f"00:00:{at:02}{sep}000"
    return head + "".join((f"{n + 1}\n" if number else "") + f"{clock(n * 5)} --> {clock(n * 5 + 4)}\n{line}\n\n" for n, line in enumerate(lines))


@spoken("vtt", "GMT20250302-090000_Recording.transcript.vtt", cues(False, *WORDS, head="WEBVTT\n\n").replace("\n", "\r\n"))
def captions_of_zoom():
    return "**Ada Lund** (00:00:05): I don't know: sleep."


@spoken("vtt", "2025-03-02 Call.vtt", "WEBVTT\n\n" + "".join(f"{n}f-1/{n}-0\n00:00:{n:02}.000 --> 00:00:{n + 1:02}.500\n<v {line.split(': ', 1)[0]}>{line.split(': ', 1)[1]}</v>\n\n" for n, line in enumerate(WORDS)))
def captions_of_teams():
    return "**Ada Lund** (00:00:01): I don't know: sleep."


@spoken("vtt", "2025-03-02.vtt", cues(False, "What would rest be?", "Sleep.", head="WEBVTT\n\n", number=False), named="no-speaker")
def captions_of_whisper():
    return ""


@spoken("srt", "2025-03-02.srt", cues(True, *[line.replace("Coach Robin", "[SPEAKER_00]").replace("Ada Lund", "[SPEAKER_01]") for line in WORDS]), "--speakers", "SPEAKER_01=client")
def captions_of_whisperx():
    return "SPEAKER_01** (00:00:05): I don't know: sleep."


@spoken("srt", "2025-03-02 otter.srt", "\ufeff" + cues(True, *[line.replace("Coach Robin", "Robin Vale") for line in WORDS]).replace("\n", "\r\n"))
def captions_of_otter():
    return "**Ada Lund** (00:00:15): Quiet."


@spoken("transcript", "2025-03-02 otter.txt", "Robin Vale  0:00\nWhat would rest be?\n\nAda Lund  0:05\nI don't know: sleep.\n\nRobin Vale  1:00:10\nAnd?\n\nTranscribed by https://otter.ai\n")
def text_of_otter():
    return "**Ada Lund** (00:00:05): I don't know: sleep."


@spoken("transcript", "meeting_saved_closed_caption 2025-03-02.txt", "[Robin Vale] 10:00:01\nWhat would rest be?\n\n[Ada Lund] 10:00:09\nI don't know: sleep.\n\n[Robin Vale] 10:00:12\nAnd?\n\n")
def captions_saved_by_zoom():
    return "**Ada Lund** (10:00:09): I don't know: sleep."


@spoken("transcript", "2025-03-02 Meet.txt", "Coaching (2025-03-02 10:00 GMT+1) - Transcript\nAttendees\nAda Lund, Robin Vale\nTranscript\n\n00:00:00\n\nRobin Vale: What would rest be?\nAda Lund: I don't know: sleep.\n\n00:05:00\n\nRobin Vale: And?\nAda Lund: Quiet.\nRobin Vale: Hm.\nAda Lund: Yes.\n\nMeeting ended after 00:06:10 👋\n")
def text_of_meet():
    return "I don't know: sleep."


@spoken("transcript", "2025-03-02.txt", "Ann: I don't know: sleep.\nRobin: Hm?\n", "--speakers", "Ann=client")
def two_turns():
    return "**Ann**: I don't know: sleep."


@spoken("transcript", "2025-03-02.md", "".join(f"**{line.split(': ', 1)[0]} (00:0{n}:09):** {line.split(': ', 1)[1]}\n\n" for n, line in enumerate(WORDS)))
def text_of_descript():
    return "**Ada Lund** (00:01:09): I don't know: sleep."


@spoken("transcript", "2025-03-02 rev.txt", "Speaker 1 (00:00):\nWhat would rest be?\n\nSpeaker 2 (00:05):\nI don't know: sleep.\n\nSpeaker 1 (00:10):\nAnd?\n", "--speakers", "Speaker 2=client")
def text_of_rev():
    return "**Speaker 2** (00:00:05): I don't know: sleep."


@spoken("transcript", "Besprechung 2025-03-02.docx", lambda: pandoc("**Robin Vale** 0:03\\\nWhat would rest be?\n\n**Ada Lund** 0:07\\\nI don't know: sleep.\n\n**Robin Vale** 0:12\\\nAnd?\n", "docx"), "--from", "docx", by="pandoc")
def a_document_of_teams():
    return "know: sleep.\n\n**Robin Vale** (00:00:12): And?"


@spoken("transcript", "2025-03-02 chat.txt", "\n".join(line.replace("Coach Robin", "Robin").replace("Ada Lund", "Zoë") for line in WORDS * 2), "--speakers", "Zoë=client,Robin=coach", encoding="utf-16")
def text_in_utf16():
    return "**Zoë**: I don't know: sleep."


# What is done with each

class Practice:
    def __init__(self, coach, root, pattern=None):
        self.coach, self.root = coach, root
        self.environment = {**os.environ, "HOME": str(root.parent), "XDG_STATE_HOME": str(root.parent / "state"), "NO_COLOR": "1"}
        if pattern:
            shutil.copytree(pattern, root)

    def run(self, *words):
        return subprocess.run([self.coach, "--practice", self.root, "--today", TODAY, *words], env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=self.root.parent)

    def notes(self):
        return {str(file.relative_to(self.root)): file.read_bytes() for file in self.root.rglob("*.md") if "clients" in file.parts}


def found(practice, wanted, told):
    """The wanted record among what was brought in: the file that holds it, or None."""
    client, day, words = wanted
    for row in told:
        if row["client"] != client or row["result"] != "imported" or not row["date"] or not row["date"].startswith(day):
            continue
        text = (practice.root / row["to"]).read_bytes()
        if words is None or words.encode() in text:
            return row["to"]
    return None


def check(coach, pattern, work, one, seed):
    kind, name, args, path, _, make = one
    source, faults = work / "export", []
    source.mkdir(parents=True)
    placed, named = make(source)
    practice = Practice(coach, work / "practice", pattern)
    import_ = ["import", str(source / path), *args]
    first = practice.run("--format", "json", *import_)
    if first.returncode != 0:
        return [f"exit {first.returncode}: {first.stderr.strip()}"]
    answer = json.loads(first.stdout)
    rows = answer["files"]
    place = lambda row: row["path"] + (f":{row['line']}" if row["line"] else "")
    used = set()
    for wanted in placed:
        to = found(practice, wanted, [row for row in rows if row["to"] not in used])
        faults += [] if to else [f"not placed: {wanted}"]
        used.add(to)
    brought = [row for row in rows if row["result"] == "imported"]
    faults += [f"nobody asked for {place(row)} -> {row['to']}" for row in brought if row["to"] not in used]
    stayed = {place(row): row["result"] for row in rows if row["result"] != "imported"}
    for where, result in named.items():
        if stayed.get(where) not in ((result,) if isinstance(result, str) else result):
            faults.append(f"{where} is {stayed.get(where)}, not {result}")
    faults += [f"{where} is {result}" for where, result in stayed.items() if where not in named]
    faults += [f"{place(row)} stays without a word" for row in rows if row["result"] != "imported" and not row["note"]]
    # Every file of the folder is a row or among those that were left out.
    told = {row["path"] for row in rows} | {out["path"] for out in answer["left_out"]}
    start = source / path
    if start.is_dir():
        for file in start.rglob("*"):
            whole = str(file.relative_to(start))
            over = [whole] + [whole[:at + 1] for at, c in enumerate(whole) if c == "/"]
            if (file.is_symlink() or file.is_file()) and not any(one in told for one in over):
                faults.append(f"{whole} isn't told of")
    before = practice.notes()
    again = json.loads(practice.run("--format", "json", *import_).stdout)
    if again["counts"]["imported"] or practice.notes() != before:
        faults.append(f"a second run adds {again['counts']['imported']}: {[row['path'] for row in again['files'] if row['result'] == 'imported']}")
    said = practice.run("--dry-run", *import_).stdout
    faults += [f"{where} isn't in the table" for where in stayed if where.split("/")[-1].split(":")[0][:20].replace("|", "\\|") not in said]
    broken = practice.run("--format", "json", "check")
    errors = [problem for problem in json.loads(broken.stdout or '{"problems": []}')["problems"] if problem["severity"] == "error" and problem["code"] not in ("near-front-matter",)]
    faults += [f"check: {problem['path'] if 'path' in problem else problem}: {problem.get('text', problem)}" for problem in errors if kind in ("csv", "ics", "vtt", "srt", "transcript")]
    # Interrupted at any moment and run again, all of it is there, once.
    other = Practice(coach, work / "other" / "practice", pattern)
    begun = subprocess.Popen([coach, "--practice", other.root, "--today", TODAY, *import_], env=other.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, cwd=other.root.parent)
    time.sleep(seed.uniform(0, 0.05))
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    ended = other.run(*import_)
    if ended.returncode or sorted(other.notes().items()) != sorted(before.items()):
        faults.append(f"interrupted and run again it differs: {sorted(set(other.notes()) ^ set(before))} {ended.stderr.strip()[:200]}")
    return faults


def main():
    options = argparse.ArgumentParser()
    options.add_argument("coach", type=Path)
    options.add_argument("--only", help="those whose name or kind holds this")
    options.add_argument("--keep", type=Path, help="lay the exports and the practices here")
    options = options.parse_args()
    work = options.keep or Path(tempfile.mkdtemp())
    coach, seed = options.coach.resolve(), random.Random(7)
    pattern = Practice(coach, work / "pattern" / "practice")
    pattern.root.parent.mkdir(parents=True)
    subprocess.run([coach, "init", pattern.root], check=True, capture_output=True, stdin=subprocess.DEVNULL, env=pattern.environment)
    (pattern.root / "coach.yaml").write_text("format: 1\ncoach: Robin Vale\ntimezone: Europe/Paris\n")
    for name, email in PEOPLE.items():
        made = pattern.run("client", "new", name)
        assert made.returncode == 0, made.stderr
    for client, email in zip((ADA, BO, ZOE, ANNE), PEOPLE.values()):
        made = pattern.run("client", "set", client, f"email={email}", "agreed.recording=2025-01-01")
        assert made.returncode == 0, made.stderr
    wanted = [one for one in EXPORTS if not options.only or options.only in one[1] or options.only == one[0]]
    kinds, faulty = {one[0] for one in wanted}, 0
    for at, one in enumerate(wanted):
        try:
            faults = check(coach, pattern.root, work / f"{at:02}-{one[1]}", one, seed)
        except FileNotFoundError as error:
            faults = [f"{error}"]
        faulty += bool(faults)
        print(f"{'not' if faults else 'ok '} {one[0]:12} {one[1]}", flush=True)
        for fault in faults:
            print(f"      {fault}")
    print(f"{len(wanted)} exports of {len(kinds)} kinds, {faulty} with faults")
    if not options.keep:
        shutil.rmtree(work)
    sys.exit(1 if faulty else 0)


main()
