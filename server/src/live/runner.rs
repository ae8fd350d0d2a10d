//! The one task that may change an exercise. It decides on a head of its own, has the journal make
//! that durable, and only then hands it to the stage, which applies it, answers and shows it.
//!
//! While one append is being made durable, what comes in piles up in the lanes; the next turn takes
//! it all. That is the whole of group commit: no timer, only back-pressure.

use super::input::{Answer, Input, Reply, Waiting};
use super::names::Names;
use super::recovery::{self, LoadError};
use super::replica::Applied;
use super::stage::Batch;
use super::turn::{Head, Turn};
use crate::clock::Clock;
use crate::journal::{AppendError, Entry, Journal};
use crate::shutdown::Shutdown;
use exercise::schedule;
use exercise::signal::{MachineReceipt, Signal};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How often a running exercise says that it is alive: the outage limit is 30 times longer.
pub(super) const HEARTBEAT: Duration = Duration::from_secs(1);
/// A Runner that wakes so much later than it asked for was not running: suspended, stopped, starved.
pub(super) const GAP_MS: i64 = 5_000;
/// Receipts folded into one commit; more wait for the next turn.
pub(super) const RECEIPTS_FOLDED_MAX: usize = 2_048;
/// Pause before the next look at the clock when nothing was due although it said so.
const NOTHING_DUE_MS: i64 = 50;
/// How often a full disk is tried again.
const REOPEN_MS: i64 = 2_000;

/// Why nothing is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// The storage failed: only a restart reads the record anew.
    Failed,
    /// The disk is full: it goes on once there is room.
    Full,
}

impl Stopped {
    pub(super) fn problem(self) -> Problem {
        Problem::new(match self {
            Self::Failed => ProblemCode::StorageFailed,
            Self::Full => ProblemCode::StorageFull,
        })
    }
}

pub(super) struct Runner<J> {
    pub journal: Arc<J>,
    pub clock: Clock,
    pub names: Arc<dyn Names>,
    pub head: Head,
    pub waiting: Waiting,
    pub stage: mpsc::Sender<Batch>,
    pub shutdown: Shutdown,
    pub stopped: Option<Stopped>,
    /// No heartbeat where time is virtual.
    pub heartbeat: Option<Duration>,
    /// When the last heartbeat was noted.
    pub beaten: Timestamp,
    /// When the last turn ended.
    pub turned: Timestamp,
    /// More was due than one turn may take.
    pub more_due: bool,
    /// Last sign of life before a time in which nothing ran; to be noticed with the next turn.
    pub gap: Option<Timestamp>,
    /// When the storage stopped it.
    pub gap_at_stop: Option<Timestamp>,
}

/// The stage is gone: the exercise is to be loaded again.
pub(super) struct StageGone;

impl<J: Journal> Runner<J> {
    /// Runs until the shutdown; what waits then is still decided and answered.
    pub(super) async fn run(mut self) {
        loop {
            let asked = self.wake_at();
            let input = if self.gap.is_some() { Some(Input::Tick) } else { self.next_input(asked).await };
            let Some(input) = input else { break };
            let now = self.clock.now();
            if let Some(asked) = asked.filter(|asked| self.gap.is_none() && now.0 - asked.0 > GAP_MS) {
                // What was due at the very moment it asked for did not happen either.
                self.gap = Some(Timestamp(asked.0 - 1).max(self.turned));
            }
            if self.turn(input, now).await.is_err() {
                return;
            }
            self.turned = self.clock.now();
            if self.stopped.is_none() && self.turned.0 - now.0 > GAP_MS {
                // The disk held it up for so long that what became due meanwhile is late.
                self.gap = Some(self.gap.map_or(now, |gap| gap.min(now)));
            }
        }
        while let Some(input) = self.waiting.command() {
            if self.turn(input, self.clock.now()).await.is_err() {
                return;
            }
        }
        self.beat(self.clock.now()).await;
    }

    /// The next input, or a tick at `wake`; none at the shutdown.
    async fn next_input(&mut self, wake: Option<Timestamp>) -> Option<Input> {
        let clock = self.clock.clone();
        let time = async move {
            match wake {
                Some(at) => clock.sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            biased;
            () = self.shutdown.requested() => None,
            input = self.waiting.next(time) => input,
        }
    }

    /// The next moment that needs no input.
    fn wake_at(&self) -> Option<Timestamp> {
        if self.stopped.is_some() {
            return Some(Timestamp(self.turned.0 + REOPEN_MS));
        }
        let beat = self.beats().map(|every| Timestamp(self.beaten.0 + millis(every)));
        [beat, self.next_due()].into_iter().flatten().min()
    }

    /// The next moment at which something of the exercise may be due.
    fn next_due(&self) -> Option<Timestamp> {
        if self.more_due {
            return Some(self.turned);
        }
        schedule::next_wake(&self.head.state).map(|at| at.max(Timestamp(self.turned.0 + NOTHING_DUE_MS)))
    }

    /// How often to beat: only while the clock runs, because only then an outage means something.
    fn beats(&self) -> Option<Duration> {
        self.heartbeat.filter(|_| self.stopped.is_none() && self.head.state.clock().running)
    }

    async fn turn(&mut self, first: Input, now: Timestamp) -> Result<(), StageGone> {
        if let Some(stopped) = self.stopped {
            return self.refuse(first, stopped).await;
        }
        let mut turn = Turn::default();
        if let Some(from) = self.gap.take() {
            tracing::warn!(exercise = %self.head.id, from = from.0, now = now.0, "the exercise was not running");
            self.head.notice(&mut turn, Signal::Gap { from }, now);
        }
        let settle = self.collect(first, &mut turn, now);
        self.more_due = self.head.due(&mut turn, now);
        self.finish(turn, settle).await?;
        self.keep_alive(now).await;
        Ok(())
    }

    /// Decides what waits: commands up to the bounds of a batch, receipts folded into one.
    fn collect(&mut self, first: Input, turn: &mut Turn, now: Timestamp) -> Vec<oneshot::Sender<Option<Timestamp>>> {
        let (mut receipts, mut settle) = (Vec::new(), Vec::new());
        self.take(first, turn, now, &mut receipts, &mut settle);
        while turn.has_room() {
            let Some(input) = self.waiting.command() else { break };
            self.take(input, turn, now, &mut receipts, &mut settle);
        }
        while receipts.len() < RECEIPTS_FOLDED_MAX {
            let Some(input) = self.waiting.signal() else { break };
            self.take(input, turn, now, &mut receipts, &mut settle);
        }
        if !receipts.is_empty() {
            self.head.notice(turn, Signal::Receipts(receipts), now);
        }
        settle
    }

    fn take(
        &mut self,
        input: Input,
        turn: &mut Turn,
        now: Timestamp,
        receipts: &mut Vec<MachineReceipt>,
        settle: &mut Vec<oneshot::Sender<Option<Timestamp>>>,
    ) {
        match input {
            Input::Command(submission) => self.head.decide(turn, *submission),
            Input::Taken(taking) => self.head.taken(turn, *taking, now),
            Input::Receipts(more) => receipts.extend(more),
            Input::Noticed(signal) => self.head.notice(turn, signal, now),
            Input::Settle(caller) => settle.push(caller),
            Input::Tick => {}
        }
    }

    /// Makes a turn durable and hands it on; or throws the head away.
    async fn finish(
        &mut self,
        mut turn: Turn,
        settle: Vec<oneshot::Sender<Option<Timestamp>>>,
    ) -> Result<(), StageGone> {
        let drafts = turn.take_drafts();
        let appended = if drafts.is_empty() {
            Ok(Vec::new())
        } else {
            metrics::histogram!("startex_batch_commits").record(drafts.len() as f64);
            let since = std::time::Instant::now();
            let appended = self.journal.append(self.head.id, self.head.position, drafts).await;
            metrics::histogram!("startex_append_seconds").record(since.elapsed().as_secs_f64());
            appended
        };
        match appended {
            Ok(entries) => {
                self.head.recorded(&turn, &entries);
                let answers = turn.answers(&entries);
                let commits = self.applied(turn, entries).await;
                let settle = settle.into_iter().map(|caller| (caller, self.next_due())).collect();
                self.hand_on(Batch { commits, answers, settle, stopped: None }).await
            }
            Err(AppendError::Storage { full, source }) => {
                tracing::error!(exercise = %self.head.id, full, %source, "the storage failed: nothing is accepted");
                self.stop(if full { Stopped::Full } else { Stopped::Failed }, turn).await
            }
            Err(AppendError::Fenced { .. } | AppendError::Unknown) => self.reload(turn, None).await,
            Err(AppendError::TooLarge { .. }) => self.reload(turn, Some(Problem::new(ProblemCode::TooLarge))).await,
        }
    }

    async fn applied(&self, turn: Turn, entries: Vec<Entry>) -> Vec<Applied> {
        let mut applied = Vec::with_capacity(entries.len());
        for (decided, entry) in turn.commits.into_iter().zip(entries) {
            let names = recovery::learn(&*self.names, &decided.commit.events, &decided.sealed).await;
            applied.push(Applied { commit: decided.commit, seq: entry.seq, hash: entry.hash, names });
        }
        applied
    }

    async fn hand_on(&self, batch: Batch) -> Result<(), StageGone> {
        self.stage.send(batch).await.map_err(|_| StageGone)
    }

    /// The head may be wrong: it is rebuilt from the record, and the record says who was recorded.
    async fn reload(&mut self, turn: Turn, problem: Option<Problem>) -> Result<(), StageGone> {
        tracing::warn!(exercise = %self.head.id, "the outcome of an append is not known: reading the record");
        match recovery::load(&*self.journal, &*self.names, self.head.id, self.head.position).await {
            Ok(mut loaded) => {
                let commits = std::mem::take(&mut loaded.tail);
                self.head = Head::new(self.head.id, loaded);
                let answers = match &problem {
                    None => turn.answers_by_record(&self.head),
                    Some(problem) => turn.answers_all(problem),
                };
                self.more_due = true;
                self.hand_on(Batch { commits, answers, settle: Vec::new(), stopped: None }).await
            }
            Err(error) => {
                report(&error);
                self.stop(Stopped::Failed, turn).await
            }
        }
    }

    async fn stop(&mut self, why: Stopped, turn: Turn) -> Result<(), StageGone> {
        self.stopped = Some(why);
        // Until it goes on nothing is released, so that is a gap like any other.
        self.gap_at_stop = Some(self.turned);
        let answers = turn.answers_all(&why.problem());
        self.hand_on(Batch { commits: Vec::new(), answers, settle: Vec::new(), stopped: Some(why) }).await
    }

    /// While stopped: says so to everybody, and tries a full disk again now and then.
    async fn refuse(&mut self, first: Input, why: Stopped) -> Result<(), StageGone> {
        let mut answers: Vec<(Reply, Answer)> = Vec::new();
        let mut input = Some(first);
        while let Some(next) = input {
            match next {
                Input::Command(submission) => answers.push((submission.reply, Err(why.problem()))),
                Input::Taken(taking) => answers.push((taking.reply, Err(why.problem()))),
                // Receipts come again when clients do; what was noticed is noticed again.
                Input::Receipts(_) | Input::Noticed(_) | Input::Settle(_) | Input::Tick => {}
            }
            input = self.waiting.command().or_else(|| self.waiting.signal());
        }
        let full = why == Stopped::Full && self.journal.reopen().await.is_ok();
        self.hand_on(Batch { commits: Vec::new(), answers, settle: Vec::new(), stopped: Some(why) }).await?;
        if full {
            self.stopped = None;
            self.gap = self.gap_at_stop.take();
            tracing::info!(exercise = %self.head.id, "there is room again");
            return self.reload(Turn::default(), None).await;
        }
        Ok(())
    }

    /// The heartbeat, and with it a look at the system's wall clock.
    async fn keep_alive(&mut self, now: Timestamp) {
        let Some(every) = self.beats() else { return };
        if now.0 - self.beaten.0 < millis(every) {
            return;
        }
        self.beat(now).await;
        if let Some(by_ms) = self.clock.wall_step() {
            let mut turn = Turn::default();
            self.head.notice(&mut turn, Signal::WallStepped { by_ms }, now);
            // A stage that is gone shows with the next turn.
            let _ = self.finish(turn, Vec::new()).await;
        }
    }

    async fn beat(&mut self, now: Timestamp) {
        self.beaten = now;
        if self.stopped.is_none()
            && let Err(error) = self.journal.heartbeat(self.head.id, now.0).await
        {
            tracing::warn!(%error, "the heartbeat was not noted");
        }
    }
}

fn report(error: &LoadError) {
    tracing::error!(%error, "the record cannot be read");
}

fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX / 2)
}
