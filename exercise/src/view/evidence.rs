//! What the commits say that a written report rests on, for those who answer for the report: parts of
//! sentences, roles instead of names, and no words that are not theirs to read.

use super::line::{self, Line};
use super::shared;
use crate::actor::Actor;
use crate::commit::Commit;
use crate::event::{CloseCause, Event};
use crate::evidence::Shown;
use crate::number;
use crate::state::State;
use protocol::draft::{EvidenceCommit, EvidenceLine};
use protocol::ids::{DeliveryId, TaskId};
use protocol::item::By;
use protocol::vocab::{EntryKind, Role};

/// The most facts of one commit that are listed: a row that goes to everybody is said once, what
/// hundreds of devices received together is counted.
const LINES_MAX: usize = 12;

/// Who reads a report behind its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The director or an administrator: everything but evaluators' unpublished words.
    Director,
    /// The lead evaluator: everything but what control keeps to itself.
    LeadEvaluator,
}

impl Reader {
    /// How somebody in a seat reads; those who may not, do not get this far.
    #[must_use]
    pub fn of(role: Role) -> Self {
        if role == Role::LeadEvaluator { Self::LeadEvaluator } else { Self::Director }
    }
}

/// What a commit of the record says. `seq` is its number; the state stands at that commit or later.
#[must_use]
pub fn evidence(state: &State, seq: u64, commit: &Commit, reader: Reader) -> EvidenceCommit {
    let (by_the_way, said): (Vec<_>, Vec<_>) = commit.events.iter().partition(|event| is_by_the_way(event));
    let mut lines: Vec<EvidenceLine> = Vec::new();
    for event in if said.is_empty() { by_the_way } else { said } {
        for line in lines_of(state, event, reader) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    let more = number::count(lines.len().saturating_sub(LINES_MAX));
    lines.truncate(LINES_MAX);
    let by = shared::by(state, &commit.by.who());
    EvidenceCommit {
        seq,
        at: commit.at,
        // A report says roles: whoever needs the name looks at the record.
        by: by.map(|by| By { name: None, told: None, ..by }),
        role: match &commit.by {
            Actor::Seat(seated) => Some(seated.role),
            Actor::System => None,
        },
        lines,
        more,
    }
}

/// Who is shown anything of a commit, as the state stands right after it.
pub(crate) fn shown(state: &State, commit: &Commit) -> Shown {
    let quiet = |event: &&Event| is_by_the_way(event);
    let only = commit.events.iter().all(is_by_the_way);
    let said = commit.events.iter().filter(|event| only || !quiet(event));
    said.map(|event| shown_of(state, event)).fold(Shown::default(), |one, other| Shown {
        director: one.director || other.director,
        lead: one.lead || other.lead,
    })
}

fn shown_of(state: &State, event: &Event) -> Shown {
    match event {
        // Answers are read together; that somebody wrote a report bears nothing of it out.
        Event::FeedbackGiven(_)
        | Event::SentenceEdited(_)
        | Event::SentenceRestored(_)
        | Event::EvidenceGiven(_)
        | Event::DraftPut(_)
        | Event::DocumentApproved(_) => Shown::default(),
        _ => Shown {
            director: !is_evaluators(state, event),
            lead: !line::of(state, event).is_some_and(|line| line.control_only),
        },
    }
}

/// Whether somebody may rest a sentence on a commit: the record has it, and he is shown something of it.
/// What an evaluator wrote is the director's to name when it is published.
#[must_use]
pub fn may_rest_on(state: &State, seq: u64, reader: Reader) -> bool {
    let Some(passed) = state.passed(seq) else { return false };
    match reader {
        Reader::LeadEvaluator => passed.shown.lead,
        Reader::Director => {
            let mut notes = state.evaluation.observations.values();
            passed.shown.director || notes.any(|note| note.rung.seq == seq && note.published.is_some())
        }
    }
}

/// What follows from something else in the commit: said where there is nothing else to say.
fn is_by_the_way(event: &Event) -> bool {
    match event {
        Event::ClockAnchored(_) | Event::DeliveryEscalated(_) => true,
        Event::DeliveryClosed(e) => e.cause != CloseCause::Hand,
        _ => false,
    }
}

fn lines_of(state: &State, event: &Event, reader: Reader) -> Vec<EvidenceLine> {
    // The log has no line for what devices confirm by themselves; a report may rest on it.
    if let Event::ReceiptsMerged(merged) = event {
        return merged.receipts.iter().map(|one| told(state, event, delivered(state, one.delivery), false)).collect();
    }
    let own = is_evaluators(state, event);
    let line =
        line::of(state, event).or_else(|| unlogged(state, event)).unwrap_or_else(|| line::line(EntryKind::System));
    let withheld = match reader {
        // Answers to the questionnaire are read together, never one by one.
        _ if matches!(event, Event::FeedbackGiven(_)) => true,
        Reader::Director => own,
        Reader::LeadEvaluator => line.control_only,
    };
    vec![told(state, event, line, withheld)]
}

/// Words of an evaluator that were not published.
fn is_evaluators(state: &State, event: &Event) -> bool {
    match event {
        Event::ObservationRecorded(e) => {
            state.evaluation.observations.get(&e.id).is_none_or(|note| note.published.is_none())
        }
        Event::TaskRated(_) | Event::BehaviourMarked(_) => true,
        _ => false,
    }
}

fn told(state: &State, event: &Event, line: Line, withheld: bool) -> EvidenceLine {
    let title = line.row.as_ref().and_then(|id| state.rows.get(id)).map(|row| row.spec.title.clone());
    EvidenceLine {
        entry_kind: line.kind,
        fact: event.kind().to_owned(),
        row: line.row,
        title,
        department: line.department,
        seat: line.seat,
        text: line.text.filter(|_| !withheld),
        withheld,
    }
}

fn delivered(state: &State, id: DeliveryId) -> Line {
    let delivery = state.deliveries.get(&id);
    Line {
        row: delivery.map(|delivery| delivery.row.clone()),
        department: delivery.map(|delivery| delivery.department.clone()),
        ..line::line(EntryKind::Delivery)
    }
}

fn of_task(task: &TaskId, words: &str) -> Line {
    line::line(EntryKind::Evaluation).text(format!("{task} · {words}"))
}

/// Facts that fill no line of the log.
fn unlogged(state: &State, event: &Event) -> Option<Line> {
    Some(match event {
        Event::ObservationRecorded(e) => Line {
            row: e.row.clone(),
            department: e.department.clone(),
            ..line::line(EntryKind::Evaluation).text(&e.text)
        },
        Event::TaskRated(e) => of_task(&e.task, e.rating.word()),
        Event::BehaviourMarked(e) => of_task(&e.task, e.seen.word()),
        Event::DeliveryClosed(e) => delivered(state, e.delivery),
        Event::DeliveryEscalated(e) => delivered(state, e.delivery).text(e.duty.word()),
        Event::RollClosed(_) => line::line(EntryKind::RollCall),
        _ => return None,
    })
}
