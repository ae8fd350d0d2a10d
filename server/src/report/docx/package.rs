//! The parts around the text: what the package holds, settings, properties.

use super::NAMESPACES;
use crate::report::markup::escape;
use crate::report::words::Words;
use protocol::document::{Document, Language};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Names by which the document refers to its header and footers.
pub(super) const HEADER: &str = "rId4";
/// Footer of odd pages.
pub(super) const FOOTER_ODD: &str = "rId5";
/// Footer of even pages.
pub(super) const FOOTER_EVEN: &str = "rId6";

/// What kind of part each file is.
pub(super) fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let parts = [
        ("/word/document.xml", "document.main"),
        ("/word/styles.xml", "styles"),
        ("/word/fontTable.xml", "fontTable"),
        ("/word/settings.xml", "settings"),
        ("/word/header.xml", "header"),
        ("/word/footer-odd.xml", "footer"),
        ("/word/footer-even.xml", "footer"),
    ];
    let parts: String = parts
        .iter()
        .map(|(name, kind)| format!("<Override PartName=\"{name}\" ContentType=\"{word}.{kind}+xml\"/>"))
        .collect();
    format!(
        "<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>{parts}\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
    )
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

/// From the package to the document.
pub(super) fn relations() -> String {
    let document = relation("rId1", &format!("{OFFICE}/officeDocument"), "word/document.xml");
    let properties = format!("{PACKAGE}/relationships/metadata/core-properties");
    let core = relation("rId2", &properties, "docProps/core.xml");
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{document}{core}</Relationships>")
}

/// From the document to its parts.
pub(super) fn document_relations() -> String {
    let parts = [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "fontTable", "fontTable.xml"),
        ("rId3", "settings", "settings.xml"),
        (HEADER, "header", "header.xml"),
        (FOOTER_ODD, "footer", "footer-odd.xml"),
        (FOOTER_EVEN, "footer", "footer-even.xml"),
    ];
    let parts: String =
        parts.iter().map(|(id, kind, target)| relation(id, &format!("{OFFICE}/{kind}"), target)).collect();
    format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{parts}</Relationships>")
}

/// How the program is to treat the text.
pub(super) fn settings(language: Language) -> String {
    format!(
        "<w:settings {NAMESPACES}><w:zoom w:percent=\"100\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{}\" w:eastAsia=\"zh-CN\"/></w:settings>",
        match language {
            Language::Zh => "zh-CN",
            Language::En => "en-GB",
        }
    )
}

/// Title and what the report was made from, where programs look for it.
pub(super) fn properties(document: &Document) -> String {
    let words = Words::of(document.language);
    let source = &document.source;
    let keywords = format!("{}; {}", source.exercise, source.head.as_deref().unwrap_or_default());
    format!(
        "<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:subject>{} · {}</dc:subject>\
         <dc:creator>Startex</dc:creator><cp:keywords>{}</cp:keywords><dc:language>{}</dc:language>\
         <cp:version>{}</cp:version></cp:coreProperties>",
        escape(&document.title),
        escape(&document.banner),
        words.kind(document.kind),
        escape(&keywords),
        words.tag,
        source.draft
    )
}
