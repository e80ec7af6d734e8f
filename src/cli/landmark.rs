//! `heard landmark`.

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use crate::text::{UiLang, for_terminal, near};
use crate::time::{Landmark, Reading, Status, World, name_words, read_edtf, show};

/// Lists and searches public events, feasts and seasons that help to date others.
///
/// Not all were looked up: each says its status.
///
/// Example: heard landmark list --culture NG-ED --year 2016
#[derive(Debug, ClapArgs)]
pub(super) struct LandmarkArgs {
    #[command(subcommand)]
    command: LandmarkCommand,
}

#[derive(Debug, Subcommand)]
enum LandmarkCommand {
    /// Lists them in order of time.
    List(Which),
    /// Lists those that have all these words in their names.
    Search {
        /// The words, or the beginnings of words.
        #[arg(required = true, value_name = "WORD")]
        words: Vec<String>,
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Debug, ClapArgs)]
struct Which {
    /// A culture, such as NG-ED; may be given again. All by default.
    #[arg(long, value_name = "ID")]
    culture: Vec<String>,
    /// A year; feasts are listed with it.
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// As one JSON document.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &LandmarkArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let world = house.library()?.world()?;
    let (words, which) = match &args.command {
        LandmarkCommand::List(which) => (Vec::new(), which),
        LandmarkCommand::Search { words, which } => (
            words.iter().flat_map(|word| name_words(word)).collect(),
            which,
        ),
    };
    check_cultures(&world, &which.culture)?;
    let rows = rows(&world, which, &words);
    if which.json {
        let rows: Vec<_> = rows.iter().map(document).collect();
        return out.json(&json!({ "landmarks": rows }));
    }
    for row in &rows {
        out.line(&for_terminal(&line(row, house.lang)))?;
    }
    if rows.iter().any(|row| row.status == Status::Memory) {
        out.note(unchecked(house.lang));
    }
    Ok(())
}

/// Refuses a culture that there is not.
pub(super) fn check_cultures(world: &World, cultures: &[String]) -> Result<(), Failure> {
    let Some(unknown) = cultures.iter().find(|id| world.pack(id).is_none()) else {
        return Ok(());
    };
    let ids: Vec<&str> = world.packs.iter().map(|p| p.id.as_str()).collect();
    let wanted = unknown.to_uppercase();
    let help = near::did_you_mean(&wanted, ids.iter().copied())
        .unwrap_or_else(|| format!("there are: {}", ids.join(", ")));
    Err(Failure::given(format!("there is no culture `{unknown}`")).help(help))
}

/// One line of the list.
struct Row<'a> {
    id: String,
    culture: String,
    kind: &'static str,
    edtf: String,
    reading: Reading,
    name: &'a crate::text::Localised,
    status: Status,
}

fn rows<'a>(world: &'a World, which: &Which, words: &[String]) -> Vec<Row<'a>> {
    let packs = world.packs_of(&which.culture);
    let mut rows: Vec<Row<'a>> = world
        .landmarks
        .iter()
        .filter(|l| packs.is_empty() || packs.contains(&l.pack.as_str()))
        .filter(|l| which.year.is_none_or(|year| l.is_in(year)))
        .filter(|l| words.is_empty() || l.is_named(words))
        .map(event)
        .collect();
    if let Some(year) = which.year {
        rows.extend(occasions(world, (&packs, year), words));
    }
    rows.sort_by(|a, b| (a.reading.start.earliest, &a.id).cmp(&(b.reading.start.earliest, &b.id)));
    rows
}

fn event(landmark: &Landmark) -> Row<'_> {
    Row {
        id: landmark.id.clone(),
        culture: landmark.pack.clone(),
        kind: "event",
        edtf: landmark.edtf.clone(),
        reading: read_edtf(&landmark.edtf).unwrap_or_default(),
        name: &landmark.name,
        status: landmark.status,
    }
}

/// Feasts and seasons of a year: those of the cultures, and those that are the same everywhere.
fn occasions<'a>(
    world: &'a World,
    (packs, year): (&[&str], i32),
    words: &[String],
) -> Vec<Row<'a>> {
    let meant = |ids: &[String]| {
        ids.is_empty() || packs.is_empty() || ids.iter().any(|id| packs.contains(&id.as_str()))
    };
    let named = |occasion: &crate::time::Occasion| {
        let own: Vec<String> = occasion
            .name
            .iter()
            .map(|(_, text)| text.as_str())
            .chain(occasion.words.iter().map(|(_, word)| word.as_str()))
            .flat_map(name_words)
            .collect();
        words
            .iter()
            .all(|word| own.iter().any(|o| o.starts_with(word.as_str())))
    };
    let found = world
        .occasions
        .iter()
        .filter(|o| meant(&o.packs) && named(o));
    found
        .flat_map(|occasion| {
            occasion
                .in_year(year)
                .into_iter()
                .map(move |coming| (occasion, coming))
        })
        .map(|(occasion, coming)| {
            let edtf = if coming.first == coming.last {
                coming.first.to_string()
            } else {
                format!("{}/{}", coming.first, coming.last)
            };
            let (first, last) = coming.widened();
            let bounds = crate::time::Bounds::days(first, last);
            let rough = occasion.approximate || coming.tolerance > 0;
            let mut reading = Reading::once(bounds);
            reading.approximate = rough;
            Row {
                id: format!("{}-{}", occasion.id, coming.first),
                culture: occasion.packs.join(" "),
                kind: if occasion.crosses_years() || occasion.packs.len() == 1 {
                    "season"
                } else {
                    "feast"
                },
                edtf,
                reading,
                name: &occasion.name,
                status: occasion.status,
            }
        })
        .collect()
}

fn document(row: &Row<'_>) -> serde_json::Value {
    json!({
        "id": row.id,
        "culture": (!row.culture.is_empty()).then_some(row.culture.as_str()),
        "kind": row.kind,
        "edtf": row.edtf,
        "earliest": row.reading.start.earliest,
        "latest": row.reading.end.latest,
        "name": row.name,
        "status": row.status,
    })
}

fn line(row: &Row<'_>, lang: UiLang) -> String {
    let when = show(&row.reading, lang).unwrap_or_default();
    format!(
        "{:<10} {:<42} {}  ({})",
        row.culture,
        when,
        row.name.ui(lang),
        status(row.status, lang)
    )
}

fn status(status: Status, lang: UiLang) -> &'static str {
    match (status, lang) {
        (Status::Source, UiLang::En) => "a source was read",
        (Status::Source, UiLang::Da) => "en kilde er læst",
        (Status::Package, UiLang::En) => "from a data package",
        (Status::Package, UiLang::Da) => "fra en datapakke",
        (Status::Rule, UiLang::En) => "by rule",
        (Status::Rule, UiLang::Da) => "efter regel",
        (_, UiLang::En) => "from memory, not checked",
        (_, UiLang::Da) => "efter hukommelsen, ikke undersøgt",
    }
}

fn unchecked(lang: UiLang) -> &'static str {
    match lang {
        UiLang::En => "Some of these are from memory and not checked: do not rely on them alone.",
        UiLang::Da => {
            "Nogle af dem er efter hukommelsen og ikke undersøgt: stol ikke på dem alene."
        }
    }
}
