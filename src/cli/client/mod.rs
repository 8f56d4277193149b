//! `coach client`: the person.

mod archive;
mod edit;
mod list;
mod new;
mod rename;
mod set;
mod show;

commands! {
    /// The person: who they are, and everything filed about them
    group;
    New(new),
    List(list),
    Show(show),
    Edit(edit),
    Set(set),
    Rename(rename),
    Archive(archive),
}
