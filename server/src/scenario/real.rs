//! What looks like a real telephone number, identity number or mailbox: none may stand in an exercise.

/// What a text holds that might reach somebody outside the exercise. The short numbers of the emergency
/// and public services (110, 119, 120, 12345) are let pass: everybody knows them, a story cannot do without
/// naming them, and the rules of every exercise say that they are not dialled. In Chinese and English.
#[must_use]
pub fn looks_real(text: &str) -> Option<(&'static str, &'static str)> {
    if text.split(|c: char| c.is_whitespace() || !c.is_ascii()).any(is_mailbox) {
        return Some(("邮箱", "mailbox"));
    }
    let letters: Vec<char> = text.chars().collect();
    let mut start = 0;
    while start < letters.len() {
        if !letters[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        // A run of digits, also with single dashes or spaces between, as numbers are written.
        let mut end = start + 1;
        while end < letters.len()
            && (letters[end].is_ascii_digit()
                || (matches!(letters[end], '-' | ' ') && letters.get(end + 1).is_some_and(char::is_ascii_digit)))
        {
            end += 1;
        }
        let run: String = letters[start..end].iter().collect();
        let plus = start > 0 && letters[start - 1] == '+';
        let check_letter = matches!(letters.get(end), Some('X' | 'x'));
        if let Some(what) = number(&run, plus, check_letter) {
            return Some(what);
        }
        start = end;
    }
    None
}

/// A mailbox that somebody may have: one under a domain that is kept for examples is nobody's.
fn is_mailbox(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    let host: String = host.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-')).collect();
    let host = host.trim_end_matches(['.', '-']).to_ascii_lowercase();
    let Some((before, top)) = host.rsplit_once('.') else { return false };
    let reserved = matches!(top, "example" | "invalid" | "test") || before.rsplit('.').next() == Some("example");
    !name.is_empty() && !reserved
}

fn number(run: &str, plus: bool, check_letter: bool) -> Option<(&'static str, &'static str)> {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let unbroken = digits.len() == run.len();
    let mobile = digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10");
    let landline = digits.starts_with('0') && (10..=12).contains(&digits.len());
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let abroad = plus && (8..=15).contains(&digits.len());
    // Seven or eight digits in one piece are a local number; a date has dashes, a sum has commas.
    let local = unbroken && (7..=8).contains(&digits.len()) && !is_date(&digits);
    if unbroken && is_identity(&digits, check_letter) {
        Some(("身份证号", "identity number"))
    } else if mobile || landline || service || abroad || local {
        Some(("电话号码", "telephone number"))
    } else {
        None
    }
}

/// Eighteen places with a day of birth and the right check digit (GB 11643): other long numbers, of files
/// and accounts, are nobody's identity.
fn is_identity(digits: &str, check_letter: bool) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let check = match (digits.len(), check_letter) {
        (17, true) => Some('X'),
        (18, _) => digits.chars().last(),
        _ => None,
    };
    let sum: u32 = digits.chars().zip(WEIGHTS).map(|(digit, weight)| digit.to_digit(10).unwrap_or(0) * weight).sum();
    check.is_some_and(|check| CHECKS[sum as usize % CHECKS.len()] == check) && digits.get(6..14).is_some_and(is_date)
}

/// Eight digits that read as a day of this or the last century.
fn is_date(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok()).unwrap_or(0);
    digits.len() == 8
        && (1900..2100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
}

#[cfg(test)]
mod tests {
    use super::looks_real;

    #[test]
    fn real_numbers_are_seen_and_the_fictional_ones_are_not() {
        // Made up, and cut in two so that no number stands in the source.
        let mobile = ["138", "0000", "1111"].concat();
        let id = ["110101", "20000101", "0010"].concat();
        let mail = ["someone", "@", "town", ".", "gov"].concat();
        for real in [
            format!("联系电话{mobile}"),
            format!("call {}-{}", "0571", "88000011"),
            format!("+{}", "8613800001111"),
            format!("身份证{id}"),
            format!("写信到{mail}。"),
            format!("热线{}", "87654321"),
        ] {
            assert!(looks_real(&real).is_some(), "{real}");
        }
        for harmless in [
            "不得拨打真实110、119、120、12345",
            "Never call the real 110, 119, 120 or 12345",
            "128户，合计76.8万元；CNY 768,000",
            "2026-11-23 10:30 开始，20261123 归档",
            "50,000 views, 3 000 of them at T+40",
            "a @ b",
            "someone@town.example",
            "duty@example.com, duty@mail.example.org; duty@station.test (no-one@drill.invalid)",
            "档案编号110101200001010012，账号110101199913010011",
        ] {
            assert_eq!(looks_real(harmless), None, "{harmless}");
        }
    }
}
