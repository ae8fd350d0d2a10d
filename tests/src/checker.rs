//! The judge: what people saw against what is in the record. Shares no code with the server.
//!
//! | | |
//! |---|---|
//! | H1 | every `recorded` is in the record, with the same stamp |
//! | H2 | every command is in the record once at most, and every repeat got the same answer |
//! | H3 | the record's numbers are dense, and what one person wrote stands in the order of writing |
//! | H4 | each connection's positions are dense in each channel, unless it was told that it reloads or where it leaps from |
//! | H8 | every row was released once at most, every seat acknowledged a delivery once at most |
//!
//! The other half of H4, that what was received adds up to what a newcomer is shown, is
//! [`crate::converged`].

use crate::history::Line;
use crate::journal::{Commit, facts};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What was found, and how much there was to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong, each with the name of its rule.
    pub wrong: Vec<String>,
    /// Answers `recorded` that were looked up.
    pub recorded: usize,
    /// Commands answered more than once.
    pub repeats: usize,
    /// Commits of the record.
    pub commits: usize,
    /// Frames whose position was checked.
    pub positions: usize,
    /// Welcomes that resumed, and that reloaded.
    pub resumed: usize,
    /// Welcomes that said that positions are gone.
    pub reloaded: usize,
    /// Rows released.
    pub released: usize,
    /// Acknowledgements by people.
    pub acknowledged: usize,
}

impl Report {
    /// Fails with everything that is wrong.
    ///
    /// # Errors
    /// If anything is.
    pub fn sound(&self) -> anyhow::Result<()> {
        let shown: Vec<&str> = self.wrong.iter().take(20).map(String::as_str).collect();
        anyhow::ensure!(self.wrong.is_empty(), "{} wrong:\n  {}", self.wrong.len(), shown.join("\n  "));
        Ok(())
    }
}

/// Judges a history by the record.
///
/// # Errors
/// Never by itself: what is wrong is in the report.
pub fn check(history: &[Line], record: &[Commit]) -> anyhow::Result<Report> {
    let mut report = Report { commits: record.len(), ..Report::default() };
    let known = record_itself(record, &mut report);
    answers(history, record, &known, &mut report);
    order(history, &known, &mut report);
    positions(history, &mut report);
    once(record, &mut report);
    Ok(report)
}

/// H3 and H2 of the record alone. Returns where each command stands.
fn record_itself<'a>(record: &'a [Commit], report: &mut Report) -> BTreeMap<&'a str, usize> {
    let mut known = BTreeMap::new();
    for (place, commit) in record.iter().enumerate() {
        if usize::try_from(commit.seq) != Ok(place + 1) {
            report.wrong.push(format!("H3: commit {} stands at {}", commit.seq, place + 1));
        }
        if let Some(command) = &commit.command {
            let first = *known.entry(command.as_str()).or_insert(place);
            if first != place {
                report.wrong.push(format!("H2: command {command} is in commits {} and {}", first + 1, commit.seq));
            }
        }
    }
    for pair in record.windows(2) {
        // Exercise time starts again with the countdown: of standby, and of a new run.
        let countdown = pair[1].exercise < 0;
        if pair[1].wall < pair[0].wall || (pair[1].exercise < pair[0].exercise && !countdown) {
            report.wrong.push(format!("H3: the stamp of commit {} is before that of {}", pair[1].seq, pair[0].seq));
        }
    }
    known
}

/// H1 and H2 of the answers.
fn answers(history: &[Line], record: &[Commit], known: &BTreeMap<&str, usize>, report: &mut Report) {
    let mut first: BTreeMap<&str, &Value> = BTreeMap::new();
    for line in history.iter().filter(|line| line.what == "got" && line.frame["type"] == "recorded") {
        let id = line.frame["id"].as_str().unwrap_or_default();
        let at = &line.frame["at"];
        report.recorded += 1;
        match known.get(id).and_then(|place| record.get(*place)) {
            None => report.wrong.push(format!("H1: {} was told that {id} is recorded, and it is not", line.who)),
            Some(commit) if at["wall"] != commit.wall || at["exercise"] != commit.exercise => {
                report
                    .wrong
                    .push(format!("H1: {id} was answered {at}, its commit is {} {}", commit.wall, commit.exercise));
            }
            Some(_) => {}
        }
        if let Some(earlier) = first.insert(id, at) {
            report.repeats += 1;
            if earlier != at {
                report.wrong.push(format!("H2: {id} was answered {earlier} and then {at}"));
            }
        }
    }
}

/// H3: what one person wrote keeps its order.
fn order(history: &[Line], known: &BTreeMap<&str, usize>, report: &mut Report) {
    let mut written: BTreeSet<&str> = BTreeSet::new();
    let mut last: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for line in history.iter().filter(|line| line.what == "sent" && line.frame["type"] == "submit") {
        let id = line.frame["id"].as_str().unwrap_or_default();
        let Some(place) = known.get(id).copied().filter(|_| written.insert(id)) else { continue };
        if let Some((before, earlier)) = last.insert(&line.who, (place, id))
            && before > place
        {
            report.wrong.push(format!("H3: {} wrote {earlier} before {id}, the record has them turned", line.who));
        }
    }
}

/// A channel of one person.
#[derive(Default)]
struct Position {
    n: u64,
    /// Set between a welcome and the position that it promised: frames may skip what is not needed.
    catching_up: Option<u64>,
    /// Set until the snapshot that a welcome promised is complete.
    awaits_snapshot: bool,
}

/// H4: positions are dense.
fn positions(history: &[Line], report: &mut Report) {
    let mut people: BTreeMap<&str, (String, BTreeMap<String, Position>)> = BTreeMap::new();
    for line in history.iter().filter(|line| line.what == "got") {
        let (epoch, channels) = people.entry(&line.who).or_default();
        match line.frame["type"].as_str().unwrap_or_default() {
            "welcome" => welcome(line, epoch, channels, report),
            kind @ ("snapshot" | "update") => {
                let name = line.frame["channel"].as_str().unwrap_or_default().to_owned();
                let n = line.frame["n"].as_u64().unwrap_or_default();
                let position = channels.entry(name.clone()).or_default();
                report.positions += 1;
                let fits = if kind == "snapshot" {
                    snapshot(position, n, &line.frame)
                } else {
                    update(position, n, &line.frame)
                };
                if !fits {
                    let at = position.n;
                    report.wrong.push(format!("H4: {} got a {kind} of {name} at {n} after {at}", line.who));
                }
                position.n = n;
            }
            _ => {}
        }
    }
}

fn welcome(line: &Line, epoch: &mut String, channels: &mut BTreeMap<String, Position>, report: &mut Report) {
    let now = line.frame["epoch"].as_str().unwrap_or_default();
    for (name, start) in line.frame["channels"].as_object().into_iter().flatten() {
        let n = start["n"].as_u64().unwrap_or_default();
        let position = channels.entry(name.clone()).or_default();
        match start["start"].as_str().unwrap_or_default() {
            "resumed" => {
                report.resumed += 1;
                if *epoch != now || position.n > n {
                    report.wrong.push(format!("H4: {} resumes {name} at {n} from another numbering", line.who));
                }
                position.catching_up = (position.n < n).then_some(n);
            }
            word => {
                report.reloaded += usize::from(word == "reloaded");
                // Whoever held something must be told that it is replaced.
                if word == "fresh" && !epoch.is_empty() {
                    report.wrong.push(format!("H4: {} held {name} and is not told that it reloads", line.who));
                }
                *position = Position { n, catching_up: None, awaits_snapshot: true };
            }
        }
    }
    now.clone_into(epoch);
}

fn snapshot(position: &mut Position, n: u64, frame: &Value) -> bool {
    let fits = position.awaits_snapshot && n == position.n;
    position.awaits_snapshot &= frame["last"] != true;
    fits
}

fn update(position: &mut Position, n: u64, frame: &Value) -> bool {
    if position.awaits_snapshot {
        return false;
    }
    // Merged for a reader who was behind: it says from where it leaps.
    if let Some(after) = frame["after"].as_u64() {
        return after == position.n && after < n;
    }
    match position.catching_up {
        Some(end) => {
            if n >= end {
                position.catching_up = None;
            }
            position.n < n && n <= end
        }
        None => n == position.n + 1,
    }
}

/// H8: once and for all.
fn once(record: &[Commit], report: &mut Report) {
    let mut run = 0;
    let mut seen: BTreeSet<(u32, String)> = BTreeSet::new();
    for commit in record {
        for (kind, data) in &commit.events {
            match kind.as_str() {
                "exercise_restarted" => run += 1,
                "row_released" => {
                    report.released += 1;
                    let row = data["row"].as_str().unwrap_or_default().to_owned();
                    if !seen.insert((run, row.clone())) {
                        report.wrong.push(format!("H8: {row} was released again in commit {}", commit.seq));
                    }
                }
                _ => {}
            }
        }
    }
    let mut signed: BTreeSet<(String, String)> = BTreeSet::new();
    for (commit, data) in facts(record, "delivery_acknowledged") {
        report.acknowledged += 1;
        let by = (data["delivery"].to_string(), commit.actor["seat"]["seat"].to_string());
        let taken_back = || facts(record, "acknowledgement_taken_back").any(|(_, back)| back == data);
        if !signed.insert(by.clone()) && !taken_back() {
            report.wrong.push(format!("H2: {} was acknowledged again by {} in commit {}", by.0, by.1, commit.seq));
        }
    }
}

#[cfg(test)]
#[path = "checker_tests.rs"]
mod tests;
