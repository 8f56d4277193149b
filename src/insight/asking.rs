//! What a client is asked on their page before the next call: about the plan, the call to come, the last call, a goal.

use serde::Serialize;

use crate::model::goal::Goal;
use crate::model::moment::Moment;
use crate::model::record::Record;
use crate::model::session::Session;
use crate::model::wording::{AskWords, PageQuestion};

/// The questions of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Asking {
    /// In the order in which they are asked.
    pub questions: Vec<AskedQuestion>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AskedQuestion {
    /// Its name, and the id of what it is about: how the answer finds its place.
    pub tag: String,
    /// The question.
    pub ask: String,
    /// What stands above it, where it begins a group.
    pub lead: Option<String>,
    /// Whether the answer is a mark, 0 to 10.
    pub is_mark: bool,
}

/// What a question is about.
enum About {
    /// Nothing that has to be there.
    Anything,
    /// One note, by its id.
    Note(String),
    /// Something that isn't there, or was answered: it isn't asked.
    Nothing,
}

/// The questions for a client, in the order of the words: those that there is something to ask about.
#[must_use]
pub fn ask_client(record: &Record, plan: Option<&str>, words: &AskWords, now: Moment) -> Asking {
    let mut questions: Vec<AskedQuestion> = Vec::new();
    let mut last_lead: Option<&String> = None;
    for question in &words.questions {
        let about = match find_about(record, plan, question, now) {
            About::Nothing => continue,
            About::Anything => None,
            About::Note(id) => Some(id),
        };
        let title =
            || record.goals.iter().find(|goal| Some(&goal.id) == about.as_ref()).map(Goal::display_name);
        let lead = question.lead.as_ref().filter(|lead| last_lead != Some(*lead));
        last_lead = question.lead.as_ref();
        let fill = |text: &str| text.replace("GOAL", title().unwrap_or_default());
        let tag = match &about {
            Some(id) => format!("{} {id}", question.name),
            None => question.name.clone(),
        };
        questions.push(AskedQuestion {
            tag,
            ask: fill(&question.ask),
            lead: lead.map(|lead| fill(lead)),
            is_mark: is_mark(&question.name),
        });
    }
    Asking { questions }
}

fn is_mark(name: &str) -> bool {
    matches!(
        name,
        "heard" | "focus" | "approach" | "overall" | "external" | "introjected" | "identified" | "intrinsic"
    )
}

fn find_about(record: &Record, plan: Option<&str>, question: &PageQuestion, now: Moment) -> About {
    let note = |id: Option<&str>| id.map_or(About::Nothing, |id| About::Note(id.to_owned()));
    match question.name.as_str() {
        "happened" => note(plan),
        "stuck" if record.client.helps.is_empty() => About::Anything,
        "stuck" => About::Nothing,
        "heard" | "focus" | "approach" | "overall" => note(
            record
                .held_sessions(now)
                .next_back()
                .filter(|call| !has_mark(call, &question.name))
                .map(|call| call.id.as_str()),
        ),
        "reasons" | "external" | "introjected" | "identified" | "intrinsic" => note(find_goal(record, plan)),
        _ => record.next_call(now).map_or(About::Anything, |call| About::Note(call.id.clone())),
    }
}

fn has_mark(call: &Session, name: &str) -> bool {
    let marks = &call.alliance;
    match name {
        "heard" => marks.heard.is_some(),
        "focus" => marks.focus.is_some(),
        "approach" => marks.approach.is_some(),
        _ => marks.overall.is_some(),
    }
}

/// The goal whose reasons nobody asked for yet: the plan's, else the first one that is active. They are asked once.
fn find_goal<'a>(record: &'a Record, plan: Option<&str>) -> Option<&'a str> {
    use crate::model::goal::{GoalStatus, Reasons};
    let of_plan = plan
        .and_then(|plan| record.plan(plan))
        .and_then(|plan| plan.goal.as_ref())
        .map(|goal| goal.id.as_str());
    let active = || record.goals.iter().filter(|goal| goal.status == GoalStatus::Active);
    let wanted = of_plan.or_else(|| active().next().map(|goal| goal.id.as_str()))?;
    let is_open = |id: &&str| {
        active().any(|goal| goal.id == **id && goal.reasons == Reasons::default() && goal.motive.is_none())
    };
    Some(wanted).filter(is_open)
}
