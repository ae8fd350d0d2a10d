//! One live connection, as raw as a test needs it: any text, any bytes, any headers.

use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue, Request};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Bytes, Message};

/// The subprotocol that this client speaks.
pub const SUBPROTOCOL: &str = "startex.v1";

/// A client's own buffers: small, so that thousands fit beside the server.
fn config() -> WebSocketConfig {
    WebSocketConfig::default().read_buffer_size(8 * 1024).write_buffer_size(0)
}

/// What a client asks for when it connects.
#[derive(Clone, Debug)]
pub struct Knock {
    /// Where.
    pub address: SocketAddr,
    /// Which exercise.
    pub exercise: String,
    /// Headers, as given.
    pub headers: Vec<(String, String)>,
    /// The seat through whose eyes to look, if not through the own ones.
    pub looks_as: Option<String>,
}

impl Knock {
    /// As a well-behaved program with a link token does it.
    #[must_use]
    pub fn new(address: SocketAddr, exercise: &str, token: &str) -> Self {
        let headers = vec![
            ("Authorization".into(), format!("Bearer {token}")),
            ("Sec-WebSocket-Protocol".into(), SUBPROTOCOL.into()),
        ];
        Self { address, exercise: exercise.into(), headers, looks_as: None }
    }

    /// Sets or replaces a header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Leaves a header out.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    fn request(&self, path: &str) -> anyhow::Result<Request<()>> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request()?;
        for (name, value) in &self.headers {
            let name = HeaderName::from_bytes(name.as_bytes())?;
            request.headers_mut().append(name, HeaderValue::from_bytes(value.as_bytes())?);
        }
        Ok(request)
    }

    /// Connects.
    ///
    /// # Errors
    /// [`Refused`] with what the server answered instead of an upgrade.
    pub async fn connect(&self) -> Result<Socket, Refused> {
        let query = self.looks_as.as_ref().map(|seat| format!("?as={seat}")).unwrap_or_default();
        self.connect_to(&format!("/api/v1/exercises/{}/live{query}", self.exercise)).await
    }

    /// Connects to any path.
    ///
    /// # Errors
    /// As [`Knock::connect`].
    pub async fn connect_to(&self, path: &str) -> Result<Socket, Refused> {
        let stream = TcpStream::connect(self.address).await.map_err(|error| Refused::unreachable(&error))?;
        // What is written is small and waited for.
        let _ = stream.set_nodelay(true);
        let request = self.request(path).map_err(|error| Refused::unreachable(&error))?;
        match tokio_tungstenite::client_async_with_config(request, stream, Some(config())).await {
            Ok((inner, _)) => Ok(Socket { inner }),
            Err(Error::Http(answer)) => {
                let status = answer.status().as_u16();
                let body: Value =
                    serde_json::from_slice(answer.body().as_deref().unwrap_or_default()).unwrap_or_default();
                Err(Refused { status, code: body["code"].as_str().unwrap_or_default().to_owned(), why: String::new() })
            }
            Err(error) => Err(Refused::unreachable(&error)),
        }
    }
}

/// The server did not open a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// HTTP status; zero where none came.
    pub status: u16,
    /// Stable code of the problem document.
    pub code: String,
    /// Why, where no status came.
    pub why: String,
}

impl Refused {
    fn unreachable(error: &dyn std::fmt::Display) -> Self {
        Self { status: 0, code: String::new(), why: error.to_string() }
    }
}

/// What came over a socket.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// A frame.
    Frame(Value),
    /// The server closed, with this code and reason.
    Closed(u16, String),
    /// The connection broke.
    Lost,
    /// Nothing, for as long as was waited.
    Silence,
}

/// An open socket.
#[derive(Debug)]
pub struct Socket {
    inner: WebSocketStream<TcpStream>,
}

impl Socket {
    /// Sends a frame.
    ///
    /// # Errors
    /// If the connection is gone.
    pub async fn send(&mut self, frame: &Value) -> anyhow::Result<()> {
        self.send_text(frame.to_string()).await
    }

    /// Sends any text.
    ///
    /// # Errors
    /// If the connection is gone.
    pub async fn send_text(&mut self, text: String) -> anyhow::Result<()> {
        Ok(self.inner.send(Message::text(text)).await?)
    }

    /// Sends bytes, which no proper client does.
    ///
    /// # Errors
    /// If the connection is gone.
    pub async fn send_binary(&mut self, bytes: Vec<u8>) -> anyhow::Result<()> {
        Ok(self.inner.send(Message::Binary(Bytes::from(bytes))).await?)
    }

    /// Next thing that comes, or [`Received::Silence`] after `patience`. Cancel-safe.
    pub async fn receive(&mut self, patience: Duration) -> Received {
        tokio::time::timeout(patience, self.next()).await.unwrap_or(Received::Silence)
    }

    /// Next thing that comes. Cancel-safe.
    pub async fn next(&mut self) -> Received {
        loop {
            match self.inner.next().await {
                Some(Ok(Message::Text(text))) => {
                    return Received::Frame(serde_json::from_str(&text).unwrap_or(Value::Null));
                }
                Some(Ok(Message::Close(frame))) => {
                    return frame.map_or(Received::Closed(1005, String::new()), |frame| {
                        Received::Closed(frame.code.into(), frame.reason.to_string())
                    });
                }
                Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => {}
                Some(Err(_)) | None => return Received::Lost,
            }
        }
    }

    /// Closes properly.
    pub async fn close(mut self) {
        // It may be closed already.
        let _ = self.inner.close(None).await;
    }
}
