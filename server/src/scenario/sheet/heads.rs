//! Headers of columns: the list's own in both languages, and what other people's files call the same.

mod others;
mod own;

use others::OTHERS;
use own::OWN;
use protocol::msel::MselColumn;
use protocol::msel::MselColumn as C;
use protocol::text::Language;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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

/// A longer text is no header.
const HEADER_CHARS: usize = 60;
/// Headers up to this many letters are not looked for inside of longer ones.
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
    if text.chars().count() > HEADER_CHARS {
        return None;
    }
    let sought = bare(text);
    if sought.is_empty() {
        return None;
    }
    if let Some(known) = KNOWN.whole.get(&sought) {
        return Some((*known, true));
    }
    // The longest known header inside of this one: `Inject Description (read out)`.
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).map(bare).filter(|word| !word.is_empty()).collect();
    let joined: HashSet<String> = (0..words.len())
        .flat_map(|from| (from + 1..=words.len()).map(move |to| (from, to)))
        .map(|(from, to)| words[from..to].concat())
        .collect();
    // As a word of its own where it is written with spaces.
    let holds = |word: &String| if word.is_ascii() { joined.contains(word) } else { sought.contains(word.as_str()) };
    KNOWN.parts.iter().find(|(word, _)| holds(word)).map(|(_, meant)| (*meant, false))
}

/// Every known header, bare.
struct Known {
    whole: HashMap<String, Meant>,
    /// Those that are looked for inside of longer ones, the longest first.
    parts: Vec<(String, Meant)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let own = OWN
        .iter()
        .flat_map(|(column, zh, en)| [*zh, *en, column.word()].map(|word| (bare(word), Meant::Column(*column))));
    let others = || OTHERS.iter().flat_map(|(meant, words)| words.iter().map(|word| (bare(word), *meant)));
    // The list's own go before the others.
    let whole = others().chain(own).collect();
    let mut parts: Vec<(String, Meant)> = others().filter(|(word, _)| word.chars().count() > PART_LETTERS).collect();
    parts.sort_by_key(|(word, _)| std::cmp::Reverse(word.chars().count()));
    Known { whole, parts }
});

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
