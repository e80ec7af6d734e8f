//! Who is here, and whether the language and the interpreter are all right (R12, section 9).

use super::super::face::{Face, Line, Turn};
use super::super::page::Page;
use super::super::terms::PARTS;
use crate::interview::{Reply, Walk};
use crate::record::{Part, Present, Standing};
use crate::text::{Fill, Text, screen as s};

/// At the start, and when someone came in.
pub(super) fn ask(face: &mut Face<'_>, walk: &Walk, hear: &[String]) -> Result<Reply, Turn> {
    let mut others = Vec::new();
    if let Some(interpreter) = &walk.plan().terms.interpreter {
        let agreed = yes(face, hear, (s::WHO_INTERPRETER, &interpreter.initials))?;
        others.push(Standing {
            part: Part::Interpreter,
            name: Some(interpreter.initials.clone()),
            agreed,
        });
    }
    let language_works = yes(face, hear, (s::WHO_LANGUAGE, ""))?;
    others.extend(everyone_else(face, &[], s::WHO_ELSE)?);
    let mut present = Present::with(others);
    present.language_works = language_works;
    Ok(Reply::Here(present))
}

/// While someone is here who should not hear.
pub(super) fn hold(face: &mut Face<'_>, hear: &[String]) -> Result<Reply, Turn> {
    let others = everyone_else(face, hear, s::WHO_HOLD)?;
    Ok(Reply::Here(Present::with(others)))
}

fn everyone_else(face: &mut Face<'_>, hear: &[String], form: Text) -> Result<Vec<Standing>, Turn> {
    let parts = PARTS.map(|(_, text)| face.t(text).to_owned());
    let page = Page::asking(face.t(form))
        .say(hear.to_vec())
        .choice("0", face.t(s::WHO_NOBODY))
        .choices(parts.clone());
    let mut start = String::new();
    let chosen = loop {
        let text = face.ask(&page, Line::bare().starting(&start))?;
        match (text.trim(), super::numbers(&text, parts.len())) {
            ("0", _) => break Vec::new(),
            ("", _) if !face.is_plain() => {
                if let Some(marked) = face.list_many(&parts)? {
                    break marked;
                }
            }
            (_, Some(chosen)) if !chosen.is_empty() => break chosen,
            _ => {
                face.notice(s::PICK_NUMBER);
                start = text;
            }
        }
    };
    chosen.into_iter().map(|i| standing(face, i)).collect()
}

/// A name or initials, and whether the person agreed: asked alone, as C5 wants it.
fn standing(face: &mut Face<'_>, index: usize) -> Result<Standing, Turn> {
    let (part, text) = PARTS[index];
    let who = face.t(text);
    let fill = Fill::new().with("who", who);
    let page = Page::asking(s::WHO_NAME.say(face.lang(), &fill));
    let name = face.ask(&page, Line::bare())?;
    let agreed = if part.pauses_session() {
        false
    } else {
        yes(face, &[], (s::WHO_AGREED, who))?
    };
    let name = Some(name.trim().to_owned()).filter(|n| !n.is_empty());
    Ok(Standing { part, name, agreed })
}

fn yes(face: &mut Face<'_>, hear: &[String], (form, who): (Text, &str)) -> Result<bool, Turn> {
    let items = [s::YES_CHOICE, s::NO_CHOICE].map(|c| face.t(c).to_owned());
    let fill = Fill::new().with("who", who);
    let page = Page::asking(form.say(face.lang(), &fill))
        .say(hear.to_vec())
        .choices(items.clone());
    Ok(face.pick(&page, &items)? == 0)
}
