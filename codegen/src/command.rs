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
use terrace::{Application, FromState, Limits, Parts, Server};
use tokio::runtime::{self, Runtime};

use crate::error::Error;
use crate::settings::Settings;
use crate::source::Source;
use crate::{answers, changelog, check, diff, documents, publish, routes, show, why};

/// What makes the state that an API is built from, out of the service's own flags: an `async` function of them that
/// returns a `Result`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not build the state of `{A}`",
    label = "must be an `async fn(Args) -> Result<State, Error>`",
    note = "each controller's field needs a part of the state: `#[derive(FromRef)]` on it"
)]
pub trait Build<A, Args> {
    /// The state.
    type State;

    /// Builds the state, and the API of it.
    ///
    /// # Errors
    ///
    /// The service's own.
    fn build(self, args: Args) -> impl Future<Output = Built<A, Self::State>>;
}

impl<A, Args, F, Fut, S, E> Build<A, Args> for F
where
    F: FnOnce(Args) -> Fut,
    Fut: Future<Output = Result<S, E>>,
    A: FromState<S>,
    E: Into<Box<dyn Cause + Send + Sync>>,
{
    type State = S;

    async fn build(self, args: Args) -> Built<A, S> {
        let parts = Parts::new(self(args).await.map_err(Into::into)?);
        Ok((A::from_state(&parts), parts))
    }
}

/// An API, and the state that it was built from.
type Built<A, S> = Result<(A, Parts<S>), Box<dyn Cause + Send + Sync>>;
type Building<A, Args, S> = dyn FnOnce(Args, &Runtime) -> Built<A, S>;
type Configuring<S> = dyn FnOnce(Server, &S) -> Server;

/// The command line of an API, with settings; [`main`](crate::main) is the one without.
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
/// `S` is the state, which `build` makes; nobody writes it.
pub struct Main<A, Args, S = ()> {
    build: Box<Building<A, Args, S>>,
    configure: Vec<Box<Configuring<S>>>,
    listen: &'static str,
    limits: Limits,
}

impl<A: Application, Args: clap::Args> Main<A, Args> {
    /// A command line whose `serve` builds the API with `build`.
    pub fn new<S>(build: impl Build<A, Args, State = S> + 'static) -> Main<A, Args, S> {
        let build = |args, runtime: &Runtime| runtime.block_on(build.build(args));
        let build = Box::new(build);
        Main { build, configure: Vec::new(), listen: "127.0.0.1:8080", limits: Limits::default() }
    }
}

impl<A: Application, Args: clap::Args, S> Main<A, Args, S> {
    /// Sets up the server of `serve` by what is in the state: its tasks, what is done at its start and end, and all else that
    /// a [`Server`] has. What the command line or the environment says comes after it.
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
    pub fn configure(mut self, configure: impl FnOnce(Server, &S) -> Server + 'static) -> Self {
        self.configure.push(Box::new(configure));
        self
    }

    /// Has `serve` show the docs page at this path, as `/docs`: see [`docs`](crate::docs()).
    #[cfg(feature = "docs")]
    #[must_use]
    pub fn docs(self, path: &'static str) -> Self {
        self.configure(move |server, _| server.mount(path, crate::docs::Docs::of(A::APIS)))
    }

    /// Where `serve` listens unless `--listen` or `TERRACE_LISTEN` says otherwise.
    #[must_use]
    pub fn listen(self, address: &'static str) -> Self {
        Main { listen: address, ..self }
    }

    /// What `serve` bears of a client.
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
        let mut matches = command::<Args>(A::APIS, self.listen).try_get_matches_from(line)?;
        match matches.remove_subcommand() {
            None => self.serve(&mut matches),
            Some((name, mut matches)) => match name.as_str() {
                "routes" => routes::print(A::APIS, &matches, out),
                "show" => show::run(A::APIS, &matches, out),
                "diff" => diff::run(A::APIS, &matches, out),
                "why" => why::run(A::APIS, &matches, out),
                "changelog" => changelog::run(A::APIS, &matches, out),
                "openapi" => documents::run(A::APIS, &matches, out),
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
        let settings = Settings::take(matches)?;
        let args = Args::from_arg_matches_mut(matches)?;
        let runtime = runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::serve)?;
        let (api, parts) = (self.build)(args, &runtime).map_err(Error::build)?;
        let server = Server::new(api).limits(self.limits);
        let server = self.configure.into_iter().fold(server, |server, configure| configure(server, parts.state()));
        drop(parts);
        let served = runtime.block_on(settings.apply(server).serve());
        // Work that blocks and did not end in time is not waited for.
        runtime.shutdown_background();
        served.map_err(|error| settings.blame(error))
    }
}

impl<A, Args, S> fmt::Debug for Main<A, Args, S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Main").field("listen", &self.listen).finish_non_exhaustive()
    }
}

fn command<Args: clap::Args>(apis: &[Source], listen: &'static str) -> Command {
    let title = apis.iter().map(|api| api.table.title).collect::<Vec<_>>().join(", ");
    let serve = |command| Settings::args(Args::augment_args(command), listen);
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
        .subcommand(routes::command())
        .subcommand(show::command())
        .subcommand(diff::command())
        .subcommand(why::command())
        .subcommand(changelog::command())
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
