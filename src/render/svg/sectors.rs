//! Where everything stands that is measured: sectors around the centre, ratings outwards, hours along the rim.

use super::polar::Span;

/// The radius of the lowest rating: small, and still an arc.
const LOWEST: f64 = 20.0;
/// The radius of the highest rating.
pub const HIGHEST: f64 = 112.0;
/// The band of the hours that an area gets: its inner and outer radius.
pub const HOURS: (f64, f64) = (119.0, 127.0);
/// The band of the hours wished for.
pub const WISH: (f64, f64) = (130.0, 138.0);
/// The radius that everything measured stays inside of.
pub const RIM: f64 = 140.0;
/// What parts two sectors, in units, however far from the centre.
const GAP: f64 = 5.0;

/// The sector of one of several areas, clockwise; `turn` is where the first begins.
#[must_use]
pub fn sector(place: usize, count: usize, turn: f64) -> Span {
    let each = 360.0 / count.max(1) as f64;
    Span { from: turn + each * place as f64, to: turn + each * (place + 1) as f64 }
}

/// The same as it is drawn at a radius: a gap of the same breadth parts it from its neighbours everywhere. Near the centre, where
/// that would leave nothing, a third of it is left.
#[must_use]
pub fn narrow_for_gap(sector: Span, radius: f64) -> Span {
    let third = sector.width() / 3.0;
    let inset = (GAP / 2.0 / radius).to_degrees();
    sector.narrow(inset.min(third))
}

/// How far from the centre a rating is drawn, 1 to 9.
#[must_use]
pub fn find_radius(rating: f64) -> f64 {
    LOWEST + (rating.clamp(1.0, 9.0) - 1.0) / 8.0 * (HIGHEST - LOWEST)
}

/// The part of a sector's rim that hours take up: all of it for the most hours in the drawing.
#[must_use]
pub fn share(sector: Span, hours: f64, most: f64) -> Span {
    let share = if most > 0.0 { (hours / most).clamp(0.0, 1.0) } else { 0.0 };
    Span { from: sector.from, to: sector.from + sector.width() * share }
}

#[cfg(test)]
mod tests {
    use super::{HIGHEST, HOURS, RIM, Span, WISH, find_radius, narrow_for_gap, sector, share};

    #[test]
    fn a_higher_rating_is_farther_out() {
        let radii: Vec<f64> = (2..=18).map(|half| find_radius(f64::from(half) / 2.0)).collect();
        assert!(radii.is_sorted_by(|a, b| a < b), "{radii:?}");
        assert_eq!((radii[0] > 0.0, radii[16]), (true, HIGHEST));
        assert!(HIGHEST < HOURS.0 && HOURS.1 < WISH.0 && WISH.1 < RIM);
    }

    #[test]
    fn sectors_fill_the_circle_and_do_not_overlap() {
        for count in 1..=40 {
            let sectors: Vec<Span> = (0..count).map(|place| sector(place, count, -15.0)).collect();
            assert!((sectors[count - 1].to - sectors[0].from - 360.0).abs() < 1e-9);
            for radius in [1.0, 20.0, 112.0, 140.0] {
                let drawn: Vec<Span> = sectors.iter().map(|sector| narrow_for_gap(*sector, radius)).collect();
                assert!(drawn.iter().all(|sector| sector.width() > 0.0), "{count} at {radius}");
                assert!(drawn.windows(2).all(|pair| pair[0].to < pair[1].from), "{count} at {radius}");
                assert!(drawn[0].from + 360.0 > drawn[count - 1].to);
            }
        }
    }

    #[test]
    fn hours_are_as_wide_as_they_are_many() {
        let sector = Span { from: 90.0, to: 180.0 };
        for (hours, most, wide) in
            [(0.0, 40.0, 0.0), (10.0, 40.0, 22.5), (20.0, 40.0, 45.0), (40.0, 40.0, 90.0), (0.0, 0.0, 0.0)]
        {
            let share = share(sector, hours, most);
            assert!(
                (share.from - 90.0).abs() < 1e-9 && (share.width() - wide).abs() < 1e-9,
                "{hours} of {most}"
            );
        }
    }
}
