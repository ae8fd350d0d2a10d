//! H4, second half: what somebody was shown bit by bit is what a newcomer to the same seat is shown
//! at once.

use crate::person::Person;
use std::collections::BTreeSet;
use std::time::Duration;

/// How long both look before they compare: longer than the slowest channel's interval.
const QUIET: Duration = Duration::from_millis(1_500);

/// Lets both read until it is quiet, then names every item on which they differ.
pub async fn differences(one: &mut Person, newcomer: &mut Person) -> Vec<String> {
    tokio::join!(one.settle(QUIET), newcomer.settle(QUIET));
    let mut wrong = Vec::new();
    let names: BTreeSet<&String> = one.store.channels.keys().chain(newcomer.store.channels.keys()).collect();
    for name in names {
        let (Some(mine), Some(other)) = (one.store.channels.get(name), newcomer.store.channels.get(name)) else {
            wrong.push(format!("{}: only one of them has {name}", one.who));
            continue;
        };
        if mine.n != other.n {
            wrong.push(format!("{}: {name} is at {} and at {}", one.who, mine.n, other.n));
        }
        let keys: BTreeSet<&String> = mine.items.keys().chain(other.items.keys()).collect();
        let differ = keys.into_iter().filter(|key| mine.items.get(*key) != other.items.get(*key));
        wrong.extend(differ.map(|key| format!("{}: {name} differs in {key}", one.who)));
    }
    wrong
}
