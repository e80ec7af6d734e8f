//! Words, with all that decides how they may be used later.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// What was said, and how it came to be written down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Words {
    /// The text, unchanged from the moment it was taken down.
    pub text: String,
    /// The language of the text.
    pub language: Lang,
    /// Whose words these are.
    pub role: Role,
    /// How they were taken down.
    pub taken: Taken,
    /// Who took them down, interpreted or translated: initials or a name.
    pub by: String,
    /// The day on which they were said, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<NaiveDate>,
}

impl Words {
    /// The person's own words, taken down word for word.
    pub fn spoken(text: impl Into<String>, language: Lang, by: impl Into<String>) -> Self {
        let (role, taken) = (Role::Spoken, Taken::WordForWord);
        Self {
            text: text.into(),
            language,
            role,
            taken,
            by: by.into(),
            when: None,
        }
    }

    /// The same words in another role.
    #[must_use]
    pub fn as_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// The same words taken down in another way.
    #[must_use]
    pub fn as_taken(self, taken: Taken) -> Self {
        Self { taken, ..self }
    }

    /// The same words, said on this day.
    #[must_use]
    pub fn said_on(self, day: NaiveDate) -> Self {
        Self {
            when: Some(day),
            ..self
        }
    }

    /// Says whether the words may stand in quotation marks: only the person's own, taken down word
    /// for word (N3 and K1 of the document rules).
    pub fn may_be_quoted(&self) -> bool {
        self.role == Role::Spoken && self.taken == Taken::WordForWord
    }

    /// Returns the length in characters (Unicode scalar values), in which passages are counted.
    pub fn chars(&self) -> u32 {
        u32::try_from(self.text.chars().count()).unwrap_or(u32::MAX)
    }
}

/// Shows lengths only: words are never put into a log or a panic.
impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("text", &format_args!("{} characters", self.chars()))
            .field("language", &self.language)
            .field("role", &self.role)
            .field("taken", &self.taken)
            .finish_non_exhaustive()
    }
}

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// The person's, in the language in which they spoke.
    Spoken,
    /// The interpreter's, said in the person's place.
    Interpreted,
    /// A translator's, made afterwards.
    Translated,
}

/// How words were taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Taken {
    /// As they were said.
    #[default]
    WordForWord,
    /// From a recording.
    Recording,
    /// As notes, in the words of the one who wrote.
    Notes,
    /// After the talk, from memory or from paper.
    WrittenUp,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::spoken("my auntie came", Lang::en(), "A.B.")
    }

    #[test]
    fn only_spoken_words_taken_word_for_word_may_be_quoted() {
        assert!(words().may_be_quoted());
        assert!(!words().as_role(Role::Interpreted).may_be_quoted());
        for taken in [Taken::Recording, Taken::Notes, Taken::WrittenUp] {
            assert!(!words().as_taken(taken).may_be_quoted(), "{taken:?}");
        }
    }

    #[test]
    fn debug_shows_the_length_alone() {
        let shown = format!("{:?}", words());
        assert!(shown.contains("14 characters") && !shown.contains("auntie"));
    }

    #[test]
    fn length_is_counted_in_characters_of_every_script() {
        assert_eq!(Words::spoken("አበበ é", Lang::en(), "x").chars(), 5);
    }
}
