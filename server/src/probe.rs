//! `startex health`: asks a running server whether it is ready. The container's health check, so
//! that the image needs no other program for it.

use anyhow::{Context, bail};
use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// Longer than any ready server takes, shorter than a health check's own limit.
const PATIENCE: Duration = Duration::from_secs(2);
/// More than a status line and headers.
const ANSWER_BYTES_MAX: u64 = 16 * 1024;

/// Asks the address for its page and returns the status: 200 is ready.
///
/// # Errors
/// The address is not of plain HTTP, nobody answers, or not in time.
pub fn ask(url: &str) -> anyhow::Result<u16> {
    let Some(rest) = url.strip_prefix("http://") else { bail!("{url}: plain http:// only, ask beside the server") };
    let (host, path) =
        rest.split_once('/').map_or((rest, String::from("/")), |(host, path)| (host, format!("/{path}")));
    let address = host.to_socket_addrs().with_context(|| format!("{host} is no address"))?.next();
    let address = address.with_context(|| format!("{host} is no address"))?;
    let mut stream =
        TcpStream::connect_timeout(&address, PATIENCE).with_context(|| format!("nobody listens at {host}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(ANSWER_BYTES_MAX).read_to_end(&mut answer).context("no answer in time")?;
    let line = String::from_utf8_lossy(&answer);
    let status = line.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    status.with_context(|| format!("{host} does not speak HTTP"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn a_status_is_read_and_silence_is_an_error() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/readyz", listener.local_addr().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // All of the request is read: closing on unread bytes would reset the connection.
            let mut asked = Vec::new();
            while !asked.ends_with(b"\r\n\r\n") {
                let mut byte = [0];
                stream.read_exact(&mut byte).unwrap();
                asked.extend(byte);
            }
            stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\n").unwrap();
            asked
        });
        assert_eq!(ask(&url).unwrap(), 503);
        assert!(server.join().unwrap().starts_with(b"GET /readyz HTTP/1.1\r\n"));
        assert!(ask(&url).is_err(), "nobody listens there now");
        assert!(ask("https://localhost/").is_err());
    }
}
