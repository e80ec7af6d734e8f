//! Values without words, as they are printed in a document: at the precision told, nothing converted.

use super::names::Tongue;
use crate::guide::Question;
use crate::record::{Choice, Document, Money, Span, Value};
use crate::text::screen::{
    VALUE_AND, VALUE_FROM, VALUE_HELD, VALUE_NO, VALUE_SCALE, VALUE_SPAN, VALUE_UNTIL, VALUE_YES,
};
use crate::text::{Fill, Lang, UiLang};
use crate::time::{When, show};

/// What values are read against.
pub(super) struct Read<'a> {
    pub(super) tongue: &'a Tongue,
    /// The language in which the value was told.
    pub(super) spoken: Option<&'a Lang>,
    pub(super) question: Option<&'a Question>,
}

impl Read<'_> {
    /// Returns a value in the document's language; `None` where it holds words that are not in it.
    pub(super) fn show(&self, value: &Value) -> Option<String> {
        match value {
            Value::Number(told) | Value::Duration(told) => self.told(told),
            Value::Money(money) => Some(self.money(money)),
            Value::YesNo(true) => Some(self.tongue.raw(&VALUE_YES).to_owned()),
            Value::YesNo(false) => Some(self.tongue.raw(&VALUE_NO).to_owned()),
            Value::Choice(choice) => self.choice(choice),
            Value::Choices(choices) => self.choices(choices),
            Value::Scale(n) => {
                let fill = Fill::new().with("n", n.to_string());
                Some(self.tongue.say(&VALUE_SCALE, &fill))
            }
            Value::When(when) => self.when(when),
            Value::Span(span) => self.span(span),
            Value::Place(name) | Value::Person(name) => Some(name.clone()),
            Value::Document(document) => self.document(document),
        }
    }

    /// Figures are the same in every language; words are not.
    fn told(&self, told: &str) -> Option<String> {
        let has_words = told.chars().any(char::is_alphabetic);
        let is_ours = self
            .spoken
            .is_none_or(|l| l.same_language(&self.tongue.lang));
        (!has_words || is_ours).then(|| told.to_owned())
    }

    fn money(&self, money: &Money) -> String {
        format!(
            "{} {}",
            grouped(&money.amount, self.tongue.ui),
            money.currency
        )
    }

    fn choice(&self, choice: &Choice) -> Option<String> {
        let choices = &self.question?.choices;
        let known = choices.iter().find(|c| c.id.as_str() == choice.0)?;
        known.text.get(&self.tongue.lang).map(str::to_owned)
    }

    fn choices(&self, choices: &[Choice]) -> Option<String> {
        let texts: Option<Vec<String>> = choices.iter().map(|c| self.choice(c)).collect();
        let texts = texts?;
        let (last, before) = texts.split_last()?;
        if before.is_empty() {
            return Some(last.clone());
        }
        let fill = Fill::new().with("a", before.join(", ")).with("b", last);
        Some(self.tongue.say(&VALUE_AND, &fill))
    }

    fn when(&self, when: &When) -> Option<String> {
        said_or_shown(when, self.tongue)
    }

    fn span(&self, span: &Span) -> Option<String> {
        let text = |when: &Option<When>| match when {
            Some(when) => self.when(when).map(Some),
            None => Some(None),
        };
        let (from, to) = (text(&span.from)?, text(&span.to)?);
        let pattern = match (&from, &to) {
            (Some(_), Some(_)) => &VALUE_SPAN,
            (Some(_), None) => &VALUE_FROM,
            (None, _) => &VALUE_UNTIL,
        };
        let fill = Fill::new()
            .with("from", from.unwrap_or_default())
            .with("to", to.unwrap_or_default());
        Some(self.tongue.say(pattern, &fill)).filter(|text| !text.is_empty())
    }

    fn document(&self, document: &Document) -> Option<String> {
        let what = self.told(&document.what)?;
        let Some(who) = &document.held_by else {
            return Some(what);
        };
        let fill = Fill::new().with("what", what).with("who", self.told(who)?);
        Some(self.tongue.say(&VALUE_HELD, &fill))
    }
}

/// Returns a time in the document's language: in the words in which it was said, where they are in
/// it; else as it can be shown, no sharper than it was told; `None` where nothing can be said.
pub(super) fn said_or_shown(when: &When, tongue: &Tongue) -> Option<String> {
    let is_ours = when.language.same_language(&tongue.lang);
    // An EDTF string is a notation and no one's words, so it is shown.
    let is_notation = crate::time::read_edtf(&when.said).is_ok();
    let is_year = when.said.len() == 4 && when.said.bytes().all(|b| b.is_ascii_digit());
    if is_ours && (!is_notation || is_year) && !when.said.is_empty() {
        return Some(when.said.clone());
    }
    when.reading().and_then(|reading| show(reading, tongue.ui))
}

/// Parts the figures of an amount in threes, if it is figures alone; else leaves it as told.
fn grouped(amount: &str, ui: UiLang) -> String {
    let (whole, rest) = amount.split_once('.').unwrap_or((amount, ""));
    let is_figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_figures(whole) || !is_figures(rest) {
        return amount.to_owned();
    }
    let (part, point) = match ui {
        UiLang::En => (',', '.'),
        UiLang::Da => ('.', ','),
    };
    let mut text = String::new();
    for (index, figure) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(part);
        }
        text.push(figure);
    }
    if !rest.is_empty() {
        text.push(point);
        text.push_str(rest);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Context, read_edtf, understand};

    fn show_in(lang: Lang, value: &Value) -> Option<String> {
        let tongue = Tongue::new(lang);
        let read = Read {
            tongue: &tongue,
            spoken: Some(&Lang::en()),
            question: None,
        };
        read.show(value)
    }

    fn both(value: &Value) -> (Option<String>, Option<String>) {
        (show_in(Lang::en(), value), show_in(Lang::da(), value))
    }

    fn texts(en: &str, da: &str) -> (Option<String>, Option<String>) {
        (Some(en.to_owned()), Some(da.to_owned()))
    }

    fn money(amount: &str) -> Value {
        let (amount, currency) = (amount.into(), "EUR".into());
        Value::Money(Money { amount, currency })
    }

    fn en_when(said: &str) -> When {
        let context = Context::of(UiLang::En);
        understand(said, &context)
    }

    #[test]
    fn money_is_parted_as_the_language_parts_it() {
        assert_eq!(both(&money("35000")), texts("35,000 EUR", "35.000 EUR"));
        assert_eq!(
            both(&money("1234567.50")),
            texts("1,234,567.50 EUR", "1.234.567,50 EUR")
        );
        assert_eq!(both(&money("500")), texts("500 EUR", "500 EUR"));
        assert_eq!(
            both(&money("about 500")),
            texts("about 500 EUR", "about 500 EUR")
        );
    }

    #[test]
    fn yes_no_and_scales_have_words_in_both_languages() {
        assert_eq!(both(&Value::YesNo(true)), texts("Yes", "Ja"));
        assert_eq!(both(&Value::YesNo(false)), texts("No", "Nej"));
        let scale = texts("6 on a scale from 0 to 10", "6 på en skala fra 0 til 10");
        assert_eq!(both(&Value::Scale(6)), scale);
    }

    #[test]
    fn figures_stand_in_every_language_and_words_in_their_own() {
        assert_eq!(both(&Value::Number("12".into())), texts("12", "12"));
        let about = Value::Number("about 12".into());
        assert_eq!(both(&about), (Some("about 12".into()), None));
        let long = Value::Duration("two years".into());
        assert_eq!(both(&long), (Some("two years".into()), None));
    }

    #[test]
    fn names_stand_in_every_language() {
        let place = Value::Place("Benin City".into());
        assert_eq!(both(&place), texts("Benin City", "Benin City"));
    }

    #[test]
    fn a_time_stands_in_its_own_words_or_as_it_can_be_shown() {
        let when = Value::When(en_when("around May 2019"));
        assert_eq!(both(&when), texts("around May 2019", "omkring maj 2019"));
        let rain = Value::When(en_when("when the rains were late"));
        assert_eq!(both(&rain), (Some("when the rains were late".into()), None));
    }

    #[test]
    fn a_notation_is_shown_and_a_year_is_a_word() {
        let value = |edtf: &str| {
            let reading = read_edtf(edtf).unwrap();
            Value::When(When::new(edtf, Lang::en(), vec![reading]))
        };
        let between = texts("between June and August 2017", "mellem juni og august 2017");
        assert_eq!(both(&value("[2017-06..2017-08]")), between);
        assert_eq!(both(&value("2017")), texts("2017", "2017"));
    }

    #[test]
    fn a_span_may_be_open() {
        let (from, to) = (Some(en_when("May 2019")), Some(en_when("June 2019")));
        let span = |from, to| Value::Span(Span { from, to });
        let whole = texts("from May 2019 to June 2019", "fra maj 2019 til juni 2019");
        assert_eq!(both(&span(from.clone(), to.clone())), whole);
        assert_eq!(
            both(&span(from, None)),
            texts("from May 2019", "fra maj 2019")
        );
        assert_eq!(
            both(&span(None, to)),
            texts("until June 2019", "indtil juni 2019")
        );
        assert_eq!(both(&span(None, None)), (None, None));
    }

    #[test]
    fn a_paper_says_who_holds_it() {
        let (what, held_by) = ("my passport".into(), Some("Madam".into()));
        let paper = Value::Document(Document { what, held_by });
        assert_eq!(
            both(&paper),
            (Some("my passport, held by Madam".into()), None)
        );
    }

    #[test]
    fn a_choice_without_its_guide_has_no_words() {
        assert_eq!(both(&Value::Choice(Choice("bus".into()))), (None, None));
    }
}
