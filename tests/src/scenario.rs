//! Scenarios that tests need, in the form of a scenario file.

use serde_json::{Value, json};

/// The number of seats, departments and rows of a generated scenario.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Departments.
    pub departments: usize,
    /// Seats of each.
    pub seats: usize,
    /// Rows released by hand, each to everybody and to be acknowledged by every seat.
    pub rows: usize,
}

/// Code of a department: `D01` …
#[must_use]
pub fn department(index: usize) -> String {
    format!("D{:02}", index + 1)
}

/// Code of a seat: `D01-1` …
#[must_use]
pub fn seat(department_index: usize, index: usize) -> String {
    format!("{}-{}", department(department_index), index + 1)
}

/// Code of a row: `R-1` …
#[must_use]
pub fn row(index: usize) -> String {
    format!("R-{}", index + 1)
}

fn both(text: &str) -> Value {
    json!({ "zh": format!("演练：{text}"), "en": format!("EXERCISE: {text}") })
}

/// A scenario of a given size, with a director, a lead controller, controllers, an evaluator, a
/// safety officer and two walls. Its rows are released by hand.
#[must_use]
pub fn generated(size: Size) -> Value {
    let all: Vec<Value> = (0..size.departments).map(|index| json!({ "department": department(index) })).collect();
    let departments: Vec<Value> = (0..size.departments).map(|index| department_of(index, size.seats)).collect();
    let rows: Vec<Value> = (0..size.rows).map(|index| row_to(&row(index), &all)).collect();
    let mut scenario = with_rows(departments, rows);
    scenario["title"] = both(&format!("{} × {}", size.departments, size.seats));
    scenario
}

/// A list whose rows all fall due at the same exercise second, each to every department, with one row
/// more an hour later. Nobody lets them go: the clock does.
#[must_use]
pub fn due_together(size: Size, second: u32) -> Value {
    let mut scenario = generated(Size { rows: size.rows + 1, ..size });
    if let Some(rows) = scenario["injects"].as_array_mut() {
        for (index, row) in rows.iter_mut().enumerate() {
            let at = if index < size.rows { second } else { second + 3_600 };
            row["offset"] = json!(at);
            row["when"] = json!({ "type": "time", "at": at });
            row["release"] = json!("auto");
        }
    }
    scenario
}

fn department_of(index: usize, seats: usize) -> Value {
    let seats: Vec<Value> =
        (0..seats).map(|of| json!({ "code": seat(index, of), "name": both(&format!("seat {}", of + 1)) })).collect();
    json!({ "code": department(index), "name": both(&format!("unit {}", index + 1)), "seats": seats })
}

fn row_to(id: &str, to: &[Value]) -> Value {
    json!({
        "id": id,
        "kind": "trigger",
        "title": both(&format!("row {id}")),
        "body": both(&format!("Everybody acknowledges {id}.")),
        "from": both("control"),
        "to": to,
        "ack_policy": "every_member",
        "channel": "system",
        "expected_action": both("acknowledge"),
        "targets": { "acknowledge": 600, "respond": null, "complete": 3600 },
        "when": { "type": "manual" },
        "release": "manual",
        "tasks": ["T-1"],
    })
}

fn with_rows(departments: Vec<Value>, rows: Vec<Value>) -> Value {
    let staff = [
        ("DIR", "DIR"),
        ("LC", "LC"),
        ("CTL-1", "CTL"),
        ("CTL-2", "CTL"),
        ("SAF", "SAF"),
        ("SIM-1", "SIM"),
        ("EVA-1", "EVA"),
        ("LEV", "LEV"),
        ("OBS-1", "OBS"),
        ("WALL-P", "WALL"),
    ];
    let staff: Vec<Value> =
        staff.iter().map(|(code, role)| json!({ "code": code, "role": role, "name": both(code) })).collect();
    json!({
        "schema": 1,
        "id": "generated",
        "title": both("generated"),
        "settings": { "countdown": 1 },
        "departments": departments,
        "staff": staff,
        "phases": [{ "id": "P1", "name": both("play"), "start": 0, "end": 36000 }],
        "objectives": [{
            "id": "O-1",
            "name": both("everybody is reached"),
            "tasks": [{ "id": "T-1", "name": both("acknowledge") }],
        }],
        "injects": rows,
    })
}
