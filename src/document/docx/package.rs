//! The parts of the file, packed so that the same parts give the same bytes.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata";
const DECLARATION: &str = super::DECLARATION;

/// The parts of a file, by name.
pub(super) struct Package {
    core: String,
    parts: Vec<(&'static str, String)>,
}

impl Package {
    /// Begins with what the file says of itself.
    pub(super) fn new(core: String) -> Self {
        let parts = Vec::new();
        Self { core, parts }
    }

    /// Adds a part `word/NAME.xml`; the others know it by its name.
    pub(super) fn part(&mut self, name: &'static str, xml: String) {
        self.parts.push((name, xml));
    }

    /// Packs everything, the list of what there is first.
    pub(super) fn finish(self) -> Vec<u8> {
        let names: Vec<&str> = self.parts.iter().map(|(name, _)| *name).collect();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        add(&mut zip, "[Content_Types].xml", &types(&names));
        add(&mut zip, "_rels/.rels", &top());
        add(&mut zip, "docProps/core.xml", &self.core);
        add(&mut zip, "word/_rels/document.xml.rels", &relations(&names));
        for (name, xml) in &self.parts {
            add(&mut zip, &format!("word/{name}.xml"), xml);
        }
        let written = zip.finish();
        written.expect("memory can be written to").into_inner()
    }
}

/// Adds a file without its time and without a sign of the system.
fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, xml: &str) {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Dos);
    let added = zip.start_file(name, options);
    added.expect("each name is added once");
    let written = zip.write_all(xml.as_bytes());
    written.expect("memory can be written to, and no part has four gigabytes");
}

fn types(names: &[&str]) -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    for name in names {
        let kind = if *name == "document" {
            "document.main"
        } else {
            name
        };
        put!(
            out,
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>"
        );
    }
    out + "</Types>"
}

fn top() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">\
         <Relationship Id=\"document\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"{CORE}/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>"
    )
}

fn relations(names: &[&str]) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{RELATIONS}\">");
    for name in names.iter().filter(|name| **name != "document") {
        put!(
            out,
            "<Relationship Id=\"{name}\" Type=\"{KINDS}/{name}\" Target=\"{name}.xml\"/>"
        );
    }
    out + "</Relationships>"
}
