//! The settings of the service: what is wrong is refused by name at start, and which source counts.

use std::process::{Command, Output};

/// Runs `compute` with a file of settings, variables and arguments.
fn compute(file: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("compute.toml"), file).expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_compute"));
    command.current_dir(folder.path()).env("COMPUTE_SETTINGS", "compute.toml").envs(variables.iter().copied());
    command.args(arguments).output().expect("a process")
}

/// A file, variables and flags, and all that is said of what is wrong with them.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static [&'static str], &'static str);

/// Settings that are refused.
const WRONG: &[Case] = &[
    // names
    ("databse = 'x.db'", &[], &[], "compute.toml:1: there is no setting `databse`; did you mean `database`?"),
    ("\n[sever]\nworkers = 2", &[], &[], "compute.toml:2: there is no setting `sever`; did you mean `server`?"),
    (
        "[server]\nlisten = '[::1]:80'\nworker = 2",
        &[],
        &[],
        "compute.toml:3: there is no setting `server.worker`; did you mean `server.workers`?",
    ),
    (
        "server.limits.body_byte = 2",
        &[],
        &[],
        "compute.toml:1: there is no setting `server.limits.body_byte`; did you mean `server.limits.body_bytes`?",
    ),
    (
        "[server.tls]\ncert = 'a'",
        &[],
        &[],
        "compute.toml:2: there is no setting `server.tls.cert`; known are `certificate`, `key`, `client_ca`, `require_client`",
    ),
    (
        "",
        &[("COMPUTE__DATABSE", "x.db")],
        &[],
        "COMPUTE__DATABSE: there is no such setting; did you mean `COMPUTE__DATABASE`?",
    ),
    (
        "",
        &[("COMPUTE__SERVER__WORKER", "2")],
        &[],
        "COMPUTE__SERVER__WORKER: there is no such setting; did you mean `COMPUTE__SERVER__WORKERS`?",
    ),
    (
        "",
        &[],
        &["--server.worker", "2"],
        "unexpected argument '--server.worker' found; tip: a similar argument exists: '--server.workers'; `--help` tells more",
    ),
    // what is no table, or is one
    ("server = 80", &[], &[], "compute.toml:1: `server` has settings of its own; write `[server]`, and them below it"),
    ("[database]\npath = 'x.db'", &[], &[], "compute.toml:1: `database` is table, and must be a path"),
    // values
    ("database = 5", &[], &[], "compute.toml:1: `database` is `5`, and must be a path"),
    ("database = ''", &[], &[], "compute.toml:1: `database` is ``, and must be a path"),
    ("empty = 'yes'", &[], &[], "compute.toml:1: `empty` is `yes`, and must be `true` or `false`"),
    ("", &[("COMPUTE__EMPTY", "1")], &[], "COMPUTE__EMPTY is `1`, and must be `true` or `false`"),
    ("", &[], &["--empty=maybe"], "--empty is `maybe`, and must be `true` or `false`"),
    (
        "[server]\nworkers = 0",
        &[],
        &[],
        "compute.toml:2: `server.workers` is `0`, and must be `per-core`, `shared`, or a number from 1 on",
    ),
    (
        "[server]\nlisten = ['[::1]:80', 'nowhere']",
        &[],
        &[],
        "compute.toml:2: `server.listen` is `[\"[::1]:80\", \"nowhere\"]`, and must be a list; each must be an address, as `127.0.0.1:8080` or `unix:/run/api.sock`",
    ),
    (
        "server.public_url = 'api.example'",
        &[],
        &[],
        "compute.toml:1: `server.public_url` is `api.example`, and must be `host`, `forwarded`, `x-forwarded`, or a URL as `https://api.example/shop`",
    ),
    (
        "server.log.level = 'inof'",
        &[],
        &[],
        "compute.toml:1: `server.log.level` is `inof`, and must be `off`, `error`, `warn`, `info`, `debug` or `trace`, and such for parts of the program, as `info,sqlx=warn`",
    ),
    (
        "server.log.level = 'info,'",
        &[],
        &[],
        "compute.toml:1: `server.log.level` is `info,`, and must be `off`, `error`, `warn`, `info`, `debug` or `trace`, and such for parts of the program, as `info,sqlx=warn`",
    ),
    (
        "server.log.level = 'terrace[request]=debug'",
        &[],
        &[],
        "compute.toml:1: `server.log.level` is `terrace[request]=debug`, and must be `off`, `error`, `warn`, `info`, `debug` or `trace`, and such for parts of the program, as `info,sqlx=warn`",
    ),
    (
        "",
        &[("COMPUTE__SERVER__LOG__FORMAT", "yaml")],
        &[],
        "COMPUTE__SERVER__LOG__FORMAT is `yaml`, and must be `text` or `json`",
    ),
    (
        "server.limits.head_time = 30",
        &[],
        &[],
        "compute.toml:1: `server.limits.head_time` is `30`, and must be a time with its unit, as `30s` or `1h 30m`",
    ),
    (
        "server.limits.drain_time = false",
        &[],
        &[],
        "compute.toml:1: `server.limits.drain_time` is `false`, and must be a time with its unit, as `30s` or `1h 30m`",
    ),
    (
        "server.limits.head_bytes = -1",
        &[],
        &[],
        "compute.toml:1: `server.limits.head_bytes` is `-1`, and must be a whole number from 0 to 4294967295",
    ),
    (
        "server.limits.head_bytes = 5_000_000_000",
        &[],
        &[],
        "compute.toml:1: `server.limits.head_bytes` is `5000000000`, and must be a whole number from 0 to 4294967295",
    ),
    (
        "",
        &[],
        &["--server.limits.connections", "lots"],
        "--server.limits.connections is `lots`, and must be a whole number from 0 on",
    ),
    // which pipeline, and the settings of its filters
    (
        "auth_strategy = 'keystome'",
        &[],
        &[],
        "compute.toml:1: `auth_strategy` is `keystome`, and must be `noauth2` or `keystone`; did you mean `keystone`?",
    ),
    (
        "",
        &[("COMPUTE__AUTH_STRATEGY", "noauth")],
        &[],
        "COMPUTE__AUTH_STRATEGY is `noauth`, and must be `noauth2` or `keystone`; did you mean `noauth2`?",
    ),
    ("", &[], &["--auth-strategy", "none"], "--auth-strategy is `none`, and must be `noauth2` or `keystone`"),
    (
        "[keystone_authtoken]\nauth_ur = 'x'",
        &[],
        &[],
        "compute.toml:2: there is no setting `keystone_authtoken.auth_ur`; did you mean `keystone_authtoken.auth_url`?",
    ),
    (
        "[keystone_authtoken]\nauth_url = 'nowhere'",
        &[],
        &[],
        "compute.toml:2: `keystone_authtoken.auth_url` is `nowhere`, and must be the URL of Keystone, as `https://keystone.example/v3`",
    ),
    // settings that need others
    (
        "[server.tls]\nkey = 'key.pem'",
        &[],
        &[],
        "`server.tls.certificate` is not set, which `server.tls.key` needs as well (compute.toml:2); it must be a path",
    ),
    (
        "",
        &[("COMPUTE__SERVER__TLS__CERTIFICATE", "cert.pem")],
        &[],
        "`server.tls.key` is not set, which `server.tls.certificate` needs as well (COMPUTE__SERVER__TLS__CERTIFICATE); it must be a path",
    ),
    // the file itself
    ("database = 'a.db'\ndatabase = 'b.db'", &[], &[], "compute.toml:2: this is not TOML: duplicate key"),
    (
        "empty = yes",
        &[],
        &[],
        "compute.toml:1: this is not TOML: string values must be quoted, expected literal string",
    ),
    (
        "",
        &[],
        &["--settings", "other.toml"],
        "other.toml: the settings cannot be read: No such file or directory (os error 2)",
    ),
    (
        "",
        &[("COMPUTE_SETTINGS", "other.toml")],
        &[],
        "COMPUTE_SETTINGS: other.toml: the settings cannot be read: No such file or directory (os error 2)",
    ),
];

#[test]
fn what_is_wrong_is_refused_by_name() {
    for (file, variables, flags, expected) in WRONG {
        for command in ["serve", "settings --effective"] {
            let arguments: Vec<_> = command.split(' ').chain(flags.iter().copied()).collect();
            let output = compute(file, variables, &arguments);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(said.trim_end(), format!("error: {expected}"), "{arguments:?} {variables:?} {file}");
            assert_eq!(output.status.code(), Some(2), "{arguments:?} {variables:?} {file}");
        }
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let output = compute("empty = 1\nserver.workers = -1", &[("COMPUTE__X", "")], &["--server.log.format", "yaml"]);
    assert_eq!(output.status.code(), Some(2));
    // What nobody knows is told before what is known and wrong.
    assert!(
        String::from_utf8_lossy(&output.stderr).starts_with("error: COMPUTE__X: there is no such setting"),
        "{output:?}"
    );
    let output = compute("empty = 1\nserver.workers = -1", &[], &["--server.log.format", "yaml"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 3, "{output:?}");
}

#[test]
fn the_environment_overrides_the_file_and_flags_override_both() {
    let file = "database = 'file.db'\nempty = true\nauth_strategy = 'keystone'\n[server]\nworkers = 2\nlimits.streams = 7\nlimits.idle_time = false";
    let variables = [("COMPUTE__DATABASE", "environment.db"), ("COMPUTE__SERVER__WORKERS", "3")];
    let output =
        compute(file, &variables, &["settings", "--effective", "--database", "flag.db", "--auth-strategy=noauth2"]);
    let said = String::from_utf8(output.stdout).expect("text");
    for line in [
        "database = \"flag.db\"  # --database",
        "empty = true  # compute.toml:2",
        "auth_strategy = \"noauth2\"  # --auth-strategy",
        "workers = 3  # COMPUTE__SERVER__WORKERS",
        "streams = 7  # compute.toml:6",
        "idle_time = false  # compute.toml:7",
        "head_count = 100  # default",
        "listen = [\"127.0.0.1:8774\"]  # default",
        "#certificate = …  # not set",
    ] {
        assert!(said.lines().any(|said| said == line), "{line}: {said}");
    }
}

#[test]
fn the_defaults_are_a_file_of_settings() {
    let printed = compute("", &[], &["settings"]);
    let defaults = String::from_utf8(printed.stdout).expect("text");
    assert!(
        defaults.starts_with("# The database, a file that is made where it is missing.\ndatabase = \"compute.db\"\n"),
        "{defaults}"
    );
    let output = compute(&defaults, &[], &["settings", "--effective"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8(output.stdout).expect("text");
    assert!(!said.contains("# default") && said.contains("# compute.toml:2"), "{said}");
}
