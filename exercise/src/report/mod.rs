//! Written reports 报告, made from the record: each sentence names the commits it rests on, praise stands
//! only where ratings and coverage bear it out, what is missing is said in words.
//!
//! The sentences are made anew each time; what people changed by hand lies over them by the sentence's
//! name and is marked so. Nothing here knows a drill: the scenario binds sections to its own rows.

mod aar;
mod again;
mod annex;
mod basics;
mod compare;
mod evaluation;
mod grades;
mod hand;
mod pen;
mod problems;
mod process;
mod summary;
mod told;
mod voice;

use crate::area::improvement::Finding;
use crate::area::inject::Rung;
use crate::evidence::{of_commit, of_rung, once};
use crate::measure::measure_list;
use crate::number;
use crate::state::State;
use pen::Pen;
use protocol::document::{Document, DocumentKind, DocumentSource, Evidence, EvidenceKind, Language};
use protocol::draft::{DocumentDraft, DraftBase, HandEdit};
use protocol::ids::{DepartmentCode, FindingId};

pub use pen::WallWords;
pub use problems::{Problem, Verdict};

/// What every page carries.
pub const BANNER: &str = "演练 EXERCISE";

/// Writes a report as the record stands; its moment is that of the last commit, so that the same record
/// gives the same report whenever and wherever it is printed. `head` is the chain's hash at that commit.
#[must_use]
pub fn document(
    state: &State,
    kind: DocumentKind,
    language: Language,
    wall: &dyn WallWords,
    head: Option<String>,
) -> Document {
    by_record_and_hand(state, kind, language, wall, head).0
}

/// Writes a report with what those who work on it need beside it. `base` is the state at the commit that
/// put the last draft down: the report is written from it, too, and compared.
#[must_use]
pub fn draft(
    state: &State,
    base: Option<&State>,
    (kind, language): (DocumentKind, Language),
    wall: &dyn WallWords,
    head: Option<String>,
) -> DocumentDraft {
    let (document, by_hand) = by_record_and_hand(state, kind, language, wall, head);
    let base = base.zip(put_down(state, kind, language));
    let (base, changes) = base.map_or((None, Vec::new()), |(old, (draft, rung))| {
        let before = self::document(old, kind, language, wall, None);
        let put = DraftBase { draft, seq: rung.seq, put: hand::rung(rung) };
        (Some(put), compare::changes(&before, &document))
    });
    DocumentDraft { document, by_hand, base, changes }
}

/// The commit that put the last draft down.
#[must_use]
pub fn last_draft(state: &State, kind: DocumentKind, language: Language) -> Option<u64> {
    put_down(state, kind, language).map(|(_, rung)| rung.seq)
}

fn put_down(state: &State, kind: DocumentKind, language: Language) -> Option<(u32, &Rung)> {
    let drafts = &state.written.get(&(kind, language))?.drafts;
    Some((number::count(drafts.len()), drafts.last()?))
}

fn by_record_and_hand(
    state: &State,
    kind: DocumentKind,
    language: Language,
    wall: &dyn WallWords,
    head: Option<String>,
) -> (Document, Vec<HandEdit>) {
    let pen = Pen { state, language, wall, measures: measure_list(state) };
    let mut sections = match kind {
        DocumentKind::Summary => summary::sections(&pen),
        DocumentKind::Evaluation => evaluation::sections(&pen),
        DocumentKind::Aar => aar::sections(&pen),
    };
    let written = state.written.get(&(kind, language));
    let by_hand = written.map(|written| hand::lay(&mut sections, written)).unwrap_or_default();
    let document = Document {
        kind,
        language,
        title: title(&pen, kind),
        subtitle: subtitle(&pen),
        banner: BANNER.into(),
        sections,
        source: DocumentSource {
            exercise: state.id.to_string(),
            commits: state.seq,
            head,
            made: format!("{} {}", wall.day(state.last.wall, language), wall.time(state.last.wall)),
            draft: written.map_or(1, |one| number::next(one.drafts.len())),
            approved: written.and_then(|one| one.approved.as_ref()).map(|rung| {
                let seat = rung.who.seat.as_ref().map(ToString::to_string).unwrap_or_default();
                format!("{seat} {} {}", wall.day(rung.at.wall, language), wall.time(rung.at.wall))
            }),
        },
        measures: pen.measures,
    };
    (document, by_hand)
}

/// What became of each of the four kinds of problem, in the words of the report.
#[must_use]
pub fn problems(state: &State, language: Language, wall: &dyn WallWords) -> [Problem; 4] {
    problems::problems(&Pen { state, language, wall, measures: measure_list(state) })
}

fn title(pen: &Pen<'_>, kind: DocumentKind) -> String {
    let name = pen.name(&pen.state.scenario.title);
    match kind {
        DocumentKind::Summary => pen.pick(format!("{name}总结报告"), format!("{name}: summary report")),
        DocumentKind::Evaluation => pen.pick(format!("{name}评估报告"), format!("{name}: evaluation report")),
        DocumentKind::Aar => {
            pen.pick(format!("{name}演练后报告与改进计划"), format!("{name}: after-action report and improvement plan"))
        }
    }
}

fn subtitle(pen: &Pen<'_>) -> Option<String> {
    let organiser = pen.state.scenario.organiser.as_ref().map(|name| pen.name(name));
    let day = pen.state.startex.as_ref().map(|rung| pen.wall.day(rung.at.wall, pen.language));
    let parts: Vec<String> = [organiser, day].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(&pen.pick("　", ", ")))
}

impl Pen<'_> {
    /// A department by its code in a measure.
    fn of_department(&self, code: &str) -> String {
        DepartmentCode::parse(code).map_or_else(|_| code.to_owned(), |code| self.department(&code))
    }

    /// A fact by its key in a measure.
    fn of_fact(&self, key: &str) -> String {
        let spec = self.state.scenario.facts.iter().find(|spec| spec.key.as_str() == key);
        spec.map_or_else(|| key.to_owned(), |spec| self.name(&spec.name))
    }

    /// STARTEX and ENDEX: what is said of all of play rests on what lies between.
    fn play(&self) -> Vec<Evidence> {
        let ends = self.state.startex.iter().chain(&self.state.endex);
        ends.map(of_commit).collect()
    }

    /// What a finding rests on: itself, the notes it names, the commits it names.
    fn finding_evidence(&self, id: FindingId, finding: &Finding) -> Vec<Evidence> {
        let mut evidence = vec![of_rung(&finding.rung, EvidenceKind::Finding, id)];
        let notes = finding.what.observations.iter().filter_map(|id| {
            let note = self.state.evaluation.observations.get(id)?;
            Some(of_rung(&note.rung, EvidenceKind::Observation, id))
        });
        evidence.extend(notes);
        evidence.extend(finding.what.commits.iter().filter_map(|seq| {
            let at = self.state.passed(*seq)?.at;
            Some(Evidence { seq: *seq, at, kind: EvidenceKind::Commit, id: None })
        }));
        once(evidence)
    }
}
