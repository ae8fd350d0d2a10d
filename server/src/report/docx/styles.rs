//! Styles: the built-in ones that navigation and tables of contents go by, and a few of our own.
//! Chinese faces are those of official documents; the font table names what stands in for them.

use super::NAMESPACES;
use protocol::document::Language;

/// Faces and sizes of one language. Sizes are half points, lines twentieths of a point.
struct Look {
    tag: &'static str,
    body: (&'static str, &'static str),
    title: (&'static str, &'static str),
    chapter: (&'static str, &'static str),
    section: (&'static str, &'static str),
    number: (&'static str, &'static str),
    title_size: u8,
    chapter_size: u8,
    section_size: u8,
    body_size: u8,
    bold_heads: bool,
    line: &'static str,
    indent: &'static str,
    after: u16,
    align: &'static str,
}

const ZH: Look = Look {
    tag: "zh-CN",
    body: ("Times New Roman", "仿宋"),
    title: ("Times New Roman", "方正小标宋简体"),
    chapter: ("Times New Roman", "黑体"),
    section: ("Times New Roman", "楷体"),
    number: ("宋体", "宋体"),
    title_size: 44,
    chapter_size: 32,
    section_size: 32,
    body_size: 32,
    bold_heads: false,
    line: "w:line=\"579\" w:lineRule=\"exact\"",
    indent: "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>",
    after: 0,
    align: "both",
};

const EN: Look = Look {
    tag: "en-GB",
    body: ("Times New Roman", "宋体"),
    title: ("Arial", "黑体"),
    chapter: ("Arial", "黑体"),
    section: ("Arial", "黑体"),
    number: ("Arial", "黑体"),
    title_size: 36,
    chapter_size: 28,
    section_size: 24,
    body_size: 22,
    bold_heads: true,
    line: "w:line=\"310\" w:lineRule=\"auto\"",
    indent: "",
    after: 120,
    align: "left",
};

/// A font that a machine may lack, what it is also called or replaced by, its family and pitch class.
const FONTS: [(&str, &str, &str, &str); 7] = [
    ("方正小标宋简体", "方正小标宋_GBK,宋体,SimSun,Noto Serif CJK SC", "roman", "86"),
    ("仿宋", "FangSong,仿宋_GB2312,Noto Serif CJK SC", "modern", "86"),
    ("楷体", "KaiTi,楷体_GB2312,Noto Serif CJK SC", "modern", "86"),
    ("黑体", "SimHei,Noto Sans CJK SC", "modern", "86"),
    ("宋体", "SimSun,Noto Serif CJK SC", "auto", "86"),
    ("Times New Roman", "Liberation Serif", "roman", "00"),
    ("Arial", "Liberation Sans", "swiss", "00"),
];

/// The font table.
pub(super) fn fonts() -> String {
    let fonts: String = FONTS
        .iter()
        .map(|(name, other, family, charset)| {
            format!(
                "<w:font w:name=\"{name}\"><w:altName w:val=\"{other}\"/><w:charset w:val=\"{charset}\"/>\
                 <w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
            )
        })
        .collect();
    format!("<w:fonts {NAMESPACES}>{fonts}</w:fonts>")
}

fn face((latin, chinese): (&str, &str)) -> String {
    format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{chinese}\" w:cs=\"{latin}\"/>")
}

fn size(half_points: u8) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn bold(on: bool) -> &'static str {
    if on { "<w:b/><w:bCs/>" } else { "<w:b w:val=\"0\"/><w:bCs w:val=\"0\"/>" }
}

fn paragraph(id: &str, name: &str, next: &str, ppr: &str, rpr: &str) -> String {
    let own = if name.starts_with("Startex") { " w:customStyle=\"1\"" } else { "" };
    let next = if next.is_empty() { String::new() } else { format!("<w:next w:val=\"{next}\"/>") };
    format!(
        "<w:style w:type=\"paragraph\"{own} w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
         <w:basedOn w:val=\"Normal\"/>{next}<w:qFormat/><w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )
}

fn character(id: &str, rpr: &str) -> String {
    format!(
        "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"Startex {id}\"/>\
         <w:qFormat/><w:rPr>{rpr}</w:rPr></w:style>"
    )
}

/// The styles of a language.
pub(super) fn write(language: Language) -> String {
    let look = match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    };
    let defaults = format!(
        "<w:docDefaults><w:rPrDefault><w:rPr>{}{}<w:lang w:val=\"{}\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>\
         </w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        face(look.body),
        size(look.body_size),
        look.tag
    );
    let normal = format!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
         <w:pPr><w:widowControl/><w:spacing w:after=\"{}\" {}/><w:jc w:val=\"{}\"/></w:pPr><w:rPr>{}{}</w:rPr></w:style>",
        look.after,
        look.line,
        look.align,
        face(look.body),
        size(look.body_size)
    );
    let parts = [heads(look), text(look), tables(look), back(look), characters(look)];
    format!("<w:styles {NAMESPACES}>{defaults}{normal}{}</w:styles>", parts.concat())
}

/// Title and headings.
fn heads(look: &Look) -> String {
    let title = format!("{}{}{}", face(look.title), bold(look.bold_heads), size(look.title_size));
    let centred = |before: u16, after: u16, line: u16| {
        format!(
            "<w:keepNext/><w:spacing w:before=\"{before}\" w:after=\"{after}\" w:line=\"{line}\" \
             w:lineRule=\"atLeast\"/><w:jc w:val=\"center\"/>"
        )
    };
    let mut out = paragraph("Title", "Title", "Subtitle", &centred(240, 120, 660), &title);
    let subtitle = format!("{}{}", face(look.section), size(look.body_size));
    out.push_str(&paragraph("Subtitle", "Subtitle", "BodyText", &centred(0, 60, 480), &subtitle));
    let status = format!("{}{}", face(look.section), size(look.body_size.min(24)));
    out.push_str(&paragraph("Status", "Startex Status", "BodyText", &centred(0, 480, 360), &status));
    let (before, after) = if look.bold_heads { (240, 80) } else { (0, 0) };
    let levels = [
        (look.chapter, look.chapter_size, look.bold_heads),
        (look.section, look.section_size, look.bold_heads),
        (if look.bold_heads { look.section } else { look.body }, look.body_size, true),
    ];
    for (level, (faces, points, heavy)) in levels.into_iter().enumerate() {
        let number = level + 1;
        let ppr = format!(
            "<w:keepNext/><w:keepLines/><w:spacing w:before=\"{before}\" w:after=\"{after}\" {}/>{}\
             <w:jc w:val=\"left\"/><w:outlineLvl w:val=\"{level}\"/>",
            look.line, look.indent
        );
        let rpr = format!("{}{}{}", face(faces), bold(heavy), size(points));
        out.push_str(&paragraph(&format!("Heading{number}"), &format!("heading {number}"), "BodyText", &ppr, &rpr));
    }
    out
}

/// Body, header and footer.
fn text(look: &Look) -> String {
    let mut out = paragraph("BodyText", "Body Text", "", look.indent, "");
    let header = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"000000\"/></w:pBdr>\
                  <w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>";
    let banner = format!("{}{}<w:spacing w:val=\"40\"/>{}", face(look.chapter), bold(true), size(21));
    out.push_str(&paragraph("Header", "header", "", header, &banner));
    let footer = "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let number = format!("{}{}", face(look.number), size(if look.bold_heads { 18 } else { 28 }));
    out.push_str(&paragraph("Footer", "footer", "", footer, &number));
    let record =
        "<w:spacing w:before=\"40\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>";
    out.push_str(&paragraph("FootRecord", "Startex Record", "", record, &format!("{}{}", face(look.number), size(13))));
    out
}

/// Captions, cells, keys of charts, and the grid.
fn tables(look: &Look) -> String {
    let tight = "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let caption = "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"80\" w:line=\"240\" w:lineRule=\"auto\"/>\
                   <w:jc w:val=\"center\"/>";
    let heavy = format!("{}{}{}", face(look.chapter), bold(look.bold_heads), size(look.body_size.min(24)));
    let mut out = paragraph("Caption", "caption", "BodyText", caption, &heavy);
    let after = caption
        .replace("<w:keepNext/>", "")
        .replace("w:before=\"160\" w:after=\"80\"", "w:before=\"40\" w:after=\"240\"");
    out.push_str(&paragraph("FigureCaption", "Startex Figure Caption", "BodyText", &after, &heavy));
    let cell = format!("{}{}", face(look.body), size(21));
    let left = format!("{tight}<w:jc w:val=\"left\"/>");
    out.push_str(&paragraph("TableText", "Startex Table Text", "", &left, &cell));
    let right = format!("{tight}<w:jc w:val=\"right\"/>");
    out.push_str(&paragraph("TableNumber", "Startex Table Number", "", &right, &cell));
    let middle = format!("{tight}<w:jc w:val=\"center\"/>");
    out.push_str(&paragraph("TableReference", "Startex Table Reference", "", &middle, &cell));
    let centre = format!("<w:keepNext/>{tight}<w:jc w:val=\"center\"/>");
    let head = format!("{}{}{}", face(look.chapter), bold(look.bold_heads), size(21));
    out.push_str(&paragraph("TableHead", "Startex Table Head", "", &centre, &head));
    let key = format!("<w:keepNext/>{tight}<w:jc w:val=\"center\"/>");
    out.push_str(&paragraph("ChartKey", "Startex Chart Key", "", &key, &format!("{}{}", face(look.body), size(19))));
    let gap = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"160\" w:lineRule=\"exact\"/>";
    out.push_str(&paragraph("TableEnd", "Startex Table End", "BodyText", gap, &size(12)));
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    out.push_str(&format!(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>\
         <w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/>\
         </w:tblCellMar></w:tblPr></w:style><w:style w:type=\"table\" w:styleId=\"TableGrid\">\
         <w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    ));
    out
}

/// The list of evidence, the legend, the proof.
fn back(look: &Look) -> String {
    let tight = "<w:spacing w:before=\"0\" w:after=\"20\" w:line=\"250\" w:lineRule=\"auto\"/>";
    let head = "<w:keepNext/><w:spacing w:before=\"280\" w:after=\"100\" w:line=\"300\" w:lineRule=\"atLeast\"/>\
                <w:jc w:val=\"left\"/><w:outlineLvl w:val=\"0\"/>";
    let heavy = format!("{}{}{}", face(look.chapter), bold(look.bold_heads), size(24));
    let small = format!("{}{}", face(look.body), size(18));
    let hanging = format!("{tight}<w:ind w:left=\"560\" w:hanging=\"560\"/><w:jc w:val=\"left\"/>");
    let plain = format!("{tight}<w:jc w:val=\"left\"/>");
    [
        paragraph("BackHeading", "Startex Back Heading", "BackText", head, &heavy),
        paragraph("BackText", "Startex Back Text", "", &plain, &small),
        paragraph("Evidence", "Startex Evidence", "", &hanging, &small),
    ]
    .concat()
}

fn characters(look: &Look) -> String {
    [
        character("Reference", "<w:vertAlign w:val=\"superscript\"/>"),
        character("Mark", &size(look.body_size * 3 / 4)),
        character("Label", "<w:b/><w:bCs/>"),
        character("Unevidenced", "<w:u w:val=\"wave\"/>"),
        character("Small", &size(18)),
    ]
    .concat()
}
