//! The text of a condition: `T+38`, `after I-10 released + 2 min`, `not done CT2.1 by T+40`,
//! `no ack I-11 by XF within 3 min`, `decision I-12 = a`, `manual`, `all(…; …)`, `any(…; …)`.

use super::fold::{fold, narrow};
use super::time::{self, write_offset, write_span};
use super::{Reading, words};
use protocol::ids::{ChoiceValue, DepartmentCode, RowId};
use protocol::limits::CONDITION_DEPTH_MAX;
use protocol::msel::MselFault;
use protocol::scenario::Condition;
use protocol::time::Seconds;
use protocol::vocab::RowEvent;

type Read<T> = Result<T, MselFault>;

/// The text of a condition.
pub(super) fn write(condition: &Condition) -> String {
    let span = |seconds: &Seconds| write_span(seconds.0.into());
    let silence = |word: &str, row: &RowId, dept: &Option<DepartmentCode>, within: &Seconds| {
        let of = dept.as_ref().map(|dept| format!(" by {dept}")).unwrap_or_default();
        format!("{word} {row}{of} within {}", span(within))
    };
    let parts =
        |word: &str, of: &[Condition]| format!("{word}({})", of.iter().map(write).collect::<Vec<_>>().join("; "));
    match condition {
        Condition::Time { at } => write_offset(at.0.into()),
        Condition::After { r#ref, event, delay: Seconds(0) } => format!("after {ref} {event}"),
        Condition::After { r#ref, event, delay } => format!("after {ref} {event} + {}", span(delay)),
        Condition::Done { r#ref } => format!("done {ref}"),
        Condition::NotDone { r#ref, by } => format!("not done {ref} by {}", write_offset(by.0.into())),
        Condition::NoAck { r#ref, dept, within } => silence("no ack", r#ref, dept, within),
        Condition::NoResponse { r#ref, dept, within } => silence("no response", r#ref, dept, within),
        Condition::Decision { r#ref, value } => format!("decision {ref} = {value}"),
        Condition::Manual {} => "manual".into(),
        Condition::All { of } => parts("all", of),
        Condition::Any { of } => parts("any", of),
    }
}

/// Reads the text of a condition; `dept` knows departments.
pub(super) fn read(text: &str, how: &Reading, dept: &dyn Fn(&str) -> Option<DepartmentCode>) -> Read<Condition> {
    let pieces = pieces(text);
    let mut reader = Reader { pieces: &pieces, how, dept };
    let condition = reader.condition(1)?;
    if reader.pieces.is_empty() { Ok(condition) } else { Err(MselFault::NotValid) }
}

#[derive(Debug, PartialEq)]
enum Piece {
    Word(String),
    Open,
    Close,
    Next,
}

fn pieces(text: &str) -> Vec<Piece> {
    let (mut pieces, mut word) = (Vec::new(), String::new());
    for c in text.chars().map(narrow) {
        let sign = match c {
            '(' => Some(Piece::Open),
            ')' => Some(Piece::Close),
            ';' => Some(Piece::Next),
            _ => None,
        };
        if sign.is_none() && c != '=' && !c.is_whitespace() {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            pieces.push(Piece::Word(std::mem::take(&mut word)));
        }
        if c == '=' {
            pieces.push(Piece::Word("=".into()));
        }
        pieces.extend(sign);
    }
    if !word.is_empty() {
        pieces.push(Piece::Word(word));
    }
    pieces
}

struct Reader<'a> {
    pieces: &'a [Piece],
    how: &'a Reading,
    dept: &'a dyn Fn(&str) -> Option<DepartmentCode>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a Piece> {
        let (first, rest) = self.pieces.split_first()?;
        self.pieces = rest;
        Some(first)
    }

    fn condition(&mut self, depth: usize) -> Read<Condition> {
        if depth > CONDITION_DEPTH_MAX {
            return Err(MselFault::OutOfRange);
        }
        if let [Piece::Word(word), Piece::Open, rest @ ..] = self.pieces {
            let all = match fold(word).as_str() {
                "all" | "全部" | "同时" => true,
                "any" | "任一" | "任意" => false,
                _ => return Err(MselFault::NotValid),
            };
            self.pieces = rest;
            let of = self.parts(depth)?;
            return Ok(if all { Condition::All { of } } else { Condition::Any { of } });
        }
        let length = self.pieces.iter().position(|piece| !matches!(piece, Piece::Word(_))).unwrap_or(self.pieces.len());
        let (words, rest) = self.pieces.split_at(length);
        self.pieces = rest;
        let words: Vec<&str> = words
            .iter()
            .filter_map(|piece| if let Piece::Word(word) = piece { Some(word.as_str()) } else { None })
            .collect();
        self.leaf(&words)
    }

    fn parts(&mut self, depth: usize) -> Read<Vec<Condition>> {
        let mut of = Vec::new();
        if self.pieces.first() == Some(&Piece::Close) {
            self.next();
            return Ok(of);
        }
        loop {
            of.push(self.condition(depth + 1)?);
            match self.next() {
                Some(Piece::Next) => {}
                Some(Piece::Close) => return Ok(of),
                _ => return Err(MselFault::NotValid),
            }
        }
    }

    fn leaf(&self, words: &[&str]) -> Read<Condition> {
        let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
        let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
        match folded.as_slice() {
            ["manual" | "manually" | "手动" | "人工"] | ["by", "hand"] => Ok(Condition::Manual {}),
            ["after" | "在", _, ..] => self.after(&words[1..]),
            ["done" | "完成" | "已完成", _] => Ok(Condition::Done { r#ref: words[1].into() }),
            ["not", "done", _, "by", ..] => self.not_done(words[2], &words[4..]),
            ["未完成", _, "by" | "于" | "截至", ..] => self.not_done(words[1], &words[3..]),
            ["no", "ack" | "acknowledgement" | "acknowledgment", _, ..] => self.no_ack(&words[2..]),
            ["未签收" | "无签收" | "无人签收", _, ..] => self.no_ack(&words[1..]),
            ["no", "response" | "answer", _, ..] => self.no_response(&words[2..]),
            ["未回复" | "无回复" | "无人回复", _, ..] => self.no_response(&words[1..]),
            ["decision" | "决策" | "决定", _, "=", _] => Ok(Condition::Decision {
                r#ref: row(words[1])?,
                value: ChoiceValue::parse(words[3]).map_err(|_| MselFault::NotACode)?,
            }),
            [_, event, ..] if words::event(event).is_some() => self.after(words),
            _ => Ok(Condition::Time { at: self.moment(words).map_err(|_| MselFault::NotValid)? }),
        }
    }

    fn after(&self, words: &[&str]) -> Read<Condition> {
        let (first, rest) = words.split_first().ok_or(MselFault::NotValid)?;
        let word = rest.first().and_then(|word| words::event(word));
        let event = word.and_then(RowEvent::from_word).unwrap_or(RowEvent::Released);
        let rest = if word.is_some() { &rest[1..] } else { rest };
        let delay = if rest.is_empty() { Seconds(0) } else { self.span(rest)? };
        Ok(Condition::After { r#ref: row(first)?, event, delay })
    }

    fn not_done(&self, what: &str, by: &[&str]) -> Read<Condition> {
        Ok(Condition::NotDone { r#ref: what.into(), by: self.moment(by)? })
    }

    fn no_ack(&self, words: &[&str]) -> Read<Condition> {
        let (r#ref, dept, within) = self.silence(words)?;
        Ok(Condition::NoAck { r#ref, dept, within })
    }

    fn no_response(&self, words: &[&str]) -> Read<Condition> {
        let (r#ref, dept, within) = self.silence(words)?;
        Ok(Condition::NoResponse { r#ref, dept, within })
    }

    /// A row, perhaps a department, a span.
    fn silence(&self, words: &[&str]) -> Read<(RowId, Option<DepartmentCode>, Seconds)> {
        let (first, mut rest) = words.split_first().ok_or(MselFault::NotValid)?;
        let mut dept = None;
        if let ["by" | "由", code, ..] = rest {
            dept = Some((self.dept)(code).ok_or(MselFault::UnknownDepartment)?);
            rest = &rest[2..];
        } else if let [code, others @ ..] = rest
            && *code != "within"
            && self.span(rest).is_err()
        {
            dept = Some((self.dept)(code).ok_or(MselFault::UnknownDepartment)?);
            rest = others;
        }
        if let ["within" | "超过", others @ ..] = rest {
            rest = others;
        }
        Ok((row(first)?, dept, self.span(rest)?))
    }

    fn moment(&self, words: &[&str]) -> Read<Seconds> {
        let moment = time::moment(&words.join(" "), self.how.seconds).ok_or(MselFault::NotATime)?;
        seconds(moment.offset(self.how.start).ok_or(MselFault::NotATime)?)
    }

    fn span(&self, words: &[&str]) -> Read<Seconds> {
        seconds(time::span(&words.join(" "), self.how.seconds).ok_or(MselFault::NotATime)?)
    }
}

fn row(word: &str) -> Read<RowId> {
    RowId::parse(word).map_err(|_| MselFault::NotACode)
}

fn seconds(count: i64) -> Read<Seconds> {
    i32::try_from(count).map(Seconds).map_err(|_| MselFault::OutOfRange)
}

/// Nesting and number of a condition's parts.
pub(super) fn size(condition: &Condition) -> (usize, usize) {
    match condition {
        Condition::All { of } | Condition::Any { of } => {
            let (depth, nodes) =
                of.iter().map(size).fold((0, 0), |(depth, nodes), part| (depth.max(part.0), nodes + part.1));
            (depth + 1, nodes + 1)
        }
        _ => (1, 1),
    }
}
