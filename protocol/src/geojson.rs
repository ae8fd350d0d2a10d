//! GeoJSON (RFC 7946): the picture as other systems read it, and what a site plan may be drawn with.
//!
//! Coordinates are written longitude first, areas are closed and run counter-clockwise, as the standard
//! says. Every feature and the collection say `EXERCISE`: whoever copies one thing out of it still sees
//! that nothing of it is real.

use crate::ids::{DepartmentCode, ExerciseId};
use crate::site::{Position, Shape};
use crate::text::Bilingual;
use crate::time::{ExerciseTime, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What stands on everything: in both languages of the product, in capitals.
pub const MARKER: &str = "演练 EXERCISE";
/// Geometries of a site plan: a plan with more was not drawn for an exercise.
const PLAN_GEOMETRIES_MAX: usize = 2_000;

/// The picture of an exercise.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PictureCollection {
    /// `FeatureCollection`.
    #[serde(rename = "type")]
    pub kind: CollectionWord,
    /// `演练 EXERCISE`.
    pub exercise: &'static str,
    /// The exercise.
    pub id: ExerciseId,
    /// Its title.
    pub title: Bilingual,
    /// When the picture was taken; ages count from then.
    pub taken: Timestamp,
    /// Exercise time then.
    pub exercise_time: ExerciseTime,
    /// Places, features and confirmed facts.
    pub features: Vec<PictureFeature>,
}

/// The word of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum CollectionWord {
    /// A list of features.
    FeatureCollection,
}

/// The word of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum FeatureWord {
    /// A thing with a geometry and properties.
    Feature,
}

/// One thing of the picture.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PictureFeature {
    /// `Feature`.
    #[serde(rename = "type")]
    pub kind: FeatureWord,
    /// `place/…`, `feature/…` or `fact/…`; the same thing keeps its id.
    pub id: String,
    /// Where; none for a fact without a place.
    pub geometry: Option<Geometry>,
    /// What.
    pub properties: PictureProperties,
}

/// What is known of a thing of the picture.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PictureProperties {
    /// `演练 EXERCISE`.
    pub exercise: &'static str,
    /// Place, feature or fact.
    pub what: PictureWhat,
    /// Kind of the place or feature; the short name of a fact.
    pub kind: String,
    /// What it is called.
    pub name: Bilingual,
    /// In words.
    pub note: Option<String>,
    /// The value of a fact.
    pub value: Option<crate::scenario::FactValue>,
    /// The unit of a number.
    pub unit: Option<Bilingual>,
    /// The department it comes from; control or the scenario where none is named.
    pub source: Option<DepartmentCode>,
    /// Planned, reported or confirmed.
    pub status: PictureStatus,
    /// When it was seen or, if nothing else is known, reported.
    pub at: Option<Timestamp>,
    /// Seconds from then until the picture was taken.
    pub age_seconds: Option<i64>,
}

/// What a thing of the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PictureWhat {
    /// A place of the site.
    Place,
    /// Something on the map.
    Feature,
    /// A fact of the common picture.
    Fact,
}

/// How sure a thing of the picture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PictureStatus {
    /// It stands in the scenario.
    Planned,
    /// A department or control says so.
    Reported,
    /// Incident command has confirmed it.
    Confirmed,
}

/// Longitude and latitude.
type Coordinates = [f64; 2];

/// A geometry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", content = "coordinates")]
pub enum Geometry {
    /// A point.
    Point(Coordinates),
    /// A line.
    LineString(Vec<Coordinates>),
    /// An area; its first ring is the outer one.
    Polygon(Vec<Vec<Coordinates>>),
}

impl From<&Shape> for Geometry {
    fn from(shape: &Shape) -> Self {
        let pair = |position: &Position| [position.lon.degrees(), position.lat.degrees()];
        match shape {
            Shape::Point { at } => Self::Point(pair(at)),
            Shape::Line { along } => Self::LineString(along.iter().map(pair).collect()),
            Shape::Area { around } => {
                let mut ring: Vec<Coordinates> = around.iter().map(pair).collect();
                if twice_area(around) < 0 {
                    ring.reverse();
                }
                ring.extend(ring.first().copied());
                Self::Polygon(vec![ring])
            }
        }
    }
}

/// Twice the signed area in units, positive where it runs counter-clockwise; exact.
fn twice_area(around: &[Position]) -> i128 {
    let next = around.iter().cycle().skip(1);
    let cross = |(a, b): (&Position, &Position)| {
        let at = |position: &Position| (i128::from(position.lon.units()), i128::from(position.lat.units()));
        let ((ax, ay), (bx, by)) = (at(a), at(b));
        ax * by - bx * ay
    };
    around.iter().zip(next).map(cross).sum()
}

impl Geometry {
    /// Whether a text is GeoJSON that a site plan can be drawn with: a geometry, a feature or a
    /// collection of features, with points, lines and polygons on Earth.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn check_text(text: &str) -> Result<(), String> {
        let root: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let features = match root["type"].as_str() {
            Some("FeatureCollection") => root["features"].as_array().ok_or("features is missing")?.iter().collect(),
            _ => vec![&root],
        };
        if features.len() > PLAN_GEOMETRIES_MAX {
            return Err(format!("at most {PLAN_GEOMETRIES_MAX} features, this has {}", features.len()));
        }
        for (index, feature) in features.into_iter().enumerate() {
            let geometry = if feature["type"] == "Feature" { &feature["geometry"] } else { feature };
            check_geometry(geometry).map_err(|error| format!("feature {index}: {error}"))?;
        }
        Ok(())
    }
}

fn check_geometry(geometry: &Value) -> Result<(), String> {
    const KINDS: [&str; 6] = ["Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon"];
    match geometry["type"].as_str() {
        Some(kind) if KINDS.contains(&kind) => check_coordinates(&geometry["coordinates"]),
        Some(kind) => Err(format!("{kind} cannot be drawn here")),
        None => Err("a geometry has a type".into()),
    }
}

fn check_coordinates(value: &Value) -> Result<(), String> {
    let list = value.as_array().filter(|list| !list.is_empty()).ok_or("coordinates are missing")?;
    if let [lon, lat, ..] = list.as_slice()
        && let (Some(lon), Some(lat)) = (lon.as_f64(), lat.as_f64())
    {
        crate::site::Longitude::parse(lon)?;
        crate::site::Latitude::parse(lat)?;
        return Ok(());
    }
    list.iter().try_for_each(check_coordinates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_area_is_closed_and_runs_counter_clockwise_whichever_way_it_was_drawn() {
        let at = |lon: f64, lat: f64| json!({"lon": lon, "lat": lat});
        let clockwise = [at(0.0, 0.0), at(0.0, 1.0), at(1.0, 1.0)];
        let mut other = clockwise.clone();
        other.reverse();
        for around in [clockwise, other] {
            let shape: Shape = serde_json::from_value(json!({"type": "area", "around": around})).unwrap();
            let Geometry::Polygon(rings) = Geometry::from(&shape) else { panic!("a polygon") };
            let ring = &rings[0];
            assert_eq!((ring.len(), ring.first()), (4, ring.last()));
            let area: f64 = ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum();
            assert!(area > 0.0, "{ring:?}");
        }
    }

    #[test]
    fn a_plan_is_drawn_with_what_can_be_drawn() {
        let line = json!({"type": "LineString", "coordinates": [[0.1, 0.2], [0.3, 0.4]]});
        let good =
            json!({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": line, "properties": {}}]});
        assert_eq!(Geometry::check_text(&good.to_string()), Ok(()));
        assert_eq!(Geometry::check_text(&line.to_string()), Ok(()));
        for bad in [
            json!({"type": "FeatureCollection"}),
            json!({"type": "Feature", "geometry": null}),
            json!({"type": "GeometryCollection", "geometries": []}),
            json!({"type": "Point", "coordinates": []}),
            json!({"type": "Point", "coordinates": [200, 0]}),
            json!({"type": "LineString", "coordinates": [[0, 0], ["a", 1]]}),
        ] {
            assert!(Geometry::check_text(&bad.to_string()).is_err(), "{bad}");
        }
        assert!(Geometry::check_text("{").is_err());
    }
}
