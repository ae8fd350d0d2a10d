//! What a robot of incident command confirms: reports of facts that stand undisputed, and what
//! departments put on the map.

use super::{Scene, Wish, act};
use protocol::ids::{FactReportId, FeatureId};
use protocol::item::{Item, Sighting};

/// Confirms a report that its department still upholds and no other contradicts.
pub(super) fn confirm_fact(report: FactReportId, scene: &Scene<'_>) -> Option<Wish> {
    let stands = |item: &&Item| {
        let Item::Picture(picture) = item else { return false };
        let upheld = |sighting: &Sighting| sighting.report == report && sighting.confirmed.is_none();
        !picture.disagree && picture.sightings.iter().any(upheld)
    };
    scene.memory.items().any(|item| stands(&item)).then(|| act::confirm_fact(report))
}

/// Confirms what still stands on the map and nobody has confirmed.
pub(super) fn confirm_feature(id: FeatureId, scene: &Scene<'_>) -> Option<Wish> {
    let Some(Item::Feature(feature)) = scene.memory.find(&format!("feature/{id}")) else { return None };
    (feature.ended.is_none() && feature.confirmed.is_none()).then(|| act::confirm_feature(id))
}
