use proptest::prelude::*;

use super::*;

const GOOD: &str = "\
guide: small
title: {en: Small, da: Lille}
pace: standard
chapters:
  - id: home
    title: {en: Home, da: Hjem}
    phase: ease_in
    repeats:
      - {id: place, more: {en: \"Was there another place?\", da: \"Var der et sted mere?\"}}
    questions:
      - id: home-place
        ask: {en: \"Where did you grow up?\", da: \"Hvor voksede du op?\"}
        because: {en: \"To know you a little.\", da: \"For at kende dig lidt.\"}
        answer: place
        level: 0
        purpose: where they come from
        fact: home
        repeat: place
      - id: school
        ask: {en: \"What was school like?\", da: \"Hvordan var skolen?\"}
        because: {en: \"To know you a little.\", da: \"For at kende dig lidt.\"}
        answer: account
        level: 1
        purpose: school years
        show: \"answered(home-place)\"
        requires: home
        asks_about: [means.debt]
";

fn load(source: &str) -> Result<Guide, GuideFaults> {
    load_guide(
        &Arc::from("g.yaml"),
        source,
        &BTreeSet::from(["means.debt", "act.recruit"]),
    )
}

fn faults(change: (&str, &str)) -> Vec<String> {
    assert!(GOOD.contains(change.0), "{:?}", change.0);
    let source = GOOD.replacen(change.0, change.1, 1);
    load(&source)
        .expect_err("this should be refused")
        .0
        .iter()
        .map(GuideError::to_string)
        .collect()
}

#[test]
fn a_good_guide_loads_with_its_places() {
    let guide = load(GOOD).unwrap();
    let (chapter, school) = guide.question(&"school".into()).unwrap();
    assert_eq!((chapter.id.as_str(), school.level.get()), ("home", 1));
    assert_eq!(guide.place(&school.level).to_string(), "g.yaml:23:16");
    assert_eq!(guide.languages().len(), 2);
}

#[test]
fn the_hash_turns_with_every_letter() {
    let other = load(&GOOD.replace("grow up", "grow  up")).unwrap();
    assert_ne!(load(GOOD).unwrap().reference(), other.reference());
}

#[test]
fn a_misspelt_key_is_an_error() {
    let fault = &faults(("because:", "becuase:"))[0];
    assert!(
        fault.starts_with("g.yaml:13:9: the key `becuase` is not known here"),
        "{fault}"
    );
}

#[test]
fn a_wrong_type_is_an_error() {
    assert!(faults(("level: 0", "level: low"))[0].starts_with("g.yaml:15:16"));
    assert!(faults(("level: 0", "level: 7"))[0].contains("a level: 0, 1, 2, 3 or 4"));
}

#[test]
fn an_id_that_stands_twice_names_both_places() {
    let fault = &faults(("id: school", "id: home-place"))[0];
    assert_eq!(
        fault,
        "g.yaml:19:13: the id `home-place` stands twice; first at g.yaml:11:13"
    );
}

#[test]
fn an_id_of_another_form_is_an_error() {
    assert_eq!(
        faults(("id: school", "id: School"))[0],
        "g.yaml:19:13: `School` is no id"
    );
}

#[test]
fn an_unclosed_bracket_and_a_tab_are_errors() {
    assert!(!faults(("asks_about: [means.debt]", "asks_about: [means.debt")).is_empty());
    assert!(faults(("    title: {en: Home", "\ttitle: {en: Home"))[0].contains("tab"));
}

#[test]
fn a_condition_is_faulted_where_it_goes_wrong() {
    let fault = &faults(("answered(home-place)", "answered(home-place"))[0];
    assert_eq!(fault, "g.yaml:25:23: this bracket is not closed");
    let fault = &faults(("answered(home-place)", "answered(home-plce)"))[0];
    assert!(
        fault.contains("the question `home-plce`, which the guide does not have"),
        "{fault}"
    );
}

#[test]
fn what_a_question_names_must_be_there() {
    for (change, want) in [
        (
            ("requires: home", "requires: hoem"),
            "the fact `hoem`, which no question of the guide asks for",
        ),
        (
            ("means.debt]", "means.dept]"),
            "the element `means.dept`, which no framework has",
        ),
        (
            ("repeat: place", "repeat: plase"),
            "the group `plase`, which is not in the chapter's `repeats`",
        ),
    ] {
        let fault = &faults(change)[0];
        assert!(fault.contains(want), "{fault}");
    }
}

#[test]
fn a_choice_needs_choices_and_choices_need_a_choice() {
    assert!(faults(("answer: place", "answer: choice"))[0].contains("has fewer than two"));
    let two = "answer: place\n        choices: [{id: a, text: {en: A}}, {id: b, text: {en: B}}]";
    assert!(faults(("answer: place", two))[0].contains("does not ask for one"));
}

#[test]
fn all_faults_come_at_once_in_the_order_of_the_lines() {
    let source = GOOD
        .replace("repeat: place", "repeat: plase")
        .replace("means.debt]", "means.dept]");
    let faults = load(&source).unwrap_err();
    let lines: Vec<u64> = faults.0.iter().map(|f| f.place().line).collect();
    assert_eq!(lines, [18, 27]);
    assert!(
        faults
            .to_string()
            .contains("help: did you mean `means.debt`?")
    );
}

proptest! {
    #[test]
    fn no_text_panics(cut in 0..GOOD.len(), junk in ".{0,20}") {
        let mut source = GOOD.get(..cut).unwrap_or_default().to_owned();
        source.push_str(&junk);
        let shown = load(&source).map_err(|faults| faults.to_string());
        prop_assert!(shown.is_ok() || shown.is_err_and(|text| !text.is_empty()));
    }
}
