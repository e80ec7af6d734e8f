//! The page of all controls.

use super::super::controls;
use super::super::page::Page;
use crate::text::{UiLang, screen as s};

/// Returns the page.
pub(super) fn page(lang: UiLang) -> Page {
    let mut page = Page::asking(s::FORM_GO.raw(lang))
        .aside(s::HELP_HEADING.raw(lang))
        .aside(s::HELP_KEYS.raw(lang));
    for name in &controls::ALL {
        let key = name.key.map_or_else(String::new, |n| format!("F{n}"));
        let hint = name.hint(lang);
        page = page.choice(&key, format!(":{} – {hint}", name.word(lang)));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_lists_every_control_in_both_languages() {
        for lang in UiLang::ALL {
            let rows = page(lang).rows(lang, 80);
            let text: Vec<_> = rows.iter().map(|row| row.text.as_str()).collect();
            let text = text.join("\n");
            for name in &controls::ALL {
                assert!(text.contains(&format!(":{} ", name.word(lang))), "{name:?}");
            }
        }
    }
}
