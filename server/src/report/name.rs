//! Names of files: kind, date, draft, language.

use super::Format;
use protocol::document::{Document, Language};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `exercise-summary-2026-06-18-draft-2-zh.docx`; an approved one says so in place of its draft.
pub(super) fn file_name(document: &Document, format: Format) -> String {
    let source = &document.source;
    let mut parts = vec!["exercise".to_owned(), document.kind.word().to_owned()];
    parts.extend(date(&source.made));
    parts.push(if source.approved.is_some() { "approved".to_owned() } else { format!("draft-{}", source.draft) });
    parts.push(language(document.language).to_owned());
    format!("{}.{format}", parts.join("-"))
}

const fn language(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh",
        Language::En => "en",
    }
}

/// The date in words of either language: `2026-06-18 16:05`, `2026年6月18日`, `18 June 2026`.
fn date(words: &str) -> Option<String> {
    let tokens: Vec<&str> = words.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let parts: Vec<&str> = tokens.iter().flat_map(|token| token.split(['年', '月', '日'])).collect();
    let year_at = parts.iter().position(|part| part.len() == 4 && part.parse::<u16>().is_ok())?;
    let small = |at: usize| parts.get(at).and_then(|part| part.parse::<u8>().ok());
    let named = |at: usize| {
        let head = parts.get(at)?.get(..3)?.to_lowercase();
        MONTHS.iter().position(|month| *month == head).and_then(|index| u8::try_from(index + 1).ok())
    };
    let (month, day) = match (small(year_at + 1), small(year_at + 2)) {
        (Some(month), Some(day)) if year_at < 1 || named(year_at - 1).is_none() => (month, day),
        _ => {
            let month = year_at.checked_sub(1)?;
            match (named(month), month.checked_sub(1)) {
                (Some(found), Some(day)) => (found, small(day)?),
                _ => (named(month.checked_sub(1)?)?, small(month)?),
            }
        }
    };
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then(|| format!("{}-{month:02}-{day:02}", parts[year_at]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn dates_are_found_in_words() {
        for words in
            ["2026-06-18 16:05", "2026年6月18日 16:05", "18 June 2026, 16:05", "June 18, 2026", "Thu 18 Jun 2026 10:11"]
        {
            assert_eq!(date(words).as_deref(), Some("2026-06-18"), "{words}");
        }
        for words in ["", "yesterday", "2026", "2026-13-01", "午后"] {
            assert_eq!(date(words), None, "{words}");
        }
    }

    #[test]
    fn a_file_says_what_it_is() {
        let mut document = sample::document(Language::Zh);
        assert_eq!(file_name(&document, Format::Html), "exercise-summary-2026-06-18-draft-2-zh.html");
        document.source.approved = Some("总指挥".to_owned());
        document.source.made = "?".to_owned();
        assert_eq!(file_name(&document, Format::Json), "exercise-summary-approved-zh.json");
    }
}
