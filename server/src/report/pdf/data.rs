//! The document as the template takes it: in reading order, with labels, marks, references and the
//! length of bars worked out.

use crate::report::chart::{self, Plot};
use crate::report::flow::{Flow, Grid, Span, starts_wide};
use crate::report::references;
use protocol::document::{BarChart, Document, DocumentBlock, DocumentSection, DocumentTable, Language, Sentence};
use serde_json::{Value, json};

/// The data of a document.
pub(super) fn of(document: &Document) -> Value {
    let mut flow = Flow::of(document);
    let mut items = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        let wide = starts_wide(&document.sections[index..]);
        section_items(section, wide, &mut flow, &mut items);
    }
    let words = flow.words;
    let evidence = flow.references.notes().iter().map(|one| references::sentence(one, words));
    json!({
        "chinese": document.language == Language::Zh,
        "title": document.title,
        "subtitle": document.subtitle,
        "status": flow.status(document),
        "banner": document.banner,
        "foot": flow.foot(document, "　"),
        "page": [words.page_of.0, words.page_of.1, words.page_of.2],
        "items": items,
        "legend_head": words.legend,
        "legend": flow.legend(document),
        "evidence_head": words.evidence,
        "evidence": evidence.collect::<Vec<_>>(),
        "proof_head": words.proof,
        "proof": flow.proof(document),
    })
}

fn section_items<'a>(section: &'a DocumentSection, wide: bool, flow: &mut Flow<'a>, items: &mut Vec<Value>) {
    let text = flow.heading(section);
    if !text.is_empty() {
        let mark = if section.inferred { flow.inferred() } else { String::new() };
        let level = section.level.clamp(1, 3);
        items.push(json!({ "type": "heading", "wide": wide, "level": level, "text": text, "mark": mark }));
    }
    for block in &section.blocks {
        match block {
            DocumentBlock::Paragraph { sentences } if sentences.is_empty() => {}
            DocumentBlock::Paragraph { sentences } => {
                let spans: Vec<Value> = flow.paragraph(sentences).into_iter().map(span).collect();
                items.push(json!({ "type": "paragraph", "wide": false, "spans": spans }));
            }
            DocumentBlock::Table(table) => items.push(table_item(table, flow)),
            DocumentBlock::Chart(chart) => items.push(chart_item(chart, flow)),
        }
    }
}

fn span(span: Span<'_>) -> Value {
    match span {
        Span::Label(text) => json!({ "type": "label", "text": text }),
        Span::Mark(text) => json!({ "type": "mark", "text": text }),
        Span::Text(sentence) => json!({ "type": style(sentence), "text": sentence.text }),
        Span::Reference(number) => json!({ "type": "reference", "reference": number }),
        Span::Gap => json!({ "type": "text", "text": " " }),
    }
}

fn style(sentence: &Sentence) -> &'static str {
    if sentence.is_unevidenced() { "unevidenced" } else { "text" }
}

fn table_item(table: &DocumentTable, flow: &mut Flow<'_>) -> Value {
    let grid = Grid::of(table);
    let mut heads: Vec<&str> = table.columns.iter().map(|column| column.head.as_str()).collect();
    heads.extend(grid.references.then_some(flow.words.reference));
    let rows = table.rows.iter().map(|row| {
        let cells = (0..table.columns.len()).map(|index| row.cells.get(index).map(String::as_str).unwrap_or_default());
        json!({ "cells": cells.collect::<Vec<_>>(), "reference": flow.references.number(&row.evidence) })
    });
    let rows: Vec<Value> = rows.collect();
    json!({
        "type": "table",
        "wide": grid.wide,
        "small": grid.small,
        "caption": flow.table(&table.caption),
        "shares": grid.shares,
        "heads": heads,
        "numbers": table.columns.iter().map(|column| column.number).collect::<Vec<_>>(),
        "with_references": grid.references,
        "rows": rows,
    })
}

fn chart_item(chart: &BarChart, flow: &mut Flow<'_>) -> Value {
    let plot = Plot::of(chart);
    let bars = chart.bars.iter().zip(&plot.bars).map(|(bar, length)| {
        json!({
            "label": bar.label,
            "text": bar.text,
            "within": length.map_or(0.0, |length| length.within),
            "beyond": length.map_or(0.0, |length| length.beyond),
            "reference": flow.references.number(&bar.evidence),
        })
    });
    let bars: Vec<Value> = bars.collect();
    json!({
        "type": "chart",
        "wide": false,
        "caption": flow.figure(&chart.caption),
        "key": chart::key(chart, &plot, flow.words),
        "alternative": chart::describe(chart, flow.words),
        "target": plot.target,
        "bars": bars,
    })
}
