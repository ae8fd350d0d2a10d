//! The one table of routes.

use super::context::Context;
use super::error::Refusal;
use super::table::{Route, Who};
use super::{
    about, actions, cap, cards, commands, docs, drafts, exercises, files, headers, health, kiosks, live, record,
    replay, reports, session, site, waiting, web,
};
use crate::limits::FILE_BYTES_MAX;
use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use protocol::draft::{DocumentDraft, EvidenceCommit, EvidencePage};
use protocol::frame::Upsert;
use protocol::geojson::PictureCollection;
use protocol::improvement::BoardAction;
use protocol::kiosk::{Kiosk, KioskLink, NewKiosk, RoomDoor};
use protocol::problem::ProblemCode;
use protocol::recheck::TakeRecheck;
use protocol::replay::Replay;
use protocol::rest::{
    About, Admission, CommandRecorded, ExerciseSummary, Look, LookAnswer, NewExercise, ReceiptPage, SeatCards, Session,
    SignIn, StoredFile, SubmitCommand, WaitingRoom,
};

mod archives;
mod library;
mod planning;

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const DELETE: Method = Method::DELETE;

/// Every route, in the order of the document.
#[must_use]
pub fn table() -> Vec<Route> {
    [
        access(),
        library::routes(),
        planning::sheets(),
        exercises(),
        planning::planning(),
        play(),
        archives::routes(),
        actions_of(),
        record_of(),
        reports_of(),
        operation(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn access() -> Vec<Route> {
    vec![
        Route::new(GET, "/api/v1/about", Who::Anyone, "What the lobby needs to know of the server", about::show)
            .answers::<About>(),
        Route::new(POST, "/api/v1/session", Who::Anyone, "Signs in; the answer sets the cookie", session::sign_in)
            .takes::<SignIn>()
            .answers::<Session>(),
        Route::new(POST, "/api/v1/session/look", Who::Anyone, "What a card or room code is for", session::look)
            .takes::<Look>()
            .answers::<LookAnswer>(),
        Route::new(GET, "/api/v1/session", Who::SignedIn, "Who is signed in", session::show).answers::<Session>(),
        Route::new(DELETE, "/api/v1/session", Who::SignedIn, "Signs out", session::sign_out),
    ]
}

fn exercises() -> Vec<Route> {
    vec![
        Route::new(GET, "/api/v1/exercises", Who::SignedIn, "Exercises that the caller takes part in", exercises::list)
            .answers::<Vec<ExerciseSummary>>(),
        Route::new(POST, "/api/v1/exercises", Who::Administrator, "Makes one from a scenario", exercises::create)
            .takes::<NewExercise>()
            .answers::<ExerciseSummary>(),
        Route::new(GET, "/api/v1/exercises/{exercise}", Who::Control, "An exercise", exercises::show)
            .answers::<ExerciseSummary>(),
        Route::new(GET, "/api/v1/exercises/{exercise}/cards", Who::Control, "Seat cards, `?from=N`", cards::show)
            .answers::<SeatCards>(),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/seats/{seat}/rebind",
            Who::Controller,
            "Frees a seat for another device",
            commands::rebind,
        ),
        Route::new(GET, "/api/v1/exercises/{exercise}/waiting", Who::Control, "The waiting room", waiting::show)
            .answers::<WaitingRoom>(),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/waiting/{waiting}",
            Who::Control,
            "Lets somebody in, or does not",
            waiting::decide,
        )
        .takes::<Admission>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/room",
            Who::Seat,
            "The room code and where it leads, for a wall in standby",
            waiting::door,
        )
        .answers::<RoomDoor>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/kiosks",
            Who::Control,
            "Links of screens and feeds",
            kiosks::list,
        )
        .answers::<Vec<Kiosk>>(),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/kiosks",
            Who::Control,
            "Makes a link for a screen or a feed; its token is told only in this answer",
            kiosks::make,
        )
        .takes::<NewKiosk>()
        .answers::<KioskLink>(),
        Route::new(
            DELETE,
            "/api/v1/exercises/{exercise}/kiosks/{kiosk}",
            Who::Control,
            "Takes a link back; what it has opened is closed",
            kiosks::revoke,
        ),
    ]
}

fn play() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/live",
            Who::Seat,
            "The live socket; `?as=SEAT` looks as a department does, for DIR, LC and CTL",
            live::open,
        ),
        Route::new(POST, "/api/v1/exercises/{exercise}/commands", Who::Seat, "Submits a command", commands::submit)
            .takes::<SubmitCommand>()
            .answers::<CommandRecorded>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/items",
            Who::Seat,
            "The caller's snapshot; `?as=SEAT` a department's, for DIR, LC and CTL",
            record::items,
        )
        .answers::<Vec<Upsert>>(),
        Route::new(GET, "/api/v1/exercises/{exercise}/site/plan", Who::Seat, "The drawing of the site", site::plan)
            .answers_media("image/svg+xml"),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/picture.geojson",
            Who::Feed,
            "The picture for other systems: places, features, confirmed facts; EXERCISE on each",
            site::picture,
        )
        .answers_like::<PictureCollection>(site::GEOJSON, site::example),
        Route::new(GET, "/api/v1/tiles.pmtiles", Who::Seat, "The archive of map tiles, by ranges", site::tiles)
            .answers_media(site::TILES),
        Route::new(POST, "/api/v1/exercises/{exercise}/files", Who::Seat, "Uploads a file", files::upload)
            .takes_media("application/octet-stream", FILE_BYTES_MAX)
            .answers::<StoredFile>(),
        Route::new(GET, "/f/{file}", Who::SignedIn, "A file that the caller may see", files::show)
            .answers_media("application/octet-stream"),
    ]
}

/// Corrective actions across exercises.
fn actions_of() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/actions",
            Who::Administrator,
            "Corrective actions of all exercises, by the day they are due",
            actions::list,
        )
        .answers::<Vec<BoardAction>>(),
        Route::new(
            GET,
            "/api/v1/actions.ics",
            Who::Administrator,
            "The same as a calendar of to-dos; `?lang=zh`",
            actions::calendar_of_all,
        )
        .answers_media(actions::MEDIA_TYPE),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/actions.ics",
            Who::Measures,
            "Corrective actions of an exercise as a calendar of to-dos; `?lang=zh`",
            actions::calendar,
        )
        .answers_media(actions::MEDIA_TYPE),
        Route::new(
            POST,
            "/api/v1/exercises/{exercise}/actions/{action}/recheck",
            Who::Administrator,
            "Takes in what another exercise saw of an action: verified where it held, returned where not",
            actions::take_recheck,
        )
        .takes::<TakeRecheck>()
        .answers::<BoardAction>(),
    ]
}

/// What is read of an exercise: its record, alerts, measures, receipts.
fn record_of() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/journal",
            Who::Record,
            "The record after `?after=SEQ`, a page of lines",
            record::journal,
        )
        .answers_media("application/x-ndjson"),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/injects/{row}/cap.xml",
            Who::Feed,
            "A released row as a Common Alerting Protocol 1.2 message, status Exercise",
            cap::show,
        )
        .answers_media("application/cap+xml"),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/measures",
            Who::Measures,
            "What is measured so far: times of deliveries; lag and error of facts for control",
            record::measures,
        )
        .answers_media("application/json"),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/replay",
            Who::Measures,
            "After ENDEX, what the caller was shown at every commit; `?as=SEAT` a department's, not for EVA",
            replay::show,
        )
        .answers::<Replay>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/deliveries/{delivery}/receipts",
            Who::Measures,
            "Single receipts of a delivery, `?from=N`",
            record::receipts,
        )
        .answers::<ReceiptPage>(),
    ]
}

/// Written reports, and what their sentences rest on.
fn reports_of() -> Vec<Route> {
    vec![
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/reports/{name}",
            Who::Reports,
            "A written report: `summary`, `evaluation` or `aar`, then `.docx`, `.html`, `.xlsx`, `.json` or `.pdf`; `?lang=zh`",
            reports::show,
        )
        .answers_media("application/octet-stream"),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/reports/{name}/draft",
            Who::Reports,
            "A report as people work on it: edits by hand, differences to the last draft; `?lang=zh`",
            drafts::show,
        )
        .answers::<DocumentDraft>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/evidence",
            Who::Reports,
            "What commits say that a sentence rests on, `?commits=12,31`; roles, no names",
            drafts::evidence_of,
        )
        .answers::<Vec<EvidenceCommit>>(),
        Route::new(
            GET,
            "/api/v1/exercises/{exercise}/evidence/candidates",
            Who::Reports,
            "The record part by part, as far as the reader may rest a sentence on it, `?after=N`",
            drafts::candidates,
        )
        .answers::<EvidencePage>(),
    ]
}

fn operation() -> Vec<Route> {
    vec![
        Route::new(GET, "/healthz", Who::Anyone, "Whether the process answers", health::live)
            .answers_media("text/plain"),
        Route::new(GET, "/readyz", Who::Anyone, "Whether what people write is accepted", health::ready)
            .answers_media("application/json"),
        Route::new(GET, "/metrics", Who::Local, "Figures for Prometheus", health::metrics).answers_media("text/plain"),
        Route::new(GET, "/ca.crt", Who::Anyone, "Certificate of the local authority", about::authority)
            .answers_media("application/x-x509-ca-cert"),
        Route::new(GET, "/api/openapi.json", Who::Anyone, "This document", docs::openapi)
            .answers_media("application/json"),
        Route::new(GET, "/api/asyncapi.json", Who::Anyone, "The live socket's document", docs::asyncapi)
            .answers_media("application/json"),
        Route::new(GET, "/api/docs", Who::Anyone, "A page that shows the documents", docs::page)
            .answers_media("text/html"),
        Route::new(GET, "/api/docs/page.js", Who::Anyone, "Its script", docs::script).answers_media("text/javascript"),
        Route::new(GET, "/api/docs/page.css", Who::Anyone, "Its style", docs::style).answers_media("text/css"),
    ]
}

/// The router of the whole server.
pub fn router(context: &Context) -> Router {
    let routes = table().into_iter().fold(Router::new(), |router, route| route.mount(router, context));
    routes
        .method_not_allowed_fallback(async || Refusal::new(ProblemCode::MethodNotAllowed))
        .fallback(web::serve)
        .layer(from_fn_with_state(context.clone(), headers::secure))
        .with_state(context.clone())
}
