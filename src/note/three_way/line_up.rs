//! Which piece of one version is which of another: keys, sections, blocks.

use super::hunks::match_up;

/// A piece of a version that has a place among others.
pub(super) trait Piece {
    /// What makes it the very same.
    fn exact(&self) -> String;
    /// How alike two are, 0 to 1, where they aren't the same; 0 if they can't be one.
    fn likeness(&self, other: &Self) -> f64;
    /// Whether two that both sides added are one.
    fn is_twin(&self, other: &Self) -> bool;
    /// Whether twins are looked for wherever they stand, or only at one place.
    const TWINS_ANYWHERE: bool;
}

/// A piece by its places in the three versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Lineup {
    pub(super) base: Option<usize>,
    pub(super) one: Option<usize>,
    pub(super) other: Option<usize>,
}

/// How alike two pieces have to be to be one that was changed.
const ALIKE: f64 = 0.5;

/// All pieces in the order in which they stand: that of the base, and behind each what was added there.
pub(super) fn line_up<P: Piece>(base: &[P], one: &[P], other: &[P]) -> Vec<Lineup> {
    let (in_one, in_other) = (find_pieces(base, one), find_pieces(base, other));
    let added = [added_by_place(&in_one, one.len()), added_by_place(&in_other, other.len())];
    let mut is_told = vec![false; other.len()];
    let mut places = Vec::new();
    for at in 0..=base.len() {
        if let Some(before) = at.checked_sub(1) {
            places.push(Lineup { base: Some(before), one: in_one[before], other: in_other[before] });
        }
        let here = &added[1][at];
        let everywhere: Vec<usize> = added[1].concat();
        let candidates = if P::TWINS_ANYWHERE { &everywhere } else { here };
        for &new in &added[0][at] {
            let twin =
                candidates.iter().copied().find(|twin| !is_told[*twin] && one[new].is_twin(&other[*twin]));
            if let Some(twin) = twin {
                is_told[twin] = true;
            }
            places.push(Lineup { base: None, one: Some(new), other: twin });
        }
        // What has its twin further on is told there.
        let has_twin = |new: usize| {
            let later = added[0][at + 1..].iter().flatten();
            P::TWINS_ANYWHERE && later.into_iter().any(|twin| one[*twin].is_twin(&other[new]))
        };
        let rest: Vec<usize> = here.iter().copied().filter(|new| !is_told[*new] && !has_twin(*new)).collect();
        for new in rest {
            is_told[new] = true;
            places.push(Lineup { base: None, one: None, other: Some(new) });
        }
    }
    // Where several had one twin, what is left over.
    let left = (0..other.len()).filter(|at| !is_told[*at] && !in_other.contains(&Some(*at)));
    places.extend(left.map(|at| Lineup { other: Some(at), ..Lineup::default() }));
    places
}

/// Where each piece of the base stands on a side: the same first, then between those what is alike.
fn find_pieces<P: Piece>(base: &[P], side: &[P]) -> Vec<Option<usize>> {
    let exact = |pieces: &[P]| pieces.iter().map(Piece::exact).collect::<Vec<_>>();
    let mut places = match_up(&exact(base), &exact(side));
    let mut from = 0;
    let mut at = 0;
    while at < base.len() {
        if let Some(place) = places[at] {
            (from, at) = (place + 1, at + 1);
            continue;
        }
        let until = places[at..].iter().flatten().next().copied().unwrap_or(side.len());
        let likeness = |place: usize| base[at].likeness(&side[place]);
        let best = (from..until).max_by(|a, b| likeness(*a).total_cmp(&likeness(*b)).then(b.cmp(a)));
        if let Some(best) = best.filter(|best| likeness(*best) >= ALIKE) {
            places[at] = Some(best);
            from = best + 1;
        }
        at += 1;
    }
    places
}

/// What was added, by the number of the base's pieces before it.
fn added_by_place(places: &[Option<usize>], count: usize) -> Vec<Vec<usize>> {
    let mut added = vec![Vec::new(); places.len() + 1];
    let mut behind = 0;
    for at in 0..count {
        match places.iter().position(|place| *place == Some(at)) {
            Some(place) => behind = place + 1,
            None => added[behind].push(at),
        }
    }
    added
}

/// How alike two texts are, 0 to 1: the share of words that both have, for short ones that of the signs.
pub(super) fn likeness_of_words(one: &str, other: &str) -> f64 {
    /// Longer texts are told apart by their words well enough, and signs take long.
    const SHORT: usize = 120;
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    let (ours, mut theirs) = (words(one), words(other));
    let all = ours.len() + theirs.len();
    let shared = ours.iter().filter(|word| {
        let found = theirs.iter().position(|their| their == *word);
        found.map(|at| theirs.swap_remove(at)).is_some()
    });
    let by_words = if all == 0 { 0.0 } else { 2.0 * shared.count() as f64 / all as f64 };
    if one.len() > SHORT || other.len() > SHORT {
        return by_words;
    }
    by_words.max(strsim::normalized_levenshtein(one, other))
}
