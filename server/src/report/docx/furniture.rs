//! What every page carries: the banner at its head, number and record at its foot.

use super::NAMESPACES;
use super::body::run;
use super::package::{FOOTER_EVEN, FOOTER_ODD, HEADER};
use crate::report::flow::Flow;
use protocol::document::{Document, Language};

/// On which side of an open book a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Right: the number stands to the right.
    Odd,
    /// Left: the number stands to the left.
    Even,
}

/// The banner.
pub(super) fn header(document: &Document) -> String {
    let banner = run(&document.banner, "");
    format!("<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{banner}</w:p></w:hdr>")
}

/// Number of the page, and below it the record: `— 3 —` outside in Chinese, `Page 3 of 9` in English.
pub(super) fn footer(document: &Document, side: Side) -> String {
    let align = match (document.language, side) {
        (Language::En, _) => "center",
        (Language::Zh, Side::Odd) => "right",
        (Language::Zh, Side::Even) => "left",
    };
    let number = match document.language {
        Language::Zh => format!("{}{}{}", run("— ", ""), field("PAGE"), run(" —", "")),
        Language::En => format!("{}{}{}{}", run("Page ", ""), field("PAGE"), run(" of ", ""), field("NUMPAGES")),
    };
    let record = run(&Flow::of(document).foot(document, "　"), "");
    format!(
        "<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:jc w:val=\"{align}\"/></w:pPr>{number}</w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"FootRecord\"/></w:pPr>{record}</w:p></w:ftr>"
    )
}

fn field(name: &str) -> String {
    format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
}

/// A stretch of the document that shares page and columns.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paper {
    /// Upright pages; the first one is new.
    Upright,
    /// Pages that lie across, for wide tables.
    Across,
    /// Two columns, where the page is just now.
    Columns,
    /// One column again, where the page is just now.
    Rest,
}

/// Page, margins, header and footers of a stretch.
pub(super) fn page(stretch: Paper) -> String {
    let (kind, columns) = match stretch {
        Paper::Upright | Paper::Across => ("nextPage", ""),
        Paper::Columns => ("continuous", " w:num=\"2\""),
        Paper::Rest => ("continuous", ""),
    };
    let paper = match stretch {
        Paper::Across => {
            "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1587\" w:right=\"1985\" \
             w:bottom=\"1474\" w:left=\"2098\" w:header=\"851\" w:footer=\"567\" w:gutter=\"0\"/>"
        }
        Paper::Upright | Paper::Columns | Paper::Rest => {
            "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" \
             w:left=\"1587\" w:header=\"1134\" w:footer=\"1134\" w:gutter=\"0\"/>"
        }
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{HEADER}\"/>\
         <w:headerReference w:type=\"even\" r:id=\"{HEADER}\"/>\
         <w:footerReference w:type=\"default\" r:id=\"{FOOTER_ODD}\"/>\
         <w:footerReference w:type=\"even\" r:id=\"{FOOTER_EVEN}\"/><w:type w:val=\"{kind}\"/>\
         {paper}<w:cols{columns} w:space=\"425\"/></w:sectPr>"
    )
}
