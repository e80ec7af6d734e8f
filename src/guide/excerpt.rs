//! Single questions of a guide, without reading all of it.
//!
//! A document needs the questions that were answered and no more; a long guide takes many times as
//! long to read as the document to make. A question is cut out by its indentation and read by itself.
//! What cannot be read so, such as one in braces or with an alias, is left to the reading of the whole
//! guide. Places of values are those in the excerpt.

use std::sync::Arc;

use super::Question;
use crate::record::QuestionId;
use crate::text::yaml;

/// Returns a question, if it can be read by itself.
pub(super) fn question(file: &Arc<str>, source: &str, id: &QuestionId) -> Option<Question> {
    let mut from = 0;
    while let Some((start, end)) = item(source, from, id.as_str()) {
        let text = source[start..end].replacen("- ", "  ", 1);
        let read: Option<Question> = yaml::read(file, &text).ok();
        if let Some(question) = read.filter(|question| *question.id == *id) {
            return Some(question);
        }
        // A chapter can have the name of a question inside it.
        from = start
            + source[start..end]
                .find('\n')
                .map_or(end - start, |line| line + 1);
    }
    None
}

/// Returns where the next item of a list begins and ends that starts with this id.
fn item(source: &str, from: usize, id: &str) -> Option<(usize, usize)> {
    let mut at = from;
    let mut found: Option<(usize, usize)> = None;
    for line in source[from..].split_inclusive('\n') {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        match found {
            Some((start, own)) if !text.trim().is_empty() && indent <= own => {
                return Some((start, at));
            }
            None if names(text, id) => found = Some((at, indent)),
            _ => {}
        }
        at += line.len();
    }
    found.map(|(start, _)| (start, at))
}

fn names(line: &str, id: &str) -> bool {
    let value = line.strip_prefix("- id:").map(|value| {
        let value = value.split(" #").next().unwrap_or_default();
        value.trim().trim_matches(['"', '\''])
    });
    value == Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::UiLang;

    const GUIDE: &str = "\
guide: small
chapters:
  - id: home
    title: {en: Home}
    questions:
      - id: home # the first
        ask:
          en: \"Where\\nwas it?\"
        because: {en: \"x\"}
        answer: place

        level: 0
        purpose: x
      - {id: flow, ask: {en: \"How?\"}, because: {en: \"x\"}, answer: line, level: 0, purpose: x}
      - id: \"last\"
        ask: {en: \"And then?\"}
        because: {en: \"x\"}
        answer: account
        level: 1
        purpose: x
";

    fn ask(id: &str) -> Option<String> {
        let found = question(&Arc::from("g.yaml"), GUIDE, &id.into());
        found.map(|q| q.ask.ui(UiLang::En).to_owned())
    }

    #[test]
    fn a_question_is_read_by_itself() {
        assert_eq!(ask("last").as_deref(), Some("And then?"));
    }

    #[test]
    fn a_chapter_of_the_same_name_is_passed_over() {
        assert_eq!(ask("home").as_deref(), Some("Where\nwas it?"));
    }

    #[test]
    fn what_is_not_there_or_in_braces_is_left_to_the_whole_guide() {
        assert_eq!((ask("flow"), ask("hom"), ask("")), (None, None, None));
    }
}
