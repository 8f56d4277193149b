//! Points and arcs around a centre. Angles are degrees, clockwise from the top; the y axis points down, as in SVG.

use super::units;

/// A part of the circle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub from: f64,
    /// Where it ends, clockwise from there.
    pub to: f64,
}

impl Span {
    /// How wide it is.
    #[must_use]
    pub fn width(self) -> f64 {
        self.to - self.from
    }

    /// Its middle.
    #[must_use]
    pub fn middle(self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The same with so many degrees less at both ends; never less than nothing.
    #[must_use]
    pub fn narrow(self, by: f64) -> Self {
        let by = by.min(self.width() / 2.0);
        Self { from: self.from + by, to: self.to - by }
    }
}

/// The point at a radius and an angle.
#[must_use]
pub fn find_point(radius: f64, angle: f64) -> (f64, f64) {
    let (sine, cosine) = angle.to_radians().sin_cos();
    (radius * sine, -radius * cosine)
}

/// The path of an arc.
#[must_use]
pub fn arc(radius: f64, span: Span) -> String {
    format!(
        "M{}{}",
        write_point(radius, span.from),
        sweep(radius, span.width(), 1, write_point(radius, span.to))
    )
}

/// The path around the part of a ring between two radii, each with the part of the circle that it spans there.
#[must_use]
pub fn draw_ring((inner, near): (f64, Span), (outer, far): (f64, Span)) -> String {
    format!(
        "M{}{}L{}{}Z",
        write_point(outer, far.from),
        sweep(outer, far.width(), 1, write_point(outer, far.to)),
        write_point(inner, near.to),
        sweep(inner, near.width(), 0, write_point(inner, near.from))
    )
}

fn write_point(radius: f64, angle: f64) -> String {
    let (x, y) = find_point(radius, angle);
    format!("{} {}", units(x), units(y))
}

fn sweep(radius: f64, degrees: f64, clockwise: u8, to: String) -> String {
    let radius = units(radius);
    format!("A{radius} {radius} 0 {} {clockwise} {to}", u8::from(degrees > 180.0))
}

#[cfg(test)]
mod tests {
    use super::{Span, arc, draw_ring, find_point};

    #[test]
    fn angles_run_clockwise_from_the_top() {
        for (angle, wanted) in
            [(0.0, (0.0, -1.0)), (90.0, (1.0, 0.0)), (180.0, (0.0, 1.0)), (270.0, (-1.0, 0.0))]
        {
            let (x, y) = find_point(1.0, angle);
            assert!((x - wanted.0).abs() < 1e-9 && (y - wanted.1).abs() < 1e-9, "{angle}: {x} {y}");
        }
    }

    #[test]
    fn paths_are_short() {
        let quarter = Span { from: 0.0, to: 90.0 };
        assert_eq!(arc(10.0, quarter), "M0 -10A10 10 0 0 1 10 0");
        assert_eq!(arc(10.0, Span { from: 0.0, to: 270.0 }), "M0 -10A10 10 0 1 1 -10 0");
        assert_eq!(draw_ring((5.0, quarter), (10.0, quarter)), "M0 -10A10 10 0 0 1 10 0L5 0A5 5 0 0 0 0 -5Z");
    }

    #[test]
    fn an_inset_never_turns_a_span_around() {
        assert_eq!(Span { from: 10.0, to: 20.0 }.narrow(2.0), Span { from: 12.0, to: 18.0 });
        assert_eq!(Span { from: 10.0, to: 20.0 }.narrow(9.0), Span { from: 15.0, to: 15.0 });
    }
}
