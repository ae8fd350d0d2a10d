//! Bars as a table: the label, the bar drawn, the value in words. Solid and hatched, so that a
//! black-and-white print says the same.

use super::{escape, reference};
use crate::report::chart::{self, Length, Plot};
use crate::report::flow::Flow;
use protocol::document::BarChart;

/// The hatching, once a page.
pub(super) const PATTERNS: &str = "<svg class=\"patterns\" aria-hidden=\"true\" focusable=\"false\"><defs>\
    <pattern id=\"hatch\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
    <rect width=\"5\" height=\"5\" fill=\"#fff\"/><rect width=\"2\" height=\"5\" fill=\"#444\"/></pattern>\
    </defs></svg>\n";

/// Draws a chart.
pub(super) fn draw(chart: &BarChart, caption: &str, flow: &Flow<'_>) -> String {
    let plot = Plot::of(chart);
    let said = escape(&chart::describe(chart, flow.words));
    let mut out = format!("<figure aria-label=\"{}\">\n<table class=\"bars\">\n<tbody>\n", escape(caption));
    for (bar, length) in chart.bars.iter().zip(&plot.bars) {
        let (label, text) = (escape(&bar.label), escape(&bar.text));
        let link = reference(flow, &bar.evidence);
        let raised = if link.is_empty() { link } else { format!("<sup>{link}</sup>") };
        out.push_str(&format!(
            "<tr><th scope=\"row\">{label}</th><td class=\"drawn\">{}</td><td class=\"value\">{text}{raised}</td></tr>\n",
            bar_svg(length.as_ref(), plot.target, &format!("{label}{}{text}", flow.words.colon))
        ));
    }
    out.push_str(&format!(
        "</tbody>\n</table>\n<p class=\"key\">{}</p>\n<figcaption title=\"{said}\">{}</figcaption>\n</figure>\n",
        escape(&chart::key(chart, &plot, flow.words)),
        escape(caption)
    ));
    out
}

/// One bar, as wide as its cell. `title` is escaped already.
fn bar_svg(length: Option<&Length>, target: Option<f64>, title: &str) -> String {
    let mut drawn = String::new();
    if let Some(Length { within, beyond }) = length {
        drawn.push_str(&format!(
            "<rect class=\"within\" x=\"0\" y=\"5\" width=\"{}\" height=\"16\"/>",
            percent(*within)
        ));
        if *beyond > 0.0 {
            let (x, width) = (percent(*within), percent(*beyond));
            drawn.push_str(&format!("<rect class=\"beyond\" x=\"{x}\" y=\"5\" width=\"{width}\" height=\"16\"/>"));
        }
    }
    if let Some(at) = target.map(percent) {
        drawn.push_str(&format!("<line class=\"target\" x1=\"{at}\" y1=\"0\" x2=\"{at}\" y2=\"26\"/>"));
    }
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>{title}</title>{drawn}</svg>")
}

fn percent(part: f64) -> String {
    format!("{:.2}%", part * 100.0)
}
