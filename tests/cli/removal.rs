//! What is removed lies in the trash with its path, and comes back.

use crate::harness::Practice;

const NOTE: &str = "clients/alice/notes/2026-11-12.md";
const SESSION: &str = "clients/alice/sessions/2026-11-08.md";

fn alice() -> Practice {
    Practice::of_alice(&[
        ("notes/2026-11-12.md", "She rang.\n"),
        ("sessions/2026-11-08.md", "---\nminutes: 60\n---\n"),
    ])
}

#[test]
fn what_is_removed_comes_back_as_it_was() {
    let practice = alice();
    let before = practice.snapshot();
    practice.coach("note remove alice 2026-11-12").ok().stderr_has(&format!("coach restore {NOTE}"));
    practice.coach("session remove alice 2026-11-08").ok();
    assert!(!practice.has(NOTE) && practice.has(&format!(".trash/{NOTE}")));
    practice.coach("check").ok();
    assert_eq!(practice.json("session list alice")["sessions"].as_array().unwrap().len(), 0);
    practice.coach("find rang").fails(1);
    practice.coach("restore").ok().stdout_is(&format!("{NOTE}\n{SESSION}\n"));
    practice.coach(&format!("restore {NOTE}")).ok();
    practice.coach(&format!("restore {SESSION}")).ok();
    practice.unchanged_but(&before, &[]);
}

#[test]
fn what_removes_needs_the_exact_id() {
    let practice = alice();
    let before = practice.snapshot();
    for line in ["note remove ali 2026-11-12", "note remove alice 2026-11", "session remove alice last"] {
        practice.coach(line).fails(2).stderr_has("exact id");
    }
    practice.coach("restore clients/alice/notes/none.md").fails(2).stderr_has("coach restore");
    practice.unchanged_but(&before, &[]);
}

#[test]
fn two_of_one_name_lie_beside_each_other() {
    let practice = alice();
    practice.coach("note remove alice 2026-11-12").ok();
    practice.write(NOTE, "Another.\n");
    practice.coach("note remove alice 2026-11-12").ok();
    practice.coach(&format!("restore {NOTE}~2")).ok();
    assert_eq!(practice.read(NOTE), "Another.\n");
    practice.coach(&format!("restore {NOTE}")).fails(2);
    assert_eq!(practice.read(&format!(".trash/{NOTE}")), "She rang.\n");
}
