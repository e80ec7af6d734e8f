//! A narrative as a Word file (Office Open XML, transitional).
//!
//! Numbers of paragraphs are Word's own, tied to a style, and equal those of the narrative. Each
//! paragraph's whole text stands in a bookmark `_st_ID`, the one marker that lives through editing, so
//! that edits can be read back. Sources are margin comments in the working edition. Nothing in the
//! file names a machine, a person at it or a moment: the same narrative gives the same bytes.

/// Adds formatted text to a string.
macro_rules! put {
    ($out:expr, $($what:tt)*) => {{
        use std::fmt::Write as _;
        write!($out, $($what)*).expect("a string can be written to")
    }};
}

mod body;
mod language;
mod notes;
mod numbers;
mod package;
mod page;
mod run;
mod script;

use body::Body;
use package::Package;

use crate::narrative::{Meta, Narrative};
use crate::text::UiLang;
use crate::text::markup;

const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Returns a narrative as the bytes of a DOCX file.
///
/// A picture stands as the words for it, as in Markdown. Characters that no XML can hold become their
/// pictures, as in HTML; every other character comes back out as it went in.
pub fn docx(narrative: &Narrative) -> Vec<u8> {
    let meta = &narrative.meta;
    let ui = UiLang::nearest(&meta.language);
    let written = Body::new(narrative, ui).write();
    let mut package = Package::new(core(meta));
    package.part("document", root("document", &written.document));
    package.part("styles", styles(meta));
    package.part("numbering", root("numbering", &written.numbering));
    package.part("settings", SETTINGS.to_owned());
    package.part("footer", root("ftr", &page::footer(meta)));
    if !meta.header.is_empty() {
        package.part("header", root("hdr", &page::header(meta, ui)));
    }
    if !written.comments.is_empty() {
        package.part("comments", root("comments", &written.comments));
    }
    package.finish()
}

/// A part of the file: what is in its root element.
fn root(name: &str, inside: &str) -> String {
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!("{DECLARATION}<w:{name} xmlns:w=\"{MAIN}\" xmlns:r=\"{relations}\">{inside}</w:{name}>")
}

/// What the file says of itself: title and language, and the author only where the narrative has one.
fn core(meta: &Meta) -> String {
    let author = meta.author.as_deref().map_or_else(String::new, |author| {
        format!("<dc:creator>{}</dc:creator>", markup::html(author))
    });
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{}</dc:title>{author}<dc:language>{}</dc:language></cp:coreProperties>",
        markup::html(&meta.title),
        meta.language
    )
}

/// The sheet of styles, in the size and language of the document. Sizes are in half points.
fn styles(meta: &Meta) -> String {
    let size = u32::from(meta.page.text_pt) * 2;
    let fills = [
        ("{lang}", run::lang(&meta.language)),
        ("{east}", script::east_asian(&meta.language).to_owned()),
        (
            "{line}",
            (u32::from(meta.page.line_percent) * 240 / 100).to_string(),
        ),
        ("{size}", size.to_string()),
        ("{title}", (size * 8 / 5).to_string()),
        ("{large}", (size * 5 / 4).to_string()),
        ("{small}", (size * 4 / 5).to_string()),
    ];
    let styles = STYLES.to_owned();
    fills
        .iter()
        .fold(styles, |styles, (name, value)| styles.replace(name, value))
}

#[cfg(test)]
mod tests;
