//! What a file is, by its content alone: the name and type that a browser sends are not believed.
//!
//! Only kinds that a drill needs are taken. SVG and HTML are refused: they can hold programs.

/// The kind of a file, or none if it is not one that is taken.
#[must_use]
pub fn recognise(content: &[u8]) -> Option<&'static str> {
    MAGIC
        .iter()
        .find(|(at, magic, _)| content.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        .map(|(_, _, media_type)| *media_type)
        .or_else(|| container(content))
        .or_else(|| text(content))
}

/// Offset, bytes, media type.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"OggS\0", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
];

/// Files whose kind stands deeper inside.
fn container(content: &[u8]) -> Option<&'static str> {
    if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
        return Some("image/webp");
    }
    if !content.starts_with(b"PK\x03\x04") {
        return None;
    }
    let holds = |name: &[u8]| content.windows(name.len()).any(|window| window == name);
    if holds(b"word/document.xml") {
        Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
    } else if holds(b"xl/workbook.xml") {
        Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    } else {
        Some("application/zip")
    }
}

/// Plain text: UTF-8 without control characters that does not begin like markup.
fn text(content: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(content).ok()?;
    let begin = text.trim_start_matches('\u{feff}').trim_start();
    let clean = !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    (clean && !begin.is_empty() && !begin.starts_with('<')).then_some("text/plain; charset=utf-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_content() {
        let zip = |inside: &[u8]| [b"PK\x03\x04....", inside].concat();
        let cases: &[(Vec<u8>, Option<&str>)] = &[
            (b"\x89PNG\r\n\x1a\n...".to_vec(), Some("image/png")),
            (b"RIFF....WEBPVP8 ".to_vec(), Some("image/webp")),
            (b"\0\0\0 ftypisom".to_vec(), Some("video/mp4")),
            (b"\0\0\0 ftypM4A ".to_vec(), Some("audio/mp4")),
            (
                zip(b"word/document.xml"),
                Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ),
            (zip(b"xl/workbook.xml"), Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            (zip(b"a.txt"), Some("application/zip")),
            ("情况说明：已到场。".as_bytes().to_vec(), Some("text/plain; charset=utf-8")),
            (Vec::new(), None),
            (b"MZ\x90\0".to_vec(), None),
        ];
        for (content, expected) in cases {
            assert_eq!(recognise(content), *expected, "{:?}", String::from_utf8_lossy(content));
        }
    }

    #[test]
    fn svg_and_html_are_refused_however_they_begin() {
        for markup in [
            "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "<?xml version='1.0'?><svg/>",
            "\u{feff}  \n<!DOCTYPE html><p>",
            "<!-- x --><script>1</script>",
        ] {
            assert_eq!(recognise(markup.as_bytes()), None, "{markup}");
        }
    }
}
