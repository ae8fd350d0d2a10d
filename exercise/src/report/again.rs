//! What this exercise says of earlier ones: findings that were made before, and whether the measures that
//! were carried over held 重复发现与核查项.

use super::pen::Pen;
use crate::area::improvement::{Earlier, Finding, repeats};
use crate::area::recheck::Recheck;
use crate::evidence::of_rung;
use protocol::document::{Evidence, EvidenceKind, Sentence, SentenceNature as Nature};
use protocol::ids::{FindingId, RecheckId};
use protocol::recheck::RecheckOutcome;

/// A line for every repetition and every measure that was looked at again; none where there is neither.
pub(super) fn lines(pen: &Pen<'_>, key: &str) -> Vec<Sentence> {
    let mut said = Vec::new();
    for (id, finding) in pen.state.improvement.standing() {
        let before = repeats(pen.state, &finding.what);
        for (one, place) in before.into_iter().zip(1_usize..) {
            said.push(repeated(pen, &format!("{key}.repeat.{}.{place}", finding.number), (*id, finding), one));
        }
    }
    let mut rechecks: Vec<_> = pen.state.rechecks.iter().collect();
    rechecks.sort_by_key(|(_, one)| one.number);
    said.extend(rechecks.into_iter().map(|(id, one)| met(pen, &format!("{key}.recheck.{}", one.number), *id, one)));
    said
}

/// What was found, and where and when it had been found before.
fn repeated(pen: &Pen<'_>, key: &str, (id, finding): (FindingId, &Finding), one: &Earlier) -> Sentence {
    let Earlier { what: before, rung } = one;
    let (text, earlier) = (inner(&finding.what.text), inner(&before.text));
    let (number, title) = (finding.number, pen.name(&before.exercise_title));
    let (day, old) = (pen.wall.day(before.at, pen.language), before.number);
    let zh =
        format!("重复发现：第{number}项发现“{text}”，在《{title}》（{day}）中已经发现过（第{old}项：“{earlier}”）。");
    let en = format!(
        "Found again: finding {number}, “{text}”, was made before in “{title}” ({day}), there as finding {old}: “{earlier}”."
    );
    let mut evidence = pen.finding_evidence(id, finding);
    evidence.push(of_rung(rung, EvidenceKind::Finding, format!("{}/{old}", before.exercise)));
    pen.fact(key, zh, en, evidence)
}

/// Whether a measure of an earlier exercise held.
fn met(pen: &Pen<'_>, key: &str, id: RecheckId, one: &Recheck) -> Sentence {
    let (title, measure) = (pen.name(&one.from.exercise_title), inner(&one.from.measure));
    let (number, old) = (one.number, one.from.number);
    let last = one.marks.last();
    let note = last.and_then(|mark| mark.what.note.as_deref()).map(inner);
    let (zh, en) = match last.map(|mark| mark.what.outcome) {
        Some(RecheckOutcome::Held) => ("本次核查落实有效", "held in this exercise"),
        Some(RecheckOutcome::NotHeld) => ("本次核查未落实", "did not hold in this exercise"),
        Some(RecheckOutcome::NotSeen) => ("本次演练未观察到", "was not seen in this exercise"),
        None => ("本次演练没有核查记录", "was not looked at: nothing is recorded of it"),
    };
    let told = note.map(|note| pen.pick(format!("：{note}"), format!(": {note}"))).unwrap_or_default();
    let text = pen.pick(
        format!("核查项{number}：《{title}》的整改措施“{measure}”（第{old}项），{zh}{told}。"),
        format!("Check {number}: the measure “{measure}” ({old}) of “{title}” {en}{told}."),
    );
    let carried = of_rung(&one.rung, EvidenceKind::Recheck, id);
    let marks = one.marks.iter().map(|mark| of_rung(&mark.rung, EvidenceKind::Recheck, id));
    let evidence: Vec<Evidence> = std::iter::once(carried).chain(marks).collect();
    let seen = last.is_some_and(|mark| mark.what.outcome != RecheckOutcome::NotSeen);
    pen.say(key, if seen { Nature::Fact } else { Nature::Missing }, text, evidence)
}

/// A text inside a sentence: without its full stop, its quotation marks the inner ones.
fn inner(text: &str) -> String {
    text.trim().trim_end_matches(['。', '.']).replace('“', "‘").replace('”', "’")
}
