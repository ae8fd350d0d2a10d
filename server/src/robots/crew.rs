//! How well the people play whom the program plays. A list of injects is only worth its evaluation if
//! careful people come out well and a weakness is found: a rehearsal tries both.

use protocol::improvement::ProblemArea;
use protocol::scenario::RobotDeed;

/// Seconds by which a crew that is weak in something does it later than others.
const EQUIPMENT_LATER: f64 = 420.0;
const CORRECTED_LATER: f64 = 900.0;
const NOTICED_LATER: f64 = 900.0;
const ANSWERED_LATER: f64 = 1_500.0;

/// A crew 参演队伍. By default people as they are: mostly in time, now and then late, wrong or deaf.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crew {
    careful: bool,
    plan: bool,
    coordination: bool,
    equipment: bool,
    public_information: bool,
}

impl Crew {
    /// Everything in time and complete.
    pub const CAREFUL: Self =
        Self { careful: true, plan: false, coordination: false, equipment: false, public_information: false };

    /// The same people, weak in something: they do not know the plan, pass on late and wrong what they
    /// hear, do not check their equipment, or let rumours go unanswered. Elsewhere nobody can be weak.
    #[must_use]
    pub const fn weak(mut self, area: ProblemArea) -> Self {
        match area {
            ProblemArea::Plan => self.plan = true,
            ProblemArea::Coordination => self.coordination = true,
            ProblemArea::Equipment => self.equipment = true,
            ProblemArea::PublicInformation => self.public_information = true,
            ProblemArea::Conduct | ProblemArea::Other => {}
        }
        self
    }

    /// Whether it makes no mistakes but those of its weaknesses.
    #[must_use]
    pub const fn is_careful(self) -> bool {
        self.careful
    }

    /// Whether it knows the plan.
    pub(super) const fn knows_the_plan(self) -> bool {
        !self.plan
    }

    /// Whether what it passes on arrives late and changed.
    pub(super) const fn garbles(self) -> bool {
        self.coordination
    }

    /// Whether it looks for personal data before something goes out.
    pub(super) const fn looks_for_personal_data(self) -> bool {
        self.careful && !self.public_information
    }

    /// When it does what a line of the scenario says, `corrects` saying whether that mends what the same
    /// department reported before; never where it is `None`.
    pub(super) fn does(self, deed: &RobotDeed, corrects: bool, after: f64) -> Option<f64> {
        let later = match deed {
            RobotDeed::Check { .. } if self.equipment => return None,
            RobotDeed::UseResource { .. } | RobotDeed::ReportFault { .. } if self.equipment => EQUIPMENT_LATER,
            RobotDeed::ReportFact { .. } if self.coordination && corrects => CORRECTED_LATER,
            RobotDeed::NoticePost {} | RobotDeed::VerifyPost { .. } if self.public_information => NOTICED_LATER,
            RobotDeed::DraftStatement { .. } | RobotDeed::CorrectStatement { .. } if self.public_information => {
                ANSWERED_LATER
            }
            RobotDeed::Check { .. }
            | RobotDeed::UseResource { .. }
            | RobotDeed::ReportFault { .. }
            | RobotDeed::ReportFact { .. }
            | RobotDeed::NoticePost {}
            | RobotDeed::VerifyPost { .. }
            | RobotDeed::DraftStatement { .. }
            | RobotDeed::CorrectStatement { .. }
            | RobotDeed::RecordClaim { .. }
            | RobotDeed::MakeCommitment { .. }
            | RobotDeed::Depart {}
            | RobotDeed::UseSupply { .. }
            | RobotDeed::AskResource { .. }
            | RobotDeed::PutFeature { .. } => 0.0,
        };
        Some(after + later)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weakness_changes_its_own_deeds_and_no_others() {
        let check: RobotDeed = serde_json::from_value(serde_json::json!({"type": "check", "item": "x"})).unwrap();
        let notice = RobotDeed::NoticePost {};
        let unequipped = Crew::CAREFUL.weak(ProblemArea::Equipment);
        assert_eq!((unequipped.does(&check, false, 60.0), unequipped.does(&notice, false, 60.0)), (None, Some(60.0)));
        let silent = Crew::CAREFUL.weak(ProblemArea::PublicInformation);
        assert_eq!((silent.does(&check, false, 60.0), silent.does(&notice, false, 60.0)), (Some(60.0), Some(960.0)));
        assert_eq!(Crew::CAREFUL.weak(ProblemArea::Conduct), Crew::CAREFUL);
    }
}
