//! Pacing policies: the numbers on which the engine's rules turn.
//!
//! Each number has a range in which a setting may move it; what may never be configured has no key at
//! all, so that the loader refuses it.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;

use super::{GuideError, GuideFaults, Review};
use crate::text::Localised;
use crate::text::yaml::{self, At};

macro_rules! policy {
    ($(
        $(#[$doc:meta])*
        $key:ident: $section:ident / $change:ident {
            $( $(#[$field_doc:meta])* $field:ident: $low:literal ..= $high:literal ),+ $(,)?
        }
    )+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[non_exhaustive]
            pub struct $section {
                $( $(#[$field_doc])* pub $field: At<u32>, )+
            }

            #[doc = concat!("What a setting changes of `", stringify!($key), "`.")]
            #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[non_exhaustive]
            pub struct $change {
                $( $(#[$field_doc])* #[serde(default)] pub $field: Option<At<u32>>, )+
            }

            impl $section {
                fn check(&self, file: &Arc<str>, faults: &mut Vec<GuideError>) {
                    $( faults.extend(in_range(file, &self.$field, stringify!($key.$field), $low..=$high)); )+
                }

                fn change(&mut self, change: &$change) {
                    $( if let Some(value) = &change.$field { self.$field = value.clone(); } )+
                }
            }

            impl $change {
                fn check(&self, file: &Arc<str>, faults: &mut Vec<GuideError>) {
                    $( if let Some(value) = &self.$field {
                        faults.extend(in_range(file, value, stringify!($key.$field), $low..=$high));
                    } )+
                }
            }
        )+

        /// A pacing policy.
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[non_exhaustive]
        pub struct Pace {
            /// Its id.
            pub pace: At<String>,
            /// Its title.
            pub title: Localised,
            /// Who reviewed it and when.
            #[serde(default)]
            pub review: Review,
            $( $(#[$doc])* pub $key: $section, )+
        }

        /// What a setting or an age changes of a pace.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[non_exhaustive]
        pub struct PaceChange {
            $( $(#[$doc])* #[serde(default)] pub $key: $change, )+
        }

        impl Pace {
            /// Reads a pace.
            ///
            /// # Errors
            ///
            /// [`GuideFaults`] for YAML of another form and numbers outside their range.
            pub fn read(file: &Arc<str>, source: &str) -> Result<Self, GuideFaults> {
                let pace: Self = yaml::read(file, source).map_err(GuideError::from)?;
                let mut faults = Vec::new();
                $( pace.$key.check(file, &mut faults); )+
                if faults.is_empty() { Ok(pace) } else { Err(GuideFaults(faults)) }
            }

            /// Returns the pace with these changes.
            #[must_use]
            pub fn changed(mut self, change: &PaceChange) -> Self {
                $( self.$key.change(&change.$key); )+
                self
            }
        }

        impl PaceChange {
            /// Returns a fault for each number outside its range.
            pub(super) fn check(&self, file: &Arc<str>) -> Vec<GuideError> {
                let mut faults = Vec::new();
                $( self.$key.check(file, &mut faults); )+
                faults
            }
        }
    };
}

policy! {
    /// How long a session is.
    session: SessionPace / SessionChange {
        /// Minutes planned.
        planned_min: 10..=180,
        /// Minutes after which to ask about ending.
        ask_to_end_min: 10..=240,
        /// Minutes after which a break is offered (R25); 0 for never.
        break_every_min: 0..=60,
        /// Minutes before the next offer after a no (R25).
        break_redelay_min: 5..=30,
    }
    /// How a session begins (R18, R19).
    ease_in: EaseInPace / EaseInChange {
        /// Answers at level 0 or 1 before the first level 2, or the minutes below.
        min_items_l01: 1..=6,
        /// Minutes that do instead of those answers.
        before_l2_min: 3..=20,
        /// Minutes before the first level 3.
        before_l3_min: 8..=40,
        /// Minutes before the first level 4.
        before_l4_min: 15..=60,
        /// The highest level in the first session of a series, unless the person asks for more.
        first_session_cap: 0..=2,
        /// The highest level in later sessions.
        later_session_cap: 0..=4,
    }
    /// Heavy questions (R23, R26, R31).
    heavy: HeavyPace / HeavyChange {
        /// Heavy questions in a row.
        run_max: 1..=4,
        /// Heavy questions in a row once one was at level 4.
        run_max_after_l4: 1..=3,
        /// Minutes on heavy questions in a session.
        budget_min: 0..=60,
        /// The same as a share of the planned time, in percent.
        budget_share_percent: 0..=60,
        /// Minutes before the planned end in which no level 3 begins.
        tail_l3_min: 10..=60,
        /// Minutes before the planned end in which no level 4 begins.
        tail_l4_min: 15..=90,
    }
    /// From one question to the next (R21, R29).
    step: StepPace / StepChange {
        /// The most levels by which a question may rise without a signpost.
        max_rise: 1..=1,
        /// Questions in half an hour, above which open invitations are advised.
        questions_per_30_min: 4..=20,
    }
    /// What was put off or declined (R4, R5, R6).
    declined: DeclinedPace / DeclinedChange {
        /// How often a declined topic is offered, as a choice, in later sessions.
        reoffer_in_series: 0..=1,
        /// The same at level 4.
        level4_reoffer: 0..=1,
        /// How often something put off comes back.
        later_returns: 0..=2,
        /// How many landmark prompts may follow "I do not remember".
        anchor_prompts: 0..=1,
    }
    /// Check-ins and what follows from them (R24, R37 to R39).
    check_in: CheckInPace / CheckInChange {
        /// After how many level 3 answers.
        every_n_l3: 1..=2,
        /// The rise above the baseline at which a pause is offered.
        rise_offer: 2..=4,
        /// The number from which heavy questions wait.
        lock_at: 6..=8,
        /// The number to which it must fall.
        unlock_at: 3..=5,
        /// The least minutes of waiting.
        lock_min: 10..=30,
        /// The number at which the account ends for the day.
        end_at: 8..=9,
        /// How many waits end the account for the day.
        locks_to_end: 1..=2,
    }
    /// How a session ends (R32 to R34).
    closing: ClosingPace / ClosingChange {
        /// Easy questions after a level 2.
        ease_after_l2: 1..=3,
        /// Easy questions after a heavy one.
        ease_after_heavy: 2..=4,
        /// Minutes on easy things that do instead of those.
        or_ease_min: 5..=20,
        /// How far above the baseline someone may leave without an offer of calm.
        leave_above_baseline: 1..=3,
        /// The number from which calm is offered in any case.
        leave_absolute: 5..=7,
        /// Hours after which a follow-up is due when someone left early.
        follow_up_from_h: 12..=36,
        /// Hours by which it must have happened.
        follow_up_to_h: 24..=72,
    }
    /// From one session to the next.
    series: SeriesPace / SeriesChange {
        /// Days of rest after level 4.
        gap_after_l4_days: 1..=14,
        /// The least days of a good gap.
        gap_ideal_from_days: 2..=14,
        /// The most days of a good gap.
        gap_ideal_to_days: 3..=30,
        /// Days after which to warn.
        gap_warn_days: 14..=90,
        /// Chapters with a median level of 3 or more in a session.
        heavy_chapters_per_session: 0..=1,
    }
    /// For the interviewer (R15, R63, R64).
    staff: StaffPace / StaffChange {
        /// Heavy sessions a day.
        heavy_per_day: 1..=3,
        /// Minutes between sessions.
        gap_min: 15..=90,
        /// Heavy sessions a week.
        heavy_per_week: 2..=10,
        /// Days between supervisions.
        supervision_every_days: 7..=31,
        /// Months after which the referral list is too old.
        referral_list_max_age_months: 3..=12,
    }
}

fn in_range(
    file: &Arc<str>,
    value: &At<u32>,
    name: &str,
    range: RangeInclusive<u32>,
) -> Option<GuideError> {
    if range.contains(&**value) {
        return None;
    }
    let name = name.replace(' ', "");
    Some(GuideError::Shape {
        at: value.place(file),
        message: format!("`{name}` cannot be {}", **value),
        help: Some(format!(
            "choose a number from {} to {}",
            range.start(),
            range.end()
        )),
    })
}

/// Returns a number of minutes as a time.
pub(crate) fn minutes(value: &At<u32>) -> Duration {
    Duration::from_mins(u64::from(**value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(from: &str, to: &str) -> Result<Pace, GuideFaults> {
        let source = include_str!("../../guides/paces/standard.yaml");
        assert!(source.contains(from), "{from}");
        Pace::read(&Arc::from("p.yaml"), &source.replacen(from, to, 1))
    }

    fn change(source: &str) -> PaceChange {
        yaml::read(&Arc::from("c.yaml"), source).unwrap()
    }

    #[test]
    fn a_number_outside_its_range_is_refused_with_the_range() {
        let faults = standard("run_max: 3", "run_max: 9").unwrap_err();
        let text = faults.to_string();
        assert!(text.contains("`heavy.run_max` cannot be 9"), "{text}");
        assert!(text.contains("choose a number from 1 to 4"), "{text}");
    }

    #[test]
    fn what_is_never_configurable_has_no_key() {
        for key in [
            "stop",
            "skip",
            "consent_first",
            "last_item_light",
            "stop_criteria",
        ] {
            let faults = standard("step:", &format!("{key}: {{off: true}}\nstep:")).unwrap_err();
            assert!(
                faults
                    .to_string()
                    .contains(&format!("the key `{key}` is not known here"))
            );
        }
    }

    #[test]
    fn a_setting_changes_what_it_names_and_leaves_the_rest() {
        let pace = standard("run_max: 3", "run_max: 3").unwrap();
        let changed = pace.clone().changed(&change("session: {planned_min: 120}"));
        assert_eq!(
            (
                *changed.session.planned_min,
                *changed.session.ask_to_end_min
            ),
            (120, 120)
        );
        assert_eq!(changed.heavy, pace.heavy);
    }

    #[test]
    fn a_change_has_the_same_ranges() {
        let faults = change("heavy: {tail_l3_min: 0}").check(&Arc::from("c.yaml"));
        assert_eq!(faults[0].place().to_string(), "c.yaml:1:22");
    }

    #[test]
    fn minutes_are_sixty_seconds() {
        assert_eq!(minutes(&At::nowhere(15)), Duration::from_mins(15));
    }
}
