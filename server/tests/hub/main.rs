//! The hub from outside: what it promises to whoever submits, watches, comes back, or restarts it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on should stop where it is")]

mod basics;
mod faults;
mod faulty;
mod gaps;
mod kit;
mod seats;
mod storm;
mod view;
