//! Which question of a chapter comes next.

use super::state::{Flag, Handled};
use super::walk::Walk;
use crate::guide::{Chapter, ChapterChoice, Phase, Question};
use crate::record::{Item, Level, QuestionId, Value};

/// What a chapter has next.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pick {
    /// This item.
    Ask(Item),
    /// Is there another one, after this turn of a group? The item is the group's first question.
    More(Item),
    /// Questions are left, but none that may be put now.
    Wait,
    /// Nothing is left.
    Done,
}

impl Walk {
    /// Returns what a chapter has next, of questions up to `highest`.
    pub(super) fn pick(&self, chapter: &Chapter, highest: Level) -> Pick {
        let mut waiting = false;
        let mut put_off = None;
        for (index, question) in chapter.questions.iter().enumerate() {
            let item = self.turn_of(chapter, question);
            let first = index == 0;
            if self.is_open(&item, question) {
                if *question.level <= highest {
                    return Pick::Ask(item);
                }
                waiting = true;
            } else if self.comes_back(&item, question) && *question.level <= highest {
                put_off.get_or_insert(item.clone());
            }
            // R43: what is specific waits for the broad invitation with which a chapter opens.
            if first && waiting {
                return Pick::Wait;
            }
            if let Some(more) = self.more_after(chapter, index) {
                return Pick::More(more);
            }
        }
        match put_off {
            Some(item) => Pick::Ask(item),
            None if waiting => Pick::Wait,
            None => Pick::Done,
        }
    }

    /// Returns the item of a question in the turn that its group has reached.
    pub(super) fn turn_of(&self, chapter: &Chapter, question: &Question) -> Item {
        let turn = question
            .repeat
            .as_ref()
            .map_or(1, |group| self.group(chapter, group).0);
        Item {
            question: question.id.clone().into_inner(),
            turn,
        }
    }

    /// Returns the turn of a group, and whether that was all. What was told in an earlier session is
    /// not gone through again.
    fn group(&self, chapter: &Chapter, group: &str) -> (u32, bool) {
        let first = in_group(chapter, group).next();
        if let Some(state) = first.and_then(|q| self.state.groups.get(&*q.id)) {
            return *state;
        }
        let answered = self.case.answered();
        let of_group = |item: &&&Item| in_group(chapter, group).any(|q| *q.id == item.question);
        let last = answered.iter().filter(of_group).map(|i| i.turn).max();
        (last.unwrap_or(1), false)
    }

    fn more_after(&self, chapter: &Chapter, index: usize) -> Option<Item> {
        let group = chapter.questions[index].repeat.as_ref()?;
        let next = chapter
            .questions
            .get(index + 1)
            .and_then(|q| q.repeat.as_ref());
        if next.is_some_and(|g| **g == **group) {
            return None;
        }
        let (turn, done) = self.group(chapter, group);
        let most = chapter.repeat(group).map_or(1, |r| *r.most);
        let item = |q: &Question| Item {
            question: q.id.clone().into_inner(),
            turn,
        };
        let items: Vec<(Item, &Question)> =
            in_group(chapter, group).map(|q| (item(q), q)).collect();
        let told = items
            .iter()
            .any(|(i, _)| self.state.handled.get(i) == Some(&Handled::Answered));
        let open = items.iter().any(|(i, q)| self.is_open(i, q));
        let ask = !done && told && !open && turn < most;
        ask.then(|| items.into_iter().next().map(|(item, _)| item))
            .flatten()
    }

    /// Says whether an item can be put at all: shown, not told, not closed, not put today.
    pub(super) fn is_open(&self, item: &Item, question: &Question) -> bool {
        if !self.is_shown(question) {
            return false;
        }
        if self.state.reopened.contains(item) {
            return true;
        }
        let put_today = self.state.handled.contains_key(item);
        if self.is_aside(question) {
            return !put_today;
        }
        !put_today && !self.was_told(item, question) && !self.was_closed(item, question)
    }

    /// R5: what was put off comes back after an easy question, once a session and a limited number of
    /// times in all.
    fn comes_back(&self, item: &Item, question: &Question) -> bool {
        let Some((times, eases)) = self.state.later.get(item) else {
            return false;
        };
        self.state.handled.get(item) == Some(&Handled::Later)
            && self.is_shown(question)
            && !self.is_aside(question)
            && *times <= (*self.plan.pace.declined.later_returns).min(1)
            && self.state.eases > *eases
            && !self.was_told(item, question)
    }

    fn is_shown(&self, question: &Question) -> bool {
        let shown = question.condition.as_ref().is_none_or(|condition| {
            condition.holds(&|q| self.was_answered(q), &|q, value| {
                self.has_value(q, value)
            })
        });
        let told = self.case.told();
        shown
            && question
                .requires
                .as_ref()
                .is_none_or(|fact| told.contains(&**fact))
    }

    fn was_answered(&self, question: &QuestionId) -> bool {
        self.case
            .answered()
            .iter()
            .any(|item| item.question == *question)
    }

    fn has_value(&self, question: &QuestionId, wanted: &str) -> bool {
        let of_question = self.case.answers().filter(|a| {
            a.answer
                .item
                .as_ref()
                .is_some_and(|item| item.question == *question)
        });
        of_question
            .filter_map(|a| a.answer.value.as_ref())
            .any(|value| match value {
                Value::YesNo(yes) => wanted == if *yes { "yes" } else { "no" },
                Value::Choice(choice) => choice.0 == wanted,
                Value::Choices(choices) => choices.iter().any(|c| c.0 == wanted),
                _ => false,
            })
    }

    /// R48: a fact that was told is not asked for again. In later turns of a group each turn has its own.
    fn was_told(&self, item: &Item, question: &Question) -> bool {
        if self.case.answered().contains(item) {
            return true;
        }
        let told = self.case.told();
        let own_turns = question.repeat.is_some() && item.turn > 1;
        !own_turns
            && question
                .fact
                .as_ref()
                .is_some_and(|fact| told.contains(&**fact))
    }

    /// R3 and R4: what was declined is not asked again; a declined fact is closed in all turns.
    fn was_closed(&self, item: &Item, question: &Question) -> bool {
        self.case.closed().any(|closed| {
            let fact = question.fact.as_deref();
            closed.item == *item || (closed.fact.is_some() && closed.fact.as_ref() == fact)
        })
    }

    /// Returns the chapters of a phase that come by themselves.
    pub(super) fn always(&self, phase: Phase) -> impl Iterator<Item = &Chapter> {
        let of_phase = move |c: &&Chapter| *c.phase == phase && *c.choice == ChapterChoice::Always;
        self.plan.guide.chapters.iter().filter(of_phase)
    }

    /// Returns the chapters that the person can choose now: those with a question that is open, not
    /// struck, and, besides the heavy one that was begun, none that is heavy on the whole (R27).
    pub(super) fn topics(&self) -> Vec<&Chapter> {
        let heavy_begun = self
            .plan
            .guide
            .chapters
            .iter()
            .any(|c| is_heavy(c) && self.begun_today(c));
        let account =
            |c: &&Chapter| *c.phase == Phase::Account && *c.choice == ChapterChoice::Offered;
        self.plan
            .guide
            .chapters
            .iter()
            .filter(account)
            .filter(|c| !self.state.struck.contains(&*c.id))
            .filter(|c| self.has_open(c))
            .filter(|c| !heavy_begun || !is_heavy(c) || self.begun_today(c))
            .collect()
    }

    /// Says whether a chapter has anything left to ask, now or later.
    pub(super) fn has_open(&self, chapter: &Chapter) -> bool {
        self.pick(chapter, Level::VERY_HEAVY) != Pick::Done
    }

    fn begun_today(&self, chapter: &Chapter) -> bool {
        let in_chapter = |item: &Item| chapter.questions.iter().any(|q| *q.id == item.question);
        self.state.handled.keys().any(in_chapter)
    }

    /// Returns an easy question to rest on: of the chapters kept for that, then of the open chapter.
    pub(super) fn ease(&self, highest: Level) -> Option<Item> {
        let kept = self
            .plan
            .guide
            .chapters
            .iter()
            .filter(|c| *c.phase == Phase::EaseIn);
        let open = self
            .state
            .chapter
            .iter()
            .filter_map(|id| self.plan.guide.chapter(id));
        let light = highest.min(Level::LIGHT);
        kept.chain(open).find_map(|chapter| {
            let items = chapter
                .questions
                .iter()
                .map(|q| (self.turn_of(chapter, q), q));
            let mut easy = items.filter(|(i, q)| *q.level <= light && self.is_open(i, q));
            easy.next().map(|(item, _)| item)
        })
    }

    /// Returns the block of heavy questions that a question belongs to, by the block's first question.
    pub(super) fn block_of(&self, question: &QuestionId) -> Option<QuestionId> {
        let (chapter, found) = self.plan.guide.question(question)?;
        if !found.level.is_heavy() {
            return None;
        }
        let index = chapter.questions.iter().position(|q| *q.id == *question)?;
        let before = chapter.questions[..=index].iter().rev();
        let first = before.take_while(|q| q.level.is_heavy()).last()?;
        Some(first.id.clone().into_inner())
    }

    /// Says whether the person wants everything to wait.
    pub(super) fn is_away(&self) -> bool {
        self.state.has(Flag::Break) || self.state.has(Flag::Pause)
    }
}

/// Returns the questions of a group.
fn in_group<'a>(chapter: &'a Chapter, group: &'a str) -> impl Iterator<Item = &'a Question> {
    let same = move |q: &&Question| q.repeat.as_ref().is_some_and(|g| g.as_str() == group);
    chapter.questions.iter().filter(same)
}

/// Says whether the middle level of a chapter is 3 or more (R27).
fn is_heavy(chapter: &Chapter) -> bool {
    let mut levels: Vec<Level> = chapter.questions.iter().map(|q| *q.level).collect();
    levels.sort_unstable();
    levels
        .get(levels.len() / 2)
        .is_some_and(|level| level.is_heavy())
}
