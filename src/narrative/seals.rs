//! Texts of the context behind markers, each with its source.

use serde_json::Value;

use super::marks::{self, Kind, Mark, Part};
use super::{Nonce, Source, Style};

/// Texts that a template can print but not read.
#[derive(Debug)]
pub(super) struct Seals {
    nonce: Nonce,
    sealed: Vec<Sealed>,
}

/// One of them.
#[derive(Clone)]
pub(super) struct Sealed {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) source: Source,
}

/// Shows the source alone.
impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({:?})", self.source)
    }
}

impl Seals {
    pub(super) fn new(nonce: Nonce) -> Self {
        let sealed = Vec::new();
        Self { nonce, sealed }
    }

    /// Puts a text behind a marker.
    pub(super) fn seal(&mut self, text: impl Into<String>, source: Source) -> String {
        self.put(text.into(), Style::Plain, source)
    }

    /// Puts a marked blank behind a marker.
    pub(super) fn blank(&mut self, text: String, source: Source) -> String {
        self.put(text, Style::Blank, source)
    }

    fn put(&mut self, text: String, style: Style, source: Source) -> String {
        let kind = Kind::Sealed;
        let index = self.sealed.len();
        self.sealed.push(Sealed {
            text,
            style,
            source,
        });
        marks::write(self.nonce, Mark { kind, index })
    }

    pub(super) fn get(&self, index: usize) -> Option<&Sealed> {
        self.sealed.get(index)
    }

    /// Puts the texts back into a context, for those who write templates.
    pub(super) fn open(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.plain(text),
            Value::Array(list) => list.iter_mut().for_each(|item| self.open(item)),
            Value::Object(fields) => fields.values_mut().for_each(|item| self.open(item)),
            _ => {}
        }
    }

    fn plain(&self, text: &str) -> String {
        let parts = marks::parts(self.nonce, text).unwrap_or_default();
        let plain = parts.iter().map(|part| match part {
            Part::Text(text) => text,
            Part::Mark(mark) => self.get(mark.index).map_or("", |sealed| &sealed.text),
        });
        plain.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_can_be_opened() {
        let mut seals = Seals::new(Nonce::new([5; 16]));
        let label = seals.seal("Swallow", Source::particular("label"));
        let mut value = serde_json::json!({"case": {"label": label}, "n": [1, "plain"]});
        seals.open(&mut value);
        assert_eq!(
            value,
            serde_json::json!({"case": {"label": "Swallow"}, "n": [1, "plain"]})
        );
    }

    #[test]
    fn debug_shows_no_text() {
        let mut seals = Seals::new(Nonce::new([5; 16]));
        seals.seal("Swallow", Source::particular("label"));
        assert!(!format!("{seals:?}").contains("Swallow"));
    }
}
