//! The chronology as a picture: soft bars for what is not sure, readable in grey, with its text beside it.
//!
//! A bar is dark where a moment surely was, pale where it may have been, and fades out where its end is
//! open. Every row stands in the picture's description too, for those who do not see it. Tensions are
//! for the screen and never in a picture. The same moments give the same bytes.

use std::fmt::Write as _;

use chrono::{Datelike as _, NaiveDate};

use crate::chronology::Moment;
use crate::text::UiLang;
use crate::text::markup;
use crate::text::screen::{TIMELINE_ALONE, TIMELINE_BARS, TIMELINE_NONE, TIMELINE_TITLE};
use crate::time::month_name;

const WIDTH: i64 = 1000;
const LEFT: i64 = 380;
const RIGHT: i64 = 24;
const TOP: i64 = 64;
const LINE: i64 = 17;
/// About as many letters as fit on a line of the left column.
const LETTERS: usize = 48;

/// One row of the picture.
struct Row {
    lines: Vec<String>,
    days: Option<Days>,
}

/// What is known of a row's days; `None` where open.
#[derive(Debug, Clone, Copy)]
struct Days {
    start: (Option<i64>, Option<i64>),
    end: (Option<i64>, Option<i64>),
}

/// Draws moments, in the order given, as one SVG picture.
pub fn timeline<'a>(moments: impl IntoIterator<Item = &'a Moment>, lang: UiLang) -> String {
    let moments: Vec<&Moment> = moments.into_iter().collect();
    let (dated, alone): (Vec<&&Moment>, Vec<&&Moment>) =
        moments.iter().partition(|m| days(m).is_some());
    let rows: Vec<Row> = dated.iter().map(|m| row(m, lang)).collect();
    let others: Vec<Row> = (1..)
        .zip(&alone)
        .map(|(number, m)| numbered(number, &row(m, lang)))
        .collect();
    let axis = Axis::over(&rows);
    let mut body = String::new();
    let mut y = TOP;
    let grid_top = y - 14;
    for row in &rows {
        y = draw_row(&mut body, row, (&axis, y));
    }
    let grid = axis.grid((grid_top, y), lang);
    if !others.is_empty() {
        y += LINE;
        text(
            &mut body,
            (16, y),
            TIMELINE_ALONE.raw(lang),
            "font-weight=\"bold\"",
        );
        y += LINE + 6;
        for row in &others {
            y = draw_row(&mut body, row, (&axis, y));
        }
    }
    whole(
        &(grid + &body),
        (y + 28, lang),
        &rows.iter().chain(&others).collect::<Vec<_>>(),
    )
}

fn whole(body: &str, (height, lang): (i64, UiLang), rows: &[&Row]) -> String {
    let title = TIMELINE_TITLE.raw(lang);
    let lines: Vec<String> = rows.iter().map(|row| row.lines.join(", ")).collect();
    let described = if lines.is_empty() {
        TIMELINE_NONE.raw(lang).to_owned()
    } else {
        format!("{} {}", TIMELINE_BARS.raw(lang), lines.join(". "))
    };
    let mut out = String::new();
    let size = format!("width=\"{WIDTH}\" height=\"{height}\" viewBox=\"0 0 {WIDTH} {height}\"");
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\" xml:lang=\"{lang}\" \
         aria-labelledby=\"timeline-title timeline-desc\" font-family=\"'Noto Sans', 'DejaVu Sans', sans-serif\" \
         font-size=\"13\" fill=\"#1a1a1a\">"
    )
    .expect("a string can be written to");
    let (name, desc) = (clean(title), clean(&described));
    let head = format!(
        "<title id=\"timeline-title\">{name}</title>\n<desc id=\"timeline-desc\">{desc}</desc>\n"
    );
    out.push_str(&head);
    out.push_str(FADES);
    let paper = format!("<rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
    out.push_str(&paper);
    text(
        &mut out,
        (16, 26),
        title,
        "font-size=\"16\" font-weight=\"bold\"",
    );
    out.push_str(body);
    text(
        &mut out,
        (16, height - 10),
        TIMELINE_BARS.raw(lang),
        "font-size=\"11\" fill=\"#555555\"",
    );
    out.push_str("</svg>\n");
    out
}

const FADES: &str = "<defs>\
<linearGradient id=\"open-end\"><stop offset=\"0\" stop-color=\"#b5b5b5\"/><stop offset=\"1\" stop-color=\"#ffffff\"/></linearGradient>\
<linearGradient id=\"open-start\"><stop offset=\"0\" stop-color=\"#ffffff\"/><stop offset=\"1\" stop-color=\"#b5b5b5\"/></linearGradient>\
</defs>\n";

fn row(moment: &Moment, lang: UiLang) -> Row {
    let mut lines = Vec::new();
    if let Some(when) = moment.shown(lang) {
        lines.extend(wrapped(&when));
    }
    let said = moment.when.as_ref().map(|w| w.said.clone());
    let label = moment.label.as_ref().map(ToString::to_string);
    let named = match (label, said, lines.is_empty()) {
        (Some(label), ..) => Some(label),
        (None, Some(said), _) => Some(match lang {
            UiLang::En => format!("“{said}”"),
            UiLang::Da => format!("»{said}«"),
        }),
        (None, None, _) => None,
    };
    let parts: Vec<String> = named.into_iter().chain(moment.place.clone()).collect();
    lines.extend(wrapped(&parts.join(" · ")));
    Row {
        lines,
        days: days(moment),
    }
}

/// Without a date the order is all there is: it is counted, on one line each.
fn numbered(number: usize, row: &Row) -> Row {
    Row {
        lines: vec![format!("{number}. {}", row.lines.join(" "))],
        days: row.days,
    }
}

/// Breaks a text at blanks; nothing of it is left out.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn days(moment: &Moment) -> Option<Days> {
    let number = |day: Option<NaiveDate>| day.map(|d| i64::from(d.num_days_from_ce()));
    let start = (number(moment.start.earliest), number(moment.start.latest));
    let end = (number(moment.end.earliest), number(moment.end.latest));
    let known = [start.0, start.1, end.0, end.1].iter().any(Option::is_some);
    known.then_some(Days { start, end })
}

/// From days to places on the picture.
struct Axis {
    first: i64,
    last: i64,
}

impl Axis {
    fn over(rows: &[Row]) -> Self {
        let all: Vec<i64> = rows
            .iter()
            .filter_map(|row| row.days)
            .flat_map(|d| [d.start.0, d.start.1, d.end.0, d.end.1])
            .flatten()
            .collect();
        let first = all.iter().min().copied().unwrap_or(0);
        let last = all.iter().max().copied().unwrap_or(365);
        let margin = ((last - first) / 20).max(20);
        Self {
            first: first - margin,
            last: last + margin,
        }
    }

    fn x(&self, day: i64) -> i64 {
        let room = WIDTH - LEFT - RIGHT;
        LEFT + (day - self.first).clamp(0, self.last - self.first) * room / (self.last - self.first)
    }

    /// Lines at the beginnings of years, or of quarters where there are few.
    fn grid(&self, (top, bottom): (i64, i64), lang: UiLang) -> String {
        let mut out = String::new();
        let day = |number| NaiveDate::from_num_days_from_ce_opt(i32::try_from(number).ok()?);
        let Some((first, last)) = day(self.first).zip(day(self.last)) else {
            return out;
        };
        let years = last.year() - first.year() + 1;
        let step = [1, 2, 5, 10, 20, 50, 100]
            .into_iter()
            .find(|step| years / step <= 12)
            .unwrap_or(200);
        let quarters = years <= 3;
        for year in first.year()..=last.year() {
            if year % step != 0 {
                continue;
            }
            for month in if quarters { vec![1, 4, 7, 10] } else { vec![1] } {
                let Some(date) = NaiveDate::from_ymd_opt(year, month, 1) else {
                    continue;
                };
                let number = i64::from(date.num_days_from_ce());
                if !(self.first..=self.last).contains(&number) {
                    continue;
                }
                let label = if quarters {
                    format!(
                        "{} {year}",
                        month_name(month, lang).chars().take(3).collect::<String>()
                    )
                } else {
                    year.to_string()
                };
                let x = self.x(number);
                writeln!(out, "<path d=\"M{x} {top}V{bottom}\" stroke=\"#dddddd\"/>")
                    .expect("a string can be written to");
                text(
                    &mut out,
                    (x, top - 6),
                    &label,
                    "font-size=\"11\" text-anchor=\"middle\" fill=\"#555555\"",
                );
            }
        }
        out
    }
}

fn draw_row(out: &mut String, row: &Row, (axis, y): (&Axis, i64)) -> i64 {
    for (number, line) in (0..).zip(&row.lines) {
        let style = if number == 0 && row.days.is_some() {
            "font-weight=\"bold\""
        } else {
            "fill=\"#333333\""
        };
        text(out, (16, y + number * LINE), line, style);
    }
    if let Some(days) = row.days {
        bar(out, days, (axis, y - 11));
    }
    let lines = i64::try_from(row.lines.len()).unwrap_or(1).max(1);
    y + lines * LINE + 10
}

/// Pale from the first to the last day it may have been, dark where it surely was.
fn bar(out: &mut String, days: Days, (axis, y): (&Axis, i64)) {
    let first = days.start.0;
    let last = days.end.1;
    let known = [first, days.start.1, days.end.0, last];
    let (Some(low), Some(high)) = (known.iter().flatten().min(), known.iter().flatten().max())
    else {
        return;
    };
    let (from, to) = (axis.x(*low), axis.x(*high).max(axis.x(*low) + 4));
    let sure = days.start.1.zip(days.end.0).filter(|(a, b)| a <= b);
    if first == last && first.is_some() {
        let middle = i64::midpoint(from, to);
        writeln!(
            out,
            "<path d=\"M{middle} {y}l6 6l-6 6l-6 -6z\" fill=\"#222222\"/>"
        )
        .expect("a string can be written to");
        return;
    }
    rect(
        out,
        (from, to),
        y,
        "fill=\"#d0d0d0\" stroke=\"#8a8a8a\" stroke-dasharray=\"3 2\"",
    );
    if let Some((a, b)) = sure {
        rect(
            out,
            (axis.x(a), axis.x(b).max(axis.x(a) + 4)),
            y,
            "fill=\"#555555\"",
        );
    }
    if first.is_none() {
        rect(
            out,
            ((from - 60).max(LEFT), from),
            y,
            "fill=\"url(#open-start)\"",
        );
    }
    if last.is_none() {
        rect(
            out,
            (to, (to + 60).min(WIDTH - 4)),
            y,
            "fill=\"url(#open-end)\"",
        );
    }
}

fn rect(out: &mut String, (from, to): (i64, i64), y: i64, style: &str) {
    let width = (to - from).max(0);
    writeln!(
        out,
        "<rect x=\"{from}\" y=\"{y}\" width=\"{width}\" height=\"12\" rx=\"2\" {style}/>"
    )
    .expect("a string can be written to");
}

fn text(out: &mut String, (x, y): (i64, i64), words: &str, style: &str) {
    writeln!(
        out,
        "<text x=\"{x}\" y=\"{y}\" style=\"unicode-bidi:plaintext\" {style}>{}</text>",
        clean(words)
    )
    .expect("a string can be written to");
}

/// A person's words are never markup, and hold no character that XML does not allow.
fn clean(words: &str) -> String {
    let shown: String = words
        .chars()
        .map(|c| {
            if matches!(c, '\u{fffe}' | '\u{ffff}') {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    markup::html(&shown)
}

#[cfg(test)]
mod tests;
