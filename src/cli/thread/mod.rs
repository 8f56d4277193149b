//! `coach thread`: what to come back to.

mod add;
mod list;
mod tick;
mod untick;

commands! {
    /// What to come back to
    group;
    List(list),
    Add(add),
    Tick(tick),
    Untick(untick),
}
