//! A world for tests of the rules: a small scenario, a clock that is moved by hand, and words for
//! given, when, then.
#![expect(dead_code, reason = "each test binary uses its own part of the world")]
#![expect(unreachable_pub, reason = "a test binary has no outside")]
#![expect(clippy::expect_used, reason = "a test stops where its world is broken")]

pub mod assess;
pub mod plan;
pub mod stock;
pub mod walk;

use exercise::actor::Seated;
use exercise::commit::{Commit, Moment};
use exercise::event::ExerciseCreated;
use exercise::{Actor, Event, Rejection, Signal, State, apply, decide, schedule};
use protocol::command::Command;
use protocol::ids::{DeliveryId, ExerciseId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::scenario::Scenario;
use protocol::time::Timestamp;
use protocol::vocab::{DeliveryStage, InjectStatus};
use serde_json::{Value, json};
use uuid::Uuid;

/// The petition drill as it is shipped.
pub fn petition() -> Scenario {
    serde_saphyr::from_str(include_str!("../../../scenarios/petition-drill.yaml")).expect("the bundled scenario loads")
}

/// Two departments, a handful of rows: `rows` replaces the list.
pub fn small(rows: Value) -> Scenario {
    let text = |word: &str| json!({"zh": word, "en": word});
    let seat = |code: &str| json!({"code": code, "name": text(code)});
    let staff = |code: &str, role: &str| json!({"code": code, "role": role, "name": text(code)});
    let scenario = json!({
        "schema": 1, "id": "small", "title": text("small drill"),
        "settings": {"time_zone": "Asia/Shanghai", "staging": "screen", "outage_limit": 30, "countdown": 60, "command": "AA", "rehearsal": false},
        "departments": [
            {"code": "AA", "name": text("alpha"), "seats": [seat("AA-1"), seat("AA-2")]},
            {"code": "BB", "name": text("beta"), "seats": [seat("BB-1"), seat("BB-2")]},
        ],
        "staff": [staff("DIR", "DIR"), staff("LC", "LC"), staff("CTL-1", "CTL"), staff("SAF", "SAF"), staff("SIM-1", "SIM"),
                  staff("EVA-1", "EVA"), staff("EVA-2", "EVA"), staff("LEV", "LEV"), staff("ACT-1", "ACT"), staff("OBS-1", "OBS"),
            {"code": "WALL-L", "role": "WALL", "name": text("wall"), "wall": "leaders"}, staff("WALL-P", "WALL")],
        "phases": [{"id": "P1", "name": text("one"), "start": 0, "end": 600}],
        "objectives": [{"id": "O1", "name": text("objective"), "tasks": [{"id": "T1", "name": text("task"),
            "behaviours": [{"key": "listens", "name": text("listens before explaining")}]}]}],
        "feedback": {"anonymous": true, "audience": "all", "questions": [
            {"key": "clear", "text": text("duties were clear"), "about": "plan",
             "form": {"type": "scale", "low": text("no"), "high": text("yes")}},
            {"key": "late", "text": text("what was late"), "form": {"type": "choice", "of": [
                {"value": "news", "text": text("news")}, {"value": "gear", "text": text("gear")}]}},
            {"key": "words", "text": text("in your own words"), "form": {"type": "text"}},
        ]},
        "report_facts": [{"key": "people", "name": text("people")}],
        "facts": [
            {"key": "people", "name": text("people"), "form": {"type": "number", "unit": text("people")}, "old_after": 600,
             "departments": ["AA", "BB"], "truth": 40},
            {"key": "gate", "name": text("gate"), "form": {"type": "choice", "of": [
                {"value": "open", "text": text("open")}, {"value": "shut", "text": text("shut")}]}},
        ],
        "bindings": {"relays": [{"inject": "1", "hops": ["AA", "BB"]}]},
        "site": {"name": text("site"), "bounds": {"west": 0.001, "south": 0.001, "east": 0.002, "north": 0.002},
                 "plan": {"type": "geojson", "text": "{\"type\":\"Point\",\"coordinates\":[0.001,0.001]}"}},
        "places": [
            {"key": "gate", "name": text("gate"), "kind": "entrance", "position": {"lon": 0.0019, "lat": 0.0015}},
            {"key": "back_room", "name": text("back room"), "kind": "room", "position": {"lon": 0.0011, "lat": 0.0015},
             "audience": {"type": "departments", "of": ["AA"]}},
            {"key": "trap", "name": text("trap"), "kind": "other", "position": {"lon": 0.0012, "lat": 0.0012},
             "audience": {"type": "control"}},
        ],
        "injects": rows,
        "resources": [
            {"key": "speaker", "name": text("speaker"), "department": "AA", "kind": "equipment", "important": true},
            {"key": "spare", "name": text("spare"), "department": "AA", "kind": "equipment", "backup_of": "speaker"},
            {"key": "water", "name": text("water"), "department": "BB", "kind": "supplies", "amount": 10, "unit": text("bottles")},
            {"key": "horn", "name": text("horn"), "department": "BB", "kind": "equipment"},
        ],
        "checklists": [
            {"department": "AA", "items": [
                {"key": "c1", "name": text("speaker"), "resource": "speaker"}, {"key": "c2", "name": text("first aid")}]},
            {"department": "BB", "items": [{"key": "c1", "name": text("water"), "resource": "water"}]},
        ],
    });
    serde_json::from_value(scenario).expect("the test scenario is a scenario")
}

/// A row of the list; `extra` overrides.
pub fn row(id: &str, when: Value, extra: Value) -> Value {
    let text = |word: &str| json!({"zh": word, "en": word});
    let mut row = json!({
        "id": id, "kind": "trigger", "title": text(id), "body": text(id), "to": [{"department": "AA"}],
        "channel": "system", "expected_action": text("act"), "tasks": ["T1"], "when": when, "release": "auto",
        "targets": {"acknowledge": 60, "respond": 180, "complete": null},
        "key_facts": [{"zh": "东侧坡道", "en": "east ramp"}, {"zh": "轮椅2部", "en": "two wheelchairs"}, {"zh": "102室", "en": "room 102"}],
    });
    if let (Value::Object(row), Value::Object(extra)) = (&mut row, extra) {
        row.extend(extra);
    }
    row
}

/// An exercise in the hands of a test.
pub struct World {
    pub state: State,
    pub now: Timestamp,
    pub commits: Vec<Commit>,
    seeds: u128,
}

impl World {
    pub fn new(scenario: Scenario) -> Self {
        Self::numbered(scenario, 7)
    }

    /// An exercise with an id of its own.
    pub fn numbered(scenario: Scenario, id: u128) -> Self {
        let now = Timestamp(1_700_000_000_000);
        let created = ExerciseCreated { exercise: ExerciseId(Uuid::from_u128(id)), scenario: Box::new(scenario) };
        let commit = Commit {
            at: protocol::time::Stamp { wall: now, exercise: protocol::time::ExerciseTime(0) },
            by: Actor::System,
            command: None,
            happened_at: None,
            events: vec![created.into()],
        };
        let state = apply::create(&commit).expect("a creation creates");
        Self { state, now, commits: vec![commit], seeds: 0 }
    }

    /// In standby, with everybody seated.
    pub fn standby(scenario: Scenario) -> Self {
        Self::new(scenario).into_standby()
    }

    /// In standby, with everybody seated.
    pub fn into_standby(self) -> Self {
        let mut world = self;
        let seats: Vec<SeatCode> = world.state.seats().map(|seat| seat.code.clone()).collect();
        for seat in seats {
            let person = Some(protocol::ids::PersonId(Uuid::new_v5(&Uuid::nil(), seat.as_str().as_bytes())));
            world.notice(Signal::SeatTaken { seat, person, digest: None, robot: false });
        }
        world.ok("LC", json!({"type": "submit_for_review"}));
        world.ok("DIR", json!({"type": "approve_exercise"}));
        world.ok("LC", json!({"type": "open_standby"}));
        world
    }

    /// Running at T+0, with everybody seated.
    pub fn running(scenario: Scenario) -> Self {
        let mut world = Self::standby(scenario);
        world.ok("DIR", json!({"type": "start_exercise"}));
        world
    }

    pub fn moment(&mut self) -> Moment {
        self.seeds += 1;
        Moment { wall: self.now, seed: Uuid::from_u128(self.seeds << 64), happened_at: None, ballot: Uuid::nil() }
    }

    pub fn seated(&self, seat: &str) -> Seated {
        let known = self.state.seat(&SeatCode::parse(seat).expect("a seat code")).expect("a known seat");
        Seated {
            seat: known.code.clone(),
            role: known.role,
            department: known.department.clone(),
            person: known.person,
            robot: known.robot,
        }
    }

    /// Submits a command and applies what is decided; then what became due.
    pub fn submit(&mut self, seat: &str, command: Value) -> Result<(), Rejection> {
        let command: Command = serde_json::from_value(command).expect("a command");
        let seated = self.seated(seat);
        let ballot = Uuid::new_v5(&Uuid::max(), seat.as_bytes());
        let moment = Moment { ballot, ..self.moment() };
        let events = decide::decide(&self.state, &command, &seated, &moment)?;
        let hidden = exercise::commit::hides_author(&events);
        self.commit(if hidden { Actor::System } else { Actor::Seat(seated) }, events);
        self.settle();
        Ok(())
    }

    pub fn ok(&mut self, seat: &str, command: Value) {
        let shown = command.to_string();
        if let Err(rejection) = self.submit(seat, command) {
            panic!("{seat} {shown}: {rejection:?}");
        }
    }

    pub fn no(&mut self, seat: &str, command: Value) -> ProblemCode {
        let shown = command.to_string();
        match self.submit(seat, command) {
            Ok(()) => panic!("{seat} {shown} was accepted"),
            Err(rejection) => rejection.code,
        }
    }

    pub fn notice(&mut self, signal: Signal) {
        let moment = self.moment();
        let events = decide::notice(&self.state, signal, &moment);
        self.commit(Actor::System, events);
        self.settle();
    }

    pub fn commit(&mut self, by: Actor, events: Vec<Event>) {
        if events.is_empty() {
            return;
        }
        let commit = Commit { at: self.state.stamp(self.now), by, command: None, happened_at: None, events };
        apply::apply_commit(&mut self.state, &commit, |_, _| {});
        self.commits.push(commit);
    }

    /// Appends what is due until quiet.
    pub fn settle(&mut self) {
        for _ in 0..64 {
            let moment = self.moment();
            let events = schedule::due(&self.state, &moment);
            if events.is_empty() {
                return;
            }
            self.commit(Actor::System, events);
        }
        panic!("the schedule does not come to rest");
    }

    /// Lets wall time pass, waking whenever the schedule wants to.
    pub fn pass(&mut self, seconds: i64) {
        let end = Timestamp(self.now.0 + seconds * 1_000);
        while let Some(wake) = schedule::next_wake(&self.state).filter(|wake| *wake <= end && *wake > self.now) {
            self.now = wake;
            self.settle();
        }
        self.now = end;
        self.settle();
    }

    pub fn status(&self, row: &str) -> InjectStatus {
        self.state.row_states().find(|(id, _)| id.as_str() == row).map(|(_, status)| status).expect("a known row")
    }

    pub fn delivery(&self, row: &str, department: &str) -> DeliveryId {
        let mut found = self
            .state
            .deliveries()
            .filter(|delivery| delivery.row().as_str() == row && delivery.department().as_str() == department);
        found.next().expect("a delivery").id()
    }

    pub fn stage(&self, row: &str, department: &str) -> DeliveryStage {
        self.state.delivery(self.delivery(row, department)).expect("a delivery").stage()
    }

    /// The client of a seat stores the inject.
    pub fn arrives(&mut self, row: &str, seat: &str) {
        let department = self.seated(seat).department.expect("a player");
        let delivery = self.delivery(row, department.as_str());
        let seat = SeatCode::parse(seat).expect("a seat code");
        let receipt = exercise::signal::MachineReceipt { delivery, seat, stage: DeliveryStage::Delivered };
        self.notice(Signal::Receipts(vec![receipt]));
    }

    pub fn act(&mut self, seat: &str, what: &str, row: &str) -> Result<(), Rejection> {
        let department = self.seated(seat).department.expect("a player");
        let delivery = self.delivery(row, department.as_str());
        self.submit(seat, json!({"type": what, "delivery": delivery}))
    }
}
