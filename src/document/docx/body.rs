//! The text of the document, block by block.

use super::notes::Notes;
use super::numbers::Numbers;
use super::{page, run, script};
use crate::narrative::{Block, BlockId, List, Narrative, Paragraph, Picture, Run, Style, Table};
use crate::text::screen::PICTURE_SHOWN;
use crate::text::{Direction, UiLang, markup};

/// The longest name that Word gives a bookmark.
const NAME: usize = 40;

/// What becomes of the blocks.
pub(super) struct Written {
    pub(super) document: String,
    pub(super) numbering: String,
    pub(super) comments: String,
}

/// Writes blocks.
pub(super) struct Body<'a> {
    narrative: &'a Narrative,
    ui: UiLang,
    notes: Notes<'a>,
    numbers: Numbers,
    bookmarks: u32,
    new_page: bool,
    out: String,
}

/// How a paragraph looks.
#[derive(Default, Clone, Copy)]
struct Look {
    style: &'static str,
    list: Option<u32>,
    stays_with_next: bool,
    /// Whether it is the last of a list, whose items stand closer than other paragraphs.
    ends_list: bool,
}

/// What a paragraph says, and by which names it is found.
struct Told<'a> {
    /// The name of its bookmark.
    name: String,
    /// The block whose sources it shows.
    noted: Option<&'a BlockId>,
    runs: &'a [Run],
}

impl Look {
    fn new(style: &'static str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }
}

impl<'a> Told<'a> {
    fn new(id: &'a BlockId, runs: &'a [Run]) -> Self {
        Self {
            name: format!("_st_{id}"),
            noted: Some(id),
            runs,
        }
    }
}

impl<'a> Body<'a> {
    pub(super) fn new(narrative: &'a Narrative, ui: UiLang) -> Self {
        Self {
            narrative,
            ui,
            notes: Notes::new(narrative, ui),
            numbers: Numbers::new(),
            bookmarks: 0,
            new_page: false,
            out: String::new(),
        }
    }

    pub(super) fn write(mut self) -> Written {
        self.out.push_str("<w:body>");
        let blocks = &self.narrative.blocks;
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(index + 1));
        }
        self.out += &page::section(&self.narrative.meta);
        self.out.push_str("</w:body>");
        Written {
            document: self.out,
            numbering: self.numbers.finish(),
            comments: self.notes.finish(),
        }
    }

    /// A line to sign on stays with the paragraph before it, so that no one signs an empty page.
    fn block(&mut self, block: &'a Block, next: Option<&Block>) {
        let is_signed = matches!(next, Some(Block::Signature(_)));
        match block {
            Block::Heading(heading) => {
                let told = Told::new(&heading.id, &heading.runs);
                self.paragraph(Look::new(heading_style(heading.level)), &told);
            }
            Block::Paragraph(paragraph) => self.text(paragraph, is_signed),
            Block::Blank(blank) => {
                let told = Told::new(&blank.id, &blank.runs);
                self.paragraph(Look::new("MissingText"), &told);
            }
            Block::Signature(line) => self.signature(line, is_signed),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::PageBreak(_) => self.new_page = true,
        }
    }

    fn text(&mut self, paragraph: &'a Paragraph, stays_with_next: bool) {
        let told = Told::new(&paragraph.id, &paragraph.runs);
        let mut look = Look::new("Normal");
        look.stays_with_next = stays_with_next;
        if let Some(number) = paragraph.number {
            look.style = "Told";
            look.list = self.numbers.told(number);
        }
        self.paragraph(look, &told);
    }

    /// The line stands above its words, as a tab: it is no text that could be lost or read back.
    fn signature(&mut self, line: &'a Paragraph, stays_with_next: bool) {
        let mut look = Look::new("Signature");
        look.stays_with_next = stays_with_next;
        let told = Told::new(&line.id, &line.runs);
        self.begin(look, told.runs);
        self.out.push_str("<w:r><w:tab/><w:br/></w:r>");
        self.told(&told);
        self.out.push_str("</w:p>");
    }

    fn list(&mut self, list: &'a List) {
        let number = self.numbers.list(list.start);
        let ending = list.paragraphs().last().map(|paragraph| &paragraph.id);
        for item in &list.items {
            for (index, paragraph) in item.paragraphs.iter().enumerate() {
                let (style, counted) = match (index, list.start) {
                    (0, Some(_)) => ("ListNumber", Some(number)),
                    (0, None) => ("ListBullet", Some(number)),
                    _ => ("ListContinue", None),
                };
                let mut look = Look::new(style);
                look.list = counted;
                look.ends_list = Some(&paragraph.id) == ending;
                self.paragraph(look, &Told::new(&paragraph.id, &paragraph.runs));
            }
        }
    }

    /// Each cell has a bookmark, counted row by row: a cell has no name of its own. After a table comes
    /// a thin empty paragraph, without which Word would join two tables or refuse the last.
    fn table(&mut self, table: &'a Table) {
        if std::mem::take(&mut self.new_page) {
            self.out.push_str(
                "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/><w:pageBreakBefore/></w:pPr></w:p>",
            );
        }
        let widths = widths(table, page::text_width(&self.narrative.meta));
        let bidi = match self.narrative.meta.direction {
            Direction::Rtl => "<w:bidiVisual/>",
            Direction::Ltr => "",
        };
        let columns = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>"));
        put!(
            self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/>{bidi}\
             <w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr>\
             <w:tblGrid>{}</w:tblGrid>",
            widths.iter().sum::<u32>(),
            columns.collect::<String>()
        );
        self.rows(table, &widths);
        self.out
            .push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }

    fn rows(&mut self, table: &'a Table, widths: &[u32]) {
        let rows = table.head.iter().chain(&table.rows);
        for (index, row) in rows.enumerate() {
            let is_head = index < table.head.len();
            let repeated = if is_head { "<w:tblHeader/>" } else { "" };
            put!(self.out, "<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>");
            for (column, width) in widths.iter().enumerate() {
                let runs = row.cells.get(column).map_or(&[][..], |cell| &cell.runs);
                let number = index * widths.len() + column + 1;
                let told = Told {
                    name: format!("_st_{}_c{number}", table.id),
                    noted: (number == 1).then_some(&table.id),
                    runs,
                };
                self.cell((*width, is_head), &told);
            }
            self.out.push_str("</w:tr>");
        }
    }

    fn cell(&mut self, (width, is_head): (u32, bool), told: &Told<'_>) {
        let shade = if is_head {
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>"
        } else {
            ""
        };
        put!(
            self.out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>"
        );
        let mut look = Look::new(if is_head { "TableHead" } else { "TableText" });
        look.stays_with_next = is_head;
        self.paragraph(look, told);
        self.out.push_str("</w:tc>");
    }

    /// The words for a picture, as in Markdown.
    fn picture(&mut self, picture: &'a Picture) {
        let text = PICTURE_SHOWN.raw(self.ui);
        let (before, after) = text.split_once("{what}").unwrap_or((text, ""));
        let fixed = |text: &str| Run {
            text: text.to_owned(),
            language: self.ui.lang(),
            style: Style::Plain,
            source: picture.source.clone(),
        };
        let mut runs = vec![fixed(before)];
        runs.extend(picture.alt.iter().cloned());
        runs.push(fixed(after));
        let told = Told::new(&picture.id, &runs);
        self.paragraph(Look::new("Picture"), &told);
    }

    fn paragraph(&mut self, look: Look, told: &Told<'_>) {
        self.begin(look, told.runs);
        self.told(told);
        self.out.push_str("</w:p>");
    }

    fn begin(&mut self, look: Look, runs: &[Run]) {
        put!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", look.style);
        if look.stays_with_next {
            self.out.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.new_page) {
            self.out.push_str("<w:pageBreakBefore/>");
        }
        if let Some(list) = look.list {
            put!(
                self.out,
                "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            );
        }
        self.out += page::bidi(script::side(runs, self.narrative.meta.direction));
        if look.ends_list {
            self.out.push_str("<w:spacing w:after=\"160\"/>");
        }
        self.out.push_str("</w:pPr>");
    }

    /// The words of a paragraph, all of them inside its bookmark and its comment.
    fn told(&mut self, told: &Told<'_>) {
        let comment = told.noted.and_then(|block| self.notes.comment(block));
        let is_named = told.name.len() <= NAME;
        let bookmark = self.bookmarks;
        if is_named {
            self.bookmarks += 1;
            let name = markup::html(&told.name);
            put!(
                self.out,
                "<w:bookmarkStart w:id=\"{bookmark}\" w:name=\"{name}\"/>"
            );
        }
        if let Some(id) = comment {
            put!(self.out, "<w:commentRangeStart w:id=\"{id}\"/>");
        }
        run::runs(&mut self.out, told.runs, &self.narrative.meta.language);
        if let Some(id) = comment {
            put!(self.out, "<w:commentRangeEnd w:id=\"{id}\"/>");
        }
        if is_named {
            put!(self.out, "<w:bookmarkEnd w:id=\"{bookmark}\"/>");
        }
        if let Some(id) = comment {
            put!(
                self.out,
                "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
                 <w:commentReference w:id=\"{id}\"/></w:r>"
            );
        }
    }
}

fn heading_style(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        5 => "Heading5",
        _ => "Heading6",
    }
}

/// Returns the widths of the columns: a column with longer texts is wider, and none is too narrow.
fn widths(table: &Table, all: u32) -> Vec<u32> {
    let mut longest: Vec<u32> = Vec::new();
    for row in table.head.iter().chain(&table.rows) {
        longest.resize(longest.len().max(row.cells.len()), 8);
        for (width, cell) in longest.iter_mut().zip(&row.cells) {
            let chars: usize = cell.runs.iter().map(|run| run.text.chars().count()).sum();
            *width = u32::try_from(chars).unwrap_or(u32::MAX).clamp(*width, 48);
        }
    }
    let sum: u32 = longest.iter().sum();
    longest
        .iter()
        .map(|width| all * width / sum.max(1))
        .collect()
}
