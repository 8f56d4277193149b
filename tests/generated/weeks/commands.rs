//! Command lines as a coach might type them, sensible and not.

use std::collections::BTreeMap;

use crate::practice::random::Random;

/// A command line, and what it gets on standard input.
pub struct Line {
    pub words: Vec<String>,
    pub input: Option<String>,
}

impl Line {
    /// These words.
    pub fn of(words: &[&str]) -> Self {
        Self { words: words.iter().map(|word| (*word).to_owned()).collect(), input: None }
    }

    /// The line as it would be typed.
    pub fn shown(&self) -> String {
        let quoted = |word: &String| {
            if word.contains(char::is_whitespace) { format!("{word:?}") } else { word.clone() }
        };
        let words = self.words.iter().map(quoted).collect::<Vec<_>>().join(" ");
        self.input.as_ref().map_or(words.clone(), |input| format!("{words} < {input:?}"))
    }
}

/// What people say, and what a file or a shell might trip over.
const WORDS: [&str; 18] = [
    "Nobody owns the vision.",
    "Odile's chair: does it stay?",
    "- a dash",
    "# no heading",
    "> who says that?",
    "[x] done by hand",
    "yes",
    "2026-11-24",
    "He said: not yet. #awake",
    "#happy the boat",
    "“Quoted”, über, 老虎",
    "a: b # c",
    "one\ntwo",
    "  blanks  around ",
    "1. first",
    "If it rains, then I take the bus.",
    "`code` and *stars* and <b>",
    "call Jo due:friday",
];
const WHENS: [&str; 12] = [
    "today",
    "tomorrow 10am",
    "friday",
    "next tuesday 10:00",
    "in 2 weeks",
    "in 3 weeks 16:00",
    "16:00",
    "monday 9am",
    "8/11",
    "someday",
    "in 10 days",
    "next friday 14:30",
];
const TITLES: [&str; 6] =
    ["Lead the team", "One day that is hers", "Lead, and be missed less", "Own workshop", "☕", "Rest"];

const SESSION_KEYS: [&str; 11] = [
    "minutes=50",
    "summary=Nobody owns: it",
    "status=held",
    "status=cancelled",
    "date=tomorrow 10:00",
    "show_up_as+=slower",
    "alliance.heard=9",
    "balance.vision.rating=3",
    "goals+=lead",
    "minutes=",
    "fee=pro-bono",
];
const CLIENT_KEYS: [&str; 6] = [
    "status=paused",
    "status=active",
    "tags+=nonprofit",
    "until=in 6 months",
    "email=",
    "areas=vision, service",
];
const GOAL_KEYS: [&str; 6] =
    ["importance=8", "target=in 3 months", "status=paused", "status=active", "motive=", "importance=x"];
const PLAN_KEYS: [&str; 6] = [
    "review=in 2 weeks",
    "outcome=released",
    "confidence=8",
    "when=Tue, 07:30",
    "made=friday",
    "follows=rest",
];
/// What only looks.
const LOOKS: [&str; 8] = [
    "today",
    "find vision",
    "calendar",
    "check",
    "thread list alice",
    "stuck alice",
    "plan list",
    "prep alice",
];

/// A chooser that builds one line.
struct Hand<'a> {
    random: &'a mut Random,
    files: &'a BTreeMap<String, Vec<u8>>,
    words: Vec<String>,
    input: Option<String>,
}

impl Hand<'_> {
    fn word(&mut self, word: impl Into<String>) -> &mut Self {
        self.words.push(word.into());
        self
    }

    fn words(&mut self, line: &str) -> &mut Self {
        self.words.extend(line.split(' ').map(str::to_owned));
        self
    }

    fn one(&mut self, of: &[&str]) -> &mut Self {
        let word = self.random.one_of(of);
        self.word(word)
    }

    /// A flag and one of its values, now and then.
    fn flag(&mut self, flag: &str, of: &[&str]) -> &mut Self {
        if self.random.once_in(2) {
            return self;
        }
        self.word(flag).one(of)
    }

    /// A note of a client that is there, by its id; a name that may fit nothing where there is none, and now and then.
    fn note(&mut self, client: &str, kind: &str) -> &mut Self {
        let folder = format!("clients/{}/{kind}/", if client == "ben" { "ben" } else { "alice" });
        let id = |path: &String| Some(path.strip_prefix(&folder)?.strip_suffix(".md")?.to_owned());
        let ids: Vec<String> = self.files.keys().filter_map(id).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        if ids.is_empty() || self.random.once_in(8) {
            self.one(&["own", "rest", "2026"])
        } else {
            self.one(&ids)
        }
    }

    /// A switch, now and then.
    fn switch(&mut self, flag: &str) -> &mut Self {
        if self.random.once_in(3) { self.word(flag) } else { self }
    }
}

const CLIENTS: [&str; 3] = ["alice", "ben", "ali"];
const MARKS: [&str; 5] = ["9", "7.5", "0", "11", "8,5"];
const BY: [&str; 2] = ["client", "coach"];

/// Any command, on what stands in the practice's files.
pub fn any(random: &mut Random, files: &BTreeMap<String, Vec<u8>>) -> Line {
    let client = random.one_of(&CLIENTS);
    let kind = random.between(0, 31);
    let mut hand = Hand { random, files, words: Vec::new(), input: None };
    match kind {
        0..=7 => call(&mut hand, client, kind),
        8..=11 => done(&mut hand, client),
        12..=17 => between(&mut hand, client, kind),
        18..=21 => goal(&mut hand, client, kind),
        22..=28 => plan(&mut hand, client, kind),
        29 => {
            hand.words("client set").word(client).one(&CLIENT_KEYS);
        }
        30 => {
            hand.word("prep").word(client).one(&["--write", "--brief"]).flag("--show-up", &WORDS);
        }
        _ => {
            let line = hand.random.one_of(&LOOKS);
            hand.words(line);
        }
    }
    Line { words: hand.words, input: hand.input }
}

/// A command that takes something away, gives it another name, brings it back, or mends it.
pub fn taking_away(random: &mut Random, files: &BTreeMap<String, Vec<u8>>) -> Line {
    let client = random.one_of(&CLIENTS);
    let kind = random.between(0, 13);
    let mut hand = Hand { random, files, words: Vec::new(), input: None };
    match kind {
        0..=3 => {
            let (group, folder) =
                [("session", "sessions"), ("note", "notes"), ("goal", "goals"), ("plan", "plans")]
                    [usize::try_from(kind).unwrap_or(0)];
            hand.word(group).word("remove").word(client).note(client, folder);
        }
        4 => {
            hand.words("thread untick").word(client).one(&["1", "2", "Odile"]);
        }
        5 => {
            hand.words("promise add").word(client).one(&WORDS).flag("--due", &WHENS);
        }
        6 => {
            hand.words("promise tick").word(client).one(&["1", "2", "call"]);
        }
        7 => {
            hand.words("goal rename").word(client).note(client, "goals").one(&TITLES);
        }
        8 => {
            hand.words("client rename").word(client).one(&["alice", "Alice Berg", "ben", "anna"]);
        }
        9 => {
            hand.words("client archive").one(&["alice", "ben", "dana"]);
        }
        10 => {
            let trashed: Vec<String> =
                files.keys().filter(|path| path.starts_with(".trash/c")).cloned().collect();
            let trashed: Vec<&str> = trashed.iter().map(String::as_str).collect();
            hand.word("restore").one(if trashed.is_empty() { &["clients/alice"] } else { &trashed });
        }
        11 => {
            hand.word("undo");
        }
        12 => {
            hand.words("check --fix");
        }
        _ => {
            hand.words("plan step").word(client).word("--remove").one(&["1", "2", "9"]);
        }
    }
    Line { words: hand.words, input: hand.input }
}

fn call(hand: &mut Hand<'_>, client: &str, kind: u64) {
    match kind {
        0..=2 => {
            hand.words("session new").word(client).flag("--on", &WHENS).flag("--minutes", &["50", "60"]);
            hand.flag("--kind", &["individual"]);
        }
        3 => {
            hand.words("session mark").word(client).flag("--heard", &MARKS).flag("--overall", &MARKS);
        }
        4..=5 => {
            session(hand.words("session move").word(client), client);
            hand.word("--to").one(&WHENS).flag("--by", &BY).switch("--reviews");
        }
        6 => {
            session(hand.words("session cancel").word(client), client);
            hand.flag("--by", &BY).switch("--charged").flag("--reviews", &WHENS);
        }
        _ => {
            session(hand.words("session set").word(client), client);
            hand.one(&SESSION_KEYS);
        }
    }
}

fn between(hand: &mut Hand<'_>, client: &str, kind: u64) {
    match kind {
        12..=14 => {
            hand.word("note").word(client);
            if hand.random.once_in(3) {
                let mail = format!("{}\r\n\n{}", hand.random.one_of(&WORDS), hand.random.one_of(&WORDS));
                hand.word("-").input = Some(mail);
            } else {
                hand.one(&WORDS);
            }
            hand.flag("--from", &BY).flag("--on", &WHENS);
        }
        15..=16 => {
            hand.words("thread add").word(client).one(&WORDS);
        }
        _ => {
            hand.words("thread tick").word(client).one(&["1", "2", "3", "9", "Odile", "the", "boat"]);
        }
    }
}

fn goal(hand: &mut Hand<'_>, client: &str, kind: u64) {
    match kind {
        18 => {
            hand.words("goal new").word(client).one(&TITLES).flag("--importance", &["9", "7", "12"]);
            hand.flag("--motive", &["external", "identified"]).flag("--words", &WORDS);
            hand.flag("--target", &WHENS).switch("--proposed");
        }
        19 => {
            hand.words("goal set").word(client).note(client, "goals").one(&GOAL_KEYS);
        }
        20 => {
            hand.words("goal close").word(client).note(client, "goals").one(&["--achieved", "--released"]);
            hand.flag("--looking-back", &WORDS).flag("--fulfilled", &MARKS);
        }
        _ => {
            hand.words("goal examine").word(client).note(client, "goals").word("--answer");
            hand.one(&["cost=Being found.", "fear=no", "Is it yours?=- Yes"]);
            hand.flag("--resistance", &["fear", "none"]);
        }
    }
}

fn plan(hand: &mut Hand<'_>, client: &str, kind: u64) {
    match kind {
        22..=23 => new_plan(hand, client),
        24 => {
            hand.words("plan step").word(client).flag("--tick", &["1", "2", "call"]);
            hand.flag("--untick", &["1", "3"]).flag("--add", &WORDS);
            if hand.words.iter().any(|word| word == "--add") {
                hand.flag("--due", &WHENS);
            }
            if hand.random.once_in(4) {
                hand.words("--date 1").one(&WHENS);
            }
        }
        25 => {
            hand.words("plan test").word(client).flag("--if-then", &WORDS).flag("--confidence", &MARKS);
            hand.flag("--played", &["1", "2"]).flag("--higher", &WORDS);
        }
        26..=27 => {
            hand.words("plan review").word(client).flag("--happened", &WORDS).flag("--learned", &WORDS);
            hand.flag("--outcome", &["kept", "partly", "missed", "released"]).flag("--done", &["3"]);
            hand.flag("--of", &["4"]).switch("--next");
        }
        _ => {
            hand.words("plan set").word(client).one(&PLAN_KEYS);
        }
    }
}

/// Which session: left out, by a word, or one that is there.
fn session(hand: &mut Hand<'_>, client: &str) {
    match hand.random.between(0, 3) {
        0 => {}
        1 => {
            hand.one(&["next", "last"]);
        }
        _ => {
            hand.note(client, "sessions");
        }
    }
}

fn done(hand: &mut Hand<'_>, client: &str) {
    hand.word("done")
        .word(client)
        .flag("--minutes", &["50", "60"])
        .flag("--summary", &WORDS)
        .flag("--thread", &WORDS);
    hand.flag("--heard", &MARKS).flag("--next", &WHENS);
    if hand.random.once_in(3) {
        hand.word("--status")
            .one(&["held", "cancelled", "no-show", "moved"])
            .flag("--by", &BY)
            .flag("--to", &WHENS);
        hand.switch("--reviews");
    }
}

fn new_plan(hand: &mut Hand<'_>, client: &str) {
    hand.words("plan new").word(client);
    match hand.random.between(0, 4) {
        0 => {
            hand.word("--blank");
        }
        1 => {
            hand.words("--from -");
            let said = hand.random.one_of(&[
                "# Two mornings\n\n## Steps\n- [ ] one\n",
                "---\nwhen: Tue\n---\n# Rest\r\n",
                "no title",
                "",
                "---\na",
            ]);
            hand.input = Some(said.to_owned());
        }
        _ => {
            hand.word("--what").one(&WORDS);
        }
    }
    hand.flag("--when", &["Tue and Thu, 07:30", "Sat"]).flag("--where", &WORDS).flag("--step", &WORDS);
    hand.flag("--if-then", &WORDS).flag("--confidence", &MARKS).flag("--made-by", &["client", "together"]);
    hand.flag("--review", &WHENS).flag("--title", &TITLES);
    if !hand.random.once_in(4) {
        hand.word("--goal").note(client, "goals");
    }
}
