//! One connection without its socket: the machine's steps carried out against the exercise. What is
//! to be written comes out, so that a socket, a rehearsal and a test run the very same connection.

use super::machine::{Machine, Step};
use crate::access::SeatIdentity;
use crate::clock::Clock;
use crate::live::{Attached, Frame, Handle, Outbox};
use exercise::{Seated, permission};
use protocol::close::CloseReason;
use protocol::command::Command;
use protocol::frame::{Resume, ServerFrame, You};
use protocol::ids::{CommandId, SeatCode};
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// Looks at a connection's token again: whether it still opens this seat.
pub type Revalidate = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// Lets a seat go at the door after the record has: its devices are signed out, its card may be
/// bound again.
pub type FreeSeat = Arc<dyn Fn(SeatCode) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// What is to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    /// A text frame.
    Frame(Frame),
    /// A ping.
    Ping,
    /// The close frame, and nothing after it.
    Close(CloseReason),
}

/// A connection of a seat to an exercise. Dropping it ends it.
pub struct Link {
    handle: Handle,
    seat: SeatIdentity,
    revalidate: Revalidate,
    free_seat: Option<FreeSeat>,
    looks_as: Option<You>,
    clock: Clock,
    machine: Machine,
    outbox: Outbox,
    attached: Option<Attached>,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Link").field("seat", &self.seat.seat).field("machine", &self.machine).finish_non_exhaustive()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        match &self.attached {
            Some(attached) => self.handle.detach(attached, &self.outbox),
            None => self.outbox.abandon(),
        }
    }
}

impl Link {
    /// A connection that has just been opened; its first frame is awaited.
    #[must_use]
    pub fn new(handle: Handle, seat: SeatIdentity, revalidate: Revalidate, clock: Clock) -> Self {
        let machine = Machine::new(seat.seat.clone(), seat.role, clock.now());
        Self {
            handle,
            seat,
            revalidate,
            free_seat: None,
            looks_as: None,
            clock,
            machine,
            outbox: Outbox::new(),
            attached: None,
        }
    }

    /// Shows what another seat is shown. Whoever looks so gives no command, confirms nothing and is
    /// nowhere present by it.
    #[must_use]
    pub fn looking_as(mut self, you: You) -> Self {
        self.machine = Machine::new(you.seat.clone(), self.seat.role, self.clock.now());
        self.looks_as = Some(you);
        self
    }

    /// Tells the door of seats that this connection frees. Without it, as in a rehearsal, there is
    /// none to tell.
    #[must_use]
    pub fn freeing(mut self, free_seat: FreeSeat) -> Self {
        self.free_seat = Some(free_seat);
        self
    }

    /// What the exercise has to say; to be drained beside everything else.
    #[must_use]
    pub const fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    /// Who is connected.
    #[must_use]
    pub const fn seat(&self) -> &SeatIdentity {
        &self.seat
    }

    /// The next moment for [`Link::tick`].
    #[must_use]
    pub fn wake_at(&self) -> Option<Timestamp> {
        self.machine.wake_at()
    }

    /// A text frame came.
    pub async fn text(&mut self, text: &str) -> Vec<Out> {
        let steps = self.machine.text(text, self.clock.now());
        self.carry_out(steps).await
    }

    /// A binary frame came.
    pub async fn binary(&mut self) -> Vec<Out> {
        let steps = self.machine.binary(self.clock.now());
        self.carry_out(steps).await
    }

    /// A ping came, which was answered below.
    pub async fn ping(&mut self) -> Vec<Out> {
        let steps = self.machine.ping(self.clock.now());
        self.carry_out(steps).await
    }

    /// A pong came.
    pub async fn pong(&mut self) -> Vec<Out> {
        let steps = self.machine.pong(self.clock.now());
        self.carry_out(steps).await
    }

    /// Time has passed.
    pub async fn tick(&mut self) -> Vec<Out> {
        let steps = self.machine.tick(self.clock.now());
        self.carry_out(steps).await
    }

    /// The server ends the connection.
    pub fn close(&mut self, reason: CloseReason) -> Vec<Out> {
        let ends = |step| matches!(step, Step::Close(_));
        if self.machine.close(reason).into_iter().any(ends) { vec![Out::Close(reason)] } else { Vec::new() }
    }

    async fn carry_out(&mut self, steps: Vec<Step>) -> Vec<Out> {
        let mut out = Vec::with_capacity(steps.len());
        for step in steps {
            match step {
                Step::Attach(resume) => out.extend(Box::pin(self.attach(resume)).await),
                Step::Send(frame) => out.push(Out::Frame(Frame::encode(&frame))),
                // A screen that nobody sits at reads, whatever its client sends.
                Step::Submit { id, .. } | Step::Receipts { id, .. } if self.seat.kiosk => {
                    let problem = Problem::new(ProblemCode::NotAllowed);
                    out.push(Out::Frame(Frame::encode(&ServerFrame::Rejected { id, problem })));
                }
                Step::Submit { id, .. } | Step::Receipts { id, .. } if self.looks_as.is_some() => {
                    let problem = Problem::new(ProblemCode::NotAllowed).place("as");
                    out.push(Out::Frame(Frame::encode(&ServerFrame::Rejected { id, problem })));
                }
                Step::Heard(_) if self.looks_as.is_some() => {}
                // Whoever looks through another's eyes is nowhere present by it.
                Step::Look(_) if self.looks_as.is_some() => {
                    let problem = Problem::new(ProblemCode::NotAllowed).place("as");
                    out.push(Out::Frame(Frame::encode(&ServerFrame::Refused { problem })));
                }
                Step::Look(sight) => {
                    if let Some(attached) = &self.attached {
                        self.handle.looking(attached, sight);
                    }
                }
                Step::Submit { id, command, happened_at } => {
                    if let (Command::ReleaseSeat(release), Some(free)) = (&*command, self.free_seat.clone()) {
                        let free = free(release.seat.clone());
                        out.push(Box::pin(self.release_seat(id, *command, happened_at, free)).await);
                        continue;
                    }
                    let (handle, seated) = (&self.handle, self.seated());
                    if let Err(problem) = handle.submit_from(&self.outbox, seated, id, *command, happened_at).await {
                        out.push(Out::Frame(Frame::encode(&ServerFrame::Rejected { id, problem })));
                    }
                }
                Step::Receipts { id, stage, deliveries } => {
                    if let Err(problem) = self.handle.receipts(&self.seated(), stage, deliveries).await {
                        out.push(Out::Frame(Frame::encode(&ServerFrame::Rejected { id, problem })));
                    }
                }
                Step::Heard(round_trip_ms) => self.handle.presence(self.seat.seat.clone(), round_trip_ms),
                Step::Ping => out.push(Out::Ping),
                Step::Revalidate => {
                    if !(self.revalidate)().await {
                        out.extend(self.close(CloseReason::SignedOut));
                    }
                }
                Step::Close(reason) => out.push(Out::Close(reason)),
            }
        }
        out
    }

    /// Frees a seat: first in the record, then at the door. This connection waits for both.
    async fn release_seat(
        &self,
        id: CommandId,
        command: Command,
        happened_at: Option<Timestamp>,
        free: impl Future<Output = ()>,
    ) -> Out {
        let frame = match self.handle.submit(self.seated(), id, command, happened_at).await {
            Ok(recorded) => {
                free.await;
                ServerFrame::Recorded { id, at: recorded.at }
            }
            Err(problem) => ServerFrame::Rejected { id, problem },
        };
        Out::Frame(Frame::encode(&frame))
    }

    fn seated(&self) -> Seated {
        Seated {
            seat: self.seat.seat.clone(),
            role: self.seat.role,
            department: self.seat.department.clone(),
            person: self.seat.person,
            robot: self.seat.robot,
        }
    }

    async fn attach(&mut self, resume: Option<Resume>) -> Vec<Out> {
        let outbox = self.outbox.clone();
        let attached = if let Some(you) = self.looks_as.clone() {
            self.handle.look(you, self.seat.seat.clone(), outbox, resume).await
        } else {
            let you = self.seat.you(permission::commands_of(self.seat.role));
            self.handle.attach(you, self.seat.robot, outbox, resume).await
        };
        match attached {
            Ok(mut attached) => {
                let frames = std::mem::take(&mut attached.frames);
                self.attached = Some(attached);
                frames.into_iter().map(Out::Frame).collect()
            }
            Err(Problem { code: ProblemCode::NotFound, .. }) => self.close(CloseReason::Gone),
            Err(_) => self.close(CloseReason::Reloading),
        }
    }
}
