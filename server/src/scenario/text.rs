//! Diagnostics as people and programs read them: like a compiler's, with the line and a caret.

use super::diagnostic::{Diagnostic, Severity};
use std::fmt::Write as _;

/// Characters of a source line that are shown before the caret, and after it.
const CONTEXT_CHARS: usize = 60;

/// All findings of a file, each with its line, and a last line that counts them.
#[must_use]
pub fn render(file: &str, source: &[u8], diagnostics: &[Diagnostic]) -> String {
    let source = String::from_utf8_lossy(source);
    let lines: Vec<&str> = source.lines().collect();
    let mut text = String::new();
    for diagnostic in diagnostics {
        finding(&mut text, file, &lines, diagnostic);
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let notes = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Note).count();
    let warnings = diagnostics.len() - errors - notes;
    let (zh, en) = match notes {
        0 => (String::new(), String::new()),
        notes => (format!("，{notes} 个提示"), format!(", {notes} note(s)")),
    };
    // Writing to a String cannot fail, here and below.
    let _ =
        writeln!(text, "{file}: {errors} 个错误，{warnings} 个警告{zh} / {errors} error(s), {warnings} warning(s){en}");
    text
}

fn finding(text: &mut String, file: &str, lines: &[&str], diagnostic: &Diagnostic) {
    let Diagnostic { rule, severity, place, path, message_zh, message_en } = diagnostic;
    let severity = severity.word();
    let _ = writeln!(text, "{file}:{}:{}: {severity}[{rule}]: {message_zh} / {message_en}", place.line, place.column);
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    if !path.is_empty() {
        let _ = writeln!(text, " {margin} = {path}");
    }
    let Some(line) = lines.get(place.line as usize - 1) else { return };
    let column = place.column as usize - 1;
    let start = column.saturating_sub(CONTEXT_CHARS);
    let shown: String = line.chars().skip(start).take(column - start + CONTEXT_CHARS).collect();
    // A wide character takes two cells: the ideographic space under it keeps the caret in its place.
    let pad = |c: char| match c {
        '\t' => '\t',
        wide if is_wide(wide) => '\u{3000}',
        _ => ' ',
    };
    let indent: String = line.chars().skip(start).take(column - start).map(pad).collect();
    let _ = writeln!(text, " {number} | {shown}\n {margin} | {indent}^");
}

/// Whether a terminal gives the character two cells: Han, kana, hangul and full-width forms.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x20000..=0x3FFFD)
}

/// How many findings are errors.
#[must_use]
pub fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Place, Rule};

    #[test]
    fn the_caret_stands_under_the_place_even_after_wide_characters() {
        let place = Place { line: 2, column: 6 };
        let found = Diagnostic::new(Rule::Text, place, "a".into(), "空", "empty");
        let text = render("f.yaml", "x: 1\n演练: \"\"\n".as_bytes(), &[found]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "f.yaml:2:6: error[text]: 空 / empty");
        assert_eq!(lines[2], " 2 | 演练: \"\"");
        assert_eq!(lines[3], "   | \u{3000}\u{3000}   ^");
        assert_eq!(lines[4], "f.yaml: 1 个错误，0 个警告 / 1 error(s), 0 warning(s)");
    }

    #[test]
    fn a_place_beyond_the_text_shows_no_line() {
        let place = Place { line: 9, column: 1 };
        let found = Diagnostic::new(Rule::Syntax, place, String::new(), "中断", "ends");
        assert_eq!(render("f", b"", &[found]).lines().count(), 2);
    }
}
