//! Months, days of the week, numbers and units in English, German, French and Spanish.
//!
//! Every word is compared folded: in small letters, without accents. One word may be in several lists (`mar` is March,
//! Tuesday in French and in Spanish; `sept` is September and seven): the place in the phrase decides.

use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as its words are compared: small letters, no accents, the apostrophe that keyboards have.
#[must_use]
pub fn fold_words(text: &str) -> String {
    let plain: String = text.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)).collect();
    plain.replace('ß', "ss").replace(['’', 'ʼ'], "'")
}

const MONTHS: [&[&str]; 12] = [
    &["jan", "january", "januar", "janner", "jaenner", "janv", "janvier", "ene", "enero"],
    &["feb", "february", "februar", "fevr", "fev", "fevrier", "febrero"],
    &["mar", "march", "marz", "maerz", "mrz", "mars", "marzo"],
    &["apr", "april", "avr", "avril", "abr", "abril"],
    &["may", "mai", "mayo"],
    &["jun", "june", "juni", "juin", "junio"],
    &["jul", "july", "juli", "juil", "juillet", "julio"],
    &["aug", "august", "aout", "ago", "agosto"],
    &["sep", "sept", "september", "septembre", "septiembre", "setiembre"],
    &["oct", "october", "okt", "oktober", "octobre", "octubre"],
    &["nov", "november", "novembre", "noviembre"],
    &["dec", "december", "dez", "dezember", "decembre", "dic", "diciembre"],
];

const WEEKDAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["mon", "monday", "mo", "montag", "lun", "lundi", "lunes"]),
    (Weekday::Tue, &["tue", "tues", "tuesday", "di", "dienstag", "mar", "mardi", "martes"]),
    (Weekday::Wed, &["wed", "weds", "wednesday", "mi", "mittwoch", "mer", "mercredi", "mie", "miercoles"]),
    (
        Weekday::Thu,
        &["thu", "thur", "thurs", "thursday", "do", "donnerstag", "jeu", "jeudi", "jue", "jueves"],
    ),
    (Weekday::Fri, &["fri", "friday", "fr", "freitag", "ven", "vendredi", "vie", "viernes"]),
    (Weekday::Sat, &["sat", "saturday", "sa", "samstag", "sonnabend", "sam", "samedi", "sab", "sabado"]),
    (Weekday::Sun, &["sun", "sunday", "so", "sonntag", "dim", "dimanche", "dom", "domingo"]),
];

const NUMBERS: [(u32, &[&str]); 14] = [
    (1, &["a", "an", "one", "ein", "eine", "einer", "einem", "einen", "un", "une", "una", "uno"]),
    (2, &["two", "zwei", "deux", "dos"]),
    (3, &["three", "drei", "trois", "tres"]),
    (4, &["four", "vier", "quatre", "cuatro"]),
    (5, &["five", "funf", "fuenf", "cinq", "cinco"]),
    (6, &["six", "sechs", "seis"]),
    (7, &["seven", "sieben", "sept", "siete"]),
    (8, &["eight", "acht", "huit", "ocho"]),
    (9, &["nine", "neun", "neuf", "nueve"]),
    (10, &["ten", "zehn", "dix", "diez"]),
    (11, &["eleven", "elf", "onze", "once"]),
    (12, &["twelve", "zwolf", "zwoelf", "douze", "doce"]),
    (14, &["fourteen", "vierzehn", "quatorze", "catorce"]),
    (15, &["fifteen", "funfzehn", "fuenfzehn", "quinze", "quince"]),
];

const ORDINALS: [&[&str]; 5] = [
    &["first", "erster", "ersten", "erste", "premier", "premiere", "primer", "primero"],
    &["second", "zweiter", "zweiten", "zweite", "deuxieme", "segundo"],
    &["third", "dritter", "dritten", "dritte", "troisieme", "tercer", "tercero"],
    &["fourth", "vierter", "vierten", "vierte", "quatrieme", "cuarto"],
    &["fifth", "funfter", "funften", "cinquieme", "quinto"],
];

/// What people count time in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

const UNITS: [(Unit, &[&str]); 5] = [
    (Unit::Days(1), &["d", "day", "days", "tag", "tage", "tagen", "j", "jour", "jours", "dia", "dias"]),
    (
        Unit::Days(7),
        &["w", "week", "weeks", "woche", "wochen", "sem", "semaine", "semaines", "semana", "semanas"],
    ),
    (Unit::Days(14), &["fortnight", "fortnights", "quinzaine", "quincena"]),
    (Unit::Months(1), &["month", "months", "monat", "monate", "monaten", "monats", "mois", "mes", "meses"]),
    (
        Unit::Months(12),
        &["year", "years", "jahr", "jahre", "jahren", "jahres", "an", "ans", "annee", "ano", "anos"],
    ),
];

/// The month, 1 to 12, of a folded name or its usual abbreviation, without a dot behind it.
#[must_use]
pub fn month_named(word: &str) -> Option<u32> {
    place_in(&MONTHS, word)
}

/// The weekday of a folded name or its usual abbreviation, without a dot behind it.
#[must_use]
pub fn weekday_named(word: &str) -> Option<Weekday> {
    find_in_table(&WEEKDAYS, word)
}

/// The number of a folded word.
#[must_use]
pub fn number_named(word: &str) -> Option<u32> {
    find_in_table(&NUMBERS, word)
}

/// The place, from 1, of a folded word such as `first`.
pub(super) fn ordinal_named(word: &str) -> Option<u32> {
    place_in(&ORDINALS, word)
}

/// The unit of a folded word.
pub(super) fn unit_named(word: &str) -> Option<Unit> {
    find_in_table(&UNITS, word)
}

fn place_in(table: &[&[&str]], word: &str) -> Option<u32> {
    let place = table.iter().position(|names| names.contains(&word))?;
    u32::try_from(place + 1).ok()
}

fn find_in_table<T: Copy>(table: &[(T, &[&str])], word: &str) -> Option<T> {
    table.iter().find(|(_, names)| names.contains(&word)).map(|(value, _)| *value)
}
