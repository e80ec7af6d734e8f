//! The closed expression of `show`: when a question is shown at all.
//!
//! ```text
//! condition := "answered(" question ")"
//!            | question "is" value
//!            | "any(" condition { "," condition } ")"
//!            | "all(" condition { "," condition } ")"
//!            | "not(" condition ")"
//! ```
//!
//! It is parsed when a guide is loaded, so that a misspelt question is an error and reachability can
//! be worked out.

use crate::record::QuestionId;

/// When a question is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Condition {
    /// The question was answered.
    Answered(QuestionId),
    /// The question was answered with this choice, or with `yes` or `no`.
    Is(QuestionId, String),
    /// At least one holds.
    Any(Vec<Condition>),
    /// Every one holds.
    All(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// An expression that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionError {
    /// The character at which it stops making sense, counted from 0.
    pub at: usize,
    /// What is wrong there.
    pub message: String,
}

impl Condition {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// [`ConditionError`] for anything outside the grammar, with the place.
    pub fn parse(source: &str) -> Result<Self, ConditionError> {
        let mut reader = Reader {
            tokens: tokens(source)?,
            next: 0,
            end: source.chars().count(),
        };
        let condition = reader.condition(0)?;
        match reader.tokens.get(reader.next) {
            None => Ok(condition),
            Some((at, token)) => Err(fault(*at, format!("{} comes after the end", token.name()))),
        }
    }

    /// Returns the questions it names.
    pub fn questions(&self) -> Vec<&QuestionId> {
        match self {
            Self::Answered(question) | Self::Is(question, _) => vec![question],
            Self::Any(parts) | Self::All(parts) => parts.iter().flat_map(Self::questions).collect(),
            Self::Not(part) => part.questions(),
        }
    }

    /// Says whether it holds, given whether a question was answered and whether it has a value.
    pub fn holds<A, I>(&self, answered: &A, is: &I) -> bool
    where
        A: Fn(&QuestionId) -> bool,
        I: Fn(&QuestionId, &str) -> bool,
    {
        match self {
            Self::Answered(question) => answered(question),
            Self::Is(question, value) => is(question, value),
            Self::Any(parts) => parts.iter().any(|p| p.holds(answered, is)),
            Self::All(parts) => parts.iter().all(|p| p.holds(answered, is)),
            Self::Not(part) => !part.holds(answered, is),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Open,
    Close,
    Comma,
}

impl Token {
    fn name(&self) -> String {
        match self {
            Self::Word(word) => format!("`{word}`"),
            Self::Open => "`(`".into(),
            Self::Close => "`)`".into(),
            Self::Comma => "`,`".into(),
        }
    }
}

fn fault(at: usize, message: impl Into<String>) -> ConditionError {
    ConditionError {
        at,
        message: message.into(),
    }
}

fn tokens(source: &str) -> Result<Vec<(usize, Token)>, ConditionError> {
    let mut tokens = Vec::new();
    let mut word: Option<(usize, String)> = None;
    for (at, c) in source.chars().chain([' ']).enumerate() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            word.get_or_insert((at, String::new())).1.push(c);
            continue;
        }
        tokens.extend(word.take().map(|(from, word)| (from, Token::Word(word))));
        match c {
            '(' => tokens.push((at, Token::Open)),
            ')' => tokens.push((at, Token::Close)),
            ',' => tokens.push((at, Token::Comma)),
            c if c.is_whitespace() => {}
            c => return Err(fault(at, format!("`{c}` has no meaning here"))),
        }
    }
    Ok(tokens)
}

/// How deep conditions may stand in each other.
const DEEPEST: usize = 20;

struct Reader {
    tokens: Vec<(usize, Token)>,
    next: usize,
    end: usize,
}

impl Reader {
    fn condition(&mut self, depth: usize) -> Result<Condition, ConditionError> {
        let (at, word) = self.word("a condition")?;
        if depth > DEEPEST {
            return Err(fault(at, "this is nested too deep"));
        }
        if self.peek() == Some(&Token::Open) {
            return self.call(at, &word, depth);
        }
        let (at, is) = self.word("`is`")?;
        if is != "is" {
            return Err(fault(
                at,
                format!("expected `is` after `{word}`, found `{is}`"),
            ));
        }
        let (_, value) = self.word("a value")?;
        Ok(Condition::Is(QuestionId::new(word), value))
    }

    fn call(&mut self, at: usize, word: &str, depth: usize) -> Result<Condition, ConditionError> {
        let opened = self.next;
        self.next += 1;
        let condition = match word {
            "answered" => Condition::Answered(QuestionId::new(self.word("a question")?.1)),
            "any" => Condition::Any(self.list(depth)?),
            "all" => Condition::All(self.list(depth)?),
            "not" => Condition::Not(Box::new(self.condition(depth + 1)?)),
            other => {
                let known = ["answered", "any", "all", "not"];
                let near = crate::text::near::did_you_mean(other, known);
                let help = near.unwrap_or_else(|| "known: answered, any, all, not".into());
                return Err(fault(at, format!("`{other}` is no condition; {help}")));
            }
        };
        match self.peek() {
            Some(Token::Close) => {
                self.next += 1;
                Ok(condition)
            }
            Some(other) => Err(fault(
                self.place(),
                format!("expected `)`, found {}", other.name()),
            )),
            None => Err(fault(self.tokens[opened].0, "this bracket is not closed")),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Condition>, ConditionError> {
        let mut parts = vec![self.condition(depth + 1)?];
        while self.peek() == Some(&Token::Comma) {
            self.next += 1;
            parts.push(self.condition(depth + 1)?);
        }
        Ok(parts)
    }

    fn word(&mut self, wanted: &str) -> Result<(usize, String), ConditionError> {
        match self.tokens.get(self.next) {
            Some((at, Token::Word(word))) => {
                self.next += 1;
                Ok((*at, word.clone()))
            }
            Some((at, other)) => Err(fault(
                *at,
                format!("expected {wanted}, found {}", other.name()),
            )),
            None => Err(fault(self.end, format!("expected {wanted}, found the end"))),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(_, token)| token)
    }

    fn place(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(at, _)| *at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn holds(source: &str, answered: &[&str], values: &[(&str, &str)]) -> bool {
        Condition::parse(source)
            .unwrap()
            .holds(&|q| answered.contains(&q.as_str()), &|q, v| {
                values.contains(&(q.as_str(), v))
            })
    }

    #[test]
    fn each_form_holds_when_it_should() {
        assert!(holds("answered(leaving-told)", &["leaving-told"], &[]));
        assert!(holds("school is yes", &[], &[("school", "yes")]));
        assert!(!holds("school is yes", &[], &[("school", "no")]));
        assert!(holds("any(answered(a), b is c)", &[], &[("b", "c")]));
        assert!(!holds("all(answered(a), b is c)", &[], &[("b", "c")]));
        assert!(holds("not(all(answered(a), answered(b)))", &["a"], &[]));
    }

    #[test]
    fn faults_have_a_place_and_a_reason() {
        for (source, at, part) in [
            ("", 0, "found the end"),
            ("answerd(x)", 0, "did you mean `answered`"),
            ("answered(x", 8, "not closed"),
            ("answered(x) y", 12, "after the end"),
            ("x was y", 2, "expected `is`"),
            ("x is", 4, "expected a value"),
            ("any(answered(x) answered(y))", 16, "expected `)`"),
            ("x = y", 2, "has no meaning"),
            ("answered()", 9, "expected a question"),
        ] {
            let fault = Condition::parse(source).unwrap_err();
            assert_eq!(fault.at, at, "{source}: {}", fault.message);
            assert!(fault.message.contains(part), "{source}: {}", fault.message);
        }
    }

    #[test]
    fn it_names_its_questions() {
        let condition = Condition::parse("any(answered(a), not(b is yes))").unwrap();
        let names: Vec<&str> = condition
            .questions()
            .into_iter()
            .map(QuestionId::as_str)
            .collect();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn deep_nesting_is_refused() {
        let deep = format!("{}answered(x){}", "not(".repeat(1000), ")".repeat(1000));
        assert!(
            Condition::parse(&deep)
                .unwrap_err()
                .message
                .contains("nested")
        );
    }

    proptest! {
        #[test]
        fn no_text_panics(source in ".{0,80}") {
            prop_assert!(Condition::parse(&source).is_ok_and(|c| !c.questions().is_empty()) || Condition::parse(&source).is_err());
        }
    }
}
