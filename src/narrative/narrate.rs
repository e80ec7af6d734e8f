//! The sentence that a guide gives for an answer, such as `About money, I said: {{ answer }}.`
//!
//! It may hold `{{ answer }}`, once, and `{{ person }}`; nothing else of templates.

use std::fmt;

/// A part of such a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bit<'a> {
    Text(&'a str),
    Answer,
    Person,
}

/// What is wrong with such a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NarrateFault {
    /// Where, in characters from the start of the sentence, counted from 0.
    pub at: usize,
    /// What.
    pub message: String,
}

/// Checks a sentence of a guide.
///
/// # Errors
///
/// [`NarrateFault`] where it has other names than `answer` and `person`, other signs of templates, or
/// does not hold the answer just once.
pub fn check_narrate(sentence: &str) -> Result<(), NarrateFault> {
    parse(sentence).map(drop)
}

pub(super) fn parse(sentence: &str) -> Result<Vec<Bit<'_>>, NarrateFault> {
    let mut bits = Vec::new();
    let mut at = 0;
    while let Some(open) = sentence[at..].find("{{").map(|open| at + open) {
        push_text(&mut bits, sentence, at..open)?;
        let Some(close) = sentence[open..].find("}}").map(|close| open + close) else {
            return Err(fault(sentence, open, "`{{` is not closed with `}}`"));
        };
        bits.push(match sentence[open + 2..close].trim() {
            "answer" => Bit::Answer,
            "person" => Bit::Person,
            other => {
                let message = format!("`{other}` is neither `answer` nor `person`");
                return Err(fault(sentence, open, message));
            }
        });
        at = close + 2;
    }
    push_text(&mut bits, sentence, at..sentence.len())?;
    match bits.iter().filter(|bit| **bit == Bit::Answer).count() {
        1 => Ok(bits),
        0 => Err(fault(
            sentence,
            0,
            "the sentence does not hold `{{ answer }}`",
        )),
        _ => Err(fault(
            sentence,
            0,
            "the sentence holds `{{ answer }}` more than once",
        )),
    }
}

fn push_text<'a>(
    bits: &mut Vec<Bit<'a>>,
    sentence: &'a str,
    range: std::ops::Range<usize>,
) -> Result<(), NarrateFault> {
    let text = &sentence[range.clone()];
    for sign in ["{%", "{#", "}}"] {
        if let Some(found) = text.find(sign) {
            let message = format!("`{sign}` does not belong into a sentence");
            return Err(fault(sentence, range.start + found, message));
        }
    }
    if !text.is_empty() {
        bits.push(Bit::Text(text));
    }
    Ok(())
}

fn fault(sentence: &str, at: usize, message: impl fmt::Display) -> NarrateFault {
    NarrateFault {
        at: sentence[..at].chars().count(),
        message: message.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_text_answer_and_person() {
        assert_eq!(
            parse("About money, {{ person }} said: {{answer}}."),
            Ok(vec![
                Bit::Text("About money, "),
                Bit::Person,
                Bit::Text(" said: "),
                Bit::Answer,
                Bit::Text("."),
            ])
        );
    }

    #[test]
    fn other_names_and_signs_are_refused_with_their_place() {
        for (sentence, at) in [
            ("Øl {{ label }} {{ answer }}", 3),
            ("{{ answer | safe }}", 0),
            ("a {% if x %}{{ answer }}{% endif %}", 2),
            ("{{ answer }} {# x #}", 13),
            ("{{ answer", 0),
            ("{{ answer }} }}", 13),
        ] {
            assert_eq!(parse(sentence).unwrap_err().at, at, "{sentence}");
        }
    }

    #[test]
    fn the_answer_stands_in_it_just_once() {
        assert!(check_narrate("I said so.").is_err());
        assert!(check_narrate("{{ answer }} {{ answer }}").is_err());
        assert!(check_narrate("{{ answer }}").is_ok());
    }
}
