//! Dates that stand by themselves: days, months, years, weeks, seasons, festivals and parts of them.

use super::core::{Around, Core};
use super::lexicon::{Frame, Part, Sense, Span};
use super::parser::{Phrase, Read};
use crate::time::CalendarId;
use crate::time::calendar::MonthName;

impl Phrase<'_> {
    /// Reads a date, with "in", "the" and the like before it.
    pub(super) fn core(&self, at: usize) -> Read<Core> {
        self.part(at)
            .or_else(|| self.some_day(at))
            .or_else(|| self.around(at))
            .or_else(|| self.bare(self.small(at)))
    }

    fn bare(&self, at: usize) -> Read<Core> {
        self.numeric(at)
            .map(|(figures, next)| (Core::Figures(figures), next))
            .or_else(|| self.decade(at))
            .or_else(|| self.week(at))
            .or_else(|| self.month_day(at))
            .or_else(|| self.day_month(at))
            .or_else(|| {
                self.named(at)
                    .filter(|(core, _)| core.year().is_none_or(|y| y > 1700))
            })
            .or_else(|| self.month(at))
            .or_else(|| self.season(at))
            .or_else(|| self.named(at))
            .or_else(|| self.year_core(at))
    }

    /// "At the end of April 2019", "sidst i april 2019", "mid-2018".
    fn part(&self, at: usize) -> Read<Core> {
        let parts: Vec<(usize, Part)> = [at, self.small(at)]
            .into_iter()
            .flat_map(|from| self.senses(from))
            .filter_map(|(next, sense)| match sense {
                Sense::Part(part) => Some((next, *part)),
                _ => None,
            })
            .collect();
        parts.into_iter().find_map(|(next, part)| {
            let (of, next) = self.bare(self.small(next))?;
            Some((
                Core::Part {
                    part,
                    of: Box::new(of),
                },
                next,
            ))
        })
    }

    /// "Some day in May 2019", "some time in 2019".
    fn some_day(&self, at: usize) -> Read<Core> {
        let from = self.small(at);
        let is_day = self.text(from, from + 2).to_lowercase();
        let next = self.frame(from, Frame::Some)?;
        let (of, next) = self.bare(self.small(next))?;
        let day = is_day.contains("day") || is_day.contains("dag");
        let unit = if day { Span::Day } else { Span::Month };
        Some((
            Core::Some {
                of: Box::new(of),
                unit,
            },
            next,
        ))
    }

    /// "Last year", "this summer", "sidste jul", "today".
    fn around(&self, at: usize) -> Read<Core> {
        let days = [at, self.small(at)]
            .into_iter()
            .flat_map(|from| self.senses(from))
            .find_map(|(next, sense)| match sense {
                Sense::Day(days) => Some((*days, next)),
                _ => None,
            });
        let at = self.small(at);
        if let Some((days, next)) = days {
            let step = i32::try_from(days).ok()?;
            return Some((
                Core::Around {
                    step,
                    unit: Around::Unit(Span::Day),
                },
                next,
            ));
        }
        let steps = [(Frame::Last, -1), (Frame::This, 0), (Frame::Next, 1)];
        let (step, next) = steps
            .into_iter()
            .find_map(|(frame, step)| self.frame(at, frame).map(|next| (step, next)))?;
        let (unit, next) = self.senses(next).find_map(|(next, sense)| {
            let unit = match sense {
                Sense::Unit(unit) => Around::Unit(*unit),
                Sense::Season(season) => Around::Season(*season),
                Sense::Month(months) => Around::Month(months.clone()),
                Sense::Named(ids) => Around::Named(ids.clone()),
                _ => return None,
            };
            Some((unit, next))
        })?;
        Some((Core::Around { step, unit }, next))
    }

    /// "2010s", "the 1990s", "2010'erne".
    fn decade(&self, at: usize) -> Read<Core> {
        let number = self
            .figures(at)
            .filter(|n| n.figures == 4 && n.value % 10 == 0)?;
        let ending = |word: Option<&str>| matches!(word, Some("s" | "erne" | "ere" | "er"));
        let mut next = at + 1;
        if matches!(self.mark(next), Some("'" | "’" | "-")) {
            next += 1;
        }
        let touches = self.tokens.get(at)?.to + 3 >= self.tokens.get(next)?.from;
        if !ending(self.word(next)) || !touches {
            return None;
        }
        Some((Core::Decade(i32::try_from(number.value).ok()?), next + 1))
    }

    /// "Week 12 of 2019", "uge 12 i 2019".
    fn week(&self, at: usize) -> Read<Core> {
        let next = self.unit_word(at, Span::Week)?;
        let number = self.figures(next).filter(|n| n.figures <= 2)?;
        let next = self.skip_point(next + 1);
        let (year, next) = self.optional_year(next);
        Some((
            Core::Week {
                week: number.value,
                year,
            },
            next,
        ))
    }

    pub(super) fn unit_word(&self, at: usize, wanted: Span) -> Option<usize> {
        self.senses(at)
            .find(|(_, s)| **s == Sense::Unit(wanted))
            .map(|(next, _)| next)
    }

    fn skip_point(&self, at: usize) -> usize {
        if self.mark(at) == Some(".") {
            at + 1
        } else {
            at
        }
    }

    /// "May 14th, 2019".
    fn month_day(&self, at: usize) -> Read<Core> {
        let (months, next) = self.month_name(at)?;
        let number = self.figures(next).filter(|n| n.figures <= 2)?;
        let day = u8::try_from(number.value).ok()?;
        let (year, next) = self.optional_year(self.skip_comma(next + 1));
        let (era, next) = self.era(next);
        Some((
            Core::Day {
                day,
                months,
                year,
                era,
            },
            next,
        ))
    }

    /// "14 May 2019", "the 14th of May 2019", "d. 14. maj".
    fn day_month(&self, at: usize) -> Read<Core> {
        let (number, next) = self.number(at)?;
        let day = u8::try_from(number.value)
            .ok()
            .filter(|d| (1..=32).contains(d))?;
        let next = self.skip_day_words(next);
        let Some((months, next)) = self.lunar_month(next).or_else(|| self.month_name(next)) else {
            let next = self.number(at).map(|(_, next)| next)?;
            return (number.figures > 0 && number.figures <= 2)
                .then_some((Core::DayOnly(day), next));
        };
        let (year, next) = self.optional_year(self.skip_comma(next));
        let (era, next) = self.era(next);
        Some((
            Core::Day {
                day,
                months,
                year,
                era,
            },
            next,
        ))
    }

    /// "of", "day of the".
    fn skip_day_words(&self, at: usize) -> usize {
        let day = self.unit_word(at, Span::Day).unwrap_or(at);
        self.small(day)
    }

    fn skip_comma(&self, at: usize) -> usize {
        if self.mark(at) == Some(",") {
            at + 1
        } else {
            at
        }
    }

    /// "The 8th lunar month".
    fn lunar_month(&self, at: usize) -> Read<Vec<MonthName>> {
        let (number, next) = self.number(self.small(at))?;
        let next = self.frame(next, Frame::Moon)?;
        let month = u8::try_from(number.value)
            .ok()
            .filter(|m| (1..=12).contains(m))?;
        let calendars = [CalendarId::Chinese, CalendarId::Vietnamese];
        Some((
            calendars
                .map(|calendar| MonthName { calendar, month })
                .to_vec(),
            next,
        ))
    }

    fn month(&self, at: usize) -> Read<Core> {
        let (months, next) = self.lunar_month(at).or_else(|| self.month_name(at))?;
        let (year, next) = self.optional_year(self.skip_comma(self.skip_point(next)));
        let (era, next) = self.era(next);
        Some((Core::Month { months, year, era }, next))
    }

    fn month_name(&self, at: usize) -> Read<Vec<MonthName>> {
        self.senses(at).find_map(|(next, sense)| match sense {
            Sense::Month(months) => Some((months.clone(), next)),
            _ => None,
        })
    }

    /// "Summer 2017", "the summer of 2017", "vinteren 2017/18".
    fn season(&self, at: usize) -> Read<Core> {
        let (season, next) = self.senses(at).find_map(|(next, sense)| match sense {
            Sense::Season(season) => Some((*season, next)),
            _ => None,
        })?;
        let (year, next) = self.optional_year(next);
        let (to, next) = match year.and_then(|year| self.second_year(next, year)) {
            Some((to, next)) => (Some(to), next),
            None => (None, next),
        };
        Some((Core::Season { season, year, to }, next))
    }

    /// "/18" or "-2018" after 2017.
    fn second_year(&self, at: usize, year: i32) -> Read<i32> {
        let parted = matches!(self.mark(at), Some("/" | "-" | "–"));
        let number = self.figures(at + 1).filter(|_| parted)?;
        let next = year + 1;
        let fits = match number.figures {
            2 => i32::try_from(number.value).ok()? == next % 100,
            _ => i32::try_from(number.value).ok()? == next,
        };
        fits.then_some((next, at + 2))
    }

    /// "Ramadan 2019", "in 2019 at Easter" not; "2019 Ramadan".
    fn named(&self, at: usize) -> Read<Core> {
        let name = |at: usize| {
            self.senses(at).find_map(|(next, sense)| match sense {
                Sense::Named(ids) => Some((ids.clone(), next)),
                _ => None,
            })
        };
        if let Some((ids, next)) = name(at) {
            let (year, next) = self.optional_year(self.skip_comma(next));
            return Some((Core::Named { ids, year }, next));
        }
        let (year, next) = self.year(at)?;
        let (ids, next) = name(next)?;
        Some((
            Core::Named {
                ids,
                year: Some(year),
            },
            next,
        ))
    }

    fn year_core(&self, at: usize) -> Read<Core> {
        let at = self.unit_word(at, Span::Year).unwrap_or(at);
        let (year, next) = self.year(at)?;
        let (era, next) = self.era(next);
        Some((Core::Year { year, era }, next))
    }

    /// A year of four figures; fewer only with a calendar after it, or an apostrophe before it.
    pub(super) fn year(&self, at: usize) -> Read<i32> {
        if matches!(self.mark(at), Some("'" | "’")) && self.touch(at) {
            let number = self.figures(at + 1).filter(|n| n.figures == 2)?;
            return Some((self.century(number.value), at + 2));
        }
        let number = self.figures(at)?;
        let has_era = self.era(at + 1).0.is_some();
        let fits = number.figures == 4 || (has_era && (2..=4).contains(&number.figures));
        let unit_follows = self
            .senses(at + 1)
            .any(|(_, s)| matches!(s, Sense::Unit(_)));
        (fits && !unit_follows).then_some((i32::try_from(number.value).ok()?, at + 1))
    }

    /// Two figures: the 2000s where that is not after the year of the talk, else the 1900s.
    pub(super) fn century(&self, figures: u32) -> i32 {
        use chrono::Datelike as _;
        let now = self.context.today.map_or(2030, |day| day.year());
        let year = 2000 + i32::try_from(figures).unwrap_or(0);
        if year > now { year - 100 } else { year }
    }

    /// A year after a name, with "in" or "of" before it.
    fn optional_year(&self, at: usize) -> (Option<i32>, usize) {
        let from = self.small(self.skip_comma(at));
        let from = self.unit_word(from, Span::Year).unwrap_or(from);
        self.year(from)
            .map_or((None, at), |(year, next)| (Some(year), next))
    }

    /// A calendar after a year, in brackets or without.
    pub(super) fn era(&self, at: usize) -> (Option<CalendarId>, usize) {
        let open = matches!(self.mark(at), Some("(" | ","));
        let from = if open { at + 1 } else { at };
        let found = [from, self.small(from)].into_iter().find_map(|from| {
            self.senses(from).find_map(|(next, sense)| match sense {
                Sense::Era(calendar) => Some((*calendar, next)),
                _ => None,
            })
        });
        match found {
            None => (None, at),
            Some((calendar, next)) => {
                let closed = self.mark(next) == Some(")");
                (Some(calendar), if closed { next + 1 } else { next })
            }
        }
    }
}
