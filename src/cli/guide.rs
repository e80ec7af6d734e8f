//! `heard guide`.

use clap::{Args as ClapArgs, Subcommand};
use serde_json::json;

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use crate::guide::{Guide, Question};
use crate::text::{Lang, UiLang};

/// Lists and shows guides.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard guide show life-story")]
pub(super) struct GuideArgs {
    #[command(subcommand)]
    command: GuideCommand,
}

#[derive(Debug, Subcommand)]
enum GuideCommand {
    /// Lists the guides there are.
    List {
        /// As one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Shows a guide: its chapters and questions, with levels.
    Show {
        /// Its id.
        id: String,
        /// The language of the questions: en or da; by default that of the screens.
        #[arg(long, value_name = "LANG")]
        language: Option<Lang>,
    },
}

pub(super) fn run(args: &GuideArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    match &args.command {
        GuideCommand::List { json } => list(*json, house, out),
        GuideCommand::Show { id, language } => show(id, language.as_ref(), house, out),
    }
}

fn list(as_json: bool, house: &House, out: &mut Out) -> Result<(), Failure> {
    let library = house.library()?;
    let ids = library.ids("guide");
    let guides = ids
        .iter()
        .map(|id| library.guide(id))
        .collect::<Result<Vec<Guide>, _>>()?;
    if as_json {
        let rows: Vec<_> = guides.iter().map(row).collect();
        return out.json(&json!({ "guides": rows }));
    }
    for guide in &guides {
        let questions = guide.questions().count();
        let title = guide.title.ui(house.lang);
        out.line(&format!(
            "{:<20} {title} ({questions} questions)",
            *guide.guide
        ))?;
    }
    Ok(())
}

fn row(guide: &Guide) -> serde_json::Value {
    json!({
        "id": *guide.guide,
        "title": guide.title,
        "languages": guide.languages(),
        "questions": guide.questions().count(),
        "review": guide.review,
    })
}

fn show(id: &str, language: Option<&Lang>, house: &House, out: &mut Out) -> Result<(), Failure> {
    let guide = house.library()?.guide(id)?;
    let lang = language.cloned().unwrap_or_else(|| house.lang.lang());
    let screen = UiLang::nearest(&lang);
    out.line(&format!("{} ({})", guide.title.ui(screen), *guide.guide))?;
    if guide.review.by.is_none() {
        out.line("Not reviewed by a practitioner yet.")?;
    }
    for chapter in &guide.chapters {
        out.line("")?;
        out.line(&format!("{} ({})", chapter.title.ui(screen), *chapter.id))?;
        for question in &chapter.questions {
            out.line(&line(question, &lang))?;
        }
    }
    Ok(())
}

fn line(question: &Question, lang: &Lang) -> String {
    let text = question.ask.best(lang).map_or("", |(_, text)| text);
    format!("  [{}] {text}  {}", *question.level, *question.id)
}
