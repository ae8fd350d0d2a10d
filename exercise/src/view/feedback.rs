//! What is shown of the questionnaire: its questions to those who are asked while they can answer, how many
//! came back to control and evaluators, and what was said once nothing more can come.

use crate::area::feedback::{self, Given};
use crate::number;
use crate::state::State;
use crate::view::shared;
use protocol::feedback::{
    FeedbackAnswer, FeedbackCount, FeedbackForm, FeedbackFormItem, FeedbackItem, FeedbackQuestion, FeedbackResult,
    FeedbackText, FeedbackValue,
};
use protocol::vocab::{ExerciseStatus, Role};

/// The questionnaire, for those of this role.
pub(super) fn form(state: &State, role: Role) -> Option<FeedbackFormItem> {
    let asked = state.scenario.feedback.as_ref().filter(|asked| feedback::asks(asked, role))?;
    feedback::is_open(state).then(|| FeedbackFormItem {
        anonymous: asked.anonymous,
        intro: asked.intro.clone(),
        questions: asked.questions.clone(),
    })
}

/// What came back.
pub(super) fn results(state: &State) -> Option<FeedbackItem> {
    let asked = state.scenario.feedback.as_ref()?;
    let after = matches!(
        state.status,
        ExerciseStatus::Ended
            | ExerciseStatus::Aborted
            | ExerciseStatus::Evaluating
            | ExerciseStatus::Reported
            | ExerciseStatus::Closed
    );
    if !after {
        return None;
    }
    let seats = state.seats.values().filter(|seat| feedback::asks(asked, seat.role)).count();
    let withheld = state.feedback.withheld(asked);
    let given = if withheld.is_none() { state.feedback.given.as_slice() } else { &[] };
    Some(FeedbackItem {
        anonymous: asked.anonymous,
        audience: asked.audience,
        seats: number::count(seats),
        given: number::count(state.feedback.given.len()),
        closed: state.feedback.closed.as_ref().map(|rung| shared::rung(state, rung)),
        withheld,
        questions: asked.questions.iter().map(|question| result(question, given)).collect(),
    })
}

/// The answers to a question.
pub(crate) fn result(question: &FeedbackQuestion, given: &[Given]) -> FeedbackResult {
    let of = |one: &FeedbackAnswer| one.question == question.key;
    let answers: Vec<(&Given, &FeedbackValue)> =
        given.iter().filter_map(|one| Some((one, &one.answers.iter().find(|answer| of(answer))?.value))).collect();
    let count = |value: String| {
        let n = answers.iter().filter(|(_, said)| said.to_string() == value).count();
        FeedbackCount { value, n: number::count(n) }
    };
    let mut steps: Vec<u8> = answers
        .iter()
        .filter_map(|(_, said)| if let FeedbackValue::Step(step) = said { Some(*step) } else { None })
        .collect();
    steps.sort_unstable();
    FeedbackResult {
        question: question.clone(),
        n: number::count(answers.len()),
        counts: question.form.counted().into_iter().map(count).collect(),
        median: steps.get(steps.len().saturating_sub(1) / 2).copied(),
        texts: if matches!(question.form, FeedbackForm::Text {}) { texts(&answers) } else { Vec::new() },
    }
}

/// In the order of the words: neither who came first nor what somebody else said shows in it.
fn texts(answers: &[(&Given, &FeedbackValue)]) -> Vec<FeedbackText> {
    let mut texts: Vec<FeedbackText> =
        answers.iter().map(|(given, said)| FeedbackText { seat: given.seat.clone(), text: said.to_string() }).collect();
    texts.sort_by(|a, b| a.text.cmp(&b.text));
    texts
}
