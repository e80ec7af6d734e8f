//! `heard date`, `landmark`, `chronology` and `mark` as other programs meet them.
#![expect(
    clippy::disallowed_methods,
    reason = "a test arranges its files itself"
)]

use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Runs the program in a home of its own.
fn heard(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_heard"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .current_dir(home)
        .output()
        .expect("the program answers")
}

fn asked(args: &[&str]) -> Value {
    let home = TempDir::new().expect("the program answers");
    let output = heard(home.path(), args);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("the program answers")
}

#[test]
fn the_document_of_the_contract_comes_out() {
    let found = asked(&["date", "from May 2013 until August 2014", "--json"]);
    let want = json!({
        "said": "from May 2013 until August 2014", "understood": true, "calendar": "gregorian",
        "edtf": "2013-05/2014-08", "shape": "lasted", "earliest": "2013-05-01", "latest": "2014-08-31",
        "start": {"earliest": "2013-05-01", "latest": "2013-05-31"},
        "end": {"earliest": "2014-08-01", "latest": "2014-08-31"},
        "approximate": false, "uncertain": false, "soft": null, "relations": [], "readings": [],
        "shown": {"en": "from May 2013 to August 2014", "da": "fra maj 2013 til august 2014"},
    });
    for (key, value) in want.as_object().unwrap() {
        assert_eq!(&found[key], value, "{key}");
    }
}

#[test]
fn a_relation_names_what_it_is_to_and_how_far() {
    let found = asked(&["date", "two weeks after arrival", "--json"]);
    let offset = json!({"min": 11, "max": 17, "unit": "day"});
    let want = json!([{"mine": "start", "of": "arrival", "theirs": "end", "offset": offset}]);
    assert_eq!(found["relations"], want);
    assert_eq!(
        (&found["earliest"], &found["latest"]),
        (&Value::Null, &Value::Null)
    );
    let age = asked(&["date", "da jeg var 14", "--phrase-lang", "da", "--json"]);
    assert_eq!(
        age["relations"][0]["offset"],
        json!({"min": 14, "max": 15, "unit": "year"})
    );
}

#[test]
fn several_readings_stand_below_what_is_true_of_all() {
    let found = asked(&["date", "03/04/2019", "--json"]);
    assert_eq!(found["readings"].as_array().map(Vec::len), Some(2));
    assert_eq!(found["edtf"], "[2019-03-04,2019-04-03]");
    assert_eq!(
        (&found["earliest"], &found["latest"]),
        (&json!("2019-03-04"), &json!("2019-04-03"))
    );
    assert_eq!(found["readings"][1]["edtf"], "2019-04-03");
    let eid = asked(&["date", "Eid 2000", "--json"]);
    assert_eq!(eid["readings"].as_array().map(Vec::len), Some(3));
}

#[test]
fn what_is_not_understood_is_no_error() {
    let found = asked(&["date", "31 June 2019", "--json"]);
    assert_eq!(
        (&found["understood"], &found["edtf"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(
        found["not_understood"][0]["why"]["en"],
        "That month has no such day. The words are kept."
    );
}

#[test]
fn a_calendar_a_day_and_a_culture_can_be_given() {
    let ethiopian = asked(&["date", "2012-13-05", "--calendar", "ethiopian", "--json"]);
    assert_eq!(
        (&ethiopian["edtf"], &ethiopian["calendar"]),
        (&json!("2020-09-10"), &json!("ethiopian"))
    );
    let none = asked(&["date", "2012-13-06", "--calendar", "ethiopian", "--json"]);
    assert_eq!(none["understood"], false);
    let ago = asked(&["date", "last year", "--on", "2024-03-15", "--json"]);
    assert_eq!(ago["edtf"], "2023");
    let rains = [
        "date",
        "in the rainy season before the 2019 election",
        "--culture",
        "ng-ed",
        "--json",
    ];
    assert_eq!(asked(&rains)["edtf"], "2018-03~/2018-10~");
}

#[test]
fn an_unknown_culture_or_calendar_is_named_with_a_near_one() {
    let home = TempDir::new().unwrap();
    let output = heard(home.path(), &["date", "2019", "--culture", "NG-DE"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `NG-ED`?"));
    let output = heard(home.path(), &["date", "2019", "--calendar", "ethiopean"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn landmarks_are_listed_by_culture_and_year_and_searched() {
    let list = asked(&[
        "landmark",
        "list",
        "--culture",
        "NG-ED",
        "--year",
        "2018",
        "--json",
    ]);
    let all = list["landmarks"].as_array().unwrap();
    assert!(
        all.iter()
            .any(|l| l["id"] == "ng-ed-2018-03-09" && l["status"] == "source"),
        "{all:?}"
    );
    assert!(
        all.iter()
            .all(|l| l["earliest"].as_str().unwrap().starts_with("201")),
        "{all:?}"
    );
    let found = asked(&["landmark", "search", "kabul", "fall", "--json"]);
    assert_eq!(found["landmarks"][0]["edtf"], "2021-08-15");
    assert_eq!(found["landmarks"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_demo_case_is_marked_and_put_in_order() {
    let home = TempDir::new().unwrap();
    assert!(heard(home.path(), &["demo", "--out", "d"]).status.success());
    let run = |args: &[&str]| {
        let all: Vec<&str> = ["--vault", "d/vault"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        let output = heard(home.path(), &all);
        assert!(
            output.status.success(),
            "{args:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    let before: Value = serde_json::from_str(&run(&["chronology", "Swallow", "--json"])).unwrap();
    let lines = run(&["mark", "Swallow", "--suggest"]);
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let answer = first["answer"].as_str().unwrap();
    let mut marked: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &Value| line["answer"] == answer)
        .collect();
    marked[0]["when"] = json!("summer 2009");
    marked[0]["label"] = json!("school-days");
    let text: Vec<String> = marked.iter().map(ToString::to_string).collect();
    std::fs::write(home.path().join("m.jsonl"), text.join("\n")).unwrap();
    run(&["mark", "Swallow", "--from", "m.jsonl"]);
    let after: Value = serde_json::from_str(&run(&["chronology", "Swallow", "--json"])).unwrap();
    let count = |v: &Value| v["moments"].as_array().map(Vec::len).unwrap();
    assert_eq!(count(&after), count(&before) + 1);
    assert_eq!(after["moments"][0]["label"], "school-days");
    assert_eq!(after["moments"][0]["position"], 0);
    let placed: Value = serde_json::from_str(&run(&[
        "date",
        "after school days",
        "--case",
        "Swallow",
        "--json",
    ]))
    .unwrap();
    assert_eq!(placed["relations"][0]["of"], "school-days");
    assert_eq!(placed["earliest"], "2009-06-02");
    assert!(run(&["chronology", "Swallow", "--format", "svg"]).starts_with("<svg "));
    assert!(run(&["chronology", "Swallow", "--format", "csv"]).starts_with("position,label,said,"));
    std::fs::write(home.path().join("bad.jsonl"), text[0].replace("[0,", "[1,")).unwrap();
    let bad = heard(
        home.path(),
        &[
            "--vault",
            "d/vault",
            "mark",
            "Swallow",
            "--from",
            "bad.jsonl",
        ],
    );
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&bad.stderr).contains("are in no passage"));
}
