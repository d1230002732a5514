//! The file: TOML, of which each value knows its line.

use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::error::help;
use super::given::{Content, Given, Origin, joined};
use super::value::Value;
use super::{Field, Shape};

/// Reads what a file has of these settings. What is wrong with it is told by line.
pub(super) fn read(path: &Path, text: &str, fields: &[Field], given: &mut Given, problems: &mut Vec<String>) {
    let mut file = File { path, text, given, found: Vec::new() };
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let at = error.span().map_or(0, |span| span.start);
        let said: Vec<_> = error.message().lines().map(str::trim).collect();
        file.problem(at, format!("this is not TOML: {}", said.join(", ")));
    }
    if file.found.is_empty() {
        file.table(document.get_ref(), fields, "");
    }
    file.found.sort_by_key(|(line, _)| *line);
    problems.extend(file.found.into_iter().map(|(line, said)| format!("{}:{line}: {said}", path.display())));
}

struct File<'f> {
    path: &'f Path,
    text: &'f str,
    given: &'f mut Given,
    /// What is wrong, by line.
    found: Vec<(usize, String)>,
}

impl File<'_> {
    fn table(&mut self, table: &DeTable<'_>, fields: &[Field], prefix: &str) {
        for (key, value) in table {
            let (name, at) = (key.get_ref(), key.span().start);
            let path = joined(prefix, name);
            let Some(field) = fields.iter().find(|field| field.name == name.as_ref()) else {
                let help = help(name, prefix, fields.iter().map(|field| field.name));
                self.problem(at, format!("there is no setting `{path}`; {help}"));
                continue;
            };
            match (field.shape, value.get_ref()) {
                (Shape::Part(fields), DeValue::Table(table)) => self.table(table, fields, &path),
                (Shape::Part(_), _) => {
                    self.problem(at, format!("`{path}` has settings of its own; write `[{path}]`, and them below it"));
                }
                (Shape::Value { kind, is_secret }, value) => match Value::of_toml(value) {
                    Some(value) => {
                        let origin = Origin::File { path: self.path.to_owned(), line: self.line(at) };
                        self.given.set(path, Content::Value(value), origin);
                    }
                    None if is_secret => self.problem(at, format!("`{path}` must be {kind}")),
                    None => self.problem(at, format!("`{path}` is {}, and must be {kind}", value.type_str())),
                },
            }
        }
    }

    fn problem(&mut self, at: usize, said: String) {
        let line = self.line(at);
        self.found.push((line, said));
    }

    /// The line of a byte, from 1.
    fn line(&self, at: usize) -> usize {
        1 + self.text.bytes().take(at).filter(|byte| *byte == b'\n').count()
    }
}
