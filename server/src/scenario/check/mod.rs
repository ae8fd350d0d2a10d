//! Does a well-formed scenario make sense as an exercise? Each finding names a rule and stands at the
//! value that breaks it.

mod bindings;
mod conditions;
mod facts;
mod feedback;
mod names;
mod parts;
mod planner;
mod reach;
mod resources;
mod rows;
mod site;
mod texts;

use super::diagnostic::{Diagnostic, Step, path_text};
use super::node::Node;
use super::rule::Rule;
use super::shape::FINDINGS_MAX;
use names::Names;
use protocol::scenario::Scenario;

pub(super) use planner::way;

/// Every finding, in the order of the text.
pub(super) fn check(scenario: &Scenario, tree: &Node) -> Vec<Diagnostic> {
    let mut list = sense(scenario, tree);
    list.extend(planner::check(scenario, tree));
    // Errors first where the list is cut, then the order of the text.
    list.sort_by_key(|diagnostic| diagnostic.severity);
    list.truncate(FINDINGS_MAX);
    list.sort_by_key(|diagnostic| diagnostic.place);
    list
}

/// What is found without looking over the whole list and its time, in no order.
pub(super) fn sense(scenario: &Scenario, tree: &Node) -> Vec<Diagnostic> {
    let mut found = Found { tree, list: Vec::new() };
    let names = Names::of(scenario, &mut found);
    parts::check(scenario, &names, &mut found);
    facts::check(scenario, &names, &mut found);
    resources::check(scenario, &names, &mut found);
    feedback::check(scenario, &mut found);
    site::check(scenario, &names, &mut found);
    rows::check(scenario, &names, &mut found);
    conditions::check(scenario, &names, &mut found);
    reach::check(scenario, &mut found);
    bindings::check(scenario, &names, &mut found);
    texts::check(tree, scenario, &mut found);
    found.list
}

/// Where findings are gathered.
struct Found<'tree> {
    tree: &'tree Node,
    list: Vec<Diagnostic>,
}

impl Found<'_> {
    /// Reports the value at `path`, or the deepest part of it that exists.
    fn report(&mut self, rule: Rule, path: &[Step<'_>], zh: impl Into<String>, en: impl Into<String>) {
        self.list.push(Diagnostic::new(rule, self.tree.locate(path), path_text(path), zh, en));
    }
}

/// A path into the data: `at!["injects", 3, "when"]`.
macro_rules! at {
    ($($step:expr),* $(,)?) => { &[$($crate::scenario::diagnostic::Step::from($step)),*] };
}
use at;
