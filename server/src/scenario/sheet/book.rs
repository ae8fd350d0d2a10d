//! A workbook as texts in cells, whatever kind of file it came from.

/// Sheets of one workbook; more are an archive, not a list.
pub const SHEETS_MAX: usize = 64;
/// Lines of one sheet: twenty times the longest list of the form.
pub const LINES_MAX: usize = 20_000;
/// Columns of one sheet: five times what the widest list met in practice has.
pub const COLUMNS_MAX: usize = 200;
/// Cells with something in them, all sheets together: what a hall of planners types in a year.
pub const CELLS_MAX: usize = 400_000;

/// A workbook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Book {
    /// Name of the file.
    pub file: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
    /// What the file holds beside cells.
    pub beside: Vec<Beside>,
}

/// What a file holds beside cells; none of it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// 宏: never run, never read.
    Macros,
    /// 外部链接: never followed.
    Links,
    /// 图片、图表和嵌入文件.
    Objects,
    /// 批注.
    Comments,
    /// 隐藏行: read like the others.
    HiddenRows,
}

/// A sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Its lines, the empty ones too; a line ends with its last cell that holds something.
    pub lines: Vec<Vec<Cell>>,
    /// Cells that were merged: first line and column, last line and column, all from 0.
    pub merged: Vec<[u32; 4]>,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// What the sheet's program kept there.
    pub kind: CellKind,
}

/// What a sheet's program keeps in a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellKind {
    /// A text.
    #[default]
    Text,
    /// A number, a date or a time.
    Number,
    /// A formula; the text is its last value.
    Formula,
    /// An error of the sheet's program.
    Broken,
    /// A text that held control characters, which were taken out.
    Cleaned,
}

impl Cell {
    /// A text as it may stand in a cell: without control characters, line ends as one character.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
        if text.contains(odd) {
            return Self { text: text.replace(odd, ""), kind: CellKind::Cleaned };
        }
        Self { text, kind: CellKind::Text }
    }

    /// Whether nothing can be read in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

impl Sheet {
    /// Puts a cell where it stands; false where the sheet ends before it.
    #[must_use]
    pub(super) fn put(&mut self, line: usize, column: usize, cell: Cell) -> bool {
        if line >= LINES_MAX || column >= COLUMNS_MAX {
            return false;
        }
        if self.lines.len() <= line {
            self.lines.resize_with(line + 1, Vec::new);
        }
        let cells = &mut self.lines[line];
        if cells.len() <= column {
            cells.resize_with(column + 1, Cell::default);
        }
        cells[column] = cell;
        true
    }

    /// Columns of its widest line.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.lines.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cell there, if something stands in it.
    #[must_use]
    pub fn cell(&self, line: usize, column: usize) -> Option<&Cell> {
        self.lines.get(line)?.get(column).filter(|cell| !cell.is_blank())
    }
}

/// The letter of a column, as sheet programs show it.
#[must_use]
pub fn letter(column: usize) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}
