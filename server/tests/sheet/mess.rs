//! Sheets as planners have them.

use crate::kit::{book, looked, notes, scenario};
use proptest::prelude::*;
use protocol::import::{ImportOptions, ImportRule};
use protocol::msel::{MselColumn, MselFault, MselField};
use protocol::scenario::Scenario;
use server::scenario::sheet::book::{Book, Cell, CellKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn text(preview: &protocol::import::ImportPreview, line: u32, column: MselColumn) -> &str {
    let row = preview.rows.iter().find(|row| row.line == line).unwrap();
    row.cells.get(&MselField::Column(column)).map(|cell| cell.text.as_str()).unwrap_or_default()
}

#[test]
fn a_messy_sheet_is_read_and_nothing_of_it_is_lost() {
    let long = "很长".repeat(2_500);
    let sheet = book(&[
        &["2024 Full-Scale Exercise MSEL", "", "", "", "", "", "", "draft"],
        &[],
        &[
            "MSEL #",
            "EVENT TIME",
            "DESCRIPTION/SCRIPT",
            "SEND TO",
            "INJECT MODE",
            "EXPECTED ACTION",
            "1st Objective Supported",
            "Budget",
            "",
        ],
        &["Phase 1: warning"],
        &["1", "09:00", "STARTEX. The siren sounds.", "ALL", "Broadcast", "Listen", "O1-1"],
        &["2", "09:05", "Smoke on floor 3", "Fire; Police", "e-mail", "Go", "O1-1", "12", "stray"],
        &["2", "9:07 AM", "The same number again", "Police", "Email/cell", "Go", "O1-1"],
        &["", "0915", "No number", "Fire and Police", "phone call", "Call back", "O1-2"],
        &[
            "5-A",
            "soon",
            "When?",
            "Martians from the other, unknown planet who came here yesterday by boat",
            "pigeon",
            "",
            "",
        ],
        &[
            "MSEL #",
            "EVENT TIME",
            "DESCRIPTION/SCRIPT",
            "SEND TO",
            "INJECT MODE",
            "EXPECTED ACTION",
            "1st Objective Supported",
            "Budget",
        ],
        &["6", "10:00", &long, "Fire", "radio", "Go", "O1-1"],
        &["not a number!", "+02:00", "Odd number", "Fire", "radio", "Go", "O1-1"],
        &["", "", "A row of a text alone"],
        &["", "", "", "", "", "", "", "7"],
    ]);
    let found = looked(&sheet, None, &ImportOptions::default());
    let preview = &found.preview;
    assert_eq!(preview.header, 3);
    assert_eq!(preview.rows.len(), 8);
    assert_eq!(text(preview, 5, MselColumn::Offset), "T+0");
    assert_eq!(text(preview, 6, MselColumn::Offset), "T+5");
    assert_eq!(text(preview, 7, MselColumn::Offset), "T+7");
    assert_eq!(text(preview, 8, MselColumn::Offset), "T+15");
    assert_eq!(text(preview, 9, MselColumn::Offset), "soon");
    assert_eq!(text(preview, 12, MselColumn::Offset), "T+120");
    assert_eq!(text(preview, 6, MselColumn::To), "Fire; Police");
    assert_eq!(text(preview, 7, MselColumn::Channel), "email");
    assert_eq!(notes(preview, ImportRule::DuplicateId), ["2"]);
    assert_eq!(notes(preview, ImportRule::NumberGiven).len(), 2);
    assert_eq!(notes(preview, ImportRule::TooLong), [long.as_str()]);
    assert_eq!(notes(preview, ImportRule::SeveralRecipients).len(), 3, "ALL is several too");
    assert!(notes(preview, ImportRule::Unread).contains(&"soon"));
    assert!(notes(preview, ImportRule::Unread).contains(&"pigeon"));
    let not_rows = notes(preview, ImportRule::NotARow);
    assert!(not_rows.contains(&"Phase 1: warning") && not_rows.contains(&"7"), "{not_rows:?}");
    let wholes: Vec<u32> = preview.rows.iter().filter(|row| row.whole).map(|row| row.line).collect();
    assert_eq!(wholes, [5, 6, 8]);
    assert_eq!(found.made.scenario.injects.len(), 3);
    assert_eq!(found.made.scenario.drafts.len(), 5);
    let fault = |line: u32| {
        let row = preview.rows.iter().find(|row| row.line == line).unwrap();
        row.cells[&MselField::Column(MselColumn::Id)].fault
    };
    assert_eq!(fault(7), Some(MselFault::DuplicateId));
    assert_eq!(fault(12), Some(MselFault::NotACode));
}

/// Every form of a time and of recipients that real files have, in one sheet of the exercise's clock.
#[test]
fn every_form_of_a_time_and_of_recipients_is_accounted_for() {
    let times = [
        "38",
        "0:38",
        "00:38:30",
        "T+38",
        "T-1",
        "+00:30",
        "D+2 H+3 M+45",
        "J",
        "J-1",
        "J+1 09h00",
        "J 09h00",
        "J-60",
        "H+2",
        "M-5",
        "J+1 H+2 M-5",
        "9h30",
        "0930",
        "9时5分",
        "第2天 14:30",
        "38分",
        "T+0:38",
        "３８",
        "０：３８",
        "T ＋ 38",
        "soon",
        "tbd",
        "",
    ];
    let to = [
        "XF",
        "xf",
        "XF; GA",
        "XF, GA",
        "XF、GA",
        "XF，GA",
        "XF/GA",
        "XF和GA",
        "XF及GA",
        "XF & GA",
        "XF and GA",
        "XF\nGA",
        "ALL",
        "全体",
        "所有单位",
        "everyone",
        "XF-1",
        "ＸＦ",
        "XF; Mars",
        "nobody we know",
        "",
        "CMD",
        "GA-1; XF",
        "各部门",
        "all players",
        "XF；",
        "GA",
    ];
    let mut book = book(&[&["No.", "Time", "Title", "To", "Method"]]);
    let ways = ["email", "e-mail", "Email/cell", "phone call", "telephone", "对讲机", "电话", "口头", "pigeon"];
    for (index, (time, to)) in times.iter().zip(to).enumerate() {
        let number = format!("R-{index}");
        let line = [number.as_str(), time, "演练事件", to, ways[index % ways.len()]].map(Cell::text).to_vec();
        book.sheets[0].lines.push(line);
    }
    let drill = scenario("petition-drill");
    let found = looked(&book, Some(&drill), &ImportOptions::default());
    let faulty = |column: MselColumn| -> Vec<&str> {
        let cells = found.preview.rows.iter().filter_map(|row| row.cells.get(&MselField::Column(column)));
        cells.filter(|cell| cell.fault.is_some()).map(|cell| cell.text.as_str()).collect()
    };
    assert_eq!(faulty(MselColumn::Offset), ["J-60", "soon", "tbd"]);
    assert_eq!(faulty(MselColumn::To), ["XF; Mars", "nobody we know"]);
    assert_eq!(faulty(MselColumn::Channel), ["pigeon"; 3]);
}

#[test]
fn a_chinese_sheet_needs_no_mapping() {
    let sheet = book(&[
        &["序号", "时间", "阶段", "情景描述", "受导单位", "导调方式", "责任导调员", "预期行动", "备注"],
        &["1", "0:00", "第一阶段", "群众聚集", "信访局、公安局", "口头", "张指导", "上报", "提前到位"],
        &["2", "0:38", "第一阶段", "网上出现谣言", "宣传部", "微博", "张指导", "核实", ""],
    ]);
    let found = looked(&sheet, None, &ImportOptions::default());
    let fields: Vec<String> =
        found.preview.columns.iter().map(|column| column.field.as_ref().unwrap().to_string()).collect();
    assert_eq!(
        fields,
        ["id", "offset", "phase", "body_zh", "to", "channel", "controller", "expected_action_zh", "controller_note_zh"]
    );
    assert!(found.preview.columns.iter().all(|column| column.sure));
    assert_eq!(text(&found.preview, 3, MselColumn::Offset), "T+38", "no time of the day: it counts from STARTEX");
    let words = &found.made.scenario;
    assert_eq!(words.departments.len(), 3);
    assert!(words.staff.iter().any(|seat| seat.code.as_str() == "张指导"));
    assert_eq!(words.phases.len(), 1);
}

#[test]
fn columns_can_be_named_by_hand_and_left_out() {
    let sheet = book(&[&["a", "b", "c"], &["1", "5", "Smoke"], &["2", "7", "Fire"]]);
    let columns = BTreeMap::from([
        (0, Some(MselField::Column(MselColumn::Id))),
        (1, Some(MselField::Column(MselColumn::Offset))),
        (2, None),
    ]);
    let options =
        ImportOptions { header: Some(1), columns: Some(columns), seconds: Some(true), ..ImportOptions::default() };
    let found = looked(&sheet, None, &options);
    assert_eq!(text(&found.preview, 2, MselColumn::Offset), "T+0:00:05");
    assert_eq!(notes(&found.preview, ImportRule::NotTaken), ["c\nSmoke\nFire"]);
}

#[test]
fn a_pasted_block_without_headers_is_read_as_far_as_it_says_itself() {
    let sheet = book(&[&["T+5", "Smoke is seen on the third floor"], &["T+7", "The alarm rings in the hall"]]);
    let found = looked(&sheet, None, &ImportOptions::default());
    assert_eq!(found.preview.header, 0);
    assert_eq!(text(&found.preview, 1, MselColumn::Offset), "T+5");
    assert_eq!(text(&found.preview, 2, MselColumn::BodyEn), "The alarm rings in the hall");
    assert!(found.preview.columns.iter().all(|column| !column.sure));
}

#[test]
fn the_sheet_with_the_list_is_chosen_and_the_others_are_named() {
    let mut book = book(&[&["Contacts"], &["Somebody"]]);
    let list = crate::kit::book(&[&["No.", "Time", "Title"], &["1", "T+1", "One"]]).sheets.remove(0);
    book.sheets[0].name = "Old".into();
    book.sheets.push(list);
    let found = looked(&book, None, &ImportOptions::default());
    assert_eq!(found.preview.sheet, 1);
    assert_eq!(notes(&found.preview, ImportRule::NotTaken), ["Old"]);
    let first = looked(&book, None, &ImportOptions { sheet: Some(0), ..ImportOptions::default() });
    assert_eq!(first.preview.sheet, 0);
}

#[test]
fn dates_beside_times_count() {
    let sheet = book(&[
        &["No.", "Date", "Time", "Title"],
        &["1", "2024-06-26", "09:00", "STARTEX"],
        &["2", "2024-06-27", "09:30", "The next day"],
    ]);
    let found = looked(&sheet, None, &ImportOptions::default());
    assert_eq!(text(&found.preview, 3, MselColumn::Offset), "T+1470");
}

fn drill() -> &'static Scenario {
    static DRILL: LazyLock<Scenario> = LazyLock::new(|| scenario("fire-evacuation"));
    &DRILL
}

fn cell() -> impl Strategy<Value = Cell> {
    let text = prop_oneof![
        3 => Just(String::new()),
        2 => "[A-Z]{1,2}-?[0-9]{1,2}",
        2 => "(T\\+|)[0-9]{1,2}:[0-9]{2}( PM)?",
        1 => Just("XF; GA".to_owned()),
        1 => Just("email/phone".to_owned()),
        1 => Just("全体".to_owned()),
        1 => Just("Time".to_owned()),
        1 => Just("#REF!".to_owned()),
        2 => "\\PC{0,12}",
        1 => "[=+@-][A-Z0-9(]{1,6}",
        1 => "[a-z]{4100}",
    ];
    let kind = prop_oneof![6 => Just(CellKind::Text), 1 => Just(CellKind::Formula), 1 => Just(CellKind::Number)];
    (text, kind).prop_map(|(text, kind)| Cell { kind, ..Cell::text(&text) })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_cell_of_any_sheet_is_lost(
        headers in prop::collection::vec(prop_oneof![
            Just("No."), Just("Time"), Just("Date"), Just("Title"), Just("Description"), Just("To"), Just("Method"), Just("Phase"),
            Just("Tasks"), Just("Budget"), Just("Budget"), Just("Notes"), Just("受导单位"), Just("附件"), Just("Trigger"), Just("")
        ], 0..9),
        lines in prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..12),
        own in any::<bool>(),
    ) {
        let mut book: Book = book(&[headers.as_slice()]);
        book.sheets[0].lines.extend(lines);
        let drill = drill();
        let found = looked(&book, own.then_some(drill), &ImportOptions::default());
        prop_assert_eq!(found.made.scenario.injects.len() + found.made.scenario.drafts.len(), found.preview.rows.len());
    }
}
