//! What every report begins with: who held what when, the background that was really given, the
//! objectives, time and place with every pause, and who took part.

use super::pen::{Pen, row};
use super::process::binding;
use crate::area::lifecycle::Pause;
use crate::evidence::{of_commit, of_rung};
use crate::number;
use protocol::document::{DocumentSection, DocumentTable, EvidenceKind, Sentence};
use protocol::vocab::{PauseReason, Presence, Role};
use std::collections::BTreeMap;

/// The opening paragraph.
pub(super) fn opening(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let state = pen.state;
    let title = pen.name(&state.scenario.title);
    let mut said = Vec::new();
    let organiser = state.scenario.organiser.as_ref().map(|name| pen.name(name));
    if organiser.is_none() {
        said.push(pen.missing(
            &format!("{key}.organiser"),
            "组织单位未填写。",
            "The body that held the exercise is not given.",
        ));
    }
    let who = organiser.unwrap_or_else(|| pen.pick("组织单位", "The organising body"));
    match (&state.startex, &state.endex) {
        (Some(start), end) => {
            let day = pen.wall.day(start.at.wall, pen.language);
            let rests = [Some(start), end.as_ref()].into_iter().flatten().map(of_commit);
            let zh = format!("{who}于{day}组织开展了{title}。");
            let en = format!("On {day} {who} held the {title}.");
            said.push(pen.fact(&format!("{key}.held"), zh, en, rests.collect()));
        }
        (None, _) => said.push(pen.missing(&format!("{key}.held"), "演练尚未开始。", "The exercise has not begun.")),
    }
    said.extend(state.scenario.aim.as_ref().map(|aim| {
        let aim = pen.name(aim);
        pen.planned(&format!("{key}.aim"), pen.pick(format!("演练目的：{aim}"), format!("Its aim: {aim}")))
    }));
    said
}

/// 一、演练基本情况: background, objectives, time and place, people.
pub(super) fn sections(pen: &Pen<'_>, key: &str) -> Vec<DocumentSection> {
    let head = pen.section(key, 1, &pen.pick("一、", "1 "), "演练基本情况", "Outline");
    let sub = |place: u8, zh: &str, en: &str| {
        let numbers = ["", "（一）", "（二）", "（三）", "（四）"];
        let number = numbers.get(usize::from(place)).copied().unwrap_or_default();
        pen.section(&format!("{key}.{place}"), 2, &pen.pick(number, format!("1.{place} ")), zh, en)
    };
    let mut background = sub(1, "演练背景设定", "Background");
    background.paragraph(background_of(pen, &format!("{key}.1")));
    let mut objectives = sub(2, "演练目标", "Objectives");
    objectives.lines(objectives_of(pen, &format!("{key}.2")));
    let mut time = sub(3, "演练时间和地点", "Time and place");
    time.paragraph(time_of(pen, &format!("{key}.3")));
    let mut people = sub(4, "参与人员", "People taking part");
    people.paragraph(vec![head_count(pen, &format!("{key}.4"))]);
    people.table(people_of(pen, &format!("{key}.4.table")));
    vec![head.done(), background.done(), objectives.done(), time.done(), people.done()]
}

/// The contextual injects that were really given; the plan's text, marked so, where they were not.
fn background_of(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    for id in &binding(pen, "summary.1.1").injects {
        let Some(known) = pen.state.rows.get(id) else { continue };
        let Some(body) = known.spec.body.as_ref().map(|body| pen.name(body)) else { continue };
        let key = format!("{key}.{id}");
        said.push(match &known.released {
            Some(rung) => {
                let evidence = vec![of_rung(rung, EvidenceKind::Row, id)];
                pen.fact(&key, body.clone(), body, evidence)
            }
            None => pen.planned(&key, body),
        });
    }
    if said.is_empty() {
        let story = pen.state.scenario.story.as_ref().map(|story| pen.name(story));
        said.push(match story {
            Some(story) => pen.planned(&format!("{key}.story"), story),
            None => pen.missing(&format!("{key}.story"), "背景未填写。", "No background is given."),
        });
    }
    said
}

fn objectives_of(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let list = pen.state.scenario.objectives.iter().zip(1..);
    let said: Vec<Sentence> = list
        .map(|(one, place)| {
            let name = pen.name(&one.name);
            let text = pen.pick(
                format!("{place}. {name}（关键任务{n}项）。", n = one.tasks.len()),
                format!("{place}. {name} ({n} critical tasks).", n = one.tasks.len()),
            );
            pen.planned(&format!("{key}.{}", one.id), text)
        })
        .collect();
    if said.is_empty() {
        return vec![pen.missing(&format!("{key}.none"), "没有设定演练目标。", "No objectives are set.")];
    }
    said
}

fn time_of(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let (state, wall) = (pen.state, pen.wall);
    let mut said = Vec::new();
    match (&state.startex, &state.endex) {
        (Some(start), Some(end)) => {
            let day = wall.day(start.at.wall, pen.language);
            let (from, to) = (wall.time(start.at.wall), wall.time(end.at.wall));
            let length = pen.span(end.at.exercise.0);
            let rests = [start, end].map(of_commit).to_vec();
            let zh = format!("{day}{from}开始，{to}结束，演练时间{length}。");
            let en = format!("From {from} to {to} on {day}; {length} of exercise time.");
            said.push(pen.fact(&format!("{key}.time"), zh, en, rests));
        }
        (Some(start), None) => {
            let (day, from) = (wall.day(start.at.wall, pen.language), wall.time(start.at.wall));
            let (zh, en) =
                (format!("{day}{from}开始，尚未结束。"), format!("Begun at {from} on {day}; not ended yet."));
            said.push(pen.fact(&format!("{key}.time"), zh, en, vec![of_commit(start)]));
        }
        (None, _) => said.push(pen.missing(&format!("{key}.time"), "演练尚未开始。", "The exercise has not begun.")),
    }
    said.push(pauses(pen, &format!("{key}.pauses")));
    said.push(match &state.scenario.site {
        Some(site) => {
            let name = pen.name(&site.name);
            pen.planned(&format!("{key}.place"), pen.pick(format!("地点：{name}。"), format!("Place: {name}.")))
        }
        None => pen.missing(&format!("{key}.place"), "地点未填写。", "The place is not given."),
    });
    said
}

/// Every pause with its reason and length: the exercise clock stood.
fn pauses(pen: &Pen<'_>, key: &str) -> Sentence {
    if pen.state.pauses.is_empty() {
        let evidence = pen.state.startex.iter().chain(&pen.state.endex).map(of_commit);
        return pen.fact(key, "其间没有暂停。".into(), "There was no pause.".into(), evidence.collect());
    }
    let end = pen.state.until().wall.0;
    let one = |pause: &Pause| {
        let length = pen.span(pause.to.as_ref().map_or(end, |to| to.at.wall.0) - pause.from.at.wall.0);
        let at = pen.wall.time(pause.from.at.wall);
        let reason = match pause.reason {
            PauseReason::Admin => pen.pick("行政", "administrative"),
            PauseReason::Safety => pen.pick("安全", "safety"),
            PauseReason::Technical => pen.pick("技术", "technical"),
            PauseReason::RealWorld => pen.pick("真实险情", "real emergency"),
        };
        pen.pick(format!("{at}起{length}（{reason}）"), format!("{length} from {at} ({reason})"))
    };
    let list: Vec<String> = pen.state.pauses.iter().map(one).collect();
    let list = list.join(&pen.pick("、", "; "));
    let rungs = pen.state.pauses.iter().flat_map(|pause| std::iter::once(&pause.from).chain(&pause.to));
    let evidence = rungs.map(of_commit).collect();
    let n = pen.state.pauses.len();
    pen.fact(key, format!("其间暂停{n}次：{list}。"), format!("{n} pauses: {list}."), evidence)
}

/// Seats that somebody took, the program's among them apart.
fn head_count(pen: &Pen<'_>, key: &str) -> Sentence {
    let taken = || pen.state.seats.values().filter(|seat| seat.first_taken.is_some());
    let (people, robots) = (taken().filter(|seat| !seat.robot).count(), taken().filter(|seat| seat.robot).count());
    let played = if robots == 0 {
        String::new()
    } else {
        pen.pick(format!("，另有{robots}个席位由程序扮演"), format!("; the program played {robots} more"))
    };
    let evidence = pen.state.startex.iter().map(of_commit).collect();
    let zh = format!("登记入席{people}个席位{played}。没有席位的群众演员未计入。");
    let en = format!("People sat in {people} seats{played}. Role players without a seat are not counted.");
    pen.fact(key, zh, en, evidence)
}

fn role_name(pen: &Pen<'_>, role: Role) -> String {
    match role {
        Role::Director | Role::LeadController | Role::Controller | Role::Planner => pen.pick("导调", "control"),
        Role::Simulator | Role::Actor => pen.pick("模拟与群众演员", "simulation and role players"),
        Role::Safety => pen.pick("安全", "safety"),
        Role::Player => pen.pick("参演", "players"),
        Role::Evaluator | Role::LeadEvaluator => pen.pick("评估", "evaluation"),
        Role::Observer | Role::Wall => pen.pick("观摩", "observers"),
    }
}

/// By unit and role: seats of the plan, and those that somebody took. Roles, no names.
pub(super) fn people_of(pen: &Pen<'_>, key: &str) -> DocumentTable {
    let mut table = pen.table(
        key,
        ("参与单位与席位", "Units and seats"),
        &[
            ("单位", "Unit", 36, false),
            ("角色", "Part", 24, false),
            ("计划席位", "Seats planned", 14, true),
            ("实到席位", "Seats taken", 14, true),
        ],
    );
    let mut groups: BTreeMap<(u32, String, String), (u32, u32)> = BTreeMap::new();
    for seat in pen.state.seats.values().filter(|seat| seat.role != Role::Wall) {
        let order = |code| pen.state.scenario.departments.iter().position(|one| one.code == code);
        let place = seat.department.clone().and_then(order).map_or(0, number::next);
        let unit = seat
            .department
            .as_ref()
            .map_or_else(|| pen.pick("导演与评估组", "Exercise staff"), |code| pen.department(code));
        let group = groups.entry((place, unit, role_name(pen, seat.role))).or_default();
        group.0 += 1;
        group.1 += u32::from(seat.presence != Presence::Vacant || seat.first_taken.is_some());
    }
    for ((_, unit, role), (planned, taken)) in groups {
        table.rows.push(row(vec![unit, role, planned.to_string(), taken.to_string()], Vec::new()));
    }
    table
}
