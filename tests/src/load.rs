//! A crowd for measuring: the same light client against the server and against the bare one. It
//! reads no more of a frame than it must, so that what is measured is the server.

use crate::disk::percentile;
use anyhow::{Context as _, ensure};
use futures_util::{SinkExt as _, StreamExt as _};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::http::Request;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;

/// How many connect at a time.
const DOORS: usize = 100;
/// A round that takes longer has failed.
const PATIENCE: Duration = Duration::from_secs(120);

/// What a client makes of a text: the acknowledgements to send, or that one was answered.
pub type Reader = fn(text: &str, seat: &str, known: &mut BTreeSet<String>) -> Heard;

/// What was in a text.
#[derive(Debug, Default)]
pub struct Heard {
    /// Acknowledgements to send at once: each is a new inject.
    pub say: Vec<String>,
    /// Acknowledgements that were answered.
    pub answered: usize,
}

/// One thing that happened to one client.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Inject(Instant),
    Answered { sent: Instant, at: Instant },
}

/// Clients that are connected.
#[derive(Debug)]
pub struct Load {
    moments: mpsc::UnboundedReceiver<Moment>,
    /// How many.
    pub clients: usize,
    frames: Arc<AtomicUsize>,
}

/// What a round took, from its beginning.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// Until the last client had the last inject.
    pub fan_out: Duration,
    /// Until the last acknowledgement was answered.
    pub answered: Duration,
    /// From sending an acknowledgement to its answer: median.
    pub p50: Duration,
    /// The same, 99th percentile.
    pub p99: Duration,
}

/// A request for each client, with the code of its seat and the first text to send.
#[derive(Debug)]
pub struct Ticket {
    /// Where.
    pub address: std::net::SocketAddr,
    /// The upgrade.
    pub request: Request<()>,
    /// The seat.
    pub seat: String,
    /// First text, where one is needed.
    pub hello: Option<&'static str>,
}

async fn connect(ticket: &Ticket) -> anyhow::Result<WebSocketStream<TcpStream>> {
    let stream = TcpStream::connect(ticket.address).await?;
    stream.set_nodelay(true)?;
    let config = WebSocketConfig::default().read_buffer_size(4 * 1024).write_buffer_size(0);
    let request = ticket.request.clone();
    let (mut socket, _) = tokio_tungstenite::client_async_with_config(request, stream, Some(config)).await?;
    if let Some(hello) = ticket.hello {
        socket.send(Message::text(hello)).await?;
    }
    Ok(socket)
}

impl Load {
    /// Connects everybody.
    ///
    /// # Errors
    /// If somebody is not let in.
    pub async fn connect(tickets: Vec<Ticket>, read: Reader) -> anyhow::Result<Self> {
        // Not bounded: the coordinator of a measurement must never make a client wait.
        let (tell, moments) = mpsc::unbounded_channel();
        let (clients, frames) = (tickets.len(), Arc::new(AtomicUsize::new(0)));
        let mut tickets = tickets.into_iter();
        loop {
            let batch: Vec<Ticket> = tickets.by_ref().take(DOORS).collect();
            if batch.is_empty() {
                break;
            }
            let sockets = futures_util::future::join_all(batch.iter().map(connect)).await;
            for (socket, ticket) in sockets.into_iter().zip(batch) {
                let socket = socket.with_context(|| ticket.seat.clone())?;
                tokio::spawn(attend(socket, ticket.seat, read, tell.clone(), Arc::clone(&frames)));
            }
        }
        Ok(Self { moments, clients, frames })
    }

    /// Waits until nobody has got anything for a while.
    pub async fn until_quiet(&self, quiet: Duration) {
        let (mut seen, mut since) = (usize::MAX, Instant::now());
        while since.elapsed() < quiet {
            let now = self.frames.load(Ordering::Relaxed);
            if now != seen {
                (seen, since) = (now, Instant::now());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits for `injects` injects at every client and an answer to each acknowledgement.
    ///
    /// # Errors
    /// If that does not happen in two minutes.
    pub async fn round(&mut self, start: Instant, injects: usize) -> anyhow::Result<Round> {
        let due = self.clients * injects;
        let (mut arrived, mut answers) = (0, Vec::with_capacity(due));
        let (mut last_inject, mut last_answer) = (start, start);
        while arrived < due || answers.len() < due {
            let moment = tokio::time::timeout(PATIENCE, self.moments.recv()).await;
            match moment.with_context(|| format!("{arrived} injects, {} answers of {due}", answers.len()))? {
                Some(Moment::Inject(at)) => {
                    arrived += 1;
                    last_inject = last_inject.max(at);
                }
                Some(Moment::Answered { sent, at }) => {
                    answers.push(at - sent);
                    last_answer = last_answer.max(at);
                }
                None => anyhow::bail!("every client is gone"),
            }
        }
        ensure!(arrived == due && answers.len() == due, "{arrived} injects and {} answers of {due}", answers.len());
        answers.sort_unstable();
        Ok(Round {
            fan_out: last_inject - start,
            answered: last_answer - start,
            p50: percentile(&answers, 50),
            p99: percentile(&answers, 99),
        })
    }
}

/// One client, until its socket ends.
async fn attend(
    mut socket: WebSocketStream<TcpStream>,
    seat: String,
    read: Reader,
    tell: mpsc::UnboundedSender<Moment>,
    frames: Arc<AtomicUsize>,
) {
    let mut known = BTreeSet::new();
    let mut waiting = std::collections::VecDeque::new();
    while let Some(Ok(message)) = socket.next().await {
        let Message::Text(text) = message else { continue };
        frames.fetch_add(1, Ordering::Relaxed);
        let heard = read(&text, &seat, &mut known);
        let at = Instant::now();
        for _ in 0..heard.answered {
            if let Some(sent) = waiting.pop_front() {
                // The coordinator has gone when the measurement is over.
                let _ = tell.send(Moment::Answered { sent, at });
            }
        }
        for words in heard.say {
            let _ = tell.send(Moment::Inject(at));
            waiting.push_back(Instant::now());
            if socket.send(Message::text(words)).await.is_err() {
                return;
            }
        }
    }
}

/// Median of durations.
#[must_use]
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
