//! Signing in and out: `/api/v1/session`.

use super::context::Context;
use super::cookies::Cookie;
use super::error::Refusal;
use super::extract::{Body, From, SignedIn};
use crate::access::{Granted, Identity};
use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use protocol::rest::{Session, SignIn};

/// `GET /api/v1/session`
pub(super) async fn show(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
) -> Result<Json<Session>, Refusal> {
    Ok(Json(answer(&context, &identity)))
}

/// `POST /api/v1/session`
pub(super) async fn sign_in(
    State(context): State<Context>,
    from: From,
    headers: HeaderMap,
    Body(how): Body<SignIn>,
) -> Result<Response, Refusal> {
    let source = from.source();
    context.access.count_sign_in(source)?;
    let granted = match how {
        SignIn::SetUp { secret, password } => context.access.set_up(&secret, password).await?,
        SignIn::Password { name, password } => context.access.password(&name, password, source).await?,
        SignIn::SeatCard { secret, name } => {
            let device = Cookie::Device.read(&headers, context.base.is_secure());
            context.access.take_card(&secret, name, device).await?
        }
        SignIn::LinkToken { secret } => context.access.take_link(&secret).await?,
        SignIn::RoomCode { code, name, department, seat } => {
            context.access.enter_room(&code, name, department, seat, source).await?
        }
    };
    Ok(with_cookies(&context, &granted))
}

/// `DELETE /api/v1/session`
pub(super) async fn sign_out(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
) -> Result<Response, Refusal> {
    let key = match identity {
        Identity::Administrator { key, .. } | Identity::Waiting { key, .. } => key,
        Identity::Seat(seat) => seat.key,
    };
    context.access.sign_out(key).await?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = Cookie::Session.clear(context.base.is_secure()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

fn with_cookies(context: &Context, granted: &Granted) -> Response {
    let secure = context.base.is_secure();
    let session = Cookie::Session.set(&granted.session, granted.lasts, secure);
    let device = granted.device.as_ref();
    let device = device.and_then(|device| Cookie::Device.set(device, crate::limits::DEVICE_COOKIE, secure));
    let mut response = Json(answer(context, &granted.identity)).into_response();
    for cookie in [session, device].into_iter().flatten() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The session as its holder is told.
fn answer(_: &Context, identity: &Identity) -> Session {
    match identity {
        Identity::Administrator { name, .. } => Session::Administrator { name: name.clone() },
        Identity::Seat(seat) => Session::Seat { exercise: seat.exercise, you: Box::new(seat.you(Vec::new())) },
        Identity::Waiting { exercise, waiting, since, .. } => {
            Session::Waiting { waiting: *waiting, exercise: *exercise, since: *since }
        }
    }
}
