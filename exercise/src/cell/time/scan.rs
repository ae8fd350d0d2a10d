//! Reads the pieces of a time: markers as in `T+12` or `D+2 H+3`, spans, times on a clock, days before them.

use super::calendar::{Day, date, month, weekday};
use super::tokens::{Number, Token};
use super::{Clock, Moment};

const DAY: i64 = 86_400;
const HOUR: i64 = 3_600;
const MINUTE: i64 = 60;

/// Where the reading stands.
pub(super) struct Scan<'a> {
    pub(super) tokens: &'a [Token],
    /// What a bare number counts.
    pub(super) unit: i64,
}

impl<'a> Scan<'a> {
    fn word(&mut self, of: &[&str]) -> bool {
        let is = matches!(self.tokens.first(), Some(Token::Word(word)) if of.contains(&word.as_str()));
        if is {
            self.tokens = &self.tokens[1..];
        }
        is
    }

    fn any_word(&mut self) -> Option<&'a str> {
        let Some(Token::Word(word)) = self.tokens.first() else { return None };
        self.tokens = &self.tokens[1..];
        Some(word)
    }

    fn sign(&mut self, of: &[char]) -> Option<char> {
        let Some(Token::Sign(sign)) = self.tokens.first() else { return None };
        let sign = of.contains(sign).then_some(*sign)?;
        self.tokens = &self.tokens[1..];
        Some(sign)
    }

    fn number(&mut self) -> Option<Number> {
        let Some(Token::Number(number)) = self.tokens.first() else { return None };
        self.tokens = &self.tokens[1..];
        Some(*number)
    }

    fn whole(&mut self) -> Option<i64> {
        self.number().filter(|number| number.part.is_none()).map(|number| number.whole)
    }

    /// Plus or minus; nothing is a plus.
    fn direction(&mut self) -> i64 {
        match self.sign(&['+', '-']) {
            Some('-') => -1,
            Some(_) | None => 1,
        }
    }

    /// Tries one way of reading; where it fails nothing was read.
    fn attempt<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.tokens;
        let found = read(self);
        if found.is_none() {
            self.tokens = before;
        }
        found
    }

    /// All of it in one way of reading.
    pub(super) fn all(&mut self, read: impl FnOnce(&mut Self) -> Option<Moment>) -> Option<Moment> {
        self.attempt(|scan| read(scan).filter(|_| scan.tokens.is_empty()))
    }

    /// `T+12`, `D+2 H+3 M+45`, `J+1 09h00`, `H+2`, `STARTEX`.
    pub(super) fn marked(&mut self) -> Option<Moment> {
        if self.word(&["startex", "演练开始"]) {
            return if self.tokens.is_empty() { Some(Moment::Offset(0)) } else { self.signed() };
        }
        if self.word(&["t"]) {
            return if self.tokens.is_empty() { Some(Moment::Offset(0)) } else { self.counted() };
        }
        let (mut total, mut days, mut any) = (0, None, false);
        while !self.tokens.is_empty() {
            if self.word(&["d", "j"]) {
                let count = self.attempt(|scan| {
                    let sign = scan.sign(&['+', '-'])?;
                    scan.whole().map(|count| if sign == '-' { -count } else { count })
                });
                days = Some(count.unwrap_or(0));
            } else if let Some(part) = self.attempt(Self::marker) {
                total += part;
            } else {
                break;
            }
            any = true;
        }
        match (self.tokens.is_empty(), days) {
            (true, _) if any => Some(Moment::Offset(days.unwrap_or(0) * DAY + total)),
            (false, Some(days)) if total == 0 => self.clock().map(|clock| clock.on(Day::Nth(days))),
            _ => None,
        }
    }

    /// `H+2`, `M-5`: with its sign, or it would be a word.
    fn marker(&mut self) -> Option<i64> {
        let unit = match self.any_word()? {
            "h" => HOUR,
            "m" => MINUTE,
            "s" => 1,
            _ => return None,
        };
        let sign = self.sign(&['+', '-'])?;
        self.whole().map(|count| if sign == '-' { -count * unit } else { count * unit })
    }

    /// `+00:30`, `-15`, `+2h`.
    pub(super) fn signed(&mut self) -> Option<Moment> {
        if !matches!(self.tokens.first(), Some(Token::Sign('+' | '-'))) {
            return None;
        }
        self.counted()
    }

    fn counted(&mut self) -> Option<Moment> {
        let direction = self.direction();
        let seconds = match self.all(Self::span).or_else(|| self.all(Self::bare)).or_else(|| self.clock_alone())? {
            Moment::Offset(seconds) => seconds,
            Moment::Clock(clock) if !clock.sure && clock.day == Day::Any => clock.seconds,
            Moment::Clock(_) => return None,
        };
        Some(Moment::Offset(direction * seconds))
    }

    fn clock_alone(&mut self) -> Option<Moment> {
        self.clock().filter(|_| self.tokens.is_empty())
    }

    /// `38 min`, `2小时5分`, `1 h 30 min`, `90s`, `15分钟内`.
    pub(super) fn span(&mut self) -> Option<Moment> {
        let (mut total, mut smallest) = (0.0, i64::MAX);
        while let Some(part) = self.attempt(|scan| {
            let number = scan.number()?;
            let unit = unit(scan.any_word()?)?;
            Some((number.value(), unit)).filter(|(_, unit)| *unit < smallest)
        }) {
            #[expect(clippy::cast_precision_loss, reason = "a unit is at most a day")]
            let seconds = part.0 * part.1 as f64;
            total += seconds;
            smallest = part.1;
        }
        self.word(&["内", "以内", "之内", "后", "以后", "之后"]);
        (smallest < i64::MAX).then(|| Moment::Offset(rounded(total)))
    }

    /// A number alone.
    pub(super) fn bare(&mut self) -> Option<Moment> {
        let number = self.number()?;
        // A sheet program keeps a time of day as a part of a day, and a date as days since 1900.
        if number.decimals >= 4 && number.whole == 0 {
            return Some(Moment::Clock(Clock {
                day: Day::Any,
                seconds: rounded(number.value() * 86_400.0),
                sure: true,
            }));
        }
        if number.part.is_some() && (20_000..80_000).contains(&number.whole) {
            let seconds = rounded(number.part? * 86_400.0);
            return Some(Moment::Clock(Clock { day: Day::Date(number.whole - 25_569), seconds, sure: true }));
        }
        #[expect(clippy::cast_precision_loss, reason = "a minute or a second")]
        let unit = self.unit as f64;
        Some(Moment::Offset(rounded(number.value() * unit)))
    }

    /// `11:04`, `11:04:00`, `9h30`, `9时5分`, `07:29 PM`, `下午2点半`.
    pub(super) fn clock(&mut self) -> Option<Moment> {
        let half = ["上午", "凌晨", "早上", "中午", "下午", "晚上"].iter().find(|word| self.word(&[word])).copied();
        let hours = self.whole()?;
        let (minutes, seconds) = self.attempt(Self::colons).or_else(|| self.attempt(Self::units))?;
        let afternoon = if self.word(&["am"]) {
            Some(false)
        } else if self.word(&["pm"]) {
            Some(true)
        } else {
            half.map(|word| matches!(word, "中午" | "下午" | "晚上"))
        };
        let zoned = self.word(&["z", "utc", "gmt", "l", "hrs"]);
        if !(0..=59).contains(&minutes) || !(0..=59).contains(&seconds.unwrap_or(0)) || hours > 999 {
            return None;
        }
        // `38:30` has more hours than a day: it is minutes and seconds.
        if hours >= 24 && seconds.is_none() {
            return Some(Moment::Offset(hours * MINUTE + minutes));
        }
        let hours = match afternoon {
            Some(_) if hours > 12 && half.is_none() => return None,
            Some(true) if hours < 12 => hours + 12,
            Some(false) if hours == 12 => 0,
            Some(_) | None => hours,
        };
        let sure = afternoon.is_some() || zoned;
        Some(Moment::Clock(Clock {
            day: Day::Any,
            seconds: hours * HOUR + minutes * MINUTE + seconds.unwrap_or(0),
            sure,
        }))
    }

    fn colons(&mut self) -> Option<(i64, Option<i64>)> {
        self.sign(&[':'])?;
        let minutes = self.number().filter(|number| number.digits == 2 && number.part.is_none())?.whole;
        let seconds = self.attempt(|scan| {
            scan.sign(&[':'])?;
            scan.number().filter(|number| number.digits == 2).map(|number| number.whole)
        });
        Some((minutes, seconds))
    }

    fn units(&mut self) -> Option<(i64, Option<i64>)> {
        if self.word(&["h"]) {
            return self.whole().map(|minutes| (minutes, Some(0)));
        }
        if !self.word(&["时", "点"]) {
            return None;
        }
        if self.word(&["半"]) {
            return Some((30, Some(0)));
        }
        let minutes = self.attempt(|scan| {
            let minutes = scan.whole()?;
            scan.word(&["分"]);
            Some(minutes)
        });
        let seconds = self.attempt(|scan| scan.whole().filter(|_| scan.word(&["秒"])));
        Some((minutes.unwrap_or(0), Some(seconds.unwrap_or(0))))
    }

    /// `0930`, `0930 hrs`.
    pub(super) fn four_digits(&mut self) -> Option<Moment> {
        let number = self.number().filter(|number| number.digits == 4 && number.part.is_none())?;
        let sure = self.word(&["hrs", "hours", "h", "l", "z", "utc"]);
        let (hours, minutes) = (number.whole / 100, number.whole % 100);
        (hours < 24 && minutes < 60 && (sure || hours < 10 || self.unit == MINUTE))
            .then(|| Moment::Clock(Clock { day: Day::Any, seconds: hours * HOUR + minutes * MINUTE, sure }))
    }

    fn any_clock(&mut self) -> Option<Moment> {
        self.attempt(Self::clock).or_else(|| self.attempt(Self::four_digits))
    }

    /// `第2天 14:30`, `Day 2 14:30`, `次日 9:00`, `Monday 9:30 AM`, `周一 9:30`.
    pub(super) fn on_a_day(&mut self) -> Option<Moment> {
        let day = if self.word(&["次日"]) {
            Day::Nth(1)
        } else if self.word(&["当日"]) {
            Day::Nth(0)
        } else if self.word(&["第"]) {
            let count = self.count()?;
            self.word(&["天", "日"]).then_some(Day::Nth(count - 1))?
        } else if self.word(&["day"]) {
            Day::Nth(self.whole()? - 1)
        } else if self.word(&["周", "星期", "礼拜"]) {
            Day::Week(if self.word(&["日", "天"]) { 6 } else { self.han()? - 1 })
        } else {
            Day::Week(weekday(self.any_word()?)?)
        };
        self.any_clock().map(|clock| clock.on(day))
    }

    fn count(&mut self) -> Option<i64> {
        self.whole().or_else(|| self.han())
    }

    fn han(&mut self) -> Option<i64> {
        let digits = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        let index = digits.iter().position(|digit| self.word(&[digit]))?;
        i64::try_from(index + 1).ok()
    }

    /// A date and a time: `26/06/2024 09h00`, `2024-06-26T09:00:00Z`, `2024年6月26日 9:00`, `211340AUG2011`.
    pub(super) fn dated(&mut self) -> Option<Moment> {
        if let Some(group) = self.all(Self::group) {
            return Some(group);
        }
        let day = self.attempt(Self::digits_date).or_else(|| self.attempt(Self::named_date))?;
        self.word(&["t"]);
        let clock = self.any_clock()?;
        // Behind an ISO time its zone may stand; whoever wrote one sheet wrote it in one zone.
        self.attempt(|scan| {
            scan.sign(&['+', '-'])?;
            scan.whole()?;
            scan.attempt(Self::colons);
            Some(())
        });
        Some(clock.on(day))
    }

    fn digits_date(&mut self) -> Option<Day> {
        let first = self.number().filter(|number| number.part.is_none())?;
        let separator = self.sign(&['/', '-', '.']);
        if separator.is_none() {
            return self.han_date(first);
        }
        let second = self.whole()?;
        self.sign(&['/', '-', '.']).filter(|sign| Some(*sign) == separator)?;
        let third = self.whole()?;
        if first.digits == 4 {
            date(first.whole, second, third)
        } else if second > 12 {
            date(third, first.whole, second)
        } else {
            date(third, second, first.whole)
        }
    }

    fn han_date(&mut self, first: Number) -> Option<Day> {
        let (year, month) = if self.word(&["年"]) { (first.whole, self.whole()?) } else { (2_000, first.whole) };
        self.word(&["月"]).then_some(())?;
        let day = self.whole()?;
        self.word(&["日", "号"]);
        date(year, month, day)
    }

    fn named_date(&mut self) -> Option<Day> {
        let before = self.attempt(Self::whole);
        let month = month(self.any_word()?)?;
        let day = before.or_else(|| self.whole())?;
        let year = self.attempt(|scan| scan.number().filter(|number| number.digits == 4).map(|number| number.whole));
        date(year.unwrap_or(2_000), month, day)
    }

    /// A date-time group: day, hours and minutes in six digits, zone, month, year.
    fn group(&mut self) -> Option<Moment> {
        let number = self.number().filter(|number| number.digits == 6 && number.part.is_none())?;
        let word = self.any_word()?;
        let month = month(word).or_else(|| month(word.get(1..)?)).or_else(|| month(self.any_word()?))?;
        let year = self.whole().unwrap_or(2_000);
        let (hours, minutes) = (number.whole / 100 % 100, number.whole % 100);
        let clock = Clock { day: Day::Any, seconds: hours * HOUR + minutes * MINUTE, sure: true };
        let day = date(year, month, number.whole / 10_000)?;
        (hours < 24 && minutes < 60).then(|| Moment::Clock(clock).on(day))
    }
}

fn rounded(seconds: f64) -> i64 {
    // Ten digits of days are far inside of what an i64 holds.
    #[expect(clippy::cast_possible_truncation, reason = "bounded by its digits")]
    let whole = seconds.round() as i64;
    whole
}

fn unit(word: &str) -> Option<i64> {
    Some(match word {
        "天" | "日" | "day" | "days" | "d" => DAY,
        "小时" | "h" | "hr" | "hrs" | "hour" | "hours" => HOUR,
        "分" | "分钟" | "m" | "min" | "mins" | "minute" | "minutes" => MINUTE,
        "秒" | "秒钟" | "s" | "sec" | "secs" | "second" | "seconds" => 1,
        _ => return None,
    })
}
