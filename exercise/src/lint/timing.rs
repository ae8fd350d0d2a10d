//! Moments: limits that end before anything could be done, rows that come when their phase is over,
//! and what is planned behind the end of the last phase.
//!
//! Behind all of it stands one question: what is the earliest moment at which a row can come? It is
//! answered from the conditions alone, always in favour of the list: what people may do at any time
//! (mark a task, release a row by hand) can happen at once.

use super::{Draft, LintFinding, LintRule, List, clock, of_row};
use protocol::ids::TaskId;
use protocol::scenario::{Condition, Inject, Phase};
use protocol::time::Seconds;
use protocol::vocab::InjectKind;

/// At any time, also before STARTEX.
const ANY_TIME: i32 = i32::MIN;

pub(super) fn check(list: &List<'_>, found: &mut Vec<LintFinding>) {
    let earliest = Earliest::of(list);
    let end = list.scenario.phases.iter().map(|phase| phase.end.0).max();
    for (i, row) in list.rows().iter().enumerate() {
        let mut walk = Walk { row, earliest: &earliest, end, found };
        walk.condition(&row.when, &mut "when".to_owned());
        let phase = row.phase.as_ref().and_then(|id| list.scenario.phases.iter().find(|phase| phase.id == *id));
        match phase {
            Some(phase) => misses_phase(row, phase, earliest.rows[i], found),
            None => after_last_phase(row, end, found),
        }
    }
}

/// The earliest moment of each row, in the order of the list.
struct Earliest<'l, 'a> {
    list: &'l List<'a>,
    rows: Vec<i32>,
}

impl<'l, 'a> Earliest<'l, 'a> {
    /// Every pass carries what is known one step further along the conditions; moments only rise, and
    /// after as many passes as there are rows only a circle could still move them, which never comes.
    fn of(list: &'l List<'a>) -> Self {
        let mut earliest = Self { list, rows: vec![ANY_TIME; list.rows().len()] };
        for _ in 0..list.rows().len() {
            let next: Vec<i32> = list.rows().iter().map(|row| earliest.condition(&row.when)).collect();
            if next == earliest.rows {
                break;
            }
            earliest.rows = next;
        }
        earliest
    }

    fn row(&self, id: &str) -> i32 {
        self.list.places.get(id).map_or(ANY_TIME, |i| self.rows[*i])
    }

    fn condition(&self, condition: &Condition) -> i32 {
        let later = |id: &str, span: Seconds| match self.row(id) {
            ANY_TIME => ANY_TIME,
            at => at.saturating_add(span.0),
        };
        match condition {
            Condition::Time { at } => at.0,
            Condition::After { r#ref, delay, .. } => later(r#ref.as_str(), *delay),
            Condition::NoAck { r#ref, within, .. } | Condition::NoResponse { r#ref, within, .. } => {
                later(r#ref.as_str(), *within)
            }
            Condition::Decision { r#ref, .. } => self.row(r#ref.as_str()),
            // A task may be marked at any time.
            Condition::Done { r#ref } => self.list.row(r#ref).map_or(ANY_TIME, |row| self.complete(row)),
            Condition::NotDone { r#ref, by } => self.list.row(r#ref).map_or(by.0, |row| self.complete(row).max(by.0)),
            Condition::Manual {} => ANY_TIME,
            Condition::All { of } => of.iter().map(|part| self.condition(part)).max().unwrap_or(ANY_TIME),
            Condition::Any { of } => of.iter().map(|part| self.condition(part)).min().unwrap_or(ANY_TIME),
        }
    }

    /// When a row can be complete: an expected action once its tasks are marked, any other once it is out.
    fn complete(&self, row: &Inject) -> i32 {
        if row.kind == InjectKind::ExpectedAction { ANY_TIME } else { self.row(row.id.as_str()) }
    }

    /// When a row or task that a `not_done` names can first be asked for: a task, by the first of the rows
    /// that serve it.
    fn asked(&self, name: &str) -> i32 {
        if self.list.places.contains_key(name) {
            return self.row(name);
        }
        let Ok(task) = TaskId::parse(name) else { return ANY_TIME };
        self.list.serving(&task).iter().map(|i| self.rows[*i]).min().unwrap_or(ANY_TIME)
    }
}

/// A walk through the condition of a row; the way to each part is its field.
struct Walk<'w, 'l, 'a> {
    row: &'w Inject,
    earliest: &'w Earliest<'l, 'a>,
    end: Option<i32>,
    found: &'w mut Vec<LintFinding>,
}

impl Walk<'_, '_, '_> {
    fn condition(&mut self, condition: &Condition, way: &mut String) {
        match condition {
            // A time alone is the row's own moment, and looked at as that.
            Condition::Time { at } if way != "when" => self.behind(at.0, &format!("{way}.at")),
            Condition::NotDone { r#ref, by } => {
                self.early(r#ref, by.0, &format!("{way}.by"));
                self.behind(by.0, &format!("{way}.by"));
            }
            Condition::All { of } | Condition::Any { of } => {
                let length = way.len();
                for (index, part) in of.iter().enumerate() {
                    way.push_str(&format!(".of[{index}]"));
                    self.condition(part, way);
                    way.truncate(length);
                }
            }
            Condition::Time { .. }
            | Condition::After { .. }
            | Condition::Done { .. }
            | Condition::NoAck { .. }
            | Condition::NoResponse { .. }
            | Condition::Decision { .. }
            | Condition::Manual {} => {}
        }
    }

    /// Nobody can have done what has not been asked for: then this part says nothing about anybody.
    fn early(&mut self, name: &str, by: i32, field: &str) {
        let asked = self.earliest.asked(name);
        if asked == ANY_TIME || asked < by {
            return;
        }
        let (limit, first) = (clock(by), clock(asked));
        let message = (
            format!("{name} 最早 {first} 才会提出，到 {limit} 不可能办完，此条件必然成立"),
            format!("{name} cannot be asked for before {first}: by {limit} nobody can have done it"),
        );
        let remedy = ("把 by 推后到其完成时限之后", "move `by` behind the limit within which it is to be done");
        let draft = Draft::new(LintRule::EarlyLimit, of_row(&self.row.id), message, remedy)
            .field(field)
            .code("ref", name)
            .number("by", by)
            .number("earliest", asked);
        self.found.push(draft.into());
    }

    fn behind(&mut self, at: i32, field: &str) {
        if let Some(end) = self.end.filter(|end| at > *end) {
            self.found.push(behind(self.row, at, end, field));
        }
    }
}

fn behind(row: &Inject, at: i32, end: i32, field: &str) -> LintFinding {
    let message = (
        format!("{} 晚于最后一个阶段的结束 {}", clock(at), clock(end)),
        format!("{} is after the end of the last phase, {}", clock(at), clock(end)),
    );
    let remedy = ("改早，或延长最后一个阶段", "move it forward, or let the last phase end later");
    let draft = Draft::new(LintRule::AfterLastPhase, of_row(&row.id), message, remedy);
    draft.field(field).number("at", at).number("end", end).into()
}

/// A row without a phase has only the end of the last one as its limit. ENDEX itself may come later.
fn after_last_phase(row: &Inject, end: Option<i32>, found: &mut Vec<LintFinding>) {
    let time = if let Condition::Time { at } = row.when { Some(at) } else { None };
    let (field, planned) = if row.offset.is_some() { ("offset", row.offset) } else { ("when.at", time) };
    if let (Some(at), Some(end), None) = (planned, end, row.template)
        && at.0 > end
    {
        found.push(behind(row, at.0, end, field));
    }
}

/// A planned moment outside the phase is a finding of its own where files are read; here is asked whether
/// the condition can come true while the phase lasts.
fn misses_phase(row: &Inject, phase: &Phase, earliest: i32, found: &mut Vec<LintFinding>) {
    let told = row.offset.is_some_and(|offset| offset < phase.start || offset > phase.end);
    if told || earliest <= phase.end.0 {
        return;
    }
    let (first, end) = (clock(earliest), clock(phase.end.0));
    let message = (
        format!("最早 {first} 才能触发，所属阶段 {} 已于 {end} 结束", phase.id),
        format!("it cannot come before {first}, when its phase {} is over since {end}", phase.id),
    );
    let remedy = ("放宽条件，或改属后面的阶段", "let its condition come true earlier, or give it a later phase");
    let draft = Draft::new(LintRule::MissesPhase, of_row(&row.id), message, remedy)
        .field("when")
        .number("earliest", earliest)
        .number("end", phase.end.0)
        .code("phase", phase.id.as_str());
    found.push(draft.into());
}
