//! Settings as TOML for people: the defaults with what is said of them, and what is in force with where it was set.

use core::fmt::Write;

use super::given::{Given, joined};
use super::reading::Entry;
use super::{Field, Shape};

/// The defaults. It can be read as it is, and says the same then.
pub(super) fn defaults(fields: &[Field], entries: &[Entry]) -> String {
    let line = |out: &mut String, path: &str, name: &str, kind: &str, is_secret: bool| {
        let entry = entries.iter().find(|entry| entry.path == path);
        let written = match entry {
            Some(Entry { default: Some(_), .. }) if is_secret => {
                format!("#{name} = …  # {kind}; the default is hidden")
            }
            Some(Entry { default: Some(default), is_there: true, .. }) => format!("{name} = {default}"),
            Some(Entry { default: Some(default), is_there: false, .. }) => format!("#{name} = {default}"),
            Some(Entry { is_there: true, .. }) => format!("#{name} = …  # {kind}; it has no default and must be set"),
            _ => format!("#{name} = …  # {kind}; not set"),
        };
        out.push_str(&written);
    };
    let mut out = String::new();
    part(fields, "", true, &line, &mut out);
    out
}

/// What is in force.
pub(super) fn effective(fields: &[Field], entries: &[Entry], given: &Given) -> String {
    let line = |out: &mut String, path: &str, name: &str, _: &str, is_secret: bool| {
        let entry = entries.iter().find(|entry| entry.path == path);
        let value = entry.filter(|entry| entry.is_there).and_then(|entry| entry.value.as_ref());
        let set = given.0.get(path);
        let origin = set.map_or_else(|| "default".to_owned(), |set| set.origin.to_string());
        let written = match (value, set) {
            (Some(_), _) if is_secret => format!("#{name} = …  # hidden; {origin}"),
            (Some(value), _) => format!("{name} = {value}  # {origin}"),
            (None, Some(_)) => format!("{name} = false  # {origin}"),
            (None, None) => format!("#{name} = …  # not set"),
        };
        out.push_str(&written);
    };
    let mut out = String::new();
    part(fields, "", false, &line, &mut out);
    out
}

/// The values of a part, and then the parts in it: TOML wants them in this order.
fn part(
    fields: &[Field],
    prefix: &str,
    with_docs: bool,
    line: &impl Fn(&mut String, &str, &str, &str, bool),
    out: &mut String,
) {
    for Field { name, doc, shape } in fields {
        if let Shape::Value { kind, is_secret } = shape {
            if with_docs {
                comment(doc, out);
            }
            line(out, &joined(prefix, name), name, kind, *is_secret);
            out.push('\n');
        }
    }
    for Field { name, doc, shape } in fields {
        if let Shape::Part(fields) = shape {
            let path = joined(prefix, name);
            if !out.is_empty() {
                out.push('\n');
            }
            if with_docs {
                comment(doc, out);
            }
            // Writing to a string does not fail.
            let _ = writeln!(out, "[{path}]");
            part(fields, &path, with_docs, line, out);
        }
    }
}

fn comment(doc: &terrace_model::Doc, out: &mut String) {
    if doc.summary.is_empty() {
        return;
    }
    let end = if doc.summary.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    let _ = writeln!(out, "# {}{end}", doc.summary);
    if !doc.description.is_empty() {
        out.push_str("#\n");
    }
    for line in doc.description.lines() {
        let _ = writeln!(out, "# {line}").map(|()| ());
    }
}
