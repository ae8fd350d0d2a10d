//! Signing in and out: `/api/v1/session`.

use super::context::Context;
use super::cookies::Cookie;
use super::error::Refusal;
use super::extract::{Body, From, SignedIn};
use super::waiting;
use crate::access::{Granted, Identity, card_admits};
use crate::limits::DEVICE_COOKIE;
use crate::store::{CardKind, CardRow, SeatRow};
use axum::Json;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use exercise::permission;
use protocol::ids::{DepartmentCode, ExerciseId};
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::{Look, LookAnswer, RoomDepartment, Session, SignIn};

/// `GET /api/v1/session`
pub(super) async fn show(SignedIn(identity): SignedIn) -> Result<Json<Session>, Refusal> {
    Ok(Json(answer(&identity)?))
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
            let (card, seat) = context.access.look_at_card(&secret, CardKind::Card).await?;
            still_admits(&context, &card, &seat).await?;
            let device = Cookie::Device.read(&headers, context.base.is_secure());
            context.access.take_card(&secret, name, device).await?
        }
        SignIn::LinkToken { secret } => match context.access.take_kiosk(&secret).await? {
            Some(granted) => granted,
            None => {
                let (card, seat) = context.access.look_at_card(&secret, CardKind::Link).await?;
                still_admits(&context, &card, &seat).await?;
                context.access.take_link(&secret).await?
            }
        },
        SignIn::RoomCode { code, name, department, seat } => {
            let granted = context.access.enter_room(&code, name, department, seat, source).await?;
            if let Identity::Waiting { exercise, .. } = &granted.identity {
                waiting::tell(&context, *exercise).await?;
            }
            granted
        }
    };
    let seated = seat_taken(&context, &granted.identity).await;
    let mut response = match seated {
        Ok(()) => Json(answer(&granted.identity)?).into_response(),
        Err(problem) => Refusal(problem).into_response(),
    };
    // Also where the record could not be written: the card is bound to this device already, which
    // must be able to try again.
    add_cookies(&context, &granted, &mut response);
    Ok(response)
}

/// `POST /api/v1/session/look`: what a card or code is for, before anything is taken.
pub(super) async fn look(
    State(context): State<Context>,
    from: From,
    Body(at): Body<Look>,
) -> Result<Json<LookAnswer>, Refusal> {
    context.access.count_sign_in(from.source())?;
    let (exercise, seat) = match at {
        Look::SeatCard { secret } => {
            let (card, seat) = context.access.look_at_card(&secret, CardKind::Card).await?;
            still_admits(&context, &card, &seat).await?;
            (card.exercise, Some(seat.view()))
        }
        Look::RoomCode { code } => (context.access.look_at_room(&code, from.source()).await?, None),
    };
    let departments = match seat {
        Some(_) => Vec::new(),
        None => {
            context.follow_plan(exercise).await?;
            free_seats(&context, exercise).await?
        }
    };
    let handle = context.gateway.get(exercise).await?;
    let (title, status) = (handle.title(), handle.status());
    Ok(Json(LookAnswer { exercise, title, status, seat, departments }))
}

/// Refuses a card whose time is over, as if it had never been one.
async fn still_admits(context: &Context, card: &CardRow, seat: &SeatRow) -> Result<(), Refusal> {
    let handle = context.gateway.get(card.exercise).await?;
    let ended = handle.summary().ended.map(|stamp| stamp.wall);
    if card_admits(seat.role, handle.status(), ended, context.clock.now()) {
        Ok(())
    } else {
        Err(ProblemCode::WrongCredentials.into())
    }
}

/// Departments with the seats that nobody has taken. Seats outside departments are not offered:
/// those who run and evaluate the exercise come with their cards.
async fn free_seats(context: &Context, exercise: ExerciseId) -> Result<Vec<RoomDepartment>, Refusal> {
    let seats = context.store.seats(exercise, context.clock.now()).await?;
    let departments = context.store.departments(exercise).await?;
    let free = |code: &DepartmentCode| {
        let of_it = seats.iter().filter(|(seat, taken)| !taken && seat.department.as_ref() == Some(code));
        of_it.map(|(seat, _)| seat.view()).collect()
    };
    Ok(departments.into_iter().map(|(code, name)| RoomDepartment { seats: free(&code), code, name }).collect())
}

/// Puts into the record who sits down. Where no person is named (a wall, a link token, which may be
/// open beside the robot of that seat) the first connection does.
async fn seat_taken(context: &Context, identity: &Identity) -> Result<(), Problem> {
    let Identity::Seat(seat) = identity else { return Ok(()) };
    let Some(person) = seat.person else { return Ok(()) };
    let name = context.access.sealed_name(person).await?;
    let handle = context.gateway.get(seat.exercise).await?;
    handle.seat_taken(seat.seat.clone(), Some(person), name, seat.robot).await.map(drop)
}

/// `DELETE /api/v1/session`
pub(super) async fn sign_out(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
) -> Result<Response, Refusal> {
    match identity {
        Identity::Administrator { key, .. } | Identity::Waiting { key, .. } => context.access.sign_out(key).await?,
        // Other screens may be open by the same link: this one forgets its cookie.
        Identity::Seat(seat) if seat.kiosk => {}
        Identity::Seat(seat) => context.access.sign_out(seat.key).await?,
        Identity::Feed { .. } => {}
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = Cookie::Session.clear(context.base.is_secure()) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

fn add_cookies(context: &Context, granted: &Granted, response: &mut Response) {
    let secure = context.base.is_secure();
    let session = Cookie::Session.set(&granted.session, granted.lasts, secure);
    let device = granted.device.as_ref();
    let device = device.and_then(|device| Cookie::Device.set(device, DEVICE_COOKIE, secure));
    for cookie in [session, device].into_iter().flatten() {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
}

/// The session as its holder is told.
fn answer(identity: &Identity) -> Result<Session, Problem> {
    Ok(match identity {
        Identity::Administrator { name, .. } => Session::Administrator { name: name.clone() },
        Identity::Seat(seat) => {
            Session::Seat { exercise: seat.exercise, you: Box::new(seat.you(permission::commands_of(seat.role))) }
        }
        Identity::Waiting { exercise, waiting, since, .. } => {
            Session::Waiting { waiting: *waiting, exercise: *exercise, since: *since }
        }
        // A feed brings its token with each request and signs in nowhere.
        Identity::Feed { .. } => return Err(Problem::new(ProblemCode::NotAllowed)),
    })
}
