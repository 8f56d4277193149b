use super::{count_rows, to_linear};

#[test]
fn each_kind_of_block_says_what_it_is() {
    for (markdown, wanted) in [
        ("# Alice\n\nSession 5 · last one today\n", "Title: Alice.\nSession 5; last one today.\n"),
        ("## What happened?\n\n- so\n- and *so*!\n", "Heading: What happened?\nso.\nand so!\n"),
        ("a\n\nb\n\n### C\n", "a.\n\nb.\n\nSubheading: C.\n"),
        ("- [x] sent\n- [ ] to sign\n", "Done: sent.\nTo do: to sign.\n"),
        ("1. [ ] one\n2. two\n", "1. to do: one.\n2. two.\n"),
        ("> walking\n> alone\n", "Quote: walking alone.\n"),
        ("> - a\n> - b\n", "Quote: a.\nQuote: b.\n"),
        ("all of it: `coach read alice`\n", "all of it: coach read alice\n"),
        ("`coach note anna -` or `a  → b` - so\n", "coach note anna - or a  → b, so.\n"),
        ("in `coach.yaml`, say\n", "in coach.yaml, say.\n"),
        ("a  \nb\n\n---\n\n<!-- x -->\n\nc <Paul>\n", "a; b.\n\nc <Paul>.\n"),
        ("[a](https://b.c/d) ![plan](p.png)\n", "a (https://b.c/d) picture: plan (p.png).\n"),
        ("- **3** send it (today)\n- **Alice** called\n", "Number 3: send it (today).\nAlice called.\n"),
        ("```sh\ngit  a \\\n  b\n```\n", "As it stands, 2 lines:\ngit  a \\\n  b\n"),
        ("```\nA     ● ○\n```\n", "As it stands, one line:\nA\n"),
        ("", ""),
        ("---\n", ""),
    ] {
        assert_eq!(to_linear(markdown), wanted, "{markdown}");
    }
}

#[test]
fn what_stands_under_something_says_so() {
    let markdown = "- plan\n  - if\n    - so\n  - [ ] step\n\n  > theirs\n- next\n\n  more\n";
    let wanted = "plan.\nUnder it: if.\nUnder that: so.\nUnder it: to do: step.\nUnder it: quote: theirs.\nnext.\nUnder it: more.\n";
    assert_eq!(to_linear(markdown), wanted);
}

#[test]
fn a_table_is_a_sentence_a_row() {
    let markdown = "Now\n\n| Name | Id | Held |\n| --- | --- | ---: |\n| **Alice** | `alice` | 12 |\n| Ben \\| B | ben | |\n\nbehind\n";
    assert_eq!(to_linear(markdown), "Now.\n\nAlice: id alice, held 12.\nBen; B: id ben.\n\nbehind.\n");
}

#[test]
fn rows_are_those_of_the_terminal() {
    assert_eq!(count_rows("12345\n\n123456\n", 5), 4);
}
