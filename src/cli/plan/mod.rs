//! `coach plan`: what a client sets out to do.

mod check;
mod edit;
mod list;
mod new;
mod reality_test;
mod receive;
mod remove;
mod review;
mod set;
mod show;
mod step;

commands! {
    /// What they set out to do: plans that fit a week and survive it
    group;
    New(new),
    List(list),
    Show(show),
    Check(check),
    #[command(name = "test")]
    RealityTest(reality_test),
    Step(step),
    Review(review),
    Receive(receive),
    Edit(edit),
    Set(set),
    Remove(remove),
}
