//! Playing an answer script: what the made-up person says to each step.
//!
//! Deterministic: the same script on the same walk gives the same replies at the same times, so that a
//! session which was killed goes on where it stood when the player is led through its log again.

use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::script::{AnswerValue, Script, ScriptReply, duration, given};
use super::step::StepKey;
use super::{Feeling, Given, Now, Reply, Shown, Step, Walk};
use crate::record::{
    Body, CaseView, ChapterId, Consent, Content, Cut, Decision, EntryRef, Item, Mark, Part,
    PassageRef, Present, Rel, Rendering, Role, Scope, Standing, Taken, Verdict, Via, Words,
};
use crate::text::{UiLang, screen};
use crate::time::{Context, When, understand};

/// Plays one session of a script.
#[derive(Debug)]
pub struct Player {
    script: Script,
    /// Which replies were given.
    given: Vec<bool>,
    /// The entry of each answer, once it was kept.
    entries: Vec<Option<EntryRef>>,
    /// The reply whose entry is not known yet.
    waiting: Option<usize>,
    /// The reply that was given last, unless the step was answered without the script.
    last: Option<usize>,
    started: DateTime<FixedOffset>,
    elapsed: Duration,
}

/// The score of a check-in of which a script says nothing.
const CALM: u8 = 3;

impl Player {
    /// Plays a script from this time on.
    pub fn new(script: Script, started: DateTime<FixedOffset>) -> Self {
        let replies = script.replies.len();
        Self {
            script,
            given: vec![false; replies],
            entries: vec![None; replies],
            waiting: None,
            last: None,
            started,
            elapsed: Duration::ZERO,
        }
    }

    /// Returns the time as the script has it.
    pub fn now(&self) -> Now {
        let passed = TimeDelta::from_std(self.elapsed).unwrap_or(TimeDelta::MAX);
        Now {
            wall: self.started + passed,
            elapsed: self.elapsed,
        }
    }

    /// Returns the reply to a step, letting the time pass that comes before it; `None` once the
    /// session is over.
    pub fn reply(&mut self, walk: &Walk, shown: &Shown) -> Option<Reply> {
        self.remember(walk);
        let found = self.find(walk, shown);
        self.last = found.as_ref().map(|(index, _)| *index);
        if let Some((index, reply)) = found {
            return Some(self.give(index, reply));
        }
        default_reply(self, walk, shown)
    }

    /// Returns what was never reached, in the words of the script's keys and with its lines.
    pub fn unreached(&self) -> Vec<String> {
        let left = self
            .script
            .replies
            .iter()
            .zip(&self.given)
            .filter(|(_, given)| !**given);
        left.map(|(reply, _)| self.name(reply)).collect()
    }

    /// Names the reply that was given last, in the words of the script's keys and with its line, unless
    /// the step was answered without the script.
    pub fn at(&self) -> Option<String> {
        self.last
            .map(|index| self.name(&self.script.replies[index]))
    }

    fn name(&self, reply: &ScriptReply) -> String {
        let file = &self.script.file;
        if let Some(question) = &reply.question {
            return format!("{}: `{}`", question.place(file), **question);
        }
        if let Some(control) = &reply.control {
            return format!("{}: `{}`", control.place(file), **control);
        }
        if let Some(scope) = &reply.consent {
            return format!("{}: consent {}", scope.place(file), **scope);
        }
        if let Some(score) = &reply.check_in {
            return format!("{}: check-in {}", score.place(file), **score);
        }
        reply
            .readback
            .as_ref()
            .map_or_else(String::new, |r| format!("{}: read-back", r.place(file)))
    }

    fn give(&mut self, index: usize, reply: Reply) -> Reply {
        self.given[index] = true;
        let after = self.script.replies[index].after.as_ref();
        let after = after
            .and_then(|text| duration(text))
            .unwrap_or(Duration::from_mins(1));
        self.elapsed += after;
        if matches!(reply, Reply::Answer(_) | Reply::Listen(_)) {
            self.waiting = Some(index);
        }
        reply
    }

    /// Notes the entry of the answer that was given last.
    fn remember(&mut self, walk: &Walk) {
        if let Some(index) = self.waiting.take() {
            self.entries[index] = walk.last_told();
        }
    }

    /// What comes next in the script goes first where it is a control or a consent; else the reply to
    /// this step, wherever it stands.
    fn find(&self, walk: &Walk, shown: &Shown) -> Option<(usize, Reply)> {
        self.at_any_time(walk, shown)
            .or_else(|| self.to_step(walk, shown))
    }

    fn at_any_time(&self, walk: &Walk, shown: &Shown) -> Option<(usize, Reply)> {
        let before_consent = walk.saving() == super::Saving::NotYet;
        if before_consent || matches!(shown.step, Step::Away { .. } | Step::Ended) {
            return None;
        }
        let index = self.given.iter().position(|given| !given)?;
        let reply = &self.script.replies[index];
        if let Some(scope) = &reply.consent {
            let asked = shown.id.key == StepKey::Consent(**scope);
            let consent = consent(reply, **scope);
            return (!asked).then(|| (index, Reply::Consent(Box::new(consent))));
        }
        let control = self.control(index, walk)?;
        let fits = control != Reply::Told || matches!(shown.step, Step::Ask(_));
        fits.then_some((index, control))
    }

    /// Finds the first reply that answers this very step.
    fn to_step(&self, walk: &Walk, shown: &Shown) -> Option<(usize, Reply)> {
        let mut left = self
            .script
            .replies
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.given[*index]);
        match &shown.id.key {
            StepKey::Safety => {
                left.find_map(|(i, r)| Some((i, Reply::Safe(r.safety.as_deref()?.0))))
            }
            StepKey::Who | StepKey::Hold => {
                left.find_map(|(i, r)| Some((i, here(walk, r.who.as_ref()?))))
            }
            StepKey::Consent(scope) => left
                .find(|(_, r)| r.consent.as_deref() == Some(scope))
                .map(|(i, r)| (i, Reply::Decide(decision(r), r.understood.clone()))),
            StepKey::Baseline | StepKey::CheckIn | StepKey::LastCheckIn => {
                let (index, reply) = left.next()?;
                let score = reply.check_in.as_deref().copied();
                score.map(|s| {
                    (
                        index,
                        Reply::Feel(Feeling {
                            score: Some(s),
                            ..Feeling::default()
                        }),
                    )
                })
            }
            StepKey::Ask(item) => left
                .find(|(_, r)| answers(r, item))
                .and_then(|(i, r)| Some((i, answer(walk, item, r)?))),
            StepKey::ReadbackOffer => left
                .find(|(_, r)| r.readback.is_some())
                .map(|(i, _)| (i, Reply::Yes)),
            _ => None,
        }
    }

    fn control(&self, index: usize, walk: &Walk) -> Option<Reply> {
        let reply = &self.script.replies[index];
        let words = || reply.answer.as_ref().map(|a| text_of(a));
        Some(match reply.control.as_ref()?.as_str() {
            "listen" => Reply::Listen(Given::text(words()?)),
            "told" => Reply::Told,
            "heavier" => Reply::Heavier,
            "softer" => Reply::Softer,
            "why" => Reply::Why,
            "signs" => Reply::Signs(reply.codes.iter().map(|c| c.to_string()).collect()),
            "private" => Reply::Private(words()),
            "off" => Reply::Off,
            "on" => Reply::On,
            "remove" => Reply::Remove,
            "pause" => Reply::Pause,
            "break" => Reply::Break,
            "ground" => Reply::Ground,
            "note" => Reply::Note(reply.note.clone().or_else(words)?),
            "revise" => Reply::Revise(walk.last_told()?, words()?),
            "reopen" => Reply::Reopen(item(reply)?),
            "more" => Reply::More,
            "came_in" => Reply::CameIn,
            "topic" => Reply::Topic(reply.topic.clone().map(crate::text::yaml::At::into_inner)),
            "hide" => Reply::Hide,
            _ => Reply::Stop,
        })
    }

    /// Says whether something is left for a question, in this turn or a later one.
    fn has_for(&self, question: &crate::record::QuestionId, from_turn: u32) -> bool {
        let left = self
            .script
            .replies
            .iter()
            .zip(&self.given)
            .filter(|(_, given)| !**given);
        left.map(|(r, _)| r)
            .any(|r| r.question.as_deref() == Some(question) && r.turn.unwrap_or(1) >= from_turn)
    }

    fn has_for_chapter(&self, walk: &Walk, chapter: &ChapterId) -> bool {
        let chapter = walk.plan().guide.chapter(chapter);
        chapter.is_some_and(|c| c.questions.iter().any(|q| self.has_for(&q.id, 1)))
    }

    /// Returns what is put on the passages once the session is over, for a desk session: times that the
    /// talk did not ask for, places, renderings.
    pub fn afterwards(&self, case: &CaseView, by: &str) -> Vec<Body> {
        let language = self.script.session.language.as_deref();
        let language = language.map_or(UiLang::En, UiLang::nearest);
        let mut bodies = Vec::new();
        for (reply, entry) in self.script.replies.iter().zip(&self.entries) {
            let Some(answer) = entry.and_then(|id| case.answer(id)) else {
                continue;
            };
            let passage = PassageRef {
                answer: answer.id,
                range: answer.cuts[0].range,
            };
            let when = reply
                .when
                .as_ref()
                .filter(|_| answer.cuts[0].when.is_none());
            let cut = Cut {
                when: when
                    .map(|w| time(w, language))
                    .or_else(|| answer.cuts[0].when.clone()),
                place: reply.place.as_ref().map(|p| p.to_string()),
                ..answer.cuts[0].clone()
            };
            if cut != answer.cuts[0] {
                bodies.push(self.desk(Content::Mark(Mark::whole(answer.id, cut)), by, answer.id));
            }
            for (lang, text) in &reply.rendered {
                let words =
                    Words::spoken(text.trim_end_matches('\n'), lang.clone(), self.translator());
                let words = words.as_role(Role::Translated).as_taken(Taken::WrittenUp);
                // Said in the language of the rendering: that is the language of the document it goes into.
                let made = screen::MADE_IN_WRITING.raw(UiLang::nearest(lang));
                let rendering = Rendering::new(passage, words, made);
                bodies.push(self.desk(Content::Rendering(rendering), by, answer.id));
            }
        }
        bodies
    }

    fn desk(&self, what: Content, by: &str, about: EntryRef) -> Body {
        Body::new(self.now().wall, by, what)
            .via(Via::Desk)
            .with_ref(Rel::About, about)
    }

    /// Who made the renderings: the interpreter of the session, else someone unnamed.
    fn translator(&self) -> String {
        let interpreter = self.script.session.interpreter.as_ref();
        interpreter.map_or_else(|| "translator".to_owned(), |i| i.initials.clone())
    }

    /// Returns the time that the script has for an answer.
    fn time_of(&self, answer: EntryRef) -> Option<&str> {
        let index = self.entries.iter().position(|e| *e == Some(answer))?;
        self.script.replies[index].when.as_ref().map(|w| w.as_str())
    }
}

/// What a script does not mention: safe, nobody else but the interpreter named, C1, C2 and C6 yes, the
/// agenda agreed, topics in the guide's order, calm, breaks declined; a question waits.
fn default_reply(player: &Player, walk: &Walk, shown: &Shown) -> Option<Reply> {
    Some(match (&shown.id.key, &shown.step) {
        (StepKey::Safety, _) => Reply::Safe(true),
        (StepKey::Who | StepKey::Hold, _) => here(walk, &[]),
        (StepKey::Consent(_), _) => Reply::Decide(Decision::Yes, None),
        (StepKey::Baseline | StepKey::CheckIn | StepKey::LastCheckIn, _) => Reply::Feel(Feeling {
            score: Some(CALM),
            ..Feeling::default()
        }),
        (StepKey::Agenda, _) => Reply::Agree(Vec::new()),
        (StepKey::Choose, Step::Choose { topics, .. }) => {
            let wanted = topics.iter().find(|t| player.has_for_chapter(walk, &t.id));
            Reply::Choose(wanted.map(|t| t.id.clone()))
        }
        (StepKey::Permission(item), _) => {
            if player.wants_block(walk, item) {
                Reply::Yes
            } else {
                Reply::Later
            }
        }
        (StepKey::Ask(item), _) => player.put_off(walk, item),
        (StepKey::More(item), _) => {
            if player.wants_turn(walk, item) {
                Reply::Yes
            } else {
                Reply::No
            }
        }
        (StepKey::OfferBreak | StepKey::ReadbackOffer, _) => Reply::No,
        (StepKey::Away, _) => Reply::Back,
        (StepKey::Dating(answer) | StepKey::Landmark(answer), _) => match player.time_of(*answer) {
            Some(said) => Reply::Date(time(said, walk.plan().speaks())),
            None => Reply::Declined,
        },
        (StepKey::Readback(_), _) => Reply::Verdict(Verdict::Confirmed, None),
        (StepKey::LeavingPlan, _) => Reply::Plan(None),
        (StepKey::Close | StepKey::ShortClose, _) => Reply::Next(None),
        (StepKey::Ended, _) => return None,
        _ => Reply::Go,
    })
}

impl Player {
    /// A question of which the script says nothing waits; where nothing more is said in its chapter,
    /// the person turns to another topic.
    fn put_off(&self, walk: &Walk, item: &Item) -> Reply {
        let guide = &walk.plan().guide;
        let Some((chapter, _)) = guide.question(&item.question) else {
            return Reply::Later;
        };
        let account = *chapter.phase == crate::guide::Phase::Account;
        if account && !self.has_for_chapter(walk, &chapter.id) {
            return Reply::Topic(None);
        }
        Reply::Later
    }

    fn wants_block(&self, walk: &Walk, item: &Item) -> bool {
        let guide = &walk.plan().guide;
        let block = walk.block_of(&item.question);
        let wanted = |q: &crate::record::QuestionId| self.has_for(q, 1);
        wanted(&item.question)
            || (block.is_some()
                && guide
                    .questions()
                    .any(|(_, q)| walk.block_of(&q.id) == block && wanted(&q.id)))
    }

    fn wants_turn(&self, walk: &Walk, item: &Item) -> bool {
        let found = walk.plan().guide.question(&item.question);
        let Some((chapter, first)) = found else {
            return false;
        };
        let same = chapter
            .questions
            .iter()
            .filter(|q| q.repeat == first.repeat);
        same.into_iter().any(|q| self.has_for(&q.id, item.turn + 1))
    }
}

fn item(reply: &ScriptReply) -> Option<Item> {
    let question = reply.question.clone()?.into_inner();
    Some(Item {
        question,
        turn: reply.turn.unwrap_or(1),
    })
}

fn answers(reply: &ScriptReply, item: &Item) -> bool {
    reply.control.is_none() && self::item(reply).as_ref() == Some(item)
}

fn answer(walk: &Walk, item: &Item, reply: &ScriptReply) -> Option<Reply> {
    if let Some(word) = &reply.reply {
        return Some(match word.as_str() {
            "later" => Reply::Later,
            "unknown" => Reply::Unknown,
            "forgotten" => Reply::Forgotten,
            "told" => Reply::Told,
            _ => Reply::Declined,
        });
    }
    let (_, question) = walk.plan().guide.question(&item.question)?;
    given(question, reply.answer.as_ref()?)
        .ok()
        .map(Reply::Answer)
}

fn here(walk: &Walk, others: &[super::ScriptPresent]) -> Reply {
    let interpreter = walk.plan().terms.interpreter.as_ref().map(|i| Standing {
        part: Part::Interpreter,
        name: Some(i.initials.clone()),
        agreed: true,
    });
    let named = others.iter().any(|o| o.0.part == Part::Interpreter);
    let all = interpreter
        .into_iter()
        .filter(|_| !named)
        .chain(others.iter().map(|o| o.0.clone()));
    Reply::Here(Present::with(all.collect()))
}

fn decision(reply: &ScriptReply) -> Decision {
    match reply.reply.as_ref().map(|r| r.as_str()) {
        Some("no" | "declined") => Decision::No,
        Some("later") => Decision::Later,
        _ => Decision::Yes,
    }
}

fn consent(reply: &ScriptReply, scope: Scope) -> Consent {
    let mut consent = Consent::spoken(scope, decision(reply));
    consent.recipient = reply.recipient.as_ref().map(|r| r.to_string());
    consent.understood.clone_from(&reply.understood);
    consent
}

fn text_of(answer: &AnswerValue) -> String {
    match answer {
        AnswerValue::Text(text) => text.trim_end_matches('\n').to_owned(),
        AnswerValue::Number(number) => number.to_string(),
        AnswerValue::List(list) => list.join(", "),
        AnswerValue::Money(money) => money.in_words(UiLang::En),
        AnswerValue::Document(document) => document.what.clone(),
        AnswerValue::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    }
}

fn time(said: &str, language: UiLang) -> When {
    understand(said, &Context::of(language))
}

#[cfg(test)]
mod tests;
