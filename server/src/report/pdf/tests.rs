//! The paged file: whole, tagged, and the same each time.

use super::*;
use crate::report::sample;
use protocol::document::Language;

#[test]
fn a_report_is_set_with_tags_and_bookmarks() {
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        let bytes = match render(&document) {
            Ok(bytes) => bytes,
            // A machine without Chinese fonts says so; there is nothing more to look at.
            Err(ReportError::NoFont { looked_in }) => {
                assert!(!looked_in.is_empty());
                return;
            }
            Err(error) => panic!("{error}"),
        };
        assert!(bytes.starts_with(b"%PDF-"));
        let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        for word in ["/MarkInfo", "/StructTreeRoot", "/Outlines", "/Lang", "pdfuaid"] {
            assert!(holds(word), "{word}");
        }
        assert_eq!(bytes, render(&document).unwrap());
    }
}

#[test]
fn no_text_of_the_document_is_read_as_markup() {
    let mut document = sample::document(Language::En);
    document.title = "#panic(\"read\") $ _a_ *b* <c> \\ `d` @e".to_owned();
    document.sections[0].blocks.clear();
    match render(&document) {
        Ok(bytes) => assert!(!bytes.is_empty()),
        Err(error) => assert!(matches!(error, ReportError::NoFont { .. }), "{error}"),
    }
}
