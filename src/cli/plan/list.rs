use crate::cli::support::complete::Names;
use crate::cli::support::context::Context;
use crate::cli::support::picking;
use crate::insight::plans::{self, PlanLine, PlanList, Wanted, plan_lines};

/// List the plans of a client, or of all
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach plan list --due", "coach plan list alice --open"])]
pub struct Args {
    /// Whose [default: everybody's]
    #[arg(add = Names::Client)]
    client: Option<String>,
    /// Only those under way
    #[arg(long)]
    open: bool,
    /// Only those under way whose review is due
    #[arg(long)]
    due: bool,
    /// Only drafts
    #[arg(long, conflicts_with_all = ["open", "due"])]
    drafts: bool,
    /// Only those that serve a goal
    #[arg(long, value_name = "GOAL", requires = "client", add = Names::Goal)]
    goal: Option<String>,
}

pub fn run(args: Args, context: &Context) -> anyhow::Result<()> {
    let practice = context.practice()?;
    // On a screen that a client sees, "everybody" is nobody's business.
    let client = match &args.client {
        None if !context.global.shared => None,
        typed => Some(context.client(&practice, typed.as_deref())?),
    };
    let mut wanted = Wanted { open: args.open, due: args.due, drafts: args.drafts, goal: None };
    let Some(id) = client else {
        let (now, shows_all) = (context.now, context.lists_places::<PlanList>(&practice));
        let lines = context.look_at_records(&practice, plans::NEEDS, |record| {
            let mut lines = plan_lines(&record, &wanted, now);
            if !shows_all {
                plans::leave_out_unshown(&mut lines);
            }
            lines
        });
        context.tell(&lines.problems);
        return context.show(&practice, lines.map(|lines| PlanList { plans: join(lines) }));
    };
    let record = context.record(&practice, &id);
    wanted.goal = match &args.goal {
        Some(typed) => Some(picking::pick_goal_id(context, &record.value, typed)?),
        None => None,
    };
    let list = record.map(|record| PlanList { plans: plan_lines(&record, &wanted, context.now) });
    context.show(&practice, list)
}

/// The lines of all clients, in memory that is had once.
fn join(lines: Vec<Vec<PlanLine>>) -> Vec<PlanLine> {
    let mut all = Vec::with_capacity(lines.iter().map(Vec::len).sum());
    for lines in lines {
        all.extend(lines);
    }
    all
}
