//! The workbook read back: equal, cell by cell.

use super::*;
use crate::report::{flow, sample};
use calamine::{Data, Range, Reader, Xlsx};
use protocol::document::{EvidenceKind, Language};
use protocol::measure::{Measure, MeasureCode, MeasurePart, MeasureUnit, Subject, SubjectKind};
use protocol::time::ExerciseTime;
use std::io::Cursor;

fn measured(value: Option<f64>) -> Measure {
    Measure {
        code: MeasureCode::M04,
        of: Subject { kind: SubjectKind::Department, id: Some("XF".into()) },
        part: MeasurePart::Value,
        value,
        unit: MeasureUnit::OfN,
        n: 5,
        target: None,
        met: Some(false),
        not_counted_ms: 0,
        evidence: vec![Evidence { seq: 31, at: ExerciseTime(0), kind: EvidenceKind::Commit, id: None }],
    }
}

#[test]
fn every_measure_stands_with_its_number_its_n_and_what_it_rests_on() {
    for (language, name, words) in
        [(Language::Zh, "指标", "按时签收"), (Language::En, "Measures", "Acknowledged in time")]
    {
        let document = Document { measures: vec![measured(Some(4.0)), measured(None)], ..sample::document(language) };
        let sheets = sheets(&document);
        let (_, range) = sheets.iter().find(|(known, _)| known == name).unwrap();
        assert_eq!((text(range, 3, 0), text(range, 3, 1)), ("M04".into(), words.into()));
        assert_eq!(range.get((3, 4)), Some(&Data::Float(4.0)));
        assert_eq!((text(range, 3, 6), text(range, 3, 10)), ("5".into(), "31".into()));
        assert_eq!(range.get((4, 4)), Some(&Data::Empty), "what was not measured is no nought");
    }
}

fn sheets(document: &Document) -> Vec<(String, Range<Data>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(render(document).unwrap())).unwrap();
    let mut sheets: Vec<_> = book.worksheets();
    for (name, range) in &mut sheets {
        assert!(book.worksheet_formula(name).unwrap().used_cells().next().is_none(), "{name} holds a formula");
        let (rows, columns) = range.end().unwrap();
        *range = range.range((0, 0), (rows, columns));
    }
    sheets
}

fn text(range: &Range<Data>, row: usize, column: usize) -> String {
    range.get((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn every_sheet_has_the_banner_and_the_book_reads_back_equal() {
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        let flow = Flow::of(&document);
        let sheets = sheets(&document);
        for (name, range) in &sheets {
            assert!(text(range, 0, 0).starts_with("演练 EXERCISE · "), "{name}");
        }
        let spoken: Vec<_> = flow::sentences(&document).collect();
        assert_eq!(sheets[1].1.height(), spoken.len() + 3);
        for (index, sentence) in spoken.iter().enumerate() {
            assert_eq!(text(&sheets[1].1, index + 3, 2), sentence.text);
            assert_eq!(text(&sheets[1].1, index + 3, 3), flow.words.nature(sentence.nature));
            assert_eq!(text(&sheets[1].1, index + 3, 4), flow.words.origin(sentence.origin));
            assert_eq!(text(&sheets[1].1, index + 3, 5), reference(&flow, &sentence.evidence));
        }
        let tables = document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            DocumentBlock::Table(table) => Some(table),
            DocumentBlock::Paragraph { .. } | DocumentBlock::Chart(_) => None,
        });
        for (table, (name, range)) in tables.zip(&sheets[2..]) {
            assert!(name.contains(&table.caption), "{name}");
            assert_eq!(range.height(), table.rows.len() + 3);
            for (index, column) in table.columns.iter().enumerate() {
                assert_eq!(text(range, 2, index), column.head);
                for (number, row) in table.rows.iter().enumerate() {
                    let cell = range.get((number + 3, index)).unwrap();
                    assert_eq!(cell.to_string(), row.cells[index]);
                    let counted = column.number && row.cells[index] != "—";
                    assert_eq!(matches!(cell, Data::Float(_)), counted, "{cell:?}");
                }
            }
        }
        let (name, evidence) = sheets.last().unwrap();
        assert_eq!(name, flow.words.sheets[3]);
        assert_eq!(evidence.height(), flow.references.notes().iter().map(Vec::len).sum::<usize>() + 3);
        assert!((0..evidence.height()).any(|row| text(evidence, row, 1) == "L-0231"));
    }
}

#[test]
fn figures_of_charts_are_numbers_and_what_was_not_measured_is_empty() {
    let sheets = sheets(&sample::document(Language::Zh));
    let (_, range) = sheets.iter().find(|(name, _)| name == "图表数据").unwrap();
    assert_eq!(range.get((6, 4)), Some(&Data::Float(95.5)));
    assert_eq!(range.get((6, 2)), Some(&Data::Float(60.0)));
    assert_eq!(range.get((7, 4)), Some(&Data::Empty));
    assert_eq!(text(range, 7, 5), "未测得");
}

#[test]
fn the_same_document_gives_the_same_file() {
    let document = sample::document(Language::En);
    assert_eq!(render(&document).unwrap(), render(&document).unwrap());
}
