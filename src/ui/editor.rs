//! The person's own editor.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::command::command;
use super::interrupt::leave_to_the_other;

/// An editor that ends sooner than this had no time to be typed in: it may have opened a window and not waited for it.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Opens a file in an editor, and waits for it to be closed. Whether it came back at once.
pub fn edit(editor: Option<&str>, file: &Path) -> anyhow::Result<bool> {
    let shown = file.display();
    let Some(editor) = editor else {
        bail!("no editor is known for {shown}: set EDITOR to the command of yours, as in EDITOR=nano");
    };
    let mut command = command(editor).with_context(|| {
        format!("the editor `{editor}` can't be read as a command: mend VISUAL or EDITOR")
    })?;
    leave_to_the_other();
    let since = Instant::now();
    let status = command
        .arg(file)
        .status()
        .with_context(|| format!("the editor `{editor}` can't be started: mend VISUAL or EDITOR"))?;
    if !status.success() {
        bail!("the editor `{editor}` ended with {status}: {shown} is as the editor left it");
    }
    Ok(since.elapsed() < AT_ONCE)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn the_editor_gets_its_arguments_and_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a note.md");
        edit(Some("sh -c 'printf %s \"$0 $1\" > \"$2\"' --wait 'two words'"), &file).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "--wait two words");
    }

    #[test]
    fn what_goes_wrong_is_told_with_how_to_mend_it() {
        let file = Path::new("note.md");
        let cases = [
            (None, "set EDITOR"),
            (Some("'open"), "can't be read"),
            (Some("/no/such/editor"), "can't be started"),
            (Some("sh -c 'exit 3'"), "exit status: 3"),
        ];
        for (editor, expected) in cases {
            let error = edit(editor, file).unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    }
}
