//! The page: its paper, and what stands at its head and foot.

use super::run;
use crate::narrative::Meta;
use crate::text::screen::PAGE_OF;
use crate::text::{Direction, UiLang};

/// What stands at the head of every page, a paragraph each line.
pub(super) fn header(meta: &Meta, ui: UiLang) -> String {
    let mut out = String::new();
    for line in &meta.header {
        out += &paragraph("Header", meta.direction);
        run::plain(&mut out, (line, &ui.lang()), &meta.language);
        out.push_str("</w:p>");
    }
    out
}

/// The number of the page and how many there are: in words where the program speaks the language of
/// the document, else in figures alone.
pub(super) fn footer(meta: &Meta) -> String {
    let text = match UiLang::from_locale(meta.language.primary()) {
        Some(ui) => PAGE_OF.raw(ui),
        None => "{page} / {pages}",
    };
    let mut out = paragraph("Footer", meta.direction);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        plain(&mut out, before, meta);
        field(&mut out, if name == "page" { "PAGE" } else { "NUMPAGES" });
        rest = after;
    }
    plain(&mut out, rest, meta);
    out + "</w:p>"
}

fn plain(out: &mut String, text: &str, meta: &Meta) {
    run::plain(out, (text, &meta.language), &meta.language);
}

fn field(out: &mut String, what: &str) {
    let step = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    put!(
        out,
        "{}<w:r><w:instrText xml:space=\"preserve\"> {what} </w:instrText></w:r>{}\
         <w:r><w:t>1</w:t></w:r>{}",
        step("begin"),
        step("separate"),
        step("end")
    );
}

fn paragraph(style: &str, side: Direction) -> String {
    let bidi = bidi(side);
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{bidi}</w:pPr>")
}

/// The mark of what is read from the right.
pub(super) fn bidi(side: Direction) -> &'static str {
    match side {
        Direction::Rtl => "<w:bidi/>",
        Direction::Ltr => "",
    }
}

/// Returns the width of the text, in twentieths of a point.
pub(super) fn text_width(meta: &Meta) -> u32 {
    let (width, _) = meta.page.paper.size_mm();
    twips(width.saturating_sub(2 * meta.page.margin_mm).max(20))
}

/// The paper, its margins, and which head and foot its pages have.
pub(super) fn section(meta: &Meta) -> String {
    let (width, height) = meta.page.paper.size_mm();
    let margin = meta.page.margin_mm;
    let sides = ["top", "right", "bottom", "left"].map(|side| {
        let margin = twips(margin);
        format!(" w:{side}=\"{margin}\"")
    });
    let edge = twips((margin / 2).min(12));
    let header = if meta.header.is_empty() {
        ""
    } else {
        "<w:headerReference w:type=\"default\" r:id=\"header\"/>"
    };
    format!(
        "<w:sectPr>{header}<w:footerReference w:type=\"default\" r:id=\"footer\"/>\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"/>\
         <w:pgMar{} w:header=\"{edge}\" w:footer=\"{edge}\" w:gutter=\"0\"/>{}</w:sectPr>",
        twips(width),
        twips(height),
        sides.concat(),
        bidi(meta.direction)
    )
}

/// Millimetres in twentieths of a point.
fn twips(mm: u16) -> u32 {
    (u32::from(mm) * 14_400 + 127) / 254
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a4_has_the_size_that_word_gives_it() {
        assert_eq!((twips(210), twips(297)), (11_906, 16_838));
    }
}
