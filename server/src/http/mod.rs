//! HTTP: one table of routes, from which both the router and the API document are made.
//!
//! A request passes, in this order: security headers, the route's guard (origin, identity, who may),
//! the handler. A handler reads its input with [`extract`], does one thing, and answers with a type
//! of `protocol::rest` or a [`error::Refusal`], which is always a problem document.

mod about;
mod actions;
mod archives;
mod asyncapi;
mod cap;
mod cards;
mod commands;
mod context;
mod cookies;
mod docs;
mod drafts;
mod error;
mod exercises;
mod extract;
mod eyes;
mod files;
mod guard;
mod headers;
mod health;
mod imports;
mod kiosks;
mod lint;
mod listen;
mod live;
mod msel;
mod openapi;
mod origin;
mod packages;
mod people;
mod record;
mod rehearsal;
mod replay;
mod reports;
mod routes;
mod scenarios;
mod session;
mod sheets;
mod site;
mod snippets;
mod table;
mod tls;
mod versions;
mod waiting;
mod web;

pub use archives::Archives;
pub use context::{Context, Parts};
pub use error::Refusal;
pub use exercises::{index_missing, open as open_exercise};
pub use imports::Imports;
pub use listen::{Listening, Peer, serve};
pub use origin::Base;
pub use rehearsal::{Rehearsals, Rehearse};
pub use routes::{router, table};
pub use table::{Route, Who};
pub use tls::{Identity as TlsIdentity, local_addresses, local_host_name};
