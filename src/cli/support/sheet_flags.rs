//! The flags that tell something of a plan: those of a new one and of the next version of one.

use clap::{Arg, ArgMatches, Command, FromArgMatches};

use crate::acts::plan::sheet::Sheet;
use crate::cli::support::context::Context;
use crate::cli::support::plan_in_hand::date_step;
use crate::model::fit::{Fit, FitValue};
use crate::model::keys::Holds;
use crate::model::mark::Ten;

/// What they will do and how it fits.
#[derive(Debug, clap::Args)]
pub struct SheetFlags {
    /// Its title [default: the beginning of --what]
    #[arg(long)]
    title: Option<String>,
    /// What exactly will you do? (Specific)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    what: Option<String>,
    /// How will you know, and how will we both? (Measurable)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    measure: Option<String>,
    /// Why does it matter now? (Relevant)
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    why: Option<String>,
    #[command(flatten)]
    fit: FitFlags,
    /// What gets in the way, and what then: "If …, then …"; again for each
    #[arg(long = "if-then", value_name = "TEXT", allow_hyphen_values = true)]
    if_thens: Vec<String>,
    /// A step; due:2026-11-09 in it is its date; again for each
    #[arg(long = "step", value_name = "TEXT", allow_hyphen_values = true)]
    steps: Vec<String>,
}

impl SheetFlags {
    /// What the flags tell; an empty one tells nothing.
    pub fn sheet(&self, context: &Context) -> anyhow::Result<Sheet> {
        let told = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let lines = |lines: &[String]| -> Vec<String> {
            lines.iter().filter(|line| !line.trim().is_empty()).cloned().collect()
        };
        let steps = lines(&self.steps);
        Ok(Sheet {
            title: told(&self.title),
            what: told(&self.what),
            measure: told(&self.measure),
            why: told(&self.why),
            fit: self.fit.0.clone(),
            if_thens: lines(&self.if_thens),
            steps: steps.iter().map(|step| date_step(context, step)).collect::<anyhow::Result<_>>()?,
            ..Sheet::default()
        })
    }

    /// Whether one of them names what the plan is: then a new one is meant.
    pub fn names_a_plan(&self) -> bool {
        self.what.is_some() || self.title.is_some()
    }
}

/// The flags of a plan's fit, one for each of its keys: the model's table holds their names and what they ask, so that a new key
/// has its flag by itself.
#[derive(Debug, Clone, Default)]
struct FitFlags(Fit);

impl clap::Args for FitFlags {
    fn augment_args(command: Command) -> Command {
        let keys = Fit::KEYS.iter().zip(Fit::FLAGS);
        keys.fold(command, |command, ((key, holds), (flag, asks))| {
            let arg = Arg::new(*key).long(*flag).help(*asks);
            command.arg(match holds {
                Holds::Plain => arg.value_name("MARK").value_parser(ten),
                _ => arg.value_name("TEXT").allow_hyphen_values(true),
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for FitFlags {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(Fit::read(|key, holds| {
            if holds == Holds::Plain {
                return matches.get_one::<Ten>(key).copied().map(FitValue::Mark);
            }
            let words = matches.get_one::<String>(key).filter(|words| !words.trim().is_empty());
            words.cloned().map(FitValue::Words)
        })))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A mark that was given as a flag.
fn ten(typed: &str) -> Result<Ten, String> {
    let number = crate::cli::talks::question::read_ten(typed).map_err(|error| error.to_string())?;
    Ten::new(number).ok_or_else(|| format!("`{typed}` isn't a mark from 0 to 10"))
}
