//! One turn of a Runner: what waited is decided on the head, applied there as it goes, and becomes
//! the drafts of one append. Nothing here waits or writes; nobody outside sees any of it before the
//! append has returned.

use super::ballot;
use super::input::{Answer, Recorded, Reply, Submission, Taking, actor};
use super::record;
use super::recovery::{Known, Loaded};
use crate::access::SealedName;
use crate::ids;
use crate::journal::{Draft, Entry, Hash, Position};
use exercise::commit::{Commit, Moment, hides_author};
use exercise::{Actor, Event, Signal, State, apply, decide, schedule};
use protocol::ids::{CommandId, ExerciseId};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Milliseconds before its arrival from which a command counts as written earlier: longer than a
/// slow network takes, shorter than anybody would call late.
const WRITTEN_BEFORE_MS: i64 = 2_000;

/// Commands that one append takes: later ones go out with the next, sooner than with a longer one.
pub(super) const BATCH_COMMANDS_MAX: usize = 256;
/// Bytes that one append takes; one larger command still goes alone.
pub(super) const BATCH_BYTES_MAX: usize = 256 * 1024;
/// Commits of the system that one turn may add, with sixteen releases each at most; the rest comes
/// with the next turn, so that commands are never behind a storm of consequences.
pub(super) const DUE_COMMITS_MAX: usize = 4;

/// The state on which commands are decided: ahead of the record while an append runs.
pub(super) struct Head {
    pub id: ExerciseId,
    pub state: State,
    pub position: Position,
    pub hash: Hash,
    known: HashMap<CommandId, Known>,
}

/// A decided commit with its draft.
pub(super) struct Decided {
    pub commit: Commit,
    pub sealed: Vec<u8>,
    digest: Option<[u8; 32]>,
}

enum Outcome {
    /// That commit of this turn.
    Commit(usize),
    /// Known before, or refused.
    Settled(Answer),
}

struct Waiter {
    id: Option<CommandId>,
    reply: Reply,
    outcome: Outcome,
}

/// What one turn has come to so far.
#[derive(Default)]
pub(super) struct Turn {
    pub commits: Vec<Decided>,
    drafts: Vec<Draft>,
    waiters: Vec<Waiter>,
    repeats: HashMap<CommandId, usize>,
    bytes: usize,
}

impl Turn {
    /// Whether one more command may join.
    pub(super) fn has_room(&self) -> bool {
        self.waiters.len() < BATCH_COMMANDS_MAX && self.bytes < BATCH_BYTES_MAX
    }

    /// The drafts, once.
    pub(super) fn take_drafts(&mut self) -> Vec<Draft> {
        std::mem::take(&mut self.drafts)
    }

    fn wait(&mut self, id: Option<CommandId>, reply: Reply, outcome: Outcome) {
        self.waiters.push(Waiter { id, reply, outcome });
    }

    /// The answers, now that the commits are in the record.
    pub(super) fn answers(&mut self, entries: &[Entry]) -> Vec<(Reply, Answer)> {
        let of = |index: usize| {
            let (decided, entry) = (self.commits.get(index), entries.get(index));
            let both = decided.zip(entry);
            both.map(|(decided, entry)| Recorded { at: decided.commit.at, seq: entry.seq })
                .ok_or_else(|| Problem::new(ProblemCode::OutcomeUnknown))
        };
        let waiters = std::mem::take(&mut self.waiters);
        waiters
            .into_iter()
            .map(|waiter| match waiter.outcome {
                Outcome::Commit(index) => (waiter.reply, of(index)),
                Outcome::Settled(answer) => (waiter.reply, answer),
            })
            .collect()
    }

    /// The answers after a reload: who is in the record is told so, nobody else is told anything
    /// that was decided on a head that is gone.
    pub(super) fn answers_by_record(self, head: &Head) -> Vec<(Reply, Answer)> {
        let answer = |waiter: Waiter| {
            let known = waiter.id.and_then(|id| head.known.get(&id));
            let unknown = || Problem::new(ProblemCode::OutcomeUnknown).retry_after_ms(250);
            (waiter.reply, known.map(|known| known.recorded).ok_or_else(unknown))
        };
        self.waiters.into_iter().map(answer).collect()
    }

    /// The same answer for everybody.
    pub(super) fn answers_all(self, problem: &Problem) -> Vec<(Reply, Answer)> {
        self.waiters.into_iter().map(|waiter| (waiter.reply, Err(problem.clone()))).collect()
    }
}

impl Head {
    pub(super) fn new(id: ExerciseId, loaded: Loaded) -> Self {
        let Loaded { state, position, hash, known, tail: _, alive: _ } = loaded;
        Self { id, state, position, hash, known }
    }

    /// Decides a command; its answer waits for the append of this turn, whatever it is.
    pub(super) fn decide(&mut self, turn: &mut Turn, submission: Submission) {
        let Submission { seated, id, command, happened_at, received, reply } = submission;
        let digest = record::digest(self.id, &seated, &command);
        if let Some(known) = self.known.get(&id) {
            let same = known.digest.is_none_or(|first| first == digest);
            let answer = if same { Ok(known.recorded) } else { Err(Problem::new(ProblemCode::CommandIdReused)) };
            return turn.wait(Some(id), reply, Outcome::Settled(answer));
        }
        if let Some(index) = turn.repeats.get(&id).copied() {
            let same = turn.commits.get(index).is_some_and(|first| first.digest.is_none_or(|first| first == digest));
            let reused = || Outcome::Settled(Err(Problem::new(ProblemCode::CommandIdReused)));
            return turn.wait(Some(id), reply, if same { Outcome::Commit(index) } else { reused() });
        }
        let ballot = ballot::of(self.id, &seated.seat);
        let moment = Moment { ballot, ..self.moment(received, happened_at) };
        let decided = decide::decide(&self.state, &command, &seated, &moment).map_err(Problem::from);
        let outcome = decided.and_then(|events| {
            if hides_author(&events) {
                // Nor a digest: it is made with the seat, and there are few to try.
                let commit = self.unsigned(id, events);
                return self.take(turn, commit, None, Vec::new());
            }
            let commit = self.commit(actor(&seated), Some(id), &moment, events);
            self.take(turn, commit, Some(digest), Vec::new())
        });
        match outcome {
            Ok(index) => {
                turn.repeats.insert(id, index);
                turn.wait(Some(id), reply, Outcome::Commit(index));
            }
            Err(problem) => turn.wait(Some(id), reply, Outcome::Settled(Err(problem))),
        }
    }

    /// Takes in what the server noticed.
    pub(super) fn notice(&mut self, turn: &mut Turn, signal: Signal, now: Timestamp) {
        let _ = self.noticed(turn, signal, now, Vec::new());
    }

    /// Somebody sits down; the sealed name goes beside the commit.
    pub(super) fn taken(&mut self, turn: &mut Turn, taking: Taking, now: Timestamp) {
        let Taking { seat, person, name, robot, reply } = taking;
        let (digest, sealed) = name.map_or((None, Vec::new()), |SealedName { sealed, digest }| (Some(digest), sealed));
        if self.state.seat(&seat).is_none() {
            let unknown = Problem::new(ProblemCode::Unknown).place("seat");
            return turn.wait(None, reply, Outcome::Settled(Err(unknown)));
        }
        let outcome = self.noticed(turn, Signal::SeatTaken { seat, person, digest, robot }, now, sealed);
        // Sitting where one sits already is no fact, but it is as durable as the one before.
        let settled = Recorded { at: self.state.last(), seq: self.position.seq() };
        turn.wait(None, reply, outcome.map_or(Outcome::Settled(Ok(settled)), Outcome::Commit));
    }

    /// Adds what follows from time and from what has happened, and says whether more is due.
    pub(super) fn due(&mut self, turn: &mut Turn, now: Timestamp) -> bool {
        for _ in 0..DUE_COMMITS_MAX {
            let moment = self.moment(now, None);
            let events = schedule::due(&self.state, &moment);
            if events.is_empty() {
                return false;
            }
            let commit = self.commit(Actor::System, None, &moment, events);
            if let Err(problem) = self.take(turn, commit, None, Vec::new()) {
                tracing::error!(detail = problem.detail, "a commit of the system cannot be stored");
                return false;
            }
        }
        true
    }

    /// The turn is in the record.
    pub(super) fn recorded(&mut self, turn: &Turn, entries: &[Entry]) {
        for (decided, entry) in turn.commits.iter().zip(entries) {
            if let Some(id) = decided.commit.command {
                let recorded = Recorded { at: decided.commit.at, seq: entry.seq };
                self.known.insert(id, Known { recorded, digest: decided.digest });
            }
        }
        if let Some(last) = entries.last() {
            (self.position, self.hash) = (last.position(), last.hash);
        }
    }

    fn noticed(&mut self, turn: &mut Turn, signal: Signal, now: Timestamp, sealed: Vec<u8>) -> Option<usize> {
        let moment = self.moment(now, None);
        let events = decide::notice(&self.state, signal, &moment);
        if events.is_empty() {
            return None;
        }
        let commit = self.commit(Actor::System, None, &moment, events);
        self.take(turn, commit, None, sealed).ok()
    }

    /// Stamps never go back, whatever the queue did. Clients always say when something was written;
    /// what was written just now has the one stamp.
    fn moment(&self, received: Timestamp, happened_at: Option<Timestamp>) -> Moment {
        let happened_at = happened_at.filter(|at| received.0 - at.0 >= WRITTEN_BEFORE_MS);
        let wall = received.max(self.state.last().wall);
        Moment { wall, seed: ids::uuid(), happened_at, ballot: Uuid::nil() }
    }

    fn commit(&self, by: Actor, command: Option<CommandId>, moment: &Moment, events: Vec<Event>) -> Commit {
        Commit { at: self.state.stamp(moment.wall), by, command, happened_at: moment.happened_at, events }
    }

    /// A commit that says neither who nor when: its stamp is that of the one before it. Its command's id is
    /// random and known to one device alone, and is what makes a repeat a repeat.
    fn unsigned(&self, id: CommandId, events: Vec<Event>) -> Commit {
        Commit { at: self.state.last(), by: Actor::System, command: Some(id), happened_at: None, events }
    }

    /// Applies a commit to the head and puts it into the turn.
    fn take(
        &mut self,
        turn: &mut Turn,
        commit: Commit,
        digest: Option<[u8; 32]>,
        sealed: Vec<u8>,
    ) -> Result<usize, Problem> {
        let draft = record::draft(&commit, digest, sealed.clone())
            .map_err(|why| Problem::new(ProblemCode::Malformed).detail(why))?;
        apply::apply_commit(&mut self.state, &commit, |_, _| {});
        turn.bytes += draft.weight();
        turn.drafts.push(draft);
        turn.commits.push(Decided { commit, sealed, digest });
        Ok(turn.commits.len() - 1)
    }
}
