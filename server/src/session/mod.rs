//! One connection: the rules of the socket as a machine without IO, and the task that moves its
//! bytes. `docs/protocol.md` holds the rules with their ids.

pub mod bucket;
pub mod link;
pub mod machine;
pub mod parse;
mod socket;
mod upgrade;
mod wire;

pub use link::{FreeSeat, Link, Out, Revalidate};
pub use machine::{Machine, Step};
pub use upgrade::{Entrance, upgrade};
