//! Slips of the fingers: one letter more, less or other, or two swapped.

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
    // A cheap look first: most words are far from each other in length alone.
    if typed.chars().count().abs_diff(length) > most {
        return None;
    }
    Some(strsim::osa_distance(typed, known)).filter(|slips| (1..=most).contains(slips))
}

/// Whether exactly one slip lies between two words.
#[must_use]
pub fn is_one_slip(typed: &str, known: &str) -> bool {
    typed.chars().count().abs_diff(known.chars().count()) <= 1 && strsim::osa_distance(typed, known) == 1
}

/// The known word that was meant, if exactly one is nearest.
#[must_use]
pub fn find_meant<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut near: Vec<(usize, &str)> =
        known.into_iter().filter_map(|known| Some((slips(typed, known)?, known))).collect();
    near.sort_by_key(|(slips, _)| *slips);
    match near.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, meant), ..] => Some(meant),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{find_meant, is_one_slip, slips};

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
        assert_eq!(find_meant("statsu", ["status", "summary"]), Some("status"));
        assert_eq!(find_meant("xevel", ["level", "revel"]), None);
    }
}
