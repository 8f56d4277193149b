//! The progress that a client sends back: lines with boxes, as their page copies them, in a mail with whatever around it and
//! with whatever a mail program or a phone makes of blanks, quotes and boxes.

use unicode_normalization::UnicodeNormalization as _;

use crate::model::handed_words::clear_for_client;
use crate::model::plan::Plan;
use crate::note::edit;
use crate::note::mail::reply::{Part, Source, tell_lines_apart};

/// What a client's progress says, once it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Progress {
    /// The steps that are done now and were not, by their number from 1.
    pub ticked: Vec<usize>,
    /// Lines with a box that are no step of the plan.
    pub unknown: Vec<String>,
    /// What the client wrote beside the steps, as they wrote it, lines that were not understood among it; empty where nothing.
    pub beside: String,
    /// The lines of their own that hold the plan's title and its steps, by their number from 0.
    pub taken: Vec<usize>,
}

/// Reads the progress that a client sent. A plan without steps has itself as its one step.
#[must_use]
pub fn read_progress(plan: &Plan, text: &str) -> Progress {
    let steps = steps_of(plan);
    let lines = list_own_lines(text);
    let mut progress = Progress::default();
    let mut beside: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some((done, rest)) = read_box(&line.words) else {
            match (is_heading(plan, &line.words), line.is_own) {
                (true, true) => progress.taken.push(line.number),
                (false, true) => beside.push(&line.words),
                (_, false) => {}
            }
            continue;
        };
        match find_whole_step(&steps, rest, &lines[at..]) {
            None => {
                progress.unknown.push(line.words.clone());
                beside.push(&line.words);
            }
            Some((place, more)) => {
                let step = lines[at - 1..at + more].iter().filter(|line| line.is_own);
                progress.taken.extend(step.map(|line| line.number));
                at += more;
                let (_, was_done) = &steps[place];
                if done && !was_done && !progress.ticked.contains(&(place + 1)) {
                    progress.ticked.push(place + 1);
                }
            }
        }
    }
    progress.beside = join_paragraphs(&beside);
    progress
}

/// Lines as one text: what blank lines parted stays parted, by one of them.
fn join_paragraphs(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.trim_end().to_owned()
}

/// A plan's text with what is done now ticked; a plan that has no step yet gets itself as one.
///
/// # Errors
/// Where a step can't be ticked safely.
pub fn tick_progress(text: &str, plan: &Plan, progress: &Progress) -> Result<String, edit::EditRefusal> {
    if plan.steps.is_empty() && !progress.ticked.is_empty() {
        return edit::append(text, "Steps", &format!("- [x] {}", super::if_then::join_lines(&plan.title)));
    }
    progress.ticked.iter().try_fold(text.to_owned(), |text, number| edit::tick(&text, "Steps", *number, true))
}

/// The ids of plans that a client's progress may be about: what stands in brackets at the end of its lines.
pub fn find_named_plans(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim());
    lines
        .filter(|line| read_box(line).is_none())
        .filter_map(|line| line.strip_suffix(')')?.rsplit_once(" ("))
        .map(|(_, id)| id)
}

/// The words of each step as they are compared, and whether it is done.
fn steps_of(plan: &Plan) -> Vec<(String, bool)> {
    if plan.steps.is_empty() {
        return vec![(strip_markup(&plan.title), false)];
    }
    plan.steps.iter().map(|step| (strip_markup(&step.text), step.state.is_done())).collect()
}

/// A line of a mail, without what marks it as quoted.
struct Line {
    /// What it says; blank lines are kept.
    words: String,
    /// Whether it is no part of the mail that this one answers.
    is_own: bool,
    /// Its number in the mail, from 0.
    number: usize,
}

/// The lines of a mail in which the progress stands: those least deep in quotes that hold a box, else those least deep. What is quoted
/// deeper is an older mail.
fn list_own_lines(text: &str) -> Vec<Line> {
    let depth =
        |line: &str| line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t')).filter(|c| *c == '>').count();
    let bare = |line: &str| line.trim_start_matches(['>', ' ', '\t']).trim().to_owned();
    let all: Vec<(usize, Line)> = text
        .split_inclusive('\n')
        .zip(tell_lines_apart(text, Source::Pasted))
        .enumerate()
        .map(|(number, (line, part))| {
            (depth(line), Line { words: bare(line), is_own: part != Part::Quoted, number })
        })
        .collect();
    let least = |wanted: fn(&str) -> bool| {
        all.iter().filter(|(_, line)| wanted(&line.words)).map(|(depth, _)| *depth).min()
    };
    let own = least(|words| read_box(words).is_some()).or_else(|| least(|words| !words.is_empty()));
    all.into_iter().filter(|(depth, _)| own.is_none_or(|own| *depth <= own)).map(|(_, line)| line).collect()
}

/// The step of a line; a mail may have broken a long one over the lines behind it. Gives how many of those belong to it.
fn find_whole_step(steps: &[(String, bool)], rest: &str, behind: &[Line]) -> Option<(usize, usize)> {
    /// Over how many lines more a step may be broken.
    const BROKEN: usize = 6;
    let mut words = rest.to_owned();
    let mut taken = 0;
    let mut rest = behind.iter().enumerate().filter(|(_, line)| !line.words.is_empty());
    for _ in 0..=BROKEN {
        if let Some(place) = step_named(steps, &words) {
            return Some((place, taken));
        }
        let (at, next) = rest.next().filter(|(_, line)| read_box(&line.words).is_none())?;
        taken = at + 1;
        words = format!("{words} {}", next.words);
    }
    None
}

/// The first line of what the page copies: the plan's title, and its id in brackets.
fn is_heading(plan: &Plan, line: &str) -> bool {
    let line = strip_markup(line);
    line == strip_markup(&plan.title) || line == strip_markup(&format!("{} ({})", plan.title, plan.id))
}

/// Whether a line's box is ticked, and what stands behind it. A bullet or a number may stand before the box; backslashes keep
/// Markdown from seeing one, and a selector behind a sign says how it is drawn.
fn read_box(line: &str) -> Option<(bool, &str)> {
    const DONE: [&str; 11] = ["[x]", "[X]", "[✓]", "[✔]", "☑", "✅", "✓", "✔", "🗹", "(x)", "[*]"];
    const OPEN: [&str; 10] = ["[ ]", "[]", "[\u{a0}]", "[/]", "[-]", "☐", "⬜", "◻", "□", "( )"];
    let mut rest = line.trim_start();
    let behind_bullet = rest.strip_prefix(['-', '*', '+', '•', '·', '◦', '▪', '–', '—']);
    rest = behind_bullet.map_or(rest, |behind| without_blanks(behind));
    let box_at = without_number(rest).map_or(rest, |(_, behind)| behind);
    for at in [rest, box_at] {
        let bare = at.replace('\\', "");
        let found = |marks: &[&'static str]| marks.iter().copied().find(|mark| bare.starts_with(mark));
        let (done, mark) = match (found(&DONE), found(&OPEN)) {
            (Some(mark), _) => (true, mark),
            (None, Some(mark)) => (false, mark),
            _ => continue,
        };
        // The mark in the line itself, its backslashes among it.
        let mut wanted = mark.chars();
        let mut end = 0;
        for c in at.chars() {
            if c != '\\' && wanted.next().is_none() {
                break;
            }
            end += c.len_utf8();
        }
        let behind = at[end..].trim_start_matches('\u{fe0f}');
        // The number that stood before the box counts as one that stands behind it.
        return Some((done, without_blanks(behind)));
    }
    None
}

fn without_blanks(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'))
}

/// A number with a dot or a bracket behind it, and what follows.
fn without_number(text: &str) -> Option<(usize, &str)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = text[digits..].trim_start_matches('\\').strip_prefix(['.', ')'])?;
    Some((text[..digits].parse().ok()?, without_blanks(behind)))
}

/// The step of a number and words, or of the words alone. A number whose words are another step's is not believed.
fn step_named(steps: &[(String, bool)], rest: &str) -> Option<usize> {
    let exact = strip_markup(rest);
    if let Some((number, words)) = without_number(rest) {
        let words = strip_markup(words);
        let by_number =
            number.checked_sub(1).filter(|place| steps.get(*place).is_some_and(|(step, _)| *step == words));
        if let Some(place) = by_number.or_else(|| the_only(steps, &words)) {
            return Some(place);
        }
    }
    the_only(steps, &exact)
}

fn the_only(steps: &[(String, bool)], words: &str) -> Option<usize> {
    let mut same = steps.iter().enumerate().filter(|(_, (step, _))| step == words);
    match (same.next(), same.next()) {
        (Some((place, _)), None) => Some(place),
        _ => None,
    }
}

/// Words as they are compared: blanks, case, normal form, what typography does to quotes and dashes, and the marks of Markdown
/// are no difference. A date behind a step is left out on the page or written its own way, so it is left out here.
fn strip_markup(text: &str) -> String {
    // The page has none of what is for the coach's eyes.
    let text = clear_for_client(text);
    let mut words = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\\')) {
        match c {
            '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' => words.push('\''),
            '“' | '”' | '„' | '‟' | '″' | '«' | '»' => words.push('"'),
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => words.push('-'),
            '…' => words.push_str("..."),
            c => words.extend(c.to_lowercase()),
        }
    }
    let words = words.replace("''", "\"").replace("--", "-");
    words.split_whitespace().filter(|word| !word.starts_with("due:")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{find_named_plans, read_progress, tick_progress};
    use crate::model::plan::Plan;
    use crate::note::parsed::Note;
    use crate::note::read;

    const STEPS: &str = "# Door shut\n\n## Steps\n\n- [ ] Don't answer the phone before 10\n- [ ] Café with Zoé, then the map room\n\
        - [ ] Tell Paul: \"not now\" -- twice\n- [x] Hang the sign\n\
        - [ ] Write the first half page of the plan by hand, at the long table in the map room, before anybody else comes in\n";

    fn plan(text: &str) -> Plan {
        read::plan(Note::parse(&"clients/a/plans/2026-11-20-door.md".into(), text.to_owned())).value
    }

    #[test]
    fn whatever_a_mail_makes_of_a_line_it_is_that_step() {
        for (line, wanted) in [
            ("[x] 1. Don't answer the phone before 10", 1),
            ("[x] 1. Don’t answer the phone before 10", 1),
            ("☑️ 1. Don't answer the phone before 10", 1),
            ("✅ Don't answer the phone before 10", 1),
            ("• [x] 1. Don't answer the phone before 10", 1),
            ("1. [x] Don't answer the phone before 10", 1),
            ("\\[x\\] 1. Don't answer the phone before 10", 1),
            ("- \\[x\\] 1\\. Don't answer the phone before 10", 1),
            ("[x]\u{a0}2.\u{a0}Café\u{a0}with Zoé, then the map room", 2),
            ("[X] 2) Cafe\u{301} with Zoe\u{301}, then the map room", 2),
            ("* [x] 3. Tell Paul: “not now” — twice", 3),
            ("> [x] 3. Tell Paul: „not now“ – twice", 3),
            (
                "[x] 5. Write the first half page of the plan by hand, at the long table in\nthe map room,\nbefore anybody else comes in",
                5,
            ),
            ("[x] 7. Café with Zoé, then the map room", 2),
        ] {
            let plan = plan(STEPS);
            let progress = read_progress(&plan, &format!("Door shut (2026-11-20-door)\n{line}\n"));
            assert_eq!(
                (progress.ticked.as_slice(), progress.unknown.as_slice()),
                (&[wanted][..], &[][..]),
                "{line}"
            );
            let ticked = tick_progress(STEPS, &plan, &progress).unwrap();
            assert_eq!(ticked.matches("[x]").count(), 2, "{line}");
        }
    }

    #[test]
    fn what_is_open_done_already_or_unknown_ticks_nothing() {
        for (line, unknown, beside) in [
            ("[ ] 1. Don't answer the phone before 10", 0, ""),
            ("[/] 1. Don't answer the phone before 10", 0, ""),
            ("[x] 4. Hang the sign", 0, ""),
            ("[x] 2. Something else", 1, "[x] 2. Something else"),
            ("Don't answer the phone before 10", 0, "Don't answer the phone before 10"),
            ("1. Don't answer", 0, "1. Don't answer"),
        ] {
            let progress = read_progress(&plan(STEPS), line);
            let found = (progress.ticked.len(), progress.unknown.len(), progress.beside.as_str());
            assert_eq!(found, (0, unknown, beside), "{line}");
        }
    }

    #[test]
    fn what_is_written_beside_the_steps_is_kept_as_it_was_written() {
        let mail = "Hi Robin,\n\nThursday was hard.\n  And good.\n\n\nDoor shut (2026-11-20-door)\n[x] 3. Tell Paul: \"not now\" --\ntwice\n\n\
            Until Sunday\nAda\n\nOn Monday you wrote:\n> [x] 1. Don't answer the phone before 10\n> Dear Ada\n";
        let progress = read_progress(&plan(STEPS), mail);
        assert_eq!(progress.ticked, [3]);
        let words = "Hi Robin,\n\nThursday was hard.\nAnd good.\n\nUntil Sunday\nAda";
        assert_eq!(progress.beside, words);
        let below = "All done.\n\n-----Original Message-----\nFrom: Robin\nDear Ada\n";
        assert_eq!(read_progress(&plan(STEPS), below).beside, "All done.");
        assert_eq!(read_progress(&plan(STEPS), "> Dear Ada\n\nYes.\n").beside, "Yes.");
    }

    #[test]
    fn an_older_mail_that_is_quoted_below_does_not_count() {
        let mail = "Hi,\n\n[x] 2. Café with Zoé, then the map room\n\nOn Monday you wrote:\n> [x] 1. Don't answer the phone before 10\n";
        assert_eq!(read_progress(&plan(STEPS), mail).ticked, [2]);
        let named: Vec<_> = find_named_plans("> Door shut (2026-11-20-door)\n[x] 1. a (b)\n").collect();
        assert_eq!(named, ["2026-11-20-door"]);
    }

    #[test]
    fn a_plan_without_steps_has_itself_as_its_one_step() {
        let text = "# Door shut\n\n## Outcome\n";
        let plan = plan(text);
        let progress = read_progress(&plan, "[x] 1. Door shut\n");
        let ticked = tick_progress(text, &plan, &progress).unwrap();
        assert_eq!(ticked, "# Door shut\n\n## Outcome\n\n## Steps\n\n- [x] Door shut\n");
    }
}
