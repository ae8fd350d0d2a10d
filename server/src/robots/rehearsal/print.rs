//! A rehearsal for people and for programs.

use super::outcome::{Outcome, RowOutcome};
use protocol::improvement::ProblemArea;
use protocol::text::Language;
use protocol::vocab::{InjectKind, InjectStatus};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Rows that ended without being played or met in every seed.
fn never_reached(outcomes: &[Outcome]) -> Vec<&RowOutcome> {
    let reached = |row: &RowOutcome| row.released || row.status == InjectStatus::Complete;
    let Some(first) = outcomes.first() else { return Vec::new() };
    let by_id =
        |outcome: &Outcome, row: &RowOutcome| outcome.rows.iter().find(|other| other.id == row.id).is_some_and(reached);
    first.rows.iter().filter(|row| !outcomes.iter().any(|outcome| by_id(outcome, row))).collect()
}

/// How often each state, as `complete 38 · missed 1`.
fn states(outcome: &Outcome, language: Language) -> String {
    let mut counts: BTreeMap<InjectStatus, u32> = BTreeMap::new();
    for row in &outcome.rows {
        *counts.entry(row.status).or_default() += 1;
    }
    let shown: Vec<String> =
        counts.iter().map(|(status, count)| format!("{} {count}", name(*status, language))).collect();
    shown.join(" · ")
}

const fn name(status: InjectStatus, language: Language) -> &'static str {
    match (language, status) {
        (Language::En, status) => status.word(),
        (Language::Zh, InjectStatus::Scheduled) => "已排定",
        (Language::Zh, InjectStatus::Armed) => "条件已满足",
        (Language::Zh, InjectStatus::Held) => "暂缓",
        (Language::Zh, InjectStatus::Released) => "已下发",
        (Language::Zh, InjectStatus::Complete) => "已完成",
        (Language::Zh, InjectStatus::Missed) => "未按时出现",
        (Language::Zh, InjectStatus::Skipped) => "跳过",
        (Language::Zh, InjectStatus::Recalled) => "已撤回",
        (Language::Zh, InjectStatus::NotPlayed) => "未实施",
        (Language::Zh, InjectStatus::Obsolete) => "作废",
    }
}

fn word(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

/// The table for a terminal.
#[must_use]
pub fn summary(outcomes: &[Outcome], language: Language) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    for outcome in outcomes {
        let _ = seed(&mut text, outcome, language);
    }
    if let Some(last) = outcomes.last() {
        let _ = departments(&mut text, last, language);
    }
    let _ = problems(&mut text, outcomes, language);
    let kinds: BTreeSet<&str> = outcomes.iter().flat_map(|outcome| outcome.conditions.iter().copied()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let _ = writeln!(text, "{}: {}", word(language, "成立过的条件", "conditions that came true"), kinds.join(", "));
    let never: Vec<String> =
        never_reached(outcomes).iter().map(|row| format!("{} {}", row.id, row.title.get(language))).collect();
    let none = word(language, "无", "none").to_owned();
    let never = if never.is_empty() { none } else { never.join("; ") };
    let _ = writeln!(text, "{}: {never}", word(language, "从未到达的条目", "rows never reached"));
    text
}

fn seed(text: &mut String, outcome: &Outcome, language: Language) -> std::fmt::Result {
    let minutes = outcome.seconds / 60;
    let head = word(language, "种子", "seed");
    writeln!(text, "{head} {}: {minutes} min · {}", outcome.seed, states(outcome, language))?;
    let fired: Vec<String> = outcome
        .rows
        .iter()
        .filter(|row| row.kind == InjectKind::Contingency && !row.conditions.is_empty())
        .map(|row| row.id.to_string())
        .collect();
    let label = word(language, "触发的备用信息", "contingencies that fired");
    writeln!(text, "  {label}: {}", if fired.is_empty() { "–".into() } else { fired.join(", ") })
}

fn departments(text: &mut String, outcome: &Outcome, language: Language) -> std::fmt::Result {
    let seconds = |value: Option<f64>| value.map_or("–".into(), |value| format!("{value:.0}"));
    let heads = word(
        language,
        "单位      收到  签收s  回复s  办结s  按时%  超时  每10分钟收到",
        "dept      got   ack s  resp s done s in t.% late  received per 10 min",
    );
    writeln!(text, "{heads}")?;
    for one in &outcome.departments {
        let in_time = one.in_time.map_or("–".into(), |share| format!("{:.0}", share * 100.0));
        let load: Vec<String> = one.load.iter().map(u32::to_string).collect();
        writeln!(
            text,
            "{:<8} {:>5} {:>6} {:>6} {:>6} {:>6} {:>5}  {}",
            one.code.as_str(),
            one.deliveries,
            seconds(one.acknowledged),
            seconds(one.responded),
            seconds(one.completed),
            in_time,
            one.overdue,
            load.join(" ")
        )?;
    }
    Ok(())
}

/// In how many drills a report would find each kind of problem, and what it would say in the last.
fn problems(text: &mut String, outcomes: &[Outcome], language: Language) -> std::fmt::Result {
    let Some(last) = outcomes.last() else { return Ok(()) };
    writeln!(text, "{}:", word(language, "总结报告会写到的问题", "problems that a summary report would name"))?;
    for (place, problem) in last.problems.iter().enumerate() {
        let found = outcomes.iter().filter_map(|one| one.problems.get(place)).filter(|one| one.verdict == "found");
        writeln!(text, "  {} {}/{}", area(problem.area, language), found.count(), outcomes.len())?;
        for sentence in &problem.sentences {
            writeln!(text, "    {sentence}")?;
        }
    }
    Ok(())
}

const fn area(area: ProblemArea, language: Language) -> &'static str {
    match (language, area) {
        (Language::En, area) => area.word(),
        (Language::Zh, ProblemArea::Plan) => "预案与职责",
        (Language::Zh, ProblemArea::Coordination) => "沟通协调",
        (Language::Zh, ProblemArea::Equipment) => "应急物资和装备",
        (Language::Zh, ProblemArea::PublicInformation) => "舆情应对",
        (Language::Zh, ProblemArea::Conduct) => "现场处置",
        (Language::Zh, ProblemArea::Other) => "其他",
    }
}

/// The same as JSON, with every row of every seed.
#[must_use]
pub fn to_json(outcomes: &[Outcome]) -> Value {
    let conditions: BTreeSet<&str> = outcomes.iter().flat_map(|outcome| outcome.conditions.iter().copied()).collect();
    let never: Vec<_> = never_reached(outcomes).iter().map(|row| row.id.clone()).collect();
    json!({"seeds": outcomes, "conditions": conditions, "never_reached": never})
}
