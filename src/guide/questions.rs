//! Guide, chapter, question: the shape of the YAML, with positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Condition;
use crate::record::{ChapterId, FactId, GuideRef, Label, Level, QuestionId};
use crate::text::yaml::{At, Place};
use crate::text::{Lang, Localised};

/// A questionnaire.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Guide {
    /// Its id.
    pub guide: At<String>,
    /// Its title.
    pub title: Localised,
    /// The pace it is made for.
    pub pace: At<String>,
    /// What it is for, for those who choose it.
    #[serde(default)]
    pub about: Localised,
    /// Who reviewed it and when.
    #[serde(default)]
    pub review: Review,
    /// Its chapters, in the order in which they are offered.
    pub chapters: Vec<Chapter>,
    /// The file it came from.
    #[serde(skip, default = "no_file")]
    pub file: Arc<str>,
    /// SHA-256 of the file and of the overlays on it, as 64 hexadecimal digits.
    #[serde(skip)]
    pub hash: String,
}

fn no_file() -> Arc<str> {
    Arc::from("")
}

/// Who reviewed something, and when; empty until someone did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// Who.
    #[serde(default)]
    pub by: Option<String>,
    /// The day, as year-month-day.
    #[serde(default)]
    pub on: Option<String>,
}

/// A topic.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Chapter {
    /// Its id.
    pub id: At<ChapterId>,
    /// Its title, as it stands on a list.
    pub title: Localised,
    /// The topic as a short noun phrase that fits into "tell me about …"; the title where missing.
    #[serde(default)]
    pub topic: Localised,
    /// Where in the talk it belongs.
    pub phase: At<Phase>,
    /// Whether the person picks it.
    #[serde(default)]
    pub choice: At<ChapterChoice>,
    /// Marks on which wording rules turn, such as `sexual`.
    #[serde(default)]
    pub tags: Vec<At<String>>,
    /// Groups of questions that come again, such as one turn for each place.
    #[serde(default)]
    pub repeats: Vec<Repeat>,
    /// Its questions, in order; the first is a broad invitation (G3).
    pub questions: Vec<Question>,
}

/// A group of questions that is asked again until that is all.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Repeat {
    /// The name that its questions carry in `repeat`.
    pub id: At<String>,
    /// Asks whether there is another one.
    pub more: Localised,
    /// The most turns; 20 unless said.
    #[serde(default = "twenty")]
    pub most: At<u32>,
}

fn twenty() -> At<u32> {
    At::nowhere(20)
}

/// Where in the talk a chapter belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Phase {
    /// After welcome and consent, before anything is asked about the past.
    Opening,
    /// Further consent.
    Consent,
    /// Something easy, told at length.
    EaseIn,
    /// The account.
    Account,
    /// Few gaps, after the telling.
    Clarify,
    /// Back to now.
    Closing,
}

/// Whether the person picks a chapter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChapterChoice {
    /// The person picks it.
    #[default]
    Offered,
    /// It comes by itself.
    Always,
}

/// One question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Question {
    /// Its id.
    pub id: At<QuestionId>,
    /// The question as spoken.
    pub ask: Localised,
    /// The same in milder words.
    #[serde(default)]
    pub softer: Localised,
    /// What the answer is for, in plain words for the person.
    pub because: Localised,
    /// The form of the answer.
    pub answer: At<AnswerKind>,
    /// The choices, for an answer that is one of them.
    #[serde(default)]
    pub choices: Vec<ChoiceText>,
    /// How heavy it is, 0 to 4.
    pub level: At<Level>,
    /// What kind of question it is.
    #[serde(default)]
    pub kind: At<QuestionKind>,
    /// What the answer is for, in a few words for the team.
    pub purpose: At<String>,
    /// The fact it asks for; told once, not asked for again.
    #[serde(default)]
    pub fact: Option<At<FactId>>,
    /// The group it belongs to, of the chapter's `repeats`.
    #[serde(default)]
    pub repeat: Option<At<String>>,
    /// When it is shown at all.
    #[serde(default)]
    pub show: Option<At<String>>,
    /// A fact that must have been mentioned before.
    #[serde(default)]
    pub requires: Option<At<FactId>>,
    /// Announced before it is asked, so that it may rise by more than one level.
    #[serde(default)]
    pub signpost: At<bool>,
    /// An answer can matter in a case against the person: a lawyer note comes first (R14).
    #[serde(default)]
    pub legal_risk: At<bool>,
    /// What it tells can be placed in time, later.
    #[serde(default)]
    pub moment: Option<MomentSpec>,
    /// Legal elements that an answer may speak to; it proves nothing.
    #[serde(default)]
    pub asks_about: Vec<At<String>>,
    /// What to listen for.
    #[serde(default)]
    pub listen_for: Listening,
    /// How a short answer becomes a sentence, in words of question and answer only.
    #[serde(default)]
    pub narrate: BTreeMap<Lang, Narrate>,
    /// What placeholders in the question are filled with.
    #[serde(default)]
    pub fill: BTreeMap<String, Filler>,
    /// Who reviewed it and when.
    #[serde(default)]
    pub review: Review,
    /// `show`, read.
    #[serde(skip)]
    pub condition: Option<Condition>,
}

/// What to listen for, by language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Listening(pub BTreeMap<Lang, Vec<At<String>>>);

impl Listening {
    /// Returns the points in a language, else in English.
    pub fn points(&self, lang: &Lang) -> Vec<&str> {
        let points = self.0.get(lang).or_else(|| self.0.get(&Lang::en()));
        points
            .into_iter()
            .flatten()
            .map(|point| point.as_str())
            .collect()
    }
}

/// The form of an answer. All take declined, do not know, do not remember and later as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AnswerKind {
    /// A free account, as long as the person wants.
    Account,
    /// A line or two.
    Line,
    /// A place by its name.
    Place,
    /// A person by a name.
    Person,
    /// A time.
    When,
    /// From one time to another.
    Span,
    /// One of the choices.
    Choice,
    /// Some of the choices.
    Choices,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// How long.
    Duration,
    /// 0 to 10.
    Scale,
    /// A paper, photo or message.
    Document,
    /// Consent.
    Consent,
}

/// What kind of question it is; some wording rules turn on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum QuestionKind {
    /// An open question.
    #[default]
    Open,
    /// Asks for something that stands fixed, such as a name on a paper.
    Structured,
    /// Helps to place something in time.
    Anchor,
    /// About the talk itself.
    Process,
    /// How are you?
    CheckIn,
    /// About safety now.
    Safety,
    /// About consent.
    Consent,
}

/// One of the choices of a question.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ChoiceText {
    /// Its id, kept in the record.
    pub id: At<String>,
    /// Its words.
    pub text: Localised,
}

/// What an answer tells can be placed in time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct MomentSpec {
    /// A name by which others can be placed.
    pub label: At<Label>,
    /// When the time is asked for.
    pub when: At<WhenAsked>,
}

/// When a time is asked for: never inside the telling (R44).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WhenAsked {
    /// In the clarify phase.
    Later,
    /// Only if the person says it.
    Never,
}

/// How a short answer becomes a sentence, in one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Narrate {
    /// In the person's voice.
    pub first: At<String>,
    /// About the person.
    pub third: At<String>,
}

/// Whose voice a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NarrateVoice {
    /// I.
    First,
    /// She, he, they.
    Third,
}

/// What a placeholder is filled with: the person's own word, and a neutral one until there is one
/// (R46).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Filler {
    /// The question whose answer is the word.
    pub from: At<QuestionId>,
    /// The neutral word.
    pub or: Localised,
}

impl Narrate {
    /// Returns the sentence for a voice.
    pub fn voice(&self, voice: NarrateVoice) -> &At<String> {
        match voice {
            NarrateVoice::First => &self.first,
            NarrateVoice::Third => &self.third,
        }
    }
}

impl Guide {
    /// Returns the name under which an entry keeps this guide.
    pub fn reference(&self) -> GuideRef {
        GuideRef {
            id: self.guide.to_string(),
            hash: self.hash.clone(),
        }
    }

    /// Returns all questions with their chapters, in order.
    pub fn questions(&self) -> impl Iterator<Item = (&Chapter, &Question)> {
        self.chapters
            .iter()
            .flat_map(|c| c.questions.iter().map(move |q| (c, q)))
    }

    /// Returns a question with its chapter.
    pub fn question(&self, id: &QuestionId) -> Option<(&Chapter, &Question)> {
        self.questions().find(|(_, q)| *q.id == *id)
    }

    /// Returns a chapter.
    pub fn chapter(&self, id: &ChapterId) -> Option<&Chapter> {
        self.chapters.iter().find(|c| *c.id == *id)
    }

    /// Returns the languages in which every question can be put.
    pub fn languages(&self) -> Vec<Lang> {
        let Some((_, first)) = self.questions().next() else {
            return Vec::new();
        };
        let everywhere = |lang: &&Lang| self.questions().all(|(_, q)| q.ask.get(lang).is_some());
        first.ask.languages().filter(everywhere).cloned().collect()
    }

    /// Returns the place of a value of this guide.
    pub fn place<T>(&self, value: &At<T>) -> Place {
        value.place(&self.file)
    }
}

impl Chapter {
    /// Returns the topic as a noun phrase, in a language or the nearest.
    pub fn topic(&self, lang: &Lang) -> String {
        let topic = if self.topic.is_empty() {
            &self.title
        } else {
            &self.topic
        };
        topic
            .best(lang)
            .map_or_else(String::new, |(_, text)| text.to_owned())
    }

    /// Returns a group that repeats.
    pub fn repeat(&self, id: &str) -> Option<&Repeat> {
        self.repeats.iter().find(|r| r.id.as_str() == id)
    }

    /// Returns the heaviest level in it.
    pub fn heaviest(&self) -> Level {
        self.questions
            .iter()
            .map(|q| *q.level)
            .max()
            .unwrap_or_default()
    }
}
