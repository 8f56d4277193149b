//! How the program is linked.
#![allow(clippy::print_stdout, reason = "that is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |part: &str| std::env::var(format!("CARGO_CFG_TARGET_{part}")).unwrap_or_default();
    // A program that may lie anywhere has some thirty thousand places put right at each start, on two hundred pages of memory: two fifths
    // of what a short command takes. This one lies where it was linked to; its stack, heap and libraries lie anywhere still.
    let is_known = target("OS") == "linux" && target("ENV") == "gnu";
    if is_known && matches!(target("ARCH").as_str(), "x86_64" | "aarch64") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
