//! `coach session`: calls, held and planned.

mod cancel;
mod edit;
mod list;
mod mark;
mod move_to;
mod new;
mod remove;
mod set;
mod show;

commands! {
    /// Calls, held and planned: one note each
    group;
    New(new),
    List(list),
    Show(show),
    Edit(edit),
    Set(set),
    Mark(mark),
    #[command(name = "move")]
    MoveTo(move_to),
    Cancel(cancel),
    Remove(remove),
}
