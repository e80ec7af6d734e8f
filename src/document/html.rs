//! A narrative as one HTML file that asks for nothing from anywhere.
//!
//! There is no script, no link out and no request: a policy in the file forbids them, and its one
//! sheet of styles is named by its hash. Sources stand beside the text in the working edition. On
//! paper it is A4 or as the template says, and what a page must say is repeated on each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha256};

use crate::narrative::{
    Block, BlockId, Edition, Item, List, Meta, Narrative, Paragraph, Picture, Row, Run, Style,
    Table,
};
use crate::text::markup::{self, turns_or_hides};
use crate::text::screen::{PAGE_OF, SOURCE_LABEL};
use crate::text::{Direction, Lang, UiLang};

const STYLE: &str = include_str!("html/style.css");

/// Returns a narrative as HTML.
pub fn html(narrative: &Narrative) -> String {
    let mut writer = Writer {
        narrative,
        ui: UiLang::nearest(&narrative.meta.language),
        notes: BTreeMap::new(),
        out: String::new(),
    };
    for note in &narrative.notes {
        writer
            .notes
            .entry(&note.block)
            .or_default()
            .push(&note.text);
    }
    writer.head();
    writer.body();
    writer.out
}

struct Writer<'a> {
    narrative: &'a Narrative,
    ui: UiLang,
    notes: BTreeMap<&'a BlockId, Vec<&'a str>>,
    out: String,
}

/// Adds formatted text to what was written.
macro_rules! put {
    ($writer:expr, $($what:tt)*) => {
        write!($writer.out, $($what)*).expect("a string can be written to")
    };
}

impl Writer<'_> {
    fn meta(&self) -> &Meta {
        &self.narrative.meta
    }

    fn head(&mut self) {
        let style = style(self.meta());
        let hash = BASE64.encode(&Sha256::digest(style.as_bytes()));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
        );
        let lang = attributes(&self.meta().language);
        let title = markup::html(&self.meta().title);
        put!(
            self,
            "<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n"
        );
        if let Some(author) = &self.narrative.meta.author {
            put!(
                self,
                "<meta name=\"author\" content=\"{}\">\n",
                markup::html(author)
            );
        }
        put!(
            self,
            "<title>{title}</title>\n<style>{style}</style>\n</head>\n"
        );
    }

    fn body(&mut self) {
        let edition = self.meta().edition.as_str();
        put!(self, "<body class=\"{edition}\">\n");
        if !self.meta().header.is_empty() {
            let lines = self
                .meta()
                .header
                .iter()
                .map(|l| format!("<p>{}</p>", markup::html(l)));
            let lines: String = lines.collect();
            put!(self, "<header class=\"every-page\">{lines}</header>\n");
        }
        self.out.push_str("<main>\n");
        let blocks = &self.narrative.blocks;
        let mut at = 0;
        while at < blocks.len() {
            let numbered = blocks[at..].iter().map_while(numbered);
            let paragraphs: Vec<&Paragraph> = numbered.collect();
            if paragraphs.is_empty() {
                self.block(&blocks[at]);
                at += 1;
            } else {
                self.numbered(&paragraphs);
                at += paragraphs.len();
            }
        }
        self.out.push_str("</main>\n</body>\n</html>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                let level = heading.level.clamp(1, 6);
                let text = self.runs(&heading.runs);
                put!(
                    self,
                    "<h{level} id=\"st_{}\">{text}</h{level}>\n",
                    heading.id
                );
            }
            Block::Paragraph(paragraph) => self.row(paragraph, "p", ""),
            Block::Blank(blank) => self.row(blank, "p", " class=\"missing\""),
            Block::Signature(line) => {
                let text = self.runs(&line.runs);
                put!(
                    self,
                    "<p class=\"sign\" id=\"st_{}\"><span>{text}</span></p>\n",
                    line.id
                );
            }
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak(_) => self.out.push_str("<div class=\"page\"></div>\n"),
        }
    }

    /// A paragraph with its sources beside it.
    fn row(&mut self, paragraph: &Paragraph, tag: &str, class: &str) {
        let text = self.runs(&paragraph.runs);
        let notes = self.notes(&paragraph.id);
        put!(
            self,
            "<div class=\"row\"><{tag} id=\"st_{}\"{class}>{text}</{tag}>{notes}</div>\n",
            paragraph.id
        );
    }

    fn numbered(&mut self, paragraphs: &[&Paragraph]) {
        let first = paragraphs.first().and_then(|p| p.number).unwrap_or(1);
        put!(self, "<ol class=\"told\" start=\"{first}\">\n");
        for paragraph in paragraphs {
            let text = self.runs(&paragraph.runs);
            let notes = self.notes(&paragraph.id);
            put!(
                self,
                "<li><div class=\"row\"><p id=\"st_{}\">{text}</p>{notes}</div></li>\n",
                paragraph.id
            );
        }
        self.out.push_str("</ol>\n");
    }

    fn list(&mut self, list: &List) {
        let (open, close) = match list.start {
            Some(start) => (format!("<ol start=\"{start}\">"), "</ol>"),
            None => ("<ul>".to_owned(), "</ul>"),
        };
        put!(self, "{open}\n");
        for item in &list.items {
            self.item(item);
        }
        put!(self, "{close}\n");
    }

    fn item(&mut self, item: &Item) {
        self.out.push_str("<li>");
        for paragraph in &item.paragraphs {
            let text = self.runs(&paragraph.runs);
            let notes = self.notes(&paragraph.id);
            put!(self, "<p id=\"st_{}\">{text}</p>{notes}", paragraph.id);
        }
        self.out.push_str("</li>\n");
    }

    fn table(&mut self, table: &Table) {
        put!(self, "<table id=\"st_{}\">\n<thead>\n", table.id);
        for row in &table.head {
            self.cells(row, ("<th scope=\"col\">", "</th>"));
        }
        self.out.push_str("</thead>\n<tbody>\n");
        for row in &table.rows {
            self.cells(row, ("<td>", "</td>"));
        }
        let notes = self.notes(&table.id);
        put!(self, "</tbody>\n</table>\n{notes}");
    }

    fn cells(&mut self, row: &Row, (open, close): (&str, &str)) {
        let cells = row.cells.iter().map(|cell| self.runs(&cell.runs));
        let cells: Vec<String> = cells.collect();
        let cells = cells.join(&format!("{close}{open}"));
        put!(self, "<tr>{open}{cells}{close}</tr>\n");
    }

    /// A picture as data: nothing in it can run or ask for anything.
    fn picture(&mut self, picture: &Picture) {
        let alt: String = picture.alt.iter().map(|run| run.text.as_str()).collect();
        let data = BASE64.encode(picture.svg.as_bytes());
        put!(
            self,
            "<p id=\"st_{}\"><img alt=\"{}\" src=\"data:image/svg+xml;base64,{data}\"></p>\n",
            picture.id,
            markup::html(&alt)
        );
    }

    fn notes(&self, block: &BlockId) -> String {
        let Some(notes) = self.notes.get(block) else {
            return String::new();
        };
        let lines: Vec<String> = notes.iter().map(|note| markup::html(note)).collect();
        let lines = lines.join("</p><p>");
        let label = SOURCE_LABEL.raw(self.ui);
        format!("<div class=\"source\" role=\"note\" aria-label=\"{label}\"><p>{lines}</p></div>")
    }

    fn runs(&self, runs: &[Run]) -> String {
        runs.iter().map(|run| self.run(run)).collect()
    }

    /// Text in another language says so; text that could turn the direction of what follows it is
    /// kept apart.
    fn run(&self, run: &Run) -> String {
        let text = markup::html(&run.text).replace('\n', "<br>");
        let text = match run.style {
            Style::Plain => text,
            Style::Emphasis => format!("<em>{text}</em>"),
            Style::Strong => format!("<strong>{text}</strong>"),
            Style::Blank => format!("<mark>{text}</mark>"),
        };
        let is_other = run.language != self.meta().language;
        let turns = run.direction() != self.meta().direction || run.text.contains(turns_or_hides);
        match (turns, is_other) {
            (true, _) => format!("<bdi{}>{text}</bdi>", attributes(&run.language)),
            (false, true) => format!("<span{}>{text}</span>", attributes(&run.language)),
            (false, false) => text,
        }
    }
}

/// Returns a numbered paragraph, if a block is one.
fn numbered(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) if paragraph.number.is_some() => Some(paragraph),
        _ => None,
    }
}

fn attributes(lang: &Lang) -> String {
    let dir = match lang.direction() {
        Direction::Rtl => "rtl",
        _ => "ltr",
    };
    format!(" lang=\"{lang}\" dir=\"{dir}\"")
}

/// The sheet of styles, with the paper that the template asks for.
fn style(meta: &Meta) -> String {
    let page = meta.page;
    let (width, height) = page.paper.size_mm();
    let (margin, text) = (page.margin_mm, page.text_pt);
    let line = f64::from(page.line_percent) / 100.0;
    let foot = page_number(UiLang::nearest(&meta.language));
    let wide = if meta.edition == Edition::Working {
        62
    } else {
        42
    };
    format!(
        "\n@page {{ size: {width}mm {height}mm; margin: {margin}mm; {foot} }}\n\
         :root {{ --text: {text}pt; --line: {line}; --wide: {wide}rem }}\n{STYLE}"
    )
}

/// The number of the page at its foot, for printers that put text into margins.
fn page_number(ui: UiLang) -> String {
    let text = PAGE_OF.raw(ui).replace("{page}", "\" counter(page) \"");
    let text = text.replace("{pages}", "\" counter(pages) \"");
    format!(
        "@bottom-center {{ content: \"{text}\"; font: 9pt system-ui, sans-serif; color: #3d4852 }}"
    )
}
