//! The arrows of the house: a room uses only the rooms below it, and the pure rooms touch nothing of
//! the world.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms, from the top down.
const ROOMS: [&str; 13] = [
    "cli",
    "terminal",
    "check",
    "document",
    "narrative",
    "law",
    "interview",
    "vault",
    "chronology",
    "guide",
    "record",
    "time",
    "text",
];

/// Rooms that may use disk, terminal, clock or random numbers.
const EDGES: [&str; 4] = ["vault", "terminal", "document", "cli"];

/// What touches the world.
const WORLD: [&str; 9] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::io::std",
    "SystemTime",
    "Instant::",
    "Utc::now",
    "Local::now",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("a file in it").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// Returns each source file with the room it stands in.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let room_of = |path: &Path| {
        let inside = path.strip_prefix(&root).expect("a path below the root");
        let first = inside.iter().next().expect("a name");
        let first = first.to_string_lossy();
        first.trim_end_matches(".rs").to_owned()
    };
    let all = sources(&root).into_iter().map(|path| {
        let text = fs::read_to_string(&path).expect("a source file is text");
        (room_of(&path), path, text)
    });
    all.filter(|(room, ..)| !matches!(room.as_str(), "main" | "lib"))
        .collect()
}

/// Returns the rooms that a file names with `crate::`.
fn named(text: &str) -> BTreeSet<String> {
    let lines = text.lines();
    let code: Vec<&str> = lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let code = code.join("\n");
    let after = |part: &str| {
        let end = part
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(part.len());
        part[..end].to_owned()
    };
    let direct = code.split("crate::").skip(1).map(after);
    let grouped = code.split("crate::{").skip(1).flat_map(|part| {
        let inside = part.split(';').next().unwrap_or_default();
        inside
            .split([',', '{'])
            .map(|p| after(p.trim()))
            .collect::<Vec<_>>()
    });
    direct
        .chain(grouped)
        .filter(|name| ROOMS.contains(&name.as_str()))
        .collect()
}

#[test]
fn every_room_is_on_the_map() {
    for (room, path, _) in files() {
        assert!(
            ROOMS.contains(&room.as_str()),
            "{} is in no room",
            path.display()
        );
    }
}

#[test]
fn arrows_point_down() {
    let depth = |room: &str| ROOMS.iter().position(|r| *r == room).unwrap();
    for (room, path, text) in files() {
        for used in named(&text) {
            assert!(
                depth(&used) >= depth(&room),
                "{}: `{room}` uses `{used}`, which stands above it",
                path.display()
            );
        }
    }
}

#[test]
fn pure_rooms_touch_nothing_of_the_world() {
    for (room, path, text) in files() {
        let is_test = path.to_str().unwrap().contains("tests") || path.ends_with("testing.rs");
        if EDGES.contains(&room.as_str()) || is_test {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for word in WORLD {
            assert!(
                !code.contains(word),
                "{}: `{room}` names `{word}`",
                path.display()
            );
        }
    }
}

#[test]
fn there_is_no_mod_file_and_no_attic() {
    for (_, path, _) in files() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(
            !matches!(name, "mod" | "utils" | "helpers" | "manager" | "common"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn nothing_opens_a_connection() {
    for (_, path, text) in files() {
        for word in ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs"] {
            assert!(!text.contains(word), "{}: `{word}`", path.display());
        }
    }
}
