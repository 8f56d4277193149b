use anyhow::bail;
use chrono::NaiveDate;

use super::examination::Examination;
use crate::acts::hard_answers::{answer_hard_question, set_examined, word_addition};
use crate::cli::complete::Names;
use crate::cli::context::Context;
use crate::cli::note_file;
use crate::cli::paper::Paper;
use crate::cli::words::goal_words;
use crate::insight::hard_questions::{Question, hard_questions};
use crate::model::dates::Direction;
use crate::model::goal::{Motive, Resistance};
use crate::model::refusal::Refusal;
use crate::model::words::has_same_words;
use crate::note::edit::{self, NewValue};

/// Examine a goal: the hard questions, one at a time
///
/// Is it theirs, what would it give, what would they lose by it, is it fear or not their path? Questions that stand in the goal's
/// note are asked in their own words, then those of templates/goal-words.yaml that it hasn't yet. What was asked already is asked
/// again once all of them were, or with --again; a new answer is put behind the old one, with its day.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach goal examine alice lead --answer "lose=Being found.""#,
    "coach goal examine ben own --motive identified --resistance fear",
])]
pub struct Args {
    /// Whose [default: the nearest call]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the only active one]
    #[arg(add = Names::Goal)]
    goal: Option<String>,
    /// An answer: the question by its name (theirs, give, never, lose, way, voice, nobody, hurt, path) or whole, and what they
    /// said; again for each
    #[arg(long = "answer", value_name = "QUESTION=ANSWER", allow_hyphen_values = true)]
    answers: Vec<String>,
    /// Whose goal it is: external, introjected, identified or intrinsic
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Motive::WORDS), hide_possible_values = true)]
    motive: Option<String>,
    /// What holds them back, as they named it: none, fear, not-my-path, circumstances or unknown
    #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(Resistance::WORDS), hide_possible_values = true)]
    resistance: Option<String>,
    /// When it was examined [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Ask again what was asked already
    #[arg(long)]
    again: bool,
}

pub fn run(args: &Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.record(&practice, &client).value;
    let goal = note_file::goal(context, &record, args.goal.as_deref())?;
    let words = goal_words(&practice)?;
    let on = args
        .on
        .as_deref()
        .map(|on| context.read_date(on, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now)
        .date;
    if on > context.now.date {
        bail!(Refusal::new(format!("{on} is still to come"), "--on is the day on which it was examined"));
    }
    let questions = hard_questions(goal, &words);
    let mut paper = Paper::open(&practice, &goal.path)?;
    let before = paper.text.clone();
    let given = !args.answers.is_empty() || args.motive.is_some() || args.resistance.is_some();
    if given {
        write(args, &questions, on, &mut paper)?;
    } else if context.ui.can_ask() {
        Examination { context, words: &words, on, paper: &mut paper }.run(questions, args.again)?;
    } else {
        bail!(Refusal::new(
            "an examination asks, and there is no terminal",
            "give --answer \"QUESTION=ANSWER\", --motive, --resistance"
        ));
    }
    context.did(&paper.path, if paper.text == before { "nothing to change" } else { "written" })?;
    Ok(())
}

/// All that the flags say, in one write: what is refused leaves the goal as it was.
fn write(args: &Args, questions: &[Question], on: NaiveDate, paper: &mut Paper<'_>) -> anyhow::Result<()> {
    let answers: Vec<(Question, String)> =
        args.answers.iter().map(|typed| given(typed, questions)).collect::<anyhow::Result<_>>()?;
    let keys = [("motive", &args.motive), ("resistance", &args.resistance)];
    paper.change(|text| {
        let mut text = text.to_owned();
        for (question, said) in &answers {
            text = answer_hard_question(
                &text,
                &question.text,
                &word_addition(question.answer.as_deref(), said, on),
                None,
            )?;
        }
        for (key, value) in keys.iter().filter_map(|(key, value)| Some((key, (*value).clone()?))) {
            text = edit::set(&text, &[key], &NewValue::Plain(value))?;
        }
        set_examined(&text, on)
    })
}

/// The question that is meant, and the answer: `NAME=…`, or a whole question and `=…`.
fn given(typed: &str, questions: &[Question]) -> anyhow::Result<(Question, String)> {
    let parts = typed.split_once("?=").map(|(question, answer)| (format!("{question}?"), answer));
    let parts = parts.or_else(|| typed.split_once('=').map(|(name, answer)| (name.to_owned(), answer)));
    let Some((name, answer)) = parts.filter(|(_, answer)| !answer.trim().is_empty()) else {
        bail!(Refusal::new(
            format!("--answer {typed}: there is no answer in it"),
            "write it as \"QUESTION=ANSWER\""
        ));
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let by_name = questions.iter().find(|question| question.name.as_deref() == Some(&name));
    let known = by_name.or_else(|| questions.iter().find(|question| has_same_words(&question.text, &name)));
    let question = match known {
        Some(known) => known.clone(),
        None if name.ends_with('?') => Question { name: None, text: name, asked: false, answer: None },
        None => {
            let names: Vec<&str> = questions.iter().filter_map(|question| question.name.as_deref()).collect();
            let hint = format!("its name is one of {}; or write the whole question", names.join(", "));
            bail!(Refusal::new(format!("--answer {typed}: there is no question `{name}`"), hint));
        }
    };
    Ok((question, answer.trim().to_owned()))
}
