//! Making documents from a case, and taking down that they went out.

use chrono::{DateTime, FixedOffset};
use clap::ValueEnum;

use super::failure::Failure;
use crate::chronology::Chronology;
use crate::document;
use crate::guide::Library;
use crate::narrative::{Materials, Narrative, Nonce, Request, TemplateLibrary, build};
use crate::record::{Body, Content, Hash, WentOut};
use crate::vault::{Case, NewSession, OpenVault};

/// A format of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Format {
    /// Markdown.
    Md,
    /// One HTML file.
    Html,
    /// Word.
    Docx,
    /// PDF.
    Pdf,
    /// The narrative as JSON: its blocks and runs with their sources.
    Json,
}

impl Format {
    /// Every format for people.
    pub(super) const FOR_PEOPLE: [Self; 4] = [Self::Md, Self::Html, Self::Docx, Self::Pdf];

    /// Returns the ending of a file's name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Json => "json",
        }
    }

    /// Returns a narrative in this format.
    pub(super) fn write(self, narrative: &Narrative) -> Result<Vec<u8>, Failure> {
        Ok(match self {
            Self::Md => document::markdown(narrative).into_bytes(),
            Self::Html => document::html(narrative).into_bytes(),
            Self::Docx => document::docx(narrative),
            Self::Pdf => document::pdf(narrative)?,
            Self::Json => {
                let mut json = serde_json::to_vec_pretty(narrative).map_err(Failure::outside)?;
                json.push(b'\n');
                json
            }
        })
    }
}

/// What documents are made from besides a case.
pub(super) struct Desk<'a> {
    pub(super) templates: &'a TemplateLibrary,
    pub(super) guides: &'a Library,
}

impl Desk<'_> {
    /// Makes a narrative of a case.
    pub(super) fn narrative(
        &self,
        vault: &OpenVault,
        case: &Case,
        request: &Request,
    ) -> Result<Narrative, Failure> {
        let view = case.view();
        let chronology = Chronology::of(&view);
        let mut materials = Materials::new(self.templates, self.guides, nonce()?);
        materials.demo = vault.vault().is_demo();
        Ok(build(&view, &chronology, &materials, request)?)
    }
}

/// Draws the number by which words are told from text while one document is made.
#[expect(clippy::disallowed_methods, reason = "an edge draws random numbers")]
fn nonce() -> Result<Nonce, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::outside(anyhow::anyhow!("no random numbers: {error}")))?;
    Ok(Nonce::new(bytes))
}

/// Takes down in the register that these files are written in plain text.
pub(super) fn register(
    vault: &mut OpenVault,
    case: &mut Case,
    narrative: &Narrative,
    files: (&[(Format, Vec<u8>)], DateTime<FixedOffset>),
) -> Result<(), Failure> {
    let (files, at) = files;
    let by = vault.identity().name().to_owned();
    let meta = &narrative.meta;
    let lines = files.iter().map(|(format, bytes)| {
        let mut line = WentOut::new(
            meta.template.clone(),
            meta.language.clone(),
            format.ending(),
            Hash::of(bytes).to_string(),
        );
        meta.edition.as_str().clone_into(&mut line.edition);
        line.recipient.clone_from(&meta.recipient);
        line.scope = meta.scope;
        line.passages = narrative.passages().into_iter().collect();
        Body::new(at, by.clone(), Content::WentOut(line))
    });
    let session = NewSession::desk(at, lines.collect());
    vault.write_session(case, session, |_| ())?;
    Ok(())
}
