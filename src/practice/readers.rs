//! The threads that read notes.

use std::sync::Once;

/// Makes the main thread one of those that read: it had only to wait for the others, and each that is begun costs time and memory.
///
/// A pool that is there already stays as it is. On a machine with one processor, and beside other threads of ours, which may end
/// before the pool does, the pool keeps threads of its own.
pub(super) fn take_part() {
    static BEGUN: Once = Once::new();
    BEGUN.call_once(|| {
        let is_main = std::thread::current().name() == Some("main");
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        if is_main && processors > 1 {
            // One that is there already does as well.
            let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
        }
    });
}
