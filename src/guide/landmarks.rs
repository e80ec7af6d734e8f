//! Landmarks as YAML: public events, seasons, school years, festivals, and what people say of their own
//! lives, each with its status.

mod file;

use std::sync::Arc;

use super::{GuideError, GuideFaults};
use crate::text::Lang;
use crate::text::yaml::{self, At, Place};
use crate::time::{Days, Landmark, Occasion, Pack, Personal, SchoolYear, World, Yearly, read_edtf};
use file::{Church, Event, Festival, Landmarks, School, Season};

/// Reads files of landmarks into one world.
///
/// # Errors
///
/// [`GuideFaults`] with everything that is wrong: YAML of another form, a time that is not EDTF, months
/// and days that no calendar has, packs that are nowhere, a festival without days, an id twice.
pub(super) fn read_world<'a>(
    files: impl IntoIterator<Item = (&'a Arc<str>, &'a str)>,
) -> Result<World, GuideFaults> {
    let mut world = World::default();
    let mut faults = Vec::new();
    let mut named: Vec<(Place, String)> = Vec::new();
    for (file, source) in files {
        match yaml::read::<Landmarks>(file, source) {
            Ok(landmarks) => {
                let reader = Reader {
                    file,
                    pack: landmarks.pack.to_string(),
                };
                named.extend(reader.packs_named(&landmarks));
                reader.add(landmarks, &mut world, &mut faults);
            }
            Err(error) => faults.push(GuideError::from(error)),
        }
    }
    for (at, name) in named {
        if world.pack(&name).is_none() {
            let message = format!("there are no landmarks `{name}`");
            faults.push(GuideError::Shape {
                at,
                message,
                help: None,
            });
        }
    }
    if faults.is_empty() {
        Ok(world.ready())
    } else {
        Err(GuideFaults(faults))
    }
}

fn shape(at: Place, message: String, help: &str) -> GuideFaults {
    let help = Some(help.to_owned());
    GuideFaults::from(GuideError::Shape { at, message, help })
}

struct Reader<'a> {
    file: &'a Arc<str>,
    pack: String,
}

impl Reader<'_> {
    fn packs_named(&self, file: &Landmarks) -> Vec<(Place, String)> {
        let festivals = file.festivals.iter().flat_map(|f| &f.packs);
        let all = file.also.iter().chain(festivals);
        all.map(|id| (id.place(self.file), id.to_string()))
            .collect()
    }

    fn add(&self, file: Landmarks, world: &mut World, faults: &mut Vec<GuideError>) {
        world.packs.push(Pack {
            id: self.pack.clone(),
            title: file.title,
            also: file.also.into_iter().map(At::into_inner).collect(),
        });
        for event in file.events {
            match self.event(event, world) {
                Ok(landmark) => world.landmarks.push(landmark),
                Err(fault) => faults.extend(fault.0),
            }
        }
        for season in file.seasons {
            match self.season(&season) {
                Ok(occasion) => world.occasions.push(occasion),
                Err(fault) => faults.extend(fault.0),
            }
        }
        for festival in file.festivals {
            if let Some(fault) = self.repeated(&festival.id, world) {
                faults.extend(fault.0);
                continue;
            }
            match self.festival(festival) {
                Ok(occasion) => world.occasions.push(occasion),
                Err(fault) => faults.extend(fault.0),
            }
        }
        world
            .personal
            .extend(file.personal.into_iter().map(|own| Personal {
                id: own.id.into_inner(),
                name: own.name,
                words: own.words.pairs(),
            }));
        if let Some(school) = file.school_year {
            match self.school(&school) {
                Ok(school) => world.schools.push(school),
                Err(fault) => faults.extend(fault.0),
            }
        }
    }

    fn repeated(&self, id: &At<String>, world: &World) -> Option<GuideFaults> {
        let known = world.occasions.iter().any(|o| o.id == **id);
        known.then(|| {
            shape(
                id.place(self.file),
                format!("the id `{}` stands twice", **id),
                "give one another id",
            )
        })
    }

    fn event(&self, event: Event, world: &World) -> Result<Landmark, GuideFaults> {
        let days = self.days(&event.when)?;
        let stem = format!("{}-{}", self.pack.to_lowercase(), days.0);
        let twins = world
            .landmarks
            .iter()
            .filter(|l| l.id.starts_with(&stem))
            .count();
        let id = if twins == 0 {
            stem
        } else {
            format!("{stem}-{}", twins + 1)
        };
        Ok(Landmark {
            id,
            pack: self.pack.clone(),
            edtf: event.when.to_string(),
            days,
            name: event.name,
            words: event.words.pairs(),
            status: event.status,
        })
    }

    /// Reads EDTF with both ends known.
    fn days(&self, text: &At<String>) -> Result<Days, GuideFaults> {
        let outer = read_edtf(text).map(|reading| reading.outer()).ok();
        let both = outer.and_then(|o| o.earliest.zip(o.latest));
        both.ok_or_else(|| {
            let message = format!("`{}` is no time with both its ends", **text);
            shape(
                text.place(self.file),
                message,
                "write it as `2019-05-14` or `2018-03/2018-06`",
            )
        })
    }

    fn season(&self, season: &Season) -> Result<Occasion, GuideFaults> {
        let (from, to) = *season.months;
        if ![from, to].iter().all(|m| (1..=12).contains(m)) {
            let message = format!("{from} to {to} are no months");
            return Err(shape(
                season.months.place(self.file),
                message,
                "count months from 1 to 12",
            ));
        }
        let name = season.name.get(&Lang::en()).unwrap_or_default();
        let slug = |text: &str| {
            text.to_lowercase()
                .replace(|c: char| !c.is_alphanumeric(), "_")
        };
        Ok(Occasion {
            id: format!(
                "{}_{}_{}",
                slug(&self.pack),
                slug(name),
                slug(&season.region)
            ),
            name: season.name.clone(),
            words: season.words.pairs(),
            packs: vec![self.pack.clone()],
            yearly: Yearly::Months { from, to },
            tolerance: 0,
            approximate: true,
            point: false,
            status: season.status,
        })
    }

    fn school(&self, school: &School) -> Result<SchoolYear, GuideFaults> {
        for month in [&school.from, &school.to] {
            if !(1..=12).contains(&**month) {
                let message = format!("{} is no month", **month);
                return Err(shape(
                    month.place(self.file),
                    message,
                    "count months from 1 to 12",
                ));
            }
        }
        Ok(SchoolYear {
            pack: self.pack.clone(),
            from_month: *school.from,
            to_month: *school.to,
            note: school.note.clone(),
            status: school.status,
        })
    }

    fn festival(&self, festival: Festival) -> Result<Occasion, GuideFaults> {
        let yearly = self.yearly(&festival)?;
        Ok(Occasion {
            id: festival.id.into_inner(),
            name: festival.name,
            words: festival.words.pairs(),
            packs: festival.packs.into_iter().map(At::into_inner).collect(),
            yearly,
            tolerance: festival.tolerance,
            approximate: festival.approximate,
            point: festival.point,
            status: festival.status,
        })
    }

    fn yearly(&self, festival: &Festival) -> Result<Yearly, GuideFaults> {
        let mut found = Vec::new();
        if let Some(days) = &festival.days {
            let (from, to) = (self.month_day(&days.from)?, self.month_day(&days.to)?);
            found.push(Yearly::Calendar {
                calendar: days.calendar,
                from,
                to,
            });
        }
        if let Some(easter) = &festival.easter {
            let orthodox = easter.church == Church::Orthodox;
            found.push(Yearly::Easter {
                orthodox,
                from: easter.from,
                to: easter.to,
            });
        }
        if let Some(weeks) = &festival.weeks {
            found.push(Yearly::Weeks {
                from: weeks.from,
                to: weeks.to,
                days: weeks.days,
            });
        }
        if festival.school_summer {
            found.push(Yearly::SchoolSummer);
        }
        if !festival.dates.is_empty() {
            let dates: Result<Vec<Days>, GuideFaults> =
                festival.dates.iter().map(|date| self.days(date)).collect();
            found.push(Yearly::Listed(dates?));
        }
        let only = found.pop().filter(|_| found.is_empty());
        only.ok_or_else(|| {
            let message = format!("`{}` says not just once when it is", *festival.id);
            let help = "give one of `days`, `easter`, `weeks`, `school_summer`, `dates`";
            shape(festival.id.place(self.file), message, help)
        })
    }

    /// "09-01", or "09-end" for the last day of the month.
    fn month_day(&self, text: &At<String>) -> Result<(u8, u8), GuideFaults> {
        let parts = text.split_once('-').and_then(|(month, day)| {
            let day = if day == "end" {
                Some(0)
            } else {
                day.parse().ok().filter(|d| *d > 0)
            };
            month.parse().ok().zip(day)
        });
        let known = parts.filter(|(month, day): &(u8, u8)| (1..=13).contains(month) && *day <= 32);
        known.ok_or_else(|| {
            let message = format!("`{}` is no month and day", **text);
            shape(
                text.place(self.file),
                message,
                "write `09-01`, or `09-end` for its last day",
            )
        })
    }
}

#[cfg(test)]
mod tests;
