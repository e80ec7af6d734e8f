use super::*;

fn story() -> Story {
    let mut story = Story::with_talk();
    story.tell("I left.");
    story
}

fn make(text: &str) -> Result<Narrative, NarrativeError> {
    Desk::with_template(text).make(&story(), &Request::working("own"))
}

fn fault(text: &str) -> String {
    make(text).unwrap_err().to_string()
}

#[test]
fn functions_of_templates_give_words_question_and_time() {
    let mut story = Story::with_talk();
    let passage = story.answer(to("hat", said("A red one.")));
    story.mark(passage, |cut| at(cut, "May 2019"));
    let text = "{% for p in passages %}\n- {{ say(passage=p) }} / {{ ask(passage=p) }} / {{ date(passage=p) }}\n{% endfor %}";
    let narrative = Desk::with_template(text)
        .make(&story, &Request::working("own"))
        .unwrap();
    assert_eq!(
        whole(&narrative),
        "A red one. / What about hat? / May 2019\n"
    );
}

#[test]
fn a_line_to_write_on_a_blank_and_a_new_page_are_blocks() {
    let text = "{{ line() }}Signature\n\n{{ blank() }}Certificate\n\n{{ page_break() }}\n\nThe end";
    let blocks = make(text).unwrap().blocks;
    assert!(matches!(
        blocks.as_slice(),
        [
            Block::Signature(_),
            Block::Blank(_),
            Block::PageBreak(_),
            Block::Paragraph(_)
        ]
    ));
}

#[test]
fn the_look_of_the_template_is_kept_for_words() {
    let narrative = make("**{{ say(passage=passages[0]) }}** and *{{ case.label }}*").unwrap();
    let looks: Vec<_> = narrative
        .runs()
        .map(|r| (r.text.as_str(), r.style))
        .collect();
    let expected = [
        ("I left.", Style::Strong),
        (" and ", Style::Plain),
        ("Swallow", Style::Emphasis),
    ];
    assert_eq!(looks, expected);
}

#[test]
fn tables_have_a_head_and_rows() {
    let text = "| Day | Words |\n| --- | --- |\n{% for p in passages -%}\n| {{ p.day }} | {{ say(passage=p) }} |\n{% endfor %}";
    let narrative = make(text).unwrap();
    let [Block::Table(table)] = narrative.blocks.as_slice() else {
        panic!("a table was expected");
    };
    assert_eq!((table.head.len(), table.rows.len()), (1, 1));
    assert_eq!(text_of(&table.rows[0].cells[1].runs), "I left.");
    assert_eq!(narrative.notes_of(&table.id).count(), 1);
}

#[test]
fn words_of_several_paragraphs_stay_in_their_cell() {
    let mut story = Story::with_talk();
    story.tell("One.\n\nTwo.");
    let text = "# {{ say(passage=passages[0]) }}";
    let narrative = Desk::with_template(text)
        .make(&story, &Request::working("own"))
        .unwrap();
    assert_eq!(whole(&narrative), "One.\nTwo.\n");
}

#[test]
fn a_paragraph_of_nothing_is_no_block() {
    assert_eq!(
        make("a\n\n{{ document.recipient }}\n\nb")
            .unwrap()
            .blocks
            .len(),
        2
    );
}

#[test]
fn a_number_counts_on_through_the_document() {
    let narrative = make("{{ number() }}a\n\nb\n\n{{ number() }}c").unwrap();
    let numbers = narrative.blocks.iter().map(|b| match b {
        Block::Paragraph(p) => p.number,
        _ => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), [Some(1), None, Some(2)]);
}

#[test]
fn text_that_belongs_to_no_line_is_an_error() {
    assert_eq!(
        fault("123"),
        "mine/own/own.en.md.tera: a paragraph has no source"
    );
}

#[test]
fn html_in_a_template_is_refused_with_its_line() {
    let fault = fault("Hello\n\nyou <b>there</b>");
    assert!(
        fault.contains("own.en.md.tera:3:1: HTML is not allowed in a template"),
        "{fault}"
    );
}

#[test]
fn a_remote_picture_is_dropped() {
    let narrative = make("See ![the logo](http://a.b/c.png) here").unwrap();
    assert_eq!(whole(&narrative), "See the logo here\n");
}

#[test]
fn a_field_that_is_not_there_is_refused_before_anything_is_made() {
    let fault = fault("{% if case.lable %}x{% endif %}");
    assert!(
        fault.contains("own.en.md.tera:1:12: `lable` is no name"),
        "{fault}"
    );
}

#[test]
fn safe_is_refused_before_anything_is_made() {
    assert!(fault("{{ case.label | safe }}").contains("`safe` is not allowed"));
}

#[test]
fn the_context_shows_names_and_no_words() {
    let mut story = Story::new("Swallow");
    story.interpreted_talk("2026-03-02");
    story.reply("home", "zebra");
    let desk = Desk::new();
    let (view, chronology) = story.told();
    let json = context_json(&view, &chronology, &desk.materials(), &working()).unwrap();
    assert_eq!(json["case"]["label"], "Swallow");
    assert_eq!(json["sessions"][0]["language"], "Edo");
    assert_eq!(json["sessions"][0]["interpreter"], "O.E.");
    assert_eq!(json["passages"][0]["form"], "question");
    assert!(!json.to_string().contains("zebra"));
}

#[test]
fn a_voice_about_the_person_uses_the_label() {
    let yaml = "template: own\ntitle: {en: Own}\npurpose: {en: x}\nlanguages: [en]\nvoice: third\n\
                editions: [working]\nrecipients: []\njurisdiction: DK\n\
                law_as_of: \"2026-03-01\"\nstatus: x\nsources: []\n";
    let desk = Desk::with_yaml(yaml, "{{ sentence(passage=passages[0]) }}");
    let mut story = Story::with_talk();
    story.answer(guided(
        "money-said",
        "What was said about money?",
        said("A lot"),
    ));
    let narrative = desk.make(&story, &Request::working("own")).unwrap();
    assert_eq!(whole(&narrative), "About money, Swallow said: A lot.\n");
}

const REFERENCE: &str = include_str!("../../../docs/templates.md");

#[test]
fn the_reference_names_every_field_that_templates_get() {
    fn names(value: &serde_json::Value, all: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                all.extend(fields.keys().cloned());
                fields.values().for_each(|value| names(value, all));
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| names(value, all)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    names(&Context::sample(std::iter::empty()), &mut all);
    for name in all {
        let forms = [
            format!("`{name}`"),
            format!(".{name}`"),
            format!("`{name}."),
        ];
        assert!(forms.iter().any(|form| REFERENCE.contains(form)), "{name}");
    }
}

#[test]
fn the_reference_names_every_filter_test_and_function() {
    for name in scan::KNOWN.iter().copied().flatten() {
        let forms = [format!("`{name}`"), format!("`{name}(")];
        assert!(forms.iter().any(|form| REFERENCE.contains(form)), "{name}");
    }
}
