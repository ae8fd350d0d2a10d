//! Escalation 升级 of a delivery whose acknowledgement or answer is late: what rises by itself, what
//! control is offered, and what it has done.

use crate::ids::SeatCode;
use crate::item::By;
use crate::time::{ExerciseTime, Seconds, Stamp};
use crate::vocab::{EscalationLevel, EscalationStep};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When the steps of escalation come, in exercise seconds after a limit for acknowledging or answering
/// has passed; a step without a span is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Escalation {
    /// Its level becomes amber: shown to control and evaluators, no sound.
    pub amber: Option<Seconds>,
    /// Its level becomes red: control's desk sounds once.
    pub red: Option<Seconds>,
    /// A nudge is offered.
    pub nudge: Option<Seconds>,
    /// Calling the department's deputy by name is offered.
    pub deputy: Option<Seconds>,
    /// Telling by another channel is offered: radio, telephone, in person.
    pub other_channel: Option<Seconds>,
    /// The nudge goes by itself when its moment comes.
    pub nudge_by_itself: bool,
}

impl Default for Escalation {
    /// Amber at once, for it is late; a hand first after half a minute, because most are late by less;
    /// red and the deputy after two minutes, another channel after four.
    fn default() -> Self {
        Self {
            amber: Some(Seconds(0)),
            red: Some(Seconds(120)),
            nudge: Some(Seconds(30)),
            deputy: Some(Seconds(120)),
            other_channel: Some(Seconds(240)),
            nudge_by_itself: false,
        }
    }
}

impl Escalation {
    /// Whether nothing is said that would not hold anyway.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The span of a step by hand.
    #[must_use]
    pub const fn of(&self, step: EscalationStep) -> Option<Seconds> {
        match step {
            EscalationStep::Nudge => self.nudge,
            EscalationStep::Deputy => self.deputy,
            EscalationStep::OtherChannel => self.other_channel,
        }
    }
}

/// How far a late delivery has escalated, for control and evaluators.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EscalationView {
    /// The level of what is still missing; none once it has come.
    pub level: Option<EscalationLevel>,
    /// Steps taken, in order.
    pub taken: Vec<StepTaken>,
    /// Steps that may still be taken and from when on they are offered, in order; the first is next.
    pub offered: Vec<StepOffer>,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StepTaken {
    /// Which.
    pub step: EscalationStep,
    /// When.
    pub at: Stamp,
    /// By whom; nobody where it went by itself.
    pub by: Option<By>,
    /// The seat that was called.
    pub seat: Option<SeatCode>,
}

/// A step that may be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct StepOffer {
    /// Which.
    pub step: EscalationStep,
    /// From when on.
    pub from: ExerciseTime,
}

/// Control puts an inject before one seat by name, as its department sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeputyCall {
    /// The seat.
    pub seat: SeatCode,
    /// When it was last called.
    pub at: Stamp,
}
