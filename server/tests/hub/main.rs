//! The hub from outside: what it promises to whoever submits, watches, comes back, or restarts it.

mod basics;
mod faults;
mod faulty;
mod gaps;
mod kit;
mod seats;
mod view;
