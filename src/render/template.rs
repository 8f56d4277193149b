//! Notes and views as minijinja templates: embedded, and overridden file by file from the practice's own `templates/`.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, value::Serde};
use serde::Serialize;

use super::bounds::{self, Spent};
use super::built_in::EMBEDDED;
use super::filters;
use super::linear;
use super::surroundings::{Drawing, Surroundings};
use super::template_checks::write_checks;
use super::terminal;
use crate::insight::view::{Bound, View};
use crate::model::refusal::{Refusal, RefusalKind};

/// `room` for a template that shows as little as it can.
const TIGHTEST: usize = 9;
/// The width that a bound text is measured at.
const COLUMNS: usize = 80;

/// How much a template may do before it is stopped; a digest of a thousand sessions takes a twentieth of it.
const FUEL: u64 = 1_000_000;

/// A template of the practice's own, in place of an embedded one.
#[derive(Debug, Clone)]
pub struct Override {
    /// Which one it replaces.
    pub name: String,
    /// Its file, from the practice's root.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The templates of one run, each compiled once and only when it is used: a slip in one costs no other view.
pub struct Templates {
    environment: Environment<'static>,
    overrides: Vec<Override>,
    spent: Spent,
    /// Whether its text is read out as sentences.
    is_linear: bool,
}

impl Templates {
    /// The embedded templates, and those that stand in their place.
    ///
    /// # Errors
    /// None that a practice could cause.
    pub fn new(around: Surroundings, overrides: Vec<Override>) -> Result<Self, Refusal> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // A page is escaped, Markdown is words as they stand.
        environment.set_auto_escape_callback(
            |name| {
                if is_page(name) { AutoEscape::Html } else { AutoEscape::None }
            },
        );
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| refusal(&error, &overrides))?);
        environment.set_fuel(Some(FUEL));
        let spent = Spent::default();
        bounds::register(&mut environment, &spent);
        filters::register(&mut environment, around);
        let own: Vec<(String, String)> =
            overrides.iter().map(|own| (own.name.clone(), write_checks(&own.text))).collect();
        environment.set_loader(move |name| {
            let own = own.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone());
            let embedded = || {
                EMBEDDED.iter().find(|(embedded, _)| *embedded == name).map(|(_, text)| (*text).to_owned())
            };
            Ok(own.or_else(embedded))
        });
        Ok(Self { environment, overrides, spent, is_linear: around.drawing == Drawing::Words })
    }

    /// A view as Markdown, through its own template; empty for one that has none.
    ///
    /// # Errors
    /// As [`Templates::fill`].
    pub fn show<V: View>(&self, view: &V) -> Result<String, Refusal> {
        self.show_value::<V>(Value::from(Serde(view)))
    }

    /// As [`Templates::show`], of a view that is let go before it is shown: a long one isn't held twice.
    ///
    /// # Errors
    /// As [`Templates::fill`].
    pub fn show_last<V: View>(&self, view: V) -> Result<String, Refusal> {
        let value = Value::from(Serde(&view));
        drop(view);
        self.show_value::<V>(value)
    }

    fn show_value<V: View>(&self, view: Value) -> Result<String, Refusal> {
        let Some(name) = V::TEMPLATE else { return Ok(String::new()) };
        let Some(bound) = V::BOUND else { return self.fill_with(name, view) };
        let fill = |room: usize| self.fill_with(name, context! { room, ..view.clone() });
        find_first_fitting(TIGHTEST, fill, |text| fits(text, bound, self.is_linear))
    }

    /// Fills a template with a view. The view's parts are the template's variables.
    ///
    /// # Errors
    /// Where the template names a variable that isn't there or isn't a template: file, line and reason.
    pub fn fill<V: Serialize>(&self, name: &str, view: &V) -> Result<String, Refusal> {
        self.fill_with(name, Value::from(Serde(view)))
    }

    fn fill_with(&self, name: &str, view: Value) -> Result<String, Refusal> {
        let told = |error: minijinja::Error| refusal(&error, &self.overrides);
        self.spent.reset();
        let template = self.environment.get_template(name).map_err(told)?;
        let text = template.render(view).map_err(told)?;
        Ok(if is_page(name) { text } else { tidy(&text) })
    }
}

/// The text that fits with the least `room`, or the one with the most if none does. The more of it, the shorter is what comes of it, so
/// that much of what is left can be passed over each time; what doesn't fit as a whole is likely to need about as much as another.
fn find_first_fitting<E>(
    most: usize,
    fill: impl Fn(usize) -> Result<String, E>,
    fits: impl Fn(&str) -> bool,
) -> Result<String, E> {
    const LIKELY: usize = 7;
    let whole = fill(0)?;
    if fits(&whole) {
        return Ok(whole);
    }
    let (mut low, mut high, mut fitting) = (1, most, None);
    let (mut room, mut step) = (LIKELY.clamp(low, most), 1);
    while low < high {
        let text = fill(room)?;
        if fits(&text) {
            (high, fitting) = (room, Some(text));
            room = high.saturating_sub(step).max(low);
            step *= 2;
        } else {
            low = room + 1;
            room = usize::midpoint(low, high);
        }
    }
    fitting.map_or_else(|| fill(most), Ok)
}

/// Whether a text is short enough, as it is and as a terminal shows it.
fn fits(markdown: &str, bound: Bound, is_linear: bool) -> bool {
    let markdown = &without_places(markdown);
    if is_linear {
        let spoken = linear::to_linear(markdown);
        let rows = linear::count_rows(&spoken, COLUMNS);
        return rows <= bound.lines && spoken.split_whitespace().count() <= bound.words;
    }
    let is_short =
        |text: &str| text.lines().count() <= bound.lines && text.split_whitespace().count() <= bound.words;
    // What is too long as it stands needn't be laid out, which takes longer than all else.
    is_short(markdown) && is_short(&terminal::to_terminal(markdown, COLUMNS, false))
}

/// A text without the places that `--sources` puts behind each line: whoever asks for them isn't to be told less.
fn without_places(markdown: &str) -> String {
    let is_place = |word: &str| {
        let inside = word.strip_prefix('(').and_then(|word| word.split_once(')'));
        inside.and_then(|(place, _)| place.rsplit_once(':')).is_some_and(|(path, line)| {
            path.contains('.') && !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let mut text = String::with_capacity(markdown.len());
    for (i, line) in markdown.lines().enumerate() {
        text.push_str(if i == 0 { "" } else { "\n" });
        if line.contains('(') && line.contains(':') {
            let words = line.split(' ').filter(|word| !is_place(word));
            text.push_str(&words.collect::<Vec<_>>().join(" "));
        } else {
            text.push_str(line);
        }
    }
    text
}

/// Fills one template with one view.
///
/// # Errors
/// As [`Templates::fill`].
pub fn fill<V: Serialize>(
    name: &str,
    view: &V,
    around: Surroundings,
    overrides: &[Override],
) -> Result<String, Refusal> {
    Templates::new(around, overrides.to_vec())?.fill(name, view)
}

/// Whether a template makes a page or a drawing rather than Markdown: what is escaped in HTML is in XML.
fn is_page(name: &str) -> bool {
    matches!(name.rsplit('.').next(), Some("html" | "svg"))
}

/// A template's error with its file and line, the innermost cause told.
fn refusal(error: &minijinja::Error, overrides: &[Override]) -> Refusal {
    let name = error.name().unwrap_or("template");
    let path = overrides
        .iter()
        .find(|own| own.name == name)
        .map_or_else(|| format!("templates/{name}"), |own| own.path.clone());
    let line = error.line().map(|line| format!(":{line}")).unwrap_or_default();
    let mut what = error.kind().to_string();
    if let Some(detail) = error.detail() {
        what = format!("{what}: {detail}");
    }
    let hint =
        "mend the template, or remove it to use the built-in one; docs/templates.md lists the variables";
    Refusal::with_kind(RefusalKind::Damaged, format!("{path}{line}: {what}"), hint)
}

/// No more than one blank line in a row, none at the start, one newline at the end: templates needn't count them.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank && !tidied.is_empty() {
            tidied.push('\n');
        }
        blank = false;
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::{Drawing, Override, Surroundings, TIGHTEST, fill, find_first_fitting};
    use crate::model::moment::Moment;

    fn around() -> Surroundings {
        let now = Moment::parse("2026-11-24").expect("a date");
        Surroundings { now, sources: false, shared: false, drawing: Drawing::Signs, yaml: str::to_owned }
    }

    fn own(text: &str) -> [Override; 1] {
        [Override { name: "prep.md".into(), path: "templates/prep.md".into(), text: text.into() }]
    }

    #[test]
    fn as_much_is_shown_as_fits() {
        let fill = |room: usize| Ok::<_, ()>(room.to_string());
        for least in 0..=TIGHTEST + 2 {
            let fits = |text: &str| text.parse::<usize>().is_ok_and(|room| room >= least);
            let found = find_first_fitting(TIGHTEST, fill, fits);
            assert_eq!(found, Ok(least.min(TIGHTEST).to_string()), "from {least} on");
        }
        assert_eq!(find_first_fitting(TIGHTEST, |_| Err("a slip"), |_| true), Err("a slip"));
    }

    #[test]
    fn an_override_is_used() {
        let view = serde_json::json!({"client": {"name": "Alice"}});
        assert_eq!(fill("prep.md", &view, around(), &own("{{ client.name }}!")).as_deref(), Ok("Alice!\n"));
    }

    #[test]
    fn a_template_that_wants_the_whole_machine_is_stopped_on_its_line() {
        let doubled = "{% set a = a ~ a %}".repeat(40);
        let nested = format!("{{{{ {}1{} }}}}", "(".repeat(5_000), ")".repeat(5_000));
        for text in [
            "{{ \"x\" * 1000000000 }}",
            "{{ (\"x\" * 90000000) * 1 }}",
            "{{ [1] * 90000000 }}",
            "{{ 90000000 * \"x\" }}",
            &format!("{{% set a = 'xxxxxxxxxxxxxxxx' %}}{doubled}{{{{ a }}}}"),
            "{% set n = namespace(a='x') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
            "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
            "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}",
            "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}",
            "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('xxxxxxxx') }}",
            "{% include 'prep.md' %}",
            "{% for i in range(10000) %}{% for j in range(10000) %}{{ 'xxxxxxxxxxxxxxxx' }}{% endfor %}{% endfor %}",
            "{% set a %}{% for i in range(10000) %}{% for j in range(10000) %}some words{% endfor %}{% endfor %}{% endset %}",
            "{{ 'x'|indent(1000000000, true) }}",
            "{{ '%1000000000s'|format('x') }}",
            "{{ '%*d'|format(1000000000, 1) }}",
            "{{ ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'|replace('a', 'b'|indent(999, true)|replace(' ', 'xxxxxxxxxxxxxxxx')))|length }}",
            "{{ [1]|batch(1000000000, 0)|list|length }}",
            "{{ range(100000)|join('xxxxxxxxxxxxxxxx')|length }}",
            &nested,
            &format!("{{{{ 1{} }}}}", "|abs".repeat(20_000)),
            &format!("{{{{ {}1 }}}}", "not ".repeat(20_000)),
            &format!("{{{{ {}1 }}}}", "-".repeat(20_000)),
            &format!("{{{{ a{} }}}}", ".b".repeat(20_000)),
            &format!("{{{{ 1{} }}}}", " if 1 else 1".repeat(10_000)),
            &format!("{{{{ 1{} }}}}", " and 1".repeat(20_000)),
            &format!("{{{{ 1{} }}}}", " is defined".repeat(20_000)),
            &format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(20_000)),
            &format!("{}{}", "{% if 1 %}".repeat(3_000), "{% endif %}".repeat(3_000)),
            &format!("{{{{ {}1 }}}}", "1+".repeat(20_000)),
            &"x".repeat(300_000),
        ] {
            let text = format!("one\n{text}");
            let refusal = fill("prep.md", &serde_json::json!({}), around(), &own(&text))
                .expect_err(&text[..60.min(text.len())]);
            let place = refusal.what.strip_prefix("templates/prep.md:").expect("a place").chars().next();
            assert!(place.is_some_and(|c| c.is_ascii_digit()), "{}", refusal.what);
        }
    }

    #[test]
    fn a_template_of_ones_own_may_draw_join_and_count() {
        let text = "{% set n = namespace(all='') %}\n{% for i in list %}\n{% set n.all = n.all ~ i ~ ', ' %}\n{% endfor %}\n\
            {{ n.all }}{{ '█' * 3 }} {{ 2 * 60 }} {{ list|join('-') }}\n{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}\n{{ m(1) }}";
        let view = serde_json::json!({"list": [1, 2]});
        let shown = fill("prep.md", &view, around(), &own(text));
        assert_eq!(shown.as_deref(), Ok("1, 2, ███ 120 1-2\n12\n"));
    }

    #[test]
    fn errors_name_file_and_line() {
        for (text, wanted) in [
            ("a\n{{ nobody }}", "templates/prep.md:2: undefined value"),
            ("a\nb\n{% if %}", "templates/prep.md:3: syntax error"),
            (
                "{% for i in range(100000) %}{% for j in range(100000) %}{{ i }}{% endfor %}{% endfor %}",
                "templates/prep.md:1: ",
            ),
        ] {
            let refusal = fill("prep.md", &serde_json::json!({}), around(), &own(text)).expect_err("refused");
            assert!(refusal.what.starts_with(wanted), "{}", refusal.what);
        }
    }
}
