//! Writes what is generated from the types: TypeScript for the web client and the JSON Schema of
//! scenario files. Run by `make gen`; a test proves that the committed files are fresh.

use protocol::close::CloseReason;
use protocol::command::CommandKind;
use protocol::problem::ProblemCode;
use protocol::vocab::{DeliveryStage, ExerciseStatus, InjectStatus, Role};
use protocol::{
    document, draft, frame, import, item, kiosk, library, lint, measure, msel, rehearsal, replay, rest, scenario,
};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use ts_rs::{Config, TS};

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args().nth(1).map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), Into::into);
    typescript(&root.join("web-client/src/protocol"))?;
    let schema = schemars::schema_for!(scenario::Scenario);
    let text = serde_json::to_string_pretty(&schema)? + "\n";
    std::fs::write(root.join("scenarios/scenario.schema.json"), text)?;
    Ok(())
}

fn typescript(out: &Path) -> Result<(), Box<dyn Error>> {
    if out.exists() {
        std::fs::remove_dir_all(out)?;
    }
    std::fs::create_dir_all(out)?;
    let config = Config::new().with_out_dir(out).with_large_int("number");
    frame::ClientFrame::export_all(&config)?;
    frame::ServerFrame::export_all(&config)?;
    item::Item::export_all(&config)?;
    scenario::Scenario::export_all(&config)?;
    rest::SignIn::export_all(&config)?;
    rest::Look::export_all(&config)?;
    rest::LookAnswer::export_all(&config)?;
    rest::Session::export_all(&config)?;
    rest::Admission::export_all(&config)?;
    rest::WaitingRoom::export_all(&config)?;
    library::ScenarioSummary::export_all(&config)?;
    library::ScenarioVersion::export_all(&config)?;
    library::ScenarioLabels::export_all(&config)?;
    library::DuplicateScenario::export_all(&config)?;
    library::KeepScenario::export_all(&config)?;
    library::Snippet::export_all(&config)?;
    library::NewSnippet::export_all(&config)?;
    rest::NewExercise::export_all(&config)?;
    rest::ExerciseSummary::export_all(&config)?;
    rest::SubmitCommand::export_all(&config)?;
    rest::CommandRecorded::export_all(&config)?;
    rest::SeatCards::export_all(&config)?;
    rest::About::export_all(&config)?;
    rest::StoredFile::export_all(&config)?;
    rest::PersonView::export_all(&config)?;
    rest::PersonErased::export_all(&config)?;
    protocol::improvement::BoardAction::export_all(&config)?;
    protocol::recheck::TakeRecheck::export_all(&config)?;
    rest::ReceiptPage::export_all(&config)?;
    document::Document::export_all(&config)?;
    draft::DocumentDraft::export_all(&config)?;
    draft::EvidenceCommit::export_all(&config)?;
    draft::EvidencePage::export_all(&config)?;
    measure::Measure::export_all(&config)?;
    kiosk::NewKiosk::export_all(&config)?;
    kiosk::Kiosk::export_all(&config)?;
    kiosk::KioskLink::export_all(&config)?;
    kiosk::RoomDoor::export_all(&config)?;
    replay::Replay::export_all(&config)?;
    protocol::archive::ArchiveCheck::export_all(&config)?;
    import::ImportPreview::export_all(&config)?;
    import::ImportCommit::export_all(&config)?;
    msel::MselCellChange::export_all(&config)?;
    msel::MselDifference::export_all(&config)?;
    msel::MselPreview::export_all(&config)?;
    lint::LintReport::export_all(&config)?;
    rehearsal::RehearsalRequest::export_all(&config)?;
    rehearsal::RehearsalReport::export_all(&config)?;
    index(out)
}

/// One module that names them all, with the tables that are values, not types.
fn index(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut names: Vec<String> = std::fs::read_dir(out)?
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    let mut text = String::from("// Generated from the Rust types by `make gen`. Do not edit.\n");
    for name in names {
        writeln!(text, "export type * from './{name}';")?;
    }
    writeln!(text, "\nexport const SUBPROTOCOL = {:?};", protocol::SUBPROTOCOL)?;
    writeln!(text, "export const FRAME_BYTES_MAX = {};", protocol::limits::FRAME_BYTES_MAX)?;
    writeln!(text, "export const RECEIPTS_MAX = {};", protocol::limits::RECEIPTS_MAX)?;
    writeln!(text, "\n/** Close codes: `retry` tells whether to come back without being asked. */")?;
    writeln!(text, "export const CLOSE = {{")?;
    for reason in CloseReason::ALL {
        writeln!(text, "  {}: {{ code: {}, retry: {} }},", reason.word(), reason.code(), reason.retry())?;
    }
    writeln!(text, "}} as const;")?;
    list(&mut text, "COMMANDS", CommandKind::ALL.iter().map(|kind| kind.word()))?;
    list(&mut text, "PROBLEM_CODES", ProblemCode::ALL.iter().map(|code| code.word()))?;
    list(&mut text, "ROLES", Role::ALL.iter().map(|role| role.word()))?;
    list(&mut text, "EXERCISE_STATUSES", ExerciseStatus::ALL.iter().map(|word| word.word()))?;
    list(&mut text, "INJECT_STATUSES", InjectStatus::ALL.iter().map(|word| word.word()))?;
    list(&mut text, "DELIVERY_STAGES", DeliveryStage::ALL.iter().map(|word| word.word()))?;
    std::fs::write(out.join("index.ts"), text)?;
    Ok(())
}

fn list(text: &mut String, name: &str, words: impl Iterator<Item = &'static str>) -> std::fmt::Result {
    writeln!(text, "\nexport const {name} = [")?;
    for word in words {
        writeln!(text, "  '{word}',")?;
    }
    writeln!(text, "] as const;")
}
