//! What must not compile, and how that reads: `ui/<topic>/fail/*.rs`, each with one error in a `.stderr` beside it. What
//! must compile: `ui/<topic>/pass/*.rs`. `RULES.md` lists the rules behind them.
//!
//! The errors' texts belong to the pinned toolchain. `just bless` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use trybuild::TestCases;

#[test]
fn mistakes_are_refused_and_the_rest_compiles() {
    let cases = TestCases::new();
    cases.compile_fail("ui/*/fail/*.rs");
    cases.pass("ui/*/pass/*.rs");
}
