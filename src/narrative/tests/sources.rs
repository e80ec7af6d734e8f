use super::*;

/// Words that try to be anything but words.
const HOSTILE: &str = "# Title *a* _b_ `c` [d](http://e.f) ![g](http://h.i/j.png) <b>k</b> \
    <script>l</script> <!-- m --> &amp; {{ n }} {% o %} {# p #} | q | 1. r - s > t ~~u~~ \\v \
    {{ say(passage=passages[0]) }} \u{202E}rtl\u{2066} \u{0}\u{7}\u{1b}[2J \u{E000}\u{E001}\u{E010}";

/// The words of a passage as they stand in a document.
fn words_of(narrative: &Narrative, passage: PassageRef) -> String {
    let of_block = |block: &Block| -> String {
        let told = block
            .runs()
            .filter(|r| r.source.is_told() && r.source.passage() == Some(passage));
        told.map(|r| r.text.as_str()).collect()
    };
    let blocks = narrative.blocks.iter().map(of_block);
    blocks
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// What of the words the document keeps: all but the line ends that [`paragraphs`] puts in order.
fn kept(text: &str) -> String {
    paragraphs(text).join("\n\n")
}

fn check(text: &str, request: &Request) {
    let mut story = Story::with_talk();
    let passage = story.tell(text);
    let narrative = Desk::new().make(&story, request).unwrap();
    assert!(
        words_of(&narrative, passage) == kept(text),
        "{} characters",
        text.len()
    );
}

#[test]
fn every_run_and_every_block_has_its_source() {
    let mut story = Story::new("Swallow");
    story.interpreted_talk("2026-03-02");
    let passage = story.reply("home", HOSTILE);
    story.mark(passage, |cut| {
        at(cut, "2016");
        cut.knowledge = Knowledge::ToldBy("my aunt".into());
    });
    story.answer(guided(
        "money-said",
        "What was said about money?",
        said("A lot"),
    ));
    story.read_back("2026-03-09");
    let narrative = made(&story);
    for block in &narrative.blocks {
        assert!(block.sources().next().is_some(), "{block:?}");
    }
    let kinds: std::collections::BTreeSet<&str> = narrative.sources().map(Source::kind).collect();
    let expected = [
        "date",
        "fixed",
        "marked",
        "narrate",
        "particular",
        "passage",
        "read_back",
        "session",
        "template",
    ];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_text_of_the_template_names_its_file_and_line() {
    let mut story = Story::with_talk();
    story.tell("I left.");
    let narrative = made(&story);
    let line = |wanted: &str| {
        let run = narrative.runs().find(|r| r.text.contains(wanted)).unwrap();
        match &run.source {
            Source::Template { file, line } => format!("{file}:{line}"),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(
        line("What I told"),
        "templates/statement/statement.en.md.tera:9"
    );
    assert_eq!(
        line("Signature"),
        "templates/statement/statement.en.md.tera:20"
    );
    assert!(line("I am called").starts_with("templates/shared/who.en.md.tera:4"));
    assert_eq!(line("Statement"), "templates/statement/template.yaml:2");
}

#[test]
fn every_line_of_the_template_is_the_one_that_has_the_text() {
    let mut story = Story::with_talk();
    story.tell("I left.");
    for run in made(&story).runs() {
        let Source::Template { file, line } = &run.source else {
            continue;
        };
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let source = std::fs::read_to_string(path).unwrap();
        let text = source
            .lines()
            .nth(usize::try_from(*line).unwrap() - 1)
            .unwrap();
        let first = run.text.split_whitespace().next().unwrap_or_default();
        assert!(
            text.contains(first),
            "{first:?} is not in {file}:{line}: {text:?}"
        );
    }
}

#[test]
fn names_of_blocks_are_stable_and_tell_blocks_apart() {
    let mut story = Story::with_talk();
    story.tell("First.\n\nSecond.");
    let ids = |narrative: &Narrative| -> Vec<BlockId> {
        narrative.blocks.iter().map(|b| b.id().clone()).collect()
    };
    let before = ids(&made(&story));
    let mut once = before.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), before.len());
    story.tell("Third.");
    let after = ids(&made(&story));
    assert!(before.iter().all(|id| after.contains(id)));
}

#[test]
fn a_submission_has_no_notes() {
    let mut story = Story::with_talk();
    story.tell("I left.");
    story.read_back("2026-03-09");
    story.decide(Scope::NARRATIVE, Decision::Yes, None);
    story.decide(Scope::LAWYER, Decision::Yes, Some("Ms Holm"));
    let request = Request::submission("statement", "Ms Holm");
    let narrative = Desk::new().make(&story, &request).unwrap();
    assert!(narrative.notes.is_empty() && narrative.meta.header.is_empty());
    assert_eq!(narrative.passages().len(), 1);
}

#[test]
fn every_numbered_paragraph_of_a_working_edition_has_a_note() {
    let mut story = Story::with_talk();
    story.tell("First.\n\nSecond.");
    story.answer(to("hat", said("A red one.")));
    let narrative = made(&story);
    for block in &narrative.blocks {
        if let Block::Paragraph(p) = block {
            let notes = narrative.notes_of(&p.id).count();
            assert_eq!(notes, usize::from(p.number.is_some()), "{block:?}");
        }
    }
}

#[test]
fn a_working_paper_and_a_demo_say_so_on_every_page() {
    let mut story = Story::with_talk();
    story.tell("I left.");
    let desk = Desk::new();
    let mut materials = desk.materials();
    materials.demo = true;
    let (view, chronology) = story.told();
    let narrative = build(&view, &chronology, &materials, &danish()).unwrap();
    let header = [
        "Arbejdspapir, ikke til indsendelse",
        "Demo: en opdigtet person",
    ];
    assert_eq!(narrative.meta.header, header);
}

#[test]
fn a_narrative_reads_back_from_json() {
    let mut story = Story::with_talk();
    story.tell(HOSTILE);
    let narrative = made(&story);
    let json = serde_json::to_string(&narrative).unwrap();
    assert!(serde_json::from_str::<Narrative>(&json).unwrap() == narrative);
}

#[test]
fn debug_shows_no_word() {
    let mut story = Story::with_talk();
    story.tell("zebra");
    let shown = format!("{:?}", made(&story));
    assert!(!shown.contains("zebra") && !shown.contains("Swallow"));
}

#[test]
fn words_that_look_like_markup_stay_words() {
    check(HOSTILE, &working());
}

#[test]
fn a_word_of_a_million_characters_stays_whole() {
    check(&"ü".repeat(1_000_000), &working());
}

#[test]
fn a_guessed_marker_is_only_text() {
    let mark = |nonce| {
        let (kind, index) = (marks::Kind::Say, 0);
        marks::write(nonce, marks::Mark { kind, index })
    };
    check(
        &format!("{}{}", mark(NONCE), mark(Nonce::new([0; 16]))),
        &working(),
    );
}

#[test]
fn names_that_look_like_markup_or_markers_stay_names() {
    let mut story = Story::new(&format!("*Swallow* \u{E000} {HOSTILE}"));
    story.interpreted_talk("2026-03-02");
    story.tell("I left.");
    let text = whole(&made(&story));
    assert!(
        text.contains(&format!("I am called *Swallow* \u{E000} {HOSTILE}")),
        "{text:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_of_the_words_is_lost_or_changed(
        text in "\\PC{1,80}|[\\s\\S]{1,80}|[ \t\r\na-c*_#`<>{}%|\\[\\]()!&.1-]{1,80}|[\u{E000}-\u{E1FF}\u{202A}-\u{202E}\u{2066}-\u{2069}a \n]{1,80}"
    ) {
        prop_assume!(!text.trim().is_empty());
        check(&text, &working());
    }

    #[test]
    fn nothing_of_a_question_or_a_name_acts(text in "[ a-c*_#`<>{}%|\\[\\]()!&.1-]{1,40}") {
        prop_assume!(!text.trim().is_empty());
        let mut story = Story::new(&text);
        story.talk("2026-03-02");
        let mut answer = to("hat", said("A red one."));
        answer.asked.as_mut().unwrap().text.clone_from(&text);
        story.answer(answer);
        let narrative = made(&story);
        prop_assert_eq!(numbered(&narrative), vec![format!("{text} A red one.")]);
        let called = format!("I am called {}. That", text.trim());
        prop_assert!(whole(&narrative).contains(&called));
    }
}
