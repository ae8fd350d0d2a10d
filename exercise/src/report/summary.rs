//! The summary report 演练总结报告, exactly in the sections of the model; from 四(二) on they are inferred
//! 推定, because the model ends there.

use super::pen::{Pen, Section, ms};
use super::problems::{self, Problem, Verdict};
use super::process::{self, binding};
use super::{again, annex, basics, told, voice};
use crate::area::evaluation::score;
use protocol::document::{Bar, BarChart, DocumentSection, Evidence, Sentence, SentenceNature as Nature};
use protocol::ids::ObjectiveId;
use protocol::improvement::ProblemArea as Area;
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part};

pub(super) fn sections(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let mut list = vec![opening(pen)];
    list.extend(basics::sections(pen, "summary.1"));
    list.extend(happened(pen));
    list.extend(shown(pen));
    list.extend(measures(pen));
    list.extend(annex::sections(pen, "summary.annex"));
    list
}

/// Who held what, when, and what for.
fn opening(pen: &Pen<'_>) -> DocumentSection {
    let mut section = pen.section("summary.0", 1, "", "", "");
    section.paragraph(basics::opening(pen, "summary.0"));
    section.done()
}

/// 二、演练过程
fn happened(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let head = pen.section("summary.2", 1, &pen.pick("二、", "2 "), "演练过程", "What happened");
    let mut list = vec![head.done()];
    let sub = |key: &str, zh: &str, en: &str| pen.section(&format!("summary.{key}"), 2, &number(pen, key), zh, en);

    let mut report = sub("2.1", "事件报告与响应", "Report and response");
    report.paragraph(process::chain(pen, "summary.2.1.chain", M::M08, "报告链", "Report chain"));
    report.lines(told::first_reports(pen, "summary.2.1"));
    process::section(pen, &mut report, "summary.2.1");
    list.push(report.done());

    let mut scene = sub("2.2", "现场稳控", "On the scene");
    scene.paragraph(told::arrivals(pen, "summary.2.2"));
    scene.paragraph(process::chain(pen, "summary.2.2.medical", M::M16, "救护链", "Chain of care"));
    process::section(pen, &mut scene, "summary.2.2");
    list.push(scene.done());

    let mut information = sub("2.3", "信息收集与分析", "Information and analysis");
    information.lines(told::rhythm(pen, "summary.2.3"));
    information.paragraph(told::relays(pen, "summary.2.3"));
    information.paragraph(told::contradictions(pen, "summary.2.3"));
    process::section(pen, &mut information, "summary.2.3");
    list.push(information.done());

    let mut talks = sub("2.4", "协商与处理", "Talks and settlement");
    talks.lines(told::claims(pen, "summary.2.4"));
    talks.paragraph(told::decisions(pen, "summary.2.4"));
    process::section(pen, &mut talks, "summary.2.4");
    list.push(talks.done());

    let mut after = sub("2.5", "人员疏散与后续工作", "Departure and follow-up");
    after.paragraph(told::statements(pen, "summary.2.5"));
    process::section(pen, &mut after, "summary.2.5");
    list.push(after.done());
    list
}

/// `（三）` in Chinese, `2.3` in English.
fn number(pen: &Pen<'_>, key: &str) -> String {
    let last = key.rsplit('.').next().and_then(|last| last.parse::<usize>().ok()).unwrap_or(0);
    let zh = ["", "（一）", "（二）", "（三）", "（四）", "（五）"].get(last).copied().unwrap_or_default();
    pen.pick(zh, format!("{key} "))
}

/// 三、演练评估
fn shown(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let head = pen.section("summary.3", 1, &pen.pick("三、", "3 "), "演练评估", "What it showed");
    let mut list = vec![head.done()];
    let sub = |key: &str, zh: &str, en: &str| pen.section(&format!("summary.{key}"), 2, &number(pen, key), zh, en);
    let problems = problems::problems(pen);
    let flawed = flawed(pen, &problems);

    let mut plan = sub("3.1", "应急预案的可行性和有效性", "Whether the plan is feasible and works");
    plan.paragraph(told::plan_steps(pen, "summary.3.1"));
    conclusions(
        pen,
        &mut plan,
        "summary.3.1",
        &flawed,
        ("预案规定的步骤可行有效", "the steps of the plan are feasible and work"),
    );
    list.push(plan.done());

    let mut together = sub("3.2", "部门协调联动能力", "How departments work together");
    together.lines(told::acknowledgements(pen, "summary.3.2"));
    if let Some(chart) =
        chart(pen, "summary.3.2.chart", M::M03, ("各单位签收时长（中位数）", "Time to acknowledge, median by unit"))
    {
        together.chart(chart);
    }
    conclusions(
        pen,
        &mut together,
        "summary.3.2",
        &flawed,
        ("各部门之间衔接顺畅", "departments work together smoothly"),
    );
    list.push(together.done());

    let mut people = sub("3.3", "工作人员应急处置能力", "How people handle an emergency");
    let bound = binding(pen, "summary.3.3");
    match pen.behaviours_table("summary.3.3.behaviours", &bound.tasks) {
        Some(table) => people.table(table),
        None => people.paragraph(vec![pen.missing(
            "summary.3.3.behaviours",
            "评估员没有记录行为要点。",
            "Evaluators recorded no behaviours.",
        )]),
    }
    if let Some(chart) = chart(
        pen,
        "summary.3.3.chart",
        M::M05,
        ("各单位首次回复时长（中位数）", "Time to the first answer, median by unit"),
    ) {
        people.chart(chart);
    }
    conclusions(
        pen,
        &mut people,
        "summary.3.3",
        &flawed,
        ("沉着应对，先倾听后解释", "people stay calm and listen before they explain"),
    );
    list.push(people.done());

    list.push(before(pen, sub("3.4", "存在的问题", "Problems")));
    for (problem, place) in problems.into_iter().zip(1..) {
        list.push(one_problem(pen, problem, place));
    }
    let mut voice = sub("3.5", "参演人员的看法", "What those who played think");
    if voice::section(pen, &mut voice, "summary.3.5") {
        list.push(voice.done());
    }
    list
}

/// What earlier exercises have to do with the problems of this one stands before them.
fn before(pen: &Pen<'_>, mut section: Section) -> DocumentSection {
    section.lines(again::lines(pen, "summary.3.4"));
    section.done()
}

fn one_problem(pen: &Pen<'_>, problem: Problem, place: u8) -> DocumentSection {
    let (zh, en) = match problem.area {
        Area::Plan => ("预案内容不够熟悉", "The plan is not well enough known"),
        Area::Coordination => ("部门间沟通协调不够及时准确", "Information between departments late or inaccurate"),
        Area::Equipment => ("应急物资和装备准备不足", "Equipment and supplies not ready"),
        Area::PublicInformation => ("舆情应对能力不足", "Rumours answered late"),
        Area::Conduct | Area::Other => ("其他", "Other"),
    };
    // The heading asserts a problem only where one was found.
    let (zh, en) = match (problem.verdict, problem.area) {
        (Verdict::Found, _) => (zh, en),
        (_, Area::Plan) => ("预案熟悉程度", "How well the plan is known"),
        (_, Area::Coordination) => ("部门间沟通协调", "Information between departments"),
        (_, Area::Equipment) => ("应急物资和装备", "Equipment and supplies"),
        (_, Area::PublicInformation) => ("舆情应对", "Rumours and public information"),
        (_, Area::Conduct | Area::Other) => (zh, en),
    };
    let number = pen.pick(format!("{place}."), format!("3.4.{place} "));
    let mut section = pen.section(&format!("summary.3.4.{place}"), 3, &number, zh, en);
    section.lines(problem.sentences);
    section.paragraph(findings(pen, &format!("summary.3.4.{place}"), problem.area));
    section.done()
}

/// Findings of evaluators in an area: what was found, and why it was so.
fn findings(pen: &Pen<'_>, key: &str, area: Area) -> Vec<Sentence> {
    let (mut said, bound) = (Vec::new(), binding(pen, key));
    for (id, finding) in pen.state.improvement.standing() {
        let what = &finding.what;
        let vague = matches!(what.area, Area::Conduct | Area::Other);
        let here = what.area == area || vague && what.task.as_ref().is_some_and(|task| bound.tasks.contains(task));
        if !here || what.kind != protocol::improvement::FindingKind::Improvement {
            continue;
        }
        let evidence = pen.finding_evidence(*id, finding);
        let key = format!("{key}.finding.{}", finding.number);
        said.push(pen.say(&key, Nature::Fact, format!("{}{}", what.text, pen.pick("", " ")), evidence.clone()));
        if let Some(why) = &what.analysis {
            said.push(pen.say(
                &format!("{key}.why"),
                Nature::Analysis,
                pen.pick(format!("原因：{why}"), format!("Cause: {why}")),
                evidence,
            ));
        }
    }
    said
}

/// Objectives to which the scenario binds a problem that was found.
fn flawed(pen: &Pen<'_>, problems: &[Problem]) -> Vec<ObjectiveId> {
    let found = problems.iter().zip(1..).filter(|(one, _)| one.verdict == Verdict::Found);
    found.flat_map(|(_, place)| binding(pen, &format!("summary.3.4.{place}")).objectives).collect()
}

/// A conclusion per objective that the section is bound to; of a flawed one the numbers without praise.
fn conclusions(pen: &Pen<'_>, section: &mut Section, key: &str, flawed: &[ObjectiveId], praise: (&str, &str)) {
    let said = binding(pen, key).objectives.into_iter().map(|objective| {
        let praise = Some(praise).filter(|_| !flawed.contains(&objective));
        pen.conclusion(&format!("{key}.{objective}"), &objective, praise)
    });
    section.paragraph(said.collect());
}

/// Medians by department as bars.
fn chart(pen: &Pen<'_>, key: &str, code: M, caption: (&str, &str)) -> Option<BarChart> {
    let bar = |one: &Measure| {
        let id = one.of.id.as_deref()?;
        let text = one
            .value
            .map_or_else(|| pen.pick("无记录", "no record"), |value| format!("{} (n={})", pen.span(ms(value)), one.n));
        let value = one.value.map(|value| value / 1_000.0);
        Some(Bar { label: pen.of_department(id), value, text, evidence: one.evidence.clone() })
    };
    let bars: Vec<Bar> = pen.of(code).filter(|one| one.part == Part::Median).filter_map(bar).collect();
    bars.iter().any(|bar| bar.value.is_some()).then(|| BarChart {
        key: key.into(),
        caption: pen.pick(caption.0, caption.1),
        unit: pen.pick("秒", "s"),
        target: None,
        bars,
    })
}

/// 四、改进措施
fn measures(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let head = pen.section("summary.4", 1, &pen.pick("四、", "4 "), "改进措施", "Improvements");
    let mut list = vec![head.done()];
    let parts: [(&str, &str, &str, &[Area]); 4] = [
        ("4.1", "加强培训学习", "Training", &[Area::Plan, Area::Conduct, Area::Other]),
        ("4.2", "完善沟通协调机制", "Coordination", &[Area::Coordination]),
        ("4.3", "充实应急物资装备", "Equipment and supplies", &[Area::Equipment]),
        ("4.4", "提升舆情应对能力", "Public information", &[Area::PublicInformation]),
    ];
    for (key, zh, en, areas) in parts {
        let mut section = pen.section(&format!("summary.{key}"), 2, &number(pen, key), zh, en);
        if key != "4.1" {
            section = section.inferred();
        }
        let name = format!("summary.{key}");
        let said = annex::actions(pen, &name, |action| place(pen, action, areas, &name, key == "4.1"));
        section.paragraph(said);
        list.push(section.done());
    }
    list
}

/// Whether an action belongs here: by its area, or, where that says nothing, by the task it is about and
/// the tasks that the scenario binds to the section; what is bound nowhere stands in the first.
fn place(pen: &Pen<'_>, action: &crate::area::improvement::Action, areas: &[Area], key: &str, first: bool) -> bool {
    let finding = action.what.finding.and_then(|id| pen.state.improvement.findings.get(&id));
    let vague = matches!(action.what.area, Area::Conduct | Area::Other);
    let Some(task) = finding.and_then(|one| one.what.task.as_ref()).filter(|_| vague) else {
        return areas.contains(&action.what.area);
    };
    let bound = |section: &str| binding(pen, section).tasks.contains(task);
    let others = ["summary.4.2", "summary.4.3", "summary.4.4"];
    bound(key) || first && !others.iter().any(|other| bound(other))
}

/// The whole in one line: score, grade and how much was observed.
pub(super) fn total(pen: &Pen<'_>, key: &str) -> Sentence {
    let whole = score::total(pen.state);
    let evidence: Vec<Evidence> =
        pen.state.scenario.objectives.iter().flat_map(|one| pen.rating_evidence(&one.id)).collect();
    let observed = pen.share(f64::from(whole.observed), whole.tasks);
    if !pen.is_covered(&whole) {
        let text = pen.pick(
            format!("关键任务{observed}有观察评级，本次演练不足以作出总体评价。"),
            format!("{observed} critical tasks were observed and rated: too few for a conclusion on the whole."),
        );
        return pen.say(key, Nature::Missing, text, evidence);
    }
    let (points, grade) = (pen.score(whole.score), whole.grade.map_or_else(|| "–".into(), |grade| pen.grade(grade)));
    let text = pen.pick(
        format!("总得分{points}，评估结论为“{grade}”。关键任务{observed}有观察评级。"),
        format!("The whole scores {points}: {grade}. {observed} critical tasks were observed and rated."),
    );
    pen.say(key, Nature::Conclusion, text, evidence)
}
