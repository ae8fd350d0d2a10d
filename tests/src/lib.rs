//! The world around a server: the program itself as a process, people who sit in its seats, the
//! line between them, what each of them saw, and a judge of all that afterwards.
//!
//! Nothing here uses the server's code or its types: what people and judge know of Startex they know
//! from its documents, as anybody else who talks to it does.

pub mod bad;
pub mod bare;
pub mod burst;
pub mod canary;
pub mod checker;
pub mod converged;
pub mod crowd;
pub mod disk;
pub mod history;
pub mod http;
pub mod journal;
pub mod load;
pub mod person;
pub mod proxy;
pub mod room;
pub mod scenario;
pub mod server;
pub mod socket;
pub mod store;
