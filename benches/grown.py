#!/usr/bin/env python3
"""Whether terrace needs notably more instructions than what is committed: `grown.py FOUND COMMITTED`, two folders of results."""
import json, os, sys

TOLERANCE = 0.03


def counts(folder):
    read = lambda name: json.load(open(os.path.join(folder, name)))
    out = {f"request ({case})": n for case, n in read("instructions.json")["instr"]["terrace"].items()}
    out.update((f"match of {paths} paths", n) for paths, n in read("router.json")["terrace"].items())
    return out


found, committed = map(counts, sys.argv[1:3])
dearer = 0
print(f"{'':22} {'instructions':>12} {'committed':>12} {'change':>9}")
for what, before in committed.items():
    now = found.get(what)
    if now is None:
        sys.exit(f"{what} was not counted")
    change = now / before - 1
    dearer += change > TOLERANCE
    print(f"{what:22} {now:12,.0f} {before:12,.0f} {change:+9.1%}")
if dearer:
    sys.exit(f"{dearer} of {len(committed)} need over {TOLERANCE:.0%} more; if that is meant: benches/short --bless")
