//! Markdown to a page that needs nothing else: raw HTML is words, a picture is what it is called, and a link leads to the web, to a
//! mail, to a telephone, or nowhere.
#![deny(clippy::disallowed_methods)]

use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use serde::Serialize;

use crate::model::clean::clean;

/// Where a link may lead.
const SCHEMES: [&str; 4] = ["https:", "http:", "mailto:", "tel:"];
/// The boxes of tasks, with what a screen reader says of them.
const DONE: &str = "<span class=\"box\" aria-hidden=\"true\">☑</span><span class=\"told\">Done: </span> ";
const TO_DO: &str = "<span class=\"box\" aria-hidden=\"true\">☐</span><span class=\"told\">To do: </span> ";

/// What small drawings are made of.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What `page.html` is filled with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// What the window is called.
    pub title: String,
    /// The heading over several texts; a text by itself has its own.
    pub heading: Option<String>,
    /// Each text as HTML.
    pub parts: Vec<String>,
}

impl Page {
    /// A page of one text, called as its first heading.
    #[must_use]
    pub fn from_markdown(markdown: &str) -> Self {
        let title = title(markdown).unwrap_or_else(|| "coach".to_owned());
        Self { title, heading: None, parts: vec![to_html(markdown, 0)] }
    }

    /// A page of several texts under a heading, so their own headings are a level lower.
    #[must_use]
    pub fn from_several(heading: &str, texts: &[String]) -> Self {
        let parts = texts.iter().map(|markdown| to_html(markdown, 1)).collect();
        Self { title: heading.to_owned(), heading: Some(heading.to_owned()), parts }
    }
}

/// Markdown (`CommonMark`, task lists and tables) as HTML, its headings so many levels lower. Control characters are left out.
#[must_use]
pub fn to_html(markdown: &str, lower: usize) -> String {
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    // Of each link that is open, whether it leads anywhere.
    let mut links: Vec<bool> = Vec::new();
    html::push_html(&mut page, parser(markdown).filter_map(|event| safe(event, lower, &mut links)));
    page
}

/// The words of the first heading.
fn title(markdown: &str) -> Option<String> {
    let mut events = parser(markdown).skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })));
    events.next()?;
    let inside = events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let words: String = inside
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    Some(clean(&words).into_owned())
}

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES)
}

/// An event as it may stand in a page; none where only its words may.
fn safe<'a>(event: Event<'a>, lower: usize, links: &mut Vec<bool>) -> Option<Event<'a>> {
    Some(match event {
        Event::Start(tag) => Event::Start(safe_start(tag, lower, links)?),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower_heading(level, lower))),
        Event::End(TagEnd::Link) => links.pop().filter(|leads| *leads).map(|_| Event::End(TagEnd::Link))?,
        Event::End(TagEnd::Image) => return None,
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Text(text) if text.contains(BARS) => Event::InlineHtml(with_bars(&clean(&text)).into()),
        Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => Event::Text(clean_text(&text)),
        Event::Code(text) => Event::Code(clean_text(&text)),
        Event::HardBreak => Event::InlineHtml("<br>\n".into()),
        Event::Rule => Event::Html("<hr>\n".into()),
        Event::TaskListMarker(done) => Event::InlineHtml(if done { DONE } else { TO_DO }.into()),
        other => other,
    })
}

fn safe_start<'a>(tag: Tag<'a>, lower: usize, links: &mut Vec<bool>) -> Option<Tag<'a>> {
    Some(match tag {
        Tag::Heading { level, .. } => Tag::Heading {
            level: lower_heading(level, lower),
            id: None,
            classes: Vec::new(),
            attrs: Vec::new(),
        },
        Tag::Link { link_type, dest_url, id, .. } => {
            let dest_url = clean_text(&dest_url);
            links.push(link_type == LinkType::Email || leads_somewhere(&dest_url));
            links.last().filter(|leads| **leads)?;
            Tag::Link { link_type, dest_url, title: CowStr::Borrowed(""), id }
        }
        // A picture would have to be fetched. What it is called stands inside of it.
        Tag::Image { .. } => return None,
        Tag::HtmlBlock => Tag::Paragraph,
        // What language code is in, and where a column leans, nobody needs to know.
        Tag::CodeBlock(_) => Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented),
        Tag::Table(columns) => Tag::Table(vec![Alignment::None; columns.len()]),
        other => other,
    })
}

/// A text in which each small drawing is one for the eye alone: what it shows is told beside it.
fn with_bars(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let mut drawing = false;
    for c in text.chars() {
        if BARS.contains(&c) != drawing {
            html.push_str(if drawing { "</span>" } else { "<span class=\"drawn\" aria-hidden=\"true\">" });
            drawing = !drawing;
        }
        match c {
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '&' => html.push_str("&amp;"),
            c => html.push(c),
        }
    }
    html + if drawing { "</span>" } else { "" }
}

fn leads_somewhere(address: &str) -> bool {
    SCHEMES
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn lower_heading(level: HeadingLevel, lower: usize) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + lower).unwrap_or(HeadingLevel::H6)
}

fn clean_text<'a>(text: &str) -> CowStr<'a> {
    clean(text).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::{Page, to_html};
    use proptest::prelude::*;

    #[test]
    fn words_stay_words_and_links_lead_to_the_web_or_nowhere() {
        for (markdown, html) in [
            ("# A & <b>", "<h1>A &amp; &lt;b&gt;</h1>\n"),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
            ("a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>\n"),
            ("[a](https://b.c/?d&e \"t\")", "<p><a href=\"https://b.c/?d&amp;e\">a</a></p>\n"),
            ("[a](javascript:b) [c](data:d) [e](f.md) [g](//h)", "<p>a c e g</p>\n"),
            ("[a [b](x:y) c](https://d)", "<p>[a b c](https://d)</p>\n"),
            (
                "<me@b.c> <JavaScript:x> <HTTPS://a>",
                "<p><a href=\"mailto:me@b.c\">me@b.c</a> JavaScript:x <a href=\"HTTPS://a\">HTTPS://a</a></p>\n",
            ),
            ("![of *Jo*](https://b.c/d.png)", "<p>of <em>Jo</em></p>\n"),
            ("a\\\nb\n\n***", "<p>a<br>\nb</p>\n<hr>\n"),
            ("&#27;[1m\u{1b} `\u{7}`", "<p>[1m <code></code></p>\n"),
            ("```js\nx < y\n```", "<pre><code>x &lt; y\n</code></pre>\n"),
            (
                "|a|\n|-:|\n|b|",
                "<table><thead><tr><th>a</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n</tbody></table>\n",
            ),
        ] {
            assert_eq!(to_html(markdown, 0), html, "{markdown}");
        }
        let drawn = "<p>a&lt; <span class=\"drawn\" aria-hidden=\"true\">▁█</span> &amp;b</p>\n";
        assert_eq!(to_html("a< ▁█ &amp;b", 0), drawn);
        assert!(to_html("- [x] a", 0).contains(">Done: </span> a</li>"));
        assert_eq!(to_html("# a\n###### b", 1), "<h2>a</h2>\n<h6>b</h6>\n");
    }

    #[test]
    fn a_page_is_called_as_its_first_heading() {
        assert_eq!(Page::from_markdown("x\n\n## Zoë `O`\n# b").title, "Zoë O");
        assert_eq!(Page::from_markdown("x").title, "coach");
        let several = Page::from_several("Today", &["# a".to_owned(), "# b".to_owned()]);
        assert_eq!((several.heading.as_deref(), &*several.parts[1]), (Some("Today"), "<h2>b</h2>\n"));
    }

    proptest! {
        #[test]
        fn whatever_is_written_nothing_runs_and_nothing_is_fetched(
            markdown in "([-#> `*~\\[\\]x<!a./:()\"'=&;\n|]|<img src=|javascript:|data:|\\]\\(|onload=|&#27;){0,60}",
        ) {
            let html = to_html(&markdown, 0);
            let tags = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "br",
                "hr", "a", "span", "table", "thead", "tbody", "tr", "th", "td"];
            for tag in html.split('<').skip(1) {
                let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
                prop_assert!(tags.contains(&name.as_str()), "{name} in {html}");
                let inside = tag.split('>').next().unwrap_or_default();
                let attribute = inside.split_once(' ').map_or("", |(_, rest)| rest);
                let known = attribute.is_empty() || name == "span" || name == "ol"
                    || ["href=\"http", "href=\"mailto:", "href=\"tel:"].iter().any(|start| attribute.to_lowercase().starts_with(start));
                prop_assert!(known, "{attribute} in {html}");
            }
        }
    }
}
