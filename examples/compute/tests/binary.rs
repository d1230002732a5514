//! The binary: its commands, and what it says where it cannot serve.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output};

use compute::store::{Seed, Store};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};

/// Runs `compute` with this database, in a folder of its own.
fn compute(database: &Path, arguments: &[&str]) -> Output {
    let scratch = tempfile::tempdir().expect("a folder for scratch");
    let mut command = Command::new(env!("CARGO_BIN_EXE_compute"));
    command.args(arguments).env("COMPUTE__DATABASE", database);
    if !arguments.contains(&"--server.listen") {
        command.env("COMPUTE__SERVER__LISTEN", "127.0.0.1:0");
    }
    command.current_dir(scratch.path()).output().expect("a process")
}

/// Asserts that a process ended in one line on stderr, which has all of these words, and with the code 1.
#[track_caller]
fn refused(output: &Output, words: &[&str]) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(said.lines().count(), 1, "{said}");
    for word in words {
        assert!(said.contains(word), "{word}: {said}");
    }
}

/// A database below what is a file, not a folder: only `serve` minds.
const NOWHERE: &str = "/dev/null/compute.db";

#[test]
fn routes_are_listed() {
    let output = compute(Path::new(NOWHERE), &["routes"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("/v2.1/servers/{server_id}/metadata"), "{output:?}");
}

#[test]
fn documents_are_written() {
    let folder = tempfile::tempdir().expect("a folder for documents");
    let out = folder.path().to_str().expect("a path that is text");
    let output = compute(Path::new(NOWHERE), &["openapi", "--out", out]);
    assert!(output.status.success(), "{output:?}");
    for api in ["compute", "legacy"] {
        assert!(folder.path().join(api).join("index.json").exists(), "{output:?}");
    }
}

#[test]
fn a_folder_that_cannot_be_written_is_told() {
    let output = compute(Path::new(NOWHERE), &["serve"]);
    refused(&output, &["`database`", "cannot write the database", NOWHERE, "choose another path"]);
}

#[test]
fn a_damaged_database_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("compute.db");
    std::fs::write(&path, [b'x'; 5000]).expect("a file");
    refused(&compute(&path, &["serve"]), &["`database`", "is damaged", "restore it from a backup"]);
}

#[test]
fn a_folder_in_place_of_the_database_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&compute(folder.path(), &["serve"]), &["`database`", "is a folder", "name a file"]);
}

#[tokio::test]
async fn a_database_that_another_process_has_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("compute.db");
    let store = Store::open(&path, Seed::Empty).await.expect("a database");
    let words = ["`database`", "is in use by another process", "stop that"];
    refused(&compute(&path, &["serve"]), &words);
    if cfg!(unix) {
        std::fs::remove_file(folder.path().join("compute.db-lock")).expect("the lock's file");
        refused(&compute(&path, &["serve"]), &words);
    }
    store.close().await;
    Store::open(&path, Seed::Empty).await.expect("it is free again");
}

#[tokio::test]
async fn the_database_of_another_program_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("compute.db");
    let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let pool = SqlitePool::connect_with(options).await.expect("a database");
    sqlx::query("CREATE TABLE songs (title)").execute(&pool).await.expect("a table");
    pool.close().await;
    refused(&compute(&path, &["serve"]), &["`database`", "another program", "choose another path"]);
}

#[tokio::test]
async fn a_database_of_a_newer_release_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("compute.db");
    Store::open(&path, Seed::Empty).await.expect("a database").close().await;
    let pool = SqlitePool::connect_with(SqliteConnectOptions::new().filename(&path)).await.expect("a connection");
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
         VALUES (9999, 'to come', TRUE, x'00', 1)",
    )
    .execute(&pool)
    .await
    .expect("a migration to come");
    pool.close().await;

    refused(&compute(&path, &["serve"]), &["`database`", "made by a newer release", "run that release"]);
}

#[test]
fn a_port_that_is_taken_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let output = compute(&folder.path().join("compute.db"), &["serve", "--server.listen", &address]);
    refused(&output, &["listen", &address]);
}

#[test]
fn an_address_that_is_none_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = compute(&folder.path().join("compute.db"), &["serve", "--server.listen", "nonsense"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.lines().count()), (Some(2), 1), "{said}");
    assert!(said.contains("--server.listen is `nonsense`"), "{said}");
}

#[test]
fn a_wrong_command_line_is_told_with_a_code_of_its_own() {
    for (arguments, word) in [(&["serve", "--bogus"][..], "--bogus"), (&["frobnicate"], "frobnicate")] {
        let output = compute(Path::new(NOWHERE), arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert_eq!(said.lines().count(), 1, "{said}");
        assert!(said.contains(word), "{said}");
    }
}
