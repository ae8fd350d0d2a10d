//! Files: uploaded as they are, recognised by content, served so that a browser runs nothing.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, Raw, Seated, SignedIn};
use crate::access::Identity;
use crate::store::recognise;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use protocol::ids::FileHash;
use protocol::problem::{Problem, ProblemCode};
use protocol::rest::StoredFile;

/// Whatever a file holds, it can do nothing here.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// `POST /api/v1/exercises/{exercise}/files`
pub(super) async fn upload(
    State(context): State<Context>,
    Seated(seat): Seated,
    Raw(content): Raw,
) -> Result<(StatusCode, Json<StoredFile>), Refusal> {
    let media_type = recognise(&content).ok_or_else(|| {
        let kinds = "png, jpeg, webp, gif, pdf, docx, xlsx, zip, mp4, mp3, ogg, m4a, txt";
        Refusal(Problem::new(ProblemCode::WrongMediaType).detail(kinds))
    })?;
    let uploader = Some((seat.exercise, seat.seat));
    let row = context.store.put_file(content.into(), media_type, uploader, context.clock.now()).await?;
    let stored = StoredFile { file: row.hash, bytes: row.bytes, media_type: row.media_type };
    Ok((StatusCode::CREATED, Json(stored)))
}

/// `GET /f/{file}`: to its uploader, and to whom an item that he sees refers to it.
pub(super) async fn show(
    State(context): State<Context>,
    SignedIn(identity): SignedIn,
    Named(hash): Named<FileHash>,
) -> Result<Response, Refusal> {
    if !may_see(&context, &identity, &hash).await? {
        return Err(Refusal::not_found());
    }
    let row = context.store.file(hash.clone()).await?.ok_or_else(Refusal::not_found)?;
    let content = context.store.file_content(hash).await?;
    let image = row.media_type.starts_with("image/");
    let headers = [
        (CONTENT_TYPE, row.media_type.as_str()),
        (CONTENT_DISPOSITION, if image { "inline" } else { "attachment" }),
        (CONTENT_SECURITY_POLICY, POLICY),
        // The content never changes, but who may see it does.
        (CACHE_CONTROL, "private, no-cache"),
    ];
    Ok((headers, content).into_response())
}

async fn may_see(context: &Context, identity: &Identity, hash: &FileHash) -> Result<bool, Refusal> {
    let seat = match identity {
        Identity::Administrator { .. } | Identity::Waiting { .. } | Identity::Feed { .. } => return Ok(false),
        Identity::Seat(seat) => seat,
    };
    if context.store.uploaded(hash.clone(), seat.exercise, seat.seat.clone()).await? {
        return Ok(true);
    }
    // An item that is shown to this seat names the file, or it does not: 64 hex digits stand in it
    // for nothing else.
    let items = context.gateway.get(seat.exercise).await?.snapshot(seat.seat.clone()).await?;
    Ok(items.iter().any(|upsert| upsert.item.get().contains(hash.as_str())))
}
