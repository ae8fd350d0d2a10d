//! The four problems that a drill is held to find 三(四): people unsure of the plan, information passed late
//! or wrong, equipment that failed, rumours answered late. Each is found, not found although it was
//! tested, or not tested; what was not tested is never praised.

use super::pen::{Pen, ms};
use crate::area::inject::Row;
use crate::evidence::of_rung;
use protocol::document::{Evidence, EvidenceKind, Sentence, SentenceNature as Nature};
use protocol::improvement::ProblemArea;
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as Part};

/// What became of one kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The record shows it.
    Found,
    /// It was tested, and every target was met.
    NotFound,
    /// Nothing in the record could have shown it.
    NotTested,
}

impl Verdict {
    /// The word for programs.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::NotFound => "not_found",
            Self::NotTested => "not_tested",
        }
    }
}

/// One kind of problem.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Which.
    pub area: ProblemArea,
    /// What became of it.
    pub verdict: Verdict,
    /// What shows it, or that nothing does.
    pub sentences: Vec<Sentence>,
}

/// Collects what speaks for a problem, and what was tested at all.
struct Case<'p, 'a> {
    pen: &'p Pen<'a>,
    key: &'static str,
    tested: Vec<Evidence>,
    any: bool,
    found: Vec<Sentence>,
}

impl<'p, 'a> Case<'p, 'a> {
    fn new(pen: &'p Pen<'a>, key: &'static str) -> Self {
        Self { pen, key, tested: Vec::new(), any: false, found: Vec::new() }
    }

    fn tested(&mut self, measure: &Measure) {
        self.any = true;
        self.tested.extend(measure.evidence.iter().cloned());
    }

    fn found(&mut self, name: &str, zh: String, en: String, evidence: Vec<Evidence>) {
        let key = format!("{}.{name}", self.key);
        self.found.push(self.pen.fact(&key, zh, en, evidence));
    }

    fn end(self, area: ProblemArea) -> Problem {
        let Self { pen, key, tested, any, found } = self;
        if !found.is_empty() {
            return Problem { area, verdict: Verdict::Found, sentences: found };
        }
        if any {
            let text = pen.pick(
                "本次演练对此进行了检验，各项均达到目标，本次未发现此类问题。",
                "This was tested; every target was met, and no such problem was found in this exercise.",
            );
            let sentence = pen.say(&format!("{key}.none"), Nature::Conclusion, text, tested);
            return Problem { area, verdict: Verdict::NotFound, sentences: vec![sentence] };
        }
        let sentence = pen.missing(
            &format!("{key}.untested"),
            "本次演练未取得可用于评价的记录，不作结论。",
            "The record of this exercise holds nothing to judge this by; nothing is concluded.",
        );
        Problem { area, verdict: Verdict::NotTested, sentences: vec![sentence] }
    }
}

/// All four, in their order.
pub(super) fn problems(pen: &Pen<'_>) -> [Problem; 4] {
    [plan(pen), coordination(pen), equipment(pen), public_information(pen)]
}

/// Points of the plan check, elements of the first report, hops of the report chain.
fn plan(pen: &Pen<'_>) -> Problem {
    let mut case = Case::new(pen, "summary.3.4.1");
    let pass = f64::from(pen.state.scenario.settings.scale.plan_points_from);
    for one in pen.of(M::M13) {
        let (Some(right), Some(id)) = (one.value, &one.of.id) else { continue };
        case.tested(one);
        if right * 100.0 < pass * f64::from(one.n) {
            let name = pen.of_department(id);
            let (zh, en) = (
                format!("{name}在预案熟悉度抽查中，{n}个要点答对{right:.0}个，低于{pass:.0}%的要求。", n = one.n),
                format!(
                    "{name} had {right:.0} of {n} points right in the plan check; {pass:.0} % are asked.",
                    n = one.n
                ),
            );
            case.found(&format!("points.{id}"), zh, en, one.evidence.clone());
        }
    }
    if let Some(one) = first_report(pen) {
        case.tested(one);
        let held = one.value.unwrap_or_default();
        if held < f64::from(one.n) {
            let name = pen.of_department(one.of.id.as_deref().unwrap_or_default());
            let zh = format!("{name}的首报应报{n}项要素，实报{held:.0}项。", n = one.n);
            let en = format!("The first report, by {name}, held {held:.0} of {n} elements.", n = one.n);
            case.found("first_report", zh, en, one.evidence.clone());
        }
    }
    for one in pen.of(M::M08).filter(|one| one.part == Part::Value) {
        late_mark(&mut case, one);
    }
    case.end(ProblemArea::Plan)
}

/// Facts lost or changed in a relay, and how long departments said different things.
fn coordination(pen: &Pen<'_>) -> Problem {
    let mut case = Case::new(pen, "summary.3.4.2");
    for one in pen.of(M::M11).filter(|one| one.part == Part::Value) {
        let (Some(kept), Some(row)) = (one.value, &one.of.id) else { continue };
        case.tested(one);
        if kept < f64::from(one.n) {
            let zh = format!("信息传递测试（{row}）{n}项要素到达末端时保留{kept:.0}项。", n = one.n);
            let en = format!(
                "In the information-passing test ({row}) {kept:.0} of {n} facts reached the last hop unchanged.",
                n = one.n
            );
            case.found(&format!("relay.{row}"), zh, en, one.evidence.clone());
        }
    }
    for one in pen.of(M::M11).filter(|one| one.part == Part::Time) {
        let (Some(took), Some(limit), Some(row)) = (one.value, one.target, &one.of.id) else { continue };
        case.tested(one);
        if took > limit {
            let (took, limit) = (pen.span(ms(took)), pen.span(ms(limit)));
            let zh = format!("信息传递测试（{row}）到达末端用时{took}，要求{limit}。");
            let en = format!("The information-passing test ({row}) took {took} to the last hop; {limit} are asked.");
            case.found(&format!("relay_time.{row}"), zh, en, one.evidence.clone());
        }
    }
    contradictions(pen, &mut case);
    case.end(ProblemArea::Coordination)
}

/// A planted contradiction is a test; how long departments then upheld different values is the measure.
fn contradictions(pen: &Pen<'_>, case: &mut Case<'_, '_>) {
    let bindings = pen.state.scenario.bindings.contradictions.iter();
    let limit = bindings
        .filter(|one| pen.state.rows.get(&one.inject).is_some_and(|row| row.released.is_some()))
        .filter_map(|one| pen.state.tasks.get(&one.task)?.spec.target)
        .map(protocol::time::Seconds::millis)
        .min();
    let Some(limit) = limit else { return };
    for one in pen.of(M::M12) {
        let (Some(total), Some(fact)) = (one.value, &one.of.id) else { continue };
        case.tested(one);
        if ms(total) > limit * i64::from(one.n) {
            let name = pen.of_fact(fact);
            let (total, limit) = (pen.span(ms(total)), pen.span(limit));
            let zh =
                format!("各部门关于“{name}”的口径不一致共持续{total}（{n}次），要求每次在{limit}内统一。", n = one.n);
            let en = format!(
                "Departments upheld different values of “{name}” for {total} in all ({n} times); each is to be settled within {limit}.",
                n = one.n
            );
            case.found(&format!("contradiction.{fact}"), zh, en, one.evidence.clone());
        }
    }
}

/// Backups that came late or never, checklists that were not complete at departure.
fn equipment(pen: &Pen<'_>) -> Problem {
    let mut case = Case::new(pen, "summary.3.4.3");
    for one in pen.of(M::M15).filter(|one| one.part == Part::Value) {
        let Some(id) = &one.of.id else { continue };
        case.tested(one);
        let (what, zh_who) = fault(pen, id);
        match (one.value, one.target) {
            (Some(took), Some(limit)) if took > limit => {
                let (took, limit) = (pen.span(ms(took)), pen.span(ms(limit)));
                let zh = format!("{zh_who}{what}失效后{took}才启用备用手段，要求{limit}。");
                let en =
                    format!("{zh_who}: {took} passed from the failure of {what} to its backup; {limit} are asked.");
                case.found(&format!("backup.{id}"), zh, en, one.evidence.clone());
            }
            (None, _) => {
                let zh = format!("{zh_who}{what}失效后，记录中没有启用备用手段。");
                let en = format!("{zh_who}: the record shows no backup after {what} failed.");
                case.found(&format!("backup.{id}"), zh, en, one.evidence.clone());
            }
            (Some(_), _) => {}
        }
    }
    for one in pen.of(M::M15).filter(|one| one.part == Part::Checklist && one.met.is_some()) {
        let Some(id) = &one.of.id else { continue };
        case.tested(one);
        if one.met == Some(false) {
            let (name, done) = (pen.of_department(id), one.value.unwrap_or_default());
            let zh = format!("{name}出动时装备清单{n}项中核对{done:.0}项。", n = one.n);
            let en = format!("{name} departed with {done:.0} of {n} entries of its checklist ticked.", n = one.n);
            case.found(&format!("checklist.{id}"), zh, en, one.evidence.clone());
        }
    }
    case.end(ProblemArea::Equipment)
}

/// The department of a fault, and what failed.
fn fault(pen: &Pen<'_>, id: &str) -> (String, String) {
    let known = pen.state.resources.faults.iter().find(|(known, _)| known.to_string() == id);
    known.map_or_else(Default::default, |(_, fault)| {
        let spec = pen.state.resources.all.get(&fault.resource);
        let what = spec.map_or_else(|| fault.resource.to_string(), |held| pen.name(&held.spec.name));
        (what, pen.department(&fault.department))
    })
}

/// Rumours found or answered late, contingencies that this set off, statements that broke a gate.
fn public_information(pen: &Pen<'_>) -> Problem {
    let mut case = Case::new(pen, "summary.3.4.4");
    for one in pen.of(M::M17) {
        let (Some(row), true) = (&one.of.id, matches!(one.part, Part::Detected | Part::FirstStatement)) else {
            continue;
        };
        case.tested(one);
        let title = pen.row_title(row);
        let (zh_deed, en_deed, part) = match one.part {
            Part::Detected => ("发现", "found", "detected"),
            _ => ("首次回应", "answered", "statement"),
        };
        match (one.value, one.target) {
            (Some(took), Some(limit)) if took > limit => {
                let (took, limit) = (pen.span(ms(took)), pen.span(ms(limit)));
                let zh = format!("传言“{title}”出现后{took}才{zh_deed}，要求{limit}。");
                let en = format!("The rumour “{title}” was {en_deed} {took} after it appeared; {limit} are asked.");
                case.found(&format!("{part}.{row}"), zh, en, one.evidence.clone());
            }
            (None, _) => {
                let zh = format!("传言“{title}”直到演练结束，记录中没有{zh_deed}。");
                let en = format!("The record shows no moment at which the rumour “{title}” was {en_deed}.");
                case.found(&format!("{part}.{row}"), zh, en, one.evidence.clone());
            }
            (Some(_), _) => {}
        }
    }
    grown(pen, &mut case);
    for (part, zh, en) in [
        (Part::Approved, "经批准后发布", "were approved before they went out"),
        (Part::Figures, "所引数字与已确认的一致", "quote figures that agree with what is confirmed"),
        (Part::PersonalData, "核对过不含个人信息", "were checked for personal data"),
    ] {
        let Some(one) = pen.find(M::M18, None, part) else { continue };
        case.tested(one);
        let hit = one.value.unwrap_or_default();
        if hit < f64::from(one.n) {
            let zh = format!("已发布的{n}份稿件中{hit:.0}份{zh}。", n = one.n);
            let en = format!("Of {n} published statements {hit:.0} {en}.", n = one.n);
            case.found(&format!("gate.{part}"), zh, en, one.evidence.clone());
        }
    }
    case.end(ProblemArea::PublicInformation)
}

fn grown(pen: &Pen<'_>, case: &mut Case<'_, '_>) {
    for binding in &pen.state.scenario.bindings.rumours {
        let Some(grows) = &binding.grows else { continue };
        let released = pen.state.rows.get(grows).and_then(|row: &Row| row.released.as_ref());
        if let Some(rung) = released {
            let evidence = of_rung(rung, EvidenceKind::Row, grows);
            let title = pen.row_title(grows.as_str());
            let zh =
                format!("因未及时回应，{at}触发备用导调信息“{title}”（{grows}）。", at = rung.at.exercise.on_clock());
            let en = format!(
                "No answer in time set off the contingency “{title}” ({grows}) at {at}.",
                at = rung.at.exercise.on_clock()
            );
            case.found(&format!("grows.{grows}"), zh, en, vec![evidence]);
        }
    }
}

/// A hop of a chain that was late, or that nobody marked.
fn late_mark(case: &mut Case<'_, '_>, one: &Measure) {
    let (Some(took), Some(limit), Some(id)) = (one.value, one.target, &one.of.id) else { return };
    case.tested(one);
    if took > limit {
        let name = mark_name(case.pen, id);
        let (took, limit) = (case.pen.span(ms(took)), case.pen.span(ms(limit)));
        let zh = format!("“{name}”用时{took}，要求{limit}。");
        let en = format!("“{name}” took {took}; {limit} are asked.");
        case.found(&format!("chain.{id}"), zh, en, one.evidence.clone());
    }
}

/// What people call a named moment, given as `task/mark`.
pub(super) fn mark_name(pen: &Pen<'_>, id: &str) -> String {
    let (task, mark) = id.split_once('/').unwrap_or((id, ""));
    let known = pen.state.tasks.iter().find(|(known, _)| known.as_str() == task);
    let spec = known.and_then(|(_, task)| task.spec.marks.iter().find(|one| one.mark.as_str() == mark));
    let named = spec.and_then(|spec| spec.name.as_ref()).map(|name| pen.name(name));
    named.unwrap_or_else(|| mark.replace('_', " "))
}

/// The first situation report of all.
fn first_report<'p>(pen: &'p Pen<'_>) -> Option<&'p Measure> {
    pen.of(M::M09).min_by_key(|one| one.evidence.first().map(|evidence| evidence.seq))
}
