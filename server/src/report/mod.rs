//! Sets a written report as a file: Word, print page, workbook or data with its proof. Every renderer
//! is a pure function of the document: the same document gives the same bytes.

mod chart;
mod docx;
mod flow;
mod html;
pub(crate) mod ics;
mod json;
mod markup;
mod name;
#[cfg(feature = "pdf")]
mod pdf;
mod references;
#[cfg(test)]
mod sample;
mod words;
mod xlsx;

pub(crate) use xlsx::{list as list_workbook, played as played_workbook};

use protocol::document::Document;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use thiserror::Error;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word and WPS.
    Docx,
    /// A paged file; the feature `pdf` sets it.
    Pdf,
    /// One page for the browser that prints as A4.
    Html,
    /// A workbook: sentences, tables, figures of the charts, evidence.
    Xlsx,
    /// The document itself with what proves it.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Docx, Self::Pdf, Self::Html, Self::Xlsx, Self::Json];

    /// Ending of the file and word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// What the answer over HTTP is called.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for Format {
    type Err = String;
    fn from_str(word: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|format| format.word() == word)
            .ok_or_else(|| format!("no report is written as {word}"))
    }
}

/// A report as a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// What stands in it.
    pub bytes: Vec<u8>,
    /// What it is called over HTTP.
    pub media_type: &'static str,
    /// Kind, date, draft and language, in letters that every file system and header takes.
    pub file_name: String,
}

/// Why there is no file.
#[derive(Debug, Error)]
pub enum ReportError {
    /// This build sets no PDF.
    #[error("this build sets no PDF: print the web page of the report (.html), or build with the feature `pdf`")]
    NoPdf,
    /// This machine has no Chinese font to set PDF in.
    #[error(
        "no Chinese font was found: install fonts-noto-cjk, or SimSun, FangSong, SimHei and KaiTi; looked in {looked_in:?}"
    )]
    NoFont {
        /// Folders that were looked through.
        looked_in: Vec<PathBuf>,
    },
    /// The file could not be packed.
    #[error("the report could not be written as {format}: {reason}")]
    Unwritable {
        /// As what.
        format: Format,
        /// In words, for the log.
        reason: String,
    },
}

#[cfg(feature = "pdf")]
fn pdf(document: &Document) -> Result<Vec<u8>, ReportError> {
    pdf::render(document)
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Document) -> Result<Vec<u8>, ReportError> {
    Err(ReportError::NoPdf)
}

/// Writes a report as a file.
pub fn render(document: &Document, format: Format) -> Result<Rendered, ReportError> {
    let bytes = match format {
        Format::Docx => docx::render(document)?,
        Format::Html => html::render(document).into_bytes(),
        Format::Xlsx => xlsx::render(document)?,
        Format::Json => json::render(document)?,
        Format::Pdf => pdf(document)?,
    };
    Ok(Rendered { bytes, media_type: format.media_type(), file_name: name::file_name(document, format) })
}

#[cfg(test)]
mod tests;
