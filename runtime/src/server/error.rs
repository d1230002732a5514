//! Why a server does not start, or did not end well.

use core::error::Error;
use core::fmt;
use std::io;

/// Any error.
pub(super) type Cause = Box<dyn Error + Send + Sync>;

/// Why a server could not start, or could not go on. It names the setting to look at, and says what to do.
///
/// [`Debug`](fmt::Debug) tells the causes as well, in a sentence: it is what a `main` that returns it prints.
pub struct ServeError {
    setting: &'static str,
    problem: String,
    cause: Option<Cause>,
}

impl ServeError {
    pub(super) fn new(setting: &'static str, problem: impl Into<String>, cause: Option<Cause>) -> Self {
        ServeError { setting, problem: problem.into(), cause }
    }

    /// A socket that cannot be had.
    pub(super) fn of_bind(setting: &'static str, address: &str, error: io::Error) -> Self {
        let help = match error.kind() {
            io::ErrorKind::AddrInUse => ": another server has it; end that one, or choose another address",
            io::ErrorKind::AddrNotAvailable => ": this machine does not have it; choose one of its own addresses",
            io::ErrorKind::PermissionDenied => ": that takes a privilege; choose another address",
            _ => "",
        };
        ServeError::new(setting, format!("cannot listen on `{address}`{help}"), Some(error.into()))
    }

    /// The setting that is wrong: a method of [`Server`](crate::Server), such as `listen`, or a variable of the
    /// environment, such as `TERRACE_LISTEN`.
    pub fn setting(&self) -> &str {
        self.setting
    }
}

impl fmt::Display for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.setting, self.problem)
    }
}

impl fmt::Debug for ServeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")?;
        let causes = core::iter::successors(self.source(), |cause| (*cause).source());
        causes.into_iter().try_for_each(|cause| write!(out, ": {cause}"))
    }
}

impl Error for ServeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}
