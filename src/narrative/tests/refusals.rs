use super::*;

fn ready() -> (Story, PassageRef) {
    let mut story = Story::with_talk();
    let passage = story.tell("I left home in the morning, and I did not look back.");
    story.decide(Scope::NARRATIVE, Decision::Yes, None);
    story.decide(Scope::LAWYER, Decision::Yes, Some("Ms Holm"));
    (story, passage)
}

fn submission() -> Request {
    Request::submission("statement", "Ms Holm")
}

fn refusal(story: &Story, request: &Request) -> String {
    Desk::new().make(story, request).unwrap_err().to_string()
}

#[test]
fn nothing_told_is_no_document() {
    let story = Story::with_talk();
    assert_eq!(
        Desk::new().make(&story, &working()),
        Err(NarrativeError::NothingTold)
    );
}

#[test]
fn a_language_that_the_template_does_not_have_is_refused() {
    let (story, _) = ready();
    let request = working().in_language(lang("fr"));
    let refused = Desk::new().make(&story, &request).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the template `statement` does not exist in the language `fr`"
    );
    let help = miette::Diagnostic::help(&refused).unwrap().to_string();
    assert_eq!(help, "there are: en, da");
}

#[test]
fn a_template_that_is_not_there_is_refused() {
    let (story, _) = ready();
    let refused = refusal(&story, &Request::working("statment"));
    assert_eq!(refused, "there is no template `statment`");
}

#[test]
fn an_edition_that_the_template_does_not_have_is_refused() {
    let (story, _) = ready();
    let yaml = "template: own\ntitle: {en: Own}\npurpose: {en: x}\nlanguages: [en]\nvoice: first\n\
                editions: [working]\nrecipients: [C7]\njurisdiction: DK\n\
                law_as_of: \"2026-03-01\"\nstatus: x\nsources: []\n";
    let desk = Desk::with_yaml(yaml, "Hello");
    let refused = desk.make(&story, &Request::submission("own", "Ms Holm"));
    let refused = refused.unwrap_err().to_string();
    assert_eq!(refused, "the template `own` has no submission edition");
}

#[test]
fn a_submission_needs_everything_read_back() {
    let (mut story, passage) = ready();
    let refused = refusal(&story, &submission());
    assert_eq!(
        refused,
        "1 passage is not read back and confirmed yet: 00000002:2"
    );
    story.confirm(passage);
    assert!(Desk::new().make(&story, &submission()).is_ok());
    story.tell("And then I came to Odense, in the winter.");
    assert!(refusal(&story, &submission()).contains("00000002:6"));
}

#[test]
fn a_submission_needs_every_passage_in_its_language() {
    let (mut story, first) = ready();
    let second = story.tell("And then I came to Odense, in the winter.");
    story.read_back("2026-03-09");
    let request = submission().in_language(Lang::da());
    let refused = refusal(&story, &request);
    assert_eq!(
        refused,
        "2 passages are not in the language `da` yet: 00000002:2, 00000002:5"
    );
    let help = Desk::new().make(&story, &request).unwrap_err();
    let help = miette::Diagnostic::help(&help).unwrap().to_string();
    assert_eq!(
        help,
        "have them translated by a professional; the working edition marks each of them"
    );
    story.render(first, "da", "Jeg tog hjemmefra om morgenen.");
    story.render(second, "da", "Og så kom jeg til Odense.");
    assert!(Desk::new().make(&story, &request).is_ok());
}

#[test]
fn a_passage_cut_from_an_answer_is_named_with_its_stretch() {
    let (mut story, passage) = ready();
    let cut = |from, to| crate::record::Cut::plain((from, to).into());
    let mut mark = crate::record::Mark::whole(passage.answer, cut(0, 10));
    mark.cuts.push(cut(10, passage.range.end));
    story.add(crate::record::Content::Mark(mark));
    assert!(refusal(&story, &submission()).contains("00000002:2@0-10, 00000002:2@10-"));
}

#[test]
fn a_required_particular_is_a_blank_in_a_draft_and_a_refusal_in_a_submission() {
    let (mut story, _) = ready();
    story.read_back("2026-03-09");
    let desk = Desk::with_template("To {{ particulars.court }}");
    let narrative = desk.make(&story, &Request::working("own")).unwrap();
    assert_eq!(whole(&narrative), "To [To be filled in: court]\n");
    let blank = narrative.runs().last().unwrap();
    assert_eq!(
        (blank.style, blank.source.kind()),
        (Style::Blank, "particular")
    );
    let request = Request::submission("own", "Ms Holm");
    let refused = desk.make(&story, &request).unwrap_err().to_string();
    assert_eq!(refused, "the particulars `court` are missing");
    story.particular("court", "the City Court");
    assert_eq!(
        whole(&desk.make(&story, &request).unwrap()),
        "To the City Court\n"
    );
}

#[test]
fn no_refusal_holds_a_word_of_the_person() {
    let (mut story, _) = ready();
    story.tell("zebra");
    for request in [
        submission(),
        submission().in_language(Lang::da()),
        Request::submission("statement", "Mr Dam"),
    ] {
        let refused = Desk::new().make(&story, &request).unwrap_err();
        let shown = format!(
            "{refused} {refused:?} {:?}",
            miette::Diagnostic::help(&refused).map(|h| h.to_string())
        );
        assert!(
            !shown.contains("zebra") && !shown.contains("morning"),
            "{shown}"
        );
    }
}
