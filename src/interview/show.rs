//! Putting a step into words.

use chrono::{Datelike as _, Timelike as _};

use super::Now;
use super::state::Extra;
use super::step::{Asking, Piece, Step, StepKey, Topic};
use super::walk::Walk;
use crate::guide::{Chapter, Question};
use crate::record::{Item, Level, PassageRef, Scope, SessionKind, StepKind, Value};
use crate::text::spoken::{self as say};
use crate::text::{Fill, Lang, Text, UiLang, screen};

impl Walk {
    pub(super) fn show(&self, key: &StepKey, now: &Now) -> Step {
        match key {
            StepKey::Safety => Step::Safety {
                hear: self.safety_lines(),
            },
            StepKey::Who => Step::Who {
                hear: self.who_lines(),
            },
            StepKey::Hold => Step::Hold {
                hear: self.say(&[say::SAFE_CAME_IN]),
            },
            StepKey::Welcome => Step::Say {
                hear: self.welcome_lines(),
            },
            StepKey::Rules => Step::Say {
                hear: self.rules_lines(),
            },
            StepKey::Consent(scope) => self.consent(*scope),
            StepKey::Baseline => self.check_in(&[say::CHECKIN_OPENING, say::CHECKIN_ASK]),
            StepKey::CheckIn => self.check_in(&self.check_in_lines()),
            StepKey::LastCheckIn => self.check_in(&[say::CLOSE_BEGIN, say::CHECKIN_CLOSE]),
            StepKey::Agenda => self.agenda(),
            StepKey::Choose => self.choose(now),
            StepKey::Permission(item) => Step::Permission {
                hear: self.permission_lines(item),
            },
            StepKey::Ask(item) => self.ask(item),
            StepKey::More(item) => Step::More {
                hear: self.more_lines(item),
            },
            key => self.show_around(key, now),
        }
    }

    /// What stands around the questions.
    fn show_around(&self, key: &StepKey, now: &Now) -> Step {
        match key {
            StepKey::Stay => Step::Stay {
                hear: self.say(&[say::STAY_THANKS, say::STAY_ASK]),
            },
            StepKey::OfferBreak => Step::OfferBreak {
                hear: self.say(&[say::BREAK_OFFER]),
            },
            StepKey::Away => Step::Away {
                hear: self.say(&[say::BREAK_BACK]),
            },
            StepKey::Ground => self.ground(now),
            StepKey::Dating(answer) => Step::Dating {
                hear: self.dating_lines(),
                answer: *answer,
                about: self.words_of(*answer),
            },
            StepKey::Landmark(answer) => Step::Dating {
                hear: self.say(&[say::LANDMARK_AROUND]),
                answer: *answer,
                about: self.words_of(*answer),
            },
            StepKey::ReadbackOffer => Step::ReadbackOffer {
                hear: self.say(&[say::READBACK_OFFER, say::READBACK_HOW]),
            },
            StepKey::Readback(passage) => self.piece(*passage),
            StepKey::LeavingPlan => Step::LeavingPlan {
                hear: self.leaving_lines(),
            },
            StepKey::Close => Step::Close {
                hear: self.say(&[say::CLOSE_THANKS]),
                short: false,
            },
            StepKey::ShortClose => Step::Close {
                hear: self.short_lines(now),
                short: true,
            },
            _ => Step::Ended,
        }
    }

    /// Returns spoken lines in the language of the talk, with what is true of the house filled in.
    fn say(&self, texts: &[Text]) -> Vec<String> {
        self.say_with(texts, &self.plan.terms.house)
    }

    fn say_with(&self, texts: &[Text], fill: &Fill) -> Vec<String> {
        texts
            .iter()
            .flat_map(|text| text.lines(self.plan.speaks(), fill))
            .collect()
    }

    fn house(&self) -> Fill {
        self.plan.terms.house.clone()
    }

    fn named(&self, names: &[crate::text::yaml::At<String>]) -> Vec<String> {
        let texts: Vec<Text> = names.iter().filter_map(|n| say::find(n).copied()).collect();
        self.say(&texts)
    }

    fn is_first_session(&self) -> bool {
        !self
            .case
            .sessions
            .iter()
            .any(|s| s.opened.kind == SessionKind::Sitting)
    }

    fn safety_lines(&self) -> Vec<String> {
        self.named(&self.plan.setting.safety)
    }

    fn who_lines(&self) -> Vec<String> {
        let mut lines = match &self.state.present {
            Some(_) => self.say(&[say::SAFE_CAME_IN_GONE]),
            None => self.say(&[say::SAFE_LANGUAGE]),
        };
        if let (Some(interpreter), None) = (&self.plan.terms.interpreter, &self.state.present) {
            let fill = self
                .house()
                .with("interpreter", interpreter.initials.clone());
            lines.extend(self.say_with(&[say::C4_ASK], &fill));
        }
        lines
    }

    fn welcome_lines(&self) -> Vec<String> {
        if !self.is_first_session() {
            return self.say(&[say::OPENING_AGAIN, say::OPENING_QUESTIONS]);
        }
        let mut lines = self.named(&self.plan.setting.welcome);
        lines.extend(self.say(&[
            say::OPENING_NEEDS,
            say::OPENING_WHO,
            say::OPENING_NOT_POLICE,
            say::OPENING_PAID,
            say::OPENING_WRITE,
            say::OPENING_READERS,
            say::OPENING_LIMITS,
            say::OPENING_NO_PROMISE,
            say::OPENING_HELP,
            say::OPENING_UNDO,
            say::OPENING_QUESTIONS,
            say::CONSENT_INTRO,
        ]));
        lines
    }

    fn rules_lines(&self) -> Vec<String> {
        self.say(&[
            say::OPENING_STOP,
            say::RULES_SKIP,
            say::RULES_DONT_KNOW,
            say::RULES_CORRECT_ME,
            say::RULES_NOT_THERE,
            say::RULES_ORDER,
            say::RULES_AVOID,
        ])
    }

    fn consent(&self, scope: Scope) -> Step {
        let texts = match scope {
            Scope::TALK => vec![say::C1_ASK],
            Scope::NOTES => vec![say::C2_ASK, say::C2_BACK, say::CONSENT_UNDERSTOOD],
            _ => vec![say::C6_ASK, say::C6_BACK],
        };
        Step::Consent {
            scope,
            hear: self.say(&texts),
        }
    }

    fn check_in_lines(&self) -> Vec<Text> {
        let high = self.state.calm.locked.is_some();
        let after_break =
            self.state.breaks.0 == self.state.elapsed && !self.state.elapsed.is_zero();
        match (high, after_break) {
            (true, _) => vec![say::GROUNDING_CHECK, say::CHECKIN_ASK],
            (_, true) => vec![say::CHECKIN_AFTER_BREAK],
            _ => vec![say::CHECKIN_ASK, say::CHECKIN_OTHER_WAY],
        }
    }

    fn check_in(&self, texts: &[Text]) -> Step {
        let anchors = [
            (0, say::SCALE_0),
            (2, say::SCALE_2),
            (4, say::SCALE_4),
            (5, say::SCALE_5),
            (6, say::SCALE_6),
            (7, say::SCALE_7),
            (8, say::SCALE_8),
            (9, say::SCALE_9),
            (10, say::SCALE_10),
        ];
        let lang = self.plan.speaks();
        let scale = anchors
            .iter()
            .map(|(n, text)| (*n, text.raw(lang).to_owned()))
            .collect();
        Step::CheckIn {
            hear: self.say(texts),
            scale,
        }
    }

    fn agenda(&self) -> Step {
        let topics: Vec<Topic> = self.topics().into_iter().map(|c| self.topic(c)).collect();
        let mut lines = Vec::new();
        if !self.is_first_session() {
            lines.extend(self.where_we_stopped());
        }
        lines.extend(self.say(&[say::AGENDA_CHANGE]));
        Step::Agenda {
            hear: lines,
            topics,
        }
    }

    fn where_we_stopped(&self) -> Vec<String> {
        let last = self
            .case
            .answers()
            .filter_map(|a| a.answer.item.as_ref())
            .last();
        let chapter = last
            .and_then(|item| self.plan.guide.question(&item.question))
            .map(|(c, _)| c);
        let Some(chapter) = chapter else {
            return Vec::new();
        };
        let fill = self
            .house()
            .with("topic", chapter.topic(&self.plan.terms.language));
        self.say_with(&[say::AGENDA_WHERE_WE_STOPPED], &fill)
    }

    fn topic(&self, chapter: &Chapter) -> Topic {
        let answered = self.case.answered();
        let begun = chapter
            .questions
            .iter()
            .any(|q| answered.iter().any(|i| i.question == *q.id));
        let title = chapter.title.best(&self.plan.terms.language);
        let title = title.map_or_else(String::new, |(_, text)| text.to_owned());
        Topic {
            id: chapter.id.clone().into_inner(),
            title,
            begun,
        }
    }

    fn choose(&self, now: &Now) -> Step {
        let highest = self.highest(now.elapsed);
        let topics = self.choices(highest).map(|c| self.topic(c)).collect();
        Step::Choose {
            hear: self.say(&[say::AGENDA_CHOOSE]),
            topics,
        }
    }

    fn permission_lines(&self, item: &Item) -> Vec<String> {
        let Some((chapter, question)) = self.plan.guide.question(&item.question) else {
            return Vec::new();
        };
        let heavy = question.level.is_heavy();
        let block = self.block_of(&item.question);
        let begun = self
            .state
            .blocks
            .iter()
            .any(|b| block.is_some() && self.block_of(b) == block);
        if !heavy {
            return self.say(&[say::SIGNPOST_HARDER]);
        }
        if begun {
            return self.say(&[say::PERMISSION_GO_ON]);
        }
        let topic = chapter.topic(&self.plan.terms.language);
        let fill = self
            .house()
            .with("topic", topic)
            .with("minutes", self.block_minutes(item));
        self.say_with(&[say::PERMISSION_ASK], &fill)
    }

    /// About five minutes for each heavy question of the block that may come.
    fn block_minutes(&self, item: &Item) -> String {
        let block = self.block_of(&item.question);
        let questions = self.plan.guide.questions();
        let count = questions
            .filter(|(_, q)| self.block_of(&q.id) == block)
            .count();
        (count * 5).to_string()
    }

    fn more_lines(&self, item: &Item) -> Vec<String> {
        let found = self.plan.guide.question(&item.question);
        let repeat = found.and_then(|(c, q)| c.repeat(q.repeat.as_ref()?));
        let more = repeat.and_then(|r| r.more.best(&self.plan.terms.language));
        more.map(|(_, text)| text.to_owned()).into_iter().collect()
    }

    fn ask(&self, item: &Item) -> Step {
        let Some((chapter, question)) = self.plan.guide.question(&item.question) else {
            return Step::Ended;
        };
        let lang = &self.plan.terms.language;
        let texts =
            |t: &crate::text::Localised| t.best(lang).map_or(String::new(), |(_, s)| s.into());
        let choices = question
            .choices
            .iter()
            .map(|c| (c.id.to_string(), texts(&c.text)));
        Step::Ask(Asking {
            item: item.clone(),
            chapter: texts(&chapter.title),
            lead: self.lead(chapter, question),
            hear: self.question_text(item, question).1,
            because: texts(&question.because),
            say_because: self.state.shown_with.contains(&(item.clone(), Extra::Why)),
            has_softer: !question.softer.is_empty(),
            answer: *question.answer,
            choices: choices.collect(),
            level: *question.level,
            listen_for: question
                .listen_for
                .points(lang)
                .into_iter()
                .map(str::to_owned)
                .collect(),
            allowed_by: self.allowed_by(item),
        })
    }

    /// What is said before a question: that a new topic begins, and the lawyer note (R14).
    fn lead(&self, chapter: &Chapter, question: &Question) -> Vec<String> {
        let last = self.state.last.as_ref().and_then(|l| l.chapter.as_ref());
        let fill = self
            .house()
            .with("topic", chapter.topic(&self.plan.terms.language));
        let mut lines = Vec::new();
        if last != Some(&*chapter.id) {
            lines.extend(self.say_with(&[say::SIGNPOST_NEXT], &fill));
        }
        if *question.legal_risk {
            lines.extend(self.say_with(&[say::PERMISSION_LEGAL], &fill));
        }
        lines
    }

    /// Returns the words of a question as they are put now: milder where that was asked for, with the
    /// person's own words in them (R46).
    pub(super) fn question_text(&self, item: &Item, question: &Question) -> (Lang, String) {
        let softer = self
            .state
            .shown_with
            .contains(&(item.clone(), Extra::Softer));
        let texts = if softer && !question.softer.is_empty() {
            &question.softer
        } else {
            &question.ask
        };
        let lang = &self.plan.terms.language;
        let (lang, text) = texts.best(lang).unwrap_or_else(|| (lang.clone(), ""));
        let mut text = text.to_owned();
        for (name, filler) in &question.fill {
            let neutral = filler.or.best(&lang).map_or("", |(_, word)| word);
            let word = self
                .own_word(&filler.from)
                .unwrap_or_else(|| neutral.to_owned());
            text = text.replace(&format!("{{{name}}}"), &word);
        }
        (lang, text)
    }

    /// Returns the person's own word from the answer to a question: short ones only, so that a sentence
    /// is never put into a question.
    fn own_word(&self, from: &crate::record::QuestionId) -> Option<String> {
        let answers = self.case.answers().filter(|a| {
            a.answer
                .item
                .as_ref()
                .is_some_and(|item| item.question == *from)
        });
        let last = answers.last()?;
        let word = match (&last.answer.words, &last.answer.value) {
            (Some(words), _) => words.text.trim().trim_end_matches('.').to_owned(),
            (None, Some(Value::Person(name) | Value::Place(name))) => name.clone(),
            _ => return None,
        };
        (word.chars().count() <= 40 && !word.contains('\n')).then_some(word)
    }

    fn ground(&self, now: &Now) -> Step {
        let lang = self.plan.speaks();
        let fill = self
            .house()
            .with("weekday", weekday(now, lang))
            .with("month", month(now, lang));
        let texts = [
            ("ground-3", say::GROUND_3_FEET_AND_CHAIR),
            ("ground-2", say::GROUND_2_FIVE_TO_ONE),
            ("ground-4", say::GROUND_4_LONGER_OUT),
            ("ground-5", say::GROUND_5_WAKING_UP),
            ("ground-1", say::GROUND_1_HERE_AND_NOW),
        ];
        let exercises = texts
            .iter()
            .map(|(id, text)| (*id, text.lines(lang, &fill)))
            .collect();
        Step::Ground {
            hear: self.say(&[say::GROUNDING_OFFER]),
            exercises,
        }
    }

    fn dating_lines(&self) -> Vec<String> {
        if self.state.passed.contains(&StepKind::Dating) {
            return self.say(&[say::LANDMARK_AROUND]);
        }
        self.say(&[say::SIGNPOST_DATES, say::LANDMARK_AROUND])
    }

    fn words_of(&self, answer: crate::record::EntryRef) -> String {
        let found = self
            .case
            .answer(answer)
            .and_then(|a| a.answer.words.as_ref());
        found.map_or_else(String::new, |words| words.text.clone())
    }

    fn piece(&self, passage: PassageRef) -> Step {
        let found = self.case.passages().find(|p| p.id == passage);
        let Some(found) = found else {
            return Step::Ended;
        };
        let heavy = found.answer.answer.level() >= Level::HEAVY;
        let item = found.answer.answer.item.as_ref();
        let chapter = item
            .and_then(|i| self.plan.guide.question(&i.question))
            .map(|(c, _)| c);
        let topic = chapter
            .map(|c| c.topic(&self.plan.terms.language))
            .unwrap_or_default();
        let fill = self.house().with("topic", topic);
        let hear = if heavy {
            self.say_with(&[say::READBACK_HEAVY], &fill)
        } else {
            self.say(&[say::READBACK_RIGHT])
        };
        let text = if found.words().is_some() {
            found.text().to_owned()
        } else {
            let value = found.answer.answer.value.as_ref();
            value
                .map(|v| v.in_words(self.plan.speaks()))
                .unwrap_or_default()
        };
        Step::Readback(Piece {
            passage,
            hear,
            text,
            heavy,
        })
    }

    fn leaving_lines(&self) -> Vec<String> {
        self.say(&[say::CLOSE_TONIGHT, say::CLOSE_SLEEP, say::CLOSE_IF_HARD])
    }

    fn short_lines(&self, now: &Now) -> Vec<String> {
        let lang = self.plan.speaks();
        let time = format!("{}:{:02}", now.wall.hour(), now.wall.minute());
        let fill = self
            .house()
            .with("weekday", weekday(now, lang))
            .with("time", time);
        self.say_with(
            &[
                say::SHORT_STOP,
                say::SHORT_HERE,
                say::SHORT_CONTACT,
                say::SHORT_BYE,
            ],
            &fill,
        )
    }
}

fn weekday(now: &Now, lang: UiLang) -> &'static str {
    let days = [
        screen::MONDAY,
        screen::TUESDAY,
        screen::WEDNESDAY,
        screen::THURSDAY,
        screen::FRIDAY,
        screen::SATURDAY,
        screen::SUNDAY,
    ];
    days[now.wall.weekday().num_days_from_monday() as usize].raw(lang)
}

fn month(now: &Now, lang: UiLang) -> &'static str {
    crate::time::month_name(now.wall.month(), lang)
}
