//! Mail addresses and telephone numbers, wherever they stand.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// A number of ten digits in threes, or one that begins with a plus or a nought, however it is grouped.
const CONTACT: &str = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+\d[\d\s()/.-]{5,}\d|\(?\b0\d[\d\s()/.-]{5,}\d|\(?\b\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b";
/// So many digits a number has that begins with a nought.
const FEWEST_DIGITS: usize = 8;

static CONTACTS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(CONTACT).ok());
/// `09.11.2026` and `01-02-26` begin with a nought, too.
static DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\(?\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:\d{4}|\d{2}\b)").ok());

/// A text in which addresses and numbers give way, but for those that `is_own` says may stay.
pub(super) fn mask_contacts(text: &str, is_own: impl Fn(&str) -> bool) -> String {
    let Some(contacts) = CONTACTS.as_ref() else { return text.to_owned() };
    let mask = |found: &Captures<'_>| {
        let written = &found[0];
        if is_own(written) || is_no_number(written) { written.to_owned() } else { "[contact]".to_owned() }
    };
    contacts.replace_all(text, mask).into_owned()
}

fn is_no_number(written: &str) -> bool {
    let digits = written.chars().filter(char::is_ascii_digit).count();
    let begins_with_nought = written.trim_start_matches('(').starts_with('0');
    begins_with_nought
        && !written.contains('@')
        && (digits < FEWEST_DIGITS || DAY.as_ref().is_some_and(|day| day.is_match(written)))
}

#[cfg(test)]
mod tests {
    use super::mask_contacts;

    #[test]
    fn numbers_are_told_from_days_and_marks() {
        for (text, wanted) in [
            ("ring 06 12 34 56 78 then", "ring [contact] then"),
            ("0171/1234567, or (030) 901 82 0", "[contact], or [contact]"),
            ("(555) 123-4567", "[contact]"),
            ("06\u{a0}12\u{a0}34\u{a0}56\u{a0}78", "[contact]"),
            ("on 09.11.2026 at 10", "on 09.11.2026 at 10"),
            ("01-02-26 10 11", "01-02-26 10 11"),
            ("from 07:30 to 08:30, 0 to 10", "from 07:30 to 08:30, 0 to 10"),
            ("2026-11-24 10 11 12", "2026-11-24 10 11 12"),
            ("0.12345678", "0.12345678"),
            ("a@b.example, c@d.example", "[contact], c@d.example"),
        ] {
            assert_eq!(mask_contacts(text, |contact| contact == "c@d.example"), wanted, "{text}");
        }
    }
}
