//! What those who played say of the exercise themselves: a voice of its own, beside what evaluators saw,
//! never mixed with it and never part of a rating.

use super::pen::{Pen, Section, row};
use crate::evidence::of_commit;
use crate::view::feedback::result;
use protocol::document::{DocumentTable, Evidence, Sentence, SentenceNature as Nature};
use protocol::feedback::{FeedbackForm, FeedbackResult, FeedbackWithheld, Questionnaire};

/// Fills a section; says false where nobody was asked.
pub(super) fn section(pen: &Pen<'_>, section: &mut Section, key: &str) -> bool {
    let Some(asked) = &pen.state.scenario.feedback else { return false };
    let feedback = &pen.state.feedback;
    section.paragraph(vec![came_back(pen, asked, key)]);
    match feedback.withheld(asked) {
        Some(FeedbackWithheld::Open) => section.paragraph(vec![pen.missing(
            &format!("{key}.open"),
            "问卷尚未关闭，暂不列出回答。",
            "The questionnaire is still open; answers are not listed.",
        )]),
        Some(FeedbackWithheld::Few) => section.paragraph(vec![pen.missing(
            &format!("{key}.few"),
            "收回不足5份，为免猜出何人所答，不列出回答。",
            "Fewer than 5 came back; answers are not listed, so that nobody guesses whose they are.",
        )]),
        None => {
            let results: Vec<FeedbackResult> =
                asked.questions.iter().map(|question| result(question, &feedback.given)).collect();
            section.table(counted(pen, &format!("{key}.answers"), &results));
            if results.iter().any(|result| !result.texts.is_empty()) {
                section.table(said(pen, &format!("{key}.words"), asked, &results));
            }
        }
    }
    true
}

/// How many were asked and how many answered, and whose voice it is.
fn came_back(pen: &Pen<'_>, asked: &Questionnaire, key: &str) -> Sentence {
    let feedback = &pen.state.feedback;
    let seats = pen.state.seats.values().filter(|seat| crate::area::feedback::asks(asked, seat.role)).count();
    let n = feedback.given.len();
    let (zh, en) = if asked.anonymous { ("不记名", "anonymous") } else { ("记名", "by seat") };
    let stamps = feedback.given.iter().map(|given| &given.rung).chain(&feedback.closed);
    let evidence: Vec<Evidence> = stamps.map(of_commit).collect();
    let zh =
        format!("问卷（{zh}）询问{seats}个席位，收回{n}份；以下是参演人员自己的看法，与评估员的记录分列，不计入评级。");
    let en = format!(
        "A questionnaire ({en}) asked {seats} seats and {n} came back; what follows is their own view, kept apart \
         from what evaluators recorded and part of no rating."
    );
    if evidence.is_empty() {
        pen.say(key, Nature::Missing, pen.pick(zh, en), evidence)
    } else {
        pen.fact(key, zh, en, evidence)
    }
}

/// Question by question: n, the middle step, how many for each value.
fn counted(pen: &Pen<'_>, key: &str, results: &[FeedbackResult]) -> DocumentTable {
    let mut table = pen.table(
        key,
        ("参演人员的看法", "What those who played think"),
        &[
            ("问题", "Question", 40, false),
            ("n", "n", 6, true),
            ("中位数", "Median", 10, true),
            ("分布", "Answers", 44, false),
        ],
    );
    for result in results.iter().filter(|result| !matches!(result.question.form, FeedbackForm::Text {})) {
        let median = result.median.map_or_else(|| "–".to_owned(), |step| step.to_string());
        let cells = vec![pen.name(&result.question.text), result.n.to_string(), median, spread(pen, result)];
        table.rows.push(row(cells, Vec::new()));
    }
    table
}

/// `1（毫不清楚）2，2　0 …`: each value with its count, ends of a scale in words.
fn spread(pen: &Pen<'_>, result: &FeedbackResult) -> String {
    let label = |place: usize, value: &str| match &result.question.form {
        FeedbackForm::Scale { low, .. } if place == 0 => format!("{value} {}", pen.name(low)),
        FeedbackForm::Scale { high, .. } if place + 1 == result.counts.len() => format!("{value} {}", pen.name(high)),
        FeedbackForm::Choice { of } => of.get(place).map_or_else(|| value.to_owned(), |one| pen.name(&one.text)),
        FeedbackForm::Scale { .. } | FeedbackForm::Text {} => value.to_owned(),
    };
    let colon = pen.pick("：", ": ");
    let parts =
        result.counts.iter().enumerate().map(|(place, one)| format!("{}{colon}{}", label(place, &one.value), one.n));
    parts.collect::<Vec<_>>().join(&pen.pick("；", "; "))
}

/// What was written. Without names in the order of the words, which says nothing of who or when.
fn said(pen: &Pen<'_>, key: &str, asked: &Questionnaire, results: &[FeedbackResult]) -> DocumentTable {
    let caption = if asked.anonymous {
        ("参演人员的话（不记名，次序与提交先后无关）", "In their own words (anonymous; in no order of time)")
    } else {
        ("参演人员的话", "In their own words")
    };
    let mut columns = vec![("问题", "Question", 36, false), ("回答", "Answer", 56, false)];
    columns.extend((!asked.anonymous).then_some(("席位", "Seat", 8, false)));
    let mut table = pen.table(key, caption, &columns);
    for result in results {
        for text in &result.texts {
            let mut cells = vec![pen.name(&result.question.text), text.text.clone()];
            cells.extend((!asked.anonymous).then(|| text.seat.as_ref().map_or_else(String::new, ToString::to_string)));
            table.rows.push(row(cells, Vec::new()));
        }
    }
    table
}
