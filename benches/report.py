#!/usr/bin/env python3
"""Writes the tables and plots of ../BENCHMARKS.md from results/*.json. What stands between two marks there is written here, the rest by hand."""
import json, os, re, statistics as st

import bench, plots

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(HERE, "..", "BENCHMARKS.md")
PLOTS = os.path.join(HERE, "plots")
CASES = {c: said for c, (_, _, _, said) in bench.CASES.items()}
# At most so many instructions of each request.
MOST = {"a": 10_000, "b": 12_600, "c": 115_000, "d": 54_000, "e": 9_500, "f": 14_600}


def read(name):
    path = os.path.join(HERE, "results", name + ".json")
    return json.load(open(path)) if os.path.exists(path) else None


def table(head, rows):
    line = lambda cells: "| " + " | ".join(map(str, cells)) + " |"
    return "\n".join([line(head), "|---|" + "---:|" * (len(head) - 1), *map(line, rows)])


def shown(plot, what, text):
    return f"![{what}](benches/plots/{plot}.svg)\n\n{text}"


def in_order(found):
    return [n for n in bench.PEERS if n in found] + sorted(n for n in found if n not in bench.PEERS)


class Goals:
    def __init__(self):
        self.rows = []

    def most(self, what, found, limit):
        self.add(what, "at most", found, limit, found <= limit)

    def least(self, what, found, limit):
        self.add(what, "at least", found, limit, found >= limit)

    def add(self, what, side, found, limit, is_met):
        said = f"{found:,.3g}" if found < 1000 else f"{found:,.0f}"
        self.rows.append((what, f"{side} {limit:,g}", said, "yes" if is_met else "**no**"))

    def table(self):
        return table(["goal", "", "found", "met"], self.rows)


def instructions(data, goals):
    found = data["instr"]
    for case, most in MOST.items():
        goals.most(f"instructions, ({case}) {CASES[case]}", found["terrace"][case], most)
    plots.bars(PLOTS, "instructions", CASES, {n: found[n] for n in in_order(found)}, "Instructions for each request, user mode: fewer is better")
    cell = lambda n, c: f"{found[n][c]:,.0f}" if c in found[n] else "-"
    lines = [[n, *(data["lines"][n].get(c, "-") for c in CASES)] for n in in_order(data["lines"])]
    return {
        "instructions": shown("instructions", "Instructions for each request", table(["server", *CASES], [[n, *(cell(n, c) for c in CASES)] for n in in_order(found)])),
        "lines": table(["server", *CASES], lines),
    }


def ratio(rounds, base, key):
    return st.median(x[key] / y[key] for x, y in zip(rounds, base))


def load(data, goals):
    cases = data["onecore"]["cases"]
    floor = "hyper-serde-limits"
    for case in CASES:
        goals.least(f"requests/s, ({case}), as a ratio to {floor}", ratio(cases[case]["terrace"], cases[case][floor], "rps"), 1.3 if case == "c" else 0.98)
    frameworks = ["axum", "axum-tuned", "actix", "ntex", "salvo", "poem", "dropshot"]
    for case in CASES if any(n in cases["a"] for n in frameworks) else ():
        best = max((n for n in frameworks if n in cases[case]), key=lambda n: plots.median(cases[case][n], "rps"))
        goals.least(f"requests/s, ({case}), as a ratio to the next framework, {best}", ratio(cases[case]["terrace"], cases[case][best], "rps"), 1)
    names = in_order(cases["a"])
    values = {n: {c: plots.median(cases[c][n], "rps") for c in CASES if n in cases[c]} for n in names}
    plots.bars(PLOTS, "load", CASES, values, "Requests/s, server and client on one core: more is better")
    out = {"load": shown("load", "Requests/s", bench.tables(data, {n: None for n in names}, list(CASES)).strip())}
    if "startup" in data:
        goals.most("start to first answer, as a ratio to hyper-raw", st.median(data["startup"]["terrace"]) / st.median(data["startup"]["hyper-raw"]), 1.3)
        goals.most("idle memory, MB", data["onecore"]["rss_idle_kb"]["terrace"] / 1024, 3.5)
    return out


def router(data, goals):
    for paths in data["terrace"]:
        goals.most(f"instructions of a match among {paths} paths, as a ratio to the perfect hash", data["terrace"][paths] / data["tables"][paths], 1.1)
    plots.curves(PLOTS, "router", [("Instructions for each match", "paths", "instructions", {n: {int(p): v for p, v in row.items()} for n, row in data.items()}, "xy")])
    sizes = list(data["terrace"])
    rows = [[n, *(f"{row[p]:,.0f}" if p in row else "-" for p in sizes)] for n, row in data.items()]
    return {"router": shown("router", "Instructions for each match", table(["router", *(f"{p} paths" for p in sizes)], rows))}


def compiling(data, goals):
    rows = {}
    for key, r in data.items():
        name, n = key.rsplit("-", 1)
        if n.isdigit():
            rows.setdefault(name, {})[int(n)] = r
    for n, r in sorted(rows["terrace"].items()):
        if n in (200, 800) and n in rows["floor"]:
            floor = rows["floor"][n]
            for key, said in (("check_clean", "clean check"), ("build_touch", "build after touching a handler")):
                goals.most(f"{said} of {n} operations, as a ratio to floor", r[key]["wall"] / floor[key]["wall"], 1.4)
            goals.most(f"release binary of {n} operations, MB", r["release_bytes"] / 1e6, {200: 3, 800: 4.5}[n])
    series = lambda of: {name: {n: of(r) for n, r in sizes.items() if of(r)} for name, sizes in rows.items()}
    wall = lambda key: lambda r: r[key] and r[key]["wall"]
    plots.curves(PLOTS, "compile", [
        ("Clean check", "operations", "seconds", series(wall("check_clean")), ""),
        ("Build after touching a handler", "operations", "seconds", series(wall("build_touch")), ""),
        ("Stripped release binary", "operations", "MB", series(lambda r: r["release_bytes"] and r["release_bytes"] / 1e6), ""),
    ])
    steps = {"check_clean": "check, clean", "check_touch": "check, touched", "build_clean": "build, clean", "build_touch": "build, touched", "release": "release build"}
    said = lambda r: [f"{r[s]['wall']:.2f}" if r[s] else "over 600" for s in steps] + [f"{r['release_bytes'] / 1e6:.2f}" if r["release_bytes"] else "-"]
    head = ["framework", "operations", *(f"{s}, s" for s in steps.values()), "release binary, MB"]
    return {"compile": shown("compile", "What the compiler needs", table(head, [[name, n, *said(r)] for name, sizes in rows.items() for n, r in sorted(sizes.items())]))}


def scale(data, goals):
    held = {n: (o["after_kb"] - o["before_kb"]) / o["connections"] for n, o in data["open"].items()}
    goals.most("memory of an open connection, KB", held["terrace"], 11)
    of = lambda key, by=1: {n: {int(c): plots.median(r, key) / by for c, r in points.items()} for n, points in data["load"].items()}
    plots.curves(PLOTS, "scale", [("Requests/s", "connections", "requests/s", of("rps"), "x"), *((said, "connections", "ms", of(key, 1000), "xy") for key, said in (("p50_us", "Latency, p50"), ("p99_us", "Latency, p99"), ("p999_us", "Latency, p99.9")))])
    plots.curves(PLOTS, "memory", [("Resident memory over requests", "requests", "MB", {n: {0: r["idle_kb"] / 1024} | {x["requests"]: x["rss_kb"] / 1024 for x in r["after"]} for n, r in data["requests"].items()}, "")])
    rps, tails = of("rps"), [of(key) for key in ("p50_us", "p99_us", "p999_us")]
    counts = sorted(rps["terrace"])
    load = [[n, *(f"{rps[n][c] / 1000:.1f}k; {' / '.join(f'{t[n][c] / 1000:.2f}' for t in tails)}" for c in counts)] for n in rps]
    mb = lambda kb: f"{kb / 1024:.1f}"
    memory = [[n, f"{st.median(data['start_ms'][n]):.1f}", mb(r["idle_kb"]), f"{mb(r['after'][0]['rss_kb'])} to {mb(r['after'][-1]['rss_kb'])}", f"{held[n]:.1f}"] for n, r in data["requests"].items()]
    return {
        "scale": shown("scale", "Over connections", table(["server", *(f"{c:,} connections" for c in counts)], load)),
        "memory": shown("memory", "Memory over requests", table(["server", "start to first answer, ms", "idle, MB", "while asked, MB", "an open connection, KB"], memory)),
    }


# What a real nova-api answers in a second on this kind of machine, with the same pipeline.
NOVA = 113


def compute(data, goals):
    found = plots.median(data["rounds"], "rps")
    goals.least(f"requests/s of compute's flavors, 200 times those of a nova-api ({NOVA})", found, 200 * NOVA)
    row = [f"{found:,.0f}", f"{found / NOVA:,.0f}", f"{plots.median(data['rounds'], 'cpu_ns') / 1000:.1f}", *(f"{plots.median(data['rounds'], key) / 1000:.2f}" for key in ("p50_us", "p99_us")), f"{data['rss_kb'] / 1024:.1f}"]
    return {"compute": table(["requests/s", f"times the {NOVA} of a nova-api", "CPU for each request, µs", "p50, ms", "p99, ms", "memory, MB"], [row])}


# Those whose versions say most.
CRATES = ["hyper", "hyper-util", "tokio", "http", "serde", "serde_json", "sonic-rs", "axum", "utoipa", "utoipa-axum", "actix-web", "ntex", "salvo", "poem", "poem-openapi", "dropshot", "matchit", "path-tree", "route-recognizer", "regex"]


def machine(data):
    lock = open(os.path.join(HERE, "Cargo.lock")).read()
    versions = {c: re.findall(rf'name = "{c}"\nversion = "(.*?)"', lock) for c in CRATES}
    crates = ", ".join(f"{c} {' and '.join(found)}" for c, found in versions.items())
    return "\n".join([*(f"- {what}: {said}" for what, said in data.items()), f"- crates: {crates}"])


def main():
    os.makedirs(PLOTS, exist_ok=True)
    goals, parts = Goals(), {"machine": machine(read("machine"))}
    for name, part in (("instructions", instructions), ("load", load), ("router", router), ("compile", compiling), ("scale", scale), ("compute", compute)):
        data = read(name)
        if data:
            parts |= part(data, goals)
    parts["goals"] = goals.table()
    page = open(PAGE).read()
    for name, text in parts.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
        if not mark.search(page):
            raise SystemExit(f"BENCHMARKS.md has no place for {name}")
        page = mark.sub(lambda m: m[1] + "\n" + text + "\n\n" + m[2], page)
    open(PAGE, "w").write(page)


if __name__ == "__main__":
    main()
