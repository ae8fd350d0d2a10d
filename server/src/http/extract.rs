//! How handlers read a request: every failure is a problem document.

use super::context::Context;
use super::error::Refusal;
use super::listen::Peer;
use crate::access::{Identity, SeatIdentity, Source};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use protocol::problem::{Problem, ProblemCode};
use serde::de::DeserializeOwned;
use std::net::{IpAddr, Ipv4Addr};

/// A JSON body.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<Context> for Body<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, context: &Context) -> Result<Self, Refusal> {
        let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let essence = media_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim();
        if !essence.eq_ignore_ascii_case("application/json") {
            return Err(Problem::new(ProblemCode::WrongMediaType).detail("application/json").into());
        }
        let Raw(bytes) = Raw::from_request(request, context).await?;
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Self(value)),
            Err(error) => {
                let place = format!("line {}, column {}", error.line(), error.column());
                Err(Problem::new(ProblemCode::Malformed).detail(error.to_string()).place(place).into())
            }
        }
    }
}

/// A body as it came, within the limit of its route.
pub(super) struct Raw(pub(super) Bytes);

impl FromRequest<Context> for Raw {
    type Rejection = Refusal;
    async fn from_request(request: Request, context: &Context) -> Result<Self, Refusal> {
        Bytes::from_request(request, context).await.map(Self).map_err(|rejection| {
            let large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
            Refusal::new(if large { ProblemCode::TooLarge } else { ProblemCode::Malformed })
        })
    }
}

/// Whoever is signed in; the route's guard has found out.
pub(super) struct SignedIn(pub(super) Identity);

impl FromRequestParts<Context> for SignedIn {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Refusal> {
        let identity = parts.extensions.get::<Identity>().cloned();
        identity.map(Self).ok_or_else(|| Refusal::new(ProblemCode::Unauthenticated))
    }
}

/// Somebody in a seat of the route's exercise.
pub(super) struct Seated(pub(super) SeatIdentity);

impl FromRequestParts<Context> for Seated {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        match SignedIn::from_request_parts(parts, context).await?.0 {
            Identity::Seat(seat) => Ok(Self(*seat)),
            Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => {
                Err(Refusal::new(ProblemCode::NotAllowed))
            }
        }
    }
}

/// Where the request comes from.
pub(super) struct From(pub(super) IpAddr);

impl From {
    /// As limits count it.
    pub(super) fn source(&self) -> Source {
        self.0.into()
    }
}

impl FromRequestParts<Context> for From {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &Context) -> Result<Self, Self::Rejection> {
        // Only a router that is called without a listener has no peer.
        let peer = parts.extensions.get::<Peer>().map(|peer| peer.0.ip());
        Ok(Self(peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// Parameters of the path; one that cannot be read names nothing.
pub(super) struct Named<T>(pub(super) T);

impl<T: DeserializeOwned + Send> FromRequestParts<Context> for Named<T> {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let path = Path::<T>::from_request_parts(parts, context).await;
        path.map(|Path(value)| Self(value)).map_err(|_| Refusal::not_found())
    }
}
