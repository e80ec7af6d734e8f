//! A gentle question about notes that do not fit together yet (interviewing, section 8).

use crate::text::spoken::{
    DIFFERENCE_CHOICES, DIFFERENCE_INTRO, DIFFERENCE_SEVERAL, DIFFERENCE_TWO,
};
use crate::text::{Fill, UiLang};

/// A question in both languages, as spoken lines put together.
#[derive(Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Ask {
    /// English.
    pub en: String,
    /// Danish.
    pub da: String,
}

/// It quotes what a person said: only its length is shown.
impl std::fmt::Debug for Ask {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Ask({} characters)", self.en.chars().count())
    }
}

impl Ask {
    /// Asks about what was said, each note with equal weight: we may have written something wrong, all
    /// of it can stay, and so can the doubt.
    pub fn about(statements: &[String]) -> Self {
        let lines = |lang: UiLang| {
            let quoted: Vec<String> = statements.iter().map(|s| quoted(s, lang)).collect();
            let mut lines = DIFFERENCE_INTRO.lines(lang, &Fill::new());
            lines.truncate(1);
            if let [a, b] = quoted.as_slice() {
                let fill = Fill::new().with("a", a).with("b", b);
                lines.extend(DIFFERENCE_TWO.lines(lang, &fill));
            } else {
                let fill = Fill::new().with("list", quoted.join(", "));
                lines.extend(DIFFERENCE_SEVERAL.lines(lang, &fill));
            }
            lines.extend(DIFFERENCE_CHOICES.lines(lang, &Fill::new()));
            lines.join(" ")
        };
        Self {
            en: lines(UiLang::En),
            da: lines(UiLang::Da),
        }
    }
}

fn quoted(said: &str, lang: UiLang) -> String {
    match lang {
        UiLang::En => format!("“{said}”"),
        UiLang::Da => format!("»{said}«"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_notes_are_asked_about_with_equal_weight() {
        let ask = Ask::about(&["in 2016".into(), "after the boat".into()]);
        assert_eq!(
            ask.en,
            "I want to be sure that I wrote this correctly. I have two notes. One says “in 2016”, the other says \
             “after the boat”. How should it be? It can be both, or neither. You can be unsure, and we can also \
             leave it."
        );
        assert!(ask.da.starts_with(
            "Jeg vil gerne være sikker på, at jeg har skrevet rigtigt. Jeg har to noter."
        ));
    }

    #[test]
    fn several_notes_are_a_question_of_order() {
        let ask = Ask::about(&["a".into(), "b".into(), "c".into()]);
        assert!(
            ask.en
                .contains("“a”, “b”, “c”. Would you help me with the order?"),
            "{}",
            ask.en
        );
        assert!(
            ask.da
                .contains("»a«, »b«, »c«. Vil du hjælpe mig med rækkefølgen?"),
            "{}",
            ask.da
        );
    }

    #[test]
    fn no_word_of_blame_is_used() {
        let ask = Ask::about(&["a".into(), "b".into()]);
        for word in [
            "contradict",
            "inconsisten",
            "which one is true",
            "are you sure",
            "explain",
            " but ",
        ] {
            assert!(!ask.en.contains(word), "{word}");
        }
        for word in ["modsig", "selvmodsig", "forklar", " men ", "er du sikker"] {
            assert!(!ask.da.contains(word), "{word}");
        }
    }
}
