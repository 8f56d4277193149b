//! `coach promise`: what the coach said they would do.

mod add;
mod list;
mod tick;
mod untick;

commands! {
    /// What you said you would do
    group;
    List(list),
    Add(add),
    Tick(tick),
    Untick(untick),
}
