//! The bytes of one connection. Reading, with all its checks, is tungstenite's; writing is ours: the
//! shared bytes of frames go to the socket as they are, those that wait together in one write, and
//! no connection keeps a buffer as large as the largest snapshot it was ever sent.

use crate::live::Frame;
use futures_util::{SinkExt as _, StreamExt as _};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use protocol::limits::FRAME_BYTES_MAX;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _, ReadBuf};
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::protocol::frame::{CloseFrame, Frame as RawFrame};
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

/// Read buffer per connection: a typical frame; larger ones are read in several goes.
const READ_BUFFER_BYTES: usize = 2 * 1024;

/// A connection as tungstenite sees it: what it writes of its own accord, pongs and the answer to a
/// close, waits aside until it goes out between two whole frames.
struct Line {
    stream: TokioIo<Upgraded>,
    aside: Vec<u8>,
}

/// One open WebSocket.
pub(super) struct Wire {
    socket: WebSocketStream<Line>,
}

impl Wire {
    /// Over an upgraded connection.
    pub(super) async fn new(upgraded: Upgraded) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER_BYTES)
            .write_buffer_size(0)
            .max_message_size(Some(FRAME_BYTES_MAX))
            .max_frame_size(Some(FRAME_BYTES_MAX));
        let line = Line { stream: TokioIo::new(upgraded), aside: Vec::new() };
        Self { socket: WebSocketStream::from_raw_socket(line, Role::Server, Some(config)).await }
    }

    /// The next message; none at the end. Cancel-safe.
    pub(super) async fn read(&mut self) -> Option<Result<Message, Error>> {
        self.socket.next().await
    }

    /// Writes what tungstenite answers by itself. Call it after a ping and after a close.
    pub(super) async fn answer(&mut self) -> io::Result<()> {
        // An error here is a peer that is gone; the next read says so too.
        let _ = self.socket.flush().await;
        self.write(&[]).await
    }

    /// Writes frames, in order, in as few writes as the system takes them.
    pub(super) async fn write(&mut self, frames: &[Frame]) -> io::Result<()> {
        let Line { stream, aside } = self.socket.get_mut();
        let own = std::mem::take(aside);
        if let ([frame], true) = (frames, own.is_empty()) {
            stream.write_all(frame.wire()).await?;
        } else {
            let parts = std::iter::once(own.as_slice()).chain(frames.iter().map(Frame::wire));
            let mut parts: Vec<IoSlice<'_>> = parts.filter(|part| !part.is_empty()).map(IoSlice::new).collect();
            let mut parts = parts.as_mut_slice();
            while !parts.is_empty() {
                match stream.write_vectored(parts).await? {
                    0 => return Err(io::ErrorKind::WriteZero.into()),
                    written => IoSlice::advance_slices(&mut parts, written),
                }
            }
        }
        stream.flush().await
    }

    /// Writes an empty ping.
    pub(super) async fn ping(&mut self) -> io::Result<()> {
        self.write_raw(RawFrame::ping(Vec::new())).await
    }

    /// Writes a close frame. Nothing may be written after it.
    pub(super) async fn close(&mut self, frame: CloseFrame) -> io::Result<()> {
        self.write_raw(RawFrame::close(Some(frame))).await
    }

    async fn write_raw(&mut self, frame: RawFrame) -> io::Result<()> {
        frame.format(&mut self.socket.get_mut().aside).map_err(io::Error::other)?;
        self.write(&[]).await
    }
}

impl AsyncRead for Line {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Line {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        // Bounded: one control frame, since each ping is answered before the next message is read.
        self.aside.extend_from_slice(buf);
        Poll::Ready(Ok(buf.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
