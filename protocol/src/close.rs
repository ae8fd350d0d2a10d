//! Close codes of the live socket, in ranges: 40xx come back, 44xx do not by yourself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why the server closes a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CloseReason {
    /// The server is going down or being replaced: come back with jitter.
    Restarting,
    /// Nothing was heard for 45 s.
    Silent,
    /// The reader was too slow for what it may not miss: resume by position.
    Slow,
    /// The seat has too many connections; this was the oldest.
    Superseded,
    /// Too many submissions again and again.
    Flooding,
    /// The exercise is being reloaded from its record.
    Reloading,
    /// The first frame was not a hello, or none came in ten seconds.
    NoHello,
    /// Frames that cannot be read, again and again.
    BadFrame,
    /// The token is not valid any more.
    SignedOut,
    /// The seat or role changed: wipe the store and say hello again.
    SeatChanged,
    /// The exercise is not there.
    Gone,
    /// The client speaks another version: load the page again.
    Version,
}

impl CloseReason {
    /// Every reason.
    pub const ALL: [Self; 12] = [
        Self::Restarting,
        Self::Silent,
        Self::Slow,
        Self::Superseded,
        Self::Flooding,
        Self::Reloading,
        Self::NoHello,
        Self::BadFrame,
        Self::SignedOut,
        Self::SeatChanged,
        Self::Gone,
        Self::Version,
    ];

    /// The code on the wire.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Restarting => 4000,
            Self::Silent => 4001,
            Self::Slow => 4008,
            Self::Superseded => 4409,
            Self::Flooding => 4029,
            Self::Reloading => 4010,
            Self::NoHello => 4405,
            Self::BadFrame => 4400,
            Self::SignedOut => 4401,
            Self::SeatChanged => 4012,
            Self::Gone => 4404,
            Self::Version => 4406,
        }
    }

    /// Whether the client should come back by itself.
    #[must_use]
    pub const fn retry(self) -> bool {
        self.code() < 4400
    }

    /// The word on the wire, sent as the close frame's reason.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Restarting => "restarting",
            Self::Silent => "silent",
            Self::Slow => "slow",
            Self::Superseded => "superseded",
            Self::Flooding => "flooding",
            Self::Reloading => "reloading",
            Self::NoHello => "no_hello",
            Self::BadFrame => "bad_frame",
            Self::SignedOut => "signed_out",
            Self::SeatChanged => "seat_changed",
            Self::Gone => "gone",
            Self::Version => "version",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c1_close_codes_are_distinct_and_words_match_the_wire() {
        let mut codes: Vec<u16> = CloseReason::ALL.iter().map(|reason| reason.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), CloseReason::ALL.len());
        for reason in CloseReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.word());
        }
    }
}
