//! Whether a fact stands in a text: both are read into words first, so that width, case, punctuation
//! and the way a number is written do not matter.
//!
//! What is read: full-width letters, circled digits, upper case, punctuation and spaces; numbers in
//! digits, in Chinese (三, 两, 十二, 一百零二, 一〇二) and in English up to ninety-nine; articles are
//! left out. What is not read, on purpose: synonyms, plurals, other word order, words in between. A
//! fact that is not found was perhaps passed on in other words: a person hears that, this does not.

use std::iter::Peekable;
use std::str::Chars;

/// The words of a text.
pub(super) fn read(text: &str) -> Vec<String> {
    let plain: String = text.chars().flat_map(narrow).collect();
    let mut words = Vec::new();
    let mut rest = plain.chars().peekable();
    while let Some(first) = rest.next() {
        if first.is_ascii_digit() {
            words.push(number(first, &mut rest));
        } else if is_numeral(first) {
            let mut run = String::from(first);
            while let Some(next) = rest.next_if(|c| is_numeral(*c)) {
                run.push(next);
            }
            words.push(chinese(&run));
        } else if is_ideograph(first) {
            words.push(first.to_string());
        } else if first.is_alphabetic() {
            let mut word = String::from(first);
            while let Some(next) = rest.next_if(|c| c.is_alphabetic() && !is_ideograph(*c)) {
                word.push(next);
            }
            words.push(word);
        }
    }
    english(words)
}

/// A number in digits with its decimals; a comma belongs to it only before three digits.
fn number(first: char, rest: &mut Peekable<Chars<'_>>) -> String {
    let mut number = String::from(first);
    while let Some(next) = rest.peek().copied() {
        let behind = || rest.clone().skip(1).take_while(char::is_ascii_digit).count();
        let belongs = next.is_ascii_digit() || (next == '.' && behind() > 0) || (next == ',' && behind() == 3);
        if !belongs {
            break;
        }
        if next != ',' {
            number.push(next);
        }
        rest.next();
    }
    number
}

/// Whether all words of a fact stand in a text, one behind the other.
pub(super) fn stands_in(fact: &[String], text: &[String]) -> bool {
    !fact.is_empty() && text.windows(fact.len()).any(|window| window == fact)
}

/// Full-width to half-width, circled digits to digits, upper case to lower.
fn narrow(c: char) -> Vec<char> {
    let code = u32::from(c);
    match code {
        0xFF01..=0xFF0B | 0xFF0D..=0xFF5E => {
            char::from_u32(code - 0xFEE0).into_iter().flat_map(char::to_lowercase).collect()
        }
        // The full-width comma parts a list, it never stands within a number.
        0x3000 | 0xFF0C => vec![' '],
        // A circled number counts a point of a list; it stands for itself, not with its neighbours.
        0x2460..=0x2473 => format!(" {} ", code - 0x2460 + 1).chars().collect(),
        _ => c.to_lowercase().collect(),
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

fn is_numeral(c: char) -> bool {
    c == '十' || c == '百' || digit(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// A run of Chinese numerals as digits: by its units where it has some, else digit by digit, as a
/// room or a telephone is read out. Longer than any number here, it stays as it is.
fn chinese(run: &str) -> String {
    if run.chars().count() > 8 {
        return run.to_owned();
    }
    if !run.contains(['十', '百']) {
        return run.chars().filter_map(digit).map(|one| one.to_string()).collect();
    }
    let (mut sum, mut open) = (0_u32, None);
    for c in run.chars() {
        match c {
            '百' => sum += open.take().unwrap_or(1) * 100,
            '十' => sum += open.take().unwrap_or(1) * 10,
            _ => open = digit(c).or(open),
        }
    }
    (sum + open.unwrap_or(0)).to_string()
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// English numbers as digits, without articles.
fn english(words: Vec<String>) -> Vec<String> {
    let mut read: Vec<String> = Vec::with_capacity(words.len());
    let mut tens: Option<usize> = None;
    for word in words {
        let one = ONES.iter().position(|name| *name == word);
        if let Some(ten) = tens.take() {
            if let Some(one @ 1..=9) = one {
                read.push((ten + one).to_string());
                continue;
            }
            read.push(ten.to_string());
        }
        if let Some(place) = TENS.iter().position(|name| *name == word) {
            tens = Some((place + 2) * 10);
        } else if let Some(one) = one {
            read.push(one.to_string());
        } else if !matches!(word.as_str(), "the" | "a" | "an") {
            read.push(word);
        }
    }
    read.extend(tens.map(|ten| ten.to_string()));
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fact: &str, text: &str) -> bool {
        stands_in(&read(fact), &read(text))
    }

    #[test]
    fn a_fact_is_found_however_its_number_is_written() {
        for (fact, text) in [
            ("102室", "接谈室在１０２室。"),
            ("102室", "在一〇二室"),
            ("轮椅2部", "轮椅两部，马上到"),
            ("3名老人", "有三名老人"),
            ("12人", "共十二人"),
            ("room 102", "Meeting: ROOM 102, ground floor"),
            ("two wheelchairs", "we have 2 wheelchairs"),
            ("stretchers north gate", "stretchers: the north gate"),
            ("25 people", "about twenty-five people"),
            ("6.8", "potassium is 6.8, call back"),
            ("1,200 yuan", "1200 yuan"),
            ("轮椅2部", "①东侧坡道；②轮椅2部；③北门"),
        ] {
            assert!(found(fact, text), "{fact:?} stands in {text:?}");
        }
    }

    #[test]
    fn a_fact_is_not_found_in_part_of_another_number_or_word() {
        for (fact, text) in [
            ("3名老人", "13名老人"),
            ("room 102", "room 1021"),
            ("102室", "201室"),
            ("6.8", "76.8"),
            ("6.8", "6.85"),
            ("east ramp", "northeast ramp"),
            ("two wheelchairs", "three wheelchairs"),
            ("担架走北门", "担架不走北门"),
            ("4060", "40，60"),
            ("4060", "40, 60"),
            ("", "anything"),
        ] {
            assert!(!found(fact, text), "{fact:?} does not stand in {text:?}");
        }
    }

    #[test]
    fn odd_texts_are_read_without_harm() {
        for text in ["", "。", "十", "百", "零", "3.", ",5", "twenty", "①", "一二三四五六七八九十", "…—☎"]
        {
            let words = read(text);
            assert!(words.iter().all(|word| !word.is_empty()), "{text:?}: {words:?}");
        }
        assert_eq!(read("一百零二 十五 二十"), ["102", "15", "20"]);
    }
}
