//! An expected "no", with its stable code.

use protocol::problem::{Problem, ProblemCode};

/// The rules say no: nothing happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejection {
    /// Stable code.
    pub code: ProblemCode,
    /// What exactly, for this case.
    pub detail: Option<String>,
    /// Which field of the command.
    pub place: Option<&'static str>,
}

impl Rejection {
    /// A rejection that says what exactly.
    pub fn new(code: ProblemCode, detail: impl Into<String>) -> Self {
        Self { code, detail: Some(detail.into()), place: None }
    }
    /// Adds the field of the command.
    #[must_use]
    pub const fn at(mut self, place: &'static str) -> Self {
        self.place = Some(place);
        self
    }
    /// Nothing of that name for this caller: the same answer for "not there" and "not yours".
    #[must_use]
    pub fn unknown(place: &'static str) -> Self {
        Self { code: ProblemCode::Unknown, detail: None, place: Some(place) }
    }
}

impl From<ProblemCode> for Rejection {
    fn from(code: ProblemCode) -> Self {
        Self { code, detail: None, place: None }
    }
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        let mut problem = Self::new(rejection.code);
        problem.detail = rejection.detail;
        problem.place = rejection.place.map(str::to_owned);
        problem
    }
}
