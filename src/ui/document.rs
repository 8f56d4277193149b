//! A document in pieces: each is made only when what came before it was taken.

use std::io;

use super::Ui;
use super::output;
use super::pager::Pager;

/// How much of a document was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// How many of its pieces, to their last line.
    pub pieces: usize,
    /// Whether anything was asked for beyond what fills the screen by itself.
    pub beyond_first_screen: bool,
}

impl Ui {
    /// Writes a document to standard output piece by piece, as [`Ui::print`] does: through the pager if it is longer
    /// than the terminal. Once its reader has gone, no further piece is made.
    ///
    /// # Errors
    /// Those of the pieces, and of the terminal.
    pub fn print_pieces<E: From<io::Error>>(
        &self,
        pieces: impl IntoIterator<Item = Result<String, E>>,
    ) -> Result<Shown, E> {
        let colour = self.colour();
        if !self.environment.output {
            return write(pieces.into_iter(), colour, 0);
        }
        let clean = |piece: Result<String, E>| Ok(output::for_terminal(&piece?, colour).into_owned());
        let mut pieces = pieces.into_iter().map(clean);
        let Some(pager) = self.environment.pager().filter(|_| self.options.pager && !self.is_linear()) else {
            return write(pieces, colour, 0);
        };
        let (columns, rows) = (self.environment.screen_columns(), self.environment.screen_rows());
        let mut first_screen = Vec::new();
        let mut filled = 0;
        while filled <= rows {
            let Some(piece) = pieces.next() else {
                return write(first_screen.into_iter().map(Ok), colour, 0);
            };
            let piece = piece?;
            filled += output::rows(&piece, columns);
            first_screen.push(piece);
        }
        let filling = first_screen.len();
        let pieces = first_screen.into_iter().map(Ok).chain(pieces);
        match Pager::start(&pager, self.environment.less.is_none()) {
            Some(pager) => feed(pager, pieces, filling),
            None => write(pieces, colour, filling),
        }
    }
}

/// Feeds a pager. A piece counts as shown once its last line was taken, which is handed over by itself.
fn feed<E: From<io::Error>>(
    mut pager: Pager,
    mut pieces: impl Iterator<Item = Result<String, E>>,
    filling: usize,
) -> Result<Shown, E> {
    let mut ends = Vec::new();
    let mut failed = None;
    let is_all = loop {
        if !pager.is_ready()? {
            break false;
        }
        let piece = match pieces.next() {
            None => break true,
            Some(Ok(piece)) => piece,
            Some(Err(error)) => {
                failed = Some(error);
                break false;
            }
        };
        let (lines, last) = piece.split_at(last_line(&piece));
        if !(pager.hand(lines)? && pager.hand(last)?) {
            break false;
        }
        ends.push(pager.written_bytes());
    };
    let taken = pager.end(is_all)?;
    let pieces = ends.partition_point(|end| *end <= taken);
    failed.map_or(Ok(Shown { pieces, beyond_first_screen: pieces > filling }), Err)
}

/// Writes the pieces as they come, until nobody is left to read them.
fn write<E: From<io::Error>>(
    pieces: impl Iterator<Item = Result<String, E>>,
    colour: bool,
    filling: usize,
) -> Result<Shown, E> {
    let mut count = 0;
    for piece in pieces {
        if !output::write(&piece?, colour)? {
            break;
        }
        count += 1;
    }
    Ok(Shown { pieces: count, beyond_first_screen: count > filling })
}

/// Where the last line of a text begins.
fn last_line(text: &str) -> usize {
    text.strip_suffix('\n').unwrap_or(text).rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Pages entries of three lines each with a shell that reads so many lines. Gives what was shown, and how many
    /// entries were made.
    fn page(read: usize, entries: usize) -> (Shown, usize) {
        let pager = format!("sh -c 'for i in $(seq {read}); do read line; done'");
        let mut made = 0;
        let pieces = (0..entries).map(|_| {
            made += 1;
            Ok::<_, io::Error>("one\ntwo\nthree\n".to_owned())
        });
        let shown = feed(Pager::start(&pager, false).expect("a shell"), pieces, 2).expect("it to be fed");
        (shown, made)
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nothing_is_made_that_the_pager_does_not_ask_for() {
        for (read, entries, shown, most_made) in
            [(2, 5000, 0, 2), (3, 5000, 1, 3), (4, 5000, 1, 3), (9, 5000, 3, 5), (9, 3, 3, 3), (100, 3, 3, 3)]
        {
            let (seen, made) = page(read, entries);
            assert_eq!(seen, Shown { pieces: shown, beyond_first_screen: shown > 2 }, "{read} of {entries}");
            assert!(made <= most_made, "{made} made of {entries} for {read} lines");
        }
    }

    #[test]
    fn an_error_on_the_way_comes_out_when_the_pager_is_left() {
        let pieces = [Ok("a\n".to_owned()), Err(io::Error::other("no"))];
        let error = feed(Pager::start("cat", false).unwrap(), pieces.into_iter(), 0).unwrap_err();
        assert_eq!(error.to_string(), "no");
    }

    #[test]
    fn the_last_line_is_found() {
        for (text, last) in [("a\nb\n", "b\n"), ("a\nb", "b"), ("a", "a"), ("\n", "\n"), ("", "")] {
            assert_eq!(&text[last_line(text)..], last, "{text:?}");
        }
    }
}
