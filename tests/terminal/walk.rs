//! A whole session: the shipped guide, and the made-up person of the demo.

use std::sync::Arc;

use heard::guide::{Guide, Library};
use heard::interview::{AnswerValue, Script, load_scripts};
use heard::record::{Content, EndedBy};
use heard::text::Lang;

use crate::pty::{Pty, Room};

fn script() -> Script {
    let source = include_str!("../../src/cli/demo/demo.yaml");
    let mut scripts = load_scripts(&Arc::from("demo.yaml"), source).unwrap();
    scripts.remove(0)
}

/// What is typed at the question on the screen.
fn answer(pty: &Pty, guide: &Guide, script: &Script) -> Option<(String, bool)> {
    let on_screen = |text: &str| pty.has(text);
    let asked = script.replies.iter().filter(|r| r.control.is_none());
    for reply in asked {
        let Some(id) = reply.question.as_deref() else {
            continue;
        };
        let (_, question) = guide.question(id)?;
        if !question.ask.get(&Lang::en()).is_some_and(on_screen) {
            continue;
        }
        return Some(match (reply.answer.as_deref(), &reply.reply) {
            (Some(AnswerValue::Text(text)), _) => (text.trim().to_owned(), true),
            (Some(AnswerValue::Money(m)), _) => (format!("{} {}", m.amount, m.currency), false),
            (_, Some(word)) => (format!(":{}", word.as_str()), false),
            _ => (":later".into(), false),
        });
    }
    None
}

/// Plays one page; says whether there was one.
fn turn(pty: &mut Pty, guide: &Guide, script: &Script, topics: &mut Vec<&str>) {
    let typed = match () {
        () if pty.has("Yes, it is safe to talk") => "1".to_owned(),
        () if pty.has("say yes to the interpreter")
            || pty.has("Is the language all right for the") =>
        {
            "1".to_owned()
        }
        () if pty.has("0: nobody else") => "0".to_owned(),
        () if pty.has("Where would you like to begin?") => topic(pty, topics),
        () if pty.has("Page ") => String::new(),
        () if pty.has("A number from 0 to 10, or the person's words. What") => "3".to_owned(),
        () if pty.has("What the person understood") => String::new(),
        () if pty.has("3 Not decided yet") || pty.has("3 Not now") => "1".to_owned(),
        () if pty.has("Would you like to hear what I've written?") => "1".to_owned(),
        () if pty.has("1 It is right") => "1".to_owned(),
        () if pty.has("Shall we have a break") || pty.has("2 No") => "2".to_owned(),
        () if pty.has("Stay with it") => "1".to_owned(),
        () if pty.has("A time as the person says it") => ":unknown".to_owned(),
        () if pty.has("The next step and its day") => "Thursday".to_owned(),
        () if pty.has("Enter: ") || pty.has("Enter goes on.") => String::new(),
        () => match answer(pty, guide, script) {
            Some((text, true)) if pty.has("Enter on an empty line") => {
                pty.account(&text);
                return;
            }
            Some((text, _)) => text,
            None => ":later".to_owned(),
        },
    };
    pty.line(&typed);
}

fn topic(pty: &Pty, topics: &mut Vec<&str>) -> String {
    let screen = pty.screen();
    let number = |title: &str| {
        let line = screen.lines().find(|l| l.contains(title))?;
        line.split_whitespace().next().map(str::to_owned)
    };
    while !topics.is_empty() {
        if let Some(number) = number(topics.remove(0)) {
            return number;
        }
    }
    // None of them today: the last page has that.
    number("None of these today").unwrap_or_default()
}

pub(crate) fn the_demo_person_tells_her_story_to_the_end() {
    let (script, guide) = (script(), Library::embedded().guide("life-story").unwrap());
    let room = Room::shipped().with("HEARD_TEST_INTERPRETER", "1");
    room.minute(20);
    let mut pty = room.start();
    let title = |id: &str| {
        guide
            .chapter(&id.into())
            .unwrap()
            .title
            .get(&Lang::en())
            .unwrap()
    };
    let mut topics = vec![title("home"), title("leaving"), title("journey")];
    let over = |pty: &Pty| {
        let bodies = pty.bodies();
        bodies.iter().any(|b| matches!(b.what, Content::Ended(_)))
    };
    for _ in 0..400 {
        pty.wait(|pty| over(pty) || pty.is_ready(), "no page");
        if over(&pty) {
            break;
        }
        turn(&mut pty, &guide, &script, &mut topics);
    }
    assert_eq!(pty.status(), 0);
    let ended = pty.bodies().into_iter().find_map(|b| match b.what {
        Content::Ended(ended) => Some(ended.by),
        _ => None,
    });
    assert_eq!(ended, Some(EndedBy::Closed));
    let told = ["My mother traded in Lagos", "My auntie's friend came"];
    let words = pty.words();
    for told in told {
        assert!(words.iter().any(|w| w.starts_with(told)), "{words:#?}");
    }
    assert!(!pty.is_apart() && !pty.has("Lagos"));
}
