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

#[cfg(not(feature = "pdf"))]
#[test]
fn what_sets_no_pdf_names_the_print_view_and_the_feature() {
    let text = render(&sample::document(Language::Zh), Format::Pdf).unwrap_err().to_string();
    assert!(text.contains(".html") && text.contains("`pdf`"));
}

/// Leaves the samples in a folder for who wants to look at them: `REPORTS=/tmp/reports`. Data files
/// that lie there are set anew.
#[test]
#[ignore = "no check: a tool for whoever looks at the files"]
fn samples_are_left_where_asked() {
    let Some(folder) = std::env::var_os("REPORTS").map(std::path::PathBuf::from) else { return };
    for language in [Language::Zh, Language::En] {
        let rendered = render(&sample::document(language), Format::Json).unwrap();
        std::fs::write(folder.join(rendered.file_name), rendered.bytes).unwrap();
    }
    for path in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let file: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let document: Document = serde_json::from_value(file["document"].clone()).unwrap();
        for format in Format::ALL.into_iter().filter(|format| *format != Format::Json) {
            if let Ok(rendered) = render(&document, format) {
                std::fs::write(path.with_extension(format.word()), rendered.bytes).unwrap();
            }
        }
    }
}
