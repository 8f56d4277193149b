//! Other clients whose names stand in what is handed to one.

use regex::escape;

use crate::cli::support::context::Context;
use crate::model::matching::Candidate;
use crate::model::pattern::Pattern;
use crate::practice::Practice;

/// Says which other clients a page names by their whole name. Somebody may be meant who is called so, so nothing is taken off it.
pub fn tell_other_names(
    context: &Context,
    practice: &Practice,
    id: &str,
    page: &impl serde::Serialize,
) -> anyhow::Result<()> {
    if context.global.shared {
        return Ok(());
    }
    let page = serde_json::to_value(page)?;
    let mut texts = Vec::new();
    gather_texts(&page, &mut texts);
    let own = practice.client(id).value.display_name().to_owned();
    let is_named = |other: &&Candidate| {
        let names_them = whole_name(&other.name);
        let stands = |text: &str| names_them.as_ref().is_some_and(|name| name.is_in(text));
        other.id != id && !stands(&own) && texts.iter().any(|text| stands(text))
    };
    let others = practice.candidates();
    let named: Vec<&str> = others.iter().filter(is_named).map(|other| other.name.as_str()).collect();
    if !named.is_empty() {
        context.ui.say(&format!(
            "the page names {}, of whom you have notes, too: read it over before it goes out",
            named.join(" and ")
        ));
    }
    Ok(())
}

/// A name with no letter right before or behind it; in whatever case where it is no single word, which may be one of the language.
fn whole_name(name: &str) -> Option<Pattern> {
    let words: Vec<String> = name.split_whitespace().map(escape).collect();
    (!words.is_empty()).then(|| {
        Pattern::from_regex(
            &format!(r"(?:^|[^\p{{L}}\p{{N}}]){}(?:$|[^\p{{L}}\p{{N}}])", words.join(r"\s+")),
            words.len() > 1,
        )
    })?
}

fn gather_texts<'a>(value: &'a serde_json::Value, texts: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(list) => list.iter().for_each(|value| gather_texts(value, texts)),
        serde_json::Value::Object(map) => map.values().for_each(|value| gather_texts(value, texts)),
        _ => {}
    }
}
