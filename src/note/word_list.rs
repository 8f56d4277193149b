//! Lists of words that are built in, as serde knows them.

use serde::de::DeserializeOwned;

use super::plain;
use super::value::read_value;

/// Reads a list in YAML. What is written as plainly as front matter is takes a fifth of the library's time; every start reads some.
///
/// # Errors
/// Where it isn't what it should be.
pub fn read<T: DeserializeOwned>(list: &str) -> Result<T, serde_yaml::Error> {
    let value = plain::read(list, 0).and_then(|tree| read_value(&tree, tree.root.as_ref()?));
    value.map_or_else(|| serde_yaml::from_str(list), serde_yaml::from_value)
}

#[cfg(test)]
mod tests {
    use serde_yaml::Value;

    use super::read;

    #[test]
    fn a_list_is_read_as_the_library_reads_it() {
        for list in [
            include_str!("mail/reply-words.yaml"),
            "noticed:\n  a: \"on {day} they marked {marks}.\"\n  b/c: 3\nwords: [a, \"b c\"]\n",
            "- name: a\n  hours: 3\n",
            "a: |\n  words\n",
        ] {
            let library: Value = serde_yaml::from_str(list).expect("a list");
            assert_eq!(read::<Value>(list).expect("a list"), library, "{list}");
        }
        assert!(read::<Vec<String>>("a: b\n").is_err());
    }
}
