//! `--excel`: a table as Excel opens it. Every command that gives CSV flattens [`ExcelArgs`].

use super::context::Context;
use crate::cli::Format;
use crate::model::refusal::Refusal;
use crate::render::spreadsheet::Spreadsheet;

/// For whom a table is written.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ExcelArgs {
    /// Write the csv as Excel opens it: with the mark by which it knows UTF-8, and `;` and decimal commas where your locale has them
    #[arg(long)]
    excel: bool,
}

impl ExcelArgs {
    /// How the table is to be written.
    pub fn read(self, context: &Context) -> anyhow::Result<Spreadsheet> {
        if !self.excel {
            return Ok(Spreadsheet::PLAIN);
        }
        if context.global.format != Format::Csv {
            return Err(Refusal::usage("--excel is for a table", "add --format csv").into());
        }
        Ok(Spreadsheet::for_excel(context.ui.number_locale()))
    }
}
