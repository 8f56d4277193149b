//! How a table is written for the program that opens it: RFC 4180, or as Excel reads it where it runs.

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spreadsheet {
    /// Whether it begins with the mark by which Excel knows UTF-8; without it é is read as Ã©.
    pub has_mark: bool,
    /// What stands between cells.
    pub separator: u8,
    /// What stands in front of the tenths of a number.
    pub decimal: char,
}

impl Spreadsheet {
    /// RFC 4180: what programs read.
    pub const PLAIN: Self = Self { has_mark: false, separator: b',', decimal: '.' };

    /// As Excel opens it by a double click: in the separators of the system's region, which a locale such as `de_DE.UTF-8` names.
    #[must_use]
    pub fn for_excel(locale: Option<&str>) -> Self {
        let (separator, decimal) = separators(locale.unwrap_or_default());
        Self { has_mark: true, separator, decimal }
    }
}

/// Languages with a decimal comma, where Excel keeps cells apart by a semicolon (Unicode CLDR, `decimal` of the default numbers).
const COMMA: [&str; 44] = [
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro",
    "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];
/// Spanish as it is written in North and Central America: a point.
const POINT: [&str; 9] = ["es_MX", "es_US", "es_GT", "es_HN", "es_NI", "es_PA", "es_PR", "es_SV", "es_DO"];
/// A semicolon all the same.
const SEMICOLON_AND_POINT: [&str; 3] = ["de_CH", "de_LI", "it_CH"];

fn separators(locale: &str) -> (u8, char) {
    let bare = locale.split(['.', '@']).next().unwrap_or_default().replace('-', "_");
    let language = bare.split('_').next().unwrap_or_default().to_lowercase();
    let is_one_of = |places: &[&str]| places.iter().any(|place| place.eq_ignore_ascii_case(&bare));
    if is_one_of(&SEMICOLON_AND_POINT) {
        return (b';', '.');
    }
    let has_comma = COMMA.contains(&&*language) || is_one_of(&["en_ZA"]);
    if has_comma && !is_one_of(&POINT) { (b';', ',') } else { (b',', '.') }
}

#[cfg(test)]
mod tests {
    use super::separators;

    #[test]
    fn the_region_says_what_stands_between_cells() {
        for (locale, wanted) in [
            ("", (b',', '.')),
            ("C", (b',', '.')),
            ("en_GB.UTF-8", (b',', '.')),
            ("en_ZA.UTF-8", (b';', ',')),
            ("de_DE.UTF-8", (b';', ',')),
            ("de_AT@euro", (b';', ',')),
            ("de-CH", (b';', '.')),
            ("fr_FR", (b';', ',')),
            ("es_ES.UTF-8", (b';', ',')),
            ("es_MX.UTF-8", (b',', '.')),
            ("ja_JP.UTF-8", (b',', '.')),
            ("sv_SE.UTF-8", (b';', ',')),
        ] {
            assert_eq!(separators(locale), wanted, "{locale}");
        }
    }
}
