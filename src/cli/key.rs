//! `heard key`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use super::passphrase;
use crate::vault::{Identity, ScryptFactor, Vault};

/// Shows your key and changes its passphrase.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard key show")]
pub(super) struct KeyArgs {
    #[command(subcommand)]
    command: KeyCommand,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Shows what colleagues need to know of your key; nothing secret.
    Show {
        /// As one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Protects your key by another passphrase.
    Passwd {
        /// Reads the new passphrase from the first line of a file or descriptor, for scripts.
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
}

pub(super) fn run(args: &KeyArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    match &args.command {
        KeyCommand::Show { json } => show(*json, house, out),
        KeyCommand::Passwd {
            new_passphrase_file,
        } => {
            let path = house.identity();
            let identity = house.unlock()?;
            let file = new_passphrase_file.as_deref();
            let new = passphrase::new(file, "--new-passphrase-file", house.lang)?;
            identity.change_passphrase(&path, &new, ScryptFactor::default())?;
            out.note("The new passphrase opens your key from now on");
            out.note("Copies of the key that you made before still open with the old one.");
            Ok(())
        }
    }
}

/// Shows the key of a demo vault, where that is the vault meant, and yours otherwise.
fn show(as_json: bool, house: &House, out: &mut Out) -> Result<(), Failure> {
    let demo = Vault::find(&house.vault()).ok().filter(Vault::is_demo);
    let identity: Identity = match &demo {
        Some(vault) => vault.demo_identity()?,
        None => house.unlock()?,
    };
    let card = identity.card();
    if as_json {
        return out.json(&json!({
            "fingerprint": card.fingerprint(),
            "name": card.name,
            "organisation": identity.organisation(),
            "recipient": card.recipient,
            "signing": card.signing,
            "demo": demo.is_some(),
        }));
    }
    out.line(&format!("fingerprint  {}", card.fingerprint()))?;
    out.line(&format!("name         {}", card.name))?;
    out.line(&format!("recipient    {}", card.recipient))?;
    out.line(&format!("signing key  {}", card.signing))
}
