//! The door of every route: where the page comes from, who asks, whether they may.
//!
//! An exercise that does not exist and one that is somebody else's answer alike.

use super::context::Context;
use super::cookies::Cookie;
use super::error::Refusal;
use super::listen::Peer;
use super::table::Who;
use crate::access::{Identity, may_admit, may_edit, sees_receipts, sees_record, sees_reports};
use axum::extract::{RawPathParams, Request, State};
use axum::http::header::{AUTHORIZATION, ORIGIN, UPGRADE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use protocol::problem::ProblemCode;

/// Set to `1` by a robot beside its link token, so that the record says that a program acted.
pub(super) const ROBOT_HEADER: &str = "x-startex-robot";

/// Lets a request through to its handler, with whoever is signed in among its extensions.
pub(super) async fn guard(
    State((context, who)): State<(Context, Who)>,
    params: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let exercise = params.iter().find(|(name, _)| *name == "exercise").map(|(_, value)| value.to_owned());
    match check(&context, who, exercise.as_deref(), &parts).await {
        Ok(Some(identity)) => {
            parts.extensions.insert(identity);
        }
        Ok(None) => {}
        Err(refusal) => return refusal.into_response(),
    }
    next.run(Request::from_parts(parts, body)).await
}

async fn check(
    context: &Context,
    who: Who,
    exercise: Option<&str>,
    request: &Parts,
) -> Result<Option<Identity>, Refusal> {
    let bearer = bearer(&request.headers);
    check_origin(context, request, bearer.is_some())?;
    let identity = identify(context, &request.headers, bearer).await?;
    let Some(identity) = identity else {
        let open = match who {
            Who::Anyone => true,
            Who::Local => is_local(request),
            Who::SignedIn
            | Who::Administrator
            | Who::Seat
            | Who::Controller
            | Who::Control
            | Who::Editor
            | Who::Record
            | Who::Measures
            | Who::Reports
            | Who::Feed => false,
        };
        return if open { Ok(None) } else { Err(ProblemCode::Unauthenticated.into()) };
    };
    admit(who, exercise, &identity, is_local(request))?;
    changes_only_what_it_may(who, &identity, &request.method)?;
    Ok(Some(identity))
}

/// Whether this identity may use a route of `who`.
fn admit(who: Who, exercise: Option<&str>, identity: &Identity, local: bool) -> Result<(), Refusal> {
    let of = match identity {
        Identity::Administrator { .. } => None,
        Identity::Seat(seat) => Some(seat.exercise),
        Identity::Waiting { exercise, .. } | Identity::Feed { exercise, .. } => Some(*exercise),
    };
    // Another exercise is not there for him.
    if of.is_some_and(|of| exercise.is_some_and(|named| named != of.to_string())) {
        return Err(Refusal::not_found());
    }
    let allowed = match identity {
        Identity::Administrator { .. } => !matches!(who, Who::Seat | Who::Controller),
        Identity::Seat(seat) => match who {
            Who::Anyone | Who::SignedIn | Who::Seat => true,
            Who::Controller | Who::Control | Who::Feed => may_admit(seat.role),
            Who::Editor => may_edit(seat.role),
            Who::Record => sees_record(seat.role),
            Who::Measures => sees_receipts(seat.role),
            Who::Reports => sees_reports(seat.role),
            Who::Administrator => false,
            Who::Local => local,
        },
        Identity::Waiting { .. } => matches!(who, Who::Anyone | Who::SignedIn) || who == Who::Local && local,
        Identity::Feed { .. } => matches!(who, Who::Anyone | Who::Feed) || who == Who::Local && local,
    };
    if allowed { Ok(()) } else { Err(ProblemCode::NotAllowed.into()) }
}

/// A screen opened by a kiosk link reads. Signing in and out is all that it may change.
fn changes_only_what_it_may(who: Who, identity: &Identity, method: &Method) -> Result<(), Refusal> {
    let kiosk = matches!(identity, Identity::Seat(seat) if seat.kiosk);
    let door = matches!(who, Who::Anyone | Who::SignedIn);
    let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
    if kiosk && !door && !reads { Err(ProblemCode::NotAllowed.into()) } else { Ok(()) }
}

/// Refuses what another site's page may have sent. A request without an origin is not from a page
/// that can change anything, unless it brings its secret itself: then no page can have forged it.
fn check_origin(context: &Context, request: &Parts, bearer: bool) -> Result<(), Refusal> {
    let unsafe_method = !matches!(request.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrade = request.headers.contains_key(UPGRADE);
    if !unsafe_method && !upgrade {
        return Ok(());
    }
    let mut origins = request.headers.get_all(ORIGIN).into_iter();
    let accepted = match (origins.next(), origins.next()) {
        (None, _) => bearer,
        (Some(origin), None) => origin.to_str().is_ok_and(|origin| context.base.accepts(origin)),
        (Some(_), Some(_)) => false,
    };
    if accepted { Ok(()) } else { Err(ProblemCode::WrongOrigin.into()) }
}

/// Who asks. A bearer that is nobody's is refused even where nobody needs to be signed in.
async fn identify(context: &Context, headers: &HeaderMap, bearer: Option<&str>) -> Result<Option<Identity>, Refusal> {
    if let Some(token) = bearer {
        let robot = headers.get(ROBOT_HEADER).is_some_and(|value| value == "1");
        let identity = context.access.by_link_token(token, robot).await?;
        return identity.map(Some).ok_or_else(|| ProblemCode::Unauthenticated.into());
    }
    match Cookie::Session.read(headers, context.base.is_secure()) {
        Some(secret) => Ok(context.access.by_session(&secret).await?),
        None => Ok(None),
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ").map(str::trim)
}

fn is_local(request: &Parts) -> bool {
    request.extensions.get::<Peer>().is_some_and(|peer| peer.0.ip().to_canonical().is_loopback())
}
