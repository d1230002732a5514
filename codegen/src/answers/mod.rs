//! The check that a service answers what its documents say: answers seen, as access lines have them, against answers
//! documented, in both directions.

mod coverage;
mod line;
mod pattern;
mod reasons;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use self::coverage::{Coverage, Place};
use self::line::Line;
use self::reasons::Reasons;
use crate::error::Error;
use crate::folder;
use crate::source::Source;

/// A status and a media type; [`NO_BODY`] where there is no body.
type Answer = (u16, String);

/// What stands for the media type of an answer without a body, in access lines and here.
const NO_BODY: &str = "-";

/// The status of a request whose client left before it was answered.
const NO_ANSWER: u16 = 0;

/// Holds the lines of all files against the documents, prints a line for each finding, and fails where there is one.
pub(crate) fn run<'f>(
    apis: &[Source],
    files: impl Iterator<Item = &'f PathBuf>,
    reasons: Option<&PathBuf>,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let mut reasons = match reasons {
        Some(path) => Reasons::parse(path, &existing(path)?),
        None => Reasons::default(),
    };
    let judged = apis.iter().flat_map(Judged::all).collect();
    let mut seen = Seen { judged, answers: 0, findings: Findings::default() };
    for path in files {
        for (number, text) in (1..).zip(existing(path)?.lines()) {
            let place = format!("{}:{number}", path.display());
            match Line::parse(text) {
                Some(line) => seen.hold(&line, &place),
                None => seen.findings.add(format!("{place}: this is no access line"), None),
            }
        }
    }
    seen.only_in_force();
    seen.share();
    let mut excused = 0;
    for Judged { api, pipeline, coverage, .. } in &seen.judged {
        for (operation, (status, media)) in coverage.unseen() {
            if reasons.excuse(operation, *status) {
                excused += 1;
            } else {
                let of = if apis.len() > 1 { format!("{api} ") } else { String::new() };
                let behind = behind(*pipeline);
                let text = format!("{of}{operation}{behind}: {status} {media} is documented, but was never seen");
                seen.findings.add(text, None);
            }
        }
    }
    let coverage: Vec<_> = seen.judged.iter().map(|judged| &judged.coverage).collect();
    for unneeded in reasons.unneeded(&coverage) {
        seen.findings.add(unneeded, None);
    }
    let problems = seen.findings.print(out)?;
    if problems > 0 {
        return Err(Error::answers(problems, seen.answers));
    }
    let operations: usize = seen.judged.iter().map(|judged| judged.coverage.operations()).sum();
    let answers = seen.answers;
    writeln!(
        out,
        "{answers} answers of {operations} operations are as documented, {excused} are excused from being seen"
    )?;
    Ok(())
}

fn existing(path: &Path) -> Result<String, Error> {
    folder::read(path)?.ok_or_else(|| Error::file(path, "read", std::io::ErrorKind::NotFound.into()))
}

/// An API behind one of the pipelines that it may have.
struct Judged {
    /// Its name: several may share a file.
    api: &'static str,
    /// The value that chooses the pipeline, where it has several.
    pipeline: Option<&'static str>,
    coverage: Coverage,
    /// Whether any line tells of it.
    is_told: bool,
}

impl Judged {
    /// An API behind each of its pipelines, the one of its documents first.
    fn all(source: &Source) -> Vec<Judged> {
        let one = |pipeline: Option<&'static str>| {
            let source = pipeline.map_or(*source, |value| source.behind(value));
            Judged { api: source.table.name, pipeline, coverage: Coverage::new(&source), is_told: false }
        };
        let pipelines = &source.table.pipelines;
        match pipelines.setting {
            Some(_) => pipelines.of.iter().map(|alternative| one(Some(alternative.value))).collect(),
            None => vec![one(None)],
        }
    }
}

/// Where an answer was given, for messages.
fn behind(pipeline: Option<&str>) -> String {
    pipeline.map(|value| format!(" behind `{value}`")).unwrap_or_default()
}

struct Seen {
    judged: Vec<Judged>,
    answers: usize,
    findings: Findings,
}

impl Seen {
    /// Leaves out pipelines of which no line tells: but the first of an API of which none does at all.
    fn only_in_force(&mut self) {
        let told: Vec<_> = self.judged.iter().filter(|judged| judged.is_told).map(|judged| judged.api).collect();
        let mut known = Vec::new();
        self.judged.retain(|Judged { api, is_told, .. }| {
            let is_first = !known.contains(api);
            known.push(*api);
            *is_told || (is_first && !told.contains(api))
        });
    }

    /// What one API's handlers were seen to answer they answer in the others that have them, too, and behind other pipelines.
    fn share(&mut self) {
        for at in 0..self.judged.len() {
            let (before, rest) = self.judged.split_at_mut(at);
            if let [own, after @ ..] = rest {
                own.coverage.learn(before.iter().chain(&*after).map(|other| &other.coverage));
            }
        }
    }

    fn hold(&mut self, line: &Line, place: &str) {
        let mut of_api = self.judged.iter_mut().filter(|judged| line.api == judged.api).peekable();
        if of_api.peek().is_none() || line.status == NO_ANSWER {
            return;
        }
        let Line { method, route, version, pipeline, status, media, .. } = line;
        let Some(Judged { pipeline, coverage, is_told, .. }) =
            of_api.find(|judged| pipeline.is_none() || pipeline.as_deref() == judged.pipeline)
        else {
            let value = pipeline.as_deref().unwrap_or_default();
            self.findings.add(format!("{place}: `{value}` chooses no pipeline of the API"), None);
            return;
        };
        (self.answers, *is_told) = (self.answers + 1, true);
        let version_said =
            version.as_ref().map(|version| format!(" in {version}")).unwrap_or_default() + &behind(*pipeline);
        let answer = format!("{status} {media}");
        match coverage.answered(line) {
            Place::Documented => {}
            Place::Undocumented(operation) => {
                let text = format!("{operation}{version_said}: {answer} was seen, but is not documented");
                self.findings.add(text, Some(place));
            }
            Place::NoVersion(version) => {
                self.findings.add(format!("{place}: `{version}` is no version of the API"), None);
            }
            // What no operation answers is refused, but for a question for a path's methods.
            Place::NoOperation if *status >= 400 || (method == "OPTIONS" && matches!(status, 200 | 204)) => {}
            Place::NoOperation => {
                let route = route.as_deref().unwrap_or("of no route");
                let text = format!("{method} {route}{version_said}: {answer} was seen, but there is no such operation");
                self.findings.add(text, Some(place));
            }
        }
    }
}

/// What was found, each once, in the order found.
#[derive(Default)]
struct Findings {
    all: Vec<Finding>,
    known: BTreeMap<String, usize>,
}

struct Finding {
    text: String,
    /// Where it was seen first, where that matters, and how many times.
    first: Option<String>,
    times: usize,
}

impl Findings {
    fn add(&mut self, text: String, place: Option<&str>) {
        if let Some(&at) = self.known.get(&text) {
            self.all[at].times += 1;
            return;
        }
        self.known.insert(text.clone(), self.all.len());
        self.all.push(Finding { text, first: place.map(str::to_owned), times: 1 });
    }

    /// Prints them, and returns how many they are.
    fn print(&self, out: &mut dyn Write) -> Result<usize, Error> {
        for Finding { text, first, times } in &self.all {
            match (first, times) {
                (None, _) => writeln!(out, "{text}")?,
                (Some(first), 1) => writeln!(out, "{text} ({first})")?,
                (Some(first), times) => writeln!(out, "{text} ({times} times, first {first})")?,
            }
        }
        Ok(self.all.len())
    }
}
