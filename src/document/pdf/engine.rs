//! The one place that knows the typesetter, typst: its interface changes with every release.
//!
//! The world it sees has two files, the program `page.typ` and the words as `narrative.json`, the
//! fonts of the program, and no day.

use std::sync::LazyLock;

use chrono::{Datelike as _, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::clusters;
use super::error::PdfError;
use super::fonts::fonts;
use super::sheet::Sheet;

/// The program that sets the pages.
pub(super) const PROGRAM: &str = include_str!("page.typ");

/// What stands for the day of a document that carries none: the typesetter writes no PDF/A without a
/// time, and this one is known to mean that there is none.
const UNDATED: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day of the calendar");

/// Returns the PDF of a sheet; `dated` is all the time that it knows of.
pub(super) fn print(sheet: &Sheet<'_>, dated: Option<NaiveDate>) -> Result<Vec<u8>, PdfError> {
    let data = serde_json::to_vec(sheet).map_err(|_| gave_up("took the words", 1))?;
    let world = Room {
        data: Bytes::new(data),
    };
    let printed = set(&world).and_then(|pages| exported(&pages, dated));
    // The caches of the typesetter hold what was said; none of it outlives the document.
    typst::comemo::evict(0);
    printed
}

fn set(world: &Room) -> Result<PagedDocument, PdfError> {
    typst::compile(world)
        .output
        .map(clusters::whole)
        .map_err(|faults| failed("set the pages", &faults))
}

fn exported(pages: &PagedDocument, dated: Option<NaiveDate>) -> Result<Vec<u8>, PdfError> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_2b]).map_err(|_| gave_up("chose PDF/A-2b", 1))?;
    let options = PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(None),
        timestamp: timestamp(dated.unwrap_or(UNDATED)),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(pages, &options).map_err(|faults| failed("wrote the file", &faults))
}

/// The first minute of the day, by universal time.
fn timestamp(day: NaiveDate) -> Option<Timestamp> {
    let (month, date) = (
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
    );
    Datetime::from_ymd_hms(day.year(), month, date, 0, 0, 0).map(Timestamp::new_utc)
}

fn failed(stage: &'static str, faults: &[SourceDiagnostic]) -> PdfError {
    gave_up(stage, faults.len())
}

fn gave_up(stage: &'static str, faults: usize) -> PdfError {
    PdfError::Engine { stage, faults }
}

/// All that the typesetter can see.
struct Room {
    data: Bytes,
}

/// What is the same for every document.
struct Shelf {
    library: LazyHash<Library>,
    program: Source,
    data: FileId,
}

fn shelf() -> &'static Shelf {
    static SHELF: LazyLock<Shelf> = LazyLock::new(|| Shelf {
        library: LazyHash::new(Library::default()),
        program: Source::new(file("page.typ"), PROGRAM.to_owned()),
        data: file("narrative.json"),
    });
    &SHELF
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl World for Room {
    fn library(&self) -> &LazyHash<Library> {
        &shelf().library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }

    fn main(&self) -> FileId {
        shelf().program.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let program = &shelf().program;
        if id == program.id() {
            Ok(program.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == shelf().data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().faces.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
