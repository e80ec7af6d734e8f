use std::collections::BTreeSet;
use std::time::Duration;

use super::*;
use crate::guide::load_guide;

fn guide() -> Guide {
    let source = include_str!("../testing/small.yaml");
    load_guide(&Arc::from("small.yaml"), source, &BTreeSet::new()).unwrap()
}

fn check(replies: &str) -> Result<Vec<Script>, ScriptError> {
    let source = format!("case: Swallow\nsession: {{guide: small}}\nreplies:\n{replies}");
    let scripts = load_scripts(&Arc::from("s.yaml"), &source)?;
    scripts.iter().try_for_each(|s| s.check(&guide()))?;
    Ok(scripts)
}

fn fault(replies: &str) -> String {
    check(replies).unwrap_err().to_string()
}

#[test]
fn every_form_of_reply_reads() {
    let scripts = check(
        "  - {question: home-place, answer: \"A village.\", when: \"in 2016\", where: x, after: 4m}\n  \
         - {question: leaving-money, answer: {amount: 35000, currency: EUR}}\n  \
         - {question: leaving-told, reply: declined}\n  \
         - {question: stay-place, turn: 2, answer: \"A house.\", rendered: {da: \"Et hus.\"}}\n  \
         - {control: listen, answer: \"My sister.\"}\n  - {control: topic, topic: leaving}\n  \
         - {check_in: 6}\n  - {consent: C7, for: \"the lawyer\", reply: yes, understood: \"she reads\"}\n  \
         - {readback: all}\n  - {safety: no}\n  - {who: [companion, {part: officer, agreed: no}]}\n  \
         - {control: signs, codes: [up_shake]}\n",
    )
    .unwrap();
    assert_eq!(scripts[0].replies.len(), 12);
    assert_eq!(scripts[0].replies[9].safety.as_deref(), Some(&YesNo(false)));
}

#[test]
fn an_unknown_question_is_named_with_its_line_and_a_near_one() {
    let error = check("  - {question: home-palce, answer: x}\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "s.yaml:4:16: the guide has no question `home-palce`"
    );
    let help = miette::Diagnostic::help(&error).unwrap().to_string();
    assert_eq!(help, "did you mean `home-place`?");
}

#[test]
fn an_unknown_control_reply_chapter_or_choice_is_named() {
    assert!(fault("  - {control: lisen, answer: x}\n").contains("`lisen` is no control"));
    assert!(fault("  - {question: home-place, reply: no}\n").contains("`no` is no reply"));
    assert!(fault("  - {control: topic, topic: leavin}\n").contains("no chapter `leavin`"));
    assert!(fault("  - {question: papers-had, answer: maybe}\n").contains("no choice `maybe`"));
}

#[test]
fn a_misspelt_key_and_a_reply_to_nothing_are_errors() {
    assert!(fault("  - {qestion: home-place, answer: x}\n").contains("the key `qestion`"));
    assert!(fault("  - {after: 4m}\n").contains("a reply answers nothing"));
    assert!(fault("  - {control: listen}\n").contains("`listen` has no words"));
    assert!(fault("  - {question: home-place, answer: x, reply: later}\n").contains("either"));
    assert!(fault("  - {question: home-place, answer: x, after: soon}\n").contains("is no time"));
}

#[test]
fn a_consent_is_never_guessed() {
    assert!(fault("  - {consent: C7, for: A, reply: maybe}\n").contains("no reply to a consent"));
    assert!(fault("  - {consent: C7, reply: yes}\n").contains("no name is given"));
}

#[test]
fn a_score_and_a_sign_that_there_is_not_are_errors_before_the_talk() {
    assert!(fault("  - {check_in: 11}\n").contains("`11` is no score"));
    assert!(fault("  - {control: signs, codes: [up_shak]}\n").contains("is no code of a sign"));
}

#[test]
fn times_are_read_in_seconds_minutes_and_hours() {
    assert_eq!(duration("90s"), Some(Duration::from_secs(90)));
    assert_eq!(duration("4m"), Some(Duration::from_mins(4)));
    assert_eq!(duration("1h"), Some(Duration::from_hours(1)));
    for bad in ["", "m", "4", "4d", "-1m", "99999999999999999999h"] {
        assert_eq!(duration(bad), None, "{bad}");
    }
}

#[test]
fn several_sessions_are_parted_by_three_dashes() {
    let source = "case: A\nsession: {guide: small}\n---\ncase: A\nsession: {guide: small}\n";
    assert_eq!(load_scripts(&Arc::from("s.yaml"), source).unwrap().len(), 2);
}
