//! Why a document is not made. No message holds a word of the person.

use crate::record::Scope;
use crate::text::yaml::{Place, YamlError};

use super::Edition;

/// A document that is not made, and what would have to be so first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum NarrativeError {
    /// There is no template of this id.
    #[error("there is no template `{template}`")]
    NoTemplate {
        /// The id as asked for.
        template: String,
        /// A near one, or all that there are.
        #[help]
        help: Option<String>,
    },
    /// The template cannot be used as it stands.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Template(#[from] TemplateFaults),
    /// The template does not exist in this language.
    #[error("the template `{template}` does not exist in the language `{language}`")]
    NoLanguage {
        /// The template.
        template: String,
        /// The language as asked for.
        language: String,
        /// The languages there are.
        #[help]
        help: Option<String>,
    },
    /// The template has no such edition.
    #[error("the template `{template}` has no {edition} edition")]
    NoEdition {
        /// The template.
        template: String,
        /// The edition as asked for.
        edition: Edition,
        /// The editions there are.
        #[help]
        help: Option<String>,
    },
    /// No session has notes that were wanted and are wanted still (C2).
    #[error("there is no session in which the person wanted notes to be kept (C2)")]
    #[diagnostic(help("a document needs notes; ask about C2 in the next session"))]
    NoNotes,
    /// The person does not want a draft (C6).
    #[error("the person does not want a narrative to be made (C6)")]
    #[diagnostic(help(
        "their no stands; if they raise it again, take down their answer in a talk"
    ))]
    DraftRefused,
    /// A submission needs a yes to the draft (C6).
    #[error("the person has not said yes to a narrative (C6), which a submission needs")]
    #[diagnostic(help(
        "ask them in a talk, with `heard interview CASE`; a working edition can be made before"
    ))]
    DraftNotAgreed,
    /// A submission is for someone.
    #[error("a submission is made for someone, and no name was given")]
    #[diagnostic(help("say for whom, with `--for NAME`"))]
    NoRecipient,
    /// The person has not agreed that this one may have it.
    #[error("the person has not agreed that this document goes to `{recipient}`")]
    NotShared {
        /// The name as given.
        recipient: String,
        /// The scopes of which one would have to be in force.
        scopes: Vec<Scope>,
        /// What to do.
        #[help]
        help: Option<String>,
    },
    /// Nothing was told that may stand in the document.
    #[error("nothing was told that can stand in this document")]
    #[diagnostic(help("see what there is with `heard case show CASE`"))]
    NothingTold,
    /// Passages lack the language of the document.
    #[error("{} not in the language `{language}` yet: {}", are(passages), passages.join(", "))]
    #[diagnostic(help(
        "have them translated by a professional; the working edition marks each of them"
    ))]
    NotTranslated {
        /// The language of the document.
        language: String,
        /// The passages, in the order of the document.
        passages: Vec<String>,
    },
    /// Passages of a document in the person's voice were not confirmed.
    #[error("{} not read back and confirmed yet: {}", are(passages), passages.join(", "))]
    #[diagnostic(help(
        "read them to the person at the end of a talk, with `heard interview CASE`"
    ))]
    NotReadBack {
        /// The passages, in the order of the document.
        passages: Vec<String>,
    },
    /// Particulars are missing that the template must have.
    #[error("the particulars {} are missing", names(missing))]
    #[diagnostic(help("the working edition marks each of them"))]
    NoParticulars {
        /// Their names.
        missing: Vec<String>,
    },
    /// A paragraph of the template belongs to no line of it.
    #[error("{at}: a paragraph has no source")]
    #[diagnostic(help("a paragraph needs a word of its own or a function such as `say`"))]
    NoSource {
        /// The template.
        at: Place,
    },
}

fn are(passages: &[String]) -> String {
    match passages.len() {
        1 => "1 passage is".to_owned(),
        count => format!("{count} passages are"),
    }
}

fn names(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// Something that is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum TemplateError {
    /// Its `template.yaml` is not of the documented form.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Yaml(#[from] YamlError),
    /// Two templates carry the same id, or two files the same name.
    #[error("{at}: `{id}` stands twice; first at {first}")]
    #[diagnostic(help("give it a name of its own; what ships is never replaced"))]
    Twice {
        /// The second.
        at: Place,
        /// The id.
        id: String,
        /// The first.
        first: Place,
    },
    /// A file that the template names is not there.
    #[error("{at}: there is no file `{file}`")]
    NoFile {
        /// Where it is named.
        at: Place,
        /// The file.
        file: String,
        /// A near one.
        #[help]
        help: Option<String>,
    },
    /// It names something that templates do not get.
    #[error("{at}: `{name}` is no {what}")]
    Unknown {
        /// Where.
        at: Place,
        /// What it should be: a name of the context, a function, a filter, a test.
        what: &'static str,
        /// The name as written.
        name: String,
        /// A near one, or all that there are.
        #[help]
        help: Option<String>,
    },
    /// It has something that templates may not have.
    #[error("{at}: {what} is not allowed in a template")]
    NotAllowed {
        /// Where.
        at: Place,
        /// What.
        what: String,
        /// What to write instead, and why.
        #[help]
        help: Option<String>,
    },
    /// It is not in form, or fails while it runs.
    #[error("{at}: {message}")]
    Fault {
        /// Where.
        at: Place,
        /// What is wrong.
        message: String,
    },
}

impl TemplateError {
    /// Returns where it is.
    pub fn place(&self) -> &Place {
        match self {
            Self::Yaml(fault) => &fault.at,
            Self::Twice { at, .. }
            | Self::NoFile { at, .. }
            | Self::Unknown { at, .. }
            | Self::NotAllowed { at, .. }
            | Self::Fault { at, .. } => at,
        }
    }
}

/// Everything that is wrong with a template, in the order of its lines.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("{}", crate::guide::lines(&self.0))]
pub struct TemplateFaults(pub Vec<TemplateError>);

impl From<TemplateError> for TemplateFaults {
    fn from(fault: TemplateError) -> Self {
        Self(vec![fault])
    }
}

impl From<TemplateError> for NarrativeError {
    fn from(fault: TemplateError) -> Self {
        Self::Template(fault.into())
    }
}
