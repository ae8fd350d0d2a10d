//! Bars as a table: the bar is shaded cells, its value stands beside it in words. It prints in black
//! and white, can be edited in Word, and is read aloud like any table.

use super::TEXT_WIDTH;
use super::body::{link, paragraph, run};
use super::table::{cell, head, row};
use crate::report::chart::{self, Length, Plot};
use crate::report::flow::Flow;
use protocol::document::{Bar, BarChart};
use std::collections::BTreeSet;

/// Widths in twentieths of a point: label, bars, value.
const LABEL: u32 = 2_200;
const BARS: u32 = 4_000;
const VALUE: u32 = TEXT_WIDTH - LABEL - BARS;
/// Ends of bars fall on multiples of this (1 pt): narrower cells are none for Word.
const STEP: u32 = 20;

const SOLID: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"595959\"/>";
const HATCHED: &str = "<w:shd w:val=\"thinDiagStripe\" w:color=\"404040\" w:fill=\"FFFFFF\"/>";
const AXIS: &str = "<w:right w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>";

/// Writes a chart with its caption below.
pub(super) fn write(chart: &BarChart, caption: &str, flow: &Flow<'_>) -> String {
    let plot = Plot::of(chart);
    let cuts = cuts(&plot);
    let grid: Vec<u32> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let widths: Vec<u32> = [LABEL].into_iter().chain(grid).chain([VALUE]).collect();
    let mut out = "<w:p><w:pPr><w:pStyle w:val=\"TableEnd\"/><w:keepNext/></w:pPr></w:p>".to_owned();
    out.push_str(&head("TableNormal", &widths, caption, &chart::describe(chart, flow.words)));
    for (bar, length) in chart.bars.iter().zip(&plot.bars) {
        out.push_str(&row(&cells(bar, length.as_ref(), plot.target, &cuts, flow), false));
    }
    out.push_str("</w:tbl>");
    out.push_str(&paragraph("ChartKey", &run(&chart::key(chart, &plot, flow.words), "")));
    out.push_str(&paragraph("FigureCaption", &run(caption, "")));
    out
}

/// Where something is, from the axis on.
fn place(part: f64) -> u32 {
    let steps = (part.clamp(0.0, 1.0) * f64::from(BARS / STEP)).round();
    // Between 0 and BARS / STEP: neither sign nor size can be lost.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
    let steps = steps as u32;
    steps * STEP
}

/// Ends of the bar up to the target, and of all of it.
fn ends(length: &Length) -> (u32, u32) {
    let within = place(length.within);
    (within, place(length.within + length.beyond).max(within))
}

/// Every place where a cell of some row ends.
fn cuts(plot: &Plot) -> Vec<u32> {
    let mut cuts = BTreeSet::from([0, BARS]);
    for length in plot.bars.iter().flatten() {
        let (within, all) = ends(length);
        cuts.extend([within, all]);
    }
    cuts.extend(plot.target.map(place));
    cuts.into_iter().collect()
}

fn cells(bar: &Bar, length: Option<&Length>, target: Option<f64>, cuts: &[u32], flow: &Flow<'_>) -> String {
    let kept =
        |align: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{align}\"/><w:keepNext/></w:pPr>{runs}</w:p>");
    let middle = "<w:vAlign w:val=\"center\"/>";
    let label = format!("<w:tcBorders>{AXIS}</w:tcBorders>{middle}");
    let mut out = cell(LABEL, &label, &kept("TableNumber", &run(&bar.label, "")));
    let (within, all) = length.map_or((0, 0), ends);
    let target = target.map(place);
    let mut stops: Vec<u32> = [Some(0), Some(within), Some(all), target, Some(BARS)].into_iter().flatten().collect();
    stops.sort_unstable();
    stops.dedup();
    for pair in stops.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let span = cuts.iter().filter(|cut| **cut > from && **cut <= to).count();
        let shade = match to {
            _ if to <= within => SOLID,
            _ if to <= all => HATCHED,
            _ => "",
        };
        let properties = format!("<w:gridSpan w:val=\"{span}\"/>{}{shade}", borders(from, to, target));
        out.push_str(&cell(to - from, &properties, &kept("TableText", "")));
    }
    let raised = link(flow.references.number(&bar.evidence), "Reference");
    out.push_str(&cell(VALUE, middle, &kept("TableText", &format!("{}{raised}", run(&bar.text, "")))));
    out
}

/// White above and below parts the bars; the line of the target is the edge between two cells.
fn borders(from: u32, to: u32, target: Option<u32>) -> String {
    let white = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"36\" w:space=\"0\" w:color=\"FFFFFF\"/>");
    let line = |side: &str| format!("<w:{side} w:val=\"dashed\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>");
    let left = if from > 0 && target == Some(from) { line("left") } else { String::new() };
    let right = if target == Some(to) { line("right") } else { String::new() };
    format!("<w:tcBorders>{}{left}{}{right}</w:tcBorders>", white("top"), white("bottom"))
}
