//! Marks taken in a conversation: one question at a time, the drawing above it made anew after each answer.

use std::io;
use std::sync::Arc;

use anyhow::bail;

use crate::acts::area_marks::{add_area, describe_area, is_said_of, mark_area, pick_area, set_areas};
use crate::cli::support::area_ratings;
use crate::cli::support::area_ratings::{Mark, split_area_names};
use crate::cli::support::context::{Context, overrides_of};
use crate::cli::support::note_in_hand::NoteInHand;
use crate::cli::support::word_lists::read_plan_words;
use crate::cli::talks::question::{MORE, Reply, ask, ask_for};
use crate::cli::talks::role_alone;
use crate::insight::balance::{Area, BalanceView, areas, balance_in, latest};
use crate::model::problem::Loaded;
use crate::model::record::Record;
use crate::model::refusal::Refusal;
use crate::model::session::is_same_area;
use crate::model::wording::PlanWords;
use crate::practice::Practice;
use crate::render::surroundings::{Drawing, Surroundings};
use crate::render::template::Templates;
use crate::render::{linear, terminal};

/// How to answer.
const HOW: &str = "Enter keeps what stands in brackets, < goes back, a dot ends it.";

/// How to answer which area is looked at alone.
const PICK: &str = "Type its name; Enter leaves it at the marks, < goes back to them.";

/// How to answer what the manager of one area would do.
const ONLY_ONE: &str = "One thing a line; Enter on an empty line ends it.";

/// One thing to ask of one of the areas, which is known by its place.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// What one would see them doing in it.
    Seen(usize),
    /// One of its marks.
    Mark(usize, Mark),
}

/// The conversation about one client's areas.
pub struct Asking<'a> {
    context: &'a Context,
    practice: &'a Practice,
    client: &'a str,
    words: PlanWords,
    /// The note of the session.
    paper: NoteInHand<'a>,
    /// What stood in it at the beginning.
    before: String,
    areas: Vec<String>,
    /// The lines in which the client has said what one would see them doing in an area.
    seen: Vec<String>,
    drawn: bool,
}

impl<'a> Asking<'a> {
    /// Begins it, in the note of a session.
    pub fn new(
        context: &'a Context,
        practice: &'a Practice,
        client: &'a str,
        session: &Arc<str>,
    ) -> anyhow::Result<Self> {
        let record = practice.record(client).value;
        let paper = NoteInHand::open(practice, session)?;
        Ok(Self {
            context,
            practice,
            client,
            words: read_plan_words(practice)?,
            before: paper.text.clone(),
            paper,
            areas: areas(&record, latest(&record, context.now).as_ref()),
            seen: record
                .sessions
                .iter()
                .flat_map(|session| &session.said)
                .map(|said| said.text.to_string())
                .collect(),
            drawn: false,
        })
    }

    /// Asks for the areas where none is known, for each mark of each, and which of them the client would look at alone.
    pub fn run(mut self) -> anyhow::Result<()> {
        if self.areas.is_empty() && !self.ask_for_areas()? {
            return Ok(());
        }
        let steps = self.steps();
        let mut at = 0;
        loop {
            let view = self.view()?;
            if at < steps.len() {
                self.draw(&view, HOW, !self.drawn)?;
            } else {
                self.draw(&view, PICK, true)?;
            }
            let reply = match steps.get(at) {
                Some(Step::Seen(area)) => self.ask_what_is_seen(*area)?,
                Some(Step::Mark(area, mark)) => self.ask_for_mark(&view, *area, *mark)?,
                None => self.ask_which_alone(&view)?,
            };
            match reply {
                Reply::Back => at = at.saturating_sub(1),
                Reply::Said(_) | Reply::Skip if at < steps.len() => at += 1,
                Reply::End if at < steps.len() => {
                    self.tell()?;
                    return Ok(());
                }
                _ => return Ok(()),
            }
        }
    }

    /// What is asked of the areas, in its order. A word such as "balance" is asked once what one would see in it: of what nobody can
    /// see, neither hours nor quality say much.
    fn steps(&self) -> Vec<Step> {
        let of_area = |(place, name): (usize, &String)| {
            let is_vague = self.words.vague_areas.iter().any(|vague| is_same_area(vague, name));
            let is_seen = self.seen.iter().any(|said| is_said_of(said, name));
            let first = (is_vague && !is_seen).then_some(Step::Seen(place));
            first.into_iter().chain(Mark::ALL.map(|mark| Step::Mark(place, mark)))
        };
        self.areas.iter().enumerate().flat_map(of_area).collect()
    }

    /// What one would see them doing in an area, kept as their own words in the call's note.
    fn ask_what_is_seen(&mut self, place: usize) -> anyhow::Result<Reply> {
        let name = &self.areas[place];
        let reply = ask(self.context, &self.words.asks("seen", name), None)?;
        if let Reply::Said(answer) = &reply {
            self.paper.change(|text| describe_area(text, name, answer))?;
        }
        Ok(reply)
    }

    /// Their own areas, each kept in `client.md` as it is named. No when it was ended.
    fn ask_for_areas(&mut self) -> anyhow::Result<bool> {
        self.context.ui.say("Enter on an empty line goes on, < takes the last one back, a dot ends it.");
        let mut client = NoteInHand::open(self.practice, &self.record().client.path)?;
        let first = self.words.asks("areas", "");
        loop {
            let question = if self.areas.is_empty() { first.as_str() } else { MORE };
            match ask(self.context, question, None)? {
                Reply::Said(typed) => {
                    // Several with commas between them are several, as behind --areas.
                    for area in split_area_names(&typed) {
                        if self.areas.iter().any(|known| is_same_area(known, &area)) {
                            self.context.ui.say(&format!("{area} is there already"));
                            continue;
                        }
                        client.change(|text| add_area(text, &area))?;
                        self.areas.push(area);
                    }
                }
                Reply::Back => {
                    self.areas.pop();
                    client.change(|text| set_areas(text, &self.areas))?;
                }
                Reply::Skip if !self.areas.is_empty() => return Ok(true),
                Reply::End if !self.areas.is_empty() => return Ok(false),
                Reply::Skip | Reply::End => {
                    bail!(Refusal::missing(
                        "without areas there is nothing to mark",
                        "coach balance rate asks again"
                    ))
                }
            }
        }
    }

    /// One mark of one area. What stands is what its note has, else what was marked before, which Enter makes today's as well.
    fn ask_for_mark(&mut self, view: &BalanceView, place: usize, mark: Mark) -> anyhow::Result<Reply> {
        let name = &self.areas[place];
        let area = view.areas.iter().find(|area| is_same_area(&area.now.area, name));
        let (now, before) = area.map_or((None, None), |area| (now(area, mark), find_before(area, mark)));
        let question = format!("{}/{} {}", place + 1, self.areas.len(), self.words.asks(mark.key(), name));
        let standing = now.or(before).map(|number| number.to_string());
        let said = match ask_for(self.context, &question, standing.as_deref(), |said| mark.read(said))? {
            Ok(number) => Some(number),
            Err(Reply::Skip) => before.filter(|_| now.is_none()),
            Err(other) => return Ok(other),
        };
        if let Some(number) = said {
            self.paper.change(|text| mark_area(text, name, mark.key(), number))?;
        }
        Ok(Reply::Skip)
    }

    /// Which area they would look at alone: theirs to pick. Where the gap is widest is only said, and Enter picks nothing.
    fn ask_which_alone(&mut self, view: &BalanceView) -> anyhow::Result<Reply> {
        self.tell()?;
        if let Some(area) = view.areas.iter().find(|area| Some(&area.now.area) == view.largest.as_ref())
            && let (Some(hours), Some(wish)) = (area.now.hours, area.now.wish)
        {
            let gap = format!("{} of {} hours wished for", hours.0, wish.0);
            self.context.ui.say(&format!("The widest gap is in {}: {gap}.", area.now.area));
        }
        let question = self.words.asks("which_area", "");
        let picked = ask_for(self.context, &question, None, |typed| {
            area_ratings::find_area(typed, &self.areas, self.client).map(str::to_owned)
        })?;
        match picked {
            Ok(name) => {
                self.paper.change(|text| pick_area(text, &name))?;
                self.ask_the_manager(&name)
            }
            Err(Reply::Back) => Ok(Reply::Back),
            Err(_) => Ok(Reply::End),
        }
    }

    /// What they would do as the manager of that area alone. It becomes a plan, if they want it to.
    fn ask_the_manager(&mut self, name: &str) -> anyhow::Result<Reply> {
        self.context.ui.say(ONLY_ONE);
        let Reply::Said(first) = ask(self.context, &self.words.asks("only_manager", name), None)? else {
            return Ok(Reply::End);
        };
        let record = self.record();
        let role = self.words.asks("manager", name);
        let path = role_alone::begin_draft(self.context, self.practice, &record, &role)?;
        let mut paper = NoteInHand::open(self.practice, &path)?;
        role_alone::keep_idea(&mut paper, &role, &first)?;
        let mut ideas = vec![first];
        ideas.extend(role_alone::ask_for_ideas(self.context, &mut paper, &role, MORE)?);
        if role_alone::pick_idea(self.context, &self.words, &mut paper, ("which_idea", &ideas), self.client)?
        {
            role_alone::go_on_with_idea(self.context, self.practice, &record, &self.words, &mut paper)?;
        } else {
            self.context.did(&path, "a draft; coach plan new goes on with it")?;
        }
        Ok(Reply::End)
    }

    fn tell(&self) -> anyhow::Result<()> {
        let changed = self.paper.text != self.before;
        self.context
            .did(&self.paper.path, if changed { "the marks are written" } else { "nothing to change" })
    }

    fn record(&self) -> Record {
        self.context.keep_theirs(self.practice.record(self.client).value)
    }

    /// How it stands in this session.
    fn view(&self) -> anyhow::Result<BalanceView> {
        let record = self.record();
        let gone =
            || io::Error::other("the note of the session can't be read any more: coach check tells why");
        let session =
            record.sessions.iter().find(|session| session.path == self.paper.path).ok_or_else(gone)?;
        let view = balance_in(&record, session, self.context.now);
        Ok(self.context.fit_to_screen(Loaded::from(view))?.value)
    }

    /// Draws how it stands. Whoever hears it is told the whole only where it is `news`; each answer was heard as it was given.
    fn draw(&mut self, view: &BalanceView, how: &str, news: bool) -> anyhow::Result<()> {
        let ui = &self.context.ui;
        if ui.is_linear() && !news {
            return Ok(());
        }
        let drawing =
            if ui.is_linear() { Drawing::Words } else { self.context.screen_surroundings().drawing };
        let around = Surroundings { drawing, ..self.context.surroundings() };
        let table = Templates::new(around, overrides_of(self.practice)?)?.fill("balance-table.md", view)?;
        if ui.is_linear() {
            self.drawn = true;
            ui.say(linear::to_linear(&table).trim_end());
            ui.say(how);
            return Ok(());
        }
        let drawn = terminal::to_terminal(&format!("{table}\n{how}\n"), ui.width(), ui.prompt_colour());
        ui.redraw(&drawn, !std::mem::replace(&mut self.drawn, true));
        Ok(())
    }
}

fn now(area: &Area, mark: Mark) -> Option<f64> {
    match mark {
        Mark::Rating => area.now.rating.map(crate::model::mark::Mark::value),
        Mark::Hours => area.now.hours.map(|hours| hours.0),
        Mark::Wish => area.now.wish.map(|wish| wish.0),
    }
}

/// The last of the earlier marks of this kind.
fn find_before(area: &Area, mark: Mark) -> Option<f64> {
    area.earlier.iter().rev().find_map(|earlier| match mark {
        Mark::Rating => earlier.rating.map(crate::model::mark::Mark::value),
        Mark::Hours => earlier.hours.map(|hours| hours.0),
        Mark::Wish => earlier.wish.map(|wish| wish.0),
    })
}
