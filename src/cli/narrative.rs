//! `heard narrative`.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args as ClapArgs, ValueEnum};

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use super::papers::{self, Desk, Format};
use super::{cases, clock};
use crate::narrative::{Edition, Narrative, Request};
use crate::text::Lang;
use crate::vault;

/// Writes a document from a case.
///
/// The working edition is for the desk: it says where each paragraph is from and marks what is missing.
/// A submission goes to someone by name, and only with the person's consent for that name. What is
/// written is plain text: whoever has the file can read it. The case keeps a register of it.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard narrative Swallow --format html --out swallow.html")]
pub(super) struct NarrativeArgs {
    /// The case: its label, the beginning of it, or its id.
    case: String,
    /// The template.
    #[arg(long, value_name = "ID", default_value = "statement")]
    template: String,
    /// The language; by default the template's first.
    #[arg(long, value_name = "CODE")]
    language: Option<Lang>,
    /// Which edition.
    #[arg(long, value_enum, default_value = "working")]
    edition: EditionArg,
    /// For whom, by name; a submission needs it.
    #[arg(long = "for", value_name = "NAME")]
    recipient: Option<String>,
    /// The formats, with commas between them.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        value_delimiter = ',',
        default_value = "md"
    )]
    format: Vec<Format>,
    /// A file for one format, a folder for several; by default standard output.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The day that the document carries, as year-month-day; by default none.
    #[arg(long, value_name = "DAY")]
    dated: Option<NaiveDate>,
    /// To a terminal, print it plainly instead of showing it apart and clearing it.
    #[arg(long)]
    print: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EditionArg {
    /// For the desk.
    Working,
    /// For the one named by `--for`.
    Submission,
}

impl NarrativeArgs {
    fn request(&self) -> Request {
        let mut request = Request::working(&self.template);
        request.edition = match self.edition {
            EditionArg::Working => Edition::Working,
            EditionArg::Submission => Edition::Submission,
        };
        request.language.clone_from(&self.language);
        request.recipient.clone_from(&self.recipient);
        request.dated = self.dated;
        request
    }

    fn formats(&self) -> Vec<Format> {
        let mut formats = self.format.clone();
        formats.sort_unstable();
        formats.dedup();
        formats
    }
}

pub(super) fn run(args: &NarrativeArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let formats = args.formats();
    if formats.len() > 1 && args.out.is_none() {
        return Err(Failure::usage("several formats need a folder")
            .help("name one with `--out`, or ask for one format"));
    }
    let (guides, templates) = (house.library()?, house.templates()?);
    let mut vault = house.open()?;
    let mut case = cases::open_verified(&mut vault, &args.case)?;
    if vault.has_live(case.id)? {
        out.note("note: a session of this case is still open; what was told in it is not here yet");
    }
    let desk = Desk {
        templates: &templates,
        guides: &guides,
    };
    let narrative = desk.narrative(&vault, &case, &args.request())?;
    let files = formats
        .into_iter()
        .map(|format| Ok((format, format.write(&narrative)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    let places = args
        .out
        .as_deref()
        .map(|path| places(path, &narrative, &files));
    let places = places.transpose()?;
    // The register first: nothing goes out that is not in it.
    papers::register(&mut vault, &mut case, &narrative, (&files, clock::now()?))?;
    match places {
        None => out.document(&files[0].1, args.print)?,
        Some(places) => {
            for ((_, bytes), path) in files.iter().zip(&places) {
                vault::create_document(path, bytes)?;
                out.note(&format!("Written in plain text: {}", path.display()));
            }
        }
    }
    Ok(())
}

/// Returns where the files go, and says before anything is written where something is in the way.
fn places(
    path: &Path,
    narrative: &Narrative,
    files: &[(Format, Vec<u8>)],
) -> Result<Vec<PathBuf>, Failure> {
    let places = if files.len() == 1 && !path.is_dir() {
        vec![path.to_path_buf()]
    } else {
        vault::make_folder(path)?;
        let name = |format: &Format| document_name(narrative, *format);
        files
            .iter()
            .map(|(format, _)| path.join(name(format)))
            .collect()
    };
    match places.iter().find(|place| place.exists()) {
        Some(taken) => Err(Failure::from(vault::VaultError::Exists(taken.clone()))),
        None => Ok(places),
    }
}

/// Returns the name of a document's file: no label, no name of a person.
pub(super) fn document_name(narrative: &Narrative, format: Format) -> String {
    let meta = &narrative.meta;
    format!("{}.{}.{}", meta.template, meta.language, format.ending())
}
