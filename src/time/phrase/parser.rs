//! The cursor over a phrase: what stands at a token, and where reading goes on.

use std::cell::RefCell;

use super::lexicon::{Amount, Frame, Lexicon, Sense};
use super::token::{Kind, Number, Token, tokens};
use super::{Context, Gap, Why};
use crate::time::Reading;

/// A phrase under reading. Every rule takes the index of a token and returns what it read with the
/// index after it, or nothing.
pub(super) struct Phrase<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: Vec<Token<'a>>,
    pub(super) context: &'a Context<'a>,
    lexicon: &'a Lexicon,
    /// Whether a phrase is looked for within a longer text.
    pub(super) finding: bool,
    notes: RefCell<Vec<Gap>>,
}

/// What a rule read, and the token after it.
pub(super) type Read<T> = Option<(T, usize)>;

impl<'a> Phrase<'a> {
    pub(super) fn of(source: &'a str, context: &'a Context<'a>) -> Self {
        let plain = || Lexicon::plain(context.language);
        let lexicon = context
            .world
            .map_or_else(plain, |world| world.lexicon(context.language));
        Self {
            source,
            tokens: tokens(source),
            context,
            lexicon,
            finding: false,
            notes: RefCell::default(),
        }
    }

    /// A longer text, in which times are looked for.
    pub(super) fn within(source: &'a str, context: &'a Context<'a>) -> Self {
        Self {
            finding: true,
            ..Self::of(source, context)
        }
    }

    /// Reads the whole phrase.
    pub(super) fn read(&self) -> (Vec<Reading>, Vec<Gap>) {
        if let Some(readings) = self.whole() {
            return (readings, Vec::new());
        }
        (Vec::new(), vec![self.gap()])
    }

    /// Notes why a rule did not read what it recognised.
    pub(super) fn note(&self, (at, to): (usize, usize), why: Why) {
        let start = self.tokens.get(at).map_or(self.source.len(), |t| t.from);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |t| t.to);
        let chars = |byte: usize| self.source[..byte].chars().count();
        self.notes.borrow_mut().push(Gap {
            from: chars(start),
            to: chars(end),
            why,
        });
    }

    fn gap(&self) -> Gap {
        let notes = self.notes.borrow();
        let all = Gap {
            from: 0,
            to: self.source.chars().count(),
            why: Why::Words,
        };
        notes
            .iter()
            .copied()
            .max_by_key(|gap| gap.why)
            .unwrap_or(all)
    }

    /// Returns the word at a token.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Returns the mark at a token.
    pub(super) fn mark(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// Returns the figures at a token.
    pub(super) fn figures(&self, at: usize) -> Option<Number> {
        match &self.tokens.get(at)?.kind {
            Kind::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// Says whether two neighbouring tokens touch.
    pub(super) fn touch(&self, at: usize) -> bool {
        let both = self.tokens.get(at).zip(self.tokens.get(at + 1));
        both.is_some_and(|(a, b)| a.to == b.from)
    }

    /// Returns all that the words at a token can mean, the longest first.
    pub(super) fn senses(&self, at: usize) -> impl Iterator<Item = (usize, &Sense)> {
        let first = self.word(at).unwrap_or_default();
        let following = move |n: usize| match &self.tokens.get(at + n)?.kind {
            Kind::Word(word) => Some(word.clone()),
            Kind::Number(number) => Some(number.value.to_string()),
            Kind::Mark(_) => None,
        };
        self.lexicon
            .senses(first, following)
            .map(move |(n, sense)| (self.past_point(at + n), sense))
    }

    /// A point that touches a short word shortens it: "ca. 2016", "d. 14", "Jan. 2019".
    fn past_point(&self, next: usize) -> usize {
        let short = next.checked_sub(1).is_some_and(|last| {
            let is_short = self.word(last).is_some_and(|w| w.chars().count() <= 4);
            is_short && self.touch(last) && self.mark(next) == Some(".")
        });
        if short && next + 1 < self.tokens.len() {
            next + 1
        } else {
            next
        }
    }

    /// Reads a word of the frame.
    pub(super) fn frame(&self, at: usize, wanted: Frame) -> Option<usize> {
        self.senses(at)
            .find(|(_, s)| **s == Sense::Word(wanted))
            .map(|(next, _)| next)
    }

    /// Skips words of the frame, if they are there.
    pub(super) fn skip(&self, at: usize, wanted: Frame) -> usize {
        self.frame(at, wanted)
            .map_or(at, |next| self.skip(next, wanted))
    }

    /// Skips "in", "the", "of" and the like.
    pub(super) fn small(&self, at: usize) -> usize {
        self.skip(at, Frame::Small)
    }

    /// Skips commas, points and dashes.
    pub(super) fn marks(&self, at: usize) -> usize {
        let is_soft =
            |m: &str| matches!(m, "," | "." | "-" | "–" | "—" | "!" | ";" | "(" | ")" | "…");
        match self.mark(at) {
            Some(mark) if is_soft(mark) => self.marks(at + 1),
            _ => at,
        }
    }

    /// Reads an amount without a number.
    pub(super) fn amount(&self, at: usize) -> Read<Amount> {
        self.senses(at).find_map(|(next, sense)| match sense {
            Sense::Amount(amount) => Some((*amount, next)),
            _ => None,
        })
    }

    /// Reads a number in figures or words; a point after figures makes it an ordinal.
    pub(super) fn number(&self, at: usize) -> Read<Number> {
        if let Some(number) = self.figures(at) {
            let pointed = number.figures <= 2 && self.touch(at) && self.mark(at + 1) == Some(".");
            let last = at + 2 >= self.tokens.len();
            let ordinal = pointed && !last;
            let next = at + 1 + usize::from(ordinal);
            return Some((
                Number {
                    ordinal: ordinal || number.ordinal,
                    ..number
                },
                next,
            ));
        }
        self.senses(at).find_map(|(next, sense)| match sense {
            Sense::Number(value, ordinal) => {
                let number = Number {
                    value: *value,
                    figures: 0,
                    ordinal: *ordinal,
                };
                Some((number, next))
            }
            _ => None,
        })
    }

    /// Returns the text from one token to before another.
    pub(super) fn text(&self, from: usize, to: usize) -> &'a str {
        let start = self.tokens.get(from).map_or(self.source.len(), |t| t.from);
        let end = to
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(start, |t| t.to);
        self.source.get(start..end.max(start)).unwrap_or_default()
    }
}
