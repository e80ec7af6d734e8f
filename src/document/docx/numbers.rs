//! Numbers that Word counts itself: of paragraphs and of lists.

/// The list that the style of numbered paragraphs names.
const TOLD: u32 = 1;
/// All lists with points.
const POINTS: u32 = 2;

/// The lists that a document uses.
pub(super) struct Numbers {
    /// Each further list: its kind and its first number.
    lists: Vec<(Kind, u32)>,
    /// The list of numbered paragraphs that is going on, and its next number.
    told: (u32, u32),
}

#[derive(Clone, Copy)]
enum Kind {
    Told = 0,
    Counted = 2,
}

impl Numbers {
    pub(super) fn new() -> Self {
        Self {
            lists: Vec::new(),
            told: (TOLD, 1),
        }
    }

    /// Returns the list of a numbered paragraph, so that Word shows `number`; `None` where the style
    /// says it already. A number that does not follow begins a list of its own.
    pub(super) fn told(&mut self, number: u32) -> Option<u32> {
        if self.told.1 != number {
            self.told.0 = self.begin(Kind::Told, number);
        }
        self.told.1 = number.saturating_add(1);
        (self.told.0 != TOLD).then_some(self.told.0)
    }

    /// Returns a list that begins at `start`, or one with points.
    pub(super) fn list(&mut self, start: Option<u32>) -> u32 {
        start.map_or(POINTS, |start| self.begin(Kind::Counted, start))
    }

    fn begin(&mut self, kind: Kind, start: u32) -> u32 {
        self.lists.push((kind, start));
        POINTS + u32::try_from(self.lists.len()).unwrap_or(u32::MAX)
    }

    /// Returns the part of the file that defines them. A list counts with another sign after its
    /// numbers than paragraphs do, so that no reference can mean both.
    pub(super) fn finish(self) -> String {
        let mut out = kind(0, ("decimal", "%1."), "<w:pStyle w:val=\"Told\"/>")
            + &kind(1, ("bullet", "•"), "")
            + &kind(2, ("decimal", "%1)"), "");
        out += &list(TOLD, 0, "");
        out += &list(POINTS, 1, "");
        for (id, (kind, start)) in (POINTS + 1..).zip(self.lists) {
            let start = format!(
                "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
            );
            out += &list(id, kind as u32, &start);
        }
        out
    }
}

fn kind(id: u32, (format, text): (&str, &str), style: &str) -> String {
    let (left, hanging) = if id == 0 { (709, 709) } else { (709, 425) };
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"singleLevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{style}\
         <w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
         <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl></w:abstractNum>"
    )
}

fn list(id: u32, kind: u32, start: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/>{start}</w:num>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_follow_need_no_word_of_their_own() {
        let mut numbers = Numbers::new();
        assert_eq!([1, 2, 3].map(|n| numbers.told(n)), [None; 3]);
        assert!(!numbers.finish().contains("startOverride"));
    }

    #[test]
    fn a_number_that_does_not_follow_begins_again_there() {
        let mut numbers = Numbers::new();
        assert_eq!([1, 5, 6].map(|n| numbers.told(n)), [None, Some(3), Some(3)]);
        assert!(numbers.finish().contains("<w:startOverride w:val=\"5\"/>"));
    }

    #[test]
    fn each_counted_list_begins_where_it_says_and_points_share_one() {
        let mut numbers = Numbers::new();
        let lists = [Some(1), None, Some(4), None].map(|start| numbers.list(start));
        assert_eq!(lists, [3, 2, 4, 2]);
    }
}
