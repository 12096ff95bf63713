//! What `load` is told.

use std::path::PathBuf;

use clap::Args;

use crate::load::HubAddress;

/// How to load a hub.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("credentials").required(true))]
pub struct LoadArgs {
    /// The hub, by plain HTTP. Serve it with --enrol-rate 0: all phones enrol from one address
    #[arg(
        long,
        value_name = "URL",
        env = "CHUANMEN_HUB",
        default_value = "http://127.0.0.1:8080"
    )]
    pub hub: HubAddress,
    /// The hub's database, on this machine: the phones' one-time codes are made in it
    #[arg(
        long,
        value_name = "PATH",
        env = "CHUANMEN_DATABASE",
        group = "credentials"
    )]
    pub database: Option<PathBuf>,
    /// A file of one-time codes instead, one a line, for a hub elsewhere: as many phones as codes
    #[arg(long, value_name = "PATH", group = "credentials")]
    pub codes: Option<PathBuf>,
    /// How many phones
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub phones: u32,
    /// How long they sync at a steady rate, after everybody has everything
    #[arg(long, default_value_t = 2.0, value_parser = positive)]
    pub minutes: f64,
    /// Syncs a second, over all phones
    #[arg(long, default_value_t = 200.0, value_parser = positive)]
    pub rate: f64,
    /// How many of a hundred syncs carry a visit
    #[arg(long, value_name = "PERCENT", default_value_t = 20, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub edits: u32,
    /// How often all phones are cut off and reconnect at once, in the end
    #[arg(long, default_value_t = 2)]
    pub storms: u32,
    /// The hub's process, to watch its memory; left out: what it says at /metrics
    #[arg(long)]
    pub pid: Option<u32>,
    /// Where the hub serves /metrics, if on an address of its own
    #[arg(long, value_name = "URL", conflicts_with = "pid")]
    pub metrics: Option<HubAddress>,
    /// Draw the times, second by second, as SVG
    #[arg(long, value_name = "FILE")]
    pub plot: Option<PathBuf>,
}

/// Reads a number above nothing, and below what a day could hold.
fn positive(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(number) if (0.001..=100_000.0).contains(&number) => Ok(number),
        _ => Err("must be a number from 0.001 to 100000".into()),
    }
}
