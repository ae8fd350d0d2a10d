//! The text of a scenario file as a tree in which every value knows its line and column.
//!
//! YAML and JSON go through the same event parser, so there is one reading of a file: what was
//! checked is what is loaded. Anchors, aliases, merge keys and tags are refused, which leaves
//! nothing that could expand.

use super::diagnostic::{Diagnostic, Place, Step};
use super::rule::Rule;
use super::syntax;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_saphyr::granit_parser::{ErrorKind, Event, Parser, ScalarStyle, Span, StrInput, options};

/// Deepest nesting: a condition tree of the deepest kind stands at twice its depth below a row.
const NESTING_MAX: usize = 32;
/// Values of one file: ten thousand seats and a thousand rows with every field need a third of it.
const NODES_MAX: usize = 300_000;
/// Keys of one mapping: the largest part of the form has thirty, and each new key is compared with all.
const KEYS_MAX: usize = 64;

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) value: Value,
    pub(super) place: Place,
}

/// A value as the core schema of YAML 1.2 and JSON both understand it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its place, and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) place: Place,
    pub(super) node: Node,
}

impl Node {
    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The place of the value at `path`, or of the deepest value on the way that exists.
    pub(super) fn locate(&self, path: &[Step<'_>]) -> Place {
        let mut node = self;
        for step in path {
            let next = match (step, &node.value) {
                (Step::Key(key), Value::Map(_)) => node.get(key),
                (Step::Index(index), Value::List(items)) => items.get(*index),
                (Step::Key(_) | Step::Index(_), _) => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        node.place
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Int(value) => serializer.serialize_i64(*value),
            Value::Float(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for entry in entries {
                    map.serialize_entry(&entry.key, &entry.node)?;
                }
                map.end()
            }
        }
    }
}

/// Reads YAML or JSON.
///
/// # Errors
/// The first thing that keeps the text from being a tree.
pub(super) fn parse(text: &str) -> Result<Node, Diagnostic> {
    let options = options! { emit_comments: false };
    let mut reader = Reader { parser: Parser::new_from_str_with_options(text, options), nodes: 0 };
    reader.document()
}

struct Reader<'text> {
    parser: Parser<'text, StrInput<'text>>,
    nodes: usize,
}

fn place_of(span: &Span) -> Place {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place { line: number(span.start.line()), column: number(span.start.col()).saturating_add(1) }
}

fn refuse<T>(rule: Rule, place: Place, zh: impl Into<String>, en: impl Into<String>) -> Result<T, Diagnostic> {
    Err(Diagnostic::new(rule, place, String::new(), zh, en))
}

impl<'text> Reader<'text> {
    fn event(&mut self) -> Result<(Event<'text>, Place), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, place_of(&span))),
            Some(Err(error)) => {
                let (zh, en) = syntax::explain(&error);
                let rule = match error.kind() {
                    ErrorKind::UnknownAnchor => Rule::Alias,
                    _ => Rule::Syntax,
                };
                refuse(rule, place_of(&Span::empty(*error.marker())), zh, en)
            }
            None => refuse(Rule::Syntax, Place::START, "文件中途结束", "the file ends in the middle"),
        }
    }

    fn document(&mut self) -> Result<Node, Diagnostic> {
        let mut root = None;
        loop {
            let (event, place) = self.event()?;
            match event {
                Event::StreamEnd => break,
                Event::DocumentStart(..) if root.is_some() => {
                    return refuse(Rule::Documents, place, "一个文件只写一个情景", "one file holds one scenario");
                }
                Event::DocumentStart(..) => {
                    let (event, place) = self.event()?;
                    root = Some(self.node(event, place, 0)?);
                }
                // The start of the stream and the end of a document carry nothing.
                _ => {}
            }
        }
        match root {
            Some(node) if node.value != Value::Null => Ok(node),
            Some(_) | None => refuse(Rule::Syntax, Place::START, "文件是空的", "the file is empty"),
        }
    }

    fn node(&mut self, event: Event<'text>, place: Place, depth: usize) -> Result<Node, Diagnostic> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            return refuse(Rule::Nodes, place, "文件中的数据项过多", "the file holds too many values");
        }
        if depth > NESTING_MAX {
            return refuse(Rule::Nesting, place, "嵌套层次过深", "nested too deeply");
        }
        if event.tag().is_some() || event.anchor_id().is_some() || event.is_alias() {
            let zh = "不支持锚点、别名和标签，请在使用处写出完整内容";
            return refuse(Rule::Alias, place, zh, "no anchors, aliases or tags: write it out where it is used");
        }
        let value = match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => resolve(&text),
            Event::Scalar(text, ..) => Value::Text(unix_lines(&text)),
            Event::SequenceStart(..) => self.list(depth)?,
            Event::MappingStart(..) => self.map(depth)?,
            _ => return refuse(Rule::Syntax, place, "这里应有一个值", "a value belongs here"),
        };
        Ok(Node { value, place })
    }

    fn list(&mut self, depth: usize) -> Result<Value, Diagnostic> {
        let mut items = Vec::new();
        loop {
            let (event, place) = self.event()?;
            if matches!(event, Event::SequenceEnd) {
                return Ok(Value::List(items));
            }
            items.push(self.node(event, place, depth + 1)?);
        }
    }

    fn map(&mut self, depth: usize) -> Result<Value, Diagnostic> {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            let (event, place) = self.event()?;
            let key = match event {
                Event::MappingEnd => return Ok(Value::Map(entries)),
                Event::Scalar(key, _, 0, None) => key.into_owned(),
                _ => return refuse(Rule::Syntax, place, "键必须是一个词", "a key must be a word"),
            };
            if key == "<<" {
                return refuse(Rule::Alias, place, "不支持合并键 <<", "no merge keys (<<)");
            }
            if entries.iter().any(|entry| entry.key == key) {
                return refuse(Rule::DuplicateKey, place, format!("键 {key} 重复"), format!("{key} is given twice"));
            }
            if entries.len() == KEYS_MAX {
                return refuse(Rule::Nodes, place, "此处的键过多", "too many keys in one place");
            }
            let (event, at) = self.event()?;
            let node = self.node(event, at, depth + 1)?;
            entries.push(Entry { key, place, node });
        }
    }
}

/// Line ends of Windows and old Macs become one newline, in texts of either form.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// A plain scalar by the core schema of YAML 1.2; `yes`, `no`, `on` and `off` stay words.
fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        _ => {}
    }
    let numeric = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'))
        && text.bytes().any(|b| b.is_ascii_digit());
    if numeric {
        if let Ok(whole) = text.parse::<i64>() {
            return Value::Int(whole);
        }
        if let Ok(number) = text.parse::<f64>() {
            return Value::Float(number);
        }
    }
    Value::Text(unix_lines(text))
}
