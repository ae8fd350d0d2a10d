//! Seat cards, to be printed: `GET /api/v1/exercises/{exercise}/cards`.

use super::context::Context;
use super::error::Refusal;
use super::extract::{Named, SignedIn};
use crate::access::{Identity, may_print};
use crate::limits::CARDS_PAGE;
use crate::store::CardKind;
use axum::Json;
use axum::extract::{Query, State};
use protocol::ids::{ExerciseId, SeatCode};
use protocol::problem::ProblemCode;
use protocol::rest::{SeatCard, SeatCards};
use protocol::text::Bilingual;
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};
use serde::Deserialize;
use std::collections::HashMap;

/// Side of a QR code in CSS pixels; print styles scale it.
const QR_PIXELS: u32 = 240;

/// Which page of cards.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct From {
    from: usize,
}

/// `GET /api/v1/exercises/{exercise}/cards?from=N`
pub(super) async fn show(
    State(context): State<Context>,
    Named(id): Named<ExerciseId>,
    SignedIn(reader): SignedIn,
    Query(From { from }): Query<From>,
) -> Result<Json<SeatCards>, Refusal> {
    context.follow_plan(id).await?;
    let row = context.store.exercise(id).await?.ok_or_else(Refusal::not_found)?;
    let mut secrets: HashMap<_, _> = context
        .store
        .cards(id, CardKind::Card)
        .await?
        .into_iter()
        .map(|card| (card.seat, (card.secret, card.bound)))
        .collect();
    let seats = context.store.seats(id, context.clock.now()).await?;
    let base = context.base.url().to_owned();
    // A card is a way in: nobody prints one that opens more than he may do himself.
    let prints = |of| match &reader {
        Identity::Administrator { .. } => true,
        Identity::Seat(seat) => may_print(seat.role, of),
        Identity::Waiting { .. } | Identity::Feed { .. } => false,
    };
    let seats: Vec<_> = seats.into_iter().filter(|(seat, _)| prints(seat.role)).collect();
    let mut role_cards = context.gateway.get(id).await?.view(role_cards).await?;
    let page = seats.into_iter().skip(from).take(CARDS_PAGE).filter_map(move |(seat, _)| {
        let (secret, bound) = secrets.remove(&seat.code)?;
        let role_card = role_cards.remove(&seat.code);
        Some((seat, format!("{base}/join#card={secret}"), bound, role_card))
    });
    // Drawing hundreds of codes would hold up everybody on this thread.
    let drawn = tokio::task::spawn_blocking(move || {
        page.map(|(seat, url, bound, role_card)| {
            let qr = svg_of(&url)?;
            Ok(SeatCard { seat: seat.view(), url, qr, bound, role_card })
        })
        .collect::<Result<Vec<_>, qrcode::types::QrError>>()
    });
    let cards = match drawn.await {
        Ok(Ok(cards)) => cards,
        Ok(Err(_)) | Err(_) => return Err(ProblemCode::Internal.into()),
    };
    let fingerprint = context.fingerprint.clone();
    Ok(Json(SeatCards { title: row.title, code: row.room_code, fingerprint, cards }))
}

/// What whoever sits in a seat must know of the plan, of the seats for which the scenario says it.
fn role_cards(state: &exercise::state::State) -> HashMap<SeatCode, Bilingual> {
    let departments = state.scenario().departments.iter();
    let seats = departments.flat_map(|department| &department.seats);
    seats.filter_map(|seat| Some((seat.code.clone(), seat.card.clone()?))).collect()
}

pub(super) fn svg_of(url: &str) -> Result<String, qrcode::types::QrError> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M)?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(QR_PIXELS, QR_PIXELS).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_drawn_as_svg() {
        let svg = svg_of("https://10.0.0.1:8443/join#card=0123456789abcdef0123456789abcdef").unwrap();
        assert!(svg.contains("<svg") && svg.contains("<path"), "{svg}");
        assert!(!svg.contains("script"));
    }
}
