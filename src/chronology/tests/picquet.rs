//! Louisa Picquet's interview of 1860, marked with what she says of time.

use serde_json::Value;
use uuid::Uuid;

use crate::chronology::Chronology;
use crate::record::{
    Answer, Body, CaseId, CaseView, Content, Cut, EntryRef, Log, LogId, Mark, Opened, Range, Salt,
    SessionKind, Words,
};
use crate::text::{Lang, UiLang};
use crate::time::{Context, understand};

/// What was marked: the turn, where the passage begins, its time, its label, its place.
const MARKS: [(u64, &str, &str, &str, &str); 12] = [
    (1, "I WAS born", "", "born", "Columbia, South Carolina"),
    (
        1,
        "Then mother and me",
        "I was about two months old",
        "georgia",
        "Georgia",
    ),
    (
        4,
        "He used to give such big parties",
        "after georgia",
        "mobile",
        "Mobile",
    ),
    (
        13,
        "No. After we went to Mobile",
        "not fourteen years old",
        "",
        "Mobile",
    ),
    (
        22,
        "Well, I don't know exactly",
        "I wasn't quite fourteen",
        "the auction",
        "",
    ),
    (
        40,
        "No, sir; I never darken",
        "from the auction till after his death",
        "",
        "New Orleans",
    ),
    (
        45,
        "I guess the youngest",
        "during new orleans",
        "",
        "New Orleans",
    ),
    (
        64,
        "THEN, in about a month",
        "six years after the auction",
        "his death",
        "New Orleans",
    ),
    (
        67,
        "At the auction",
        "about twenty years ago, the same day as the auction",
        "",
        "",
    ),
    (
        69,
        "No; one of them died",
        "soon after cincinnati",
        "",
        "Cincinnati",
    ),
    (
        71,
        "Yes; three others",
        "about twelve years ago",
        "cincinnati",
        "Cincinnati",
    ),
    (
        71,
        "Three years after",
        "three years after cincinnati",
        "",
        "Cincinnati",
    ),
];

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn turns() -> Option<Vec<Value>> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/data/picquet-1860/turns.jsonl"
    );
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped: ../shared/data is not here");
        return None;
    };
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

fn cuts(turn: &Value, text: &str) -> Vec<Cut> {
    let marks: Vec<_> = MARKS
        .iter()
        .filter(|mark| Some(mark.0) == turn["n"].as_u64())
        .collect();
    let chars = |byte: usize| u32::try_from(text[..byte].chars().count()).unwrap();
    let starts: Vec<u32> = marks
        .iter()
        .map(|mark| chars(text.find(mark.1).unwrap()))
        .collect();
    let total = chars(text.len());
    let mut cuts = Vec::new();
    if starts.first() != Some(&0) {
        let end = starts.first().copied().unwrap_or(total);
        cuts.push(Cut::plain(Range { start: 0, end }));
    }
    let context = Context::of(UiLang::En).on("1860-05-15".parse().unwrap());
    for (index, mark) in marks.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(total);
        let mut cut = Cut::plain(Range {
            start: starts[index],
            end,
        });
        cut.when = (!mark.2.is_empty()).then(|| understand(mark.2, &context));
        assert!(
            cut.when
                .as_ref()
                .is_none_or(|when| !when.readings.is_empty()),
            "{}",
            mark.2
        );
        cut.label = (!mark.3.is_empty()).then(|| mark.3.into());
        cut.place = (!mark.4.is_empty()).then(|| mark.4.into());
        cuts.push(cut);
    }
    cuts
}

fn marked(turns: &[Value]) -> CaseView {
    let (case, id) = (
        CaseId::new(Uuid::from_u128(1)),
        LogId::new(Uuid::from_u128(2)),
    );
    let mut log = Log::new(case, id);
    let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
    let add = |log: &mut Log, what| -> EntryRef {
        log.append(Body::new(at, "x", what), Salt::new([0; 32])).id
    };
    add(
        &mut log,
        Content::Opened(Opened::new(case, id, SessionKind::Import)),
    );
    for turn in turns {
        let text = turn["answer"].as_str().unwrap();
        let words = Words::spoken(text, Lang::en(), "x");
        let answer = add(
            &mut log,
            Content::Answer(Answer {
                words: Some(words),
                ..Answer::default()
            }),
        );
        let mut mark = Mark::whole(answer, Cut::default());
        mark.cuts = cuts(turn, text);
        assert!(
            crate::chronology::check_cuts(
                answer,
                &mark.cuts,
                u32::try_from(text.chars().count()).unwrap()
            )
            .is_empty()
        );
        add(&mut log, Content::Mark(mark));
    }
    CaseView::fold(case, [&log])
}

#[test]
fn what_she_says_of_time_puts_her_life_in_order() {
    let Some(turns) = turns() else { return };
    let view = marked(&turns);
    let chronology = Chronology::of(&view);
    assert!(chronology.tensions.is_empty(), "{:?}", chronology.tensions);
    let name = |m: &crate::chronology::Moment| {
        let label = m.label.as_ref().map(ToString::to_string);
        label
            .or_else(|| m.when.as_ref().map(|w| w.said.clone()))
            .unwrap_or_default()
    };
    let order: Vec<String> = chronology.moments.iter().map(name).collect();
    let place = |name: &str| {
        order
            .iter()
            .position(|o| o == name)
            .unwrap_or_else(|| panic!("{name}: {order:?}"))
    };
    for pair in [
        "born",
        "georgia",
        "not fourteen years old",
        "the auction",
        "his death",
        "cincinnati",
        "three years after cincinnati",
    ]
    .windows(2)
    {
        assert!(place(pair[0]) < place(pair[1]), "{pair:?}: {order:?}");
    }
    assert!(place("georgia") < place("mobile"), "{order:?}");
    assert!(place("the auction") < place("from the auction till after his death"));
    assert!(place("cincinnati") < place("soon after cincinnati"));
    let death = chronology
        .moments
        .iter()
        .find(|m| name(m) == "his death")
        .unwrap();
    assert!(
        death
            .outer()
            .latest
            .is_some_and(|day| day < "1860-05-15".parse().unwrap())
    );
    let all: std::collections::BTreeSet<_> = chronology.order.iter().collect();
    assert_eq!(all.len(), view.passages().count());
}
