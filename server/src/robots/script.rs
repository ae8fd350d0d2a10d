//! Lines of a scenario that robots speak in a department. A robot is shown no row of the list, so a
//! line begins with what its client is shown: the text of the row.

use protocol::ids::DepartmentCode;
use protocol::scenario::{RobotDeed, Scenario};
use protocol::text::Bilingual;
use protocol::time::Seconds;
use std::sync::Arc;

/// What a department does once it has received a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) department: DepartmentCode,
    pub(super) body: Bilingual,
    pub(super) after: Seconds,
    pub(super) does: RobotDeed,
}

/// The lines of a scenario 演练脚本; clones share them.
#[derive(Clone, Debug, Default)]
pub struct Script(Arc<[Line]>);

impl Script {
    /// Those of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let lines = scenario.robot_lines.iter().filter_map(|line| {
            let row = scenario.injects.iter().find(|row| row.id == line.row)?;
            Some(Line {
                department: line.department.clone(),
                body: row.body.clone()?,
                after: line.after,
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
