//! Which note a reference means that names it otherwise than by its id: by its title, or as other programs link to a note.

use super::id::{fold, same, slug};
use super::matching::without_accents;
use super::record::Record;
use super::session::Reference;

/// The id that is meant where none is spelled so: `Lead the team`, `[[lead-the-team]]`, `lead-the-team.md`. `None` where an id is spelled
/// so, where nothing fits and where several fit equally well. Notes are told by id and title.
#[must_use]
pub fn find_meant_id<'a, I: Iterator<Item = (&'a str, &'a str)>>(
    typed: &str,
    known: impl Fn() -> I,
) -> Option<&'a str> {
    if known().any(|(id, _)| same(id, typed)) {
        return None;
    }
    let bare = strip_link(typed);
    if bare.is_empty() {
        return None;
    }
    let plain = |text: &str| without_accents(&fold(text.trim()));
    let (folded, slug, bare_plain) = (fold(bare), slug(bare).unwrap_or_default(), plain(bare));
    // How far what is written is from a note's names; the nearest one is meant.
    let distance = |(id, title): (&'a str, &'a str)| {
        let fits = [
            fold(id) == folded,
            fold(title.trim()) == folded || id == slug,
            plain(title) == bare_plain || plain(id) == bare_plain,
        ];
        fits.iter().position(|fits| *fits).map(|distance| (distance, id))
    };
    let fitting: Vec<(usize, &str)> = known().filter_map(distance).collect();
    let nearest = fitting.iter().map(|(distance, _)| *distance).min()?;
    let mut meant = fitting.into_iter().filter(|(distance, _)| *distance == nearest).map(|(_, id)| id);
    meant.next().filter(|_| meant.next().is_none())
}

/// What a link names: without its brackets, its folder, its ending, and what it shows instead.
fn strip_link(typed: &str) -> &str {
    let typed = typed.trim();
    let inside = typed.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let target = inside.map_or(typed, |inside| inside.split(['|', '#']).next().unwrap_or_default());
    let target = target.trim();
    let stem = target.strip_suffix(".md");
    let is_path = inside.is_some() || stem.is_some();
    let name = stem.unwrap_or(target);
    if is_path { name.rsplit('/').next().unwrap_or_default().trim() } else { name }
}

impl Record {
    /// Gives each reference the id of the note that it means, where it names it otherwise and only one can be meant.
    pub fn read_references(&mut self) {
        let Self { sessions, goals, plans, .. } = self;
        let goals = || goals.iter().map(|goal| (&*goal.id, goal.display_name()));
        for reference in sessions.iter_mut().flat_map(|session| &mut session.goals) {
            reference.read_as(find_meant_id(&reference.id, goals));
        }
        for reference in plans.iter_mut().filter_map(|plan| plan.goal.as_mut()) {
            reference.read_as(find_meant_id(&reference.id, goals));
        }
        let named_plans = || plans.iter().map(|plan| (&*plan.id, plan.title.as_str()));
        let follows = plans.iter().map(|plan| {
            let others = || named_plans().filter(|(id, _)| *id != plan.id);
            plan.follows.as_ref().and_then(|follows| find_meant_id(&follows.id, others)).map(str::to_owned)
        });
        let follows: Vec<Option<String>> = follows.collect();
        for (plan, meant) in plans.iter_mut().zip(follows) {
            if let Some(reference) = &mut plan.follows {
                reference.read_as(meant.as_deref());
            }
        }
    }
}

impl Reference {
    fn read_as(&mut self, meant: Option<&str>) {
        if let Some(id) = meant {
            id.clone_into(&mut self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::find_meant_id;

    #[test]
    fn a_note_is_named_by_its_title_or_by_a_link() {
        let goals = [("lead", "Führe das Team"), ("rest", "Rest"), ("rest-2", "Rest"), ("sail-far", "Sail")];
        let meant = |typed: &str| find_meant_id(typed, || goals.iter().copied());
        for typed in ["Führe das Team", " führe das team ", "Fuhre das Team", "LEAD", "[[lead]]", "lead.md"]
        {
            assert_eq!(meant(typed), Some("lead"), "{typed}");
        }
        for typed in ["[[clients/a/goals/lead.md|the team]]", "[[lead#Evidence]]", "[[Führe das Team]]"] {
            assert_eq!(meant(typed), Some("lead"), "{typed}");
        }
        assert_eq!((meant("Sail far"), meant("Sail")), (Some("sail-far"), Some("sail-far")));
        assert_eq!(
            (meant("Rest"), meant("REST"), meant("[[rest-2]]")),
            (Some("rest"), Some("rest"), Some("rest-2"))
        );
        for typed in ["lead", "rest", "team", "", "[[]]", "lea"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
        let twins = [("a", "Rest"), ("b", "rest")];
        assert_eq!(find_meant_id("Rest", || twins.iter().copied()), None);
    }
}
