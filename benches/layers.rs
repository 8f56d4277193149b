//! How long each layer takes, from the bytes of one note to the whole prep in a practice of 100,000 notes.
//!
//! `cargo bench --bench layers`, or with a part of a name: `cargo bench --bench layers -- prep`.

mod practice;

use std::cell::OnceCell;
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use coach::insight::digest::{Digest, Extent, digest};
use coach::insight::reading::{self, Entry, Reading, gather_reading};
use coach::model::moment::Moment;
use coach::model::record::Record;
use coach::model::settings::Settings;
use coach::model::wording::SignalWords;
use coach::note::body::Body;
use coach::note::edit::{self, NewValue};
use coach::note::fence::{self, Fence};
use coach::note::lines::Lines;
use coach::note::parsed::Note;
use coach::note::read;
use coach::note::tree::Tree;
use coach::practice::Practice;
use coach::practice::paths::Kind;
use coach::render::built_in::SIGNAL_WORDS;
use coach::render::surroundings::{Drawing, Surroundings};
use coach::render::template::{self, Templates};
use coach::render::terminal::to_terminal;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use tempfile::TempDir;

use practice::{File, Shape, TODAY, notes_of, write};

/// The client whom everything is made for.
const CLIENT: &str = "client-0000";
/// So many clients make 100,000 notes.
const CROWD: usize = 1000;

criterion_group! {
    name = layers;
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_secs(1))
        .measurement_time(Duration::from_secs(3));
    targets = one_note, one_client, ten_years, whole_prep
}
criterion_main!(layers);

fn one_note(criterion: &mut Criterion) {
    let session = a_session();
    let (path, text) = (Arc::<str>::from(session.path), session.text);
    let Fence::Block { yaml, body } = fence::find(&text) else { panic!("a session has front matter") };
    let lines = Lines::new(&text);
    let note = Note::parse(&path, text.clone());
    let summary = NewValue::Text("She wants two mornings.".into());

    let mut group = criterion.benchmark_group("note");
    group.bench_function("front matter as a tree", |bench| {
        bench.iter(|| Tree::parse(black_box(&text[yaml.clone()]), yaml.start));
    });
    group.bench_function("body in parts", |bench| bench.iter(|| Body::read(black_box(&text), body, &lines)));
    group.bench_function("all of it", |bench| bench.iter(|| Note::parse(&path, black_box(&text).clone())));
    group.bench_function("typed as a session", |bench| {
        bench.iter_batched(|| note.clone(), read::session, BatchSize::SmallInput);
    });
    group.bench_function("one key set", |bench| {
        bench.iter(|| edit::set(black_box(&text), &["summary"], &summary));
    });
    group.finish();
}

fn one_client(criterion: &mut Criterion) {
    let shape = Shape::of_clients(1);
    let (_folder, practice) = practice_of(1);
    let record = practice.record(CLIENT).value;
    let settings = practice.settings().value;
    let view = digest_of(&settings, &record);
    let markdown = markdown_of(&view);

    let mut group = criterion.benchmark_group(format!("client of {} notes", shape.notes()));
    group.bench_function("record from disk", |bench| bench.iter(|| practice.record(black_box(CLIENT))));
    group.bench_function("digest", |bench| bench.iter(|| digest_of(&settings, black_box(&record))));
    group.bench_function("digest to Markdown", |bench| bench.iter(|| markdown_of(black_box(&view))));
    group.bench_function("Markdown to a terminal", |bench| {
        bench.iter(|| to_terminal(black_box(&markdown), 80, true));
    });
    group.finish();
}

/// What stands between `coach read` and its first screen, beside the mere bytes of the same files and beside all of it.
fn ten_years(criterion: &mut Criterion) {
    let shape = Shape { sessions: 520, between: 180, plans: 80, ..Shape::of_clients(1) };
    let (_folder, practice) = practice_like(&shape);
    let files: Vec<PathBuf> =
        notes_of(&shape, 0).into_iter().map(|note| practice.root.join(note.path)).collect();
    let templates = Templates::new(surroundings(), Vec::new()).expect("the built-in templates");
    let entry = |entry: &Entry| {
        let markdown = templates.fill("read-entry.md", entry).expect("the template fits an entry");
        to_terminal(&markdown, 80, true)
    };

    let mut group = criterion.benchmark_group(format!("reading {} notes", shape.notes()));
    group.bench_function("the bytes alone", |bench| {
        bench.iter(|| files.iter().map(|file| std::fs::read(file).expect("a note").len()).sum::<usize>());
    });
    group.bench_function("to the first entry", |bench| {
        bench.iter(|| read(&practice).entries.first().map(entry));
    });
    group.bench_function("to the last entry", |bench| {
        bench.iter(|| read(&practice).entries.iter().map(entry).map(|text| text.len()).sum::<usize>());
    });
    group.finish();
}

fn read(practice: &Practice) -> Reading {
    let look = |kind: Kind, note: &Note| match kind {
        Kind::Session => read::session_text(note),
        _ => read::read_between_text(note),
    };
    let (record, texts) = practice.record_and(reading::NEEDS, black_box(CLIENT), look).value;
    gather_reading(&record, texts, None, now())
}

/// The two should not differ: what others' notes weigh is nothing to this client.
fn whole_prep(criterion: &mut Criterion) {
    let (alone, among) = (OnceCell::new(), OnceCell::new());
    let mut group = criterion.benchmark_group("prep");
    group.bench_function("alone", |bench| {
        let (_, practice) = alone.get_or_init(|| practice_of(1));
        bench.iter(|| prep(black_box(practice)));
    });
    group.bench_function("among 100,000 notes", |bench| {
        let (_, practice) = among.get_or_init(|| practice_of(CROWD));
        bench.iter(|| prep(black_box(practice)));
    });
    group.finish();
}

/// All that `coach prep` does between its arguments and its output.
fn prep(practice: &Practice) -> String {
    let settings = practice.settings().value;
    assert!(practice.has_client(CLIENT), "the client is there");
    markdown_of(&digest_of(&settings, &practice.record(CLIENT).value))
}

fn digest_of(settings: &Settings, record: &Record) -> Digest {
    digest(record, settings, words(), &[], now(), Extent::Whole)
}

/// The built-in words of signals, read once.
fn words() -> &'static SignalWords {
    static WORDS: OnceLock<SignalWords> = OnceLock::new();
    WORDS.get_or_init(|| serde_yaml::from_str(SIGNAL_WORDS.1).expect("the built-in list"))
}

fn surroundings() -> Surroundings {
    Surroundings { now: now(), sources: false, shared: false, drawing: Drawing::Signs, yaml: str::to_owned }
}

fn markdown_of(view: &Digest) -> String {
    template::fill("prep.md", view, surroundings(), &[]).expect("the built-in template fits the digest")
}

fn now() -> Moment {
    Moment::parse(TODAY).expect("a day")
}

/// A session that says something under every key and heading.
fn a_session() -> File {
    let notes = notes_of(&Shape::of_clients(1), 0);
    let full = |note: &File| note.text.contains("balance:") && note.text.contains("## Reflection");
    notes.into_iter().find(full).expect("one of sixty sessions is full")
}

/// A practice on disk, for as long as the folder is kept.
fn practice_of(clients: usize) -> (TempDir, Practice) {
    practice_like(&Shape::of_clients(clients))
}

fn practice_like(shape: &Shape) -> (TempDir, Practice) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), shape).expect("a practice is written");
    let practice = Practice::open_at(folder.path()).expect("it is one");
    let problems = practice.record(CLIENT).problems;
    assert!(problems.is_empty(), "the practice is as FORMAT.md says: {problems:?}");
    (folder, practice)
}
