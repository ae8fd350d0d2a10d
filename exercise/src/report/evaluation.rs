//! The evaluation report 演练评估报告 in the parts that AQ/T 9009-2015 (7.4) and the guide of 2009 ask for:
//! outline, how it was evaluated, analysis, problems and advice, conclusion, and the sheets.

use super::pen::{Pen, Section, ms, row};
use super::problems::{self, Verdict};
use super::{again, annex, basics, summary, voice};
use crate::area::evaluation::score;
use crate::evidence::of_rung;
use protocol::document::{DocumentSection, DocumentTable, Evidence, EvidenceKind, Sentence, SentenceNature as Nature};
use protocol::ids::ObjectiveId;
use protocol::improvement::FindingKind;
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part, MeasureUnit as Unit};

pub(super) fn sections(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let mut head = pen.section("evaluation.0", 1, "", "", "");
    head.paragraph(basics::opening(pen, "evaluation.0"));
    let mut list = vec![head.done()];
    list.extend(basics::sections(pen, "evaluation.1"));
    list.push(method(pen));
    list.extend(analysis(pen));
    list.push(advice(pen));
    list.push(conclusion(pen));
    list.extend(annex::sections(pen, "evaluation.annex"));
    list.push(sheets(pen));
    list
}

/// 二、评估组织与方法: who watched, how far they agree, how well the system ran.
fn method(pen: &Pen<'_>) -> DocumentSection {
    let mut section = pen.section("evaluation.2", 1, &pen.pick("二、", "2 "), "评估组织与方法", "How it was evaluated");
    let mut said = Vec::new();
    match pen.find(M::M25, None, Part::Value) {
        Some(one) if one.value.is_some_and(|seen| seen > 0.0) => {
            let share = pen.share(one.value.unwrap_or_default(), one.n);
            let zh = format!("关键任务{share}有观察评级。");
            let en = format!("{share} critical tasks were observed and rated.");
            said.push(pen.fact("evaluation.2.coverage", zh, en, one.evidence.clone()));
        }
        Some(_) | None => said.push(pen.missing(
            "evaluation.2.coverage",
            "没有关键任务得到观察评级。",
            "No critical task was observed and rated.",
        )),
    }
    match pen.find(M::M26, None, Part::Value) {
        Some(Measure { value: Some(agree), n, evidence, .. }) => {
            let share = pen.share(*agree, *n);
            let zh = format!("两名以上评估员评级的任务中，{share}评级一致。");
            let en = format!("Of the tasks that two or more evaluators rated {share} have the same rating.");
            said.push(pen.fact("evaluation.2.agreement", zh, en, evidence.clone()));
        }
        _ => said.push(pen.missing(
            "evaluation.2.agreement",
            "没有任务由两名以上评估员评级，评级一致性未记录。",
            "No task was rated by two evaluators; how far they agree is not recorded.",
        )),
    }
    if let Some(Measure { value: Some(p95), n, evidence, .. }) = pen.find(M::M02, None, Part::P95) {
        let p95 = *p95 / 1_000.0;
        let zh = format!("系统送达{n}件，95%在{p95:.1}秒内到达；送达时延是系统状况，不计入任何单位。");
        let en = format!(
            "The system delivered {n} injects, 95 % of them within {p95:.1} s; delay is the system's and counts against nobody."
        );
        said.push(pen.fact("evaluation.2.system", zh, en, evidence.clone()));
    }
    let dark = pen.of(M::M27).filter_map(|one| {
        let (value, id) = (one.value.filter(|value| *value > 0.0)?, one.of.id.as_deref()?);
        let (name, span) = (pen.of_department(id), pen.span(ms(value)));
        let (zh, en) = (
            format!("{name}离线共{span}，不计入其用时。"),
            format!("{name} was off line for {span}, which does not count."),
        );
        Some(pen.fact(&format!("evaluation.2.offline.{id}"), zh, en, one.evidence.clone()))
    });
    said.extend(dark);
    section.paragraph(said);
    section.paragraph(annex::how(pen, "evaluation.2.how"));
    section.done()
}

/// 三、评估情况分析: objective by objective, then the running of the exercise itself.
fn analysis(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let mut head = pen.section("evaluation.3", 1, &pen.pick("三、", "3 "), "评估情况分析", "Analysis");
    head.table(pen.objectives_table("evaluation.3.objectives"));
    let mut list = vec![head.done()];
    for (objective, place) in pen.state.scenario.objectives.iter().zip(1_usize..) {
        let zh =
            ["", "（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（七）", "（八）", "（九）", "（十）"];
        let number = pen.pick(zh.get(place).copied().unwrap_or("（）"), format!("3.{place} "));
        let name = pen.name(&objective.name);
        let mut section = pen.section(&format!("evaluation.3.{}", objective.id), 2, &number, &name, &name);
        one_objective(pen, &mut section, &objective.id);
        list.push(section.done());
    }
    let mut conduct = pen.section("evaluation.3.conduct", 2, "", "演练组织实施", "How the exercise was run");
    conduct.paragraph(conduct_of(pen));
    list.push(conduct.done());
    let mut voice = pen.section("evaluation.3.voice", 2, "", "参演人员的看法", "What those who played think");
    if voice::section(pen, &mut voice, "evaluation.3.voice") {
        list.push(voice.done());
    }
    list
}

/// Rating, tasks with their grades, notes, findings.
pub(super) fn one_objective(pen: &Pen<'_>, section: &mut Section, objective: &ObjectiveId) {
    let key = format!("evaluation.3.{objective}");
    let said = pen.conclusion(&format!("{key}.conclusion"), objective, Some(("达到目标", "the objective was reached")));
    section.paragraph(vec![said]);
    section.table(tasks_table(pen, &format!("{key}.tasks"), objective));
    section.lines(notes(pen, &key, objective));
    section.lines(of_findings(pen, &key, FindingKind::Strength, objective));
    section.lines(of_findings(pen, &key, FindingKind::Improvement, objective));
}

fn tasks_table(pen: &Pen<'_>, key: &str, objective: &ObjectiveId) -> DocumentTable {
    let mut table = pen.table(
        key,
        ("关键任务评级", "Ratings of the critical tasks"),
        &[
            ("任务", "Task", 10, false),
            ("内容", "What it asks", 46, false),
            ("评级", "Rating", 26, false),
            ("评估员", "Evaluators", 10, true),
        ],
    );
    for (id, task) in pen.state.tasks.iter().filter(|(_, task)| task.objective == *objective) {
        let raters = pen.state.evaluation.ratings(id).count();
        let grade = score::of_task(pen.state, id);
        let evidence: Vec<Evidence> = grade
            .iter()
            .flat_map(|grade| grade.rungs.iter().map(|rung| of_rung(rung, EvidenceKind::Rating, id)))
            .collect();
        let said = match &grade {
            Some(grade) => pen.rating(grade.rating),
            None if raters > 1 => pen.pick("评级不一，待会商", "evaluators disagree; not settled"),
            None => pen.pick("未评级", "not rated"),
        };
        let critical = if task.spec.safety_critical {
            pen.pick("（安全关键）", " (safety-critical)")
        } else {
            String::new()
        };
        let cells = vec![id.to_string(), format!("{}{critical}", pen.task_name(id)), said, raters.to_string()];
        table.rows.push(row(cells, evidence));
    }
    table
}

/// Notes of evaluators on the tasks of an objective, in the order in which they were written.
fn notes(pen: &Pen<'_>, key: &str, objective: &ObjectiveId) -> Vec<Sentence> {
    let of = |task: &protocol::ids::TaskId| pen.state.tasks.get(task).is_some_and(|task| task.objective == *objective);
    let mut own: Vec<_> =
        pen.state.evaluation.observations.iter().filter(|(_, one)| one.task.as_ref().is_some_and(of)).collect();
    own.sort_by_key(|(_, one)| (one.rung.at.exercise, one.rung.seq));
    own.into_iter()
        .map(|(id, one)| {
            let evidence = vec![of_rung(&one.rung, EvidenceKind::Observation, id)];
            let at = one.rung.at.exercise.on_clock();
            let text = one.text.trim().trim_end_matches('。');
            let text = pen.pick(format!("{at} {text}。"), format!("{at} {text}"));
            pen.say(&format!("{key}.note.{id}"), Nature::Fact, text, evidence)
        })
        .collect()
}

fn of_findings(pen: &Pen<'_>, key: &str, kind: FindingKind, objective: &ObjectiveId) -> Vec<Sentence> {
    let mut said = Vec::new();
    for (id, finding) in pen.state.improvement.standing() {
        let what = &finding.what;
        let of_task = |task: &protocol::ids::TaskId| pen.state.tasks.get(task).map(|task| &task.objective);
        let of = what.objective.as_ref().or_else(|| what.task.as_ref().and_then(of_task));
        if what.kind != kind || of != Some(objective) {
            continue;
        }
        let evidence = pen.finding_evidence(*id, finding);
        let key = format!("{key}.finding.{}", finding.number);
        let lead = match kind {
            FindingKind::Strength => pen.pick("优点：", "Strength: "),
            FindingKind::Improvement => pen.pick("待改进：", "To improve: "),
        };
        said.push(pen.say(&key, Nature::Fact, format!("{lead}{}", what.text), evidence.clone()));
        let reference = what
            .reference
            .as_ref()
            .map(|clause| pen.pick(format!("依据：{clause}。"), format!("Reference: {clause}.")));
        said.extend(reference.map(|text| pen.say(&format!("{key}.reference"), Nature::Fact, text, evidence.clone())));
        let why = what.analysis.as_ref().map(|why| pen.pick(format!("原因：{why}"), format!("Cause: {why}")));
        said.extend(why.map(|text| pen.say(&format!("{key}.why"), Nature::Analysis, text, evidence)));
    }
    said
}

/// M01 and M21 to M24: how the exercise itself was run.
fn conduct_of(pen: &Pen<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(Measure { value: Some(worst), n, evidence, .. }) = pen.find(M::M01, None, Part::Worst) {
        let worst = pen.span(ms(*worst));
        let zh = format!("下发导调信息{n}条，与计划或条件满足时刻的偏差最大{worst}。");
        let en = format!("{n} injects were released, at most {worst} from their planned moment or their arming.");
        said.push(pen.fact("evaluation.3.conduct.release", zh, en, evidence.clone()));
    }
    for (code, zh, en) in [
        (M::M22, "备用导调信息", "contingencies were used"),
        (M::M24, "未实施的条目", "rows were not played"),
        (M::M23, "向导调组提出的澄清", "questions were put to control"),
    ] {
        let part = if code == M::M22 { Part::Value } else { Part::Total };
        let Some(one) = pen.find(code, None, part) else { continue };
        let value = one.value.unwrap_or_default();
        let (zh, en) = match one.unit {
            Unit::OfN => {
                (format!("{zh}{}已使用。", pen.share(value, one.n)), format!("{} {en}.", pen.share(value, one.n)))
            }
            _ => (format!("{zh}{value:.0}条。"), format!("{value:.0} {en}.")),
        };
        // That there was none rests on the whole of play.
        let rests = if one.evidence.is_empty() { pen.play() } else { one.evidence.clone() };
        said.push(pen.fact(&format!("evaluation.3.conduct.{code}"), zh, en, rests));
    }
    said
}

/// 四、问题与改进建议
fn advice(pen: &Pen<'_>) -> DocumentSection {
    let mut section = pen.section("evaluation.4", 1, &pen.pick("四、", "4 "), "问题与改进建议", "Problems and advice");
    for problem in problems::problems(pen).into_iter().filter(|one| one.verdict == Verdict::Found) {
        let own = problem
            .sentences
            .into_iter()
            .map(|one| Sentence { key: one.key.replace("summary.3.4", "evaluation.4"), ..one });
        section.paragraph(own.collect());
    }
    section.lines(again::lines(pen, "evaluation.4"));
    section.paragraph(annex::actions(pen, "evaluation.4", |_| true));
    section.done()
}

/// 五、评估结论, with what it cannot say.
fn conclusion(pen: &Pen<'_>) -> DocumentSection {
    let mut section = pen.section("evaluation.5", 1, &pen.pick("五、", "5 "), "评估结论", "Conclusion");
    let mut said = vec![summary::total(pen, "evaluation.5.total")];
    let unseen: Vec<String> = pen
        .state
        .tasks
        .keys()
        .filter(|task| {
            score::of_task(pen.state, task).is_none_or(|one| one.rating == protocol::vocab::Rating::NotObserved)
        })
        .map(ToString::to_string)
        .collect();
    if !unseen.is_empty() {
        let list = unseen.join(&pen.pick("、", ", "));
        said.push(pen.missing(
            "evaluation.5.unseen",
            &format!("下列任务没有评级，结论不包括：{list}。"),
            &format!("These tasks have no rating and are no part of the conclusion: {list}."),
        ));
    }
    section.paragraph(said);
    section.done()
}

/// 附表: what each evaluator filled in, by seat.
fn sheets(pen: &Pen<'_>) -> DocumentSection {
    let mut section = pen.section("evaluation.sheets", 2, &pen.pick("4. ", "D "), "评估表", "Evaluation sheets");
    let mut table = pen.table(
        "evaluation.sheets.table",
        ("各评估员的评级", "Ratings by evaluator"),
        &[
            ("席位", "Seat", 12, false),
            ("任务", "Task", 10, false),
            ("评级", "Rating", 26, false),
            ("理由", "Why", 40, false),
            ("时间", "Time", 14, false),
        ],
    );
    for ((task, seat), one) in &pen.state.evaluation.assessments {
        let Some(graded) = &one.rating else { continue };
        let evidence = vec![of_rung(&graded.rung, EvidenceKind::Rating, task)];
        let why = graded.note.clone().unwrap_or_else(|| "–".into());
        let cells = vec![
            seat.to_string(),
            task.to_string(),
            pen.rating(graded.rating),
            why,
            graded.rung.at.exercise.on_clock(),
        ];
        table.rows.push(row(cells, evidence));
    }
    if table.rows.is_empty() {
        section.paragraph(vec![pen.missing(
            "evaluation.sheets.none",
            "评估员没有评级。",
            "No evaluator has rated anything.",
        )]);
    } else {
        section.table(table);
    }
    section.done()
}
