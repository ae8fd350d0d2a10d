//! A time as somebody typed it, cut into numbers, words and signs.

use super::super::fold::{is_han, narrow};

/// No time is longer.
const LONGEST: usize = 64;

/// Chinese words of time, the longer ones first.
const HAN: &[&str] = &[
    "演练开始",
    "小时",
    "分钟",
    "秒钟",
    "上午",
    "下午",
    "晚上",
    "凌晨",
    "中午",
    "早上",
    "次日",
    "当日",
    "以内",
    "之内",
    "以后",
    "之后",
    "星期",
    "礼拜",
    "周",
    "第",
    "年",
    "月",
    "日",
    "号",
    "天",
    "时",
    "点",
    "分",
    "秒",
    "半",
    "内",
    "后",
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
];

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Number),
    /// Lower case.
    Word(String),
    Sign(char),
}

/// A number as it was written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) whole: i64,
    /// What stands behind the point.
    pub(super) part: Option<f64>,
    /// Digits before the point.
    pub(super) digits: usize,
    /// Digits behind it.
    pub(super) decimals: usize,
}

impl Number {
    pub(super) fn value(self) -> f64 {
        // At most ten digits, which a double holds exactly.
        #[expect(clippy::cast_precision_loss, reason = "at most ten digits")]
        let whole = self.whole as f64;
        whole + self.part.unwrap_or_default()
    }
}

/// The pieces of a time; none of what cannot be one.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let text: Vec<char> = text.trim().chars().map(narrow).flat_map(char::to_lowercase).take(LONGEST + 1).collect();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(&c) = text.get(at) {
        let rest = &text[at..];
        if c.is_ascii_digit() {
            let dated = matches!(tokens.last(), Some(Token::Sign('.')));
            let (number, length) = number(rest, dated)?;
            tokens.push(Token::Number(number));
            at += length;
        } else if is_han(c) {
            let word = HAN
                .iter()
                .find(|word| word.chars().zip(rest).all(|(a, b)| a == *b) && word.chars().count() <= rest.len())?;
            tokens.push(Token::Word((*word).to_owned()));
            at += word.chars().count();
        } else if c.is_alphabetic() {
            let length = rest.iter().position(|c| !c.is_alphabetic() || is_han(*c)).unwrap_or(rest.len());
            tokens.push(Token::Word(rest[..length].iter().collect()));
            at += length;
        } else {
            // Commas, points behind abbreviations and spaces say nothing here.
            let ends_a_word = c == '.' && matches!(tokens.last(), Some(Token::Word(_)));
            if !c.is_whitespace() && c != ',' && !ends_a_word {
                tokens.push(Token::Sign(c));
            }
            at += 1;
        }
    }
    Some(tokens)
}

fn number(text: &[char], dated: bool) -> Option<(Number, usize)> {
    let run = |from: usize| text[from..].iter().take_while(|c| c.is_ascii_digit()).count();
    let digits = run(0);
    let whole = text[..digits].iter().collect::<String>().parse().ok().filter(|_| digits <= 10)?;
    let plain = (Number { whole, part: None, digits, decimals: 0 }, digits);
    if dated || text.get(digits) != Some(&'.') {
        return Some(plain);
    }
    let decimals = run(digits + 1);
    // `26.06.2024` is a date, not a number with two points.
    if decimals == 0 || text.get(digits + 1 + decimals) == Some(&'.') {
        return Some(plain);
    }
    let part = format!("0.{}", text[digits + 1..=digits + decimals].iter().collect::<String>()).parse().ok();
    Some((Number { part, decimals, ..plain.0 }, digits + 1 + decimals))
}
