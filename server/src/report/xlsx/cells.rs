//! One sheet, written cell by cell: banner, caption, heads that stay in sight, rows.

use protocol::document::{Document, Language};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError};

/// Row of the heads; banner and caption stand above.
const HEADS: u32 = 2;
/// Height of a line in points, and as many as Excel lets a row have.
const LINE_HEIGHT: f64 = 14.5;
const LINES_MAX: u32 = 28;
/// Longest name of a sheet that Excel takes, in UTF-16 units.
const NAME_UNITS: usize = 31;
/// More digits than this do not survive as a number.
const DIGITS: usize = 15;

/// What stands at the top of every sheet, and in which language.
pub(super) struct Top<'a> {
    pub(super) language: Language,
    pub(super) banner: &'a str,
    pub(super) title: &'a str,
}

/// A sheet and where the next cell goes.
pub(super) struct Cells<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
    column: u16,
    plain: Format,
    head: Format,
    widths: Vec<f64>,
    lines: u32,
}

impl<'a> Cells<'a> {
    /// Starts a sheet of a report under the banner.
    pub(super) fn new(
        book: &'a mut Workbook,
        document: &Document,
        name: &str,
        caption: &str,
        widths: &[f64],
    ) -> Result<Self, XlsxError> {
        let Document { language, banner, title, .. } = document;
        Self::under(book, &Top { language: *language, banner, title }, name, caption, widths)
    }

    /// Starts a sheet under what stands at the top of it.
    pub(super) fn under(
        book: &'a mut Workbook,
        top: &Top<'_>,
        name: &str,
        caption: &str,
        widths: &[f64],
    ) -> Result<Self, XlsxError> {
        let (font, size) = match top.language {
            Language::Zh => ("宋体", 10.5),
            Language::En => ("Arial", 10.0),
        };
        let base = Format::new().set_font_name(font).set_font_size(size).set_num_format("@");
        let plain = base.clone().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let head = plain.clone().set_bold().set_align(FormatAlign::Center).set_background_color(0x00ED_EDED);
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let bold = base.set_bold();
        sheet.write_string_with_format(0, 0, format!("{} · {}", top.banner, top.title), &bold)?;
        sheet.write_string_with_format(1, 0, caption, &bold)?;
        for (column, width) in widths.iter().enumerate() {
            sheet.set_column_width(u16::try_from(column).unwrap_or(u16::MAX), *width)?;
        }
        sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_header(format!("&C{}", top.banner.replace('&', "&&")));
        sheet.set_footer("&C&P / &N");
        sheet.set_freeze_panes(HEADS, 0)?;
        Ok(Self { sheet, row: HEADS, column: 0, plain, head, widths: widths.to_vec(), lines: 1 })
    }

    /// Heads of the columns: they stay in sight and are repeated on paper.
    pub(super) fn heads(&mut self, heads: &[&str]) -> Result<(), XlsxError> {
        for (column, head) in heads.iter().enumerate() {
            let column = u16::try_from(column).unwrap_or(u16::MAX);
            self.sheet.write_string_with_format(HEADS, column, *head, &self.head)?;
        }
        self.sheet.set_freeze_panes(HEADS + 1, 0)?;
        self.sheet.set_repeat_rows(0, HEADS)?;
        self.next()
    }

    /// The next row. This one gets the height that its texts need: not every program finds it itself.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        if self.lines > 1 {
            self.sheet.set_row_height(self.row, f64::from(self.lines.min(LINES_MAX)) * LINE_HEIGHT)?;
        }
        self.lines = 1;
        self.row += 1;
        self.column = 0;
        Ok(())
    }

    /// How many lines a text needs in its column: a Chinese character is as wide as two digits.
    fn measure(&mut self, text: &str) {
        let room = self.widths.get(usize::from(self.column)).copied().unwrap_or(10.0) - 1.0;
        let lines = text.split('\n').map(|line| {
            let units: u32 = line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
            (f64::from(units) / room).ceil().max(1.0)
        });
        // A text has at most some thousand characters: the sum is small and whole.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and whole, above")]
        let lines = lines.sum::<f64>() as u32;
        self.lines = self.lines.max(lines);
    }

    /// A text. It stays one, now and when somebody edits the cell, however it begins.
    pub(super) fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = if looks_like_formula(text) { self.plain.clone().set_quote_prefix() } else { self.plain.clone() };
        self.measure(text);
        self.sheet.write_string_with_format(self.row, self.column, text, &format)?;
        if text.parse::<f64>().is_ok() {
            self.sheet.ignore_error(self.row, self.column, IgnoreError::NumberStoredAsText)?;
        }
        self.column += 1;
        Ok(())
    }

    /// A cell of a column of numbers: a number if it is written like one, a text to the right if not.
    pub(super) fn figure(&mut self, text: &str) -> Result<(), XlsxError> {
        match plain_number(text) {
            Some((number, decimals)) => {
                let format = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
                let format = self.plain.clone().set_align(FormatAlign::Right).set_num_format(format);
                self.sheet.write_number_with_format(self.row, self.column, number, &format)?;
                self.column += 1;
                Ok(())
            }
            None => {
                let plain = self.plain.clone();
                self.plain = plain.clone().set_align(FormatAlign::Right);
                let written = self.text(text);
                self.plain = plain;
                written
            }
        }
    }

    /// A value, or an empty cell where none was measured.
    pub(super) fn number(&mut self, value: Option<f64>) -> Result<(), XlsxError> {
        match value.filter(|value| value.is_finite()) {
            Some(value) => {
                let format = self.plain.clone().set_align(FormatAlign::Right).set_num_format("General");
                self.sheet.write_number_with_format(self.row, self.column, value, &format)?;
            }
            None => {
                self.sheet.write_blank(self.row, self.column, &self.plain)?;
            }
        }
        self.column += 1;
        Ok(())
    }

    /// Lets readers filter by every column.
    pub(super) fn filter(self, columns: usize) -> Result<(), XlsxError> {
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.sheet.autofilter(HEADS, 0, self.row.saturating_sub(1).max(HEADS), last)?;
        Ok(())
    }
}

fn looks_like_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A number written plainly, with its decimals: not `007`, `1e5`, `1,000`.
fn plain_number(text: &str) -> Option<(f64, usize)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let plain = all_digits(whole) && part.is_none_or(all_digits) && (whole == "0" || !whole.starts_with('0'));
    let decimals = part.map_or(0, str::len);
    if !plain || whole.len() + decimals > DIGITS {
        return None;
    }
    text.parse().ok().map(|number| (number, decimals))
}

/// A name that Excel takes: without the characters it forbids, not too long.
pub(super) fn sheet_name(wanted: &str) -> String {
    let mut name = String::new();
    let mut units = 0;
    for character in wanted.chars() {
        let character = if "[]:*?/\\'".contains(character) || character.is_control() { ' ' } else { character };
        units += character.len_utf16();
        if units > NAME_UNITS {
            break;
        }
        name.push(character);
    }
    name.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_numbers_are_numbers() {
        assert_eq!(plain_number("12"), Some((12.0, 0)));
        assert_eq!(plain_number("-0.50"), Some((-0.5, 2)));
        for text in ["", "-", "007", "1e5", "1,000", "12 s", "—", ".5", "5.", "=1", "12345678901234567", "NaN", "inf"]
        {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }

    #[test]
    fn sheets_have_names_that_excel_takes() {
        assert_eq!(sheet_name("表1 a/b:c*?[d]\\'"), "表1 a b c   d");
        assert_eq!(sheet_name(&"长".repeat(40)).chars().count(), NAME_UNITS);
        assert_eq!(sheet_name(&"😀".repeat(40)).chars().count(), NAME_UNITS / 2);
    }
}
