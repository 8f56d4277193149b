//! What is said and noted: sentences put together from parts, so that no two notes are alike.

use super::random::Random;

/// The longest line that is written, in bytes.
const WIDTH: usize = 110;

/// First names.
pub const FIRST: &[&str] = &[
    "Alice", "Ben", "Chiara", "Tomáš", "Ines", "Jonas", "Kofi", "Lea", "Mirjam", "Noor", "Olu", "Priya",
    "Søren", "Thandi", "Vera", "Zoë",
];

/// Family names.
pub const LAST: &[&str] = &[
    "Moreau", "Osei", "Bianchi", "Novák", "Almeida", "Brandt", "Mensah", "Weber", "Cohen", "Haddad",
    "Adeyemi", "Raman", "Lund", "Dlamini", "Petrova", "O'Neill",
];

/// Where clients work.
pub const ORGANISATIONS: &[&str] = &[
    "Harbour House",
    "Institute of Joinery",
    "North Clinic",
    "Lindner and Partners",
    "City Library",
    "Studio Nord",
];

/// What goals are called; the first ones are given out first.
pub const GOALS: &[&str] = &[
    "Lead the team without running it",
    "One evening a week that is mine",
    "Say no before the week is full",
    "Hand over the accounts",
    "Teach the beginners again",
    "Ask before I answer",
    "Finish the workshop",
    "Write the yearly report by hand",
];

/// What plans are called.
pub const PLANS: &[&str] = &[
    "Two mornings at the library",
    "A list on Fridays",
    "One question before each answer",
    "Lunch away from the desk",
    "The keys stay on the hook",
    "A page by hand",
    "Leave at six",
    "Call one of those who left",
];

const BEGINNINGS: &[&str] = &[
    "I keep thinking that",
    "What I want is that",
    "I noticed that",
    "It surprised me that",
    "Nobody told me that",
    "By Thursday it was clear that",
    "I would rather not hear that",
    "It took me a year to see that",
];

const NOTED: &[&str] = &[
    "Came in late and said that",
    "Twice in this hour it came up that",
    "After a long silence",
    "It matters that",
    "Smiled when it turned out that",
    "We played through what happens if",
    "The week before",
    "At the end",
];

const WHO: &[&str] = &[
    "the board",
    "the deputy",
    "the night shift",
    "the eldest daughter",
    "the old manager",
    "the whole team",
    "the new colleague",
    "nobody at the table",
    "the neighbour from the third floor",
    "an old friend",
];

const DOES: &[&str] = &[
    "asks before anything is decided",
    "waits for an answer that is already there",
    "carries the keys",
    "has stopped calling",
    "reads the minutes aloud",
    "leaves the door open",
    "laughs about the list",
    "says what is meant",
    "takes the afternoon off",
    "wants to see the figures first",
];

const WHEN: &[&str] = &[
    "on Monday mornings",
    "when the house is quiet",
    "since the summer",
    "before the meeting",
    "at the kitchen table",
    "without being asked",
    "and that is new",
    "as it was at home",
    "for the third week in a row",
    "while the phone rings",
];

const THREADS: &[&str] = &[
    "Who gets to hear first when",
    "Send the article for the day on which",
    "Ask how it went when",
    "What would be different if",
    "Come back to why",
];

const THENS: &[&str] = &[
    "I let it ring out once",
    "I write down what I hear",
    "I go for ten minutes instead of an hour",
    "somebody else has the door",
    "I say so the same day",
];

/// A sentence of the client.
pub fn said(random: &mut Random) -> String {
    sentence(random, BEGINNINGS)
}

/// A sentence of the coach.
pub fn noted(random: &mut Random) -> String {
    sentence(random, NOTED)
}

/// Something to come back to.
pub fn thread(random: &mut Random) -> String {
    sentence(random, THREADS)
}

/// `If …, then ….`
pub fn if_then(random: &mut Random) -> String {
    let (who, does) = (random.one_of(WHO), random.one_of(DOES));
    format!("If {who} {does}, then {}.", random.one_of(THENS))
}

/// What happens in a week: `the deputy leaves the door open`.
pub fn happening(random: &mut Random) -> String {
    format!("{} {}", random.one_of(WHO), random.one_of(DOES))
}

/// A paragraph of the coach's, of two to five sentences, wrapped.
pub fn paragraph(random: &mut Random) -> String {
    let sentences: Vec<String> = (0..random.between(2, 5)).map(|_| noted(random)).collect();
    wrapped(&sentences.join(" "), "")
}

/// A block quote of the client's, of one to three sentences, wrapped.
pub fn quote(random: &mut Random) -> String {
    let sentences: Vec<String> = (0..random.between(1, 3)).map(|_| said(random)).collect();
    wrapped(&sentences.join(" "), "> ")
}

/// A title as an id.
pub fn slug(title: &str) -> String {
    title.to_lowercase().replace(' ', "-")
}

/// A text in lines that each begin with `lead`, an empty line behind them.
pub fn wrapped(text: &str, lead: &str) -> String {
    let (mut lines, mut line) = (String::new(), lead.to_owned());
    for word in text.split(' ') {
        if line.len() + word.len() > WIDTH {
            lines.push_str(line.trim_end());
            lines.push('\n');
            lead.clone_into(&mut line);
        }
        line.push_str(word);
        line.push(' ');
    }
    lines + line.trim_end() + "\n\n"
}

fn sentence(random: &mut Random, beginnings: &[&str]) -> String {
    let beginning = random.one_of(beginnings);
    let happening = happening(random);
    format!("{beginning} {happening} {}.", random.one_of(WHEN))
}
