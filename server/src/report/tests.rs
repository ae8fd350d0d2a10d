//! Every format from one entry.

use super::*;
use protocol::document::Language;

#[test]
fn every_format_is_known_by_its_word() {
    for format in Format::ALL {
        assert_eq!(format.word().parse(), Ok(format));
    }
    assert!("odt".parse::<Format>().is_err());
}

#[test]
fn files_have_names_and_types() {
    let document = sample::document(Language::En);
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Pdf) {
        let rendered = render(&document, format).unwrap();
        assert_eq!(rendered.file_name, format!("exercise-summary-2026-06-18-draft-2-en.{format}"));
        assert_eq!(rendered.media_type, format.media_type());
        assert!(!rendered.bytes.is_empty());
    }
}

#[test]
fn what_sets_no_pdf_names_the_print_view_and_the_feature() {
    let error = render(&sample::document(Language::Zh), Format::Pdf).unwrap_err();
    assert_eq!(error.code(), "report_pdf_unavailable");
    let text = error.to_string();
    assert!(text.contains(".html") && text.contains("`pdf`"));
}

/// Leaves the samples in a folder for who wants to look at them: `REPORTS=/tmp/reports`.
#[test]
fn samples_are_left_where_asked() {
    let Some(folder) = std::env::var_os("REPORTS") else { return };
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        for format in Format::ALL {
            if let Ok(rendered) = render(&document, format) {
                std::fs::write(std::path::Path::new(&folder).join(rendered.file_name), rendered.bytes).unwrap();
            }
        }
    }
}
