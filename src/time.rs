//! Time as people tell it: what was said, and the days it can mean.
//!
//! A [`When`] keeps the words and their readings; nothing here guesses or sharpens. The order of
//! several is the business of `chronology`. Always pure: the day of the talk is an argument.

mod calendar;
mod clock;
mod edtf;
mod phrase;
mod shown;
mod tolerance;
mod when;
mod world;

pub use calendar::{CalendarDay, CalendarId, UnknownCalendar, calendar_name, month_in};
pub use clock::{Clock, DayPart, Hour};
pub use edtf::{TimeError, read_edtf};
pub use phrase::words as name_words;
pub use phrase::{
    Context, Found, Gap, Understood, Why, find, labels_in_words, read_phrase, understand,
};
pub use shown::{describe, month_name, show};
pub use when::{Anchor, Bounds, End, Offset, Reading, Relation, Shape, Unit, When};
pub use world::{
    Days, Landmark, Occasion, Occurrence, Pack, Personal, SchoolYear, Status, World, Yearly,
};
