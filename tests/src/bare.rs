//! The yardstick: a bare axum server that broadcasts the same bytes to the same number of sockets
//! with the same buffers, and makes acknowledgements durable in the cheapest way there is, one append
//! and one sync for all that wait. It knows no rules, no people and no positions.

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use axum::routing::get;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::{broadcast, mpsc, oneshot};

/// The same buffers as the server's socket has.
const READ_BUFFER_BYTES: usize = 2 * 1024;
/// Messages that wait for a slow reader.
const WAITING: usize = 1_024;
/// Acknowledgements that wait for the disk.
const ACKNOWLEDGEMENTS_WAITING: usize = 16_384;

#[derive(Clone)]
struct Bare {
    everybody: broadcast::Sender<Utf8Bytes>,
    disk: mpsc::Sender<(Utf8Bytes, oneshot::Sender<()>)>,
}

/// Serves until it is killed; prints its address first.
///
/// # Errors
/// If it cannot listen or write.
pub async fn serve(folder: &Path) -> anyhow::Result<()> {
    let (everybody, _) = broadcast::channel(WAITING);
    let (disk, waiting) = mpsc::channel(ACKNOWLEDGEMENTS_WAITING);
    let file = File::create(folder.join("bare.log"))?;
    std::thread::spawn(move || write_down(file, waiting));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    say(&format!("open {}", listener.local_addr()?))?;
    let router = Router::new().route("/live", get(open)).with_state(Arc::new(Bare { everybody, disk }));
    axum::serve(listener, router).await.context("the bare server ended")
}

fn say(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// Everything that waits, one write, one sync, then the answers.
fn write_down(mut file: File, mut waiting: mpsc::Receiver<(Utf8Bytes, oneshot::Sender<()>)>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut batch = vec![first];
        while let Ok(next) = waiting.try_recv() {
            batch.push(next);
        }
        let bytes: Vec<u8> = batch.iter().flat_map(|(text, _)| text.as_bytes()).copied().collect();
        if file.write_all(&bytes).and_then(|()| file.sync_data()).is_err() {
            return;
        }
        for (_, answer) in batch {
            // Whoever has gone needs no answer.
            let _ = answer.send(());
        }
    }
}

async fn open(State(bare): State<Arc<Bare>>, upgrade: WebSocketUpgrade) -> Response {
    upgrade.read_buffer_size(READ_BUFFER_BYTES).write_buffer_size(0).on_upgrade(move |socket| async move {
        // A socket that is gone ends its task and nothing else.
        let _ = attend(socket, bare).await;
    })
}

/// `all …` is broadcast, everything else is written down and answered with its own text.
async fn attend(mut socket: WebSocket, bare: Arc<Bare>) -> anyhow::Result<()> {
    let mut news = bare.everybody.subscribe();
    loop {
        tokio::select! {
            heard = news.recv() => socket.send(Message::Text(heard?)).await?,
            message = socket.recv() => match message.context("closed")?? {
                Message::Text(text) if text.starts_with("all ") => {
                    // Nobody listening is no error.
                    let _ = bare.everybody.send(text);
                }
                Message::Text(text) => {
                    let (answer, written) = oneshot::channel();
                    bare.disk.send((text.clone(), answer)).await?;
                    written.await?;
                    socket.send(Message::Text(text)).await?;
                }
                Message::Binary(_) | Message::Ping(_) | Message::Pong(_) => {}
                Message::Close(_) => return Ok(()),
            }
        }
    }
}
