//! The API document, made from the same table as the router.

use super::table::{Content, Route};
use protocol::problem::Problem;
use schemars::generate::{SchemaGenerator, SchemaSettings};
use serde_json::{Map, Value, json};

/// Writes the OpenAPI 3.1 document of a table.
pub(super) fn document(table: &[Route]) -> Value {
    let mut schemas = generator();
    let problem = schemas.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for route in table {
        let entry = paths.entry(route.path).or_insert_with(|| json!({ "parameters": parameters(route.path) }));
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(route.method.as_str().to_lowercase(), operation(route, &mut schemas));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Startex",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Live, multi-role emergency exercises. Every refusal is a problem document (RFC 9457) with a stable `code`.",
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas.take_definitions(true),
            "responses": { "problem": {
                "description": "No, and why.",
                "content": { "application/problem+json": { "schema": problem } },
            } },
            "securitySchemes": {
                "session": { "type": "apiKey", "in": "cookie", "name": "startex", "description": "`__Host-startex` under TLS" },
                "link": { "type": "http", "scheme": "bearer", "description": "A link token" },
            },
        },
        "security": [{ "session": [] }, { "link": [] }],
    })
}

/// Schemas in the dialect of OpenAPI 3.1, collected among its components.
pub(super) fn generator() -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    settings.into_generator()
}

fn parameters(path: &str) -> Vec<Value> {
    let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameter = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    names.map(parameter).collect()
}

fn operation(route: &Route, schemas: &mut SchemaGenerator) -> Value {
    let mut answer = json!({ "description": "Yes." });
    if let Some(content) = content(route.answers, schemas) {
        answer["content"] = content;
    }
    let mut operation = json!({
        "summary": route.about,
        "description": format!("For {}.", route.who.words()),
        "responses": { "2XX": answer, "default": { "$ref": "#/components/responses/problem" } },
    });
    if let Some(content) = content(route.takes, schemas) {
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

fn content(content: Content, schemas: &mut SchemaGenerator) -> Option<Value> {
    match content {
        Content::Nothing => None,
        Content::Json(schema) => Some(json!({ "application/json": { "schema": schema(schemas) } })),
        Content::Media(media_type) => Some(json!({ media_type: {} })),
        Content::Example(media_type, schema, example) => {
            Some(json!({ media_type: { "schema": schema(schemas), "example": example() } }))
        }
    }
}
