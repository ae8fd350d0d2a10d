//! Carries one connection: what the wire brings goes to its [`Link`], what the link and the outbox
//! give goes to the wire. One task per socket; everything that knows how bytes leave is here, in
//! `session::wire` and in `live::fanout`.

use super::link::{Link, Out};
use super::wire::Wire;
use crate::clock::Clock;
use crate::live::Frame;
use crate::live::outbox::{BACKLOG_AGE_MAX, Next};
use crate::shutdown::Shutdown;
use protocol::close::CloseReason;
use protocol::time::Timestamp;
use std::io;
use std::pin::pin;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};
use tokio_tungstenite::tungstenite::{Error, Message, protocol::frame::CloseFrame};

/// How long a close frame may take to leave.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(5);
/// Where nothing is to happen by the passing of time: far enough never to come.
const NEVER: Duration = Duration::from_secs(86_400);
/// RFC 6455: a message is too big.
const TOO_BIG: u16 = 1009;
/// RFC 6455: text that is not UTF-8.
const NOT_TEXT: u16 = 1007;
/// RFC 6455: a frame that no client may send.
const PROTOCOL_ERROR: u16 = 1002;

/// An open connection.
pub(super) struct Connection {
    pub wire: Wire,
    pub link: Box<Link>,
    pub clock: Clock,
    pub shutdown: Shutdown,
}

/// The connection is over.
struct Over;

enum Woken {
    Read(Option<Result<Message, Error>>),
    Write(Next),
    Time,
    Shutdown,
    SignedOut,
}

impl Connection {
    /// Serves it to its end.
    pub(super) async fn run(mut self: Box<Self>) {
        let (stop, ended) = (self.shutdown.token(), self.link.seat().ended.clone());
        // Waited for once, not once a turn: all connections share the first.
        let (mut stop, mut ended) = (pin!(stop.cancelled()), pin!(ended.cancelled()));
        let mut wake = self.link.wake_at();
        let mut time = pin!(sleep_until(self.moment(wake)));
        let mut rang = false;
        loop {
            if rang || self.link.wake_at() != wake {
                wake = self.link.wake_at();
                time.as_mut().reset(self.moment(wake));
            }
            // No order: a busy outbox must not keep the pongs from being read, nor the other way round.
            // All are cancel-safe: what was not taken waits where it is.
            let woken = tokio::select! {
                () = &mut stop => Woken::Shutdown,
                () = &mut ended => Woken::SignedOut,
                next = self.link.outbox().next() => Woken::Write(next),
                message = self.wire.read() => Woken::Read(message),
                () = &mut time => Woken::Time,
            };
            rang = matches!(woken, Woken::Time);
            if self.turn(woken).await.is_err() {
                return;
            }
        }
    }

    /// A moment of the server's clock, by the runtime's. Not by the clock itself, which looks every
    /// second whether the machine was suspended: ten thousand idle connections need not.
    fn moment(&self, wake: Option<Timestamp>) -> Instant {
        let after = wake.map(|at| Duration::from_millis(u64::try_from(at.0 - self.clock.now().0).unwrap_or(0)));
        Instant::now() + after.unwrap_or(NEVER)
    }

    async fn turn(&mut self, woken: Woken) -> Result<(), Over> {
        let out = match woken {
            Woken::Shutdown => self.link.close(CloseReason::Restarting),
            Woken::SignedOut => self.link.close(CloseReason::SignedOut),
            Woken::Write(Next::Frames(frames)) => return self.write(&frames).await,
            Woken::Write(Next::Close(reason)) => self.link.close(reason),
            Woken::Time => self.link.tick().await,
            Woken::Read(Some(Ok(message))) => match message {
                Message::Text(text) => self.link.text(&text).await,
                Message::Binary(_) => self.link.binary().await,
                Message::Ping(_) => {
                    self.answer().await?;
                    self.link.ping().await
                }
                Message::Pong(_) => self.link.pong().await,
                Message::Close(_) => {
                    self.answer().await?;
                    return Err(Over);
                }
                // Reading gives whole messages.
                Message::Frame(_) => Vec::new(),
            },
            Woken::Read(Some(Err(error))) => {
                let (code, why) = verdict(&error);
                metrics::counter!("startex_closed_total", "reason" => why).increment(1);
                return self.say_goodbye(code, why).await;
            }
            Woken::Read(None) => return Err(Over),
        };
        self.write_out(out).await
    }

    /// Writes what the link gave; frames that follow each other together.
    async fn write_out(&mut self, out: Vec<Out>) -> Result<(), Over> {
        let mut frames: Vec<Frame> = Vec::with_capacity(out.len());
        for out in out {
            match out {
                Out::Frame(frame) => frames.push(frame),
                Out::Ping => {
                    self.write(&std::mem::take(&mut frames)).await?;
                    let ping = tokio::time::timeout(BACKLOG_AGE_MAX, self.wire.ping()).await;
                    self.written(ping).await?;
                }
                Out::Close(reason) => {
                    self.write(&frames).await?;
                    return self.close(reason).await;
                }
            }
        }
        self.write(&frames).await
    }

    async fn write(&mut self, frames: &[Frame]) -> Result<(), Over> {
        if frames.is_empty() {
            return Ok(());
        }
        let written = tokio::time::timeout(BACKLOG_AGE_MAX, self.wire.write(frames)).await;
        self.written(written).await
    }

    async fn answer(&mut self) -> Result<(), Over> {
        let written = tokio::time::timeout(BACKLOG_AGE_MAX, self.wire.answer()).await;
        self.written(written).await
    }

    /// A reader that does not take something in time is sent away.
    async fn written(&mut self, written: Result<io::Result<()>, tokio::time::error::Elapsed>) -> Result<(), Over> {
        match written {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Over),
            Err(_) => self.close(CloseReason::Slow).await,
        }
    }

    async fn close(&mut self, reason: CloseReason) -> Result<(), Over> {
        metrics::counter!("startex_closed_total", "reason" => reason.word()).increment(1);
        self.say_goodbye(reason.code(), reason.word()).await
    }

    async fn say_goodbye(&mut self, code: u16, reason: &'static str) -> Result<(), Over> {
        let frame = CloseFrame { code: code.into(), reason: reason.into() };
        // A peer that does not take even this is gone.
        let _ = tokio::time::timeout(CLOSE_TIMEOUT, self.wire.close(frame)).await;
        Err(Over)
    }
}

/// The close code of RFC 6455 for what could not be read.
fn verdict(error: &Error) -> (u16, &'static str) {
    match error {
        Error::Capacity(_) => (TOO_BIG, "too_large"),
        Error::Utf8(_) => (NOT_TEXT, "not_utf8"),
        _ => (PROTOCOL_ERROR, "bad_frame"),
    }
}
