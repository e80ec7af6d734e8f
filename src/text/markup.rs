//! Plain text on its way into Markdown or HTML: nothing in it may act, and all of it reads back.
//!
//! In Markdown a sign is escaped with a backslash where Markdown, its common extensions, HTML or Tera
//! could take it for its own, and only there, since people read Markdown as it is. Blanks that would
//! be dropped, and marks that turn the direction of text, become character references. Control
//! characters become their pictures in both, since neither can hold them.

use std::fmt::Write as _;

/// Signs that Markdown or one of its extensions takes for its own wherever they stand.
const ALWAYS: &str = "\\`*_[]<&~|{}$^@";

/// Writes plain text as Markdown, piece by piece.
#[derive(Debug)]
pub struct Markdown {
    out: String,
    before: Before,
    line_end: String,
}

/// What stands before the next character on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing, so that a sign can begin a block and a blank would be dropped.
    Edge,
    /// Figures alone, so that a point would make them the number of a list.
    Figures,
    /// A blank, so that another would be dropped.
    Blank,
    /// Something else.
    Other,
}

impl Markdown {
    /// Begins a paragraph; `line_end` stands for a line feed of the text.
    pub fn new(line_end: impl Into<String>) -> Self {
        Self {
            out: String::new(),
            before: Before::Edge,
            line_end: line_end.into(),
        }
    }

    /// Adds plain text. `goes_on` says that more of the line follows it.
    pub fn text(&mut self, text: &str, goes_on: bool) {
        self.out.reserve(text.len() + text.len() / 8);
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let next = chars.peek().copied();
            let ends = next.map_or(!goes_on, |next| next == '\n');
            self.before = match c {
                '\n' => {
                    self.out.push_str(&self.line_end);
                    Before::Edge
                }
                ' ' if matches!(self.before, Before::Other | Before::Figures) && !ends => {
                    self.out.push(' ');
                    Before::Blank
                }
                c => self.push(c, next),
            };
        }
    }

    /// Adds a sign of Markdown as it stands, such as `**`.
    pub fn sign(&mut self, sign: &str) {
        self.out.push_str(sign);
        self.before = Before::Other;
    }

    /// Returns the last character written.
    pub fn last(&self) -> Option<char> {
        self.out.chars().next_back()
    }

    /// Returns what was written.
    pub fn finish(self) -> String {
        self.out
    }

    fn push(&mut self, c: char, next: Option<char>) -> Before {
        if c == '\t' || (c.is_whitespace() && !c.is_control()) || turns_or_hides(c) {
            reference(&mut self.out, c);
            return Before::Other;
        }
        if self.acts(c, next) {
            self.out.push('\\');
        }
        self.out.push(picture(c));
        match self.before {
            Before::Edge | Before::Figures if c.is_ascii_digit() => Before::Figures,
            _ => Before::Other,
        }
    }

    /// Says whether a sign could be taken for Markdown where it stands.
    fn acts(&self, c: char, next: Option<char>) -> bool {
        match c {
            c if ALWAYS.contains(c) => true,
            '#' | '+' | '-' | '=' | '>' | '%' => self.before == Before::Edge,
            ')' => self.before == Before::Figures,
            '.' => self.before == Before::Figures || self.out.ends_with("www"),
            // An address, a definition, a name that some readers of Markdown turn into a picture.
            ':' => {
                self.before == Before::Edge || next.is_some_and(|c| c == '/' || c.is_alphabetic())
            }
            _ => false,
        }
    }
}

/// Returns a whole text as Markdown; `line_end` stands for its line feeds.
pub fn markdown(text: &str, line_end: &str) -> String {
    let mut writer = Markdown::new(line_end);
    writer.text(text, false);
    writer.finish()
}

fn reference(out: &mut String, c: char) {
    write!(out, "&#{};", c as u32).expect("a string can be written to");
}

/// Returns text as HTML, for elements and for attributes in quotation marks; line feeds stay.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if turns_or_hides(c) => reference(&mut out, c),
            c => out.push(picture(c)),
        }
    }
    out
}

/// Returns the picture of a control character, and any other character as it is. U+FFFE and U+FFFF,
/// which no file of XML can hold, become U+FFFD in every format.
pub fn picture(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\u{7f}' => '\u{2421}',
        c if (c as u32) < 0x20 => char::from_u32(0x2400 + c as u32).unwrap_or(c),
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// Says whether a character turns the direction of the text after it, or takes no place.
pub fn turns_or_hides(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use comrak::nodes::NodeValue;
    use comrak::{Arena, Options, parse_document};
    use proptest::prelude::*;

    use super::*;

    /// The text that comes back, if the Markdown is one paragraph of plain text.
    fn read_back(markdown: &str) -> Option<String> {
        let arena = Arena::new();
        let root = parse_document(&arena, markdown, &Options::default());
        let mut text = String::new();
        for node in root.descendants() {
            match &node.data.borrow().value {
                NodeValue::Document | NodeValue::Paragraph => {}
                NodeValue::Text(part) => text.push_str(part),
                NodeValue::LineBreak => text.push('\n'),
                _ => return None,
            }
        }
        Some(text)
    }

    fn shown(text: &str) -> String {
        text.chars().map(picture).collect()
    }

    #[test]
    fn signs_of_markdown_html_and_tera_are_plain() {
        for text in [
            "# no heading",
            "1. no list",
            "- no list",
            "> no quote",
            "    no code",
            "```",
            "---",
            "*a* _b_ `c` ~d~",
            "[a](http://b.c)",
            "![a](b)",
            "<b>x</b>",
            "<!-- x -->",
            "&amp;",
            "{{ a }} {% b %}",
            "| a | b |\n|---|---|",
            "a  \nb",
            "\\",
            "http://a.b",
            "[^1]: x",
            "a\n===",
            "<https://a.b>",
            "\u{202E}abc\u{2066}",
        ] {
            let read = read_back(&markdown(text, "\\\n"));
            assert_eq!(read.as_deref(), Some(text), "{text:?}");
        }
    }

    #[test]
    fn control_characters_become_their_pictures() {
        assert_eq!(
            markdown("\u{0}\u{1b}[2J\u{7f}", " "),
            "\u{2400}\u{241b}\\[2J\u{2421}"
        );
        assert_eq!(html("\u{0}\u{85}\u{FFFE}"), "\u{2400}\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn words_of_every_script_stay_as_they_are() {
        let text = "Bùi Thị Hường አበበ مرحبا ก้อย";
        assert_eq!(
            (markdown(text, " "), html(text)),
            (text.into(), text.into())
        );
    }

    #[test]
    fn plain_sentences_are_not_disturbed() {
        let text =
            "My auntie's friend (from 2016) came: \"You - and she - go!\" 35,000 EUR; 12.5 %.";
        assert_eq!(markdown(text, " "), text);
    }

    #[test]
    fn signs_are_escaped_where_they_would_begin_something() {
        for (text, expected) in [
            ("# a # b", "\\# a # b"),
            ("- a - b", "\\- a - b"),
            ("12. a 12. b", "12\\. a 12. b"),
            ("1) a", "1\\) a"),
            ("a\n= b", "a\n\\= b"),
            ("http://a.b www.c.d e@f.g", "http\\://a.b www\\.c.d e\\@f.g"),
        ] {
            assert_eq!(markdown(text, "\n"), expected);
        }
    }

    #[test]
    fn blanks_between_pieces_stay_blanks() {
        let mut writer = Markdown::new("\\\n");
        writer.text("a ", true);
        writer.sign("*");
        writer.text("b", true);
        writer.sign("*");
        writer.text(" c ", false);
        assert_eq!(writer.finish(), "a *b* c&#32;");
    }

    #[test]
    fn nothing_in_html_opens_a_tag_or_leaves_an_attribute() {
        assert_eq!(
            html("<a href=\"x\">&\u{202E}"),
            "&lt;a href=&quot;x&quot;&gt;&amp;&#8238;"
        );
    }

    proptest! {
        #[test]
        fn any_line_reads_back(text in "\\PC{1,60}|[ -~\t]{1,60}|[\\s\\p{Cf}a*_#.1-]{1,30}") {
            let text = text.replace(['\r', '\n'], "");
            prop_assume!(!text.is_empty());
            prop_assert_eq!(read_back(&markdown(&text, " ")), Some(shown(&text)));
        }
    }
}
