//! How the wording of a goal drifted: what it was called, and how they said it, from one version of the note to the next.

use chrono::NaiveDate;
use serde::Serialize;

use super::theirs::clear_title;
use crate::model::goal::Goal;

/// A goal as its note stood once.
#[derive(Debug, Clone)]
pub struct Version {
    /// The day on which that was written.
    pub date: NaiveDate,
    /// The commit that holds it, by its short id.
    pub commit: String,
    /// The goal.
    pub goal: Goal,
}

/// Every wording that a goal has had, oldest first, the present one last. Empty where there was never another.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// What it was called.
    pub title: Vec<Wording>,
    /// What stood under `In their words`.
    pub words: Vec<Wording>,
}

/// One wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// The words, paragraphs with a blank line between.
    pub text: String,
    /// Since when it read so; nothing where that isn't in the history yet.
    pub date: Option<NaiveDate>,
    /// The commit that brought it, by its short id.
    pub commit: Option<String>,
}

impl Drift {
    /// The wordings without the versions that hold them.
    pub(super) fn for_client(self) -> Self {
        let Self { title, words } = self;
        let wording = |Wording { text, date, commit: _ }: Wording| Wording {
            text: clear_title(text),
            date,
            commit: None,
        };
        Self {
            title: title.into_iter().map(wording).collect(),
            words: words.into_iter().map(wording).collect(),
        }
    }
}

/// Tells how a goal's wording drifted over the versions of its note, oldest first, to what stands in it now. Breaking lines
/// elsewhere is no drift, and a note that says nothing has no wording.
#[must_use]
pub fn drift(now: &Goal, versions: &[Version]) -> Drift {
    Drift { title: course(now, versions, title), words: course(now, versions, words) }
}

/// The days on which a goal was called otherwise or said in other words than before; nothing of what isn't in the history yet.
#[must_use]
pub fn rewordings(now: &Goal, versions: &[Version]) -> Vec<NaiveDate> {
    let Drift { title, words } = drift(now, versions);
    title.iter().skip(1).chain(words.iter().skip(1)).filter_map(|wording| wording.date).collect()
}

fn course(now: &Goal, versions: &[Version], text_of: impl Fn(&Goal) -> String) -> Vec<Wording> {
    let written = versions.iter().map(|version| Wording {
        text: text_of(&version.goal),
        date: Some(version.date),
        commit: Some(version.commit.clone()),
    });
    let mut course: Vec<Wording> = Vec::new();
    for wording in written.chain([Wording { text: text_of(now), date: None, commit: None }]) {
        if !wording.text.is_empty()
            && course.last().is_none_or(|last| !reads_alike(&last.text, &wording.text))
        {
            course.push(wording);
        }
    }
    if course.len() > 1 { course } else { Vec::new() }
}

fn reads_alike(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn title(goal: &Goal) -> String {
    goal.title.clone().unwrap_or_default()
}

fn words(goal: &Goal) -> String {
    let open = goal.words.iter().filter(|statement| !statement.private);
    open.map(|statement| statement.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::{Version, drift};
    use crate::model::goal::Goal;
    use crate::note::parsed::Note;
    use crate::note::read;

    fn goal(title: &str, words: &str) -> Goal {
        let text = format!("---\ntitle: {title}\n---\n\n## In their words\n{words}\n");
        read::goal(Note::parse(&"clients/a/goals/g.md".into(), text)).value
    }

    fn versions(goals: &[(&str, &str)]) -> Vec<Version> {
        let days = (1..).map(|day| format!("2026-01-{day:02}").parse().expect("a day"));
        let version = |(date, (title, words)): (_, &(&str, &str))| Version {
            date,
            commit: "c0ffee".into(),
            goal: goal(title, words),
        };
        days.zip(goals).map(version).collect()
    }

    /// Each wording and its day.
    fn find_drift(now: (&str, &str), before: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let drift = drift(&goal(now.0, now.1), &versions(before));
        let day =
            |day: Option<chrono::NaiveDate>| day.map_or("now".to_owned(), |day| day.format("%d").to_string());
        let lines = |course: Vec<super::Wording>| {
            course
                .into_iter()
                .map(|one| format!("{} {}", day(one.date), one.text.replace('\n', "/")))
                .collect()
        };
        (lines(drift.title), lines(drift.words))
    }

    #[test]
    fn only_what_reads_otherwise_is_a_wording() {
        let none: (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        assert_eq!(find_drift(("A", "> I want."), &[]), none);
        assert_eq!(find_drift(("A", "> I want."), &[("A", ""), ("A", "> I\n> want.")]), none);
        let (title, words) =
            find_drift(("B", "> I want."), &[("A", "> I"), ("A", "> I"), ("B", "> I"), ("B", "> I want.")]);
        assert_eq!(
            (title, words),
            (vec!["01 A".into(), "03 B".into()], vec!["01 I".into(), "04 I want.".into()])
        );
    }

    #[test]
    fn what_came_back_is_told_and_what_is_not_saved_yet_is_now() {
        let (title, words) = find_drift(("A", "> x\n\n> y"), &[("A", "> x"), ("B", "> x"), ("A", "> x")]);
        assert_eq!(title, ["01 A", "02 B", "03 A"]);
        assert_eq!(words, ["01 x", "now x//y"]);
    }
}
