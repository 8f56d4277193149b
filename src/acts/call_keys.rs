//! What may be known of a call when it is booked, as the keys of its note.

use crate::model::client::Fee;
use crate::model::moment::split_leading_day;
use crate::model::record::Record;
use crate::model::session::{Session, SessionKind};
use crate::note::edit::NewValue;

/// What is known of a call before it takes place.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CallKeys {
    /// How long it is to take, in minutes.
    pub minutes: Option<u32>,
    /// Who is in it, where that differs from what is usual.
    pub kind: Option<SessionKind>,
    /// How many, likewise.
    pub group_size: Option<u32>,
    /// Whether it is paid for, where that differs from what was agreed.
    pub fee: Option<Fee>,
    /// Who the coach wants to be.
    pub show_up_as: Vec<String>,
    /// What it is to be about, by goal ids.
    pub goals: Vec<String>,
    /// The place or link, where it isn't the usual one.
    pub place: Option<String>,
    /// The ids under which it was planned before, the first one first: a calendar that has it knows it by that one.
    pub moved_from: Vec<String>,
}

impl CallKeys {
    /// What is known of a call that takes place at another time. What is only usual with the client is not written down again.
    #[must_use]
    pub fn for_moved(session: &Session, record: &Record) -> Self {
        Self {
            minutes: session.minutes,
            kind: session.written_kind.filter(|kind| *kind != record.client.kind),
            group_size: session.group_size.filter(|size| record.client.group_size != Some(*size)),
            fee: session.fee,
            show_up_as: session.show_up_as.iter().map(|statement| statement.text.to_string()).collect(),
            goals: session.goals.iter().map(|goal| goal.id.clone()).collect(),
            place: session.place.clone(),
            moved_from: session.moved_from.iter().chain([&session.id]).cloned().collect(),
        }
    }

    /// The keys that are known, in the order in which they are to stand.
    #[must_use]
    pub fn list(&self) -> Vec<(&'static str, NewValue)> {
        let plain = |value: String| NewValue::Plain(value);
        let texts = |list: &[String]| list.iter().cloned().map(NewValue::Text).collect::<Vec<_>>();
        let to_be = match texts(&self.show_up_as).as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(NewValue::List(several.to_vec())),
        };
        // An id is a date as a rule: that stays unquoted, as dates do.
        let id = |id: &String| {
            let is_plain =
                split_leading_day(id).is_some() && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if is_plain { plain(id.clone()) } else { NewValue::Text(id.clone()) }
        };
        let moved_from = match self.moved_from.as_slice() {
            [] => None,
            [one] => Some(id(one)),
            several => Some(NewValue::List(several.iter().map(id).collect())),
        };
        let keys = [
            ("minutes", self.minutes.map(|minutes| plain(minutes.to_string()))),
            ("kind", self.kind.map(|kind| plain(kind.word().to_owned()))),
            ("group_size", self.group_size.map(|size| plain(size.to_string()))),
            ("fee", self.fee.map(|fee| plain(fee.word().to_owned()))),
            ("show_up_as", to_be),
            ("goals", (!self.goals.is_empty()).then(|| NewValue::List(texts(&self.goals)))),
            ("where", self.place.clone().map(NewValue::Text)),
            ("moved_from", moved_from),
        ];
        keys.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::CallKeys;
    use crate::acts::birth::give_keys;
    use crate::model::session::SessionKind;

    #[test]
    fn keys_stand_in_their_order_and_a_line_break_begins_none() {
        let keys = CallKeys {
            minutes: Some(45),
            kind: Some(SessionKind::Team),
            show_up_as: vec!["slower\nstatus: held".to_owned()],
            goals: vec!["lead".to_owned()],
            ..CallKeys::default()
        };
        let text = give_keys("s.md", "---\nstatus: planned\n---\n", &keys.list()).ok();
        let wanted = "---\nstatus: planned\nminutes: 45\nkind: team\nshow_up_as: |-\n  slower\n  status: held\ngoals: [lead]\n---\n";
        assert_eq!(text.as_deref(), Some(wanted));
    }
}
