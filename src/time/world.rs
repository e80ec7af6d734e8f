//! The world around a telling: festivals, seasons, school years and public events, by culture.
//!
//! Filled from `guides/landmarks/*.yaml` by `guide`; each fact keeps its status, since not all were
//! looked up. Nothing here decides: names give days, people choose.

mod occasion;

use chrono::NaiveDate;

use super::phrase::{Lexicon, Sense};
use crate::text::{Localised, UiLang};

pub use occasion::{Days, Occasion, Occurrence, Yearly};

/// How well a fact was looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Status {
    /// A source was read.
    Source,
    /// A data package has it.
    Package,
    /// A rule gives it.
    Rule,
    /// From memory: to be checked before it is relied on.
    Memory,
}

/// A public event.
#[derive(Debug, Clone, PartialEq)]
pub struct Landmark {
    /// Its id, such as `af-2021-08-15`.
    pub id: String,
    /// The pack it is in, such as `AF`.
    pub pack: String,
    /// When it was, in EDTF.
    pub edtf: String,
    /// Its first and last day.
    pub days: (NaiveDate, NaiveDate),
    /// What it is called.
    pub name: Localised,
    /// Other words that name it.
    pub words: Vec<(UiLang, String)>,
    /// How well it was looked up.
    pub status: Status,
}

/// A landmark of the person's own life, to which a label of a moment can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Personal {
    /// The label, such as `arrival`.
    pub id: String,
    /// What it is called.
    pub name: Localised,
    /// How people speak of it.
    pub words: Vec<(UiLang, String)>,
}

/// When a year of school begins and ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolYear {
    /// The pack it is in.
    pub pack: String,
    /// The month in which it begins, counted from 1.
    pub from_month: u8,
    /// The month in which it ends.
    pub to_month: u8,
    /// What else is known.
    pub note: String,
    /// How well it was looked up.
    pub status: Status,
}

/// Facts that belong to one culture or place.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// Its id, such as `NG-ED`.
    pub id: String,
    /// What it is called.
    pub title: Localised,
    /// Packs that belong to it as well.
    pub also: Vec<String>,
}

/// All that is known around a telling.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The packs.
    pub packs: Vec<Pack>,
    /// Public events, in order of time within each pack.
    pub landmarks: Vec<Landmark>,
    /// Landmarks of anyone's life.
    pub personal: Vec<Personal>,
    /// Festivals, seasons and school holidays: all that has a name and comes every year.
    pub occasions: Vec<Occasion>,
    /// School years.
    pub schools: Vec<SchoolYear>,
    lexicons: [Lexicon; 2],
}

impl World {
    /// Makes the names of all occasions findable; to be called once all are there.
    #[must_use]
    pub fn ready(mut self) -> Self {
        self.lexicons = UiLang::ALL.map(|lang| {
            let mut lexicon = Lexicon::plain(lang).clone();
            for (index, occasion) in self.occasions.iter().enumerate() {
                let words = occasion.words.iter().filter(|(l, _)| *l == lang);
                words.for_each(|(_, word)| lexicon.add(word, Sense::Named(vec![index])));
            }
            lexicon
        });
        self
    }

    pub(super) fn lexicon(&self, lang: UiLang) -> &Lexicon {
        match lang {
            UiLang::En => &self.lexicons[0],
            UiLang::Da => &self.lexicons[1],
        }
    }

    /// Returns the pack of this id, whatever the case of letters.
    pub fn pack(&self, id: &str) -> Option<&Pack> {
        self.packs.iter().find(|p| p.id.eq_ignore_ascii_case(id))
    }

    /// Returns the ids of the packs that these cultures name, with those that belong to them.
    pub fn packs_of(&self, cultures: &[String]) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for pack in cultures.iter().filter_map(|id| self.pack(id)) {
            for id in std::iter::once(pack.id.as_str()).chain(pack.also.iter().map(String::as_str))
            {
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// Returns the public events of these packs; of all where none is named.
    pub fn landmarks_of<'a>(&'a self, packs: &'a [&'a str]) -> impl Iterator<Item = &'a Landmark> {
        self.landmarks
            .iter()
            .filter(move |l| packs.is_empty() || packs.contains(&l.pack.as_str()))
    }
}

impl Landmark {
    /// Says whether it touches a year.
    pub fn is_in(&self, year: i32) -> bool {
        use chrono::Datelike as _;
        (self.days.0.year()..=self.days.1.year()).contains(&year)
    }

    /// Says whether each of these words begins a word of its name or of what else it is called, in
    /// any language.
    pub fn is_named(&self, wanted: &[String]) -> bool {
        let names = self.name.iter().map(|(_, text)| text.as_str());
        let own: Vec<String> = names
            .chain(self.words.iter().map(|(_, word)| word.as_str()))
            .flat_map(super::phrase::words)
            .collect();
        let begins = |word: &String| own.iter().any(|o| o.starts_with(word.as_str()));
        !wanted.is_empty() && wanted.iter().all(begins)
    }
}
