//! Slips of the fingers: one letter more, less or other, or two swapped.

use crate::model::order::InOrder as _;

/// How many slips lie between what was typed and a known word, where that is few enough to be a slip: one for a known word of five
/// letters or more, two from nine on. `None` for the word itself, and for anything further off.
#[must_use]
pub fn slips(typed: &str, known: &str) -> Option<usize> {
    let length = known.chars().count();
    let most = match length {
        0..5 => return None,
        5..9 => 1,
        _ => 2,
    };
    // A cheap look first: most words are far from each other in length or letters alone.
    if typed.chars().count().abs_diff(length) > most || !may_be_near(typed, known, most) {
        return None;
    }
    Some(strsim::osa_distance(typed, known)).filter(|slips| (1..=most).contains(slips))
}

/// Whether so few slips may lie between two words: each brings in one letter at most, and takes one out.
fn may_be_near(typed: &str, known: &str, most: usize) -> bool {
    let letters = |word: &str| word.bytes().fold(0_u64, |letters, byte| letters | 1 << (byte & 63));
    if !typed.is_ascii() || !known.is_ascii() {
        return true;
    }
    let (typed, known) = (letters(typed), letters(known));
    let apart = |one: u64, other: u64| (one & !other).count_ones() as usize;
    apart(typed, known) <= most && apart(known, typed) <= most
}

/// Whether exactly one slip lies between two words.
#[must_use]
pub fn is_one_slip(typed: &str, known: &str) -> bool {
    if typed.is_ascii() && known.is_ascii() {
        return is_one_slip_between(typed.as_bytes(), known.as_bytes(), |one, other| one == other);
    }
    let (typed, known): (Vec<char>, Vec<char>) = (typed.chars().collect(), known.chars().collect());
    is_one_slip_between(&typed, &known, |one, other| one == other)
}

/// The same for letters of which some count as the same. It shows in what is left of two words once their common beginning and end
/// are taken away.
pub fn is_one_slip_between<T: Copy>(typed: &[T], known: &[T], is_same: impl Fn(T, T) -> bool) -> bool {
    if typed.len().abs_diff(known.len()) > 1 {
        return false;
    }
    let pairs = || typed.iter().zip(known);
    let before = pairs().take_while(|(one, other)| is_same(**one, **other)).count();
    let (typed, known) = (&typed[before..], &known[before..]);
    let ends = typed.iter().rev().zip(known.iter().rev());
    let behind = ends.take_while(|(one, other)| is_same(**one, **other)).count();
    match (&typed[..typed.len() - behind], &known[..known.len() - behind]) {
        ([], [_]) | ([_], [] | [_]) => true,
        ([one, two], [other, another]) => is_same(*one, *another) && is_same(*two, *other),
        _ => false,
    }
}

/// The known word that was meant, if exactly one is nearest.
#[must_use]
pub fn find_meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    match list_meant(typed, known)[..] {
        [meant] => Some(meant),
        _ => None,
    }
}

/// The known words that may have been meant: the nearest ones.
#[must_use]
pub fn list_meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut near: Vec<(usize, &str)> =
        known.into_iter().filter_map(|known| Some((slips(typed, known)?, known))).collect();
    near.put_in_order_by_key(|(slips, _)| *slips);
    let nearest = near.first().map(|(slips, _)| *slips);
    near.into_iter().take_while(|(slips, _)| Some(*slips) == nearest).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::{find_meant, is_one_slip, slips};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn one_slip_is_a_distance_of_one(typed in "[abé]{0,5}", known in "[abé]{0,5}") {
            prop_assert_eq!(is_one_slip(&typed, &known), strsim::osa_distance(&typed, &known) == 1);
        }

        #[test]
        fn no_slip_is_passed_over_for_its_letters(typed in "[a-cé]{4,11}", known in "[a-cé]{5,11}") {
            let most = if known.chars().count() < 9 { 1 } else { 2 };
            let slips_between = Some(strsim::osa_distance(&typed, &known)).filter(|slips| (1..=most).contains(slips));
            prop_assert_eq!(slips(&typed, &known), slips_between);
        }
    }

    #[test]
    fn a_slip_is_one_letter_and_in_long_words_two() {
        for (typed, known, wanted) in [
            ("mintues", "minutes", Some(1)),
            ("minute", "minutes", Some(1)),
            ("minuttes", "minutes", Some(1)),
            ("minites", "minutes", Some(1)),
            ("minutes", "minutes", None),
            ("menites", "minutes", None),
            ("canceled_py", "cancelled_by", Some(2)),
            ("tage", "tags", None),
        ] {
            assert_eq!(slips(typed, known), wanted, "{typed}");
        }
        assert!(is_one_slip("thread", "threads") && !is_one_slip("threads", "threads"));
        assert!(is_one_slip("éa", "aé") && is_one_slip("é", "") && !is_one_slip("ab", "cd"));
        assert_eq!(find_meant("statsu", ["status", "summary"]), Some("status"));
        assert_eq!(find_meant("xevel", ["level", "revel"]), None);
    }
}
