//! Who it is that notes are brought in for: those who are there, and those whose folders are made.

use chrono::NaiveDate;

use crate::acts::birth::{give_keys, read_back};
use crate::cli::support::context::Context;
use crate::model::client::Client;
use crate::model::id;
use crate::model::new_value::NewValue;
use crate::model::refusal::Refusal;
use crate::note::foreign::call_record::Person;
use crate::note::foreign::owner::{Owner, Owners, are_same, are_similar};
use crate::practice::import::arrive::{Entry, Fate};
use crate::practice::{Practice, paths};

/// Everybody of whom something may come in.
pub struct Roster {
    /// Those who are there, then those who are new.
    pub members: Vec<Member>,
    /// How it is found out whose something is.
    pub owners: Owners,
    /// Whether those who aren't there are made.
    makes_new: bool,
}

/// One of them.
pub struct Member {
    /// Their folder.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// Whether their folder is to be made.
    pub is_new: bool,
    /// Their addresses, where they are new.
    emails: Vec<String>,
    /// The first day of theirs, where they are new.
    since: Option<NaiveDate>,
}

/// What was asked for on the command line.
pub struct Asked<'a> {
    /// Whose notes alone are wanted.
    pub client: Option<&'a str>,
    /// Whether each folder is somebody's.
    pub by_folder: bool,
    /// Whether those who aren't there are made.
    pub makes_new: bool,
    /// Who is who: `Ann Lee=anne`, `Ann Lee=new`.
    pub who: &'a [String],
}

impl Roster {
    /// Everybody who is there.
    pub fn gather(
        asked: &Asked<'_>,
        clients: &[Client],
        context: &Context,
        practice: &Practice,
    ) -> anyhow::Result<Self> {
        let place = |id: &str| clients.iter().position(|client| client.id == id);
        let only = match asked.client {
            Some(typed) => place(&find_client(typed, context, practice)?),
            None => None,
        };
        let mut stated = Vec::new();
        for who in asked.who {
            let Some((name, whom)) = who.split_once('=') else {
                let hint = "write --who \"Ann Lee=anne\", or --who \"Ann Lee=new\" for somebody new";
                return Err(Refusal::usage(format!("`{who}` doesn't say who is who"), hint).into());
            };
            let whom = match whom.trim() {
                "new" => None,
                typed => place(&find_client(typed, context, practice)?),
            };
            stated.push((name.trim().to_owned(), whom));
        }
        let people =
            clients.iter().map(|client| Person::new(client.display_name(), client.emails.clone())).collect();
        let member = |client: &Client| Member {
            id: client.id.clone(),
            name: client.display_name().to_owned(),
            is_new: false,
            emails: Vec::new(),
            since: None,
        };
        Ok(Self {
            members: clients.iter().map(member).collect(),
            owners: Owners { people, only, by_folder: asked.by_folder, stated },
            makes_new: asked.makes_new,
        })
    }

    /// Asks of each name that is nearly another one's whose it is, where somebody can be asked. Says whether anything was answered.
    pub fn ask(&mut self, entries: &[Entry], context: &Context) -> anyhow::Result<bool> {
        let mut asked: Vec<String> = Vec::new();
        let before = self.owners.stated.len();
        if !context.ui.can_ask() {
            return Ok(false);
        }
        for entry in entries {
            let Owner::Similar { name, to } = &entry.owner else { continue };
            if asked.contains(name) {
                continue;
            }
            asked.push(name.clone());
            for other in to {
                let question = format!("Is {name} the same person as {other}?");
                if context.ui.confirm(&question, false)? == Some(true) {
                    let at = self.owners.people.iter().position(|person| person.name == *other);
                    self.owners.stated.push((name.clone(), at));
                    break;
                }
            }
        }
        Ok(self.owners.stated.len() > before)
    }

    /// Who each entry is of, by their place among the members. Those who aren't there become members, if that is wished for; names that
    /// are nearly one are left open.
    pub fn settle(&mut self, entries: &mut [Entry]) -> anyhow::Result<Vec<Option<usize>>> {
        let known = self.members.len();
        let mut newcomers: Vec<Person> = Vec::new();
        let arriving = entries.iter().filter(|entry| self.makes_new && entry.arrival().is_some());
        for person in arriving.filter_map(|entry| find_stranger(&entry.owner)) {
            match newcomers.iter_mut().find(|other| are_same(&other.name, &person.name)) {
                Some(other) => {
                    let more: Vec<String> =
                        person.emails.iter().filter(|email| !other.emails.contains(email)).cloned().collect();
                    other.emails.extend(more);
                }
                None => newcomers.push(person.clone()),
            }
        }
        let is_stated = |name: &str| self.owners.stated.iter().any(|(stated, _)| are_same(stated, name));
        let alike: Vec<Vec<String>> = newcomers
            .iter()
            .map(|one| {
                let is_like = |other: &&Person| {
                    !are_same(&one.name, &other.name)
                        && are_similar(&one.name, &other.name)
                        && !(is_stated(&one.name) && is_stated(&other.name))
                };
                newcomers.iter().filter(is_like).map(|other| other.name.clone()).collect()
            })
            .collect();
        for person in &newcomers {
            let id = id::slug(&person.name)?;
            let is_taken = |id: &str| self.members.iter().any(|member| id::fold(&member.id) == id::fold(id));
            let id = id::free(&id, is_taken);
            let (name, emails) = (person.name.clone(), person.emails.clone());
            self.members.push(Member { id, name, is_new: true, emails, since: None });
        }
        let mut settled = Vec::new();
        for entry in entries {
            let at = match &entry.owner {
                Owner::Known(at) => Some(*at),
                Owner::Stranger(person) => newcomers
                    .iter()
                    .position(|other| are_same(&other.name, &person.name))
                    .filter(|_| entry.arrival().is_some())
                    .map(|at| known + at),
                _ => None,
            };
            let like = at.and_then(|at| alike.get(at.checked_sub(known)?)).filter(|like| !like.is_empty());
            if let (Some(like), Some(person)) = (like, find_stranger(&entry.owner)) {
                entry.owner = Owner::Similar { name: person.name.clone(), to: like.clone() };
                settled.push(None);
                continue;
            }
            if let (Some(at), Fate::Arrives(arrival)) = (at, &entry.fate) {
                let since = &mut self.members[at].since;
                *since = Some(since.map_or(arrival.when.date, |day| day.min(arrival.when.date)));
            }
            settled.push(at);
        }
        Ok(settled)
    }

    /// Makes the folders of those who are new and of whom something comes in.
    pub fn make_newcomers(&self, context: &Context, practice: &Practice) -> anyhow::Result<()> {
        for member in self.members.iter().filter(|member| member.is_new && member.since.is_some()) {
            let since = member.since.unwrap_or(context.now.date).min(context.now.date);
            let path = paths::client_note(&member.id);
            let form = NewClient { name: member.name.clone(), since: since.to_string() };
            let note = context.fill(practice, "new-client.md", &form)?;
            let emails: Vec<NewValue> = member.emails.iter().cloned().map(NewValue::Text).collect();
            let email = match &emails[..] {
                [] => None,
                [one] => Some(one.clone()),
                _ => Some(NewValue::List(emails)),
            };
            let keys: Vec<(&str, NewValue)> = email.map(|email| ("email", email)).into_iter().collect();
            let note = give_keys(&path, &note, &keys)?;
            read_back(None, &path, &note)?;
            practice.create(&path, &note)?;
        }
        context.settle()
    }
}

/// What `new-client.md` is filled with.
#[derive(serde::Serialize)]
struct NewClient {
    name: String,
    since: String,
}

fn find_stranger(owner: &Owner) -> Option<&Person> {
    match owner {
        Owner::Stranger(person) => Some(person),
        _ => None,
    }
}

/// The client that is meant; for somebody who isn't there, how to make them.
fn find_client(typed: &str, context: &Context, practice: &Practice) -> anyhow::Result<String> {
    context.client(practice, Some(typed)).map_err(|error| match error.downcast::<Refusal>() {
        Ok(refusal) if refusal.what == format!("there is no client `{typed}`") => {
            let hint = format!("{}; for somebody new: coach client new NAME", refusal.hint);
            Refusal { hint, ..refusal }.into()
        }
        Ok(refusal) => refusal.into(),
        Err(error) => error,
    })
}
