//! A frame as it leaves: its text with the WebSocket header before it, made once and shared by every
//! socket that it goes to.

use axum::body::Bytes;
use protocol::frame::ServerFrame;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

/// A text frame, ready for the wire. Clones share its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    wire: Bytes,
    /// Bytes of the header: two, four or ten.
    header: u8,
}

impl Frame {
    /// Frames a text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let header = FrameHeader { opcode: OpCode::Data(Data::Text), ..FrameHeader::default() };
        let length = text.len() as u64;
        let mut wire = Vec::with_capacity(header.len(length) + text.len());
        #[expect(clippy::expect_used, reason = "writing into memory does not fail")]
        header.format(length, &mut wire).expect("a vector takes what it is given");
        let header = u8::try_from(wire.len()).unwrap_or(u8::MAX);
        wire.extend_from_slice(text.as_bytes());
        Self { wire: wire.into(), header }
    }

    /// Encodes a frame of the protocol.
    #[must_use]
    pub fn encode(frame: &ServerFrame) -> Self {
        #[expect(clippy::expect_used, reason = "it fails only for maps whose keys are no strings, and there are none")]
        Self::text(&serde_json::to_string(frame).expect("frames are structs with string keys"))
    }

    /// The text without its header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let text = self.wire.get(usize::from(self.header)..).unwrap_or_default();
        // It was made from a `str`.
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// What goes over the wire.
    #[must_use]
    pub fn wire(&self) -> &[u8] {
        &self.wire
    }

    /// Bytes on the wire.
    #[must_use]
    pub fn len(&self) -> usize {
        self.wire.len()
    }

    /// Never: a frame has a header at least.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.wire.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_one_whole_unmasked_text_message_of_any_length() {
        for length in [0, 1, 125, 126, 65_535, 65_536, 100_000] {
            let text = "演".repeat(length / 3) + &"x".repeat(length % 3);
            let frame = Frame::text(&text);
            let (header, payload) = FrameHeader::parse(&mut std::io::Cursor::new(frame.wire())).unwrap().unwrap();
            assert_eq!(payload, text.len() as u64);
            assert!(header.is_final && header.mask.is_none() && header.opcode == OpCode::Data(Data::Text));
            assert_eq!(frame.as_str(), text);
            assert_eq!(frame.len(), header.len(payload) + text.len());
        }
    }
}
