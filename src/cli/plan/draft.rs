//! A plan before it is written: from flags or from a file, checked by reading it back.

use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;
use serde::Serialize;

use super::paper::{UNTITLED, answered, file_name};
use crate::cli::context::Context;
use crate::model::consistency;
use crate::model::mark::Ten;
use crate::model::plan::{Criterion, Outcome, Plan};
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::note::edit::{self, NewValue};
use crate::note::fence::{self, Fence};
use crate::note::parsed::Note;
use crate::note::read;
use crate::practice::Practice;
use crate::practice::paths::{self, Kind};

/// What is said of a plan, whoever said it.
#[derive(Debug, Default)]
pub struct Sheet {
    pub goal: Option<String>,
    pub review: Option<NaiveDate>,
    pub follows: Option<String>,
    pub title: Option<String>,
    pub what: Option<String>,
    pub measure: Option<String>,
    pub why: Option<String>,
    pub when: Option<String>,
    pub place: Option<String>,
    pub how_often: Option<String>,
    pub who: Option<String>,
    pub support: Option<String>,
    pub make_room: Option<String>,
    pub make_room_cost: Option<String>,
    pub if_thens: Vec<String>,
    pub steps: Vec<String>,
    pub confidence_before: Option<f64>,
    pub confidence: Option<f64>,
    pub made_by: Option<String>,
    pub lens: Option<String>,
}

/// A plan's text and what its file is to be called.
pub struct Draft {
    text: String,
    made: NaiveDate,
    title: String,
}

/// What `new-plan.md` is filled with.
#[derive(Serialize)]
struct NewPlan {
    title: String,
    keys: Vec<(&'static str, String)>,
    smart: Vec<Item>,
    if_thens: Vec<String>,
    steps: Vec<String>,
}

#[derive(Serialize)]
struct Item {
    #[serde(skip)]
    criterion: Criterion,
    label: &'static str,
    question: &'static str,
    #[serde(skip)]
    answer: Option<String>,
}

impl Sheet {
    /// What still holds of a plan whose outcome was looked at: everything but its dates, its ticks and the steps that are done.
    pub fn carried_over(plan: &Plan, review: Option<NaiveDate>) -> Self {
        let answer = |criterion: Criterion| {
            let item = plan.smart.iter().find(|item| item.id == criterion)?;
            item.answer.as_ref().map(|answer| answer.text.clone())
        };
        Self {
            goal: plan.goal.as_ref().map(|goal| goal.id.clone()),
            review,
            follows: Some(plan.id.clone()),
            title: Some(plan.title.clone()),
            what: answer(Criterion::Specific),
            measure: answer(Criterion::Measurable),
            why: answer(Criterion::Relevant),
            when: plan.fit.when.clone(),
            place: plan.fit.place.clone(),
            how_often: plan.fit.how_often.clone(),
            who: plan.fit.who.clone(),
            support: plan.fit.support.clone(),
            make_room: plan.fit.make_room.clone(),
            make_room_cost: plan.fit.make_room_cost.clone(),
            if_thens: plan.if_thens.iter().map(|task| task.statement.text.clone()).collect(),
            steps: plan
                .steps
                .iter()
                .filter(|step| step.state.is_open())
                .map(|step| step.text.clone())
                .collect(),
            lens: plan.fit.lens.clone(),
            ..Self::default()
        }
    }

    /// Takes what was typed during a call: `If …, then …` lines, tasks as steps, `when:`, `where:`, `sure:` and the like by
    /// their names; everything else is what they will do. What flags say already stays.
    pub fn lift(&mut self, typed: &str) {
        let mut what: Vec<&str> = Vec::new();
        for line in typed.lines() {
            let bare = line.trim().trim_start_matches(['-', '*', '+']).trim();
            let task = bare.strip_prefix("[ ]").or_else(|| bare.strip_prefix("[x]")).map(str::trim);
            let lower = bare.to_lowercase();
            let named = bare.split_once(':').map(|(name, value)| (name.trim().to_lowercase(), value.trim()));
            match (task, named) {
                _ if lower.starts_with("if ") && bare.contains(',') => self.if_thens.push(bare.to_owned()),
                (Some(step), _) => self.steps.push(step.to_owned()),
                (None, Some((name, value))) if self.take(&name, value) => {}
                _ => what.push(line.trim()),
            }
        }
        let what = what.join("\n").trim().to_owned();
        if self.what.is_none() && !what.is_empty() {
            self.what = Some(what);
        }
    }

    /// Takes a line `name: value`, if the name is known and says nothing that is said already.
    fn take(&mut self, name: &str, value: &str) -> bool {
        let mark = || value.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok();
        let slot = match name {
            "what" | "specific" => &mut self.what,
            "measure" | "measurable" | "know" => &mut self.measure,
            "why" | "relevant" => &mut self.why,
            "when" => &mut self.when,
            "where" => &mut self.place,
            "how often" => &mut self.how_often,
            "who" => &mut self.who,
            "support" => &mut self.support,
            "room" | "make room" | "achievable" => &mut self.make_room,
            "cost" => &mut self.make_room_cost,
            "sure" | "confidence" if self.confidence.is_none() && value.chars().count() <= 4 => {
                self.confidence = mark();
                return self.confidence.is_some();
            }
            _ => return false,
        };
        let free = slot.is_none() && !value.is_empty();
        if free {
            *slot = Some(value.to_owned());
        }
        free
    }

    /// Whether nothing is said that makes a plan.
    pub fn is_empty(&self) -> bool {
        let said = [&self.title, &self.what, &self.measure, &self.why, &self.when, &self.make_room];
        said.iter().all(|said| said.is_none()) && self.steps.is_empty() && self.if_thens.is_empty()
    }

    /// The keys in the order of the format's documentation, each with its value.
    fn keys(&self, made: NaiveDate, outcome: Outcome) -> anyhow::Result<Vec<(&'static str, NewValue)>> {
        let text = |text: &Option<String>| text.clone().map(NewValue::Text);
        let plain = |text: &Option<String>| text.clone().map(NewValue::Plain);
        let keys = [
            ("goal", text(&self.goal)),
            ("made", Some(NewValue::Plain(made.to_string()))),
            ("made_by", plain(&self.made_by)),
            ("review", self.review.map(|review| NewValue::Plain(review.to_string()))),
            ("when", text(&self.when)),
            ("where", text(&self.place)),
            ("how_often", text(&self.how_often)),
            ("who", text(&self.who)),
            ("support", text(&self.support)),
            ("make_room", text(&self.make_room)),
            ("make_room_cost", text(&self.make_room_cost)),
            ("lens", text(&self.lens)),
            ("confidence_before", mark("--confidence-before", self.confidence_before)?.map(NewValue::Plain)),
            ("confidence", mark("--confidence", self.confidence)?.map(NewValue::Plain)),
            ("follows", text(&self.follows)),
            ("outcome", Some(NewValue::Plain(outcome.word().to_owned()))),
        ];
        Ok(keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
    }

    /// The five questions, and what is answered of them.
    fn smart(&self, words: Option<&str>) -> Vec<Item> {
        let mut items = vec![
            (Criterion::Specific, "What exactly will you do?", self.what.clone()),
            (Criterion::Measurable, "How will you know, and how will we both?", self.measure.clone()),
        ];
        items.extend(self.made_of_others(words));
        let item = |(criterion, question, answer): (Criterion, &'static str, Option<String>)| Item {
            criterion,
            label: criterion.label(),
            question,
            answer,
        };
        items.into_iter().map(item).collect()
    }

    /// The five questions with what the client answered in so many words; the rest is put together at the end.
    fn only_said(&self) -> Vec<Item> {
        let said = Self {
            what: self.what.clone(),
            measure: self.measure.clone(),
            why: self.why.clone(),
            ..Self::default()
        };
        said.smart(None)
    }

    /// The keys that flags say something of.
    pub fn said_keys(&self) -> anyhow::Result<Vec<(&'static str, NewValue)>> {
        let mut keys = self.keys(NaiveDate::MIN, Outcome::Draft)?;
        keys.retain(|(key, _)| !matches!(*key, "made" | "outcome"));
        Ok(keys)
    }

    /// Puts what flags say into a plan that is there: its keys, its title, its answers, its lists.
    pub fn put_into(&self, text: &str, keys: &[(&'static str, NewValue)]) -> Result<String, edit::Refusal> {
        let set = |text: String, (key, value): &(&'static str, NewValue)| edit::set(&text, &[key], value);
        self.put_into_body(&keys.iter().try_fold(text.to_owned(), set)?)
    }

    /// Puts what flags say into the body of a plan that somebody wrote.
    fn put_into_body(&self, text: &str) -> Result<String, edit::Refusal> {
        let mut edited = text.to_owned();
        if let Some(title) = &self.title {
            edited = edit::retitle(&edited, title)?;
        }
        let said = [
            (Criterion::Specific, &self.what),
            (Criterion::Measurable, &self.measure),
            (Criterion::Relevant, &self.why),
        ];
        for (criterion, answer) in said {
            let question = self.smart(None).into_iter().find(|item| item.label == criterion.label());
            if let (Some(answer), Some(item)) = (answer, question) {
                edited = answered(&edited, criterion, item.question, answer)?;
            }
        }
        // A box stands before each of these, so that nothing in them can begin a block any more.
        for (section, lines) in [("Reality test", &self.if_thens), ("Steps", &self.steps)] {
            for line in lines {
                edited = edit::append(
                    &edited,
                    section,
                    &format!("- [ ] {}", line.split_whitespace().collect::<Vec<_>>().join(" ")),
                )?;
            }
        }
        Ok(edited)
    }

    /// The criteria that are made of other answers: what makes room and what it costs; why, or else the goal's own words;
    /// when and where.
    pub fn made_of_others(
        &self,
        goals_words: Option<&str>,
    ) -> [(Criterion, &'static str, Option<String>); 3] {
        let joined = |parts: Vec<String>, by: &str| (!parts.is_empty()).then(|| parts.join(by));
        let room = match (&self.make_room, &self.make_room_cost) {
            (Some(room), Some(cost)) => Some(format!("{room} (it costs: {cost})")),
            (Some(room), None) => Some(room.clone()),
            (None, cost) => cost.as_ref().map(|cost| format!("It costs: {cost}")),
        };
        let why = self.why.clone().or_else(|| goals_words.map(str::to_owned));
        let when = joined(self.when.iter().chain(&self.place).cloned().collect(), ", ");
        [
            (Criterion::Achievable, "What makes room for it, and what does that cost?", room),
            (Criterion::Relevant, "Why does it matter now?", why),
            (Criterion::TimeBound, "When and where, and when do we look at it?", when),
        ]
    }
}

impl Draft {
    /// A plan from what the flags say; a blank one is a draft until somebody says that it is open.
    pub fn new(
        context: &Context,
        practice: &Practice,
        record: &Record,
        sheet: &Sheet,
        made: NaiveDate,
        blank: bool,
    ) -> anyhow::Result<Self> {
        let title = match (&sheet.title, &sheet.what) {
            (Some(title), _) => title.clone(),
            (None, Some(what)) => beginning(what),
            (None, None) => UNTITLED.to_owned(),
        };
        let words =
            sheet.goal.as_deref().and_then(|goal| record.goal(goal)).and_then(|goal| goal.words.first());
        let words = words.map(|statement| statement.text.as_str()).filter(|_| !blank);
        let outcome = if blank { Outcome::Draft } else { Outcome::Open };
        let answers = if blank { sheet.only_said() } else { sheet.smart(words) };
        let view = NewPlan {
            title: title.clone(),
            keys: sheet
                .keys(made, outcome)?
                .into_iter()
                .map(|(key, value)| (key, edit::value_text(&value)))
                .collect(),
            smart: sheet.smart(None),
            if_thens: sheet.if_thens.clone(),
            steps: sheet.steps.clone(),
        };
        let mut text = context.fill(practice, "new-plan.md", &view)?;
        for item in answers {
            if let Some(answer) = &item.answer {
                text = answered(&text, item.criterion, item.question, answer)?;
            }
        }
        Ok(Self { text, made, title })
    }

    /// A plan that somebody wrote: its bytes stay, flags are put into its front matter.
    pub fn from_text(
        text: &str,
        sheet: &Sheet,
        made: Option<NaiveDate>,
        today: NaiveDate,
    ) -> anyhow::Result<Self> {
        if text.trim().is_empty() {
            bail!(Refusal::new("the plan is empty", "write it in Markdown, with a title in `# …`"));
        }
        if matches!(fence::find(text), Fence::Strange | Fence::Unclosed) {
            let hint = "begin with `---` alone on a line and close with `---`, or leave the front matter out";
            bail!(Refusal::new("the plan's front matter isn't closed", hint));
        }
        let read = read::plan(Note::parse(&Arc::from("plan.md"), text.to_owned()));
        if let Some(problem) = read.problems.into_iter().next() {
            bail!(Refusal::new(
                format!("the plan, line {}: {}", problem.line, problem.message),
                problem.hint
            ));
        }
        let written = read.value;
        let made = made.or(written.made).unwrap_or(today);
        let mut edited = text.to_owned();
        for (key, value) in sheet.keys(made, written.outcome)? {
            let there = match key {
                "made" => written.made == Some(made),
                "outcome" => true,
                _ => false,
            };
            if !there {
                edited = edit::set(&edited, &[key], &value)?;
            }
        }
        edited = sheet.put_into_body(&edited)?;
        let named = read::plan(Note::parse(&Arc::from("plan.md"), edited.clone())).value.title;
        let title = if named == "plan" {
            sheet.what.as_deref().map_or_else(|| UNTITLED.to_owned(), beginning)
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
        let of_that_day = record.plans.iter().filter(|plan| plan.made == Some(self.made));
        let same = |plan: &&Plan| practice.text(&plan.path).is_ok_and(|text| text == self.text);
        if let Some(same) = of_that_day.into_iter().find(same) {
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
            bail!(Refusal::new(what, problem.hint));
        }
        practice.create(&path, &self.text)?;
        Ok(path)
    }
}

/// The beginning of what they will do, for a title: the first sentence, at most sixty characters.
pub fn beginning(what: &str) -> String {
    let line = what.lines().next().unwrap_or_default();
    let sentence =
        line.split_inclusive(['.', '!', '?', ';']).next().unwrap_or(line).trim_end_matches(['.', ';']).trim();
    if sentence.chars().count() <= 60 {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(60).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head))
}

fn mark(flag: &str, typed: Option<f64>) -> anyhow::Result<Option<String>> {
    match typed {
        Some(number) if Ten::new(number).is_none() => {
            bail!(Refusal::new(
                format!("{flag} {number} isn't a mark from 0 to 10"),
                "it is the client's own mark"
            ))
        }
        typed => Ok(typed.map(|number| number.to_string())),
    }
}
