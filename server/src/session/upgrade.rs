//! From a request to an open socket: the opening handshake, and the task that serves what it opens.

use super::link::{FreeSeat, Link, Revalidate};
use super::socket::Connection;
use super::wire::Wire;
use crate::access::SeatIdentity;
use crate::clock::Clock;
use crate::live::Handle;
use crate::shutdown::Shutdown;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use protocol::SUBPROTOCOL;
use protocol::frame::You;
use protocol::problem::{Problem, ProblemCode};
use tokio_tungstenite::tungstenite::handshake::server::create_response_with_body;

/// What a connection comes with.
pub struct Entrance {
    /// The exercise.
    pub handle: Handle,
    /// Who comes, as access has found.
    pub seat: SeatIdentity,
    /// The seat that is only looked through, where that is another one.
    pub looks_as: Option<You>,
    /// Asked every minute.
    pub revalidate: Revalidate,
    /// Told of every seat that this connection frees.
    pub free_seat: FreeSeat,
    /// The server's clock.
    pub clock: Clock,
    /// The server's end.
    pub shutdown: Shutdown,
}

impl std::fmt::Debug for Entrance {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entrance").field("handle", &self.handle).field("seat", &self.seat).finish_non_exhaustive()
    }
}

/// Answers a request for an upgrade and serves the socket once it is open.
///
/// # Errors
/// `malformed` for a request that is no WebSocket handshake (RFC 6455, 4.2.1), or whose client does
/// not offer `startex.v1`.
pub fn upgrade(request: Request, entrance: Entrance) -> Result<Response, Problem> {
    let malformed = |detail: String| Problem::new(ProblemCode::Malformed).detail(detail);
    let mut response =
        create_response_with_body(&request, Body::empty).map_err(|error| malformed(error.to_string()))?;
    if !offers(request.headers()) {
        return Err(malformed(format!("this server speaks {SUBPROTOCOL}")).place("Sec-WebSocket-Protocol"));
    }
    response.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    let Entrance { handle, seat, looks_as, revalidate, free_seat, clock, shutdown } = entrance;
    let link = Link::new(handle, seat, revalidate, clock.clone()).freeing(free_seat);
    let link = match looks_as {
        Some(you) => link.looking_as(you),
        None => link,
    };
    // In boxes: a future keeps what was moved into it beside what it was moved to.
    let link = Box::new(link);
    let upgraded = hyper::upgrade::on(request);
    // A task of its own, so that a shutdown waits for the close frame to leave.
    drop(shutdown.clone().spawn(async move {
        match upgraded.await {
            Ok(upgraded) => {
                let wire = Wire::new(upgraded).await;
                Box::new(Connection { wire, link, clock, shutdown }).run().await;
            }
            Err(error) => tracing::debug!(%error, "an upgrade was not carried out"),
        }
    }));
    Ok(response)
}

fn offers(headers: &HeaderMap) -> bool {
    let offered = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    offered.flat_map(|value| value.split(',')).any(|name| name.trim() == SUBPROTOCOL)
}
