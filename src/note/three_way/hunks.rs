//! Lines against the lines that both began from, as git does it, and then line by line where both wrote in one list.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::boxes::{ItemLine, merge_item_lines};
use super::merged_text::MergedText;
use super::pick;

/// Puts two texts together by their lines.
pub(super) fn merge(base: &str, one: &str, other: &str) -> MergedText {
    let [base, one, other] = [base, one, other].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let (in_one, in_other) = (match_up(&base, &one), match_up(&base, &other));
    let mut outcome = MergedText::default();
    let (mut b, mut o, mut t) = (0, 0, 0);
    loop {
        // What stands on all three sides.
        while b < base.len() && in_one[b] == Some(o) && in_other[b] == Some(t) {
            outcome.push(base[b]);
            (b, o, t) = (b + 1, o + 1, t + 1);
        }
        let next = (b..base.len()).find_map(|at| Some((at, in_one[at]?, in_other[at]?)));
        let (b_end, o_end, t_end) = next.unwrap_or((base.len(), one.len(), other.len()));
        merge_hunk(&base[b..b_end], &one[o..o_end], &other[t..t_end], &mut outcome);
        (b, o, t) = (b_end, o_end, t_end);
        if next.is_none() {
            return outcome;
        }
    }
}

/// Where each line of the base stands on a side.
pub(super) fn match_up<T: std::hash::Hash + Eq + Ord>(base: &[T], side: &[T]) -> Vec<Option<usize>> {
    let mut places = vec![None; base.len()];
    for op in capture_diff_slices(Algorithm::Patience, base, side) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| places[old_index + at] = Some(new_index + at));
        }
    }
    places
}

fn merge_hunk(base: &[&str], one: &[&str], other: &[&str], outcome: &mut MergedText) {
    if let Some(lines) = pick(base, one, other) {
        outcome.push(&lines.concat());
    } else if base.len() == one.len() && base.len() == other.len() {
        merge_line_by_line(base, one, other, outcome);
    } else {
        outcome.push_conflict(&one.concat(), &other.concat());
    }
}

/// As many lines on all sides: of a list each is decided for itself. Lines of prose go on from each other, so two that stand
/// together are left to a person.
fn merge_line_by_line(base: &[&str], one: &[&str], other: &[&str], outcome: &mut MergedText) {
    let is_item = |line: &&&str| ItemLine::read(line).is_some();
    let are_items = [base, one, other].iter().all(|lines| lines.iter().all(|line| is_item(&line)));
    let merged = |at: usize| {
        let picked = pick(base[at], one[at], other[at]).map(str::to_owned);
        picked.or_else(|| merge_item_lines(base[at], one[at], other[at]))
    };
    let (mut from, mut at) = (0, 0);
    while at < base.len() {
        let line = merged(at).filter(|_| are_items);
        if let Some(line) = line {
            if from < at {
                outcome.push_conflict(&one[from..at].concat(), &other[from..at].concat());
            }
            outcome.push(&line);
            from = at + 1;
        }
        at += 1;
    }
    if from < at {
        outcome.push_conflict(&one[from..at].concat(), &other[from..at].concat());
    }
}

#[cfg(test)]
mod tests {
    use super::merge;

    #[test]
    fn lines_that_stand_apart_both_stand() {
        let merged = merge("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\nd\n");
        assert_eq!((&*merged.text, merged.has_conflict), ("A\nb\nC\nd\n", false));
    }

    #[test]
    fn lines_of_a_list_that_stand_together_both_stand_and_prose_does_not() {
        let merged = merge("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [ ] a\n- [ ] bb\n");
        assert_eq!((&*merged.text, merged.has_conflict), ("- [x] a\n- [ ] bb\n", false));
        let prose = merge("a\nb\n", "A\nb\n", "a\nB\n");
        assert!(prose.has_conflict);
        assert_eq!(prose.text, "<<<<<<< one\nA\nb\n=======\na\nB\n>>>>>>> other\n");
    }
}
