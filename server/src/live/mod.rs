//! Running exercises: one Runner that decides, one stage that shows, per exercise.
//!
//! ```text
//! Handle ─Input─► Runner ─append─► journal
//!                   │ durable
//!                   ▼
//!                 Stage: Replica::on_commit ─► answers ─► Fanout ─► Outbox per connection
//! ```
//!
//! Nothing reaches the stage that is not in the record, so nobody sees what is not on disk. The one
//! exception has a name, [`replica`]'s cover: a real emergency.

mod ballot;
mod channel;
pub mod earlier;
mod fanout;
mod fed;
mod frame;
mod handle;
mod input;
mod names;
pub mod outbox;
mod presence;
pub mod record;
mod recovery;
mod registry;
pub mod replay;
mod replica;
mod runner;
mod stage;
mod turn;
mod viewer;

pub use channel::RawUpsert;
pub use frame::Frame;
pub use handle::Handle;
pub use input::{Answer, Recorded};
pub use names::{Nameless, Names, Opened};
pub use outbox::Outbox;
pub use registry::Registry;
pub use runner::Stopped;
pub use stage::{Attached, Summary};
