//! The rules of an exercise, pure: no clock, no IO, no randomness, no logging.
//!
//! [`decide::decide`] turns a wish into facts or a rejection, [`apply::apply`] turns facts into
//! state, [`schedule::due`] says what follows from the passing of time, [`view`] says who may see
//! what. All of them see only their arguments; time and the seed of new ids arrive with the call.

pub mod actor;
pub mod apply;
pub mod area;
pub mod audience;
pub mod cell;
pub mod commit;
pub mod decide;
pub mod event;
mod evidence;
pub mod limits;
pub mod lint;
pub mod measure;
mod number;
pub mod permission;
pub mod picture;
pub mod played;
pub mod rejection;
pub mod report;
pub mod schedule;
pub mod signal;
pub mod state;
pub mod stored;
pub mod view;

pub use actor::{Actor, Seated};
pub use audience::Audience;
pub use commit::{Commit, Moment};
pub use event::Event;
pub use rejection::Rejection;
pub use signal::Signal;
pub use state::State;
