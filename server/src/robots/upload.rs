//! Uploads a file: one HTTP/1.1 request, written by hand, because no client library is aboard and
//! this is the only request a robot makes beside its socket.

use super::client::Place;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer's status line and headers fit in here; the rest is not read.
const HEAD_MAX: usize = 1024;

/// Uploads, so that an answer may name the file.
///
/// # Errors
/// If the server cannot be reached or does not take it.
pub(super) async fn upload(place: &Place, content: &[u8]) -> std::io::Result<()> {
    let Place { server, exercise, token, .. } = place;
    let head = format!(
        "POST /api/v1/exercises/{exercise}/files HTTP/1.1\r\nhost: {server}\r\nauthorization: Bearer {token}\r\n\
         x-startex-robot: 1\r\ncontent-type: application/octet-stream\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        content.len()
    );
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(content).await?;
    let mut answer = [0; HEAD_MAX];
    let read = stream.read(&mut answer).await?;
    let line = String::from_utf8_lossy(&answer[..read]);
    let line = line.lines().next().unwrap_or_default();
    if line.split(' ').nth(1).is_some_and(|status| status.starts_with('2')) {
        Ok(())
    } else {
        Err(std::io::Error::other(line.to_owned()))
    }
}
