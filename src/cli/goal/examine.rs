use anyhow::bail;
use chrono::NaiveDate;

use crate::acts::hard_answers::{answer_hard_question, read_goal, set_examined, word_addition};
use crate::acts::key_changes::set_key;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::goal_told;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::word_lists::read_goal_words;
use crate::cli::talks::goal_examination::Examination;
use crate::insight::hard_questions::{Question, examination};
use crate::model::dates::Direction;
use crate::model::goal::{Goal, Motive, Resistance};
use crate::model::new_value::NewValue;
use crate::model::refusal::Refusal;
use crate::model::wording::has_same_words;

/// Examine a goal: the hard questions, one a call
///
/// Is this goal theirs, and is this way to it theirs? It shows what was asked already and offers one question: what their reasons are,
/// in words, then those that stand in the goal's note, then those of templates/goal-words.yaml that it hasn't yet. One is enough for a
/// call; --all goes through the rest at once. Once all of them were asked, or with --again, they are asked again; a new answer is put
/// behind the old one, with its day. The goal is examined on the day on which something was last asked.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    r#"coach goal examine alice lead --answer "cost=Being found.""#,
    "coach goal examine ben own --resistance fear",
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which one, by id or a part of its title [default: the only active one]
    #[arg(add = Names::Goal)]
    goal: Option<String>,
    /// An answer: the question by its name or whole, and what they said; again for each
    ///
    /// The names: reasons, came, give, never, cost, way, glad, nobody, forward, telling.
    #[arg(long = "answer", value_name = "QUESTION=ANSWER", allow_hyphen_values = true)]
    answers: Vec<String>,
    /// Why they want it, as they named it
    ///
    /// external: somebody asks it of them; introjected: they'd feel bad if they didn't; identified: it matters to them; intrinsic: they
    /// like it.
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
    /// Ask all that is open, one behind the other
    #[arg(long)]
    all: bool,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let client = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.load_record(&practice, &client).value;
    let goal = picking::pick_goal(context, &record, args.goal.as_deref())?;
    let words = read_goal_words(&practice)?;
    let on = args
        .on
        .as_deref()
        .map(|on| context.read_date(on, Direction::LooksBack))
        .transpose()?
        .unwrap_or(context.now)
        .date;
    if on > context.now.date {
        bail!(Refusal::invalid(format!("{on} is still to come"), "--on is the day on which it was examined"));
    }
    let questions = examination(&record, goal, &words);
    let mut paper = NoteInHand::open(&practice, &goal.path)?;
    let before = paper.text.clone();
    let given = !args.answers.is_empty() || args.motive.is_some() || args.resistance.is_some();
    if given {
        write(&args, &questions, on, &mut paper)?;
    } else if context.ui.can_ask() {
        Examination { context, words: &words, on, paper: &mut paper, all: args.all }
            .run(questions, args.again)?;
    } else {
        bail!(refuse_without_terminal(&questions));
    }
    if paper.text == before {
        // What was cut off behind the goal's own note is run again: the call doesn't know of it yet.
        if goal.examined == Some(on) {
            goal_told::name_goal_on(context, &practice, &record, &goal.id, on)?;
        }
        context.did(&paper.path, "nothing to change")?;
        return Ok(());
    }
    goal_told::name_goal_on(context, &practice, &record, &goal.id, on)?;
    let after = Goal { id: goal.id.clone(), ..read_goal(&paper.text) };
    let asked = examination(&record, &after, &words);
    let count = asked.iter().filter(|question| question.asked).count();
    context.did(&paper.path, &format!("written; {count} of {} questions asked", asked.len()))?;
    Ok(())
}

/// Where nobody can be asked: the flag to give, with the question that comes next.
fn refuse_without_terminal(questions: &[Question]) -> Refusal {
    let next = questions.iter().find(|question| !question.asked).or_else(|| questions.first());
    let hint = next.map_or_else(
        || "give --answer \"QUESTION=ANSWER\"".to_owned(),
        |next| {
            let name = next.name.as_deref().unwrap_or(&next.text);
            format!("give --answer \"{name}=…\": {}", next.text)
        },
    );
    Refusal::missing("an examination asks, and there is no terminal", hint)
}

/// All that the flags say, in one write: what is refused leaves the goal as it was.
fn write(
    args: &Args,
    questions: &[Question],
    on: NaiveDate,
    paper: &mut NoteInHand<'_>,
) -> anyhow::Result<()> {
    let answers: Vec<(Question, String)> =
        args.answers.iter().map(|typed| part_answer(typed, questions)).collect::<anyhow::Result<_>>()?;
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
            text = set_key(&text, key, &NewValue::Plain(value))?;
        }
        set_examined(&text, on)
    })
}

/// The question that is meant, and the answer: `NAME=…`, or a whole question and `=…`.
fn part_answer(typed: &str, questions: &[Question]) -> anyhow::Result<(Question, String)> {
    let parts = typed.split_once("?=").map(|(question, answer)| (format!("{question}?"), answer));
    let parts = parts.or_else(|| typed.split_once('=').map(|(name, answer)| (name.to_owned(), answer)));
    let Some((name, answer)) = parts.filter(|(_, answer)| !answer.trim().is_empty()) else {
        bail!(Refusal::invalid(
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
            bail!(Refusal::unknown(format!("--answer {typed}: there is no question `{name}`"), hint));
        }
    };
    Ok((question, answer.trim().to_owned()))
}
