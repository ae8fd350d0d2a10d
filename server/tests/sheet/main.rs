//! Sheets that are brought in and taken home: every form, every mess, every cell accounted for.
#![expect(clippy::unwrap_used, reason = "a test stops where its world is broken")]

mod files;
mod home;
mod kit;
mod mess;
