//! Which practice is meant.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{MARKER, Practice};
use crate::model::refusal::{Refusal, RefusalKind};

/// Where a practice may be named, in the order in which it is looked for.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// `--practice DIR`.
    pub named: Option<PathBuf>,
    /// `COACH_PRACTICE`.
    pub environment: Option<PathBuf>,
    /// The working directory; the nearest `coach.yaml` at or above it counts.
    pub working: Option<PathBuf>,
    /// The user's own configuration, whose `practice:` counts.
    pub configuration: Option<PathBuf>,
}

/// The user's own configuration. Unknown keys are left alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Configuration {
    practice: Option<PathBuf>,
    editor: Option<String>,
    autosave: Option<serde_yaml::Value>,
}

/// The editor that the user's own configuration names. A configuration that can't be read names none: where it matters for
/// finding the practice, that is told.
#[must_use]
pub fn read_editor() -> Option<String> {
    let file = Hints::from_environment(None).configuration?;
    let text = std::fs::read_to_string(file).ok()?;
    let configuration: Option<Configuration> = serde_yaml::from_str(&text).ok()?;
    configuration?.editor.filter(|editor| !editor.trim().is_empty())
}

/// Whether the user's own configuration asks for a commit behind every command that writes: `autosave: true`, or `yes`, `on`.
#[must_use]
pub fn wants_autosave() -> bool {
    let read = || {
        let text = std::fs::read_to_string(Hints::from_environment(None).configuration?).ok()?;
        let configuration: Option<Configuration> = serde_yaml::from_str(&text).ok()?;
        configuration?.autosave
    };
    read().is_some_and(|value| match value {
        serde_yaml::Value::Bool(is_wanted) => is_wanted,
        serde_yaml::Value::String(word) => matches!(word.to_lowercase().as_str(), "yes" | "on" | "true"),
        _ => false,
    })
}

impl Hints {
    /// What this process was started with.
    #[must_use]
    pub fn from_environment(named: Option<PathBuf>) -> Self {
        let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let home = set("HOME");
        let folder = set("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute()).or_else(|| {
            if cfg!(windows) {
                set("APPDATA")
            } else if cfg!(target_os = "macos") {
                home.as_ref().map(|home| home.join("Library/Application Support"))
            } else {
                home.as_ref().map(|home| home.join(".config"))
            }
        });
        Self {
            named,
            environment: set("COACH_PRACTICE"),
            working: std::env::current_dir().ok(),
            configuration: folder.map(|folder| folder.join("coach/config.yaml")),
        }
    }
}

/// Finds the practice; `None` where nothing names one.
///
/// # Errors
/// Where one is named and isn't a practice.
pub fn find(hints: &Hints) -> Result<Option<Practice>, Refusal> {
    if let Some(named) = hints.named.as_ref().or(hints.environment.as_ref()) {
        return Practice::open_at(named).map(Some);
    }
    if let Some(root) = hints.working.as_deref().and_then(find_nearest) {
        return Practice::open_at(root).map(Some);
    }
    match hints.configuration.as_deref() {
        Some(file) if file.is_file() => read_configuration(file),
        _ => Ok(None),
    }
}

/// Where the practice that [`find`] finds is named.
#[must_use]
pub fn name_origin(hints: &Hints) -> String {
    let shown = |path: &Path| path.display().to_string();
    if hints.named.is_some() {
        return "--practice".to_owned();
    }
    if hints.environment.is_some() {
        return "COACH_PRACTICE".to_owned();
    }
    if let Some(root) = hints.working.as_deref().and_then(find_nearest) {
        return format!("the nearest {MARKER}: {}", shown(&root.join(MARKER)));
    }
    hints.configuration.as_deref().map(shown).unwrap_or_default()
}

/// The nearest folder at or above one that holds a practice's marker.
pub(super) fn find_nearest(from: &Path) -> Option<&Path> {
    from.ancestors().find(|folder| folder.join(MARKER).is_file())
}

fn read_configuration(file: &Path) -> Result<Option<Practice>, Refusal> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Refusal::with_kind(
            RefusalKind::Disk,
            format!("{shown}: {}", super::describe_io_error(&error)),
            "make it readable, or remove it",
        )
    })?;
    let read: Result<Option<Configuration>, _> = serde_yaml::from_str(&text);
    let configuration = read.map_err(|error| refuse_configuration(&shown.to_string(), &error))?;
    let Some(folder) = configuration.unwrap_or_default().practice else { return Ok(None) };
    Practice::open_at(&from_home(&folder)).map(Some).map_err(|refusal| {
        Refusal::with_kind(
            RefusalKind::NoPractice,
            format!("{} (named in {shown})", refusal.what),
            refusal.hint,
        )
    })
}

/// What is told of a configuration that can't be read.
pub(super) fn refuse_configuration(shown: &str, error: &serde_yaml::Error) -> Refusal {
    let place = error.location().map(|at| format!(":{}:{}", at.line(), at.column())).unwrap_or_default();
    let what = format!("{shown}{place}: this isn't YAML that coach can read");
    Refusal::with_kind(RefusalKind::Damaged, what, "write `practice: /path/to/your/practice`")
}

/// A folder as people write it: a leading `~` is their home.
#[must_use]
pub fn from_home(folder: &Path) -> PathBuf {
    match (folder.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => folder.to_owned(),
    }
}
