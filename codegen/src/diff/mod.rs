//! `diff`: what differs between two versions, two files or two folders.

mod side;

use std::io::Write;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use self::side::{Folder, Side};
use crate::check::compare::{self, Change, Subject};
use crate::error::Error;
use crate::source::Source;

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
    let differences = match (Side::find(apis, api, a)?, Side::find(apis, api, b)?) {
        // Two documents are compared whatever they are called.
        (Side::One(old), Side::One(new)) => vec![(String::new(), changes(&old, &new))],
        (Side::Several(old), Side::Several(new)) => folders(old, new)?,
        (Side::Several(_), Side::One(_)) => return Err(uneven(a, b)),
        (Side::One(_), Side::Several(_)) => return Err(uneven(b, a)),
    };
    match (matches.get_flag("json"), matches.get_flag("markdown")) {
        (true, _) => print_json((a, b), &differences, out),
        (_, is_markdown) => print((a, b), differences, is_markdown, out),
    }
}

/// What differs in each document, by its name.
type Differences = Vec<(String, Vec<Change>)>;

/// What differs in each document that either of two folders has, those of the old one first.
fn folders(mut old: Folder, mut new: Folder) -> Result<Differences, Error> {
    let mut names = old.names();
    let added: Vec<_> = new.names().into_iter().filter(|name| !names.contains(name)).collect();
    names.extend(added);
    let mut differences = Vec::new();
    for name in names {
        let changes = match (old.document(&name)?, new.document(&name)?) {
            (Some(old), Some(new)) => changes(&old, &new),
            (Some(_), None) => vec![whole("removed")],
            (None, _) => vec![whole("added")],
        };
        differences.push((name, changes));
    }
    Ok(differences)
}

fn whole(what: &str) -> Change {
    Change { subject: Subject::Part("the document".to_owned()), what: what.to_owned() }
}

fn uneven(folder: &str, document: &str) -> Error {
    Error::setting(format!(
        "`{folder}` is a folder and `{document}` is one document; compare two folders or two documents"
    ))
}

fn print_json((a, b): (&str, &str), differences: &Differences, out: &mut dyn Write) -> Result<(), Error> {
    let listed = differences.iter().map(|(name, changes)| {
        let changes: Vec<_> = changes.iter().map(Change::to_json).collect();
        if name.is_empty() { json!({ "changes": changes }) } else { json!({ "document": name, "changes": changes }) }
    });
    let all = json!({ "from": a, "to": b, "documents": listed.collect::<Vec<_>>() });
    writeln!(out, "{}", serde_json::to_string_pretty(&all).map_err(Error::document)?)?;
    Ok(())
}

/// Tells people what differs; of documents that stand side by side and differ in the same way, once.
fn print((a, b): (&str, &str), differences: Differences, is_markdown: bool, out: &mut dyn Write) -> Result<(), Error> {
    if is_markdown {
        writeln!(out, "### From `{a}` to `{b}`\n")?;
    }
    let mut told: Vec<(String, String, Vec<Change>)> = Vec::new();
    for (name, changes) in differences {
        match told.last_mut() {
            Some((_, last, known)) if *known == changes => *last = name,
            _ => told.push((name.clone(), name, changes)),
        }
    }
    told.retain(|(.., changes)| !changes.is_empty());
    if told.is_empty() {
        writeln!(out, "{}", if is_markdown { "Nothing differs." } else { "nothing differs" })?;
    }
    for (first, last, changes) in &told {
        let names = |tick| {
            if first == last {
                format!("{tick}{first}{tick}")
            } else {
                format!("{tick}{first}{tick} to {tick}{last}{tick}")
            }
        };
        match (first.is_empty(), is_markdown) {
            (true, _) => {}
            (false, true) => writeln!(out, "#### {}\n", names("`"))?,
            (false, false) => writeln!(out, "{}", names(""))?,
        }
        if is_markdown { markdown(changes, out)? } else { plain(changes, out)? }
    }
    Ok(())
}

/// What differs between two documents but for the number of their version.
pub(crate) fn changes(old: &Value, new: &Value) -> Vec<Change> {
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
pub(crate) fn markdown(changes: &[Change], out: &mut dyn Write) -> Result<(), Error> {
    for (subject, whats) in grouped(changes) {
        let at = literal(&subject.to_string());
        match whats.as_slice() {
            [what] => writeln!(out, "- {at}: {}", literal(what))?,
            whats => {
                writeln!(out, "- {at}")?;
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

fn plain(changes: &[Change], out: &mut dyn Write) -> Result<(), Error> {
    for (subject, whats) in grouped(changes) {
        writeln!(out, "{subject}")?;
        for what in whats {
            writeln!(out, "    {what}")?;
        }
    }
    Ok(())
}

/// Neighbours that concern the same are put together.
fn grouped(changes: &[Change]) -> Vec<(&Subject, Vec<&str>)> {
    let mut groups: Vec<(&Subject, Vec<&str>)> = Vec::new();
    for Change { subject, what } in changes {
        match groups.last_mut() {
            Some((known, whats)) if *known == subject => whats.push(what),
            _ => groups.push((subject, vec![what])),
        }
    }
    groups
}
