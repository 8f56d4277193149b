use crate::model::clean::clean;
use anstream::adapter::strip_str;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;

fn plain(markdown: &str) -> String {
    to_terminal(markdown, 30, false)
}

#[test]
fn blocks_are_parted_by_one_blank_line_but_follow_their_heading() {
    let markdown = "# Ali\n\n\nHeld on\nMonday.  \nCalm.\n## Next\n***\n<p>\nhi\n</p>\n\n    let x;\n";
    let expected = "Ali\nHeld on Monday.\nCalm.\n\nNext\n──────────────────────────────\n\n<p>\nhi\n</p>\n\n    let x;\n";
    assert_eq!(plain(markdown), expected);
    assert_eq!(plain(""), "");
    assert_eq!(plain("\u{1b}\n\n&#27;\n\n> \u{7}\n\nx"), "x\n");
}

#[test]
fn lists_hang_and_stay_tight_or_loose() {
    let cases = [
        ("- one two three four five six seven\n- b\n", "• one two three four five six\n  seven\n• b\n"),
        ("- a\n  - b\n    - c\n- d\n", "• a\n  • b\n    • c\n• d\n"),
        ("- a\n\n- b\n\n  more\n", "• a\n\n• b\n\n  more\n"),
        ("9. a\n1. b\n   - c\n", "9. a\n10. b\n    • c\n"),
        ("- [ ] a\n- [x] b\n\n1. [ ] c\n", "☐ a\n☑ b\n\n1. ☐ c\n"),
        ("-\n- a\n", "•\n• a\n"),
        ("- ```\n  x\n  ```\n- > q\n", "•     x\n• │ q\n"),
        ("a\n- b\n\nc\n", "a\n\n• b\n\nc\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(plain(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn a_quote_has_its_bar_on_every_line() {
    let markdown = "> I would like to be on my own two feet.\n>\n> - a\n> > b\n\nc";
    let expected = "│ I would like to be on my own\n│ two feet.\n│\n│ • a\n│\n│ │ b\n\nc\n";
    assert_eq!(plain(markdown), expected);
}

#[test]
fn addresses_follow_their_text_unless_they_are_it() {
    let markdown = "[site](http://a.b) <http://a.b> <m@a.b> ![pic](p.png)";
    let expected = "site (http://a.b) http://a.b m@a.b pic (p.png)\n";
    assert_eq!(to_terminal(markdown, 80, false), expected);
}

#[test]
fn tables_fit() {
    let markdown = "| Area | Hours |\n|---|--:|\n| Vision and the long view | 3 |\n| 日本 | `10` |\n";
    let side = "Area                      Hours\n────────────────────────  ─────\nVision and the long view      3\n日本                       `10`\n";
    assert_eq!(to_terminal(markdown, 40, false), side);
    let wrapped = "Area           Hours\n─────────────  ─────\nVision and         3\nthe long view\n日本            `10`\n";
    assert_eq!(to_terminal(markdown, 20, false), wrapped);
    let wide = "|Area|Rating|Hours|Wishes|\n|-|-|-|-|\n|Vision|3|2|8|\n|Hiring|4|||\n";
    let listed = "Area: Vision\nRating: 3\nHours: 2\nWishes: 8\n\nArea: Hiring\nRating: 4\n";
    assert_eq!(to_terminal(wide, 20, false), listed);
}

#[test]
fn colour_shows_what_the_signs_said() {
    let cases = [
        ("# A b", "\u{1b}[1m\u{1b}[4mA b\u{1b}[0m\n"),
        ("## A", "\u{1b}[1m\u{1b}[36mA\u{1b}[0m\n"),
        ("a **b** *c* `d`", "a \u{1b}[1mb\u{1b}[0m \u{1b}[3mc\u{1b}[0m \u{1b}[32md\u{1b}[0m\n"),
        ("- [x] a\n  - [ ] b", "\u{1b}[2m☑ a\u{1b}[0m\n  ☐ b\n"),
        ("> a", "\u{1b}[2m│ \u{1b}[0ma\n"),
    ];
    for (markdown, expected) in cases {
        assert_eq!(to_terminal(markdown, 30, true), expected, "{markdown:?}");
    }
}

#[test]
fn notes_do_not_drive_the_terminal() {
    let markdown = "a\u{1b}[31m \u{1b}]8;;http://x\u{7} \u{9b}2J &#27;[0m &#x9b; `\u{1b}c`\n\n    \u{1b}[1m\u{202e}\n\n\
        [a](&#27;u) [b](<\u{1b}]&#x9b;v>) ![c](&#27;w) <b \u{1b}>\n\n<p>\u{1b}\n\n|\u{1b}|\n|-|\n|&#27;\u{9d}|\n";
    let text = to_terminal(markdown, 80, false);
    assert!(!text.contains(|c: char| c != '\n' && (c.is_control() || c == '\u{202e}')), "{text:?}");
    let coloured = to_terminal(markdown, 80, true);
    for address in ["(u)", "(]v)", "(w)"] {
        assert!(text.contains(address), "{text}");
    }
    assert_eq!(strip_str(&coloured).to_string(), text.replace('`', ""));
}

#[test]
fn deep_nesting_keeps_room_and_time() {
    for markdown in [">".repeat(20_000) + " a b", "- ".repeat(3_000) + "a b", "*".repeat(20_000) + "a"] {
        let text = to_terminal(&markdown, 20, true);
        assert!(strip_str(&text).to_string().lines().all(|line| line.width() <= 20));
    }
}

/// Pieces of Markdown, put together at random: they meet more of the grammar than random letters would.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "([a-z]{1,12} ){1,8}",
        2 => prop::sample::select(vec![
            "\n", "\n\n", "- ", "  - ", "    ", "1. ", "10) ", "> ", "# ", "## ", "### ", "- [ ] ", "- [x] ", "**", "*", "_", "```\n",
            "---\n", "\n|a|b|c|\n|-|:-:|-:|\n|", "|", "|\n|", "[", "](http://a.b/c)", "](&#27;u)", "](<\u{1b}&#x9b;>)", "<http://a.b>", "<p>", "</p>\n", "  \n", "\\\n", "![", "&#27;", "&#x9b;", "&#10;",
            "<!-- ", " -->", "\t", "&nbsp;", "=====\n", "\\", "[a]: b\n",
        ]).prop_map(String::from),
        1 => prop::sample::select(vec![
            "日本語のノート。", "👩‍👩‍👧", "👍🏽", "e\u{301}", "☺\u{fe0f}", "\u{fe0f}", "1\u{fe0f}\u{20e3}", "‘\u{fe01}", "\u{1b}[31m", "\u{1b}]8;;x\u{7}", "\u{9b}1m", "\r", "\r\n",
            "\u{202e}", "\u{200d}", "\u{200b}", "لا", "\u{a0}", "\u{3000}", "\u{2028}", "\u{85}", "\u{17d8}", "\u{0}", "🇩🇪", "\u{ad}", "한국어",
        ]).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Text without what depends on where lines end.
fn letters(text: &str) -> String {
    text.chars().filter(|&c| !c.is_whitespace() && !"`│─".contains(c)).collect()
}

fn code_lines(events: &[Event<'_>]) -> String {
    let mut code = String::new();
    let mut inside = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => inside = true,
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => code.push_str(&clean(text)),
            _ => {}
        }
    }
    code
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_keeps_to_its_width_and_to_itself(text in markdown(), width in 20_usize..100) {
        let plain = to_terminal(&text, width, false);
        let coloured = to_terminal(&text, width, true);
        prop_assert!(!plain.contains(|c: char| c.is_control() && c != '\n'));
        prop_assert!(plain.is_empty() || plain.ends_with('\n') && plain != "\n");
        prop_assert!(!plain.ends_with("\n\n"));

        let events: Vec<_> = Parser::new_ext(&text, dialect()).collect();
        let code = code_lines(&events);
        for line in plain.lines() {
            let in_code = || code.lines().any(|code| !code.trim().is_empty() && line.ends_with(code.trim_end()));
            prop_assert!(line.width() <= width || in_code(), "{line:?} in {width}");
            prop_assert_eq!(line, line.trim_end());
        }
        let bare = strip_str(&coloured).to_string();
        if events.iter().any(|event| matches!(event, Event::Code(_))) {
            if !events.iter().any(|event| matches!(event, Event::Start(Tag::Table(_)))) {
                prop_assert_eq!(letters(&bare), letters(&plain));
            }
        } else {
            prop_assert_eq!(bare, plain);
        }
    }
}
