//! The listener: HTTP/1.1 alone, over TCP or TLS, bounded in connections, heads and waiting.

use super::tls;
use crate::limits::{CONNECTIONS_MAX, HANDSHAKE_TIMEOUT, HEAD_BYTES_MAX, HEAD_TIMEOUT, SHUTDOWN_GRACE};
use crate::shutdown::Shutdown;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

/// Pause after the system refuses a connection, for instance because files run out: going on at
/// once would only burn a core.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Who is at the other end of a connection; stands among the extensions of its requests.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// A bound socket.
#[derive(Debug)]
pub struct Listening {
    listener: TcpListener,
    address: SocketAddr,
}

impl Listening {
    /// Binds the address; port 0 takes a free one.
    ///
    /// # Errors
    /// If the address is in use or not this machine's.
    pub async fn bind(address: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address })
    }

    /// Where it is bound.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Serves until the shutdown is requested, then lets open requests end.
pub async fn serve(listening: Listening, tls: Option<&tls::Identity>, router: Router, shutdown: Shutdown) {
    let acceptor = tls.map(|identity| TlsAcceptor::from(identity.config()));
    let room = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        // Both are cancel-safe: a connection that was not accepted stays in the queue.
        let accepted = tokio::select! {
            accepted = listening.listener.accept() => accepted,
            () = shutdown.requested() => return,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let connection = connection(stream, peer, acceptor.clone(), router.clone(), shutdown.clone());
        shutdown.spawn(async move {
            connection.await;
            drop(permit);
        });
    }
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    acceptor: Option<TlsAcceptor>,
    router: Router,
    shutdown: Shutdown,
) {
    // It fails only for a socket that is gone already.
    let _ = stream.set_nodelay(true);
    match acceptor {
        None => speak(stream, peer, router, shutdown).await,
        Some(acceptor) => match tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await {
            Ok(Ok(stream)) => speak(stream, peer, router, shutdown).await,
            Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
            Err(_) => tracing::debug!("a TLS handshake took too long"),
        },
    }
}

async fn speak<S>(stream: S, peer: SocketAddr, router: Router, shutdown: Shutdown)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(peer));
        request
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    // The connection is polled again below if the shutdown comes first.
    tokio::select! {
        ended = connection.as_mut() => {
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended badly");
            }
            return;
        }
        () = shutdown.requested() => connection.as_mut().graceful_shutdown(),
    }
    // Whoever is not through by then is cut off.
    let _ = tokio::time::timeout(SHUTDOWN_GRACE, connection).await;
}
