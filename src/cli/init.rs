//! `heard init`.

use clap::Args as ClapArgs;

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use super::passphrase;
use crate::vault::{Identity, Purpose, ScryptFactor, Vault, VaultError};

/// Makes your key and a vault.
///
/// The key is protected by a passphrase; without it nobody can read a case, and nobody can help. Keep a
/// copy of the key's file somewhere safe. With `--demo` a vault for made-up cases, whose key is public.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard init --name A.B. --organisation \"The House\"")]
pub(super) struct InitArgs {
    /// Your initials, or the name by which people know you; the opening of a talk says it.
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// Where you work, as people are told at the opening of a talk.
    #[arg(long, value_name = "NAME", default_value = "")]
    organisation: String,
    /// A vault for made-up cases.
    #[arg(long)]
    demo: bool,
}

pub(super) fn run(args: &InitArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let root = house.vault();
    if args.demo {
        let identity = Identity::generate(name_or(&args.name, "Demo")).at(&args.organisation);
        Vault::create_demo(&root, &identity)?;
        out.note(&format!(
            "Made a demo vault for made-up cases, with a public key, in {}",
            root.display()
        ));
        return Ok(());
    }
    let found = match Vault::find(&root) {
        Err(VaultError::NoVault(_)) => None,
        other => Some(other?),
    };
    if found.as_ref().is_some_and(Vault::is_demo) {
        return Err(
            Failure::given(format!("`{}` is a demo vault", root.display()))
                .help("name another folder for real cases with `--vault`"),
        );
    }
    let identity = key(args, house, found.is_some(), out)?;
    let vault = match found {
        Some(vault) => vault,
        None => Vault::create(&root, Purpose::Real)?,
    };
    vault.add_card(&identity)?;
    out.note(&format!("The vault is in {}", root.display()));
    Ok(())
}

/// Makes a key, or opens the one that there is.
fn key(
    args: &InitArgs,
    house: &House,
    has_vault: bool,
    out: &mut Out,
) -> Result<Identity, Failure> {
    let path = house.identity();
    let file = house.global.passphrase_file.as_deref();
    if path.exists() {
        if has_vault {
            return Err(Failure::given("there are a key and a vault already")
                .help("nothing needs to be made; `heard key show` shows your key"));
        }
        return house.unlock();
    }
    let passphrase = passphrase::new(file, "--passphrase-file", house.lang)?;
    let identity = Identity::generate(name_or(&args.name, "interviewer")).at(&args.organisation);
    identity.store(&path, &passphrase, ScryptFactor::default())?;
    out.note(&format!("Your key is in {}", path.display()));
    out.note("Keep a copy of it and of the file beside it; the passphrase is written nowhere.");
    Ok(identity)
}

fn name_or<'a>(name: &'a str, otherwise: &'a str) -> &'a str {
    if name.trim().is_empty() {
        otherwise
    } else {
        name
    }
}
