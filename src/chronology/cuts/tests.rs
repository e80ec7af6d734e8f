use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::record::LogId;
use crate::text::UiLang;

fn entry() -> EntryRef {
    EntryRef {
        log: LogId::new(Uuid::from_u128(7)),
        n: 3,
    }
}

fn texts(text: &str) -> Vec<(String, Option<String>)> {
    let cuts = suggest_cuts(text, &Context::of(UiLang::En));
    cuts.iter()
        .map(|c| {
            (
                c.range.of(text).to_owned(),
                c.when.as_ref().map(|w| w.said.clone()),
            )
        })
        .collect()
}

#[test]
fn a_cut_is_suggested_before_a_sentence_that_speaks_of_a_time() {
    let found = texts(
        "I lived at home. We had goats. In May 2016 a woman came. She was kind. Two weeks later we left.\nThen the road.",
    );
    let parts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(parts[0], "I lived at home. We had goats. ");
    assert!(parts[1].starts_with("In May 2016 a woman came."));
    assert_eq!(*parts.last().unwrap(), "Then the road.");
    assert_eq!(found[1].1.as_deref(), Some("In May 2016"));
}

#[test]
fn paragraphs_end_passages_and_titles_do_not() {
    let parts: Vec<String> = texts("Mr. Cook came.\n\nHe left.")
        .into_iter()
        .map(|(t, _)| t)
        .collect();
    assert_eq!(parts, ["Mr. Cook came.\n\n", "He left."]);
}

#[test]
fn every_word_must_be_in_exactly_one_passage() {
    let cut = |start, end| Cut::plain((start, end).into());
    assert!(check_cuts(entry(), &[cut(5, 9), cut(0, 5)], 9).is_empty());
    let faults = |cuts: &[Cut], length| {
        check_cuts(entry(), cuts, length)
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert!(faults(&[cut(0, 4), cut(5, 9)], 9)[0].starts_with("characters 4 to 5"));
    assert!(faults(&[cut(0, 6), cut(5, 9)], 9)[0].contains("are in two passages"));
    assert!(faults(&[cut(0, 4)], 9)[0].starts_with("characters 4 to 9"));
    assert!(faults(&[cut(0, 12)], 9)[0].contains("holds no words"));
    assert_eq!(faults(&[], 3).len(), 1);
    assert!(check_cuts(entry(), &[cut(0, 0)], 0).is_empty());
}

#[test]
fn lines_of_json_are_passages() {
    let source = format!(
        "\n{{\"answer\":\"{}\",\"range\":[0,12],\"when\":\"May 2016\",\"place\":\"Lagos\"}}\n",
        entry()
    );
    let lines = read_mark_lines("m.jsonl", &source).unwrap();
    assert_eq!(
        (lines[0].entry(), lines[0].range),
        (Some(entry()), (0, 12).into())
    );
    assert!(!format!("{:?}", lines[0]).contains("Lagos"));
    let written = serde_json::to_string(&lines[0]).unwrap();
    assert_eq!(read_mark_lines("m.jsonl", &written).unwrap(), lines);
}

#[test]
fn a_wrong_line_is_named_and_none_of_its_words_are_shown() {
    let source =
        "{\"answer\":\"x\",\"range\":[0,1]}\n{\"answer\":\"x\",\"rang\":\"secret\"}\nsecret\n";
    let faults = read_mark_lines("m.jsonl", source).unwrap_err();
    let text: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(
        text[0].starts_with("m.jsonl:1:1: `answer` is no"),
        "{text:?}"
    );
    assert!(
        text[1].starts_with("m.jsonl:2:") && text[2].starts_with("m.jsonl:3:"),
        "{text:?}"
    );
    assert!(!text.concat().contains("secret"));
}

proptest! {
    #[test]
    fn suggested_cuts_hold_every_word_once(text in "([A-Za-zæøå0-9 .,\n]|May 2016|after I left){0,60}") {
        for lang in UiLang::ALL {
            let cuts = suggest_cuts(&text, &Context::of(lang));
            let joined: String = cuts.iter().map(|c| c.range.of(&text)).collect();
            prop_assert_eq!(&joined, &text);
            if !text.is_empty() {
                let plain: Vec<Cut> = cuts.iter().map(|c| Cut::plain(c.range)).collect();
                prop_assert!(check_cuts(entry(), &plain, length(&text)).is_empty());
            }
        }
    }
}
