//! A web page as Markdown: what Apple Notes, Evernote and other programs export, and what a browser saves.

use htmd::HtmlToMarkdown;

use super::page_tables::make_cells_alike;

/// How far into a text a page shows that it is one.
const HEAD: usize = 2048;

/// Whether a text is a web page: it begins as one, or its name says so and it holds a tag.
#[must_use]
pub fn is_web_page(text: &str, ending: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(HEAD).collect();
    let head = head.to_ascii_lowercase();
    let is_page = ["<!doctype html", "<html", "<head>", "<body"].iter().any(|tag| head.starts_with(tag))
        || head.starts_with("<?xml") && head.contains("<html");
    is_page || matches!(ending, "html" | "htm" | "xhtml") && head.contains('<')
}

/// What a page holds, as Markdown. Scripts, styles and what the page's head says are none of it.
///
/// # Errors
/// Where nothing can be made of it.
pub fn read_web_page(text: &str) -> Result<String, String> {
    let converter = HtmlToMarkdown::builder()
        .skip_tags(vec!["script", "style", "head", "title", "noscript", "svg", "object", "iframe"])
        .build();
    let markdown = converter.convert(&make_cells_alike(text)).map_err(|error| error.to_string())?;
    let mut markdown = markdown.trim().replace("\r\n", "\n");
    markdown.push('\n');
    Ok(markdown)
}

/// What a page says of itself in its head: its title, and the day that it was made.
#[must_use]
pub fn read_meta(text: &str) -> Vec<(&'static str, String)> {
    let lower = text.to_ascii_lowercase();
    let between = |open: &str, close: &str| {
        let start = lower.find(open)? + open.len();
        let end = start + lower[start..].find(close)?;
        Some(text[start..end].trim().to_owned()).filter(|value| !value.is_empty())
    };
    let content_of = |name: &str| {
        let at = lower.find(&format!("name=\"{name}\""))?;
        let start = lower[..at].rfind('<')?;
        let end = at + lower[at..].find('>')?;
        let tag = &text[start..end];
        let value = tag.to_ascii_lowercase().find("content=\"")? + "content=\"".len();
        Some(tag[value..].split('"').next()?.to_owned())
    };
    let created = ["created", "date", "dcterms.created"].into_iter().find_map(content_of);
    let title = between("<title>", "</title>");
    [("title", title), ("created", created)]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_web_page, read_meta, read_web_page};

    const NOTE: &str = "<html><head><title>Alice, 2 March 2025</title><meta name=\"created\" content=\"2025-03-02 10:00\">\
        <style>p{}</style></head>\n<body><h1>Alice</h1><p>She <b>said</b> so.</p><ul><li>one</li><li>two</li></ul>\
        <blockquote>I see it.</blockquote><script>x()</script></body></html>";

    #[test]
    fn a_page_is_markdown_without_what_drives_it() {
        assert!(is_web_page(NOTE, "txt"));
        let markdown = read_web_page(NOTE).unwrap();
        for wanted in ["# Alice\n", "She **said** so.", "> I see it.", "one\n"] {
            assert!(markdown.contains(wanted), "{markdown}");
        }
        assert!(!markdown.contains("x()") && !markdown.contains("p{}"), "{markdown}");
        let meta = read_meta(NOTE);
        assert_eq!(
            meta,
            [("title", "Alice, 2 March 2025".to_owned()), ("created", "2025-03-02 10:00".to_owned())]
        );
    }

    #[test]
    fn no_cell_of_a_table_is_lost() {
        let page = "<html><body><table><thead><tr><th>A</th></tr><tr><th>B</th></tr></thead>\
            <tr><th>Date</th><td>2 March</td></tr><tr><th>Client</th><td>Ada</td></tr></table></body></html>";
        let markdown = read_web_page(page).unwrap();
        for cell in ["| A ", "| B ", "| Date ", "| 2 March ", "| Client ", "| Ada "] {
            assert!(markdown.contains(cell), "{cell} isn't in {markdown}");
        }
    }

    #[test]
    fn words_with_a_tag_in_them_are_no_page() {
        assert!(!is_web_page("She said <b>so</b>.", "md"));
        assert!(!is_web_page("<- this", "txt"));
    }
}
