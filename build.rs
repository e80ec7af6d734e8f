//! Embeds what ships with the program: guides, templates, and the tables of spoken and shown texts.
//!
//! The files are listed at build time, so that a new one is noticed and none is read at run time.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads its surroundings and writes its output"
)]
#![expect(clippy::panic, reason = "a table that is not in form stops the build")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets the manifest folder"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets the output folder"));
    for folder in ["guides", "templates", "src/text"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let guides = file_table(&root, "guides", &["yaml"])?;
    fs::write(out.join("guides.rs"), guides)?;
    let templates = file_table(&root, "templates", &["yaml", "tera"])?;
    fs::write(out.join("templates.rs"), templates)?;
    for table in ["spoken", "screen"] {
        let source = fs::read_to_string(root.join(format!("src/text/{table}.tsv")))?;
        fs::write(out.join(format!("{table}.rs")), text_table(table, &source))?;
    }
    Ok(())
}

/// Writes `&[(path, text)]`, sorted by path, of the files below `folder` with one of the endings.
fn file_table(root: &Path, folder: &str, endings: &[&str]) -> io::Result<String> {
    let mut files = Vec::new();
    collect(&root.join(folder), &mut files)?;
    files.retain(|f| {
        f.extension()
            .is_some_and(|e| endings.iter().any(|want| e == *want))
    });
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file
            .strip_prefix(root)
            .expect("a file below the root")
            .display()
            .to_string();
        let name = name.replace('\\', "/");
        writeln!(
            code,
            "    ({name:?}, include_str!({:?})),",
            file.display().to_string()
        )
        .expect("a string can be written to");
    }
    code.push_str("]\n");
    Ok(code)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for item in fs::read_dir(folder)? {
        let path = item?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Turns a table of texts (`id`, `group`, `en`, `da`, `notes`, parted by tabs, no quoting) into one
/// constant a row, so that a text that is not in the table does not compile.
fn text_table(table: &str, source: &str) -> String {
    let mut code = String::new();
    let mut all = Vec::new();
    for (index, line) in source.lines().enumerate().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, group, en, da, notes] = cells[..] else {
            panic!(
                "src/text/{table}.tsv:{}: a row has five cells, this one {}",
                index + 1,
                cells.len()
            );
        };
        let name = id.to_uppercase().replace('-', "_");
        writeln!(
            code,
            "/// `{id}`, of the group `{group}`.\npub const {name}: Text = Text {{ id: {id:?}, group: {group:?}, en: {en:?}, da: {da:?}, notes: {notes:?} }};",
        )
        .expect("a string can be written to");
        all.push(name);
    }
    writeln!(
        code,
        "/// Every text of the table, in its order.\npub const ALL: &[Text] = &[{}];",
        all.join(", ")
    )
    .expect("a string can be written to");
    code
}
