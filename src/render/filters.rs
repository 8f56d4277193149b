//! What templates can do with a value beyond what minijinja brings: words of notes, dates, YAML.

use std::fmt::Write as _;

use chrono::{Datelike, NaiveDate};
use minijinja::{Environment, Error, ErrorKind, Value};

use super::one_line::{
    begin_in_one_line, contain_markup, cut, line, safe_start, strip_markup, without_pictures,
};
use super::surroundings::{Drawing, Surroundings};
use super::{bars, drawn};
use crate::model::clean::clean;
use crate::model::moment::Moment;
use crate::model::plan::Outcome;
use crate::model::shell_word;

/// Adds the filters to an environment.
pub fn register(environment: &mut Environment<'_>, around: Surroundings) {
    let sources = around.sources;
    let is_linear = around.drawing == Drawing::Words;
    environment.add_filter("words", move |value: &Value| words(value, sources));
    environment.add_filter("quote", move |value: &Value| quote(value, sources));
    environment.add_filter("quotes", move |value: &Value| quotes(value, sources));
    environment.add_filter("voice", move |value: &Value, most: usize, theirs: Option<bool>| {
        voice(value, most, theirs.unwrap_or(false), around)
    });
    environment.add_filter("cut", move |text: &str, most: usize| cut(text, most, is_linear));
    environment.add_filter("lines_left", lines_left);
    environment.add_filter("month", move |text: &str| month(text, around.now.date));
    environment.add_filter("line", |text: &str| line(text));
    environment.add_filter("typed", |text: &str| shell_word::quote(&line(text)).into_owned());
    environment.add_filter("plain", |text: &str| strip_markup(text));
    environment.add_filter("place", move |of: &Value| place(of, sources).map(Option::unwrap_or_default));
    environment.add_filter("box", move |task: &Value| task_box(task, is_linear));
    environment.add_filter("beside", move |of: &Value| beside(of, around.now.date));
    environment.add_filter("percent", percent);
    environment.add_filter("cell", |text: &str| line(text).replace('|', "\\|"));
    environment.add_filter("figure", figure);
    environment.add_filter("outcome", move |word: &str| outcome(word, around.shared));
    environment.add_filter("yaml", move |text: &str| (around.yaml)(text));
    environment.add_filter("day", move |text: &str| day(text, around.now.date));
    environment.add_filter("unbroken", |text: &str| text.replace(' ', "\u{a0}"));
    environment.add_filter("spoken", |text: &str| moment(text).map(Moment::to_spoken));
    environment.add_filter("quoted", |text: &str| quote_yaml(text));
    environment
        .add_filter("long_day", |text: &str| moment(text).map(|then| Moment::day(then.date).to_spoken()));
    environment.add_filter("js", js);
    environment.add_filter("escaped_for_link", |text: &str| escape_for_link(text));
    environment.add_filter("clean", |text: &str| clean(text).into_owned());
    environment.add_filter("coming", move |text: &str| name_coming(text, around.now.date));
    environment.add_filter("hour", |text: &str| hour(text));
    environment.add_filter("ago", ago);
    environment.add_filter("days_until", move |text: &str| {
        moment(text).map(|then| (then.date - around.now.date).num_days())
    });
    environment.add_filter("count", |number: f64, one: &str, many: &str| {
        format!("{number} {}", if (number - 1.0).abs() < f64::EPSILON { one } else { many })
    });
    environment
        .add_filter("signed", move |number: i64| if is_linear { speak_signed(number) } else { sign(number) });
    drawn::register(environment, around.now.date, around.drawing);
    bars::register(environment, around.drawing);
    // A view that has to fit says how much room there is; any other has all of it.
    environment.add_global("room", 0);
    environment.add_global("today", around.now.to_string());
    environment.add_global("shared", around.shared);
    environment.add_global("sources", sources);
    environment.add_global("linear", is_linear);
}

/// A number with its sign: `+1`.
fn sign(number: i64) -> String {
    if number > 0 { format!("+{number}") } else { number.to_string() }
}

/// The same in words, since a voice may pass over a sign.
fn speak_signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        above if above > 0 => format!("plus {above}"),
        below => format!("minus {}", below.unsigned_abs()),
    }
}

/// The box of a task as its note has it; what is no more than open or done may come without its state.
fn task_box(task: &Value, is_linear: bool) -> Result<&'static str, Error> {
    let state = task.get_attr("state")?;
    Ok(match state.as_str() {
        Some("half") if is_linear => "half done:",
        Some("half") => "[/]",
        Some("given-up") if is_linear => "given up:",
        Some("given-up") => "[-]",
        _ if task.get_attr("done")?.is_true() => "[x]",
        _ => "[ ]",
    })
}

/// A statement in one line, and where it stands if that is wanted.
fn words(statement: &Value, sources: bool) -> Result<String, Error> {
    let text = statement.get_attr("text")?;
    let mut text = contain_markup(&line(text.as_str().unwrap_or_default()));
    if let Some(place) = place(statement, sources)? {
        text.push_str(&place);
    }
    Ok(text)
}

/// A statement in one line of so many characters at most, and where it stands if that is wanted: in quotation marks where it is the
/// client's own words, be it that the statement says so or that the template knows. A voice may pass over quotation marks, so what is
/// read out says whose words they are.
fn voice(statement: &Value, most: usize, theirs: bool, around: Surroundings) -> Result<String, Error> {
    let is_linear = around.drawing == Drawing::Words;
    let text = statement.get_attr("text")?;
    let said = statement.get_attr("said")?.is_true();
    let text = without_pictures(text.as_str().unwrap_or_default());
    let text = cut(&begin_in_one_line(&text, most), most, is_linear);
    // Words that stand in quotation marks already get no others.
    let is_quoted = text.starts_with(['“', '"', '«', '„', '»']);
    let whose = if is_linear && (said || theirs) { "their words, " } else { "" };
    let text = if (said || theirs) && !is_quoted {
        format!("“{}”", contain_markup(&text))
    } else {
        contain_markup(&safe_start(&text))
    };
    Ok(format!("{whose}{text}{}", place(statement, around.sources)?.unwrap_or_default()))
}

/// How many lines of some statements a template leaves out that shows the first few of them, each cut at so many characters.
fn lines_left(statements: &Value, few: usize, most: usize) -> Result<usize, Error> {
    let mut left = 0;
    for (at, statement) in statements.try_iter()?.enumerate() {
        let text = statement.get_attr("text")?;
        let text = text.as_str().unwrap_or_default();
        let shown =
            if at < few { text.char_indices().nth(most).map_or(text.len(), |(end, _)| end) } else { 0 };
        let rest = &text[shown..];
        left += if shown == 0 { rest.lines().count() } else { rest.matches('\n').count() };
    }
    Ok(left)
}

/// A statement as a block quote, line by line.
fn quote(statement: &Value, sources: bool) -> Result<String, Error> {
    let text = statement.get_attr("text")?;
    Ok(quote_yaml(text.as_str().unwrap_or_default()) + &place(statement, sources)?.unwrap_or_default())
}

/// Statements as one block quote: of several, each is an item in it.
fn quotes(statements: &Value, sources: bool) -> Result<String, Error> {
    let statements: Vec<Value> = statements.try_iter()?.collect();
    if let [only] = statements.as_slice() {
        return quote(only, sources);
    }
    let item = |statement: &Value| {
        let quote = quote(statement, sources)?;
        let lines = quote.lines().enumerate().map(|(at, line)| {
            let words = line.strip_prefix("> ").unwrap_or_default();
            format!("> {} {words}", if at == 0 { "-" } else { " " })
        });
        Ok(lines.collect::<Vec<_>>().join("\n"))
    };
    Ok(statements.iter().map(item).collect::<Result<Vec<String>, Error>>()?.join("\n"))
}

/// A text as a block quote, line by line.
fn quote_yaml(text: &str) -> String {
    let text = clean(text).into_owned();
    let lines: Vec<String> = text.lines().map(|line| format!("> {}", safe_start(line.trim()))).collect();
    lines.join("\n")
}

/// A text as a string of a script inside a page: no `<` that could end the script.
fn js(text: &str) -> Result<Value, Error> {
    let quoted = serde_json::to_string(&clean(text))
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))?;
    let safe = quoted.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    Ok(Value::from_safe_string(safe))
}

/// A figure to one decimal at most, and without one where it is whole.
pub(super) fn figure(number: f64) -> String {
    let rounded = (number * 10.0).round() / 10.0;
    format!("{rounded}")
}

/// What became of a plan, by the word of its key: as the coach wrote it, or as the client reads it.
fn outcome(word: &str, shared: bool) -> String {
    let known = Outcome::VARIANTS.iter().find(|outcome| outcome.word() == word);
    match known {
        Some(outcome) if shared => outcome.word_for_client().to_owned(),
        Some(Outcome::Released) => "let go".to_owned(),
        _ => word.to_owned(),
    }
}

/// Text as a part of a link: all but letters, digits and a few signs as percent and two digits (RFC 3986, unreserved, and `@`).
fn escape_for_link(text: &str) -> Value {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'@') {
            escaped.push(char::from(byte));
        } else {
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    Value::from_safe_string(escaped)
}

fn place(statement: &Value, sources: bool) -> Result<Option<String>, Error> {
    if !sources {
        return Ok(None);
    }
    let source = statement.get_attr("source")?;
    if source.is_none() || source.is_undefined() {
        return Ok(None);
    }
    let (path, line) = (source.get_attr("path")?, source.get_attr("line")?);
    Ok(Some(format!(" ({path}:{line})")))
}

/// What stands beside a line of evidence: what it is, and its day.
fn beside(evidence: &Value, today: NaiveDate) -> Result<String, Error> {
    let (what, date) = (evidence.get_attr("what")?, evidence.get_attr("date")?);
    let date = date.as_str().map(|date| day(date, today)).transpose()?;
    let parts: Vec<String> = what.as_str().map(strip_markup).into_iter().chain(date).collect();
    Ok(if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) })
}

/// A share from −1 to 1 in whole hundredths.
#[allow(clippy::cast_possible_truncation)]
fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}

pub(super) fn moment(text: &str) -> Result<Moment, Error> {
    Moment::parse(text)
        .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("`{text}` isn't a date")))
}

/// The months, as a list has room for them.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `8 Nov`, with the year where it isn't near.
pub(super) fn day(text: &str, today: NaiveDate) -> Result<String, Error> {
    let date = moment(text)?.date;
    let short = format!("{} {}", date.day(), MONTHS[date.month0() as usize]);
    Ok(if (date - today).num_days().abs() < 300 { short } else { format!("{short} {}", date.year()) })
}

/// `Nov`, with the year where it isn't near.
fn month(text: &str, today: NaiveDate) -> Result<String, Error> {
    let date = moment(text)?.date;
    let short = MONTHS[date.month0() as usize].to_owned();
    Ok(if (date - today).num_days().abs() < 300 { short } else { format!("{short} {}", date.year()) })
}

/// `today, 10:00`, else the whole date.
fn name_coming(text: &str, today: NaiveDate) -> Result<String, Error> {
    let coming = moment(text)?;
    let day = match (coming.date - today).num_days() {
        0 => "today",
        1 => "tomorrow",
        _ => return Ok(coming.to_spoken()),
    };
    Ok(coming.time.map_or_else(|| day.to_owned(), |time| format!("{day}, {}", time.format("%H:%M"))))
}

fn hour(text: &str) -> Result<String, Error> {
    Ok(moment(text)?.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default())
}

/// A number of days since, in words.
fn ago(days: i64) -> String {
    match days {
        0 => "today".into(),
        1 => "yesterday".into(),
        -1 => "tomorrow".into(),
        days if days < 0 => format!("in {} days", -days),
        days => format!("{days} days ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::{ago, percent};

    #[test]
    fn numbers_as_they_are_shown() {
        assert_eq!([0.625, -0.055, 1.0, 0.004].map(percent), [63, -6, 100, 0]);
        assert_eq!((ago(0), ago(1), ago(16)), ("today".into(), "yesterday".into(), "16 days ago".into()));
    }
}
