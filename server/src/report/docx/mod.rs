//! Word and WPS: Office Open XML written directly, so that every sentence is one run, header rows
//! repeat, and each style names its Chinese font. Set as official Chinese documents are (A4, margins
//! 37/35/28/26 mm, body in 16 pt on 28.95 pt lines); English has faces and sizes of its own.

mod body;
mod chart;
mod furniture;
mod package;
mod styles;
mod table;

use super::{Format, ReportError};
use protocol::document::Document;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// First line of every part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The name spaces that the parts use.
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Width of the text in twentieths of a point: 156 mm.
const TEXT_WIDTH: u32 = 8_845;
/// The same on a page that lies across: 225 mm.
const WIDE_WIDTH: u32 = 12_755;

/// Writes a document as a Word file.
pub(super) fn render(document: &Document) -> Result<Vec<u8>, ReportError> {
    let language = document.language;
    let parts = [
        ("[Content_Types].xml", package::content_types()),
        ("_rels/.rels", package::relations()),
        ("docProps/core.xml", package::properties(document)),
        ("word/document.xml", body::write(document)),
        ("word/_rels/document.xml.rels", package::document_relations()),
        ("word/styles.xml", styles::write(language)),
        ("word/fontTable.xml", styles::fonts()),
        ("word/settings.xml", package::settings(language)),
        ("word/header.xml", furniture::header(document)),
        ("word/footer-odd.xml", furniture::footer(document, furniture::Side::Odd)),
        ("word/footer-even.xml", furniture::footer(document, furniture::Side::Even)),
    ];
    pack(&parts).map_err(|error| ReportError::Unwritable { format: Format::Docx, reason: error.to_string() })
}

/// Packs the parts; without times, so that the same document gives the same file.
fn pack(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, text) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(DECLARATION.as_bytes())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests;
