//! Crates outside the workspace, as users have them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Checks a crate with cargo: `files` are paths below a fresh folder and their texts, `{terrace}` stands for the path of the
/// runtime, and `package` is the folder of the crate to check.
pub(crate) fn check(files: &[(&str, &str)], package: &str) -> Output {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder for it");
        fs::write(path, text.replace("{terrace}", &workspace.join("runtime").to_string_lossy())).expect("a file");
    }
    let package = folder.path().join(package);
    // With the workspace's versions, nothing has to be looked up or downloaded.
    fs::copy(workspace.join("Cargo.lock"), package.join("Cargo.lock")).expect("the workspace's lock");
    Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside"))
        .output()
        .expect("cargo runs")
}
