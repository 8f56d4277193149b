//! `coach template`: the words that coach writes and shows, and how to have others.

mod copy;
mod list;
mod show;

commands! {
    /// The words that coach writes and shows, and how to have your own
    group;
    List(list),
    Show(show),
    Copy(copy),
}
