//! Words as they are handed to a client: what a note has for the coach's own eyes and programs is taken off them.

use std::borrow::Cow;

use super::hashtag::Hashtag;

/// A text without links into the notes, of which only what is read of them stays, without what is filed with hashtags at its ends, and
/// without `#supervise` and `#ours` anywhere.
#[must_use]
pub fn clear_for_client(text: &str) -> Cow<'_, str> {
    let has_link = text.contains("[[") || text.contains("](");
    let text = if has_link { Cow::Owned(unlink(text)) } else { Cow::Borrowed(text) };
    if has_filing_tag(&text) { Cow::Owned(without_filing_tags(&text)) } else { text }
}

fn unlink(text: &str) -> String {
    let (mut words, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('[') {
        let is_picture = rest[..at].ends_with('!');
        let (before, from) = rest.split_at(at);
        let Some(Link { length, shown }) = Link::read(from, is_picture) else {
            words.push_str(&rest[..=at]);
            rest = &rest[at + 1..];
            continue;
        };
        words.push_str(if is_picture { &before[..at - 1] } else { before });
        words.push_str(shown);
        rest = &from[length..];
    }
    words.push_str(rest);
    words
}

/// A link that leads into the notes, and what is read of it.
struct Link<'a> {
    length: usize,
    shown: &'a str,
}

impl<'a> Link<'a> {
    /// Reads the link that a text begins with; none where it leads out into the world.
    fn read(text: &'a str, is_picture: bool) -> Option<Self> {
        if let Some(inner) = text.strip_prefix("[[") {
            let end = inner.find("]]").filter(|end| !inner[..*end].contains('\n'))?;
            let shown = if is_picture { "" } else { name_of(&inner[..end]) };
            return Some(Self { length: end + 4, shown });
        }
        let inner = text.strip_prefix('[')?;
        let end = inner.find("](").filter(|end| !inner[..*end].contains(['[', '\n']))?;
        let behind = &inner[end + 2..];
        let close = behind.find(')').filter(|close| !behind[..*close].contains('\n'))?;
        let target = behind[..close].trim().trim_start_matches('<').to_ascii_lowercase();
        let leads_out =
            ["http://", "https://", "mailto:", "tel:"].iter().any(|lead| target.starts_with(lead));
        (!leads_out).then_some(Self { length: 1 + end + 2 + close + 1, shown: &inner[..end] })
    }
}

/// What a wiki link shows: its own words, else the name of what it leads to.
fn name_of(link: &str) -> &str {
    if let Some((_, label)) = link.split_once('|') {
        return label.trim();
    }
    let target = link.trim();
    let name = target.rsplit('/').next().unwrap_or(target);
    match name.split_once('#') {
        Some(("", heading)) => heading.trim_start_matches(['#', '^']),
        Some((name, _)) => name,
        None => name.strip_suffix(".md").unwrap_or(name),
    }
}

/// The hashtag that a word is, its stops and brackets apart.
fn tag_of(word: &str) -> Option<&str> {
    let tag = word.trim_start_matches(['(', '[']).strip_prefix('#')?;
    let tag = tag.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
    tag.starts_with(char::is_alphabetic).then_some(tag)
}

fn files(word: &str) -> bool {
    tag_of(word).is_some_and(|tag| Hashtag::from_tag(tag).is_some())
}

fn has_filing_tag(text: &str) -> bool {
    text.contains('#') && text.split_whitespace().any(files)
}

/// Of hashtags that stand together at an end all go where one of them files something; in the middle of a sentence they are part of it.
fn without_filing_tags(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let is_tag = |word: &&&str| word.is_empty() || tag_of(word).is_some();
        let behind = words.iter().rev().take_while(is_tag).count();
        let ahead = words.iter().take_while(is_tag).count();
        let any_files = |words: &[&str]| words.iter().any(|word| files(word));
        let end = if any_files(&words[words.len() - behind..]) { words.len() - behind } else { words.len() };
        let start = if any_files(&words[..ahead]) { ahead.min(end) } else { 0 };
        let is_for_coach = |word: &&&str| {
            matches!(tag_of(word).and_then(Hashtag::from_tag), Some(Hashtag::Supervise | Hashtag::Ours))
        };
        let kept: Vec<&str> = words[start..end].iter().filter(|word| !is_for_coach(word)).copied().collect();
        let kept = kept.join(" ");
        if !kept.trim().is_empty() || line.trim().is_empty() {
            lines.push(kept.trim_end().to_owned());
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::clear_for_client;

    #[test]
    fn only_what_is_read_of_a_link_stays_and_nothing_that_was_filed() {
        for (text, wanted) in [
            ("Walk with [[clients/zoe/client|Zoe]] twice", "Walk with Zoe twice"),
            ("See [[clients/zoe/client.md]], [[Kim#Notes]] and [[#Steps]]", "See client, Kim and Steps"),
            ("Look ![[me.png|200]] here", "Look  here"),
            ("[gym](file:///home/robin/x) and [map](https://a.org/b)", "gym and [map](https://a.org/b)"),
            ("![us](../files/us.jpg)", "us"),
            ("[x] and [[open and a](b", "[x] and [[open and a](b"),
            ("Ring Jo #supervise #urgent", "Ring Jo"),
            ("Ring #supervise Jo", "Ring Jo"),
            ("#happy #own She sings.\n#awake\nAt night (#fear)", "She sings.\nAt night"),
            ("So #happy today #kim", "So #happy today #kim"),
            ("Floor #3, C#, #metoo", "Floor #3, C#, #metoo"),
            ("", ""),
        ] {
            assert_eq!(clear_for_client(text), wanted, "{text}");
        }
    }
}
