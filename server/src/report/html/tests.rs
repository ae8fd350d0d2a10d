//! The page read back: every sentence, cell and bar stands in it, and nothing asks for the network.

use super::*;
use crate::report::{flow, sample};
use protocol::document::Language;
use quick_xml::Reader;
use quick_xml::events::Event;

/// The texts of elements, each with the names of the elements it stands in; fails if not well-formed.
fn texts(page: &str) -> Vec<(Vec<String>, String)> {
    let mut reader = Reader::from_str(page);
    let mut open: Vec<String> = Vec::new();
    let mut found: Vec<(Vec<String>, String)> = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                open.push(start.name().as_ref().to_owned());
                found.push((open.clone(), String::new()));
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(text) => {
                if let Some((_, all)) = found.iter_mut().rev().find(|(path, _)| *path == open) {
                    all.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some((_, all)) = found.iter_mut().rev().find(|(path, _)| *path == open) {
                    all.push_str(&format!("&{};", &*name));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

#[test]
fn everything_stands_on_the_page() {
    for language in [Language::Zh, Language::En] {
        let document = sample::document(language);
        let page = render(&document);
        let texts: Vec<String> = texts(&page).into_iter().map(|(_, text)| text).collect();
        let mut wanted: Vec<&str> = flow::sentences(&document).map(|sentence| sentence.text.as_str()).collect();
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            match block {
                DocumentBlock::Table(table) => {
                    wanted.extend(table.columns.iter().map(|column| column.head.as_str()));
                    wanted.extend(table.rows.iter().flat_map(|row| &row.cells).map(String::as_str));
                }
                DocumentBlock::Chart(chart) => {
                    wanted.extend(chart.bars.iter().flat_map(|bar| [bar.label.as_str(), bar.text.as_str()]));
                }
                DocumentBlock::Paragraph { .. } => {}
            }
        }
        assert!(wanted.len() > 200);
        for text in wanted {
            assert!(texts.contains(&escape(text)), "{text}");
        }
        for section in &document.sections {
            assert!(texts.iter().any(|text| text.contains(&escape(&section.heading))), "{}", section.heading);
        }
    }
}

#[test]
fn headings_language_and_marks_are_right() {
    let chinese = render(&sample::document(Language::Zh));
    assert!(chinese.contains("<html lang=\"zh-CN\">") && chinese.contains("<title>演练 EXERCISE · 青槐街道"));
    let heads: Vec<(usize, String)> = texts(&chinese)
        .into_iter()
        .filter_map(|(path, text)| Some((path.last()?.strip_prefix('h')?.parse().ok()?, text)))
        .collect();
    assert_eq!(heads[0].0, 1);
    assert!(heads.iter().all(|(_, text)| !text.is_empty()));
    assert!(heads.windows(2).all(|pair| pair[1].0 <= pair[0].0 + 1), "{heads:?}");
    for mark in ["〔推定〕", "〔本段：计划〕", "〔人工修改〕", "〔人工填报，无记录依据〕", "分析：", "结论：", "措施："]
    {
        assert!(chinese.contains(mark), "{mark}");
    }
    let english = render(&sample::document(Language::En));
    assert!(english.contains("<html lang=\"en\">"));
    for mark in
        ["[inferred]", "[this paragraph: planned]", "[edited by hand]", "no evidence in the record", "Analysis: "]
    {
        assert!(english.contains(mark), "{mark}");
    }
    assert!(english.contains("record no. L-0231, T+00:38:00, relay check\u{a0}I-22</li>"));
}

#[test]
fn references_lead_to_their_evidence() {
    let page = render(&sample::document(Language::Zh));
    let mut targets = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).peekable();
    assert!(targets.peek().is_some());
    for target in targets {
        assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
    }
}

#[test]
fn the_page_asks_for_nothing_and_no_text_becomes_markup() {
    let mut document = sample::document(Language::En);
    document.title = "</title><script>alert(1)</script>".to_owned();
    document.source.head = Some("\"; } </style><img src=x>".to_owned());
    let page = render(&document);
    texts(&page);
    let bare = page.replace("http://www.w3.org/2000/svg", "");
    for word in ["<script", "<img", "<link", "@import", "url(h", "http:", "https:"] {
        assert!(!bare.contains(word), "{word}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
}

#[test]
fn a_page_of_paper_carries_banner_number_and_hash() {
    let page = render(&sample::document(Language::Zh));
    assert!(page.contains("<td class=\"banner\"><div>演练 EXERCISE</div></td>"));
    assert!(page.contains("counter(page)") && page.contains("counter(pages)") && page.contains("size: A4"));
    assert!(page.contains("@bottom-left { content: \"记录条数：1284\\a 记录链校验值：9f3ac1d2"));
}
