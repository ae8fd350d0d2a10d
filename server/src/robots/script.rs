//! Lines of a scenario that robots speak in a department. A robot is shown no row of the list, so a
//! line begins with what its client is shown: the text of the row.

use super::crew::Crew;
use protocol::ids::DepartmentCode;
use protocol::scenario::{RobotDeed, RobotLine, Scenario};
use protocol::text::Bilingual;
use protocol::time::Seconds;
use std::sync::Arc;

/// What a department does once it has received a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) department: DepartmentCode,
    pub(super) body: Bilingual,
    pub(super) after: Seconds,
    pub(super) careful_after: Option<Seconds>,
    pub(super) mistake: bool,
    /// It mends what the department reported of the same fact after the same text.
    corrects: bool,
    pub(super) does: RobotDeed,
}

impl Line {
    /// Seconds after the text came at which a crew does it, if it does.
    pub(super) fn after(&self, crew: Crew) -> Option<f64> {
        if !crew.is_careful() {
            return crew.does(&self.does, self.corrects, f64::from(self.after.0));
        }
        let after = self.careful_after.unwrap_or(self.after);
        if self.mistake { None } else { crew.does(&self.does, self.corrects, f64::from(after.0)) }
    }
}

/// Whether a line reports a fact that an earlier one reported.
fn mended(earlier: &RobotLine, line: &RobotLine) -> bool {
    let fact =
        |line: &RobotLine| if let RobotDeed::ReportFact { fact, .. } = &line.does { Some(fact.clone()) } else { None };
    earlier.row == line.row
        && earlier.department == line.department
        && fact(line).is_some()
        && fact(earlier) == fact(line)
}

/// The lines of a scenario 演练脚本; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Script(Arc<[Line]>);

impl Script {
    /// Those of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let lines = scenario.robot_lines.iter().enumerate().filter_map(|(place, line)| {
            let row = scenario.injects.iter().find(|row| row.id == line.row)?;
            Some(Line {
                department: line.department.clone(),
                body: row.body.clone()?,
                after: line.after,
                careful_after: line.careful_after,
                mistake: line.mistake,
                corrects: scenario.robot_lines[..place].iter().any(|earlier| mended(earlier, line)),
                does: line.does.clone(),
            })
        });
        Self(lines.collect())
    }

    /// The lines that begin with a text in a department, each with its place in the list.
    pub(super) fn after<'a>(
        &'a self,
        department: &'a DepartmentCode,
        body: &'a Bilingual,
    ) -> impl Iterator<Item = (usize, &'a Line)> {
        self.0.iter().enumerate().filter(move |(_, line)| line.department == *department && line.body == *body)
    }

    pub(super) fn get(&self, index: usize) -> Option<&Line> {
        self.0.get(index)
    }
}
