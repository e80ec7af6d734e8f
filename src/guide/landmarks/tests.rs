use std::collections::BTreeSet;

use super::*;
use crate::guide::Library;
use crate::time::Status;

fn read(source: &str) -> Result<World, GuideFaults> {
    read_world([(&Arc::from("x.yaml"), source)])
}

fn fault(source: &str) -> String {
    read(source)
        .expect_err("this should be refused")
        .to_string()
}

#[test]
fn what_ships_keeps_every_row_of_the_tables_with_its_status() {
    let world = Library::shipped_world();
    let rows = include_str!("../../../tests/data/time/landmarks.tsv")
        .lines()
        .skip(1);
    let mut found = 0;
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let status = match cells[3] {
            "S" => Status::Source,
            "P" => Status::Package,
            _ => Status::Memory,
        };
        let kept = world.landmarks.iter().find(|l| {
            l.pack == cells[0] && l.edtf == cells[1] && l.name.get(&Lang::en()) == Some(cells[2])
        });
        assert_eq!(kept.map(|l| l.status), Some(status), "{row}");
        found += 1;
    }
    assert!(found > 200);
}

#[test]
fn every_landmark_has_a_name_in_both_languages_and_an_id_of_its_own() {
    let world = Library::shipped_world();
    let mut ids = BTreeSet::new();
    for landmark in &world.landmarks {
        assert!(landmark.name.get(&Lang::da()).is_some(), "{}", landmark.id);
        assert!(ids.insert(&landmark.id), "{}", landmark.id);
    }
}

#[test]
fn the_festivals_fall_on_the_days_of_the_table() {
    let world = Library::shipped_world();
    let rows = include_str!("../../../tests/data/time/festivals.tsv")
        .lines()
        .skip(1);
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let occasion = world
            .occasions
            .iter()
            .find(|o| o.id == cells[1])
            .expect(cells[1]);
        let want = (cells[2].parse().unwrap(), cells[3].parse().unwrap());
        let found = occasion.in_year(cells[0].parse().unwrap());
        let fits = found.iter().find(|o| (o.first, o.last) == want);
        let tolerance: u8 = cells[4].parse().unwrap();
        assert_eq!(
            fits.map(|o| o.tolerance),
            Some(tolerance),
            "{row}: {found:?}"
        );
    }
}

#[test]
fn an_unknown_key_is_refused_with_its_place() {
    let text = fault(
        "landmarks: X\ntitle: {en: X}\nevents:\n  - {when: \"2019\", name: {en: a}, sure: yes, status: memory}\n",
    );
    assert!(
        text.contains("x.yaml:4:") && text.contains("`sure`"),
        "{text}"
    );
}

#[test]
fn a_time_that_is_none_is_refused_with_its_place() {
    let text = fault(
        "landmarks: X\ntitle: {en: X}\nevents:\n  - {when: \"2019/..\", name: {en: a}, status: memory}\n",
    );
    assert!(
        text.contains("x.yaml:4:") && text.contains("no time with both its ends"),
        "{text}"
    );
}

#[test]
fn a_festival_says_once_when_it_is() {
    let head = "landmarks: X\ntitle: {en: X}\nfestivals:\n  - {id: a, name: {en: a}, words: {en: [a]}, status: memory";
    let both = "easter: {church: western, from: 0, to: 0}, school_summer: true";
    assert!(fault(&format!("{head}}}\n")).contains("not just once"));
    assert!(fault(&format!("{head}, {both}}}\n")).contains("not just once"));
    let odd = "days: {calendar: gregorian, from: \"12-33\", to: \"12-31\"}";
    assert!(fault(&format!("{head}, {odd}}}\n")).contains("no month and day"));
}

#[test]
fn months_that_are_none_and_packs_that_are_nowhere_are_refused() {
    let text = fault(
        "landmarks: X\ntitle: {en: X}\nalso: [Y]\nseasons:\n  - {name: {en: a}, region: r, months: [0, 13], status: memory}\n",
    );
    assert!(
        text.contains("no months") && text.contains("no landmarks `Y`"),
        "{text}"
    );
}

#[test]
fn a_pack_brings_along_those_that_belong_to_it() {
    let world = Library::shipped_world();
    assert_eq!(
        world.packs_of(&["ng-ed".to_owned()]),
        ["NG-ED", "NG", "NG-S"]
    );
    assert!(world.packs_of(&["nowhere".to_owned()]).is_empty());
}
