//! What `demo` is told.

use clap::Args;

use super::DatabaseArgs;

/// What to make up.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// How many households
    #[arg(long, default_value_t = 3000, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub households: u32,
    /// How many communities the subdistrict has, each but the first a tenth of its size
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=15))]
    pub communities: u32,
    /// The same seed makes the same people
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// Print every account, not only some of each role
    #[arg(long)]
    pub all_logins: bool,
}
