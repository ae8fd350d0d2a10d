//! Headers of columns: the list's own in both languages, and what other people's files call the same.

mod others;
mod own;

use others::OTHERS;
use own::OWN;
use protocol::msel::MselColumn;
use protocol::msel::MselColumn as C;
use protocol::text::Language;

/// What a header stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// A column of the list.
    Column(MselColumn),
    /// A text in the language that its cells are in: Chinese, English.
    Text(MselColumn, MselColumn),
    /// A day that belongs to the times beside it.
    Day,
}

/// Headers below this many letters are not looked for inside of longer ones.
const PART_LETTERS: usize = 2;

/// Letters and digits alone, small and narrow: how headers are compared.
pub(super) fn bare(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '#' | '+');
    text.chars().map(narrow).flat_map(char::to_lowercase).filter(kept).collect()
}

/// The list's own header of a column.
pub(super) fn header(column: MselColumn, language: Language) -> &'static str {
    let own = OWN.iter().find(|(own, ..)| *own == column);
    own.map_or(column.word(), |(_, zh, en)| match language {
        Language::Zh => zh,
        Language::En => en,
    })
}

/// What a header stands for, and whether that is sure.
pub(super) fn meant(text: &str) -> Option<(Meant, bool)> {
    let sought = bare(text);
    if sought.is_empty() {
        return None;
    }
    let own = OWN.iter().find(|(column, zh, en)| [*zh, *en, column.word()].into_iter().any(|own| bare(own) == sought));
    if let Some((column, ..)) = own {
        return Some((Meant::Column(*column), true));
    }
    let whole = OTHERS.iter().find(|(_, words)| words.iter().any(|word| bare(word) == sought));
    if let Some((meant, _)) = whole {
        return Some((*meant, true));
    }
    // The longest known header inside of this one: `Inject Description (read out)`.
    let inside = OTHERS.iter().flat_map(|(meant, words)| words.iter().map(move |word| (*meant, bare(word))));
    let found = inside
        .filter(|(_, word)| word.chars().count() > PART_LETTERS.max(word.len() / 3) && holds(text, &sought, word));
    found.max_by_key(|(_, word)| word.chars().count()).map(|(meant, _)| (meant, false))
}

/// Whether a header holds a known one: as a word of its own where it is written with spaces.
fn holds(text: &str, bare_text: &str, word: &str) -> bool {
    if word.is_ascii() {
        let words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).map(bare).filter(|word| !word.is_empty()).collect();
        (0..words.len()).any(|from| (from + 1..=words.len()).any(|to| words[from..to].concat() == word))
    } else {
        bare_text.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_own_headers_and_they_are_known() {
        for column in MselColumn::ALL {
            for language in [Language::Zh, Language::En] {
                assert_eq!(meant(header(*column, language)), Some((Meant::Column(*column), true)), "{column}");
            }
        }
    }

    #[test]
    fn headers_of_real_files_are_known() {
        for (text, column) in [
            ("MSEL #", C::Id),
            ("序号", C::Id),
            ("EVENT TIME", C::Offset),
            ("Recipient Players", C::To),
            ("INJECT MODE", C::Channel),
            ("Responsible Controller", C::Controller),
            ("Maximum (minutes)", C::TargetComplete),
            ("1st Objective Supported", C::Tasks),
        ] {
            assert_eq!(meant(text), Some((Meant::Column(column), true)), "{text}");
        }
        assert_eq!(meant("DESCRIPTION/SCRIPT"), Some((Meant::Text(C::BodyZh, C::BodyEn), true)));
        assert_eq!(meant("Inject Description (read out)"), Some((Meant::Text(C::BodyZh, C::BodyEn), false)));
        assert_eq!(meant("Budget"), None);
    }
}
