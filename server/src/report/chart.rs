//! Bars: how long, how much of it beyond the target, and the same in words.

use super::words::Words;
use protocol::document::BarChart;

/// One bar as fractions of the room that there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    /// Up to the target.
    pub(super) within: f64,
    /// Past it.
    pub(super) beyond: f64,
}

/// The bars of a chart as fractions of the room that there is.
#[derive(Debug, PartialEq)]
pub(super) struct Plot {
    /// Where the line of the target stands.
    pub(super) target: Option<f64>,
    /// Bars, top to bottom; none where nothing was measured.
    pub(super) bars: Vec<Option<Length>>,
}

/// The line of the target keeps this distance from the end of the room, so that it is seen as a line.
const ROOM_PAST_TARGET: f64 = 1.08;

impl Plot {
    /// Fits a chart into the room.
    pub(super) fn of(chart: &BarChart) -> Self {
        let sound = |value: Option<f64>| value.filter(|value| value.is_finite()).map(|value| value.max(0.0));
        let target = sound(chart.target);
        let longest = chart.bars.iter().filter_map(|bar| sound(bar.value)).fold(0.0, f64::max);
        let room = target.map_or(longest, |target| longest.max(target * ROOM_PAST_TARGET));
        let part = |value: f64| if room > 0.0 { value / room } else { 0.0 };
        let bars = chart.bars.iter().map(|bar| {
            let value = sound(bar.value)?;
            let within = target.map_or(value, |target| value.min(target));
            Some(Length { within: part(within), beyond: part(value - within) })
        });
        Self { target: target.map(part), bars: bars.collect() }
    }

    /// Whether a bar goes past the target.
    pub(super) fn goes_beyond(&self) -> bool {
        self.bars.iter().flatten().any(|bar| bar.beyond > 0.0)
    }
}

/// How the chart is to be read: unit, target line, what is beyond it.
pub(super) fn key(chart: &BarChart, plot: &Plot, words: &Words) -> String {
    let Words { colon, comma, semicolon, unit, target, target_line, beyond, .. } = words;
    let mut key = format!("{unit}{colon}{}", chart.unit);
    if let (Some(value), Some(_)) = (chart.target, plot.target) {
        key.push_str(&format!("{semicolon}{target}{colon}{value}{comma}{target_line}"));
        if plot.goes_beyond() {
            key.push_str(&format!("{semicolon}{beyond}"));
        }
    }
    key
}

/// The chart in words, for who does not see it.
pub(super) fn describe(chart: &BarChart, words: &Words) -> String {
    let Words { colon, semicolon, unit, target, .. } = words;
    let mut parts = vec![format!("{unit}{colon}{}", chart.unit)];
    parts.extend(chart.target.map(|value| format!("{target}{colon}{value}")));
    parts.extend(chart.bars.iter().map(|bar| format!("{}{colon}{}", bar.label, bar.text)));
    parts.join(semicolon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::document::{Bar, Language};

    fn chart(target: Option<f64>, values: &[Option<f64>]) -> BarChart {
        let bar = |value: &Option<f64>| Bar {
            label: "A".to_owned(),
            value: *value,
            text: "-".to_owned(),
            evidence: Vec::new(),
        };
        let bars = values.iter().map(bar).collect();
        BarChart { key: "c".to_owned(), caption: "C".to_owned(), unit: "s".to_owned(), target, bars }
    }

    #[test]
    fn bars_fill_their_room_and_what_is_past_the_target_stands_apart() {
        let plot = Plot::of(&chart(Some(50.0), &[Some(25.0), Some(100.0), None]));
        assert_eq!(plot.target, Some(0.5));
        let lengths = [Some(Length { within: 0.25, beyond: 0.0 }), Some(Length { within: 0.5, beyond: 0.5 }), None];
        assert_eq!(plot.bars, lengths);
        assert!(plot.goes_beyond());
    }

    #[test]
    fn odd_values_draw_nothing_odd() {
        let plot = Plot::of(&chart(None, &[Some(f64::NAN), Some(-3.0), Some(0.0)]));
        let nothing = Some(Length { within: 0.0, beyond: 0.0 });
        assert_eq!(plot, Plot { target: None, bars: vec![None, nothing, nothing] });
        let low = Plot::of(&chart(Some(100.0), &[Some(1.0)]));
        assert!(low.target.is_some_and(|at| at < 0.95));
    }

    #[test]
    fn a_chart_is_said_in_words() {
        let chart = chart(Some(90.0), &[Some(91.0)]);
        let words = Words::of(Language::En);
        assert_eq!(describe(&chart, words), "Unit: s; Target: 90; A: -");
        let key = key(&chart, &Plot::of(&chart), words);
        assert_eq!(key, "Unit: s; Target: 90, dashed line; light or hatched: beyond the target line");
    }
}
