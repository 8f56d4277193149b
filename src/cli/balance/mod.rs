//! `coach balance`: the areas of a client's work.

mod rate;
mod show;

commands! {
    /// The areas of their work: how good each is, and its hours
    group;
    Show(show),
    Rate(rate),
}
