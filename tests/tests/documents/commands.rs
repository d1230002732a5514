//! The command line itself: only `serve` builds anything, and errors are one line.

use std::convert::Infallible;

use crate::notes::NoteBook;
use crate::{Settings, print, run};

#[test]
fn only_serving_builds_the_service() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().to_str().unwrap();
    print::<NoteBook>(&["routes"]);
    print::<NoteBook>(&["openapi", "--out", folder]);
    print::<NoteBook>(&["check", "--dir", folder]);
    for line in [&["serve"][..], &[], &["--server.listen", "127.0.0.1:0"], &["serve", "--database", "/nowhere/else.db"]]
    {
        let (_, error) = run::<NoteBook>(line);
        let error = error.expect("a database that cannot be written");
        assert_eq!(error.exit_code(), 1);
        assert_eq!(error.to_string(), "cannot build the service: No such file or directory (os error 2)");
    }
}

#[test]
fn a_build_that_panics_is_not_called() {
    async fn panics(_: ()) -> Result<(), Infallible> {
        panic!("nothing should be built")
    }
    let mut out = Vec::new();
    terrace_codegen::Main::<NoteBook, ()>::new(panics).execute(["notes", "routes"], &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("/notes/{number}"));
}

#[test]
fn an_address_that_is_none_is_told() {
    async fn built(_: Settings) -> Result<(), Infallible> {
        Ok(())
    }
    let main = terrace_codegen::Main::<NoteBook, Settings>::new(built);
    let error = main.execute(["notes", "--server.listen", "nonsense"], &mut Vec::new()).unwrap_err().to_string();
    assert!(error.starts_with("--server.listen is `nonsense`, and must be a list; each must be an address"), "{error}");
    assert_eq!(error.lines().count(), 1);
}

#[test]
fn a_wrong_command_line_is_told_by_its_exit_code() {
    for (line, said) in [
        (&["nonsense"][..], "unrecognized subcommand 'nonsense'"),
        (&["routes", "--jsn"], "unexpected argument '--jsn' found; tip: a similar argument exists: '--json'"),
        (&["--server.listen"], "a value is required for '--server.listen <VALUE>' but none was supplied"),
        (
            &["--server.workers", "many"],
            "--server.workers is `many`, and must be `per-core`, `shared`, or a number from 1 on",
        ),
    ] {
        let (_, error) = run::<NoteBook>(line);
        let error = error.expect("an error");
        assert_eq!((error.exit_code(), error.to_string().lines().count()), (2, 1), "{line:?}");
        assert!(error.to_string().starts_with(said), "{error}");
    }
    let (_, help) = run::<NoteBook>(&["--help"]);
    let help = help.expect("help ends the command");
    assert_eq!(help.exit_code(), 0);
    insta::assert_snapshot!("help", help);
}

#[test]
fn a_server_is_set_up_by_the_state() {
    async fn built(_: Settings) -> Result<(), Infallible> {
        Ok(())
    }
    let main = terrace_codegen::Main::<NoteBook, Settings>::new(built).configure(|server, ()| {
        server.listen("127.0.0.1:0").on_start(async { Err::<(), _>("the bus cannot be reached") })
    });
    let error = main.execute(["notes", "--server.listen", "127.0.0.1:0"], &mut Vec::new()).unwrap_err();
    assert_eq!(error.exit_code(), 1);
    assert_eq!(error.to_string(), "cannot serve: on_start: the service cannot start: the bus cannot be reached");
}

#[test]
fn what_is_wrong_with_a_certificate_has_the_name_of_its_flag() {
    async fn built(_: Settings) -> Result<(), Infallible> {
        Ok(())
    }
    let serve = |flags: &[&str]| {
        let line = ["notes", "--server.listen", "127.0.0.1:0"].iter().chain(flags);
        let error = terrace_codegen::Main::<NoteBook, Settings>::new(built).execute(line, &mut Vec::new()).unwrap_err();
        (error.exit_code(), error.to_string())
    };
    let said = "`server.tls.certificate` is not set, which `server.tls.key` needs as well (--server.tls.key); it must be a path";
    assert_eq!(serve(&["--server.tls.key", "key.pem"]), (2, said.to_owned()));
    let (code, said) =
        serve(&["--server.tls.certificate", "/nowhere/cert.pem", "--server.tls.key", "/nowhere/key.pem"]);
    assert_eq!(code, 1);
    let start = "cannot serve: --server.tls.certificate: `/nowhere/cert.pem` cannot be read: No such file";
    assert!(said.starts_with(start), "{said}");
}
