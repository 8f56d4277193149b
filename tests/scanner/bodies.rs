//! What is taken for everyday Markdown is held against the Markdown library: the same parts, or nothing.
use crate::dice::{are_given, told};
use crate::made_up_bodies::MadeUpBodies;
use coach::note::body::Body;
use coach::note::lines::Lines;

/// Holds one body against the library; tells whether it was taken.
fn is_taken(body: &str) -> bool {
    let text = format!("---\n{body}");
    let lines = Lines::new(&text);
    let Some(own) = Body::read_everyday(&text, 4, &lines) else { return false };
    assert_eq!(own, Body::read_any(&text, 4, &lines), "{body:?}");
    true
}

#[test]
fn what_is_everyday_and_what_is_handed_over() {
    for body in [
        "",
        "\n# A title\n\nWords that\n  go on.  \nAnd on.\n\n## Threads\n- [ ] a due:2026-11-09\n  b\n- [x] c\n\n  d\n\n> e\n> f\n>\n> g\n",
        "- a\n  - b\n    c\n\n  - d\n- [/] e\r\n\r\n\r\nwords\r\n1. f\n",
        "> [!note] Title\n> words #happy\n\n*This* and **that** [so] & on\n#fear\n",
        "2026-11-08: a\n\n3. b\n\n10) d\n",
    ] {
        assert!(is_taken(body), "{body:?}");
    }
    for body in [
        "a `b`\n",
        "<!-- a -->\n",
        "a <b>\n",
        "[a](b)\n",
        "[a]: b\n",
        "    code\n",
        "~~~\na\n~~~\n",
        "a\n---\n",
        "***\n",
        "a | b\n",
        "a\\*\n",
        "%% a %%\n",
        "##Threads\n",
        "**Threads**\n",
        "**Threads**\u{a0}\n",
        "**Threads:** \u{2003}",
        "- a\nlazy\n",
        "> a\nlazy\n",
        "> - a\n",
        "> > a\n",
        "- - a\n",
        "-\n",
        "1. a\n2. b\n",
        "- [ ]\n",
        "-   a\n",
        "- a\n   - b\n",
        "- a\n\n   b\n",
        "a\tb\n",
        "a\rb\n",
        "# *a*\n",
        "# a #\n",
        "#\n",
    ] {
        assert!(!is_taken(body), "{body:?}");
    }
}

#[test]
fn made_up_and_mutated_bodies_are_read_alike_or_handed_over() {
    let cases = told("COACH_CASES", 6_000);
    let mut made_up = MadeUpBodies::new(told("COACH_SEED", 1));
    let (mut taken, mut mutated) = (0, 0);
    for _ in 0..cases / 2 {
        let body = made_up.body();
        taken += usize::from(is_taken(&body));
        mutated += usize::from(is_taken(&made_up.mutate(&body)));
    }
    println!("of {} made-up bodies {taken} are taken, of as many mutated ones {mutated}", cases / 2);
    assert!(taken > 0 && mutated > 0);
}

#[test]
fn hardly_any_body_is_handed_over() {
    let made_up = MadeUpBodies::new(0);
    let handed_over: Vec<_> = made_up.found.iter().filter(|body| !is_taken(body)).collect();
    println!("of {} bodies that were found {} are handed over", made_up.found.len(), handed_over.len());
    if !are_given("COACH_NOTES") {
        assert!(handed_over.len() * 20 < made_up.found.len(), "{handed_over:#?}");
    }
}
