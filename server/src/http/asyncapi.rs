//! The document of the live socket, made from its frame types.

use super::openapi::generator;
use protocol::SUBPROTOCOL;
use protocol::close::CloseReason;
use protocol::frame::{ClientFrame, ServerFrame};
use serde_json::{Value, json};

/// Writes the AsyncAPI 3.0 document.
pub(super) fn document() -> Value {
    let mut schemas = generator();
    let client = schemas.subschema_for::<ClientFrame>();
    let server = schemas.subschema_for::<ServerFrame>();
    let closes: Vec<Value> = CloseReason::ALL
        .iter()
        .map(|reason| json!({ "code": reason.code(), "reason": reason.word(), "retry": reason.retry() }))
        .collect();
    json!({
        "asyncapi": "3.0.0",
        "info": {
            "title": "Startex live",
            "version": env!("CARGO_PKG_VERSION"),
            "description": format!("JSON text frames over one WebSocket, subprotocol `{SUBPROTOCOL}`."),
        },
        "defaultContentType": "application/json",
        "channels": { "live": {
            "address": "/api/v1/exercises/{exercise}/live",
            "parameters": { "exercise": { "description": "The exercise's id." } },
            "messages": {
                "client": { "name": "ClientFrame", "payload": client },
                "server": { "name": "ServerFrame", "payload": server },
            },
            "x-close-codes": closes,
        } },
        "operations": {
            "hear": { "action": "receive", "channel": { "$ref": "#/channels/live" },
                      "messages": [{ "$ref": "#/channels/live/messages/client" }] },
            "tell": { "action": "send", "channel": { "$ref": "#/channels/live" },
                      "messages": [{ "$ref": "#/channels/live/messages/server" }] },
        },
        "components": { "schemas": schemas.take_definitions(true) },
    })
}
