//! The language that words are written in, for whoever reads them aloud: a screen reader needs it to pronounce them.
//!
//! It is told by the small words of a language and by its script. Where neither tells, nothing is claimed.

use crate::model::order::InOrder as _;

/// The small words of some languages, by their code (BCP 47). A word of several stands in none of them.
const SMALL_WORDS: [(&str, &[&str]); 7] = [
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "it", "what", "with", "for", "will", "you", "my", "then", "if",
            "at", "on", "from", "that", "when", "how", "two", "before", "every", "by", "this", "i'll",
            "take", "first",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "und", "ich", "ist", "nicht", "mit", "ein", "eine", "einen", "wenn", "dann",
            "zu", "im", "den", "dem", "auf", "für", "jeden", "morgens", "wir", "von", "vor", "zwei", "bei",
            "mir", "mich",
        ],
    ),
    (
        "fr",
        &[
            "le", "les", "et", "je", "est", "pas", "avec", "pour", "dans", "une", "du", "au", "mon", "ma",
            "si", "alors", "chaque", "matin", "deux", "sur", "qui", "j'ai", "ce", "nous", "mes", "aux",
            "avant", "c'est",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "y", "con", "para", "una", "por", "mi", "cada", "mañana", "entonces", "dos",
            "no", "del", "al", "es", "lo", "antes", "como", "mis", "pero", "hablar", "yo", "muy", "sin",
            "día", "hacer",
        ],
    ),
    (
        "it",
        &[
            "il", "gli", "di", "che", "e", "sono", "non", "per", "della", "nel", "mio", "ogni", "mattina",
            "due", "allora", "prima", "alla", "sul", "più", "con", "ho", "un'ora", "le", "mia", "anche",
            "giorno", "da",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "ik", "niet", "met", "voor", "van", "en", "dan", "als", "elke", "mijn", "twee",
            "naar", "ochtend", "wij", "is", "op", "te", "dat", "bij", "maar", "geen", "zijn", "uur", "eerst",
            "de", "dag",
        ],
    ),
    (
        "pt",
        &[
            "o", "os", "as", "e", "com", "não", "uma", "para", "meu", "minha", "cada", "manhã", "então",
            "duas", "dois", "do", "da", "no", "na", "eu", "antes", "sem", "muito", "dia", "fazer", "um",
            "às", "se",
        ],
    ),
];

/// How many small words have to speak for a language.
const ENOUGH: usize = 2;

/// The code of the language that some texts are written in, `en`; nothing where it can't be told.
#[must_use]
pub fn language_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<&'static str> {
    let text = texts.into_iter().collect::<Vec<_>>().join("\n").to_lowercase().replace('’', "'");
    if let Some(code) = language_of_script(&text) {
        return Some(code);
    }
    let words = || text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let spoken_for = |small: &[&str]| words().filter(|word| small.contains(word)).count();
    let mut counts: Vec<(usize, &'static str)> =
        SMALL_WORDS.iter().map(|(code, small)| (spoken_for(small), *code)).collect();
    counts.put_in_order_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts.as_slice() {
        [(first, code), (second, _), ..] if *first >= ENOUGH && first > second => Some(code),
        _ => None,
    }
}

/// The language of a script that only one is written in, where most letters are of it.
fn language_of_script(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let most = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count() * 2 > letters;
    let any = |is: fn(char) -> bool| text.chars().any(is);
    let kana = |c: char| matches!(c, '\u{3041}'..='\u{30ff}');
    let japanese = |c: char| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if letters == 0 {
        return None;
    }
    if any(kana) && most(japanese) {
        return Some("ja");
    }
    [
        ("ko", (|c| matches!(c, '\u{ac00}'..='\u{d7a3}')) as fn(char) -> bool),
        ("el", |c| matches!(c, '\u{370}'..='\u{3ff}')),
        ("he", |c| matches!(c, '\u{5d0}'..='\u{5ea}')),
        ("zh", |c| matches!(c, '\u{4e00}'..='\u{9fff}')),
    ]
    .into_iter()
    .find(|(_, is)| most(*is))
    .map(|(code, _)| code)
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn a_language_is_told_by_its_small_words_or_its_script() {
        for (text, wanted) in [
            ("Two mornings at the library. If the house rings, then I let it ring out.", Some("en")),
            ("Zwei Morgen in der Bibliothek. Wenn das Telefon klingelt, dann lasse ich es.", Some("de")),
            ("Deux matins à la bibliothèque. Si le téléphone sonne, alors je le laisse.", Some("fr")),
            ("Dos mañanas en la biblioteca. Si suena el teléfono, entonces lo dejo.", Some("es")),
            ("Due mattine in biblioteca. Se il telefono suona, allora non rispondo.", Some("it")),
            ("Twee ochtenden in het lokaal. Als mijn telefoon gaat, dan neem ik niet op.", Some("nl")),
            ("Duas manhãs na biblioteca. Se o telefone tocar, então não atendo.", Some("pt")),
            ("図書館で朝の二時間", Some("ja")),
            ("Δύο πρωινά", Some("el")),
            ("Walk", None),
            ("Два утра", None),
            ("", None),
        ] {
            assert_eq!(language_of([text]), wanted, "{text}");
        }
    }
}
