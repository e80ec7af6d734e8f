//! A log: entries in a chain, with the seals that cover them, as JSON Lines.

use serde::{Deserialize, Serialize};

use super::{
    Body, CaseId, Content, Entry, EntryRef, Hash, Kind, LogId, Opened, Opening, Salt, commit,
    first_link, link,
};

/// One log of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    /// The case.
    pub case: CaseId,
    /// Its name.
    pub id: LogId,
    /// Its entries, from 1 on.
    pub entries: Vec<Entry>,
    /// Its seals, in order.
    pub seals: Vec<Seal>,
}

/// A signature over all entries up to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The last entry it covers.
    pub n: u32,
    /// Always `seal`.
    pub kind: String,
    /// What is signed.
    pub text: String,
    /// The text of the minisign signature file.
    pub sig: String,
}

/// A log that is not in the documented form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum LogError {
    /// A line is not an entry and not a seal.
    #[error("line {line} of the log is not in the documented form: {why}")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// What is wrong, with no word of the line.
        why: String,
    },
}

/// Something about a log that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// A number is missing or out of order.
    #[error("entry {0} is missing or out of order")]
    Order(u32),
    /// A body does not fit its commitment.
    #[error("the text of entry {0} was changed")]
    Changed(u32),
    /// A link does not follow from what is before it.
    #[error("the chain is broken at entry {0}")]
    Broken(u32),
    /// A seal is over something else.
    #[error("the seal after entry {0} was made for something else")]
    SealText(u32),
    /// Entries stand after the last seal.
    #[error("entries {0} to {1} are not sealed")]
    Unsealed(u32, u32),
    /// The first entry does not say that this is the log of this case.
    #[error("the log does not say that it belongs here")]
    Elsewhere,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    n: u32,
    kind: Kind,
    commit: Hash,
    link: Hash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    salt: Option<Salt>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<String>,
}

impl Log {
    /// A log without entries.
    pub fn new(case: CaseId, id: LogId) -> Self {
        Self {
            case,
            id,
            entries: Vec::new(),
            seals: Vec::new(),
        }
    }

    /// Adds a body, with a salt drawn by the caller, and returns its entry.
    ///
    /// # Panics
    ///
    /// Never: a body has nothing that JSON cannot hold.
    pub fn append(&mut self, body: Body, salt: Salt) -> &Entry {
        let text =
            serde_json::to_string(&body).expect("a body has string keys and no failing parts");
        let n = self.last() + 1;
        let kind = body.what.kind();
        let commit = commit(&salt, &text);
        let link = link(&self.last_link(), n, &kind, &commit);
        let id = EntryRef { log: self.id, n };
        let opening = Some(Opening { salt, text, body });
        self.entries.push(Entry {
            id,
            kind,
            commit,
            link,
            opening,
        });
        self.entries.last().expect("one was just added")
    }

    /// Returns the number of the last entry; 0 where there is none.
    pub fn last(&self) -> u32 {
        self.entries.last().map_or(0, |e| e.id.n)
    }

    /// Returns the last link.
    pub fn last_link(&self) -> Hash {
        self.entries
            .last()
            .map_or_else(|| first_link(self.case), |e| e.link)
    }

    /// Returns an entry by its number.
    pub fn entry(&self, n: u32) -> Option<&Entry> {
        self.entries.get(usize::try_from(n).ok()?.checked_sub(1)?)
    }

    /// Drops the body of an entry; envelope, commitment and link stay. Returns whether there was one.
    pub fn take_out(&mut self, n: u32) -> bool {
        let index = usize::try_from(n).ok().and_then(|n| n.checked_sub(1));
        let entry = index.and_then(|index| self.entries.get_mut(index));
        entry.is_some_and(|e| e.opening.take().is_some())
    }

    /// Returns how the log begins, where its first entry says so.
    pub fn opened(&self) -> Option<&Opened> {
        match &self.entries.first()?.body()?.what {
            Content::Opened(opened) => Some(opened),
            _ => None,
        }
    }

    /// Returns the text that a seal over all entries signs; `time` is RFC 3339 in UTC.
    pub fn seal_text(&self, time: &str) -> String {
        let (case, last, link) = (self.case, self.last(), self.last_link());
        format!("heard-seal-1\ncase {case}\nlast {last}\nlink {link}\ntime {time}\n")
    }

    /// Returns everything that does not hold, but for signatures: those need the key.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut before = first_link(self.case);
        for (index, entry) in self.entries.iter().enumerate() {
            let n = u32::try_from(index + 1).unwrap_or(u32::MAX);
            if entry.id.n != n {
                faults.push(Fault::Order(n));
                return faults;
            }
            let changed = |o: &Opening| commit(&o.salt, &o.text) != entry.commit;
            if entry.opening.as_ref().is_some_and(changed) {
                faults.push(Fault::Changed(n));
            }
            if link(&before, n, &entry.kind, &entry.commit) != entry.link {
                faults.push(Fault::Broken(n));
            }
            before = entry.link;
        }
        let here = self
            .opened()
            .is_some_and(|o| o.case == self.case && o.log == self.id);
        if !here {
            faults.push(Fault::Elsewhere);
        }
        faults.extend(self.seal_faults());
        faults
    }

    fn seal_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for seal in &self.seals {
            let link = self
                .entry(seal.n)
                .map(|e| e.link.to_string())
                .unwrap_or_default();
            let head = format!(
                "heard-seal-1\ncase {}\nlast {}\nlink {link}\ntime ",
                self.case, seal.n
            );
            if !seal.text.starts_with(&head) {
                faults.push(Fault::SealText(seal.n));
            }
        }
        let sealed = self.seals.iter().map(|s| s.n).max().unwrap_or(0);
        if sealed < self.last() {
            faults.push(Fault::Unsealed(sealed + 1, self.last()));
        }
        faults
    }

    /// Returns the log as JSON Lines: entries and seals, each seal after the entry it covers.
    pub fn to_lines(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            text.push_str(&entry_line(entry));
            for seal in self.seals.iter().filter(|s| s.n == entry.id.n) {
                text.push_str(&seal_line(seal));
            }
        }
        text
    }

    /// Reads JSON Lines; blanks at the end are padding.
    ///
    /// # Errors
    ///
    /// [`LogError::Line`] for a line with unknown, repeated or missing members, or with a salt and no
    /// body or the other way round.
    pub fn from_lines(case: CaseId, id: LogId, text: &str) -> Result<Self, LogError> {
        let mut log = Self::new(case, id);
        for (index, line) in text.trim_end().lines().enumerate() {
            log.read_line(line).map_err(|why| LogError::Line {
                line: index + 1,
                why,
            })?;
        }
        Ok(log)
    }

    fn read_line(&mut self, line: &str) -> Result<(), String> {
        if let Ok(seal) = serde_json::from_str::<Seal>(line)
            && seal.kind == "seal"
        {
            self.seals.push(seal);
            return Ok(());
        }
        let line: Line = serde_json::from_str(line).map_err(|e| plain(&e))?;
        let opening = match (line.salt, line.body) {
            (None, None) => None,
            (Some(salt), Some(text)) => {
                let body = serde_json::from_str(&text).map_err(|e| plain(&e))?;
                Some(Opening { salt, text, body })
            }
            _ => return Err("it has only one of salt and body".into()),
        };
        let id = EntryRef {
            log: self.id,
            n: line.n,
        };
        let Line {
            kind, commit, link, ..
        } = line;
        self.entries.push(Entry {
            id,
            kind,
            commit,
            link,
            opening,
        });
        Ok(())
    }
}

/// Says what is wrong with JSON without quoting it: a quoted value could be someone's words.
fn plain(error: &serde_json::Error) -> String {
    let what = match error.classify() {
        serde_json::error::Category::Eof => "it is cut off",
        serde_json::error::Category::Syntax => "it is not JSON",
        _ => "it has unknown, repeated, missing or malformed members",
    };
    format!("{what} (column {})", error.column())
}

/// Returns the line of an entry, with its line end.
pub(crate) fn entry_line(entry: &Entry) -> String {
    let line = Line {
        n: entry.id.n,
        kind: entry.kind.clone(),
        commit: entry.commit,
        link: entry.link,
        salt: entry.opening.as_ref().map(|o| o.salt),
        body: entry.opening.as_ref().map(|o| o.text.clone()),
    };
    serde_json::to_string(&line).expect("a line has string keys and no failing parts") + "\n"
}

fn seal_line(seal: &Seal) -> String {
    serde_json::to_string(seal).expect("a seal has string keys and no failing parts") + "\n"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{Note, SessionKind};
    use super::*;

    fn sample(notes: &[&str]) -> Log {
        let (case, id) = (
            CaseId::new(Uuid::from_u128(1)),
            LogId::new(Uuid::from_u128(2)),
        );
        let mut log = Log::new(case, id);
        let at = "2026-03-02T10:00:00+01:00".parse().unwrap();
        let opened = Content::Opened(Opened::new(case, id, SessionKind::Sitting));
        log.append(Body::new(at, "x", opened), Salt::new([0; 32]));
        for (index, text) in notes.iter().enumerate() {
            let note = Content::Note(Note {
                text: (*text).to_owned(),
            });
            let salt = Salt::new([u8::try_from(index).unwrap(); 32]);
            log.append(Body::new(at, "x", note), salt);
        }
        let text = log.seal_text("2026-03-02T09:30:00Z");
        log.seals.push(Seal {
            n: log.last(),
            kind: "seal".into(),
            text,
            sig: "s".into(),
        });
        log
    }

    fn read(text: &str) -> Result<Log, LogError> {
        let whole = sample(&[]);
        Log::from_lines(whole.case, whole.id, text)
    }

    #[test]
    fn a_log_reads_back_as_it_was_written() {
        let log = sample(&["one", "two \u{7f} \u{0} \u{ffff} </x>\r\n", ""]);
        assert_eq!(read(&log.to_lines()).unwrap(), log);
        assert_eq!(log.faults(), []);
    }

    #[test]
    fn padding_at_the_end_is_no_fault() {
        let log = sample(&["one"]);
        assert_eq!(read(&(log.to_lines() + "      ")).unwrap(), log);
    }

    #[test]
    fn a_body_taken_out_leaves_the_chain_whole() {
        let mut log = sample(&["one", "two"]);
        assert!(log.take_out(2) && !log.take_out(2) && !log.take_out(9) && !log.take_out(0));
        assert_eq!(log.faults(), []);
        assert_eq!(read(&log.to_lines()).unwrap(), log);
        assert!(!log.to_lines().contains("one"));
    }

    #[test]
    fn a_changed_word_is_found() {
        let mut log = sample(&["one", "two"]);
        let opening = log.entries[1].opening.as_mut().unwrap();
        opening.text = opening.text.replace("one", "One");
        assert_eq!(log.faults(), [Fault::Changed(2)]);
    }

    #[test]
    fn a_missing_entry_is_named() {
        let mut log = sample(&["one", "two"]);
        log.entries.remove(1);
        assert_eq!(log.faults(), [Fault::Order(2)]);
    }

    #[test]
    fn another_kind_breaks_the_chain() {
        let mut log = sample(&["one", "two"]);
        log.entries[1].kind = Kind::WORDS;
        assert_eq!(log.faults(), [Fault::Broken(2)]);
    }

    #[test]
    fn entries_after_the_seal_are_named() {
        let mut log = sample(&["one"]);
        let body = log.entries[1].body().unwrap().clone();
        log.append(body, Salt::new([9; 32]));
        assert_eq!(log.faults(), [Fault::Unsealed(3, 3)]);
    }

    #[test]
    fn a_seal_of_something_else_is_found() {
        let mut log = sample(&["one"]);
        log.seals[0].text = log.seals[0].text.replace("last 2", "last 1");
        assert_eq!(log.faults(), [Fault::SealText(2)]);
    }

    #[test]
    fn a_log_put_under_another_name_is_found() {
        let log = sample(&["one"]);
        let other = LogId::new(Uuid::from_u128(3));
        let moved = Log::from_lines(log.case, other, &log.to_lines()).unwrap();
        assert_eq!(moved.faults(), [Fault::Elsewhere]);
    }

    #[test]
    fn one_of_salt_and_body_is_refused_and_so_are_unknown_and_repeated_members() {
        let log = sample(&[]);
        let line = entry_line(&log.entries[0]);
        let no_salt = {
            let mut json: serde_json::Value = serde_json::from_str(&line).unwrap();
            json.as_object_mut().unwrap().remove("salt");
            json.to_string()
        };
        let unknown = line.replacen('{', r#"{"more":1,"#, 1);
        let repeated = line.replacen('{', r#"{"n":1,"#, 1);
        for bad in [no_salt, unknown, repeated, "{".into(), "[]".into()] {
            assert!(
                matches!(read(&bad), Err(LogError::Line { line: 1, .. })),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_fault_quotes_nothing_of_the_line() {
        let fault = read(r#"{"n":1,"secret":"my auntie"}"#).unwrap_err();
        assert!(!fault.to_string().contains("auntie") && !fault.to_string().contains("secret"));
    }

    proptest! {
        #[test]
        fn any_words_read_back_and_any_flipped_letter_is_found(text in ".{0,60}", at in 0_usize..60) {
            let log = sample(&[&text]);
            prop_assert_eq!(&read(&log.to_lines()).unwrap(), &log);
            let mut changed = log.clone();
            let opening = changed.entries[1].opening.as_mut().unwrap();
            let mut letters: Vec<char> = opening.text.chars().collect();
            let index = at % letters.len();
            letters[index] = if letters[index] == 'x' { 'y' } else { 'x' };
            opening.text = letters.into_iter().collect();
            prop_assert_eq!(changed.faults(), vec![Fault::Changed(2)]);
        }
    }
}
