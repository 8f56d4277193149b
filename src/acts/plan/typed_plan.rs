//! A plan as it was typed during a call, under `## Plan` of a session's note: headings and bold labels are structure, items are
//! steps, an `If …` is an if-then. Each line finds a place, or is handed back.

use super::sheet::Sheet;
use super::typed_lines::{Line, Place, goes_on, read_line, read_mark, without_comments};
use crate::model::fit::Fit;
use crate::model::wording::PlanWords;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TypedPlan {
    /// What is told of the plan.
    pub sheet: Sheet,
    /// The day on which it is to be looked at, as it was typed.
    pub review: Option<String>,
    /// Lines that found no place, as they were typed.
    pub unplaced: Vec<String>,
}

/// What the line before was, as far as the next one may go on with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Nothing,
    /// A label alone, and perhaps blank lines.
    Label,
    /// Words of a place.
    Answer(Place),
    Step,
    /// A line that found no place.
    Unplaced,
}

/// The label that a line stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under {
    /// None.
    Nothing,
    /// One that isn't known.
    Unknown,
    /// One that has a place.
    Known(Place),
}

struct Reading<'a> {
    words: &'a PlanWords,
    plan: TypedPlan,
    /// What they will do, where nothing labels it.
    free: Vec<String>,
    /// Whether the plan begins with these words: then they name it.
    opens_free: bool,
    /// The label that the lines stand under.
    under: Under,
    /// Whether that is a heading: a section of a heading goes on behind a blank line, words behind a label don't.
    is_heading: bool,
    behind: Behind,
    last_line: String,
}

/// Reads a plan as it was typed.
#[must_use]
pub fn read_typed_plan(typed: &str, words: &PlanWords) -> TypedPlan {
    let mut reading = Reading {
        words,
        plan: TypedPlan::default(),
        free: Vec::new(),
        opens_free: false,
        under: Under::Nothing,
        is_heading: false,
        behind: Behind::Nothing,
        last_line: String::new(),
    };
    let typed = without_comments(typed);
    let mut lines = typed.lines().skip_while(|line| line.trim().is_empty()).peekable();
    let title = lines.peek().and_then(|first| find_title(first, &typed, words));
    if title.is_some() {
        reading.plan.sheet.title = title.map(str::to_owned);
        lines.next();
    }
    for line in lines {
        reading.take(line);
        line.trim().clone_into(&mut reading.last_line);
    }
    reading.finish()
}

/// The title that a heading gives the whole plan: it stands first, and none of its level or above stands beside it.
fn find_title<'a>(first: &'a str, typed: &str, words: &PlanWords) -> Option<&'a str> {
    let level = |line: &str| match line.trim_start().bytes().take_while(|byte| *byte == b'#').count() {
        0 => usize::MAX,
        level => level,
    };
    let own = level(first);
    let is_alone = own < usize::MAX && typed.lines().filter(|line| level(line) <= own).count() == 1;
    let is_unknown = matches!(read_line(first, words), Line::Label(None, _));
    let title = first.trim().trim_matches('#').trim().trim_end_matches(':');
    (is_alone && is_unknown && !title.is_empty()).then_some(title)
}

impl Reading<'_> {
    fn take(&mut self, line: &str) {
        match read_line(line, self.words) {
            Line::Blank if self.behind == Behind::Label => {}
            Line::Blank => self.behind = Behind::Nothing,
            Line::Label(place, is_heading) => {
                // A label that nobody knows is structure of the coach's own: what stands under it is handed back.
                if place.is_none() {
                    self.plan.unplaced.push(line.trim().to_owned());
                }
                self.under = place.map_or(Under::Unknown, Under::Known);
                self.is_heading = is_heading;
                self.behind = Behind::Label;
            }
            Line::Labelled(place, told) => {
                if self.put(place, told) {
                    self.behind = Behind::Answer(place);
                } else {
                    self.hand_back(line);
                }
                if self.under == Under::Unknown {
                    self.under = Under::Nothing;
                }
            }
            Line::Item(told) => self.take_item(line, told),
            Line::Words(told, indented) => self.take_words(line, told, indented),
        }
    }

    fn take_item(&mut self, line: &str, told: &str) {
        if self.is_if_then(told) {
            return self.add_if_then(told);
        }
        match self.under {
            Under::Unknown => self.hand_back(line),
            Under::Known(Place::IfThens) => self.add_if_then(told),
            Under::Known(place) if place != Place::Steps => {
                if self.put(place, told) || self.go_on(place, told, "\n") {
                    self.behind = Behind::Answer(place);
                } else {
                    self.hand_back(line);
                }
            }
            _ => {
                self.plan.sheet.steps.push(told.to_owned());
                self.behind = Behind::Step;
            }
        }
    }

    fn take_words(&mut self, line: &str, told: &str, indented: bool) {
        if self.is_if_then(told) {
            return self.add_if_then(told);
        }
        let goes_on = indented || goes_on(&self.last_line, told);
        // What stands behind a blank line is in none of the lists, whose lines are items.
        let is_behind_blank = self.behind == Behind::Nothing;
        match (self.under, self.behind) {
            (_, Behind::Step) if goes_on => {
                if let Some(step) = self.plan.sheet.steps.last_mut() {
                    *step = format!("{step} {told}");
                }
            }
            (_, Behind::Answer(Place::IfThens)) if goes_on => {
                if let Some(line) = self.plan.sheet.if_thens.last_mut() {
                    *line = format!("{line} {told}");
                }
            }
            (_, Behind::Answer(place)) if goes_on && self.go_on(place, told, " ") => {}
            (Under::Known(Place::IfThens), _) if !is_behind_blank => self.add_if_then(told),
            (Under::Known(Place::Steps), _) if !is_behind_blank => {
                self.plan.sheet.steps.push(told.to_owned());
                self.behind = Behind::Step;
            }
            (Under::Known(place), _) if !is_behind_blank || self.is_heading => {
                if self.put(place, told) || self.go_on(place, told, "\n") {
                    self.behind = Behind::Answer(place);
                } else {
                    self.hand_back(line);
                }
            }
            (Under::Nothing, Behind::Nothing)
                if goes_on && !self.last_line.is_empty() && !self.free.is_empty() =>
            {
                if let Some(line) = self.free.last_mut() {
                    *line = format!("{line} {told}");
                }
            }
            // Words that open the plan say what they will do. Behind a list or a label they may be anybody's, unless nothing else says it.
            (Under::Nothing, Behind::Nothing) if self.opens() || self.says_no_what() => {
                self.opens_free |= self.opens();
                self.free.push(told.to_owned());
            }
            _ => self.hand_back(line),
        }
    }

    /// Whether nothing but plain words stands so far, or a title above them.
    fn opens(&self) -> bool {
        let sheet = &self.plan.sheet;
        let is_bare = *sheet == Sheet { title: sheet.title.clone(), ..Sheet::default() };
        is_bare && self.plan.review.is_none() && self.plan.unplaced.is_empty()
    }

    fn says_no_what(&self) -> bool {
        self.plan.sheet.what.is_none() && self.free.is_empty()
    }

    fn hand_back(&mut self, line: &str) {
        self.plan.unplaced.push(line.trim().to_owned());
        self.behind = Behind::Unplaced;
    }

    fn add_if_then(&mut self, told: &str) {
        self.plan.sheet.if_thens.push(told.to_owned());
        self.behind = Behind::Answer(Place::IfThens);
    }

    fn is_if_then(&self, told: &str) -> bool {
        let first = told.split_whitespace().next().unwrap_or_default().to_lowercase();
        told.split_whitespace().nth(1).is_some()
            && self.words.ifs.iter().any(|word| word.to_lowercase() == first)
    }

    /// Puts words where a label says; no where something stands there already, or they can't stand there.
    fn put(&mut self, place: Place, told: &str) -> bool {
        let told = told.trim();
        match place {
            Place::IfThens => self.plan.sheet.if_thens.push(told.to_owned()),
            Place::Steps => self.plan.sheet.steps.push(told.to_owned()),
            Place::Confidence => {
                let mark = read_mark(told).filter(|_| self.plan.sheet.fit.confidence.is_none());
                if mark.is_some() {
                    self.plan.sheet.fit.confidence = mark;
                }
                return mark.is_some();
            }
            _ => {
                let Some(slot) = self.slot(place).filter(|slot| slot.is_none()) else { return false };
                *slot = Some(told.to_owned());
            }
        }
        true
    }

    /// Words that go on with what stands in a place.
    fn go_on(&mut self, place: Place, told: &str, by: &str) -> bool {
        let Some(Some(there)) = self.slot(place) else { return false };
        *there = format!("{there}{by}{told}");
        true
    }

    fn slot(&mut self, place: Place) -> Option<&mut Option<String>> {
        let sheet = &mut self.plan.sheet;
        let fit: &mut Fit = &mut sheet.fit;
        Some(match place {
            Place::What => &mut sheet.what,
            Place::Measure => &mut sheet.measure,
            Place::Why => &mut sheet.why,
            Place::When => &mut fit.when,
            Place::Where => &mut fit.place,
            Place::HowOften => &mut fit.how_often,
            Place::Who => &mut fit.who,
            Place::Support => &mut fit.support,
            Place::MakeRoom => &mut fit.make_room,
            Place::Cost => &mut fit.make_room_cost,
            Place::Review => &mut self.plan.review,
            Place::Confidence | Place::IfThens | Place::Steps => return None,
        })
    }

    /// What nothing labels is what they will do. Where a label says that already, the line that the plan begins with is what it is
    /// called.
    fn finish(mut self) -> TypedPlan {
        let sheet = &mut self.plan.sheet;
        if sheet.what.is_some() && sheet.title.is_none() && self.opens_free {
            let title = self.free.remove(0);
            sheet.title = Some(title.trim_end_matches(':').to_owned());
        }
        if self.plan.sheet.what.is_none() {
            self.plan.sheet.what = Some(self.free.join("\n")).filter(|what| !what.is_empty());
        } else {
            self.plan.unplaced.splice(0..0, self.free);
        }
        self.plan
    }
}

#[cfg(test)]
mod tests {
    use super::{TypedPlan, read_typed_plan};
    use crate::model::wording::PlanWords;

    fn read(typed: &str) -> TypedPlan {
        let words: PlanWords =
            serde_yaml::from_str(include_str!("../../../templates/plan-words.yaml")).expect("the word list");
        read_typed_plan(typed, &words)
    }

    #[test]
    fn headings_and_bold_labels_are_structure_and_items_are_steps() {
        for typed in [
            "### What\n\nDoor shut from nine to ten\n\n### When\nTue and Thu\n### Steps\n\n- [ ] Tell Paul\n- Hang the sign\n",
            "**What:** Door shut from nine to ten\n**When:** Tue and Thu\n**Steps:**\n1. Tell Paul\n2. Hang the sign\n",
            "What: Door shut from nine to ten\nWhen: Tue and Thu\n- Tell Paul\n- [ ] Hang the sign\n",
            "__What__: Door shut from nine to ten\n- When: Tue and Thu\n* Tell Paul\n* Hang the sign\n",
            "Door shut from nine to ten\nWann: Tue and Thu\n\n• Tell Paul\n• Hang\n  the sign\n",
        ] {
            let plan = read(typed);
            assert_eq!(plan.sheet.what.as_deref(), Some("Door shut from nine to ten"), "{typed}");
            assert_eq!(plan.sheet.fit.when.as_deref(), Some("Tue and Thu"), "{typed}");
            assert_eq!(plan.sheet.steps, ["Tell Paul", "Hang the sign"], "{typed}");
            assert!(plan.unplaced.is_empty(), "{plan:?}");
        }
    }

    #[test]
    fn an_if_is_an_if_then_wherever_it_stands() {
        let plan = read(
            "Door shut\n- If Paul knocks, then I nod\nIf the house rings I let it ring once\n### If-thens\nrain → bus\n",
        );
        assert_eq!(
            plan.sheet.if_thens,
            ["If Paul knocks, then I nod", "If the house rings I let it ring once", "rain → bus"]
        );
    }

    #[test]
    fn a_line_without_a_place_is_handed_back() {
        let aside =
            read("**Steps:**\n1. Tell Paul\n\nShe looked away.\n### What\n\nDoor shut\n\nPhone off\n");
        assert_eq!(aside.sheet.steps, ["Tell Paul"]);
        assert_eq!(aside.unplaced, ["She looked away."]);
        assert_eq!(aside.sheet.what.as_deref(), Some("Door shut\nPhone off"));
        let plan = read(
            "What: door shut\nSure: 8 of 10\nSure: high\nShe looked away.\n\nAsk about Marit next time.\n### Risks\n- the house\n",
        );
        assert_eq!(plan.sheet.fit.confidence.map(|mark| mark.value().to_string()).as_deref(), Some("8"));
        assert_eq!(
            plan.unplaced,
            ["Sure: high", "She looked away.", "Ask about Marit next time.", "### Risks", "- the house"]
        );
    }

    #[test]
    fn words_that_open_a_plan_say_what_or_name_it() {
        let titled = |typed: &str| {
            let plan = read(typed);
            (plan.sheet.title, plan.sheet.what, plan.unplaced)
        };
        let some = |text: &str| Some(text.to_owned());
        for opened in ["Two mornings", "**Two mornings**", "### Two mornings", "Two mornings:"] {
            let told = titled(&format!("\n{opened}\n\nWhat: write\nWhen: Tue\n- Kim\n"));
            assert_eq!(told, (some("Two mornings"), some("write"), vec![]), "{opened}");
        }
        let wrapped = titled("Two mornings, early\nand without Kim\nShe smiled.\nWhat: write\n");
        let rest = vec!["She smiled.".to_owned()];
        assert_eq!(wrapped, (some("Two mornings, early and without Kim"), some("write"), rest));
        let headed = read("### Two mornings\nIn the library.\n- Kim\n#### When\nTue\n");
        assert_eq!((headed.sheet.title, headed.sheet.what), (some("Two mornings"), some("In the library.")));
        assert_eq!((headed.sheet.fit.when, headed.sheet.steps), (some("Tue"), vec!["Kim".to_owned()]));
        let behind = titled("- Kim\n\nTwo mornings.\n\nShe looked away.\n");
        assert_eq!(behind, (None, some("Two mornings."), vec!["She looked away.".to_owned()]));
        let aside = titled("Two mornings\nWhen: Tue\n\nShe looked away.\n");
        assert_eq!(aside, (None, some("Two mornings"), vec!["She looked away.".to_owned()]));
        let own = titled("### Before\nShe was tired.\n### What\nwrite\n");
        assert_eq!((own.0, own.1, own.2.len()), (None, some("write"), 2));
    }

    #[test]
    fn wrapped_lines_go_on_and_comments_are_no_text() {
        let plan = read(
            "What: two mornings a week at the long table in the library,\nwriting\n<!-- she was\ntired -->\nWhere: home %% or not %%\n",
        );
        let what = "two mornings a week at the long table in the library, writing";
        assert_eq!((plan.sheet.what.as_deref(), plan.sheet.fit.place.as_deref()), (Some(what), Some("home")));
        assert!(plan.unplaced.is_empty(), "{plan:?}");
    }

    #[test]
    fn no_word_is_lost() {
        let typed = "zero\n# one\n## two\n- three\n  four\n**five**\n**six:** seven\n> eight\nWhat: nine\nten\n\n1. eleven\n\ntwelve: thirteen\n| fourteen |\n";
        let plan = format!("{:?}", read(typed));
        for word in
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split(' ')
        {
            assert!(plan.contains(word), "{word} in {plan}");
        }
    }
}
