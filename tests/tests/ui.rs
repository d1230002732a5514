//! What must not compile, and how that reads: `ui/<topic>/fail/*.rs`, each with its error in a `.stderr` beside it.
//! `RULES.md` lists the rules behind them. What must compile is in `compiles`: a case that passes would make each of these
//! a build of its own.
//!
//! The errors' texts belong to the pinned toolchain. `just bless` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use trybuild::TestCases;

#[test]
fn mistakes_are_refused() {
    TestCases::new().compile_fail("ui/*/fail/*.rs");
}

/// Cases that show that all mistakes of an item are reported, not the first alone, and one that rustc has an error of its
/// own for.
const SEVERAL: &[&str] = &["halfway/fail/signature", "models/fail/three_mistakes"];

/// Cases whose error is rustc's, without a word of ours.
const WITHOUT_HELP: &[&str] = &["halfway/fail/body", "versions/fail/since_without_a_set"];

#[test]
fn a_mistake_is_one_error_and_says_what_to_write_instead() {
    for (case, error) in errors() {
        let count = error.lines().filter(|line| line.starts_with("error")).count();
        assert!(count == 1 || SEVERAL.contains(&case.as_str()), "{case} has {count} errors");
        assert!(!error.contains("\nwarning"), "{case} has a warning");
        let helps = ["help: ", "= note: "].iter().any(|word| error.contains(word));
        assert!(helps || WITHOUT_HELP.contains(&case.as_str()), "{case} does not help");
    }
}

#[test]
fn every_case_is_that_of_a_rule_and_every_rule_says_what_its_case_says() {
    let rules = fs::read_to_string(root().join("RULES.md")).expect("RULES.md");
    let mut listed: BTreeMap<&str, &str> = BTreeMap::new();
    for row in rules.lines().filter(|line| line.starts_with("| ")) {
        let columns: Vec<&str> = row.split(" | ").collect();
        let [_, message, case] = columns[..] else { panic!("{row} has no three columns") };
        let Some((_, path)) = case.split_once("](tests/ui/") else { continue };
        let case = path.trim_end_matches(['|', ' ', ')']).trim_end_matches(".rs");
        assert!(listed.insert(case, message).is_none(), "{case} is listed twice");
    }
    for (case, error) in &errors() {
        let message = listed.remove(case.as_str()).unwrap_or_else(|| panic!("RULES.md does not list {case}"));
        let mut rest = error.as_str();
        for part in message.split('…').filter(|part| !part.is_empty()) {
            rest = rest.split_once(part).unwrap_or_else(|| panic!("{case} does not say `{message}`")).1;
        }
    }
    assert!(listed.is_empty(), "RULES.md lists cases that are not: {listed:?}");
}

/// Every case's name, `routes/fail/not_async`, and its error.
fn errors() -> Vec<(String, String)> {
    let mut errors = Vec::new();
    for topic in folders(&root().join("tests/ui")) {
        for path in
            folders(&topic.join("fail")).into_iter().filter(|path| path.extension().is_some_and(|is| is == "rs"))
        {
            let error =
                fs::read_to_string(path.with_extension("stderr")).unwrap_or_else(|_| panic!("{path:?} has no error"));
            let name = path.with_extension("");
            let name: Vec<_> = name.iter().rev().take(3).map(|part| part.to_string_lossy().into_owned()).collect();
            errors.push((format!("{}/{}/{}", name[2], name[1], name[0]), error));
        }
    }
    assert!(!errors.is_empty(), "no cases");
    errors
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}
