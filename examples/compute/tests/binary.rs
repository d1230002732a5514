//! The binary with a database that cannot be written: only `serve` minds.

use std::process::{Command, Output};

/// Runs `compute` with a database below what is a file, not a folder.
fn compute(arguments: &[&str]) -> Output {
    let scratch = tempfile::tempdir().expect("a folder for scratch");
    let file = scratch.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let mut command = Command::new(env!("CARGO_BIN_EXE_compute"));
    command.args(arguments).env("COMPUTE_DATABASE", file.join("compute.db")).env("TERRACE_LISTEN", "127.0.0.1:0");
    command.current_dir(scratch.path()).output().expect("a process")
}

#[test]
fn routes_are_listed() {
    let output = compute(&["routes"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("/v2.1/servers/{server_id}/metadata"), "{output:?}");
}

#[test]
fn documents_are_written() {
    let folder = tempfile::tempdir().expect("a folder for documents");
    let out = folder.path().to_str().expect("a path that is text");
    let output = compute(&["openapi", "--out", out]);
    assert!(output.status.success(), "{output:?}");
    assert!(folder.path().join("index.json").exists(), "{output:?}");
}

#[test]
fn serving_is_refused_in_one_line() {
    let output = compute(&["serve"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{output:?}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("cannot write the database"), "{said}");
}
