//! Tables: header rows that repeat, rows that stay whole, no single row left behind.

use super::body::{link, paragraph, run};
use super::{TEXT_WIDTH, WIDE_WIDTH};
use crate::report::flow::{Flow, Grid};
use crate::report::markup::escape;
use protocol::document::{DocumentRow, DocumentTable};

/// Writes a table with its caption above.
pub(super) fn write(table: &DocumentTable, caption: &str, flow: &Flow<'_>) -> String {
    let grid = Grid::of(table);
    let room = if grid.wide { WIDE_WIDTH } else { TEXT_WIDTH };
    let widths: Vec<u32> = grid.shares.iter().map(|share| share * room / 1_000).collect();
    let small = if grid.small { "Small" } else { "" };
    let mut out = paragraph("Caption", &run(caption, ""));
    out.push_str(&head("TableGrid", &widths, caption, ""));
    let names = table.columns.iter().map(|column| column.head.as_str());
    let names = names.chain(grid.references.then_some(flow.words.reference));
    let cells: String = names
        .zip(&widths)
        .map(|(name, width)| cell(*width, HEAD_SHADE, &paragraph("TableHead", &run(name, small))))
        .collect();
    out.push_str(&row(&cells, true));
    let last = table.rows.len().saturating_sub(1);
    for (index, line) in table.rows.iter().enumerate() {
        // The first row stays with the head, the last but one with the last.
        let keep = (index == 0 || index + 1 == last) && index != last;
        out.push_str(&row(&body_cells(table, line, &widths, keep, small, flow), false));
    }
    out.push_str("</w:tbl>");
    out.push_str(&paragraph("TableEnd", ""));
    out
}

const MIDDLE: &str = "<w:vAlign w:val=\"center\"/>";
const HEAD_SHADE: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/><w:vAlign w:val=\"center\"/>";

fn body_cells(
    table: &DocumentTable,
    line: &DocumentRow,
    widths: &[u32],
    keep: bool,
    small: &str,
    flow: &Flow<'_>,
) -> String {
    let mut out = String::new();
    let keep = if keep { "<w:keepNext/>" } else { "" };
    let set = |style: &str, runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}</w:pPr>{runs}</w:p>");
    for (index, column) in table.columns.iter().enumerate() {
        let style = if column.number { "TableNumber" } else { "TableText" };
        let text = line.cells.get(index).map(String::as_str).unwrap_or_default();
        out.push_str(&cell(widths[index], MIDDLE, &set(style, &run(text, small))));
    }
    if let Some(width) = widths.get(table.columns.len()) {
        let runs = link(flow.references.number(&line.evidence), "Small");
        out.push_str(&cell(*width, MIDDLE, &set("TableReference", &runs)));
    }
    out
}

/// The start of a table. The description is what a screen reader says of it.
pub(super) fn head(style: &str, widths: &[u32], caption: &str, description: &str) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    let whole: u32 = widths.iter().sum();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
         w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/>\
         <w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        escape(caption),
        escape(description)
    )
}

/// A row that no page break cuts; a head is repeated on each page.
pub(super) fn row(cells: &str, head: bool) -> String {
    let head = if head { "<w:tblHeader/>" } else { "" };
    format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
}

/// A cell of one grid column. `properties` come after its width.
pub(super) fn cell(width: u32, properties: &str, content: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{content}</w:tc>")
}
