//! Markdown read into drafts of blocks, before markers become words.
//!
//! Templates have headings, paragraphs, lists of one level, tables, emphasis and line breaks. Anything
//! else is refused with the line it is from: HTML, code, quotations, rules, lists in lists. Pictures
//! from anywhere are dropped for the words that stand for them; of a link, the address is printed.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::lines::Lines;
use super::marks::{self, Kind, Mark, Part};
use super::{Nonce, Style, TemplateError};
use crate::text::yaml::Place;

/// A block whose markers are not words yet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Draft {
    Heading(u8, Vec<Atom>),
    Paragraph(Vec<Atom>),
    List(Option<u32>, Vec<Vec<Vec<Atom>>>),
    Table(Vec<Vec<Vec<Atom>>>),
}

/// A part of the text of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Atom {
    Text(String, Style),
    Mark(Mark, Style),
}

/// Reads Markdown.
///
/// # Errors
///
/// [`TemplateError::NotAllowed`] for what templates may not have; [`TemplateError::Fault`] where a
/// marker does not come out whole.
pub(super) fn read(
    markdown: &str,
    nonce: Nonce,
    lines: &Lines,
) -> Result<Vec<Draft>, TemplateError> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, markdown, &options);
    let mut reader = Reader {
        nonce,
        lines,
        last: None,
    };
    root.children().map(|node| reader.block(node)).collect()
}

struct Reader<'a> {
    nonce: Nonce,
    lines: &'a Lines,
    /// The last marked line, for errors.
    last: Option<usize>,
}

impl Reader<'_> {
    fn block<'a>(&mut self, node: &'a AstNode<'a>) -> Result<Draft, TemplateError> {
        match &node.data().value {
            NodeValue::Heading(heading) => Ok(Draft::Heading(
                heading.level,
                self.inside(node, Style::Plain)?,
            )),
            NodeValue::Paragraph => Ok(Draft::Paragraph(self.inside(node, Style::Plain)?)),
            NodeValue::List(list) => {
                let numbered = list.list_type == comrak::nodes::ListType::Ordered;
                let start = u32::try_from(list.start).unwrap_or(1);
                let items = node.children().map(|item| self.item(item));
                Ok(Draft::List(
                    numbered.then_some(start),
                    items.collect::<Result<_, _>>()?,
                ))
            }
            NodeValue::Table(_) => {
                let rows = node.children().map(|row| self.cells(row));
                Ok(Draft::Table(rows.collect::<Result<_, _>>()?))
            }
            other => Err(self.refused(other)),
        }
    }

    fn item<'a>(&mut self, item: &'a AstNode<'a>) -> Result<Vec<Vec<Atom>>, TemplateError> {
        let paragraph = |node: &'a AstNode<'a>| match &node.data().value {
            NodeValue::Paragraph => self.inside(node, Style::Plain),
            other => Err(self.refused(other)),
        };
        item.children().map(paragraph).collect()
    }

    fn cells<'a>(&mut self, row: &'a AstNode<'a>) -> Result<Vec<Vec<Atom>>, TemplateError> {
        row.children()
            .map(|cell| self.inside(cell, Style::Plain))
            .collect()
    }

    fn inside<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        style: Style,
    ) -> Result<Vec<Atom>, TemplateError> {
        let mut atoms = Vec::new();
        for child in node.children() {
            self.inline(child, style, &mut atoms)?;
        }
        Ok(atoms)
    }

    fn inline<'a>(
        &mut self,
        node: &'a AstNode<'a>,
        style: Style,
        atoms: &mut Vec<Atom>,
    ) -> Result<(), TemplateError> {
        match &node.data().value {
            NodeValue::Text(text) => self.text(text, style, atoms)?,
            NodeValue::SoftBreak => atoms.push(Atom::Text(" ".into(), style)),
            NodeValue::LineBreak => atoms.push(Atom::Text("\n".into(), style)),
            NodeValue::Emph => atoms.extend(self.inside(node, stronger(style, Style::Emphasis))?),
            NodeValue::Strong => atoms.extend(self.inside(node, Style::Strong)?),
            NodeValue::Image(_) => atoms.extend(self.inside(node, style)?),
            NodeValue::Link(link) => {
                atoms.extend(self.inside(node, style)?);
                self.address(&link.url, style, atoms)?;
            }
            other => return Err(self.refused(other)),
        }
        Ok(())
    }

    /// Prints the address of a link, unless it is printed already.
    fn address(
        &mut self,
        url: &str,
        style: Style,
        atoms: &mut Vec<Atom>,
    ) -> Result<(), TemplateError> {
        if matches!(atoms.last(), Some(Atom::Text(text, _)) if text.ends_with(url))
            || url.is_empty()
        {
            return Ok(());
        }
        atoms.push(Atom::Text(" (".into(), style));
        self.text(url, style, atoms)?;
        atoms.push(Atom::Text(")".into(), style));
        Ok(())
    }

    fn text(
        &mut self,
        text: &str,
        style: Style,
        atoms: &mut Vec<Atom>,
    ) -> Result<(), TemplateError> {
        let broken = || TemplateError::Fault {
            at: self.place(),
            message: "a marker for words was changed on its way through the template".into(),
        };
        for part in marks::parts(self.nonce, text).ok_or_else(broken)? {
            match part {
                Part::Text(text) => atoms.push(Atom::Text(text.to_owned(), style)),
                Part::Mark(mark) => {
                    if mark.kind == Kind::Line {
                        self.last = Some(mark.index);
                    }
                    atoms.push(Atom::Mark(mark, style));
                }
            }
        }
        Ok(())
    }

    fn refused(&self, node: &NodeValue) -> TemplateError {
        let what = match node {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => "HTML",
            NodeValue::CodeBlock(_) | NodeValue::Code(_) => "code",
            NodeValue::BlockQuote => "a block quotation",
            NodeValue::ThematicBreak => "a rule",
            NodeValue::List(_) => "a list in a list",
            _ => "this part of Markdown",
        };
        let help = "templates have headings, paragraphs, lists, tables, emphasis and line breaks";
        TemplateError::NotAllowed {
            at: self.place(),
            what: what.to_owned(),
            help: Some(help.to_owned()),
        }
    }

    fn place(&self) -> Place {
        let place = self.last.and_then(|last| self.lines.place(last));
        place
            .or_else(|| self.lines.place(0))
            .unwrap_or_else(|| Place::of_file(&std::sync::Arc::from("templates")))
    }
}

/// Emphasis inside strong text stays strong.
fn stronger(outer: Style, inner: Style) -> Style {
    if outer == Style::Strong { outer } else { inner }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONCE: Nonce = Nonce::new([4; 16]);

    fn drafts(markdown: &str) -> Result<Vec<Draft>, TemplateError> {
        read(markdown, NONCE, &Lines::default())
    }

    fn plain(text: &str) -> Atom {
        Atom::Text(text.into(), Style::Plain)
    }

    fn texts(markdown: &str) -> String {
        let read = drafts(markdown).unwrap();
        let [Draft::Paragraph(atoms)] = read.as_slice() else {
            panic!("one paragraph was expected");
        };
        let text = |atom: &Atom| match atom {
            Atom::Text(text, _) => text.clone(),
            Atom::Mark(..) => "^".to_owned(),
        };
        atoms.iter().map(text).collect()
    }

    #[test]
    fn markers_stay_whole_in_every_look() {
        let kind = Kind::Say;
        let mark = Mark { kind, index: 2 };
        let text = marks::write(NONCE, mark);
        let read = drafts(&format!("a *{text}* **b {text}**")).unwrap();
        let expected = vec![
            plain("a "),
            Atom::Mark(mark, Style::Emphasis),
            plain(" "),
            Atom::Text("b ".into(), Style::Strong),
            Atom::Mark(mark, Style::Strong),
        ];
        assert_eq!(read, [Draft::Paragraph(expected)]);
    }

    #[test]
    fn headings_lists_and_tables_are_read() {
        let read = drafts("## H\n\n- a\n- b\n\n3. c\n\n| d | e |\n|---|---|\n| f | g |").unwrap();
        let cell = |text: &str| vec![plain(text)];
        assert_eq!(
            read,
            [
                Draft::Heading(2, cell("H")),
                Draft::List(None, vec![vec![cell("a")], vec![cell("b")]]),
                Draft::List(Some(3), vec![vec![cell("c")]]),
                Draft::Table(vec![vec![cell("d"), cell("e")], vec![cell("f"), cell("g")]]),
            ]
        );
    }

    #[test]
    fn what_templates_may_not_have_is_refused() {
        for (markdown, what) in [
            ("a <b>c</b>", "HTML"),
            ("<div>x</div>", "HTML"),
            ("<!-- x -->", "HTML"),
            ("```\nx\n```", "code"),
            ("a `b`", "code"),
            ("    indented", "code"),
            ("> x", "a block quotation"),
            ("a\n\n---\n\nb", "a rule"),
            ("- a\n  - b", "a list in a list"),
        ] {
            let fault = drafts(markdown).unwrap_err().to_string();
            assert!(
                fault.contains(&format!("{what} is not allowed")),
                "{markdown:?}: {fault}"
            );
        }
    }

    #[test]
    fn a_picture_is_dropped_for_its_words_and_an_address_is_printed() {
        assert_eq!(texts("![a logo](http://a.b/c.png)"), "a logo");
        assert_eq!(texts("[our page](http://a.b/c)"), "our page (http://a.b/c)");
        assert_eq!(texts("<http://a.b/c>"), "http://a.b/c");
        assert_eq!(texts("[x](javascript:alert)"), "x (javascript:alert)");
    }

    #[test]
    fn a_line_break_is_kept_and_a_line_end_is_a_blank() {
        assert_eq!(texts("a\\\nb\nc"), "a\nb c");
    }

    #[test]
    fn a_broken_marker_is_a_fault() {
        let text = marks::write(
            Nonce::new([9; 16]),
            Mark {
                kind: Kind::Say,
                index: 0,
            },
        );
        let fault = drafts(&format!("a {text}")).unwrap_err().to_string();
        assert!(fault.contains("a marker for words was changed"), "{fault}");
    }
}
