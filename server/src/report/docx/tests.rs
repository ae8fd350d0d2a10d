//! The Word file read back: every sentence and cell, headings, fonts, furniture, repeated heads.

use super::*;
use crate::report::{flow, sample};
use protocol::document::{DocumentBlock, Language};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::Read as _;

fn parts(document: &Document) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(render(document).unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

/// What a paragraph says, with its style and whether it stands in a table.
struct Said {
    style: String,
    text: String,
    in_table: bool,
}

/// The paragraphs of a part; fails if the part is not well-formed.
fn paragraphs(part: &str) -> Vec<Said> {
    let mut reader = Reader::from_str(part);
    let (mut said, mut tables, mut in_text): (Vec<Said>, u32, bool) = (Vec::new(), 0, false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => match start.name().as_ref() {
                "w:p" => said.push(Said { style: String::new(), text: String::new(), in_table: tables > 0 }),
                "w:tbl" => tables += 1,
                "w:t" => in_text = true,
                _ => {}
            },
            Event::Empty(empty) => match empty.name().as_ref() {
                "w:pStyle" => {
                    let value = empty.try_get_attribute("w:val").unwrap().unwrap().value;
                    said.last_mut().unwrap().style = value.into_owned();
                }
                "w:br" => said.last_mut().unwrap().text.push('\n'),
                _ => {}
            },
            Event::End(end) => match end.name().as_ref() {
                "w:tbl" => tables -= 1,
                "w:t" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text => {
                said.last_mut().unwrap().text.push_str(&text);
            }
            Event::GeneralRef(name) if in_text => {
                let plain = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    _ => '\'',
                };
                said.last_mut().unwrap().text.push(plain);
            }
            Event::Eof => return said,
            _ => {}
        }
    }
}

#[test]
fn every_sentence_cell_and_bar_stands_in_the_file() {
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        let said = paragraphs(&parts(&document)["word/document.xml"]);
        for sentence in flow::sentences(&document) {
            assert!(said.iter().any(|one| one.style == "BodyText" && one.text.contains(&sentence.text)));
        }
        let cells: Vec<&str> = said.iter().filter(|one| one.in_table).map(|one| one.text.as_str()).collect();
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                DocumentBlock::Table(table) => {
                    let heads = table.columns.iter().map(|column| &column.head);
                    for cell in heads.chain(table.rows.iter().flat_map(|row| &row.cells)) {
                        assert!(cells.contains(&cell.as_str()), "{cell}");
                    }
                }
                DocumentBlock::Chart(chart) => {
                    for bar in &chart.bars {
                        assert!(cells.contains(&bar.label.as_str()) && cells.iter().any(|c| c.starts_with(&bar.text)));
                    }
                }
                DocumentBlock::Paragraph { .. } => {}
            }
        }
    }
}

#[test]
fn headings_are_words_own_and_marks_stand_where_they_belong() {
    let document = sample::document(Language::Zh);
    let parts = parts(&document);
    let said = paragraphs(&parts["word/document.xml"]);
    for section in &document.sections {
        let style = format!("Heading{}", section.level);
        let heading = format!("{}{}", section.number, section.heading);
        if heading.is_empty() {
            continue;
        }
        assert!(said.iter().any(|one| one.style == style && one.text.starts_with(&heading)), "{heading}");
    }
    for level in 1..=3 {
        assert!(parts["word/styles.xml"].contains(&format!("<w:name w:val=\"heading {level}\"/>")));
    }
    assert!(said.iter().all(|one| !one.text.is_empty() || !one.style.starts_with("Heading")));
    let text: String = said.iter().map(|one| one.text.as_str()).collect();
    for mark in
        ["充实应急物资装备〔推定〕", "〔本段：计划〕", "〔人工修改〕", "〔人工填报，无记录依据〕", "结论：各部门"]
    {
        assert!(text.contains(mark), "{mark}");
    }
    assert!(parts["word/document.xml"].contains("<w:rStyle w:val=\"Unevidenced\"/>"));
    assert!(text.contains("]记录 L-0231，T+00:38:00，转达判定\u{a0}I-22"));
}

#[test]
fn heads_of_tables_repeat_and_rows_stay_whole() {
    let document = sample::document(Language::En);
    let body = &parts(&document)["word/document.xml"];
    assert_eq!(body.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(body.matches("<w:tr>").count(), body.matches("<w:cantSplit/>").count());
}

#[test]
fn faces_are_named_for_both_scripts() {
    let parts = parts(&sample::document(Language::Zh));
    let styles = &parts["word/styles.xml"];
    for face in ["方正小标宋简体", "仿宋", "黑体", "楷体"] {
        assert!(styles.contains(&format!("w:eastAsia=\"{face}\"")), "{face}");
        assert!(parts["word/fontTable.xml"].contains(&format!("<w:font w:name=\"{face}\"><w:altName")), "{face}");
    }
    assert!(styles.contains("<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"));
    assert!(styles.contains("w:line=\"579\" w:lineRule=\"exact\"") && styles.contains("<w:sz w:val=\"32\"/>"));
    assert!(styles.contains("<w:lang w:val=\"zh-CN\" w:eastAsia=\"zh-CN\""));
}

#[test]
fn every_page_carries_banner_number_and_record() {
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        let parts = parts(&document);
        assert_eq!(paragraphs(&parts["word/header.xml"])[0].text, "演练 EXERCISE");
        for footer in ["word/footer-odd.xml", "word/footer-even.xml"] {
            assert!(parts[footer].contains("w:instr=\" PAGE \""));
            let head = document.source.head.as_deref().unwrap();
            assert!(paragraphs(&parts[footer])[1].text.contains(head));
        }
        let body = &parts["word/document.xml"];
        assert!(body.contains("<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1587\""));
        assert_eq!(body.matches("<w:sectPr>").count(), body.matches("w:type=\"even\" r:id=\"rId4\"").count());
    }
}

#[test]
fn references_lead_to_bookmarks() {
    let parts = parts(&sample::document(Language::En));
    let body = &parts["word/document.xml"];
    let anchors = body.split("w:anchor=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let mut count = 0;
    for anchor in anchors {
        count += 1;
        assert_eq!(body.matches(&format!("w:name=\"{anchor}\"")).count(), 1, "{anchor}");
    }
    assert!(count > 50);
}

#[test]
fn every_part_is_declared_well_formed_and_the_same_each_time() {
    let mut document = sample::document(Language::Zh);
    document.title = "a < b & \u{b}c \"d\"".to_owned();
    let parts = parts(&document);
    for (name, text) in &parts {
        paragraphs(text);
        let declared = parts["[Content_Types].xml"].contains(&format!("PartName=\"/{name}\""));
        assert!(declared || name.ends_with(".rels") || name == "[Content_Types].xml", "{name}");
    }
    assert_eq!(render(&document).unwrap(), render(&document).unwrap());
}
