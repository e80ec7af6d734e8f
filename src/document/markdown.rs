//! A narrative as Markdown (`CommonMark`, with footnotes in the working edition and with tables).
//!
//! All text is escaped, so that it reads back as the same words. What has no place in Markdown is
//! left out: languages of runs, the paper, headers of pages but once at the top, and blanks at the
//! edges of a paragraph.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::narrative::{
    Block, BlockId, List, Narrative, Paragraph, Picture, Row, Run, SourceNote, Style, Table,
};
use crate::text::markup::{self, Markdown};
use crate::text::screen::{PICTURE_SHOWN, SOURCES_HEADING};
use crate::text::{Fill, UiLang};

/// Returns a narrative as Markdown.
pub fn markdown(narrative: &Narrative) -> String {
    let mut writer = Writer {
        ui: UiLang::nearest(&narrative.meta.language),
        notes: numbered(&narrative.notes),
        out: String::new(),
    };
    for line in &narrative.meta.header {
        writer.block(&format!("**{}**", markup::markdown(line, " ")));
    }
    for block in &narrative.blocks {
        writer.any(block);
    }
    writer.footnotes(&narrative.notes);
    writer.out
}

/// The numbers of the footnotes of each block.
fn numbered(notes: &[SourceNote]) -> BTreeMap<&BlockId, Vec<usize>> {
    let mut by_block: BTreeMap<&BlockId, Vec<usize>> = BTreeMap::new();
    for (index, note) in notes.iter().enumerate() {
        by_block.entry(&note.block).or_default().push(index + 1);
    }
    by_block
}

struct Writer<'a> {
    ui: UiLang,
    notes: BTreeMap<&'a BlockId, Vec<usize>>,
    out: String,
}

impl Writer<'_> {
    fn any(&mut self, block: &Block) {
        let text = match block {
            Block::Heading(heading) => {
                let level = "#".repeat(usize::from(heading.level.clamp(1, 6)));
                format!(
                    "{level} {}{}",
                    inline(&heading.runs, " "),
                    self.refs(&heading.id)
                )
            }
            Block::Paragraph(paragraph) => self.paragraph(paragraph),
            Block::List(list) => self.list(list),
            Block::Table(table) => self.table(table),
            Block::Picture(picture) => self.picture(picture),
            Block::Blank(blank) => format!("**\\[** {} **\\]**", self.plain(blank, "")),
            Block::Signature(line) => format!("{}: {}", self.plain(line, ""), "\\_".repeat(32)),
            Block::PageBreak(_) => "***".to_owned(),
        };
        self.block(&text);
    }

    fn block(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let Some(number) = paragraph.number else {
            return self.plain(paragraph, "");
        };
        let mark = format!("{number}. ");
        let text = self.plain(paragraph, &" ".repeat(mark.len()));
        mark + &text
    }

    fn plain(&self, paragraph: &Paragraph, indent: &str) -> String {
        inline(&paragraph.runs, &format!("\\\n{indent}")) + &self.refs(&paragraph.id)
    }

    /// Lists have another sign after the number than numbered paragraphs, so that one after the other
    /// stays two lists.
    fn list(&self, list: &List) -> String {
        let mut items = Vec::new();
        for (index, item) in list.items.iter().enumerate() {
            let offset = u32::try_from(index).unwrap_or(u32::MAX);
            let mark = match list.start {
                Some(start) => format!("{}) ", start.saturating_add(offset)),
                None => "- ".to_owned(),
            };
            let indent = " ".repeat(mark.len());
            let paragraphs = item.paragraphs.iter().map(|p| self.plain(p, &indent));
            let text = paragraphs
                .collect::<Vec<_>>()
                .join(&format!("\n\n{indent}"));
            items.push(mark + &text);
        }
        items.join("\n")
    }

    fn table(&self, table: &Table) -> String {
        let width = table
            .head
            .iter()
            .chain(&table.rows)
            .map(|row| row.cells.len())
            .max();
        let rule = "| --- ".repeat(width.unwrap_or(0)) + "|";
        let mut lines: Vec<String> = table.head.iter().map(row).collect();
        lines.push(rule);
        lines.extend(table.rows.iter().map(row));
        let refs = self.refs(&table.id);
        if !refs.is_empty() {
            lines.push(format!("\n{}: {refs}", SOURCES_HEADING.raw(self.ui)));
        }
        lines.join("\n")
    }

    fn picture(&self, picture: &Picture) -> String {
        let what: String = picture.alt.iter().map(|run| run.text.as_str()).collect();
        let text = PICTURE_SHOWN.say(self.ui, &Fill::new().with("what", what));
        markup::markdown(&text, " ")
    }

    fn refs(&self, block: &BlockId) -> String {
        let numbers = self.notes.get(block).map_or(&[][..], Vec::as_slice);
        let refs: Vec<String> = numbers
            .iter()
            .map(|number| format!("[^{number}]"))
            .collect();
        refs.concat()
    }

    fn footnotes(&mut self, notes: &[SourceNote]) {
        for (index, note) in notes.iter().enumerate() {
            let text = markup::markdown(&note.text, " ");
            write!(self.out, "\n[^{}]: {text}\n", index + 1).expect("a string can be written to");
        }
    }
}

fn row(row: &Row) -> String {
    let cells = row.cells.iter().map(|cell| inline(&cell.runs, " "));
    format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
}

/// Writes runs, with emphasis where Markdown can hold it.
fn inline(runs: &[Run], line_end: &str) -> String {
    let mut writer = Markdown::new(line_end);
    let mut spans: Vec<(Style, String)> = spans(runs);
    if let Some((_, first)) = spans.first_mut() {
        *first = first.trim_start_matches(' ').to_owned();
    }
    if let Some((_, last)) = spans.last_mut() {
        last.truncate(last.trim_end_matches(' ').len());
    }
    for (index, (style, text)) in spans.iter().enumerate() {
        let next = spans
            .get(index + 1)
            .and_then(|(_, text)| text.chars().next());
        span(&mut writer, (*style, text), next);
    }
    writer.finish()
}

/// Joins neighbouring runs that look the same.
fn spans(runs: &[Run]) -> Vec<(Style, String)> {
    let mut spans: Vec<(Style, String)> = Vec::new();
    for run in runs {
        match spans.last_mut().filter(|(style, _)| *style == run.style) {
            Some((_, text)) => text.push_str(&run.text),
            None => spans.push((run.style, run.text.clone())),
        }
    }
    spans
}

/// Blanks at the edges stay outside of the signs, since Markdown takes no sign next to a blank for
/// emphasis.
fn span(writer: &mut Markdown, (style, text): (Style, &str), next: Option<char>) {
    let is_blank = |c| c == ' ' || c == '\n';
    let core = text.trim_matches(is_blank);
    let goes_on = next.is_some();
    let sign = match style {
        Style::Emphasis => "*",
        Style::Strong | Style::Blank => "**",
        Style::Plain => "",
    };
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let after = text.get(start + core.len()..).unwrap_or_default();
    let following = after.chars().next().or(next);
    let before = text[..start].chars().next_back().or(writer.last());
    if core.is_empty() || sign.is_empty() || !can_stand(core, before, following) {
        writer.text(text, goes_on);
        return;
    }
    writer.text(&text[..start], true);
    writer.sign(sign);
    writer.text(core, true);
    writer.sign(sign);
    writer.text(after, goes_on);
}

/// Says whether signs of emphasis around `core` are taken for such (`CommonMark` 0.31, 6.2), on the
/// safe side: where it turns on more than letters of ASCII, the emphasis is left out.
fn can_stand(core: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_edge = |c: Option<char>| {
        c.is_none_or(|c| c == ' ' || c == '\n' || (c.is_ascii_punctuation() && c != '*'))
    };
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let opens = is_edge(before) || (is_letter(core.chars().next()) && before != Some('*'));
    let closes = is_edge(after) || is_letter(core.chars().next_back());
    opens && closes
}
