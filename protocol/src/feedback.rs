//! Feedback 参演人员自评与现场点评问卷: what players and those who play with them think of the exercise,
//! asked after ENDEX. A voice of its own: it rates nobody and enters no rating.

use crate::ids::{ChoiceValue, QuestionKey, SeatCode};
use crate::improvement::ProblemArea;
use crate::item::{Rung, items};
use crate::scenario::Choice;
use crate::text::{Bilingual, Remark};
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Smallest and largest step of a scale.
pub const SCALE_STEPS: std::ops::RangeInclusive<u8> = 1..=5;
/// Questions of one questionnaire: more are not answered by people who want to go home.
pub const QUESTIONS_MAX: usize = 30;
/// Answers below which nothing of an anonymous questionnaire is shown but their number: who is one of
/// four is soon guessed.
pub const ANONYMOUS_MIN: usize = 5;

words! {
    /// Who is asked.
    FeedbackAudience {
        /// 参演人员: seats of departments.
        Players = "players",
        /// 参演、模拟人员与群众演员
        All = "all",
    }
    /// Why answers are not shown.
    FeedbackWithheld {
        /// It can still be answered: what changes with each answer would tell whose it was.
        Open = "open",
        /// There are too few of them.
        Few = "few",
    }
}

/// A questionnaire.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Questionnaire {
    /// Nobody is to know who answered what: the record holds answers without seat, person or time.
    pub anonymous: bool,
    /// Who is asked.
    #[serde(default = "players")]
    pub audience: FeedbackAudience,
    /// What stands above the questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intro: Option<Bilingual>,
    /// The questions, in order; each may be passed over.
    pub questions: Vec<FeedbackQuestion>,
}

const fn players() -> FeedbackAudience {
    FeedbackAudience::Players
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FeedbackQuestion {
    /// Its key.
    pub key: QuestionKey,
    /// What is asked.
    pub text: Bilingual,
    /// Which kind of problem it asks about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ProblemArea>,
    /// What an answer looks like.
    pub form: FeedbackForm,
}

/// What an answer looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum FeedbackForm {
    /// 1 to 5.
    Scale {
        /// What 1 means.
        low: Bilingual,
        /// What 5 means.
        high: Bilingual,
    },
    /// One of several.
    Choice {
        /// The choices.
        of: Vec<Choice>,
    },
    /// In one's own words.
    Text {},
}

impl FeedbackForm {
    /// Whether an answer has this form.
    #[must_use]
    pub fn admits(&self, value: &FeedbackValue) -> bool {
        match (self, value) {
            (Self::Scale { .. }, FeedbackValue::Step(step)) => SCALE_STEPS.contains(step),
            (Self::Choice { of }, FeedbackValue::Words(words)) => {
                of.iter().any(|one| one.value.as_str() == words.as_str())
            }
            (Self::Text {}, FeedbackValue::Words(_)) => true,
            (Self::Scale { .. }, FeedbackValue::Words(_))
            | (Self::Choice { .. } | Self::Text {}, FeedbackValue::Step(_)) => false,
        }
    }

    /// Values that are counted, in order: steps of a scale, choices; none for words.
    #[must_use]
    pub fn counted(&self) -> Vec<String> {
        match self {
            Self::Scale { .. } => SCALE_STEPS.map(|step| step.to_string()).collect(),
            Self::Choice { of } => of.iter().map(|one: &Choice| ChoiceValue::as_str(&one.value).to_owned()).collect(),
            Self::Text {} => Vec::new(),
        }
    }
}

/// An answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FeedbackAnswer {
    /// The question.
    pub question: QuestionKey,
    /// What is said.
    pub value: FeedbackValue,
}

/// What is said: a step of the scale, the value of a choice, or words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(untagged)]
pub enum FeedbackValue {
    /// A step of the scale.
    Step(u8),
    /// The value of a choice, or words.
    Words(Remark),
}

impl std::fmt::Display for FeedbackValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Step(step) => step.fmt(f),
            Self::Words(words) => words.as_str().fmt(f),
        }
    }
}

items! {
    /// Who is asked: the questionnaire, as long as it can be answered.
    FeedbackFormItem {
        /// Nobody will know who answered what.
        anonymous: bool,
        /// What stands above the questions.
        intro: Option<Bilingual>,
        /// The questions.
        questions: Vec<FeedbackQuestion>,
    }
    /// Control and evaluators: what was answered.
    FeedbackItem {
        /// Nobody knows who answered what.
        anonymous: bool,
        /// Who was asked.
        audience: FeedbackAudience,
        /// Seats that were asked.
        seats: u32,
        /// Questionnaires that came back.
        given: u32,
        /// When it was closed, and by whom.
        closed: Option<Rung>,
        /// Why the answers are not shown.
        withheld: Option<FeedbackWithheld>,
        /// Question by question, with answers where they are shown.
        questions: Vec<FeedbackResult>,
    }
    /// What was answered to one question.
    FeedbackResult {
        /// The question.
        question: FeedbackQuestion,
        /// Answers to it.
        n: u32,
        /// How many for each value, in the order of the form.
        counts: Vec<FeedbackCount>,
        /// The middle step of the scale, by nearest rank.
        median: Option<u8>,
        /// What was written. Without names in an order that says nothing of who or when.
        texts: Vec<FeedbackText>,
    }
    /// How many gave one value.
    FeedbackCount {
        /// The step, or the value of the choice.
        value: String,
        /// How many.
        n: u32,
    }
    /// What somebody wrote.
    FeedbackText {
        /// The seat; none where nobody is to know.
        seat: Option<SeatCode>,
        /// The words.
        text: String,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_the_form_of_its_question() {
        let text = |word: &str| Bilingual { zh: Some(word.into()), en: Some(word.into()) };
        let scale = FeedbackForm::Scale { low: text("no"), high: text("yes") };
        let choice: FeedbackForm =
            serde_json::from_str(r#"{"type":"choice","of":[{"value":"late","text":{"zh":"迟","en":"late"}}]}"#)
                .unwrap();
        let value = |json: &str| serde_json::from_str::<FeedbackValue>(json).unwrap();
        for (form, json, admits) in [
            (&scale, "1", true),
            (&scale, "5", true),
            (&scale, "0", false),
            (&scale, "6", false),
            (&scale, "\"5\"", false),
            (&choice, "\"late\"", true),
            (&choice, "\"never\"", false),
            (&choice, "1", false),
            (&FeedbackForm::Text {}, "\"anything\"", true),
            (&FeedbackForm::Text {}, "3", false),
        ] {
            assert_eq!(form.admits(&value(json)), admits, "{form:?} {json}");
        }
        assert!(
            serde_json::from_str::<FeedbackValue>("4.5").is_err()
                && serde_json::from_str::<FeedbackValue>("-1").is_err()
        );
        assert_eq!(scale.counted(), ["1", "2", "3", "4", "5"]);
    }
}
