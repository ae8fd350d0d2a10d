//! Prints `docs/protocol-reference.md`: every command, item and frame with its fields, from the
//! types themselves. Run by `make gen`.

use schemars::generate::SchemaSettings;
use serde_json::Value;

fn main() {
    let mut text = String::from(
        "# Commands, items and frames\n\nGenerated from the types by `make gen`; from the first release on, this changes only by addition.\n\
         Rules that go with them: [protocol.md](protocol.md).\n",
    );
    section::<protocol::command::Command>(&mut text, "Commands", "type");
    section::<protocol::item::Item>(&mut text, "Items", "kind");
    section::<protocol::frame::ClientFrame>(&mut text, "Frames from the client", "type");
    section::<protocol::frame::ServerFrame>(&mut text, "Frames from the server", "type");
    text.push_str("\n## Close codes\n\n| Code | Word | Come back by yourself |\n|---|---|---|\n");
    for reason in protocol::close::CloseReason::ALL {
        let retry = if reason.retry() { "yes" } else { "no" };
        text.push_str(&format!("| {} | `{}` | {retry} |\n", reason.code(), reason.word()));
    }
    text.push_str("\n## Problem codes\n\n| Code | HTTP |\n|---|---|\n");
    for code in protocol::problem::ProblemCode::ALL {
        text.push_str(&format!("| `{}` | {} |\n", code.word(), code.status()));
    }
    #[expect(clippy::print_stdout, reason = "this program prints a document")]
    {
        print!("{text}");
    }
}

fn section<T: schemars::JsonSchema>(text: &mut String, title: &str, tag: &str) {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    let root = schema.to_value();
    text.push_str(&format!("\n## {title}\n"));
    for variant in root["oneOf"].as_array().into_iter().flatten() {
        let Some(name) = variant["properties"][tag]["const"].as_str() else { continue };
        text.push_str(&format!("\n### `{name}`\n\n{}\n", sentence(&variant["description"])));
        let target = variant["$ref"].as_str().and_then(|path| root.pointer(path.trim_start_matches('#')));
        let body = target.unwrap_or(variant);
        let mut rows = fields(body, tag);
        rows.extend(if target.is_some() { fields(variant, tag) } else { Vec::new() });
        if !rows.is_empty() {
            text.push_str("\n| Field | Type | Meaning |\n|---|---|---|\n");
            rows.iter().for_each(|row| text.push_str(row));
        }
    }
}

fn fields(schema: &Value, tag: &str) -> Vec<String> {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let properties = schema["properties"].as_object();
    let shown = properties.into_iter().flatten().filter(|(name, _)| *name != tag);
    shown
        .map(|(name, field)| {
            let optional = if required.contains(&name.as_str()) { "" } else { ", optional" };
            format!("| `{name}` | {}{optional} | {} |\n", kind(field), sentence(&field["description"]))
        })
        .collect()
}

fn kind(field: &Value) -> String {
    if let Some(path) = field["$ref"].as_str() {
        return path.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(parts) = field["anyOf"].as_array() {
        return parts.iter().map(kind).collect::<Vec<_>>().join(" or ");
    }
    match &field["type"] {
        Value::String(word) if word == "array" => format!("list of {}", kind(&field["items"])),
        Value::String(word) => word.clone(),
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ => "any".into(),
    }
}

fn sentence(text: &Value) -> String {
    text.as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}
