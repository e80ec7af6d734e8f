//! From the case to a document: what may stand in it, in which order, and where every word is from.
//!
//! [`build`] takes the case as it stands and its chronology through the filter of consent, a plain
//! [`Context`], a template and Markdown to a [`Narrative`]: blocks of runs, each run with one
//! [`Source`]. Every document writer works from a [`Narrative`] alone. Words of the person never
//! pass through template or Markdown: a marker stands for them until all of that is parsed, so that
//! nothing that anyone said can be read as markup or as template code.
//!
//! Leaves to others: the order of time (`chronology`), the bytes of a format (`document`), keeping
//! and registering what went out. Always pure: the nonce and the day come in as arguments.

mod build;
mod consent;
mod context;
mod error;
mod expand;
mod inlines;
mod lexer;
mod library;
mod lines;
mod marks;
mod model;
mod names;
mod narrate;
mod notes;
mod render;
mod request;
mod scan;
mod seals;
mod short;
mod source;
mod telling;
mod template;
mod values;
mod wording;

pub use build::{build, context_json};
pub use context::{
    CaseContext, Context, CountContext, DocumentContext, PassageContext, ReadBackContext,
    ReadingContext, SessionContext, TranslatorContext, WayContext,
};
pub use error::{NarrativeError, TemplateError, TemplateFaults};
pub use library::TemplateLibrary;
pub use marks::Nonce;
pub use model::{
    Block, BlockId, Cell, Edition, Heading, Item, List, Meta, Narrative, Page, PageBreak, Paper,
    Paragraph, Picture, Row, Run, SourceNote, Style, Table,
};
pub use narrate::{NarrateFault, check_narrate};
pub use request::{Materials, Request};
pub use short::is_short;
pub use source::{PassageSource, RenderingSource, Source};
pub use telling::paragraphs;
pub use template::{ParticularSpec, Template};

#[cfg(test)]
mod tests;
