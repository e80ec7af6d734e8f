//! What surrounds a command: folders, language, libraries of guides and templates.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use etcetera::BaseStrategy as _;

use super::args::Global;
use super::failure::Failure;
use super::{clock, passphrase};
use crate::guide::{Library, SourceFile};
use crate::narrative::TemplateLibrary;
use crate::text::UiLang;
use crate::vault::{Identity, OpenVault, Vault};

/// What surrounds a command.
#[derive(Debug)]
pub(super) struct House {
    /// The global arguments.
    pub(super) global: Global,
    /// The language of the screens.
    pub(super) lang: UiLang,
    folders: Folders,
}

#[derive(Debug)]
struct Folders {
    data: PathBuf,
    config: PathBuf,
    state: PathBuf,
}

impl House {
    pub(super) fn new(global: &Global) -> Result<Self, Failure> {
        let base = etcetera::choose_base_strategy().map_err(|error| {
            Failure::outside(error).help("set HOME, or give `--vault` and `--identity`")
        })?;
        let folders = Folders {
            data: base.data_dir().join("heard"),
            config: base.config_dir().join("heard"),
            state: base
                .state_dir()
                .unwrap_or_else(|| base.data_dir())
                .join("heard"),
        };
        Ok(Self {
            global: global.clone(),
            lang: language(global),
            folders,
        })
    }

    /// Finds the vault and opens it: a demo vault by its public key, a real one by yours.
    pub(super) fn open(&self) -> Result<OpenVault, Failure> {
        let vault = Vault::find(&self.vault())?;
        self.open_found(vault)
    }

    /// Opens a vault that was found.
    pub(super) fn open_found(&self, vault: Vault) -> Result<OpenVault, Failure> {
        clock::check(vault.is_demo())?;
        let identity = if vault.is_demo() {
            vault.demo_identity()?
        } else {
            self.unlock()?
        };
        Ok(OpenVault::open(vault, identity, &self.state())?)
    }

    /// Opens your key.
    pub(super) fn unlock(&self) -> Result<Identity, Failure> {
        passphrase::unlock(
            &self.identity(),
            self.global.passphrase_file.as_deref(),
            self.lang,
        )
    }

    /// Returns the folder of the vault.
    pub(super) fn vault(&self) -> PathBuf {
        self.global
            .vault
            .clone()
            .unwrap_or_else(|| self.folders.data.clone())
    }

    /// Returns the file with your key.
    pub(super) fn identity(&self) -> PathBuf {
        self.global
            .identity
            .clone()
            .unwrap_or_else(|| self.folders.config.join("identity.age"))
    }

    /// Returns the folder for what belongs to this device alone.
    pub(super) fn state(&self) -> PathBuf {
        self.folders.state.clone()
    }

    /// Returns all guides and what goes with them: what ships, and what `--guides` adds.
    pub(super) fn library(&self) -> Result<Library, Failure> {
        let library = Library::embedded();
        match &self.global.guides {
            None => Ok(library),
            Some(folder) => Ok(library.with_files(files(folder, &["yaml", "yml"])?)?),
        }
    }

    /// Returns all templates: what ships, and what `--templates` adds.
    pub(super) fn templates(&self) -> Result<TemplateLibrary, Failure> {
        let library = TemplateLibrary::embedded();
        match &self.global.templates {
            None => Ok(library),
            Some(folder) => Ok(library.with_files(files(folder, &["yaml", "tera"])?)?),
        }
    }
}

/// Returns the files of a folder and the folders in it, by name, that have one of the endings.
pub(super) fn files(folder: &Path, endings: &[&str]) -> Result<Vec<SourceFile>, Failure> {
    let mut found = Vec::new();
    collect(folder, &mut found).map_err(|error| unread(folder, error))?;
    found.sort();
    let wanted = |p: &PathBuf| {
        p.extension()
            .is_some_and(|e| endings.iter().any(|w| e == *w))
    };
    found
        .into_iter()
        .filter(wanted)
        .map(|path| file(&path))
        .collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

fn file(path: &Path) -> Result<SourceFile, Failure> {
    let text = read_text(path)?;
    Ok(SourceFile {
        name: Arc::from(path.display().to_string()),
        text,
        embedded: false,
    })
}

/// Reads a text file.
pub(super) fn read_text(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(|error| unread(path, error))?;
    String::from_utf8(bytes).map_err(|_| {
        Failure::given("it is no text in UTF-8")
            .while_doing(reading(path))
            .help("save it as UTF-8")
    })
}

/// Says that something could not be read, and what to look at.
pub(super) fn unread(path: &Path, error: io::Error) -> Failure {
    let help = match error.kind() {
        io::ErrorKind::NotFound => "look at how the name is written, and in which folder you are",
        io::ErrorKind::PermissionDenied => "look whose it is, or name another",
        _ => "look whether it is what was meant, and try again",
    };
    Failure::outside(error)
        .while_doing(reading(path))
        .help(help)
}

fn reading(path: &Path) -> String {
    format!("could not read `{}`", path.display())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the language of the system comes from its environment"
)]
fn language(global: &Global) -> UiLang {
    let from = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale = from("LC_ALL")
        .or_else(|| from("LC_MESSAGES"))
        .or_else(|| from("LANG"));
    global
        .lang
        .or_else(|| UiLang::from_locale(&locale?))
        .unwrap_or_default()
}
