//! Broken scenario files: every rule has a file that breaks it, and each finding stands at its line and
//! column.

use exercise::lint::LintRule;
use server::scenario::{Diagnostic, FILE_BYTES_MAX, Rule, Severity, load};
use std::collections::BTreeSet;

/// A sound scenario, small enough to be read at a glance. Each bad file changes one thing in it.
const GOOD: &str = include_str!("scenario/good.yaml");

/// What is changed in the good file, and the finding that must come of it.
struct Bad {
    /// Stands once in the good file.
    from: &'static str,
    /// What stands there instead; `§`, which is taken out again, marks the place of the finding.
    to: &'static str,
    /// For a finding elsewhere: the text at whose beginning it stands.
    at: &'static str,
    rule: Rule,
}

const fn bad(from: &'static str, to: &'static str, rule: Rule) -> Bad {
    Bad { from, to, at: "", rule }
}

const fn bad_at(from: &'static str, to: &'static str, at: &'static str, rule: Rule) -> Bad {
    Bad { from, to, at, rule }
}

const ROW_1: &str = "id: R-1\n";
const ROW_3: &str = "id: R-3\n";

/// A row of department B that asks for an answer.
macro_rules! row_at {
    ($id:literal, $at:literal) => {
        concat!(
            "  - { id: ",
            $id,
            ", kind: admin, controller: D, title: { zh: 通知, en: Notice }, body: { zh: 看, en: Look }, ",
            "to: [{ department: B }], targets: { respond: 300 }, offset: ",
            $at,
            ", when: { type: time, at: ",
            $at,
            " }, release: auto }\n"
        )
    };
}

/// One change each.
const TABLE: &[Bad] = &[
    bad("countdown: 60,", "countdown: 60, load_limit: §0,", Rule::NumberRange),
    bad("countdown: 60,", "countdown: 60, escalation: §{ red: -1 },", Rule::NumberRange),
    bad("countdown: 60,", "countdown: 60, escalation: §{ nudge: 90, deputy: 60 },", Rule::NumberRange),
    bad("relays: [{ inject: R-1", "relays: [{ inject: §R-4", Rule::NoEffect),
    // Not a tree.
    bad("id: small", "id: [small]§]", Rule::Syntax),
    bad("id: small", "id: &name §small", Rule::Alias),
    bad("id: small", "id: !!str §small", Rule::Alias),
    bad("command: A", "command: §*A", Rule::Alias),
    bad("  - code: B\n", "\t§- code: B\n", Rule::Syntax),
    bad("en: Close the valve }", "en: §\"Close the valve }", Rule::Syntax),
    bad("title: { zh: 小演练, en: Small drill }", "title:\n  zh: 小演练\n §en: Small drill", Rule::Syntax),
    bad("id: small", "id: small§: er", Rule::Syntax),
    bad("id: small", "§<<: {}", Rule::Alias),
    bad("id: small", "§schema: 1", Rule::DuplicateKey),
    bad("id: small", "id: small\n§---", Rule::Documents),
    // Not the form.
    bad("schema: 1", "schema: §2", Rule::SchemaVersion),
    bad("countdown: 60", "§countdwn: 60", Rule::UnknownField),
    bad_at("id: small", "story: { zh: 无名, en: Nameless }", "schema: 1", Rule::MissingField),
    bad("countdown: 60", "countdown: §soon", Rule::WrongType),
    bad("countdown: 60", "countdown: §60.5", Rule::WrongType),
    bad("id: small", "id: §2026", Rule::WrongType),
    bad("id: small", "id: §two words", Rule::Code),
    bad("kind: trigger", "kind: §triggered", Rule::UnknownWord),
    bad("{ type: time, at: 30 }", "§{ at: 30 }", Rule::MissingField),
    bad("{ type: time, at: 30 }", "{ type: §tiem, at: 30 }", Rule::UnknownWord),
    bad("{ type: time, at: 30 }", "{ type: time, at: 30, §delay: 1 }", Rule::UnknownField),
    bad("{ type: time, at: 90 }", "§{ type: time }", Rule::MissingField),
    bad("{ type: time, at: 90 }", "§90", Rule::WrongType),
    bad("to: [{ department: A }, { department: B }]", "to: [{ §departement: A }]", Rule::UnknownWord),
    bad("to: [{ department: A }, { department: B }]", "to: §A", Rule::WrongType),
    bad("{ zh: 水管漏了, en: A pipe leaks }", "{ zh: 水管漏了, §de: Ein Rohr leckt }", Rule::UnknownField),
    bad("{ zh: 水管漏了, en: A pipe leaks }", "§{ zh: \"\" }", Rule::MissingField),
    bad("zh: 水管漏了", "zh: §\"水\\u0007管\"", Rule::Text),
    bad("at: 30 }", "at: §60000000000 }", Rule::NumberRange),
    // Makes no sense.
    bad("id: R-2", "id: §R-1", Rule::DuplicateId),
    bad("code: a2", "code: §a1", Rule::DuplicateId),
    bad("code: E,", "code: §a1,", Rule::DuplicateId),
    bad("- id: T1", "- id: §R-3", Rule::DuplicateId),
    bad("value: no,", "value: §yes,", Rule::DuplicateId),
    bad("tasks: [T1]\n", "tasks: [§T2]\n", Rule::UnknownRef),
    bad_at("tasks: [T1]\n", "tasks: []\n", ROW_1, Rule::NoTask),
    bad_at("tasks: [T1]\n", "tasks: []\n", "T1\n        name", Rule::TaskUnused),
    bad("lead: A", "lead: §C", Rule::UnknownRef),
    bad_at(
        "to: [{ department: A }, { department: B }]",
        "to: [{ department: B }]",
        "A\n    controller",
        Rule::NotRecipient,
    ),
    bad("phase: P", "phase: §Q", Rule::UnknownRef),
    bad("controller: K", "controller: §S", Rule::WrongRole),
    bad("{ seat: b1 }", "{ seat: §K }", Rule::WrongRole),
    bad("{ seat: b1 }", "{ seat: §x9 }", Rule::UnknownRef),
    bad("watches: A", "watches: §C", Rule::UnknownRef),
    bad("command: A", "command: §C", Rule::UnknownRef),
    bad_at("role: SAF", "role: OBS", "- { code: D", Rule::MissingRole),
    bad("role: SAF", "role: §PLY", Rule::WrongRole),
    bad("[{ code: b1, name: { zh: 乙一, en: Beta one } }]", "§[]", Rule::NoSeat),
    bad("end: 600", "end: §0", Rule::PhaseOrder),
    bad("time_zone: Asia/Shanghai", "time_zone: §Shanghai", Rule::TimeZone),
    bad("acknowledge: 61", "acknowledge: §-1", Rule::NumberRange),
    bad_at("body: { zh: 水房漏水。, en: Water in the pump room. }", "priority: 2", ROW_1, Rule::NoBody),
    bad("controller: K", "priority: §6", Rule::NumberRange),
    bad_at("expected_action: { zh: 铺沙袋, en: Lay sandbags }", "priority: 3", ROW_3, Rule::NoExpectedAction),
    bad_at(
        "to: [{ department: B }]\n    ack_policy: named_role\n    ack_seat: b1",
        "priority: 3",
        ROW_3,
        Rule::NoRecipient,
    ),
    bad("ack_seat: b1", "ack_seat: §a1", Rule::AckSeat),
    bad("decided_by: { seat: a1 }", "decided_by: §{ seat: x1 }", Rule::NotRecipient),
    bad_at("decided_by: { seat: a1 }", "priority: 3", "[{ value: go", Rule::NoDecider),
    bad("value: stay }]", "value: §leave }]", Rule::UnknownRef),
    bad("template: endex", "template: §startex", Rule::DuplicateTemplate),
    // Facts.
    bad("truth: 5", "truth: §deep", Rule::FactValue),
    bad("truth: 5", "truth: §[5]", Rule::WrongType),
    bad("departments: [A], truth", "departments: [§C], truth", Rule::UnknownRef),
    bad("fact: depth, value: 4", "fact: §width, value: 4", Rule::UnknownRef),
    bad("en: Pump }, department: A", "en: Pump }, department: §C", Rule::UnknownRef),
    bad("backup_of: pump", "backup_of: §plump", Rule::UnknownRef),
    bad("backup_of: pump", "backup_of: §spare", Rule::NoEffect),
    bad("amount: 40", "amount: §0", Rule::NumberRange),
    bad("amount: 40, unit: { zh: 袋, en: bags }", "amount: §40", Rule::MissingField),
    bad("key: spare, name", "key: §pump, name", Rule::DuplicateId),
    bad("key: hose", "key: §oil", Rule::DuplicateId),
    bad("Fuel is full }, resource: pump", "Fuel is full }, resource: §sand", Rule::UnknownRef),
    bad("release: suggest\n  - id: R-4", "release: suggest\n    fails: [§plump]\n  - id: R-4", Rule::UnknownRef),
    bad("{ type: report_fact, fact: depth, value: 4 }", "{ type: use_resource, resource: §pump }", Rule::UnknownRef),
    bad("{ type: report_fact, fact: depth, value: 4 }", "{ type: check, item: §oil }", Rule::UnknownRef),
    bad(
        "relays: [{ inject: R-1, hops: [A, B] }]",
        "equipment: [{ fault: R-1, backup: T1, backup_mark: §on }]",
        Rule::UnknownRef,
    ),
    bad("after: 20, department: B", "after: 20, department: §C", Rule::UnknownRef),
    bad("row: R-1, after: 20", "row: §R-9, after: 20", Rule::UnknownRef),
    // Site and places.
    bad("west: 0.001", "west: §deep", Rule::WrongType),
    bad("west: 0.001", "west: §-181", Rule::NumberRange),
    bad("bounds: { west: 0.001", "bounds: §{ west: 0.0025", Rule::OffSite),
    bad("north: 0.0021", "§nroth: 0.0021, north: 0.0021", Rule::UnknownField),
    bad("'{\"type\":\"Point\"", "§'{\"type\":\"Pint\"", Rule::SitePlan),
    bad("{ type: geojson, text: ", "{ type: svg, text: §", Rule::SitePlan),
    bad("{ lon: 0.0013, lat: 0.0014 }", "§{ lon: 0.0013, lat: 0.0314 }", Rule::OffSite),
    bad("key: loft", "key: §pump", Rule::DuplicateId),
    bad("of: [B]", "of: §[]", Rule::Limit),
    bad("of: [B]", "of: [§C]", Rule::UnknownRef),
    bad("place: pump", "place: §moon", Rule::UnknownRef),
    bad("place: pump", "place: §loft", Rule::OffSite),
    bad("spot: { type: point, at: { lon: 0.0017", "spot: §{ type: point, at: { lon: 0.1", Rule::OffSite),
    bad("{ type: point, at: { lon: 0.0017, lat: 0.0018 } }", "§{ type: place, place: moon }", Rule::UnknownRef),
    // Posts and statements.
    bad("start: 10,", "start: §501,", Rule::NumberRange),
    bad("doubles_every: 64", "doubles_every: §0", Rule::NumberRange),
    bad("ceiling: 500", "ceiling: §2000000000", Rule::NumberRange),
    bad("answer_within: 65", "answer_within: §-65", Rule::NumberRange),
    bad("fact: depth, value: 3", "fact: §width, value: 3", Rule::UnknownRef),
    bad("fact: depth, value: 3", "fact: depth, value: §deep", Rule::FactValue),
    bad("cosigners: [A]", "cosigners: [§C]", Rule::UnknownRef),
    // Conditions.
    bad("ref: R-1, event: responded", "ref: §R-9, event: responded", Rule::UnknownRef),
    bad("ref: R-1, event: responded", "ref: R-2, event: §responded", Rule::Unreachable),
    bad("from: { row: R-1,", "from: { row: §R-2,", Rule::Unreachable),
    bad("when: { type: after, ref: R-1", "when: §{ type: after, ref: R-4", Rule::Cycle),
    bad_at("{ type: time, at: 30 }", "{ type: done, ref: R-4 }", "{ type: done, ref: R-4 }", Rule::Cycle),
    bad_at("{ type: time, at: 30 }", "{ type: done, ref: R-1 }", "{ type: any", Rule::Unreachable),
    bad("type: done, ref: T1", "type: done, ref: §T9", Rule::UnknownRef),
    bad("dept: B", "dept: §C", Rule::UnknownRef),
    bad("within: 62", "within: §-62", Rule::NumberRange),
    bad(
        "{ type: any, of: [{ type: no_ack, ref: R-1, dept: B, within: 62 }, { type: decision, ref: R-1, value: stay }] }",
        "§{ type: time, at: 200 }",
        Rule::NoCondition,
    ),
    bad("[{ type: time, at: 90 }, { type: done, ref: T1 }]", "§[]", Rule::Unreachable),
    // Bindings.
    bad("section: summary.2.1, objectives: [O]", "section: summary.2.1, objectives: [§X]", Rule::UnknownRef),
    bad("task: T1, mark: closed", "task: T1, mark: §open", Rule::UnknownRef),
    bad("hops: [A, B]", "hops: [A, §C]", Rule::UnknownRef),
    // Taken, with a warning.
    bad("{ zh: 水管漏了, en: A pipe leaks }", "§{ zh: 水管漏了 }", Rule::MissingLanguage),
    bad(
        "expected_action: { zh: 关阀门, en: Close the valve }",
        "expected_action: §{ zh: 水房漏水。, en: Close it }",
        Rule::SameText,
    ),
    bad("en: The corridor is wet.", "en: §call 055 1234 5678 now", Rule::RealNumber),
    bad("offset: 30", "offset: §31", Rule::OffsetMismatch),
    bad_at("end: 600", "end: 20", "30\n    title", Rule::OutsidePhase),
    bad("respond: 120", "respond: §60", Rule::TargetOrder),
    bad("release: manual, template: endex", "release: §auto, template: endex", Rule::ReleaseMismatch),
    bad_at(", template: endex", "", "- id: R-1", Rule::MissingTemplate),
    bad("role: EVA, watches: A", "role: OBS, watches: §A", Rule::NoEffect),
    // Over the whole list and its time.
    bad_at(
        "bindings:\n",
        concat!(row_at!("X1", 40), row_at!("X2", 50), row_at!("X3", 60), row_at!("X4", 70), "bindings:\n"),
        "code: B\n",
        Rule::Planner(LintRule::Overload),
    ),
    bad_at(
        "bindings:\n",
        concat!(row_at!("X1", 100), row_at!("X2", 1901), "bindings:\n"),
        "code: B\n",
        Rule::Planner(LintRule::ContactGap),
    ),
    bad(
        "departments:\n",
        "departments:\n  - §{ code: C, name: { zh: 丙, en: Gamma }, seats: [{ code: c1, name: { zh: 丙一, en: Gamma one } }] }\n",
        Rule::Planner(LintRule::NoContact),
    ),
    bad("type: done, ref: T1", "type: not_done, ref: T1, by: §30", Rule::Planner(LintRule::EarlyLimit)),
    bad(
        "when: { type: after, ref: R-1, event: responded, delay: 63 }",
        "phase: P\n    when: §{ type: after, ref: R-1, event: responded, delay: 571 }",
        Rule::Planner(LintRule::MissesPhase),
    ),
    bad("{ type: time, at: 90 }", "{ type: time, at: §601 }", Rule::Planner(LintRule::AfterLastPhase)),
    bad(
        "{ type: all, of: [{ type: time, at: 90 }",
        "§{ type: all, of: [{ type: not_done, ref: T1, by: 90 }",
        Rule::Planner(LintRule::Contradiction),
    ),
    bad_at("role: EVA, watches: A", "role: OBS", "- { code: D", Rule::Planner(LintRule::TaskUnwatched)),
    bad(
        "objectives:\n",
        "objectives:\n  - { id: O2, name: { zh: 目标, en: Objective }, tasks: §[] }\n",
        Rule::Planner(LintRule::ObjectiveUntested),
    ),
    bad_at("    controller: K\n", "", ROW_1, Rule::Planner(LintRule::NoController)),
    bad_at("    ack_policy: for_information\n", "", "id: R-4\n", Rule::Planner(LintRule::AsksNothing)),
];

#[test]
fn a_good_file_has_no_findings() {
    assert_eq!(load(GOOD.as_bytes()).diagnostics, []);
}

#[test]
fn each_bad_file_gets_its_finding_at_its_place() {
    let mut wrong = Vec::new();
    for Bad { from, to, at, rule } in TABLE {
        assert_eq!(GOOD.matches(from).count(), 1, "{from:?} must stand once in the good file");
        let marked = GOOD.replace(from, to);
        let text = marked.replace('§', "");
        let offset = marked.find('§').or_else(|| text.find(at)).expect("a marked place");
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let loaded = load(text.as_bytes());
        let stands = |found: &&Diagnostic| {
            found.rule == *rule && (found.place.line as usize, found.place.column as usize) == (line, column)
        };
        let refused = rule.severity() == Severity::Error;
        if loaded.diagnostics.iter().find(stands).is_none() || refused == loaded.scenario.is_some() {
            wrong.push(format!("{to}: wanted {rule} at {line}:{column}, got {:#?}", loaded.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn rules(bytes: &[u8]) -> Vec<Rule> {
    let loaded = load(bytes);
    assert!(loaded.scenario.is_none(), "nothing partial");
    loaded.diagnostics.iter().map(|found| found.rule).collect()
}

/// Files that break a bound, each too large to be a line of the table.
fn oversized() -> Vec<(Rule, Vec<u8>)> {
    let with = |from: &str, to: &str| {
        assert_eq!(GOOD.matches(from).count(), 1, "{from:?}");
        GOOD.replace(from, to).into_bytes()
    };
    let parts = |count| "{ type: time, at: 1 }, ".repeat(count);
    let deep = "{ type: all, of: [".repeat(6) + "{ type: time, at: 1 }" + &"] }".repeat(6);
    let row = "\n  - { id: X#, kind: admin, title: { zh: 甲, en: a }, when: { type: manual }, release: manual, body: { zh: 甲, en: a }, to: [{ department: A }] }";
    let rows: String = (0..1_000).map(|n| row.replace('#', &n.to_string())).collect();
    let when = "{ type: all, of: [{ type: time, at: 90 }, { type: done, ref: T1 }] }";
    vec![
        (Rule::FileSize, vec![b' '; FILE_BYTES_MAX + 1]),
        (Rule::Encoding, [GOOD.as_bytes(), b"# \xff\n"].concat()),
        (Rule::Nesting, ("[".repeat(40) + &"]".repeat(40)).into_bytes()),
        (Rule::Nodes, ("[".to_owned() + &"0,".repeat(300_001) + "]").into_bytes()),
        (Rule::Nodes, (0..65).map(|n| format!("k{n}: 1\n")).collect::<String>().into_bytes()),
        (Rule::Limit, with("\ninjects:", &("\ninjects:".to_owned() + &rows))),
        (Rule::ConditionSize, with(when, &deep)),
        (Rule::ConditionSize, with(when, &format!("{{ type: any, of: [{}] }}", parts(64)))),
    ]
}

#[test]
fn what_is_beyond_a_bound_is_refused_whole() {
    for (rule, bytes) in oversized() {
        assert!(rules(&bytes).contains(&rule), "{rule}: {:?}", rules(&bytes));
    }
}

#[test]
fn every_rule_has_a_file_that_breaks_it() {
    let mut broken: BTreeSet<Rule> = TABLE.iter().map(|bad| bad.rule).collect();
    broken.extend(oversized().iter().map(|(rule, _)| *rule));
    // A beginning, in which nobody takes part yet.
    let blank = load(server::scenario::BLANK.yaml.as_bytes());
    assert_eq!(blank.diagnostics.iter().map(|found| found.rule).collect::<Vec<_>>(), [Rule::NoDepartment]);
    assert!(blank.scenario.is_some(), "a beginning is taken");
    broken.insert(Rule::NoDepartment);
    let unbroken: Vec<Rule> = Rule::all().filter(|rule| !broken.contains(rule)).collect();
    // The type's own refusal, should the form ever let something pass that the type does not.
    assert_eq!(unbroken, [Rule::Invalid]);
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let bomb =
        (0..30).fold("a0: &a0 [x]\n".to_owned(), |text, n| text + &format!("a{}: &a{} [*a{n}, *a{n}]\n", n + 1, n + 1));
    let started = std::time::Instant::now();
    assert_eq!(rules(bomb.as_bytes()), [Rule::Alias]);
    assert!(started.elapsed().as_secs() < 1);
}

#[test]
fn all_misfits_are_told_at_once() {
    let text = GOOD
        .replace("countdown: 60", "countdown: x")
        .replace("kind: contextual", "kind: news")
        .replace("id: small", "id: a b");
    assert_eq!(rules(text.as_bytes()), [Rule::Code, Rule::WrongType, Rule::UnknownWord]);
}

#[test]
fn line_ends_and_byte_order_marks_do_not_matter() {
    let plain = load(GOOD.as_bytes()).scenario.unwrap();
    for text in [GOOD.replace('\n', "\r\n"), format!("\u{feff}{GOOD}")] {
        let loaded = load(text.as_bytes());
        assert_eq!(loaded.diagnostics, []);
        assert_eq!(loaded.scenario.as_ref(), Some(&plain));
    }
}

#[test]
fn nothing_else_comes_of_any_single_lost_line() {
    // Whatever a slip of the hand does to the file, it is read or refused, and never panics.
    let lines: Vec<&str> = GOOD.lines().collect();
    for lost in 0..lines.len() {
        let text: Vec<&str> = lines.iter().enumerate().filter(|(n, _)| *n != lost).map(|(_, line)| *line).collect();
        let loaded = load(text.join("\n").as_bytes());
        let refused = loaded.diagnostics.iter().any(Diagnostic::is_error);
        assert_eq!(refused, loaded.scenario.is_none(), "line {}", lost + 1);
        assert!(loaded.diagnostics.iter().all(|found| found.place.line as usize <= lines.len() + 1));
    }
}

#[test]
fn no_number_is_too_strange() {
    let numbers =
        ["-2147483648", "2147483647", "4294967295", "-9223372036854775808", "99999999999999999999", "1e999", ".nan"];
    let places: Vec<usize> = GOOD.match_indices(": ").map(|(at, _)| at + 2).collect();
    let digit = |at: &usize| GOOD[*at..].starts_with(|c: char| c.is_ascii_digit());
    let places: Vec<usize> = places.into_iter().filter(digit).collect();
    assert!(places.len() > 10, "{places:?}");
    for at in places {
        let end = GOOD[at..].find(|c: char| !c.is_ascii_digit()).map_or(GOOD.len(), |n| at + n);
        for number in numbers {
            let text = [&GOOD[..at], number, &GOOD[end..]].concat();
            let loaded = load(text.as_bytes());
            assert!(!loaded.diagnostics.is_empty(), "{number} was taken at {at}");
        }
    }
}

#[test]
fn a_thousand_rows_that_wait_for_each_other_are_told_in_a_moment() {
    let row = |n: usize, waits: usize| {
        format!(
            "\n  - {{ id: X{n}, kind: admin, title: {{ zh: 甲, en: a }}, when: {{ type: done, ref: X{waits} }}, release: auto, body: {{ zh: 甲, en: a }}, to: [{{ department: A }}], ack_policy: for_information, controller: D }}"
        )
    };
    let rows: String = (0..990).map(|n| row(n, (n + 1) % 990)).collect();
    let text = GOOD.replace("\ninjects:", &format!("\ninjects:{rows}"));
    let started = std::time::Instant::now();
    assert_eq!(rules(text.as_bytes()), [Rule::Cycle]);
    assert!(started.elapsed().as_secs() < 5);
}
