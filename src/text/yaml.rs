//! YAML with positions: reading, the place of each value, and errors that show it.
//!
//! All YAML of the program (guides, paces, templates, scripts) comes through [`read`] and
//! [`read_many`], so that the reader behind them can be exchanged in this one file. Types that are
//! read carry `deny_unknown_fields` and never `untagged` or `flatten`, which lose positions.

use std::fmt::{self, Write as _};
use std::ops::Deref;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize, Serializer};
use serde_saphyr::{Error, Location, Options, Spanned};

use super::near;

/// A value with the place where it stands in its file.
///
/// Two are equal when their values are, wherever they stand.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct At<T>(Spanned<T>);

impl<T> At<T> {
    /// Wraps a value that stands in no file.
    pub const fn nowhere(value: T) -> Self {
        Self(Spanned::new(value, Location::UNKNOWN, Location::UNKNOWN))
    }

    /// Returns the line, counted from 1; 0 for a value that stands in no file.
    pub fn line(&self) -> u64 {
        self.0.referenced.line()
    }

    /// Returns the column in characters, counted from 1; 0 for a value that stands in no file.
    pub fn column(&self) -> u64 {
        self.0.referenced.column()
    }

    /// Returns the place in `file`.
    pub fn place(&self, file: &Arc<str>) -> Place {
        Place {
            file: Arc::clone(file),
            line: self.line(),
            column: self.column(),
        }
    }

    /// Returns the value without its place.
    pub fn into_inner(self) -> T {
        self.0.value
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: fmt::Debug> fmt::Debug for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.value.fmt(f)
    }
}

impl<T: PartialEq> PartialEq for At<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.value == other.0.value
    }
}

impl<T: Eq> Eq for At<T> {}

impl<T: Default> Default for At<T> {
    fn default() -> Self {
        Self::nowhere(T::default())
    }
}

impl<T: Serialize> Serialize for At<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value.serialize(serializer)
    }
}

/// A place in a file, shown as `file:line:col`, counted from 1 in lines and characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user would name it.
    pub file: Arc<str>,
    /// The line; 0 where only the file is known.
    pub line: u64,
    /// The column in characters.
    pub column: u64,
}

impl Place {
    /// The file as a whole.
    pub fn of_file(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            line: 0,
            column: 0,
        }
    }

    /// Returns up to two lines before the place, the line itself and a caret below it.
    pub fn excerpt(&self, source: &str) -> String {
        let Some(last) = usize::try_from(self.line).ok().filter(|line| *line > 0) else {
            return String::new();
        };
        let first = last.saturating_sub(3);
        let mut shown = String::new();
        for (index, line) in source.lines().enumerate().skip(first).take(last - first) {
            writeln!(shown, "{:5} | {}", index + 1, super::for_terminal(line))
                .expect("a string can be written to");
        }
        let indent = usize::try_from(self.column).unwrap_or(1).saturating_sub(1);
        shown + "      | " + &" ".repeat(indent) + "^"
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// A YAML file that cannot be read as what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("{at}: {message}\n{excerpt}")]
pub struct YamlError {
    /// Where.
    pub at: Place,
    /// What is wrong there.
    pub message: String,
    /// The lines around it.
    pub excerpt: String,
    /// What to do, where that is known.
    #[help]
    pub help: Option<String>,
}

/// The largest file that is read, in bytes: ten times the longest guide anyone would write.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// Reads one YAML document.
///
/// # Errors
///
/// [`YamlError`] for what is not YAML, has an unknown or repeated key, a missing one or a wrong type,
/// or is larger than [`LARGEST`] or nested beyond reason.
pub fn read<T: DeserializeOwned>(file: &Arc<str>, source: &str) -> Result<T, YamlError> {
    refuse_large(file, source)?;
    serde_saphyr::from_str_with_options(source, options()).map_err(|e| explain(file, source, &e))
}

/// Reads the documents of a file, parted by `---`.
///
/// # Errors
///
/// As [`read`].
pub fn read_many<T: DeserializeOwned>(file: &Arc<str>, source: &str) -> Result<Vec<T>, YamlError> {
    refuse_large(file, source)?;
    serde_saphyr::from_multiple_with_options(source, options())
        .map_err(|e| explain(file, source, &e))
}

fn refuse_large(file: &Arc<str>, source: &str) -> Result<(), YamlError> {
    if source.len() <= LARGEST {
        return Ok(());
    }
    Err(YamlError {
        at: Place::of_file(file),
        message: format!(
            "the file has {} bytes; the limit is {LARGEST}",
            source.len()
        ),
        excerpt: String::new(),
        help: Some("split it into several files".into()),
    })
}

fn options() -> Options {
    serde_saphyr::options! {
        with_snippet: false,
        strict_booleans: true,
        no_schema: false,
        budget: serde_saphyr::budget! { max_nodes: 100_000, max_depth: 40, max_aliases: 100 },
    }
}

fn explain(file: &Arc<str>, source: &str, error: &Error) -> YamlError {
    let error = error.without_snippet();
    let (line, column) = error.location().map_or((0, 0), |l| (l.line(), l.column()));
    let (mut message, help) = words_for(error);
    let mut at = Place {
        file: Arc::clone(file),
        line,
        column,
    };
    // The reader names the place where it began to look, which can be lines before.
    if message.contains("tab")
        && let Some((line, column)) = tab_from(source, line)
    {
        (at.line, at.column) = (line, column);
        message = "a tab stands in the indentation".into();
    }
    let excerpt = at.excerpt(source);
    YamlError {
        at,
        message,
        excerpt,
        help,
    }
}

fn words_for(error: &Error) -> (String, Option<String>) {
    match error {
        Error::SerdeUnknownField {
            field, expected, ..
        } => (
            format!("the key `{field}` is not known here"),
            one_of(field, expected),
        ),
        Error::SerdeUnknownVariant {
            variant, expected, ..
        } => (
            format!("`{variant}` is none of the values known here"),
            one_of(variant, expected),
        ),
        Error::SerdeMissingField { field, .. } => (
            format!("the key `{field}` is missing"),
            Some(format!("add `{field}:`")),
        ),
        Error::DuplicateMappingKey { key, .. } => (
            format!("the key `{}` stands twice", key.as_deref().unwrap_or("?")),
            Some("keep one of the two".into()),
        ),
        Error::InvalidScalar { ty, .. } => (format!("expected {}", plain_type(ty)), None),
        Error::InvalidBooleanStrict { .. } => ("expected `true` or `false`".into(), None),
        Error::NullIntoString { .. } => (
            "expected a text, found nothing".into(),
            Some("write the text, or `\"\"`".into()),
        ),
        Error::Budget { .. } | Error::AliasReplayLimitExceeded { .. } => (
            "the file repeats or nests more than any guide needs".into(),
            Some("write it without anchors and aliases".into()),
        ),
        other => other_words(other),
    }
}

fn other_words(error: &Error) -> (String, Option<String>) {
    let formatter = serde_saphyr::UserMessageFormatter;
    let message = serde_saphyr::MessageFormatter::format_message(&formatter, error).into_owned();
    let help = if message.contains("tab") {
        Some("indent with spaces")
    } else if message.contains("flow mapping") || message.contains("bracket '{'") {
        Some("close the `{` that stands before this place with `}`")
    } else if message.contains("flow sequence") || message.contains("bracket '['") {
        Some("close the `[` that stands before this place with `]`")
    } else {
        None
    };
    (message, help.map(str::to_owned))
}

/// Returns the place of the first tab in the indentation of a line, from this line on.
fn tab_from(source: &str, line: u64) -> Option<(u64, u64)> {
    let lines = (1_u64..).zip(source.lines());
    let mut from = lines.skip_while(|(n, _)| *n < line);
    from.find_map(|(n, text)| {
        let indent = text.chars().take_while(|c| c.is_whitespace());
        let before = (1_u64..).zip(indent).find(|(_, c)| *c == '\t')?;
        Some((n, before.0))
    })
}

fn one_of(written: &str, known: &[&str]) -> Option<String> {
    near::did_you_mean(written, known.iter().copied()).or_else(|| {
        let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
        (!names.is_empty()).then(|| format!("known here: {}", names.join(", ")))
    })
}

fn plain_type(ty: &str) -> &'static str {
    match ty {
        "bool" => "`true` or `false`",
        "f32" | "f64" | "float" => "a number",
        t if t.starts_with('u') => "a whole number, 0 or more",
        t if t.starts_with('i') => "a whole number",
        _ => "another kind of value",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Small {
        id: At<String>,
        #[serde(default)]
        level: At<u8>,
        #[serde(default)]
        sure: bool,
    }

    fn file() -> Arc<str> {
        Arc::from("a.yaml")
    }

    fn fault(source: &str) -> YamlError {
        read::<Small>(&file(), source).expect_err("this should be refused")
    }

    #[test]
    fn a_value_knows_its_line_and_column() {
        let small: Small = read(&file(), "id: x\nlevel:   3\n").unwrap();
        assert_eq!(small.level.place(&file()).to_string(), "a.yaml:2:10");
        assert_eq!(
            (small.id.as_str(), *small.level, small.sure),
            ("x", 3, false)
        );
    }

    #[test]
    fn a_misspelt_key_is_named_with_a_near_one() {
        let fault = fault("id: x\nlevl: 3\n");
        assert_eq!(fault.at.to_string(), "a.yaml:2:1");
        assert_eq!(fault.message, "the key `levl` is not known here");
        assert_eq!(fault.help.as_deref(), Some("did you mean `level`?"));
    }

    #[test]
    fn the_excerpt_points_at_the_place() {
        assert_eq!(
            fault("id: x\nlevl: 3\n").excerpt,
            "    1 | id: x\n    2 | levl: 3\n      | ^"
        );
    }

    #[test]
    fn a_repeated_key_is_refused_at_the_second() {
        let fault = fault("id: x\nid: y\n");
        assert_eq!(
            (fault.at.line, fault.message.as_str()),
            (2, "the key `id` stands twice")
        );
    }

    #[test]
    fn a_wrong_type_says_what_was_expected() {
        assert_eq!(
            fault("id: x\nlevel: three\n").message,
            "expected a whole number, 0 or more"
        );
        assert_eq!(
            fault("id: x\nsure: maybe\n").message,
            "expected `true` or `false`"
        );
    }

    #[test]
    fn a_missing_key_is_named() {
        assert_eq!(fault("level: 1\n").message, "the key `id` is missing");
    }

    #[test]
    fn a_tab_is_refused_and_spaces_are_advised() {
        let fault = fault("id:\n\tx: 1\n");
        assert_eq!(
            (fault.at.line, fault.help.as_deref()),
            (2, Some("indent with spaces"))
        );
    }

    #[test]
    fn a_tab_is_found_in_the_line_that_has_it() {
        let fault = fault("id: x\n\tlevel: 1\n");
        assert_eq!(fault.at.to_string(), "a.yaml:2:1");
        assert_eq!(fault.message, "a tab stands in the indentation");
    }

    #[test]
    fn an_unclosed_bracket_has_a_place_and_a_remedy() {
        for (source, open) in [("id: [\n", "`[`"), ("title: {en: x, da: y\nid: z\n", "`{`")] {
            let fault = read::<serde_json::Value>(&file(), source).unwrap_err();
            assert!(fault.at.line >= 1);
            let help = fault.help.unwrap_or(fault.message);
            assert!(help.contains(open), "{help}");
        }
    }

    #[test]
    fn yes_and_no_stay_words() {
        let small: Small = read(&file(), "id: no\n").unwrap();
        assert_eq!(small.id.as_str(), "no");
    }

    #[test]
    fn an_alias_bomb_is_refused() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for level in 1..10 {
            let before = level - 1;
            writeln!(
                bomb,
                "a{level}: &a{level} [*a{before},*a{before},*a{before},*a{before}]"
            )
            .unwrap();
        }
        assert!(read::<serde_json::Value>(&file(), &bomb).is_err());
    }

    #[test]
    fn deep_nesting_and_large_files_are_refused() {
        assert!(read::<serde_json::Value>(&file(), &"[".repeat(20_000)).is_err());
        let large = format!("id: {}", "x".repeat(LARGEST));
        assert_eq!(fault(&large).at.to_string(), "a.yaml");
    }

    #[test]
    fn documents_are_parted_by_three_dashes() {
        let all: Vec<Small> = read_many(&file(), "id: x\n---\nid: y\n").unwrap();
        assert_eq!(all.len(), 2);
    }
}
