use super::{Body, Voice};
use crate::model::statement::TaskState::{Done, Open};
use crate::note::lines::Lines;

fn body(text: &str) -> Body {
    Body::read(text, 0, &Lines::new(text))
}

fn texts(text: &str, voice: Voice) -> Vec<(usize, String)> {
    body(text)
        .blocks
        .into_iter()
        .filter(|b| b.voice == voice)
        .map(|b| (b.line, b.words(text).into_owned()))
        .collect()
}

#[test]
fn statements_are_paragraphs_and_items() {
    let text = "# T\n\nOne\ntwo.\n\n- a\n  more\n  - nested\n- b\n\n  c\n\n1. loose\n\n2. list\n";
    let wanted =
        [(3, "One\ntwo."), (6, "a\nmore"), (8, "nested"), (9, "b"), (11, "c"), (13, "loose"), (15, "list")];
    assert_eq!(texts(text, Voice::Writer), wanted.map(|(line, text)| (line, text.to_owned())));
}

#[test]
fn quotes_are_the_clients_words_first_level_only() {
    let text = "> I want\n> this.\n>\n> > he said\n>\n> - and that\n\n> [!note] Aside\n> not hers\n\n> [!quote]\n> but this\n";
    let wanted = [(1, "I want\nthis."), (6, "and that"), (12, "but this")];
    assert_eq!(texts(text, Voice::Client), wanted.map(|(line, text)| (line, text.to_owned())));
    assert_eq!(texts(text, Voice::Writer), [(9, "not hers".to_owned())]);
}

#[test]
fn tasks_are_counted_outside_quotes_code_and_comments() {
    let text = "- [ ] a\n  - [x] b\n\n> - [ ] no\n\n```\n- [ ] no\n```\n\n<!--\n- [ ] no\n-->\n\n1. [X] c\n";
    let tasks: Vec<_> =
        body(text).blocks.into_iter().filter_map(|b| Some((b.words(text).into_owned(), b.task?))).collect();
    assert_eq!(tasks, [("a".to_owned(), Open), ("b".to_owned(), Done), ("c".to_owned(), Done)]);
}

#[test]
fn an_answer_stands_under_its_question() {
    for text in
        ["- [x] **Specific** What?\n  Two mornings.\n", "- [x] **Specific** What?\n\n  Two mornings.\n"]
    {
        let block = body(text).blocks.remove(0);
        assert_eq!(block.first_line(text), "**Specific** What?");
        assert_eq!(block.rest.map(|rest| text[rest].trim()), Some("Two mornings."));
    }
}

#[test]
fn sections_end_at_the_next_heading_of_their_level() {
    let text = "## A\n\na\n\n### B\n\nb\n\n## C\n\n> ## not me\n\nc\n";
    let body = body(text);
    let under =
        |title: &str| body.blocks_under(title).map(|b| b.words(text).into_owned()).collect::<Vec<_>>();
    assert_eq!(under("a"), ["a", "b"]);
    assert_eq!(under("B"), ["b"]);
    assert_eq!(under("C"), ["c"]);
}

#[test]
fn hashtags_file_statements() {
    let text =
        "She sings #happy and (#works-best).\n\n- `#no` [#no](x) no#no \\#no #1no #Été/été\n\n## #no\n";
    let tags: Vec<_> = body(text).blocks.into_iter().map(|b| b.tags).collect();
    assert_eq!(tags, [vec!["happy", "works-best"], vec!["Été/été"]]);
}

#[test]
fn callouts_are_quotes_only_where_they_say_so() {
    let text = "> [!quote|right]\n> one\n\n> [!quote]- Title\n> two\n\n> [!note]\n> free\n>\n> > three\n\n> four\n> > [!note] x\n> > five\n\n\
        > > [!note] x\n>\n> six\n";
    let words = |voice| texts(text, voice).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
    assert_eq!(words(Voice::Client), ["one", "two", "three", "four", "six"]);
    assert_eq!(words(Voice::Writer), ["free"]);
    assert_eq!(words(Voice::Other), ["five"]);
    assert_eq!(texts("> - [!note] x\n", Voice::Client), [(1, "[!note] x".to_owned())]);
}

#[test]
fn a_title_is_no_section_where_one_of_its_name_stands_below() {
    let under = |text: &str, title: &str| {
        body(text).blocks_under(title).map(|block| block.words(text).into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(under("# Steps\na\n## Steps\nb\n", "steps"), ["b"]);
    assert_eq!(under("# Steps\na\n# Other\n## Steps\nb\n", "Steps"), ["a", "b"]);
    assert_eq!(under("# Prep\na\n## Threads\nb\n", "Threads"), ["b"]);
    assert_eq!(under("## Prep\na\n### Threads\nb\n## Threads\nc\n### Prep\nd\n", "Threads"), ["c"]);
    assert_eq!(under("## Prep\na\n### Threads\nb\n## C\nc\n", "prep"), ["a", "b"]);
    assert_eq!(under("## A\na\n### A\nb\n", "A"), ["a", "b"]);
}

/// A note of a megabyte in each shape that once took time or memory by the square of its length.
#[test]
fn long_notes_hold_ranges_and_no_copies() {
    let nested: String = (0..500).flat_map(|depth| ["  ".repeat(depth), "- [ ] a\n".into()]).collect();
    for text in
        ["## a\n\nb\n\n".repeat(20_000), "`a` #b ".repeat(20_000), nested, "- x #happy\n".repeat(20_000)]
    {
        let body = body(&text);
        assert!(!body.blocks.is_empty());
        assert!(body.blocks.iter().map(|block| block.words(&text).len()).sum::<usize>() <= text.len());
    }
}

#[test]
fn a_box_is_no_task_where_it_stands_alone_and_other_tools_boxes_are_open_ones() {
    let text = "## Threads\n- [>] a\n- [?] b\n- [ ]\n- []\n- [/]\n- c\n- [ ]";
    let body = body(text);
    let tasks: Vec<_> = body.tasks("Threads").map(|b| (b.words(text), b.task)).collect();
    assert_eq!(tasks, ["a", "b", "c"].map(|words| (words.into(), Some(Open))));
}
