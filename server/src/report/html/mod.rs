//! One page for the browser: no script, nothing from outside, prints as A4 with the banner at the
//! head of each page, its number and the record's hash at the foot. Well-formed XML besides.

mod chart;

use super::flow::{Flow, Grid, Span, is_wide, starts_wide};
use super::markup::escape;
use super::references;
use protocol::document::{Document, DocumentBlock, DocumentSection, DocumentTable, Evidence, Sentence};
use std::fmt::Write as _;

const STYLE: &str = include_str!("style.css");

/// Writes a document as a page.
pub(super) fn render(document: &Document) -> String {
    let flow = Flow::of(document);
    let mut page = Page { style: print_style(document, &flow), body: String::new(), tables: 0, wide: false, flow };
    page.title(document);
    for (index, section) in document.sections.iter().enumerate() {
        page.turn(starts_wide(&document.sections[index..]), &document.banner);
        page.section(section, &document.banner);
    }
    page.turn(false, &document.banner);
    page.back(document);
    let Page { style, body, flow, .. } = page;
    let (banner, title, tag) = (escape(&document.banner), escape(&document.title), flow.words.tag);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <title>{banner} · {title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n{}\
         <main>\n{}{body}{FRAME_END}</main>\n</body>\n</html>\n",
        chart::PATTERNS,
        frame(&document.banner, false)
    )
}

/// A frame whose head, the banner, every browser repeats on each page of paper.
fn frame(banner: &str, wide: bool) -> String {
    let wide = if wide { " wide" } else { "" };
    format!(
        "<table class=\"frame{wide}\" role=\"presentation\">\n<thead><tr><td class=\"banner\"><div>{}</div></td></tr>\
         </thead>\n<tbody><tr><td>\n",
        escape(banner)
    )
}

const FRAME_END: &str = "</td></tr></tbody>\n</table>\n";

/// What of the print style comes from the document: the foot of each page.
fn print_style(document: &Document, flow: &Flow<'_>) -> String {
    let (before, between, after) = flow.words.page_of;
    let font = "font: 7.5pt/1.3 \"Noto Sans CJK SC\", SimSun, Arial, sans-serif";
    format!(
        "@page wide {{ size: A4 landscape; }}\n@page {{ size: A4; margin: 22mm 26mm 30mm 28mm;\n  @bottom-left {{ content: {}; {font}; text-align: left; \
         width: 80%; white-space: pre; }}\n  @bottom-right {{ content: {} counter(page) {} counter(pages) {}; {font}; }}\n}}\n",
        css(&flow.foot(document, "\n")),
        css(before),
        css(between),
        css(after)
    )
}

/// A text as a string of a style sheet that can end neither the string nor the sheet.
fn css(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' | '<' | '>' | '&' => {
                let _ = write!(out, "\\{:x} ", u32::from(character));
            }
            '\n' => out.push_str("\\a "),
            other if other.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

struct Page<'a> {
    style: String,
    body: String,
    tables: usize,
    wide: bool,
    flow: Flow<'a>,
}

impl<'a> Page<'a> {
    fn add(&mut self, text: &str) {
        self.body.push_str(text);
    }

    fn title(&mut self, document: &Document) {
        let status = escape(&self.flow.status(document));
        self.add(&format!("<h1>{}</h1>\n", escape(&document.title)));
        if let Some(subtitle) = &document.subtitle {
            self.add(&format!("<p class=\"subtitle\">{}</p>\n", escape(subtitle)));
        }
        self.add(&format!("<p class=\"status\">{status}</p>\n"));
    }

    /// Turns the paper for a wide table, and back.
    fn turn(&mut self, wide: bool, banner: &str) {
        if self.wide != wide {
            self.wide = wide;
            self.add(FRAME_END);
            self.add(&frame(banner, wide));
        }
    }

    fn section(&mut self, section: &'a DocumentSection, banner: &str) {
        let rank = section.level.clamp(1, 5) + 1;
        let heading = escape(&self.flow.heading(section));
        let mark = if section.inferred { mark(&self.flow.inferred()) } else { String::new() };
        let key = escape(&section.key);
        if heading.is_empty() {
            self.add(&format!("<div id=\"{key}\"></div>\n"));
        } else {
            self.add(&format!("<h{rank} id=\"{key}\">{heading}{mark}</h{rank}>\n"));
        }
        for block in &section.blocks {
            self.turn(is_wide(block), banner);
            match block {
                DocumentBlock::Paragraph { sentences } if sentences.is_empty() => {}
                DocumentBlock::Paragraph { sentences } => self.paragraph(sentences),
                DocumentBlock::Table(table) => self.table(table),
                DocumentBlock::Chart(chart) => {
                    let caption = self.flow.figure(&chart.caption);
                    let drawn = chart::draw(chart, &caption, &self.flow);
                    self.add(&drawn);
                }
            }
        }
    }

    fn paragraph(&mut self, sentences: &'a [Sentence]) {
        self.add("<p>");
        for span in self.flow.paragraph(sentences) {
            let text = match span {
                Span::Label(text) => format!("<span class=\"label\">{}</span>", escape(&text)),
                Span::Mark(text) => mark(&text),
                Span::Text(sentence) => spoken(sentence),
                Span::Reference(number) => format!("<sup>{}</sup>", link(number)),
                Span::Gap => " ".to_owned(),
            };
            self.add(&text);
        }
        self.add("</p>\n");
    }

    fn table(&mut self, table: &DocumentTable) {
        self.tables += 1;
        let id = format!("t-{}", self.tables);
        let caption = escape(&self.flow.table(&table.caption));
        let grid = Grid::of(table);
        for (index, share) in grid.shares.iter().enumerate() {
            let (number, whole, tenth) = (index + 1, share / 10, share % 10);
            let _ = writeln!(self.style, "#{id} col:nth-child({number}) {{ width: {whole}.{tenth}%; }}");
        }
        let small = if grid.small { " many" } else { "" };
        self.add(&format!(
            "<div class=\"scroll\"><table class=\"data{small}\" id=\"{id}\">\n<caption>{caption}</caption>\n<colgroup>"
        ));
        self.add(&"<col/>".repeat(grid.shares.len()));
        self.add("</colgroup>\n<thead><tr>");
        for column in &table.columns {
            self.add(&format!("<th scope=\"col\">{}</th>", escape(&column.head)));
        }
        if grid.references {
            self.add(&format!("<th scope=\"col\">{}</th>", self.flow.words.reference));
        }
        self.add("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.add("<tr>");
            for (index, column) in table.columns.iter().enumerate() {
                let class = if column.number { " class=\"number\"" } else { "" };
                let cell = row.cells.get(index).map(|cell| escape(cell)).unwrap_or_default();
                self.add(&format!("<td{class}>{cell}</td>"));
            }
            if grid.references {
                let link = reference(&self.flow, &row.evidence);
                self.add(&format!("<td class=\"refs\">{link}</td>"));
            }
            self.add("</tr>\n");
        }
        self.add("</tbody>\n</table></div>\n");
    }

    fn back(&mut self, document: &Document) {
        let words = self.flow.words;
        let legend = self.flow.legend(document);
        self.add("<section class=\"back\">\n");
        if !legend.is_empty() {
            self.add(&format!("<h2>{}</h2>\n<dl>\n", words.legend));
            for (mark, meaning) in legend {
                self.add(&format!("<dt>{}</dt><dd>{}</dd>\n", escape(&mark), escape(meaning)));
            }
            self.add("</dl>\n");
        }
        if !self.flow.references.notes().is_empty() {
            self.add(&format!("<h2>{}</h2>\n<ol class=\"evidence\">\n", words.evidence));
            let list = self.flow.references.notes().iter().enumerate().map(|(index, one)| {
                let number = index + 1;
                let text = escape(&references::sentence(one, words));
                format!("<li id=\"e-{number}\" value=\"{number}\">{text}</li>\n")
            });
            let list: String = list.collect();
            self.add(&list);
            self.add("</ol>\n");
        }
        self.add(&format!("<h2>{}</h2>\n<dl>\n", words.proof));
        for (name, value) in self.flow.proof(document) {
            self.add(&format!("<dt>{name}</dt><dd>{}</dd>\n", escape(&value)));
        }
        self.add("</dl>\n</section>\n");
    }
}

fn mark(text: &str) -> String {
    format!("<span class=\"mark\">{}</span>", escape(text))
}

/// A sentence with what it is and where it comes from, for style and for programs.
fn spoken(sentence: &Sentence) -> String {
    let mut class = sentence.nature.word().to_owned();
    if sentence.is_unevidenced() {
        class.push_str(" unevidenced");
    }
    format!(
        "<span class=\"{class}\" id=\"s-{}\" data-origin=\"{}\">{}</span>",
        escape(&sentence.key),
        sentence.origin.word(),
        escape(&sentence.text)
    )
}

fn link(number: usize) -> String {
    format!("<a href=\"#e-{number}\">[{number}]</a>")
}

/// The reference of a row or a bar; empty where it rests on nothing.
fn reference(flow: &Flow<'_>, evidence: &[Evidence]) -> String {
    flow.references.number(evidence).map(link).unwrap_or_default()
}

#[cfg(test)]
mod tests;
