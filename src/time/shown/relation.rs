//! Times told by others, in words: "11 to 17 days after arrival", "at the age of 14".

use crate::text::UiLang;
use crate::time::{Clock, End, Hour, Offset, Reading, Relation, Unit};

/// Returns a reading in words, with its relations and its length; `None` where nothing is known.
///
/// What another moment is called stands as it was said, so this is for the one who typed it, and not
/// for a document in another language: see [`super::show`].
pub fn describe(reading: &Reading, lang: UiLang) -> Option<String> {
    let mut parts: Vec<String> = super::show(reading, lang).into_iter().collect();
    match within(&reading.relations, lang) {
        Some(inside) => parts.push(inside),
        None => parts.extend(reading.relations.iter().map(|r| relation(r, lang))),
    }
    parts.extend(reading.lasts.map(|lasts| length(lasts, lang)));
    parts.extend(reading.hour.map(|hour| clock(hour, lang)));
    let joint = if lang == UiLang::En { ", and " } else { " og " };
    (!parts.is_empty()).then(|| parts.join(joint))
}

/// "at 9:00, said as 3 by the Ethiopian clock".
fn clock(hour: Hour, lang: UiLang) -> String {
    let told = hour
        .from_midnight()
        .map_or_else(|| hour.said.to_string(), |h| format!("{h}:00"));
    match (hour.clock, lang) {
        (Clock::Ethiopian, UiLang::En) => {
            format!("at {told} (said as {} by the Ethiopian clock)", hour.said)
        }
        (Clock::Ethiopian, UiLang::Da) => {
            format!("kl. {told} (sagt som {} efter etiopisk ur)", hour.said)
        }
        (Clock::Usual, UiLang::En) => format!("at {told}"),
        (Clock::Usual, UiLang::Da) => format!("kl. {told}"),
    }
}

/// Not before something begins and not after it ends.
fn within(relations: &[Relation], lang: UiLang) -> Option<String> {
    let [from, to] = relations else { return None };
    let inside = from.of == to.of
        && (from.mine, from.theirs, from.offset.min) == (End::Start, End::Start, Some(0))
        && (to.mine, to.theirs, to.offset.max) == (End::End, End::End, Some(0));
    let name = name(from, lang);
    inside.then(|| {
        if lang == UiLang::En {
            format!("during {name}")
        } else {
            format!("under {name}")
        }
    })
}

fn relation(relation: &Relation, lang: UiLang) -> String {
    let Offset { min, max, unit } = relation.offset;
    if unit == Unit::Year
        && let Some((min, max)) = min.zip(max)
    {
        return age(min, max - 1, lang);
    }
    let name = name(relation, lang);
    let (en, da) = match (min, max) {
        (Some(0), Some(0)) if unit == Unit::Week => ("in the same week as ", "i samme uge som "),
        (Some(0), Some(0)) if relation.mine == End::End => ("until ", "indtil "),
        (Some(0), Some(0)) => ("on the same day as ", "samme dag som "),
        (None, Some(max)) if max < 0 => ("before ", "før "),
        (Some(min), None) if min > 0 => ("after ", "efter "),
        (Some(min), Some(max)) if max < 0 => {
            return apart((-max, -min), ("before", "før"), (&name, lang));
        }
        (Some(min), Some(max)) if min > 0 => {
            return apart((min, max), ("after", "efter"), (&name, lang));
        }
        _ => ("near ", "nær "),
    };
    format!("{}{name}", if lang == UiLang::En { en } else { da })
}

fn apart((min, max): (i32, i32), (en, da): (&str, &str), (name, lang): (&str, UiLang)) -> String {
    let side = if lang == UiLang::En { en } else { da };
    format!("{} {side} {name}", days(min, max, lang))
}

fn name(relation: &Relation, lang: UiLang) -> String {
    match (relation.of.0.as_str(), lang) {
        ("arrival", UiLang::Da) => "ankomsten".to_owned(),
        ("born", UiLang::En) => "birth".to_owned(),
        ("born", UiLang::Da) => "fødslen".to_owned(),
        ("leaving", UiLang::Da) => "afrejsen".to_owned(),
        (other, _) => other.to_owned(),
    }
}

fn age(from: i32, to: i32, lang: UiLang) -> String {
    match (from == to, lang) {
        (true, UiLang::En) => format!("at the age of {from}"),
        (true, UiLang::Da) => format!("i en alder af {from} år"),
        (false, UiLang::En) => format!("between {from} and {to} years old"),
        (false, UiLang::Da) => format!("mellem {from} og {to} år gammel"),
    }
}

fn days(min: i32, max: i32, lang: UiLang) -> String {
    match (min == max, min, lang) {
        (true, 1, UiLang::En) => "1 day".to_owned(),
        (true, 1, UiLang::Da) => "1 dag".to_owned(),
        (true, n, UiLang::En) => format!("{n} days"),
        (true, n, UiLang::Da) => format!("{n} dage"),
        (false, n, UiLang::En) => format!("{n} to {max} days"),
        (false, n, UiLang::Da) => format!("{n} til {max} dage"),
    }
}

fn length(lasts: Offset, lang: UiLang) -> String {
    let known = lasts.min.zip(lasts.max);
    let days = known.map_or_else(String::new, |(min, max)| days(min, max, lang));
    if lang == UiLang::En {
        format!("for {days}")
    } else {
        format!("i {days}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Context, understand};

    fn both(phrase: &str) -> (String, String) {
        let when = understand(phrase, &Context::of(UiLang::En));
        let reading = when.reading().unwrap();
        (
            describe(reading, UiLang::En).unwrap(),
            describe(reading, UiLang::Da).unwrap(),
        )
    }

    #[test]
    fn relations_are_worded_in_both_languages() {
        for (phrase, en, da) in [
            (
                "two weeks after arrival",
                "11 to 17 days after arrival",
                "11 til 17 dage efter ankomsten",
            ),
            ("before the boat", "before the boat", "før the boat"),
            ("when I was 14", "at the age of 14", "i en alder af 14 år"),
            (
                "the day after arrival",
                "1 day after arrival",
                "1 dag efter ankomsten",
            ),
            ("during the war", "during the war", "under the war"),
            (
                "for about two years",
                "for 640 to 820 days",
                "i 640 til 820 dage",
            ),
            ("at 3 in the afternoon", "at 15:00", "kl. 15:00"),
            (
                "the same week as arrival",
                "in the same week as arrival",
                "i samme uge som ankomsten",
            ),
        ] {
            assert_eq!(both(phrase), (en.to_owned(), da.to_owned()), "{phrase}");
        }
    }
}
