//! Writes the parts of a report: sentences in the asked language with what they rest on, tables, charts.

use crate::evidence::once;
use crate::state::State;
use protocol::document::{
    BarChart, DocumentBlock, DocumentColumn, DocumentRow, DocumentSection, DocumentTable, Evidence, Language, Sentence,
    SentenceNature as Nature, SentenceOrigin as Origin,
};
use protocol::ids::{DepartmentCode, ObjectiveId, TaskId};
use protocol::measure::{Measure, MeasureCode, MeasurePart};
use protocol::text::Bilingual;
use protocol::time::Timestamp;

/// How wall times are said in the exercise's time zone: the rules know no calendar.
pub trait WallWords {
    /// A day: `2026年11月26日`, `26 November 2026`.
    fn day(&self, at: Timestamp, language: Language) -> String;
    /// A time of day: `14:05`.
    fn time(&self, at: Timestamp) -> String;
}

/// The state with its measures, in a language.
pub(super) struct Pen<'a> {
    pub state: &'a State,
    pub language: Language,
    pub wall: &'a dyn WallWords,
    pub measures: Vec<Measure>,
}

/// A section under way.
pub(super) struct Section {
    key: String,
    level: u8,
    number: String,
    heading: String,
    inferred: bool,
    blocks: Vec<DocumentBlock>,
}

impl Section {
    /// Adds sentences as one paragraph; nothing for none.
    pub(super) fn paragraph(&mut self, sentences: Vec<Sentence>) {
        if !sentences.is_empty() {
            self.blocks.push(DocumentBlock::Paragraph { sentences });
        }
    }

    /// Adds sentences as a paragraph each: what is read as a list.
    pub(super) fn lines(&mut self, sentences: Vec<Sentence>) {
        sentences.into_iter().for_each(|sentence| self.paragraph(vec![sentence]));
    }

    pub(super) fn table(&mut self, table: DocumentTable) {
        self.blocks.push(DocumentBlock::Table(table));
    }

    pub(super) fn chart(&mut self, chart: BarChart) {
        self.blocks.push(DocumentBlock::Chart(chart));
    }

    pub(super) fn inferred(mut self) -> Self {
        self.inferred = true;
        self
    }

    pub(super) fn done(self) -> DocumentSection {
        DocumentSection {
            key: self.key,
            level: self.level,
            number: self.number,
            heading: self.heading,
            inferred: self.inferred,
            blocks: self.blocks,
        }
    }
}

impl Pen<'_> {
    /// One of two texts.
    pub(super) fn pick(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        match self.language {
            Language::Zh => zh.into(),
            Language::En => en.into(),
        }
    }

    pub(super) fn name(&self, text: &Bilingual) -> String {
        text.get(self.language).trim().to_owned()
    }

    pub(super) fn section(&self, key: &str, level: u8, number: &str, zh: &str, en: &str) -> Section {
        Section {
            key: key.into(),
            level,
            number: number.into(),
            heading: self.pick(zh, en),
            inferred: false,
            blocks: Vec::new(),
        }
    }

    /// A sentence from the record.
    pub(super) fn say(&self, key: &str, nature: Nature, text: String, evidence: Vec<Evidence>) -> Sentence {
        Sentence { key: key.into(), text, nature, origin: Origin::Record, evidence: once(evidence), given: false }
    }

    pub(super) fn fact(&self, key: &str, zh: String, en: String, evidence: Vec<Evidence>) -> Sentence {
        self.say(key, Nature::Fact, self.pick(zh, en), evidence)
    }

    /// A sentence from the plan: nothing that happened.
    pub(super) fn planned(&self, key: &str, text: String) -> Sentence {
        Sentence {
            key: key.into(),
            text,
            nature: Nature::Fact,
            origin: Origin::Plan,
            evidence: Vec::new(),
            given: false,
        }
    }

    /// What is missing, in words.
    pub(super) fn missing(&self, key: &str, zh: &str, en: &str) -> Sentence {
        self.say(key, Nature::Missing, self.pick(zh, en), Vec::new())
    }

    pub(super) fn table(&self, key: &str, caption: (&str, &str), columns: &[(&str, &str, u16, bool)]) -> DocumentTable {
        let column = |(zh, en, width, number): &(&str, &str, u16, bool)| DocumentColumn {
            head: self.pick(*zh, *en),
            width: *width,
            number: *number,
        };
        DocumentTable {
            key: key.into(),
            caption: self.pick(caption.0, caption.1),
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    pub(super) fn department(&self, code: &DepartmentCode) -> String {
        let known = self.state.scenario.departments.iter().find(|one| one.code == *code);
        known.map_or_else(|| code.to_string(), |one| self.name(&one.name))
    }

    pub(super) fn row_title(&self, id: &str) -> String {
        let known = self.state.rows.iter().find(|(known, _)| known.as_str() == id);
        let title = known.map_or_else(|| id.to_owned(), |(_, row)| self.name(&row.spec.title));
        // It is set in quotation marks: those within are the inner ones.
        title.replace('“', "‘").replace('”', "’")
    }

    pub(super) fn task_name(&self, id: &TaskId) -> String {
        self.state.tasks.get(id).map_or_else(|| id.to_string(), |task| self.name(&task.spec.name))
    }

    pub(super) fn objective_name(&self, id: &ObjectiveId) -> String {
        let known = self.state.scenario.objectives.iter().find(|one| one.id == *id);
        known.map_or_else(|| id.to_string(), |one| self.name(&one.name))
    }

    /// A span of time: `2分10秒`, `2 min 10 s`. Seconds are cut, never rounded up.
    pub(super) fn span(&self, ms: i64) -> String {
        let seconds = ms.max(0) / 1_000;
        let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let mut words = Vec::new();
        for (count, zh, en) in [(hours, "小时", " h"), (minutes, "分", " min"), (seconds, "秒", " s")] {
            if count > 0 {
                words.push(format!("{count}{}", self.pick(zh, en)));
            }
        }
        if words.is_empty() {
            words.push(self.pick("0秒", "0 s"));
        }
        words.join(&self.pick("", " "))
    }

    /// `4 of 5`, and from five on with its percentage, cut to whole ones.
    pub(super) fn share(&self, hit: f64, n: u32) -> String {
        let count = self.pick(format!("{n}项中{hit:.0}项"), format!("{hit:.0} of {n}"));
        if n < 5 {
            return count;
        }
        let percent = (hit * 100.0 / f64::from(n)).floor();
        self.pick(format!("{count}（{percent:.0}%）"), format!("{count} ({percent:.0} %)"))
    }

    /// The measures of a code, of whatever subject.
    pub(super) fn of(&self, code: MeasureCode) -> impl Iterator<Item = &Measure> {
        self.measures.iter().filter(move |one| one.code == code)
    }

    /// One number of a measure.
    pub(super) fn find(&self, code: MeasureCode, of: Option<&str>, part: MeasurePart) -> Option<&Measure> {
        self.of(code).find(|one| one.of.id.as_deref() == of && one.part == part)
    }
}

/// A row of a table.
pub(super) fn row(cells: Vec<String>, evidence: Vec<Evidence>) -> DocumentRow {
    DocumentRow { cells, evidence: once(evidence) }
}

/// Milliseconds of a measure.
#[expect(clippy::cast_possible_truncation, reason = "made from whole milliseconds")]
pub(super) fn ms(value: f64) -> i64 {
    value as i64
}
