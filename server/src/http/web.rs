//! The web client, embedded in the binary.
//!
//! Paths of the client that are no file lead to its one page; hashed assets never change, the page
//! itself is asked for each time.

use super::error::Refusal;
use crate::ids;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderName, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use protocol::problem::ProblemCode;
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../web-client/dist"]
struct Files;

/// Where the build puts files whose names hold their hash.
const HASHED: &str = "assets/";
/// Encodings that the build may have made beside a file, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Whatever no route of the table takes.
pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || path == "api" {
        return Refusal::not_found().into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return Refusal::new(ProblemCode::MethodNotAllowed).into_response();
    }
    let encodings = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if let Some(file) = Files::get(path).filter(|_| !path.is_empty()) {
        return answer(path, file, encodings, known);
    }
    // A missing file with an ending is missing; anything else is a place within the client.
    let is_page = path.rsplit('/').next().is_some_and(|name| !name.contains('.'));
    match Files::get("index.html").filter(|_| is_page) {
        Some(file) => answer("index.html", file, encodings, known),
        None => Refusal::not_found().into_response(),
    }
}

fn answer(path: &str, plain: EmbeddedFile, encodings: &str, known: Option<&str>) -> Response {
    let mut media_type = plain.metadata.mimetype().to_owned();
    if media_type.starts_with("text/") {
        media_type.push_str("; charset=utf-8");
    }
    let cache = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let (file, encoding) = encoded(path, encodings).map_or((plain, None), |(file, name)| (file, Some(name)));
    let tag = format!("\"{}\"", ids::hex(&file.metadata.sha256_hash()[..16]));
    let common: [(HeaderName, &str); 3] = [(CACHE_CONTROL, cache), (ETAG, &tag), (VARY, "accept-encoding")];
    if known.is_some_and(|known| known.split(',').any(|one| one.trim() == tag)) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let mut response = (common, [(CONTENT_TYPE, media_type)], file.data.into_owned()).into_response();
    if let Some(name) = encoding.and_then(|name| name.parse().ok()) {
        response.headers_mut().insert(CONTENT_ENCODING, name);
    }
    response
}

/// The best encoding that the build made and the client takes.
fn encoded(path: &str, accepted: &str) -> Option<(EmbeddedFile, &'static str)> {
    ENCODINGS.iter().find_map(|(name, ending)| {
        let takes = accepted.split(',').any(|one| {
            let mut parts = one.split(';').map(str::trim);
            parts.next() == Some(*name) && parts.next() != Some("q=0")
        });
        let file = takes.then(|| Files::get(&format!("{path}{ending}"))).flatten()?;
        Some((file, *name))
    })
}
