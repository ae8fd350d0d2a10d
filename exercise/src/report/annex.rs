//! What stands behind a report: corrective actions, the list as played, the timeline, and how numbers
//! were made.

use super::pen::{Pen, row};
use crate::area::improvement::Action;
use crate::evidence::{of_note, of_rung};
use protocol::document::{DocumentSection, DocumentTable, EvidenceKind, Sentence, SentenceNature as Nature};
use protocol::improvement::{ActionElement, ActionStage};
use protocol::time::ExerciseTime;
use protocol::vocab::InjectStatus;

/// 附件
pub(super) fn sections(pen: &Pen<'_>, key: &str) -> Vec<DocumentSection> {
    let head = pen.section(key, 1, &pen.pick("附件", "Annex "), "", "");
    let mut plan = pen.section(&format!("{key}.1"), 2, &pen.pick("1. ", "A "), "整改措施表", "Corrective actions");
    plan.table(actions_table(pen, &format!("{key}.1.table")));
    let mut list = pen.section(&format!("{key}.2"), 2, &pen.pick("2. ", "B "), "实施的事件清单", "The list as played");
    list.table(as_played(pen, &format!("{key}.2.table")));
    let mut scale = pen.section(
        &format!("{key}.3"),
        2,
        &pen.pick("3. ", "C "),
        "评分办法与计算说明",
        "Scales and how numbers are made",
    );
    scale.paragraph(how(pen, &format!("{key}.3")));
    vec![head.done(), plan.done(), list.done(), scale.done()]
}

fn element(pen: &Pen<'_>, element: ActionElement) -> String {
    match element {
        ActionElement::Planning => pen.pick("预案", "planning"),
        ActionElement::Organisation => pen.pick("组织机制", "organisation"),
        ActionElement::Equipment => pen.pick("装备物资", "equipment"),
        ActionElement::Training => pen.pick("培训", "training"),
        ActionElement::Exercise => pen.pick("演练", "exercises"),
    }
}

fn stage(pen: &Pen<'_>, stage: ActionStage) -> String {
    match stage {
        ActionStage::Open => pen.pick("待分派", "open"),
        ActionStage::Assigned => pen.pick("已分派", "assigned"),
        ActionStage::InProgress => pen.pick("整改中", "in progress"),
        ActionStage::Submitted => pen.pick("已提交", "submitted"),
        ActionStage::Verified => pen.pick("已验收", "verified"),
        ActionStage::Returned => pen.pick("退回", "returned"),
        ActionStage::Waived => pen.pick("免除", "waived"),
    }
}

/// Actions in sentences: what, who, by when. "None" where there are none.
pub(super) fn actions(pen: &Pen<'_>, key: &str, which: impl Fn(&Action) -> bool) -> Vec<Sentence> {
    let mut said = Vec::new();
    for (id, action) in pen.state.improvement.in_order() {
        if !which(action) {
            continue;
        }
        let what = &action.what;
        let unset = || pen.pick("未定", "not set");
        let unit = what.unit.clone().or_else(|| what.person.clone()).unwrap_or_else(unset);
        let due = what.due.map_or_else(unset, |due| due.to_string());
        let element = element(pen, what.element);
        let text = pen.pick(
            format!("{}（{element}；责任单位：{unit}；时限：{due}）。", what.measure.trim_end_matches('。')),
            format!("{} ({element}; responsible: {unit}; due: {due}).", what.measure.trim_end_matches('.')),
        );
        let evidence = vec![of_rung(&action.rung, EvidenceKind::Action, id)];
        said.push(pen.say(&format!("{key}.action.{}", action.number), Nature::Measure, text, evidence));
    }
    if said.is_empty() {
        said.push(pen.missing(&format!("{key}.none"), "无。", "None."));
    }
    said
}

/// Problem, cause, measure, unit, person, day, verification: the eight fields of an improvement plan.
pub(super) fn actions_table(pen: &Pen<'_>, key: &str) -> DocumentTable {
    let mut table = pen.table(
        key,
        ("整改措施", "Improvement plan"),
        &[
            ("序号", "No.", 5, true),
            ("问题", "Problem", 20, false),
            ("原因", "Cause", 15, false),
            ("措施", "Measure", 22, false),
            ("要素", "Element", 9, false),
            ("责任单位", "Unit", 11, false),
            ("责任人", "Person", 9, false),
            ("时限", "Due", 11, false),
            ("验收", "Verification", 12, false),
        ],
    );
    for (id, action) in pen.state.improvement.in_order() {
        let what = &action.what;
        let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
        let verifier = what.verifier.clone().map(|who| format!("\n{who}")).unwrap_or_default();
        table.rows.push(row(
            vec![
                action.number.to_string(),
                what.problem.clone(),
                or_dash(&what.cause),
                what.measure.clone(),
                element(pen, what.element),
                or_dash(&what.unit),
                or_dash(&what.person),
                what.due.map_or_else(|| "–".into(), |due| due.to_string()),
                format!("{}{verifier}", stage(pen, action.stage)),
            ],
            vec![of_rung(&action.rung, EvidenceKind::Action, id)],
        ));
    }
    if table.rows.is_empty() {
        let none = pen.pick("无", "none");
        let cells = std::iter::once("–".into()).chain([none]).chain(std::iter::repeat_n("–".into(), 7)).collect();
        table.rows.push(row(cells, Vec::new()));
    }
    table
}

fn status(pen: &Pen<'_>, status: InjectStatus) -> String {
    match status {
        InjectStatus::Scheduled => pen.pick("已排定", "scheduled"),
        InjectStatus::Armed => pen.pick("条件已满足", "armed"),
        InjectStatus::Held => pen.pick("暂缓", "held"),
        InjectStatus::Released => pen.pick("已下发", "released"),
        InjectStatus::Complete => pen.pick("已完成", "complete"),
        InjectStatus::Missed => pen.pick("未按时出现", "missed"),
        InjectStatus::Skipped => pen.pick("跳过", "skipped"),
        InjectStatus::Recalled => pen.pick("已撤回", "recalled"),
        InjectStatus::NotPlayed => pen.pick("未实施", "not played"),
        InjectStatus::Obsolete => pen.pick("作废留痕", "obsolete"),
    }
}

/// Every row in order of the list: planned, actual, what became of it.
pub(super) fn as_played(pen: &Pen<'_>, key: &str) -> DocumentTable {
    let mut table = pen.table(
        key,
        ("实施的事件清单", "The list as played"),
        &[
            ("编号", "No.", 8, false),
            ("内容", "Inject", 40, false),
            ("计划", "Planned", 13, false),
            ("实际", "Actual", 13, false),
            ("结果", "Outcome", 14, false),
        ],
    );
    for id in &pen.state.row_order {
        let Some(known) = pen.state.rows.get(id) else { continue };
        let planned = known.planned().map_or_else(|| "–".into(), ExerciseTime::on_clock);
        let actual = known.released.as_ref().map_or_else(|| "–".into(), |rung| rung.at.exercise.on_clock());
        let why = known.settled.as_ref().map(|note| note.text.as_str()).filter(|text| !text.is_empty());
        let why = why.map(|why| format!("\n{why}")).unwrap_or_default();
        let released = known.released.as_ref().map(|rung| of_rung(rung, EvidenceKind::Row, id));
        let settled = known.settled.as_ref().map(|note| of_note(note, EvidenceKind::Row, id));
        table.rows.push(row(
            vec![
                id.to_string(),
                pen.row_title(id.as_str()),
                planned,
                actual,
                format!("{}{why}", status(pen, known.status)),
            ],
            released.into_iter().chain(settled).collect(),
        ));
    }
    table
}

/// The cross-walk and the rules of measuring: printed in every report.
pub(super) fn how(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let scale = &pen.state.scenario.settings.scale;
    let zh = format!(
        "任务评级折算得分：P {}、S {}、M {}、U {}；得分{}以上为优，{}以上为良，{}以上为中，以下为差。\
         目标等次最多比其最差的安全关键任务高一档；未观察到的任务降低覆盖率，不影响得分。",
        scale.performed, scale.some, scale.major, scale.unable, scale.excellent_from, scale.good_from, scale.fair_from
    );
    let en = format!(
        "A rating is worth P {}, S {}, M {}, U {}; from {} on a score is excellent, from {} good, from {} fair, \
         below poor. The grade of an objective is at most one step above its worst safety-critical task; what \
         nobody observed lowers the coverage, not the score.",
        scale.performed, scale.some, scale.major, scale.unable, scale.excellent_from, scale.good_from, scale.fair_from
    );
    let rules_zh = "时长按演练时钟计算，暂停不计；签收、回复和完成从送达起算，离线时间不计；未送达的不作评价；\
                    中位数取排序后第n/2个（进一）的值；少于5项不给百分比。";
    let rules_en = "Times are of the exercise clock, so that pauses never count; acknowledging, answering and completing \
                    count from delivery, without time off line; what never arrived judges nobody; a median is the value \
                    at place n/2, rounded up, of the sorted values; below five no percentage is given.";
    vec![
        pen.planned(&format!("{key}.scale"), pen.pick(zh, en)),
        pen.planned(&format!("{key}.rules"), pen.pick(rules_zh, rules_en)),
    ]
}
