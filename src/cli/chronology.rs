//! `heard chronology`.

use std::fmt::Write as _;

use clap::{Args as ClapArgs, ValueEnum};

use super::cases;
use super::failure::Failure;
use super::house::House;
use super::out::Out;
use crate::chronology::{self, Chronology};
use crate::document;
use crate::record::CaseView;
use crate::text::UiLang;
use crate::text::screen::{CHRONOLOGY_TENSIONS, CHRONOLOGY_UNPLACED};

/// Shows the order of events in a case and the days they can have been on.
///
/// What does not fit together yet stands below the table, with a question that could be asked; it is
/// never in the picture or the CSV, and neither is what was said in private or left out.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard chronology Swallow --format svg > timeline.svg")]
pub(super) struct ChronologyArgs {
    /// The case: its label, the beginning of it, or its id.
    case: String,
    /// As what.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// As one JSON document; the same as `--format json`.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// To a terminal, print it plainly instead of showing it apart and clearing it.
    #[arg(long)]
    print: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Rows for the screen.
    Table,
    /// One JSON document.
    Json,
    /// A picture.
    Svg,
    /// Rows for a spreadsheet.
    Csv,
}

pub(super) fn run(args: &ChronologyArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let mut vault = house.open()?;
    let case = cases::open(&mut vault, &args.case)?;
    for trouble in case.troubles() {
        out.note(&format!("warning: {trouble}"));
    }
    if vault.has_live(case.id)? {
        out.note("note: a session of this case is still open; what was told in it is not here yet");
    }
    let view = case.view();
    let chronology = Chronology::of(&view);
    let format = if args.json { Format::Json } else { args.format };
    let text = match format {
        Format::Table => table(&chronology, house.lang),
        Format::Json => {
            let json = chronology::json(&chronology, &view);
            serde_json::to_string_pretty(&json).map_err(Failure::outside)? + "\n"
        }
        Format::Svg => document::timeline(&without_held(chronology, &view).moments, house.lang),
        Format::Csv => chronology::csv(&without_held(chronology, &view), house.lang),
    };
    out.document(text.as_bytes(), args.print)
}

/// What was said in private, or is left out of documents, is in no file.
fn without_held(mut chronology: Chronology, view: &CaseView) -> Chronology {
    let held: Vec<_> = view
        .passages()
        .filter(|p| p.held.is_some())
        .map(|p| p.id)
        .collect();
    chronology
        .moments
        .retain(|moment| !held.contains(&moment.id));
    chronology
}

fn table(chronology: &Chronology, lang: UiLang) -> String {
    let mut text = String::new();
    for row in chronology::rows(chronology, lang) {
        let when = if row.when.is_empty() {
            "–"
        } else {
            row.when.as_str()
        };
        let named: Vec<&str> = [row.label.as_str(), row.place.as_str()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect();
        let said = if row.said.is_empty() {
            String::new()
        } else {
            format!("  “{}”", row.said)
        };
        writeln!(
            text,
            "{:>3}  {when:<44}  {}{said}",
            row.position,
            named.join(", ")
        )
        .expect("a string can be written to");
    }
    if !chronology.unplaced.is_empty() {
        let count = chronology.unplaced.len();
        writeln!(text, "\n{}: {count}", CHRONOLOGY_UNPLACED.raw(lang))
            .expect("a string can be written to");
    }
    if !chronology.tensions.is_empty() {
        writeln!(text, "\n{}", CHRONOLOGY_TENSIONS.raw(lang)).expect("a string can be written to");
    }
    for tension in &chronology.tensions {
        let ask = if lang == UiLang::En {
            &tension.ask.en
        } else {
            &tension.ask.da
        };
        writeln!(text, "  {ask}").expect("a string can be written to");
    }
    text
}
