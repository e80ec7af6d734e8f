use super::*;

/// A case that is ready for a submission to Ms Holm.
fn ready() -> Story {
    let mut story = Story::with_talk();
    story.tell("I left home in the morning, and I did not look back until the bridge.");
    story.read_back("2026-03-09");
    story.decide(Scope::NARRATIVE, Decision::Yes, None);
    story.decide(Scope::LAWYER, Decision::Yes, Some("Ms Holm"));
    story
}

fn submission() -> Request {
    Request::submission("statement", "Ms Holm")
}

fn submit(story: &Story) -> Result<Narrative, NarrativeError> {
    Desk::new().make(story, &submission())
}

#[test]
fn a_working_edition_needs_a_session_with_notes() {
    let mut story = Story::new("Swallow");
    story.session(SessionKind::Sitting, "2026-03-02", |opened| {
        opened.notes = crate::record::Notes::NotWanted;
    });
    assert_eq!(
        Desk::new().make(&story, &working()),
        Err(NarrativeError::NoNotes)
    );
}

#[test]
fn notes_taken_back_stop_every_document() {
    let mut story = ready();
    story.decide(Scope::NOTES, Decision::Withdrawn, None);
    assert_eq!(
        Desk::new().make(&story, &working()),
        Err(NarrativeError::NoNotes)
    );
    assert_eq!(submit(&story), Err(NarrativeError::NoNotes));
}

#[test]
fn a_no_to_notes_in_a_later_session_leaves_the_earlier_ones() {
    let mut story = ready();
    story.decide(Scope::NOTES, Decision::No, None);
    assert!(Desk::new().make(&story, &working()).is_ok());
}

#[test]
fn a_draft_that_was_refused_or_withdrawn_is_not_made() {
    for decision in [Decision::No, Decision::Withdrawn] {
        let mut story = ready();
        story.decide(Scope::NARRATIVE, decision, None);
        assert_eq!(
            Desk::new().make(&story, &working()),
            Err(NarrativeError::DraftRefused)
        );
        assert_eq!(submit(&story), Err(NarrativeError::DraftRefused));
    }
}

#[test]
fn a_draft_not_decided_yet_is_enough_for_a_working_edition_alone() {
    let mut story = ready();
    story.decide(Scope::NARRATIVE, Decision::Later, None);
    assert!(Desk::new().make(&story, &working()).is_ok());
    assert_eq!(submit(&story), Err(NarrativeError::DraftNotAgreed));
}

#[test]
fn a_yes_after_a_no_counts() {
    let mut story = ready();
    story.decide(Scope::NARRATIVE, Decision::No, None);
    story.decide(Scope::NARRATIVE, Decision::Yes, None);
    assert!(submit(&story).is_ok());
}

#[test]
fn a_submission_goes_to_someone_under_a_scope() {
    let narrative = submit(&ready()).unwrap();
    assert_eq!(narrative.meta.scope, Some(Scope::LAWYER));
    assert_eq!(narrative.meta.recipient.as_deref(), Some("Ms Holm"));
    assert_eq!(narrative.meta.edition, Edition::Submission);
}

#[test]
fn a_submission_without_a_name_is_refused() {
    for name in ["", "  "] {
        let request = Request::submission("statement", name);
        assert_eq!(
            Desk::new().make(&ready(), &request),
            Err(NarrativeError::NoRecipient)
        );
    }
}

#[test]
fn consent_for_one_name_is_none_for_another() {
    let request = Request::submission("statement", "Mr Dam");
    let refused = Desk::new().make(&ready(), &request).unwrap_err();
    assert!(matches!(&refused, NarrativeError::NotShared { scopes, .. } if scopes.len() == 5));
    let help = miette::Diagnostic::help(&refused).unwrap().to_string();
    assert!(help.contains("C7, C8, C9, C10, C11"), "{help}");
}

#[test]
fn consent_taken_back_for_a_name_acts_from_then_on() {
    let mut story = ready();
    story.decide(Scope::LAWYER, Decision::Withdrawn, Some("Ms Holm"));
    assert!(matches!(
        submit(&story),
        Err(NarrativeError::NotShared { .. })
    ));
}

#[test]
fn a_scope_that_the_template_does_not_have_opens_nothing() {
    let mut story = ready();
    story.decide(Scope::LAWYER, Decision::Withdrawn, Some("Ms Holm"));
    story.decide(Scope::LEARNING, Decision::Yes, Some("Ms Holm"));
    assert!(matches!(
        submit(&story),
        Err(NarrativeError::NotShared { .. })
    ));
}

#[test]
fn what_was_held_back_stays_out_without_a_trace() {
    let mut story = ready();
    let open = submit(&story).unwrap();
    let private = story.tell("the secret of the private room");
    story.hold(private, Holding::Private);
    let left_out = story.tell("the secret of the left-out room");
    story.hold(left_out, Holding::LeftOut);
    let erased = story.tell("the secret of the erased room");
    story.erase(erased.answer);
    let mut aside = to("language", said("the secret of the aside"));
    aside.asked.as_mut().unwrap().aside = true;
    story.answer(aside);
    let mut earlier = said("the secret of the police");
    earlier.earlier = Some("police".into());
    story.answer(earlier);
    assert_eq!(submit(&story).unwrap(), open);
}

#[test]
fn a_session_in_which_everything_was_held_back_leaves_no_trace() {
    let mut story = ready();
    let open = submit(&story).unwrap();
    story.interpreted_talk("2026-03-04");
    let secret = story.tell("the secret of a whole session");
    story.hold(secret, Holding::LeftOut);
    assert_eq!(submit(&story).unwrap(), open);
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let bytes = || serde_json::to_string(&made(&ready())).unwrap();
    assert_eq!(bytes(), bytes());
}

#[test]
fn the_nonce_does_not_show() {
    let (view, chronology) = ready().told();
    let desk = Desk::new();
    let with = |nonce| {
        let mut materials = desk.materials();
        materials.nonce = nonce;
        build(&view, &chronology, &materials, &working()).unwrap()
    };
    assert_eq!(with(NONCE), with(Nonce::new([1; 16])));
}
