//! What words mean in a date phrase: the tables of a language, and names from the world around it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::token::words;
use super::{danish, english};
use crate::text::UiLang;
use crate::time::CalendarId;
use crate::time::calendar::{MonthName, era_calendar, months_named};

/// What a word, or several in a row, means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::time) enum Sense {
    /// A month, in one calendar or more.
    Month(Vec<MonthName>),
    /// A number in words; an ordinal where the flag is set.
    Number(u32, bool),
    /// An amount without a number.
    Amount(Amount),
    /// A unit of time.
    Unit(Span),
    /// A season of the temperate north.
    Season(Season),
    /// A part of a month, a year or a season.
    Part(Part),
    /// Something that has a name: a festival, a season of a place, a school holiday.
    Named(Vec<usize>),
    /// A calendar said after a year.
    Era(CalendarId),
    /// A day counted from that of the talk.
    Day(i64),
    /// A word of the frame.
    Word(Frame),
}

impl Sense {
    fn takes(&self, other: &Self) -> bool {
        self == other
            || matches!(
                (self, other),
                (Self::Named(_), Self::Named(_)) | (Self::Month(_), Self::Month(_))
            )
    }

    fn gather(&mut self, other: Self) {
        match (self, other) {
            (Self::Named(known), Self::Named(new)) => {
                known.extend(
                    new.into_iter()
                        .filter(|n| !known.contains(n))
                        .collect::<Vec<_>>(),
                );
            }
            (Self::Month(known), Self::Month(new)) => {
                known.extend(
                    new.into_iter()
                        .filter(|m| !known.contains(m))
                        .collect::<Vec<_>>(),
                );
            }
            _ => {}
        }
    }
}

/// An amount without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Amount {
    /// "a few", "nogle".
    Few,
    /// "a couple of", "et par".
    Couple,
    /// "several", "flere".
    Several,
    /// "half a".
    Half,
    /// "one and a half".
    OneAndHalf,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Span {
    /// Days.
    Day,
    /// Nights, counted as days.
    Night,
    /// Weeks.
    Week,
    /// Fortnights.
    Fortnight,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// A season of the temperate north.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February.
    Winter,
}

/// A part of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Part {
    /// The first third.
    Early,
    /// The middle.
    Mid,
    /// The last third.
    Late,
    /// The first half.
    FirstHalf,
    /// The second half.
    SecondHalf,
}

/// A word of the frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::time) enum Frame {
    /// "about".
    About,
    /// "maybe", "I think".
    Maybe,
    /// "not sure", after the rest.
    NotSure,
    /// "I do not know the month".
    NoMonth,
    /// "some", as in "some day".
    Some,
    /// "before".
    Before,
    /// "after".
    After,
    /// "since".
    Since,
    /// "until".
    Until,
    /// "from".
    From,
    /// "to".
    To,
    /// "between".
    Between,
    /// "and".
    And,
    /// "or".
    Or,
    /// "either".
    Either,
    /// "but".
    But,
    /// "during", "while".
    During,
    /// "in", "on", "at", "of", "the".
    Small,
    /// "for", before a length.
    For,
    /// "it lasted".
    Lasted,
    /// "long", after a length.
    Long,
    /// "shortly".
    Shortly,
    /// "ago".
    Ago,
    /// "last".
    Last,
    /// "this".
    This,
    /// "next".
    Next,
    /// "the same".
    Same,
    /// "when".
    When,
    /// "I was", before an age.
    Was,
    /// "aged".
    Aged,
    /// "years old".
    Old,
    /// "almost", before an age.
    Almost,
    /// "over", "just turned", before an age.
    Past,
    /// "lunar month".
    Moon,
    /// "it happened", "it was".
    Filler,
    /// "I do not remember".
    Unknown,
    /// "no later than".
    AtLatest,
    /// "not before".
    AtEarliest,
}

/// The words of one language, looked up by the first.
#[derive(Debug, Clone, Default)]
pub(in crate::time) struct Lexicon {
    entries: HashMap<String, Vec<Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    rest: Vec<String>,
    sense: Sense,
}

impl Lexicon {
    /// The tables of a language, without names from a world.
    pub(in crate::time) fn plain(lang: UiLang) -> &'static Self {
        static BOTH: LazyLock<[Lexicon; 2]> =
            LazyLock::new(|| [Lexicon::of(UiLang::En), Lexicon::of(UiLang::Da)]);
        match lang {
            UiLang::En => &BOTH[0],
            UiLang::Da => &BOTH[1],
        }
    }

    fn of(lang: UiLang) -> Self {
        let mut lexicon = Self::default();
        let table = match lang {
            UiLang::En => english::WORDS,
            UiLang::Da => danish::WORDS,
        };
        for (sense, names) in table {
            for name in names.split('|') {
                lexicon.add(name, sense.sense());
            }
        }
        for (name, month) in months_named() {
            lexicon.add_month(name, *month);
        }
        for (name, calendar) in era_calendar() {
            lexicon.add(name, Sense::Era(calendar));
        }
        lexicon
    }

    /// Adds a name. One name may mean several things; months and named things of one name gather.
    pub(in crate::time) fn add(&mut self, name: &str, sense: Sense) {
        let mut all = words(name).into_iter();
        let Some(first) = all.next() else { return };
        let rest: Vec<String> = all.collect();
        let entries = self.entries.entry(first).or_default();
        let twin = entries
            .iter_mut()
            .filter(|e| e.rest == rest)
            .find(|e| e.sense.takes(&sense));
        if let Some(twin) = twin {
            twin.sense.gather(sense);
            return;
        }
        entries.push(Entry { rest, sense });
        entries.sort_by_key(|e| std::cmp::Reverse(e.rest.len()));
    }

    fn add_month(&mut self, name: &str, month: MonthName) {
        self.add(name, Sense::Month(vec![month]));
    }

    /// Returns all that the words from here on can mean, the longest first, with how many they are.
    pub(in crate::time) fn senses<'a>(
        &'a self,
        first: &str,
        word_after: impl Fn(usize) -> Option<String> + 'a,
    ) -> impl Iterator<Item = (usize, &'a Sense)> + 'a {
        let entries = self.entries.get(first).map_or(&[][..], Vec::as_slice);
        entries.iter().filter_map(move |entry| {
            let fits = entry
                .rest
                .iter()
                .enumerate()
                .all(|(index, word)| word_after(index + 1).is_some_and(|w| w == *word));
            fits.then_some((entry.rest.len() + 1, &entry.sense))
        })
    }
}

/// How a table writes a sense.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    /// A Gregorian month.
    M(u8),
    /// A number.
    N(u32),
    /// An ordinal number.
    O(u32),
    /// An amount.
    A(Amount),
    /// A unit.
    U(Span),
    /// A season.
    S(Season),
    /// A part.
    P(Part),
    /// A day counted from today.
    D(i64),
    /// A word of the frame.
    F(Frame),
}

impl Row {
    fn sense(self) -> Sense {
        match self {
            Self::M(month) => Sense::Month(vec![MonthName {
                calendar: CalendarId::Gregorian,
                month,
            }]),
            Self::N(number) => Sense::Number(number, false),
            Self::O(number) => Sense::Number(number, true),
            Self::A(amount) => Sense::Amount(amount),
            Self::U(unit) => Sense::Unit(unit),
            Self::S(season) => Sense::Season(season),
            Self::P(part) => Sense::Part(part),
            Self::D(days) => Sense::Day(days),
            Self::F(word) => Sense::Word(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_comes_first() {
        let mut lexicon = Lexicon::default();
        lexicon.add("end", Sense::Number(1, false));
        lexicon.add("end of", Sense::Number(2, false));
        let after = |n: usize| (n == 1).then(|| "of".to_owned());
        let found: Vec<usize> = lexicon.senses("end", after).map(|(n, _)| n).collect();
        assert_eq!(found, [2, 1]);
    }

    #[test]
    fn one_name_can_be_a_month_of_several_calendars() {
        let found = Lexicon::plain(UiLang::En).senses("tir", |_| None).next();
        let Some((1, Sense::Month(months))) = found else {
            unreachable!("a month")
        };
        assert_eq!(months.len(), 2);
    }

    #[test]
    fn both_tables_name_every_month_and_season() {
        for lang in UiLang::ALL {
            let lexicon = Lexicon::plain(lang);
            let senses: Vec<&Sense> = lexicon
                .entries
                .values()
                .flatten()
                .map(|e| &e.sense)
                .collect();
            for month in 1..=12 {
                let name = MonthName {
                    calendar: CalendarId::Gregorian,
                    month,
                };
                let has = |s: &&&Sense| matches!(s, Sense::Month(m) if m.contains(&name));
                assert!(senses.iter().any(|s| has(&s)), "{lang} {month}");
            }
            for season in [
                Season::Spring,
                Season::Summer,
                Season::Autumn,
                Season::Winter,
            ] {
                assert!(
                    senses.contains(&&Sense::Season(season)),
                    "{lang} {season:?}"
                );
            }
        }
    }
}
