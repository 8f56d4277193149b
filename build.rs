//! How the program is linked.
#![allow(clippy::print_stdout, reason = "that is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=COACH_ANYWHERE");
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    // A program that may lie anywhere has some thirty thousand places put right at each start, on two hundred pages of memory: two fifths
    // of what a short command takes. This one lies where it was linked to; its stack, heap and libraries lie anywhere still. Who wants the
    // program to as well builds it with COACH_ANYWHERE=1.
    let is_known = target("OS") == "linux" && target("ENV") == "gnu";
    let may_lie_anywhere = std::env::var_os("COACH_ANYWHERE").is_some();
    if is_known && matches!(target("ARCH").as_str(), "x86_64" | "aarch64") && !may_lie_anywhere {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
