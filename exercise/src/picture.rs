//! The picture for other systems, as GeoJSON: what every department may know and no more.
//!
//! It holds the places that everybody is shown, the features that every department is shown and that
//! stand, and the facts that command has confirmed. What a department or control keeps to itself, what is
//! true in the story, remarks by name: none of it has a field here.

use crate::area::place::Feature;
use crate::area::situation::FactState;
use crate::state::State;
use protocol::geojson::{
    CollectionWord, FeatureWord, Geometry, MARKER, PictureCollection, PictureFeature, PictureProperties, PictureStatus,
    PictureWhat,
};
use protocol::ids::FeatureId;
use protocol::scenario::{FactForm, FactValue};
use protocol::site::{Place, PlaceAudience, Shape};
use protocol::text::Bilingual;
use protocol::time::Timestamp;

/// The picture as it is now.
#[must_use]
pub fn picture(state: &State, now: Timestamp) -> PictureCollection {
    let taken = state.stamp(now);
    let everybody = |place: &&Place| place.audience == PlaceAudience::All {};
    let places = state.scenario.places.iter().filter(everybody).map(place);
    let mut standing: Vec<_> =
        state.features.iter().filter(|(_, one)| one.is_for_all() && one.ended.is_none()).collect();
    standing.sort_by_key(|(id, feature)| (feature.put.at.wall, **id));
    let features = standing.into_iter().map(|(id, one)| feature(*id, one, taken.wall));
    let mut known: Vec<_> = state.facts.values().collect();
    known.sort_by_key(|fact| fact.order);
    let facts = known.into_iter().filter_map(|one| fact(state, one, taken.wall));
    PictureCollection {
        kind: CollectionWord::FeatureCollection,
        exercise: MARKER,
        id: state.id,
        title: state.scenario.title.clone(),
        taken: taken.wall,
        exercise_time: taken.exercise,
        features: places.chain(features).chain(facts).collect(),
    }
}

fn thing(id: String, geometry: Option<Geometry>, properties: PictureProperties) -> PictureFeature {
    PictureFeature { kind: FeatureWord::Feature, id, geometry, properties }
}

fn properties(what: PictureWhat, kind: &str, name: Bilingual, status: PictureStatus) -> PictureProperties {
    PictureProperties {
        exercise: MARKER,
        what,
        kind: kind.to_owned(),
        name,
        note: None,
        value: None,
        unit: None,
        source: None,
        status,
        at: None,
        age_seconds: None,
    }
}

fn place(place: &Place) -> PictureFeature {
    let geometry = Geometry::from(&Shape::Point { at: place.position });
    let properties = properties(PictureWhat::Place, place.kind.word(), place.name.clone(), PictureStatus::Planned);
    thing(format!("place/{}", place.key), Some(geometry), properties)
}

const fn sure(confirmed: bool) -> PictureStatus {
    if confirmed { PictureStatus::Confirmed } else { PictureStatus::Reported }
}

/// Whole seconds from one moment to another, never less than none.
const fn age(at: Timestamp, now: Timestamp) -> i64 {
    let age = (now.0 - at.0) / 1_000;
    if age < 0 { 0 } else { age }
}

fn feature(id: FeatureId, feature: &Feature, now: Timestamp) -> PictureFeature {
    let what = &feature.what;
    // A person writes in one language; the record does not know which.
    let name = Bilingual { zh: Some(what.label.clone()), en: Some(what.label.clone()) };
    let at = what.seen_at.unwrap_or(feature.put.at.wall);
    let properties = PictureProperties {
        note: what.note.clone(),
        source: what.owner.clone(),
        at: Some(at),
        age_seconds: Some(age(at, now)),
        ..properties(PictureWhat::Feature, what.feature.word(), name, sure(feature.confirmed.is_some()))
    };
    thing(format!("feature/{id}"), Some(Geometry::from(&what.shape)), properties)
}

fn fact(state: &State, fact: &FactState, now: Timestamp) -> Option<PictureFeature> {
    let (_, report) = fact.confirmed(state)?;
    let place = fact.spec.place.as_ref().and_then(|key| crate::area::place::find(&state.scenario, key));
    let geometry = place.map(|place| Geometry::from(&Shape::Point { at: place.position }));
    let unit = match &fact.spec.form {
        FactForm::Number { unit } => Some(unit.clone()),
        FactForm::Choice { .. } | FactForm::Text {} => None,
    };
    let value: FactValue = report.value.clone();
    let at = report.seen_at.unwrap_or(report.rung.at.wall);
    let name = fact.spec.name.clone();
    let properties = PictureProperties {
        value: Some(value),
        unit,
        source: Some(report.department.clone()),
        at: Some(at),
        age_seconds: Some(age(at, now)),
        ..properties(PictureWhat::Fact, fact.spec.key.as_str(), name, PictureStatus::Confirmed)
    };
    Some(thing(format!("fact/{}", fact.spec.key), geometry, properties))
}
