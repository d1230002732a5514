//! `diff`: what differs between two versions, two files or two folders.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::check::compare;
use crate::error::Error;
use crate::folder;
use crate::openapi::Emitter;
use crate::source::Source;
use crate::version;

/// The command.
pub(crate) fn command() -> Command {
    let side = |name| Arg::new(name).required(true).help("A version, a document, or a folder of documents");
    let flag = |name| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let api = Arg::new("api").long("api").value_name("API").help("Of which API, where several have the versions");
    Command::new("diff")
        .about("Tell what differs between two versions, documents or folders")
        .arg(side("a").value_name("A"))
        .arg(side("b").value_name("B"))
        .arg(api)
        .arg(flag("json").help("As JSON"))
        .arg(flag("markdown").conflicts_with("json").help("As Markdown, for a pull request"))
}

pub(crate) fn run(apis: &[Source], matches: &ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
    let side = |name| matches.get_one::<String>(name).map_or("", String::as_str);
    let api = matches.get_one::<String>("api");
    let (a, b) = (side("a"), side("b"));
    let differences = match (documents(apis, api, a)?, documents(apis, api, b)?) {
        // Two documents are compared whatever they are called.
        (Side::One(old), Side::One(new)) => vec![(String::new(), changes(&old, &new))],
        (old, new) => files(&old.named(a), &new.named(b)),
    };
    if matches.get_flag("json") {
        let listed = differences.iter().map(|(file, changes)| {
            let changes: Vec<_> = changes.iter().map(|change| split(change)).collect();
            let changes = changes.into_iter().map(|(at, what)| json!({ "at": at, "what": what })).collect::<Vec<_>>();
            if file.is_empty() { json!({ "changes": changes }) } else { json!({ "file": file, "changes": changes }) }
        });
        let all = json!({ "from": a, "to": b, "documents": listed.collect::<Vec<_>>() });
        writeln!(out, "{}", serde_json::to_string_pretty(&all).map_err(Error::document)?)?;
        return Ok(());
    }
    let as_markdown = matches.get_flag("markdown");
    if as_markdown {
        writeln!(out, "### From `{a}` to `{b}`\n")?;
    }
    if differences.iter().all(|(_, changes)| changes.is_empty()) {
        writeln!(out, "{}", if as_markdown { "Nothing differs." } else { "nothing differs" })?;
    }
    for (file, changes) in differences.iter().filter(|(_, changes)| !changes.is_empty()) {
        match (file.is_empty(), as_markdown) {
            (true, _) => {}
            (false, true) => writeln!(out, "#### `{file}`\n")?,
            (false, false) => writeln!(out, "{file}")?,
        }
        if as_markdown { markdown(changes, out)? } else { plain(changes, out)? }
    }
    Ok(())
}

/// What differs between two documents but for the number of their version.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<String> {
    let unnumbered = |document: &Value| {
        let mut document = document.clone();
        if let Some(info) = document.get_mut("info").and_then(Value::as_object_mut) {
            info.shift_remove("version");
        }
        document
    };
    compare::documents(&unnumbered(old), &unnumbered(new))
}

/// Writes changes below what they concern, as lists of Markdown.
pub(crate) fn markdown(changes: &[String], out: &mut dyn Write) -> Result<(), Error> {
    for (at, whats) in grouped(changes) {
        match whats.as_slice() {
            [what] => writeln!(out, "- {}: {}", literal(at), literal(what))?,
            whats => {
                writeln!(out, "- {}", literal(at))?;
                for what in whats {
                    writeln!(out, "  - {}", literal(what))?;
                }
            }
        }
    }
    writeln!(out)?;
    Ok(())
}

/// A text whose letters mean themselves in Markdown, but for its own backticks.
fn literal(text: &str) -> String {
    let mut in_code = false;
    let mut literal = String::with_capacity(text.len());
    for found in text.chars() {
        in_code ^= found == '`';
        if !in_code && matches!(found, '\\' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '#') {
            literal.push('\\');
        }
        literal.push(found);
    }
    literal
}

fn plain(changes: &[String], out: &mut dyn Write) -> Result<(), Error> {
    for (at, whats) in grouped(changes) {
        writeln!(out, "{at}")?;
        for what in whats {
            writeln!(out, "    {what}")?;
        }
    }
    Ok(())
}

/// Neighbours that concern the same are put together.
fn grouped(changes: &[String]) -> Vec<(&str, Vec<&str>)> {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (at, what) in changes.iter().map(|change| split(change)) {
        match groups.last_mut() {
            Some((known, whats)) if *known == at => whats.push(what),
            _ => groups.push((at, vec![what])),
        }
    }
    groups
}

/// What a change concerns, and what it is.
fn split(change: &str) -> (&str, &str) {
    change.split_once(": ").unwrap_or(("", change))
}

/// What one of the two is.
enum Side {
    One(Value),
    /// By the files' names.
    Several(BTreeMap<String, Value>),
}

impl Side {
    fn named(self, name: &str) -> BTreeMap<String, Value> {
        match self {
            Side::One(document) => BTreeMap::from([(name.to_owned(), document)]),
            Side::Several(documents) => documents,
        }
    }
}

fn documents(apis: &[Source], api: Option<&String>, name: &str) -> Result<Side, Error> {
    if version::is_known(apis, name) {
        let (source, version) = version::find(apis, name, api)?;
        let document = Emitter::new(source).document(version).map_err(Error::clash)?;
        return Ok(Side::One(serde_json::to_value(&document).map_err(Error::document)?));
    }
    let path = Path::new(name);
    if !path.is_dir() {
        let missing = || Error::setting(format!("`{name}` is neither a version nor a file; {}", version::known(apis)));
        let text = folder::read(path)?.ok_or_else(missing)?;
        return Ok(Side::One(
            document(&text).ok_or_else(|| Error::setting(format!("`{name}` is no OpenAPI document")))?,
        ));
    }
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(path).map_err(|cause| Error::file(path, "read", cause))? {
        let path = entry.map_err(|cause| Error::file(path, "read", cause))?.path();
        let (Some(name), true) = (path.file_name().and_then(|name| name.to_str()), path.is_file()) else { continue };
        if name.ends_with(".json")
            && let Some(document) = folder::read(&path)?.as_deref().and_then(document)
        {
            found.insert(name.to_owned(), document);
        }
    }
    Ok(Side::Several(found))
}

/// An index, a patch or a digest is none.
fn document(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().filter(|value: &Value| value.get("openapi").is_some_and(Value::is_string))
}

/// Compares files of one name.
fn files(old: &BTreeMap<String, Value>, new: &BTreeMap<String, Value>) -> Vec<(String, Vec<String>)> {
    let mut found: BTreeMap<&String, Vec<String>> = BTreeMap::new();
    for (name, document) in old {
        found.insert(
            name,
            match new.get(name) {
                Some(other) => changes(document, other),
                None => vec!["the document: removed".to_owned()],
            },
        );
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        found.insert(name, vec!["the document: added".to_owned()]);
    }
    found.into_iter().map(|(name, changes)| (name.clone(), changes)).collect()
}
