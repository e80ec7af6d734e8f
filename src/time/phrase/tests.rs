use proptest::prelude::*;

use super::*;
use crate::text::UiLang;

fn edtf(phrase: &str, language: UiLang) -> Vec<String> {
    let context = Context::of(language).on("2024-03-15".parse().unwrap());
    let readings = understand(phrase, &context).readings;
    readings
        .into_iter()
        .map(|r| r.edtf.unwrap_or_default())
        .collect()
}

fn each(language: UiLang, rows: &[(&str, &str)]) {
    for (phrase, want) in rows {
        assert_eq!(edtf(phrase, language).join(" "), *want, "{phrase}");
    }
}

#[test]
fn days_months_and_years_are_read_in_english() {
    each(
        UiLang::En,
        &[
            ("14 May 2019", "2019-05-14"),
            ("May 14, 2019", "2019-05-14"),
            ("the fourteenth of May 2019", "2019-05-14"),
            ("on 14 May, 2019", "2019-05-14"),
            ("14.5.2019", "2019-05-14"),
            ("5/2019", "2019-05"),
            ("Sept. 2018", "2018-09"),
            ("it was in May 2019", "2019-05"),
            ("in the year 2019", "2019"),
            ("in '16", "2016"),
            ("2019.", "2019"),
            ("in the summer of 2017", "2017-22"),
            ("the autumn of 2018", "2018-23"),
            ("spring, 2018", "2018-21"),
            ("in the 1990s", "199X"),
            ("week 12 of 2019", "2019-03-18/2019-03-24"),
            ("today", "2024-03-15"),
            ("yesterday", "2024-03-14"),
            ("last month", "2024-02"),
            ("this year", "2024"),
            ("last winter", "2023-12/2024-02"),
            ("last May", "2023-05"),
            ("last week", "2024-03-04/2024-03-10"),
        ],
    );
}

#[test]
fn days_months_and_years_are_read_in_danish() {
    each(
        UiLang::Da,
        &[
            ("14. maj 2019", "2019-05-14"),
            ("d. 14. maj 2019", "2019-05-14"),
            ("den fjortende maj 2019", "2019-05-14"),
            ("14/5 2019", ""),
            ("14/5-2019", "2019-05-14"),
            ("3/4-2019", "2019-04-03"),
            ("14.5.19", "2019-05-14"),
            ("i maj 2019", "2019-05"),
            ("det var i maj 2019", "2019-05"),
            ("i 2019", "2019"),
            ("i år 2019", "2019"),
            ("om sommeren i 2017", "2017-22"),
            ("i efteråret 2018", "2018-23"),
            ("i 1990'erne", "199X"),
            ("i 2010erne", "201X"),
            ("uge 7, 2020", "2020-02-10/2020-02-16"),
            ("i går", "2024-03-14"),
            ("sidste år", "2023"),
            ("forrige måned", "2024-02"),
            ("i sidste uge", "2024-03-04/2024-03-10"),
            ("sidste vinter", "2023-12/2024-02"),
        ],
    );
}

#[test]
fn doubt_is_kept_wherever_it_stands() {
    each(
        UiLang::En,
        &[
            ("around May 2019", "2019-05~"),
            ("ca. 2016", "2016~"),
            ("roughly 14 May 2019", "2019-05-14~"),
            ("in about 2016", "2016~"),
            ("2016 or so", "2016~"),
            ("I think it was 2016", "2016?"),
            ("2016, I am not sure", "2016?"),
            ("perhaps around May 2019", "2019-05%"),
            ("around the summer of 2017", "2017-06~/2017-08~"),
            ("maybe in the 1990s", "1990?/1999?"),
            ("2019, I don't know the month", "2019-XX"),
            ("one day in 2019", "2019-XX-XX"),
        ],
    );
    each(
        UiLang::Da,
        &[
            ("cirka maj 2019", "2019-05~"),
            ("sådan cirka i 2016", "2016~"),
            ("jeg tror, det var i 2016", "2016?"),
            ("i 2016, tror jeg", "2016?"),
            ("nok omkring 2016", "2016%"),
            ("engang i 2019", "2019-XX"),
            ("en dag i maj 2019", "2019-05-XX"),
            ("i 2019, men jeg er ikke sikker", "2019?"),
        ],
    );
}

#[test]
fn parts_spans_and_choices_are_told_apart() {
    each(
        UiLang::En,
        &[
            ("early in 2018", "2018-01~/2018-04~"),
            ("the beginning of May 2019", "2019-05-01/2019-05-10"),
            ("mid-May 2019", "2019-05-11/2019-05-20"),
            ("the first half of 2018", "2018-01/2018-06"),
            ("between 3 and 10 May 2019", "[2019-05-03..2019-05-10]"),
            (
                "between November 2017 and February 2018",
                "[2017-11..2018-02]",
            ),
            ("from November to February 2018", "2017-11/2018-02"),
            ("from 3 to 10 May 2019", "2019-05-03/2019-05-10"),
            ("March to June 2018", "2018-03/2018-06"),
            ("2013-2014", "2013/2014 [2013..2014]"),
            ("March or April 2018", "[2018-03,2018-04]"),
            ("since May 2016", "2016-05/.."),
            ("till the end of 2017", "../2017-12~"),
            ("no later than June 2018", "[..2018-06]"),
            ("not before May 2019", "[2019-05..]"),
            ("by the end of 2018", "[..2018-12]"),
            ("for 3 months in 2017", "2017"),
            ("before May 2019", "[..2019-04-30]"),
            ("after 2018", "[2019-01-01..]"),
            ("from August to May 2014 until June 2014", ""),
        ],
    );
    each(
        UiLang::Da,
        &[
            ("sidst på året 2018", "2018-09~/2018-12~"),
            ("sidst i 2018", "2018-09~/2018-12~"),
            ("primo maj 2019", "2019-05-01/2019-05-10"),
            ("i første halvår af 2018", "2018-01/2018-06"),
            ("mellem den 3. og 10. maj 2019", "[2019-05-03..2019-05-10]"),
            ("fra november til februar 2018", "2017-11/2018-02"),
            ("fra og med 2016", "2016/.."),
            ("siden maj 2016", "2016-05/.."),
            ("indtil udgangen af 2017", ""),
            ("marts eller april 2018", "[2018-03,2018-04]"),
            ("senest i juni 2018", "[..2018-06]"),
            ("tidligst i maj 2019", "[2019-05..]"),
            ("i 3 måneder i 2017", "2017"),
            ("før maj 2019", "[..2019-04-30]"),
        ],
    );
}

#[test]
fn other_calendars_are_read_by_their_names() {
    each(
        UiLang::En,
        &[
            ("1 Meskerem 2010", "2017-09-11"),
            ("መስከረም 1 2010", "2017-09-11"),
            ("24 Mordad 1400", "2021-08-15"),
            ("۲۴ مرداد ۱۴۰۰", "2021-08-15"),
            ("26 October 2560 BE", "2017-10-26"),
            ("ตุลาคม 2560", "2017-10"),
            ("१२ बैशाख २०७२", "2015-04-25"),
            ("2560", "2017"),
            ("1 Ramadan 1440", "2019-05-06~"),
            ("25 December 2018 by the old calendar", "2019-01-07"),
            ("the 15th of the 8th lunar month 2018", "2018-09-24"),
            ("Tir 1397", "2018-06-22/2018-07-22"),
            ("5 Tir 2010 EC", "2018-01-13"),
            ("31 Hidar 2010", ""),
        ],
    );
    each(
        UiLang::Da,
        &[
            ("1. meskerem 2010", "2017-09-11"),
            ("år 2010 etiopisk kalender", "2017-09-11/2018-09-10"),
        ],
    );
}

#[test]
fn a_leap_month_and_its_twin_are_two_readings() {
    let both = edtf(
        "the 1st of the 4th lunar month 2020 in the Chinese calendar",
        UiLang::En,
    );
    assert_eq!(both, ["2020-04-23", "2020-05-23"]);
}

#[test]
fn numbers_are_read_in_the_calendar_that_is_asked_for() {
    let read = |phrase: &str, calendar| {
        let context = Context::of(UiLang::En).in_calendar(Some(calendar));
        understand(phrase, &context)
            .readings
            .into_iter()
            .next()
            .and_then(|r| r.edtf)
    };
    assert_eq!(
        read("2012-13-05", CalendarId::Ethiopian).as_deref(),
        Some("2020-09-10")
    );
    assert_eq!(read("2012-13-06", CalendarId::Ethiopian), None);
    assert_eq!(
        read("2020-04-01L", CalendarId::Vietnamese).as_deref(),
        Some("2020-05-23")
    );
    assert_eq!(read("2021-06-01L", CalendarId::Vietnamese), None);
    assert_eq!(
        read("2010-01", CalendarId::Ethiopian).as_deref(),
        Some("2017-09-11/2017-10-10")
    );
    assert_eq!(
        read("2010", CalendarId::Ethiopian).as_deref(),
        Some("2017-09-11/2018-09-10")
    );
    assert_eq!(
        read("2019-05-14", CalendarId::Gregorian).as_deref(),
        Some("2019-05-14")
    );
}

#[test]
fn the_islamic_day_is_about_and_a_day_wide_either_way() {
    let context = Context::of(UiLang::En).in_calendar(Some(CalendarId::HijriUmalqura));
    let when = understand("1440-09-01", &context);
    let reading = when.reading().unwrap();
    assert_eq!(
        reading.outer(),
        Bounds::days("2019-05-05".parse().unwrap(), "2019-05-07".parse().unwrap())
    );
    assert!(reading.approximate);
    assert_eq!(reading.in_calendar.as_deref(), Some("1440-09-01"));
}

#[test]
fn an_edtf_string_is_itself_a_phrase() {
    assert_eq!(
        edtf("[2018-03..2018-06]", UiLang::En),
        ["[2018-03..2018-06]"]
    );
}

fn relation(phrase: &str, language: UiLang) -> Vec<(String, Option<i32>, Option<i32>)> {
    let when = understand(phrase, &Context::of(language));
    let all = when.readings.into_iter().flat_map(|r| r.relations);
    all.map(|r| (r.of.0, r.offset.min, r.offset.max)).collect()
}

#[test]
fn distances_are_as_wide_as_they_were_said() {
    for (phrase, of, min, max) in [
        (
            "two weeks after my wedding",
            "my wedding",
            Some(11),
            Some(17),
        ),
        ("a week before the boat", "the boat", Some(-8), Some(-6)),
        (
            "about two weeks after the boat",
            "the boat",
            Some(9),
            Some(19),
        ),
        (
            "two or three weeks after the boat",
            "the boat",
            Some(11),
            Some(24),
        ),
        (
            "several months after the boat",
            "the boat",
            Some(60),
            Some(300),
        ),
        (
            "a year and a half after the boat",
            "the boat",
            Some(503),
            Some(592),
        ),
        (
            "half a year before the boat",
            "the boat",
            Some(-203),
            Some(-163),
        ),
        ("not long after the boat", "the boat", Some(1), Some(14)),
        ("the week after the boat", "the boat", Some(1), Some(13)),
        ("later than the boat", "the boat", Some(1), None),
        ("when I was almost 14", "born", Some(13), Some(14)),
        ("at the age of 14 or 15", "born", Some(14), Some(16)),
        ("I was 14 years old", "born", Some(14), Some(15)),
        ("I was about two months old", "born", Some(46), Some(76)),
    ] {
        assert_eq!(
            relation(phrase, UiLang::En),
            [(of.to_owned(), min, max)],
            "{phrase}"
        );
    }
}

#[test]
fn distances_are_as_wide_in_danish() {
    for (phrase, of, min, max) in [
        (
            "to-tre uger efter mit bryllup",
            "mit bryllup",
            Some(11),
            Some(24),
        ),
        ("en uges tid før båden", "båden", Some(-9), Some(-5)),
        ("halvanden måned efter båden", "båden", Some(36), Some(56)),
        ("ugen efter båden", "båden", Some(1), Some(13)),
        ("umiddelbart før båden", "båden", Some(-14), Some(-1)),
        ("som 14-årig", "born", Some(14), Some(15)),
        ("i en alder af 14 år", "born", Some(14), Some(15)),
        ("da jeg var 14-15 år gammel", "born", Some(14), Some(16)),
    ] {
        assert_eq!(
            relation(phrase, UiLang::Da),
            [(of.to_owned(), min, max)],
            "{phrase}"
        );
    }
}

#[test]
fn two_relations_are_both_kept() {
    let want = [
        ("the boat".to_owned(), None, Some(-1)),
        ("the house in tripoli".to_owned(), Some(1), None),
    ];
    assert_eq!(
        relation(
            "it happened before the boat but after the house in Tripoli",
            UiLang::En
        ),
        want
    );
    assert_eq!(
        relation(
            "before the boat, but after the house in Tripoli.",
            UiLang::En
        ),
        want
    );
    let between = relation("between the house in Tripoli and the boat", UiLang::En);
    assert_eq!(between, [want[1].clone(), want[0].clone()]);
    let danish = relation("før båden, men efter huset i Tripoli", UiLang::Da);
    assert_eq!(danish.len(), 2);
}

#[test]
fn what_lasted_from_one_moment_to_another_has_both() {
    let when = understand(
        "from the time he bought me till after he died",
        &Context::of(UiLang::En),
    );
    let reading = when.reading().unwrap();
    assert_eq!((reading.shape, reading.relations.len()), (Shape::Lasted, 2));
    assert_eq!(reading.relations[1].offset, Offset::AFTER);
    assert_eq!(reading.relations[1].of, Anchor("he died".into()));
    assert_eq!(relation("fra brylluppet til båden", UiLang::Da).len(), 2);
    let when = understand("from 2015 until I left", &Context::of(UiLang::En));
    let reading = when.reading().unwrap();
    assert_eq!(reading.start.earliest, "2015-01-01".parse().ok());
    assert_eq!(
        (reading.relations.len(), reading.relations[0].mine),
        (1, End::End)
    );
}

#[test]
fn hours_are_kept_with_the_clock_that_was_meant() {
    let cultures = ["ET".to_owned()];
    let mut world = World::default();
    let title = crate::text::Localised::default();
    world.packs.push(super::super::Pack {
        id: "ET".to_owned(),
        title,
        also: Vec::new(),
    });
    let world = world.ready();
    let at_home = Context::of(UiLang::En).within(&world, &cultures);
    let both = understand("14 May 2019 at 3 o'clock in the morning", &at_home);
    let hours: Vec<Option<u8>> = both
        .readings
        .iter()
        .map(|r| r.hour?.from_midnight())
        .collect();
    assert_eq!(hours, [Some(9), Some(3)]);
    let one = understand("kl. 15", &Context::of(UiLang::Da));
    assert_eq!(
        one.reading().unwrap().hour.unwrap().from_midnight(),
        Some(15)
    );
    let written = serde_json::to_value(&both.readings[0]).unwrap();
    assert_eq!(
        written["hour"],
        serde_json::json!({"said": 3, "part": "morning", "clock": "ethiopian"})
    );
    assert!(
        understand("3", &Context::of(UiLang::En))
            .readings
            .is_empty()
    );
}

#[test]
fn lengths_are_no_dates() {
    let lasts = |phrase: &str, language| {
        let reading = understand(phrase, &Context::of(language))
            .reading()
            .cloned()
            .unwrap();
        assert_eq!(
            (reading.shape, reading.edtf),
            (Shape::Lasted, None),
            "{phrase}"
        );
        let lasts = reading.lasts.unwrap();
        (lasts.min.unwrap(), lasts.max.unwrap())
    };
    assert_eq!(lasts("for about two years", UiLang::En), (640, 820));
    assert_eq!(lasts("it lasted three months", UiLang::En), (81, 101));
    assert_eq!(lasts("i to år", UiLang::Da), (640, 820));
    assert_eq!(lasts("det varede tre måneder", UiLang::Da), (81, 101));
}

#[test]
fn after_a_label_is_a_relation_to_it() {
    let labels = [("leaving".to_owned(), vec!["the day I left".to_owned()])];
    let context = Context::of(UiLang::En).with_labels(&labels);
    for phrase in ["after the day I left", "after I left", "after leaving"] {
        let when = understand(phrase, &context);
        let relation = &when.reading().unwrap().relations[0];
        assert_eq!(relation.of, Anchor("leaving".into()), "{phrase}");
        assert_eq!((relation.mine, relation.theirs), (End::Start, End::End));
        assert_eq!(relation.offset, Offset::AFTER);
    }
}

fn why(phrase: &str, language: UiLang) -> Why {
    let gaps = read_phrase(phrase, &Context::of(language)).gaps;
    gaps.first()
        .unwrap_or_else(|| panic!("{phrase} is understood"))
        .why
}

#[test]
fn what_is_missing_is_said() {
    for (phrase, want) in [
        ("31 June 2019", Why::NoSuchDay),
        ("week 53 of 2019", Why::NoSuchWeek),
        ("in May", Why::NeedsYear),
        ("on 14 May", Why::NeedsYear),
        ("two years ago", Why::NeedsToday),
        ("last year", Why::NeedsToday),
        ("31 Hidar 2010", Why::NotInCalendar),
        ("from June 2019 to May 2018", Why::Reversed),
        ("between 2019 and 2018", Why::Reversed),
        ("I don't remember", Why::Unknown),
        ("when the rains were late", Why::Words),
        ("", Why::Words),
    ] {
        assert_eq!(why(phrase, UiLang::En), want, "{phrase}");
    }
    assert_eq!(why("det kan jeg ikke huske", UiLang::Da), Why::Unknown);
    assert_eq!(why("den 31. juni 2019", UiLang::Da), Why::NoSuchDay);
}

#[test]
fn a_gap_stands_on_what_was_not_understood() {
    let read = read_phrase("it was on 31 June 2019", &Context::of(UiLang::En));
    let gap = read.gaps[0];
    assert_eq!((gap.from, gap.to), (10, 22));
    assert!(
        gap.sentence(UiLang::Da)
            .starts_with("Den måned har ikke den dag.")
    );
}

#[test]
fn what_is_not_understood_is_kept_as_said() {
    let when = understand(" when the rains were late ", &Context::default());
    assert_eq!(
        (when.said.as_str(), when.readings.len()),
        ("when the rains were late", 0)
    );
    for phrase in [
        "the 14th",
        "about then",
        "in the village",
        "may",
        "a long time ago",
        "two weeks",
        "14",
        "on",
    ] {
        assert!(
            understand(phrase, &Context::default()).readings.is_empty(),
            "{phrase}"
        );
    }
}

fn found(text: &str, language: UiLang) -> Vec<String> {
    find(text, &Context::of(language))
        .into_iter()
        .map(|f| f.when.said)
        .collect()
}

#[test]
fn times_are_found_within_a_text() {
    let text = "We lived there. In May 2016 she came, and two weeks after the wedding we left. I may go on.";
    assert_eq!(
        found(text, UiLang::En),
        ["In May 2016", "two weeks after the wedding"]
    );
    let text = "Jeg var 14 år, da hun kom. Den 3. maj 2017 rejste vi, og jeg havde 300 kroner med.";
    assert_eq!(
        found(text, UiLang::Da),
        ["Jeg var 14 år", "Den 3. maj 2017"]
    );
    assert!(found("I had 2016 reasons to march on.", UiLang::En).len() <= 1);
}

proptest! {
    #[test]
    fn no_text_panics_and_all_of_it_is_kept(text in "\\PC{0,60}") {
        for language in UiLang::ALL {
            let context = Context::of(language).on("2024-03-15".parse().unwrap());
            let read = read_phrase(&text, &context);
            prop_assert_eq!(&read.when.said, text.trim());
            prop_assert_eq!(read.gaps.is_empty(), !read.when.readings.is_empty());
            for found in find(&text, &context) {
                prop_assert!(found.from < found.to && found.to <= text.chars().count());
            }
        }
    }

    #[test]
    fn words_of_time_in_any_order_give_readings_that_hold(words in proptest::collection::vec("before|after|two|weeks|May|2019|about|between|and|summer|last|not sure|14|from|to|since|,|Ramadan|when I was|old|week|53|or|%|1440|early", 0..8)) {
        let phrase = words.join(" ");
        let context = Context::of(UiLang::En).on("2024-03-15".parse().unwrap());
        for reading in understand(&phrase, &context).readings {
            prop_assert!(!reading.start.is_empty() && !reading.end.is_empty(), "{phrase}");
            if let Some(edtf) = &reading.edtf {
                prop_assert!(read_edtf(edtf).is_ok(), "{phrase}: {edtf}");
            }
        }
    }
}
