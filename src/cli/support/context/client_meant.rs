//! The client that is meant: by name, or as the one of the call at hand.

use super::Context;

use anyhow::bail;
use chrono::Timelike as _;

use crate::insight::which::Purpose;
use crate::insight::which::at_hand::{AtHand, Call, call_at_hand};
use crate::insight::which::bare_words::{self, Words};
use crate::model::matching::{Candidate, Meant};
use crate::model::moment::Moment;
use crate::model::order::InOrder as _;
use crate::model::record::Record;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::model::shell_word::quote;
use crate::practice::Practice;

impl Context {
    /// The id of the client that is meant by a command that only shows; without a word, the one of the call at hand.
    pub fn client(&self, practice: &Practice, typed: Option<&str>) -> anyhow::Result<String> {
        self.client_for(practice, typed, Purpose::Show)
    }

    /// The id of the client that is meant by a command that writes.
    pub fn client_to_write(&self, practice: &Practice, typed: Option<&str>) -> anyhow::Result<String> {
        self.client_for(practice, typed, Purpose::Write)
    }

    /// The id of the client that is meant; without a word, the one of the call at hand, which is said.
    pub fn client_for(
        &self,
        practice: &Practice,
        typed: Option<&str>,
        purpose: Purpose,
    ) -> anyhow::Result<String> {
        let Some(typed) = typed else { return self.client_at_hand(practice, purpose) };
        let meant = practice.client_meant(typed);
        if matches!(&meant, Meant::None(_))
            && !self.global.shared
            && let Some(id) = practice.find_archived(typed)
        {
            let hint = format!("coach restore clients/{id} brings them back", id = quote(&id));
            bail!(Refusal::unknown(
                format!("`{id}` is archived, and nothing reads what lies in .trash/"),
                hint
            ));
        }
        self.require_one(meant, typed, "client", "coach client list")
    }

    /// The client that is meant, and the text behind the name, where the words of a command line need no quotes.
    pub fn client_and_text(
        &self,
        practice: &Practice,
        words: &[String],
    ) -> anyhow::Result<(String, Option<String>)> {
        if let Some(option) = words.get(1).filter(|word| bare_words::looks_like_option(word)) {
            let hint = "options stand before the words or behind them, and --help lists them; what begins like one and is meant as words goes into quotes with the others";
            bail!(Refusal::usage(format!("`{option}` is no option here"), hint));
        }
        match bare_words::part(words) {
            Words::None => Ok((self.client_to_write(practice, None)?, None)),
            Words::AtHand(text) => Ok((self.client_to_write(practice, None)?, Some(text))),
            Words::Named(client, text) => Ok((self.client_to_write(practice, Some(&client))?, text)),
            Words::Bare(words) => {
                let client = &words[0];
                match bare_words::client_and_rest(&words, &practice.candidates()) {
                    (Meant::None(_), _) => {
                        let ways = crate::cli::support::other_words::find_ways(
                            &crate::cli::tree(),
                            Some("note"),
                            client,
                        );
                        if let Some(way) = ways.first() {
                            bail!(Refusal::unknown(
                                format!("`{client}` is no client's id or name"),
                                format!("did you mean {way}?")
                            ))
                        }
                        let hint = "begin with the client's id or a whole word of their name, or put the words in quotes for the call at hand";
                        bail!(Refusal::unknown(format!("`{client}` is no client's id or name"), hint))
                    }
                    (Meant::Several(several), _) if !self.global.shared => {
                        let all = list_candidates(&several);
                        let hint = "begin with the exact id, and put the words behind it in quotes";
                        bail!(Refusal::ambiguous(format!("`{client}` could be {all}"), hint))
                    }
                    (meant, text) => {
                        let client = self.require_one(meant, client, "client", "coach client list")?;
                        Ok((client, Some(text).filter(|text| !text.is_empty())))
                    }
                }
            }
        }
    }

    /// Exactly one of what was typed, or the reason why not.
    pub fn require_one(&self, meant: Meant, typed: &str, kind: &str, list: &str) -> anyhow::Result<String> {
        let hidden = self.global.shared && kind == "client";
        match meant {
            Meant::One(id) => Ok(id),
            Meant::Several(_) | Meant::None(_) if hidden => {
                bail!(Refusal::ambiguous(format!("`{typed}` isn't exactly one {kind}"), "type the exact id"))
            }
            Meant::Several(several) => {
                let all = list_candidates(&several);
                bail!(Refusal::ambiguous(format!("`{typed}` could be {all}"), "type more of it"))
            }
            Meant::None(near) => {
                let all: Vec<String> = near.iter().map(name_candidate).collect();
                let hint = if all.is_empty() {
                    format!("to see them all: {list}")
                } else {
                    format!("did you mean {}?", all.join(" or "))
                };
                bail!(Refusal::unknown(format!("there is no {kind} `{typed}`"), hint))
            }
        }
    }

    fn client_at_hand(&self, practice: &Practice, purpose: Purpose) -> anyhow::Result<String> {
        // Whoever looks at a shared screen is in the call that is on, or the page isn't theirs.
        let purpose = if self.global.shared { Purpose::HandOver } else { purpose };
        let mut near = practice.clients_naming(self.now);
        if let Some(yesterday) = self.now.date.pred_opt().filter(|_| is_early(self.now)) {
            near.extend(practice.clients_naming(Moment::day(yesterday)));
            near.put_in_order();
            near.dedup();
        }
        let mut problems = Vec::new();
        let records: Vec<Record> = near.iter().map(|id| practice.record(id).take(&mut problems)).collect();
        let (record, session) = match call_at_hand(&records, self.now, purpose) {
            AtHand::One(call) => call,
            AtHand::Several(calls) if self.ui.can_ask() && purpose != Purpose::HandOver => {
                self.choose_call(&calls)?
            }
            found => {
                // The call may stand in a note that could not be read.
                self.tell(&problems);
                if practice.client_ids().value.is_empty() {
                    let hint = "to begin the folder of the first one: coach client new Their Name";
                    bail!(Refusal::unknown("there are no clients yet", hint));
                }
                bail!(self.no_call_at_hand(&found, purpose))
            }
        };
        let hour = session.when.time.map_or_else(String::new, |time| format!(" at {}", time.format("%H:%M")));
        let day = if session.when.date < self.now.date { "yesterday" } else { "today" };
        self.ui.say(&format!("{}: the call {day}{hour}", record.client.display_name()));
        Ok(record.client.id.clone())
    }

    /// Asks which of several calls is meant; the last one begun is offered.
    fn choose_call<'a>(&self, calls: &[Call<'a>]) -> anyhow::Result<Call<'a>> {
        let shown = calls.iter().map(name_call).collect();
        let chosen = self.ui.choose_from("Which call?", shown, calls.len() - 1)?;
        Ok(*chosen.and_then(|place| calls.get(place)).ok_or_else(|| {
            Refusal::missing("no call was chosen", "name the client; coach client list shows them all")
        })?)
    }

    /// Why no call is at hand. Where the client may see it, nobody is named.
    fn no_call_at_hand(&self, found: &AtHand<'_>, purpose: Purpose) -> Refusal {
        let name_client = "name the client, as coach client list shows them; a call is planned by coach session new CLIENT --on WHEN";
        if purpose == Purpose::HandOver {
            let what = if matches!(found, AtHand::Several(_)) {
                "more than one call is on now"
            } else {
                "no call is on now"
            };
            let hint = "name the client whose screen or page this is";
            return Refusal::with_kind(RefusalKind::NoCall, what, hint);
        }
        match found {
            AtHand::Several(calls) => {
                let all: Vec<String> = calls.iter().map(name_call).collect();
                let what = format!("nobody has said yet what happened in {}", all.join(" and "));
                Refusal::ambiguous(what, "name the client whose call is meant")
            }
            AtHand::NotBegun(call) => {
                let what = format!("no call has begun today; the next is {}", name_call(call));
                Refusal::missing(what, format!("name the client if theirs is meant: {}", call.0.client.id))
            }
            AtHand::One(_) | AtHand::None => {
                let what = format!("there is no call on {}", Moment::day(self.now.date).to_spoken());
                Refusal::missing(what, name_client)
            }
        }
    }
}

fn list_candidates(candidates: &[Candidate]) -> String {
    candidates.iter().map(name_candidate).collect::<Vec<_>>().join(", ")
}

fn name_candidate(candidate: &Candidate) -> String {
    match candidate {
        Candidate { id, name } if id == name => id.clone(),
        Candidate { id, name } => format!("{id} ({name})"),
    }
}

/// Whether a call of yesterday evening may still be on: none takes longer than this.
fn is_early(now: Moment) -> bool {
    const LONGEST: u32 = 8;
    now.time.is_some_and(|time| time.hour() < LONGEST)
}

/// A call as it is named among others: whose it is, and its hour.
fn name_call((record, session): &Call<'_>) -> String {
    let hour = session.when.time.map_or_else(String::new, |time| format!(" ({})", time.format("%H:%M")));
    format!("{}{hour}", record.client.display_name())
}
