//! The rules of a Common Alerting Protocol message, written down from the public standard: OASIS, Common
//! Alerting Protocol Version 1.2, 1 July 2010, sections 3.2 (tables) and 3.4 (schema). Which elements there
//! are, in which order, how often, which must be there, and what their values may be.

use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::HashSet;

/// An element with what lies in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
    namespace: Option<String>,
}

impl Element {
    /// The text of a child; fails where there is none.
    pub(crate) fn of(&self, name: &str) -> &str {
        &self.all(name).next().unwrap_or_else(|| panic!("no {name} in {}", self.name)).text
    }
    /// Children by name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// How often an element may stand in another.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    AtMostOnce,
    AnyNumber,
    AtLeastOnce,
}
use Times::{AnyNumber, AtLeastOnce, AtMostOnce, Once};

const ALERT: &[(&str, Times)] = &[
    ("identifier", Once),
    ("sender", Once),
    ("sent", Once),
    ("status", Once),
    ("msgType", Once),
    ("source", AtMostOnce),
    ("scope", Once),
    ("restriction", AtMostOnce),
    ("addresses", AtMostOnce),
    ("code", AnyNumber),
    ("note", AtMostOnce),
    ("references", AtMostOnce),
    ("incidents", AtMostOnce),
    ("info", AnyNumber),
];
const INFO: &[(&str, Times)] = &[
    ("language", AtMostOnce),
    ("category", AtLeastOnce),
    ("event", Once),
    ("responseType", AnyNumber),
    ("urgency", Once),
    ("severity", Once),
    ("certainty", Once),
    ("audience", AtMostOnce),
    ("eventCode", AnyNumber),
    ("effective", AtMostOnce),
    ("onset", AtMostOnce),
    ("expires", AtMostOnce),
    ("senderName", AtMostOnce),
    ("headline", AtMostOnce),
    ("description", AtMostOnce),
    ("instruction", AtMostOnce),
    ("web", AtMostOnce),
    ("contact", AtMostOnce),
    ("parameter", AnyNumber),
    ("resource", AnyNumber),
    ("area", AnyNumber),
];
const AREA: &[(&str, Times)] = &[
    ("areaDesc", Once),
    ("polygon", AnyNumber),
    ("circle", AnyNumber),
    ("geocode", AnyNumber),
    ("altitude", AtMostOnce),
    ("ceiling", AtMostOnce),
];
const PAIR: &[(&str, Times)] = &[("valueName", Once), ("value", Once)];

/// Values of elements that have a list of them.
const WORDS: &[(&str, &[&str])] = &[
    ("status", &["Actual", "Exercise", "System", "Test", "Draft"]),
    ("msgType", &["Alert", "Update", "Cancel", "Ack", "Error"]),
    ("scope", &["Public", "Restricted", "Private"]),
    (
        "category",
        &[
            "Geo",
            "Met",
            "Safety",
            "Security",
            "Rescue",
            "Fire",
            "Health",
            "Env",
            "Transport",
            "Infra",
            "CBRNE",
            "Other",
        ],
    ),
    ("urgency", &["Immediate", "Expected", "Future", "Past", "Unknown"]),
    ("severity", &["Extreme", "Severe", "Moderate", "Minor", "Unknown"]),
    ("certainty", &["Observed", "Likely", "Possible", "Unlikely", "Unknown"]),
];

/// Reads a message and holds it against the standard; panics with what is wrong.
pub(crate) fn valid(xml: &str) -> Element {
    let alert = read(xml);
    assert_eq!(alert.name, "alert");
    assert_eq!(alert.namespace.as_deref(), Some("urn:oasis:names:tc:emergency:cap:1.2"));
    shaped(&alert, ALERT);
    for info in alert.all("info") {
        shaped(info, INFO);
        info.all("area").for_each(|area| shaped(area, AREA));
        info.all("parameter").chain(info.all("eventCode")).for_each(|pair| shaped(pair, PAIR));
    }
    for name in ["identifier", "sender"] {
        let bad = |c: char| c.is_whitespace() || [',', '<', '&'].contains(&c);
        assert!(!alert.of(name).contains(bad), "{name}: {}", alert.of(name));
    }
    moment(alert.of("sent"));
    let (scope, kind) = (alert.of("scope"), alert.of("msgType"));
    assert_eq!(scope == "Restricted", alert.all("restriction").count() == 1, "restriction belongs to Restricted");
    assert!(scope != "Private" || alert.all("addresses").count() == 1);
    let references: Vec<&str> = alert.all("references").flat_map(|all| all.text.split_whitespace()).collect();
    for reference in &references {
        let parts: Vec<&str> = reference.split(',').collect();
        assert!(parts.len() == 3 && parts.iter().all(|part| !part.is_empty()), "sender,identifier,sent: {reference}");
        moment(parts[2]);
    }
    // What updates or cancels says what.
    assert_eq!(kind != "Alert", !references.is_empty(), "{kind} with {references:?}");
    alert
}

fn shaped(element: &Element, of: &[(&str, Times)]) {
    let place = |child: &Element| {
        let found = of.iter().position(|(name, _)| *name == child.name);
        found.unwrap_or_else(|| panic!("{} has no {}", element.name, child.name))
    };
    let places: Vec<usize> = element.children.iter().map(place).collect();
    let names: Vec<&str> = element.children.iter().map(|child| child.name.as_str()).collect();
    assert!(places.is_sorted(), "order of {}: {names:?}", element.name);
    for (at, (name, times)) in of.iter().enumerate() {
        let count = places.iter().filter(|place| **place == at).count();
        let right = match times {
            Once => count == 1,
            AtMostOnce => count <= 1,
            AnyNumber => true,
            AtLeastOnce => count >= 1,
        };
        assert!(right, "{count} {name} in {}", element.name);
    }
    for child in &element.children {
        let words = WORDS.iter().find(|(name, _)| *name == child.name);
        assert!(words.is_none_or(|(_, words)| words.contains(&child.text.as_str())), "{}: {}", child.name, child.text);
        if ["effective", "onset", "expires"].contains(&child.name.as_str()) {
            moment(&child.text);
        }
    }
}

/// `2002-05-24T16:49:00-07:00`; UTC is written `-00:00` and never `Z`.
fn moment(text: &str) {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let known = HashSet::from(["0000-00-00T00:00:00-00:00", "0000-00-00T00:00:00+00:00"]);
    assert!(known.contains(shape.as_str()), "{text}");
}

fn read(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let namespace = tag.attributes().flatten().find(|one| one.key.as_ref() == "xmlns");
                let namespace = namespace.map(|one| one.value.into_owned());
                open.push(Element { name, namespace, ..Element::default() });
            }
            Event::Text(text) => {
                open.last_mut().expect("within an element").text.push_str(text.into_inner().trim());
            }
            Event::End(_) => {
                let done = open.pop().expect("it was opened");
                open.last_mut().expect("the document itself").children.push(done);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().and_then(|mut document| document.children.pop()).expect("an element")
}
