//! Corrective actions as a calendar (iCalendar, RFC 5545): a to-do each, with the day by which it is due. A
//! program that fetches it again finds the same to-dos under the same ids, as far as they are now.

use super::words::Words;
use exercise::report::BANNER;
use jiff::Timestamp as Instant;
use jiff::tz::TimeZone;
use protocol::improvement::{ActionStage, BoardAction};
use protocol::text::Language;
use protocol::time::Timestamp;

/// How it is called over HTTP.
pub(crate) const MEDIA_TYPE: &str = "text/calendar; charset=utf-8";
/// Longest line in bytes without its end.
const LINE_BYTES: usize = 75;

/// Writes the calendar; the same actions give the same bytes.
#[must_use]
pub(crate) fn calendar(actions: &[BoardAction], language: Language) -> String {
    let say = |zh, en| match language {
        Language::Zh => zh,
        Language::En => en,
    };
    let mut lines = Lines(String::new());
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", "-//Startex//Startex//ZH");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.text("X-WR-CALNAME", &format!("{BANNER} · {}", say("整改措施", "corrective actions")));
    for action in actions {
        to_do(&mut lines, action, language);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

fn to_do(lines: &mut Lines, action: &BoardAction, language: Language) {
    let words = Words::of(language);
    let title = action.exercise_title.get(language);
    lines.put("BEGIN", "VTODO");
    lines.put("UID", &format!("{}@{}.startex", action.id, action.exercise));
    lines.put("DTSTAMP", &moment(action.changed));
    lines.put("CREATED", &moment(action.opened));
    lines.put("LAST-MODIFIED", &moment(action.changed));
    lines.put("SEQUENCE", &action.moves.to_string());
    lines.text("SUMMARY", &format!("{BANNER} · {}", action.measure));
    let [problem, cause, unit, person, verifier, proof, exercise] = words.action_lines;
    let parts = [
        (problem, Some(action.problem.as_str())),
        (cause, action.cause.as_deref()),
        (unit, action.unit.as_deref().or_else(|| action.department.as_ref().map(|name| name.get(language)))),
        (person, action.person.as_deref()),
        (verifier, action.verifier.as_deref()),
        (proof, action.proof.as_deref()),
        (exercise, Some(title)),
    ];
    let said = parts.iter().filter_map(|(name, value)| value.map(|value| format!("{name}{}{value}", words.colon)));
    lines.text("DESCRIPTION", &said.collect::<Vec<_>>().join("\n"));
    lines.text("CATEGORIES", BANNER);
    if let Some(due) = action.due {
        lines.put("DUE;VALUE=DATE", &due.to_string().replace('-', ""));
    }
    match action.stage {
        ActionStage::Open | ActionStage::Assigned => lines.put("STATUS", "NEEDS-ACTION"),
        ActionStage::InProgress | ActionStage::Submitted | ActionStage::Returned => lines.put("STATUS", "IN-PROCESS"),
        ActionStage::Verified => {
            lines.put("STATUS", "COMPLETED");
            lines.put("COMPLETED", &moment(action.changed));
            lines.put("PERCENT-COMPLETE", "100");
        }
        ActionStage::Waived => lines.put("STATUS", "CANCELLED"),
    }
    lines.put("END", "VTODO");
}

/// A moment in UTC: `20261126T043000Z`.
fn moment(at: Timestamp) -> String {
    let at = Instant::from_millisecond(at.0).unwrap_or_default().to_zoned(TimeZone::UTC);
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Lines of content, folded as they must be.
struct Lines(String);

impl Lines {
    /// A property whose value is written as it is.
    fn put(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut room = LINE_BYTES;
        for character in line.chars() {
            if character.len_utf8() > room {
                self.0.push_str("\r\n ");
                // The blank counts.
                room = LINE_BYTES - 1;
            }
            self.0.push(character);
            room -= character.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property whose value is text: what has a meaning there is escaped, control characters are left out.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for character in value.replace("\r\n", "\n").chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' | '\r' => escaped.push_str("\\n"),
                '\t' => escaped.push(' '),
                other if other.is_control() => {}
                other => escaped.push(other),
            }
        }
        self.put(name, &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::ids::{ActionId, ExerciseId};
    use protocol::improvement::{ActionElement, Day, ProblemArea};
    use protocol::text::Bilingual;
    use uuid::Uuid;

    fn action(stage: ActionStage) -> BoardAction {
        BoardAction {
            exercise: ExerciseId(Uuid::from_u128(1)),
            exercise_title: Bilingual::both("信访演练", "Petition drill"),
            id: ActionId(Uuid::from_u128(2)),
            number: 3,
            area: ProblemArea::Equipment,
            problem: "对讲机电池不足；无备用".into(),
            cause: None,
            measure: "每台对讲机配两块电池, 每月检查一次; 记录在册\\登记\n由装备组负责".into(),
            element: ActionElement::Equipment,
            department: Some(Bilingual::both("消防", "Fire")),
            unit: None,
            person: Some("装备科长".into()),
            due: Some(Day::parse("2026-12-30").unwrap()),
            verifier: None,
            proof: None,
            stage,
            opened: Timestamp(1_795_653_078_101),
            changed: Timestamp(1_795_739_478_101),
            moves: 2,
            rechecks: Vec::new(),
        }
    }

    /// What a reader makes of the lines: unfolded, each with its name.
    fn read(text: &str) -> Vec<(String, String)> {
        assert!(
            text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']),
            "every line ends with CRLF"
        );
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES), "no line is longer than it may be");
        let unfolded = text.replace("\r\n ", "");
        let lines = unfolded.split("\r\n").filter_map(|line| line.split_once(':'));
        lines.map(|(name, value)| (name.into(), value.into())).collect()
    }

    fn value<'a>(lines: &'a [(String, String)], name: &str) -> Option<&'a str> {
        lines.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_to_do_says_what_by_when_and_that_it_is_an_exercise() {
        for language in [Language::Zh, Language::En] {
            let text = calendar(&[action(ActionStage::InProgress)], language);
            assert_eq!(text, calendar(&[action(ActionStage::InProgress)], language));
            let lines = read(&text);
            assert_eq!(value(&lines, "UID"), Some(&*format!("{}@{}.startex", Uuid::from_u128(2), Uuid::from_u128(1))));
            assert_eq!(value(&lines, "DUE;VALUE=DATE"), Some("20261230"));
            assert_eq!(value(&lines, "STATUS"), Some("IN-PROCESS"));
            assert_eq!(value(&lines, "DTSTAMP"), Some("20261127T003118Z"));
            let summary = value(&lines, "SUMMARY").unwrap();
            let escaped = "每台对讲机配两块电池\\, 每月检查一次\\; 记录在册\\\\登记\\n由装备组负责";
            assert_eq!(summary, format!("{BANNER} · {escaped}"));
            let described = value(&lines, "DESCRIPTION").unwrap();
            assert!(described.contains("装备科长") && described.contains("\\n"), "{described}");
        }
        assert!(calendar(&[action(ActionStage::Open)], Language::En).contains("Fire"));
    }

    #[test]
    fn every_stage_has_its_status_and_what_has_no_day_is_due_on_none() {
        use ActionStage as Stage;
        for (stage, status) in [
            (Stage::Open, "NEEDS-ACTION"),
            (Stage::Assigned, "NEEDS-ACTION"),
            (Stage::InProgress, "IN-PROCESS"),
            (Stage::Submitted, "IN-PROCESS"),
            (Stage::Returned, "IN-PROCESS"),
            (Stage::Verified, "COMPLETED"),
            (Stage::Waived, "CANCELLED"),
        ] {
            let lines = read(&calendar(&[BoardAction { due: None, ..action(stage) }], Language::Zh));
            assert_eq!((value(&lines, "STATUS"), value(&lines, "DUE;VALUE=DATE")), (Some(status), None), "{stage}");
            assert_eq!(value(&lines, "COMPLETED").is_some(), stage == Stage::Verified);
        }
        let lines = read(&calendar(&[], Language::Zh));
        assert_eq!(lines.iter().map(|(name, _)| name.as_str()).filter(|name| *name == "BEGIN").count(), 1);
    }

    #[test]
    fn no_text_becomes_a_property() {
        let measure = "x\r\nEND:VTODO\nBEGIN:VTODO\u{1}\r";
        let lines =
            read(&calendar(&[BoardAction { measure: measure.into(), ..action(ActionStage::Open) }], Language::Zh));
        assert_eq!(lines.iter().filter(|(name, _)| name == "BEGIN").count(), 2);
        let summary = value(&lines, "SUMMARY").unwrap();
        assert!(summary.ends_with("x\\nEND:VTODO\\nBEGIN:VTODO\\n"), "{summary}");
    }
}
