//! A small HTTP/1.1 client: one request a connection, headers as given, nothing added in silence.
//! Tests of bad input must be able to send what no proper client would.

use anyhow::{Context as _, bail};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// Longest wait for an answer: five times what the slowest route needs on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    /// Head, as it came.
    pub head: String,
    /// Body, with chunks joined.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as text; what is no UTF-8 is replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, null where it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The stable code of a problem document, empty where it is none.
    #[must_use]
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.into(), path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Comes from whoever holds this link token.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// Carries JSON.
    #[must_use]
    pub fn json(self, value: &Value) -> Self {
        self.body("application/json", value.to_string().into_bytes())
    }

    /// Carries bytes.
    #[must_use]
    pub fn body(mut self, media_type: &str, bytes: Vec<u8>) -> Self {
        self.body = bytes;
        self.header("Content-Type", media_type)
    }

    /// Sends it and reads the whole answer.
    ///
    /// # Errors
    /// If the server cannot be reached, answers in no HTTP, or not in half a minute.
    pub async fn send(self, to: SocketAddr) -> anyhow::Result<Answer> {
        let what = format!("{} {}", self.method, self.path);
        let answer = tokio::time::timeout(PATIENCE, self.exchange(to)).await;
        answer.with_context(|| format!("{what}: no answer"))?.with_context(|| what)
    }

    async fn exchange(self, to: SocketAddr) -> anyhow::Result<Answer> {
        let mut stream = TcpStream::connect(to).await?;
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {to}\r\nConnection: close\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if !self.body.is_empty() || self.method != "GET" {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes()).await?;
        // A server that refuses a large body answers before it has read it.
        let (mut reader, mut writer) = stream.split();
        let body = self.body;
        let write = async move {
            let _ = writer.write_all(&body).await;
            std::future::pending::<()>().await
        };
        let mut bytes = Vec::new();
        tokio::select! {
            read = reader.read_to_end(&mut bytes) => { if bytes.is_empty() { read?; } }
            () = write => {}
        }
        parse(&bytes)
    }
}

fn parse(bytes: &[u8]) -> anyhow::Result<Answer> {
    let Some(end) = find(bytes, b"\r\n\r\n") else { bail!("no head in {} bytes", bytes.len()) };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
    let rest = &bytes[end + 4..];
    let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    let body = if chunked { unchunk(rest)? } else { rest.to_vec() };
    Ok(Answer { status, head, body })
}

fn unchunk(mut bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = find(bytes, b"\r\n").context("a chunk without its size")?;
        let size = std::str::from_utf8(&bytes[..line])?.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16)?;
        bytes = &bytes[line + 2..];
        if size == 0 {
            return Ok(body);
        }
        body.extend_from_slice(bytes.get(..size).context("a chunk that was cut")?);
        bytes = bytes.get(size + 2..).context("a chunk without its end")?;
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_codes_read() {
        let raw = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"code\":\r\n9\r\n\"unknown\"\r\n1\r\n}\r\n0\r\n\r\n";
        let answer = parse(raw).unwrap();
        assert_eq!((answer.status, answer.code().as_str()), (404, "unknown"));
        assert!(parse(b"nonsense").is_err());
    }
}
