//! Questions in plain lines: each is said once, and the answer is a line. Nothing is drawn again, for whoever hears the terminal.

use std::io::{self, Write as _};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use super::interrupt::AskedInterrupts;
use super::prompt::{Answer, join_lines, read_answer};

/// How often it is looked whether Ctrl-C was pressed.
const PAUSE: Duration = Duration::from_millis(50);

/// Asks for a line of text.
pub fn ask(question: &str, default: Option<&str>) -> io::Result<Answer> {
    let interrupts = AskedInterrupts::begin();
    let question = name_keys(&join_lines(question));
    let Some(default) = default.map(join_lines) else {
        say(&question)?;
        return await_answer(&interrupts);
    };
    say(&format!("{question} Enter takes {default}."))?;
    let answered = await_answer(&interrupts)?;
    Ok(if answered == Answer::Skipped { read_answer(Some(&default)) } else { answered })
}

/// Asks for one of several by its number, or by so much of it that it can be no other; the one at `start` is what Enter takes.
pub fn choose(question: &str, options: &[String], start: usize) -> io::Result<Option<usize>> {
    if options.is_empty() {
        return Ok(None);
    }
    let interrupts = AskedInterrupts::begin();
    let options: Vec<String> = options.iter().map(|option| join_lines(option)).collect();
    let start = start.min(options.len() - 1);
    say(&name_keys(&join_lines(question)))?;
    for (place, option) in options.iter().enumerate() {
        say(&format!("{}. {option}", place + 1))?;
    }
    loop {
        say(&format!(
            "A number from 1 to {}; Enter takes {}, the word skip none.",
            options.len(),
            start + 1
        ))?;
        match await_answer(&interrupts)? {
            Answer::Skipped => return Ok(Some(start)),
            Answer::Interrupted => return Err(interrupted()),
            Answer::Given(typed) if typed.eq_ignore_ascii_case("skip") => return Ok(None),
            Answer::Given(typed) => match find_option(&typed, &options) {
                Some(place) => return Ok(Some(place)),
                None => say(&format!("{typed} is none of them, or several."))?,
            },
        }
    }
}

/// Asks for yes or no; Enter alone takes the default.
pub fn confirm(question: &str, default: bool) -> io::Result<Option<bool>> {
    let interrupts = AskedInterrupts::begin();
    let meant = if default { "yes" } else { "no" };
    say(&format!("{} Yes or no; Enter means {meant}.", name_keys(&join_lines(question))))?;
    loop {
        match await_answer(&interrupts)? {
            Answer::Skipped => return Ok(Some(default)),
            Answer::Interrupted => return Err(interrupted()),
            Answer::Given(typed) => match typed.to_lowercase().as_str() {
                "y" | "yes" => return Ok(Some(true)),
                "n" | "no" => return Ok(Some(false)),
                "skip" => return Ok(None),
                _ => say("Yes or no?")?,
            },
        }
    }
}

/// A text in which the signs that are to be typed have their names, since a voice passes over a sign that stands alone, and no line
/// stands further in.
pub fn name_keys(text: &str) -> String {
    let named = |word: &str| match word {
        "<" => "the less-than sign".to_owned(),
        ";" => "semicolon".to_owned(),
        _ => word.to_owned(),
    };
    let named_line = |line: &str| line.trim_start().split(' ').map(named).collect::<Vec<_>>().join(" ");
    text.split('\n').map(named_line).collect::<Vec<_>>().join("\n")
}

fn find_option(typed: &str, options: &[String]) -> Option<usize> {
    let number = typed.trim_end_matches('.').parse::<usize>().ok();
    if let Some(place) =
        number.and_then(|number| number.checked_sub(1)).filter(|place| *place < options.len())
    {
        return Some(place);
    }
    let typed = typed.to_lowercase();
    let places_where = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..options.len()).filter(|place| is_it(&options[*place].to_lowercase())).collect()
    };
    let whole = places_where(&|option| option == typed);
    let part = places_where(&|option| option.contains(&typed));
    match (whole.as_slice(), part.as_slice()) {
        ([one, ..], _) | (_, [one]) => Some(*one),
        _ => None,
    }
}

fn say(line: &str) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "{line}")?;
    stderr.flush()
}

/// Reads a line. A terminal that gives no more counts as Ctrl-C: nobody is left to answer the next question either.
fn await_answer(interrupts: &AskedInterrupts) -> io::Result<Answer> {
    let (line_is_read, line) = channel();
    // Reading can't be ended from outside, so it is waited for beside it. A thread that is left behind ends with the command.
    std::thread::spawn(move || {
        let mut text = String::new();
        let outcome = io::stdin().read_line(&mut text).map(|bytes| (bytes, text));
        let _ = line_is_read.send(outcome);
    });
    loop {
        if interrupts.have_come() {
            return Ok(Answer::Interrupted);
        }
        match line.recv_timeout(PAUSE) {
            Ok(Ok((0, _))) => return Ok(Answer::Interrupted),
            Ok(Ok((_, text))) => return Ok(read_answer(Some(&text))),
            Ok(Err(error)) => return Err(error),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("the answer can't be read")),
        }
    }
}

fn interrupted() -> io::Error {
    io::Error::new(io::ErrorKind::Interrupted, "interrupted")
}

#[cfg(test)]
mod tests {
    use super::{find_option, name_keys};

    #[test]
    fn an_option_is_named_by_its_number_or_by_enough_of_it() {
        let options = ["as it is", "changed", "let it go", "it"].map(str::to_owned);
        for (typed, wanted) in [
            ("2", Some(1)),
            ("3.", Some(2)),
            ("5", None),
            ("0", None),
            ("Chang", Some(1)),
            ("it", Some(3)),
            ("i", None),
            ("nothing", None),
        ] {
            assert_eq!(find_option(typed, &options), wanted, "{typed}");
        }
    }

    #[test]
    fn signs_to_type_have_names() {
        let said = "  Enter skips, < goes back. A ; parts: a; b <c>";
        assert_eq!(name_keys(said), "Enter skips, the less-than sign goes back. A semicolon parts: a; b <c>");
    }
}
