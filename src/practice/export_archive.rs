//! An archive of texts and copies of files, written in one go.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context as _;
use chrono::Datelike as _;
use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::describe_io_error;
use super::kept_files::FileOnDisk;
use super::output_file::OutputFile;
use crate::model::refusal::{Refusal, RefusalKind};

/// From this length on a file may not fit into an archive of the old kind once it is packed.
const LARGE: u64 = 3 << 30;

/// What goes into an archive.
#[derive(Debug)]
pub struct ExportArchive {
    /// The folder that everything in it lies in.
    pub folder: String,
    /// The day that its texts bear.
    pub made_on: NaiveDate,
    /// Texts by their names.
    pub texts: Vec<(&'static str, String)>,
    /// Files of which copies go into it.
    pub files: Vec<FileOnDisk>,
}

impl ExportArchive {
    /// Writes it into a file, whole or not at all.
    ///
    /// # Errors
    /// Where a file can't be read, or the disk refuses.
    pub fn write_to(&self, output: &OutputFile) -> anyhow::Result<()> {
        output.write_by(|file| self.pack(file))
    }

    fn pack(&self, into: &mut File) -> anyhow::Result<()> {
        let mut archive = ZipWriter::new_stream(io::BufWriter::new(into));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(self.noon())
            .unix_permissions(0o600);
        for (name, text) in &self.texts {
            archive.start_file(format!("{}/{name}", self.folder), options)?;
            archive.write_all(text.as_bytes())?;
        }
        for kept in &self.files {
            let refuse = |error: &io::Error| {
                let what = format!("nothing was written: {}", describe_io_error(error));
                Refusal::with_kind(RefusalKind::Disk, what, "make it readable, or move it away")
                    .in_file(kept.file.to_string_lossy())
            };
            let mut file = File::open(&kept.file).map_err(|error| refuse(&error))?;
            archive.start_file(
                format!("{}/{}", self.folder, kept.path),
                options.large_file(kept.bytes >= LARGE),
            )?;
            io::copy(&mut file, &mut archive).map_err(|error| refuse(&error))?;
        }
        archive.finish()?.into_inner().flush().context("the archive could not be written")
    }

    fn noon(&self) -> DateTime {
        let day = |number: u32| u8::try_from(number).unwrap_or(1);
        let year = u16::try_from(self.made_on.year()).unwrap_or(1980);
        DateTime::from_date_and_time(year, day(self.made_on.month()), day(self.made_on.day()), 12, 0, 0)
            .unwrap_or_default()
    }
}

/// The name of an archive, where none was typed: in the working folder, or beside the practice where that lies in it.
#[must_use]
pub fn place_for(name: &str, root: &std::path::Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
    match here {
        Ok(here) if here.starts_with(root) => root.parent().unwrap_or(root).join(name),
        _ => PathBuf::from(name),
    }
}
