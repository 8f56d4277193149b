//! Whose a mail is: the sender's address, and nothing else, says it.

use crate::model::order::InOrder as _;

/// Whose a mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailOwner {
    /// A client's, by their id.
    Client(String),
    /// The coach's own, which is no client's words.
    Coach,
    /// Of somebody who is no client.
    Stranger(String),
    /// Several clients have the address, or several people wrote it.
    Several(Vec<String>),
    /// No address says who wrote it.
    Unsigned,
}

/// A client and their addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// The client's id.
    pub id: String,
    /// Where they write from.
    pub emails: Vec<String>,
}

/// Finds whose a mail is from the addresses of its senders. They match whole, in any case; `own` is the coach's.
#[must_use]
pub fn find_mail_owner(from: &[String], own: Option<&str>, clients: &[Addressed]) -> MailOwner {
    let Some(first) = from.first() else { return MailOwner::Unsigned };
    let folded: Vec<String> = from.iter().map(|address| fold_address(address)).collect();
    if own.is_some_and(|own| folded.contains(&fold_address(own))) {
        return MailOwner::Coach;
    }
    let has = |client: &&Addressed, address: &String| {
        client.emails.iter().any(|email| fold_address(email) == *address)
    };
    let mut found: Vec<String> = Vec::new();
    for address in &folded {
        found.extend(clients.iter().filter(|client| has(client, address)).map(|client| client.id.clone()));
    }
    found.put_in_order();
    found.dedup();
    // One of two senders is somebody else, whose words they could be.
    let is_shared = folded.iter().any(|address| !clients.iter().any(|client| has(&client, address)));
    match found.len() {
        1 if !is_shared => MailOwner::Client(found.remove(0)),
        0 => MailOwner::Stranger(first.clone()),
        1 => MailOwner::Several(found.into_iter().chain(from.iter().cloned()).collect()),
        _ => MailOwner::Several(found),
    }
}

/// An address as it is compared: in small letters, without what stands around it.
fn fold_address(address: &str) -> String {
    let address = address.trim().trim_start_matches("mailto:");
    let bare = address.rsplit_once('<').map_or(address, |(_, rest)| rest).trim_end_matches('>');
    bare.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Addressed, MailOwner, find_mail_owner};

    #[test]
    fn an_address_is_somebodys_or_nobodys() {
        let client = |id: &str, emails: &[&str]| Addressed {
            id: id.into(),
            emails: emails.iter().map(|email| (*email).to_owned()).collect(),
        };
        let clients = [
            client("ada", &["ada@b.org", "Ada.Lund@Work.org"]),
            client("bo", &["bo@b.org", "team@b.org"]),
            client("cy", &["team@b.org", "r@b.org"]),
        ];
        for (from, wanted) in [
            (&["ADA@b.org"][..], MailOwner::Client("ada".into())),
            (&["ada.lund@work.org"], MailOwner::Client("ada".into())),
            (&["ada@b.org", "ada.lund@work.org"], MailOwner::Client("ada".into())),
            (&["ada@b.or"], MailOwner::Stranger("ada@b.or".into())),
            (&["xada@b.org"], MailOwner::Stranger("xada@b.org".into())),
            (&["team@b.org"], MailOwner::Several(vec!["bo".into(), "cy".into()])),
            (&["R@b.org"], MailOwner::Coach),
            (&["ada@b.org", "r@b.org"], MailOwner::Coach),
            (
                &["ada@b.org", "x@b.org"],
                MailOwner::Several(vec!["ada".into(), "ada@b.org".into(), "x@b.org".into()]),
            ),
            (&[], MailOwner::Unsigned),
        ] {
            let from: Vec<String> = from.iter().map(|address| (*address).to_owned()).collect();
            assert_eq!(find_mail_owner(&from, Some("r@b.org"), &clients), wanted, "{from:?}");
        }
    }
}
