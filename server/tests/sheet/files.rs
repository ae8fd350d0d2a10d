//! Files of every kind, and those that are refused.

use crate::kit::{looked, notes, scenario};
use protocol::import::{ImportOptions, ImportRule};
use protocol::msel::{MselColumn, MselField};
use protocol::text::Label;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use server::scenario::sheet::book::{Beside, Book};
use server::scenario::sheet::{Refused, open};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fn offsets(book: &Book) -> Vec<String> {
    let found = looked(book, None, &ImportOptions::default());
    let field = MselField::Column(MselColumn::Offset);
    found
        .preview
        .rows
        .iter()
        .map(|row| row.cells.get(&field).map(|cell| cell.text.clone()).unwrap_or_default())
        .collect()
}

#[test]
fn a_workbook_gives_what_its_program_shows() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in ["No.", "Time", "Title", "Notes"].into_iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), head).unwrap();
    }
    let time = Format::new().set_num_format("hh:mm");
    sheet.write_number(1, 0, 1).unwrap();
    sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_hms(11, 0, 0.0).unwrap(), &time).unwrap();
    sheet.write_string(1, 2, "First").unwrap();
    sheet.write_formula(2, 0, Formula::new("=A2+1").set_result("2")).unwrap();
    sheet.write_datetime_with_format(2, 1, ExcelDateTime::from_hms(11, 4, 30.0).unwrap(), &time).unwrap();
    sheet.write_string(2, 2, "Second").unwrap();
    sheet.merge_range(2, 2, 3, 2, "Merged", &Format::new()).unwrap();
    sheet.write_formula(3, 3, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.set_row_hidden(3).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let book = open("list.xlsx", &bytes).unwrap();
    assert_eq!(book.beside, [Beside::HiddenRows]);
    let preview = looked(&book, None, &ImportOptions::default()).preview;
    assert_eq!(offsets(&book), ["T+0", "T+0:04:30"]);
    assert_eq!(notes(&preview, ImportRule::Formula)[0], "2");
    assert_eq!(notes(&preview, ImportRule::Merged), ["Merged"]);
    assert!(preview.notes.iter().any(|note| note.text == "hidden rows"));
}

/// Saved by LibreOffice, with its own cells for times, a title over the header and a line break in a cell.
#[test]
fn files_that_a_sheet_program_has_saved_are_read_as_it_shows_them() {
    let old = include_bytes!("made/list.xls").as_slice();
    let opened = include_bytes!("made/list.ods").as_slice();
    for (name, bytes) in [("list.xls", old), ("list.ods", opened)] {
        let book = open(name, bytes).unwrap();
        assert_eq!(offsets(&book), ["T+0", "T+5", "T+5", "T+35", "T+50"], "{name}");
        let preview = looked(&book, None, &ImportOptions::default()).preview;
        assert_eq!(preview.header, 3, "{name}");
        let place = MselField::Extra(Label::parse("影响场馆").unwrap());
        let places: Vec<_> =
            preview.rows.iter().map(|row| row.cells.get(&place).map(|cell| cell.text.as_str())).collect();
        assert_eq!(places, [Some("大厅"), Some("东门"), None, Some("大厅"), None], "{name}");
        assert_eq!(notes(&preview, ImportRule::SeveralRecipients), ["公安分局\n信访局", "宣传部、信访局"], "{name}");
    }
}

#[test]
fn texts_are_read_in_the_encodings_of_sheet_programs() {
    let lines =
        "编号,时间,标题,备注\r\n1,T+5,群众聚集在大厅门口，情绪激动,\"两行\n文字\"\r\n2,T+7,网上出现不实信息,\r\n";
    let (gbk, ..) = encoding_rs::GBK.encode(lines);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(lines.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let marked = ["\u{feff}", lines].concat().into_bytes();
    let plain = open("a.csv", lines.as_bytes()).unwrap();
    for bytes in [gbk.into_owned(), utf16, marked] {
        assert_eq!(open("a.csv", &bytes).unwrap().sheets, plain.sheets);
    }
    for separator in ["\t", ";"] {
        assert_eq!(open("a.csv", lines.replace(',', separator).as_bytes()).unwrap().sheets, plain.sheets);
    }
    assert_eq!(offsets(&plain), ["T+5", "T+7"]);
}

#[test]
fn an_open_document_is_read_as_far_as_it_is_filled() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>")
    };
    let empty = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let rows = [row(&["No.", "Time", "Title"]), row(&["1", "T+3", "One"])].concat() + empty;
    let book = open("list.ods", &ods(&rows)).unwrap();
    assert_eq!(offsets(&book), ["T+3"]);
    let wide = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert!(matches!(open("list.ods", &ods(wide)), Err(Refused::Size(_))));
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"MSEL\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
        ("content.xml", content.as_bytes()),
    ])
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn lists_of_other_tools_are_read_and_what_they_hold_beside_is_named() {
    let openaev = serde_json::json!({
        "export_version": 1,
        "scenario_information": { "scenario_name": "Drill" },
        "scenario_teams": [{ "team_id": "t-1", "team_name": "Fire brigade" }],
        "scenario_injects": [
            { "inject_id": "a-1", "inject_title": "Smoke", "inject_description": "why", "inject_depends_duration": 300,
              "inject_teams": ["t-1"], "inject_content": { "body": "Smoke on floor 3", "subject": "Smoke" } },
        ],
    });
    let book = open("export.zip", &packed(&[("drill.json", openaev.to_string().as_bytes())])).unwrap();
    let preview = looked(&book, None, &ImportOptions::default()).preview;
    let text = |column: MselColumn| preview.rows[0].cells[&MselField::Column(column)].text.as_str();
    assert_eq!((text(MselColumn::Id), text(MselColumn::Offset), text(MselColumn::To)), ("a-1", "T+5", "Fire-brigade"));
    assert_eq!((text(MselColumn::TitleEn), text(MselColumn::BodyEn)), ("Smoke", "Smoke on floor 3"));
    assert!(notes(&preview, ImportRule::NotTaken).contains(&"scenario_information"));

    let cexf = serde_json::json!({
        "exercise": { "name": "Phishing" },
        "inject_payloads": [],
        "injects": [{ "uuid": "i-1", "name": "Mail", "action": "email_to_participants" }, { "uuid": "i-2", "name": "Next" }],
        "inject_flow": [
            { "inject_uuid": "i-1", "sequence": { "trigger": ["startex"] }, "requirements": {} },
            { "inject_uuid": "i-2", "requirements": { "inject_uuid": "i-1" } },
        ],
    });
    let book = open("exercise.json", cexf.to_string().as_bytes()).unwrap();
    let preview = looked(&book, None, &ImportOptions::default()).preview;
    let when = |row: usize| preview.rows[row].cells[&MselField::Column(MselColumn::When)].text.as_str();
    assert_eq!((when(0), when(1)), ("T+0", "done i-1"));
}

#[test]
fn what_is_no_sheet_or_means_harm_is_refused() {
    let bomb = vec![b' '; 8 * 1024 * 1024];
    assert_eq!(open("a.xlsx", &packed(&[("xl/worksheets/sheet1.xml", &bomb)])), Err(Refused::Bomb));
    let many: Vec<(String, &[u8])> = (0..3_000).map(|index| (format!("p{index}"), &[][..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    assert_eq!(open("a.xlsx", &packed(&many)), Err(Refused::Bomb));
    let entity = b"<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
    assert_eq!(open("a.xlsx", &packed(&[("xl/workbook.xml", entity)])), Err(Refused::DocumentType));
    let shared = b"<sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>";
    assert_eq!(open("a.xlsx", &packed(&[("xl/sharedStrings.xml", shared)])), Err(Refused::Bomb));
    assert_eq!(open("a.xlsx", &vec![0; 9 * 1024 * 1024]), Err(Refused::File(8 * 1024 * 1024)));
    for (name, bytes) in [
        ("a.xlsx", &b"PK\x03\x04broken"[..]),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        ("a.csv", b"\0\0\0"),
        ("a.csv", b""),
        ("a.csv", b" \n ,"),
    ] {
        assert!(matches!(open(name, bytes), Err(Refused::NotASheet(_))), "{name}");
    }
    let far = far_corner();
    assert!(matches!(open("a.xlsx", &far), Err(Refused::Size(_))));
}

/// A workbook of two cells, one of them in the last corner that there is.
fn far_corner() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "a").unwrap();
    sheet.write_string(1_048_575, 16_383, "b").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_mutilated_workbook_never_stops_the_reader() {
    let drill = scenario("fire-evacuation");
    let list = server::scenario::sheet::list::list(&drill, protocol::text::Language::En);
    let bytes = server::scenario::sheet::write(
        &list,
        "x",
        protocol::text::Language::En,
        server::scenario::sheet::Written::Xlsx,
    )
    .unwrap();
    let mut seed = 7_u64;
    for _ in 0..60 {
        let mut broken = bytes.clone();
        for _ in 0..8 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let at = usize::try_from(seed >> 33).unwrap() % broken.len();
            broken[at] = seed.to_le_bytes()[0];
        }
        if let Ok(book) = open("a.xlsx", &broken) {
            looked(&book, None, &ImportOptions::default());
        }
    }
}

/// `cargo test -p startex --release --test sheet -- --ignored --nocapture` prints how long a thousand rows take.
#[test]
#[ignore = "prints figures, asserts nothing"]
fn how_long_a_thousand_rows_take() {
    let mut drill = scenario("petition-drill");
    let rows = drill.injects.clone();
    drill.injects = (0..1_000)
        .map(|index| {
            let mut row = rows[index % rows.len()].clone();
            row.id = protocol::ids::RowId::parse(&format!("R-{index}")).unwrap();
            row
        })
        .collect();
    let list = server::scenario::sheet::list::list(&drill, protocol::text::Language::Zh);
    let bytes = server::scenario::sheet::write(
        &list,
        "x",
        protocol::text::Language::Zh,
        server::scenario::sheet::Written::Xlsx,
    )
    .unwrap();
    let started = std::time::Instant::now();
    let book = open("a.xlsx", &bytes).unwrap();
    let opened = started.elapsed();
    let found = looked(&book, None, &ImportOptions::default());
    let looked_at = started.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    #[expect(clippy::print_stdout, reason = "figures for whoever asks")]
    {
        println!(
            "{} KiB, {} rows: opened in {opened:?}, all in {looked_at:?}; {peak}",
            bytes.len() / 1024,
            found.preview.rows.len()
        );
    }
}
