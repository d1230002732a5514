//! What can go wrong on the command line.

use std::error::Error as Cause;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use terrace::ServeError;

use crate::openapi::Clash;

/// Why a command failed. It prints as one line for each thing that is wrong.
#[derive(Debug)]
pub struct Error(Kind);

#[derive(Debug)]
enum Kind {
    Help(clap::Error),
    Usage(String),
    Clash(Vec<Clash>),
    Stale { problems: usize, mend: String },
    Spare(usize),
    Breaking { problems: usize, exceptions: PathBuf },
    Answers { problems: usize, seen: usize },
    Folder { path: PathBuf, problem: String },
    File { path: PathBuf, doing: &'static str, cause: io::Error },
    Document(serde_json::Error),
    Output(io::Error),
    Build(Box<dyn Cause + Send + Sync>),
    Given { name: String, cause: ServeError },
    Serve(Box<dyn Cause + Send + Sync>),
}

impl Error {
    /// The process's exit code: 2 where the command line is wrong, 1 otherwise, 0 where help was asked for.
    pub fn exit_code(&self) -> u8 {
        match &self.0 {
            Kind::Help(_) => 0,
            Kind::Usage(_) => 2,
            _ => 1,
        }
    }

    /// Whether nobody reads the output any longer, as with `routes | head`: then there is nothing to complain about.
    pub(crate) fn is_unread(&self) -> bool {
        matches!(&self.0, Kind::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe)
    }

    /// The help that was asked for, with colours where they can be seen.
    pub(crate) fn help(&self) -> Option<&clap::Error> {
        match &self.0 {
            Kind::Help(help) => Some(help),
            _ => None,
        }
    }

    /// A setting that cannot be what it is.
    pub(crate) fn setting(problem: String) -> Self {
        Error(Kind::Usage(problem))
    }

    pub(crate) fn clash(clashes: Vec<Clash>) -> Self {
        Error(Kind::Clash(clashes))
    }

    pub(crate) fn stale(problems: usize, mend: String) -> Self {
        Error(Kind::Stale { problems, mend })
    }

    /// Published versions changed in ways that break their clients.
    pub(crate) fn breaking(problems: usize, exceptions: PathBuf) -> Self {
        Error(Kind::Breaking { problems, exceptions })
    }

    /// Exceptions that approve nothing.
    pub(crate) fn spare(exceptions: usize) -> Self {
        Error(Kind::Spare(exceptions))
    }

    pub(crate) fn answers(problems: usize, seen: usize) -> Self {
        Error(Kind::Answers { problems, seen })
    }

    pub(crate) fn folder(path: &Path, problem: impl Into<String>) -> Self {
        Error(Kind::Folder { path: path.to_owned(), problem: problem.into() })
    }

    /// A file that cannot be understood.
    pub(crate) fn content(path: &Path, cause: &(dyn Cause + 'static)) -> Self {
        Error::folder(path, format!("cannot be read: {}; restore it as it was committed", Chain(cause)))
    }

    pub(crate) fn file(path: &Path, doing: &'static str, cause: io::Error) -> Self {
        Error(Kind::File { path: path.to_owned(), doing, cause })
    }

    pub(crate) fn document(cause: serde_json::Error) -> Self {
        Error(Kind::Document(cause))
    }

    pub(crate) fn build(cause: impl Into<Box<dyn Cause + Send + Sync>>) -> Self {
        Error(Kind::Build(cause.into()))
    }

    /// What the server says of a setting that was given under this name.
    pub(crate) fn given(name: String, cause: ServeError) -> Self {
        Error(Kind::Given { name, cause })
    }

    pub(crate) fn serve(cause: impl Into<Box<dyn Cause + Send + Sync>>) -> Self {
        Error(Kind::Serve(cause.into()))
    }
}

impl From<clap::Error> for Error {
    fn from(error: clap::Error) -> Self {
        Error(if error.use_stderr() { Kind::Usage(shortened(&error)) } else { Kind::Help(error) })
    }
}

impl From<io::Error> for Error {
    /// Only what is printed is written without a name.
    fn from(error: io::Error) -> Self {
        Error(Kind::Output(error))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Help(help) => help.fmt(out),
            Kind::Usage(problem) => out.write_str(problem),
            Kind::Clash(clashes) => {
                for (at, clash) in clashes.iter().enumerate() {
                    write!(out, "{}{clash}", if at == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
            Kind::Stale { problems, mend } => {
                let files = if *problems == 1 { "file is" } else { "files are" };
                write!(out, "{problems} {files} not what the code says; `{mend}` mends that")
            }
            Kind::Spare(1) => out.write_str("1 exception approves nothing"),
            Kind::Spare(exceptions) => write!(out, "{exceptions} exceptions approve nothing"),
            Kind::Breaking { problems, exceptions } => {
                let changes = if *problems == 1 { "change breaks" } else { "changes break" };
                write!(
                    out,
                    "{problems} {changes} published versions; write what the help lines say, or approve it with a reason in {}",
                    exceptions.display()
                )
            }
            Kind::Answers { problems, seen } => {
                let findings = if *problems == 1 { "finding" } else { "findings" };
                write!(
                    out,
                    "{problems} {findings} in {seen} answers; document what was seen, or see what is documented"
                )
            }
            Kind::Folder { path, problem } => write!(out, "{}: {problem}", path.display()),
            Kind::File { path, doing, cause } => write!(out, "cannot {doing} {}: {cause}", path.display()),
            Kind::Document(cause) => write!(out, "cannot write a document: {cause}"),
            Kind::Output(cause) => write!(out, "cannot print: {cause}"),
            Kind::Build(cause) => write!(out, "cannot build the service: {}", Chain(&**cause)),
            Kind::Given { name, cause } => {
                let said = Chain(cause).to_string();
                write!(out, "cannot serve: {name}{}", said.strip_prefix(cause.setting()).unwrap_or(&said))
            }
            Kind::Serve(cause) => write!(out, "cannot serve: {}", Chain(&**cause)),
        }
    }
}

impl Cause for Error {
    fn source(&self) -> Option<&(dyn Cause + 'static)> {
        match &self.0 {
            Kind::Given { cause, .. } => Some(cause),
            Kind::Help(_)
            | Kind::Usage(_)
            | Kind::Clash(_)
            | Kind::Stale { .. }
            | Kind::Breaking { .. }
            | Kind::Spare(_)
            | Kind::Answers { .. }
            | Kind::Folder { .. } => None,
            Kind::File { cause, .. } | Kind::Output(cause) => Some(cause),
            Kind::Document(cause) => Some(cause),
            Kind::Build(cause) | Kind::Serve(cause) => Some(&**cause),
        }
    }
}

/// What `clap` says is wrong with a command line, in one line: without the usage, which `--help` has.
fn shortened(error: &clap::Error) -> String {
    let text = error.to_string();
    let paragraphs = text.strip_prefix("error: ").unwrap_or(&text).split("\n\n").map(one_line);
    let told = paragraphs.filter(|said| !said.is_empty() && !said.starts_with("Usage: ") && !said.contains("'--help'"));
    told.chain(["`--help` tells more".to_owned()]).collect::<Vec<_>>().join("; ")
}

/// An error and its causes, on one line.
struct Chain<'e>(&'e (dyn Cause + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said = self.0.to_string();
        write!(out, "{}", one_line(&said))?;
        for cause in std::iter::successors(self.0.source(), |cause| (*cause).source()) {
            let text = cause.to_string();
            // Many errors say their cause themselves.
            if !said.contains(&text) {
                write!(out, ": {}", one_line(&text))?;
            }
            said = text;
        }
        Ok(())
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
