//! `heard import`.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Args as ClapArgs, ValueEnum};

use super::failure::Failure;
use super::house::{House, read_text};
use super::out::Out;
use super::{cases, clock};
use crate::record::{
    Answer, Asked, Body, Consent, Content, Decision, Exchange, Opened, Role, Scope, SessionKind,
    Taken, Words, read_transcript,
};
use crate::text::Lang;
use crate::vault::NewSession;

/// Takes in a transcript of an older talk.
///
/// The file has `Q:` and `A:` before questions and answers, or names before turns (with `--speaker`), or
/// is JSON Lines with `question` and `answer`. Words stay as they stand. Only what the person told
/// (`--as told`) can stand in a document; what an authority or someone else wrote down is kept to
/// compare, and is never narrated.
#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Example: heard import Swallow talk.txt --on 2025-11-03 --taken word_for_word"
)]
pub(super) struct ImportArgs {
    /// The case: its label or id; one that is not there is made.
    case: String,
    /// The transcript.
    file: PathBuf,
    /// Whose telling it is.
    #[arg(long = "as", value_enum, default_value = "told")]
    kind: Kind,
    /// Who wrote it down.
    #[arg(long, value_name = "WHO")]
    by: Option<String>,
    /// The day of the talk, as year-month-day.
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// The language of the words.
    #[arg(long, value_name = "CODE", default_value = "en")]
    language: Lang,
    /// Who interpreted, where the words are an interpreter's.
    #[arg(long, value_name = "WHO")]
    interpreter: Option<String>,
    /// The name of the one who tells, where turns begin with names.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// How the words were taken down.
    #[arg(long, value_enum, default_value = "notes")]
    taken: TakenArg,
    /// The scopes that the person gave, with commas; for someone as `C7=NAME`. By default C2 alone.
    #[arg(long, value_name = "SCOPES", requires = "basis")]
    consent: Option<String>,
    /// The legal basis on which the organisation keeps them, such as `GDPR art. 9(2)(a), spoken`.
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The person told it to someone of us.
    Told,
    /// An authority wrote it down.
    Authority,
    /// Someone else wrote it down.
    Other,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
#[value(rename_all = "snake_case")]
enum TakenArg {
    /// As they were said.
    WordForWord,
    /// From a recording.
    Recording,
    /// As notes, in the words of the one who wrote.
    Notes,
}

pub(super) fn run(args: &ImportArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let doing = || format!("could not take in `{}`", args.file.display());
    let exchanges = read_transcript(&read_text(&args.file)?, args.speaker.as_deref())
        .map_err(|error| Failure::from(error).while_doing(doing()))?;
    let consents = args.consents()?;
    let mut vault = house.open()?;
    let now = clock::now()?;
    let mut case = cases::open_or_make(&mut vault, &args.case, now, (house.lang, out))?;
    let by = vault.identity().name().to_owned();
    let writer = Writer { args, at: now, by };
    let told = exchanges.len();
    let bodies = consents
        .into_iter()
        .map(|consent| writer.body(Content::Consent(consent)))
        .chain(exchanges.into_iter().map(|e| writer.answer(e)))
        .collect();
    let session = NewSession {
        kind: SessionKind::Import,
        at: now,
        bodies,
    };
    vault.write_session(&mut case, session, |opened| args.open(opened))?;
    out.note(&format!("Took in {told} answers"));
    Ok(())
}

/// Makes the entries of a transcript.
struct Writer<'a> {
    args: &'a ImportArgs,
    at: DateTime<FixedOffset>,
    by: String,
}

impl Writer<'_> {
    fn body(&self, what: Content) -> Body {
        Body::new(self.at, self.by.clone(), what)
    }

    fn answer(&self, exchange: Exchange) -> Body {
        let args = self.args;
        let who = args.by.as_ref().unwrap_or(&self.by);
        let mut words = Words::spoken(exchange.answer, args.language.clone(), who.clone());
        words = words.as_taken(args.taken());
        words.when = args.on;
        if let Some(interpreter) = &args.interpreter {
            words = words.as_role(Role::Interpreted);
            words.by.clone_from(interpreter);
        }
        let asked = exchange
            .question
            .map(|q| Asked::outside(q, args.language.clone()));
        self.body(Content::Answer(Answer {
            asked,
            words: Some(words),
            earlier: args.earlier(),
            ..Answer::default()
        }))
    }
}

impl ImportArgs {
    fn taken(&self) -> Taken {
        match self.taken {
            TakenArg::WordForWord => Taken::WordForWord,
            TakenArg::Recording => Taken::Recording,
            TakenArg::Notes => Taken::Notes,
        }
    }

    fn open(&self, opened: &mut Opened) {
        opened.language = Some(self.language.clone());
        opened.taken = self.taken();
        opened.held = self.on;
    }

    /// Returns who wrote it down, where that makes it an earlier record.
    fn earlier(&self) -> Option<String> {
        let otherwise = match self.kind {
            Kind::Told => return None,
            Kind::Authority => "authority",
            Kind::Other => "other",
        };
        Some(self.by.clone().unwrap_or_else(|| otherwise.to_owned()))
    }

    fn consents(&self) -> Result<Vec<Consent>, Failure> {
        let scopes = self.consent.as_deref().unwrap_or("C2");
        let consents: Vec<Consent> = scopes
            .split(',')
            .map(|text| self.consent(text.trim()))
            .collect::<Result<_, _>>()?;
        if consents.iter().any(|c| c.scope == Scope::NOTES) {
            return Ok(consents);
        }
        Err(
            Failure::usage("nothing is kept without C2, and `--consent` does not name it").help(
                "add C2 if the person agreed that notes are kept; else do not take the file in",
            ),
        )
    }

    fn consent(&self, text: &str) -> Result<Consent, Failure> {
        let (scope, name) = match text.split_once('=') {
            Some((scope, name)) => (scope, Some(name.trim()).filter(|n| !n.is_empty())),
            None => (text, None),
        };
        let scope: Scope = scope.trim().parse().map_err(Failure::from)?;
        if scope.is_for_recipient() && name.is_none() {
            return Err(
                Failure::usage(format!("{scope} is for someone, and no name is given"))
                    .help(format!("write it as `{scope}=NAME`")),
            );
        }
        let mut consent = Consent::spoken(scope, Decision::Yes);
        consent.recipient = name.map(str::to_owned);
        consent.basis.clone_from(&self.basis);
        Ok(consent)
    }
}
