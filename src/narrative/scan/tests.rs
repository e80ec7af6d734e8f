use std::sync::Arc;

use super::super::template::GOOD;
use super::*;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile {
        name: Arc::from(name),
        text: text.to_owned(),
        embedded: false,
    }
}

fn all(text: &str, part: &str) -> Vec<String> {
    let template = Template::read(&Arc::from("t.yaml"), GOOD).unwrap();
    let (main, part) = (file("m.tera", text), file("p.tera", part));
    let mut sources = Sources::new("main".to_owned());
    sources.add("main".to_owned(), &main);
    sources.add("part".to_owned(), &part);
    let shown = |fault: &TemplateError| {
        let help = miette::Diagnostic::help(fault).map_or(String::new(), |h| format!(" ({h})"));
        format!("{fault}{help}")
    };
    faults(&sources, &template).iter().map(shown).collect()
}

fn one(text: &str) -> String {
    let found = all(text, "");
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found[0].clone()
}

fn fine(text: &str) {
    assert_eq!(all(text, ""), Vec::<String>::new(), "{text}");
}

#[test]
fn names_of_the_context_are_found_wherever_they_stand() {
    fine("{{ case.label }} {% if document.working and not case.label %}x{% endif %}");
    fine("{% for p in passages %}{{ say(passage=p) }}{{ p.day }}{% endfor %}");
    fine("{% for s in sessions | reverse %}{{ s.day }}{{ loop.index }}{% endfor %}");
    fine("{{ sessions | length }}{% if particulars.name is defined %}x{% endif %}");
    fine("{% set last = sessions | last %}{{ last.day }}{{ sessions[0].day }}");
    fine("{% for p in passages if p.dated %}{{ p?.place | default(value=\"x\") }}{% endfor %}");
}

#[test]
fn an_unknown_name_has_its_place_and_a_near_one() {
    assert_eq!(
        one("Hello\n{{ caes.label }}"),
        "m.tera:2:4: `caes` is no name that templates get here (did you mean `case`?)"
    );
}

#[test]
fn an_unknown_field_is_found_behind_a_condition_too() {
    assert!(one("{% if case.lable %}x{% endif %}").contains("did you mean `label`?"));
}

#[test]
fn a_field_of_a_loops_element_is_followed() {
    let fault = one("{% for s in sessions %}\n  {{ s.dya }}{% endfor %}");
    assert!(fault.starts_with("m.tera:2:8: `dya` is no name"), "{fault}");
    assert!(one("{% for p in pasages %}x{% endfor %}").contains("did you mean `passages`?"));
}

#[test]
fn a_name_that_was_set_is_followed() {
    fine("{% set who = case %}{{ who.label }}");
    assert!(one("{% set who = case %}{{ who.lable }}").contains("`lable`"));
}

#[test]
fn an_included_file_knows_the_names_bound_around_it() {
    let text = "{% for s in sessions %}{% include \"part\" %}{% endfor %}";
    assert_eq!(all(text, "{{ s.day }}"), Vec::<String>::new());
    let found = all(text, "{{ s.dya }}");
    assert!(found[0].starts_with("p.tera:1:6"), "{found:?}");
}

#[test]
fn particulars_are_those_that_the_template_asks_for() {
    fine("{{ particulars.file_number }}");
    assert!(one("{{ particulars.court }}").contains("there are: file_number, name"));
}

#[test]
fn safe_is_refused() {
    for text in [
        "{{ case.label | safe }}",
        "{{ case.label|safe }}",
        "{% if case.label | safe %}x{% endif %}",
    ] {
        assert!(
            one(text).contains("`safe` is not allowed in a template"),
            "{text}"
        );
    }
    fine("{{ case.label }} is | safe");
    fine("{# {{ case.label | safe }} #}");
}

#[test]
fn filters_that_make_texts_longer_are_refused() {
    for name in [
        "replace",
        "join",
        "indent",
        "upper",
        "escape_html",
        "truncate",
    ] {
        let fault = one(&format!("{{{{ case.label | {name} }}}}"));
        assert!(fault.contains(&format!("`{name}` is no filter")), "{fault}");
    }
}

#[test]
fn texts_cannot_grow() {
    assert!(one("{% set x = case.label ~ case.label %}").contains("`~` is not allowed"));
    assert!(all("{% set x %}a{% endset %}", "")[0].contains("a `set` that takes in text"));
    assert!(all("{% set_global x = 1 %}", "")[0].contains("`set_global` is not allowed"));
    assert!(one("{{ [...passages] }}").contains("`...` is not allowed"));
}

#[test]
fn what_defines_something_is_refused() {
    for tag in [
        "component x()",
        "block x",
        "extends \"part\"",
        "filter upper",
        "raw",
    ] {
        let fault = &all(&format!("{{% {tag} %}}"), "")[0];
        assert!(fault.contains("is not allowed in a template"), "{fault}");
    }
    assert!(all("{{ <card /> }}", "")[0].contains("a component is not allowed"));
}

#[test]
fn a_loop_inside_a_value_is_refused() {
    let found = all("{{ [p for p in passages] }}", "").join("\n");
    assert!(found.contains("a `for` inside a value"), "{found}");
}

#[test]
fn a_function_that_is_not_there_has_a_near_one() {
    assert!(one("{{ sya(passage=1) }}").contains("`sya` is no function (did you mean `say`?)"));
    assert!(one("{{ range(end=3) }}").contains("`range` is no function"));
}

#[test]
fn a_test_that_is_not_there_is_refused() {
    assert!(one("{% if case.label is matching(\"x\") %}x{% endif %}").contains("is no test"));
    fine("{% if case.label is not none and not case.label is starting_with(\"x\") %}x{% endif %}");
}

#[test]
fn private_use_characters_are_refused() {
    assert!(one("a\n \u{E001}").starts_with("m.tera:2:2: a private-use character"));
}

#[test]
fn all_faults_come_at_once() {
    assert_eq!(all("{{ a }}\n{{ b | safe }}", "").len(), 3);
}
