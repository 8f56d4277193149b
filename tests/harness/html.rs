//! A page as a browser reads it.

use html5gum::{Token, Tokenizer};

/// An element's name, and its attributes with their values.
pub type Element = (String, Vec<(String, String)>);

/// The elements of a page in their order, with their attributes; an error of the page is one of the test.
#[track_caller]
pub fn elements(page: &str) -> Vec<Element> {
    const VOID: [&str; 5] = ["meta", "input", "br", "hr", "link"];
    let mut open: Vec<String> = Vec::new();
    let mut elements = Vec::new();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    for token in Tokenizer::new(page) {
        match token.expect("a token") {
            Token::Error(error) => panic!("{error:?}\n{page}"),
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    open.push(name.clone());
                }
                let attributes = tag.attributes.iter().map(|(key, value)| (text(key), text(&value.value)));
                elements.push((name, attributes.collect()));
            }
            Token::EndTag(tag) => assert_eq!(open.pop(), Some(text(&tag.name)), "{page}"),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
    elements
}
