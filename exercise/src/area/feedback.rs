//! Feedback 问卷: answers of those who played, once for each seat, from ENDEX until it is closed.
//!
//! An anonymous answer is stored without seat, person or moment. That a seat answers only once is held
//! by a ballot: a number that the shell makes for the seat and that leads nobody back to it.

use crate::actor::Seated;
use crate::apply::Context;
use crate::area::inject::Rung;
use crate::commit::Moment;
use crate::event::{Event, FeedbackClosed, FeedbackGiven};
use crate::rejection::Rejection;
use crate::state::State;
use protocol::command::AnswerFeedback;
use protocol::feedback::{ANONYMOUS_MIN, FeedbackAnswer, FeedbackAudience, FeedbackWithheld, Questionnaire};
use protocol::ids::{QuestionKey, SeatCode};
use protocol::problem::ProblemCode;
use protocol::vocab::{ExerciseStatus, Role};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One questionnaire that came back.
#[derive(Clone, Debug)]
pub struct Given {
    /// Whose; none where nobody is to know.
    pub(crate) seat: Option<SeatCode>,
    pub(crate) answers: Vec<FeedbackAnswer>,
    /// When and in which commit. The stamp of an anonymous one is that of the commit before it.
    pub(crate) rung: Rung,
}

/// What came back so far.
#[derive(Clone, Debug, Default)]
pub struct Feedback {
    pub(crate) given: Vec<Given>,
    pub(crate) seats: BTreeSet<SeatCode>,
    pub(crate) ballots: BTreeSet<Uuid>,
    pub(crate) closed: Option<Rung>,
}

impl Feedback {
    /// Whether the answers may be shown, and if not, why.
    pub(crate) fn withheld(&self, asked: &Questionnaire) -> Option<FeedbackWithheld> {
        if self.closed.is_none() {
            return Some(FeedbackWithheld::Open);
        }
        (asked.anonymous && self.given.len() < ANONYMOUS_MIN).then_some(FeedbackWithheld::Few)
    }
}

/// Whether a role is asked.
pub(crate) fn asks(asked: &Questionnaire, role: Role) -> bool {
    match asked.audience {
        FeedbackAudience::Players => role == Role::Player,
        FeedbackAudience::All => matches!(role, Role::Player | Role::Simulator | Role::Actor),
    }
}

/// Whether it can be answered: from ENDEX until it is closed, or the reports are approved.
pub(crate) fn is_open(state: &State) -> bool {
    let after = matches!(state.status, ExerciseStatus::Ended | ExerciseStatus::Aborted | ExerciseStatus::Evaluating);
    after && state.scenario.feedback.is_some() && state.feedback.closed.is_none()
}

fn questionnaire(state: &State) -> Result<&Questionnaire, Rejection> {
    let asked = state.scenario.feedback.as_ref().ok_or_else(|| Rejection::unknown("feedback"))?;
    if state.feedback.closed.is_some() {
        return Err(Rejection::new(ProblemCode::WrongStatus, "the questionnaire is closed"));
    }
    Ok(asked)
}

pub(crate) fn answer(
    state: &State,
    command: &AnswerFeedback,
    seated: &Seated,
    moment: &Moment,
) -> Result<Vec<Event>, Rejection> {
    let asked = questionnaire(state)?;
    if !asks(asked, seated.role) {
        return Err(ProblemCode::NotAllowed.into());
    }
    let again = if asked.anonymous {
        state.feedback.ballots.contains(&moment.ballot)
    } else {
        state.feedback.seats.contains(&seated.seat)
    };
    if again {
        return Err(ProblemCode::AlreadyDone.into());
    }
    let wrong = |why: &str| Rejection::new(ProblemCode::DoesNotFitForm, why).at("answers");
    if command.answers.is_empty() {
        return Err(wrong("nothing is answered"));
    }
    let mut seen: BTreeSet<&QuestionKey> = BTreeSet::new();
    for answer in &command.answers {
        let question = asked.questions.iter().find(|question| question.key == answer.question);
        let question = question.ok_or_else(|| Rejection::unknown("answers"))?;
        if !question.form.admits(&answer.value) || !seen.insert(&question.key) {
            return Err(wrong(question.key.as_str()));
        }
    }
    let ballot = asked.anonymous.then_some(moment.ballot);
    Ok(vec![FeedbackGiven { ballot, answers: command.answers.clone() }.into()])
}

pub(crate) fn close(state: &State) -> Result<Vec<Event>, Rejection> {
    questionnaire(state)?;
    Ok(vec![FeedbackClosed {}.into()])
}

pub(crate) fn apply_given(state: &mut State, event: &FeedbackGiven, context: &Context) {
    let feedback = &mut state.feedback;
    let seat = context.who.seat.clone().filter(|_| event.ballot.is_none());
    feedback.ballots.extend(event.ballot);
    feedback.seats.extend(seat.clone());
    feedback.given.push(Given { seat, answers: event.answers.clone(), rung: context.rung() });
}

pub(crate) fn apply_closed(state: &mut State, context: &Context) {
    state.feedback.closed = Some(context.rung());
}

pub(crate) fn reset(state: &mut State) {
    state.feedback = Feedback::default();
}
