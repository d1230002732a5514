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

# drive `compute` behind a real Keystone
keystone:
    tests/keystone/run

# ask oslo.policy itself what rules say; `just policies --bless` writes the table
policies *arguments:
    tests/policies/run {{ arguments }}

# validate and lint the documents; `just documents --all` those of every version
documents *arguments:
    tests/documents/run {{ arguments }}

# attack the services with requests made from their own documents, at least so many each
schemathesis cases="1":
    tests/schemathesis/run {{ cases }}

# make clients of the documents with three generators, and call the services with them; `--bless` writes what `--fold` gives up
generated *arguments:
    tests/generated/run {{ arguments }}

# use the docs page in a headless browser; `--pictures` takes its pictures anew
page *arguments:
    tests/page/run {{ arguments }}

# count the instructions of one request; `just instructions --bless` records them
instructions *arguments:
    tests/instructions/run {{ arguments }}

# count terrace's instructions in the benchmarks, and compare them with what is committed; `benches/run` measures all
bench *arguments:
    benches/short {{ arguments }}

# attack servers from outside, kill them, drain them, crowd them
hostile:
    tests/hostile/run
    tests/crash/run
    tests/drain/run
    tests/idle/run

# feed what reads a request with bytes that no client would send, for so many seconds a target
fuzz seconds="60" *targets:
    fuzz/run {{ seconds }} {{ targets }}

# measure how long a release build takes to write the documents of all versions; `--record` writes the result
emission *arguments:
    tests/emission/run {{ arguments }}

# what takes too long for every change: the documents of all versions validated, 3,000 requests made from each, twenty
# minutes for each fuzz target (last results: tests/{documents,emission,schemathesis}/results.txt, fuzz/results.txt)
full:
    tests/emission/run --record
    tests/documents/run --all
    tests/schemathesis/run 3000
    fuzz/run 1200
