//! Moves the bytes of one connection: axum's WebSocket on one side, machine, handle and outbox on the
//! other. One task per socket; everything that knows how bytes leave is here and in `live::fanout`.

use super::machine::{Machine, Step};
use crate::access::SeatIdentity;
use crate::clock::Clock;
use crate::live::outbox::{BACKLOG_AGE_MAX, BACKLOG_BYTES_MAX, Frame, Next};
use crate::live::{Attached, Handle, Outbox};
use crate::shutdown::Shutdown;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse as _, Response};
use exercise::{Seated, permission};
use protocol::close::CloseReason;
use protocol::frame::ServerFrame;
use protocol::limits::FRAME_BYTES_MAX;
use protocol::problem::{Problem, ProblemCode};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// Read buffer per connection: a typical frame; larger ones are read in several goes.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// How long a close frame may take to leave.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// RFC 6455: a message is too big.
const TOO_BIG: u16 = 1009;
/// RFC 6455: a frame that no client may send.
const PROTOCOL_ERROR: u16 = 1002;

/// Looks at a connection's token again: whether it still opens this seat.
pub type Revalidate = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// What a connection comes with.
pub struct Entrance {
    /// The exercise.
    pub handle: Handle,
    /// Who comes, as access has found.
    pub seat: SeatIdentity,
    /// Asked every minute.
    pub revalidate: Revalidate,
    /// The server's clock.
    pub clock: Clock,
    /// The server's end.
    pub shutdown: Shutdown,
}

impl std::fmt::Debug for Entrance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entrance").field("handle", &self.handle).field("seat", &self.seat).finish_non_exhaustive()
    }
}

/// Answers an upgrade request: 400 where the client does not offer `startex.v1`.
#[must_use]
pub fn upgrade(upgrade: WebSocketUpgrade, entrance: Entrance) -> Response {
    let upgrade = upgrade
        .protocols([protocol::SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER_BYTES)
        // Each frame is written as it is; several that wait go out in one flush.
        .write_buffer_size(0)
        .max_write_buffer_size(BACKLOG_BYTES_MAX + FRAME_BYTES_MAX)
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX);
    if upgrade.selected_protocol().is_none() {
        let problem = Problem::new(ProblemCode::Malformed).detail(format!("offer {}", protocol::SUBPROTOCOL));
        return (axum::http::StatusCode::BAD_REQUEST, axum::Json(problem)).into_response();
    }
    let shutdown = entrance.shutdown.clone();
    upgrade.on_upgrade(move |socket| async move {
        // A task of its own, so that a shutdown waits for the close frame to leave.
        drop(shutdown.spawn(run(socket, entrance)));
    })
}

struct Connection {
    socket: WebSocket,
    entrance: Entrance,
    machine: Machine,
    outbox: Outbox,
    attached: Option<Attached>,
}

/// The connection is over.
struct Over;

async fn run(socket: WebSocket, entrance: Entrance) {
    let machine = Machine::new(entrance.seat.seat.clone(), entrance.seat.role, entrance.clock.now());
    let mut connection = Connection { socket, entrance, machine, outbox: Outbox::new(), attached: None };
    while connection.turn().await.is_ok() {}
    connection.outbox.abandon();
    if let Some(attached) = &connection.attached {
        connection.entrance.handle.detach(attached, &connection.outbox);
    }
}

enum Woken {
    Read(Option<Result<Message, axum::Error>>),
    Write(Next),
    Time,
    Shutdown,
    SignedOut,
}

impl Connection {
    async fn turn(&mut self) -> Result<(), Over> {
        let (clock, wake) = (self.entrance.clock.clone(), self.machine.wake_at());
        let time = async move {
            match wake {
                Some(at) => clock.sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        let woken = tokio::select! {
            () = self.entrance.shutdown.requested() => Woken::Shutdown,
            () = self.entrance.seat.ended.cancelled() => Woken::SignedOut,
            next = self.outbox.next() => Woken::Write(next),
            message = self.socket.recv() => Woken::Read(message),
            () = time => Woken::Time,
        };
        let now = self.entrance.clock.now();
        let steps = match woken {
            Woken::Shutdown => self.machine.close(CloseReason::Restarting),
            Woken::SignedOut => self.machine.close(CloseReason::SignedOut),
            Woken::Write(Next::Frame(frame)) => return self.write(Message::Text(frame)).await,
            Woken::Write(Next::Close(reason)) => self.machine.close(reason),
            Woken::Time => self.machine.tick(now),
            Woken::Read(Some(Ok(message))) => match message {
                Message::Text(text) => self.machine.text(&text, now),
                Message::Binary(_) => self.machine.binary(now),
                Message::Ping(_) => self.machine.ping(now),
                Message::Pong(_) => self.machine.pong(now),
                Message::Close(_) => return Err(Over),
            },
            Woken::Read(Some(Err(error))) => return self.broken(&error).await,
            Woken::Read(None) => return Err(Over),
        };
        for step in steps {
            self.step(step).await?;
        }
        Ok(())
    }

    async fn step(&mut self, step: Step) -> Result<(), Over> {
        match step {
            Step::Attach(resume) => self.attach(resume).await,
            Step::Send(frame) => self.write(Message::Text(encode(&frame))).await,
            Step::Submit { id, command, happened_at } => {
                let (handle, seated) = (&self.entrance.handle, self.seated());
                match handle.submit_from(&self.outbox, seated, id, *command, happened_at).await {
                    Ok(()) => Ok(()),
                    Err(problem) => self.write(Message::Text(encode(&ServerFrame::Rejected { id, problem }))).await,
                }
            }
            Step::Receipts(stage, deliveries) => {
                match self.entrance.handle.receipts(&self.seated(), stage, deliveries).await {
                    Ok(()) => Ok(()),
                    Err(problem) => self.write(Message::Text(encode(&ServerFrame::Refused { problem }))).await,
                }
            }
            Step::Heard(round_trip_ms) => {
                self.entrance.handle.presence(self.entrance.seat.seat.clone(), round_trip_ms);
                Ok(())
            }
            Step::Ping => self.write(Message::Ping(axum::body::Bytes::new())).await,
            Step::Revalidate => {
                if (self.entrance.revalidate)().await {
                    Ok(())
                } else {
                    self.close(CloseReason::SignedOut).await
                }
            }
            Step::Close(reason) => self.close(reason).await,
        }
    }

    fn seated(&self) -> Seated {
        let seat = &self.entrance.seat;
        Seated {
            seat: seat.seat.clone(),
            role: seat.role,
            department: seat.department.clone(),
            person: seat.person,
            robot: seat.robot,
        }
    }

    async fn attach(&mut self, resume: Option<protocol::frame::Resume>) -> Result<(), Over> {
        let seat = &self.entrance.seat;
        let you = seat.you(permission::commands_of(seat.role));
        match self.entrance.handle.attach(you, seat.robot, self.outbox.clone(), resume).await {
            Ok(mut attached) => {
                let frames = std::mem::take(&mut attached.frames);
                self.attached = Some(attached);
                for frame in frames {
                    self.write(Message::Text(frame)).await?;
                }
                Ok(())
            }
            Err(problem) if problem.code == ProblemCode::NotFound => self.close(CloseReason::Gone).await,
            Err(_) => self.close(CloseReason::Reloading).await,
        }
    }

    /// Writes one message, and with it whatever waits behind it in the buffer. A reader that does
    /// not take it in time is sent away.
    async fn write(&mut self, message: Message) -> Result<(), Over> {
        match tokio::time::timeout(BACKLOG_AGE_MAX, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Over),
            Err(_) => self.close(CloseReason::Slow).await,
        }
    }

    async fn close(&mut self, reason: CloseReason) -> Result<(), Over> {
        metrics::counter!("startex_closed_total", "reason" => reason.word()).increment(1);
        self.say_goodbye(reason.code(), reason.word()).await
    }

    /// What came cannot be a message of this protocol at all.
    async fn broken(&mut self, error: &axum::Error) -> Result<(), Over> {
        let (code, why) = if is_too_big(error) { (TOO_BIG, "too_large") } else { (PROTOCOL_ERROR, "bad_frame") };
        metrics::counter!("startex_closed_total", "reason" => why).increment(1);
        self.say_goodbye(code, why).await
    }

    async fn say_goodbye(&mut self, code: u16, reason: &'static str) -> Result<(), Over> {
        let frame = CloseFrame { code, reason: Frame::from_static(reason) };
        // A peer that does not take even this is gone.
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, self.socket.send(Message::Close(Some(frame)))).await;
        Err(Over)
    }
}

fn encode(frame: &ServerFrame) -> Frame {
    crate::live::outbox::encode(frame)
}

/// Whether an error is that of the size limits.
fn is_too_big(error: &axum::Error) -> bool {
    use tokio_tungstenite::tungstenite::Error;
    let source = std::error::Error::source(error);
    source.and_then(|source| source.downcast_ref::<Error>()).is_some_and(|error| matches!(error, Error::Capacity(_)))
}
