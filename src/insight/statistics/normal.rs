//! The normal distribution's quantiles.

/// The value under which a standard normal number lies with probability `p`, in standard deviations: 1.96 for 0.975.
/// Right to about 1 part in 10⁷; −∞ and ∞ at 0 and 1, not a number outside of them.
///
/// Wichura 1988, "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37, 477–484;
/// its shorter function, PPND7.
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    let from_middle = p - 0.5;
    if from_middle.abs() <= 0.425 {
        let r = 0.180_625 - from_middle * from_middle;
        return from_middle * ratio(r, MIDDLE);
    }
    let tail = if from_middle < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return f64::INFINITY.copysign(from_middle);
    }
    let r = (-tail.ln()).sqrt();
    let distance = if r <= 5.0 { ratio(r - 1.6, TAIL) } else { ratio(r - 5.0, FAR_TAIL) };
    distance.copysign(from_middle)
}

/// Two polynomials, the constant term first.
type Ratio = (&'static [f64], &'static [f64]);

const MIDDLE: Ratio = (
    &[3.387_132_717_9, 50.434_271_938, 159.291_132_02, 59.109_374_720],
    &[1.0, 17.895_169_469, 78.757_757_664, 67.187_563_600],
);
const TAIL: Ratio = (
    &[1.423_437_277_7, 2.756_815_390_0, 1.306_728_481_6, 0.170_238_211_03],
    &[1.0, 0.737_001_642_50, 0.120_211_329_75],
);
const FAR_TAIL: Ratio = (
    &[6.657_905_115_0, 3.081_226_386_0, 0.428_682_943_37, 0.017_337_203_997],
    &[1.0, 0.241_978_942_25, 0.012_258_202_635],
);

fn ratio(x: f64, (above, below): Ratio) -> f64 {
    let polynomial = |terms: &[f64]| terms.iter().rev().fold(0.0, |sum, term| sum * x + term);
    polynomial(above) / polynomial(below)
}

#[cfg(test)]
mod tests {
    use super::normal_quantile;

    /// Quantiles to 15 digits, computed with mpmath 1.4 as √2·erf⁻¹(2p − 1).
    const QUANTILES: [(f64, f64); 9] = [
        (0.5, 0.0),
        (0.8, 0.841_621_233_572_914),
        (0.9, 1.281_551_565_544_6),
        (0.975, 1.959_963_984_540_054),
        (0.999, 3.090_232_306_167_814),
        (1.0 - 0.05 / 14.0, 2.690_109_527_158_863),
        (0.024_25, -1.972_961_051_311_885),
        (0.000_1, -3.719_016_485_455_681),
        (1e-15, -7.941_345_326_170_998),
    ];

    #[test]
    fn quantiles_are_right_to_seven_digits() {
        for (p, wanted) in QUANTILES {
            let quantile = normal_quantile(p);
            assert!((quantile - wanted).abs() <= 2e-7 * wanted.abs().max(1.0), "{p}: {quantile}");
        }
    }

    #[test]
    fn both_sides_are_alike_and_the_ends_have_no_end() {
        for p in [0.001, 0.02, 0.07, 0.075, 0.3, 0.49] {
            assert!((normal_quantile(p) + normal_quantile(1.0 - p)).abs() < 2e-7, "{p}");
        }
        assert_eq!((normal_quantile(0.0), normal_quantile(1.0)), (f64::NEG_INFINITY, f64::INFINITY));
        assert!(normal_quantile(1.1).is_nan() && normal_quantile(f64::NAN).is_nan());
    }
}
