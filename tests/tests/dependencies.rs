//! What a server links that wants no documents: neither the document model nor a command line.

use std::process::Command;

#[test]
fn a_server_alone_links_neither_utoipa_nor_clap() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["tree", "--offline", "--package", "hello", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(output.stdout).expect("names of packages are text");
    let linked: Vec<_> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(linked.contains(&"terrace") && linked.contains(&"hyper"), "{tree}");
    for unwanted in ["utoipa", "clap", "terrace-codegen"] {
        assert!(!linked.contains(&unwanted), "{unwanted} is linked:\n{tree}");
    }
}
