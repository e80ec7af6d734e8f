//! The body of an entry: what happened, when, by whom.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{
    Answer, CaseMade, Closing, Consent, Ended, EntryRef, Erased, Held, ItemClosed, Kind, Mark,
    Note, Opened, Particular, Present, ReadBack, Rendering, Turn, WentOut, WordsApart,
};

/// What an entry holds, besides its envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Body {
    /// When it was written, by the clock of the device.
    pub at: DateTime<FixedOffset>,
    /// Who wrote it: the fingerprint of a key, or initials.
    pub by: String,
    /// How it came.
    pub via: Via,
    /// Who may read it.
    pub audience: Audience,
    /// Other entries it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<Ref>,
    /// What happened.
    pub what: Content,
}

/// How an entry came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Via {
    /// In a talk.
    Walk,
    /// At the desk, without the person.
    Desk,
    /// From a transcript.
    Import,
    /// While a draft was read to the person.
    Readback,
    /// Written up afterwards.
    Writeup,
}

/// Who may read an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Audience {
    /// All readers of the case.
    #[default]
    Case,
    /// The care team.
    Care,
}

/// Another entry, and what this one is to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ref {
    /// What this entry is to the other.
    pub rel: Rel,
    /// The other.
    pub to: EntryRef,
}

/// What an entry is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rel {
    /// A newer version of it.
    Revises,
    /// Something about it.
    About,
}

/// What happened. A kind of a later version is kept as it came.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Content {
    /// A log begins.
    Opened(Opened),
    /// Who is here.
    Present(Present),
    /// An answer about consent.
    Consent(Consent),
    /// Something was told.
    Answer(Answer),
    /// An item is not asked again.
    ItemClosed(ItemClosed),
    /// An answer is cut into passages.
    Mark(Mark),
    /// A passage in another language.
    Rendering(Rendering),
    /// A passage stays out of documents.
    Held(Held),
    /// A passage was read to the person.
    ReadBack(ReadBack),
    /// A session ends.
    Ended(Ended),
    /// A case was made.
    CaseMade(CaseMade),
    /// Words went out.
    WentOut(WentOut),
    /// A particular was given.
    Particular(Particular),
    /// Bodies were taken out.
    Erased(Erased),
    /// One step of the talk.
    Turn(Turn),
    /// A note of the interviewer.
    Note(Note),
    /// Words said in private.
    WordsApart(WordsApart),
    /// How the leaving was.
    Closing(Closing),
    /// Something that this version does not know.
    #[serde(untagged)]
    Unknown(Json),
}

impl Content {
    /// Returns the kind that stands in the envelope: coarse, since it stays visible when the body is
    /// taken out.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Opened(_) | Self::Present(_) | Self::Ended(_) => Kind::SESSION,
            Self::Consent(_) => Kind::CONSENT,
            Self::Answer(_) => Kind::WORDS,
            Self::ItemClosed(_) => Kind::ITEM,
            Self::Mark(_) | Self::Held(_) => Kind::MARK,
            Self::Rendering(_) => Kind::RENDERING,
            Self::ReadBack(_) => Kind::READBACK,
            Self::CaseMade(_) | Self::WentOut(_) | Self::Particular(_) => Kind::DESK,
            Self::Erased(_) => Kind::ERASED,
            Self::Turn(_) | Self::Note(_) | Self::WordsApart(_) | Self::Closing(_) => Kind::CARE,
            Self::Unknown(_) => Kind::OTHER,
        }
    }

    /// Returns the log it belongs to.
    pub fn audience(&self) -> Audience {
        if self.kind() == Kind::CARE {
            Audience::Care
        } else {
            Audience::Case
        }
    }

    /// Says whether it holds words that people said, so that it must go when they are taken out.
    pub fn holds_words(&self) -> bool {
        matches!(
            self,
            Self::Answer(_)
                | Self::Mark(_)
                | Self::Rendering(_)
                | Self::WordsApart(_)
                | Self::Unknown(_)
        )
    }
}

impl Body {
    /// Something that happened, in the log it belongs to.
    pub fn new(at: DateTime<FixedOffset>, by: impl Into<String>, what: Content) -> Self {
        let audience = what.audience();
        Self {
            at,
            by: by.into(),
            via: Via::Walk,
            audience,
            refs: Vec::new(),
            what,
        }
    }

    /// The same, come in another way.
    #[must_use]
    pub fn via(self, via: Via) -> Self {
        Self { via, ..self }
    }

    /// The same, about another entry.
    #[must_use]
    pub fn with_ref(mut self, rel: Rel, to: EntryRef) -> Self {
        self.refs.push(Ref { rel, to });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Decision, LogId, Scope};
    use super::*;

    fn at() -> DateTime<FixedOffset> {
        "2026-03-02T10:00:00+01:00".parse().unwrap()
    }

    #[test]
    fn a_kind_of_a_later_version_is_kept() {
        let json = r#"{"at":"2026-03-02T10:00:00+01:00","by":"x","via":"walk","audience":"case","what":{"dream":{"of":1}}}"#;
        let body: Body = serde_json::from_str(json).unwrap();
        assert!(matches!(body.what, Content::Unknown(_)));
        assert_eq!(serde_json::to_string(&body).unwrap(), json);
    }

    #[test]
    fn a_known_kind_that_reads_otherwise_is_kept_as_unknown() {
        let json = r#"{"at":"2026-03-02T10:00:00+01:00","by":"x","via":"walk","audience":"case","what":{"consent":{"scope":"C99"}}}"#;
        assert!(matches!(
            serde_json::from_str::<Body>(json).unwrap().what,
            Content::Unknown(_)
        ));
    }

    #[test]
    fn what_belongs_to_care_goes_to_care() {
        let note = Content::Note(Note {
            text: "slow".into(),
        });
        assert_eq!(Body::new(at(), "x", note).audience, Audience::Care);
        let yes = Content::Consent(Consent::spoken(Scope::TALK, Decision::Yes));
        assert_eq!(Body::new(at(), "x", yes).audience, Audience::Case);
    }

    #[test]
    fn refs_read_back() {
        let to = EntryRef {
            log: LogId::UNWRITTEN,
            n: 4,
        };
        let body = Body::new(at(), "x", Content::Erased(Erased::new(vec![to])));
        let body = body.via(Via::Desk).with_ref(Rel::About, to);
        let json = serde_json::to_string(&body).unwrap();
        assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
    }
}
