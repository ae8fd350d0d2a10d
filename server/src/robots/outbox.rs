//! What a client has submitted and has no answer for: submitted again under the same id, in order.

use crate::ids;
use protocol::command::Command;
use protocol::ids::CommandId;
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::collections::VecDeque;

/// Commands that may wait: a robot that cannot get rid of so many is as good as off line.
const WAITING_MAX: usize = 256;
/// Wait before a command that may be tried again is, unless the server says otherwise.
const RETRY_MS: i64 = 500;

/// Commands without an answer.
#[derive(Debug, Default)]
pub(super) struct Outbox(VecDeque<Waiting>);

#[derive(Debug)]
struct Waiting {
    id: CommandId,
    command: Command,
    /// When to submit it; none while it is on its way.
    at: Option<Timestamp>,
}

/// Receipts that clients give by themselves: folded by the server, never answered.
pub(super) const fn is_machine_receipt(command: &Command) -> bool {
    matches!(command, Command::ConfirmDelivery(_) | Command::ConfirmSeen(_))
}

impl Outbox {
    /// Takes a new command. The oldest receipt gives way if there are too many.
    pub(super) fn push(&mut self, command: Command) {
        if self.0.len() >= WAITING_MAX {
            self.0.pop_front();
        }
        self.0.push_back(Waiting { id: CommandId(ids::uuid()), command, at: Some(Timestamp(i64::MIN)) });
    }

    /// Commands to submit now, in order.
    pub(super) fn due(&self, now: Timestamp) -> Vec<(CommandId, Command)> {
        let due = |waiting: &&Waiting| waiting.at.is_some_and(|at| at <= now);
        self.0.iter().filter(due).map(|waiting| (waiting.id, waiting.command.clone())).collect()
    }

    /// It is on its way; one that will have no answer is forgotten.
    pub(super) fn submitted(&mut self, id: CommandId, kept: bool) {
        if kept {
            self.set(id, None);
        } else {
            self.answered(id);
        }
    }

    /// After a new welcome: whatever was on its way goes again.
    pub(super) fn resubmit(&mut self) {
        for waiting in &mut self.0 {
            waiting.at = Some(Timestamp(i64::MIN));
        }
    }

    /// It has its answer.
    pub(super) fn answered(&mut self, id: CommandId) {
        self.0.retain(|waiting| waiting.id != id);
    }

    /// It was refused; returns whether it will be tried again.
    pub(super) fn refused(&mut self, id: CommandId, problem: &Problem, now: Timestamp) -> bool {
        let again = matches!(
            problem.code,
            ProblemCode::Busy
                | ProblemCode::RateLimited
                | ProblemCode::OutcomeUnknown
                | ProblemCode::StorageFailed
                | ProblemCode::StorageFull
        );
        if again {
            let wait = problem.retry_after_ms.map_or(RETRY_MS, i64::from);
            self.set(id, Some(Timestamp(now.0 + wait)));
        } else {
            self.answered(id);
        }
        again
    }

    /// When the next command is to be submitted.
    pub(super) fn next(&self) -> Option<Timestamp> {
        self.0.iter().filter_map(|waiting| waiting.at).min()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    fn set(&mut self, id: CommandId, at: Option<Timestamp>) {
        if let Some(waiting) = self.0.iter_mut().find(|waiting| waiting.id == id) {
            waiting.at = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::command::{StartExercise, WriteLog};
    use protocol::text::Body;

    fn start() -> Command {
        Command::StartExercise(StartExercise { confirmed: None, note: None })
    }

    #[test]
    fn what_has_no_answer_goes_again_under_the_same_id_and_in_order() {
        let mut outbox = Outbox::default();
        outbox.push(start());
        outbox.push(Command::WriteLog(WriteLog {
            text: Body::parse("x").unwrap(),
            pinned: false,
            row: None,
            department: None,
            seat: None,
        }));
        let first = outbox.due(Timestamp(0));
        assert_eq!(first.len(), 2);
        for (id, _) in &first {
            outbox.submitted(*id, true);
        }
        assert!(outbox.due(Timestamp(9)).is_empty() && outbox.next().is_none());
        outbox.answered(first[0].0);
        outbox.resubmit();
        assert_eq!(outbox.due(Timestamp(9)), first[1..]);
    }

    #[test]
    fn a_busy_server_is_asked_again_and_a_no_is_a_no() {
        let mut outbox = Outbox::default();
        outbox.push(start());
        let (id, _) = outbox.due(Timestamp(0))[0].clone();
        outbox.submitted(id, true);
        let busy = Problem::new(ProblemCode::RateLimited).retry_after_ms(700);
        assert!(outbox.refused(id, &busy, Timestamp(1_000)));
        assert_eq!(outbox.next(), Some(Timestamp(1_700)));
        assert!(!outbox.refused(id, &Problem::new(ProblemCode::AlreadyDone), Timestamp(2_000)));
        assert_eq!(outbox.len(), 0);
    }
}
