use super::*;

const LONG: &str = "My auntie's friend came, and they talked in the yard until it was dark.";

/// The one numbered paragraph of a case with this answer, in both languages.
fn both(answer: &Answer) -> (String, String) {
    let mut story = Story::with_talk();
    story.answer(answer.clone());
    let desk = Desk::new();
    let one = |request| numbered(&desk.make(&story, &request).unwrap()).join("|");
    (one(working()), one(danish()))
}

fn english(answer: &Answer) -> String {
    both(answer).0
}

fn marked(text: &str, change: impl Fn(&mut crate::record::Cut)) -> String {
    let mut story = Story::with_talk();
    let passage = story.tell(text);
    story.mark(passage, change);
    numbered(&made(&story)).join("|")
}

#[test]
fn words_told_unasked_stand_by_themselves() {
    assert_eq!(
        english(&said("I want to say something.")),
        "I want to say something."
    );
}

#[test]
fn a_long_answer_stands_without_its_question() {
    assert_eq!(
        english(&guided("packed", "What did you pack?", said(LONG))),
        LONG
    );
}

#[test]
fn a_short_answer_stands_after_its_question() {
    let answer = guided("packed", "What did you pack?", said("My blue dress."));
    assert_eq!(english(&answer), "What did you pack? My blue dress.");
}

#[test]
fn the_question_is_emphasised_and_the_words_are_not() {
    let mut story = Story::with_talk();
    story.answer(guided(
        "packed",
        "What did you pack?",
        said("My blue dress."),
    ));
    let narrative = made(&story);
    let find = |kind: &str| narrative.runs().find(|r| r.source.kind() == kind).unwrap();
    assert_eq!(find("question_text").style, Style::Emphasis);
    assert_eq!(find("passage").style, Style::Plain);
}

#[test]
fn a_question_comes_in_the_documents_language_from_the_guide() {
    let mut story = Story::with_talk();
    let passage = story.answer(guided(
        "packed",
        "What did you pack?",
        said("My blue dress."),
    ));
    story.render(passage, "da", "Min blå kjole.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["Hvad pakkede du? Min blå kjole."]);
}

#[test]
fn a_softer_question_comes_in_its_softer_words() {
    let mut story = Story::with_talk();
    let answer = guided("travelled", "How did you travel?", said("On foot."));
    let first = story.answer(answer);
    story.render(first, "da", "Til fods.");
    let mut soft = guided(
        "money-said",
        "Was money spoken of?",
        said("Yes, a lot of it."),
    );
    soft.item = Some(crate::record::Item::first("money-said"));
    let second = story.answer(soft);
    story.render(second, "da", "Ja, meget.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    let [one, two] = numbered(&narrative).try_into().unwrap();
    assert_eq!(one, "Hvordan rejste du? Til fods.");
    assert_eq!(two, "Om penge sagde jeg: Ja, meget.");
}

#[test]
fn a_question_that_the_guide_lacks_stands_as_it_was_asked_in_its_own_language() {
    let mut story = Story::with_talk();
    let passage = story.answer(to("hat", said("A red one.")));
    story.render(passage, "da", "En rød.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["What about hat? En rød."]);
    let question = narrative
        .runs()
        .find(|r| r.source.kind() == "question_text")
        .unwrap();
    assert_eq!(question.language, Lang::en());
}

#[test]
fn a_question_with_a_placeholder_stands_as_it_was_asked() {
    let mut story = Story::with_talk();
    let answer = guided("their-word", "What did Madam say?", said("Nothing at all."));
    let passage = story.answer(answer);
    story.render(passage, "da", "Slet intet.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["What did Madam say? Slet intet."]);
}

#[test]
fn a_guides_sentence_surrounds_the_words() {
    let answer = guided(
        "money-said",
        "What was said about money?",
        said("I would pay it back"),
    );
    assert_eq!(
        english(&answer),
        "About money, I said: I would pay it back."
    );
}

#[test]
fn a_guides_full_stop_is_left_out_after_a_sign_of_the_words() {
    let answer = guided(
        "money-said",
        "What was said about money?",
        said("Who can pay that?"),
    );
    assert_eq!(english(&answer), "About money, I said: Who can pay that?");
}

#[test]
fn a_sentence_is_ours_and_the_words_in_it_are_not() {
    let mut story = Story::with_talk();
    story.answer(guided(
        "money-said",
        "What was said about money?",
        said("I would pay"),
    ));
    let narrative = made(&story);
    let kinds: Vec<_> = narrative
        .runs()
        .filter(|r| r.source.is_told() || r.source.kind() == "narrate")
        .map(|r| (r.source.kind(), r.text.as_str()))
        .collect();
    let expected = [
        ("narrate", "About money, I said: "),
        ("passage", "I would pay"),
        ("narrate", "."),
    ];
    assert_eq!(kinds, expected);
    assert!(
        narrative.notes[0]
            .text
            .contains("the sentence around the words is not the person’s")
    );
}

#[test]
fn several_paragraphs_take_no_sentence_and_no_question() {
    let words = said("First.\n\nSecond.");
    let answer = guided("money-said", "What was said about money?", words);
    assert_eq!(english(&answer), "First.|Second.");
}

#[test]
fn an_answer_that_was_cut_takes_no_sentence_and_one_question() {
    let mut story = Story::with_talk();
    let answer = guided(
        "money-said",
        "What was said about money?",
        said("A lot. Too much."),
    );
    let passage = story.answer(answer);
    let cut = |from, to| crate::record::Cut::plain((from, to).into());
    let mut mark = crate::record::Mark::whole(passage.answer, cut(0, 7));
    mark.cuts.push(cut(7, 16));
    story.add(crate::record::Content::Mark(mark));
    let expected = ["What was said about money? A lot. ", "Too much."];
    assert_eq!(numbered(&made(&story)), expected);
}

#[test]
fn values_without_words_stand_in_the_documents_language() {
    let (amount, currency) = ("35000".into(), "EUR".into());
    let money = value(Value::Money(Money { amount, currency }));
    let (en, da) = both(&guided("money-said", "What was said about money?", money));
    assert_eq!(en, "About money, I said: 35,000 EUR.");
    assert_eq!(da, "Om penge sagde jeg: 35.000 EUR.");
    let yes = both(&guided(
        "packed",
        "What did you pack?",
        value(Value::YesNo(false)),
    ));
    assert_eq!(
        yes,
        (
            "What did you pack? No.".into(),
            "Hvad pakkede du? Nej.".into()
        )
    );
}

#[test]
fn choices_have_the_words_of_the_guide() {
    let ids = ["bus", "boat", "foot"].map(|id| Choice(id.into()));
    let answer = value(Value::Choices(ids.to_vec()));
    let (en, da) = both(&guided("travelled", "How did you travel?", answer));
    assert_eq!(en, "How did you travel? by bus, by boat and on foot.");
    assert_eq!(da, "Hvordan rejste du? med bus, med båd og til fods.");
}

#[test]
fn a_choice_that_no_guide_knows_is_a_marked_blank() {
    let answer = value(Value::Choice(Choice("train".into())));
    let text = english(&guided("travelled", "How did you travel?", answer));
    assert_eq!(text, "[Not yet translated: passage 00000002:2]");
}

#[test]
fn a_time_stands_first_in_the_words_in_which_it_was_said() {
    let text = marked("We left.", |cut| at(cut, "after the rainy season 2016"));
    assert_eq!(text, "after the rainy season 2016: We left.");
}

#[test]
fn a_time_that_is_among_the_words_is_not_said_twice() {
    let text = marked("In May 2019 we left.", |cut| at(cut, "in may 2019"));
    assert_eq!(text, "In May 2019 we left.");
}

#[test]
fn a_time_inside_a_longer_word_is_none_of_the_words() {
    let text = marked("Maybe 20160 left.", |cut| at(cut, "2016"));
    assert_eq!(text, "2016: Maybe 20160 left.");
}

#[test]
fn a_time_in_another_language_is_shown_and_never_sharper() {
    let mut story = Story::with_talk();
    let passage = story.tell("We left.");
    story.mark(passage, |cut| at(cut, "around May 2019"));
    story.render(passage, "da", "Vi tog af sted.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["omkring maj 2019: Vi tog af sted."]);
}

#[test]
fn a_time_that_cannot_be_said_in_the_language_is_left_to_the_note() {
    let mut story = Story::with_talk();
    let passage = story.tell("We left.");
    story.mark(passage, |cut| at(cut, "when the rains were late"));
    story.render(passage, "da", "Vi tog af sted.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["Vi tog af sted."]);
    let note = &narrative.notes[0].text;
    assert!(
        note.contains("tiden, som den blev sagt: when the rains were late"),
        "{note}"
    );
}

#[test]
fn what_others_told_says_so() {
    let told_by = |who: &str| Knowledge::ToldBy(who.into());
    let text = marked("The house was sold.", |cut| {
        cut.knowledge = told_by("my aunt");
    });
    assert_eq!(text, "As my aunt told me: The house was sold.");
    let paper =
        |cut: &mut crate::record::Cut| cut.knowledge = Knowledge::Paper("the contract".into());
    assert_eq!(
        marked("It was a year.", paper),
        "As it stands in the contract: It was a year."
    );
    let own = |cut: &mut crate::record::Cut| cut.knowledge = Knowledge::Inferred;
    assert_eq!(
        marked("He was the owner.", own),
        "My own conclusion: He was the owner."
    );
}

#[test]
fn a_blank_line_makes_a_numbered_paragraph_and_a_line_end_does_not() {
    let mut story = Story::with_talk();
    story.tell("First line\nsecond line\n\n\nNew paragraph");
    let narrative = made(&story);
    assert_eq!(
        numbered(&narrative),
        ["First line\nsecond line", "New paragraph"]
    );
    let numbers: Vec<_> = narrative
        .blocks
        .iter()
        .filter_map(|b| match b {
            Block::Paragraph(p) => p.number,
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_missing_language_is_a_marked_blank_in_its_place() {
    let mut story = Story::with_talk();
    let mut words = said("Ma ghi kpa ra owa.");
    words.words = words.words.map(|w| Words {
        language: lang("bin"),
        ..w
    });
    story.answer(words);
    story.tell("Then I came to Odense.");
    let narrative = made(&story);
    assert_eq!(
        numbered(&narrative),
        [
            "[Not yet translated: passage 00000002:2]",
            "Then I came to Odense."
        ]
    );
    let blank = narrative.runs().find(|r| r.style == Style::Blank).unwrap();
    assert_eq!(blank.source.kind(), "fixed");
    assert_eq!(narrative.notes.len(), 2);
}

#[test]
fn a_rendering_stands_for_words_in_another_language_and_names_its_translator() {
    let mut story = Story::new("Swallow");
    story.interpreted_talk("2026-03-02");
    let mut words = said("Ma ghi kpa ra owa.");
    words.words = words.words.map(|w| Words {
        language: lang("bin"),
        ..w
    });
    let passage = story.answer(words);
    story.render(passage, "en", "We left the house.");
    let narrative = made(&story);
    assert_eq!(numbered(&narrative), ["We left the house."]);
    assert!(whole(&narrative).contains("Some of it was translated by M.K. from Edo."));
    let note = &narrative.notes[0].text;
    assert!(
        note.contains("translated from Edo by M.K.; the translation was made: in writing"),
        "{note}"
    );
}

#[test]
fn no_words_stand_in_quotation_marks() {
    for (role, taken) in [
        (Role::Interpreted, Taken::WordForWord),
        (Role::Spoken, Taken::Notes),
        (Role::Spoken, Taken::WordForWord),
    ] {
        let mut answer = said(LONG);
        answer.words = answer.words.map(|w| w.as_role(role).as_taken(taken));
        let mut story = Story::with_talk();
        story.answer(answer);
        let text = whole(&made(&story));
        assert!(!text.contains(['"', '“', '”', '»', '«']), "{text}");
    }
}

#[test]
fn notes_say_how_words_were_taken_down() {
    let mut story = Story::new("Swallow");
    story.interpreted_talk("2026-03-02");
    story.reply("home", LONG);
    let mut notes = said("She left school at twelve.");
    notes.words = notes.words.map(|w| w.as_taken(Taken::Notes));
    story.answer(notes);
    let texts: Vec<_> = made(&story).notes.into_iter().map(|n| n.text).collect();
    let first = "Told on 2 March 2026, session 1, entry 00000002:2; in answer to the question home; \
                 taken down word for word; interpreted by O.E.; not read back yet.";
    let second = "Told on 2 March 2026, session 1, entry 00000002:3; told unasked; taken down as \
                  notes, in words chosen by A.B.; not read back yet.";
    assert_eq!(texts, [first, second]);
}

#[test]
fn a_note_says_when_a_passage_was_confirmed() {
    let mut story = Story::with_talk();
    story.tell(LONG);
    story.read_back("2026-03-09");
    let narrative = made(&story);
    assert!(
        narrative.notes[0]
            .text
            .ends_with("read back on 9 March 2026 and confirmed.")
    );
    let text = whole(&narrative);
    assert!(
        text.contains("Every numbered paragraph was read back to me"),
        "{text}"
    );
    assert!(text.contains("9 March 2026, in Edo"), "{text}");
}

#[test]
fn the_order_is_that_of_the_chronology() {
    let mut story = Story::with_talk();
    let late = story.tell("Second");
    story.mark(late, |cut| at(cut, "2019"));
    let early = story.tell("First");
    story.mark(early, |cut| at(cut, "2016"));
    assert_eq!(numbered(&made(&story)), ["2016: First", "2019: Second"]);
}

#[test]
fn the_name_stands_in_place_of_the_label_once_it_is_given() {
    let mut story = Story::with_talk();
    story.tell(LONG);
    assert!(whole(&made(&story)).contains("In this statement I am called Swallow."));
    story.particular("name", "Blessing *Osa*");
    let text = whole(&made(&story));
    assert!(text.contains("My name is Blessing *Osa*."), "{text}");
    assert!(!text.contains("Swallow"));
}

#[test]
fn a_guide_that_was_read_already_is_not_read_again() {
    let mut story = Story::with_talk();
    story.answer(guided("money-said", "x", said("A lot")));
    let (view, chronology) = story.told();
    let desk = Desk::new();
    let read = [desk.guides.guide("small").unwrap()];
    let without = Library::embedded();
    let mut materials = Materials::new(&desk.templates, &without, NONCE);
    let text = |materials: &Materials<'_>| {
        numbered(&build(&view, &chronology, materials, &working()).unwrap()).join("|")
    };
    assert_eq!(text(&materials), "x A lot");
    materials.read = &read;
    assert_eq!(text(&materials), "About money, I said: A lot.");
}

/// The one passage of a case through a template about the person.
fn third(change: impl Fn(&mut crate::record::Cut), label: &str) -> String {
    let yaml = "template: own\ntitle: {en: Own}\npurpose: {en: x}\nlanguages: [en]\nvoice: third\n\
                editions: [working]\nrecipients: []\njurisdiction: DK\n\
                law_as_of: \"2026-11-01\"\nstatus: x\nsources: []\n";
    let desk = Desk::with_yaml(yaml, "{{ sentence(passage=passages[0]) }}");
    let mut story = Story::new(label);
    story.talk("2026-03-02");
    let passage = story.tell("The house was sold.");
    story.mark(passage, change);
    whole(&desk.make(&story, &Request::working("own")).unwrap())
}

#[test]
fn what_others_told_is_worded_about_the_person_too() {
    let told_by =
        |cut: &mut crate::record::Cut| cut.knowledge = Knowledge::ToldBy("an aunt".into());
    assert_eq!(
        third(told_by, "Swallow"),
        "As an aunt told Swallow: The house was sold.\n"
    );
    assert_eq!(
        third(told_by, ""),
        "As an aunt told the person: The house was sold.\n"
    );
    let inferred = |cut: &mut crate::record::Cut| cut.knowledge = Knowledge::Inferred;
    assert_eq!(
        third(inferred, "Swallow"),
        "A conclusion of Swallow: The house was sold.\n"
    );
}

#[test]
fn what_others_told_names_who_as_a_mark_and_the_words_as_told() {
    let mut story = Story::with_talk();
    let passage = story.tell("The house was sold.");
    story.mark(passage, |cut| {
        cut.knowledge = Knowledge::ToldBy("my aunt".into());
    });
    let narrative = made(&story);
    let kinds: Vec<_> = narrative
        .runs()
        .filter(|run| run.source.passage().is_some())
        .map(|run| (run.source.kind(), run.text.as_str()))
        .collect();
    let expected = [
        ("fixed", "As "),
        ("marked", "my aunt"),
        ("fixed", " told me: "),
        ("passage", "The house was sold."),
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn a_time_as_an_answer_is_not_said_twice() {
    let mut when = crate::record::Cut::default();
    at(&mut when, "May 2019");
    let answer = value(Value::When(when.when.clone().unwrap()));
    let mut story = Story::with_talk();
    let passage = story.answer(to("arrival", answer));
    story.mark(passage, |cut| cut.when.clone_from(&when.when));
    assert_eq!(numbered(&made(&story)), ["What about arrival? May 2019."]);
}

#[test]
fn words_stand_before_a_value_that_goes_with_them() {
    let mut answer = said("a little money");
    let (amount, currency) = ("500".into(), "EUR".into());
    answer.value = Some(Value::Money(Money { amount, currency }));
    assert_eq!(
        english(&to("pay", answer)),
        "What about pay? a little money"
    );
}

#[test]
fn a_region_of_the_language_is_the_language() {
    let mut answer = said("We left the house.");
    answer.words = answer.words.map(|w| Words {
        language: lang("en-GB"),
        ..w
    });
    let mut story = Story::with_talk();
    story.answer(answer);
    let narrative = made(&story);
    assert_eq!(numbered(&narrative), ["We left the house."]);
    let told = narrative.runs().find(|run| run.source.is_told()).unwrap();
    assert_eq!(told.language.as_str(), "en-GB");
}

#[test]
fn a_later_rendering_stands_for_an_earlier_one() {
    let mut story = Story::with_talk();
    let passage = story.tell("We left.");
    story.render(passage, "da", "Vi gik.");
    story.render(passage, "da", "Vi tog af sted.");
    let narrative = Desk::new().make(&story, &danish()).unwrap();
    assert_eq!(numbered(&narrative), ["Vi tog af sted."]);
}

#[test]
fn sessions_are_numbered_by_those_that_stand_in_the_document() {
    let mut story = Story::with_talk();
    let held = story.tell("not for the document");
    story.hold(held, Holding::LeftOut);
    story.talk("2026-03-05");
    story.tell("I left.");
    let narrative = made(&story);
    assert!(
        narrative.notes[0]
            .text
            .starts_with("Told on 5 March 2026, session 1,")
    );
    assert!(whole(&narrative).contains("in one talk:"));
}
