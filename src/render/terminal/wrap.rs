//! Styled words to lines of a width.

use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::line::{Line, PLAIN, Span};
use crate::render::line_breaks::{break_places, is_blank};

/// Longer runs of joined characters are taken apart, so that hostile text can't make measuring slow.
const LONGEST_GLYPH: usize = 64;

/// Fills lines with words, at most `width` columns each. Blanks between words count once. A word longer than a line is broken
/// hard.
#[must_use]
pub fn wrap(spans: &[Span], width: usize) -> Vec<Line> {
    let mut text = String::with_capacity(spans.iter().map(|span| span.text.len()).sum());
    let mut glyphs = glyphs(spans, &mut text);
    mark_beginnings(&mut glyphs, &text);
    let mut filler =
        Filler { text: &text, width, lines: Vec::new(), line: Line::default(), used: 0, last: PLAIN };
    // A blank that no line may end at, as before a French `!`, is a part of the word.
    let mut next_may_begin = true;
    let mut ends: Vec<bool> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs.iter().rev() {
        let blank = glyph.is_blank;
        ends.push(blank && (next_may_begin || &text[glyph.range.clone()] != " "));
        next_may_begin = if blank { next_may_begin } else { glyph.may_begin };
    }
    ends.reverse();
    let mut word = 0..0;
    let mut after_blank = false;
    for (index, glyph) in glyphs.iter().enumerate() {
        let blank = ends[index] || (word.is_empty() && glyph.is_blank);
        if blank || (!word.is_empty() && glyph.may_begin) {
            filler.place(&glyphs[word], after_blank);
            after_blank = blank;
            word = index..index;
        }
        if glyph.is_blank && &text[glyph.range.clone()] == "\n" {
            filler.end_line();
        }
        word = if blank { index + 1..index + 1 } else { word.start..index + 1 };
    }
    filler.place(&glyphs[word], after_blank);
    if !filler.line.is_empty() {
        filler.end_line();
    }
    filler.lines
}

/// What can't be parted: a character with its marks, an emoji made of several.
struct Glyph {
    range: Range<usize>,
    /// The piece of text that it comes from.
    span: usize,
    style: Style,
    width: usize,
    is_blank: bool,
    /// Whether a line may begin with it.
    may_begin: bool,
}

/// Marks the glyphs at the places where a line may begin; both are in order.
fn mark_beginnings(glyphs: &mut [Glyph], text: &str) {
    let mut places = break_places(text).into_iter().peekable();
    for glyph in glyphs {
        while places.next_if(|place| *place < glyph.range.start).is_some() {}
        glyph.may_begin = places.next_if_eq(&glyph.range.start).is_some();
    }
}

struct Filler<'a> {
    text: &'a str,
    width: usize,
    lines: Vec<Line>,
    line: Line,
    used: usize,
    last: Style,
}

impl Filler<'_> {
    fn place(&mut self, word: &[Glyph], after_blank: bool) {
        let Some(first) = word.first() else { return };
        let width: usize = word.iter().map(|glyph| glyph.width).sum();
        let gap = usize::from(after_blank && !self.line.is_empty());
        if self.used > 0 && self.used + gap + width > self.width {
            self.end_line();
        } else if gap > 0 {
            // A heading's underline runs on between its words, but not into the plain text beside it.
            self.add(" ", 1, if self.last == first.style { first.style } else { PLAIN });
        }
        if self.used + width <= self.width {
            for piece in word.chunk_by(|glyph, next| glyph.span == next.span) {
                let (first, last) = (&piece[0], &piece[piece.len() - 1]);
                let width = piece.iter().map(|glyph| glyph.width).sum();
                self.add(&self.text[first.range.start..last.range.end], width, first.style);
            }
            return;
        }
        for glyph in word {
            if self.used > 0 && self.used + glyph.width > self.width {
                self.end_line();
            }
            self.add(&self.text[glyph.range.clone()], glyph.width, glyph.style);
        }
    }

    fn add(&mut self, text: &str, width: usize, style: Style) {
        self.line.push(text, style);
        self.used += width;
        self.last = style;
    }

    fn end_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
    }
}

/// Gathers the text of all pieces, and cuts it into glyphs. A mark in another style takes that of its
/// character.
fn glyphs(spans: &[Span], text: &mut String) -> Vec<Glyph> {
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.capacity());
    for (span, Span { text: own, style }) in spans.iter().enumerate() {
        for c in own.chars() {
            let start = text.len();
            text.push(c);
            // What a typewriter has joins nothing, and most of a text is of it.
            if !is_typewritten(c)
                && let Some(last) = glyphs.last_mut()
                && joins(text, last, c)
            {
                last.range.end = text.len();
            } else {
                glyphs.push(Glyph {
                    range: start..text.len(),
                    span,
                    style: *style,
                    width: 0,
                    // What joins a glyph is no blank, and joins none.
                    is_blank: is_blank(c),
                    may_begin: false,
                });
            }
        }
    }
    for glyph in &mut glyphs {
        let shown = &text[glyph.range.clone()];
        glyph.width = if shown.len() == 1 && shown.chars().all(is_typewritten) { 1 } else { shown.width() };
    }
    glyphs
}

fn is_typewritten(c: char) -> bool {
    matches!(c, ' '..='~')
}

/// Whether the character just pushed joins the glyph before it.
fn joins(text: &str, last: &Glyph, c: char) -> bool {
    let before = &text[last.range.clone()];
    if is_blank(c) || before.chars().all(is_blank) {
        return false;
    }
    let width = c.width().unwrap_or(0);
    width == 0
        || (before.len() <= LONGEST_GLYPH
            && !(before.is_ascii() || c.is_ascii())
            && text[last.range.start..].width() < before.width() + width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> String {
        let mut out = String::new();
        for line in wrap(&[Span::new(text, PLAIN)], width) {
            line.write(&mut out, false);
        }
        out
    }

    #[test]
    fn words_fill_lines() {
        let cases = [
            ("", 10, ""),
            ("   ", 10, ""),
            ("one two  three", 7, "one two\nthree\n"),
            ("one two", 6, "one\ntwo\n"),
            ("a\nb", 7, "a\nb\n"),
            ("a\n\nb", 7, "a\n\nb\n"),
            ("see abcdefghijk l", 5, "see\nabcde\nfghij\nk l\n"),
            ("1\u{a0}000 x", 5, "1\u{a0}000\nx\n"),
            ("Ah bon ! Oui", 7, "Ah\nbon !\nOui\n"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(lines(text, width), expected, "{text:?}");
        }
    }

    #[test]
    fn wide_scripts_and_joined_characters_keep_to_the_width() {
        let cases = [
            ("日本語のノート", 6, "日本語\nのノー\nト\n"),
            ("本日は晴天。", 10, "本日は晴\n天。\n"),
            ("👩‍👩‍👧👍🏽👍🏽", 4, "👩‍👩‍👧👍🏽\n👍🏽\n"),
            ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}e\u{301}\ne\u{301}\n"),
            ("☺\u{fe0f}☺\u{fe0f}a", 3, "☺\u{fe0f}\n☺\u{fe0f}a\n"),
        ];
        for (text, width, expected) in cases {
            assert_eq!(lines(text, width), expected, "{text:?}");
        }
    }

    #[test]
    fn a_pile_of_joined_characters_is_measured_in_time() {
        let pile = format!("a{}{}", "\u{301}".repeat(50_000), "👩\u{200d}".repeat(50_000));
        assert!(wrap(&[Span::new(pile, PLAIN)], 20).len() > 1);
    }
}
