//! Mending what needs no choice: the splices that problems carry, laid into a note's text.

use crate::model::order::InOrder as _;
use crate::model::problem::{Mend, Problem};
use crate::note::edit::replace_in_list;

/// The text with everything mended that these problems of it carry a mend for. Of two that touch the same bytes the first one is
/// made; the other shows again in the next reading. A name that can't be edited safely stays.
#[must_use]
pub fn mend_text(text: &str, problems: &[&Problem]) -> String {
    let mut new = splice_mends(text, problems);
    for meant in problems.iter().filter_map(|problem| problem.meant_id.as_ref()) {
        if let Ok(named) = replace_in_list(&new, &[meant.key], &meant.written, &meant.id) {
            new = named;
        }
    }
    new
}

fn splice_mends(text: &str, problems: &[&Problem]) -> String {
    let mut mends: Vec<&Mend> = problems.iter().filter_map(|problem| problem.mend.as_ref()).collect();
    mends.put_in_order_by_key(|mend| (mend.range.start, mend.range.end));
    let mut new = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for mend in mends {
        let (Some(between), true) = (text.get(at..mend.range.start.max(at)), mend.range.start >= at) else {
            continue;
        };
        if text.get(mend.range.clone()).is_none() {
            continue;
        }
        new.push_str(between);
        new.push_str(&mend.text);
        at = mend.range.end;
    }
    new.push_str(&text[at..]);
    new
}

#[cfg(test)]
mod tests {
    use super::mend_text;
    use crate::model::problem::{Loaded, Problem};
    use crate::note::parsed::Note;
    use crate::note::read;

    fn session(text: &str) -> Vec<Problem> {
        let Loaded { problems, .. } =
            read::session(Note::parse(&"sessions/2026-11-08.md".into(), text.to_owned()));
        problems
    }

    #[test]
    fn what_needs_no_choice_is_mended_and_nothing_else() {
        for (text, wanted) in [
            ("---\nmintues: 50 # c\n---\n", "---\nminutes: 50 # c\n---\n"),
            ("---\nstatus: canceled\n---\n", "---\nstatus: cancelled\n---\n"),
            ("\n ---\r\nstatus: held\r\n---\r\nx\r\n", "---\r\nstatus: held\r\n---\r\nx\r\n"),
            ("—-\nstatus: held\n—-\n\nx\n", "---\nstatus: held\n---\n\nx\n"),
            ("## Thraeds\n- a\n", "## Threads\n- a\n"),
            ("## Threads\n-[ ] a\n-[x] b\n", "## Threads\n- [ ] a\n- [x] b\n"),
            ("## Threads\n• a\n☐ b\n☑️ c\n[ ] d\n", "## Threads\n- a\n- [ ] b\n- [x] c\n- [ ] d\n"),
            ("## Threads\n- ☐ a\n- ☑ b\n", "## Threads\n- [ ] a\n- [x] b\n"),
        ] {
            let problems = session(text);
            assert!(!problems.is_empty(), "{text:?}");
            let new = mend_text(text, &problems.iter().collect::<Vec<_>>());
            assert_eq!(new, wanted);
            assert_eq!(session(&new), [], "{new:?}");
        }
        for text in
            ["# Call\n\n---\nstatus: held\n---\n", "+++\nstatus = \"held\"\n+++\n", "She laughed. #suport\n"]
        {
            let problems = session(text);
            assert!(!problems.is_empty(), "{text:?}");
            assert_eq!(mend_text(text, &problems.iter().collect::<Vec<_>>()), text);
        }
    }
}
