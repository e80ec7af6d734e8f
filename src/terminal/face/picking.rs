//! Picking one of a few items, or marking some.

use std::io;

use super::super::list;
use super::super::page::Page;
use super::{Face, Line, Turn};
use crate::text::screen as s;

impl Face<'_> {
    /// Asks for one of the numbered items; Enter alone opens the list, or is `None` where `open` says
    /// what Enter means.
    pub(in crate::terminal) fn pick(
        &mut self,
        page: &Page,
        items: &[String],
    ) -> Result<usize, Turn> {
        let mut start = String::new();
        loop {
            let text = self.ask(page, Line::bare().starting(&start))?;
            if let Some(index) = self.number(&text, items)? {
                return Ok(index);
            }
            start = text;
        }
    }

    /// Reads which item was meant: by number, by its word where there are two, or from the list.
    fn number(&mut self, text: &str, items: &[String]) -> Result<Option<usize>, Turn> {
        if text.trim().is_empty() && !self.screen.is_plain() {
            return self.list(items);
        }
        let index = number_of(text, items);
        if index.is_none() {
            self.notice(s::PICK_NUMBER);
        }
        Ok(index)
    }

    /// Opens the list of the items; `None` after Esc.
    pub(in crate::terminal) fn list(&mut self, items: &[String]) -> Result<Option<usize>, Turn> {
        self.screen.begin()?;
        let picked = list::one(items, self.t(s::LIST_HINT));
        self.broken_off(picked)
    }

    /// Opens the list of the items, to mark some; `None` after Esc.
    pub(in crate::terminal) fn list_many(
        &mut self,
        items: &[String],
    ) -> Result<Option<Vec<usize>>, Turn> {
        self.screen.begin()?;
        let picked = list::many(items, self.t(s::LIST_MANY_HINT));
        self.broken_off(picked)
    }

    fn broken_off<T>(&self, picked: io::Result<T>) -> Result<T, Turn> {
        if self.wires.interrupt.is_asked() {
            return Err(Turn::Interrupted);
        }
        Ok(picked?)
    }

    /// The form for picking one item.
    pub(in crate::terminal) fn pick_form(&self) -> &'static str {
        if self.is_plain() {
            self.t(s::FORM_PICK_PLAIN)
        } else {
            self.t(s::FORM_PICK)
        }
    }
}

/// Reads a number from 1 on, or the item's own word, such as `yes` or its beginning.
fn number_of(text: &str, items: &[String]) -> Option<usize> {
    let text = text.trim().to_lowercase();
    if let Ok(number) = text.parse::<usize>() {
        return number.checked_sub(1).filter(|index| *index < items.len());
    }
    if let Some(index) = items.iter().position(|item| item.to_lowercase() == text) {
        return Some(index);
    }
    let begins = |item: &&String| !text.is_empty() && item.to_lowercase().starts_with(&text);
    let mut near = items.iter().filter(begins);
    match (near.next(), near.next()) {
        (Some(item), None) => items.iter().position(|i| i == item),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_meant_by_its_number_or_by_the_beginning_of_its_words() {
        let items = ["Yes", "No", "Not decided yet"].map(str::to_owned);
        assert_eq!(number_of("2", &items), Some(1));
        assert_eq!(number_of(" y ", &items), Some(0));
        assert_eq!(number_of("no", &items), Some(1));
        assert_eq!(number_of("not", &items), Some(2));
        assert_eq!(number_of("n", &items), None);
        assert_eq!(number_of("4", &items), None);
        assert_eq!(number_of("0", &items), None);
        assert_eq!(number_of("", &items), None);
    }
}
