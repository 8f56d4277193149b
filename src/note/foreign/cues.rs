//! Captions with times, WebVTT and SubRip, as Zoom, Teams, Meet and Whisper write them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::owner::are_same;
use super::speaker_lines::{part_lead, without_brackets};
use super::turn::{Pause, SHORTEST_PAUSE, Spoken, Turn, UNNAMED, read_clock};

/// What separates the beginning of a cue from its end.
const ARROW: &str = "-->";

/// Whether a text is WebVTT.
#[must_use]
pub fn is_vtt(text: &str) -> bool {
    let head = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    head == "WEBVTT" || head.starts_with("WEBVTT ") || head.starts_with("WEBVTT\t")
}

/// Whether a text is SubRip: a number, then a line with two times.
#[must_use]
pub fn is_srt(text: &str) -> bool {
    let mut lines =
        text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit());
    lines.next().is_some_and(is_number) && lines.next().is_some_and(|line| read_times(line).is_some())
}

/// Whether a text is captions with both times on a line of their own, parted by a comma, and nothing above them: SubViewer, as Meet and YouTube
/// write it.
#[must_use]
pub fn is_sbv(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    lines.find(|line| !line.is_empty()).is_some_and(|line| line.contains('.') && read_times(line).is_some())
}

/// One cue.
struct Cue<'a> {
    /// What stands above its times: a number, or what the program calls it.
    id: &'a str,
    start: u32,
    end: u32,
    lines: Vec<&'a str>,
}

/// A part of what is said, with the name that stands with it.
type Part<'a> = (Option<Cow<'a, str>>, Cow<'a, str>);

/// How many parts are looked at to know who leads their cues.
const LOOKED_AT: usize = 4000;
/// The longest name above a cue's times, in characters.
const LONGEST_ABOVE: usize = 60;

/// What is said in a text of either kind. `stated` are those of whom it is known that they speak. Cues of one speaker that follow each other
/// are one turn; a cue that names nobody goes on with who spoke last.
#[must_use]
pub fn read_cues(text: &str, stated: &[&str]) -> Spoken {
    let names = find_leading_names(text, stated);
    let are_named_above = names.is_empty() && are_named_above(text);
    let mut spoken = Spoken { is_timed: true, ..Spoken::default() };
    let mut ended: Option<u32> = None;
    for cue in part_cues(text) {
        let silence = ended.map_or(0, |ended| cue.start.saturating_sub(ended));
        if silence >= SHORTEST_PAUSE {
            spoken.pauses.push(Pause { at: cue.start, seconds: silence });
        }
        ended = Some(ended.unwrap_or_default().max(cue.end));
        for (voice, words) in part_voices(&cue) {
            let lead = if voice.is_some() {
                None
            } else {
                part_lead(&words).filter(|lead| names.contains(lead.name))
            };
            let above = if are_named_above { read_name_above(cue.id) } else { None };
            let (speaker, words) = match (&voice, &lead) {
                (Some(name), _) => (Some(&**name), &*words),
                (None, Some(lead)) => (Some(lead.name), lead.rest.trim()),
                (None, None) => (above, &*words),
            };
            add_words(&mut spoken.turns, speaker, cue.start, words);
        }
    }
    spoken.turns.retain(|turn| !turn.words.is_empty());
    spoken
}

/// The names that lead cues. All of them count where many cues are led; of a long recording its beginning says so, and then who leads.
fn find_leading_names(text: &str, stated: &[&str]) -> HashSet<String> {
    let mut counts: HashMap<String, (usize, bool)> = HashMap::new();
    let (mut parts, mut with_name) = (0_usize, 0_usize);
    for cue in part_cues(text) {
        for (voice, words) in part_voices(&cue) {
            let lead = part_lead(&words);
            if parts < LOOKED_AT {
                parts += 1;
                with_name += usize::from(lead.is_some());
            }
            let Some(lead) = lead.filter(|_| voice.is_none()) else { continue };
            match counts.get_mut(lead.name) {
                Some((count, is_timed)) => {
                    *count += 1;
                    *is_timed |= lead.at.is_some();
                }
                None => {
                    counts.insert(lead.name.to_owned(), (1, lead.at.is_some()));
                }
            }
        }
    }
    let is_led_throughout = with_name * 2 >= parts;
    let is_speaker = |name: &str, (count, is_timed): (usize, bool)| {
        count > 1
            || is_timed
            || is_led_throughout
            || stated.iter().any(|one| are_same(one, name) || are_same(one, without_brackets(name)))
    };
    counts.into_iter().filter(|(name, found)| is_speaker(name, *found)).map(|(name, _)| name).collect()
}

/// The name in `12 "Ann Lee" (3456)`, which Webex writes above a cue's times.
fn read_name_above(id: &str) -> Option<&str> {
    let (_, rest) = id.split_once('"')?;
    let (name, _) = rest.rsplit_once('"')?;
    Some(name.trim()).filter(|name| !name.is_empty() && name.chars().count() <= LONGEST_ABOVE)
}

/// Whether names stand above the times of most cues, and in none of the first of them.
fn are_named_above(text: &str) -> bool {
    let (mut named, mut count) = (0, 0);
    for cue in part_cues(text).take(LOOKED_AT) {
        if part_voices(&cue).iter().any(|(voice, _)| voice.is_some()) {
            return false;
        }
        count += 1;
        named += usize::from(read_name_above(cue.id).is_some());
    }
    named > 0 && named * 2 >= count
}

/// Adds words to the turn of who spoke last, or begins one.
fn add_words(turns: &mut Vec<Turn>, speaker: Option<&str>, at: u32, words: &str) {
    match turns.last_mut() {
        Some(last) if speaker.is_none_or(|speaker| speaker == last.speaker) => {
            if !last.words.is_empty() && !words.is_empty() {
                last.words.push(' ');
            }
            last.words.push_str(words);
        }
        _ => {
            let speaker = speaker.unwrap_or(UNNAMED).to_owned();
            turns.push(Turn { speaker, at: Some(at), words: words.to_owned() });
        }
    }
}

/// The cues of a text, one after the other: a recording of hours isn't held twice.
fn part_cues(text: &str) -> impl Iterator<Item = Cue<'_>> {
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let mut next: Option<(u32, u32)> = None;
    std::iter::from_fn(move || {
        let mut id = "";
        let (start, end) = match next.take() {
            Some(times) => times,
            None => lines.by_ref().find_map(|line| {
                let times = read_times(line);
                if times.is_none() {
                    id = line;
                }
                times
            })?,
        };
        let mut cue = Cue { id, start, end, lines: Vec::new() };
        let mut has_gap = false;
        for line in lines.by_ref() {
            // Where nobody is named, Teams leaves a line free between the times and the words.
            if line.is_empty() && cue.lines.is_empty() && !has_gap {
                has_gap = true;
                continue;
            }
            if line.is_empty() {
                break;
            }
            // Without a blank line between them the next cue begins with its times.
            next = read_times(line);
            if next.is_some() {
                // Behind an empty cue it was the name of the next one.
                if has_gap {
                    cue.lines.pop();
                }
                break;
            }
            cue.lines.push(line);
        }
        Some(cue)
    })
}

/// `00:00:09.120 --> 00:00:12.000 align:start` in seconds: the beginning is rounded down, the end up.
fn read_times(line: &str) -> Option<(u32, u32)> {
    let (start, rest) =
        line.split_once(ARROW).or_else(|| line.split_once(',').filter(|(start, _)| start.contains('.')))?;
    let end = rest.split_whitespace().next()?;
    let is_whole =
        |clock: &str| clock.split_once(['.', ',']).is_none_or(|(_, rest)| rest.bytes().all(|b| b == b'0'));
    Some((read_clock(start)?, read_clock(end)? + u32::from(!is_whole(end))))
}

/// The words of a cue, each part with the name that its `<v Name>` gives. Other marks are left out.
fn part_voices<'a>(cue: &Cue<'a>) -> Vec<Part<'a>> {
    if let [line] = cue.lines[..]
        && !line.contains(['<', '&', '{'])
    {
        return if line.is_empty() { Vec::new() } else { vec![(None, Cow::Borrowed(line))] };
    }
    let is_exchange = cue.lines.iter().filter(|line| part_change(line).is_some()).count() > 1;
    let mut parts: Vec<(Option<Cow<'a, str>>, String)> = vec![(None, String::new())];
    for (place, line) in cue.lines.iter().enumerate() {
        let line = &without_position(line);
        let change = part_change(line).filter(|_| is_exchange);
        match change {
            Some(_) => parts.push((None, String::new())),
            None if place > 0 => push_text(&mut parts, " "),
            None => {}
        }
        let mut rest = change.unwrap_or(line);
        while let Some(open) = rest.find('<') {
            let tag = &rest[open + 1..];
            let begins = tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
            let Some(close) = tag.find('>').filter(|_| begins) else {
                push_text(&mut parts, &rest[..=open]);
                rest = &rest[open + 1..];
                continue;
            };
            push_text(&mut parts, &rest[..open]);
            if let Some(name) = read_voice(&tag[..close]) {
                parts.push((Some(name), String::new()));
            }
            rest = &tag[close + 1..];
        }
        push_text(&mut parts, rest);
    }
    // Of two who speak in one cue, nobody says who they are but their names.
    let nobody = |words: &str| is_exchange && part_lead(words).is_none();
    let said = parts.into_iter().map(|(name, words)| {
        let words = words.trim().to_owned();
        (name.or_else(|| nobody(&words).then_some(Cow::Borrowed(UNNAMED))), Cow::Owned(words))
    });
    said.filter(|(_, words): &Part<'_>| !words.is_empty()).collect()
}

/// A line without what says where on a screen it stands: `{\an8}`.
fn without_position(line: &str) -> &str {
    let mark = line.strip_prefix("{\\").and_then(|rest| rest.split_once('}'));
    mark.map_or(line, |(_, rest)| rest.trim_start())
}

/// What follows the mark of another one who speaks: a dash, or `>>`, at the beginning of a caption's line.
fn part_change(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(">>").or_else(|| line.strip_prefix(['-', '–', '—', '‐']))?;
    let rest = rest.strip_prefix('>').unwrap_or(rest).trim_start();
    rest.starts_with(|c: char| {
        c.is_alphanumeric() || !c.is_ascii() || matches!(c, '(' | '[' | '"' | '\'' | '<')
    })
    .then_some(rest)
}

fn push_text(parts: &mut [(Option<Cow<'_, str>>, String)], text: &str) {
    if let Some((_, words)) = parts.last_mut() {
        words.push_str(&unescape(text));
    }
}

/// The name in `v.loud Ann Lee`.
fn read_voice(tag: &str) -> Option<Cow<'_, str>> {
    let rest = tag.strip_prefix(['v', 'V'])?;
    let (classes, name) = rest.split_once(char::is_whitespace)?;
    (classes.is_empty() || classes.starts_with('.')).then(|| unescape(name.trim()))
}

fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{a0}"),
        ("&lrm;", ""),
        ("&rlm;", ""),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    Cow::Owned(text.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::{is_sbv, is_srt, is_vtt, read_cues};

    fn read_told(text: &str) -> Vec<String> {
        let spoken = read_cues(text, &[]);
        let turn =
            |turn: &super::Turn| format!("{}@{}: {}", turn.speaker, turn.at.unwrap_or_default(), turn.words);
        spoken.turns.iter().map(turn).collect()
    }

    #[test]
    fn captions_as_the_programs_of_the_world_write_them() {
        let zoom = "WEBVTT\r\n\r\n1\r\n00:00:03.000 --> 00:00:05.500\r\nAnn Lee: I know. So:\r\n\r\n2\r\n00:00:05.600 --> 00:00:07.000\r\nAnn Lee: it is mine.\r\n\r\n3\r\n00:00:15.000 --> 00:00:16.000\r\nRobin Vale: What is?\r\n";
        assert!(is_vtt(zoom));
        assert_eq!(read_told(zoom), ["Ann Lee@3: I know. So: it is mine.", "Robin Vale@15: What is?"]);
        assert_eq!(
            read_cues(zoom, &[]).pauses.iter().map(|pause| (pause.at, pause.seconds)).collect::<Vec<_>>(),
            [(15, 8)]
        );
        let teams = "WEBVTT\n\nNOTE made by x\n\na-b/1-0\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>I &amp; you</v>\n\n00:00:02.000 --> 00:00:03.000\n<v Robin>Hm. <i>So?</i></v>\n<v Ann Lee>Yes, 2 < 3.</v>\n";
        assert_eq!(read_told(teams), ["Ann Lee@1: I & you", "Robin@2: Hm. So?", "Ann Lee@2: Yes, 2 < 3."]);
        let srt = "1\n00:00:00,000 --> 00:00:01,000\nAnn: One\ntwo\n\n2\n00:00:01,000 --> 00:00:02,000\nthree\n\n3\n00:00:02,000 --> 00:00:03,000\nRobin: Four?\n\n4\n00:00:03,000 --> 00:00:04,000\nAnn: Five\n";
        let dashes = "1\n00:00:00,000 --> 00:00:01,000\nAnn: One - two\n\n2\n00:00:01,000 --> 00:00:02,000\n- How?\n- So.\n\n3\n00:00:02,000 --> 00:00:03,000\n- Ann: Well.\n- Hm.\n\n4\n00:00:03,000 --> 00:00:04,000\nAnn: Yes.\n";
        assert_eq!(
            read_told(dashes),
            ["Ann@0: One - two", "?@1: How? So.", "Ann@2: Well.", "?@2: Hm.", "Ann@3: Yes."]
        );
        let apart = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n<v Ann>One</v>\n\n3\n00:00:02.000 --> 00:00:03.000\n\n4\n00:00:03.000 --> 00:00:04.000\n<v Robin>Two</v>\n";
        assert_eq!(read_told(apart), ["Ann@1: One", "Robin@3: Two"]);
        let whisperx = "1\n00:00:00,000 --> 00:00:01,000\n[SPEAKER_00]: One\n\n2\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_01]: Two\n";
        assert_eq!(read_told(whisperx), ["SPEAKER_00@0: One", "SPEAKER_01@1: Two"]);
        let webex = "WEBVTT\n\n1 \"Ann Lee\" (3456)\n00:00:01.000 --> 00:00:02.000\nOne: two\n\n2 \"Robin\" (0)\n00:00:02.000 --> 00:00:03.000\nThree?\n\n3 \"\" (0)\n00:00:03.000 --> 00:00:04.000\nFour\n";
        assert_eq!(read_told(webex), ["Ann Lee@1: One: two", "Robin@2: Three? Four"]);
        let sbv = "0:00:01.000,0:00:02.000\nAnn: One, two.\n\n0:00:02.000,0:00:03.500\nRobin: Three?\n";
        assert!(is_sbv(sbv) && !is_sbv("9:30, lunch\n") && !is_sbv("1.5, 2.5\n"));
        assert_eq!(read_told(sbv), ["Ann@1: One, two.", "Robin@2: Three?"]);
        let placed = "1\n00:00:00,000 --> 00:00:01,000\nAnn: One\n\n2\n00:00:01,000 --> 00:00:02,000\n{\\an8}Robin: Two\n";
        assert_eq!(read_told(placed), ["Ann@0: One", "Robin@1: Two"]);
        let classes = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v.first.loud Ann Lee>One</v>\n";
        assert_eq!(read_told(classes), ["Ann Lee@1: One"]);
        assert!(is_srt(srt));
        assert_eq!(read_told(srt), ["Ann@0: One two three", "Robin@2: Four?", "Ann@3: Five"]);
    }

    #[test]
    fn what_is_broken_is_read_as_far_as_it_goes() {
        for text in [
            "",
            "WEBVTT",
            "WEBVTT\n\n00:00 --> x\nHi",
            "\0 --> \0",
            "<v",
            "1\n00:00:00,000 --> 00:00:01,000\n<v <v>>\n",
        ] {
            let _ = read_cues(text, &[]);
        }
        assert!(!is_vtt("WEBVTTX\n") && !is_srt("1\n2\n"));
    }
}
