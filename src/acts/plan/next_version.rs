//! The next version of a plan: what still holds of it, and whether anything is otherwise.

use super::sheet::Sheet;
use crate::model::fit::{Fit, FitValue};
use crate::model::plan::{Criterion, Plan};

/// What still holds of a plan whose outcome was looked at: everything but its dates, its ticks, its marks and the steps that are
/// done.
#[must_use]
pub fn carry_over(plan: &Plan) -> Sheet {
    let answer = |criterion: Criterion| {
        let item = plan.smart.iter().find(|item| item.id == criterion)?;
        item.answer.as_ref().map(|answer| answer.text.to_string())
    };
    Sheet {
        goal: plan.goal.as_ref().map(|goal| goal.id.clone()),
        follows: Some(plan.id.clone()),
        title: Some(plan.title.clone()),
        what: answer(Criterion::Specific),
        measure: answer(Criterion::Measurable),
        why: answer(Criterion::Relevant),
        fit: Fit { confidence: None, confidence_before: None, ..plan.fit.clone() },
        if_thens: plan.if_thens.iter().map(|task| task.statement.text.to_string()).collect(),
        steps: plan.steps.iter().filter(|step| step.state.is_open()).map(|step| step.text.clone()).collect(),
        ..Sheet::default()
    }
}

/// A carried-over plan with what is told otherwise in its place; obstacles and steps that are told come behind those that are
/// there.
#[must_use]
pub fn change_by(carried: Sheet, told: Sheet) -> Sheet {
    let same_what = told.what.is_none();
    Sheet {
        goal: told.goal.or(carried.goal),
        made: told.made.or(carried.made),
        made_by: told.made_by.or(carried.made_by),
        review: told.review.or(carried.review),
        follows: told.follows.or(carried.follows),
        // Where something else is done, the old title names what isn't done any more.
        title: told.title.or_else(|| carried.title.filter(|_| same_what)),
        what: told.what.or(carried.what),
        measure: told.measure.or(carried.measure),
        why: told.why.or(carried.why),
        fit: carried.fit.overlay(told.fit),
        if_thens: [carried.if_thens, told.if_thens].concat(),
        steps: [carried.steps, told.steps].concat(),
    }
}

/// Whether a next version does anything otherwise than the plan that it follows: a plan that didn't come about isn't made again
/// as it was. A mark, a day or who made it is no difference in what they do.
#[must_use]
pub fn differs(next: &Sheet, from: &Plan) -> bool {
    what_is_done(next) != what_is_done(&carry_over(from))
}

/// Everything that says what is done, in an order of its own.
fn what_is_done(sheet: &Sheet) -> Vec<(&'static str, String)> {
    let answers = [("what", &sheet.what), ("measure", &sheet.measure), ("why", &sheet.why)];
    let answers = answers.into_iter().filter_map(|(name, told)| Some((name, fold_words(told.as_deref()?))));
    let fit = sheet.fit.answers().into_iter().filter_map(|(key, value)| match value {
        FitValue::Words(words) if key != "lens" => Some((key, fold_words(&words))),
        _ => None,
    });
    let lists = [("if-then", &sheet.if_thens), ("step", &sheet.steps)];
    let lists =
        lists.into_iter().flat_map(|(name, lines)| lines.iter().map(move |line| (name, fold_words(line))));
    answers.chain(fit).chain(lists).collect()
}

/// Words as they are compared: blanks, case and a full stop at the end are no difference.
fn fold_words(text: &str) -> String {
    super::if_then::join_lines(text).trim_end_matches('.').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{carry_over, change_by, differs};
    use crate::acts::plan::sheet::Sheet;
    use crate::model::fit::Fit;
    use crate::model::mark::Ten;
    use crate::note::parsed::Note;
    use crate::note::read;

    #[test]
    fn one_thing_has_to_differ() {
        let text = "---\nwhen: Tue\nconfidence: 9\nreview: 2026-11-22\n---\n# Walk\n\n## SMART\n\n- [ ] **Specific** What?\n  Walk once.\n\n\
            ## Steps\n\n- [x] Buy shoes\n- [ ] Walk\n";
        let plan = read::plan(Note::parse(&"p.md".into(), text.to_owned())).value;
        let carried = carry_over(&plan);
        assert_eq!((carried.steps.as_slice(), carried.fit.confidence), (&["Walk".to_owned()][..], None));
        let told = |told: Sheet| differs(&change_by(carried.clone(), told), &plan);
        let some = |text: &str| Some(text.to_owned());
        for (sheet, wanted) in [
            (Sheet::default(), false),
            (Sheet { what: some("walk  once"), ..Sheet::default() }, false),
            (Sheet { fit: Fit { confidence: Ten::new(5.0), ..Fit::default() }, ..Sheet::default() }, false),
            (Sheet { title: some("Again"), ..Sheet::default() }, false),
            (Sheet { fit: Fit { when: some("Wed"), ..Fit::default() }, ..Sheet::default() }, true),
            (Sheet { steps: vec!["Ask Jo".to_owned()], ..Sheet::default() }, true),
            (Sheet { what: some("Walk twice."), ..Sheet::default() }, true),
        ] {
            assert_eq!(told(sheet.clone()), wanted, "{sheet:?}");
        }
        let else_done = change_by(carried.clone(), Sheet { what: some("Swim."), ..Sheet::default() });
        assert_eq!(else_done.name_plan(), "Swim");
    }
}
