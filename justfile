# What a developer runs. Every recipe is one or two plain commands, so that `just` is a convenience and no need.

# list the recipes
default:
    @just --list --unsorted

# everything a change must pass, as CI runs it; `just check clippy test` for some stages
check *stages:
    .ci/run {{ stages }}

# the tests, doctests included
test *arguments:
    cargo test --workspace {{ arguments }}

# the compile-fail and compile-pass cases alone
ui *arguments:
    cargo test -p terrace-tests --test ui {{ arguments }}

# write every expectation anew (compile errors, expansions, snapshots); then read the diff like code
bless:
    BLESS=1 TRYBUILD=overwrite INSTA_UPDATE=always cargo test --workspace --no-fail-fast
    git status --short

# write the examples' OpenAPI documents
openapi:
    cargo run -p compute -- openapi

# drive `compute` with the OpenStack clients
clients:
    tests/clients/run

# validate and lint the documents
documents:
    tests/documents/run

# attack the services with requests made from their own documents, at least so many each
schemathesis cases="1":
    tests/schemathesis/run {{ cases }}

# count the instructions of one request; `just instructions --bless` records them
instructions *arguments:
    tests/instructions/run {{ arguments }}

# attack servers from outside, kill them, drain them, crowd them
hostile:
    tests/hostile/run
    tests/crash/run
    tests/drain/run
    tests/idle/run

# feed what reads a request with bytes that no client would send, for so many seconds a target
fuzz seconds="60" *targets:
    fuzz/run {{ seconds }} {{ targets }}

# what takes too long for every change: an hour for each fuzz target and 3,000 requests made from each document (last results: fuzz/results.txt, tests/schemathesis/results.txt)
full:
    fuzz/run 3600
    tests/schemathesis/run 3000
