//! What happened 二: for a section the rows it is bound to, each with its ladder, and the tasks with what
//! became of them.

use super::pen::{Pen, Section, ms, row as table_row};
use super::problems::mark_name;
use crate::area::inject::{Delivery, Row};
use crate::evidence::{of_mark, of_rung};
use crate::state::TaskState;
use protocol::document::{Evidence, EvidenceKind, Sentence};
use protocol::ids::{RowId, TaskId};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part};
use protocol::scenario::SectionBinding;
use protocol::time::Stamp;
use protocol::vocab::{DeliveryStage as Stage, TaskOutcome};

/// What a scenario binds to a section; nothing where it binds nothing.
pub(super) fn binding(pen: &Pen<'_>, section: &str) -> SectionBinding {
    let bindings = &pen.state.scenario.bindings.sections;
    let none = || SectionBinding { section: section.into(), objectives: vec![], tasks: vec![], injects: vec![] };
    bindings.iter().find(|one| one.section == section).cloned().unwrap_or_else(none)
}

/// Tasks that were done or not, in sentences; then the rows with their ladders as a table.
pub(super) fn section(pen: &Pen<'_>, section: &mut Section, key: &str) {
    let bound = binding(pen, key);
    section.lines(bound.tasks.iter().filter_map(|task| of_task(pen, key, task)).collect());
    rows(pen, section, key, &bound.injects);
}

/// One sentence on a task: its moments against their limits, or that it was done or not.
fn of_task(pen: &Pen<'_>, key: &str, id: &TaskId) -> Option<Sentence> {
    let task: &TaskState = pen.state.tasks.get(id)?;
    let key = format!("{key}.{id}");
    let name = pen.task_name(id);
    let moments: Vec<(String, Vec<Evidence>)> =
        task.spec.marks.iter().filter_map(|mark| moment(pen, id, task, mark.mark.as_str())).collect();
    let outcome = task.marks.get(&None);
    let (zh, en) = match outcome.map(|mark| mark.outcome) {
        Some(TaskOutcome::Done) => ("已完成", "done"),
        Some(TaskOutcome::NotDone) => ("未完成", "not done"),
        None if moments.is_empty() => {
            return Some(pen.missing(
                &key,
                &format!("{id}“{name}”：未记录。"),
                &format!("{id} “{name}”: not recorded."),
            ));
        }
        None => ("未标记是否完成", "not marked"),
    };
    let said: Vec<&str> = moments.iter().map(|(text, _)| text.as_str()).collect();
    let details = if said.is_empty() {
        String::new()
    } else {
        pen.pick(format!("（{}）", said.join("；")), format!(" ({})", said.join("; ")))
    };
    let rests =
        moments.iter().flat_map(|(_, rests)| rests.clone()).chain(outcome.map(|mark| of_mark(mark, id))).collect();
    let (zh, en) = (format!("{id}“{name}”：{zh}{details}。"), format!("{id} “{name}”: {en}{details}."));
    Some(pen.fact(&key, zh, en, rests))
}

/// A named moment with how long it took.
fn moment(pen: &Pen<'_>, id: &TaskId, task: &TaskState, mark: &str) -> Option<(String, Vec<Evidence>)> {
    let (name, done) = task.marks.iter().find(|(name, _)| name.as_ref().is_some_and(|name| name.as_str() == mark))?;
    let name = name.as_ref()?;
    let full = format!("{id}/{name}");
    let measured = pen.measures.iter().find(|one| one.of.id.as_deref() == Some(&full) && one.part == Part::Value);
    let own = of_mark(done, id);
    let title = mark_name(pen, &full);
    let at = done.at.exercise.on_clock();
    let Some(Measure { value: Some(took), target, evidence, .. }) = measured else {
        return Some((pen.pick(format!("{title} {at}"), format!("{title} at {at}")), vec![own]));
    };
    let took = ms(*took);
    let words = pen.span(took);
    let text = match target.map(ms) {
        Some(limit) if took > limit => {
            let limit = pen.span(limit);
            pen.pick(
                format!("{title}用时{words}，超过时限{limit}"),
                format!("{title} after {words}, later than {limit}"),
            )
        }
        Some(limit) => {
            let limit = pen.span(limit);
            pen.pick(format!("{title}用时{words}，时限{limit}"), format!("{title} after {words} of {limit}"))
        }
        None => pen.pick(format!("{title}用时{words}"), format!("{title} after {words}")),
    };
    let mut rests = evidence.clone();
    rests.push(own);
    Some((text, rests))
}

/// The rows of a section: when each was released, to whom, and how far it came there.
fn rows(pen: &Pen<'_>, section: &mut Section, key: &str, ids: &[RowId]) {
    let mut table = pen.table(
        &format!("{key}.rows"),
        ("导调信息与处置", "Injects and what became of them"),
        &[
            ("时间", "Time", 14, false),
            ("编号", "No.", 8, false),
            ("内容", "Inject", 30, false),
            ("单位", "Unit", 16, false),
            ("签收", "Acknowledged", 12, true),
            ("回复", "Answered", 12, true),
            ("完成", "Completed", 12, true),
        ],
    );
    for id in ids {
        let Some(known) = pen.state.rows.get(id) else { continue };
        let Some(released) = &known.released else { continue };
        let rests = of_rung(released, EvidenceKind::Row, id);
        let mut own: Vec<&Delivery> = known.deliveries.iter().filter_map(|one| pen.state.deliveries.get(one)).collect();
        own.sort_by(|a, b| a.department.cmp(&b.department));
        for delivery in &own {
            table.rows.push(line(pen, known, released.at, delivery, rests.clone()));
        }
        if own.is_empty() {
            let cells = vec![released.at.exercise.on_clock(), id.to_string(), pen.row_title(id.as_str())];
            let dashes = std::iter::repeat_n("–".to_owned(), 4);
            table.rows.push(table_row(cells.into_iter().chain(dashes).collect(), vec![rests]));
        }
    }
    if table.rows.is_empty() {
        if !ids.is_empty() {
            let words = ("本部分对应的导调信息均未下发。", "None of the injects of this section was released.");
            section.paragraph(vec![pen.missing(&format!("{key}.none"), words.0, words.1)]);
        }
        return;
    }
    section.table(table);
}

fn line(
    pen: &Pen<'_>,
    known: &Row,
    released: Stamp,
    delivery: &Delivery,
    row: Evidence,
) -> protocol::document::DocumentRow {
    let after = |stage| {
        let delivered = delivery.rungs.get(&Stage::Delivered)?.at.exercise;
        let reached = delivery.rungs.get(&stage)?.at.exercise;
        Some(pen.span(reached.0 - delivered.0))
    };
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".into());
    let stages = [Stage::Delivered, Stage::Acknowledged, Stage::Responded, Stage::Completed];
    let rests = stages.iter().filter_map(|stage| delivery.rungs.get(stage));
    let rests = rests.map(|rung| of_rung(rung, EvidenceKind::Delivery, delivery.id));
    let never = !delivery.rungs.contains_key(&Stage::Delivered);
    let acknowledged =
        if never { pen.pick("未送达", "never delivered") } else { or_dash(after(Stage::Acknowledged)) };
    table_row(
        vec![
            released.exercise.on_clock(),
            known.spec.id.to_string(),
            pen.row_title(known.spec.id.as_str()),
            pen.department(&delivery.department),
            acknowledged,
            or_dash(after(Stage::Responded)),
            or_dash(after(Stage::Completed)),
        ],
        rests.chain([row]).collect(),
    )
}

/// The chain of the first report, hop by hop, and its whole length.
pub(super) fn chain(pen: &Pen<'_>, key: &str, code: M, zh: &str, en: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    let hops: Vec<&Measure> = pen.of(code).filter(|one| one.part == Part::Value).collect();
    let reached: Vec<String> = hops.iter().filter_map(|one| hop(pen, one)).collect();
    if !reached.is_empty() {
        let rests = hops.iter().flat_map(|one| one.evidence.clone()).collect();
        let list = reached.join(&pen.pick("；", "; "));
        said.push(pen.fact(&format!("{key}.hops"), format!("{zh}：{list}。"), format!("{en}: {list}."), rests));
    }
    let open: Vec<String> = hops
        .iter()
        .filter(|one| one.value.is_none())
        .filter_map(|one| one.of.id.as_deref().map(|id| mark_name(pen, id)))
        .collect();
    if !open.is_empty() {
        let list = open.join(&pen.pick("、", ", "));
        said.push(pen.missing(
            &format!("{key}.open"),
            &format!("{zh}中未记录：{list}。"),
            &format!("{en}, not recorded: {list}."),
        ));
    }
    if let Some(Measure { value: Some(total), evidence, .. }) = pen.find(code, None, Part::Total) {
        let total = pen.span(ms(*total));
        let (zh, en) = (format!("全链用时{total}。"), format!("The whole chain took {total}."));
        said.push(pen.fact(&format!("{key}.total"), zh, en, evidence.clone()));
    }
    said
}

fn hop(pen: &Pen<'_>, one: &Measure) -> Option<String> {
    let name = mark_name(pen, one.of.id.as_deref()?);
    let took = pen.span(ms(one.value?));
    let limit = one.target.map(|limit| pen.span(ms(limit)));
    Some(match limit {
        Some(limit) => pen.pick(format!("{name}{took}（要求{limit}）"), format!("{name} {took} (asked: {limit})")),
        None => pen.pick(format!("{name}{took}"), format!("{name} {took}")),
    })
}
