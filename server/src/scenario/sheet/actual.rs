//! The list with what became of it beside what was planned: when each row went out, how far it came at
//! each department, how it ended.

use super::book::Book;
use super::list::{Texts, book, fields, texts};
use exercise::State;
use exercise::area::msel;
use exercise::cell::write_in;
use exercise::played::{PlayedDelivery, PlayedRow, played};
use protocol::msel::{MselField, MselValue};
use protocol::scenario::Department;
use protocol::text::{Label, Language};
use protocol::time::ExerciseTime;
use protocol::vocab::{DeliveryStage, InjectStatus};

/// The rungs that stand in the sheet.
const RUNGS: [(DeliveryStage, &str, &str); 4] = [
    (DeliveryStage::Delivered, "送达", "delivered"),
    (DeliveryStage::Acknowledged, "签收", "acknowledged"),
    (DeliveryStage::Responded, "回复", "responded"),
    (DeliveryStage::Closed, "办结", "closed"),
];

/// The list of an exercise, planned and actual; while it is planned every row as it stands, drafts too.
#[must_use]
pub fn actual(state: &State, language: Language) -> Book {
    if let Some(rows) = msel::planned(state) {
        let text = |(field, cell): (MselField, MselValue)| {
            let text = match (&field, &cell.value) {
                (MselField::Column(column), Some(value)) => write_in(*column, value, language),
                _ => cell.text,
            };
            (field, text)
        };
        let rows: Vec<Texts> = rows.into_iter().map(|(_, cells)| cells.into_iter().map(text).collect()).collect();
        return book(&rows, &fields(&rows), language, state.scenario().id.as_str());
    }
    let planned: Vec<Texts> =
        state.row_states().filter_map(|(id, _)| state.row_spec(id)).map(|row| texts(row, language)).collect();
    let mut columns = fields(&planned);
    let departments = &state.scenario().departments;
    let added = heads(departments, language);
    columns.extend(added.iter().cloned());
    let rows: Vec<Texts> = planned
        .into_iter()
        .zip(played(state))
        .map(|(mut texts, row)| {
            texts.extend(added.iter().cloned().zip(happened(&row, departments, language)));
            texts
        })
        .collect();
    book(&rows, &columns, language, state.scenario().id.as_str())
}

fn heads(departments: &[Department], language: Language) -> Vec<MselField> {
    let pick = |zh: &str, en: &str| if language == Language::Zh { zh.to_owned() } else { en.to_owned() };
    let mut heads = vec![pick("实际下发", "Went out"), pick("结果", "Outcome"), pick("跳过原因", "Skip reason")];
    for department in departments {
        heads.extend(RUNGS.iter().map(|(_, zh, en)| format!("{} {}", department.code, pick(zh, en))));
    }
    heads.into_iter().filter_map(|head| Label::parse(head).ok().map(MselField::Extra)).collect()
}

fn happened(row: &PlayedRow, departments: &[Department], language: Language) -> Vec<String> {
    let at = |at: ExerciseTime| at.on_clock();
    let mut texts = vec![
        row.released.as_ref().map(|step| at(step.at.exercise)).unwrap_or_default(),
        outcome(row.status, language).to_owned(),
        row.settled.as_ref().map(|remark| remark.text.clone()).unwrap_or_default(),
    ];
    for department in departments {
        let own: Vec<&PlayedDelivery> = row.deliveries.iter().filter(|one| one.department == department.code).collect();
        texts.extend(RUNGS.iter().map(|(stage, ..)| {
            let reached = |one: &&PlayedDelivery| {
                let rung = one.rungs.iter().find(|rung| rung.stage == *stage).map(|rung| rung.step.at.exercise);
                let closed = one
                    .closed
                    .as_ref()
                    .filter(|_| *stage == DeliveryStage::Closed)
                    .map(|closed| closed.step.at.exercise);
                rung.or(closed).map(at)
            };
            own.iter().filter_map(reached).collect::<Vec<_>>().join("; ")
        }));
    }
    texts
}

const fn outcome(status: InjectStatus, language: Language) -> &'static str {
    let (zh, en) = match status {
        InjectStatus::Scheduled => ("已排定", "scheduled"),
        InjectStatus::Armed => ("条件已满足", "armed"),
        InjectStatus::Held => ("暂缓", "held"),
        InjectStatus::Released => ("已下发", "released"),
        InjectStatus::Complete => ("已完成", "complete"),
        InjectStatus::Missed => ("未按时出现", "missed"),
        InjectStatus::Skipped => ("跳过", "skipped"),
        InjectStatus::Recalled => ("已撤回", "recalled"),
        InjectStatus::NotPlayed => ("未实施", "not played"),
        InjectStatus::Obsolete => ("作废留痕", "obsolete"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}
