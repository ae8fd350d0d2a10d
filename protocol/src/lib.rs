//! What crosses the socket and what a scenario file holds.
//!
//! Every type here is validated by being deserialised: a value that exists is within its limits.
//! The TypeScript client, the JSON Schema of scenario files and the API documents are generated
//! from these types; no second set of types exists anywhere.

pub mod archive;
pub mod close;
pub mod command;
pub mod document;
pub mod draft;
pub mod escalation;
pub mod evaluation;
pub mod feedback;
pub mod frame;
pub mod geojson;
pub mod ids;
pub mod import;
pub mod improvement;
pub mod item;
pub mod kiosk;
pub mod library;
pub mod limits;
pub mod lint;
pub mod measure;
pub mod media;
pub mod msel;
pub mod problem;
pub mod readiness;
pub mod recheck;
pub mod rehearsal;
pub mod relay;
pub mod replay;
pub mod resource;
pub mod rest;
pub mod scenario;
pub mod site;
pub mod text;
pub mod time;
pub mod vocab;

/// The WebSocket subprotocol that this build speaks.
pub const SUBPROTOCOL: &str = "startex.v1";
