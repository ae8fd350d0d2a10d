//! Access and HTTP from the outside: who gets in, who does not, and what every answer carries.
//!
//! Most tests call the router itself, with a clock that they move; some go through a real listener.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop where it is")]

mod actions;
mod archives;
mod cap;
mod cap_schema;
mod doors;
mod drafts;
mod eyes;
mod feedback;
mod files;
mod imports;
mod kiosks;
mod library;
mod listener;
mod people;
mod planning;
mod play;
mod replay;
mod rooms;
mod sheets;
mod sign_in;
mod site;
mod surface;
mod world;
