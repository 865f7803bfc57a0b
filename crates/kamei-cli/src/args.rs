//! The command line as it is typed. Texts here are what `--help` shows.

use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Pseudonymises medical data (仮名加工情報) on the machine where it lies.
#[derive(Debug, Parser)]
#[command(name = "kamei", version, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// Language of messages: ja or en (default: by locale)
    #[arg(long, global = true, value_parser = ["ja", "en"])]
    pub(crate) lang: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Process files, folders and ZIP archives into a package and a record
    Run(Run),
    /// Show what was found, what would happen, and what waits for a decision
    Inspect(Inspect),
    /// Check a package: manifest, digests, readability (0 whole, 3 differs, 2 not a package)
    Verify(Verify),
    /// Show policies
    Policy(Policy),
    /// Make or show a vault
    Vault(Vault),
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 everything was written; 3 something was withheld or refused (see run.json);
2 the command line, policy or decisions are wrong, nothing was written; 1 it could not finish.

Example of a decisions file:
  { \"format\": \"kamei-decisions/1\", \"decisions\": [
    { \"select\": {\"path\": \"xr/*.dcm\"}, \"action\": \"clear\" },
    { \"select\": {\"series\": \"1.2.392...\"}, \"action\": \"keep-surface\" },
    { \"select\": {\"path\": \"*.pdf\"}, \"action\": \"exclude\" } ] }")]
pub(crate) struct Run {
    /// Files, folders (walked) and .zip archives
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The package for the receiver; must be absent or empty
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// The hospital's side: run.json. Never inside --out
    #[arg(long, value_name = "DIR")]
    pub(crate) record: PathBuf,
    /// Policy: ps3-15-basic (appi and research-tcia come with a later version)
    #[arg(long, value_name = "NAME", default_value = "appi")]
    pub(crate) policy: String,
    #[command(flatten)]
    pub(crate) key: Key,
    /// What a person decided, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) decisions: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) work: Work,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Key {
    /// Sealed vault (age file, passphrase); made when absent
    #[arg(long, value_name = "FILE", required_unless_present = "key_file", conflicts_with = "key_file")]
    pub(crate) vault: Option<PathBuf>,
    /// Passphrase of the vault, first line of a file (else asked on the terminal)
    #[arg(long, value_name = "FILE", requires = "vault", conflicts_with = "key_file")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// 32-byte project key in hexadecimal, instead of a vault's
    #[arg(long, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Work {
    /// Files processed at the same time (default: number of cores)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Inspect {
    /// Files, folders (walked) and .zip archives
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Structure only, as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Show original names and ids (they are hidden otherwise)
    #[arg(long)]
    pub(crate) reveal: bool,
    /// Write a decisions file to fill in
    #[arg(long, value_name = "FILE")]
    pub(crate) boxes: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) work: Work,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// The package's folder
    pub(crate) package: PathBuf,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    pub(crate) what: PolicyCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PolicyCommand {
    /// The policies there are
    List,
    /// What a policy does with every attribute
    Show {
        /// Name of the policy
        name: String,
    },
    /// What two policies do differently
    Diff {
        /// Name of the first policy
        left: String,
        /// Name of the second
        right: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Vault {
    #[command(subcommand)]
    pub(crate) what: VaultCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum VaultCommand {
    /// Make a new vault with a new project key; an existing file is never overwritten
    New {
        /// The vault's file
        file: PathBuf,
        /// Passphrase, first line of a file (else asked on the terminal)
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
    /// Whether a vault opens with a passphrase; shows no secret
    Show {
        /// The vault's file
        file: PathBuf,
        /// Passphrase, first line of a file (else asked on the terminal)
        #[arg(long, value_name = "FILE")]
        passphrase_file: Option<PathBuf>,
    },
}
