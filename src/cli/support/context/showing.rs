//! A view on its way out: through the one door for the client's eyes, in the format that was asked for.

use super::Context;

use serde::Serialize;

use crate::acts::key_changes::quote_scalar;
use crate::cli::Format;
use crate::cli::support::outlet::hand_out;
use crate::insight::view::{Face, View, WithProblems};
use crate::model::changes::Changes;
use crate::model::problem::Loaded;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::practice::Practice;
use crate::render::built_in::EMBEDDED;
use crate::render::html::Page;
use crate::render::surroundings::{Drawing, Surroundings};
use crate::render::template::{Override, Templates};
use crate::render::{diff, json, linear, terminal};

impl Context {
    /// Shows a view in the format that was asked for.
    pub fn show<V: View>(&self, practice: &Practice, loaded: Loaded<V>) -> anyhow::Result<()> {
        self.show_made(practice, loaded, |_| Err(no_such_format(self.global.format).into()))
    }

    /// Shows a view; `make` makes what no template makes: a table, a drawing, a page of its own, or all of its text.
    pub fn show_made<V: View>(
        &self,
        practice: &Practice,
        loaded: Loaded<V>,
        make: impl FnOnce(&V) -> anyhow::Result<String>,
    ) -> anyhow::Result<()> {
        let Loaded { value: view, problems } = self.fit_to_screen(loaded)?;
        let text = match self.global.format {
            Format::Json => json::json(&WithProblems { view, problems })?,
            Format::Html if V::FACES.contains(&Face::Page) => {
                self.page(practice, &Page::from_markdown(&self.markdown(practice, &view)?))?
            }
            Format::Html | Format::Csv | Format::Svg => make(&view)?,
            Format::Md | Format::Text => match V::TEMPLATE {
                Some(_) => self.dress(&self.screen_templates(practice)?.show_last(view)?),
                None => make(&view)?,
            },
        };
        self.has_shown.set(true);
        if !self.outlet.is_screen() {
            return hand_out(self, practice, &self.outlet, name_to_look_at::<V>(self.global.format), &text);
        }
        match self.global.format {
            Format::Csv | Format::Svg => Ok(self.ui.hand_over(&text)?),
            _ => Ok(self.ui.print(&text)?),
        }
    }

    /// Shows a view where there is no practice, by the built-in template.
    pub fn show_without_practice<V: View>(&self, view: &V, templates: &Templates) -> anyhow::Result<()> {
        self.refuse_other_formats()?;
        let text = match self.global.format {
            Format::Json => json::json(&WithProblems { view, problems: Vec::new() })?,
            _ => self.dress(&templates.show(view)?),
        };
        Ok(self.ui.print(&text)?)
    }

    /// Hands over a text that another program reads: to standard output as it is, or where the command line says.
    pub fn hand_over_text(&self, practice: &Practice, name: &str, text: &str) -> anyhow::Result<()> {
        self.has_shown.set(true);
        if self.outlet.is_screen() {
            return Ok(self.ui.hand_over(text)?);
        }
        hand_out(self, practice, &self.outlet, name, text)
    }

    /// The one door for the client's eyes: on a screen that they see, what of a view is theirs; refused where nothing is. Nobody is
    /// shown a view in a format that it hasn't.
    pub fn fit_to_screen<V: View>(&self, loaded: Loaded<V>) -> anyhow::Result<Loaded<V>> {
        let has = match self.global.format {
            Format::Text | Format::Md | Format::Json => true,
            Format::Html => V::FACES.iter().any(|face| matches!(face, Face::Page | Face::OwnPage)),
            Format::Csv => V::FACES.contains(&Face::Table),
            Format::Svg => V::FACES.contains(&Face::Drawing),
        };
        if self.global.shared {
            let view = loaded.value.for_client().ok_or_else(not_for_client)?;
            return if has { Ok(Loaded::from(view)) } else { Err(no_such_format(self.global.format).into()) };
        }
        if has { Ok(loaded) } else { Err(no_such_format(self.global.format).into()) }
    }

    /// Whether anything reads the lists of places behind a view's sums: JSON does, so does `--sources`, and a template of one's own
    /// may. A practice of years has very many of them.
    #[must_use]
    pub fn lists_places<V: View>(&self, practice: &Practice) -> bool {
        let has_own = |name: &str| practice.template(name).is_ok_and(|own| own.is_some());
        self.global.format == Format::Json || self.global.sources || V::TEMPLATE.is_some_and(has_own)
    }

    /// Refuses what is the coach's alone on a screen that the client sees.
    pub fn refuse_if_shared(&self) -> anyhow::Result<()> {
        if self.global.shared { Err(not_for_client().into()) } else { Ok(()) }
    }

    /// Refuses a page, a table or a drawing where there is no view that could have one.
    pub fn refuse_other_formats(&self) -> anyhow::Result<()> {
        match self.global.format {
            Format::Html | Format::Csv | Format::Svg => Err(no_such_format(self.global.format).into()),
            Format::Text | Format::Md | Format::Json => Ok(()),
        }
    }

    /// A view as Markdown, through its template.
    pub fn markdown<V: View>(&self, practice: &Practice, view: &V) -> anyhow::Result<String> {
        Ok(self.templates(practice)?.show(view)?)
    }

    /// A page that needs nothing else.
    pub fn page(&self, practice: &Practice, page: &Page) -> anyhow::Result<String> {
        self.fill(practice, "page.html", page)
    }

    /// A template filled with a view: Markdown.
    pub fn fill<V: Serialize>(&self, practice: &Practice, name: &str, view: &V) -> anyhow::Result<String> {
        Ok(self.templates(practice)?.fill(name, view)?)
    }

    /// The templates of a practice: its own, else the built-in ones. What they make goes into a note or a page, whatever the screen
    /// is like.
    pub fn templates(&self, practice: &Practice) -> anyhow::Result<Templates> {
        Ok(Templates::new(self.surroundings(), overrides_of(practice)?)?)
    }

    /// The same for what is shown at once, by [`Context::dress`].
    pub fn screen_templates(&self, practice: &Practice) -> anyhow::Result<Templates> {
        Ok(Templates::new(self.screen_surroundings(), overrides_of(practice)?)?)
    }

    /// What every template knows beside its view.
    #[must_use]
    pub fn surroundings(&self) -> Surroundings {
        let shared = self.global.shared;
        Surroundings {
            now: self.now,
            sources: self.global.sources && !shared,
            shared,
            drawing: Drawing::Signs,
            yaml: quote_scalar,
        }
    }

    /// What every template knows whose text is shown at once.
    #[must_use]
    pub fn screen_surroundings(&self) -> Surroundings {
        let drawing = if self.is_linear() {
            Drawing::Words
        } else if self.outlet.is_screen() && self.ui.has_plain_signs() {
            Drawing::Plain
        } else {
            Drawing::Signs
        };
        Surroundings { drawing, ..self.surroundings() }
    }

    /// Whether what is shown is told in sentences. The surroundings speak of the screen, so a file is written so only where the
    /// command line asks for it, and so is Markdown, which other programs read.
    #[must_use]
    pub fn is_linear(&self) -> bool {
        match self.global.format {
            Format::Text => self.global.linear || (self.outlet.is_screen() && self.ui.is_linear()),
            Format::Md => self.global.linear,
            Format::Json | Format::Html | Format::Csv | Format::Svg => false,
        }
    }

    /// What a command writes or would write: as a diff, or line by line in sentences.
    #[must_use]
    pub fn describe_changes(&self, changes: &Changes) -> String {
        if self.is_linear() { linear::speak_changes(changes) } else { diff::write_unified(changes) }
    }

    /// Markdown as it is shown: in sentences where that is wanted, styled and wrapped on a terminal, as it is in a pipe.
    #[must_use]
    pub fn dress(&self, markdown: &str) -> String {
        if self.is_linear() {
            return linear::to_linear(markdown);
        }
        let styled = self.outlet.is_screen()
            && self.global.format == Format::Text
            && (self.ui.to_terminal() || self.ui.colour());
        if styled {
            terminal::to_terminal(markdown, self.ui.width(), self.ui.colour())
        } else {
            markdown.to_owned()
        }
    }
}

/// The templates of its own that a practice has.
pub fn overrides_of(practice: &Practice) -> anyhow::Result<Vec<Override>> {
    let mut overrides = Vec::new();
    let names = if practice.has_own_templates() { EMBEDDED } else { &[] };
    for (name, _) in names {
        if let Some((path, text)) = practice.template(name)? {
            overrides.push(Override { name: (*name).to_owned(), path, text });
        }
    }
    Ok(overrides)
}

/// What a view is called that is only to be looked at; its ending tells the system by what to open it.
fn name_to_look_at<V: View>(format: Format) -> &'static str {
    match format {
        Format::Html => "page.html",
        Format::Json => "view.json",
        Format::Csv => "table.csv",
        Format::Svg => "drawing.svg",
        Format::Md => "view.md",
        // Of the views that can be opened the calendar alone has no template.
        Format::Text if V::TEMPLATE.is_none() => "calendar.ics",
        Format::Text => "view.txt",
    }
}

fn no_such_format(format: Format) -> Refusal {
    let (what, has) = match format {
        Format::Csv => ("this view is no table", "coach report hours and sessions have csv"),
        Format::Svg => ("this view is not drawn", "coach balance show --format svg draws the areas"),
        _ => ("this view has no page of its own", "coach prep, share and the reports have html"),
    };
    Refusal::with_kind(RefusalKind::Format, what, format!("use --format md or json; {has}"))
}

fn not_for_client() -> Refusal {
    let hint = "look at it on a screen of your own, or name one client: coach client show NAME, coach report alliance --client NAME";
    let what = "this is the coach's own: it isn't for a screen that the client sees";
    Refusal::with_kind(RefusalKind::NotForClient, what, hint)
}
