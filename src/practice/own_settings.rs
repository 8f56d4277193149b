//! What is wrong in the user's own configuration. A command takes from it what it can and says nothing; who asks is told.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::root::{from_home, refuse_configuration};
use super::{Practice, describe_io_error};
use crate::model::matching::find_nearest_word;
use crate::model::refusal::{Refusal, RefusalKind};

/// The keys that it may have.
const KEYS: [&str; 3] = ["practice", "editor", "autosave"];

/// What somebody might mend in it; none where it isn't there.
#[must_use]
pub fn check_own_settings(file: &Path) -> Option<Vec<Refusal>> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => {
            let what = describe_io_error(&error);
            return Some(vec![Refusal::with_kind(RefusalKind::Disk, what, "make it readable, or remove it")]);
        }
    };
    Some(match serde_yaml::from_str::<Option<Mapping>>(&text) {
        Ok(keys) => {
            keys.unwrap_or_default().iter().filter_map(|(key, value)| check_key(key, value)).collect()
        }
        Err(error) => vec![refuse_configuration(&file.display().to_string(), &error)],
    })
}

fn check_key(key: &Value, value: &Value) -> Option<Refusal> {
    let key = key.as_str().unwrap_or_default();
    match key {
        _ if value.is_null() => None,
        "practice" => match value.as_str() {
            Some(folder) => Practice::open_at(&from_home(Path::new(folder))).err(),
            None => Some(Refusal::invalid("practice: this is no folder", "write `practice: ~/practice`")),
        },
        "editor" if !value.is_string() => {
            Some(Refusal::invalid("editor: this is no command", "write `editor: nano`"))
        }
        "autosave" if !is_yes_or_no(value) => Some(Refusal::invalid(
            "autosave: this is neither yes nor no",
            "write `autosave: yes`, or take it out",
        )),
        _ if KEYS.contains(&key) => None,
        _ => {
            let hint = find_nearest_word(key, KEYS).map_or_else(
                || format!("there are {}", KEYS.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            Some(Refusal::unknown(format!("`{key}` isn't a setting that is known"), hint))
        }
    }
}

fn is_yes_or_no(value: &Value) -> bool {
    let words = ["yes", "on", "true", "no", "off", "false"];
    value.is_bool() || value.as_str().is_some_and(|word| words.contains(&word.to_lowercase().as_str()))
}
