//! Ctrl-C while a pager or an editor has the terminal.

/// Ctrl-C reaches both of us. In a pager it ends a search or a jump, in an editor a command; if it ended us, the other would be
/// left alone with the terminal, fighting the shell for it. What is started afterwards is interrupted as ever.
pub fn leave_to_the_other() {
    #[cfg(unix)]
    {
        let seen = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where that can't be had, Ctrl-C does what it always does.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, seen);
    }
}
