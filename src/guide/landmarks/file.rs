//! The YAML of landmarks, as it is written.

use serde::Deserialize;

use crate::text::yaml::At;
use crate::text::{Localised, UiLang};
use crate::time::{CalendarId, Status};

/// A file of landmarks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Landmarks {
    #[serde(rename = "landmarks")]
    pub(super) pack: At<String>,
    pub(super) title: Localised,
    #[serde(default)]
    pub(super) also: Vec<At<String>>,
    #[serde(default)]
    pub(super) events: Vec<Event>,
    #[serde(default)]
    pub(super) seasons: Vec<Season>,
    #[serde(default)]
    pub(super) school_year: Option<School>,
    #[serde(default)]
    pub(super) festivals: Vec<Festival>,
    #[serde(default)]
    pub(super) personal: Vec<Own>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Event {
    pub(super) when: At<String>,
    pub(super) name: Localised,
    #[serde(default)]
    pub(super) words: Words,
    pub(super) status: Status,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Season {
    pub(super) name: Localised,
    pub(super) region: String,
    #[serde(default)]
    pub(super) words: Words,
    pub(super) months: At<(u8, u8)>,
    pub(super) status: Status,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct School {
    pub(super) from: At<u8>,
    pub(super) to: At<u8>,
    #[serde(default)]
    pub(super) note: String,
    pub(super) status: Status,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Festival {
    pub(super) id: At<String>,
    pub(super) name: Localised,
    pub(super) words: Words,
    #[serde(default)]
    pub(super) packs: Vec<At<String>>,
    #[serde(default)]
    pub(super) days: Option<InCalendar>,
    #[serde(default)]
    pub(super) easter: Option<FromEaster>,
    #[serde(default)]
    pub(super) weeks: Option<Weeks>,
    #[serde(default)]
    pub(super) school_summer: bool,
    #[serde(default)]
    pub(super) dates: Vec<At<String>>,
    #[serde(default)]
    pub(super) tolerance: u8,
    #[serde(default)]
    pub(super) approximate: bool,
    #[serde(default)]
    pub(super) point: bool,
    pub(super) status: Status,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InCalendar {
    pub(super) calendar: CalendarId,
    pub(super) from: At<String>,
    pub(super) to: At<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FromEaster {
    pub(super) church: Church,
    pub(super) from: i64,
    pub(super) to: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Church {
    Western,
    Orthodox,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Weeks {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) days: u8,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Own {
    pub(super) id: At<String>,
    pub(super) name: Localised,
    pub(super) words: Words,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    #[serde(default)]
    pub(super) en: Vec<String>,
    #[serde(default)]
    pub(super) da: Vec<String>,
}

impl Words {
    pub(super) fn pairs(&self) -> Vec<(UiLang, String)> {
        let en = self.en.iter().map(|w| (UiLang::En, w.clone()));
        en.chain(self.da.iter().map(|w| (UiLang::Da, w.clone())))
            .collect()
    }
}
