//! Who may see which text of a scenario, written from the visibility table: what is not named here
//! is for control and evaluators alone.

use super::{Eye, eyes};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Control and evaluators.
pub(super) fn staff() -> BTreeSet<Eye> {
    eyes([Eye::Control, Eye::Evaluators, Eye::LeadEvaluator])
}

/// The name of a row: staff, and whoever plays it.
pub(super) fn row_name() -> BTreeSet<Eye> {
    voices(staff())
}

/// Simulation cell and role players too: they play lines of the list.
fn voices(mut eyes: BTreeSet<Eye>) -> BTreeSet<Eye> {
    eyes.extend([Eye::Simulation, Eye::Actors]);
    eyes
}

/// What the rules need to know of a scenario.
pub(super) struct Names {
    departments: Vec<String>,
    /// Department and seat codes by their path.
    seats: BTreeMap<(String, String), (String, String)>,
    staff: Vec<String>,
    phases: Vec<i64>,
    rows: Vec<Row>,
    places: Vec<PlaceFor>,
    until: i64,
    /// Incident command, which sees what every department holds.
    command: Option<String>,
    /// Who holds each resource, and whether leaders are told when it fails.
    resources: Vec<(String, bool)>,
    /// Whose each checklist is.
    checklists: Vec<String>,
}

/// Who is shown a place.
enum PlaceFor {
    Everybody,
    Departments(Vec<String>),
    Control,
}

impl PlaceFor {
    fn of(place: &Value) -> Self {
        match place["audience"]["type"].as_str() {
            None | Some("all") => Self::Everybody,
            Some("departments") => Self::Departments(list(&place["audience"], "of").iter().map(text).collect()),
            Some(_) => Self::Control,
        }
    }
}

struct Row {
    to: BTreeSet<String>,
    by_people: bool,
    post: bool,
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Names {
    pub(super) fn of(scenario: &Value, until: i64) -> Self {
        let departments: Vec<String> = list(scenario, "departments").iter().map(|one| text(&one["code"])).collect();
        let mut seats = BTreeMap::new();
        let mut home = BTreeMap::new();
        for (index, department) in list(scenario, "departments").iter().enumerate() {
            for (place, seat) in list(department, "seats").iter().enumerate() {
                let (of, code) = (text(&department["code"]), text(&seat["code"]));
                home.insert(code.clone(), of.clone());
                seats.insert((index.to_string(), place.to_string()), (of, code));
            }
        }
        let staging = scenario["settings"]["staging"].clone();
        let row = |row: &Value| {
            let of = |to: &Value| {
                let seat = to["seat"].as_str().and_then(|seat| home.get(seat).cloned());
                to["department"].as_str().map(str::to_owned).or(seat)
            };
            let staged = if row["staging"].is_string() { &row["staging"] } else { &staging };
            let voiced = ["phone", "radio", "in_person"].contains(&row["channel"].as_str().unwrap_or_default());
            Row {
                to: list(row, "to").iter().filter_map(of).collect(),
                by_people: voiced && staged == "people",
                post: row["post"].is_object(),
            }
        };
        Self {
            departments,
            seats,
            staff: list(scenario, "staff").iter().map(|seat| text(&seat["code"])).collect(),
            phases: list(scenario, "phases").iter().map(|phase| phase["start"].as_i64().unwrap_or_default()).collect(),
            rows: list(scenario, "injects").iter().map(row).collect(),
            places: list(scenario, "places").iter().map(PlaceFor::of).collect(),
            until,
            command: scenario["settings"]["command"].as_str().map(str::to_owned),
            resources: list(scenario, "resources")
                .iter()
                .map(|one| (text(&one["department"]), one["important"] == true))
                .collect(),
            checklists: list(scenario, "checklists").iter().map(|one| text(&one["department"])).collect(),
        }
    }

    /// Staff, incident command, and the department that holds it, which must see it.
    fn held_by(&self, department: Option<&String>) -> (BTreeSet<Eye>, BTreeSet<Eye>) {
        let own = department.cloned().map(Eye::Department);
        let command = self.command.clone().map(Eye::Department);
        (
            staff().into_iter().chain(own.clone()).chain(command).collect(),
            eyes([Eye::Control]).into_iter().chain(own).collect(),
        )
    }

    /// Everybody.
    fn everybody(&self) -> BTreeSet<Eye> {
        let mut eyes = voices(staff());
        eyes.extend([Eye::LeadersWall, Eye::PlayersWall]);
        eyes.extend(self.departments.iter().cloned().map(Eye::Department));
        eyes
    }

    /// A phase: everybody, once it has begun.
    pub(super) fn phase(&self, phase: &Value) -> BTreeSet<Eye> {
        self.begun(phase["start"].as_i64().unwrap_or_default())
    }

    fn begun(&self, start: i64) -> BTreeSet<Eye> {
        if start <= self.until { self.everybody() } else { staff() }
    }

    /// Who may and who must see the text at a path.
    pub(super) fn who(&self, path: &[String]) -> (BTreeSet<Eye>, BTreeSet<Eye>) {
        let part = |index: usize| path.get(index).map(String::as_str).unwrap_or_default();
        let number = |index: usize| part(index).parse::<usize>().unwrap_or(usize::MAX);
        let control = || eyes([Eye::Control]);
        match (part(0), part(2)) {
            ("title" | "story" | "rules", _) => (self.everybody(), self.everybody()),
            ("ground_truth", _) => (control(), control()),
            ("departments", "name") => (self.everybody(), self.everybody()),
            ("departments", "duty" | "authority") => {
                let own = self.departments.get(number(1)).cloned().map(Eye::Department);
                (staff().into_iter().chain(own.clone()).collect(), own.into_iter().collect())
            }
            ("departments", "seats") => {
                let of = self.seats.get(&(part(1).to_owned(), part(3).to_owned()));
                let own = of.map(|(department, _)| Eye::Department(department.clone()));
                (staff().into_iter().chain(own.clone()).collect(), control().into_iter().chain(own).collect())
            }
            ("staff", _) => {
                let own = self.staff.get(number(1)).cloned().map(Eye::Seat);
                (staff().into_iter().chain(own).collect(), control())
            }
            ("phases", _) => (self.phases.get(number(1)).map_or_else(staff, |start| self.begun(*start)), control()),
            ("objectives", "name" | "tasks") => (staff(), control()),
            ("report_facts", _) => {
                let departments: BTreeSet<Eye> = self.departments.iter().cloned().map(Eye::Department).collect();
                (staff().union(&departments).cloned().collect(), departments)
            }
            ("facts", _) => {
                let all: BTreeSet<Eye> =
                    self.everybody().into_iter().filter(|eye| !voices(BTreeSet::new()).contains(eye)).collect();
                (all, control())
            }
            ("resources", field) => {
                let resource = self.resources.get(number(1));
                let (mut may, must) = self.held_by(resource.map(|(department, _)| department));
                if field == "name" && resource.is_some_and(|(_, important)| *important) {
                    may.insert(Eye::LeadersWall);
                }
                (may, must)
            }
            // Whoever is asked, after ENDEX.
            ("feedback", _) => {
                let departments = self.departments.iter().cloned().map(Eye::Department);
                (voices(staff()).into_iter().chain(departments).collect(), BTreeSet::new())
            }
            ("checklists", _) => self.held_by(self.checklists.get(number(1))),
            ("site", _) => (self.everybody(), self.everybody()),
            ("places", _) => self.place(number(1)),
            ("injects", field) => self.row(number(1), field),
            _ => (staff(), BTreeSet::new()),
        }
    }

    /// A named place: everybody, some departments with those who watch them, or control alone.
    fn place(&self, index: usize) -> (BTreeSet<Eye>, BTreeSet<Eye>) {
        let eyes = match self.places.get(index) {
            Some(PlaceFor::Everybody) => self.everybody(),
            Some(PlaceFor::Departments(of)) => {
                staff().into_iter().chain(of.iter().cloned().map(Eye::Department)).collect()
            }
            Some(PlaceFor::Control) | None => eyes([Eye::Control]),
        };
        (eyes.clone(), eyes)
    }

    fn row(&self, index: usize, field: &str) -> (BTreeSet<Eye>, BTreeSet<Eye>) {
        let recipients = || -> BTreeSet<Eye> {
            let row = self.rows.get(index).filter(|row| !row.by_people);
            row.into_iter().flat_map(|row| row.to.iter().cloned().map(Eye::Department)).collect()
        };
        let may = match field {
            // Who and where of a post: the simulation cell, its recipients, and command once it is told. Its
            // text is the body of the row, which command is then told too.
            "post" => {
                let command = self.command.iter().cloned().map(Eye::Department);
                let feed = recipients().into_iter().chain(command);
                staff().into_iter().chain([Eye::Simulation]).chain(feed).collect()
            }
            "body" if self.rows.get(index).is_some_and(|row| row.post) => {
                let command = self.command.iter().cloned().map(Eye::Department);
                voices(staff()).into_iter().chain(recipients()).chain(command).collect()
            }
            "controller_note" => eyes([Eye::Control]),
            "actor_card" => eyes([Eye::Control, Eye::Simulation, Eye::Actors]),
            "title" => voices(staff()),
            "body" => voices(staff()).union(&recipients()).cloned().collect(),
            "location" | "response" | "decision" => staff().union(&recipients()).cloned().collect(),
            // The leaders' wall says what a department is doing: the title that players see, or the sender.
            "player_title" | "from" => {
                voices(staff()).into_iter().chain(recipients()).chain([Eye::LeadersWall]).collect()
            }
            // Expected action, key facts, background, notes for evaluators, whatever comes next.
            _ => staff(),
        };
        (may, eyes([Eye::Control]))
    }
}
