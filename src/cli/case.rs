//! `heard case`.

use std::fmt::Write as _;

use clap::{Args as ClapArgs, Subcommand};
use serde_json::{Value, json};

use super::failure::Failure;
use super::house::House;
use super::out::Out;
use super::{cases, clock};
use crate::record::{AnswerView, CaseView, Consent, EntryRef, Words};
use crate::vault::{Case, CaseLine, OpenVault, VaultError};

/// Lists, shows, verifies and erases cases.
#[derive(Debug, ClapArgs)]
#[command(after_help = "Example: heard case list")]
pub(super) struct CaseArgs {
    #[command(subcommand)]
    command: CaseCommand,
}

#[derive(Debug, Subcommand)]
enum CaseCommand {
    /// Lists the cases that your key opens.
    List {
        /// As one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Shows what a case holds: sessions, consents, what went out, answers; no words but with `--entry`.
    Show {
        /// The case: its label, the beginning of it, or its id.
        case: String,
        /// Shows the words of one answer.
        #[arg(long, value_name = "ID")]
        entry: Option<String>,
        /// As one JSON document.
        #[arg(long)]
        json: bool,
        /// To a terminal, print it plainly instead of showing it apart and clearing it.
        #[arg(long)]
        print: bool,
    },
    /// Checks that nothing was changed or is missing.
    Verify {
        /// The case: its label, the beginning of it, or its id.
        case: String,
        /// As one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Takes one answer out for good, or erases a whole case. Nothing brings it back.
    Erase {
        /// The case: its label, the beginning of it, or its id.
        case: String,
        /// The answer, as `heard case show` names it.
        #[arg(long, value_name = "ID", required_unless_present = "all")]
        entry: Option<String>,
        /// Erases the whole case; the label must be given again.
        #[arg(long, conflicts_with = "entry", requires = "label")]
        all: bool,
        /// The label of the case, written out.
        #[arg(long, value_name = "LABEL", requires = "all")]
        label: Option<String>,
    },
}

pub(super) fn run(args: &CaseArgs, house: &House, out: &mut Out) -> Result<(), Failure> {
    let mut vault = house.open()?;
    match &args.command {
        CaseCommand::List { json } => list(*json, &mut vault, out),
        CaseCommand::Show {
            case,
            entry,
            json,
            print,
        } => {
            let case = cases::open(&mut vault, case)?;
            let text = match entry {
                Some(entry) => words(&case.view(), find_entry(&case, entry)?, *json)?,
                None if *json => pretty(&overview_json(&case))?,
                None => overview(&case),
            };
            warn(&case, out);
            out.document(text.as_bytes(), *print)
        }
        CaseCommand::Verify { case, json } => {
            let case = cases::open(&mut vault, case)?;
            verify(&case, *json, out)
        }
        CaseCommand::Erase {
            case, entry, label, ..
        } => match entry {
            Some(entry) => erase_entry(&mut vault, case, entry, out),
            None => erase_all(&mut vault, case, label.as_deref().unwrap_or_default(), out),
        },
    }
}

fn pretty(document: &Value) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(document).map_err(Failure::outside)?;
    Ok(text + "\n")
}

fn warn(case: &Case, out: &mut Out) {
    for trouble in case.troubles() {
        out.note(&format!("warning: {trouble}"));
    }
}

fn list(as_json: bool, vault: &mut OpenVault, out: &mut Out) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for (id, _) in vault.labels()? {
        let case = vault.open_case(id)?;
        warn(&case, out);
        lines.push(case.line());
    }
    if as_json {
        let rows: Vec<Value> = lines.iter().map(line_json).collect();
        return out.json(&json!({ "cases": rows }));
    }
    for line in &lines {
        let day = line
            .last_session
            .map_or_else(|| "no session yet".to_owned(), |d| d.to_string());
        out.line(&format!("{:<24} {:>3}  {day}", line.label, line.sessions))?;
    }
    Ok(())
}

fn line_json(line: &CaseLine) -> Value {
    json!({
        "id": line.id,
        "label": line.label,
        "sessions": line.sessions,
        "last_session": line.last_session,
    })
}

fn overview(case: &Case) -> String {
    let view = case.view();
    let mut text = format!("{} ({})\n\nSessions\n", view.label, view.case);
    for session in &view.sessions {
        let log = session.log.to_string();
        let (kind, day) = (name_of(&session.opened.kind), session.day());
        let gone = match session.taken_out {
            0 => String::new(),
            n => format!(", {n} taken out"),
        };
        put(
            &mut text,
            &format!(
                "  {}  {day}  {kind}, {} entries{gone}",
                &log[..8],
                session.entries
            ),
        );
    }
    text.push_str("\nConsents\n");
    for (id, at, consent) in view.ledger() {
        put(
            &mut text,
            &format!(
                "  {}  {}  {}",
                id.short(),
                at.date_naive(),
                consent_line(consent)
            ),
        );
    }
    text.push_str("\nWent out\n");
    for line in &view.register {
        let recipient = line.recipient.as_deref().unwrap_or("nobody in particular");
        put(
            &mut text,
            &format!(
                "  {} {} {} {} for {recipient}",
                line.template, line.language, line.edition, line.format
            ),
        );
    }
    text.push_str("\nTold\n");
    for answer in view.answers() {
        put(&mut text, &format!("  {}", answer_line(answer)));
    }
    text
}

fn put(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string can be written to");
}

/// Returns the name under which a value is kept.
fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn consent_line(consent: &Consent) -> String {
    let recipient = consent.recipient.as_ref().map(|r| format!(" for {r}"));
    format!(
        "{} {}{}",
        consent.scope,
        name_of(&consent.decision),
        recipient.unwrap_or_default()
    )
}

fn answer_line(answer: &AnswerView) -> String {
    let told = &answer.answer;
    let item = told
        .item
        .as_ref()
        .map_or_else(|| "unasked".to_owned(), ToString::to_string);
    let length = told.words.as_ref().map(Words::chars);
    let length = length.map_or_else(|| "a value".to_owned(), |n| format!("{n} characters"));
    let earlier = told
        .earlier
        .as_ref()
        .map(|by| format!(", earlier record by {by}"));
    format!(
        "{}  {item}, {length}{}",
        answer.id.short(),
        earlier.unwrap_or_default()
    )
}

fn overview_json(case: &Case) -> Value {
    let view = case.view();
    let sessions: Vec<Value> = view
        .sessions
        .iter()
        .map(|s| {
            json!({
                "session": s.log, "kind": s.opened.kind, "day": s.day(),
                "entries": s.entries, "taken_out": s.taken_out,
            })
        })
        .collect();
    let consents: Vec<Value> = view.ledger().iter().map(|(id, at, c)| json!({
        "entry": id.to_string(), "at": at, "scope": c.scope, "for": c.recipient, "decision": c.decision,
        "how": c.how, "understood": c.understood, "basis": c.basis,
    })).collect();
    let answers: Vec<Value> = view.answers().map(|a| json!({
        "entry": a.id.to_string(), "at": a.at, "item": a.answer.item, "level": a.answer.level(),
        "characters": a.answer.words.as_ref().map(Words::chars),
        "earlier_record": a.answer.earlier,
    })).collect();
    json!({
        "id": view.case, "label": view.label, "sessions": sessions, "consents": consents,
        "went_out": view.register, "answers": answers,
    })
}

/// Finds an entry by `LOG:n`; of the log its first digits are enough.
fn find_entry(case: &Case, name: &str) -> Result<EntryRef, Failure> {
    let unknown = || Failure::from(VaultError::NoEntry(name.to_owned()));
    let (log, n) = name.split_once(':').ok_or_else(unknown)?;
    let n: u32 = n.parse().map_err(|_| unknown())?;
    let mut logs = case
        .logs()
        .iter()
        .filter(|l| !log.is_empty() && l.id.to_string().starts_with(log));
    match (logs.next(), logs.next()) {
        (Some(log), None) if log.entry(n).is_some() => Ok(EntryRef { log: log.id, n }),
        _ => Err(unknown()),
    }
}

/// Returns the words of one answer, with its question.
fn words(view: &CaseView, id: EntryRef, as_json: bool) -> Result<String, Failure> {
    let answer = view
        .answers()
        .find(|a| a.id == id)
        .ok_or_else(|| Failure::from(VaultError::NoEntry(id.short())))?;
    if as_json {
        return pretty(&json!({ "entry": id.to_string(), "answer": answer.answer }));
    }
    let mut text = answer_line(answer) + "\n";
    if let Some(asked) = &answer.answer.asked {
        put(&mut text, &format!("\n{}", asked.text));
    }
    if let Some(words) = &answer.answer.words {
        put(&mut text, &format!("\n{}", words.text));
    }
    if let Some(value) = &answer.answer.value {
        put(
            &mut text,
            &format!("\n{}", value.in_words(crate::text::UiLang::En)),
        );
    }
    Ok(text)
}

fn verify(case: &Case, as_json: bool, out: &mut Out) -> Result<(), Failure> {
    let troubles: Vec<String> = case.troubles().iter().map(ToString::to_string).collect();
    let gone = case
        .logs()
        .iter()
        .flat_map(|l| &l.entries)
        .filter(|e| e.opening.is_none())
        .count();
    let entries: usize = case.logs().iter().map(|l| l.entries.len()).sum();
    if as_json {
        out.json(&json!({
            "verifies": troubles.is_empty(), "logs": case.logs().len(), "entries": entries,
            "taken_out": gone, "troubles": troubles,
        }))?;
    } else if troubles.is_empty() {
        let logs = case.logs().len();
        out.line(&format!(
            "The record verifies: {logs} logs, {entries} entries, {gone} taken out."
        ))?;
    } else {
        for trouble in &troubles {
            out.line(trouble)?;
        }
    }
    if troubles.is_empty() {
        return Ok(());
    }
    Err(Failure::given("the record does not verify")
        .help("put back the files named above from a backup; nothing else is touched by this"))
}

fn erase_entry(
    vault: &mut OpenVault,
    name: &str,
    entry: &str,
    out: &mut Out,
) -> Result<(), Failure> {
    let mut case = cases::open(vault, name)?;
    let id = find_entry(&case, entry)?;
    let gone = vault.erase(&mut case, id, clock::now()?)?;
    out.note(&format!(
        "Taken out for good: entry {} and {} about it",
        id.short(),
        gone.len() - 1
    ));
    out.note("Copies of the vault, documents that went out, and backups still hold it.");
    Ok(())
}

fn erase_all(vault: &mut OpenVault, name: &str, label: &str, out: &mut Out) -> Result<(), Failure> {
    let case = cases::open(vault, name)?;
    if case.view().label != label {
        return Err(Failure::usage("the label is not that of the case")
            .help("write the whole label after `--label`, to be sure which case is meant"));
    }
    vault.erase_case(&case)?;
    out.note("Erased the whole case");
    out.note("Copies of the vault, documents that went out, and backups still hold it.");
    Ok(())
}
