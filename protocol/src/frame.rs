//! Frames of the live socket: JSON text, `type` tells which.

use crate::command::Command;
use crate::ids::{CommandId, DepartmentCode, Epoch, ExerciseId, PersonId, RowId, SeatCode, WaitingId};
use crate::item::{Item, ItemKey};
use crate::msel::{LookingCell, MselPlace};
use crate::problem::Problem;
use crate::text::Bilingual;
use crate::time::{Stamp, Timestamp};
use crate::vocab::{Role, WallKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The channels that a seat listens to; each has its own dense positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum ChannelName {
    /// Everybody.
    All,
    /// Its department, control, evaluators, a wall.
    Group,
    /// This seat only.
    Own,
}

/// From client to server.
#[expect(clippy::large_enum_variant, reason = "one frame lives at a time, and a box would cost every submission")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "lowercase", deny_unknown_fields)]
pub enum ClientFrame {
    /// First frame, and only the first.
    Hello {
        /// Where the client left off.
        #[serde(default)]
        #[ts(optional = nullable)]
        resume: Option<Resume>,
    },
    /// A command. The same `id` may be submitted again until an answer came.
    Submit {
        /// Made by the client, random.
        id: CommandId,
        /// The seat under which it was written.
        seat: SeatCode,
        /// The wish.
        command: Command,
        /// When it was written by the client's clock, if not just now.
        #[serde(default)]
        #[ts(optional = nullable)]
        happened_at: Option<Timestamp>,
        /// Estimated milliseconds that the client's clock is ahead of the server's.
        #[serde(default)]
        #[ts(optional = nullable)]
        offset: Option<i32>,
    },
    /// Round-trip and clock probe, every ten seconds.
    Ping {
        /// The client's clock.
        t0: Timestamp,
    },
    /// Which row of the list this window has open, so that others at control see it; control only.
    /// The newest holds, and it ends with the connection.
    Look {
        /// The row; none: no row any more.
        #[serde(default)]
        #[ts(optional = nullable)]
        row: Option<RowId>,
        /// The cell of the planned list; none: no cell.
        #[serde(default)]
        #[ts(optional = nullable)]
        cell: Option<MselPlace>,
    },
}

/// Where a client left off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// The epoch of its positions.
    pub epoch: Epoch,
    /// Last position per channel.
    pub channels: BTreeMap<ChannelName, u32>,
}

/// From server to client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum ServerFrame {
    /// Answer to hello.
    Welcome {
        /// The exercise.
        exercise: ExerciseId,
        /// Epoch of the positions that follow.
        epoch: Epoch,
        /// The seat and its rights.
        you: You,
        /// Both clocks.
        now: Stamp,
        /// What happens to each channel.
        channels: BTreeMap<ChannelName, ChannelStart>,
        /// The record's head as this client should remember it, in hex; control only.
        head: Option<String>,
    },
    /// A whole channel, in parts; everything the client held of it is replaced.
    Snapshot {
        /// The channel.
        channel: ChannelName,
        /// Its position after the last part.
        n: u32,
        /// Items.
        items: Vec<Upsert>,
        /// Whether this is the last part.
        last: bool,
    },
    /// A change of a channel, dense in `n`.
    Update {
        /// The channel.
        channel: ChannelName,
        /// Its new position.
        n: u32,
        /// The position that it continues, where that is not the one before `n`: what changed in
        /// between, merged for a reader who was behind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after: Option<u32>,
        /// New or changed items.
        upsert: Vec<Upsert>,
        /// Items that are gone.
        remove: Vec<ItemKey>,
    },
    /// Who is there, latest wins; never journalled.
    Presence(PresenceFrame),
    /// The command is durable.
    Recorded {
        /// The command.
        id: CommandId,
        /// Its stamp.
        at: Stamp,
    },
    /// The rules say no; nothing happened.
    Rejected {
        /// The command.
        id: CommandId,
        /// Why.
        problem: Problem,
    },
    /// A frame that named no command was wrong.
    Refused {
        /// Why.
        problem: Problem,
    },
    /// Answer to ping.
    Pong {
        /// As sent.
        t0: Timestamp,
        /// The server's clock.
        t1: Timestamp,
    },
}

/// An item with its key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Upsert {
    /// Key within the channel.
    pub key: ItemKey,
    /// The item.
    pub item: Item,
}

/// How a channel starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChannelStart {
    /// The position that the frames after welcome bring the client to.
    pub n: u32,
    /// Resumed: only what changed follows. Otherwise a snapshot follows.
    pub start: Start,
}

/// Resumed or reloaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "lowercase")]
pub enum Start {
    /// What the client holds is still right; what it missed follows.
    Resumed,
    /// First time here: a snapshot follows.
    Fresh,
    /// Its positions are gone: a snapshot follows, and the person is told.
    Reloaded,
}

/// The seat of a connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct You {
    /// The seat.
    pub seat: SeatCode,
    /// What it is called.
    pub seat_name: Bilingual,
    /// Its role.
    pub role: Role,
    /// Its department.
    pub department: Option<DepartmentCode>,
    /// The department that a controller or evaluator watches.
    pub watches: Option<DepartmentCode>,
    /// Which wall.
    pub wall: Option<WallKind>,
    /// Who sits there.
    pub person: Option<PersonId>,
    /// Name, as typed.
    pub name: Option<String>,
    /// Commands that this role may give in some state.
    pub may: Vec<String>,
}

/// Who is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PresenceFrame {
    /// Live seats that this audience may know of.
    pub seats: Vec<SeatPresence>,
    /// People in the waiting room; control only.
    pub waiting: Vec<Waiting>,
    /// Rows that somebody at control has open; control only.
    #[serde(default)]
    pub looking: Vec<Looking>,
    /// Cells of the planned list that somebody at control is in; control only.
    #[serde(default)]
    pub cells: Vec<LookingCell>,
}

/// What a window of control has open.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// A row of the list.
    Row(RowId),
    /// A cell of the list as it is planned.
    Cell(MselPlace),
}

/// Somebody at control has a row open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Looking {
    /// The seat.
    pub seat: SeatCode,
    /// The row.
    pub row: RowId,
}

/// A live seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SeatPresence {
    /// The seat.
    pub seat: SeatCode,
    /// Open connections.
    pub connections: u32,
    /// Last round trip in milliseconds.
    pub round_trip_ms: Option<u32>,
    /// Last sign of life.
    pub heard: Timestamp,
}

/// Somebody in the waiting room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Waiting {
    /// Names the request.
    pub id: WaitingId,
    /// Name, as typed.
    pub name: String,
    /// Department asked for.
    pub department: Option<DepartmentCode>,
    /// Seat asked for.
    pub seat: Option<SeatCode>,
    /// Since when.
    pub since: Timestamp,
}
