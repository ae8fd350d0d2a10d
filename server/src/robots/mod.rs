//! Departments, control, evaluators and everybody else, played by the program.
//!
//! A robot gets what a client of its seat gets, and what it does is marked as a robot's in the
//! record. [`client`] is the client over a socket, `mind` what a role does, [`rehearsal`] a whole
//! drill on a virtual clock.

mod agenda;
pub mod chance;
pub mod client;
mod crew;
pub mod memory;
mod mind;
mod outbox;
pub mod rehearsal;
mod robot;
mod script;
mod upload;

pub use crew::Crew;
pub use mind::{Part, Wish};
pub use robot::Robot;
pub use script::Script;
