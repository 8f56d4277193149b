use crate::cli::support::context::Context;
use crate::insight::settings_found::{SettingFound, SettingsFound};
use crate::model::keys::is_spelling_of;
use crate::model::problem::Loaded;
use crate::model::refusal::Refusal;
use crate::model::settings::Settings;
use crate::practice::own_settings::check_own_settings;
use crate::practice::root::{self, Hints};
use crate::practice::tried::show_state_folder;
use crate::practice::{MARKER, Practice};
use crate::render::template::Templates;

/// Each setting, what it says, and where that comes from
///
/// Those of the practice stand in coach.yaml, your own in `coach/config.yaml` in your configuration folder; options and variables hold for
/// one command.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples!["coach config", "coach config --format json"])]
pub struct Args {}

pub fn run(_args: Args, context: &Context) -> anyhow::Result<()> {
    context.refuse_if_shared()?;
    let hints = Hints::from_environment(context.global.practice.clone());
    tell_own_slips(context, &hints);
    // One's own settings are there where no practice is.
    let Some(practice) = context.any_practice()? else {
        let nowhere = Some("no coach.yaml at or above this folder".to_owned());
        let mut settings = vec![SettingFound::new("practice", None, nowhere)];
        settings.extend(list_of_user(context, &hints));
        let templates = Templates::new(context.screen_surroundings(), Vec::new())?;
        return context.show_without_practice(&SettingsFound { settings }, &templates);
    };
    context.tell(&practice.settings().problems);
    let root = practice.root.display().to_string();
    let mut settings = vec![SettingFound::new("practice", Some(root), Some(root::name_origin(&hints)))];
    settings.extend(list_of_practice(&practice));
    settings.extend(list_of_user(context, &hints));
    context.show(&practice, Loaded::from(SettingsFound { settings }))
}

/// Names what of the user's own configuration has no effect: beside it the setting is said to be the built-in one.
fn tell_own_slips(context: &Context, hints: &Hints) {
    let wrong = hints.configuration.as_deref().and_then(check_own_settings).unwrap_or_default();
    for Refusal { what, hint, .. } in wrong {
        context.ui.warn(&format!("your own configuration: {what}; {hint}"));
    }
}

/// What coach.yaml says, and what holds where it says nothing.
fn list_of_practice(practice: &Practice) -> Vec<SettingFound> {
    let text = practice.text(MARKER).unwrap_or_default();
    let Settings {
        format,
        coach,
        training_since,
        mail,
        keep_transcripts,
        timezone,
        show_up_as,
        hours_erased,
        signals,
    } = practice.settings().value;
    let stances = show_up_as.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("; ");
    let erased = format!("{} paid, {} given", hours_erased.paid, hours_erased.pro_bono);
    let shown = [
        ("format", Some(format.to_string()).filter(|_| format > 0)),
        ("coach", coach),
        ("mail", mail),
        ("timezone", timezone.map(|zone| zone.name().to_owned())),
        ("training_since", training_since.map(|day| day.to_string())),
        ("keep_transcripts", keep_transcripts.map(|days| format!("{days} days"))),
        ("show_up_as", Some(stances).filter(|stances| !stances.is_empty())),
        ("hours_erased", Some(erased).filter(|_| find_line(&text, "hours_erased").is_some())),
    ];
    let mut settings: Vec<SettingFound> =
        shown.into_iter().map(|(key, value)| SettingFound::new(key, value, find_line(&text, key))).collect();
    let thresholds = serde_json::to_value(signals).unwrap_or_default();
    for (key, value) in thresholds.as_object().into_iter().flatten() {
        let from = find_line(&text, "signals").and_then(|_| find_line(&text, key));
        let value = value.as_f64().map_or_else(|| value.to_string(), |number| number.to_string());
        settings.push(SettingFound::new(format!("signals.{key}"), Some(value), from));
    }
    settings
}

/// Where a key stands; the last one counts where it is there twice.
fn find_line(text: &str, key: &str) -> Option<String> {
    let is_it = |line: &str| {
        let typed = line.trim_start_matches('\u{feff}').split_once(':').map(|(typed, _)| typed.trim());
        typed.is_some_and(|typed| is_spelling_of(typed.trim_matches(['"', '\'']), key))
    };
    let line = text.lines().enumerate().filter(|(_, line)| is_it(line)).last();
    line.map(|(at, _)| format!("{MARKER}:{}", at + 1))
}

/// What the user's own configuration, the variables and the options say.
fn list_of_user(context: &Context, hints: &Hints) -> Vec<SettingFound> {
    let own = hints.configuration.as_ref().map(|file| file.display().to_string());
    let autosave = root::wants_autosave();
    let configured = root::read_editor();
    let (editor, editor_from) = context.ui.editor_found(configured.as_deref());
    let editor_from = if configured.is_some() { own.clone() } else { editor_from.map(str::to_owned) };
    let (pager, pager_from) = context.ui.pager_found();
    let yes = |is_so: bool| Some(if is_so { "yes" } else { "no" }.to_owned());
    let today = context.global.today.as_ref().map(|_| "--today".to_owned());
    let linear = if context.global.linear { Some("--linear") } else { context.ui.linear_found() };
    vec![
        SettingFound::new("editor", editor, editor_from),
        SettingFound::new("autosave", yes(autosave), own.clone().filter(|_| autosave)),
        SettingFound::new("pager", pager, pager_from.map(str::to_owned)),
        SettingFound::new("colour", yes(context.ui.colour()), context.ui.colour_found().map(str::to_owned)),
        SettingFound::new("linear", yes(context.ui.is_linear()), linear.map(str::to_owned)),
        SettingFound::new(
            "columns",
            Some(context.ui.width().to_string()),
            context.ui.width_found().map(str::to_owned),
        ),
        SettingFound::new(
            "today",
            Some(context.now.to_string()),
            today.or_else(|| Some("the clock".to_owned())),
        ),
        SettingFound::new("your own configuration", own, Some("the platform's place for it".to_owned())),
        SettingFound::new(
            "state folder",
            show_state_folder(),
            Some("the platform's place for it".to_owned()),
        ),
    ]
}
