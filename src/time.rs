//! Time as people tell it: what was said, and the days it can mean.
//!
//! A [`When`] keeps the words and their readings; nothing here guesses or sharpens. The order of
//! several is the business of `chronology`. Always pure: the day of the talk is an argument.

mod calendar;
mod edtf;
mod phrase;
mod shown;
mod when;

pub use calendar::CalendarId;
pub use edtf::{TimeError, read_edtf};
pub use phrase::{Context, understand};
pub use shown::{month_name, show};
pub use when::{Anchor, Bounds, End, Offset, Reading, Relation, Shape, Unit, When};
