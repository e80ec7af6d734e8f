//! PDF as others read it: its words taken out again, its syntax, its standard, and where things stand.

mod pages;
mod tools;

use heard::document::pdf;
use heard::narrative::Narrative;
use heard::text::Direction;

use super::statement;
use pages::{TEXTS, everything, in_language, lang, long_table, of, one, told, words};
use tools::{File, run};

fn made(narrative: &Narrative) -> File {
    File::of(&pdf(narrative).expect("it can be printed"))
}

/// Text without the blanks and line ends that a page adds.
fn close(text: &str) -> String {
    text.split_whitespace().collect()
}

fn page_by_page(text: &str) -> Vec<&str> {
    text.trim_end_matches('\u{c}').split('\u{c}').collect()
}

/// Text without blanks and without the vowel marks of Arabic, which readers of PDF put before or behind
/// the letter that carries them, each in its own way.
fn letters(text: &str) -> String {
    close(text)
        .chars()
        .filter(|c| !matches!(c, '\u{64B}'..='\u{652}'))
        .collect()
}

#[test]
fn words_of_every_script_can_be_copied_as_they_were_said() {
    for (code, text) in TEXTS {
        let Some(out) = made(&of(code, vec![told(1, in_language(code, text))])).text() else {
            return;
        };
        if lang(code).direction() == Direction::Ltr {
            assert!(close(&out).contains(&close(text)), "{code}: {out}");
        }
        for word in text.split_whitespace() {
            let word = letters(word.trim_matches(|c: char| ".,;:،".contains(c)));
            assert!(
                letters(&out).contains(&word),
                "{code}: {word} is not in {out}"
            );
        }
    }
}

#[test]
fn words_of_every_script_can_be_copied_from_a_document_in_english() {
    for (code, text) in TEXTS {
        let mut runs = words("Said: ");
        runs.extend(in_language(code, text));
        let Some(out) = made(&of("en", vec![told(1, runs)])).text() else {
            return;
        };
        for word in text.split_whitespace() {
            let word = letters(word.trim_matches(|c: char| ".,;:،".contains(c)));
            assert!(
                letters(&out).contains(&word),
                "{code}: {word} is not in {out}"
            );
        }
    }
}

#[test]
fn every_word_of_the_statements_is_on_the_page() {
    for (name, narrative) in statement::all() {
        let Some(out) = made(&narrative).text() else {
            return;
        };
        let out = close(&out);
        for run in narrative.runs() {
            for line in run.text.lines() {
                assert!(out.contains(&close(line)), "{name}: {line}");
            }
        }
        for note in &narrative.notes {
            assert!(out.contains(&close(&note.text)), "{name}: {}", note.text);
        }
    }
}

#[test]
fn every_page_has_its_number_and_says_what_it_is_not_for() {
    for (name, page, header) in [
        ("working.en", "Page", "Working paper, not for filing"),
        ("working.da", "Side", "Arbejdspapir, ikke til indsendelse"),
    ] {
        let narrative = statement::all()
            .into_iter()
            .find(|(n, _)| *n == name)
            .expect("it is made")
            .1;
        let Some(text) = made(&narrative).text() else {
            return;
        };
        let pages = page_by_page(&text);
        let of = if page == "Page" { "of" } else { "af" };
        for (index, text) in pages.iter().enumerate() {
            let number = format!("{page} {} {of} {}", index + 1, pages.len());
            assert!(
                text.contains(&number) && text.contains(header),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn numbers_stand_before_their_paragraphs_as_they_were_given() {
    let blocks = [1, 7, 12, 100].map(|n| told(n, words(&format!("told {n}"))));
    let Some(text) = made(&of("en", blocks.into())).text() else {
        return;
    };
    for n in [1, 7, 12, 100] {
        assert!(
            text.lines()
                .any(|line| close(line) == format!("{n}.told{n}")),
            "{text}"
        );
    }
}

#[test]
fn what_looks_like_a_program_is_printed_as_it_was_said() {
    for attack in [
        "#read(\"/etc/passwd\")",
        "*bold* _x_ $x$ #panic() = no heading",
        "@label <label> `raw` \\ // no comment /* none */",
        "#let a = 1; #eval(\"1+1\") #import \"@preview/x:0.1.0\"",
        "- no list + none / none: x -- --- ... ~ '\"",
        "{\"kind\": \"page\"} \\u{41} \u{FFFD}",
    ] {
        let Some(text) = made(&one(attack)).text() else {
            return;
        };
        assert!(close(&text).contains(&close(attack)), "{attack}: {text}");
    }
}

#[test]
fn control_characters_are_shown_and_no_mark_turns_the_words_around() {
    let Some(text) = made(&one("a\u{0}b\u{1b}[2Jc \u{202E}def\u{2066}ghi")).text() else {
        return;
    };
    assert!(
        close(&text).contains("a\u{FFFD}b\u{FFFD}[2Jcdefghi"),
        "{text}"
    );
}

#[test]
fn a_very_long_answer_is_whole() {
    let long =
        "We walked along the river, and nobody said a word until the bridge. ".repeat(15_000);
    let Some(text) = made(&one(&long)).text() else {
        return;
    };
    let count = close(&text).matches("untilthebridge.").count();
    assert!(count >= 14_000, "{count}");
}

#[test]
fn a_very_long_word_stays_on_the_page() {
    let word: String = ('a'..='z').cycle().take(100_000).collect();
    let file = made(&one(&word));
    let Some(boxes) = file.words() else {
        return;
    };
    let seen: String = boxes.iter().map(|b| b.text.as_str()).collect();
    assert!(seen.len() >= 100_000, "{}", seen.len());
    for word in boxes {
        assert!(word.x.0 >= 70.0 && word.x.1 <= 595.0 - 70.0, "{word:?}");
    }
}

#[test]
fn a_line_break_of_the_words_is_one_on_the_page() {
    let Some(text) = made(&one("first line\nsecond line")).text() else {
        return;
    };
    assert!(
        text.lines().any(|line| line.trim() == "second line"),
        "{text}"
    );
}

#[test]
fn a_long_table_goes_on_over_pages_under_its_head_and_no_row_lies_on_another() {
    let Some(words) = made(&of("en", vec![long_table()])).words() else {
        return;
    };
    let pages = words.last().expect("words").page;
    assert!(pages >= 2);
    let heads = words.iter().filter(|w| w.text == "Headday").count();
    assert_eq!(heads, pages);
    let days: Vec<_> = words.iter().filter(|w| w.text.starts_with("day")).collect();
    assert_eq!(days.len(), 40);
    for pair in days.windows(2) {
        let below = pair[0].page < pair[1].page || pair[0].y.1 <= pair[1].y.0;
        assert!(below && pair[1].y.1 < 842.0 - 60.0, "{pair:?}");
    }
}

#[test]
fn words_of_tables_and_paragraphs_stay_within_the_margins() {
    let mut blocks = vec![long_table()];
    blocks.extend((1..30).map(|n| {
        told(
            n,
            words(
                "Udlændingestyrelsens sagsbehandlingstider "
                    .repeat(9)
                    .trim(),
            ),
        )
    }));
    let Some(words) = made(&of("en", blocks)).words() else {
        return;
    };
    for word in words {
        assert!(word.x.0 >= 70.0 && word.x.1 <= 595.3 - 70.0, "{word:?}");
    }
}

#[test]
fn the_files_are_sound() {
    let mut all: Vec<Narrative> = statement::all().into_iter().map(|(_, n)| n).collect();
    all.push(everything());
    for narrative in all {
        let file = made(&narrative);
        let Some(said) = run("qpdf", &["--check", file.path()]) else {
            return;
        };
        assert!(
            said.contains("No syntax or stream encoding errors"),
            "{said}"
        );
    }
}

#[test]
fn headings_are_bookmarks_and_the_title_is_that_of_the_document() {
    let file = made(&everything());
    let Some(info) = run("pdfinfo", &[file.path()]) else {
        return;
    };
    assert!(info.contains("Title:           Statement\n"), "{info}");
    assert!(
        info.contains("Tagged:          yes") && info.contains("A4"),
        "{info}"
    );
    let json = run("qpdf", &["--json", "--json-key=outlines", file.path()]).expect("qpdf is there");
    for title in ["Statement of a person", "What I told"] {
        assert!(json.contains(&format!("\"title\": \"{title}\"")), "{json}");
    }
}

#[test]
fn tags_say_what_is_a_heading_a_list_a_table_and_a_picture() {
    let file = made(&everything());
    let Some(tree) = run("pdfinfo", &["-struct", file.path()]) else {
        return;
    };
    for tag in ["H1", "H2", "P", "L", "LI", "Table", "TH", "TD", "Figure"] {
        let has = tree
            .lines()
            .any(|line| line.trim().trim_end_matches(':').split(' ').next() == Some(tag));
        assert!(has, "{tag}: {tree}");
    }
}

#[test]
fn the_files_keep_the_standard_for_archives() {
    let mut all = statement::all();
    all.push(("everything", everything()));
    for (name, narrative) in all {
        let file = made(&narrative);
        let Some(faults) = tools::faults_as_archive(&file) else {
            return;
        };
        assert!(faults.is_empty(), "{name}: {faults:?}");
    }
}

#[test]
fn the_checker_of_archives_sees_a_file_that_is_none() {
    let mut bytes = pdf(&everything()).expect("it can be printed");
    let sign = b"<pdfaid:part>2";
    let at = bytes.windows(sign.len()).position(|part| part == sign);
    bytes[at.expect("it says which standard it keeps") + sign.len() - 1] = b'9';
    if let Some(faults) = tools::faults_as_archive(&File::of(&bytes)) {
        assert!(!faults.is_empty());
    }
}
