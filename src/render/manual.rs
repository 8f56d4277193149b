//! A manual page: sections of text, terms and lines, as roff.

use chrono::NaiveDate;
use roff::{Inline, Roff, bold, italic, roman};

/// The columns at which a line of the source ends.
const WIDTH: usize = 76;

/// A page of section 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its name, such as `coach-plan-new`.
    pub name: String,
    /// What it is about, in a line.
    pub about: String,
    /// The sections in their order.
    pub sections: Vec<Section>,
}

/// A section: its title, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The title, in capitals.
    pub title: &'static str,
    /// What stands in it, in its order.
    pub parts: Vec<Part>,
}

/// A part of a section. In texts, what stands between backticks is set in bold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A title below that of the section.
    Title(String),
    /// A paragraph.
    Text(String),
    /// How a command is called: its name, and what goes behind it.
    Usage(String, String),
    /// A term and the paragraphs that tell what it is. What is to be filled in stands in the term between `<` and `>`.
    Item(String, Vec<String>),
    /// Lines that are typed as they stand.
    Lines(Vec<String>),
}

impl Page {
    /// The page as roff, of a day and a version.
    #[must_use]
    pub fn roff(&self, day: NaiveDate, version: &str) -> String {
        let mut roff = Roff::new();
        let (title, day, source) = (self.name.to_uppercase(), day.to_string(), format!("coach {version}"));
        roff.control("TH", [title.as_str(), "1", &day, &source, "coach"]);
        roff.control("SH", ["NAME"]);
        roff.text([roman(format!("{} - {}", self.name, self.about.trim_end_matches('.')))]);
        for section in &self.sections {
            roff.control("SH", [section.title]);
            for (place, part) in section.parts.iter().enumerate() {
                write(&mut roff, part, place == 0);
            }
        }
        roff.render()
    }
}

fn write(roff: &mut Roff, part: &Part, is_first: bool) {
    match part {
        Part::Title(title) => {
            roff.control("SS", [title.as_str()]);
        }
        Part::Text(text) => {
            if !is_first {
                roff.control("PP", []);
            }
            paragraph(roff, text);
        }
        Part::Usage(name, rest) => {
            let rest = if rest.is_empty() { String::new() } else { format!(" {rest}") };
            roff.text([bold(name), roman(rest)]);
        }
        Part::Item(term, paragraphs) => {
            roff.control("TP", []);
            roff.text(term_of(term));
            for (place, text) in paragraphs.iter().enumerate() {
                if place > 0 {
                    roff.control("IP", []);
                }
                paragraph(roff, text);
            }
        }
        Part::Lines(lines) => {
            if !is_first {
                roff.control("PP", []);
            }
            roff.control("EX", []);
            for line in lines {
                roff.text([roman(line)]);
            }
            roff.control("EE", []);
        }
    }
}

/// A term: what is typed as it stands in bold, what is filled in in italics.
fn term_of(term: &str) -> Vec<Inline> {
    let mut inlines = Vec::new();
    for (place, piece) in term.split(['<', '>']).enumerate() {
        if !piece.is_empty() {
            inlines.push(if place % 2 == 1 { italic(piece) } else { bold(piece) });
        }
    }
    inlines
}

/// A paragraph, each sentence begun on a line of its own, as roff wants it.
fn paragraph(roff: &mut Roff, text: &str) {
    let mut line = Line::default();
    for word in text.split_whitespace() {
        if line.width > 0 && line.width + 1 + word.chars().count() > WIDTH {
            line.end(roff);
        }
        line.push(word);
        if word.ends_with(['.', '?', '!']) && !line.is_code {
            line.end(roff);
        }
    }
    line.end(roff);
}

/// A line of a paragraph that is being filled.
#[derive(Default)]
struct Line {
    /// Runs of text, and whether they are code.
    runs: Vec<(bool, String)>,
    width: usize,
    is_code: bool,
}

impl Line {
    fn push(&mut self, word: &str) {
        if self.width > 0 {
            self.add(" ");
        }
        for (place, piece) in word.split('`').enumerate() {
            self.is_code ^= place > 0;
            self.add(piece);
        }
    }

    fn add(&mut self, piece: &str) {
        self.width += piece.chars().count();
        match self.runs.last_mut() {
            Some((is_code, run)) if *is_code == self.is_code => run.push_str(piece),
            _ if piece.is_empty() => {}
            _ => self.runs.push((self.is_code, piece.to_owned())),
        }
    }

    fn end(&mut self, roff: &mut Roff) {
        let inline = |(is_code, run): (bool, String)| if is_code { bold(run) } else { roman(run) };
        let inlines: Vec<Inline> = self.runs.drain(..).map(inline).collect();
        if !inlines.is_empty() {
            roff.text(inlines);
        }
        self.width = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Part, Section};
    use chrono::NaiveDate;

    #[test]
    fn a_page_is_roff() {
        let item =
            Part::Item("-x, --extra <N>".to_owned(), vec!["How many.".to_owned(), ".5 is a half".to_owned()]);
        let page = Page {
            name: "coach-x".to_owned(),
            about: "Try it.".to_owned(),
            sections: vec![
                Section {
                    title: "SYNOPSIS",
                    parts: vec![Part::Usage("coach x".to_owned(), "[N]".to_owned())],
                },
                Section {
                    title: "DESCRIPTION",
                    parts: vec![Part::Text("Type `coach x`, then wait. It's done.".to_owned()), item],
                },
                Section { title: "EXAMPLES", parts: vec![Part::Lines(vec!["coach x 'a\\b'".to_owned()])] },
            ],
        };
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let expected = "\
.TH COACH-X 1 2026-11-24 \"coach 0.1.0\" coach
.SH NAME
coach\\-x \\- Try it
.SH SYNOPSIS
\\fBcoach x\\fR [N]
.SH DESCRIPTION
Type \\fBcoach x\\fR, then wait.
It\\*(Aqs done.
.TP
\\fB\\-x, \\-\\-extra \\fR\\fIN\\fR
How many.
.IP
\\&.5 is a half
.SH EXAMPLES
.EX
coach x \\*(Aqa\\\\b\\*(Aq
.EE
";
        let told = page.roff(day, "0.1.0");
        let (_, told) = told.split_once(".TH").expect("a title");
        assert_eq!(format!(".TH{told}"), expected);
    }
}
