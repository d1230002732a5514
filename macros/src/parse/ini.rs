//! Files of settings as Paste.deploy reads them, by the rules of Python's `configparser`, with the line of all that is in them.
//!
//! `[section]`, `name = value` or `name: value`. What is further to the right than its option's name goes on with the value. `#` and
//! `;` begin a comment where they are the first thing of a line. Names keep their case, and nothing stands twice.

/// A file's sections, in their order.
#[derive(Debug, Default)]
pub(crate) struct Ini {
    pub(crate) sections: Vec<Section>,
}

/// `[filter:authtoken]` and what is below it.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) name: String,
    pub(crate) line: usize,
    pub(crate) entries: Vec<Entry>,
}

/// `name = value`, with the line where the name stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) line: usize,
}

/// What is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) line: usize,
    /// The section in which that is.
    pub(crate) section: Option<String>,
    /// What, and below it what to write instead.
    pub(crate) said: String,
}

/// Reads a file, or says all that is wrong with it.
pub(crate) fn read(text: &str) -> Result<Ini, Vec<Problem>> {
    let mut reading = Reading::default();
    for (at, line) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
        reading.line(at + 1, line);
    }
    let Reading { mut ini, problems, .. } = reading;
    for entry in ini.sections.iter_mut().flat_map(|section| &mut section.entries) {
        entry.value.truncate(entry.value.trim_end().len());
    }
    if problems.is_empty() { Ok(ini) } else { Err(problems) }
}

#[derive(Default)]
struct Reading {
    ini: Ini,
    problems: Vec<Problem>,
    /// How far to the right the option stands whose value may go on.
    indent: Option<usize>,
}

impl Reading {
    fn line(&mut self, line: usize, text: &str) {
        let trimmed = text.trim();
        if trimmed.starts_with(['#', ';']) {
            return;
        }
        let indent = text.len() - text.trim_start().len();
        let continues = self.indent.is_some_and(|option| trimmed.is_empty() || indent > option);
        if continues {
            if let Some(entry) = self.ini.sections.last_mut().and_then(|section| section.entries.last_mut()) {
                entry.value.push('\n');
                entry.value.push_str(trimmed);
            }
        } else if trimmed.is_empty() {
        } else if let Some(header) = trimmed.strip_prefix('[') {
            self.indent = None;
            self.section(line, header);
        } else {
            self.indent = Some(indent);
            self.entry(line, trimmed);
        }
    }

    fn section(&mut self, line: usize, header: &str) {
        let ended = header.rsplit_once(']');
        let ended = ended.filter(|(_, rest)| rest.trim().is_empty() || rest.trim_start().starts_with(['#', ';']));
        let Some((name, _)) = ended.filter(|(name, _)| !name.trim().is_empty()) else {
            let said = "this is no section\nhelp: write `[filter:NAME]`, and nothing behind it".to_owned();
            return self.problems.push(Problem { line, section: None, said });
        };
        if let Some(earlier) = self.ini.sections.iter().find(|section| section.name == name) {
            let said = format!(
                "`[{name}]` stands twice, first in line {}\nhelp: keep one of them, or put what they say together",
                earlier.line
            );
            self.problem(line, said);
        }
        self.ini.sections.push(Section { name: name.to_owned(), line, entries: Vec::new() });
    }

    fn entry(&mut self, line: usize, text: &str) {
        let Some((name, value)) = text.split_once(['=', ':']) else {
            self.indent = None;
            return self
                .problem(line, format!("`{text}` is neither a section nor an option\nhelp: write `name = value`"));
        };
        let (name, value) = (name.trim_end(), value.trim());
        let Some(section) = self.ini.sections.last_mut() else {
            return self.problem(
                line,
                format!("`{name}` is in no section\nhelp: write `[DEFAULT]` before it, or another section"),
            );
        };
        let earlier = section.entries.iter().find(|entry| entry.name == name).map(|earlier| earlier.line);
        section.entries.push(Entry { name: name.to_owned(), value: value.to_owned(), line });
        match earlier {
            _ if name.is_empty() => self.problem(line, "an option has no name\nhelp: write `name = value`"),
            Some(earlier) => {
                self.problem(line, format!("`{name}` is set twice, first in line {earlier}\nhelp: keep one of them"));
            }
            None => {}
        }
    }

    fn problem(&mut self, line: usize, said: impl Into<String>) {
        let section = self.ini.sections.last().map(|section| section.name.clone());
        self.problems.push(Problem { line, section, said: said.into() });
    }
}

#[cfg(test)]
mod tests;
