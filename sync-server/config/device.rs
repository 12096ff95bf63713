//! What the commands about phones and browsers are told.

use chuanmen_core::domain::DeviceId;
use clap::{Args, Subcommand};
use jiff::{Span, SpanRelativeTo, Unit};

use super::DatabaseArgs;

/// Phones and browsers.
#[derive(Debug, Subcommand)]
pub enum DeviceCommand {
    /// Print a one-time code that enrols a device
    Enrol(DeviceEnrolArgs),
    /// List an account's devices
    List(DeviceListArgs),
    /// Revoke a device: it may no longer sync
    Revoke(DeviceRevokeArgs),
}

/// A code to make.
#[derive(Debug, Args)]
pub struct DeviceEnrolArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose device it will be
    #[arg(long)]
    pub login: String,
    /// How long the code can be used: 7d, 12h, 30m
    #[arg(long, default_value = "7d", value_parser = millis)]
    pub valid: i64,
}

/// Whose devices to list.
#[derive(Debug, Args)]
pub struct DeviceListArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
}

/// A device to revoke.
#[derive(Debug, Args)]
pub struct DeviceRevokeArgs {
    /// Where.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Its id, as `device list` prints it
    pub device: DeviceId,
}

/// Reads `7d`, `12h`, `30m` as milliseconds.
fn millis(text: &str) -> Result<i64, String> {
    let span: Span = text
        .parse()
        .map_err(|error: jiff::Error| error.to_string())?;
    let days = SpanRelativeTo::days_are_24_hours();
    let total = span
        .total((Unit::Millisecond, days))
        .map_err(|error| error.to_string())?;
    // A hundred years are well within what both types hold exactly.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded in the line above it"
    )]
    match total.clamp(-1.0, 3.2e12) {
        millis if millis >= 1.0 => Ok(millis as i64),
        _ => Err("must be longer than nothing".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_write_them() {
        assert_eq!(millis("7d"), Ok(604_800_000));
        assert_eq!(millis("30m"), Ok(1_800_000));
        assert!(millis("-1h").is_err() && millis("soon").is_err());
    }
}
