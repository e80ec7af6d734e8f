//! Running a template: context in, Markdown with markers out.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tera::{ErrorKind, Kwargs, State, Tera, TeraResult};

use super::lines::{Lines, Marked, STEP};
use super::marks::{self, Kind, Mark};
use super::scan::{self, Sources};
use super::{Context, Nonce, Template, TemplateError, TemplateFaults, lexer};
use crate::text::markup;
use crate::text::yaml::Place;

/// The most steps that a template may take, each turn of a loop and each file being one.
const MOST_STEPS: u64 = 1_000_000;
/// The most bytes that a template may write; words are not among them.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// A template in one language, ready to run.
pub(super) struct Engine<'a> {
    tera: Tera,
    sources: &'a Sources<'a>,
    marked: BTreeMap<String, Marked>,
    lines: Lines,
}

/// What came out of a template.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) markdown: String,
    pub(super) lines: Lines,
}

impl<'a> Engine<'a> {
    /// Reads a template and checks it.
    ///
    /// # Errors
    ///
    /// [`TemplateFaults`] with everything in it that templates may not have.
    pub(super) fn load(
        sources: &'a Sources<'a>,
        template: &Template,
        nonce: Nonce,
    ) -> Result<Self, TemplateFaults> {
        let mut lines = Lines::default();
        let marked: BTreeMap<String, Marked> = sources
            .iter()
            .map(|(key, file)| (key.to_owned(), lines.mark(file, nonce)))
            .collect();
        let mut engine = Self {
            tera: functions(nonce),
            sources,
            marked,
            lines,
        };
        let texts = engine
            .marked
            .iter()
            .map(|(key, marked)| (key, &marked.text));
        let added = engine.tera.add_raw_templates(texts);
        let fault = added.err().map(|error| engine.explain(&error));
        let is_syntax = matches!(fault, Some((_, true)));
        let mut faults = scan::faults(sources, template);
        if is_syntax || faults.is_empty() {
            faults = fault.map(|(fault, _)| fault).into_iter().collect();
        }
        if faults.is_empty() {
            Ok(engine)
        } else {
            Err(TemplateFaults(faults))
        }
    }

    /// Runs the template.
    ///
    /// # Errors
    ///
    /// [`TemplateError::Fault`] where it uses a value as what it is not, or goes on without end.
    pub(super) fn run(self, context: &Context) -> Result<Rendered, TemplateError> {
        let mut out = Bounded(Vec::new());
        let context = tera::Context::from_serialize(context);
        let ran = context.and_then(|c| self.tera.render_to(&self.sources.main, &c, &mut out));
        ran.map_err(|error| self.explain(&error).0)?;
        let lines = self.lines;
        let markdown = String::from_utf8_lossy(&out.0).into_owned();
        Ok(Rendered { markdown, lines })
    }

    /// Returns an error of Tera as ours, with its place; and whether the template is not in form.
    fn explain(&self, error: &tera::Error) -> (TemplateError, bool) {
        let (report, is_syntax) = match error.kind() {
            ErrorKind::SyntaxError(report) => (report, true),
            ErrorKind::RenderingError(report) => (report, false),
            ErrorKind::Io(_) => {
                let message =
                    format!("the document is longer than {MOST_BYTES} bytes without its words");
                return (self.fault(&self.sources.main, None, &message), false);
            }
            other => {
                return (
                    self.fault(&self.sources.main, None, &other.to_string()),
                    false,
                );
            }
        };
        let at = Some(report.span().range.start);
        (
            self.fault(report.filename(), at, report.message()),
            is_syntax,
        )
    }

    fn fault(&self, key: &str, at: Option<usize>, message: &str) -> TemplateError {
        let unknown = || Place::of_file(&Arc::from(key));
        let at = self.sources.get(key).map_or_else(unknown, |file| {
            let original = at.zip(self.marked.get(key)).map(|(at, m)| m.original(at));
            original.map_or_else(
                || Place::of_file(&file.name),
                |at| lexer::place(&file.name, &file.text, at),
            )
        });
        let message = plain(message);
        TemplateError::Fault { at, message }
    }
}

/// A message of Tera in our form: its first sentence, lower case, without full stop.
fn plain(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let mut chars = first.trim_end_matches('.').chars();
    let start = chars.next().map(|c| c.to_ascii_lowercase());
    start.into_iter().chain(chars).collect()
}

/// Text that templates write is bounded.
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn functions(nonce: Nonce) -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([""]);
    tera.set_escape_fn(|text, out| out.write_all(escape_one_line(text).as_bytes()));
    tera.register_filter("safe", |text: String, _: Kwargs, _: &State<'_>| text);
    for (name, kind) in [
        ("say", Kind::Say),
        ("ask", Kind::Ask),
        ("date", Kind::Date),
        ("sentence", Kind::Sentence),
    ] {
        tera.register_function(
            name,
            move |given: Kwargs, _: &State<'_>| -> TeraResult<String> {
                let index = passage(&given)?;
                Ok(marks::write(nonce, Mark { kind, index }))
            },
        );
    }
    for (name, kind) in [
        ("number", Kind::Number),
        ("line", Kind::WriteOn),
        ("blank", Kind::Blank),
        ("page_break", Kind::PageBreak),
    ] {
        let index = 0;
        let mark = marks::write(nonce, Mark { kind, index });
        tera.register_function(name, move |_: Kwargs, _: &State<'_>| mark.clone());
    }
    let steps = AtomicU64::new(0);
    tera.register_function(
        STEP,
        move |_: Kwargs, _: &State<'_>| -> TeraResult<String> {
            if steps.fetch_add(1, Ordering::Relaxed) < MOST_STEPS {
                return Ok(String::new());
            }
            let message = format!("the template takes more than {MOST_STEPS} steps");
            Err(tera::Error::message(message))
        },
    );
    tera
}

/// A text of the context as Markdown on one line; markers pass unchanged.
fn escape_one_line(text: &str) -> String {
    markup::markdown(text, " ")
}

/// Returns which passage a function was given.
fn passage(given: &Kwargs) -> TeraResult<usize> {
    let passage = given.must_get::<tera::Value>("passage")?;
    let index = passage.get_from_path("n").and_then(tera::Value::as_u64);
    index
        .and_then(|n| usize::try_from(n).ok())
        .ok_or_else(|| tera::Error::message("expected a passage, one of `passages`"))
}

#[cfg(test)]
mod tests {
    use super::super::marks::Part;
    use super::super::template::GOOD;
    use super::*;
    use crate::guide::SourceFile;

    const NONCE: Nonce = Nonce::new([3; 16]);

    /// Runs a template over the sample context; markers show as their kinds.
    fn run(text: &str) -> Result<String, String> {
        let template = Template::read(&Arc::from("t.yaml"), GOOD).unwrap();
        let file = SourceFile {
            name: Arc::from("m.tera"),
            text: text.to_owned(),
            embedded: false,
        };
        let mut sources = Sources::new("main.tera".to_owned());
        sources.add("main.tera".to_owned(), &file);
        let engine = Engine::load(&sources, &template, NONCE).map_err(|f| f.to_string())?;
        let context = Context::plain();
        let rendered = engine.run(&context).map_err(|f| f.to_string())?;
        let parts = marks::parts(NONCE, &rendered.markdown).ok_or("a broken marker")?;
        let show = |part: &Part<'_>| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::Mark(mark) if mark.kind == Kind::Line => String::new(),
            Part::Mark(mark) => format!("<{:?} {}>", mark.kind, mark.index),
        };
        Ok(parts.iter().map(show).collect())
    }

    #[test]
    fn functions_leave_markers() {
        assert_eq!(
            run("{% for p in passages %}{{ number() }}{{ say(passage=p) }}{% endfor %}").unwrap(),
            "<Number 0><Say 0>"
        );
        for (name, kind) in [("ask", "Ask"), ("date", "Date"), ("sentence", "Sentence")] {
            let text = format!("{{{{ {name}(passage=passages[0]) }}}}");
            assert_eq!(run(&text).unwrap(), format!("<{kind} 0>"));
        }
    }

    #[test]
    fn texts_of_the_context_are_escaped() {
        assert_eq!(run("{{ \"*a* <b>\" }}").unwrap(), "\\*a\\* \\<b>");
    }

    #[test]
    fn a_template_that_is_not_in_form_is_refused_with_its_place() {
        let fault = run("Hello\nyou {% if %}").unwrap_err();
        assert!(fault.starts_with("m.tera:2:11: "), "{fault}");
        let fault = run("Hello {% for p in passages %}").unwrap_err();
        assert!(fault.starts_with("m.tera:1:"), "{fault}");
    }

    #[test]
    fn a_value_used_as_what_it_is_not_is_refused_with_its_place() {
        let fault = run("a word\nthen {{ say(passage=3) }}").unwrap_err();
        assert_eq!(fault, "m.tera:2:9: expected a passage, one of `passages`");
    }

    #[test]
    fn a_function_without_its_argument_is_refused() {
        let fault = run("{{ say() }}").unwrap_err();
        assert_eq!(fault, "m.tera:1:4: missing keyword argument `passage`");
    }

    #[test]
    fn loops_that_do_not_end_in_reason_are_stopped() {
        let open = "{% for a in \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" %}";
        let text = open.repeat(5) + &"{% endfor %}".repeat(5);
        let fault = run(&text).unwrap_err();
        assert!(fault.contains("takes more than 1000000 steps"), "{fault}");
    }

    #[test]
    fn what_is_written_is_bounded() {
        let open = "{% for a in \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" %}";
        let text = open.repeat(3) + &"long ".repeat(1000) + &"{% endfor %}".repeat(3);
        let fault = run(&text).unwrap_err();
        assert!(fault.contains("the document is longer than"), "{fault}");
    }

    #[test]
    fn a_broken_number_of_a_passage_is_no_marker_of_ours() {
        assert!(run("{{ passages | length }}").unwrap() == "1");
    }
}
