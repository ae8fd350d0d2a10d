//! A list that was taken home and brought in again is the list it was.

use crate::kit::{looked, scenario};
use protocol::import::{ImportChange, ImportOptions};
use protocol::msel::{CellText, DraftRow, MselColumn, MselField};
use protocol::text::{Label, Language};
use server::scenario::sheet::list::list;
use server::scenario::sheet::{Ask, Existing, KnownRow, Written, look, open, write};
use std::collections::BTreeMap;

#[test]
fn every_bundled_list_comes_home_cell_by_cell() {
    for id in ["petition-drill", "fire-evacuation", "it-outage"] {
        let mut drill = scenario(id);
        let row = &mut drill.injects[1];
        row.extra.insert(Label::parse("Budget").unwrap(), CellText::parse("=1+1").unwrap());
        row.extra.insert(Label::parse("Notes").unwrap(), CellText::parse("'quoted").unwrap());
        let after = Some(drill.injects[0].id.clone());
        let cells = BTreeMap::from([
            (MselField::Column(MselColumn::Id), CellText::parse("X-1").unwrap()),
            (MselField::Column(MselColumn::Offset), CellText::parse("some time later").unwrap()),
            (MselField::Column(MselColumn::TitleEn), CellText::parse("+1 half done").unwrap()),
        ]);
        drill.drafts.push(DraftRow { after, cells });
        for language in [Language::Zh, Language::En] {
            let out = list(&drill, language);
            for form in [Written::Xlsx, Written::Csv] {
                let bytes = write(&out, "演练", language, form).unwrap();
                let book = open("list", &bytes).unwrap();
                let back = looked(&book, Some(&drill), &ImportOptions::default());
                let made = &back.made.scenario;
                assert_eq!(made.injects, drill.injects, "{id} {language:?} {form:?}");
                assert_eq!(made.drafts.len(), 1);
                assert_eq!(list(made, language).sheets[0].lines.len(), out.sheets[0].lines.len());
                let whole: Vec<_> = list(made, language).sheets[0].lines[..2].to_vec();
                assert_eq!(whole, out.sheets[0].lines[..2].to_vec());
                assert!(back.preview.rows.iter().filter(|row| !row.whole).all(|row| row.line > 0));
            }
        }
    }
}

/// Where the words of the scenario are not at hand, the texts still come home as they were.
#[test]
fn a_list_alone_keeps_its_texts() {
    for id in ["petition-drill", "fire-evacuation", "it-outage"] {
        let drill = scenario(id);
        let out = list(&drill, Language::En);
        let bytes = write(&out, "drill", Language::En, Written::Xlsx).unwrap();
        let back = looked(&open("list", &bytes).unwrap(), None, &ImportOptions::default());
        let again = list(&back.made.scenario, Language::En);
        let texts = |lines: &[Vec<server::scenario::sheet::book::Cell>]| -> Vec<Vec<String>> {
            lines.iter().map(|line| line.iter().map(|cell| cell.text.clone()).collect()).collect()
        };
        assert_eq!(texts(&again.sheets[0].lines), texts(&out.sheets[0].lines), "{id}");
    }
}

#[test]
fn a_list_is_compared_by_number_with_the_one_that_is_there() {
    let drill = scenario("fire-evacuation");
    let rows = drill
        .injects
        .iter()
        .map(|row| KnownRow {
            key: protocol::ids::MselRowId(uuid::Uuid::new_v5(&uuid::Uuid::nil(), row.id.as_str().as_bytes())),
            cells: exercise::cell::columns(row)
                .into_iter()
                .map(|(column, value)| {
                    let put = exercise::cell::put(column, value, &exercise::cell::Lexicon::of(&drill)).unwrap();
                    (MselField::Column(column), put)
                })
                .collect(),
        })
        .collect();
    let existing = Existing { scenario: drill.clone(), rows };
    let mut changed = drill.clone();
    let gone = changed.injects.remove(3).id;
    changed.injects[0].title.en = Some("Another title".into());
    changed.injects[1].location = None;
    let mut new = changed.injects[2].clone();
    new.id = protocol::ids::RowId::parse("NEW-1").unwrap();
    changed.injects.push(new);
    let book = list(&changed, Language::En);
    let options = ImportOptions::default();
    let id = protocol::ids::ImportId(uuid::Uuid::nil());
    let preview = look(&book, &Ask { id, options: &options, own: None, existing: Some(&existing) }).preview;
    assert_eq!(preview.absent, [gone.to_string()]);
    let of = |change| preview.rows.iter().filter(|row| row.change == change).count();
    assert_eq!(of(ImportChange::New), 1);
    assert_eq!(of(ImportChange::Changed), 1);
    assert_eq!(of(ImportChange::Same), preview.rows.len() - 2);
    let row = &preview.rows[0];
    assert_eq!(row.before.len(), 1);
    assert_eq!(row.before[&MselField::Column(MselColumn::TitleEn)], drill.injects[0].title.en.clone().unwrap());
}

/// On the command line: a sheet is always written, what could not be read as drafts, and is then not well.
#[test]
fn a_sheet_becomes_a_scenario_file_that_is_read_again() {
    use server::scenario::{check_file, convert_file, load};
    let folder = std::env::temp_dir().join(format!("startex-sheet-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let at = |name: &str| folder.join(name);
    let sheet = "No.,Time,Title,Description,To,Method,Expected action,Tasks,Budget\n\
        1,T+0,Start,The siren sounds,Fire; Police,radio,Listen,T1,12\n\
        2,soon,Smoke,Smoke on floor 3,Fire,e-mail,Go,T1,7\n";
    std::fs::write(at("list.csv"), sheet).unwrap();
    let checked = check_file(&at("list.csv"), false).unwrap();
    assert!(!checked.ok && checked.text.contains("list.csv:3:B: error[unread]"), "{}", checked.text);
    let written = convert_file(&at("list.csv"), &at("list.yaml"), Language::En).unwrap();
    assert!(!written.ok && written.text.contains("1 of them draft"), "{}", written.text);
    let text = std::fs::read(at("list.yaml")).unwrap();
    let form = load(&text);
    let scenario: protocol::scenario::Scenario = form.scenario.unwrap_or_else(|| panic!("{:?}", form.diagnostics));
    assert_eq!((scenario.injects.len(), scenario.drafts.len()), (1, 1));
    assert_eq!(scenario.injects[0].extra[&Label::parse("Budget").unwrap()].as_str(), "12");
    assert_eq!(scenario.id.as_str(), "list");
    let home = convert_file(&at("list.yaml"), &at("home.xlsx"), Language::En).unwrap();
    assert!(home.ok, "{}", home.text);
    let again = open("home.xlsx", &std::fs::read(at("home.xlsx")).unwrap()).unwrap();
    let back = looked(&again, Some(&scenario), &ImportOptions::default()).made.scenario;
    assert_eq!((back.injects, back.drafts), (scenario.injects, scenario.drafts));
    std::fs::remove_dir_all(folder).unwrap();
}
