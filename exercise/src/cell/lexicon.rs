//! The words that the cells of one scenario may name: its units, seats, phases, tasks, facts, resources.

use super::fold::fold;
use protocol::ids::{DepartmentCode, FactKey, PhaseId, ResourceKey, SeatCode, TaskId};
use protocol::scenario::{Recipient, Scenario};
use protocol::text::Bilingual;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The words of a scenario.
#[derive(Debug)]
pub struct Lexicon<'a> {
    pub(crate) scenario: &'a Scenario,
    /// Made when the first name is looked up.
    index: OnceLock<Index>,
}

#[derive(Debug, Default)]
struct Index {
    departments: Names<DepartmentCode>,
    seats: Names<SeatCode>,
    phases: Names<PhaseId>,
    tasks: Names<TaskId>,
    facts: Names<FactKey>,
    resources: Names<ResourceKey>,
}

/// Codes by what people write for them.
#[derive(Debug)]
struct Names<C> {
    /// As they are.
    exact: HashMap<String, C>,
    /// Codes and names, folded; none where two of them are called the same.
    folded: HashMap<String, Option<C>>,
}

impl<C> Default for Names<C> {
    fn default() -> Self {
        Self { exact: HashMap::new(), folded: HashMap::new() }
    }
}

impl<C: Clone + PartialEq + ToString> Names<C> {
    fn of<'n>(all: impl Iterator<Item = (&'n C, &'n Bilingual)> + Clone) -> Self
    where
        C: 'n,
    {
        let mut names = Self::default();
        for (code, _) in all.clone() {
            names.exact.insert(code.to_string(), code.clone());
            names.called(&code.to_string(), code);
        }
        // A name never takes a word from a code.
        let codes: HashSet<String> = names.folded.keys().cloned().collect();
        for (code, name) in all {
            for text in [&name.zh, &name.en].into_iter().flatten().filter(|text| !codes.contains(&fold(text))) {
                names.called(text, code);
            }
        }
        names
    }

    fn called(&mut self, text: &str, code: &C) {
        self.folded
            .entry(fold(text))
            .and_modify(|known| {
                if known.as_ref() != Some(code) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(code.clone()));
    }

    fn find(&self, text: &str) -> Option<C> {
        self.exact.get(text).cloned().or_else(|| self.folded.get(&fold(text)).cloned().flatten())
    }
}

impl<'a> Lexicon<'a> {
    /// The words of this scenario.
    #[must_use]
    pub const fn of(scenario: &'a Scenario) -> Self {
        Self { scenario, index: OnceLock::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let scenario = self.scenario;
            let players =
                scenario.departments.iter().flat_map(|one| one.seats.iter().map(|seat| (&seat.code, &seat.name)));
            let staff = scenario.staff.iter().map(|seat| (&seat.code, &seat.name));
            let tasks = scenario.objectives.iter().flat_map(|one| one.tasks.iter().map(|task| (&task.id, &task.name)));
            Index {
                departments: Names::of(scenario.departments.iter().map(|one| (&one.code, &one.name))),
                seats: Names::of(players.chain(staff)),
                phases: Names::of(scenario.phases.iter().map(|one| (&one.id, &one.name))),
                tasks: Names::of(tasks),
                facts: Names::of(scenario.facts.iter().map(|one| (&one.key, &one.name))),
                resources: Names::of(scenario.resources.iter().map(|one| (&one.key, &one.name))),
            }
        })
    }

    /// The department of that code or name.
    #[must_use]
    pub fn department(&self, text: &str) -> Option<DepartmentCode> {
        self.index().departments.find(text.trim())
    }

    /// The seat of that code or name.
    #[must_use]
    pub fn seat(&self, text: &str) -> Option<SeatCode> {
        self.index().seats.find(text.trim())
    }

    /// The phase of that code or name.
    #[must_use]
    pub fn phase(&self, text: &str) -> Option<PhaseId> {
        self.index().phases.find(text.trim())
    }

    /// The task of that code or name.
    #[must_use]
    pub fn task(&self, text: &str) -> Option<TaskId> {
        self.index().tasks.find(text.trim())
    }

    /// The fact of that key or name.
    #[must_use]
    pub fn fact(&self, text: &str) -> Option<FactKey> {
        self.index().facts.find(text.trim())
    }

    /// The resource of that key or name.
    #[must_use]
    pub fn resource(&self, text: &str) -> Option<ResourceKey> {
        self.index().resources.find(text.trim())
    }

    /// Whoever is called so: a code goes before a name, a department before a seat. `seat:` before a code
    /// means the seat where a department has the same one.
    #[must_use]
    pub fn recipient(&self, text: &str) -> Option<Recipient> {
        let (text, index) = (text.trim(), self.index());
        if let Some((word, code)) = text.split_once([':', '：'])
            && matches!(fold(word).as_str(), "seat" | "席位")
        {
            return self.seat(code).map(Recipient::Seat);
        }
        let exact = index.departments.exact.get(text).cloned().map(Recipient::Department);
        exact
            .or_else(|| index.seats.exact.get(text).cloned().map(Recipient::Seat))
            .or_else(|| self.department(text).map(Recipient::Department))
            .or_else(|| self.seat(text).map(Recipient::Seat))
    }

    /// Every department, in order.
    #[must_use]
    pub fn everybody(&self) -> Vec<Recipient> {
        self.scenario.departments.iter().map(|one| Recipient::Department(one.code.clone())).collect()
    }
}
