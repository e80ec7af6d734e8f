//! Answer scripts: what a made-up person says, in YAML, one reply after another.
//!
//! Used by tests, the demo and guide authors; they play on demo vaults only. The reference of the
//! format is docs/scripts.md.

mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

pub use value::{AnswerValue, ScriptPresent, YesNo};

use crate::guide::{AnswerKind, Guide, Question};
use crate::record::{ChapterId, Choice, Interpreter, QuestionId, Scope, Value};
use crate::text::yaml::{self, At, Place, YamlError};
use crate::text::{Lang, near};

use super::Given;
use super::state::is_code;

/// One session of a script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Script {
    /// The case, by its label.
    pub case: At<String>,
    /// The terms of the session.
    pub session: ScriptSession,
    /// What is said, in the order in which it is told.
    #[serde(default)]
    pub replies: Vec<ScriptReply>,
    /// The file it came from.
    #[serde(skip, default = "no_file")]
    pub file: Arc<str>,
}

fn no_file() -> Arc<str> {
    Arc::from("")
}

/// The terms of a session in a script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ScriptSession {
    /// The guide.
    pub guide: At<String>,
    /// The setting; `office` where it is not said.
    #[serde(default)]
    pub setting: Option<At<String>>,
    /// The pace; the setting's where it is not said.
    #[serde(default)]
    pub pace: Option<At<String>>,
    /// The language in which questions are put; English where it is not said.
    #[serde(default)]
    pub language: Option<At<Lang>>,
    /// Who interprets.
    #[serde(default)]
    pub interpreter: Option<Interpreter>,
    /// When the session begins, as RFC 3339; the program's clock where it is not said, and a week
    /// after the session before it in a script of several.
    #[serde(default)]
    pub starts: Option<At<String>>,
}

/// One reply of a script. Which keys go together is checked by [`Script::check`].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ScriptReply {
    /// Answers this question.
    #[serde(default)]
    pub question: Option<At<QuestionId>>,
    /// In this turn of a group that repeats; 1 where it is not said.
    #[serde(default)]
    pub turn: Option<u32>,
    /// Uses a control.
    #[serde(default)]
    pub control: Option<At<String>>,
    /// Answers a check-in with a number.
    #[serde(default)]
    pub check_in: Option<At<u8>>,
    /// Answers about a scope of consent.
    #[serde(default)]
    pub consent: Option<At<Scope>>,
    /// Answers a read-back: `all` confirms each piece.
    #[serde(default)]
    pub readback: Option<At<String>>,
    /// Says whether it is safe to talk.
    #[serde(default)]
    pub safety: Option<At<YesNo>>,
    /// Says who is here besides the interpreter.
    #[serde(default)]
    pub who: Option<Vec<ScriptPresent>>,
    /// What is said.
    #[serde(default)]
    pub answer: Option<At<AnswerValue>>,
    /// `declined`, `later`, `unknown`, `forgotten` or `told`; for consent `yes`, `no` or `later`.
    #[serde(default)]
    pub reply: Option<At<String>>,
    /// When it was, in the words of the language of the session.
    #[serde(default, rename = "when")]
    pub when: Option<At<String>>,
    /// Where it was.
    #[serde(default, rename = "where")]
    pub place: Option<At<String>>,
    /// The same words in other languages, by a translator.
    #[serde(default)]
    pub rendered: BTreeMap<Lang, At<String>>,
    /// Time that passes before it, such as `4m` or `90s`; one minute where it is not said.
    #[serde(default)]
    pub after: Option<At<String>>,
    /// The recipient of a consent.
    #[serde(default, rename = "for")]
    pub recipient: Option<At<String>>,
    /// What the person understood of a consent.
    #[serde(default)]
    pub understood: Option<String>,
    /// Observation codes, for the control `signs`.
    #[serde(default)]
    pub codes: Vec<At<String>>,
    /// The words of a note.
    #[serde(default)]
    pub note: Option<String>,
    /// The chapter, for the control `topic`.
    #[serde(default)]
    pub topic: Option<At<ChapterId>>,
}

/// A script that cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum ScriptError {
    /// It is not YAML of the documented form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// It names something that is not there, or puts together what does not go together.
    #[error("{at}: {message}")]
    Reply {
        /// Where.
        at: Place,
        /// What is wrong.
        message: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },
}

/// The controls, as scripts and `:word` commands name them.
pub const CONTROLS: [&str; 20] = [
    "listen", "told", "heavier", "softer", "why", "signs", "private", "off", "on", "remove",
    "pause", "break", "ground", "note", "revise", "reopen", "more", "came_in", "topic", "stop",
];

/// Replies to a question besides an answer.
const REPLIES: [&str; 5] = ["declined", "later", "unknown", "forgotten", "told"];

/// Replies to a question of consent.
const DECISIONS: [&str; 4] = ["yes", "no", "later", "declined"];

/// Reads the sessions of a script.
///
/// # Errors
///
/// [`ScriptError::Yaml`] for YAML of another form.
pub fn load_scripts(file: &Arc<str>, source: &str) -> Result<Vec<Script>, ScriptError> {
    let mut scripts: Vec<Script> = yaml::read_many(file, source)?;
    for script in &mut scripts {
        script.file = Arc::clone(file);
    }
    Ok(scripts)
}

impl Script {
    /// Checks that everything the script names is in the guide.
    ///
    /// # Errors
    ///
    /// [`ScriptError::Reply`] for the first reply that names an unknown question, chapter, control or
    /// choice, or that says nothing.
    pub fn check(&self, guide: &Guide) -> Result<(), ScriptError> {
        self.replies
            .iter()
            .try_for_each(|reply| self.check_reply(reply, guide))
    }

    fn check_reply(&self, reply: &ScriptReply, guide: &Guide) -> Result<(), ScriptError> {
        if let Some(after) = &reply.after
            && duration(after).is_none()
        {
            let message = format!("`{}` is no time", **after);
            return self.fault(after, message, Some("write it as `4m` or `90s`".into()));
        }
        if let Some(question) = &reply.question {
            return self.check_question(reply, question, guide);
        }
        if let Some(control) = &reply.control {
            return self.check_control(reply, control, guide);
        }
        if let Some(scope) = &reply.consent {
            return self.check_consent(reply, scope);
        }
        if let Some(score) = reply.check_in.as_ref().filter(|score| ***score > 10) {
            let message = format!("`{}` is no score", **score);
            return self.fault(score, message, Some("a check-in runs from 0 to 10".into()));
        }
        let says = reply.check_in.is_some()
            || reply.readback.is_some()
            || reply.safety.is_some()
            || reply.who.is_some();
        if says {
            return Ok(());
        }
        Err(ScriptError::Reply {
            at: Place::of_file(&self.file),
            message: "a reply answers nothing".into(),
            help: Some("give it `question`, `control`, `check_in`, `consent`, `safety`, `who` or `readback`".into()),
        })
    }

    fn check_question(
        &self,
        reply: &ScriptReply,
        id: &At<QuestionId>,
        guide: &Guide,
    ) -> Result<(), ScriptError> {
        let Some((_, question)) = guide.question(id) else {
            let known = guide.questions().map(|(_, q)| q.id.as_str());
            let help = near::did_you_mean(id.as_str(), known);
            return self.fault(id, format!("the guide has no question `{}`", **id), help);
        };
        match (&reply.answer, &reply.reply) {
            (Some(answer), None) => given(question, answer)
                .map(drop)
                .map_err(|message| self.error(answer, message, choices_of(question))),
            (None, Some(word)) if REPLIES.contains(&word.as_str()) => Ok(()),
            (None, Some(word)) => {
                let help = near::did_you_mean(word, REPLIES)
                    .or_else(|| Some(format!("known: {}", REPLIES.join(", "))));
                self.fault(word, format!("`{}` is no reply", **word), help)
            }
            _ => self.fault(id, "a reply has either `answer` or `reply`".into(), None),
        }
    }

    fn check_control(
        &self,
        reply: &ScriptReply,
        control: &At<String>,
        guide: &Guide,
    ) -> Result<(), ScriptError> {
        if !CONTROLS.contains(&control.as_str()) && control.as_str() != "hide" {
            let help = near::did_you_mean(control, CONTROLS)
                .or_else(|| Some(format!("known: {}", CONTROLS.join(", "))));
            return self.fault(control, format!("`{}` is no control", **control), help);
        }
        if matches!(control.as_str(), "listen" | "revise") && reply.answer.is_none() {
            let help = Some("add `answer:` with the words".into());
            return self.fault(control, format!("`{}` has no words", **control), help);
        }
        if let Some(code) = reply.codes.iter().find(|code| !is_code(code)) {
            let help = Some("codes are those of the list, such as `up_shake`".into());
            return self.fault(code, format!("`{}` is no code of a sign", **code), help);
        }
        if let Some(topic) = reply.topic.as_ref().filter(|t| guide.chapter(t).is_none()) {
            let known = guide.chapters.iter().map(|c| c.id.as_str());
            let help = near::did_you_mean(topic.as_str(), known);
            return self.fault(
                topic,
                format!("the guide has no chapter `{}`", **topic),
                help,
            );
        }
        Ok(())
    }

    /// A consent that is read wrongly lets something out: nothing here is guessed.
    fn check_consent(&self, reply: &ScriptReply, scope: &At<Scope>) -> Result<(), ScriptError> {
        if let Some(word) = &reply.reply
            && !DECISIONS.contains(&word.as_str())
        {
            let help = near::did_you_mean(word, DECISIONS)
                .or_else(|| Some(format!("known: {}", DECISIONS.join(", "))));
            let message = format!("`{}` is no reply to a consent", **word);
            return self.fault(word, message, help);
        }
        if scope.is_for_recipient() && reply.recipient.is_none() {
            let message = format!("{} is for someone, and no name is given", **scope);
            return self.fault(scope, message, Some("add `for: NAME`".into()));
        }
        Ok(())
    }

    fn error<T>(&self, at: &At<T>, message: String, help: Option<String>) -> ScriptError {
        ScriptError::Reply {
            at: at.place(&self.file),
            message,
            help,
        }
    }

    fn fault<T>(
        &self,
        at: &At<T>,
        message: String,
        help: Option<String>,
    ) -> Result<(), ScriptError> {
        Err(self.error(at, message, help))
    }
}

/// Lists the choices of a question that has some.
fn choices_of(question: &Question) -> Option<String> {
    let known: Vec<&str> = question.choices.iter().map(|c| c.id.as_str()).collect();
    (!known.is_empty()).then(|| format!("known: {}", known.join(", ")))
}

/// Turns an answer of a script into what the question takes.
pub(super) fn given(question: &Question, answer: &AnswerValue) -> Result<Given, String> {
    let choice = |id: &str| {
        let known = question.choices.iter().any(|c| c.id.as_str() == id);
        let fault = || format!("`{}` has no choice `{id}`", *question.id);
        known.then(|| Choice(id.to_owned())).ok_or_else(fault)
    };
    let value = match (*question.answer, answer) {
        (AnswerKind::Choice, AnswerValue::Text(id)) => Value::Choice(choice(id)?),
        (AnswerKind::Choices, AnswerValue::List(ids)) => {
            Value::Choices(ids.iter().map(|id| choice(id)).collect::<Result<_, _>>()?)
        }
        (AnswerKind::YesNo, AnswerValue::YesNo(yes)) => Value::YesNo(*yes),
        (AnswerKind::YesNo, AnswerValue::Text(text)) if matches!(text.as_str(), "yes" | "no") => {
            Value::YesNo(text == "yes")
        }
        (AnswerKind::Money, AnswerValue::Money(money)) => Value::Money(money.clone()),
        (AnswerKind::Number, AnswerValue::Number(number)) => Value::Number(number.to_string()),
        (AnswerKind::Scale, AnswerValue::Number(number)) => {
            let scale = u8::try_from(*number).ok().filter(|n| *n <= 10);
            Value::Scale(scale.ok_or_else(|| "a scale runs from 0 to 10".to_owned())?)
        }
        (_, AnswerValue::Document(document)) => Value::Document(document.clone()),
        (_, AnswerValue::Text(text)) => return Ok(Given::text(text.trim_end_matches('\n'))),
        (_, AnswerValue::Number(number)) => return Ok(Given::text(number.to_string())),
        (kind, _) => {
            return Err(format!(
                "`{}` takes another form of answer ({kind:?})",
                *question.id
            ));
        }
    };
    Ok(Given::value(value))
}

/// Reads a time such as `4m`, `90s` or `1h`.
pub(super) fn duration(text: &str) -> Option<std::time::Duration> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: u64 = number.trim().parse().ok()?;
    let seconds = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    Some(std::time::Duration::from_secs(number.checked_mul(seconds)?))
}

#[cfg(test)]
mod tests;
