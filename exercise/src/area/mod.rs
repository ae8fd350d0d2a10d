//! The areas of the rules. An area decides its commands, applies its events, and knows nothing of
//! how they travel.

pub mod clock;
pub mod commitment;
pub mod comms;
pub mod condition;
pub mod conduct;
pub mod evaluation;
pub mod feedback;
pub mod improvement;
pub mod inject;
pub mod lifecycle;
pub mod media;
pub mod msel;
pub mod place;
pub mod recheck;
pub mod relay;
pub mod resource;
pub mod rollcall;
pub mod roster;
pub mod safety;
pub mod situation;
pub mod staff;
pub mod star;
pub mod task;
pub mod written;
