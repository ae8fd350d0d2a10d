//! The site, its places and what was put on the map: a department sees what it put there and what every
//! department is to see, control and evaluators both with what ended, control alone what it keeps to
//! itself; the leaders' wall what every department sees, the players' wall of that what command has
//! confirmed.

use super::shared;
use crate::area::inject::Rung;
use crate::area::place::{Feature, find};
use crate::state::State;
use protocol::ids::{DepartmentCode, FeatureId, PlaceKey};
use protocol::item;
use protocol::site::{
    FeatureEnd, FeatureItem, PlaceAudience, PlaceItem, SiteItem, SitePlan, SitePlanView, WallFeatureItem,
};
use protocol::vocab::FeatureAudience;

pub(super) fn site(state: &State) -> Option<SiteItem> {
    let site = state.scenario.site.as_ref()?;
    let plan = site.plan.as_ref().map(|plan| match plan {
        SitePlan::Svg { .. } => SitePlanView::Svg {},
        SitePlan::Image { file } => SitePlanView::Image { file: file.clone() },
        SitePlan::Geojson { .. } => SitePlanView::Geojson {},
    });
    Some(SiteItem { name: site.name.clone(), bounds: site.bounds, plan, credit: site.credit.clone() })
}

/// Who looks at places that not everybody is shown.
#[derive(Clone, Copy)]
pub(super) enum Eyes<'a> {
    Control,
    Evaluators,
    Department(&'a DepartmentCode),
}

/// A place: those for everybody where no viewer is named, those that are not for everybody otherwise.
pub(super) fn place(state: &State, key: &PlaceKey, eyes: Option<Eyes<'_>>) -> Option<PlaceItem> {
    let place = find(&state.scenario, key)?;
    let may = match (&place.audience, eyes) {
        (PlaceAudience::All {}, None) => true,
        (PlaceAudience::All {}, Some(_)) | (_, None) => false,
        (PlaceAudience::Departments { of }, Some(Eyes::Department(code))) => of.contains(code),
        (PlaceAudience::Departments { .. }, Some(Eyes::Control | Eyes::Evaluators)) => true,
        (PlaceAudience::Control {}, Some(eyes)) => matches!(eyes, Eyes::Control),
    };
    let order = state.scenario.places.iter().position(|place| place.key == *key)?;
    may.then(|| PlaceItem {
        key: key.clone(),
        order: u32::try_from(order).unwrap_or(u32::MAX),
        name: place.name.clone(),
        place_kind: place.kind,
        position: place.position,
        restricted: place.audience != PlaceAudience::All {},
    })
}

pub(super) fn control(state: &State, id: FeatureId) -> Option<FeatureItem> {
    let feature = state.features.get(&id)?;
    Some(item(id, feature, |rung| shared::rung(state, rung)))
}

pub(super) fn evaluators(state: &State, id: FeatureId) -> Option<FeatureItem> {
    let feature = state.features.get(&id).filter(|feature| feature.what.audience != FeatureAudience::Control)?;
    let mut shown = item(id, feature, |rung| shared::rung(state, rung));
    forget_unseen(state, &mut shown, |before| before.what.audience != FeatureAudience::Control);
    Some(shown)
}

/// As a department sees it: of another's features, not who put them there, nor what they were before
/// they were for all.
pub(super) fn department(state: &State, id: FeatureId, code: &DepartmentCode) -> Option<FeatureItem> {
    let feature = state.features.get(&id).filter(|feature| feature.concerns(code))?;
    if feature.what.owner.as_ref() == Some(code) {
        let mut shown = item(id, feature, |rung| shared::rung_for_players(state, rung));
        shown.confirmed = feature.confirmed.as_ref().map(nameless);
        return Some(shown);
    }
    let mut shown = item(id, feature, nameless);
    forget_unseen(state, &mut shown, Feature::is_for_all);
    Some(shown)
}

fn nameless(rung: &Rung) -> item::Rung {
    item::Rung { at: rung.at, by: None, happened_at: rung.happened_at }
}

/// Takes out what a feature says of an earlier one that this viewer was never shown.
fn forget_unseen(state: &State, shown: &mut FeatureItem, seen: impl Fn(&Feature) -> bool) {
    let before = shown.replaces.and_then(|id| state.features.get(&id));
    if !before.is_some_and(seen) {
        (shown.replaces, shown.reason) = (None, None);
    }
}

fn item(id: FeatureId, feature: &Feature, show: impl Fn(&Rung) -> item::Rung) -> FeatureItem {
    let what = &feature.what;
    FeatureItem {
        id,
        feature_kind: what.feature,
        shape: what.shape.clone(),
        place: what.place.clone(),
        label: what.label.clone(),
        note: what.note.clone(),
        owner: what.owner.clone(),
        audience: what.audience,
        rung: show(&feature.put),
        seen_at: what.seen_at,
        confirmed: feature.confirmed.as_ref().map(&show),
        replaces: what.replaces,
        reason: what.reason.clone(),
        ended: feature.ended.as_ref().map(|(note, by)| {
            let rung = show(&Rung { at: note.at, who: note.who.clone(), happened_at: None, seq: note.seq });
            let noted = item::Noted { at: note.at, by: rung.by, text: note.text.clone() };
            FeatureEnd { noted, by: *by }
        }),
    }
}

/// `confirmed_only` on the wall that players see.
pub(super) fn wall(state: &State, id: FeatureId, confirmed_only: bool) -> Option<WallFeatureItem> {
    let stands = |feature: &&Feature| feature.is_for_all() && feature.ended.is_none();
    let feature = state.features.get(&id).filter(stands)?;
    let confirmed = feature.confirmed.is_some();
    (confirmed || !confirmed_only).then(|| WallFeatureItem {
        id,
        feature_kind: feature.what.feature,
        shape: feature.what.shape.clone(),
        label: feature.what.label.clone(),
        owner: feature.what.owner.clone(),
        at: feature.put.at,
        seen_at: feature.what.seen_at,
        confirmed,
    })
}
