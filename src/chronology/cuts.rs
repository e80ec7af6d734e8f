//! Cutting a long answer into passages: where cuts may be, whether they cover it, and their JSON Lines.
//!
//! Suggests and never decides. The words are never changed: every character is in exactly one passage.

use serde::{Deserialize, Serialize};

use crate::record::{Cut, EntryRef, Knowledge, Range};
use crate::time::{Context, When, find};

/// A place where a passage may begin.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suggestion {
    /// The stretch from here to the next suggestion, in characters.
    pub range: Range,
    /// The time that it speaks of, where one was recognised: the first.
    pub when: Option<When>,
}

/// Suggests how an answer may be cut: at the ends of paragraphs, and before each sentence that speaks of
/// another time. The stretches cover the answer.
pub fn suggest_cuts(text: &str, context: &Context<'_>) -> Vec<Suggestion> {
    let total = length(text);
    let found = find(text, context);
    let sentences = starts(text, |before, c| {
        !c.is_whitespace() && ends_sentence(before)
    });
    let mut cuts = starts(text, |before, c| {
        !c.is_whitespace() && ends_paragraph(before)
    });
    for time in &found {
        let at = u32::try_from(time.from).unwrap_or(u32::MAX);
        cuts.extend(sentences.iter().rev().find(|start| **start <= at));
    }
    cuts.push(0);
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().skip(1).copied().chain([total]);
    let stretch = |(start, end): (&u32, u32)| {
        let inside = |from: usize| (*start..end).contains(&u32::try_from(from).unwrap_or(u32::MAX));
        let when = found
            .iter()
            .find(|time| inside(time.from))
            .map(|time| time.when.clone());
        Suggestion {
            range: (*start, end).into(),
            when,
        }
    };
    cuts.iter().zip(ends).map(stretch).collect()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// Returns the places, in characters, at which something begins by what stands before it.
fn starts(text: &str, begins: impl Fn(&str, char) -> bool) -> Vec<u32> {
    let at = |(index, (byte, c)): (usize, (usize, char))| {
        (byte == 0 || begins(&text[..byte], c)).then(|| u32::try_from(index).unwrap_or(u32::MAX))
    };
    text.char_indices().enumerate().filter_map(at).collect()
}

fn ends_paragraph(before: &str) -> bool {
    let gap: String = before
        .chars()
        .rev()
        .take_while(|c| c.is_whitespace())
        .collect();
    gap.chars().filter(|c| *c == '\n').count() >= 1
}

fn ends_sentence(before: &str) -> bool {
    let trimmed = before.trim_end();
    let spaced = trimmed.len() < before.len();
    spaced && trimmed.ends_with(['.', '!', '?', '…', '"', '”', '\'']) && !is_short(trimmed)
        || ends_paragraph(before)
}

/// "Mr." and "ca." end no sentence, and neither does the point after a number of one or two figures.
fn is_short(trimmed: &str) -> bool {
    let word: String = trimmed
        .trim_end_matches('.')
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    let word: String = word.chars().rev().collect();
    let number = word.chars().all(|c| c.is_ascii_digit()) && (1..=2).contains(&word.len());
    let titles = [
        "Mr", "Mrs", "Ms", "Dr", "St", "ca", "d", "kl", "nr", "hr", "fr",
    ];
    trimmed.ends_with('.') && (number || titles.contains(&word.as_str()))
}

/// Cuts that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum MarkError {
    /// A line that is no passage.
    #[error("{file}:{line}:{column}: {message}")]
    #[diagnostic(help(
        "one JSON object a line: {{\"answer\": \"LOG:n\", \"range\": [0, 212], \"when\": \"…\"}}"
    ))]
    Line {
        /// The file.
        file: String,
        /// The line, counted from 1.
        line: usize,
        /// The column, counted from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// Words that are in no passage.
    #[error("characters {from} to {to} of `{answer}` are in no passage")]
    #[diagnostic(help("let each passage begin where the one before it ends"))]
    Gap {
        /// The answer.
        answer: String,
        /// The first character.
        from: u32,
        /// The character after the last.
        to: u32,
    },
    /// Words that are in two passages.
    #[error("characters {from} to {to} of `{answer}` are in two passages")]
    #[diagnostic(help("let each passage begin where the one before it ends"))]
    Overlap {
        /// The answer.
        answer: String,
        /// The first character.
        from: u32,
        /// The character after the last.
        to: u32,
    },
    /// A passage beyond the end of its answer, or without any words.
    #[error("the passage {from} to {to} of `{answer}` holds no words of its {length} characters")]
    #[diagnostic(help(
        "count characters from 0, and let the last number be the one after the passage"
    ))]
    Empty {
        /// The answer.
        answer: String,
        /// Its first character.
        from: u32,
        /// The character after its last.
        to: u32,
        /// How long the answer is.
        length: u32,
    },
}

/// Checks that each of the `length` characters of an answer is in exactly one passage. Returns all faults.
pub fn check_cuts(answer: EntryRef, cuts: &[Cut], length: u32) -> Vec<MarkError> {
    let name = || answer.to_string();
    let mut ranges: Vec<Range> = cuts.iter().map(|cut| cut.range).collect();
    ranges.sort_unstable();
    let mut faults = Vec::new();
    let mut at = 0;
    for Range {
        start: from,
        end: to,
    } in ranges
    {
        let empty = to <= from && !(length == 0 && (from, to) == (0, 0));
        if empty || to > length {
            faults.push(MarkError::Empty {
                answer: name(),
                from,
                to,
                length,
            });
            continue;
        }
        if from > at {
            faults.push(MarkError::Gap {
                answer: name(),
                from: at,
                to: from,
            });
        } else if from < at {
            faults.push(MarkError::Overlap {
                answer: name(),
                from,
                to: at.min(to),
            });
        }
        at = at.max(to);
    }
    if at < length {
        faults.push(MarkError::Gap {
            answer: name(),
            from: at,
            to: length,
        });
    }
    faults
}

/// One passage as `heard mark --from` reads it: a line of JSON.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MarkLine {
    /// The answer, as `LOG:n`.
    pub answer: String,
    /// The stretch, in characters: the first, and the one after the last.
    pub range: Range,
    /// When it was, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// A name by which others can be placed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who is spoken of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// How the person knows it.
    #[serde(default)]
    pub knowledge: Knowledge,
    /// Whether it was said in private.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
}

/// Shows no word that was said.
impl std::fmt::Debug for MarkLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MarkLine")
            .field("range", &self.range)
            .finish_non_exhaustive()
    }
}

impl MarkLine {
    /// A passage of which nothing more is known.
    pub fn new(answer: EntryRef, range: Range) -> Self {
        Self {
            answer: answer.to_string(),
            range,
            when: None,
            label: None,
            place: None,
            people: Vec::new(),
            knowledge: Knowledge::Own,
            private: false,
        }
    }

    /// Returns the answer that it is a stretch of.
    pub fn entry(&self) -> Option<EntryRef> {
        let (log, n) = self.answer.rsplit_once(':')?;
        Some(EntryRef {
            log: log.parse().ok()?,
            n: n.parse().ok()?,
        })
    }
}

/// Reads the lines of `heard mark --from`; empty lines are passed over. Returns all faults at once.
///
/// # Errors
///
/// [`MarkError::Line`] for each line that is no JSON object of this form, or names no answer. No message
/// shows a word of it.
pub fn read_mark_lines(file: &str, source: &str) -> Result<Vec<MarkLine>, Vec<MarkError>> {
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (number, text) in source
        .lines()
        .enumerate()
        .filter(|(_, text)| !text.trim().is_empty())
    {
        let fault = |column: usize, message: &str| MarkError::Line {
            file: file.to_owned(),
            line: number + 1,
            column,
            message: message.to_owned(),
        };
        match serde_json::from_str::<MarkLine>(text) {
            Ok(line) if line.entry().is_none() => faults.push(fault(1, "`answer` is no `LOG:n`")),
            Ok(line) => found.push(line),
            Err(error) => faults.push(fault(error.column().max(1), wrong(&error))),
        }
    }
    if faults.is_empty() {
        Ok(found)
    } else {
        Err(faults)
    }
}

/// serde's own words would show what was typed.
fn wrong(error: &serde_json::Error) -> &'static str {
    let text = error.to_string();
    if text.starts_with("unknown field") {
        "a key that is not known here; known: answer, range, when, label, place, people, knowledge, private"
    } else if text.starts_with("missing field") {
        "`answer` and `range` must be there"
    } else if text.starts_with("duplicate field") {
        "a key stands twice"
    } else if error.is_data() {
        "a value of another kind than its key asks for"
    } else {
        "this is no JSON object on one line"
    }
}

#[cfg(test)]
mod tests;
