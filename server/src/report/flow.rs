//! What stands where, the same for every page format: labels that part facts from judgement, marks
//! of what is planned, typed or not borne out, numbers of tables and charts.

use super::references::References;
use super::words::Words;
use protocol::document::{
    Document, DocumentBlock, DocumentSection, DocumentTable, Sentence, SentenceNature, SentenceOrigin,
};

/// From this number of columns on the letters of a table are smaller.
const MANY_COLUMNS: usize = 6;
/// From this number of columns on a table is set across a page of its own: the eight fields of an
/// improvement plan do not fit upright without breaking words.
const WIDE_COLUMNS: usize = 8;
/// Share of a table's width for the column of references, in parts of a thousand.
const REFERENCE_SHARE: u32 = 75;

/// How a table is set.
pub(super) struct Grid {
    /// Across a page of its own.
    pub(super) wide: bool,
    /// In smaller letters.
    pub(super) small: bool,
    /// With a last column for references.
    pub(super) references: bool,
    /// Widths of the columns, that of the references included, in parts of a thousand.
    pub(super) shares: Vec<u32>,
}

impl Grid {
    /// The grid of a table.
    pub(super) fn of(table: &DocumentTable) -> Self {
        let columns = table.columns.len();
        let (wide, small) = (columns >= WIDE_COLUMNS, columns >= MANY_COLUMNS);
        let references = table.rows.iter().any(|row| !row.evidence.is_empty());
        let reference = if references { REFERENCE_SHARE } else { 0 };
        let room = 1_000 - reference;
        let width = |width: u16| u32::from(width.max(1));
        let whole: u32 = table.columns.iter().map(|column| width(column.width)).sum();
        let mut shares: Vec<u32> =
            table.columns.iter().map(|column| width(column.width) * room / whole.max(1)).collect();
        let letter = match (wide, small) {
            (true, _) => 9,
            (false, true) => 12,
            (false, false) => 15,
        };
        let least: Vec<u32> = table.columns.iter().map(|column| longest_word(&column.head) * letter + 25).collect();
        make_room(&mut shares, &least);
        shares.extend(references.then_some(reference));
        Self { wide, small, references, shares }
    }
}

/// Letters of the longest word that no line may break: Chinese breaks between any two characters.
fn longest_word(head: &str) -> u32 {
    let words = head.split(|character: char| !character.is_ascii_alphanumeric());
    u32::try_from(words.map(str::len).max().unwrap_or(0)).unwrap_or(u32::MAX)
}

/// Widens columns that are narrower than their head at the cost of those that have room to spare.
fn make_room(shares: &mut [u32], least: &[u32]) {
    let short: u32 = shares.iter().zip(least).map(|(share, least)| least.saturating_sub(*share)).sum();
    let spare: u32 = shares.iter().zip(least).map(|(share, least)| share.saturating_sub(*least)).sum();
    if short == 0 || spare < short {
        return;
    }
    for (share, least) in shares.iter_mut().zip(least) {
        *share = match share.checked_sub(*least) {
            Some(over) => *share - over * short / spare,
            None => *least,
        };
    }
}

/// Whether a block is set across a page of its own.
pub(super) fn is_wide(block: &DocumentBlock) -> bool {
    matches!(block, DocumentBlock::Table(table) if Grid::of(table).wide)
}

/// Whether the first thing from here on is: headings go with it.
pub(super) fn starts_wide(sections: &[DocumentSection]) -> bool {
    sections.iter().find_map(|section| section.blocks.first()).is_some_and(is_wide)
}

/// A piece of a paragraph.
#[derive(Debug, PartialEq)]
pub(super) enum Span<'a> {
    /// `分析：` before sentences that are not facts.
    Label(String),
    /// `〔计划〕`.
    Mark(String),
    /// The words of a sentence.
    Text(&'a Sentence),
    /// Number of the note that lists what it rests on.
    Reference(usize),
    /// Between two sentences of a language that parts words.
    Gap,
}

/// Goes through a document in reading order.
pub(super) struct Flow<'a> {
    /// The renderers' words.
    pub(super) words: &'static Words,
    /// Numbers of what sentences rest on.
    pub(super) references: References<'a>,
    said: SentenceNature,
    tables: usize,
    figures: usize,
}

impl<'a> Flow<'a> {
    /// At the start of a document.
    pub(super) fn of(document: &'a Document) -> Self {
        Self {
            words: Words::of(document.language),
            references: References::of(document),
            said: SentenceNature::Fact,
            tables: 0,
            figures: 0,
        }
    }

    /// Number and heading of the next section, empty for text that has none; what is said from here on is a fact until told otherwise.
    pub(super) fn heading(&mut self, section: &DocumentSection) -> String {
        self.said = SentenceNature::Fact;
        let number = section.number.trim_end();
        let gap = if number.is_empty() { "" } else { self.words.after_section };
        format!("{number}{gap}{}", section.heading).trim_end().to_owned()
    }

    /// The mark of an inferred section.
    pub(super) fn inferred(&self) -> String {
        format!("{}{}", self.words.after_section, self.mark(self.words.inferred))
    }

    /// Number and caption of the next table.
    pub(super) fn table(&mut self, caption: &str) -> String {
        self.tables += 1;
        format!("{}{}{}{caption}", self.words.table, self.tables, self.words.after_number)
    }

    /// Number and caption of the next chart.
    pub(super) fn figure(&mut self, caption: &str) -> String {
        self.figures += 1;
        format!("{}{}{}{caption}", self.words.figure, self.figures, self.words.after_number)
    }

    fn mark(&self, text: &str) -> String {
        let (open, close) = self.words.brackets;
        format!("{open}{text}{close}")
    }

    fn gap(&self) -> Option<Span<'a>> {
        (!self.words.is_chinese()).then_some(Span::Gap)
    }

    /// A paragraph in pieces.
    pub(super) fn paragraph(&mut self, sentences: &'a [Sentence]) -> Vec<Span<'a>> {
        let mut spans = Vec::new();
        let whole = whole_origin(sentences);
        if let Some(origin) = whole {
            let Words { whole_paragraph, colon, .. } = self.words;
            spans.push(Span::Mark(self.mark(&format!("{whole_paragraph}{colon}{}", self.words.origin(origin)))));
            spans.extend(self.gap());
        }
        for (index, sentence) in sentences.iter().enumerate() {
            if index > 0 {
                spans.extend(self.gap());
            }
            if sentence.nature != self.said && sentence.nature != SentenceNature::Missing {
                self.said = sentence.nature;
                spans.push(Span::Label(format!("{}{}", self.words.nature(sentence.nature), self.words.colon)));
            }
            spans.push(Span::Text(sentence));
            spans.extend(self.references.number(&sentence.evidence).map(Span::Reference));
            let mut marks = Vec::new();
            if sentence.origin != SentenceOrigin::Record && whole.is_none() {
                marks.push(self.words.origin(sentence.origin));
            }
            if sentence.given {
                marks.push(self.words.given);
            }
            if sentence.is_unevidenced() {
                marks.push(self.words.unevidenced);
            }
            if !marks.is_empty() {
                spans.extend(self.gap());
                spans.push(Span::Mark(self.mark(&marks.join(self.words.comma))));
            }
        }
        spans
    }

    /// The marks that a document has, with their meaning.
    pub(super) fn legend(&self, document: &Document) -> Vec<(String, &'static str)> {
        let mut legend = Vec::new();
        for origin in [SentenceOrigin::Plan, SentenceOrigin::Edited, SentenceOrigin::Typed] {
            if sentences(document).any(|sentence| sentence.origin == origin) {
                legend.push((self.mark(self.words.origin(origin)), self.words.origin_meaning(origin)));
            }
        }
        if sentences(document).any(|sentence| sentence.given) {
            legend.push((self.mark(self.words.given), self.words.given_meaning()));
        }
        if sentences(document).any(Sentence::is_unevidenced) {
            legend.push((self.mark(self.words.unevidenced), self.words.unevidenced_meaning()));
        }
        if document.sections.iter().any(|section| section.inferred) {
            legend.push((self.mark(self.words.inferred), self.words.inferred_meaning()));
        }
        let judged = |sentence: &Sentence| !matches!(sentence.nature, SentenceNature::Fact | SentenceNature::Missing);
        if sentences(document).any(judged) {
            let natures = [SentenceNature::Analysis, SentenceNature::Conclusion, SentenceNature::Measure];
            let names: Vec<_> = natures.into_iter().map(|nature| self.words.nature(nature)).collect();
            legend.push((names.join(self.words.list_comma), self.words.label_meaning()));
        }
        legend
    }

    /// What a document was made from: name and value of each line.
    pub(super) fn proof(&self, document: &Document) -> Vec<(&'static str, String)> {
        let source = &document.source;
        let [exercise, commits, head, made, draft, approved] = self.words.proof_lines;
        vec![
            (exercise, source.exercise.clone()),
            (commits, source.commits.to_string()),
            (head, source.head.clone().unwrap_or_else(|| self.words.no_head.to_owned())),
            (made, source.made.clone()),
            (draft, source.draft.to_string()),
            (approved, source.approved.clone().unwrap_or_else(|| self.words.not_approved.to_owned())),
        ]
    }

    /// Under the title: which draft, approved or not, when made.
    pub(super) fn status(&self, document: &Document) -> String {
        let source = &document.source;
        let comma = self.words.comma;
        let (draft, made) = (self.words.draft(source.draft), self.words.made(&source.made));
        match &source.approved {
            Some(approved) => {
                format!("{}{}{approved}{comma}{made}", self.words.proof_lines[5], self.words.colon)
            }
            None => format!("{draft}{comma}{}{comma}{made}", self.words.not_approved),
        }
    }

    /// What every page carries beside its number: the record that it was made from.
    pub(super) fn foot(&self, document: &Document, gap: &str) -> String {
        let source = &document.source;
        let [_, commits, head, ..] = self.words.proof_lines;
        let hash = source.head.as_deref().unwrap_or(self.words.no_head);
        let colon = self.words.colon;
        format!("{commits}{colon}{}{gap}{head}{colon}{hash}", source.commits)
    }
}

/// Every sentence in reading order.
pub(super) fn sentences(document: &Document) -> impl Iterator<Item = &Sentence> {
    document.sections.iter().flat_map(|section| &section.blocks).flat_map(|block| match block {
        DocumentBlock::Paragraph { sentences } => sentences.as_slice(),
        DocumentBlock::Table(_) | DocumentBlock::Chart(_) => &[],
    })
}

/// The origin that all of several sentences share, if it is one that is marked.
fn whole_origin(sentences: &[Sentence]) -> Option<SentenceOrigin> {
    let origin = sentences.first()?.origin;
    let same = sentences.len() > 1 && sentences.iter().all(|sentence| sentence.origin == origin);
    (same && origin != SentenceOrigin::Record).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::document::{DocumentKind, DocumentSource, Language};

    fn sentence(text: &str, nature: SentenceNature, origin: SentenceOrigin) -> Sentence {
        Sentence { key: text.to_owned(), text: text.to_owned(), nature, origin, evidence: Vec::new(), given: false }
    }

    fn document(language: Language, sentences: Vec<Sentence>) -> Document {
        let section = DocumentSection {
            key: "s".to_owned(),
            level: 1,
            number: "1.".to_owned(),
            heading: "Head".to_owned(),
            inferred: false,
            blocks: vec![DocumentBlock::Paragraph { sentences }],
        };
        let source = DocumentSource {
            exercise: "e".to_owned(),
            commits: 9,
            head: None,
            made: "2026-06-18".to_owned(),
            draft: 1,
            approved: None,
        };
        Document {
            kind: DocumentKind::Summary,
            language,
            title: "T".to_owned(),
            subtitle: None,
            banner: "演练 EXERCISE".to_owned(),
            sections: vec![section],
            source,
            measures: Vec::new(),
        }
    }

    fn plain(document: &Document) -> String {
        let mut flow = Flow::of(document);
        let mut out = flow.heading(&document.sections[0]);
        out.push('|');
        for block in &document.sections[0].blocks {
            let DocumentBlock::Paragraph { sentences } = block else { continue };
            for span in flow.paragraph(sentences) {
                match span {
                    Span::Label(text) | Span::Mark(text) => out.push_str(&text),
                    Span::Text(sentence) => out.push_str(&sentence.text),
                    Span::Reference(_) => out.push('*'),
                    Span::Gap => out.push(' '),
                }
            }
        }
        out
    }

    #[test]
    fn judgement_stands_apart_from_facts_and_marks_follow_their_sentence() {
        let spoken = vec![
            sentence("A.", SentenceNature::Missing, SentenceOrigin::Record),
            sentence("B.", SentenceNature::Analysis, SentenceOrigin::Edited),
            sentence("C.", SentenceNature::Analysis, SentenceOrigin::Record),
            sentence("D.", SentenceNature::Fact, SentenceOrigin::Plan),
        ];
        let english = document(Language::En, spoken.clone());
        assert_eq!(
            plain(&english),
            "1. Head|A. Analysis: B. [edited by hand, no evidence in the record] C. [no evidence in the record] Fact: \
             D. [planned]"
        );
        let chinese = document(Language::Zh, spoken);
        assert_eq!(plain(&chinese), "1.Head|A.分析：B.〔人工修改，无记录依据〕C.〔无记录依据〕事实：D.〔计划〕");
        assert_eq!(Flow::of(&chinese).legend(&chinese).len(), 4);
    }

    #[test]
    fn a_column_is_at_least_as_wide_as_its_head() {
        let mut shares = [600, 300, 60];
        make_room(&mut shares, &[40, 100, 160]);
        assert_eq!(shares[2], 160);
        assert!(shares.iter().sum::<u32>() <= 962 && shares[0] > 500 && shares[1] > 250);
        let mut full = [50, 50];
        make_room(&mut full, &[60, 60]);
        assert_eq!(full, [50, 50]);
        assert_eq!((longest_word("Tasks observed"), longest_word("责任单位")), (8, 0));
    }

    #[test]
    fn a_paragraph_of_one_origin_is_marked_once() {
        let planned = |text| sentence(text, SentenceNature::Fact, SentenceOrigin::Plan);
        let document = document(Language::Zh, vec![planned("A。"), planned("B。")]);
        assert_eq!(plain(&document), "1.Head|〔本段：计划〕A。B。");
        assert_eq!(Flow::of(&document).status(&document), "第 1 稿，未批准，记录截至 2026-06-18");
    }
}
