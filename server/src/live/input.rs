//! Everything that wakes a Runner, in one closed list, and the bounded lanes it waits in: control's
//! commands go before players', those before what the server noticed by itself.

use super::frame::Frame;
use super::outbox::Outbox;
use crate::access::SealedName;
use exercise::signal::{MachineReceipt, Signal};
use exercise::{Actor, Seated};
use protocol::command::{Command, CommandKind};
use protocol::frame::ServerFrame;
use protocol::ids::{CommandId, PersonId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::{Stamp, Timestamp};
use protocol::vocab::Role;
use tokio::sync::{mpsc, oneshot};

/// Commands of control that may wait; ten consoles at their burst.
pub(super) const CONTROL_LANE: usize = 1_024;
/// Commands of everybody else that may wait: the acknowledge storm is run with 5 000.
pub(super) const OTHERS_LANE: usize = 8_192;
/// Signals that may wait; each holds up to 256 receipts.
pub(super) const SIGNALS_LANE: usize = 4_096;

/// The moment and number of a command in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Both clocks.
    pub at: Stamp,
    /// Its number; for control's eyes only.
    pub seq: u64,
}

/// What a command came to.
pub type Answer = Result<Recorded, Problem>;

/// Where an answer goes.
#[derive(Debug)]
pub(super) enum Reply {
    /// To a waiting caller.
    Once(oneshot::Sender<Answer>),
    /// To a socket, as `recorded` or `rejected`.
    Frame(Outbox, CommandId),
    /// The declaration of a real emergency: the answer also decides about the cover.
    Covered(Box<Reply>),
}

impl Reply {
    pub(super) fn send(self, answer: Answer) {
        match self {
            // A caller that has gone away needs no answer.
            Self::Once(caller) => drop(caller.send(answer)),
            Self::Frame(outbox, id) => outbox.push(Frame::encode(&match answer {
                Ok(recorded) => ServerFrame::Recorded { id, at: recorded.at },
                Err(problem) => ServerFrame::Rejected { id, problem },
            })),
            Self::Covered(inner) => inner.send(answer),
        }
    }
}

/// A command with what stands around it.
#[derive(Debug)]
pub(super) struct Submission {
    pub seated: Seated,
    pub id: CommandId,
    pub command: Command,
    /// When the client says that it happened.
    pub happened_at: Option<Timestamp>,
    /// When it reached the server, before any queue.
    pub received: Timestamp,
    pub reply: Reply,
}

/// Somebody sits down.
#[derive(Debug)]
pub(super) struct Taking {
    pub seat: SeatCode,
    pub person: Option<PersonId>,
    pub name: Option<SealedName>,
    pub robot: bool,
    pub reply: Reply,
}

/// Everything that wakes a Runner.
#[derive(Debug)]
pub(super) enum Input {
    /// Somebody wishes.
    Command(Box<Submission>),
    /// Somebody sits down.
    Taken(Box<Taking>),
    /// Clients stored or showed deliveries, or frames were queued for them.
    Receipts(Vec<MachineReceipt>),
    /// The server noticed something else.
    Noticed(Signal),
    /// Somebody wants to know when all is quiet, and until when.
    Settle(oneshot::Sender<Option<Timestamp>>),
    /// Time has come, or the lanes are checked for other reasons.
    Tick,
}

/// The ends that are written to.
#[derive(Clone, Debug)]
pub(super) struct Lanes {
    control: mpsc::Sender<Input>,
    others: mpsc::Sender<Input>,
    signals: mpsc::Sender<Input>,
}

/// The ends that the Runner reads.
#[derive(Debug)]
pub(super) struct Waiting {
    control: mpsc::Receiver<Input>,
    others: mpsc::Receiver<Input>,
    signals: mpsc::Receiver<Input>,
}

pub(super) fn lanes() -> (Lanes, Waiting) {
    let (control, control_waits) = mpsc::channel(CONTROL_LANE);
    let (others, others_wait) = mpsc::channel(OTHERS_LANE);
    let (signals, signals_wait) = mpsc::channel(SIGNALS_LANE);
    let waiting = Waiting { control: control_waits, others: others_wait, signals: signals_wait };
    (Lanes { control, others, signals }, waiting)
}

/// Whether a command goes before those of players: control's, and what saves people.
fn goes_first(submission: &Submission) -> bool {
    let control = matches!(
        submission.seated.role,
        Role::Director | Role::LeadController | Role::Controller | Role::Safety | Role::Planner
    );
    control || submission.command.kind() == CommandKind::DeclareEmergency
}

impl Lanes {
    /// Queues an input; waits while its lane is full.
    ///
    /// # Errors
    /// `outcome_unknown` if the exercise is being reloaded: nothing was decided, a repeat is safe.
    pub(super) async fn send(&self, input: Input) -> Result<(), Problem> {
        let lane = match &input {
            Input::Command(submission) if goes_first(submission) => &self.control,
            Input::Command(_) | Input::Taken(_) => &self.others,
            Input::Receipts(_) | Input::Noticed(_) | Input::Settle(_) | Input::Tick => &self.signals,
        };
        lane.send(input).await.map_err(|_| gone())
    }

    /// Queues a signal unless its lane is full, and says whether it did.
    pub(super) fn try_signal(&self, input: Input) -> bool {
        self.signals.try_send(input).is_ok()
    }

    pub(super) fn is_closed(&self) -> bool {
        self.signals.is_closed()
    }
}

/// The answer of an exercise that is not running right now.
pub(super) fn gone() -> Problem {
    Problem::new(ProblemCode::OutcomeUnknown).retry_after_ms(1_000)
}

impl Waiting {
    /// The next input, or [`Input::Tick`] when `wake` is ready; none once nobody can send any more.
    pub(super) async fn next(&mut self, wake: impl Future<Output = ()>) -> Option<Input> {
        tokio::select! {
            biased;
            input = self.control.recv() => input,
            input = self.others.recv() => input,
            input = self.signals.recv() => input,
            () = wake => Some(Input::Tick),
        }
    }

    /// The next command that waits, control's first.
    pub(super) fn command(&mut self) -> Option<Input> {
        self.control.try_recv().or_else(|_| self.others.try_recv()).ok()
    }

    /// The next signal that waits.
    pub(super) fn signal(&mut self) -> Option<Input> {
        self.signals.try_recv().ok()
    }
}

/// Whether an actor is the seat of a command; for the record of repeats.
pub(super) fn actor(seated: &Seated) -> Actor {
    Actor::Seat(seated.clone())
}
