//! What lasted: lengths, "since" and "until", "during", "from … till …".

use super::Dated;
use super::anchor::Target;
use super::lexicon::Frame;
use super::parser::{Phrase, Read};
use super::reading::{self, Flags};
use crate::time::{Anchor, Bounds, End, Offset, Reading, Relation, Shape, Unit};

impl Phrase<'_> {
    /// "For about two years", "it lasted three months", "i to år".
    pub(super) fn duration(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let lasted = self.frame(at, Frame::Lasted);
        let led = lasted.or_else(|| self.frame(at, Frame::For)).or_else(|| {
            let in_danish = self.word(at) == Some("i");
            in_danish.then_some(at + 1)
        });
        let from = led.map_or(at, |next| self.frame(next, Frame::For).unwrap_or(next));
        let (width, next) = self.length(from)?;
        let long = self.frame(next, Frame::Long);
        let next = long.unwrap_or(next);
        (led.is_some() || long.is_some()).then_some((vec![reading::length(width, flags)], next))
    }

    /// "Since 2016", "until August 2019", "since I arrived".
    pub(super) fn since_until(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let since = self
            .frame(at, Frame::Since)
            .or_else(|| self.frame(at, Frame::From));
        let next = since.or_else(|| self.frame(at, Frame::Until))?;
        let to =
            |i: usize| self.frame(i, Frame::To).is_some() || self.frame(i, Frame::Until).is_some();
        if since.is_some() && (next..self.tokens.len()).any(to) {
            return None;
        }
        let (target, next) = self.anchor(next)?;
        let open = |d: &Dated| match since {
            Some(_) => reading::lasted(Some(d), None, flags),
            None => reading::lasted(None, Some(d), flags),
        };
        let readings = match target {
            Target::Days(all) => all.iter().filter_map(open).collect(),
            Target::Moment(of) => {
                let mine = if since.is_some() {
                    End::Start
                } else {
                    End::End
                };
                vec![lasting(vec![with_start_of(mine, of)], flags)]
            }
        };
        Some((readings, next))
    }

    /// "No later than June 2018", "tidligst i maj 2019".
    pub(super) fn at_limit(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let latest = self.frame(at, Frame::AtLatest);
        let next = latest.or_else(|| self.frame(at, Frame::AtEarliest))?;
        let (target, next) = self.anchor(next)?;
        let Target::Days(all) = target else {
            return None;
        };
        let limit = |d: &Dated| {
            let (bounds, edtf) = if latest.is_some() {
                (
                    Bounds {
                        earliest: None,
                        latest: Some(d.last),
                    },
                    format!("[..{}]", d.end()),
                )
            } else {
                (
                    Bounds {
                        earliest: Some(d.first),
                        latest: None,
                    },
                    format!("[{}..]", d.begin()),
                )
            };
            Reading {
                edtf: Some(edtf),
                uncertain: flags.uncertain,
                approximate: flags.approximate,
                ..Reading::once(bounds)
            }
        };
        Some((all.iter().map(limit).collect(), next))
    }

    /// "From the time he bought me till after he died".
    pub(super) fn since_till(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        let first = self.frame(at, Frame::From)?;
        let until = |at: usize| {
            let plain = self
                .frame(at, Frame::Until)
                .or_else(|| self.frame(at, Frame::To));
            let after = self
                .frame(at, Frame::After)
                .filter(|_| self.word(at) == Some("till"));
            after
                .map(|next| (next, true))
                .or_else(|| plain.map(|next| (next, false)))
        };
        let (joint, (next, past)) =
            (first + 1..self.tokens.len()).find_map(|i| until(i).map(|found| (i, found)))?;
        let (from, _) = self.anchor_until(first, joint)?;
        let (to, next) = self.anchor(next)?;
        if matches!((&from, &to), (Target::Days(_), Target::Days(_))) {
            return None; // Two dates are read as such, or are the wrong way round.
        }
        let mut relations = Vec::new();
        let mut found = Reading {
            shape: Shape::Lasted,
            ..Reading::default()
        };
        match from {
            Target::Moment(of) => relations.push(with_start_of(End::Start, of)),
            Target::Days(days) => found.start = days.first().filter(|_| days.len() == 1)?.bounds(),
        }
        match to {
            Target::Moment(of) if past => relations.push(Relation {
                mine: End::End,
                of,
                theirs: End::End,
                offset: Offset::AFTER,
            }),
            Target::Moment(of) => relations.push(with_start_of(End::End, of)),
            Target::Days(days) => found.end = days.first().filter(|_| days.len() == 1)?.bounds(),
        }
        (found.relations, found.uncertain) = (relations, flags.uncertain);
        found.approximate = flags.approximate;
        Some((vec![found], next))
    }

    /// "During the war", "while I lived with her": within it; "when I arrived": with it, where it is
    /// known.
    pub(super) fn during(&self, at: usize, flags: Flags) -> Read<Vec<Reading>> {
        if let Some(next) = self.frame(at, Frame::During) {
            let (target, next) = self.anchor(next)?;
            let Target::Moment(of) = target else {
                return None;
            };
            let bound = |mine, theirs, min, max| Relation {
                mine,
                of: of.clone(),
                theirs,
                offset: Offset {
                    min,
                    max,
                    unit: Unit::Day,
                },
            };
            let inside = vec![
                bound(End::Start, End::Start, Some(0), None),
                bound(End::End, End::End, None, Some(0)),
            ];
            return Some((vec![reading::relations(inside, flags)], next));
        }
        let led = self
            .frame(at, Frame::When)
            .unwrap_or_else(|| self.small(at));
        let stop = self.end_of_name(led);
        let id = self.known(led, stop)?;
        let relation = Relation {
            mine: End::Start,
            of: Anchor(id),
            theirs: End::Start,
            offset: Offset::days(0, 0),
        };
        Some((vec![reading::relations(vec![relation], flags)], stop))
    }

    fn end_of_name(&self, at: usize) -> usize {
        let is_end = |i: &usize| self.mark(*i).is_some() || self.frame(*i, Frame::But).is_some();
        (at..self.tokens.len())
            .find(is_end)
            .unwrap_or(self.tokens.len())
    }
}

/// An end of mine falls on the day on which another began.
fn with_start_of(mine: End, of: Anchor) -> Relation {
    Relation {
        mine,
        of,
        theirs: End::Start,
        offset: Offset::days(0, 0),
    }
}

fn lasting(relations: Vec<Relation>, flags: Flags) -> Reading {
    Reading {
        shape: Shape::Lasted,
        ..reading::relations(relations, flags)
    }
}
