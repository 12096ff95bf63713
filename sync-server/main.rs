//! The hub's command line.

use anyhow::Result;
use chuanmen_server::commands;
use chuanmen_server::config::Cli;
use clap::Parser;

fn main() -> Result<()> {
    Ok(commands::run(Cli::parse().command)?)
}
