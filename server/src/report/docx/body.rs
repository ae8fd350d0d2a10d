//! The text of the document.

use super::furniture::{Paper, page};
use super::{NAMESPACES, chart, table};
use crate::report::flow::{Flow, Span, is_wide, starts_wide};
use crate::report::markup::escape;
use crate::report::references;
use protocol::document::{Document, DocumentBlock, DocumentSection, Sentence};

/// Writes the main part.
pub(super) fn write(document: &Document) -> String {
    let mut body = Body { out: String::new(), across: false, rest: Paper::Upright, flow: Flow::of(document) };
    body.title(document);
    for (index, section) in document.sections.iter().enumerate() {
        body.turn(starts_wide(&document.sections[index..]));
        body.section(section);
    }
    body.turn(false);
    body.back(document);
    format!("<w:document {NAMESPACES}><w:body>{}{}</w:body></w:document>", body.out, page(body.rest))
}

/// A run of text with its properties. The hint sets quotes and dashes in the Chinese face.
pub(super) fn run(text: &str, style: &str) -> String {
    let hint = if text.is_ascii() { "" } else { "<w:rFonts w:hint=\"eastAsia\"/>" };
    let style = if style.is_empty() { String::new() } else { format!("<w:rStyle w:val=\"{style}\"/>") };
    let properties =
        if hint.is_empty() && style.is_empty() { String::new() } else { format!("<w:rPr>{style}{hint}</w:rPr>") };
    let lines = text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line)));
    format!("<w:r>{properties}{}</w:r>", lines.collect::<Vec<_>>().join("<w:br/>"))
}

/// A paragraph of runs in a style.
pub(super) fn paragraph(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

/// The number of a note, which leads to it; nothing for nothing.
pub(super) fn link(number: Option<usize>, style: &str) -> String {
    let link = |number: usize| {
        format!(
            "<w:hyperlink w:anchor=\"e{number}\" w:history=\"1\">{}</w:hyperlink>",
            run(&format!("[{number}]"), style)
        )
    };
    number.map(link).unwrap_or_default()
}

struct Body<'a> {
    out: String,
    across: bool,
    rest: Paper,
    flow: Flow<'a>,
}

impl<'a> Body<'a> {
    fn add(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn title(&mut self, document: &Document) {
        self.add(&paragraph("Title", &run(&document.title, "")));
        if let Some(subtitle) = &document.subtitle {
            self.add(&paragraph("Subtitle", &run(subtitle, "")));
        }
        let status = self.flow.status(document);
        self.add(&paragraph("Status", &run(&status, "")));
    }

    /// Ends a stretch. The break rides on the paragraph before it, so that it needs no empty line.
    fn end(&mut self, stretch: Paper) {
        if let Some(at) = self.out.rfind("</w:pPr>") {
            self.out.insert_str(at, &page(stretch));
        }
    }

    /// Turns the paper for a wide table, and back.
    fn turn(&mut self, across: bool) {
        if self.across != across {
            self.end(if self.across { Paper::Across } else { Paper::Upright });
            self.across = across;
        }
    }

    fn section(&mut self, section: &'a DocumentSection) {
        let level = section.level.clamp(1, 3);
        let heading = self.flow.heading(section);
        if !heading.is_empty() {
            let mark = if section.inferred { run(&self.flow.inferred(), "Mark") } else { String::new() };
            self.add(&paragraph(&format!("Heading{level}"), &format!("{}{mark}", run(&heading, ""))));
        }
        for block in &section.blocks {
            self.turn(is_wide(block));
            match block {
                DocumentBlock::Paragraph { sentences } if sentences.is_empty() => {}
                DocumentBlock::Paragraph { sentences } => self.sentences(sentences),
                DocumentBlock::Table(table) => {
                    let caption = self.flow.table(&table.caption);
                    let written = table::write(table, &caption, &self.flow);
                    self.add(&written);
                }
                DocumentBlock::Chart(chart) => {
                    let caption = self.flow.figure(&chart.caption);
                    let written = chart::write(chart, &caption, &self.flow);
                    self.add(&written);
                }
            }
        }
    }

    fn sentences(&mut self, sentences: &'a [Sentence]) {
        let mut runs = String::new();
        for span in self.flow.paragraph(sentences) {
            runs.push_str(&match span {
                Span::Label(text) => run(&text, "Label"),
                Span::Mark(text) => run(&text, "Mark"),
                Span::Text(sentence) => run(&sentence.text, style(sentence)),
                Span::Reference(number) => link(Some(number), "Reference"),
                Span::Gap => run(" ", ""),
            });
        }
        self.add(&paragraph("BodyText", &runs));
    }

    fn back(&mut self, document: &Document) {
        let words = self.flow.words;
        let legend = self.flow.legend(document);
        if !legend.is_empty() {
            self.add(&paragraph("BackHeading", &run(words.legend, "")));
            for (mark, meaning) in legend {
                let runs = format!("{}{}", run(&mark, "Label"), run(&format!(" {meaning}"), ""));
                self.add(&paragraph("BackText", &runs));
            }
        }
        if !self.flow.references.notes().is_empty() {
            self.add(&paragraph("BackHeading", &run(words.evidence, "")));
            self.evidence();
        }
        self.add(&paragraph("BackHeading", &run(words.proof, "")));
        for (name, value) in self.flow.proof(document) {
            let runs = format!("{}{}", run(&format!("{name}{}", words.colon), "Label"), run(&value, ""));
            self.add(&paragraph("BackText", &runs));
        }
    }

    /// The list in two columns: a stretch of its own between two breaks that start no page.
    fn evidence(&mut self) {
        self.end(Paper::Upright);
        let words = self.flow.words;
        let list = self.flow.references.notes().iter().enumerate().map(|(index, one)| {
            let number = index + 1;
            let runs = format!(
                "<w:bookmarkStart w:id=\"{number}\" w:name=\"e{number}\"/>{}<w:bookmarkEnd w:id=\"{number}\"/>\
                 <w:r><w:tab/></w:r>{}",
                run(&format!("[{number}]"), ""),
                run(&references::sentence(one, words), "")
            );
            paragraph("Evidence", &runs)
        });
        let list: String = list.collect();
        self.add(&list);
        self.end(Paper::Columns);
        self.rest = Paper::Rest;
    }
}

/// What nothing bears out is seen without colour.
fn style(sentence: &Sentence) -> &'static str {
    if sentence.is_unevidenced() { "Unevidenced" } else { "" }
}
