//! Where something is: positions, what is drawn through them, and the box a site lies in.
//!
//! A position is exact: it is kept as whole units of 1e-7 degrees (1.1 cm at the equator, finer than
//! anything that is tapped or typed), and written as decimal degrees with at most seven places. Both
//! directions are correctly rounded, so a record reads back as the same units on every machine, and two
//! positions are equal or they are not. Positions are typed or tapped, never measured by a device.

use crate::limits::{SITE_MARGIN, SITE_SPAN_MAX, VERTICES_MAX};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use ts_rs::TS;

/// Units of one degree.
const UNITS: f64 = 1e7;

macro_rules! degrees {
    ($($(#[$meta:meta])* $name:ident, $max:literal;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, TS)]
        #[ts(type = "number")]
        pub struct $name(i32);

        impl $name {
            /// From decimal degrees, rounded to the seventh place.
            ///
            /// # Errors
            /// A sentence where there is no such place on Earth.
            pub fn parse(degrees: f64) -> Result<Self, String> {
                if !(-$max..=$max).contains(&degrees) {
                    return Err(format!(concat!(stringify!($name), " lies between -", $max, " and ", $max, ", not {}"), degrees));
                }
                #[expect(clippy::cast_possible_truncation, reason = "180 degrees are less than 2^31 units")]
                Ok(Self((degrees * UNITS).round() as i32))
            }
            /// Whole units of 1e-7 degrees.
            #[must_use]
            pub const fn units(self) -> i32 {
                self.0
            }
            /// Decimal degrees.
            #[must_use]
            pub fn degrees(self) -> f64 {
                f64::from(self.0) / UNITS
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_f64(self.degrees())
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::parse(f64::deserialize(d)?).map_err(de::Error::custom)
            }
        }
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "number", "minimum": -$max, "maximum": $max })
            }
        }
    )*};
}

degrees! {
    /// Degrees east of Greenwich, WGS 84.
    Longitude, 180.0;
    /// Degrees north of the equator, WGS 84.
    Latitude, 90.0;
}

/// A position in WGS 84, decimal degrees with at most seven places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// Degrees east.
    pub lon: Longitude,
    /// Degrees north.
    pub lat: Latitude,
}

/// What stands on a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Shape {
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

fn corners<'de, D: Deserializer<'de>>(d: D, least: usize) -> Result<Vec<Position>, D::Error> {
    let list = Vec::<Position>::deserialize(d)?;
    if list.len() < least || list.len() > VERTICES_MAX {
        return Err(de::Error::custom(format!("{least} to {VERTICES_MAX} corners, this has {}", list.len())));
    }
    Ok(list)
}
pub(super) fn at_least_two<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Position>, D::Error> {
    corners(d, 2)
}
pub(super) fn at_least_three<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Position>, D::Error> {
    corners(d, 3)
}

impl Shape {
    /// Its corners.
    #[must_use]
    pub fn corners(&self) -> &[Position] {
        match self {
            Self::Point { at } => std::slice::from_ref(at),
            Self::Line { along } => along,
            Self::Area { around } => around,
        }
    }
}

/// The box that a site lies in. It does not cross the 180th meridian.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Western edge.
    pub west: Longitude,
    /// Southern edge.
    pub south: Latitude,
    /// Eastern edge.
    pub east: Longitude,
    /// Northern edge.
    pub north: Latitude,
}

impl Bounds {
    /// Whether it is a box at all, and none so large that a plan on it would be a map of a country.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let (width, height) = self.size();
        let most = (SITE_SPAN_MAX * UNITS).round();
        width > 0 && height > 0 && width as f64 <= most && height as f64 <= most
    }

    /// Whether a position lies in the box or within its margin: a site's own width and height around it.
    #[must_use]
    pub fn admits(&self, position: Position) -> bool {
        let (width, height) = self.size();
        let within = |value: i32, low: i32, high: i32, margin: i64| {
            (i64::from(low) - margin..=i64::from(high) + margin).contains(&i64::from(value))
        };
        within(position.lon.units(), self.west.units(), self.east.units(), width * SITE_MARGIN)
            && within(position.lat.units(), self.south.units(), self.north.units(), height * SITE_MARGIN)
    }

    /// Width and height in units.
    fn size(&self) -> (i64, i64) {
        let span = |from: i32, to: i32| i64::from(to) - i64::from(from);
        (span(self.west.units(), self.east.units()), span(self.south.units(), self.north.units()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_unit_is_written_and_read_back_as_itself() {
        let mut units: i32 = -1_800_000_000;
        while units < 1_800_000_000 {
            let longitude = Longitude(units);
            let text = serde_json::to_string(&longitude).unwrap();
            assert!(text.split_once('.').is_none_or(|(_, places)| places.len() <= 7), "{text}");
            assert_eq!(serde_json::from_str::<Longitude>(&text).unwrap(), longitude);
            units += 1_234_577;
        }
        assert_eq!(serde_json::from_str::<Longitude>("12").unwrap().units(), 120_000_000);
        assert_eq!(serde_json::from_str::<Latitude>("0.00123454999").unwrap().units(), 12_345);
    }

    #[test]
    fn a_position_is_on_earth_and_a_shape_has_its_corners() {
        let at = |lon: f64, lat: f64| json!({"lon": lon, "lat": lat});
        assert!(serde_json::from_value::<Position>(at(180.1, 0.0)).is_err());
        assert!(serde_json::from_value::<Position>(at(0.0, -90.1)).is_err());
        assert!(serde_json::from_value::<Position>(json!({"lon": "1", "lat": 2})).is_err());
        let shape = |shape: serde_json::Value| serde_json::from_value::<Shape>(shape).is_ok();
        assert!(shape(json!({"type": "point", "at": at(0.0, 0.0)})));
        assert!(!shape(json!({"type": "line", "along": [at(0.0, 0.0)]})));
        assert!(!shape(json!({"type": "area", "around": [at(0.0, 0.0), at(1.0, 0.0)]})));
        assert!(shape(json!({"type": "line", "along": vec![at(0.0, 0.0); VERTICES_MAX]})));
        assert!(!shape(json!({"type": "line", "along": vec![at(0.0, 0.0); VERTICES_MAX + 1]})));
    }

    #[test]
    fn a_margin_of_its_own_size_lies_around_a_site() {
        let bounds = |west: f64, south: f64, east: f64, north: f64| -> Bounds {
            serde_json::from_value(json!({"west": west, "south": south, "east": east, "north": north})).unwrap()
        };
        let site = bounds(10.0, 20.0, 10.002, 20.001);
        let admits = |lon: f64, lat: f64| {
            site.admits(Position { lon: Longitude::parse(lon).unwrap(), lat: Latitude::parse(lat).unwrap() })
        };
        assert!(admits(10.001, 20.0005) && admits(9.998, 19.999) && admits(10.004, 20.002));
        assert!(!admits(9.997_999_9, 20.0) && !admits(10.0, 20.002_000_1));
        assert!(site.is_sound());
        assert!(!bounds(10.0, 20.0, 10.0, 20.1).is_sound() && !bounds(10.1, 20.0, 10.0, 20.1).is_sound());
        assert!(!bounds(10.0, 20.0, 12.0, 20.1).is_sound(), "that is no site");
    }
}
