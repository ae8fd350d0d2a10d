//! The planner's lint 脚本体检: what a list of rows will do to the people who play it.
//!
//! Whether a scenario hangs together (names, recipients, languages, circles of rows) is asked where
//! files are read. These rules ask what can only be seen over the whole list and its time: load, silence,
//! branches that cannot come when they are wanted, tasks that nobody watches. All of them can be meant
//! so, which is why none is an error.

mod contact;
mod logic;
mod staffing;
mod timing;

use protocol::ids::{DepartmentCode, ObjectiveId, RowId, SeatCode, TaskId};
use protocol::lint::{LintFact, LintFinding, LintPlace, LintSeverity, LintSubject};
use protocol::scenario::{Inject, Recipient, Scenario};
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Seconds};
use protocol::vocab::InjectKind;
use std::collections::{BTreeMap, BTreeSet};

/// Seconds for which a department may be left alone between its first row and its last: after half an
/// hour without anything to do a desk wanders off, and the exercise has lost it.
pub const CONTACT_GAP_SECONDS: i32 = 30 * 60;
/// Overloads of a department that begin within so many seconds of each other are one finding: ten
/// minutes is as far as the console looks ahead.
pub const LOAD_STEP_SECONDS: i32 = 10 * 60;
/// Codes that a finding names; the rest of a longer list is only counted.
const NAMED_MAX: usize = 12;

macro_rules! rules {
    ($($(#[$meta:meta])* $name:ident = $word:literal $severity:ident,)*) => {
        /// A rule of the planner's lint.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum LintRule {
            $($(#[$meta])* $name,)*
        }
        impl LintRule {
            /// Every rule, in the order of the document.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The stable word of the rule.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
            /// How bad it is to break it.
            #[must_use]
            pub const fn severity(self) -> LintSeverity {
                match self { $(Self::$name => LintSeverity::$severity,)* }
            }
        }
    };
}

rules! {
    /// More open for a department at once than it can hold.
    Overload = "overload" Warning,
    /// A department that is left alone for too long.
    ContactGap = "contact_gap" Warning,
    /// A department that gets nothing at all.
    NoContact = "no_contact" Warning,
    /// A limit that ends before anything could have been done.
    EarlyLimit = "early_limit" Warning,
    /// A row that can only come when its phase is over.
    MissesPhase = "misses_phase" Warning,
    /// A moment after the end of the last phase.
    AfterLastPhase = "after_last_phase" Warning,
    /// Parts of a condition that exclude each other.
    Contradiction = "contradiction" Warning,
    /// A critical task that no evaluator can see.
    TaskUnwatched = "task_unwatched" Warning,
    /// An objective that nothing in the list tests.
    ObjectiveUntested = "objective_untested" Warning,
    /// A row that asks nothing of its recipients and does not say that it is for information.
    AsksNothing = "asks_nothing" Warning,
    /// A row for which no controller answers.
    NoController = "no_controller" Note,
}

/// Everything that the rules find, rule by rule, each in the order of the scenario.
#[must_use]
pub fn lint(scenario: &Scenario) -> Vec<LintFinding> {
    let list = List::of(scenario);
    let mut found = Vec::new();
    contact::check(&list, &mut found);
    timing::check(&list, &mut found);
    logic::check(&list, &mut found);
    staffing::check(&list, &mut found);
    found
}

/// The list with what is asked of it again and again.
struct List<'a> {
    scenario: &'a Scenario,
    /// Departments that each row is delivered to, also through a single seat; in the order of the list.
    addressed: Vec<BTreeSet<&'a DepartmentCode>>,
    /// Places in the list by number.
    places: BTreeMap<&'a str, usize>,
    /// Rows that serve each task.
    serving: BTreeMap<&'a TaskId, Vec<usize>>,
}

impl<'a> List<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let places = scenario.injects.iter().enumerate().map(|(i, row)| (row.id.as_str(), i)).collect();
        let mut serving: BTreeMap<&TaskId, Vec<usize>> = BTreeMap::new();
        for (i, row) in scenario.injects.iter().enumerate() {
            for task in &row.tasks {
                serving.entry(task).or_default().push(i);
            }
        }
        Self { scenario, addressed: addressed(scenario), places, serving }
    }

    fn rows(&self) -> &'a [Inject] {
        &self.scenario.injects
    }

    fn row(&self, id: &str) -> Option<&'a Inject> {
        self.places.get(id).map(|i| &self.scenario.injects[*i])
    }

    /// Places of the rows that serve a task.
    fn serving(&self, task: &TaskId) -> &[usize] {
        self.serving.get(task).map_or(&[], Vec::as_slice)
    }
}

fn addressed(scenario: &Scenario) -> Vec<BTreeSet<&DepartmentCode>> {
    let departments = scenario.departments.iter();
    let seats: BTreeMap<&SeatCode, &DepartmentCode> =
        departments.flat_map(|department| department.seats.iter().map(|seat| (&seat.code, &department.code))).collect();
    let mut addressed = Vec::with_capacity(scenario.injects.len());
    for row in &scenario.injects {
        let to = row.to.iter().filter(|_| row.is_delivered()).filter_map(|recipient| match recipient {
            Recipient::Department(code) => Some(code),
            Recipient::Seat(code) => seats.get(code).copied(),
        });
        addressed.push(to.collect());
    }
    addressed
}

/// Whether a row will come if the drill goes as planned: a contingency comes only where something does
/// not, and a template not before it is used.
fn is_expected(row: &Inject) -> bool {
    row.is_delivered() && row.kind != InjectKind::Contingency && row.template.is_none()
}

/// A finding in the making.
struct Draft(LintFinding);

impl Draft {
    fn new(rule: LintRule, subject: LintSubject, message: (String, String), remedy: (&str, &str)) -> Self {
        Self(LintFinding {
            rule: rule.word().to_owned(),
            severity: rule.severity(),
            place: LintPlace { subject, field: None },
            facts: BTreeMap::new(),
            message: Bilingual::both(&message.0, &message.1),
            remedy: Bilingual::both(remedy.0, remedy.1),
        })
    }

    fn field(mut self, field: impl Into<String>) -> Self {
        self.0.place.field = Some(field.into());
        self
    }

    fn fact(mut self, name: &str, fact: LintFact) -> Self {
        self.0.facts.insert(name.to_owned(), fact);
        self
    }

    fn number(self, name: &str, number: i32) -> Self {
        self.fact(name, LintFact::Number(number))
    }

    fn count(self, name: &str, count: usize) -> Self {
        self.number(name, i32::try_from(count).unwrap_or(i32::MAX))
    }

    fn code(self, name: &str, code: &str) -> Self {
        self.fact(name, LintFact::Code(code.to_owned()))
    }

    fn codes<'c>(self, name: &str, codes: impl Iterator<Item = &'c str>) -> Self {
        self.fact(name, LintFact::Codes(codes.take(NAMED_MAX).map(str::to_owned).collect()))
    }
}

impl From<Draft> for LintFinding {
    fn from(draft: Draft) -> Self {
        draft.0
    }
}

fn of_row(row: &RowId) -> LintSubject {
    LintSubject::Row { row: row.clone() }
}

fn of_task(task: &TaskId) -> LintSubject {
    LintSubject::Task { task: task.clone() }
}

fn of_objective(objective: &ObjectiveId) -> LintSubject {
    LintSubject::Objective { objective: objective.clone() }
}

fn of_department(department: &DepartmentCode) -> LintSubject {
    LintSubject::Department { department: department.clone() }
}

/// Codes as they are read in a sentence; a list that is too long to be read ends in dots.
fn named(codes: &[&str]) -> String {
    let dots = if codes.len() > NAMED_MAX { ", …" } else { "" };
    codes[..codes.len().min(NAMED_MAX)].join(", ") + dots
}

/// A moment as the exercise clock shows it.
fn clock(at: i32) -> String {
    ExerciseTime::at(Seconds(at)).on_clock()
}
