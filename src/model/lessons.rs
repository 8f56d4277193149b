//! What the outcome of a plan says, told apart by the words that lead each line: `Learned: …`, `Got in the way: …`.

use std::collections::BTreeMap;

use super::plan::Plan;
use super::statement::Statement;

/// The words that lead lines of an outcome, by the name of the part: `good`, `in_the_way`, `cost`, `learned`, `next`. They are
/// found at the beginning of a line, in any case, with a colon behind them.
pub type OutcomeLeads = BTreeMap<String, Vec<String>>;

/// An outcome in its parts, each in the order of the note; what leads a line is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lessons {
    /// What happened: everything before the first line that is led by a word.
    pub happened: Vec<Statement>,
    /// What good came of it.
    pub good: Vec<Statement>,
    /// What got in the way.
    pub in_the_way: Vec<Statement>,
    /// What making room for it cost.
    pub cost: Vec<Statement>,
    /// What was learned.
    pub learned: Vec<Statement>,
    /// What is to be otherwise next time.
    pub next: Vec<Statement>,
}

/// One part of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Happened,
    Good,
    InTheWay,
    Cost,
    Learned,
    Next,
}

/// The parts by the names that `plan-words.yaml` has for them.
const NAMES: [(&str, Part); 5] = [
    ("good", Part::Good),
    ("in_the_way", Part::InTheWay),
    ("cost", Part::Cost),
    ("learned", Part::Learned),
    ("next", Part::Next),
];

impl Lessons {
    /// The outcome of a plan in its parts. A paragraph without a leading word goes on with the part before it, since a review
    /// writes an answer of several paragraphs so; several led lines in one paragraph are told apart, since people type them so.
    #[must_use]
    pub fn from_plan(plan: &Plan, leads: &OutcomeLeads) -> Self {
        let mut lessons = Self::default();
        let mut part = Part::Happened;
        for statement in &plan.outcome_words {
            let mut piece: Vec<&str> = Vec::new();
            let mut first = 0;
            for (at, line) in statement.text.lines().enumerate() {
                let Some((led, rest)) = led_by(line, leads) else {
                    piece.push(line);
                    continue;
                };
                lessons.file(part, statement, first, &piece);
                (part, first, piece) = (led, at, vec![rest]);
            }
            lessons.file(part, statement, first, &piece);
        }
        lessons
    }

    fn file(&mut self, part: Part, whole: &Statement, first: usize, lines: &[&str]) {
        let text = lines.join("\n");
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let mut statement = Statement { text: text.into(), ..whole.clone() };
        if let Some(source) = &mut statement.source {
            source.line += first;
        }
        let place = match part {
            Part::Happened => &mut self.happened,
            Part::Good => &mut self.good,
            Part::InTheWay => &mut self.in_the_way,
            Part::Cost => &mut self.cost,
            Part::Learned => &mut self.learned,
            Part::Next => &mut self.next,
        };
        place.push(statement);
    }
}

/// The part that a line's leading words name, and the rest of the line: `**Learned:** walk first` and `Learned: walk first`.
fn led_by<'a>(line: &'a str, leads: &OutcomeLeads) -> Option<(Part, &'a str)> {
    let (lead, rest) = line.split_once(':')?;
    let bare = |text: &str| text.trim().trim_matches(['*', '_']).trim().to_lowercase().replace('’', "'");
    let lead = bare(lead);
    // Most words differ from it in their length already.
    let is_lead = |word: &str| {
        let may_be = !word.is_ascii() || word.len() >= lead.len();
        may_be && bare(word) == lead
    };
    let (_, part) = NAMES
        .into_iter()
        .find(|(name, _)| leads.get(*name).is_some_and(|words| words.iter().any(|word| is_lead(word))))?;
    let rest = rest.trim_start();
    // The colon may stand inside the bold words or behind them.
    let rest = rest.strip_prefix("**").or_else(|| rest.strip_prefix("__")).unwrap_or(rest);
    Some((part, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::Lessons;
    use crate::model::statement::Statement;
    use crate::model::wording::PlanWords;
    use crate::note::parsed::Note;
    use crate::note::read;
    use crate::render::built_in::PLAN_WORDS;

    fn lessons(outcome: &str) -> Lessons {
        let words: PlanWords = serde_yaml::from_str(PLAN_WORDS.1).expect("the built-in words");
        let text = format!("# Walk\n\n## Outcome\n{outcome}\n");
        let plan = read::plan(Note::parse(&"clients/a/plans/p.md".into(), text)).value;
        Lessons::from_plan(&plan, &words.outcome)
    }

    fn texts(statements: &[Statement]) -> Vec<(&str, usize)> {
        let line = |one: &Statement| one.source.as_ref().map_or(0, |source| source.line);
        statements.iter().map(|one| (one.text.as_str(), line(one))).collect()
    }

    #[test]
    fn each_line_goes_to_the_part_that_its_first_words_name() {
        let told = lessons(
            "She walked once.\n\nAnd it rained.\n\nGood that came of it: the dog\n\n- **Learned:** first thing\n\
             - got in the way: the phone\n\nWhat it cost: sleep\n\nNext time: on Sunday\n\nwith Jo",
        );
        assert_eq!(texts(&told.happened), [("She walked once.", 4), ("And it rained.", 6)]);
        assert_eq!(texts(&told.good), [("the dog", 8)]);
        assert_eq!(texts(&told.learned), [("first thing", 10)]);
        assert_eq!(texts(&told.in_the_way), [("the phone", 11)]);
        assert_eq!(texts(&told.cost), [("sleep", 13)]);
        assert_eq!(texts(&told.next), [("on Sunday", 15), ("with Jo", 17)]);
    }

    #[test]
    fn lines_of_one_paragraph_are_told_apart() {
        let told = lessons("Not once.\nLearned: too early\nand too far\nGelernt: später");
        assert_eq!(texts(&told.happened), [("Not once.", 4)]);
        assert_eq!(texts(&told.learned), [("too early\nand too far", 5), ("später", 7)]);
        assert_eq!(lessons("It went: well").happened.len(), 1);
    }
}
