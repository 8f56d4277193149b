//! Names as other programs link them: `[[People/Ada Lund|Ada]]`, `[Ada Lund](Ada%20Lund.md)`, `Ada Lund (Ada%20Lund.md)`, `@Ada Lund`.

/// A name without what makes a link of it.
#[must_use]
pub fn clean_name(value: &str) -> &str {
    const AROUND: &[char] = &['"', '\'', '`', '*', '_'];
    let value = value.trim().trim_matches(AROUND).trim();
    if let Some(inside) = value.strip_prefix("[[").or_else(|| value.strip_prefix("#[[")) {
        let inside = inside.split("]]").next().unwrap_or(inside);
        let page = inside.split(['|', '#']).next().unwrap_or(inside);
        return page.rsplit('/').next().unwrap_or(page).trim_end_matches(".md").trim();
    }
    if let Some((name, _)) = value.strip_prefix('[').and_then(|rest| rest.split_once("](")) {
        return name.trim();
    }
    // Notion writes a relation's page behind its name.
    let name = match value.split_once(" (") {
        Some((name, rest)) if rest.contains(".md") || rest.contains("notion.so") => name,
        _ => value,
    };
    name.trim_start_matches('@').trim()
}

/// The names in a value that holds several: links, or what commas, semicolons, `&` and `and` part.
#[must_use]
pub fn part_names(value: &str) -> Vec<&str> {
    let links = find_links(value);
    if links.len() > 1 {
        return links;
    }
    let parts = value.split([',', ';', '&', '+']).flat_map(|part| part.split(" and "));
    parts.map(clean_name).filter(|name| !name.is_empty()).collect()
}

/// The pages to which a line links, without what stands around their names.
#[must_use]
pub fn find_links(line: &str) -> Vec<&str> {
    let mut links = Vec::new();
    let mut rest = line;
    while let Some((_, behind)) = rest.split_once("[[") {
        let Some((inside, after)) = behind.split_once("]]") else { break };
        // Org has what is to be read behind the page: `[[file:ada.org][Ada Lund]]`.
        let page = inside.rsplit_once("][").map_or(inside, |(_, shown)| shown);
        let page = page.split(['|', '#']).next().unwrap_or(page);
        links.push(page.rsplit('/').next().unwrap_or(page).trim());
        rest = after;
    }
    links
}

/// Whether words may be a person's name: few, each beginning as names do, and no sentence.
#[must_use]
pub fn is_like_name(words: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let all: Vec<&str> = words.split_whitespace().collect();
    (1..=MOST_WORDS).contains(&all.len())
        && !words.contains(['.', '!', '?', ':', ';', '(', '/'])
        && all.iter().all(|word| word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()))
}

/// A name as one says it: `Lund, Ada`, as lists have it, is Ada Lund. What follows a comma may be a title, and then stays there.
#[must_use]
pub fn turn_listed_name(name: &str) -> String {
    const TITLES: [&str; 9] = ["jr", "sr", "phd", "ltd", "inc", "gmbh", "esq", "msc", "dr"];
    let turned = || {
        let (family, given) = name.split_once(',')?;
        let (family, given) = (family.trim(), given.trim());
        if given.contains(',') {
            return None;
        }
        let is_title = |word: &str| {
            let bare = word.trim_matches('.').replace('.', "").to_lowercase();
            TITLES.contains(&bare.as_str())
                || word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.')
        };
        // Behind a whole name it may be where somebody lives.
        let is_one = !family.contains(' ') && is_like_name(family) && is_like_name(given);
        (is_one && !given.split_whitespace().any(is_title)).then(|| format!("{given} {family}"))
    };
    turned().unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{clean_name, find_links, is_like_name, part_names};

    #[test]
    fn a_link_is_the_name_of_its_page() {
        for (value, wanted) in [
            ("[[Ada Lund]]", "Ada Lund"),
            ("\"[[People/Ada Lund.md|Ada]]\"", "Ada Lund"),
            ("#[[Ada Lund]]", "Ada Lund"),
            ("[Ada Lund](Ada%20Lund.md)", "Ada Lund"),
            ("Ada Lund (../x/Ada%20Lund%200f1e.md)", "Ada Lund"),
            ("Ada Lund (she/her)", "Ada Lund (she/her)"),
            (" @Ada ", "Ada"),
            ("[[", ""),
        ] {
            assert_eq!(clean_name(value), wanted, "{value}");
        }
        assert_eq!(part_names("[[Ada Lund]], [[x/Bo Ek|Bo]]"), ["Ada Lund", "Bo Ek"]);
        assert_eq!(part_names("Ada Lund & Bo Ek"), ["Ada Lund", "Bo Ek"]);
        assert_eq!(find_links("with [[Ada Lund#Goals]] and [[x"), ["Ada Lund"]);
    }

    #[test]
    fn a_sentence_is_no_name() {
        for (words, wanted) in [
            ("Ada Lund", true),
            ("山田花子", true),
            ("angry at Odile", false),
            ("No. Never", false),
            ("", false),
        ] {
            assert_eq!(is_like_name(words), wanted, "{words}");
        }
    }

    #[test]
    fn a_name_of_a_list_is_turned_and_a_title_stays_behind_it() {
        for (name, wanted) in [
            ("Lund, Ada", "Ada Lund"),
            ("Müller-Lund, Anna Maria", "Anna Maria Müller-Lund"),
            ("Ada Lund", "Ada Lund"),
            ("Ada Lund, PCC", "Ada Lund, PCC"),
            ("Bo Ek, Jr.", "Bo Ek, Jr."),
            ("Lund, Ada, Oslo", "Lund, Ada, Oslo"),
            ("Ada Lund, Oslo", "Ada Lund, Oslo"),
            ("lund, ada", "lund, ada"),
        ] {
            assert_eq!(super::turn_listed_name(name), wanted, "{name}");
        }
    }
}
