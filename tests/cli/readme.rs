//! What the README shows is what happens.

use super::home::Home;

const README: &str = include_str!("../../README.md");

/// Returns the lines of the block that follows this line.
fn block(first: &str) -> Vec<&'static str> {
    let rest = README.split_once(first).expect("the block is there").1;
    let rest = rest.trim_start_matches('\n');
    rest.lines().take_while(|line| *line != "```").collect()
}

#[test]
fn the_demo_says_what_the_readme_shows() {
    let home = Home::new();
    let said = home.run(&["demo"]).done();
    let shown: Vec<&str> = said.err.lines().chain(said.out.lines()).collect();
    let block = block("```console\n$ heard demo\n");
    let block: Vec<&str> = block.into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(shown, block);
    assert!(home.path("heard-demo/statement.en.html").exists());
}

#[test]
fn every_command_and_flag_that_the_readme_names_is_there() {
    let home = Home::new();
    let uses = block("## Use it\n\n```sh\n");
    assert!(uses.len() > 5);
    for line in uses {
        let line = line.split('#').next().expect("a first part");
        let words: Vec<&str> = line.split_whitespace().collect();
        let verbs = words[1..].iter().take_while(|word| !word.starts_with('-'));
        let verbs = verbs.take_while(|word| **word != "Swallow");
        let help: Vec<&str> = verbs.copied().chain(["--help"]).collect();
        let said = home.run(&help).done();
        for flag in words.iter().filter(|word| word.starts_with("--")) {
            assert!(said.out.contains(flag), "{line}: {flag}");
        }
    }
}

#[test]
fn the_pages_that_the_readme_names_are_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let links = README.split("](").skip(1);
    let links: Vec<&str> = links.filter_map(|rest| rest.split(')').next()).collect();
    assert!(links.len() > 3);
    for link in links {
        assert!(root.join(link).exists(), "{link}");
    }
}

#[test]
fn the_tests_that_the_page_on_security_names_are_there() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = include_str!("../../docs/security.md");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).expect("a file of tests");
    for (before, file) in [
        ("`vault::tests::", "src/vault/tests.rs"),
        ("`layers::", "tests/layers.rs"),
    ] {
        let text = read(file);
        let names = page.split(before).skip(1);
        let names: Vec<&str> = names.filter_map(|rest| rest.split('`').next()).collect();
        assert!(!names.is_empty(), "{before}");
        for name in names {
            assert!(text.contains(&format!("fn {name}()")), "{name}");
        }
    }
}
