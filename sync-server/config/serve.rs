//! What `serve` is told.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Time;

use super::DatabaseArgs;

/// How to serve.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// The address to listen on; port 0 takes a free one
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "CHUANMEN_LISTEN",
        default_value = "127.0.0.1:8080"
    )]
    pub listen: SocketAddr,
    /// The folder of the built app; without it only the API is served
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_WEB")]
    pub web: Option<PathBuf>,
    /// The folder of the forms that others ask for, each a file that can be changed; one that is
    /// not there is made, with examples
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_FORMS")]
    pub forms: Option<PathBuf>,
    /// Write every report and form into this folder each night
    #[arg(long, value_name = "FOLDER", env = "CHUANMEN_REPORTS")]
    pub reports: Option<PathBuf>,
    /// When, by the clock in China
    #[arg(
        long,
        value_name = "TIME",
        env = "CHUANMEN_REPORTS_AT",
        default_value = "02:00"
    )]
    pub reports_at: Time,
    /// Serve /metrics on this address only, not beside the API
    #[arg(long, value_name = "ADDRESS", env = "CHUANMEN_METRICS_LISTEN")]
    pub metrics_listen: Option<SocketAddr>,
    /// How often a peer may try to enrol in a minute; 0: any number of times
    #[arg(
        long,
        value_name = "TRIES",
        env = "CHUANMEN_ENROL_RATE",
        default_value_t = 30
    )]
    pub enrol_rate: u32,
    /// A proxy of yours stands in front and writes X-Forwarded-For
    #[arg(long, env = "CHUANMEN_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// How lines of the log look; RUST_LOG says which there are
    #[arg(long, value_enum, env = "CHUANMEN_LOG_FORMAT", default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// How lines of the log look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}
