//! What the commands about accounts and their grants are told.

use chuanmen_core::domain::{AreaId, Party, Role};
use chuanmen_core::merge::RecordId;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::DatabaseArgs;

/// People's accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Make an account
    Add(AccountAddArgs),
    /// Give an account one more role in an area
    Grant(AccountGrantArgs),
    /// List what an account was granted
    Grants(AccountGrantsArgs),
    /// Take a grant back; its phones forget what they held by it
    Withdraw(AccountWithdrawArgs),
}

/// An account to make.
#[derive(Debug, Args)]
pub struct AccountAddArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// What they type to sign in; unique
    #[arg(long)]
    pub login: String,
    /// Full name
    #[arg(long)]
    pub name: String,
    /// What they are
    #[arg(long, value_parser = role_parser())]
    pub role: Role,
    /// For whom they answer, of the role `party`
    #[arg(long, value_parser = party_parser())]
    pub party: Option<Party>,
    /// Name or id of the grid, community or subdistrict they answer for; the community if left out
    #[arg(long, value_name = "NAME|ID")]
    pub area: Option<String>,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
    /// Read a password from standard input; without it they enrol by one-time codes only
    #[arg(long)]
    pub password_stdin: bool,
}

/// A grant to make.
#[derive(Debug, Args)]
pub struct AccountGrantArgs {
    /// Where to.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
    /// As what
    #[arg(long, value_parser = role_parser())]
    pub role: Role,
    /// For whom they answer, of the role `party`
    #[arg(long, value_parser = party_parser())]
    pub party: Option<Party>,
    /// Name or id of the grid, community or subdistrict
    #[arg(long, value_name = "NAME|ID")]
    pub area: String,
    /// Id of the community; may be left out if there is only one
    #[arg(long, value_name = "ID")]
    pub community: Option<AreaId>,
}

/// Whose grants to list.
#[derive(Debug, Args)]
pub struct AccountGrantsArgs {
    /// Where from.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
}

/// A grant to take back.
#[derive(Debug, Args)]
pub struct AccountWithdrawArgs {
    /// Where.
    #[command(flatten)]
    pub data: DatabaseArgs,
    /// Whose
    #[arg(long)]
    pub login: String,
    /// Its id, as `account grants` prints it
    pub grant: RecordId,
}

fn role_parser() -> impl TypedValueParser<Value = Role> {
    let words = Role::KNOWN.iter().map(Role::as_str);
    PossibleValuesParser::new(words).map(|word| Role::from(word.as_str()))
}

fn party_parser() -> impl TypedValueParser<Value = Party> {
    let words = Party::KNOWN.iter().map(Party::as_str);
    PossibleValuesParser::new(words).map(|word| Party::from(word.as_str()))
}
