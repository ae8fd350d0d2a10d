//! Each rule of a connection, by its id.

use super::*;

const ID: &str = "6b1c0b8e-2f6a-4f0e-9d3c-000000000001";

fn at(ms: i64) -> Timestamp {
    Timestamp(1_000_000 + ms)
}

fn machine(role: Role) -> Machine {
    Machine::new(SeatCode::parse("XF-1").unwrap(), role, at(0))
}

fn live(role: Role) -> Machine {
    let mut machine = machine(role);
    assert_eq!(machine.text(r#"{"type":"hello"}"#, at(0)), [Step::Attach(None)]);
    machine
}

fn submit(seat: &str, command: &str) -> String {
    format!(r#"{{"type":"submit","id":"{ID}","seat":"{seat}","command":{command}}}"#)
}

fn acknowledge() -> String {
    submit("XF-1", &format!(r#"{{"type":"acknowledge_inject","delivery":"{ID}"}}"#))
}

fn told(steps: &[Step]) -> Option<(ProblemCode, bool)> {
    let [Step::Send(frame), ..] = steps else { return None };
    match &**frame {
        ServerFrame::Rejected { problem, .. } => Some((problem.code, true)),
        ServerFrame::Refused { problem } => Some((problem.code, false)),
        _ => None,
    }
}

#[test]
fn h2_the_first_frame_is_a_hello_within_ten_seconds() {
    let close = [Step::Close(CloseReason::NoHello)];
    assert_eq!(machine(Role::Player).text(r#"{"type":"ping","t0":1}"#, at(0)), close);
    assert_eq!(machine(Role::Player).text("no json", at(0)), close);
    assert_eq!(machine(Role::Player).binary(at(0)), close);
    let mut late = machine(Role::Player);
    assert_eq!(late.wake_at(), Some(at(HELLO_MS)));
    assert_eq!(late.tick(at(HELLO_MS - 1)), []);
    assert_eq!(late.tick(at(HELLO_MS)), close);
    assert_eq!(late.text(r#"{"type":"hello"}"#, at(HELLO_MS)), [], "what is closed reads no more");
}

#[test]
fn h3_a_second_hello_is_refused() {
    let steps = live(Role::Player).text(r#"{"type":"hello"}"#, at(1));
    assert_eq!(told(&steps), Some((ProblemCode::UnexpectedFrame, false)));
}

#[test]
fn s2_a_command_of_another_seat_is_rejected() {
    let steps = live(Role::Player).text(&submit("XF-2", r#"{"type":"start_exercise"}"#), at(1));
    assert_eq!(told(&steps), Some((ProblemCode::WrongSeat, true)));
}

#[test]
fn s4_the_third_frame_that_cannot_be_read_ends_the_connection() {
    let mut machine = live(Role::Player);
    assert_eq!(told(&machine.binary(at(1))), Some((ProblemCode::BinaryFrame, false)));
    assert_eq!(told(&machine.text("{", at(2))), Some((ProblemCode::Malformed, false)));
    let steps = machine.binary(at(3));
    assert_eq!(told(&steps), Some((ProblemCode::BinaryFrame, false)));
    assert_eq!(steps.last(), Some(&Step::Close(CloseReason::BadFrame)));
}

#[test]
fn s5_a_flood_is_refused_with_its_wait_and_ended_at_the_third_breach_of_a_minute() {
    let mut machine = live(Role::Player);
    let frame = acknowledge();
    let passed = (0..40).filter(|_| matches!(machine.text(&frame, at(10))[..], [Step::Submit { .. }])).count();
    assert_eq!(passed, 30);
    let steps = machine.text(&frame, at(10));
    assert_eq!(told(&steps), Some((ProblemCode::RateLimited, true)), "one burst is one breach");
    let mut flood = (11..3_000).filter_map(|ms| machine.text(&frame, at(ms)).pop());
    assert!(flood.any(|step| step == Step::Close(CloseReason::Flooding)));

    let mut machine = live(Role::Player);
    let slow = (0..300).map(|second| machine.text(&frame, at(second * 100)));
    assert!(slow.into_iter().all(|steps| matches!(steps[..], [Step::Submit { .. }])), "ten a second are admitted");
    let mut console = live(Role::Controller);
    let burst = (0..100).filter(|_| matches!(console.text(&frame, at(0))[..], [Step::Submit { .. }])).count();
    assert_eq!(burst, 100);
}

#[test]
fn s5_receipts_and_real_emergencies_are_never_too_many() {
    let mut machine = live(Role::Player);
    while told(&machine.text(&acknowledge(), at(1))).is_none() {}
    let confirm = submit("XF-1", &format!(r#"{{"type":"confirm_seen","deliveries":["{ID}"]}}"#));
    let seen = |steps: &[Step]| matches!(steps, [Step::Receipts { stage: DeliveryStage::Seen, .. }]);
    assert!(seen(&machine.text(&confirm, at(1))));
    let emergency = submit("XF-1", r#"{"type":"declare_emergency"}"#);
    for _ in 0..500 {
        assert!(matches!(machine.text(&emergency, at(1))[..], [Step::Submit { .. }]));
    }
}

#[test]
fn s7_a_ping_is_answered_and_silence_ends_the_connection() {
    let mut machine = live(Role::Player);
    let steps = machine.text(r#"{"type":"ping","t0":5}"#, at(7));
    let pong = ServerFrame::Pong { t0: Timestamp(5), t1: at(7) };
    assert_eq!(steps, [Step::Send(Box::new(pong)), Step::Heard(None)]);
    assert_eq!(machine.wake_at(), Some(at(PING_EVERY_MS)));
    assert_eq!(machine.tick(at(PING_EVERY_MS)), [Step::Ping]);
    assert_eq!(machine.pong(at(PING_EVERY_MS + 40)), [Step::Heard(Some(40))]);
    assert_eq!(machine.tick(at(PING_EVERY_MS * 2)), [Step::Ping]);
    let silent = PING_EVERY_MS + 40 + SILENT_MS;
    assert_eq!(machine.tick(at(silent - 1)), [Step::Ping, Step::Revalidate]);
    assert_eq!(machine.tick(at(silent)), [Step::Close(CloseReason::Silent)]);
}

#[test]
fn s9_the_claimed_time_is_brought_to_the_servers_clock_and_never_lies_ahead() {
    let claimed = |happened_at: i64, offset: i32| {
        let text = acknowledge().replacen('{', &format!(r#"{{"happened_at":{happened_at},"offset":{offset},"#), 1);
        match live(Role::Player).text(&text, at(500)).pop() {
            Some(Step::Submit { happened_at, .. }) => happened_at.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(claimed(at(100).0, 0), at(100));
    assert_eq!(claimed(at(100).0 + 3_600_000, 3_600_000), at(100));
    assert_eq!(claimed(at(9_999).0, 0), at(500));
}

#[test]
fn s12_the_token_is_looked_at_again_every_minute() {
    let mut machine = live(Role::Player);
    let mut looks = Vec::new();
    for second in 1..=180 {
        machine.ping(at(second * 1_000));
        looks.extend(machine.tick(at(second * 1_000)).contains(&Step::Revalidate).then_some(second));
    }
    assert_eq!(looks, [60, 120, 180]);
}

#[test]
fn a_check_of_a_device_carries_the_round_trip_and_clock_that_the_server_measured() {
    let check = submit(
        "XF-1",
        r#"{"type":"report_check","client":"c","sound":"passed","screen":"open","notifications":"open","storage":"open","round_trip_ms":1,"clock_ahead_ms":7}"#,
    );
    let said = |machine: &mut Machine, ms: i64| {
        let steps = machine.text(&check, at(ms));
        let [Step::Submit { command, .. }] = &steps[..] else { panic!("{steps:?}") };
        let Command::ReportCheck(check) = &**command else { panic!("{command:?}") };
        (check.round_trip_ms, check.clock_ahead_ms)
    };
    let mut machine = live(Role::Player);
    assert_eq!(said(&mut machine, 1), (Some(1), Some(7)), "until the server has measured, the client's word");
    assert_eq!(machine.tick(at(PING_EVERY_MS)), [Step::Ping]);
    machine.pong(at(PING_EVERY_MS + 40));
    let t0 = at(PING_EVERY_MS + 100).0 + 300 - 20;
    machine.text(&format!(r#"{{"type":"ping","t0":{t0}}}"#), at(PING_EVERY_MS + 100));
    assert_eq!(said(&mut machine, PING_EVERY_MS + 200), (Some(40), Some(300)));
}

#[test]
fn v8_control_says_which_row_it_has_open_and_nobody_else_may() {
    let look = r#"{"type":"look","row":"I-16"}"#;
    use protocol::frame::Sight;
    let row = protocol::ids::RowId::parse("I-16").unwrap();
    for role in [Role::Director, Role::LeadController, Role::Controller, Role::Safety] {
        assert_eq!(live(role).text(look, at(1)), [Step::Look(Some(Sight::Row(row.clone())))]);
        assert_eq!(live(role).text(r#"{"type":"look"}"#, at(1)), [Step::Look(None)]);
    }
    for role in [Role::Player, Role::Simulator, Role::Actor, Role::Evaluator, Role::Observer, Role::Wall] {
        assert_eq!(told(&live(role).text(look, at(1))), Some((ProblemCode::NotAllowed, false)), "{role:?}");
    }
    let mut console = live(Role::Controller);
    let long = format!(r#"{{"type":"look","row":"{}"}}"#, "I".repeat(1_000));
    assert_eq!(told(&console.text(&long, at(1))), Some((ProblemCode::Malformed, false)));
    let passed = (0..1_000).filter(|_| matches!(console.text(look, at(2))[..], [Step::Look(_)])).count();
    assert_eq!(passed, 500, "counted like every frame that is no command");
}
