//! What a practice's own template may take of the machine: it may come from somebody else.
//!
//! The engine counts steps and depth, not bytes: `{% set a = a ~ a %}` thirty times is a gigabyte in a hundred steps. So a template of the
//! practice's own is given checks: behind each tag that gives something a name, the filter `FILTER` looks at how large it is (`template_checks.rs`). What has
//! no name is as large as its expression is long, and that has a bound, too. The checks stand on the line of their tag, and add none.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::value::{Rest, ValueKind};
use minijinja::{Environment, Error, ErrorKind, Output, State, Value, filters};

/// The filter that the checks use.
pub(super) const FILTER: &str = "within_bounds";
/// The filter that looks at what is multiplied.
pub(super) const FACTOR: &str = "as_factor";
/// The filter that refuses a tag.
pub(super) const REFUSE: &str = "refused_tag";

/// The largest text or list that a template may give a name, in bytes; an item of a list counts for some.
const LARGEST: usize = 256 << 10;
/// What an item counts.
const ITEM: usize = 16;
/// The most that a template may write and name in all, in bytes.
const MOST: usize = 24 << 20;
/// The largest number that is multiplied with anything.
const MOST_TIMES: f64 = 250_000.0;
/// The longest text that is repeated, in bytes: a sign of which a bar is drawn.
const LONGEST_SIGN: usize = 4;
/// The most that a filter may pad, repeat or part by.
const MOST_PADDING: usize = 1_000;

/// The bytes that the templates of one environment have written and named since the last one began.
#[derive(Debug, Clone, Default)]
pub struct Spent(Arc<AtomicUsize>);

impl Spent {
    /// Begins again.
    pub fn reset(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    fn add(&self, bytes: usize) -> Result<(), Error> {
        let spent = self.0.fetch_add(bytes, Ordering::Relaxed).saturating_add(bytes);
        if spent > MOST { Err(too_large("the template writes more than 24 MB")) } else { Ok(()) }
    }
}

/// Adds the checks' filters to an environment, puts bounded ones in the place of the engine's, and counts what is written.
pub fn register(environment: &mut Environment<'_>, spent: &Spent) {
    let counted = spent.clone();
    environment.add_filter(FILTER, move |value: Value, cost: usize| {
        let size = size_of(&value, LARGEST);
        if size > LARGEST {
            return Err(too_large("a text or list of the template is larger than 256 KB"));
        }
        counted.add(size.saturating_add(cost)).map(|()| value)
    });
    environment.add_filter(FACTOR, |value: Value| {
        let is_small = match value.kind() {
            ValueKind::Number => f64::try_from(value.clone()).is_ok_and(|number| number.abs() <= MOST_TIMES),
            ValueKind::String => value.as_str().is_some_and(|text| text.len() <= LONGEST_SIGN),
            ValueKind::Seq | ValueKind::Iterable | ValueKind::Map | ValueKind::Bytes => false,
            _ => true,
        };
        if is_small { Ok(value) } else { Err(too_large("this is too much to be multiplied in a template")) }
    });
    environment.add_filter(REFUSE, |what: &str| Err::<Value, Error>(too_large(what)));
    bound_filters(environment);
    let counted = spent.clone();
    environment.set_formatter(move |output: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value| {
        counted.add(size_of(value, LARGEST))?;
        minijinja::escape_formatter(output, state, value)
    });
}

/// The engine's filters that make much of little, each behind a look at what it would make.
fn bound_filters(environment: &mut Environment<'_>) {
    let padding = [
        ("indent", Value::from_function(filters::indent)),
        ("batch", Value::from_function(filters::batch)),
        ("slice", Value::from_function(filters::slice)),
    ];
    for (name, engines) in padding {
        environment.add_filter(name, move |state: &mut State<'_, '_>, arguments: Rest<Value>| {
            if arguments.iter().skip(1).any(|number| number.as_usize().is_some_and(|it| it > MOST_PADDING)) {
                return Err(too_large("a filter of the template pads or parts by more than a thousand"));
            }
            let lines = arguments.first().and_then(Value::as_str).map_or(0, |text| text.lines().count());
            check_made(lines.saturating_mul(arguments.get(1).and_then(Value::as_usize).unwrap_or(4)))?;
            engines.call(state, &arguments)
        });
    }
    let engines = Value::from_function(filters::replace);
    environment.add_filter("replace", move |state: &mut State<'_, '_>, arguments: Rest<Value>| {
        if let [Some(text), Some(from), Some(to)] =
            [0, 1, 2].map(|at| arguments.get(at).and_then(Value::as_str))
        {
            let times = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
            check_made(times.saturating_mul(to.len()))?;
        }
        engines.call(state, &arguments)
    });
    let engines = Value::from_function(filters::join);
    environment.add_filter("join", move |state: &mut State<'_, '_>, arguments: Rest<Value>| {
        let count = arguments.first().and_then(Value::len).unwrap_or(0);
        let joiner = arguments.get(1).and_then(Value::as_str).map_or(0, str::len);
        check_made(count.saturating_mul(joiner))?;
        engines.call(state, &arguments)
    });
    let engines = Value::from_function(filters::format);
    environment.add_filter("format", move |state: &mut State<'_, '_>, arguments: Rest<Value>| {
        let form = arguments.first().and_then(Value::as_str).unwrap_or_default();
        let is_wide = form.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 3);
        if is_wide || form.contains('*') {
            return Err(too_large("a filter of the template pads or parts by more than a thousand"));
        }
        engines.call(state, &arguments)
    });
}

fn check_made(bytes: usize) -> Result<(), Error> {
    if bytes > LARGEST {
        Err(too_large("a text of the template would be larger than 256 KB"))
    } else {
        Ok(())
    }
}

fn too_large(what: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, what.to_owned())
}

/// How large a value is, in bytes; it isn't looked at further once it is larger than `most`.
fn size_of(value: &Value, most: usize) -> usize {
    match value.kind() {
        ValueKind::String => value.as_str().map_or(0, str::len),
        ValueKind::Bytes => value.as_bytes().map_or(0, <[u8]>::len),
        ValueKind::Seq | ValueKind::Iterable | ValueKind::Map => {
            if value.len().is_some_and(|count| count.saturating_mul(ITEM) > most) {
                return most + 1;
            }
            let mut size = ITEM;
            for item in value.try_iter().into_iter().flatten() {
                let inner = value.get_item(&item).ok().filter(|_| value.kind() == ValueKind::Map);
                size += ITEM + size_of(&item, most.saturating_sub(size));
                size += inner.map_or(0, |inner| size_of(&inner, most.saturating_sub(size)));
                if size > most {
                    break;
                }
            }
            size
        }
        _ => ITEM,
    }
}
