use anyhow::bail;

use crate::acts::plan::step_changes::StepChanges;
use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::picking;
use crate::cli::support::plan_in_hand::date_step;
use crate::insight::name_and_id::Named;
use crate::insight::plans::StepList;
use crate::model::dates::Direction;
use crate::model::matching::{self, Candidate};
use crate::model::plan::Plan;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::model::shell_word::quote;
use crate::note::inline_marks::find_due_place;

/// Tick, untick, add, date and remove the steps of a plan
///
/// Without a flag it shows them. A step is named by its number or by words of it.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples![
    "coach plan step alice",
    r#"coach plan step alice --tick 2 --add "Ring the second family" --due friday"#,
])]
pub struct Args {
    /// Whose [default: the call at hand]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Which plan, by id or a part of its title [default: the newest open one]
    #[arg(add = Names::Plan)]
    plan: Option<String>,
    /// Tick a step; again for each
    #[arg(long, value_name = "STEP")]
    tick: Vec<String>,
    /// Take a tick away; again for each
    #[arg(long, value_name = "STEP")]
    untick: Vec<String>,
    /// Add a step; again for each
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    add: Vec<String>,
    /// Take a step away; again for each
    #[arg(long, value_name = "STEP")]
    remove: Vec<String>,
    /// By when what is added is due
    #[arg(long, value_name = "WHEN", requires = "add")]
    due: Option<String>,
    /// Date a step that is there: which one, and by when
    #[arg(long, num_args = 2, value_names = ["STEP", "WHEN"])]
    date: Vec<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    let id = context.client_to_write(&practice, args.client.as_deref())?;
    let record = context.load_record(&practice, &id).value;
    let plan = picking::pick_plan(context, &record, args.plan.as_deref())?;
    if args.add.iter().any(|step| step.trim().is_empty()) {
        bail!(Refusal::missing("an empty step is no step", "give --add \"…\""));
    }
    let mut paper = NoteInHand::open(&practice, &plan.path)?;
    // Numbers are the note's own, whatever a shared screen leaves out.
    let plan = &paper.plan();
    let mut ticks: Vec<(usize, bool)> = Vec::new();
    for (steps, done) in [(&args.tick, true), (&args.untick, false)] {
        for step in steps {
            ticks.push((number(context, plan, step)?, done));
        }
    }
    let redated = match args.date.as_slice() {
        [step, when] => {
            Some((number(context, plan, step)?, context.read_date(when, Direction::PlansAhead)?.date))
        }
        _ => None,
    };
    let due = args.due.as_deref().map(|due| context.read_date(due, Direction::PlansAhead)).transpose()?;
    let added =
        args.add.iter().map(|step| date_step(context, step)).collect::<anyhow::Result<Vec<String>>>()?;
    let mut removed = Vec::new();
    for step in &args.remove {
        removed.push(number(context, plan, step)?);
    }
    let due = due.map(|due| format!(" due:{}", due.date)).unwrap_or_default();
    // The day that stands in a step's own words is that step's.
    let with_day = |step: String| if find_due_place(&step).is_some() { step } else { step + &due };
    let added = added.into_iter().map(with_day).collect();
    let changes = StepChanges { ticks, redated, added, removed };
    // All of it is one write: what is refused leaves the plan as it was.
    paper.change(|text| changes.write_into(text))?;
    for number in &changes.removed {
        say_how_to_take_it_back(context, &record.client.id, plan, *number);
    }
    let plan = paper.plan();
    let (client, steps) = (Named::from_record(&record), plan.steps);
    context.show(&practice, Loaded::from(StepList { client, plan: plan.id, title: plan.title, steps }))
}

/// The number of the step that is meant, from 1.
fn number(context: &Context, plan: &Plan, typed: &str) -> anyhow::Result<usize> {
    if let Ok(number) = typed.trim().parse::<usize>() {
        if (1..=plan.steps.len()).contains(&number) {
            return Ok(number);
        }
        let hint = format!("it has {}: coach plan step shows them", plan.steps.len());
        bail!(Refusal::unknown(format!("`{}` has no step {number}", plan.title), hint));
    }
    let steps = plan
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| Candidate { id: (i + 1).to_string(), name: step.text.clone() });
    let id = context.require_one(
        matching::find(typed, &steps.collect::<Vec<_>>()),
        typed,
        "step",
        "coach plan step",
    )?;
    Ok(id.parse()?)
}

/// What was removed, and the command that brings it back.
fn say_how_to_take_it_back(context: &Context, client: &str, plan: &Plan, number: usize) {
    let Some(step) = plan.steps.get(number - 1) else { return };
    let due = step.due.map(|due| format!(" due:{due}")).unwrap_or_default();
    let words = format!("{}{due}", step.text).replace('\'', r"'\''");
    context.ui.say(&format!(
        "removed; to take it back: coach plan step {client} {} --add '{words}'",
        quote(&plan.id),
        client = quote(client)
    ));
}
