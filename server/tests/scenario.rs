//! Scenario files: the bundled ones are sound, broken ones are refused with rule, line and column.

use protocol::scenario::Scenario;
use server::scenario::{Form, bundled, export, load};

fn scenario(id: &str) -> Scenario {
    let file = bundled::find(id).expect("bundled");
    let loaded = load(file.yaml.as_bytes());
    assert_eq!(loaded.diagnostics, [], "{id}");
    loaded.scenario.expect("no findings, so a scenario")
}

#[test]
fn the_petition_drill_is_complete() {
    let drill = scenario("petition-drill");
    assert_eq!(drill.injects.len(), 49);
    assert_eq!(drill.objectives.len(), 6);
    assert_eq!(drill.objectives.iter().map(|objective| objective.tasks.len()).sum::<usize>(), 23);
    assert_eq!(drill.phases.len(), 5);
    assert_eq!(drill.departments.len(), 6);
    assert_eq!(drill.departments.iter().map(|department| department.seats.len()).sum::<usize>(), 17);
    assert_eq!(drill.staff.len(), 21);
}

#[test]
fn what_is_exported_reads_back_the_same() {
    for file in bundled() {
        let original = scenario(file.id);
        for form in [Form::Yaml, Form::Json] {
            let text = export(&original, form).unwrap();
            let back = load(text.as_bytes());
            assert_eq!(back.diagnostics, [], "{text}");
            assert_eq!(back.scenario.as_ref(), Some(&original), "{} as {form:?}", file.id);
        }
    }
}
