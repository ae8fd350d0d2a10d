//! The parser's complaints in the words of somebody who writes a scenario: what to mend, not how a
//! parser works.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

/// What is wrong and what to do, in Chinese and in English.
pub(super) fn explain(error: &ScanError) -> (String, String) {
    use ErrorKind as K;
    let (zh, en) = match error.kind() {
        K::TabNotAllowed
        | K::TabInBlockIndentation
        | K::TabInIndentation
        | K::TabInPlainScalar
        | K::TabAtBlockScalarStart => ("缩进不能用制表符，请改用空格", "a tab cannot indent: use spaces"),
        K::MappingValueNotAllowed | K::InvalidColonPlacement | K::InvalidMappingValueWhitespace => (
            "这里不应有冒号：上一行是否缺了冒号，或文字中的“: ”没有加引号？",
            "no colon can stand here: is one missing above, or does a text with ': ' need quotes?",
        ),
        K::ExpectedBlockMappingKey
        | K::ExpectedBlockSequenceEntry
        | K::InvalidIndentation
        | K::InvalidFlowScalarIndent
        | K::InvalidQuotedScalarIndent
        | K::InvalidBlockScalarIndent
        | K::BlockSequenceEntryNotAllowed => {
            ("缩进与上文不齐，或少了冒号", "this does not line up with what is above, or a colon is missing")
        }
        K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => ("引号没有结束", "the quotes are not closed"),
        K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => (
            "引号结束后还有文字：整段请放在一对引号里",
            "text follows the closing quote: put all of it into one pair of quotes",
        ),
        K::UnknownQuotedScalarEscape
        | K::InvalidQuotedScalarHexEscape
        | K::InvalidUnicodeEscape
        | K::InvalidLowSurrogate
        | K::InvalidLowSurrogateHexEscape
        | K::MissingLowSurrogate
        | K::UnpairedLowSurrogate => {
            ("双引号中的反斜杠转义不对", "a backslash in double quotes must be followed by a known escape")
        }
        K::ExpectedFlowMappingSeparator
        | K::ExpectedFlowSequenceSeparator
        | K::MisplacedFlowCollectionEnd
        | K::MismatchedFlowCollectionEnd { .. }
        | K::UnclosedFlowCollection { .. }
        | K::UnexpectedEofFlowMapping
        | K::UnexpectedEofFlowSequence
        | K::UnexpectedEofImplicitFlowMapping => {
            ("括号、引号或逗号不成对", "a bracket, a quote or a comma is missing or too many")
        }
        K::UnexpectedEof | K::UnexpectedEofBlockMapping | K::UnexpectedEofBlockSequence => {
            ("文件中途结束", "the file ends in the middle")
        }
        K::SimpleKeyExpected | K::InvalidSimpleKey | K::MappingKeyNotAllowed => {
            ("这里应是“键: 值”，是否少了冒号？", "'key: value' belongs here: is the colon missing?")
        }
        // The rest is rare; the parser's own words are better than none.
        other => return (format!("不是有效的YAML或JSON（{other}）"), format!("not valid YAML or JSON: {other}")),
    };
    (zh.to_owned(), en.to_owned())
}
