//! What people put on the map of the site 标绘: where something is, as its owner says, typed or tapped.
//!
//! Nothing is overwritten: what is moved or changed is replaced by another feature for a reason, what is
//! taken off ends for a reason, and both stay. A department owns what it put there; what control put
//! there belongs to control. Incident command confirms for the players' wall what every department sees.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::comms;
use crate::area::inject::{Note, Rung};
use crate::commit::{Ids, Moment};
use crate::event::{Event, FeatureConfirmed, FeaturePut, FeatureRemoved};
use crate::limits::FEATURES_MAX;
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::{PutFeature, RemoveFeature};
use protocol::ids::{DepartmentCode, FeatureId, PlaceKey};
use protocol::problem::ProblemCode;
use protocol::scenario::Scenario;
use protocol::site::{Place, PlaceAudience, Shape, Site, Spot};
use protocol::vocab::{FeatureAudience, Role};

/// Something on the map.
#[derive(Clone, Debug)]
pub struct Feature {
    pub(crate) what: FeaturePut,
    pub(crate) put: Rung,
    pub(crate) confirmed: Option<Rung>,
    /// Why it does not stand any more, and what stands in its place.
    pub(crate) ended: Option<(Note, Option<FeatureId>)>,
}

impl Feature {
    /// Whether a department is shown it; its own also when it has ended.
    pub(crate) fn concerns(&self, department: &DepartmentCode) -> bool {
        self.what.owner.as_ref() == Some(department) || (self.is_for_all() && self.ended.is_none())
    }

    /// Every department is shown it.
    pub(crate) fn is_for_all(&self) -> bool {
        self.what.audience == FeatureAudience::Departments
    }
}

/// A place of the scenario.
pub(crate) fn find<'a>(scenario: &'a Scenario, key: &PlaceKey) -> Option<&'a Place> {
    scenario.places.iter().find(|place| place.key == *key)
}

/// Who owns what somebody puts on the map: his department, or control.
fn owner(seated: &Seated) -> Result<Option<DepartmentCode>, Rejection> {
    match (seated.role, &seated.department) {
        (Role::Player, None) => Err(ProblemCode::NotAllowed.into()),
        (Role::Player, Some(department)) => Ok(Some(department.clone())),
        _control => Ok(None),
    }
}

/// What somebody put on the map himself and still stands.
fn own<'a>(
    state: &'a State,
    id: FeatureId,
    owner: Option<&DepartmentCode>,
    field: &'static str,
) -> Result<&'a Feature, Rejection> {
    let feature = state.features.get(&id).filter(|feature| feature.what.owner.as_ref() == owner);
    let feature = feature.ok_or_else(|| Rejection::unknown(field))?;
    if feature.ended.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it does not stand any more").at(field));
    }
    Ok(feature)
}

pub(crate) fn put(
    state: &State,
    command: &PutFeature,
    seated: &Seated,
    moment: &Moment,
    ids: &mut Ids,
) -> Result<Vec<Event>, Rejection> {
    let owner = owner(seated)?;
    let site = state.scenario.site.as_ref().ok_or_else(|| Rejection::unknown("site"))?;
    if state.features.len() >= FEATURES_MAX {
        return Err(ProblemCode::Full.into());
    }
    let theirs = if owner.is_some() { FeatureAudience::Own } else { FeatureAudience::Control };
    if command.audience != theirs && command.audience != FeatureAudience::Departments {
        let detail = format!("{theirs} or {}", FeatureAudience::Departments);
        return Err(Rejection::new(ProblemCode::OutOfRange, detail).at("audience"));
    }
    if command.seen_at.is_some_and(|at| at > moment.wall) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "that is in the future").at("seen_at"));
    }
    if let Some(id) = command.replaces {
        own(state, id, owner.as_ref(), "replaces")?;
        if command.reason.is_none() {
            return Err(Rejection::new(ProblemCode::Incomplete, "a feature is changed for a reason").at("reason"));
        }
    }
    let (shape, place) = resolve(state, site, command, owner.as_ref())?;
    Ok(vec![
        FeaturePut {
            id: FeatureId(ids.next()),
            owner,
            feature: command.feature,
            shape,
            place,
            label: command.label.to_string(),
            note: command.note.as_ref().map(ToString::to_string),
            seen_at: command.seen_at,
            audience: command.audience,
            replaces: command.replaces,
            reason: command.reason.as_ref().filter(|_| command.replaces.is_some()).map(ToString::to_string),
        }
        .into(),
    ])
}

/// Positions for a spot: a named place that its author is shown, or corners within the site's margin.
fn resolve(
    state: &State,
    site: &Site,
    command: &PutFeature,
    owner: Option<&DepartmentCode>,
) -> Result<(Shape, Option<PlaceKey>), Rejection> {
    let shape = match &command.spot {
        Spot::Place { place } => {
            let known = find(&state.scenario, place).filter(|place| shown(place, owner));
            let known = known.ok_or_else(|| Rejection::unknown("place"))?;
            // A feature for all would tell where a place is that not all are shown.
            if known.audience != (PlaceAudience::All {}) && command.audience == FeatureAudience::Departments {
                return Err(Rejection::new(ProblemCode::OutOfRange, "not everybody is shown that place").at("place"));
            }
            return Ok((Shape::Point { at: known.position }, Some(place.clone())));
        }
        Spot::Point { at } => Shape::Point { at: *at },
        Spot::Line { along } => Shape::Line { along: along.clone() },
        Spot::Area { around } => Shape::Area { around: around.clone() },
    };
    if !shape.corners().iter().all(|corner| site.bounds.admits(*corner)) {
        return Err(Rejection::new(ProblemCode::OutOfRange, "that is too far from the site").at("spot"));
    }
    Ok((shape, None))
}

/// Whether a department is shown a place; control, where none is named, is shown all.
pub(crate) fn shown(place: &Place, department: Option<&DepartmentCode>) -> bool {
    match &place.audience {
        PlaceAudience::All {} => true,
        PlaceAudience::Departments { of } => department.is_none_or(|code| of.contains(code)),
        PlaceAudience::Control {} => department.is_none(),
    }
}

pub(crate) fn remove(state: &State, command: &RemoveFeature, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    own(state, command.feature, owner(seated)?.as_ref(), "feature")?;
    Ok(vec![FeatureRemoved { feature: command.feature, reason: command.reason.to_string() }.into()])
}

/// Incident command confirms, as it does facts; control where it must.
pub(crate) fn confirm(state: &State, id: FeatureId, seated: &Seated) -> Result<Vec<Event>, Rejection> {
    if !comms::confirms(state, seated) {
        return Err(Rejection::unknown("feature"));
    }
    let seen = |feature: &&Feature| seated.department.as_ref().is_none_or(|own| feature.concerns(own));
    let feature = state.features.get(&id).filter(seen).ok_or_else(|| Rejection::unknown("feature"))?;
    if feature.ended.is_some() {
        return Err(Rejection::new(ProblemCode::WrongStage, "it does not stand any more"));
    }
    if !feature.is_for_all() {
        return Err(Rejection::new(ProblemCode::WrongStage, "only what every department sees goes on their wall"));
    }
    if feature.confirmed.is_some() {
        return Err(Rejection::new(ProblemCode::AlreadyDone, "it was confirmed"));
    }
    Ok(vec![FeatureConfirmed { feature: id }.into()])
}

// -- apply -------------------------------------------------------------------------------------

pub(crate) fn apply_put(state: &mut State, event: &FeaturePut, context: &Context) {
    if let Some(before) = event.replaces.and_then(|id| state.features.get_mut(&id)) {
        let text = event.reason.clone().unwrap_or_default();
        before.ended = Some((context.note(&text), Some(event.id)));
    }
    let feature = Feature { what: event.clone(), put: context.rung(), confirmed: None, ended: None };
    state.features.insert(event.id, feature);
}

pub(crate) fn apply_removed(state: &mut State, event: &FeatureRemoved, context: &Context) {
    if let Some(feature) = state.features.get_mut(&event.feature) {
        let note = context.note(&event.reason);
        feature.ended = Some((note, None));
    }
}

pub(crate) fn apply_confirmed(state: &mut State, id: FeatureId, context: &Context) {
    if let Some(feature) = state.features.get_mut(&id) {
        feature.confirmed.get_or_insert_with(|| context.rung());
    }
}

/// The story begins again.
pub(crate) fn reset(state: &mut State) {
    state.features.clear();
}
