//! Moves the bytes of one connection between axum's WebSocket and its [`Link`]. One task per socket;
//! everything that knows how bytes leave is here and in `live::fanout`.

use super::link::{FreeSeat, Link, Out, Revalidate};
use crate::access::SeatIdentity;
use crate::clock::Clock;
use crate::live::Handle;
use crate::live::outbox::{BACKLOG_AGE_MAX, BACKLOG_BYTES_MAX, Frame, Next};
use crate::shutdown::Shutdown;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::response::{IntoResponse as _, Response};
use protocol::close::CloseReason;
use protocol::limits::FRAME_BYTES_MAX;
use protocol::problem::{Problem, ProblemCode};
use protocol::time::Timestamp;
use std::time::Duration;
use tokio_tungstenite::tungstenite;

/// Read buffer per connection: a typical frame; larger ones are read in several goes.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// How long a close frame may take to leave.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// RFC 6455: a message is too big.
const TOO_BIG: u16 = 1009;
/// RFC 6455: text that is not UTF-8.
const NOT_TEXT: u16 = 1007;
/// RFC 6455: a frame that no client may send.
const PROTOCOL_ERROR: u16 = 1002;

/// What a connection comes with.
pub struct Entrance {
    /// The exercise.
    pub handle: Handle,
    /// Who comes, as access has found.
    pub seat: SeatIdentity,
    /// Asked every minute.
    pub revalidate: Revalidate,
    /// Told of every seat that this connection frees.
    pub free_seat: FreeSeat,
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
        // A frame is on its way when its write returns; none waits for a fuller buffer.
        .write_buffer_size(0)
        .max_write_buffer_size(BACKLOG_BYTES_MAX)
        .max_message_size(FRAME_BYTES_MAX)
        .max_frame_size(FRAME_BYTES_MAX);
    if upgrade.selected_protocol().is_none() {
        let problem = Problem::new(ProblemCode::Malformed)
            .place("Sec-WebSocket-Protocol")
            .detail(format!("this server speaks {}", protocol::SUBPROTOCOL));
        let headers = [(axum::http::header::CONTENT_TYPE, "application/problem+json")];
        return (axum::http::StatusCode::BAD_REQUEST, headers, axum::Json(problem)).into_response();
    }
    let Entrance { handle, seat, revalidate, free_seat, clock, shutdown } = entrance;
    upgrade.on_upgrade(move |socket| async move {
        let link = Link::new(handle, seat, revalidate, clock.clone()).freeing(free_seat);
        let connection = Connection { socket, link, clock, shutdown: shutdown.clone() };
        // A task of its own, so that a shutdown waits for the close frame to leave.
        drop(shutdown.spawn(connection.run()));
    })
}

struct Connection {
    socket: WebSocket,
    link: Link,
    clock: Clock,
    shutdown: Shutdown,
}

/// The connection is over.
struct Over;

enum Woken {
    Read(Option<Result<Message, axum::Error>>),
    Write(Next),
    Time,
    Shutdown,
    SignedOut,
}

impl Connection {
    async fn run(mut self) {
        while self.turn().await.is_ok() {}
    }

    async fn turn(&mut self) -> Result<(), Over> {
        let time = until(self.link.wake_at(), self.clock.now());
        // No order: a busy outbox must not keep the pongs from being read, nor the other way round.
        let woken = tokio::select! {
            () = self.shutdown.requested() => Woken::Shutdown,
            () = self.link.seat().ended.cancelled() => Woken::SignedOut,
            next = self.link.outbox().next() => Woken::Write(next),
            message = self.socket.recv() => Woken::Read(message),
            () = time => Woken::Time,
        };
        let out = match woken {
            Woken::Shutdown => self.link.close(CloseReason::Restarting),
            Woken::SignedOut => self.link.close(CloseReason::SignedOut),
            Woken::Write(next) => self.link.next(next),
            Woken::Time => self.link.tick().await,
            Woken::Read(Some(Ok(message))) => match message {
                Message::Text(text) => self.link.text(&text).await,
                Message::Binary(_) => self.link.binary().await,
                Message::Ping(_) => self.link.ping().await,
                Message::Pong(_) => self.link.pong().await,
                Message::Close(_) => return Err(Over),
            },
            Woken::Read(Some(Err(error))) => return self.broken(&error).await,
            Woken::Read(None) => return Err(Over),
        };
        for out in out {
            match out {
                Out::Frame(frame) => self.write(Message::Text(frame)).await?,
                Out::Ping => self.write(Message::Ping(axum::body::Bytes::new())).await?,
                Out::Close(reason) => return self.close(reason).await,
            }
        }
        Ok(())
    }

    /// Writes one message. A reader that does not take it in time is sent away.
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
        let (code, why) = verdict(error);
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

/// Sleeps until a moment of the server's clock. Not by the clock itself, which looks every second
/// whether the machine was suspended: ten thousand idle connections need not.
async fn until(wake: Option<Timestamp>, now: Timestamp) {
    match wake {
        Some(at) => tokio::time::sleep(Duration::from_millis(u64::try_from(at.0 - now.0).unwrap_or(0))).await,
        None => std::future::pending().await,
    }
}

/// The close code of RFC 6455 for what the socket could not read.
fn verdict(error: &axum::Error) -> (u16, &'static str) {
    let source = std::error::Error::source(error).and_then(|source| source.downcast_ref::<tungstenite::Error>());
    match source {
        Some(tungstenite::Error::Capacity(_)) => (TOO_BIG, "too_large"),
        Some(tungstenite::Error::Utf8(_)) => (NOT_TEXT, "not_utf8"),
        _ => (PROTOCOL_ERROR, "bad_frame"),
    }
}
