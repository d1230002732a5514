//! A file of rules, as oslo.policy has them: a mapping of names to rules, in YAML or JSON.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput};
use terrace_model::policy::{Check, SyntaxError};

use super::PolicyError;

/// The rules of a file.
#[derive(Clone, Debug)]
pub struct PolicyFile {
    /// What problems call it.
    pub(super) name: String,
    pub(super) rules: Vec<Written>,
}

/// A rule, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) check: Check,
}

impl PolicyFile {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no mapping of names to rules.
    pub fn read(path: &Path) -> Result<PolicyFile, PolicyError> {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).map_err(|error| PolicyError::one(format!("{name}: {error}")))?;
        PolicyFile::parse(&name, &text)
    }

    /// Reads the text of a file, of which problems speak under a name.
    ///
    /// A rule is a text, or a list of lists of checks, of which all those of one inner list have to hold.
    ///
    /// # Errors
    ///
    /// It is no mapping of names to rules, or names one twice: all such places.
    pub fn parse(name: &str, text: &str) -> Result<PolicyFile, PolicyError> {
        let mut reader = Reader { events: Events { parser: Parser::new_from_str(text), name }, problems: Vec::new() };
        let rules = reader.rules()?;
        PolicyError::unless_none(reader.problems)?;
        Ok(PolicyFile { name: name.to_owned(), rules })
    }
}

struct Reader<'t> {
    events: Events<'t>,
    problems: Vec<String>,
}

/// What is read, an event after the other.
struct Events<'t> {
    parser: Parser<'t, StrInput<'t>>,
    name: &'t str,
}

impl<'t> Events<'t> {
    /// The next event, and its line.
    fn next(&mut self) -> Result<(Event<'t>, usize), PolicyError> {
        match self.parser.next() {
            Some(Ok((event, Span { start, .. }))) => Ok((event, start.line())),
            Some(Err(error)) => {
                let (line, kind) = (error.marker().line(), error.kind());
                Err(PolicyError::one(format!("{}:{line}: {kind}", self.name)))
            }
            None => Ok((Event::StreamEnd, 0)),
        }
    }

    fn refuse(&self, line: usize, problem: &str) -> PolicyError {
        PolicyError::one(format!("{}:{line}: {problem}", self.name))
    }
}

impl Reader<'_> {
    fn rules(&mut self) -> Result<Vec<Written>, PolicyError> {
        let (mut rules, mut lines) = (Vec::new(), HashMap::new());
        loop {
            match self.events.next()? {
                (Event::StreamStart | Event::DocumentStart(..), _) => {}
                // An empty file, or one of comments, says nothing.
                (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(rules),
                (Event::Scalar(text, style, ..), _) if is_null(&text, style) => {}
                (Event::MappingStart(..), _) => break,
                (_, line) => return Err(self.events.refuse(line, "a file of rules is a mapping of names to rules")),
            }
        }
        loop {
            let (name, line) = match self.events.next()? {
                (Event::Scalar(name, ..), line) => (name.into_owned(), line),
                (Event::MappingEnd, _) => break,
                (_, line) => return Err(self.events.refuse(line, "a rule's name is a text")),
            };
            if let Some(first) = lines.insert(name.clone(), line) {
                self.tell(line, &format!("`{name}` has a rule already, in line {first}"));
            }
            let check = self.rule(&name)?;
            rules.push(Written { name, line, check });
        }
        loop {
            match self.events.next()? {
                (Event::StreamEnd, _) => return Ok(rules),
                (Event::DocumentEnd, _) => {}
                (_, line) => return Err(self.events.refuse(line, "a file of rules is one mapping")),
            }
        }
    }

    /// A rule: a text, or a list of lists.
    fn rule(&mut self, name: &str) -> Result<Check, PolicyError> {
        match self.events.next()? {
            (Event::Scalar(text, style, ..), line) if is_null(&text, style) => {
                let help = "write \"@\" where everybody may, \"!\" where nobody may";
                self.tell(line, &format!("`{name}` has no rule: {help}"));
                Ok(Check::Never)
            }
            (Event::Scalar(text, ..), line) => Ok(self.told(name, line, Check::parse(&text))),
            (Event::SequenceStart(..), _) => self.any(name),
            (_, line) => Err(self.events.refuse(line, &format!("the rule of `{name}` is neither a text nor a list"))),
        }
    }

    /// A list, of which one entry has to hold: a check, or a list of which all have to.
    fn any(&mut self, name: &str) -> Result<Check, PolicyError> {
        let (mut checks, mut is_empty) = (Vec::new(), true);
        loop {
            match self.events.next()? {
                (Event::SequenceEnd, _) => break,
                (Event::Scalar(text, ..), line) => {
                    checks.push(self.told(name, line, Check::parse_one(&text)));
                }
                (Event::SequenceStart(..), _) => checks.extend(self.all(name)?),
                (_, line) => return Err(self.events.refuse(line, &not_a_list(name))),
            }
            is_empty = false;
        }
        Ok(if is_empty { Check::Always } else { Check::Any(checks) })
    }

    /// A list, of which all have to hold; an empty one is passed over.
    fn all(&mut self, name: &str) -> Result<Option<Check>, PolicyError> {
        let mut checks = Vec::new();
        loop {
            match self.events.next()? {
                (Event::SequenceEnd, _) => break,
                (Event::Scalar(text, ..), line) => checks.push(self.told(name, line, Check::parse_one(&text))),
                (_, line) => return Err(self.events.refuse(line, &not_a_list(name))),
            }
        }
        Ok(Some(checks).filter(|checks| !checks.is_empty()).map(Check::All))
    }

    /// What was read, or the problem that it is none, and one that nobody passes.
    fn told(&mut self, name: &str, line: usize, read: Result<Check, SyntaxError>) -> Check {
        read.unwrap_or_else(|error| {
            self.tell(line, &format!("the rule of `{name}` cannot be read: {error}"));
            Check::Never
        })
    }

    fn tell(&mut self, line: usize, problem: &str) {
        self.problems.push(format!("{}:{line}: {problem}", self.events.name));
    }
}

fn not_a_list(name: &str) -> String {
    format!("the rule of `{name}` is no list of checks, nor of lists of them")
}

/// What YAML reads as nothing.
fn is_null(text: &str, style: ScalarStyle) -> bool {
    style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL")
}
