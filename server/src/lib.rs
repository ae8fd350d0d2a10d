//! The server: everything around the pure rules of the crate `exercise`.
//!
//! Levels; imports go down only, and a test holds it:
//!
//! ```text
//!  7  main, app, cli, probe, robots
//!  6  http
//!  5  session
//!  4  cluster, archive
//!  3  live
//!  2  journal, store, access (rests on store), scenario, report
//!  1  config, clock, ids, limits, telemetry, shutdown
//!  E  exercise      names only protocol
//!  P  protocol      serde and friends only
//! ```

pub mod access;
pub mod app;
pub mod archive;
pub mod calendar;
pub mod cli;
pub mod clock;
pub mod cluster;
pub mod config;
pub mod http;
pub mod ids;
pub mod journal;
pub mod limits;
pub mod live;
pub mod probe;
pub mod report;
pub mod robots;
pub mod scenario;
pub mod session;
pub mod shutdown;
pub mod store;
pub mod telemetry;
