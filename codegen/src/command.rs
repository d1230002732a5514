//! The commands, and how a process runs one.

use std::error::Error as Cause;
use std::ffi::OsString;
use std::fmt;
use std::future::Future;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::ValueHint;
use clap::{Arg, ArgMatches, Command, value_parser};
use terrace::settings::{ServerSettings, Settings, Sources, Told};
use terrace::{Application, FromState, Limits, Parts, Server};
use tokio::runtime::{self, Runtime};

use crate::error::Error;
use crate::source::{Source, words};
use crate::{answers, changelog, check, diff, documents, policies, publish, routes, settings, show, why};

/// What makes the state that an API is built from, out of the service's own settings: an `async` function of them that
/// returns a `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not build the state of `{A}`",
    label = "must be an `async fn(Settings) -> Result<State, Error>`",
    note = "each controller's field needs a part of the state: `#[derive(FromRef)]` on it"
)]
pub trait Build<A, S> {
    /// The state.
    type State;

    /// Builds the state, and the API of it, behind the pipelines that were chosen.
    ///
    /// # Errors
    ///
    /// The service's own, or something that was built of the state cannot do its work as it is set.
    fn build(self, settings: S, told: &Told<()>) -> impl Future<Output = Built<A, Self::State>>;
}

impl<A, S, F, Fut, T, E> Build<A, S> for F
where
    F: FnOnce(S) -> Fut,
    Fut: Future<Output = Result<T, E>>,
    A: FromState<T>,
    E: Into<Box<dyn Cause + Send + Sync>>,
{
    type State = T;

    async fn build(self, settings: S, told: &Told<()>) -> Built<A, T> {
        let parts = Parts::new(self(settings).await.map_err(Into::into)?).settings(told);
        let api = A::from_state(&parts);
        parts.ready()?;
        Ok((api, parts))
    }
}

/// An API, and the state that it was built from.
type Built<A, T> = Result<(A, Parts<T>), Box<dyn Cause + Send + Sync>>;
type Building<A, S, T> = dyn FnOnce(S, &Told<()>, &Runtime) -> Built<A, T>;
/// With what is known of the APIs as they are built, without the extensions that are off.
type Configuring<T> = dyn FnOnce(Server, &T, &[Source]) -> Server;

/// The command line of an API, to be set up; [`main`](crate::main) is the one without more ado.
///
/// `S` is the type of the service's own [settings](terrace::settings), of which `serve` reads a file, the environment and its flags.
///
/// ```no_run
/// # use terrace::prelude::*;
/// # /// Greetings.
/// # #[controller(path = "/greetings")]
/// # pub struct Greetings;
/// # #[routes]
/// # impl Greetings {
/// #     /// Say hello.
/// #     #[index]
/// #     async fn index(&self) {}
/// # }
/// # api! {
/// #     /// Hello.
/// #     pub struct Hello at "/";
/// #     controllers: [Greetings];
/// # }
/// # async fn build(_: ()) -> Result<(), std::convert::Infallible> {
/// #     Ok(())
/// # }
/// fn main() -> std::process::ExitCode {
///     terrace_codegen::Main::<Hello, ()>::new(build).listen("127.0.0.1:8774").run()
/// }
/// ```
///
/// `T` is the state, which `build` makes; nobody writes it.
pub struct Main<A, S, T = ()> {
    build: Box<Building<A, S, T>>,
    configure: Vec<Box<Configuring<T>>>,
    service: Option<&'static str>,
    listen: &'static str,
    limits: Limits,
}

impl<A: Application, S: Settings> Main<A, S> {
    /// A command line whose `serve` builds the API with `build`.
    pub fn new<T>(build: impl Build<A, S, State = T> + 'static) -> Main<A, S, T> {
        let build = |settings, told: &Told<()>, runtime: &Runtime| runtime.block_on(build.build(settings, told));
        let build = Box::new(build);
        Main { build, configure: Vec::new(), service: None, listen: "127.0.0.1:8080", limits: Limits::default() }
    }
}

impl<A: Application, S: Settings, T> Main<A, S, T> {
    /// Sets up the server of `serve` by what is in the state: its tasks, what is done at its start and end, and all else that
    /// a [`Server`] has. What the settings say comes after it.
    ///
    /// ```no_run
    /// # use std::convert::Infallible;
    /// # use terrace::prelude::*;
    /// # use terrace::{Server, Stop};
    /// # #[controller(path = "/greetings")]
    /// # pub struct Greetings;
    /// # #[routes]
    /// # impl Greetings {
    /// #     #[index]
    /// #     async fn index(&self) {}
    /// # }
    /// # api! {
    /// #     pub struct Hello at "/";
    /// #     controllers: [Greetings];
    /// # }
    /// # #[derive(Clone)]
    /// # struct Driver;
    /// # impl Driver { async fn run(self, _: Stop) {} }
    /// # #[derive(Clone)]
    /// # struct State { driver: Driver }
    /// # async fn build(_: ()) -> Result<State, Infallible> {
    /// #     Ok(State { driver: Driver })
    /// # }
    /// # fn main() -> std::process::ExitCode {
    /// terrace_codegen::Main::<Hello, ()>::new(build)
    ///     .configure(|server: Server, state: &State| {
    ///         let driver = state.driver.clone();
    ///         server.task("driver", move |stop| driver.clone().run(stop))
    ///     })
    ///     .run()
    /// # }
    /// ```
    #[must_use]
    pub fn configure(mut self, configure: impl FnOnce(Server, &T) -> Server + 'static) -> Self {
        self.configure.push(Box::new(|server, state, _| configure(server, state)));
        self
    }

    /// Has `serve` show the docs page at this path, as `/docs`: see [`docs`](crate::docs()).
    #[cfg(feature = "docs")]
    #[must_use]
    pub fn docs(mut self, path: &'static str) -> Self {
        self.configure.push(Box::new(move |server, _, apis| server.mount(path, crate::docs::Docs::of(apis))));
        self
    }

    /// What the service is called in the environment, `BOOKSHOP` where variables begin with `BOOKSHOP__`. Without this it is the
    /// name of the API, or of the first one of a composite.
    #[must_use]
    pub fn service(self, name: &'static str) -> Self {
        Main { service: Some(name), ..self }
    }

    /// Where `serve` listens unless the setting `server.listen` says otherwise.
    #[must_use]
    pub fn listen(self, address: &'static str) -> Self {
        Main { listen: address, ..self }
    }

    /// What `serve` bears of a client unless the settings `server.limits` say otherwise.
    #[must_use]
    pub fn limits(self, limits: Limits) -> Self {
        Main { limits, ..self }
    }

    /// Runs the command that the process was started with, and prints an error to stderr.
    pub fn run(self) -> ExitCode {
        let Err(error) = self.execute(std::env::args_os(), &mut std::io::stdout()) else {
            return ExitCode::SUCCESS;
        };
        if error.is_unread() {
            return ExitCode::SUCCESS;
        }
        match error.help() {
            // Nobody is left to be told where it cannot be written to.
            Some(help) => drop(help.print()),
            None => eprintln!("error: {error}"),
        }
        ExitCode::from(error.exit_code())
    }

    /// Runs a command, the program's name first. `serve` writes nothing to `out`.
    ///
    /// # Errors
    ///
    /// The command cannot be read, or fails; `check` fails where a document is not current.
    pub fn execute<I>(self, line: I, out: &mut dyn Write) -> Result<(), Error>
    where
        I: IntoIterator<Item: Into<OsString> + Clone>,
    {
        let line: Vec<OsString> = line.into_iter().map(Into::into).collect();
        let program = line.first().cloned().unwrap_or_default();
        let mut matches = command::<A, S>().try_get_matches_from(line)?;
        match matches.remove_subcommand() {
            None => self.serve(&mut matches),
            Some((name, mut matches)) => match name.as_str() {
                "routes" => routes::print(A::APIS, &matches, out),
                "show" => show::run(A::APIS, &matches, out),
                "diff" => diff::run(A::APIS, &matches, out),
                "why" => why::run(A::APIS, &matches, out),
                "changelog" => changelog::run(A::APIS, &matches, out),
                "policies" => policies::run(A::APIS, &matches, out),
                "openapi" => documents::run(A::APIS, &matches, out),
                "settings" => self.print_settings(&mut matches, out),
                "publish" => publish::run(A::APIS, &matches, out),
                "answers" => {
                    let files = matches.get_many("files").into_iter().flatten();
                    answers::run(A::APIS, files, matches.get_one("reasons"), out)
                }
                "check" => check::run(A::APIS, matches.get_one("dir"), Path::new(&program), out),
                _ => self.serve(&mut matches),
            },
        }
    }

    fn serve(self, matches: &mut ArgMatches) -> Result<(), Error> {
        let told = self.sources(matches).read::<S>().map_err(|error| Error::setting(error.to_string()))?;
        let (settings, told) = told.split();
        let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::serve)?;
        let (api, parts) = (self.build)(settings, &told, &runtime).map_err(Error::build)?;
        let apis = api.app().declared(A::APIS);
        let server = Server::new(api).listen(self.listen).limits(self.limits);
        let server =
            self.configure.into_iter().fold(server, |server, configure| configure(server, parts.state(), &apis));
        drop(parts);
        let served = runtime.block_on(server.settings(&told).serve());
        // Work that blocks and did not end in time is not waited for.
        runtime.shutdown_background();
        served.map_err(|error| settings::blame(error, &told))
    }

    fn print_settings(&self, matches: &mut ArgMatches, out: &mut dyn Write) -> Result<(), Error> {
        let sources = self.sources(matches);
        let text = if matches.get_flag(settings::EFFECTIVE) {
            sources.read::<S>().map_err(|error| Error::setting(error.to_string()))?.effective()
        } else {
            sources.defaults::<S>()
        };
        write!(out, "{text}").map_err(Error::from)
    }

    fn sources(&self, matches: &mut ArgMatches) -> Sources {
        let name = || A::APIS.first().map_or_else(String::new, |api| words(api.table.name).join("_").to_uppercase());
        let service = self.service.map_or_else(name, str::to_owned);
        let defaults = ServerSettings::new(self.listen, self.limits.clone());
        settings::sources::<A, S>(&service, matches).server(defaults)
    }
}

impl<A, S, T> fmt::Debug for Main<A, S, T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Main").field("listen", &self.listen).finish_non_exhaustive()
    }
}

fn command<A: Application, S: Settings>() -> Command {
    let title = A::APIS.iter().map(|api| api.table.title).collect::<Vec<_>>().join(", ");
    let serve = settings::args::<A, S>;
    let folder = |name| {
        let help = "The folder with the documents; several APIs have a folder each in it [default: openapi/<api>]";
        let arg = Arg::new(name).long(name).value_name("DIR").value_hint(ValueHint::DirPath).help(help);
        arg.value_parser(value_parser!(PathBuf))
    };
    let file = |arg: Arg| arg.value_name("FILE").value_hint(ValueHint::FilePath).value_parser(value_parser!(PathBuf));
    let seen = file(Arg::new("files")).required(true).num_args(1..).help("What TERRACE_ACCESS_LOG had written");
    let reasons = file(Arg::new("reasons")).long("reasons").help("Why some answers are not seen");
    serve(Command::new("terrace"))
        .about(title)
        .subcommand(serve(Command::new("serve")).about("Serve the API; what happens without a command"))
        .subcommand(serve(settings::command()))
        .subcommand(routes::command())
        .subcommand(show::command())
        .subcommand(diff::command())
        .subcommand(why::command())
        .subcommand(changelog::command())
        .subcommand(policies::command())
        .subcommand(documents::command().arg(folder("out")))
        .subcommand(
            Command::new("check")
                .about("Fail where a document is not what the code says, or a published version is broken")
                .arg(folder("dir")),
        )
        .subcommand(publish::command().arg(folder("dir")))
        .subcommand(
            Command::new("answers")
                .about("Fail where the answers seen are not those documented")
                .arg(seen)
                .arg(reasons),
        )
        .args_conflicts_with_subcommands(true)
        .subcommand_negates_reqs(true)
}
