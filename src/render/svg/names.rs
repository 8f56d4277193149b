//! Names around a circle: each beside its sector, if there is room for all of them.

use super::polar::{Span, find_point};

/// The blank left between two names, in units.
const BETWEEN: f64 = 6.0;

/// The rectangle that a name takes up, around its centre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its centre, from the circle's.
    pub x: f64,
    /// Likewise; downwards.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Frame {
    /// Whether it comes nearer to another one than names may.
    #[must_use]
    pub fn comes_too_near(&self, other: &Self) -> bool {
        let near = |distance: f64, a: f64, b: f64| distance.abs() < f64::midpoint(a, b) + BETWEEN;
        near(self.x - other.x, self.width, other.width) && near(self.y - other.y, self.height, other.height)
    }

    /// How near it comes to the circle's centre.
    #[must_use]
    pub fn distance(&self) -> f64 {
        let outside = |centre: f64, size: f64| (centre.abs() - size / 2.0).max(0.0);
        outside(self.x, self.width).hypot(outside(self.y, self.height))
    }
}

/// Places a name of each size beside its sector, outside of a circle, and no farther than `half` to either side. `None` where one
/// would stand beside another's sector, or two would meet.
#[must_use]
pub fn place_around(sizes: &[(f64, f64)], sectors: &[Span], radius: f64, half: f64) -> Option<Vec<Frame>> {
    let mut boxes: Vec<Frame> = Vec::new();
    for ((width, height), sector) in sizes.iter().zip(sectors) {
        let placed = beside(*width, *height, *sector, radius, half)?;
        if boxes.iter().any(|other| placed.comes_too_near(other)) {
            return None;
        }
        boxes.push(placed);
    }
    Some(boxes)
}

fn beside(width: f64, height: f64, sector: Span, radius: f64, half: f64) -> Option<Frame> {
    let (right, down) = find_point(1.0, sector.middle());
    // A box that touches the tangent in the middle of the sector from outside.
    let out = radius + right.abs() * width / 2.0 + down.abs() * height / 2.0;
    let room = half - width / 2.0;
    let x = (out * right).clamp(-room.max(0.0), room.max(0.0));
    let mut placed = Frame { x, y: out * down, width, height };
    if room < 0.0 {
        return None;
    }
    if placed.distance() < radius {
        // It was moved in from the side, so it has to go up or down, along the circle.
        let nearest = (x.abs() - width / 2.0).max(0.0);
        let clear = (radius * radius - nearest * nearest).max(0.0).sqrt() + height / 2.0;
        placed.y = if down < 0.0 { -clear } else { clear };
    }
    let angle = placed.x.atan2(-placed.y).to_degrees();
    let off = (angle - sector.middle() + 180.0).rem_euclid(360.0) - 180.0;
    (off.abs() <= sector.width() / 2.0).then_some(placed)
}

#[cfg(test)]
mod tests {
    use super::{Frame, place_around};
    use crate::render::svg::polar::Span;
    use crate::render::svg::sectors::sector;

    fn sectors(count: usize, turn: f64) -> Vec<Span> {
        (0..count).map(|place| sector(place, count, turn)).collect()
    }

    #[test]
    fn names_that_are_placed_meet_neither_each_other_nor_the_circle() {
        let mut placed_at_all = 0;
        for count in 1..=12 {
            for width in [20.0, 60.0, 110.0, 150.0] {
                for turn in [0.0, -180.0 / f64::from(u32::try_from(count).unwrap())] {
                    let sizes = vec![(width, 18.0); count];
                    let Some(boxes) = place_around(&sizes, &sectors(count, turn), 146.0, 170.0) else {
                        continue;
                    };
                    placed_at_all += 1;
                    for (place, name) in boxes.iter().enumerate() {
                        assert!(name.distance() > 146.0 - 1e-9, "{count} {width}: {name:?}");
                        assert!(name.x.abs() + width / 2.0 <= 170.0 + 1e-9, "{count} {width}: {name:?}");
                        assert!(
                            boxes[..place].iter().all(|other| !name.comes_too_near(other)),
                            "{count} {width}"
                        );
                    }
                }
            }
        }
        assert!(placed_at_all > 20, "{placed_at_all}");
    }

    #[test]
    fn four_common_names_have_room_and_twelve_long_ones_have_not() {
        assert!(place_around(&[(110.0, 18.0); 4], &sectors(4, 0.0), 146.0, 170.0).is_some());
        assert!(place_around(&[(110.0, 18.0); 12], &sectors(12, 0.0), 146.0, 170.0).is_none());
        assert!(place_around(&[(400.0, 18.0)], &sectors(1, 0.0), 146.0, 170.0).is_none());
    }

    #[test]
    fn boxes_meet_where_less_than_the_gap_is_between_them() {
        let one = Frame { x: 0.0, y: 0.0, width: 10.0, height: 10.0 };
        for (x, y, wanted) in [(15.0, 0.0, true), (17.0, 0.0, false), (12.0, 15.0, true), (12.0, 17.0, false)]
        {
            assert_eq!(one.comes_too_near(&Frame { x, y, ..one }), wanted, "{x} {y}");
        }
    }
}
