//! The one table of routes.

use super::context::Context;
use super::error::Refusal;
use super::table::{Route, Who};
use super::{about, docs, files, headers, health, scenarios, session, web};
use crate::limits::FILE_BYTES_MAX;
use crate::scenario;
use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use protocol::problem::ProblemCode;
use protocol::rest::{About, ScenarioSummary, Session, SignIn, StoredFile};
use protocol::scenario::Scenario;

const GET: Method = Method::GET;
const POST: Method = Method::POST;
const PUT: Method = Method::PUT;
const DELETE: Method = Method::DELETE;

/// Every route, in the order of the document.
#[must_use]
pub fn table() -> Vec<Route> {
    [access(), library(), exercises(), operation()].into_iter().flatten().collect()
}

fn access() -> Vec<Route> {
    vec![
        Route::new(GET, "/api/v1/about", Who::Anyone, "What the lobby needs to know of the server", about::show)
            .answers::<About>(),
        Route::new(POST, "/api/v1/session", Who::Anyone, "Signs in; the answer sets the cookie", session::sign_in)
            .takes::<SignIn>()
            .answers::<Session>(),
        Route::new(GET, "/api/v1/session", Who::SignedIn, "Who is signed in", session::show).answers::<Session>(),
        Route::new(DELETE, "/api/v1/session", Who::SignedIn, "Signs out", session::sign_out),
    ]
}

fn library() -> Vec<Route> {
    let (many, one) = ("/api/v1/scenarios", "/api/v1/scenarios/{scenario}");
    let (yaml, max) = ("application/yaml", scenario::FILE_BYTES_MAX);
    vec![
        Route::new(GET, many, Who::Administrator, "The scenario library", scenarios::list)
            .answers::<Vec<ScenarioSummary>>(),
        Route::new(POST, many, Who::Administrator, "Adds a scenario file, YAML or JSON", scenarios::upload)
            .takes_media(yaml, max)
            .answers::<ScenarioSummary>(),
        Route::new(GET, one, Who::Administrator, "A scenario", scenarios::show).answers::<Scenario>(),
        Route::new(PUT, one, Who::Administrator, "Replaces an uploaded scenario", scenarios::replace)
            .takes_media(yaml, max)
            .answers::<ScenarioSummary>(),
        Route::new(DELETE, one, Who::Administrator, "Removes an uploaded scenario", scenarios::remove),
    ]
}

fn exercises() -> Vec<Route> {
    vec![
        Route::new(POST, "/api/v1/exercises/{exercise}/files", Who::Seat, "Uploads a file", files::upload)
            .takes_media("application/octet-stream", FILE_BYTES_MAX)
            .answers::<StoredFile>(),
        Route::new(GET, "/f/{file}", Who::SignedIn, "A file that the caller may see", files::show)
            .answers_media("application/octet-stream"),
    ]
}

fn operation() -> Vec<Route> {
    vec![
        Route::new(GET, "/healthz", Who::Anyone, "Whether the process answers", health::live)
            .answers_media("text/plain"),
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
