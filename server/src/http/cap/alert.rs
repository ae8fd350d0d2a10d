//! The words of a Common Alerting Protocol message (OASIS CAP 1.2, 1 July 2010), in the order of its
//! schema. It says in every part that this is an exercise, and nothing that only control knows: no title
//! of the list, no expected action, no note.

use protocol::ids::{ExerciseId, RowId};
use protocol::item::RowItem;
use protocol::scenario::Recipient;
use protocol::text::{Bilingual, Language};
use protocol::time::Timestamp;
use protocol::vocab::{InjectStatus, RowOrigin};
use quick_xml::events::{BytesDecl, BytesText, Event};
use quick_xml::writer::Writer;
use std::io;

/// The namespace of CAP 1.2.
const NAMESPACE: &str = "urn:oasis:names:tc:emergency:cap:1.2";
/// Said first in everything that a person reads.
const EXERCISE: (&str, &str) = ("【演练，非真实事件】", "EXERCISE ONLY, NOT A REAL EVENT. ");

/// A row to be told.
pub(super) struct Alert<'a> {
    /// The exercise.
    pub(super) exercise: ExerciseId,
    /// Its title.
    pub(super) title: &'a Bilingual,
    /// The row, released.
    pub(super) row: &'a RowItem,
    /// The row that it corrects, and when that was released.
    pub(super) before: Option<&'a (RowId, Timestamp)>,
}

type Out = Writer<Vec<u8>>;

/// Writes the message.
///
/// # Errors
/// None in fact: it is written into memory.
pub(super) fn write(alert: &Alert<'_>) -> io::Result<String> {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 2);
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    out.create_element("alert").with_attribute(("xmlns", NAMESPACE)).write_inner_content(|out| body(out, alert))?;
    String::from_utf8(out.into_inner()).map_err(io::Error::other)
}

fn text(out: &mut Out, name: &str, value: &str) -> io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(value)).map(drop)
}

fn pair(out: &mut Out, name: &str, key: &str, value: &str) -> io::Result<()> {
    out.create_element(name)
        .write_inner_content(|out| {
            text(out, "valueName", key)?;
            text(out, "value", value)
        })
        .map(drop)
}

fn body(out: &mut Out, alert: &Alert<'_>) -> io::Result<()> {
    let row = alert.row;
    let released = row.released.as_ref().map(|rung| rung.at.wall).unwrap_or_default();
    let recalled = row.status == InjectStatus::Recalled;
    let corrects = alert.before.filter(|_| row.origin == RowOrigin::Correction);
    // Neither may hold spaces, commas or markup: an exercise is a UUID, a row's code has none of them.
    let sender = format!("startex.exercise.{}", alert.exercise);
    let identifier = |row: &RowId| format!("{}.{row}", alert.exercise);
    let reference = |row: &RowId, sent: Timestamp| format!("{sender},{},{}", identifier(row), moment(sent));
    let own = identifier(&row.id);
    let settled = row.settled.as_ref().map_or(released, |settled| settled.at.wall);
    let (named, sent) = if recalled { (format!("{own}.recalled"), settled) } else { (own, released) };
    text(out, "identifier", &named)?;
    text(out, "sender", &sender)?;
    text(out, "sent", &moment(sent))?;
    text(out, "status", "Exercise")?;
    let kind = if recalled { "Cancel" } else { corrects.map_or("Alert", |_| "Update") };
    text(out, "msgType", kind)?;
    text(out, "scope", "Restricted")?;
    text(out, "restriction", "参演人员 participants of this exercise only")?;
    let departments: Vec<&str> = row.to.iter().map(code).collect();
    if !departments.is_empty() {
        text(out, "addresses", &departments.join(" "))?;
    }
    let title = alert.title;
    let (zh, en) = (title.get(Language::Zh), title.get(Language::En));
    text(out, "note", &format!("{}{zh} / {}{en}", EXERCISE.0, EXERCISE.1))?;
    match (recalled, corrects) {
        (true, _) => text(out, "references", &reference(&row.id, released))?,
        (false, Some((of, at))) => text(out, "references", &reference(of, *at))?,
        (false, None) => {}
    }
    for language in [Language::Zh, Language::En] {
        out.create_element("info").write_inner_content(|out| info(out, alert, language, released))?;
    }
    Ok(())
}

fn code(recipient: &Recipient) -> &str {
    match recipient {
        Recipient::Department(code) => code.as_str(),
        Recipient::Seat(code) => code.as_str(),
    }
}

/// The same in one language; where a text has only the other, the reader gets that, as on every screen.
fn info(out: &mut Out, alert: &Alert<'_>, language: Language, released: Timestamp) -> io::Result<()> {
    let row = alert.row;
    let (tag, prefix, control) = match language {
        Language::Zh => ("zh-CN", EXERCISE.0, "导调组"),
        Language::En => ("en", EXERCISE.1, "Exercise control"),
    };
    let of = |text: &Option<Bilingual>| text.as_ref().map(|text| text.get(language).to_owned());
    text(out, "language", tag)?;
    // A scenario does not sort its rows by the categories of CAP.
    text(out, "category", "Other")?;
    text(out, "event", &format!("{prefix}{}", alert.title.get(language)))?;
    text(out, "urgency", urgency(row.priority))?;
    text(out, "severity", "Unknown")?;
    text(out, "certainty", "Unknown")?;
    text(out, "effective", &moment(released))?;
    text(out, "senderName", &of(&row.from).unwrap_or_else(|| control.to_owned()))?;
    let headline = of(&row.player_title).or_else(|| of(&row.from)).unwrap_or_else(|| control.to_owned());
    text(out, "headline", &format!("{prefix}{headline}"))?;
    let description = of(&row.body).unwrap_or_default();
    text(out, "description", &format!("{prefix}{description}"))?;
    pair(out, "parameter", "startex:row", row.id.as_str())?;
    if let Some(at) = row.released.as_ref().map(|rung| rung.at.exercise) {
        pair(out, "parameter", "startex:exercise_seconds", &(at.0 / 1_000).to_string())?;
    }
    if let Some(place) = of(&row.location) {
        out.create_element("area").write_inner_content(|out| text(out, "areaDesc", &place))?;
    }
    Ok(())
}

/// Priority 1 to 5 in the words of CAP; most rows have none.
const fn urgency(priority: Option<u8>) -> &'static str {
    match priority {
        Some(5..) => "Immediate",
        Some(3 | 4) => "Expected",
        Some(_) => "Future",
        None => "Unknown",
    }
}

/// A moment as CAP writes it: whole seconds, and never `Z` for UTC (CAP 1.2, 3.3.2).
fn moment(at: Timestamp) -> String {
    let known = time::OffsetDateTime::from_unix_timestamp(at.0.div_euclid(1_000));
    let at = known.unwrap_or(time::OffsetDateTime::UNIX_EPOCH);
    let (date, time) = (at.date(), at.time());
    let (month, day) = (u8::from(date.month()), date.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    format!("{:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}-00:00", date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_whole_seconds_of_utc_without_a_z() {
        assert_eq!(moment(Timestamp(1_795_560_737_999)), "2026-11-24T22:52:17-00:00");
        assert_eq!(moment(Timestamp(0)), "1970-01-01T00:00:00-00:00");
        assert_eq!(moment(Timestamp(i64::MAX)), "1970-01-01T00:00:00-00:00", "what no calendar has is no panic");
    }
}
