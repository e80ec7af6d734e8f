//! When an answer is too short to stand without its question.

/// The most words of a short answer.
const MOST_WORDS: usize = 12;
/// The most characters of one, for writing that does not part words with blanks.
const MOST_CHARS: usize = 90;
/// Words that answer by themselves, whatever comes after.
const ANSWERS: [&str; 10] = [
    "ja", "jah", "jo", "jep", "nej", "næ", "yeah", "yep", "yes", "nope",
];

/// Says whether an answer is printed with its question, so that a reader knows what it speaks of.
///
/// It is where it has at most twelve words (and at most ninety characters, for writing without
/// blanks), or begins with a bare yes or no in English or Danish. "No" is bare where a sign or the
/// end follows: "No one helped me" is not.
pub fn is_short(answer: &str) -> bool {
    let few_words = answer.split_whitespace().nth(MOST_WORDS).is_none();
    let few_chars = answer.trim().chars().nth(MOST_CHARS).is_none();
    (few_words && few_chars) || begins_bare(answer)
}

fn begins_bare(answer: &str) -> bool {
    let answer = answer.trim_start();
    let length = answer
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(answer.len());
    let (first, rest) = answer.split_at(length);
    let first = first.to_lowercase();
    let ends = !rest
        .trim_start_matches(' ')
        .starts_with(char::is_alphanumeric);
    ANSWERS.contains(&first.as_str()) || (first == "no" && ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "and then I went with her to the house by the river and stayed";

    #[test]
    fn twelve_words_are_short_and_thirteen_are_not() {
        let words = ["word"; 13];
        assert!(is_short(&words[..12].join(" ")));
        assert!(!is_short(&words.join(" ")));
    }

    #[test]
    fn a_bare_yes_or_no_needs_its_question_however_long_the_rest() {
        for first in [
            "Yes,",
            "yes",
            "No,",
            "No.",
            "Ja,",
            "Nej",
            "Jo,",
            "\u{a0}Yeah",
        ] {
            assert!(is_short(&format!("{first} {LONG}")), "{first}");
        }
    }

    #[test]
    fn no_before_another_word_is_not_bare() {
        for first in ["No one", "Nothing", "Yesterday", "Japan", "Not"] {
            assert!(!is_short(&format!("{first} {LONG}")), "{first}");
        }
    }

    #[test]
    fn writing_without_blanks_is_measured_in_characters() {
        assert!(is_short("ฉันไป"));
        assert!(!is_short(&"ไป".repeat(50)));
    }

    #[test]
    fn an_empty_answer_is_short() {
        assert!(is_short("") && is_short("  "));
    }
}
