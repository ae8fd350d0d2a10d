//! Archives in the browser, for the administrator: an exercise as one file, out and in. Both go through a
//! file in the data folder, so that memory does not grow with them.

mod passing;

pub use passing::Archives;

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use super::packages::headers;
use crate::access::Identity;
use crate::archive::package::file_names;
use crate::archive::{self, Brought, Fault, ImportFailed};
use crate::store::chain;
use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::header::{CONTENT_LENGTH, HeaderValue};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use passing::Held;
use protocol::archive::{ArchiveCheck, ArchiveObstacle};
use protocol::ids::{ExerciseId, ImportId};
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::ExerciseSummary;
use serde::Deserialize;
use std::path::Path;
use tokio::io::AsyncWriteExt as _;
use tokio::runtime::Handle;
use tokio_util::io::ReaderStream;

/// Media type of an archive.
pub(super) const ZIP: &str = super::packages::ZIP;
/// Sent at a time.
const CHUNK: usize = 64 * 1024;

/// Whether keys of names go along.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Naming {
    names: bool,
}

/// `GET /api/v1/exercises/{exercise}/archive?names=true`: the exercise as one file.
pub(super) async fn export(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ExerciseId>,
    query: Result<Query<Naming>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Naming { names }) = query.map_err(super::scenarios::malformed)?;
    context.gateway.get(id).await?;
    let held = context.archives.place().await?;
    let (data, store) = (context.archives.data().to_path_buf(), context.store.clone());
    let (manifest, held) = context
        .archives
        .turn(move || archive::export(&data, &store, id, held.path(), names).map(|exported| (exported.manifest, held)))
        .await?
        .map_err(|error| internal(&format!("{error:#}")))?;
    let file = tokio::fs::File::open(held.path()).await.map_err(|error| internal(&error))?;
    let bytes = file.metadata().await.map_err(|error| internal(&error))?.len();
    tracing::info!(exercise.id = %id, names, bytes, by = named(&identity), "an exercise was exported");
    let short = &id.to_string()[..8];
    let (name, plain) = file_names(&manifest.scenario, &format!("-{short}{}.zip", if names { "-names" } else { "" }));
    // The name of the file goes now, its content when the last byte was sent or nobody reads any more.
    drop(held);
    let mut response = Body::from_stream(ReaderStream::with_capacity(file, CHUNK)).into_response();
    response.headers_mut().extend(headers(ZIP, &name, &plain)?);
    response.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(bytes));
    response.headers_mut().insert(HEAD, HeaderValue::from_str(&manifest.head).map_err(|error| internal(&error))?);
    Ok(response)
}

/// The head of the record in an answer, for scripts that write it down.
const HEAD: HeaderName = HeaderName::from_static("startex-head");

/// `POST /api/v1/archives`: the file's bytes in, what was found out. Nothing is stored yet.
pub(super) async fn bring(State(context): State<Context>, request: Request) -> Result<Json<ArchiveCheck>, Refusal> {
    let held = receive(&context, request).await?;
    let (journal, store) = (context.gateway.here().journal().clone(), context.store.clone());
    let runtime = Handle::current();
    let path = held.path().to_path_buf();
    let looked = context.archives.turn(move || archive::bring(&path, &store, &journal, &runtime)).await?;
    let brought = looked.map_err(refused)?;
    let (archive, until) = context.archives.hold(held, context.clock.now());
    Ok(Json(check(brought, archive, until)))
}

fn check(brought: Brought, archive: ImportId, until: protocol::time::Timestamp) -> ArchiveCheck {
    let Brought { manifest, names, files, obstacle } = brought;
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ArchiveCheck {
        archive,
        until,
        exercise: manifest.exercise,
        title: manifest.title,
        status: manifest.status,
        created: manifest.created,
        last: manifest.last,
        commits: u32::try_from(manifest.commits).unwrap_or(u32::MAX),
        head: manifest.head,
        names: count(names),
        files: count(files),
        missing_files: count(manifest.missing_files.len()),
        obstacle: obstacle.map(|fault| match fault {
            Fault::NotEnded => ArchiveObstacle::NotEnded,
            _ => ArchiveObstacle::AlreadyHere,
        }),
    }
}

/// `POST /api/v1/archives/{archive}/import`: takes in what was looked at; the exercise is open at once.
pub(super) async fn import(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(id): Named<ImportId>,
) -> Result<(StatusCode, Json<ExerciseSummary>), Refusal> {
    let held = context.archives.take(id, context.clock.now()).ok_or_else(|| Refusal::new(ProblemCode::ImportGone))?;
    let (journal, store, now) = (context.gateway.here().journal().clone(), context.store.clone(), context.clock.now());
    let runtime = Handle::current();
    let take_in = move || archive::take_in(held.path(), &store, &journal, &runtime, now);
    let manifest = context.archives.turn(take_in).await?.map_err(refused)?;
    let exercise = manifest.exercise;
    tracing::info!(exercise.id = %exercise, by = named(&identity), "an exercise was taken in from an archive");
    Ok((StatusCode::CREATED, super::exercises::show(State(context), Named(exercise)).await?))
}

/// `DELETE /api/v1/archives/{archive}`: lets go of what was looked at.
pub(super) async fn drop_held(
    State(context): State<Context>,
    Named(id): Named<ImportId>,
) -> Result<StatusCode, Refusal> {
    let held = context.archives.take(id, context.clock.now());
    held.map(|_| StatusCode::NO_CONTENT).ok_or_else(|| Refusal::new(ProblemCode::ImportGone))
}

/// Writes the body to the disk as it comes.
async fn receive(context: &Context, request: Request) -> Result<Held, Refusal> {
    let most = context.archives.bytes_max();
    let announced = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|bytes| bytes > most) {
        return Err(too_large(most));
    }
    let _one_at_a_time = context.archives.upload()?;
    let held = context.archives.place().await?;
    let mut file = private(held.path()).await.map_err(|error| disk(&error))?;
    let (mut body, mut bytes) = (request.into_body().into_data_stream(), 0_u64);
    while let Some(chunk) = body.next().await {
        // Whoever sends went away in the middle.
        let chunk = chunk.map_err(|_| Refusal::new(ProblemCode::Malformed))?;
        bytes += chunk.len() as u64;
        if bytes > most {
            return Err(too_large(most));
        }
        file.write_all(&chunk).await.map_err(|error| disk(&error))?;
    }
    file.flush().await.map_err(|error| disk(&error))?;
    Ok(held)
}

/// A new file that only its owner can read.
async fn private(path: &Path) -> std::io::Result<tokio::fs::File> {
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await
}

fn too_large(most: u64) -> Refusal {
    let mib = most / 1024 / 1024;
    Problem::new(ProblemCode::TooLarge).detail(format!("{mib} MiB")).place("archive").into()
}

fn disk(error: &std::io::Error) -> Refusal {
    tracing::error!(%error, "an archive cannot be kept");
    let full = error.kind() == std::io::ErrorKind::StorageFull;
    Refusal::new(if full { ProblemCode::StorageFull } else { ProblemCode::StorageFailed })
}

/// Why an archive was not taken in, for the administrator.
fn refused(failed: ImportFailed) -> Refusal {
    match failed {
        ImportFailed::Bad(bad) => {
            let place = bad.place.clone();
            let why = if bad.detail.is_empty() { String::new() } else { format!(": {}", bad.detail) };
            Problem::new(ProblemCode::BadArchive).detail(format!("{}{why}", bad.fault.code())).place(place).into()
        }
        ImportFailed::Store(error) => error.into(),
        error @ (ImportFailed::Folder(_)
        | ImportFailed::Journal(_)
        | ImportFailed::Append(_)
        | ImportFailed::Read(_)
        | ImportFailed::Record(_)) => {
            tracing::error!(error = %chain(&error), "an archive could not be stored");
            Refusal::new(ProblemCode::StorageFailed)
        }
    }
}

fn named(identity: &Identity) -> &str {
    match identity {
        Identity::Administrator { name, .. } => name,
        Identity::Seat(_) | Identity::Waiting { .. } | Identity::Feed { .. } => "",
    }
}

fn internal(error: &dyn std::fmt::Display) -> Refusal {
    tracing::error!(%error, "an archive cannot be written");
    Refusal::new(ProblemCode::Internal)
}
