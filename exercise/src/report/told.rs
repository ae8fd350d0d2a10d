//! What the record tells, in sentences: reports, arrivals, relays, contradictions, promises, decisions,
//! statements, acknowledgements, and how much of the plan was exercised.

use super::pen::{Pen, ms};
use super::problems;
use crate::evidence::of_mark;
use crate::number;
use protocol::document::{Evidence, Sentence};
use protocol::measure::{MeasureCode as M, MeasurePart as Part};

pub(super) fn first_reports(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let said = pen.of(M::M09).filter_map(|one| {
        let (held, id) = (one.value?, one.of.id.as_deref()?);
        let name = pen.of_department(id);
        let zh = format!("{name}首次情况报告应报{n}项要素，实报{held:.0}项。", n = one.n);
        let en = format!("The first situation report of {name} held {held:.0} of {n} elements.", n = one.n);
        Some(pen.fact(&format!("{key}.first.{id}"), zh, en, one.evidence.clone()))
    });
    let said: Vec<Sentence> = said.collect();
    if said.is_empty() {
        return vec![pen.missing(
            &format!("{key}.first"),
            "没有书面情况报告的记录。",
            "No written situation report is recorded.",
        )];
    }
    said
}

pub(super) fn arrivals(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let said = pen.of(M::M14).filter_map(|one| {
        let (took, id) = (pen.span(ms(one.value?)), one.of.id.as_deref()?);
        let name = problems::mark_name(pen, id);
        let limit = one.target.map(|limit| pen.span(ms(limit)));
        let (zh, en) = match limit {
            Some(limit) => {
                (format!("“{name}”用时{took}，要求{limit}。"), format!("“{name}” after {took}; {limit} are asked."))
            }
            None => (format!("“{name}”用时{took}。"), format!("“{name}” after {took}.")),
        };
        Some(pen.fact(&format!("{key}.arrival.{id}"), zh, en, one.evidence.clone()))
    });
    said.collect()
}

pub(super) fn rhythm(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let said = pen.of(M::M10).filter(|one| one.part == Part::Worst).filter_map(|one| {
        let (longest, id) = (pen.span(ms(one.value?)), one.of.id.as_deref()?);
        let name = pen.of_department(id);
        let in_time = pen.find(M::M10, Some(id), Part::Value).and_then(|one| Some(pen.share(one.value?, one.n)));
        let (zh, en) = match in_time {
            Some(share) => (
                format!("{name}续报间隔中{share}在时限内，最长{longest}。"),
                format!(
                    "Of the gaps between reports of {name} {share} were within the limit; the longest was {longest}."
                ),
            ),
            None => (
                format!("{name}续报最长间隔{longest}。"),
                format!("The longest gap between reports of {name} was {longest}."),
            ),
        };
        Some(pen.fact(&format!("{key}.rhythm.{id}"), zh, en, one.evidence.clone()))
    });
    said.collect()
}

pub(super) fn relays(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    for one in pen.of(M::M11).filter(|one| one.part == Part::Value) {
        let Some(id) = one.of.id.as_deref() else { continue };
        let Some(kept) = one.value else {
            let (zh, en) = (
                format!("信息传递测试（{id}）末端未记录。"),
                format!("What reached the last hop of the information-passing test ({id}) is not recorded."),
            );
            said.push(pen.missing(&format!("{key}.relay.{id}"), &zh, &en));
            continue;
        };
        let took = pen.find(M::M11, Some(id), Part::Time).and_then(|one| one.value).map(|took| pen.span(ms(took)));
        let took = took.map(|took| pen.pick(format!("，用时{took}"), format!(", in {took}"))).unwrap_or_default();
        let zh = format!("信息传递测试（{id}）{n}项要素到达末端{kept:.0}项{took}。", n = one.n);
        let en = format!(
            "In the information-passing test ({id}) {kept:.0} of {n} facts reached the last hop{took}.",
            n = one.n
        );
        said.push(pen.fact(&format!("{key}.relay.{id}"), zh, en, one.evidence.clone()));
    }
    said
}

pub(super) fn contradictions(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let said = pen.of(M::M12).filter_map(|one| {
        let (total, fact) = (pen.span(ms(one.value?)), one.of.id.as_deref()?);
        let name = pen.of_fact(fact);
        let zh = format!("关于“{name}”，各部门口径不一致{n}次，共{total}。", n = one.n);
        let en = format!("Departments upheld different values of “{name}” {n} times, for {total} in all.", n = one.n);
        Some(pen.fact(&format!("{key}.contradiction.{fact}"), zh, en, one.evidence.clone()))
    });
    said.collect()
}

pub(super) fn claims(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    for one in pen.of(M::M19) {
        let (Some(value), Some(id)) = (one.value, one.of.id.as_deref()) else { continue };
        let name = pen.of_department(id);
        let share = pen.share(value, one.n);
        let (zh, en) = match one.part {
            Part::ReadBack => (
                format!("{name}登记的诉求{share}已当面复述确认。"),
                format!("Of the claims that {name} recorded {share} were read back."),
            ),
            Part::Value => (format!("{name}作出承诺{value:.0}项。"), format!("{name} made {value:.0} commitments.")),
            Part::Complete => (
                format!("{name}的承诺{share}五项齐全（事项、责任人、时限、反馈方式、核对人）。"),
                format!(
                    "Of the commitments of {name} {share} name all five: what, who, by when, how it is told, who checks."
                ),
            ),
            Part::BeyondAuthority if value > 0.0 => (
                format!("{name}的承诺中{value:.0}项被判定超出权限。"),
                format!("{value:.0} commitments of {name} were judged to be beyond authority."),
            ),
            Part::Kept => (
                format!("{name}到期的承诺{share}已兑现。"),
                format!("Of the commitments of {name} that came due {share} were kept."),
            ),
            _ => continue,
        };
        said.push(pen.fact(&format!("{key}.promise.{id}.{}", one.part), zh, en, one.evidence.clone()));
    }
    if said.is_empty() {
        said.push(pen.missing(
            &format!("{key}.promise"),
            "没有诉求和承诺的记录。",
            "No claim and no commitment is recorded.",
        ));
    }
    said
}

pub(super) fn decisions(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let said = pen.of(M::M20).filter_map(|one| {
        let (took, id) = (pen.span(ms(one.value?)), one.of.id.as_deref()?);
        let title = pen.row_title(id);
        let zh = format!("“{title}”（{id}）从送达到作出决定用时{took}。");
        let en = format!("The decision on “{title}” ({id}) came {took} after delivery.");
        Some(pen.fact(&format!("{key}.decision.{id}"), zh, en, one.evidence.clone()))
    });
    said.collect()
}

pub(super) fn statements(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let Some(approved) = pen.find(M::M18, None, Part::Approved) else {
        return vec![pen.missing(
            &format!("{key}.statements"),
            "没有对外发布稿件的记录。",
            "No public statement is recorded.",
        )];
    };
    let hit = approved.value.unwrap_or_default();
    let zh = format!("对外发布稿件{n}份，其中{hit:.0}份经批准后发布。", n = approved.n);
    let en = format!("{n} statements went out, {hit:.0} of them approved before.", n = approved.n);
    vec![pen.fact(&format!("{key}.statements"), zh, en, approved.evidence.clone())]
}

/// How much of the plan was exercised and done, by the clauses that tasks name.
pub(super) fn plan_steps(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let tasks: Vec<_> = pen.state.tasks.iter().filter(|(_, task)| task.spec.plan_ref.is_some()).collect();
    if tasks.is_empty() {
        let (zh, en) = (
            "任务未注明预案条款，预案各条款的检验情况未记录。",
            "Tasks name no clause of the plan; which clauses were exercised is not recorded.",
        );
        return vec![pen.missing(&format!("{key}.plan"), zh, en)];
    }
    let done = tasks.iter().filter(|(_, task)| {
        task.marks.get(&None).is_some_and(|mark| mark.outcome == protocol::vocab::TaskOutcome::Done)
    });
    let evidence: Vec<Evidence> =
        tasks.iter().flat_map(|(id, task)| task.marks.values().map(|mark| of_mark(mark, id))).collect();
    let n = number::count(tasks.len());
    let share = pen.share(f64::from(number::count(done.count())), n);
    let (zh, en) = (
        format!("注明预案条款的任务{share}已完成。"),
        format!("Of the tasks that name a clause of the plan {share} were done."),
    );
    vec![pen.fact(&format!("{key}.plan"), zh, en, evidence)]
}

/// Who acknowledged how soon: numbers, and what was subtracted.
pub(super) fn acknowledgements(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    for one in pen.of(M::M04) {
        let (Some(hit), Some(id)) = (one.value, one.of.id.as_deref()) else { continue };
        let name = pen.of_department(id);
        let share = pen.share(hit, one.n);
        let worst = pen.find(M::M03, Some(id), Part::Worst).and_then(|one| one.value).map(|worst| pen.span(ms(worst)));
        let worst = worst
            .map(|worst| pen.pick(format!("，最慢{worst}"), format!("; the slowest took {worst}")))
            .unwrap_or_default();
        let dark = one.not_counted_ms;
        let dark = if dark > 0 {
            let dark = pen.span(dark);
            pen.pick(format!("（离线{dark}不计）"), format!(" ({dark} off line not counted)"))
        } else {
            String::new()
        };
        let zh = format!("{name}应签收{n}件，按时{share}{worst}{dark}。", n = one.n);
        let en = format!("{name} acknowledged {share} in time{worst}{dark}.");
        said.push(pen.fact(&format!("{key}.ack.{id}"), zh, en, one.evidence.clone()));
    }
    if said.is_empty() {
        said.push(pen.missing(&format!("{key}.ack"), "没有可计算的签收记录。", "No acknowledgement can be measured."));
    }
    said
}
