//! The hub's command line.

use std::process::ExitCode;

use chuanmen_server::commands;
use chuanmen_server::config::Cli;
use clap::Parser;

fn main() -> ExitCode {
    match commands::run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sync-server: {error}");
            ExitCode::FAILURE
        }
    }
}
