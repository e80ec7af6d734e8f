//! The controls that are there at every prompt: their words, their keys, their names.

use crate::text::{Text, UiLang, screen, spoken};

/// Something that can be done at any prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    Help,
    Again,
    Listen,
    Told,
    Declined,
    Later,
    Unknown,
    Forgotten,
    Softer,
    Why,
    Heavier,
    Signs,
    Private,
    Off,
    On,
    Remove,
    Pause,
    Break,
    Back,
    Ground,
    Note,
    Revise,
    Consent,
    Reopen,
    More,
    CameIn,
    Topic,
    Hide,
    Stop,
    Gone,
}

/// How a control is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name {
    pub(super) control: Control,
    /// What is typed after the colon, parted by spaces, the first being the one that is shown.
    words: Text,
    /// Name and hint.
    shown: Text,
    /// The function key.
    pub(super) key: Option<u8>,
}

const fn name(control: Control, words: Text, shown: Text, key: Option<u8>) -> Name {
    Name {
        control,
        words,
        shown,
        key,
    }
}

/// Every control, in the order of the list. Those that rule R1 wants at one key have one.
pub(super) const ALL: [Name; 30] = {
    use Control as C;
    use {screen as s, spoken as p};
    [
        name(C::Help, s::WORD_HELP, s::CONTROL_HELP, Some(1)),
        name(C::Declined, s::WORD_DECLINED, p::CONTROL_DECLINED, Some(2)),
        name(C::Later, s::WORD_LATER, p::CONTROL_LATER, Some(3)),
        name(C::Pause, s::WORD_PAUSE, p::CONTROL_PAUSE, Some(4)),
        name(C::Remove, s::WORD_REMOVE, p::CONTROL_REMOVE, Some(5)),
        name(C::Topic, s::WORD_TOPIC, p::CONTROL_TOPIC, Some(6)),
        name(C::Listen, s::WORD_LISTEN, p::CONTROL_LISTEN, Some(7)),
        name(C::Hide, s::WORD_HIDE, p::CONTROL_HIDE, Some(8)),
        name(C::Stop, s::WORD_STOP, p::CONTROL_STOP, Some(9)),
        name(C::CameIn, s::WORD_CAME_IN, p::CONTROL_CAME_IN, Some(12)),
        name(C::Unknown, s::WORD_UNKNOWN, p::CONTROL_UNKNOWN, None),
        name(C::Forgotten, s::WORD_FORGOTTEN, p::CONTROL_FORGOTTEN, None),
        name(C::Told, s::WORD_TOLD, p::CONTROL_TOLD, None),
        name(C::Softer, s::WORD_SOFTER, p::CONTROL_SOFTER, None),
        name(C::Why, s::WORD_WHY, p::CONTROL_WHY, None),
        name(C::Heavier, s::WORD_HEAVIER, p::CONTROL_HEAVIER, None),
        name(C::Signs, s::WORD_SIGNS, p::CONTROL_SIGNS, None),
        name(C::Break, s::WORD_BREAK, p::CONTROL_BREAK, None),
        name(C::Back, s::WORD_BACK, s::CONTROL_BACK, None),
        name(C::Ground, s::WORD_GROUND, p::CONTROL_GROUND, None),
        name(C::Private, s::WORD_PRIVATE, p::CONTROL_PRIVATE, None),
        name(C::Off, s::WORD_OFF, p::CONTROL_OFF, None),
        name(C::On, s::WORD_ON, p::CONTROL_ON, None),
        name(C::Note, s::WORD_NOTE, p::CONTROL_NOTE, None),
        name(C::Revise, s::WORD_REVISE, p::CONTROL_REVISE, None),
        name(C::Reopen, s::WORD_REOPEN, p::CONTROL_REOPEN, None),
        name(C::More, s::WORD_MORE, p::CONTROL_MORE, None),
        name(C::Consent, s::WORD_CONSENT, s::CONTROL_CONSENT, None),
        name(C::Gone, s::WORD_GONE, s::CONTROL_GONE, None),
        name(C::Again, s::WORD_AGAIN, s::CONTROL_AGAIN, None),
    ]
};

impl Name {
    /// Returns the word that is shown, without its colon.
    pub(super) fn word(&self, lang: UiLang) -> &'static str {
        self.words
            .raw(lang)
            .split(' ')
            .next()
            .expect("a split has a first part")
    }

    /// Returns what it does.
    pub(super) fn hint(&self, lang: UiLang) -> &'static str {
        self.shown.name_and_hint(lang).1
    }

    fn is_called(&self, word: &str, lang: UiLang) -> bool {
        self.words.raw(lang).split(' ').any(|known| known == word)
    }
}

/// What a line that begins with a colon is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Words of a person.
    Words(String),
    /// A control.
    Control(Control),
    /// A control on a line of its own below words.
    Below(String, Control),
    /// A word that there is not.
    NoSuchWord(String),
}

/// Reads what was typed: one line that begins with a colon is a control, all else are words. Words that
/// begin with a colon are written with two. A line of its own at the end that is exactly a control is
/// one, too.
pub(super) fn read(text: &str, lang: UiLang) -> Typed {
    if let Some((words, control)) = below(text, lang) {
        return Typed::Below(words.to_owned(), control);
    }
    let Some(rest) = text.strip_prefix(':') else {
        return Typed::Words(text.to_owned());
    };
    if rest.starts_with(':') {
        return Typed::Words(rest.to_owned());
    }
    if rest.trim_end().contains('\n') {
        return Typed::Words(text.to_owned());
    }
    let word = rest.trim().to_lowercase();
    find(&word, lang).map_or(Typed::NoSuchWord(word), Typed::Control)
}

/// Parts a control on the last line from the words above it.
pub(super) fn below(text: &str, lang: UiLang) -> Option<(&str, Control)> {
    let (words, last) = text.trim_end_matches('\n').rsplit_once('\n')?;
    let word = last.strip_prefix(':')?.trim_end().to_lowercase();
    Some((words, exactly(&word, lang)?))
}

/// Finds a control by its word: in the language of the screen first, then in the other, since `pause`
/// is another thing in English than in Danish; then by a beginning that only one word has.
fn find(word: &str, lang: UiLang) -> Option<Control> {
    if let Some(control) = exactly(word, lang) {
        return Some(control);
    }
    let begins = |n: &&Name| word.chars().count() >= 2 && n.word(lang).starts_with(word);
    let mut near = ALL.iter().filter(begins);
    match (near.next(), near.next()) {
        (Some(name), None) => Some(name.control),
        _ => None,
    }
}

fn exactly(word: &str, lang: UiLang) -> Option<Control> {
    let languages = [lang].into_iter().chain(UiLang::ALL);
    let mut names = languages.flat_map(|l| ALL.iter().map(move |n| (n, l)));
    let found = names.find(|(name, l)| name.is_called(word, *l));
    found.map(|(name, _)| name.control)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_control_is_called_in_both_languages_by_a_word_of_its_own() {
        for lang in UiLang::ALL {
            let words: BTreeSet<_> = ALL.iter().map(|name| name.word(lang)).collect();
            assert_eq!(words.len(), ALL.len());
            for name in &ALL {
                let typed = format!(":{}", name.word(lang));
                assert_eq!(read(&typed, lang), Typed::Control(name.control), "{typed}");
            }
        }
    }

    #[test]
    fn english_words_work_on_danish_screens_but_for_pause_which_is_a_break_there() {
        assert_eq!(
            read(":decline", UiLang::Da),
            Typed::Control(Control::Declined)
        );
        assert_eq!(read(":pause", UiLang::Da), Typed::Control(Control::Break));
        assert_eq!(read(":pause", UiLang::En), Typed::Control(Control::Pause));
    }

    #[test]
    fn stop_pause_skip_later_remove_and_topic_have_a_key_each() {
        use Control as C;
        for control in [
            C::Stop,
            C::Pause,
            C::Declined,
            C::Later,
            C::Remove,
            C::Topic,
            C::Hide,
        ] {
            let name = ALL.iter().find(|n| n.control == control).unwrap();
            assert!(name.key.is_some(), "{control:?}");
        }
    }

    #[test]
    fn a_control_below_words_leaves_the_words_as_they_are() {
        let en = UiLang::En;
        let typed = read("We walked.\n\n:signs", en);
        assert_eq!(typed, Typed::Below("We walked.\n".into(), Control::Signs));
        let words = "We walked.\n:sign";
        assert_eq!(read(words, en), Typed::Words(words.into()));
    }

    #[test]
    fn words_that_only_look_like_a_control_stay_words() {
        let en = UiLang::En;
        assert_eq!(read("::) she said", en), Typed::Words(":) she said".into()));
        assert_eq!(
            read(":stop\nhe said", en),
            Typed::Words(":stop\nhe said".into())
        );
        assert_eq!(read("stop", en), Typed::Words("stop".into()));
    }

    #[test]
    fn a_beginning_that_two_words_have_is_no_control() {
        assert_eq!(read(":re", UiLang::En), Typed::NoSuchWord("re".into()));
        assert_eq!(read(":rem", UiLang::En), Typed::Control(Control::Remove));
        assert_eq!(read(":", UiLang::En), Typed::NoSuchWord(String::new()));
    }
}
