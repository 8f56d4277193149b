//! The words of the interview and of `plan check`: the practice's own, else the built-in ones.

use crate::model::refusal::Refusal;
use crate::model::words::PlanWords;
use crate::practice::Practice;
use crate::render::template::PLAN_WORDS;

/// Reads the words. What the practice's own list leaves out, the built-in one gives.
pub fn words(practice: &Practice) -> anyhow::Result<PlanWords> {
    let (name, built_in) = PLAN_WORDS;
    let mut words: PlanWords = serde_yaml::from_str(built_in)?;
    let Some((path, text)) = practice.template(name)? else { return Ok(words) };
    let refusal = |error: serde_yaml::Error| {
        let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
        let hint = "mend it, or remove it to use the built-in one; docs/templates.md tells what it holds";
        Refusal::new(format!("{path}{place}: this isn't a list of words: {error}"), hint)
    };
    let own: PlanWords = serde_yaml::from_str(&text).map_err(refusal)?;
    for (ours, theirs) in [
        (&mut words.vague, own.vague),
        (&mut words.joins, own.joins),
        (&mut words.numbers, own.numbers),
        (&mut words.observable, own.observable),
        (&mut words.felt, own.felt),
        (&mut words.small, own.small),
    ] {
        if !theirs.is_empty() {
            *ours = theirs;
        }
    }
    words.questions.extend(own.questions);
    words.interview.extend(own.interview);
    Ok(words)
}
