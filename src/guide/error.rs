//! What can be wrong with a guide.

use crate::text::yaml::{Place, YamlError};

/// A guide, pace, setting or framework that cannot be used as it stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum GuideError {
    /// It is not YAML of the documented form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// Two things carry the same id.
    #[error("{at}: the id `{id}` stands twice; first at {first}")]
    #[diagnostic(help("give one of them another id"))]
    Twice {
        /// The second.
        at: Place,
        /// The id.
        id: String,
        /// The first.
        first: Place,
    },
    /// An id has another form than ids have.
    #[error("{at}: `{id}` is no id")]
    #[diagnostic(help("use small letters, digits, `-`, `_` and `.`, such as `leaving-told`"))]
    Id {
        /// Where.
        at: Place,
        /// The id.
        id: String,
    },
    /// A `show` that cannot be read.
    #[error("{at}: {message}")]
    #[diagnostic(help("write `answered(x)`, `x is y`, `any(…)`, `all(…)` or `not(…)`"))]
    Condition {
        /// Where, within the expression.
        at: Place,
        /// What is wrong.
        message: String,
    },
    /// Something names what is not there.
    #[error("{at}: `{by}` names {what} `{name}`, which {missing}")]
    Unknown {
        /// Where the name stands.
        at: Place,
        /// The question or chapter that names it.
        by: String,
        /// What it names: a question, a fact, an element.
        what: &'static str,
        /// The name as written.
        name: String,
        /// Why it is not there.
        missing: &'static str,
        /// The nearest name, if one is near.
        #[help]
        help: Option<String>,
    },
    /// Something that its place does not allow.
    #[error("{at}: {message}")]
    Shape {
        /// Where.
        at: Place,
        /// What is wrong.
        message: String,
        /// What to do.
        #[help]
        help: Option<String>,
    },
}

impl GuideError {
    /// Returns where it is.
    pub fn place(&self) -> &Place {
        match self {
            Self::Yaml(fault) => &fault.at,
            Self::Twice { at, .. }
            | Self::Id { at, .. }
            | Self::Condition { at, .. }
            | Self::Unknown { at, .. }
            | Self::Shape { at, .. } => at,
        }
    }
}

/// Everything that is wrong with a file, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("{}", lines(&self.0))]
pub struct GuideFaults(pub Vec<GuideError>);

/// Returns faults as lines, each with its help below it.
pub(crate) fn lines<E: miette::Diagnostic>(faults: &[E]) -> String {
    let mut text = String::new();
    for fault in faults {
        if !text.is_empty() {
            text.push_str("\nerror: ");
        }
        text.push_str(&fault.to_string());
        if let Some(help) = miette::Diagnostic::help(fault) {
            text = text + "\nhelp: " + &help.to_string();
        }
    }
    text
}

impl From<GuideError> for GuideFaults {
    fn from(fault: GuideError) -> Self {
        Self(vec![fault])
    }
}
