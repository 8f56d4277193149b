//! A plan before it is written: from flags or from a file, checked by reading it back.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;
use serde::Serialize;

use crate::acts::plan::sheet::{Sheet, UNTITLED, file_name, shorten_title};
use crate::acts::plan::smart_answer::question_name;
use crate::cli::support::context::Context;
use crate::model::consistency;
use crate::model::moment::Moment;
use crate::model::plan::{Criterion, Outcome};
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::wording::PlanWords;
use crate::note::fence::{self, Fence};
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// A plan's text and what its file is to be called.
pub struct Draft {
    text: String,
    made: NaiveDate,
    title: String,
}

/// What `new-plan.md` is filled with: the bare frame. What somebody told goes in afterwards, through exact edits.
#[derive(Serialize)]
struct NewPlan {
    title: &'static str,
    keys: [(String, String); 0],
    smart: Vec<Item>,
    if_thens: [String; 0],
    steps: [String; 0],
}

#[derive(Serialize)]
struct Item {
    label: &'static str,
    question: String,
}

impl Draft {
    /// A new plan of what is told.
    pub fn new(
        context: &Context,
        practice: &Practice,
        sheet: &Sheet,
        outcome: Outcome,
        words: &PlanWords,
    ) -> anyhow::Result<Self> {
        let item = |criterion: Criterion| Item {
            label: criterion.label(),
            question: words.asks(question_name(criterion), ""),
        };
        let frame = NewPlan {
            title: UNTITLED,
            keys: [],
            smart: Criterion::ALL.into_iter().map(item).collect(),
            if_thens: [],
            steps: [],
        };
        let template = context.fill(practice, "new-plan.md", &frame)?;
        let text =
            sheet.write_new(&template, outcome, words).map_err(|refusal| refusal.in_note("new-plan.md"))?;
        let made = sheet.made.map_or(context.now.date, |made| made.date);
        Ok(Self { text, made, title: sheet.name_plan() })
    }

    /// A plan that somebody wrote: its bytes stay, what flags tell is put into it.
    pub fn from_text(text: &str, sheet: Sheet, today: NaiveDate, words: &PlanWords) -> anyhow::Result<Self> {
        if text.trim().is_empty() {
            bail!(Refusal::missing("the plan is empty", "write it in Markdown, with a title in `# …`"));
        }
        if matches!(fence::find(text), Fence::Strange | Fence::Unclosed) {
            let hint = "begin with `---` alone on a line and close with `---`, or leave the front matter out";
            bail!(Refusal::with_kind(RefusalKind::Damaged, "the plan's front matter isn't closed", hint));
        }
        let read = read::plan(Note::parse(&Arc::from("plan.md"), text.to_owned()));
        if let Some(problem) = read.problems.into_iter().next() {
            let what = format!("the plan, line {}: {}", problem.line, problem.message);
            bail!(Refusal::with_kind(RefusalKind::Damaged, what, problem.hint));
        }
        let written = read.value;
        let made = sheet.made.map(|made| made.date).or(written.made).unwrap_or(today);
        let stands = sheet.made.is_none_or(|made| made.time.is_none()) && written.made == Some(made);
        let made_key = Some(sheet.made.unwrap_or_else(|| Moment::day(made))).filter(|_| !stands);
        let sheet = Sheet { made: made_key, ..sheet };
        let edited = sheet.put_into(text, words).map_err(|refusal| refusal.in_note("the plan"))?;
        let named = read::plan(Note::parse(&Arc::from("plan.md"), edited.clone())).value.title;
        let title = if named == "plan" {
            sheet.what.as_deref().map_or_else(|| UNTITLED.to_owned(), shorten_title)
        } else {
            named
        };
        Ok(Self { text: edited, made, title })
    }

    /// Writes the plan unless one of that day says the same already. Gives the path of the one or the other.
    pub fn write_once(
        self,
        context: &Context,
        practice: &Practice,
        record: &Record,
    ) -> anyhow::Result<Arc<str>> {
        let mut of_that_day = record.plans.iter().filter(|plan| plan.made == Some(self.made));
        let bare = |text: &str| without_hour(text, self.made);
        let same = |text: String| bare(&text) == bare(&self.text);
        if let Some(same) = of_that_day.find(|plan| practice.text(&plan.path).is_ok_and(same)) {
            context.ui.say("that plan stands there already");
            return Ok(Arc::clone(&same.path));
        }
        self.write(practice, record)
    }

    /// Writes the plan as a new note, if it reads back without a problem. Gives its path.
    pub fn write(self, practice: &Practice, record: &Record) -> anyhow::Result<Arc<str>> {
        let client = &record.client.id;
        let base = file_name(self.made, &self.title);
        let path = paths::note(client, Kind::Plan, &practice.free_id(client, Kind::Plan, &base));
        let read = read::plan(Note::parse(&path, self.text.clone()));
        let mut with_it = record.clone();
        with_it.plans.push(read.value);
        let problems = read.problems.into_iter().chain(consistency::problems(&with_it));
        if let Some(problem) = problems.into_iter().find(|problem| *problem.path == *path) {
            let what = format!("the plan, line {}: {}", problem.line, problem.message);
            bail!(Refusal::with_kind(RefusalKind::Damaged, what, problem.hint));
        }
        practice.create(&path, &self.text)?;
        Ok(path)
    }
}

/// When a plan is made: its day, and the hour where a plan of that day is there already, by which the newer one is known.
pub fn date_of_making(context: &Context, record: &Record, typed: Option<Moment>) -> Moment {
    let made = typed.unwrap_or(context.now);
    let another = record.plans.iter().any(|plan| plan.made == Some(made.date));
    let is_today = made.date == context.now.date;
    let time = made.time.or(context.now.time.filter(|_| is_today)).filter(|_| another);
    Moment { date: made.date, time }
}

/// A plan's text without the hour at which it was made: typed twice, it is the same plan.
fn without_hour(text: &str, made: NaiveDate) -> String {
    let lines = text.lines().map(|line| {
        let is_key =
            line.strip_prefix("made:").is_some_and(|rest| rest.trim_start().starts_with(&made.to_string()));
        if is_key { "made:" } else { line }
    });
    lines.collect::<Vec<_>>().join("\n")
}
