//! The site over HTTP: its drawing for whoever opens the map, the picture for other systems, and the
//! tiles of the one archive that the operator may give.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, Seated};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use exercise::picture::picture as picture_of;
use protocol::geojson::{
    CollectionWord, FeatureWord, Geometry, MARKER, PictureCollection, PictureFeature, PictureProperties, PictureStatus,
    PictureWhat,
};
use protocol::ids::{DepartmentCode, ExerciseId};
use protocol::problem::ProblemCode;
use protocol::site::SitePlan;
use protocol::text::Bilingual;
use protocol::time::{ExerciseTime, Timestamp};
use serde_json::Value;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// Media type of GeoJSON (RFC 7946).
pub(super) const GEOJSON: &str = "application/geo+json";
/// Media type of the one archive of tiles.
pub(super) const TILES: &str = "application/vnd.pmtiles";
/// A drawing is shown as a picture; opened by itself it can do nothing either.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// `GET /api/v1/exercises/{exercise}/site/plan`: the drawing that the scenario holds.
pub(super) async fn plan(State(context): State<Context>, Seated(seat): Seated) -> Result<Response, Refusal> {
    let handle = context.gateway.get(seat.exercise).await?;
    let scenario = handle.view(|state| state.scenario().clone()).await?;
    let plan = scenario.site.as_ref().and_then(|site| site.plan.as_ref());
    let (media_type, text) = match plan {
        Some(SitePlan::Svg { text }) => ("image/svg+xml", text),
        Some(SitePlan::Geojson { text }) => (GEOJSON, text),
        // An uploaded picture has an address of its own.
        Some(SitePlan::Image { .. }) | None => return Err(Refusal::not_found()),
    };
    let headers = [
        (CONTENT_TYPE, media_type),
        (CONTENT_SECURITY_POLICY, POLICY),
        // It never changes within an exercise, but who is signed in may.
        (CACHE_CONTROL, "private, no-cache"),
    ];
    Ok((headers, text.as_str().to_owned()).into_response())
}

/// `GET /api/v1/exercises/{exercise}/picture.geojson`: what every department may know, as a map of others
/// reads it.
pub(super) async fn picture(State(context): State<Context>, Named(id): Named<ExerciseId>) -> Result<Response, Refusal> {
    let now = context.clock.now();
    let picture = context.gateway.get(id).await?.view(move |state| picture_of(state, now)).await?;
    let text = serde_json::to_string(&picture).map_err(|error| {
        tracing::error!(%error, exercise.id = %id, "the picture cannot be written");
        Refusal::new(ProblemCode::Internal)
    })?;
    Ok(([(CONTENT_TYPE, GEOJSON)], text).into_response())
}

/// `GET /api/v1/tiles.pmtiles`: the archive of tiles, by ranges.
pub(super) async fn tiles(State(context): State<Context>, request: Request) -> Result<Response, Refusal> {
    let file = context.tiles.as_ref().ok_or_else(Refusal::not_found)?;
    let answer = ServeFile::new(file).oneshot(request).await;
    let mut response = answer.unwrap_or_else(|never| match never {}).into_response();
    let headers = response.headers_mut();
    if response_is_tiles(headers.get(CONTENT_TYPE)) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(TILES));
    }
    // Ground under a map: the same for everybody who is signed in, for as long as the server runs.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600"));
    Ok(response)
}

/// Whether an answer is of the archive; a refused range has no type.
fn response_is_tiles(media_type: Option<&HeaderValue>) -> bool {
    media_type.is_some_and(|value| value == "application/octet-stream")
}

/// A picture, for the document of the interface.
pub(super) fn example() -> Value {
    let words = |zh: &str, en: &str| Bilingual { zh: Some(zh.into()), en: Some(en.into()) };
    let properties = PictureProperties {
        exercise: MARKER,
        what: PictureWhat::Feature,
        kind: "blockage".into(),
        name: words("应急通道被占", "Passage blocked"),
        note: None,
        value: None,
        unit: None,
        source: DepartmentCode::parse("GA").ok(),
        status: PictureStatus::Confirmed,
        at: Some(Timestamp(1_764_054_000_000)),
        age_seconds: Some(95),
    };
    let feature = PictureFeature {
        kind: FeatureWord::Feature,
        id: "feature/5f0c1d3e-8a41-4b0e-9a53-2f6b8c1d7e90".into(),
        geometry: Some(Geometry::Point([0.00194, 0.001_415])),
        properties,
    };
    let picture = PictureCollection {
        kind: CollectionWord::FeatureCollection,
        exercise: MARKER,
        id: ExerciseId(uuid::Uuid::from_u128(0x7d2c_0a52_6f0b_4c1e_9d64_3b8a_5e17_c001)),
        title: words("信访突发事件应急预案综合演练（虚构）", "Petition-incident exercise (fictional)"),
        taken: Timestamp(1_764_054_095_000),
        exercise_time: ExerciseTime(3_137_000),
        features: vec![feature],
    };
    serde_json::to_value(picture).unwrap_or_default()
}
