//! Letters with marks, made whole again before the file is written.
//!
//! The typesetter puts a mark that stands higher or lower than its font has it, as in the Yoruba `ẹ̀`
//! or the Thai `ดิ์`, into a text of its own, and each of the two carries the whole letter: copied or
//! searched, the letter would be there twice. Here such texts are joined, so that the letter is said
//! once; nothing moves on the page.

use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// Returns the pages with each letter in one text.
pub(super) fn whole(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| is_split(&page.frame)) {
        return document;
    }
    let pages = document.pages().iter().cloned().map(|mut page| {
        join(&mut page.frame);
        page
    });
    PagedDocument::new(pages.collect(), document.info().clone())
}

/// Says whether two texts of a frame share a letter.
fn is_split(frame: &Frame) -> bool {
    let mut before: Option<&TextItem> = None;
    frame.items().any(|(_, item)| {
        let (split, text) = match item {
            FrameItem::Text(text) => (before.and_then(|b| Seam::of(b, text)).is_some(), Some(text)),
            FrameItem::Group(group) => (is_split(&group.frame), None),
            _ => (false, None),
        };
        before = text;
        split
    })
}

fn join(frame: &mut Frame) {
    if !is_split(frame) {
        return;
    }
    let mut items: Vec<(Point, FrameItem)> = Vec::new();
    for (at, item) in frame.items().cloned() {
        match item {
            FrameItem::Group(mut group) => {
                join(&mut group.frame);
                items.push((at, FrameItem::Group(group)));
            }
            FrameItem::Text(text) => match items.last_mut() {
                Some((start, FrameItem::Text(before))) => match Seam::of(before, &text) {
                    Some(seam) => seam.join((*start, before), (at, text)),
                    None => items.push((at, FrameItem::Text(text))),
                },
                _ => items.push((at, FrameItem::Text(text))),
            },
            other => items.push((at, other)),
        }
    }
    frame.clear();
    frame.push_multiple(items);
}

/// Where two texts that share a letter meet.
#[derive(Clone, Copy)]
enum Seam {
    /// The letter ends the first and begins the second.
    LeftToRight { shared: u16 },
    /// The letter begins the first and ends the second, since both run from the right.
    RightToLeft { before: u16 },
}

impl Seam {
    /// Returns the seam, if the last glyph of `a` and the first of `b` are of one letter: of the same
    /// place in the words, not only of the same look.
    fn of(a: &TextItem, b: &TextItem) -> Option<Self> {
        let (last, first) = (a.glyphs.last()?, b.glyphs.first()?);
        let letter = |text: &str, range: std::ops::Range<u16>| {
            text.get(usize::from(range.start)..usize::from(range.end))
                .map(str::to_owned)
        };
        let same = a.font == b.font
            && a.size == b.size
            && a.fill == b.fill
            && last.span == first.span
            && letter(&a.text, last.range.clone()) == letter(&b.text, first.range.clone());
        let fits = a.text.len() + b.text.len() < usize::from(u16::MAX);
        if !same || !fits {
            return None;
        }
        let ends = |range: &std::ops::Range<u16>, text: &str| usize::from(range.end) == text.len();
        if first.range.start == 0 && ends(&last.range, &a.text) {
            Some(Self::LeftToRight {
                shared: first.range.end,
            })
        } else if last.range.start == 0 && ends(&first.range, &b.text) {
            Some(Self::RightToLeft {
                before: first.range.start,
            })
        } else {
            None
        }
    }

    /// Adds the glyphs of the second text to the first, where they stand.
    fn join(self, (start, a): (Point, &mut TextItem), (at, mut b): (Point, TextItem)) {
        let raised = Em::from_abs(start.y - at.y, a.size);
        for glyph in &mut b.glyphs {
            glyph.y_offset += raised;
        }
        match self {
            Self::LeftToRight { shared } => {
                let moved = u16::try_from(a.text.len()).unwrap_or(u16::MAX) - shared;
                for glyph in &mut b.glyphs {
                    glyph.range = glyph.range.start + moved..glyph.range.end + moved;
                }
                a.text.push_str(&b.text[usize::from(shared)..]);
            }
            Self::RightToLeft { before } => {
                for glyph in &mut a.glyphs {
                    glyph.range = glyph.range.start + before..glyph.range.end + before;
                }
                let text = b.text[..usize::from(before)].to_owned() + &a.text;
                a.text = text.into();
            }
        }
        a.glyphs.append(&mut b.glyphs);
    }
}
