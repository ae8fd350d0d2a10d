//! The words of a sheet that comes alone: whoever it names becomes a department, a seat, a phase, a task.

use super::lines::Line;
use exercise::cell::split;
use protocol::ids::{DepartmentCode, ObjectiveId, PhaseId, ScenarioId, SeatCode, TaskId};
use protocol::limits::{DEPARTMENTS_MAX, LIST_MAX};
use protocol::msel::MselColumn;
use protocol::scenario::{Department, Objective, Phase, PlayerSeat, SCENARIO_SCHEMA, Scenario, StaffSeat, Task};
use protocol::text::Bilingual;
use protocol::time::Seconds;
use protocol::vocab::Role;
use std::collections::BTreeSet;

/// Longest name of a unit: what is longer is a sentence.
const NAME_CHARS: usize = 40;
/// Most controllers' seats that a sheet makes.
const CONTROLLERS_MAX: usize = 64;
/// A phase until its rows say more.
const PHASE: Seconds = Seconds(3_600);

/// A scenario without rows.
pub(super) fn blank() -> Scenario {
    let staff = [
        ("DIR", Role::Director, "演练总指挥", "Exercise director"),
        ("LC", Role::LeadController, "导调组长", "Lead controller"),
        ("SAF", Role::Safety, "安全员", "Safety officer"),
        ("PLN", Role::Planner, "策划人员", "Planner"),
    ];
    let seat = |(code, role, zh, en): (&str, Role, &str, &str)| {
        SeatCode::parse(code).ok().map(|code| StaffSeat {
            code,
            role,
            name: Bilingual::both(zh, en),
            watches: None,
            wall: None,
        })
    };
    Scenario {
        schema: SCENARIO_SCHEMA,
        id: id(),
        title: Bilingual::both("新演练", "New exercise"),
        organiser: None,
        aim: None,
        story: None,
        ground_truth: Vec::new(),
        rules: Vec::new(),
        settings: Default::default(),
        departments: Vec::new(),
        staff: staff.into_iter().filter_map(seat).collect(),
        phases: Vec::new(),
        objectives: Vec::new(),
        report_facts: Vec::new(),
        facts: Vec::new(),
        site: None,
        places: Vec::new(),
        injects: Vec::new(),
        bindings: Default::default(),
        robot_lines: Vec::new(),
        resources: Vec::new(),
        checklists: Vec::new(),
        feedback: None,
        drafts: Vec::new(),
    }
}

fn id() -> ScenarioId {
    #[expect(clippy::expect_used, reason = "the word is a code")]
    ScenarioId::parse("import").expect("a code")
}

/// The words that the lines of a sheet name.
pub(super) fn words(lines: &[Line<'_>]) -> Scenario {
    let mut words = blank();
    let texts = |column: MselColumn| lines.iter().filter_map(move |line| line.text(column));
    departments(&mut words, texts(MselColumn::To).chain(texts(MselColumn::Lead)).chain(texts(MselColumn::DecidedBy)));
    controllers(&mut words, texts(MselColumn::Controller));
    for text in distinct(texts(MselColumn::Phase)).into_iter().take(LIST_MAX) {
        let known = words.phases.len();
        if let Ok(id) = PhaseId::parse(text)
            .or_else(|_| PhaseId::parse(&code(text)))
            .or_else(|_| PhaseId::parse(&format!("P{}", known + 1)))
        {
            words.phases.push(Phase { id, name: Bilingual::both(text, text), start: Seconds(0), end: PHASE });
        }
    }
    tasks(&mut words, texts(MselColumn::Tasks));
    words
}

/// A name as a code: what a code cannot hold is a dash.
fn code(name: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '_' | '-') { c } else { '-' };
    let dashed: String = name.chars().map(kept).take(NAME_CHARS).collect();
    let parts: Vec<&str> = dashed.split('-').filter(|part| !part.is_empty()).collect();
    if name.contains("--") || parts.is_empty() { name.to_owned() } else { parts.join("-") }
}

fn distinct<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut seen = BTreeSet::new();
    texts.map(str::trim).filter(|text| !text.is_empty() && seen.insert(text.to_lowercase())).collect()
}

fn departments<'t>(words: &mut Scenario, texts: impl Iterator<Item = &'t str>) {
    let names = distinct(texts.flat_map(split));
    let named: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    // `XF-2` is a seat of XF where XF is named too.
    let seat_of = |name: &str| {
        let (department, number) = name.rsplit_once('-')?;
        let numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        (numbered && named.contains(&department.to_lowercase())).then(|| department.to_lowercase())
    };
    for name in names.iter().filter(|name| seat_of(name).is_none() && name.chars().count() <= NAME_CHARS) {
        let count = words.departments.len();
        if count == DEPARTMENTS_MAX {
            return;
        }
        let free = |wanted: &str| {
            let taken = words.departments.iter().any(|one| one.code.as_str() == wanted);
            DepartmentCode::parse(wanted).ok().filter(|_| !taken)
        };
        let Some(code) = free(name).or_else(|| free(&code(name))).or_else(|| free(&format!("D{}", count + 1))) else {
            continue;
        };
        let own = names.iter().filter(|seat| seat_of(seat).as_deref() == Some(&name.to_lowercase()));
        let mut seats: Vec<PlayerSeat> = own.filter_map(|seat| player(seat, seat)).collect();
        if seats.is_empty() {
            seats.extend(player(&format!("{code}-1"), name).or_else(|| player(&format!("D{}-1", count + 1), name)));
        }
        words.departments.push(Department {
            code,
            name: Bilingual::both(name, name),
            duty: None,
            authority: None,
            seats,
        });
    }
}

fn player(code: &str, name: &str) -> Option<PlayerSeat> {
    SeatCode::parse(code).ok().map(|code| PlayerSeat { code, name: Bilingual::both(name, name), card: None })
}

fn controllers<'t>(words: &mut Scenario, texts: impl Iterator<Item = &'t str>) {
    let taken: BTreeSet<String> =
        words.departments.iter().flat_map(|one| &one.seats).map(|seat| seat.code.to_string()).collect();
    for name in distinct(texts).into_iter().filter(|name| name.chars().count() <= NAME_CHARS).take(CONTROLLERS_MAX) {
        let code = SeatCode::parse(name).ok().filter(|code| !taken.contains(code.as_str()));
        let code = code.or_else(|| SeatCode::parse(&format!("CTL-{}", words.staff.len())).ok());
        if let Some(code) = code.filter(|code| !words.staff.iter().any(|seat| seat.code == *code)) {
            let role = Role::Controller;
            words.staff.push(StaffSeat { code, role, name: Bilingual::both(name, name), watches: None, wall: None });
        }
    }
}

/// Codes are tasks one by one; a sentence is one task.
fn tasks<'t>(words: &mut Scenario, texts: impl Iterator<Item = &'t str>) {
    let mut tasks: Vec<Task> = Vec::new();
    for text in distinct(texts) {
        let pieces = split(text);
        let codes = pieces.iter().all(|piece| TaskId::parse(piece).is_ok());
        for name in if codes { pieces } else { vec![text] } {
            let id = TaskId::parse(name).or_else(|_| TaskId::parse(&format!("T{}", tasks.len() + 1)));
            let Ok(id) = id else { continue };
            if tasks.len() < LIST_MAX && !tasks.iter().any(|task| task.id == id) {
                let name = Bilingual::both(name, name);
                let (target, marks, plan_ref, behaviours) = (None, Vec::new(), None, Vec::new());
                tasks.push(Task { id, name, target, marks, plan_ref, safety_critical: false, weight: 1, behaviours });
            }
        }
    }
    if let Ok(id) = ObjectiveId::parse("O1")
        && !tasks.is_empty()
    {
        words.objectives.push(Objective {
            id,
            name: Bilingual::both("演练目标", "Objective"),
            capability: None,
            tasks,
        });
    }
}

/// Phases last as long as their rows do.
pub(super) fn stretch(words: &mut Scenario) {
    for phase in &mut words.phases {
        let own = words.injects.iter().filter(|row| row.phase.as_ref() == Some(&phase.id)).filter_map(|row| row.offset);
        let (first, last) = own.fold((i32::MAX, i32::MIN), |(first, last), at| (first.min(at.0), last.max(at.0)));
        if first <= last {
            phase.start = Seconds(first);
            phase.end = Seconds(last.max(first).max(0).saturating_add(60));
        }
    }
}
