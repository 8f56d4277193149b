//! What must hold for any bytes, one function a part of `coach` that reads what others wrote. The fuzz targets in `fuzz/` call these
//! functions, and so does a quick test over the seeds and some thousand changes of them.

use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use coach::acts::page_answers::read_page_answers;
use coach::acts::plan::received_progress::{find_named_plans, read_progress, tick_progress};
use coach::acts::plan::typed_plan::read_typed_plan;
use coach::model::dates::Direction;
use coach::model::dates::typed::read_typed_date;
use coach::model::dates::written::{DateOrder, date_of, dates_in};
use coach::model::id;
use coach::model::keys::{NoteKind, find_spelled};
use coach::model::look_alikes::appearance;
use coach::model::matching::{self, Candidate};
use coach::model::moment::{Moment, parse_day, split_leading_day};
use coach::model::needs::Depth;
use coach::model::problem::Problem;
use coach::model::wording::PlanWords;
use coach::note::body::Body;
use coach::note::edit::{self, NewValue};
use coach::note::fence::{Fence, find};
use coach::note::lines::Lines;
use coach::note::mail::reply::{Source, blank_out_others, tell_apart};
use coach::note::near::mend::mend_text;
use coach::note::parsed::Note;
use coach::note::three_way::{merge_settings, merge_versions};
use coach::note::tree::{Kind, Node, Tree};

use coach::note::glance;
use coach::note::{foreign, mail, plain, read, readable, saved_mail, value};

/// A target: its name in `fuzz/`, and what it holds.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: [Target; 8] = [
    ("front_matter", front_matter),
    ("body", body),
    ("edits", edits),
    ("dates", dates),
    ("ids", ids),
    ("receive", receive),
    ("merge", merge),
    ("scanner", scanner),
];

/// A note of every kind is read: each problem stands in the text, each value in its bytes, and mending is safe.
pub fn front_matter(data: &[u8]) {
    let path: Arc<str> = "clients/a/sessions/2026-11-08.md".into();
    let note = || Note::from_bytes(&path, data.to_vec());
    let loaded = note();
    let text = loaded.value.text.clone();
    if let Some(root) = &loaded.value.front.root {
        check_node(root, &text);
    }
    let problems: Vec<Problem> = [
        read::session(note()).problems,
        read::plan(note()).problems,
        read::goal(note()).problems,
        read::client("a", note()).problems,
        read::read_between(note()).problems,
        read::settings(&path, data.to_vec()).problems,
    ]
    .concat();
    let lines = text.split('\n').count();
    for problem in &problems {
        assert!(problem.line >= 1 && problem.line <= lines + 1, "{problem:?} in {lines} lines");
        assert!(problem.column >= 1, "{problem:?}");
        assert!(!problem.hint.is_empty() && !problem.message.is_empty(), "{problem:?}");
    }
    let session = read::session(note()).problems;
    let new = mend_text(&text, &session.iter().collect::<Vec<_>>());
    let _ = read::session(Note::parse(&path, new));
}

fn check_node(node: &Node, text: &str) {
    assert!(text.get(node.span.clone()).is_some(), "{:?} of {}", node.span, text.len());
    match &node.kind {
        Kind::Sequence { items, .. } => items.iter().for_each(|item| check_node(item, text)),
        Kind::Mapping { entries, .. } => {
            for entry in entries {
                check_node(&entry.key, text);
                check_node(&entry.value, text);
            }
        }
        Kind::Scalar { .. } | Kind::Alias(_) => {}
    }
}

/// A body is read: each part stands in its bytes, in the order of the file, and whatever reads it back goes through.
pub fn body(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let lines = Lines::new(&text);
    let body = Body::read(&text, 0, &lines);
    let stands = |range: Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    for block in &body.blocks {
        stands(block.start..block.end);
        stands(block.start..block.item_end);
        block.rest.clone().into_iter().for_each(stands);
        block.box_at.into_iter().for_each(|at| assert!(text[at..].starts_with('['), "{at} of {text:?}"));
        assert!(block.line >= 1 && block.line <= text.split('\n').count());
        let _ = body.inside(block);
    }
    assert!(body.blocks.is_sorted_by_key(|block| block.start), "{text:?}");
    for section in &body.sections {
        stands(section.heading.clone());
        stands(section.content.clone());
    }
    body.figures.iter().for_each(|figure| stands(figure.range.clone()));
    body.comments.iter().for_each(|comment| stands(comment.clone()));
    let note = Note::parse(&"clients/a/sessions/2026-11-08.md".into(), text.clone()).value;
    let _ = readable::readable(&note, 2);
    let _ = foreign::read_opening(&note);
    let _ = foreign::journal::parts(&note, Some(DateOrder::DayFirst));
    for source in [Source::Mail, Source::Pasted] {
        let pieces = tell_apart(&text, source);
        let whole: String = pieces.into_iter().map(|piece| &text[piece.range]).collect();
        assert_eq!(whole, text, "each byte of a mail stands in one piece");
        let length = blank_out_others(&text, source).map_or(text.len(), |blank| blank.len());
        assert_eq!(length, text.len(), "{text:?}");
        let _ = read_page_answers(&text, source);
    }
    let _ = mail::message::read_letter(data);
    let _ = mail::mailbox::split_mailbox(data);
    let _ = mail::sender(&text).map(|(range, _)| &text[range]);
    let _ = foreign::log_table::read_table(&text, None, None, false);
    let last = chrono::NaiveDate::from_ymd_opt(2026, 12, 31).unwrap_or_default();
    let horizon = foreign::series::Horizon { last, instant: &|_| None };
    let _ = foreign::agenda::read_events(&text, &horizon);
    let _ = coach::render::terminal::to_terminal(&text, 40, false);
    let html = coach::render::html::to_html(&text, 0);
    assert!(!html.to_lowercase().contains("<script"), "{text:?}");
}

/// Two versions and the one that both began from are put together: in either order the same, every new word of either is there, and no
/// mark stands in front matter. The three stand between bytes of nought.
pub fn merge(data: &[u8]) {
    let mut parts = data.splitn(3, |byte| *byte == 0).map(String::from_utf8_lossy);
    let mut next = || parts.next().unwrap_or_default().into_owned();
    let (base, one, other) = (next(), next(), next());
    let merged = merge_versions(&base, &one, &other);
    assert_eq!(merged, merge_versions(&base, &other, &one), "{base:?} {one:?} {other:?}");
    let settings = merge_settings(&base, &one, &other);
    assert_eq!(settings, merge_settings(&base, &other, &one), "{base:?} {one:?} {other:?}");
    for merged in [&merged, &settings].into_iter().flatten() {
        assert_that_words_stand([&base, &one, &other], &merged.text);
    }
    let Some(merged) = merged.map(|merged| merged.text) else { return };
    let has_mark = |text: &str| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| text.contains(mark));
    if let Fence::Block { yaml, .. } = find(&merged)
        && ![&base, &one, &other].iter().any(|text| has_mark(text))
    {
        assert!(!has_mark(&merged[yaml]), "{base:?} {one:?} {other:?} {merged:?}");
    }
}

fn assert_that_words_stand([base, one, other]: [&str; 3], merged: &str) {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > 3).map(str::to_owned).collect()
    };
    let (known, found) = (words(base), words(merged));
    for word in words(one).into_iter().chain(words(other)).filter(|word| !known.contains(word)) {
        assert!(found.contains(&word), "{word} is lost: {base:?} {one:?} {other:?} {merged:?}");
    }
}

/// What is taken for plain front matter or an everyday body is what the libraries read.
pub fn scanner(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Some(own) = plain::read(&text, 0) {
        let mut library = Tree::parse_any(&text, 0).unwrap_or_else(|bad| panic!("{text:?}: {}", bad.what));
        library.is_proved = true;
        assert_eq!(own, library, "{text:?}");
    }
    let lines = Lines::new(&text);
    if let Some(own) = Body::read_everyday(&text, 0, &lines) {
        assert_eq!(own, Body::read_any(&text, 0, &lines), "{text:?}");
    }
    for depth in [Depth::Tasks, Depth::Words] {
        let note = |path: &_, kind| Note::from_bytes_to(depth, path, text.as_bytes().to_vec(), kind);
        let path: Arc<str> = "sessions/2026-11-08.md".into();
        if let Some((own, _)) = glance::session(&path, &text, depth, glance::NOBODY) {
            let whole = read::read_session(note(&path, NoteKind::Session), depth);
            assert_eq!((Some(own), vec![]), (whole.value, whole.problems), "{text:?}");
        }
        let path: Arc<str> = "a/notes/2026-11-08.md".into();
        if let Some((own, _)) = glance::between(&path, &text, depth, glance::NOBODY) {
            let whole = read::read_between_to(note(&path, NoteKind::Between), depth);
            assert_eq!((Some(own), vec![]), (whole.value, whole.problems), "{text:?}");
        }
        let path: Arc<str> = "plans/2026-11-08.md".into();
        if let Some(own) = glance::plan(&path, &text, depth) {
            let whole = read::plan(note(&path, NoteKind::Plan));
            assert_eq!((own, vec![]), (whole.value, whole.problems), "{text:?}");
        }
        if let Some(own) = glance::goal(&path, &text, depth) {
            let whole = read::goal(note(&path, NoteKind::Goal));
            assert_eq!((own, vec![]), (whole.value, whole.problems), "{text:?}");
        }
    }
}

/// An edit changes what it is meant to, and nothing else. The parts of the data stand between bytes of nought: what is done, the key or
/// section, the value, the note.
pub fn edits(data: &[u8]) {
    let mut parts = data.splitn(4, |byte| *byte == 0).map(String::from_utf8_lossy);
    let mut next = || parts.next().unwrap_or_default().into_owned();
    let (act, name, value, text) = (next(), next(), next(), next());
    let keys: Vec<&str> = name.split('/').take(3).collect();
    let number = usize::from(act.as_bytes().get(1).copied().unwrap_or(1) % 8) + 1;
    match act.as_bytes().first().copied().unwrap_or_default() % 8 {
        0 => set_a_key(&text, &keys, &NewValue::Text(value)),
        1 => set_a_key(
            &text,
            &keys,
            &NewValue::List(value.split(',').map(|it| NewValue::Text(it.to_owned())).collect()),
        ),
        2 => {
            if let Ok(new) = edit::push(&text, &keys, &NewValue::Text(value)) {
                assert!(new.ends_with(body_of(&text)), "{text:?} {new:?}");
            }
            let _ = edit::replace_in_list(&text, &keys, "a", "b");
        }
        3 => {
            if let Ok(new) = edit::remove(&text, &keys) {
                assert!(
                    new.ends_with(body_of(&text)) || read_key(&text, &keys).is_none(),
                    "{text:?} {new:?}"
                );
            }
        }
        4 => {
            if let Ok(new) = edit::append(&text, &name, &value) {
                assert_eq!(front_of(&new), front_of(&text), "{text:?}");
            }
            if let Ok(new) = edit::replace_section(&text, &name, &value) {
                assert_eq!(front_of(&new), front_of(&text), "{text:?}");
            }
        }
        5 => tick_a_task(&text, &name, number),
        6 => {
            let _ = edit::add_task(&text, &name, &value);
            let _ = edit::answer(&text, &name, number, &value);
            let _ = edit::reword(&text, &name, number, &value);
            let _ = edit::retitle(&text, &value);
            let _ = edit::remove_task(&text, &name, number);
        }
        _ => {
            let day = NaiveDate::from_ymd_opt(2026, 11, 8).unwrap_or_default();
            let _ = edit::due(&text, &name, number, day);
            let _ = edit::add_under(&text, &name, number, &value, None);
            let _ = edit::stands_in(&text, &name, &value);
        }
    }
}

fn set_a_key(text: &str, keys: &[&str], value: &NewValue) {
    let Ok(new) = edit::set(text, keys, value) else { return };
    assert_eq!(read_key(&new, keys), Some(as_value(value)), "{text:?} {keys:?}");
    assert!(new.ends_with(body_of(text)), "{text:?} {new:?}");
}

fn as_value(value: &NewValue) -> serde_yaml::Value {
    match value {
        NewValue::Text(text) | NewValue::Plain(text) => serde_yaml::Value::String(text.clone()),
        NewValue::List(items) => items.iter().map(as_value).collect::<Vec<_>>().into(),
        NewValue::Map(_) => serde_yaml::Value::Null,
    }
}

fn read_key(text: &str, keys: &[&str]) -> Option<serde_yaml::Value> {
    let Fence::Block { yaml, .. } = find(text) else { return None };
    let tree = Tree::parse(&text[yaml.clone()], yaml.start).ok()?;
    let mut node = tree.root.as_ref()?;
    for (place, key) in keys.iter().enumerate() {
        // A known key is edited in the spelling in which it stands; the names of areas are the client's own.
        let is_own = place == 1 && find_spelled(keys[0]) == Some("balance");
        let is_known = !is_own && find_spelled(key).is_some();
        node = &if is_known { node.known_entry(key) } else { node.entry(key) }?.value;
    }
    value::read_value(&tree, node)
}

fn body_of(text: &str) -> &str {
    match find(text) {
        Fence::Block { body, .. } => &text[body..],
        _ => text.trim_start_matches('\u{feff}'),
    }
}

fn front_of(text: &str) -> &str {
    match find(text) {
        Fence::Block { yaml, .. } => &text[..yaml.end],
        _ => "",
    }
}

fn tick_a_task(text: &str, section: &str, number: usize) {
    for done in [true, false] {
        let Ok(ticked) = edit::tick(text, section, number, done) else { continue };
        assert_eq!(edit::tick(&ticked, section, number, done).as_ref(), Ok(&ticked), "{text:?}");
        assert_eq!(front_of(&ticked), front_of(text), "{text:?}");
        // Of a box the inside alone, and that is no longer than a sign of any script; or a box where there was none.
        let same =
            |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(one, other)| one == other).count();
        let shortest = text.len().min(ticked.len());
        let before = same(&mut text.bytes().zip(ticked.bytes()));
        let behind = same(&mut text.bytes().rev().zip(ticked.bytes().rev())).min(shortest - before);
        let most = "[x] ".len();
        let is_short = |length: usize| length - before - behind <= most;
        assert!(is_short(text.len()) && is_short(ticked.len()), "{text:?} {ticked:?}");
    }
}

/// A date is read from any text: it stands in its bytes, and what was read is read again as the same.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some(now) = Moment::parse("2026-11-24T10:00") else { return };
    for direction in [Direction::LooksBack, Direction::PlansAhead] {
        match read_typed_date(&text, now, direction) {
            Ok(moment) => {
                let written = moment.to_string();
                assert_eq!(Moment::parse(&written), Some(moment), "{text:?}");
                assert_eq!(
                    read_typed_date(&written, now, direction).ok(),
                    Some(moment),
                    "{text:?} as {written}"
                );
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    for order in [None, Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst)] {
        let mut end = 0;
        for date in dates_in(&text, order) {
            assert!(text.get(date.range.clone()).is_some(), "{:?} of {text:?}", date.range);
            assert!(date.range.start >= end && !date.range.is_empty(), "{:?} of {text:?}", date.range);
            end = date.range.end;
        }
        let _ = date_of(&text, order);
    }
    if let Some(moment) = Moment::parse(&text) {
        assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
        let _ = moment.to_spoken();
    }
    let _ = parse_day(&text);
    let _ = split_leading_day(&text);
}

/// An id is made of any name: it is a safe file name, makes itself again, and is found by itself.
pub fn ids(data: &[u8]) {
    let name = String::from_utf8_lossy(data).into_owned();
    if let Ok(slug) = id::slug(&name) {
        assert!(id::check(&slug).is_ok(), "{name:?} gave {slug:?}");
        assert_eq!(id::slug(&slug).as_ref(), Ok(&slug), "{name:?}");
        assert!(slug.chars().count() <= id::LONGEST + 2 && slug.len() < 255, "{slug:?}");
        assert!(id::same(&slug, &slug));
        let candidates = [Candidate { id: slug.clone(), name: name.clone() }];
        assert_eq!(matching::find(&slug, &candidates), matching::Meant::One(slug.clone()), "{name:?}");
        let free = id::free(&slug, |taken| taken == slug);
        assert!(free != slug && id::check(&free).is_ok(), "{free:?}");
    }
    if id::check(&name).is_ok() {
        let path = std::path::Path::new(&name);
        assert_eq!(path.components().count(), 1, "{name:?}");
        assert!(path.is_relative() && path.file_name().is_some(), "{name:?}");
    }
    let folded = id::fold(&name);
    assert_eq!(id::fold(&folded), folded, "{name:?}");
    let seen = appearance(&name);
    assert_eq!(appearance(&seen), seen, "{name:?}");
    let _ = id::shorten(&name, 7);
    let _ = matching::find_nearest(&name, &[Candidate { id: "alice".into(), name: "Alice".into() }]);
}

/// A mail is received: what is done is ticked, as it was before it is nothing more to do, and no other byte of the plan changes. The
/// mail and the plan stand on either side of the first byte of nought.
pub fn receive(data: &[u8]) {
    const PLAN: &str = "---\ngoal: g\n---\n# Door\n\n## Steps\n- [ ] Ask Marit\n- [x] Buy paint\n- [ ] Café with Zoé, then the map room\n";
    let mut parts = data.splitn(2, |byte| *byte == 0).map(|part| String::from_utf8_lossy(part).into_owned());
    let mail = parts.next().unwrap_or_default();
    let text = parts.next().unwrap_or_else(|| PLAN.to_owned());
    let plan = |text: &str| {
        read::plan(Note::parse(&"clients/a/plans/2026-11-08-door.md".into(), text.to_owned())).value
    };
    let words = saved_mail::words_of(&mail);
    let before = plan(&text);
    let progress = read_progress(&before, &words);
    find_named_plans(&words).for_each(drop);
    let _ = read_typed_plan(&words, &PlanWords::default());
    assert!(progress.ticked.iter().all(|number| *number >= 1 && *number <= before.steps.len().max(1)));
    if let Ok(ticked) = tick_progress(&text, &before, &progress) {
        let after = plan(&ticked);
        for number in progress.ticked.iter().filter(|_| !before.steps.is_empty()) {
            assert!(after.steps[number - 1].state.is_done(), "{mail:?} {text:?}");
        }
        assert!(read_progress(&after, &words).ticked.is_empty(), "{mail:?} {text:?}");
        assert_eq!(front_of(&ticked), front_of(&text));
    }
}
