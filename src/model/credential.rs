//! What credential bodies ask of an hours log.

use chrono::NaiveDate;
use serde::Deserialize;

use super::session::SessionKind;

/// One credential: what it asks for. What no rule speaks of isn't asked for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Credential {
    /// What `--credential` calls it.
    pub id: String,
    /// What its body calls it.
    pub name: String,
    /// What is asked for.
    pub rules: Vec<Rule>,
}

/// One rule of a credential, and where it was read.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "WrittenRule")]
pub struct Rule {
    /// What it asks.
    pub asks: Asks,
    /// Where it stands.
    pub source: String,
    /// When it was read there.
    pub read: NaiveDate,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq)]
pub enum Asks {
    /// So many hours in all.
    Hours(f64),
    /// So many paid hours.
    Paid(f64),
    /// So many different people.
    Clients(f64),
    /// So many hours in the last months.
    Recent {
        /// The hours.
        hours: f64,
        /// How many months.
        months: u32,
    },
    /// Only hours since coach-specific training began.
    SinceTraining,
    /// No call with more people than that.
    LargestGroup(u32),
    /// Each member of a group is a client.
    Members,
    /// These kinds of calls aren't coaching.
    NotCounted(Vec<SessionKind>),
    /// An organisation's letter stands in lieu of names.
    Letter,
    /// Something that notes can't show.
    Prerequisite(String),
}

impl Credential {
    /// The largest group that counts.
    #[must_use]
    pub fn largest_group(&self) -> Option<u32> {
        self.find(|asks| if let Asks::LargestGroup(most) = asks { Some(*most) } else { None })
    }

    /// The kinds of calls that don't count.
    pub fn not_counted(&self) -> impl Iterator<Item = SessionKind> {
        self.rules
            .iter()
            .flat_map(|rule| match &rule.asks {
                Asks::NotCounted(kinds) => kinds.as_slice(),
                _ => &[],
            })
            .copied()
    }

    /// Whether there is a rule of a sort.
    #[must_use]
    pub fn has(&self, asks: &Asks) -> bool {
        self.rules.iter().any(|rule| rule.asks == *asks)
    }

    fn find<T>(&self, what: impl Fn(&Asks) -> Option<T>) -> Option<T> {
        self.rules.iter().find_map(|rule| what(&rule.asks))
    }
}

/// A rule as it stands in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRule {
    rule: String,
    at_least: Option<f64>,
    at_most: Option<u32>,
    months: Option<u32>,
    #[serde(default)]
    kinds: Vec<SessionKind>,
    text: Option<String>,
    source: String,
    read: NaiveDate,
}

impl TryFrom<WrittenRule> for Rule {
    type Error = String;

    fn try_from(written: WrittenRule) -> Result<Self, String> {
        let lacks = |key: &str| format!("the rule `{}` lacks `{key}`", written.rule);
        let at_least = written.at_least.filter(|least| *least >= 0.0).ok_or_else(|| lacks("at_least"));
        let asks = match written.rule.as_str() {
            "hours" => Asks::Hours(at_least?),
            "paid" => Asks::Paid(at_least?),
            "clients" => Asks::Clients(at_least?),
            "recent" => {
                Asks::Recent { hours: at_least?, months: written.months.ok_or_else(|| lacks("months"))? }
            }
            "since-training" => Asks::SinceTraining,
            "largest-group" => Asks::LargestGroup(written.at_most.ok_or_else(|| lacks("at_most"))?),
            "members" => Asks::Members,
            "not-counted" => Asks::NotCounted(written.kinds),
            "letter" => Asks::Letter,
            "prerequisite" => Asks::Prerequisite(written.text.ok_or_else(|| lacks("text"))?),
            other => {
                return Err(format!(
                    "`{other}` is no rule; there are hours, paid, clients, recent, since-training, largest-group, members, not-counted, letter and prerequisite"
                ));
            }
        };
        Ok(Self { asks, source: written.source, read: written.read })
    }
}

#[cfg(test)]
mod tests {
    use super::{Asks, Credential};

    #[test]
    fn a_rule_that_lacks_its_number_is_told() {
        for (rule, wanted) in [
            ("{rule: hours, source: a, read: 2026-01-01}", "lacks `at_least`"),
            ("{rule: recent, at_least: 5, source: a, read: 2026-01-01}", "lacks `months`"),
            ("{rule: hour, at_least: 5, source: a, read: 2026-01-01}", "`hour` is no rule"),
            ("{rule: hours, at_least: 5, read: 2026-01-01}", "missing field `source`"),
            ("{rule: hours, at_least: 5, source: a}", "missing field `read`"),
        ] {
            let text = format!("- {{id: x, name: X, rules: [{rule}]}}\n");
            let told = serde_yaml::from_str::<Vec<Credential>>(&text).expect_err(rule).to_string();
            assert!(told.contains(wanted), "{rule}: {told}");
        }
        let text =
            "- {id: x, name: X, rules: [{rule: largest-group, at_most: 9, source: a, read: 2026-01-01}]}\n";
        let credentials: Vec<Credential> = serde_yaml::from_str(text).expect("a list");
        assert_eq!((credentials[0].largest_group(), credentials[0].has(&Asks::Members)), (Some(9), false));
    }
}
