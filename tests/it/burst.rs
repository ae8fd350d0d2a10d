//! Five hundred injects due in the same second: each is released once, everybody has all of them,
//! and the controller's Hold is answered in between. The lines are those of L-04; a loaded machine
//! and a debug build, which renders ten times slower, get more; `make bench` prints the true figures.

use std::time::Duration;
use world::burst;
use world::scenario::Size;

const RELEASED: Duration = Duration::from_secs(5);
const HELD: Duration = Duration::from_millis(500);
/// For a debug build beside other tests: it shows that control is served, not how fast.
const SLACK: u32 = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_hundred_injects_in_one_second_are_released_once_and_control_is_answered() {
    let burst = burst::play(Size { departments: 4, seats: 50, rows: 500 }).await.unwrap();
    assert_eq!(burst.released, 500);
    assert!(burst.holds > 0, "the controller asked while releases went on");
    assert!(burst.shown <= RELEASED * SLACK, "{burst:?}");
    assert!(burst.slowest_hold <= HELD * SLACK, "{burst:?}");
}
