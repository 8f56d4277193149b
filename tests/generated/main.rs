//! Made-up practices: those of the benchmarks, since what is measured on them would mean nothing if they weren't in the format;
//! clients at the edges of the signals' rules; weeks of commands as they might come.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing to unwrap has failed")]
#![allow(clippy::print_stderr, reason = "what a long run counted is to be seen")]

mod cut_off;
#[path = "../harness/mod.rs"]
#[allow(dead_code, reason = "each of the binaries that share the harness uses a part of it")]
mod harness;
mod null_practices;
#[path = "../../benches/practice/mod.rs"]
mod practice;
mod shared_screens;
mod signals;
mod sponsor_pages;
mod undone;
mod weeks;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use practice::{Shape, TODAY, write};

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in
        walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(folder).expect("inside").display().to_string();
        files.insert(path, std::fs::read(entry.path()).expect("readable"));
    }
    files
}

#[test]
fn nothing_is_to_mend_in_a_made_up_practice() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &Shape { seed: 7, ..Shape::of_clients(3) }).expect("written");
    let check = Command::new(env!("CARGO_BIN_EXE_coach"))
        .args(["--practice", &folder.path().display().to_string(), "--today", TODAY, "check"])
        .output()
        .expect("coach runs");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn a_client_is_the_same_alone_and_among_others() {
    let [alone, among] = [1, 4].map(|clients| {
        let folder = tempfile::tempdir().expect("a folder");
        write(folder.path(), &Shape::of_clients(clients)).expect("written");
        files(&folder.path().join("clients/client-0000"))
    });
    assert_eq!(alone.len(), Shape::of_clients(1).notes());
    assert!(alone == among);
}
