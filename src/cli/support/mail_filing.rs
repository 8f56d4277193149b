//! Filing one client's mail: its ticks, the answers to their page, and all else as a note from them.

use std::collections::HashMap;
use std::sync::Arc;

use super::context::Context;
use super::mail_received::Incoming;
use super::new_note::{begin_note, find_standing};
use super::note_in_hand::NoteInHand;
use super::word_lists::read_plan_words;
use crate::acts::page_answers::{
    PageAnswer, add_their_words, read_handed_on_answers, read_page_answers, read_quoted_answers,
    read_their_mark, write_left_answers, write_their_mark,
};
use crate::acts::plan::received_progress::{Progress, find_named_plans, read_progress, tick_progress};
use crate::acts::plan::review::Review;
use crate::acts::received_mail::{has_own_words, leave_out_lines, name_attachment, write_mail_note};
use crate::insight::name_and_id::Named;
use crate::insight::received::{FiledAnswer, MailResult, ReceivedMail};
use crate::insight::which::plan::newest_open_plan;
use crate::model::file_name::stem;
use crate::model::moment::split_leading_day;
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::model::session::Side;
use crate::note::mail::reply::{Source, join_own_words};
use crate::practice::{Practice, paths};

/// The heading of the client's own words on what helps them.
const HELPS: &str = "What helps me when I'm stuck";

/// What has been filed so far, so that a mail that comes twice adds nothing.
#[derive(Default)]
pub struct Filing {
    /// The notes of mails by their message id, client by client.
    known: HashMap<String, HashMap<String, Arc<str>>>,
}

impl Filing {
    /// Files a mail of a client's.
    pub fn file(
        &mut self,
        context: &Context,
        practice: &Practice,
        client: &str,
        mail: &Incoming,
    ) -> anyhow::Result<ReceivedMail> {
        let record = practice.record(client).value;
        let known = self.known.entry(client.to_owned()).or_insert_with(|| list_known(&record));
        let mut received = ReceivedMail {
            client: Some(Named::from_record(&record)),
            result: MailResult::There,
            ..begin_received(mail)
        };
        if let Some(note) = mail.id.as_ref().and_then(|id| known.get(id)) {
            received.note = Some(note.to_string());
            return Ok(received);
        }
        let mut desk = Desk { context, practice, record: &record, mail, received, taken: Vec::new() };
        desk.tick_steps()?;
        let left = desk.file_answers()?;
        let note = desk.write_rest(&left)?;
        if let (Some(id), Some(note)) = (&mail.id, note) {
            known.insert(id.clone(), note);
        }
        Ok(desk.received)
    }
}

/// What is told of a mail whoever's it is.
pub fn begin_received(mail: &Incoming) -> ReceivedMail {
    ReceivedMail {
        file: mail.file.clone(),
        from: mail.from.first().cloned(),
        date: mail.when,
        subject: mail.subject.clone(),
        client: None,
        result: MailResult::Refused,
        ticked: Vec::new(),
        unknown: Vec::new(),
        answers: Vec::new(),
        note: None,
        files: Vec::new(),
        told: mail.remarks.clone(),
        hint: None,
    }
}

fn list_known(record: &Record) -> HashMap<String, Arc<str>> {
    let notes = record.notes.iter().chain(&record.doubted.notes);
    notes.filter_map(|note| Some((note.mail.clone()?, Arc::clone(&note.path)))).collect()
}

/// One mail on the desk.
struct Desk<'a> {
    context: &'a Context,
    practice: &'a Practice,
    record: &'a Record,
    mail: &'a Incoming,
    received: ReceivedMail,
    /// The lines that were filed, by their number from 0.
    taken: Vec<usize>,
}

impl Desk<'_> {
    /// Ticks the steps that the mail says are done: of the plan that it names, else of the newest open one.
    fn tick_steps(&mut self) -> anyhow::Result<()> {
        let text = &self.mail.text;
        let named = find_named_plans(text).find_map(|id| self.record.plan(id));
        let is_plan = |id: &&str| split_leading_day(id).is_some();
        if let Some(gone) = find_named_plans(text).find(is_plan).filter(|_| named.is_none()) {
            self.received.told.push(format!("it is about a plan that isn't there: {gone}"));
            return Ok(());
        }
        let Some(plan) = named.or_else(|| newest_open_plan(self.record)) else { return Ok(()) };
        let progress = read_progress(plan, text);
        // Without the plan's name above them only lines that are its very steps are read so.
        if named.is_none() && progress.taken.is_empty() {
            return Ok(());
        }
        let mut paper = NoteInHand::open(self.practice, &plan.path)?;
        paper.stage(|text| tick_progress(text, plan, &progress))?;
        self.received.ticked = list_ticked(plan, &progress);
        if !progress.ticked.is_empty() {
            self.received.result = MailResult::Received;
        }
        self.received.unknown.clone_from(&progress.unknown);
        self.taken.extend(progress.taken);
        Ok(())
    }

    /// Files the answers of the page. Gives those that have no place, or whose place holds something else.
    fn file_answers(&mut self) -> anyhow::Result<Vec<PageAnswer>> {
        let (text, source) = (&self.mail.text, self.mail.source());
        let emails = &self.record.client.emails;
        let is_theirs = |address: &str| emails.iter().any(|email| email.trim().eq_ignore_ascii_case(address));
        let mut answers = read_page_answers(text, source);
        answers.extend(read_handed_on_answers(text, source, is_theirs));
        let mut left = Vec::new();
        for answer in answers {
            self.taken.extend(&answer.lines);
            match self.file_answer(&answer)? {
                Some((to, is_new)) => {
                    if is_new {
                        self.received.result = MailResult::Received;
                    }
                    self.received.answers.push(FiledAnswer { question: answer.question, to: to.to_string() });
                }
                None => left.push(answer),
            }
        }
        self.tell_quoted_answers();
        Ok(left)
    }

    /// Tells of answers in what the mail quotes that stand nowhere yet: an older mail of theirs, or somebody else's.
    fn tell_quoted_answers(&mut self) {
        let mut unfiled = 0;
        for answer in read_quoted_answers(&self.mail.text, self.mail.source()) {
            let is_taken = answer.lines.iter().any(|line| self.taken.contains(line));
            if !is_taken && !self.has_answer(&answer) {
                unfiled += 1;
            }
        }
        let (what, them) = match unfiled {
            0 => return,
            1 => ("1 answer to your page stands".to_owned(), "it"),
            count => (format!("{count} answers to your page stand"), "them"),
        };
        let client = &self.record.client.id;
        self.received.told.push(format!(
            "{what} in what it quotes, and nobody can see whose that is; to file {them}, hand over those lines alone: \
             coach receive - --client {client}"
        ));
    }

    /// Whether an answer stands somewhere in the client's notes, or its mark has been given.
    fn has_answer(&self, answer: &PageAnswer) -> bool {
        let record = self.record;
        let about = answer.about.as_deref();
        let keys = if read_their_mark(&answer.words).is_some() { ["alliance", "reasons"] } else { [""; 2] };
        let read = |path: &Arc<str>| self.practice.text(path).unwrap_or_default();
        let sessions = record.sessions.iter().map(|one| (&one.id, &one.path));
        let mut dated = sessions.chain(record.goals.iter().map(|one| (&one.id, &one.path)));
        let is_marked = dated.any(|(id, path)| {
            about == Some(&**id)
                && keys.iter().any(|key| find_mark(&read(path), [key, &answer.question]).is_some())
        });
        let fold =
            |text: &str| text.replace(['\\', '>'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
        let words = fold(&answer.words);
        let mut all = std::iter::once(&record.client.path)
            .chain(record.plans.iter().map(|one| &one.path))
            .chain(record.goals.iter().map(|one| &one.path))
            .chain(record.sessions.iter().map(|one| &one.path));
        // A mail that quotes it may lie there, too.
        let mut own = record.notes.iter().map(|one| join_own_words(&read(&one.path), Source::Mail));
        let is_words = keys[0].is_empty();
        is_marked
            || is_words && all.any(|path| fold(&read(path)).contains(&words))
            || is_words && own.any(|text| fold(&text).contains(&words))
    }

    /// Where an answer was filed, and whether that wrote anything.
    fn file_answer(&mut self, answer: &PageAnswer) -> anyhow::Result<Option<(Arc<str>, bool)>> {
        let about = answer.about.as_deref();
        let words = answer.words.as_str();
        let record = self.record;
        let goal = || about.and_then(|id| record.goals.iter().find(|goal| goal.id == id));
        match answer.question.as_str() {
            "happened" => {
                let Some(plan) = about.and_then(|id| record.plan(id)) else { return Ok(None) };
                let plan_words = read_plan_words(self.practice)?;
                let review = Review { happened: Some(words.to_owned()), ..Review::default() };
                let day = self.context.now.date;
                self.change(&plan.path, |text| review.write_into(text, day, &plan_words)).map(Some)
            }
            "stuck" => self.change(&record.client.path, |text| add_their_words(text, HELPS, words)).map(Some),
            mark @ ("heard" | "focus" | "approach" | "overall") => {
                let session = about.and_then(|id| record.sessions.iter().find(|session| session.id == id));
                let Some(session) = session else { return Ok(None) };
                let path = Arc::clone(&session.path);
                self.file_mark(&path, ["alliance", mark], words)
            }
            "reasons" => match goal() {
                Some(goal) => {
                    self.change(&goal.path, |text| add_their_words(text, "In their words", words)).map(Some)
                }
                None => Ok(None),
            },
            reason @ ("external" | "introjected" | "identified" | "intrinsic") => match goal() {
                Some(goal) => {
                    let path = Arc::clone(&goal.path);
                    self.file_mark(&path, ["reasons", reason], words)
                }
                None => Ok(None),
            },
            _ => match record.next_call(self.context.now) {
                Some(call) => {
                    self.change(&call.path, |text| add_their_words(text, "Preparation", words)).map(Some)
                }
                None => Ok(None),
            },
        }
    }

    /// Writes a mark, unless another one stands there: which of the two counts is for the coach to say.
    fn file_mark(
        &mut self,
        path: &Arc<str>,
        keys: [&str; 2],
        words: &str,
    ) -> anyhow::Result<Option<(Arc<str>, bool)>> {
        let Some(mark) = read_their_mark(words) else {
            self.received
                .told
                .push(format!("{}: {words} is no mark from 0 to 10; it stands in the note", keys[1]));
            return Ok(None);
        };
        let standing = find_mark(&self.practice.text(path)?, keys);
        match standing {
            Some(standing) if standing.trim().parse() == Ok(mark) => Ok(Some((Arc::clone(path), false))),
            Some(standing) => {
                let told = format!(
                    "{}: {standing} stands there, and now they give {mark}; it is left as it is",
                    keys[1]
                );
                self.received.told.push(told);
                Ok(None)
            }
            None => self.change(path, |text| write_their_mark(text, keys, mark)).map(Some),
        }
    }

    /// Changes a note; says whether that changed anything.
    fn change(
        &self,
        path: &Arc<str>,
        edit: impl FnOnce(&str) -> crate::acts::Edited,
    ) -> anyhow::Result<(Arc<str>, bool)> {
        let mut paper = NoteInHand::open(self.practice, path)?;
        let before = paper.text.clone();
        paper.stage(edit)?;
        Ok((Arc::clone(path), paper.text != before))
    }

    /// Keeps what wasn't filed elsewhere as a note of theirs, and what is attached beside it.
    fn write_rest(&mut self, left: &[PageAnswer]) -> anyhow::Result<Option<Arc<str>>> {
        let mail = self.mail;
        let mut text = leave_out_lines(&mail.text, &self.taken);
        let has_rest = has_own_words(&text, mail.source());
        if !(has_rest || !left.is_empty() || !mail.attachments.is_empty()) {
            if self.received.answers.is_empty() && self.taken.is_empty() {
                self.received.told.push("nothing of theirs stands in it: all of it is quoted".to_owned());
            }
            return Ok(None);
        }
        if !left.is_empty() {
            // Above all else, so that no line of attribution in the mail makes them somebody else's.
            let answers = write_left_answers(&left.iter().collect::<Vec<_>>());
            text = if has_rest { format!("{answers}\n{text}") } else { answers };
        }
        let when = mail.when.unwrap_or(self.context.now);
        let client = &self.record.client.id;
        let (path, head) = begin_note(self.context, self.practice, client, when, Side::Client.word())?;
        let files = self.lay_files(&path)?;
        let note = write_mail_note(&path, &head, mail.id.as_deref(), &files, &text)?;
        // What was pasted has no id: the same words on the same day are the same mail.
        if mail.id.is_none()
            && let Some(same) = find_standing(self.practice, client, when, Side::Client, &note)
        {
            self.received.note = Some(same.to_string());
            return Ok(None);
        }
        self.practice.create(&path, &note)?;
        self.received.result = MailResult::Received;
        self.received.note = Some(path.to_string());
        Ok(Some(path))
    }

    /// Lays what is attached into the client's folder. Gives the names.
    fn lay_files(&mut self, note: &str) -> anyhow::Result<Vec<String>> {
        let id = stem(note);
        let mut names = Vec::new();
        for (place, (name, ending, bytes)) in self.mail.attachments.iter().enumerate() {
            let wanted = name_attachment(id, name.as_deref(), ending, place + 1);
            let path = |name: &str| {
                format!("{}/{}/{name}", paths::client_folder(&self.record.client.id), paths::FILES)
            };
            let (stem, ending) = wanted.rsplit_once('.').unwrap_or((&wanted, ""));
            let numbered = (2..).map(|number| format!("{stem}-{number}.{ending}"));
            // The very bytes may stand there: a command that was cut off behind them is run again.
            let fits = |name: &String| {
                let path = path(name);
                !self.practice.has(&path) || self.practice.holds(&path, bytes)
            };
            let free = std::iter::once(wanted.clone()).chain(numbered).find(fits);
            let name = free.unwrap_or(wanted.clone());
            if !self.practice.has(&path(&name)) {
                self.practice.create(&path(&name), bytes)?;
            }
            self.received.files.push(path(&name));
            names.push(name);
        }
        Ok(names)
    }
}

fn list_ticked(plan: &Plan, progress: &Progress) -> Vec<String> {
    let step =
        |number: &usize| plan.steps.get(number - 1).map_or(plan.title.clone(), |step| step.text.clone());
    progress.ticked.iter().map(step).collect()
}

/// What stands under a key of a key in a note's front matter.
fn find_mark(text: &str, [outer, inner]: [&str; 2]) -> Option<String> {
    let note = crate::note::parsed::Note::parse(&"note.md".into(), text.to_owned()).value;
    let outer = &note.front.root.as_ref()?.known_entry(outer)?.value;
    let value = &note.front.follow(outer)?.known_entry(inner)?.value;
    note.front.follow(value)?.text().map(str::to_owned)
}
