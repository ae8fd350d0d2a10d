//! Does a tree have the form of a scenario? Every misfit, not only the first, at its own place.
//!
//! The form is the JSON Schema made from the types of `protocol`, the same that editors use, so a
//! new field is known here by itself. Only what `schemars` writes for our types is understood; a
//! test holds that nothing else stands in the schema.

use super::diagnostic::{Diagnostic, Place, Step, path_text};
use super::node::{Entry, Node, Value};
use super::rule::Rule;
use protocol::scenario::Scenario;
use serde_json::Value as Json;
use std::sync::OnceLock;

/// Findings of one file: a person mends a handful and tries again.
pub(super) const FINDINGS_MAX: usize = 200;
/// Pattern of the codes that people give to rows, seats, tasks …
const CODE_PATTERN: &str = r"^[\p{L}\p{N}._-]+$";
/// Pattern of content addresses.
const HASH_PATTERN: &str = "^[0-9a-f]{64}$";

/// The form of a scenario.
pub(super) fn schema() -> &'static Json {
    static SCHEMA: OnceLock<Json> = OnceLock::new();
    SCHEMA.get_or_init(|| schemars::schema_for!(Scenario).to_value())
}

/// Holds `root` against the form.
pub(super) fn check(root: &Node) -> Vec<Diagnostic> {
    let mut shape = Shape { path: Vec::new(), found: Vec::new() };
    shape.node(root, schema());
    shape.found
}

struct Shape<'tree> {
    path: Vec<Step<'tree>>,
    found: Vec<Diagnostic>,
}

/// The definition a schema refers to, and its name.
fn follow(schema: &Json) -> (&Json, Option<&str>) {
    let name = schema["$ref"].as_str().and_then(|link| link.strip_prefix("#/$defs/"));
    match name {
        Some(name) => (&self::schema()["$defs"][name], Some(name)),
        None => (schema, None),
    }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().map_or(&[], Vec::as_slice)
}

/// What a value is called in a sentence: Chinese, English.
const fn kind(value: &Value) -> (&'static str, &'static str) {
    match value {
        Value::Null => ("空", "nothing"),
        Value::Bool(_) => ("真假值", "true or false"),
        Value::Int(_) => ("数字", "a number"),
        Value::Float(_) => ("小数", "a fraction"),
        Value::Text(_) => ("文字", "a text"),
        Value::List(_) => ("列表", "a list"),
        Value::Map(_) => ("一组键值", "a group of keys"),
    }
}

impl<'tree> Shape<'tree> {
    fn report(&mut self, rule: Rule, place: Place, zh: impl Into<String>, en: impl Into<String>) {
        if self.found.len() < FINDINGS_MAX {
            self.found.push(Diagnostic::new(rule, place, path_text(&self.path), zh, en));
        }
    }

    fn wrong_type(&mut self, node: &Node, zh: &str, en: &str) {
        let (is_zh, is_en) = kind(&node.value);
        let quotes = en == "a text" && matches!(node.value, Value::Bool(_) | Value::Int(_) | Value::Float(_));
        let (hint_zh, hint_en) = if quotes { ("，请加引号", ": put it in quotes") } else { ("", "") };
        let zh = format!("这里应是{zh}，现在是{is_zh}{hint_zh}");
        self.report(Rule::WrongType, node.place, zh, format!("{en} belongs here, this is {is_en}{hint_en}"));
    }

    fn node(&mut self, node: &'tree Node, schema: &'static Json) {
        let (schema, name) = follow(schema);
        match list(&schema["anyOf"]) {
            [] => {}
            // An option: the type itself, or null.
            [some, none] if none["type"] == "null" => {
                if node.value != Value::Null {
                    self.node(node, some);
                }
                return;
            }
            either => return self.either(node, either),
        }
        let variants = list(&schema["oneOf"]);
        if !variants.is_empty() {
            return self.variants(node, variants);
        }
        let types = &schema["type"];
        let optional = list(types).iter().any(|word| word == "null");
        if optional && node.value == Value::Null {
            return;
        }
        match types.as_str().or_else(|| list(types).first().and_then(Json::as_str)) {
            Some("object") => self.object(node, schema, name),
            Some("array") => self.array(node, schema),
            Some("string") => self.text(node, schema),
            Some("integer") => self.integer(node, schema),
            Some("number") => self.number(node, schema),
            Some("boolean") if !matches!(node.value, Value::Bool(_)) => {
                self.wrong_type(node, "true或false", "true or false")
            }
            _ => {}
        }
    }

    /// A number or a text: the only values of two forms.
    fn either(&mut self, node: &'tree Node, forms: &'static [Json]) {
        match &node.value {
            Value::Int(_) => {}
            Value::Float(number) if number.is_finite() => {}
            Value::Float(_) => self.report(Rule::NumberRange, node.place, "数字过大", "the number is too large"),
            Value::Text(_) => {
                if let Some(text) = forms.iter().find(|form| follow(form).0["type"] == "string") {
                    self.node(node, text);
                }
            }
            Value::Null | Value::Bool(_) | Value::List(_) | Value::Map(_) => {
                self.wrong_type(node, "数字或文字", "a number or a text");
            }
        }
    }

    fn array(&mut self, node: &'tree Node, schema: &'static Json) {
        let Value::List(items) = &node.value else { return self.wrong_type(node, "列表", "a list") };
        let (min, max) = (schema["minItems"].as_u64().unwrap_or(0), schema["maxItems"].as_u64().unwrap_or(u64::MAX));
        let count = items.len() as u64;
        if count < min || count > max {
            let zh = format!("这里应有{min}至{max}项，现有{count}项");
            self.report(Rule::Limit, node.place, zh, format!("{min} to {max} entries belong here, this has {count}"));
        }
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Index(index));
            self.node(item, &schema["items"]);
            self.path.pop();
        }
    }

    fn object(&mut self, node: &'tree Node, schema: &'static Json, name: Option<&str>) {
        let Value::Map(entries) = &node.value else { return self.wrong_type(node, "一组键值", "a group of keys") };
        for entry in entries {
            self.path.push(Step::Key(&entry.key));
            match schema["properties"].get(&entry.key) {
                Some(schema) => self.node(&entry.node, schema),
                // A map: people choose its keys.
                None if schema["additionalProperties"].is_object() => {
                    self.node(&entry.node, &schema["additionalProperties"]);
                }
                None => self.unknown_field(entry, schema),
            }
            self.path.pop();
        }
        for required in list(&schema["required"]).iter().filter_map(Json::as_str) {
            if node.get(required).is_none() {
                self.report(
                    Rule::MissingField,
                    node.place,
                    format!("缺少 {required}"),
                    format!("{required} is missing"),
                );
            }
        }
        let empty = |entry: &Entry| match &entry.node.value {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::List(_) | Value::Map(_) => false,
        };
        if name == Some("Bilingual") && entries.iter().all(empty) {
            self.report(Rule::MissingField, node.place, "文字至少要有 zh 或 en", "a text needs zh or en");
        }
    }

    fn unknown_field(&mut self, entry: &Entry, schema: &Json) {
        let known = schema["properties"].as_object();
        let near = known.and_then(|known| nearest(&entry.key, known.keys().map(String::as_str)));
        let key = &entry.key;
        let (hint_zh, hint_en) = match near {
            Some(near) => (format!("，是否指 {near}？"), format!("; did you mean {near}?")),
            None => (String::new(), String::new()),
        };
        self.report(
            Rule::UnknownField,
            entry.place,
            format!("不认识的键 {key}{hint_zh}"),
            format!("unknown key {key}{hint_en}"),
        );
    }

    /// One of several forms: words of a closed list, a group told by its `type`, or by its only key.
    fn variants(&mut self, node: &'tree Node, variants: &'static [Json]) {
        if variants.iter().all(|variant| variant["const"].is_string()) {
            return self.word(node, &variants.iter().filter_map(|v| v["const"].as_str()).collect::<Vec<_>>());
        }
        let Value::Map(entries) = &node.value else { return self.wrong_type(node, "一组键值", "a group of keys") };
        let by_type = |variant: &'static Json| variant["properties"]["type"]["const"].as_str();
        let names: Vec<&'static str> = variants.iter().filter_map(by_type).collect();
        if names.is_empty() {
            let only = |variant: &Json, key: &str| variant["required"][0] == key;
            let keys: Vec<&str> = variants.iter().filter_map(|v| v["required"][0].as_str()).collect();
            return match entries.as_slice() {
                [entry] => match variants.iter().find(|variant| only(variant, &entry.key)) {
                    Some(variant) => self.object(node, variant, None),
                    None => self.unknown_word(entry.place, &entry.key, &keys),
                },
                _ => {
                    let keys = keys.join(", ");
                    let zh = format!("这里应恰有一个键：{keys}");
                    self.report(Rule::MissingField, node.place, zh, format!("exactly one key belongs here: {keys}"));
                }
            };
        }
        let Some(tag) = node.get("type") else {
            let names = names.join(", ");
            let zh = format!("缺少 type（{names}）");
            return self.report(Rule::MissingField, node.place, zh, format!("type is missing ({names})"));
        };
        let chosen =
            |variant: &&'static Json| matches!(&tag.value, Value::Text(word) if by_type(variant) == Some(word));
        match variants.iter().find(chosen) {
            Some(variant) => self.object(node, variant, None),
            None => {
                self.path.push(Step::Key("type"));
                self.word(tag, &names);
                self.path.pop();
            }
        }
    }

    fn word(&mut self, node: &Node, words: &[&str]) {
        match &node.value {
            Value::Text(word) if words.contains(&word.as_str()) => {}
            Value::Text(word) => self.unknown_word(node.place, word, words),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::List(_) | Value::Map(_) => {
                self.wrong_type(
                    node,
                    &format!("以下之一：{}", words.join(", ")),
                    &format!("one of {}", words.join(", ")),
                );
            }
        }
    }

    fn unknown_word(&mut self, place: Place, word: &str, words: &[&str]) {
        let words = words.join(", ");
        let zh = format!("不认识“{word}”，可用：{words}");
        self.report(Rule::UnknownWord, place, zh, format!("unknown word {word:?}, use one of: {words}"));
    }

    fn text(&mut self, node: &Node, schema: &Json) {
        let Value::Text(text) = &node.value else { return self.wrong_type(node, "文字", "a text") };
        if let Some(word) = schema["const"].as_str() {
            return self.word(node, &[word]);
        }
        let length = text.chars().count() as u64;
        match schema["pattern"].as_str() {
            Some(CODE_PATTERN) => return self.code(node, text),
            Some(HASH_PATTERN) if protocol::ids::FileHash::parse(text).is_err() => {
                let en = "a file is named by 64 lower-case hex digits";
                return self.report(Rule::Code, node.place, "文件以64位小写十六进制数字命名", en);
            }
            _ => {}
        }
        let (min, max) = (schema["minLength"].as_u64().unwrap_or(0), schema["maxLength"].as_u64().unwrap_or(u64::MAX));
        if length < min {
            self.report(Rule::Text, node.place, "文字不能为空", "the text is empty");
        } else if length > max {
            let zh = format!("文字最多{max}个字符，现有{length}个");
            self.report(Rule::Text, node.place, zh, format!("at most {max} characters, this has {length}"));
        } else if let Some(bad) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
            let code = format!("U+{:04X}", u32::from(bad));
            self.report(
                Rule::Text,
                node.place,
                format!("文字中有控制字符{code}"),
                format!("the text holds the control character {code}"),
            );
        }
    }

    fn code(&mut self, node: &Node, code: &str) {
        if protocol::ids::RowId::parse(code).is_err() {
            let zh = format!("代号“{code}”须为1至40个字母、数字、汉字、“.”、“_”或“-”");
            self.report(
                Rule::Code,
                node.place,
                zh,
                format!("{code:?} must be 1 to 40 letters, digits, '.', '_' or '-'"),
            );
        }
    }

    /// A number that may have places; degrees of a position.
    fn number(&mut self, node: &Node, schema: &Json) {
        #[expect(clippy::cast_precision_loss, reason = "what is too large for a float is out of range as well")]
        let number = match node.value {
            Value::Int(number) => number as f64,
            Value::Float(number) => number,
            Value::Null | Value::Bool(_) | Value::Text(_) | Value::List(_) | Value::Map(_) => {
                return self.wrong_type(node, "数字", "a number");
            }
        };
        let (low, high) = (schema["minimum"].as_f64(), schema["maximum"].as_f64());
        if let (Some(low), Some(high)) = (low, high)
            && !(low..=high).contains(&number)
        {
            let zh = format!("数字须在{low}到{high}之间");
            self.report(Rule::NumberRange, node.place, zh, format!("a number from {low} to {high} belongs here"));
        }
    }

    fn integer(&mut self, node: &Node, schema: &Json) {
        let Value::Int(number) = node.value else { return self.wrong_type(node, "整数", "a whole number") };
        let (low, high) = match schema["format"].as_str() {
            Some("uint8") => (0, i64::from(u8::MAX)),
            Some("uint32") => (0, i64::from(u32::MAX)),
            _ => (i64::from(i32::MIN), i64::from(i32::MAX)),
        };
        if number < low || number > high {
            let zh = format!("数字须在{low}到{high}之间");
            self.report(Rule::NumberRange, node.place, zh, format!("a number from {low} to {high} belongs here"));
        }
    }
}

/// The known key that a mistyped one is nearest to, if it is near at all.
fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().take(40).collect();
    known.map(|word| (distance(&typed, word), word)).filter(|(d, _)| *d <= 2).min().map(|(_, word)| word)
}

/// How many letters must change to make one word of the other.
fn distance(a: &[char], b: &str) -> usize {
    let mut row: Vec<usize> = (0..=a.len()).collect();
    for (i, letter) in b.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for j in 0..a.len() {
            let cost = usize::from(a[j] != letter);
            let next = (corner + cost).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[a.len()]
}
