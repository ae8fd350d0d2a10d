//! Does a well-formed scenario make sense as an exercise?

use super::diagnostic::{Diagnostic, path_text};
use super::node::Node;
use super::rule::Rule;
use protocol::scenario::{SCENARIO_SCHEMA, Scenario};

/// Every finding, in the order of the text.
pub(super) fn check(scenario: &Scenario, tree: &Node) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.schema != SCENARIO_SCHEMA {
        let path = ["schema".into()];
        let en = format!("this program reads form {SCENARIO_SCHEMA}");
        let zh = format!("本程序只读第{SCENARIO_SCHEMA}版格式");
        found.push(Diagnostic::new(Rule::SchemaVersion, tree.locate(&path), path_text(&path), zh, en));
    }
    found
}
