//! The questionnaire: it asks something, each thing once, and every choice offers at least two.

use super::super::rule::Rule;
use super::names::twice;
use super::{Found, at};
use protocol::feedback::{FeedbackForm, FeedbackQuestion, QUESTIONS_MAX};
use protocol::limits::LIST_MAX;
use protocol::scenario::Scenario;
use std::collections::HashSet;

pub(super) fn check(scenario: &Scenario, found: &mut Found<'_>) {
    let Some(asked) = &scenario.feedback else { return };
    if asked.questions.is_empty() || asked.questions.len() > QUESTIONS_MAX {
        let (zh, en) = (
            format!("问卷须有1至{QUESTIONS_MAX}个问题"),
            format!("a questionnaire has 1 to {QUESTIONS_MAX} questions"),
        );
        found.report(Rule::NumberRange, at!["feedback", "questions"], zh, en);
    }
    let mut seen = HashSet::new();
    for (q, question) in asked.questions.iter().enumerate() {
        if !seen.insert(&question.key) {
            twice(found, at!["feedback", "questions", q, "key"], &question.key);
        }
        choices(q, question, found);
    }
}

fn choices(q: usize, question: &FeedbackQuestion, found: &mut Found<'_>) {
    let FeedbackForm::Choice { of } = &question.form else { return };
    if of.len() < 2 || of.len() > LIST_MAX {
        let (zh, en) = (format!("选择题须有2至{LIST_MAX}个选项"), format!("a choice offers 2 to {LIST_MAX} values"));
        found.report(Rule::NumberRange, at!["feedback", "questions", q, "form", "of"], zh, en);
    }
    let mut seen = HashSet::new();
    for (c, choice) in of.iter().enumerate() {
        if !seen.insert(&choice.value) {
            twice(found, at!["feedback", "questions", q, "form", "of", c, "value"], &choice.value);
        }
    }
}
