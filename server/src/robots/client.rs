//! A robot at a socket: the client that a browser is, without a screen.
//!
//! It says hello and resumes where it left off, keeps what it submits until an answer came and
//! submits it again under the same id, pings, and comes back by itself with jitter. No back door:
//! it has its seat's link token and nothing else.

use super::chance::Chance;
use super::mind::{Part, Wish};
use super::outbox::{Outbox, is_machine_receipt};
use super::robot::Robot;
use super::script::Script;
use super::upload::upload;
use futures_util::{SinkExt as _, StreamExt as _};
use protocol::SUBPROTOCOL;
use protocol::close::CloseReason;
use protocol::frame::{ClientFrame, ServerFrame};
use protocol::ids::ExerciseId;
use protocol::time::Timestamp;
use protocol::vocab::ExerciseStatus;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};
use tokio_util::sync::CancellationToken;

/// A browser pings every ten seconds, so does a robot.
const PING_EVERY: Duration = Duration::from_secs(10);
/// Nothing heard for so long: the line is dead, whatever the socket says.
const SILENCE: Duration = Duration::from_secs(25);
/// First wait before coming back; each failure doubles it, up to the last.
const BACKOFF_FIRST: Duration = Duration::from_millis(250);
const BACKOFF_LAST: Duration = Duration::from_secs(10);
/// Largest frame from the server: a snapshot part is far smaller.
const FRAME_MAX: usize = 8 * 1024 * 1024;

/// Where a robot plays.
#[derive(Clone, Debug)]
pub struct Place {
    /// The server.
    pub server: SocketAddr,
    /// The exercise.
    pub exercise: ExerciseId,
    /// Link token of the seat.
    pub token: String,
    /// What it is told.
    pub part: Part,
    /// What it says of the facts, in a department.
    pub script: Script,
}

/// What the others may know of a robot at work.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// State of the exercise, once it is known.
    pub status: Option<ExerciseStatus>,
    /// Exercise time in milliseconds.
    pub exercise_ms: i64,
    /// Commands that are recorded.
    pub recorded: u64,
    /// Commands that the rules refused: too late, or somebody else was first.
    pub refused: u64,
    /// Times it came back.
    pub reconnects: u64,
    /// Commands without an answer yet.
    pub waiting: usize,
}

/// How a connection ended.
enum End {
    Stopped,
    Lost,
    Refused(CloseReason),
}

type Socket = WebSocketStream<TcpStream>;

/// Plays a seat until it is stopped, or until the server says that there is nothing to come back to.
pub async fn play(place: Place, stop: CancellationToken, progress: watch::Sender<Progress>) {
    let mut player = Player::new(place, progress);
    let mut attempt = 0_u32;
    while !stop.is_cancelled() {
        match connect(&player.place).await {
            Ok(socket) => {
                match player.converse(socket, &stop).await {
                    End::Stopped => return,
                    End::Refused(reason) => {
                        tracing::warn!(reason = reason.word(), "a robot was sent away for good");
                        return;
                    }
                    End::Lost => {}
                }
                if player.heard_welcome {
                    attempt = 0;
                }
            }
            Err(error) => tracing::debug!(%error, "a robot cannot connect"),
        }
        player.progress.send_modify(|progress| progress.reconnects += 1);
        let most = BACKOFF_FIRST.saturating_mul(1 << attempt.min(8)).min(BACKOFF_LAST);
        attempt += 1;
        // Full jitter: forty robots must not come back in step.
        let wait = most.mul_f64(player.jitter.unit());
        // Both are cancel-safe.
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn connect(place: &Place) -> Result<Socket, SocketError> {
    let Place { server, exercise, token, .. } = place;
    let mut request = format!("ws://{server}/api/v1/exercises/{exercise}/live").into_client_request()?;
    let headers = request.headers_mut();
    headers.insert("authorization", HeaderValue::try_from(format!("Bearer {token}"))?);
    headers.insert("sec-websocket-protocol", HeaderValue::from_static(SUBPROTOCOL));
    headers.insert("x-startex-robot", HeaderValue::from_static("1"));
    let stream = TcpStream::connect(server).await?;
    stream.set_nodelay(true)?;
    let limits = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .max_message_size(Some(FRAME_MAX))
        .max_frame_size(Some(FRAME_MAX));
    let (socket, _) = client_async_with_config(request, stream, Some(limits)).await?;
    Ok(socket)
}

struct Player {
    place: Place,
    robot: Robot,
    outbox: Outbox,
    started: Instant,
    /// Server's clock minus ours, in milliseconds; none before the first welcome.
    offset: Option<i64>,
    heard_welcome: bool,
    jitter: Chance,
    progress: watch::Sender<Progress>,
}

impl Player {
    fn new(place: Place, progress: watch::Sender<Progress>) -> Self {
        let salt = place.token.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let jitter = Chance::of(place.part.seed).about("reconnect", salt);
        let (robot, outbox) = (Robot::new(place.part, place.script.clone()), Outbox::default());
        Self { place, robot, outbox, started: Instant::now(), offset: None, heard_welcome: false, jitter, progress }
    }

    fn local_ms(&self) -> i64 {
        i64::try_from(self.started.elapsed().as_millis()).unwrap_or(i64::MAX)
    }

    fn now(&self) -> Timestamp {
        Timestamp(self.local_ms() + self.offset.unwrap_or(0))
    }

    /// One connection, from hello to its end.
    async fn converse(&mut self, mut socket: Socket, stop: &CancellationToken) -> End {
        self.heard_welcome = false;
        if send(&mut socket, &ClientFrame::Hello { resume: self.robot.resume() }).await.is_err() {
            return End::Lost;
        }
        let mut heard = Instant::now();
        let mut ping = tokio::time::interval(PING_EVERY);
        loop {
            let wake = self.wake();
            // All branches are cancel-safe: a frame is taken whole or not at all.
            tokio::select! {
                () = stop.cancelled() => {
                    // The server sees the socket close either way.
                    let _ = socket.close(None).await;
                    return End::Stopped;
                }
                message = socket.next() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(Message::Text(text))) => self.hear(&text),
                        Some(Ok(Message::Close(frame))) => return ended(frame.map(|frame| u16::from(frame.code))),
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return End::Lost,
                    }
                }
                _ = ping.tick() => {
                    let frame = ClientFrame::Ping { t0: Timestamp(self.local_ms()) };
                    if heard.elapsed() > SILENCE || send(&mut socket, &frame).await.is_err() {
                        return End::Lost;
                    }
                }
                () = tokio::time::sleep(wake) => {}
            }
            if self.heard_welcome && self.speak(&mut socket).await.is_err() {
                return End::Lost;
            }
        }
    }

    /// How long until the robot or its outbox wants something.
    fn wake(&self) -> Duration {
        let now = self.now();
        let next = [self.robot.next(), self.outbox.next()].into_iter().flatten().min();
        let ahead = next.filter(|_| self.heard_welcome).map_or(60_000, |next| next.0 - now.0);
        Duration::from_millis(u64::try_from(ahead.max(0)).unwrap_or(0))
    }

    fn hear(&mut self, text: &str) {
        let frame: ServerFrame = match serde_json::from_str(text) {
            Ok(frame) => frame,
            Err(error) => {
                tracing::warn!(%error, "a robot got a frame that it cannot read");
                return;
            }
        };
        match &frame {
            ServerFrame::Welcome { now, .. } => {
                self.offset = Some(now.wall.0 - self.local_ms());
                self.heard_welcome = true;
                self.outbox.resubmit();
            }
            ServerFrame::Pong { t0, t1 } => {
                let half = (self.local_ms() - t0.0) / 2;
                self.offset = Some(t1.0 - t0.0 - half);
            }
            ServerFrame::Recorded { id, .. } => {
                self.outbox.answered(*id);
                self.progress.send_modify(|progress| progress.recorded += 1);
            }
            ServerFrame::Rejected { id, problem } => {
                let now = self.now();
                if !self.outbox.refused(*id, problem, now) {
                    tracing::debug!(code = problem.code.word(), detail = problem.detail, "a robot was refused");
                    self.progress.send_modify(|progress| progress.refused += 1);
                }
            }
            ServerFrame::Refused { problem } => {
                tracing::warn!(code = problem.code.word(), detail = problem.detail, "a robot's frame was refused");
            }
            ServerFrame::Snapshot { .. } | ServerFrame::Update { .. } | ServerFrame::Presence(_) => {}
        }
        self.robot.hear(&frame, self.now());
    }

    /// Submits what is due.
    async fn speak(&mut self, socket: &mut Socket) -> Result<(), SocketError> {
        let now = self.now();
        for Wish { command, upload: file } in self.robot.act(now) {
            if let Some(content) = file
                && let Err(error) = upload(&self.place, content).await
            {
                tracing::warn!(%error, "a robot cannot upload");
            }
            self.outbox.push(command);
        }
        let Some(seat) = self.robot.seat().cloned() else { return Ok(()) };
        for (id, command) in self.outbox.due(now) {
            let kept = !is_machine_receipt(&command);
            let frame = ClientFrame::Submit { id, seat: seat.clone(), command, happened_at: None, offset: None };
            send(socket, &frame).await?;
            self.outbox.submitted(id, kept);
        }
        let (status, exercise_ms) = (self.robot.status(), self.robot.exercise_ms(now));
        let waiting = self.outbox.len();
        self.progress.send_if_modified(|progress| {
            let news = (progress.status, progress.exercise_ms / 60_000) != (status, exercise_ms / 60_000);
            (progress.status, progress.exercise_ms, progress.waiting) = (status, exercise_ms, waiting);
            news
        });
        Ok(())
    }
}

fn ended(code: Option<u16>) -> End {
    let reason = CloseReason::ALL.into_iter().find(|reason| Some(reason.code()) == code);
    match reason {
        Some(reason) if !reason.retry() => End::Refused(reason),
        Some(_) | None => End::Lost,
    }
}

async fn send(socket: &mut Socket, frame: &ClientFrame) -> Result<(), SocketError> {
    let text = serde_json::to_string(frame).map_err(|error| SocketError::Io(error.into()))?;
    socket.send(Message::text(text)).await
}
