//! Replies to a step.

use chrono::TimeDelta;

use super::state::Flag;
use super::step::StepKey;
use super::walk::Walk;
use super::{Feeling, Given, Now, Reply, ReplyError, StepId};
use crate::record::{
    Body, ChapterId, Closing, Consent, Content, Cut, Decision, Ended, EndedBy, EntryRef, Erased,
    Held, Holding, Item, Mark, Part, PassageRef, Present, ReadBack, Rel, ReplyKind, Scope, Verdict,
};
use crate::time::When;

type Bodies = Result<Vec<Body>, ReplyError>;

impl Walk {
    /// Takes a reply to the step that was shown.
    pub(super) fn reply(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        if reply == Reply::Leave {
            return Ok(self.left(to, now));
        }
        match &to.key {
            StepKey::Safety => self.safety(to, &reply, now),
            StepKey::Who | StepKey::Hold => self.here(to, reply, now),
            StepKey::Consent(scope) => self.decided(to, (*scope, reply), now),
            StepKey::Baseline | StepKey::CheckIn | StepKey::LastCheckIn => {
                self.feel(to, reply, now)
            }
            StepKey::Agenda => self.agree(to, reply, now),
            StepKey::Choose => self.chosen(to, reply, now),
            StepKey::Permission(item) => self.permitted(to, (item, &reply), now),
            StepKey::Ask(item) => self.asked_item(to, (item, reply), now),
            StepKey::More(_) => self.another(to, &reply, now),
            StepKey::OfferBreak | StepKey::ReadbackOffer => self.yes_or_no(to, &reply, now),
            StepKey::Welcome | StepKey::Rules | StepKey::Stay | StepKey::Ground => {
                self.gone_on(to, &reply, now)
            }
            StepKey::Dating(answer) | StepKey::Landmark(answer) => {
                self.dated(to, (*answer, reply), now)
            }
            StepKey::Readback(passage) => self.verdict(to, (*passage, reply), now),
            StepKey::LeavingPlan => self.leaving_plan(to, reply, now),
            StepKey::Close | StepKey::ShortClose => self.goodbye(to, reply, now),
            StepKey::Away | StepKey::Ended => Err(ReplyError::Misfit),
        }
    }

    fn just(&self, to: &StepId, kind: ReplyKind, now: &Now) -> Body {
        self.body(now, Content::Turn(self.turn(to, kind, now)))
    }

    fn gone_on(&self, to: &StepId, reply: &Reply, now: &Now) -> Bodies {
        match reply {
            Reply::Go | Reply::Yes | Reply::No => Ok(vec![self.just(to, ReplyKind::Done, now)]),
            _ => Err(ReplyError::Misfit),
        }
    }

    fn safety(&self, to: &StepId, reply: &Reply, now: &Now) -> Bodies {
        let Reply::Safe(safe) = reply else {
            return Err(ReplyError::Misfit);
        };
        let kind = if *safe { ReplyKind::Yes } else { ReplyKind::No };
        Ok(vec![self.just(to, kind, now)])
    }

    /// Who is here. What the person said about each, asked alone, is consent (C4, C5).
    fn here(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let Reply::Here(present) = reply else {
            return Err(ReplyError::Misfit);
        };
        let mut bodies = vec![self.just(to, ReplyKind::Done, now)];
        for other in &present.others {
            let scope = if other.part == Part::Interpreter {
                Scope::INTERPRETER
            } else {
                Scope::PRESENT
            };
            let decision = if other.agreed {
                Decision::Yes
            } else {
                Decision::No
            };
            let mut consent = Consent::spoken(scope, decision);
            consent.recipient.clone_from(&other.name);
            consent.language = Some(self.plan.terms.language.clone());
            bodies.push(self.body(now, Content::Consent(consent)));
        }
        bodies.push(self.body(now, Content::Present(Present::clone(&present))));
        Ok(bodies)
    }

    fn decided(&self, to: &StepId, (scope, reply): (Scope, Reply), now: &Now) -> Bodies {
        let Reply::Decide(decision, understood) = reply else {
            return Err(ReplyError::Misfit);
        };
        let kind = match decision {
            Decision::Yes => ReplyKind::Yes,
            Decision::Later => ReplyKind::Later,
            _ => ReplyKind::Declined,
        };
        let mut consent = Consent::spoken(scope, decision);
        consent.understood = understood;
        consent.language = Some(self.plan.terms.language.clone());
        Ok(vec![
            self.just(to, kind, now),
            self.body(now, Content::Consent(consent)),
        ])
    }

    fn feel(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let Reply::Feel(Feeling {
            score,
            words,
            signs,
        }) = reply
        else {
            return Err(ReplyError::Misfit);
        };
        if score.is_some_and(|s| s > 10) || !signs.iter().all(|s| super::state::is_code(s)) {
            return Err(ReplyError::Value);
        }
        let mut turn = self.turn(to, ReplyKind::Answered, now);
        turn.distress = score;
        turn.signs = signs;
        turn.feeling = words;
        Ok(vec![self.body(now, Content::Turn(turn))])
    }

    fn agree(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let Reply::Agree(struck) = reply else {
            return Err(ReplyError::Misfit);
        };
        let mut turn = self.turn(to, ReplyKind::Yes, now);
        turn.struck = struck;
        Ok(vec![self.body(now, Content::Turn(turn))])
    }

    fn chosen(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let Reply::Choose(chapter) = reply else {
            return Err(ReplyError::Misfit);
        };
        let open = |id: &ChapterId| {
            self.choices(self.highest(now.elapsed))
                .any(|c| *c.id == *id)
        };
        if chapter.as_ref().is_some_and(|id| !open(id)) {
            return Err(ReplyError::Misfit);
        }
        let kind = if chapter.is_some() {
            ReplyKind::Chosen
        } else {
            ReplyKind::No
        };
        let mut turn = self.turn(to, kind, now);
        turn.chapter = chapter;
        Ok(vec![self.body(now, Content::Turn(turn))])
    }

    /// A no closes the whole block, a later puts it off (R22).
    fn permitted(&self, to: &StepId, (item, reply): (&Item, &Reply), now: &Now) -> Bodies {
        let kind = match reply {
            Reply::Yes | Reply::Go => ReplyKind::Yes,
            Reply::No | Reply::Declined => ReplyKind::Declined,
            Reply::Later => ReplyKind::Later,
            _ => return Err(ReplyError::Misfit),
        };
        let mut bodies = vec![self.just(to, kind, now)];
        if kind == ReplyKind::Declined {
            let closed = self.block_items(item);
            bodies.extend(closed.iter().map(|i| self.body(now, self.closed(i, true))));
        }
        Ok(bodies)
    }

    /// Returns the items of the heavy block of an item; the item alone where it is not heavy.
    fn block_items(&self, item: &Item) -> Vec<Item> {
        let Some(block) = self.block_of(&item.question) else {
            return vec![item.clone()];
        };
        let in_block = self
            .plan
            .guide
            .questions()
            .filter(|(_, q)| self.block_of(&q.id).as_ref() == Some(&block));
        in_block
            .map(|(chapter, q)| self.turn_of(chapter, q))
            .collect()
    }

    fn asked_item(&self, to: &StepId, (item, reply): (&Item, Reply), now: &Now) -> Bodies {
        let turn = |kind| self.just(to, kind, now);
        let with = |kind, content| Ok(vec![turn(kind), self.body(now, content)]);
        let aside = self
            .plan
            .guide
            .question(&item.question)
            .is_some_and(|(_, q)| self.is_aside(q));
        match reply {
            Reply::Declined if aside => Ok(vec![turn(ReplyKind::Declined)]),
            Reply::Unknown if aside => Ok(vec![turn(ReplyKind::Unknown)]),
            Reply::Forgotten if aside => Ok(vec![turn(ReplyKind::Forgotten)]),
            Reply::Told | Reply::Later if aside => Ok(vec![turn(ReplyKind::Later)]),
            Reply::Answer(given) if given == Given::default() => Err(ReplyError::Value),
            Reply::Answer(given) => with(
                ReplyKind::Answered,
                Content::Answer(self.answer_to(Some(item), given, now)),
            ),
            Reply::Declined => with(ReplyKind::Declined, self.closed(item, true)),
            Reply::Unknown => with(ReplyKind::Unknown, self.closed(item, false)),
            Reply::Forgotten => with(ReplyKind::Forgotten, self.closed(item, false)),
            Reply::Told => with(ReplyKind::Told, self.closed(item, false)),
            Reply::Later if self.was_put_off_enough(item) => {
                with(ReplyKind::Later, self.closed(item, true))
            }
            Reply::Later => Ok(vec![turn(ReplyKind::Later)]),
            _ => Err(ReplyError::Misfit),
        }
    }

    /// R5: what was put off as often as it comes back is declined the next time, whatever the session.
    fn was_put_off_enough(&self, item: &Item) -> bool {
        let today = self.state.later.get(item).map_or(0, |(times, _)| *times);
        let before = self
            .case
            .sessions
            .iter()
            .flat_map(|s| &s.turns)
            .filter(|t| t.reply == ReplyKind::Later && t.item.as_ref() == Some(item));
        let before = u32::try_from(before.count()).unwrap_or(u32::MAX);
        today + before >= *self.plan.pace.declined.later_returns
    }

    fn another(&self, to: &StepId, reply: &Reply, now: &Now) -> Bodies {
        let kind = match reply {
            Reply::Yes => ReplyKind::Yes,
            Reply::No | Reply::Declined => ReplyKind::No,
            _ => return Err(ReplyError::Misfit),
        };
        Ok(vec![self.just(to, kind, now)])
    }

    fn yes_or_no(&self, to: &StepId, reply: &Reply, now: &Now) -> Bodies {
        match reply {
            Reply::Yes => Ok(vec![self.just(to, ReplyKind::Yes, now)]),
            Reply::No | Reply::Later => Ok(vec![self.just(to, ReplyKind::No, now)]),
            _ => Err(ReplyError::Misfit),
        }
    }

    /// What was understood of a time is placed on the whole answer; `mark` can place parts of it later.
    fn dated(&self, to: &StepId, (answer, reply): (EntryRef, Reply), now: &Now) -> Bodies {
        let about = |kind| self.just(to, kind, now).with_ref(Rel::About, answer);
        match reply {
            Reply::Date(when) => {
                let mark = self.dated_mark(answer, when).ok_or(ReplyError::Nothing)?;
                Ok(vec![
                    about(ReplyKind::Answered),
                    self.body(now, Content::Mark(mark)),
                ])
            }
            Reply::Unknown => Ok(vec![about(ReplyKind::Unknown)]),
            Reply::Forgotten => Ok(vec![about(ReplyKind::Forgotten)]),
            Reply::Declined | Reply::Later | Reply::No => Ok(vec![about(ReplyKind::Declined)]),
            _ => Err(ReplyError::Misfit),
        }
    }

    fn dated_mark(&self, answer: EntryRef, when: When) -> Option<Mark> {
        let found = self.case.answer(answer)?;
        let item = found.answer.item.as_ref()?;
        let label = self
            .plan
            .guide
            .question(&item.question)
            .and_then(|(_, q)| q.moment.as_ref());
        let label = label.map(|m| m.label.clone().into_inner());
        let range = self.whole(answer)?.range;
        let before = found
            .cuts
            .first()
            .filter(|_| found.cuts.len() == 1)
            .cloned();
        let cut = Cut {
            when: Some(when),
            label,
            ..before.unwrap_or_else(|| Cut::plain(range))
        };
        Some(Mark::whole(found.id, cut))
    }

    fn verdict(&self, to: &StepId, (passage, reply): (PassageRef, Reply), now: &Now) -> Bodies {
        let Reply::Verdict(verdict, words) = reply else {
            return Err(ReplyError::Misfit);
        };
        let mut read = ReadBack::new(passage, verdict);
        read.language = Some(self.plan.terms.language.clone());
        let turn = self.just(to, ReplyKind::Done, now);
        let mut bodies = vec![turn, self.body(now, Content::ReadBack(read))];
        let held = |how| Content::Held(Held::new(passage, how));
        match verdict {
            Verdict::Corrected => {
                let text = words.ok_or(ReplyError::Value)?;
                bodies.push(
                    self.corrected(passage, &text, now)
                        .ok_or(ReplyError::Nothing)?,
                );
            }
            Verdict::LeftOut => bodies.push(self.body(now, held(Holding::LeftOut))),
            Verdict::Private => bodies.push(self.body(now, held(Holding::Private))),
            Verdict::Erase => {
                let answer = self
                    .case
                    .answer(passage.answer)
                    .ok_or(ReplyError::Nothing)?;
                let mut entries = answer.earlier_versions.clone();
                entries.push(answer.id);
                bodies.push(self.body(now, Content::Erased(Erased::new(entries))));
            }
            _ => {}
        }
        Ok(bodies)
    }

    /// A correction of one passage leaves the rest of the answer as it was.
    fn corrected(&self, passage: PassageRef, text: &str, now: &Now) -> Option<Body> {
        let found = self.case.answer(passage.answer)?;
        let old = found.answer.words.as_ref().map_or("", |w| w.text.as_str());
        let end = found
            .answer
            .words
            .as_ref()
            .map_or(0, crate::record::Words::chars);
        let before = crate::record::Range {
            start: 0,
            end: passage.range.start,
        }
        .of(old);
        let after = crate::record::Range {
            start: passage.range.end,
            end,
        }
        .of(old);
        self.new_version(found.id, &format!("{before}{text}{after}"), now)
    }

    fn leaving_plan(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let Reply::Plan(plan) = reply else {
            return Err(ReplyError::Misfit);
        };
        let gap = plan.is_none() && self.state.leaves_high(&self.plan.pace);
        let closing = Closing {
            plan,
            gap,
            ..Closing::default()
        };
        let turn = self.just(to, ReplyKind::Done, now);
        Ok(vec![turn, self.body(now, Content::Closing(closing))])
    }

    fn goodbye(&self, to: &StepId, reply: Reply, now: &Now) -> Bodies {
        let next = match reply {
            Reply::Next(next) => next,
            Reply::Go => None,
            _ => return Err(ReplyError::Misfit),
        };
        let short = to.key == StepKey::ShortClose;
        let by = match (short, self.is_closing()) {
            (true, true) => EndedBy::Stop,
            (true, false) => EndedBy::ShortClose,
            _ if self.state.over == Some(super::state::Over::Criterion) => EndedBy::Criterion,
            _ => EndedBy::Closed,
        };
        let mut bodies = vec![self.just(to, ReplyKind::Done, now)];
        if by == EndedBy::ShortClose {
            bodies.push(self.follow_up(now));
        }
        bodies.push(self.body(now, Content::Ended(Ended::new(by, next))));
        Ok(bodies)
    }

    /// The person is gone: that is all right, and someone gets in touch by the safe way (R33).
    fn left(&self, to: &StepId, now: &Now) -> Vec<Body> {
        let turn = self.just(to, ReplyKind::Left, now);
        let ended = Content::Ended(Ended::new(EndedBy::Left, None));
        vec![turn, self.follow_up(now), self.body(now, ended)]
    }

    fn follow_up(&self, now: &Now) -> Body {
        let hours = i64::from(*self.plan.pace.closing.follow_up_to_h);
        let follow_up_by = now.wall.checked_add_signed(TimeDelta::hours(hours));
        let gap = !self.state.has(Flag::CalmOffered) && self.state.leaves_high(&self.plan.pace);
        self.body(
            now,
            Content::Closing(Closing {
                plan: None,
                gap,
                follow_up_by,
            }),
        )
    }
}
