//! What viewers are shown of the site: its plan, its places, and what was put on the map.

use super::{Bounds, Position, Shape};
use crate::ids::{DepartmentCode, FeatureId, FileHash, PlaceKey};
use crate::item::{Noted, Rung};
use crate::text::Bilingual;
use crate::time::{Stamp, Timestamp};
use crate::vocab::{FeatureAudience, FeatureKind, PlaceKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SiteItem {
    /// What it is called.
    pub name: Bilingual,
    /// The box on which the plan is laid.
    pub bounds: Bounds,
    /// How the drawing is fetched: not with the item, but when somebody opens the map.
    pub plan: Option<SitePlanView>,
    /// Who drew it, or whose data it is.
    pub credit: Option<Bilingual>,
}

/// How the drawing of a site is fetched.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SitePlanView {
    /// An SVG drawing, at `/api/v1/exercises/{exercise}/site/plan`.
    Svg {},
    /// An uploaded picture, at `/f/{file}`.
    Image {
        /// The file.
        file: FileHash,
    },
    /// GeoJSON, at `/api/v1/exercises/{exercise}/site/plan`.
    Geojson {},
}

/// A place of the site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlaceItem {
    /// Short name.
    pub key: PlaceKey,
    /// Position in the list.
    pub order: u32,
    /// What it is called.
    pub name: Bilingual,
    /// What kind of place.
    pub place_kind: PlaceKind,
    /// Where.
    pub position: Position,
    /// Not everybody is shown it.
    pub restricted: bool,
}

/// Something on the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FeatureItem {
    /// Id.
    pub id: FeatureId,
    /// What kind.
    pub feature_kind: FeatureKind,
    /// Where.
    pub shape: Shape,
    /// The named place it was put at.
    pub place: Option<PlaceKey>,
    /// What it is called.
    pub label: String,
    /// In words.
    pub note: Option<String>,
    /// The department that put it there; control where none is named.
    pub owner: Option<DepartmentCode>,
    /// Who is shown it.
    pub audience: FeatureAudience,
    /// When it was put there, and by whom.
    pub rung: Rung,
    /// When it was seen, if that was earlier.
    pub seen_at: Option<Timestamp>,
    /// Command has confirmed it: it is on the players' wall.
    pub confirmed: Option<Rung>,
    /// The one in whose place it stands.
    pub replaces: Option<FeatureId>,
    /// Why that one had to be changed.
    pub reason: Option<String>,
    /// Set where it does not stand any more; its owner, control and evaluators are still shown it.
    pub ended: Option<FeatureEnd>,
}

/// Why a feature does not stand any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FeatureEnd {
    /// When, by whom, why.
    pub noted: Noted,
    /// The one that stands in its place; none where it was removed.
    pub by: Option<FeatureId>,
}

/// Something on the map of a wall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WallFeatureItem {
    /// Id.
    pub id: FeatureId,
    /// What kind.
    pub feature_kind: FeatureKind,
    /// Where.
    pub shape: Shape,
    /// What it is called.
    pub label: String,
    /// The department that put it there; control where none is named.
    pub owner: Option<DepartmentCode>,
    /// When it was put there.
    pub at: Stamp,
    /// When it was seen, if that was earlier.
    pub seen_at: Option<Timestamp>,
    /// Command has confirmed it.
    pub confirmed: bool,
}
