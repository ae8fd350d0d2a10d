//! The one binary.

use clap::Parser as _;
use server::cli::Cli;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match Cli::parse().run() {
        Ok(code) => code,
        Err(error) => {
            // There is nobody left to tell if standard error is closed.
            let _ = writeln!(std::io::stderr(), "startex: {error:#}");
            ExitCode::FAILURE
        }
    }
}
