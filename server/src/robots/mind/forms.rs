//! Answers by form: text, choice, checklist, number, file.

use super::super::chance::Chance;
use super::super::crew::Crew;
use super::{Wish, act, words};
use protocol::command::{Command, RespondInject};
use protocol::ids::FileHash;
use protocol::item::InjectItem;
use protocol::scenario::ResponseForm;
use protocol::text::{Bilingual, Language};
use protocol::vocab::{Duty, Progress};
use sha2::{Digest, Sha256};

/// What a robot attaches where a file is asked for: the smallest picture there is, one grey dot.
pub(crate) const PICTURE: &[u8] = &[
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A, 0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49,
    0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0x00, 0x00,
    0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
];

/// The language of an answer: the robot's where the text has it, otherwise the text's.
pub(super) fn language(text: &Bilingual, preferred: Language) -> Language {
    match (preferred, &text.zh, &text.en) {
        (Language::Zh, None, Some(_)) => Language::En,
        (Language::En, Some(_), None) => Language::Zh,
        (preferred, ..) => preferred,
    }
}

/// First number in a text that is worth repeating: more than one digit, or a digit with a unit behind it.
fn number_in(text: &str) -> Option<f64> {
    let digits = |c: char| !c.is_ascii_digit();
    text.split(digits).filter(|part| part.len() > 1).find_map(|part| part.parse().ok())
}

/// The answer of a department to an inject, in the language and form that it asks for.
pub(super) fn answer(item: &InjectItem, mut chance: Chance, preferred: Language, crew: Crew) -> Option<Wish> {
    let language = language(&item.body, preferred);
    let opening = if crew.knows_the_plan() { words::RECEIVED } else { words::UNSURE };
    let text = format!(
        "{}{}{}",
        opening.pick(&mut chance, language),
        words::MEASURE.pick(&mut chance, language),
        words::NEXT.pick(&mut chance, language)
    );
    let more_to_do = item.duties.contains(&Duty::Complete) && item.returned.is_none();
    let mut command = RespondInject {
        delivery: item.delivery,
        progress: if more_to_do { Progress::Doing } else { Progress::Done },
        text: act::body(&text),
        choice: None,
        ticked: Vec::new(),
        number: None,
        files: Vec::new(),
    };
    let mut upload = None;
    if !item.decision.is_empty() {
        command.choice = item.decision.get(chance.index(item.decision.len())).map(|option| option.value.clone());
    } else {
        match item.response.as_ref() {
            None | Some(ResponseForm::Text {}) => {}
            Some(ResponseForm::Choice { of }) => {
                command.choice = of.get(chance.index(of.len())).map(|option| option.value.clone());
            }
            Some(ResponseForm::Checklist { of }) => {
                command.ticked = of
                    .iter()
                    .filter(|_| chance.yes(0.85) || crew.is_careful())
                    .map(|entry| entry.value.clone())
                    .collect();
            }
            Some(ResponseForm::Number { .. }) => {
                let told = number_in(item.body.get(language)).unwrap_or(40.0);
                command.number = Some((told * chance.within(0.9, 1.3)).round());
            }
            Some(ResponseForm::File {}) => {
                command.files = vec![FileHash::parse(&hex(&Sha256::digest(PICTURE))).ok()?];
                upload = Some(PICTURE);
            }
        }
    }
    Some(Wish { command: Command::RespondInject(command), upload })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        use std::fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_a_picture_with_sound_checksums() {
        let crc = |bytes: &[u8]| {
            !bytes.iter().fold(u32::MAX, |crc, byte| {
                (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
            })
        };
        let mut rest = &PICTURE[8..];
        while !rest.is_empty() {
            let length = u32::from_be_bytes(rest[..4].try_into().unwrap()) as usize;
            let sum = u32::from_be_bytes(rest[8 + length..12 + length].try_into().unwrap());
            assert_eq!(crc(&rest[4..8 + length]), sum, "{:?}", &rest[4..8]);
            rest = &rest[12 + length..];
        }
    }

    #[test]
    fn a_number_is_taken_from_what_was_told() {
        assert_eq!(number_in("大厅窗口报约40人，保安报约70人，5分钟内核实"), Some(40.0));
        assert_eq!(number_in("5 分钟内答复"), None);
    }

    #[test]
    fn an_answer_is_in_a_language_of_the_inject() {
        let text = |zh: Option<&str>, en: Option<&str>| Bilingual { zh: zh.map(Into::into), en: en.map(Into::into) };
        assert_eq!(language(&text(Some("演练"), None), Language::En), Language::Zh);
        assert_eq!(language(&text(None, Some("x")), Language::Zh), Language::En);
        assert_eq!(language(&text(Some("演练"), Some("x")), Language::En), Language::En);
    }
}
