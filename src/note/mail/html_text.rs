//! The text of a mail that was written as a page: line by line as it was seen, what it quotes behind `>`.

use std::fmt::Write as _;
use std::rc::Rc;

use htmd::{HtmlToMarkdown, Node};
use markup5ever_rcdom::NodeData;

/// How deep elements are followed; below, their text alone is taken.
const DEEPEST: usize = 120;

/// The text of a page; none where it can't be read.
#[must_use]
pub fn read_html_text(html: &str) -> Option<String> {
    let tree = HtmlToMarkdown::new().html_to_tree(html).ok()?;
    let mut page = Page::default();
    page.walk(&tree, 0);
    // A line that holds nothing but a fixed blank is an empty one.
    let seen = page.text.replace('\u{a0}', " ");
    let mut text = String::new();
    for line in seen.lines().map(str::trim_end) {
        // Two blank lines say no more than one.
        if !(line.is_empty() && (text.is_empty() || text.ends_with("\n\n"))) {
            text.push_str(line);
            text.push('\n');
        }
    }
    Some(format!("{}\n", text.trim_end()))
}

/// What was read of a page so far.
#[derive(Default)]
struct Page {
    text: String,
    /// How many elements around it keep blanks as they stand.
    kept_blanks: usize,
    /// The number of the next item of each list around it; none where the list has no numbers.
    lists: Vec<Option<usize>>,
}

impl Page {
    fn walk(&mut self, node: &Rc<Node>, depth: usize) {
        if depth > DEEPEST {
            return self.take_text(node);
        }
        match &node.data {
            NodeData::Text { contents } => self.write(&contents.borrow()),
            NodeData::Element { name, attrs, .. } => {
                let attrs = attrs.borrow();
                let attribute = |wanted: &str| {
                    attrs
                        .iter()
                        .find(|one| &*one.name.local == wanted)
                        .map(|one| one.value.to_string())
                        .unwrap_or_default()
                };
                self.write_element(&name.local, &attribute, node, depth);
            }
            _ => self.walk_children(node, depth),
        }
    }

    fn walk_children(&mut self, node: &Rc<Node>, depth: usize) {
        for child in node.children.borrow().iter() {
            self.walk(child, depth + 1);
        }
    }

    fn write_element(
        &mut self,
        name: &str,
        attribute: &dyn Fn(&str) -> String,
        node: &Rc<Node>,
        depth: usize,
    ) {
        let style = attribute("style").replace(' ', "").to_lowercase();
        if style.contains("display:none") {
            return;
        }
        let (class, id) = (attribute("class"), attribute("id"));
        if id.ends_with("divRplyFwdMsg") {
            // Outlook puts the mail that is answered below this, without a mark on its lines.
            self.begin_line();
            self.text.push_str("-----Original Message-----\n");
        }
        match name {
            "head" | "script" | "style" | "title" | "noscript" | "svg" | "object" | "iframe" | "template" => {
            }
            "br" => self.text.push('\n'),
            "hr" => {
                self.begin_line();
                self.text.push_str("________________________________\n");
            }
            "img" => {
                let alt = attribute("alt");
                if !alt.trim().is_empty() {
                    let _ = write!(self.text, "[{}]", alt.trim());
                }
            }
            "blockquote" => self.write_quote(node, depth),
            _ if class.contains("yahoo_quoted") => self.write_quote(node, depth),
            "a" => self.write_link(&attribute("href"), node, depth),
            "pre" | "textarea" => {
                self.begin_line();
                self.kept_blanks += 1;
                self.walk_children(node, depth);
                self.kept_blanks -= 1;
                self.begin_line();
            }
            "ul" | "ol" => {
                self.begin_line();
                self.lists.push((name == "ol").then(|| attribute("start").parse().unwrap_or(1)));
                self.walk_children(node, depth);
                self.lists.pop();
                self.begin_line();
            }
            "li" => {
                self.begin_line();
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.text.push_str(&mark);
                self.walk_children(node, depth);
                self.begin_line();
            }
            "td" | "th" => {
                if !self.is_at_line_start() {
                    self.text.push(' ');
                }
                self.walk_children(node, depth);
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if !class.contains("Mso") => {
                self.begin_paragraph();
                self.walk_children(node, depth);
                self.begin_paragraph();
            }
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "div" | "tr" | "table" | "section"
            | "article" | "header" | "footer" | "main" | "form" | "fieldset" | "dl" | "dt" | "dd"
            | "center" | "address" | "body" => {
                self.begin_line();
                self.walk_children(node, depth);
                self.begin_line();
            }
            _ => self.walk_children(node, depth),
        }
    }

    fn write_quote(&mut self, node: &Rc<Node>, depth: usize) {
        let mut inner = Self { kept_blanks: self.kept_blanks, ..Self::default() };
        inner.walk_children(node, depth);
        self.begin_line();
        for line in inner.text.trim_matches('\n').lines() {
            let gap = if line.starts_with('>') || line.trim().is_empty() { "" } else { " " };
            let _ = writeln!(self.text, ">{gap}{}", line.trim_end());
        }
    }

    /// A link's words, and where it leads unless they say so.
    fn write_link(&mut self, href: &str, node: &Rc<Node>, depth: usize) {
        let before = self.text.len();
        self.walk_children(node, depth);
        let words = self.text[before..].trim();
        let bare =
            |link: &str| link.trim_end_matches('/').rsplit("://").next().unwrap_or_default().to_owned();
        let leads_away = href.starts_with("http") && bare(words) != bare(href);
        if leads_away && words.is_empty() {
            self.text.push_str(href);
        } else if leads_away {
            let _ = write!(self.text, " <{href}>");
        }
    }

    /// The text of everything in a node, however deep.
    fn take_text(&mut self, node: &Rc<Node>) {
        let mut left = vec![Rc::clone(node)];
        while let Some(node) = left.pop() {
            if let NodeData::Text { contents } = &node.data {
                self.write(&contents.borrow());
            }
            left.extend(node.children.borrow().iter().rev().cloned());
        }
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' if self.kept_blanks > 0 => self.text.push('\n'),
                c if c.is_ascii_whitespace() && self.kept_blanks == 0 => {
                    if !self.is_at_line_start() && !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                }
                '\r' => {}
                c => self.text.push(c),
            }
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn begin_line(&mut self) {
        while self.text.ends_with(' ') {
            self.text.pop();
        }
        if !self.is_at_line_start() {
            self.text.push('\n');
        }
    }

    fn begin_paragraph(&mut self) {
        self.begin_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_html_text;

    #[test]
    fn a_page_is_read_as_it_is_seen() {
        for (html, wanted) in [
            ("<p>One &amp; two.</p><p>Three<br>four</p>", "One & two.\n\nThree\nfour\n"),
            ("<div>One</div><div><br></div><div>Two  <b>three</b></div>", "One\n\nTwo three\n"),
            (
                "<p class=MsoNormal>One</p><p class=MsoNormal>Two</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Three</p>",
                "One\nTwo\n\nThree\n",
            ),
            ("<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>", "- a\n- b\n1. c\n2. d\n"),
            (
                "Yes.<br><blockquote>How?<blockquote>Hm</blockquote></blockquote>More.",
                "Yes.\n> How?\n>> Hm\nMore.\n",
            ),
            (
                "<a href=\"https://b.org/x\">here</a> <a href='https://b.org/'>b.org</a>",
                "here <https://b.org/x> b.org\n",
            ),
            ("<style>p{}</style><script>x()</script><span style='display: none'>seen</span>Hi", "Hi\n"),
            ("<pre>a  b\n c</pre>", "a  b\n c\n"),
            (
                "Ja<hr><div id=\"divRplyFwdMsg\"><b>Avsender:</b> R</div>",
                "Ja\n________________________________\n-----Original Message-----\nAvsender: R\n",
            ),
            ("[x] 1. a_b *c*", "[x] 1. a_b *c*\n"),
        ] {
            assert_eq!(read_html_text(html).as_deref(), Some(wanted), "{html}");
        }
    }

    #[test]
    fn a_page_however_deep_loses_no_word() {
        let deep = format!("{}word{}", "<div>".repeat(5000), "</div>".repeat(5000));
        assert_eq!(read_html_text(&deep).as_deref(), Some("word\n"));
    }
}
