//! What a program gets, and what templates are filled with, as JSON Schema. The shapes are those of the types: a test makes
//! `view_shapes.json` of the source, and says where they part.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{DIALECT, with_title};
use crate::model::refusal::RefusalKind;

/// Made by `COACH_UPDATE=1 cargo test --test readme view_schemas`.
const TEXT: &str = include_str!("view_shapes.json");

/// The code of an error that has no kind of its own: a surprise of the system.
const SYSTEM: &str = "system";

/// The shapes of every view and of every template's variables.
#[derive(Deserialize)]
pub struct ViewShapes {
    /// The type behind each view, by the name of its schema.
    views: Map<String, Value>,
    /// The type behind each template, by its file.
    templates: Map<String, Value>,
    types: Map<String, Value>,
}

impl ViewShapes {
    /// The shapes that this build carries.
    #[must_use]
    pub fn read() -> Self {
        // The test that writes the file reads it so.
        serde_json::from_str(TEXT).unwrap_or_else(|_| Self {
            views: Map::new(),
            templates: Map::new(),
            types: Map::new(),
        })
    }

    /// The names of all schemas: views and other answers, then templates.
    pub fn list_names(&self) -> impl Iterator<Item = &str> {
        self.views.keys().chain(self.templates.keys()).map(String::as_str)
    }

    /// The schema of a view, or of a template's variables.
    #[must_use]
    pub fn describe(&self, name: &str) -> Option<Value> {
        let schema = match (self.views.get(name), self.templates.get(name)) {
            (Some(of), _) => self.describe_view(name, of.as_str()?)?,
            (None, Some(of)) => describe_variables(name, of.as_str()?),
            (None, None) => return None,
        };
        Some(self.with_types(schema))
    }

    /// A view stands with its problems; what is no view has them itself, or has none.
    fn describe_view(&self, name: &str, of: &str) -> Option<Value> {
        let mut shape = self.types.get(of)?.clone();
        let is_error = name == "error";
        if let Some(properties) = shape["properties"].as_object_mut().filter(|_| !is_error)
            && !properties.contains_key("problems")
        {
            properties.insert("problems".to_owned(), list_problems());
            shape["required"].as_array_mut()?.push("problems".into());
        }
        let title = match name {
            "error" => "What an error is to a program".to_owned(),
            "changed" => "What a command that writes answers".to_owned(),
            _ => format!("The view {name}"),
        };
        Some(with_title(&title, shape))
    }

    /// A schema with each type that it leads to.
    fn with_types(&self, mut schema: Value) -> Value {
        let mut found = Map::new();
        let mut names = find_references(&schema);
        while let Some(name) = names.pop() {
            if found.contains_key(&name) {
                continue;
            }
            let shape = match name.as_str() {
                EVERYWHERE => describe_everywhere(),
                "ErrorBody" => self.types.get(&name).map(with_codes).unwrap_or_default(),
                _ => self.types.get(&name).cloned().unwrap_or_default(),
            };
            names.extend(find_references(&shape));
            found.insert(name, shape);
        }
        found.sort_keys();
        schema["$defs"] = Value::Object(found);
        schema
    }
}

/// The variables that every template has.
const EVERYWHERE: &str = "Everywhere";

fn list_problems() -> Value {
    json!({
        "type": "array",
        "items": {"$ref": "#/$defs/Problem"},
        "description": "What was found wrong with notes on the way.",
    })
}

/// A template's own variables and those of all.
fn describe_variables(name: &str, of: &str) -> Value {
    json!({
        "$schema": DIALECT,
        "title": format!("The variables of {name}"),
        "allOf": [{"$ref": format!("#/$defs/{of}")}, {"$ref": format!("#/$defs/{EVERYWHERE}")}],
    })
}

fn describe_everywhere() -> Value {
    json!({
        "type": "object",
        "description": "What every template knows beside its own variables.",
        "properties": {
            "today": {"type": "string", "description": "The moment to act as."},
            "shared": {"type": "boolean", "description": "Whether the client sees the screen."},
            "sources": {"type": "boolean", "description": "Whether places are to be shown."},
            "linear": {"type": "boolean", "description": "Whether the text is read out."},
            "signs": {"type": "object", "description": "What scales and weeks are drawn with."},
            "room": {"type": "integer", "minimum": 0, "description": "0 where there is room for everything, more until the text is short enough."},
        },
    })
}

/// The shape of an error with the codes that it can have.
fn with_codes(shape: &Value) -> Value {
    let codes: Vec<&str> = RefusalKind::WORDS.iter().copied().chain([SYSTEM]).collect();
    let mut shape = shape.clone();
    shape["properties"]["code"] = json!({"enum": codes});
    shape
}

/// The types that a schema leads to by itself.
fn find_references(schema: &Value) -> Vec<String> {
    match schema {
        Value::Object(keys) => {
            let own = keys.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|of| of.strip_prefix("#/$defs/")).map(str::to_owned);
            own.into_iter().chain(keys.values().flat_map(find_references)).collect()
        }
        Value::Array(values) => values.iter().flat_map(find_references).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::ViewShapes;
    use serde_json::json;

    #[test]
    fn a_view_brings_the_types_that_it_leads_to_and_no_others() {
        let shapes = ViewShapes::read();
        let list = shapes.describe("thread-list").expect("a view");
        assert!(list["required"].as_array().is_some_and(|keys| keys.contains(&json!("problems"))));
        assert!(list["$defs"]["Problem"].is_object() && list["$defs"]["Severity"].is_object(), "{list}");
        assert!(list["$defs"].get("Digest").is_none());
        let error = shapes.describe("error").expect("an answer");
        assert!(error["properties"].get("problems").is_none());
        let codes = error["$defs"]["ErrorBody"]["properties"]["code"]["enum"].as_array();
        assert!(codes.is_some_and(|codes| codes.contains(&json!("system")) && codes.len() > 15));
    }

    #[test]
    fn a_template_has_its_own_variables_and_those_of_all() {
        let variables = ViewShapes::read().describe("prep.md").expect("a template");
        assert_eq!(variables["allOf"][0]["$ref"], "#/$defs/Digest");
        assert!(variables["$defs"]["Digest"].is_object());
        assert_eq!(variables["$defs"]["Everywhere"]["properties"]["room"]["type"], "integer");
        assert_eq!(ViewShapes::read().describe("nothing"), None);
    }
}
