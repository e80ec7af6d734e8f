//! `heard mark`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::Args as ClapArgs;

use super::failure::Failure;
use super::house::{House, read_text};
use super::out::Out;
use super::{cases, clock};
use crate::chronology::{MarkLine, check_cuts, read_mark_lines, suggest_cuts};
use crate::record::{
    AnswerView, Body, CaseView, Content, Cut, EntryRef, Held, Holding, Mark, PassageRef, Rel, Words,
};
use crate::text::UiLang;
use crate::time::{Context, World, labels_in_words, understand};
use crate::vault::NewSession;

/// Cuts answers into passages and places them in time and space, from a file.
///
/// The file is JSON Lines, a passage a line: `answer` (LOG:n), `range` in characters, and `when`, `label`,
/// `place`, `people`, `knowledge`, `private` where known. Every word of an answer is in exactly one
/// passage, and none is changed.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example: heard mark Swallow --suggest > marks.jsonl && heard mark Swallow --from marks.jsonl"
)]
pub(super) struct MarkArgs {
    /// The case: its label, the beginning of it, or its id.
    case: String,
    /// The passages.
    #[arg(long, value_name = "FILE", required_unless_present = "suggest")]
    from: Option<PathBuf>,
    /// Writes lines to begin with: where answers that nobody cut yet may be cut, and the times in them.
    #[arg(long, conflicts_with = "from")]
    suggest: bool,
    /// A culture whose seasons, feasts and events are meant, such as NG-ED; may be given again.
    #[arg(long, value_name = "ID")]
    culture: Vec<String>,
}

pub(super) fn run(args: &MarkArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let world = house.library()?.world()?;
    super::landmark::check_cultures(&world, &args.culture)?;
    let mut vault = house.open()?;
    let mut case = cases::open_verified(&mut vault, &args.case)?;
    let view = case.view();
    let desk = Desk {
        world: &world,
        cultures: &args.culture,
        view: &view,
    };
    let Some(file) = &args.from else {
        return desk.suggest(out);
    };
    let lines = read(file)?;
    let marks = desk.marks(&lines)?;
    let (at, by) = (clock::now()?, vault.identity().name().to_owned());
    let bodies = marks
        .iter()
        .flat_map(|mark| bodies(mark, &lines, (at, &by)))
        .collect();
    vault.write_session(&mut case, NewSession::desk(at, bodies), |_| {})?;
    let passages: usize = marks.iter().map(|mark| mark.cuts.len()).sum();
    out.note(&format!(
        "Marked {passages} passages in {} answers",
        marks.len()
    ));
    Ok(())
}

struct Desk<'a> {
    world: &'a World,
    cultures: &'a [String],
    view: &'a CaseView,
}

impl Desk<'_> {
    /// Writes a line for each passage that an answer may be cut into; answers that were cut stay out.
    fn suggest(&self, out: &mut Out) -> Result<(), Failure> {
        for answer in self.view.answers().filter(|a| a.answer.earlier.is_none()) {
            let Some(words) = answer
                .answer
                .words
                .as_ref()
                .filter(|_| answer.cuts.len() == 1)
            else {
                continue;
            };
            let labels = labels(self.view, &[]);
            let context = self.context(answer, &labels);
            for suggestion in suggest_cuts(&words.text, &context) {
                let mut line = MarkLine::new(answer.id, suggestion.range);
                line.when = suggestion.when.map(|when| when.said);
                out.line(&serde_json::to_string(&line).map_err(Failure::outside)?)?;
            }
        }
        Ok(())
    }

    /// Returns the cuts of each answer; all faults at once.
    fn marks(&self, lines: &[MarkLine]) -> Result<Vec<Mark>, Failure> {
        let mut by_answer: BTreeMap<EntryRef, Vec<&MarkLine>> = BTreeMap::new();
        for line in lines {
            let Some(entry) = line.entry() else { continue };
            by_answer.entry(entry).or_default().push(line);
        }
        let labels = labels(self.view, lines);
        let (mut marks, mut faults) = (Vec::new(), Vec::new());
        for (entry, lines) in by_answer {
            let Some(answer) = self.view.answer(entry).filter(|a| a.id == entry) else {
                let message = format!("the case has no answer `{entry}` that stands");
                return Err(Failure::given(message)
                    .help("see `heard case show CASE --json` for its answers"));
            };
            let context = self.context(answer, &labels);
            let mut cuts: Vec<Cut> = lines.iter().map(|line| cut(line, &context)).collect();
            cuts.sort_by_key(|cut| cut.range);
            let length = answer.answer.words.as_ref().map_or(0, Words::chars);
            faults.extend(check_cuts(entry, &cuts, length));
            let mut mark = Mark::whole(entry, Cut::default());
            mark.cuts = cuts;
            marks.push(mark);
        }
        if faults.is_empty() {
            Ok(marks)
        } else {
            Err(all(&faults))
        }
    }

    /// The language of the words and the day of the talk.
    fn context<'c>(
        &'c self,
        answer: &AnswerView,
        labels: &'c [(String, Vec<String>)],
    ) -> Context<'c> {
        let language = answer
            .answer
            .words
            .as_ref()
            .map(|w| UiLang::nearest(&w.language));
        Context::of(language.unwrap_or_default())
            .with_labels(labels)
            .on(self.day(answer))
            .within(self.world, self.cultures)
    }

    fn day(&self, answer: &AnswerView) -> NaiveDate {
        let session = self.view.sessions.iter().find(|s| s.log == answer.id.log);
        session.map_or_else(|| answer.at.date_naive(), crate::record::SessionView::day)
    }
}

/// Returns the labels of a case and of a file, each with its words.
pub(super) fn labels(view: &CaseView, lines: &[MarkLine]) -> Vec<(String, Vec<String>)> {
    let new = lines.iter().filter_map(|l| l.label.clone());
    labels_in_words(view.labels().map(ToString::to_string).chain(new))
}

fn read(file: &Path) -> Result<Vec<MarkLine>, Failure> {
    let name = file.display().to_string();
    read_mark_lines(&name, &read_text(file)?).map_err(|faults| all(&faults))
}

fn cut(line: &MarkLine, context: &Context<'_>) -> Cut {
    let mut cut = Cut::plain(line.range);
    cut.when = line.when.as_ref().map(|when| understand(when, context));
    cut.label = line.label.as_deref().map(Into::into);
    cut.place.clone_from(&line.place);
    cut.people.clone_from(&line.people);
    cut.knowledge = line.knowledge.clone();
    cut
}

/// The cuts of an answer, and what of it was said in private.
fn bodies(mark: &Mark, lines: &[MarkLine], (at, by): (DateTime<FixedOffset>, &str)) -> Vec<Body> {
    let answer = mark.answer;
    let body = |what| Body::new(at, by, what).with_ref(Rel::About, answer);
    let private = lines
        .iter()
        .filter(|line| line.private && line.entry() == Some(answer));
    let held = private.map(|line| {
        let passage = PassageRef {
            answer,
            range: line.range,
        };
        body(Content::Held(Held::new(passage, Holding::Private)))
    });
    std::iter::once(body(Content::Mark(mark.clone())))
        .chain(held)
        .collect()
}

fn all<E: miette::Diagnostic>(faults: &[E]) -> Failure {
    Failure::given(crate::guide::lines(faults))
}
