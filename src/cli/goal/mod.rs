//! `coach goal`: what a client wants.

mod close;
mod examine;
mod level;
mod list;
mod new;
mod remove;
mod rename;
mod set;
mod show;

commands! {
    /// What a client wants, and whose wish it is
    group;
    New(new),
    List(list),
    Show(show),
    Set(set),
    Examine(examine),
    Level(level),
    Close(close),
    Rename(rename),
    Remove(remove),
}
