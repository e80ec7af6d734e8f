//! Runs of text: their language, their look, their letters, and the text itself.

use super::language::tag;
use super::script::{Form, Letters, Stretch, stretches};
use crate::narrative::{Run, Style};
use crate::text::Lang;
use crate::text::markup::{self, turns_or_hides};

/// Writes runs of a document in `lang`.
pub(super) fn runs(out: &mut String, runs: &[Run], lang: &Lang) {
    for run in runs {
        let look = match run.style {
            Style::Plain => "",
            Style::Emphasis => "<w:rStyle w:val=\"Emphasis\"/>",
            Style::Strong => "<w:rStyle w:val=\"Strong\"/>",
            Style::Blank => "<w:rStyle w:val=\"Missing\"/>",
        };
        styled(out, (&run.text, &run.language), (look, lang));
    }
}

/// Writes a text of the program in its language.
pub(super) fn plain(out: &mut String, (text, own): (&str, &Lang), lang: &Lang) {
    styled(out, (text, own), ("", lang));
}

fn styled(out: &mut String, (words, own): (&str, &Lang), (look, lang): (&str, &Lang)) {
    let language = if own == lang {
        String::new()
    } else {
        self::lang(own)
    };
    for Stretch { letters, text } in stretches(words, own) {
        let properties = look.to_owned() + &font(letters) + form(letters) + &language;
        open(out, &properties);
        characters(out, text);
        out.push_str("</w:r>");
    }
    let closing = closing(words);
    if !closing.is_empty() {
        open(out, "");
        characters(out, &closing);
        out.push_str("</w:r>");
    }
}

fn open(out: &mut String, properties: &str) {
    out.push_str("<w:r>");
    if !properties.is_empty() {
        put!(out, "<w:rPr>{properties}</w:rPr>");
    }
}

/// The mark of a language, for all letters: which of the three Word reads turns on the script.
pub(super) fn lang(lang: &Lang) -> String {
    let tag = tag(lang);
    format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"{tag}\"/>")
}

fn font(letters: Letters) -> String {
    let Some(font) = letters.font else {
        return String::new();
    };
    let hint = match letters.form {
        Form::EastAsian => " w:hint=\"eastAsia\"",
        _ => "",
    };
    format!(
        "<w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" w:cs=\"{font}\"{hint}/>"
    )
}

fn form(letters: Letters) -> &'static str {
    match letters.form {
        Form::FromRight => "<w:rtl/>",
        Form::Complex => "<w:cs/>",
        Form::Plain | Form::EastAsian => "",
    }
}

/// Text, its line feeds as line breaks, its tabs as tabs.
fn characters(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\t']) {
        words(out, &rest[..at]);
        let is_tab = rest[at..].starts_with('\t');
        out.push_str(if is_tab { "<w:tab/>" } else { "<w:br/>" });
        rest = &rest[at + 1..];
    }
    words(out, rest);
}

fn words(out: &mut String, text: &str) {
    if !text.is_empty() {
        let text = markup::html(text);
        put!(out, "<w:t xml:space=\"preserve\">{text}</w:t>");
    }
}

/// Returns the marks that end what a text turned and left turned, so that no word after it is read in
/// another order: Word has no element that keeps a run apart, as HTML has.
fn closing(text: &str) -> String {
    let mut open: Vec<char> = Vec::new();
    for c in text.chars().filter(|c| turns_or_hides(*c)) {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' => open.push('\u{202C}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202C}' if open.last() == Some(&c) => {
                open.pop();
            }
            '\u{2069}' => {
                let start = open.iter().rposition(|end| *end == c);
                open.truncate(start.unwrap_or(open.len()));
            }
            _ => {}
        }
    }
    open.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        plain(&mut out, (text, &Lang::en()), &Lang::en());
        out
    }

    #[test]
    fn what_turns_the_direction_ends_with_its_run() {
        assert_eq!(closing("a\u{202E}b"), "\u{202C}");
        assert_eq!(closing("a\u{2067}b\u{202A}c"), "\u{202C}\u{2069}");
        assert_eq!(closing("\u{2066}a\u{202E}b\u{2069} c\u{202C}"), "");
    }

    #[test]
    fn line_feeds_and_tabs_are_elements() {
        let t = "<w:t xml:space=\"preserve\">";
        assert_eq!(
            written("a\n\tb "),
            format!("<w:r>{t}a</w:t><w:br/><w:tab/>{t}b </w:t></w:r>")
        );
    }

    #[test]
    fn a_run_in_another_language_says_so_for_all_letters() {
        let mut out = String::new();
        plain(&mut out, ("ก้อย", &"th".parse().unwrap()), &Lang::da());
        let font = "Leelawadee UI";
        assert!(out.starts_with(&format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\" w:eastAsia=\"{font}\" \
             w:cs=\"{font}\"/><w:cs/><w:lang w:val=\"th-TH\" w:eastAsia=\"th-TH\" w:bidi=\"th-TH\"/>"
        )));
    }
}
