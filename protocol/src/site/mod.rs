//! The site 场地: where the story takes place, as a scenario describes it, and what people put on its map.
//!
//! *Site* and *site plan* are the words for the drawing; *plan* alone is the emergency plan and the list
//! of the exercise, elsewhere in this crate.

mod item;
mod position;

pub use item::{FeatureEnd, FeatureItem, PlaceItem, SiteItem, SitePlanView, WallFeatureItem};
pub use position::{Bounds, Latitude, Longitude, Position, Shape};

use crate::ids::{DepartmentCode, FileHash, PlaceKey};
use crate::limits::{PLACE_DEPARTMENTS_MAX, SITE_PLAN_CHARS_MAX};
use crate::text::Bilingual;
use crate::vocab::PlaceKind;
use position::{at_least_three, at_least_two};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use std::borrow::Cow;
use ts_rs::TS;

/// Where the story takes place 场地.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Site {
    /// What it is called.
    pub name: Bilingual,
    /// The box in WGS 84 on which the plan is laid. A made-up site may lie at sea.
    pub bounds: Bounds,
    /// The drawing; where missing, only places and features are shown.
    #[serde(default)]
    pub plan: Option<SitePlan>,
    /// Who drew it, or whose data it is.
    #[serde(default)]
    pub credit: Option<Bilingual>,
}

/// The drawing of a site 场地图.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum SitePlan {
    /// A drawing that fills the bounds.
    Svg {
        /// The text of the SVG file.
        text: PlanText,
    },
    /// A picture that fills the bounds, uploaded before.
    Image {
        /// The file, by content.
        file: FileHash,
    },
    /// Points, lines and polygons, each at its own coordinates (RFC 7946).
    Geojson {
        /// The text of the GeoJSON file.
        text: PlanText,
    },
}

/// The text of a drawing, within its bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct PlanText(std::sync::Arc<str>);

impl PlanText {
    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for PlanText {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = Cow::<'_, str>::deserialize(d)?;
        let length = text.chars().count();
        if length == 0 || length > SITE_PLAN_CHARS_MAX {
            return Err(de::Error::custom(format!("1 to {SITE_PLAN_CHARS_MAX} characters, this has {length}")));
        }
        Ok(Self(text.into()))
    }
}

impl JsonSchema for PlanText {
    fn schema_name() -> Cow<'static, str> {
        "PlanText".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "maxLength": SITE_PLAN_CHARS_MAX })
    }
}

/// A named place of the site 地点: a gate, a room, a desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Place {
    /// Short name.
    pub key: PlaceKey,
    /// What it is called.
    pub name: Bilingual,
    /// What kind of place.
    pub kind: PlaceKind,
    /// Where.
    pub position: Position,
    /// Who is shown it; everybody where missing.
    #[serde(default)]
    pub audience: PlaceAudience,
}

/// Who is shown a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum PlaceAudience {
    /// Everybody.
    All {},
    /// Some departments, control and evaluators.
    Departments {
        /// Which.
        #[serde(deserialize_with = "some_departments")]
        #[schemars(length(min = 1, max = 64))]
        of: Vec<DepartmentCode>,
    },
    /// Control alone.
    Control {},
}

impl Default for PlaceAudience {
    fn default() -> Self {
        Self::All {}
    }
}

fn some_departments<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<DepartmentCode>, D::Error> {
    let list = Vec::<DepartmentCode>::deserialize(d)?;
    if list.is_empty() || list.len() > PLACE_DEPARTMENTS_MAX {
        return Err(de::Error::custom(format!("1 to {PLACE_DEPARTMENTS_MAX} departments, this has {}", list.len())));
    }
    Ok(list)
}

/// Where somebody puts something: at a named place, or by positions that were typed or tapped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Spot {
    /// A marker at a named place.
    Place {
        /// Which.
        place: PlaceKey,
    },
    /// A marker.
    Point {
        /// Where.
        at: Position,
    },
    /// A line.
    Line {
        /// Its corners, two or more.
        #[serde(deserialize_with = "at_least_two")]
        #[schemars(length(min = 2, max = 64))]
        along: Vec<Position>,
    },
    /// An area.
    Area {
        /// Its corners in either sense, three or more; the first is not repeated.
        #[serde(deserialize_with = "at_least_three")]
        #[schemars(length(min = 3, max = 64))]
        around: Vec<Position>,
    },
}
