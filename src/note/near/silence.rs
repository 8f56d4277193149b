//! Bodies of which nothing is told, whatever they are read as: a look at their lines, so that what needs a note's keys alone needn't
//! read its body.
//!
//! Every near miss of a body has its sign here, and whatever could hide one counts as one. So a body that is taken for silent is: where
//! there is doubt, it is read.

use super::bare_heading::find_bare;
use super::smart::Criteria;
use super::{hashtag, loose_box, merge, task};
use crate::model::hashtag::Hashtag;
use crate::model::heading_synonyms;
use crate::model::headings::{OF_TASKS, PROMISES, SMART, THREADS, is_near, same, strip_signs};
use crate::model::keys::NoteKind;
use crate::model::needs::Depth;
use crate::note::inline_marks::has_only_plain_due_dates;
use crate::note::lines::list_lines;
use crate::note::missed_due;
use crate::note::sections::Section;

/// How far an item may be indented and be no code.
const MOST_INDENTED: usize = 3;
/// The deepest heading that Markdown has.
const DEEPEST: usize = 6;
/// How many figures the number of an item may have.
const MOST_FIGURES: usize = 9;

/// The headings of level 1 of a body of which nothing can be told in a note of a kind, each with its place in the file; `None` where
/// something may have to be told. The first of them names the note. The body begins at `base`.
pub(in crate::note) fn look(body: &str, base: usize, kind: NoteKind) -> Option<Vec<Section>> {
    let bytes = body.as_bytes();
    // Between two `%` stands a comment, a return alone ends a line to Markdown, and both sides of a merge may stand in it.
    let is_odd = |at: usize| match bytes[at] {
        b'%' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => body[at..].starts_with(merge::OPENS),
    };
    let may_be_silent = !memchr::memchr3_iter(b'%', b'\r', b'<', bytes).any(is_odd)
        && has_only_plain_due_dates(body)
        && hashtag::are_known(body, kind);
    if !may_be_silent {
        return None;
    }
    let mut titles = Vec::new();
    let mut of_tasks = SectionOfTasks::Elsewhere;
    let mut is_in_plan = false;
    let mut criteria = Criteria::Elsewhere;
    let mut quotes = memchr::memchr_iter(b'>', bytes).peekable();
    let mut may_promise = kind == NoteKind::Plan;
    let mut is_below_quote = false;
    for (at, line) in list_lines(body) {
        if of_tasks == SectionOfTasks::Bare {
            of_tasks = SectionOfTasks::behind(line)?;
        }
        if kind == NoteKind::Plan && !is_in_plan && loose_box::may_hold_box(line) {
            return None;
        }
        // A line below a quote without its sign may be the coach's own; a quote may stand in an item.
        if is_below_quote {
            let words = line.trim_start_matches([' ', '\t', '\r', '\n']);
            if !words.is_empty() && !words.starts_with('>') {
                return None;
            }
        }
        // A deeper heading stands within the section.
        let is_end = || line.starts_with('#') && find_title(line).is_some_and(loose_box::is_of_plan);
        if criteria != Criteria::Elsewhere && !is_end() {
            criteria = criteria.behind(line)?;
        }
        is_below_quote = false;
        while let Some(quote) = quotes.next_if(|quote| *quote < at + line.len()) {
            if body[quote..].starts_with(merge::CLOSES) {
                return None;
            }
            is_below_quote = true;
        }
        if is_plainly_silent(line.as_bytes()) {
            continue;
        }
        if !is_line_silent(line, kind) {
            return None;
        }
        if line.starts_with('#') {
            let title = find_title(line);
            if kind == NoteKind::Plan {
                is_in_plan = line.starts_with("##") && title.is_some_and(loose_box::is_of_plan);
                let is_of_criteria = title.is_some_and(|title| same(title, SMART));
                criteria = if is_of_criteria { Criteria::Begun } else { Criteria::Elsewhere };
            }
            may_promise |= title.is_some_and(|title| same(title, PROMISES));
            titles.extend(find_own_title(line, base + at));
            if title.is_some_and(is_of_tasks) {
                of_tasks = SectionOfTasks::Bare;
            }
        }
    }
    // Days in words are told of steps and promises.
    (!may_promise || !missed_due::may_hold(body)).then_some(titles)
}

/// What of a section of tasks was seen: words that stand in one without an item are told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SectionOfTasks {
    /// This is none, or it has an item.
    Elsewhere,
    /// Only its heading, and blank lines.
    Bare,
}

impl SectionOfTasks {
    /// What is seen with the line behind a heading; `None` where it is words.
    fn behind(line: &str) -> Option<Self> {
        let words = line.trim_start_matches(' ');
        if words.trim_start().is_empty() || find_title(line).is_some() {
            return Some(Self::Bare);
        }
        let unnumbered = words.trim_start_matches(|c: char| c.is_ascii_digit());
        let (indent, figures) = (line.len() - words.len(), words.len() - unnumbered.len());
        if indent > MOST_INDENTED || figures > MOST_FIGURES {
            return None;
        }
        let marks: &[char] = if figures > 0 { &['.', ')'] } else { &['-', '+', '*'] };
        unnumbered
            .strip_prefix(marks)
            .is_some_and(|behind| behind.starts_with([' ', '\t']) && has_words(behind.trim()))
            .then_some(Self::Elsewhere)
    }
}

/// Whether words stand in an item, and not a box alone.
fn has_words(item: &str) -> bool {
    let boxed = item.strip_prefix('[').and_then(|inside| inside.split_once(']'));
    !boxed.map_or(item, |(_, behind)| behind).is_empty()
}

fn is_of_tasks(title: &str) -> bool {
    OF_TASKS.contains(&title) || OF_TASKS.iter().any(|known| same(title, known))
}

/// Whether a silent body surely holds nothing that is read at a depth, beside keys.
pub(in crate::note) fn holds_nothing(body: &str, depth: Depth) -> bool {
    let files = |tag: &Hashtag| matches!(tag, Hashtag::Files(_));
    match depth {
        Depth::Keys => true,
        Depth::Tasks => holds_no_open_task(body),
        Depth::Filed => !hashtag::holds(body, files) && holds_no_open_task(body),
        Depth::Marked => {
            !hashtag::holds(body, |tag| *tag == Hashtag::Supervise)
                && !list_titles(body).any(|(_, title)| same(title, PROMISES))
        }
        Depth::Words => false,
    }
}

/// Whether there is no promise, and no thread but ticked ones.
fn holds_no_open_task(body: &str) -> bool {
    const TICKED: [&str; 2] = ["[x] ", "[X] "];
    let bytes = body.as_bytes();
    let is_ticked = |box_and_words: &str| TICKED.iter().any(|ticked| box_and_words.starts_with(ticked));
    // Under any heading of one's own a box makes a thread.
    let are_ticked = memchr::memchr_iter(b'[', bytes).all(|at| is_ticked(&body[at..]));
    // Under `Threads` every item is one, with a box or without.
    let is_ticked_item = |line: &str| {
        let words = line.trim_start();
        let is_item = words.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '*'));
        !is_item || words.get(2..).is_some_and(is_ticked)
    };
    let mut threads = None;
    let holds_none = |(at, title): (usize, &str)| {
        if threads.is_none() && same(title, THREADS) {
            threads = Some(at);
        }
        !same(title, PROMISES)
    };
    are_ticked
        && list_titles(body).all(holds_none)
        && threads.is_none_or(|at| list_lines(&body[at..]).map(|(_, line)| line).all(is_ticked_item))
}

/// The headings of a silent body and where each stands, found without going through its other lines.
fn list_titles(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let begins_line = |at: &usize| *at == 0 || body.as_bytes()[at - 1] == b'\n';
    let title = |at: usize| {
        let (_, line) = list_lines(&body[at..]).next()?;
        Some((at, find_title(line)?))
    };
    memchr::memchr_iter(b'#', body.as_bytes()).filter(begins_line).filter_map(title)
}

/// The words of a heading of a silent body.
fn find_title(line: &str) -> Option<&str> {
    let title = line.strip_prefix('#')?.trim_start_matches('#');
    is_behind_marks(title).then(|| strip_signs(trim_title(title)))
}

/// The heading of level 1 that a line of a silent body is, with its place.
fn find_own_title(line: &str, at: usize) -> Option<Section> {
    let title = line.strip_prefix('#').filter(|title| is_behind_marks(title))?;
    let mut section = Section::open(1, at..at + line.len());
    section.title.push_str(trim_title(title));
    Some(section)
}

/// Whether what stands behind the marks of a line makes it a heading.
fn is_behind_marks(title: &str) -> bool {
    title.is_empty() || title.starts_with([' ', '\n', '\r'])
}

fn is_line_silent(line: &str, kind: NoteKind) -> bool {
    let words = line.trim_start();
    let is_no_heading = || find_bare(words, kind).is_none();
    match words.as_bytes().first() {
        None | Some(b'0'..=b'9' | b'>') => true,
        Some(b'a'..=b'z' | b'A'..=b'Z') => !may_begin_title(words.as_bytes()) || is_no_heading(),
        Some(b'#') => is_heading_silent(line, kind),
        // What underlines a heading may stand below any words; code and HTML hide what stands in them; what is bold may be a heading.
        Some(b'=' | b'`' | b'~' | b'<') => false,
        Some(b'_') => !words.starts_with("__") && is_no_heading(),
        Some(b'-' | b'+' | b'*') => {
            let indent = &line[..line.len() - words.len()];
            let is_rule = words.trim_end().bytes().all(|byte| byte == b'-');
            let is_code = indent.len() > MOST_INDENTED || indent.contains(|c| c != ' ');
            !is_rule
                && !is_code
                && !words.starts_with("**")
                && task::almost_item(words).is_none()
                && is_no_heading()
        }
        Some(_) => task::almost_item(words).is_none(),
    }
}

/// The lines that most bodies are made of: blank ones, words, items with a box or with words behind a single blank.
fn is_plainly_silent(line: &[u8]) -> bool {
    match line {
        [b'a'..=b'z' | b'A'..=b'Z', ..] => !may_begin_title(line),
        [] | [b'\n'] | [b'0'..=b'9' | b'>', ..] => true,
        // The five criteria of a plan are bold.
        [b'-' | b'*' | b'+', b' ', b'[', b' ' | b'x' | b'X', b']', b' ', words, ..] => {
            words.is_ascii_alphanumeric() || *words == b'*'
        }
        [b'-' | b'*' | b'+', b' ', words, ..] => words.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Whether words may be a heading of tasks without its marks.
const fn may_begin_title(words: &[u8]) -> bool {
    match words {
        [b'T' | b't', second, ..] => {
            matches!(second, b'h' | b'H') && matches!(words, [_, _, b'r' | b'R', ..])
        }
        [b'I' | b'i', b' ', b's' | b'S', ..]
        | [b'S' | b's', b't' | b'T', b'e' | b'E', ..]
        | [b'R' | b'r', b'e' | b'E', b'a' | b'A', ..]
        | [b'H' | b'h', b'a' | b'A', b'r' | b'R', ..] => true,
        _ => false,
    }
}

/// Whether a line of `#` is a hashtag, or a heading of plain words that stands in nothing else and is no slip from a known one.
fn is_heading_silent(line: &str, kind: NoteKind) -> bool {
    let title = line.trim_start_matches('#');
    let marks = line.len() - title.len();
    if marks > DEEPEST {
        return false;
    }
    if !is_behind_marks(title) {
        return marks == 1 && title.starts_with(char::is_alphabetic) && find_bare(title, kind).is_none();
    }
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '.' | '\'' | '?' | '(' | ')' | '-' | '/');
    let title = trim_title(title);
    // One that is known is no slip from another.
    if kind.headings().contains(&title) {
        return true;
    }
    title.chars().all(is_plain)
        && heading_synonyms::find(kind, title).is_none()
        && !kind.headings().iter().any(|known| is_near(strip_signs(title), known))
}

fn trim_title(title: &str) -> &str {
    let is_of_title = |byte: u8| !matches!(byte, b' ' | b'\n' | b'\r');
    let end = title.bytes().rposition(is_of_title).map_or(0, |last| last + 1);
    let start = title.bytes().position(is_of_title).unwrap_or(end);
    &title[start..end]
}

#[cfg(test)]
mod tests {
    use super::look;
    use crate::model::headings::OF_TASKS;
    use crate::model::keys::NoteKind;

    #[test]
    fn whatever_could_be_told_breaks_the_silence() {
        let is_silent = |body: &str| look(body, 0, NoteKind::Session).is_some();
        for body in [
            "",
            "# Call\n\nWords #happy.\n\n## Threads\n- [ ] one due:2026-11-09\n  - [x] two\n\n> Hers\n> too\n\n#awake\n",
            "* one\n+ two\n1. three\r\n\r\n",
            "I said so.\nThree steps.\nSteps:\nReality test\n*Threads* of hers\n",
        ] {
            assert!(is_silent(body), "{body:?}");
        }
        for body in [
            "## Thraeds\n",
            "Thraeds\n===\n",
            "Thraeds\n---\n",
            "**Threads**\n",
            "##Thraeds\n",
            "####### Steps\n",
            "## *Thraeds*\n",
            "a #hapyp\n",
            "-[ ] one\n",
            "• one\n",
            "☐ one\n",
            "    - [ ] one\n",
            "\t- one\n",
            "- [ ] one due:tomorrow\n",
            "- [ ] one due:2026-11-091\n",
            "- [ ] one 📅 soon\n",
            "```\n# Call\n```\n",
            "<!--\n# Call\n-->\n",
            "%%\n# Call\n%%\n",
            "a\r## Thraeds\r",
            "#\tThraeds\n",
            "#\u{c}Thraeds\n",
            "- one\n  # Call\n",
            "## Threads\n\nask her sister\n",
            "## Threads\n### Old\nask\n- [ ] one\n",
            "## Threads\n#supervise ask\n",
            "## Threads\n\u{a0}- [ ] one\n",
            "## Threads\n-5 degrees\n",
            "## Threads\n* [x]\n one\n",
            "## Threads\n1234567890. one\n",
            "## Threads\n    1. one\n",
            "## Threads\n2 more\n",
            "## Threads\n*\n> hers\n",
            "> Hers\nMine\n",
            "- one\n  > Hers\n  Mine\n",
            "1. > Hers\nMine\n",
            "> Hers\n\u{a0}\nMine\n",
            "> Hers\n\u{c}\nMine\n",
            "mine\n>>>>>>> theirs\n",
            "so <<<<<<< it was\n",
            "I said I would:\n- send\n",
            "a\n\n i said I would: send\n",
            "*Threads*\n- ask\n",
            "_Threads:_\n- ask\n",
            "#threads\n- ask\n",
        ] {
            assert!(!is_silent(body), "{body:?}");
        }
    }

    #[test]
    fn a_heading_of_tasks_without_its_marks_breaks_the_silence() {
        for kind in NoteKind::ALL {
            for title in OF_TASKS.into_iter().filter(|title| kind.headings().contains(title)) {
                for line in [title.to_owned(), title.to_lowercase(), title.to_uppercase()] {
                    assert!(look(&format!("{line}:\n- one\n"), 0, kind).is_none(), "{line} in {kind:?}");
                }
            }
        }
    }

    #[test]
    fn titles_are_headings_of_level_1() {
        let body = "a\n#\n#  Call  \r\n## Matters\n#call\n# Other";
        let titles = look(body, 0, NoteKind::Session).expect("nothing to tell");
        let found: Vec<(String, usize)> =
            titles.into_iter().map(|section| (section.title, section.heading.start)).collect();
        assert_eq!(found, [(String::new(), 2), ("Call".into(), 4), ("Other".into(), 32)]);
    }
}
