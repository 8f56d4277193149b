//! Putting things in order. One sort serves all of them: else each kind of thing, and each question by which it is ordered, has the whole of an
//! algorithm made for it, some five kilobytes of program each.

use std::cmp::Ordering;

/// What can be put in order. What is equal stays as it stood.
pub trait InOrder<T> {
    /// Orders the things themselves.
    fn put_in_order(&mut self)
    where
        T: Ord;
    /// Orders by what `compare` says of two.
    fn put_in_order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);
    /// Orders by what `key` says of each; it is asked once for each.
    fn put_in_order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> InOrder<T> for [T] {
    fn put_in_order(&mut self)
    where
        T: Ord,
    {
        self.put_in_order_by(T::cmp);
    }

    fn put_in_order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        // Most things are in order already.
        if self.is_sorted_by(|one, other| compare(one, other).is_le()) {
            return;
        }
        let order = order_places(self.len(), &mut |one, other| compare(&self[one], &self[other]));
        move_to_places(self, order);
    }

    fn put_in_order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K) {
        if self.len() < 2 {
            return;
        }
        let keys: Vec<K> = self.iter().map(key).collect();
        if keys.is_sorted() {
            return;
        }
        let order = order_places(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
        move_to_places(self, order);
    }
}

/// The places of so many things in the order in which they come.
fn order_places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|one, other| compare(*one, *other));
    order
}

/// Puts at each place the thing that `order` names there.
fn move_to_places<T>(things: &mut [T], order: Vec<usize>) {
    for (at, mut from) in order.iter().copied().enumerate() {
        // What stood before this place was moved to where its own thing came from.
        while from < at {
            from = order[from];
        }
        if at != from {
            things.swap(at, from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::InOrder as _;

    #[test]
    fn the_order_is_that_of_the_standard_library() {
        let mut seed = 7_u64;
        for count in 0..60 {
            let mut things: Vec<(u64, usize)> = Vec::new();
            for at in 0..count {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                things.push(((seed >> 33) % 9, at));
            }
            let (mut by_key, mut by_both, mut whole) = (things.clone(), things.clone(), things.clone());
            by_key.put_in_order_by_key(|thing| thing.0);
            by_both.put_in_order_by(|one, other| other.0.cmp(&one.0));
            whole.put_in_order();
            let mut wanted = things.clone();
            wanted.sort_by_key(|thing| thing.0);
            assert_eq!(by_key, wanted);
            assert_eq!(whole, wanted);
            wanted.clone_from(&things);
            wanted.sort_by_key(|thing| std::cmp::Reverse(thing.0));
            assert_eq!(by_both, wanted);
        }
    }
}
