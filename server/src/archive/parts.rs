//! What an archive holds for whoever reads: made from the record, in both languages, byte for byte the
//! same from the same record.

use super::{BANNER, FORMAT, Manifest};
use crate::calendar::Calendar;
use crate::report::{Format, played_workbook, render};
use exercise::State;
use exercise::played::{PlayedRow, played};
use exercise::report;
use protocol::document::DocumentKind;
use protocol::text::{Bilingual, Language};
use serde::Serialize;

/// The list as played, with what it is.
#[derive(Serialize)]
struct Played<'a> {
    banner: &'a str,
    title: &'a Bilingual,
    rows: &'a [PlayedRow],
}

/// Scenario, list as played, and the three reports in both languages: names and contents, in order.
///
/// # Errors
/// If one cannot be written.
pub(super) fn derived(state: &State, head: &str) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let calendar = Calendar::of(&state.scenario().settings.time_zone);
    let rows = played(state);
    let list = Played { banner: BANNER, title: state.title(), rows: &rows };
    let mut parts = vec![
        ("scenario.json".to_owned(), pretty(&**state.scenario())?),
        ("msel.json".to_owned(), pretty(&list)?),
        ("msel.xlsx".to_owned(), played_workbook(&rows, state.title(), &calendar)?),
    ];
    for kind in [DocumentKind::Summary, DocumentKind::Evaluation, DocumentKind::Aar] {
        for language in [Language::Zh, Language::En] {
            let document = report::document(state, kind, language, &calendar, Some(head.to_owned()));
            for format in [Format::Json, Format::Html, Format::Docx] {
                let lang = match language {
                    Language::Zh => "zh",
                    Language::En => "en",
                };
                let name = format!("reports/{}-{lang}.{}", kind.word(), format.word());
                parts.push((name, render(&document, format)?.bytes));
            }
        }
    }
    Ok(parts)
}

fn pretty(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The page that somebody reads first.
pub(super) fn readme(manifest: &Manifest) -> Vec<u8> {
    let Manifest { exercise, title, commits, head, names, missing_files, .. } = manifest;
    let (zh, en) = (title.get(Language::Zh), title.get(Language::En));
    let (names_zh, names_en) = if *names {
        (
            "本归档含姓名密钥（people.json），持有者能读出姓名，请按个人信息保管；在此抹除某人时，也须删除含其密钥的归档。",
            "It holds the keys of names (people.json): whoever has it can read them. Keep it as personal data, and \
             delete it when somebody in it is to be erased.",
        )
    } else {
        (
            "本归档不含姓名，只有席位和角色。记录中的密封数据没有密钥，任何人都不能读出。",
            "It holds no names, only seats and roles: what is sealed in the record opens for nobody.",
        )
    };
    let missing = missing_files.len();
    format!(
        "{BANNER}\n\n\
         {zh}\n{en}\n\n\
         演练归档。本归档内容均来自演练，不是真实事件。\n\
         Archive of an exercise. Nothing in it is about a real event.\n\n\
         演练编号 Exercise   {exercise}\n\
         记录条数 Commits    {commits}\n\
         记录链校验值 Head   {head}\n\
         缺少附件 Missing files  {missing}\n\
         格式 Format         {FORMAT}\n\n\
         manifest.json    各条目的大小和 SHA-256 · size and SHA-256 of every other entry\n\
         journal.ndjson   演练记录，逐条成行 · the record, a commit a line\n\
         files/           记录所引用的附件，以内容的 SHA-256 命名 · files that the record names, by their SHA-256\n\
         msel.json .xlsx  演练实施的事件清单 · the list as played\n\
         scenario.json    演练脚本 · the scenario it was made from\n\
         reports/         三种报告，中英文 · three reports, in Chinese and English\n\n\
         {names_zh}\n{names_en}\n\n\
         核验：startex verify 文件，或按 docs/record.md 自行编写程序。报告和清单由记录生成，以记录为准。\n\
         To check: startex verify FILE, or a program of your own after docs/record.md. Reports and lists are made \
         from the record; the record is what counts.\n"
    )
    .into_bytes()
}
