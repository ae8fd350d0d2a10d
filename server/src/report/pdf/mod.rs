//! A paged file: tagged, with bookmarks, its text copyable. Typst sets it from a template and the
//! document as data, so that no text of the document is ever read as markup.

mod data;
mod fonts;
mod world;

use super::{Format, ReportError};
use fonts::Fonts;
use protocol::document::Document;
use typst::diag::SourceDiagnostic;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use world::Desk;

/// Writes a document as a paged file with the fonts of this machine.
pub(super) fn render(document: &Document) -> Result<Vec<u8>, ReportError> {
    let fonts = Fonts::of_machine().ok_or_else(|| ReportError::NoFont { looked_in: fonts::folders() })?;
    let data = serde_json::to_vec(&data::of(document)).map_err(|error| unwritable(error.to_string()))?;
    let desk = Desk::new(fonts, data);
    let set = typst::compile::<PagedDocument>(&desk).output;
    let pages = set.map_err(|errors| unwritable(words(&errors)))?;
    let source = &document.source;
    let ident = format!("{} {} {} {}", source.exercise, document.kind, source.draft, source.commits);
    // PDF/UA-1 where the document's own order of headings lets it; tagged all the same where not.
    let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).ok();
    let tries = [accessible, Some(PdfStandards::default())].into_iter().flatten();
    let mut failed = String::new();
    for standards in tries {
        let options = PdfOptions {
            ident: typst::foundations::Smart::Custom(ident.clone()),
            creator: typst::foundations::Smart::Custom(Some("Startex".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        match typst_pdf::pdf(&pages, &options) {
            Ok(bytes) => return Ok(bytes),
            Err(errors) => failed = words(&errors),
        }
    }
    Err(unwritable(failed))
}

fn unwritable(reason: String) -> ReportError {
    ReportError::Unwritable { format: Format::Pdf, reason }
}

fn words(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
