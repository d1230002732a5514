#!/usr/bin/env python3
"""Loopback load on each peer, side by side. See README.md.

  ./bench.py                                  everything (about an hour)
  ./bench.py --quick                          5 rounds of 1 s, mode onecore only
  ./bench.py --extra mine=/path/to/bin        one more server: it gets PORT and WORKERS in its environment
  ./bench.py --peers hyper-raw,axum --cases af --modes pinned
"""
import argparse, collections, json, os, re, resource, shutil, signal, socket, statistics as st, subprocess as sp, sys, time, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BIN = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target")), "release")

# name -> (binary, environment, one process per case)
PEERS = {
    "terrace": ("terrace-peer", {}, False),
    "hyper-raw": ("hyper-raw", {}, True),
    "hyper-raw-mt": ("hyper-raw", {"RT": "mt"}, True),
    "hyper-serde": ("hyper-serde", {}, True),
    "hyper-serde-limits": ("hyper-serde-limits", {}, True),
    "hyper-sonic": ("hyper-sonic", {}, True),
    "hyper-hand": ("hyper-hand", {}, True),
    "tcp-raw": ("tcp-raw", {}, True),
    "axum": ("axum-peer", {}, False),
    "axum-tuned": ("axum-peer", {"RT": "ct", "MS": "1"}, False),
    "actix": ("actix-peer", {}, False),
    "ntex": ("ntex-peer", {}, False),
    "salvo": ("salvo-peer", {}, False),
    "poem": ("poem-peer", {}, False),
    "dropshot": ("dropshot-peer", {}, False),
}
UUID = "70a599e0-31e7-49b7-b260-868f441e862b"
TOKEN = "gAAAAABtoken-0042"
CASES = {
    "a": ("GET", "/v2.1/os-availability-zone", {}, "small document, static path"),
    "b": ("GET", f"/v2.1/servers/{UUID}/os-instance-actions/req-3293a3f1-b44c-4609-b8d2-d81b105636b8/events/42", {}, "three path parameters"),
    "c": ("GET", "/v2.1/servers", {}, "list of 50 (about 20 KB)"),
    "d": ("POST", "/v2.1/servers", {"Content-Type": "application/json"}, "1 KB JSON body, checked, echoed, 202"),
    "e": ("GET", f"/v2.1/servers/{UUID}/os-unknown", {}, "404"),
    "f": ("GET", "/pipe/v2.1/os-availability-zone", {"X-Auth-Token": TOKEN}, "as (a) behind five layers"),
}
STATUS = {"a": 200, "b": 200, "c": 200, "d": 202, "e": 404, "f": 200}
BODY = open(os.path.join(HERE, "common", "create.json")).read().rstrip("\n")


def request_bytes(case, port):
    m, p, h, _ = CASES[case]
    body = BODY if m == "POST" else ""
    hs = "".join(f"{k}: {v}\r\n" for k, v in h.items())
    if body:
        hs += f"Content-Length: {len(body)}\r\n"
    return f"{m} {p} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{hs}\r\n{body}".encode()


def read_response(s, buf=b""):
    while b"\r\n\r\n" not in buf:
        d = s.recv(65536)
        if not d:
            raise OSError("closed")
        buf += d
    head, rest = buf.split(b"\r\n\r\n", 1)
    low = head.lower()
    m = re.search(rb"content-length: *(\d+)", low)
    if m:
        n = int(m.group(1))
        while len(rest) < n:
            d = s.recv(65536)
            if not d:
                raise OSError("closed")
            rest += d
        body = rest[:n]
    elif b"transfer-encoding: chunked" in low:
        while not rest.endswith(b"0\r\n\r\n"):
            rest += s.recv(65536)
        body, r = b"", rest
        while True:
            n, r = r.split(b"\r\n", 1)
            n = int(n, 16)
            if n == 0:
                break
            body += r[:n]
            r = r[n + 2:]
    else:
        body = b""
    return int(head.split()[1]), head, body


class Server:
    def __init__(self, name, binary, env, workers, cpus, prefix=(), told=lambda port: ()):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.name, self.port = name, s.getsockname()[1]
        e = dict(os.environ, PORT=str(self.port), WORKERS=str(workers), **env)
        e.pop("RUST_LOG", None)
        cmd = (["taskset", "-c", cpus] if cpus else []) + [*prefix, binary, *told(self.port)]
        self.t0 = time.perf_counter()
        self.p = sp.Popen(cmd, env=e, stdout=sp.DEVNULL, stderr=sp.DEVNULL, start_new_session=True)

    def wait(self, case="a", limit=60.0):
        req = request_bytes(case, self.port)
        while time.perf_counter() - self.t0 < limit:
            if self.p.poll() is not None:
                raise RuntimeError(f"{self.name} ended with {self.p.returncode}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=limit) as s:
                    s.sendall(req)
                    read_response(s)
                    return time.perf_counter() - self.t0
            except OSError:
                time.sleep(0.0002)
        raise RuntimeError(f"{self.name} did not answer")

    def get(self, case):
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as s:
            s.sendall(request_bytes(case, self.port))
            return read_response(s)

    def cpu_ns(self):
        total = 0
        for t in os.listdir(f"/proc/{self.p.pid}/task"):
            try:
                total += int(open(f"/proc/{self.p.pid}/task/{t}/schedstat").read().split()[0])
            except OSError:
                pass
        return total

    def ticks(self):
        f = open(f"/proc/{self.p.pid}/stat").read().rsplit(")", 1)[1].split()
        return int(f[11]), int(f[12])

    def rss_kb(self):
        t = open(f"/proc/{self.p.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", t).group(1))

    def stop(self):
        if self.p.poll() is None:
            self.p.send_signal(signal.SIGTERM)
            try:
                self.p.wait(5)
            except sp.TimeoutExpired:
                self.p.kill()
                self.p.wait()


def lua(case):
    m, _, h, _ = CASES[case]
    path = tempfile.gettempdir() + f"/peers-bench-{os.getpid()}-{case}.lua"
    with open(path, "w") as f:
        f.write(f'wrk.method = "{m}"\n')
        if m == "POST":
            f.write(f"wrk.body = {json.dumps(BODY)}\n")
        for k, v in h.items():
            f.write(f'wrk.headers["{k}"] = "{v}"\n')
    return path


def unit(s):
    m = re.match(r"([\d.]+)(us|ms|s|m)", s)
    return float(m.group(1)) * {"us": 1, "ms": 1e3, "s": 1e6, "m": 6e7}[m.group(2)]


QUIET = [0.15, 4]  # the most of one core that other processes may take in a measurement, and tries


def wrk(*args):
    """One measurement; taken again when something else on the machine used the processors meanwhile."""
    best = None
    for _ in range(QUIET[1]):
        r = wrk_once(*args)
        if best is None or r["foreign"] < best["foreign"]:
            best = r
        if best["foreign"] <= QUIET[0]:
            break
    return best


def busy_s():
    f = list(map(int, open("/proc/stat").readline().split()[1:9]))
    return (sum(f) - f[3] - f[4]) / os.sysconf("SC_CLK_TCK")


def wrk_once(server, case, secs, conns, threads, cpus, script):
    cmd = (["taskset", "-c", cpus] if cpus else []) + ["wrk", f"-t{threads}", f"-c{conns}", f"-d{secs}s", "--latency", "-s", script,
           f"http://127.0.0.1:{server.port}{CASES[case][1]}"]
    c0, k0, b0, u0, t0 = server.cpu_ns(), server.ticks(), busy_s(), resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = sp.run(cmd, capture_output=True, text=True, timeout=secs + 30).stdout
    c1, k1, b1, u1, t1 = server.cpu_ns(), server.ticks(), busy_s(), resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    other = (b1 - b0) - (c1 - c0) / 1e9 - (u1.ru_utime + u1.ru_stime - u0.ru_utime - u0.ru_stime)
    n = int(re.search(r"(\d+) requests in", out).group(1))
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    bad = int(bad.group(1)) if bad else 0
    if (STATUS[case] == 404) != (bad == n) or (STATUS[case] != 404 and bad):
        raise RuntimeError(f"{server.name} {case}: {bad} of {n} answers were errors")
    if "Socket errors" in out:
        print("   ", server.name, case, re.search(r"Socket errors.*", out).group(0), flush=True)
    return {
        "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)),
        "p50_us": unit(re.search(r"^ +50%\s+(\S+)", out, re.M).group(1)),
        "p99_us": unit(re.search(r"^ +99%\s+(\S+)", out, re.M).group(1)),
        "cpu_ns": (c1 - c0) / max(n, 1),
        "foreign": max(0.0, other / (t1 - t0)),
        "busy": (c1 - c0) / (secs * 1e9),
        "user": (k1[0] - k0[0]) / max(1, sum(k1) - sum(k0)),
    }


def steal():
    f = open("/proc/stat").readline().split()
    return int(f[8]), sum(map(int, f[1:9]))


def start_all(peers, cases, workers, cpus, prefix_of=lambda n, c: ()):
    out = {}
    for name, (binary, env, per_case) in peers.items():
        if per_case:
            for c in cases:
                out[name, c] = Server(name, binary, dict(env, CASE=c), workers, cpus, prefix_of(name, c))
        else:
            s = Server(name, binary, env, workers, cpus, prefix_of(name, ""))
            for c in cases:
                out[name, c] = s
    for (_, c), s in out.items():
        s.wait(c)
    return out


def check(servers, cases):
    want = {}
    for c in cases:
        if c in "abcdf":
            want[c] = servers.get(("hyper-serde", c))
            want[c] = json.loads(want[c].get(c)[2]) if want[c] else None
    for (name, c), s in servers.items():
        status, head, body = s.get(c)
        assert status == STATUS[c], f"{name} {c}: status {status}, {body[:200]}"
        if c in want and want[c] is not None:
            got = json.loads(body)
            assert got == want[c], f"{name} {c}: another document: {body[:300]}"
        if c == "f" and name not in ("tcp-raw",):
            assert b"x-openstack-request-id" in head.lower(), f"{name}: no request id"
            if not PEERS.get(name, ("", {}, False))[2]:
                with socket.create_connection(("127.0.0.1", s.port)) as k:
                    k.sendall(request_bytes("f", s.port).replace(TOKEN.encode(), b"nobody"))
                    assert read_response(k)[0] == 401, f"{name}: no 401"


def load_mode(mode, peers, a):
    workers, cpus, wcpus, wt = {"onecore": (1, "1", "1", 1), "pinned": (1, "0", "1", 1), "free": (2, None, None, 2)}[mode]
    servers = start_all(peers, a.cases, workers, cpus)
    res = {}
    try:
        check(servers, a.cases)
        s0 = steal()
        scripts = {c: lua(c) for c in a.cases}
        rss0 = {n: max(servers[n, c].rss_kb() for c in a.cases) for n in peers}
        for c in a.cases:
            for n in peers:
                wrk(servers[n, c], c, a.warm, a.conns, wt, wcpus, scripts[c])
            for r in range(a.rounds):
                for n in peers:
                    res.setdefault(c, {}).setdefault(n, []).append(wrk(servers[n, c], c, a.secs, a.conns, wt, wcpus, scripts[c]))
                print(f"{mode} {c} round {r + 1}: " + "  ".join(f"{n} {res[c][n][-1]['rps'] / 1e3:.1f}k" for n in peers), flush=True)
        rss = {n: max(servers[n, c].rss_kb() for c in a.cases) for n in peers}
        s1 = steal()
        for p in scripts.values():
            os.unlink(p)
    finally:
        for s in set(servers.values()):
            s.stop()
    return {"cases": res, "rss_idle_kb": rss0, "rss_kb": rss, "steal": (s1[0] - s0[0]) / max(1, s1[1] - s0[1])}


def startup(peers, rounds):
    out = {n: [] for n in peers}
    for _ in range(rounds):
        for n, (b, e, pc) in peers.items():
            s = Server(n, b, dict(e, CASE="a") if pc else e, 1, "0")
            try:
                out[n].append(s.wait("a") * 1e3)
            finally:
                s.stop()
    return out


def connections(peers):
    """Memory held by 64 idle connections that each made a request, and CPU per new connection (with one request)."""
    out = {}
    for name, (b, e, pc) in peers.items():
        s = Server(name, b, dict(e, CASE="a") if pc else e, 1, "0")
        try:
            s.wait("a")
            r0, ks = s.rss_kb(), []
            for _ in range(64):
                k = socket.create_connection(("127.0.0.1", s.port))
                k.sendall(request_bytes("a", s.port))
                read_response(k)
                ks.append(k)
            r1, cpu = s.rss_kb(), []
            for _ in range(5):
                c0 = s.cpu_ns()
                for _ in range(200):
                    with socket.create_connection(("127.0.0.1", s.port)) as k:
                        k.sendall(request_bytes("a", s.port))
                        read_response(k)
                time.sleep(0.05)
                cpu.append((s.cpu_ns() - c0) / 200 / 1e3)
            for k in ks:
                k.close()
            out[name] = {"kb_per_conn": (r1 - r0) / 64, "us_per_conn": med(cpu)}
        finally:
            s.stop()
    return out


def code_lines(dump, often):
    """How many lines of 64 bytes hold the code that was run so often: what the processor's instruction cache has to have."""
    places = re.compile(r"(\*|[+-]?(?:0x)?[0-9a-f]+) \S+ (\d+)$")
    runs, program, at, is_call = collections.Counter(), "", 0, False
    for line in open(dump):
        if line.startswith("ob="):
            program = line[3:].split(")")[0]  # its number: the name is told once
        elif line.startswith("calls="):
            is_call = True
        elif m := places.match(line):
            at = at if m[1] == "*" else int(m[1], 0) + at * (m[1][0] in "+-")
            if not is_call:
                runs[program, at] += int(m[2])
            is_call = False
    return len({(program, at >> 6) for (program, at), count in runs.items() if count >= often})


def instructions(peers, cases, n=1024, conns=16):
    """User-mode instructions of a request under callgrind, and the lines of code that they are in: 16 connections in lockstep, after a warm-up."""
    out, lines = {}, {}
    for name, (b, e, pc) in peers.items():
        out[name], lines[name] = {}, {}
        for group in ([[c] for c in cases] if pc else [list(cases)]):
            base = tempfile.gettempdir() + f"/peers-callgrind-{os.getpid()}"
            for f in os.listdir(tempfile.gettempdir()):
                if f.startswith(os.path.basename(base)):
                    os.unlink(tempfile.gettempdir() + "/" + f)
            env = dict(e, CASE=group[0]) if pc else e
            s = Server(name, b, env, 1, None, ["valgrind", "--tool=callgrind", "--dump-instr=yes", f"--callgrind-out-file={base}"])
            try:
                s.wait(group[0], 120)
                dumps = 0
                for c in group:
                    req = request_bytes(c, s.port)
                    socks = [socket.create_connection(("127.0.0.1", s.port), timeout=60) for _ in range(conns)]

                    def go(k):
                        for _ in range(k // conns):
                            for x in socks:
                                x.sendall(req)
                            for x in socks:
                                read_response(x)

                    def dump():
                        nonlocal dumps
                        dumps += 1
                        sp.run(["callgrind_control", "-d", str(s.p.pid)], capture_output=True, timeout=120)
                        f = f"{base}.{dumps}"
                        for _ in range(200):
                            if os.path.exists(f) and "totals:" in open(f).read()[-400:]:
                                break
                            time.sleep(0.05)
                        return f

                    go(256)
                    time.sleep(0.3)
                    dump()
                    go(n)
                    time.sleep(0.3)
                    f = dump()
                    t = re.findall(r"^totals: (\d+)", open(f).read(), re.M)
                    out[name][c] = round(int(t[-1]) / n)
                    lines[name][c] = code_lines(f, n / 2)
                    for x in socks:
                        x.close()
            except Exception as ex:  # a peer that callgrind cannot run is left out of this table
                print("   instructions:", name, repr(ex), flush=True)
            finally:
                s.stop()
        print("instructions", name, out[name], "in lines of code", lines[name], flush=True)
    return out, lines


def med(xs):
    return st.median(xs)


def tables(data, peers, cases):
    o, all_peers, all_cases = [], peers, cases
    for mode in ("onecore", "pinned", "free"):
        if mode not in data:
            continue
        d = data[mode]["cases"]
        cases = [c for c in all_cases if c in d]
        peers = {n: v for n, v in all_peers.items() if n in d[cases[0]]}
        o.append(f"\n### {mode}: requests/s, median of {len(next(iter(d[cases[0]].values())))} rounds (ratio to hyper-raw, pair by pair in each round)\n")
        o.append("| peer | " + " | ".join(f"({c}) {CASES[c][3]}" for c in cases) + " |\n|---|" + "---:|" * len(cases))
        for n in peers:
            row = []
            for c in cases:
                base = d[c].get("hyper-raw", d[c][n])
                ratio = med([x["rps"] / y["rps"] for x, y in zip(d[c][n], base)])
                row.append(f"{med([x['rps'] for x in d[c][n]]) / 1e3:.1f}k ({ratio:.3f})")
            o.append(f"| {n} | " + " | ".join(row) + " |")
        o.append(f"\n### {mode}: server CPU per request in µs (user and kernel, all its threads), median (ratio to hyper-raw), user share\n")
        o.append("| peer | " + " | ".join(cases) + " |\n|---|" + "---:|" * len(cases))
        for n in peers:
            row = []
            for c in cases:
                base = d[c].get("hyper-raw", d[c][n])
                ratio = med([x["cpu_ns"] / y["cpu_ns"] for x, y in zip(d[c][n], base)])
                row.append(f"{med([x['cpu_ns'] for x in d[c][n]]) / 1e3:.2f} ({ratio:.3f}) u{med([x['user'] for x in d[c][n]]) * 100:.0f}%")
            o.append(f"| {n} | " + " | ".join(row) + " |")
        o.append(f"\n### {mode}: latency p50 / p99 in µs, median of the rounds; and the server's share of its core\n")
        o.append("| peer | " + " | ".join(cases) + " |\n|---|" + "---:|" * len(cases))
        for n in peers:
            o.append(f"| {n} | " + " | ".join(f"{med([x['p50_us'] for x in d[c][n]]):.0f} / {med([x['p99_us'] for x in d[c][n]]):.0f} ({med([x['busy'] for x in d[c][n]]):.2f})" for c in cases) + " |")
        spread = {c: max((max(x["rps"] for x in v) - min(x["rps"] for x in v)) / med([x["rps"] for x in v]) for v in d[c].values()) for c in cases}
        typical = {c: med([(max(x["rps"] for x in v) - min(x["rps"] for x in v)) / med([x["rps"] for x in v]) for v in d[c].values()]) for c in cases}
        o.append(f"\nNoise, {mode}: (max-min)/median of requests/s over the rounds, typical peer / worst peer: " + ", ".join(f"{c} {typical[c] * 100:.0f}%/{spread[c] * 100:.0f}%" for c in cases) + f"; other processes took {med([x['foreign'] for c in cases for v in d[c].values() for x in v]) * 100:.0f}% of a core (median), {max(x['foreign'] for c in cases for v in d[c].values() for x in v) * 100:.0f}% (worst kept); stolen CPU {data[mode]['steal'] * 100:.2f}%.")
    peers, cases = all_peers, all_cases
    if "instr" in data:
        o.append("\n### Instructions per request, user mode (callgrind; ratio to hyper-raw)\n")
        o.append("| peer | " + " | ".join(cases) + " |\n|---|" + "---:|" * len(cases))
        for n in peers:
            b = data["instr"].get("hyper-raw", {})
            o.append(f"| {n} | " + " | ".join(f"{v:,.0f}" + (f" ({v / b[c]:.2f})" if c in b else "") if (v := data['instr'].get(n, {}).get(c)) else "-" for c in cases) + " |")
    if "startup" in data:
        peers = {n: v for n, v in all_peers.items() if n in data["startup"]}
        o.append("\n### Start and memory\n\n| peer | start to first answer, ms (median, min) | RSS idle, MB | RSS after load, MB | KB per open connection | CPU per new connection and request, µs | binary, MB |\n|---|---:|---:|---:|---:|---:|---:|")
        for n in peers:
            s = data["startup"][n]
            modes = [m for m in ("onecore", "pinned", "free") if m in data and n in data[m]["rss_kb"]]
            g = lambda k: f"{data[modes[0]][k][n] / 1024:.1f}" if modes else "-"
            o.append(f"| {n} | {med(s):.1f}, {min(s):.1f} | {g('rss_idle_kb')} | {g('rss_kb')} | {data['conn'][n]['kb_per_conn']:.1f} | {data['conn'][n]['us_per_conn']:.0f} | {data['binary_bytes'][n] / 1e6:.2f} |")
    return "\n".join(o) + "\n"


def keep(data, path):
    """Writes the results. Instructions of servers that were not asked this time stay: they depend on nothing else that ran."""
    if "instr" in data and os.path.exists(path):
        before = json.load(open(path))
        for what in ("instr", "lines"):
            data[what] = before.get(what, {}) | data[what]
    os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    json.dump(data, open(path, "w"), indent=1)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    signal.signal(signal.SIGINT, lambda *_: sys.exit("stopped"))
    ap = argparse.ArgumentParser()
    ap.add_argument("--peers", default=",".join(PEERS))
    ap.add_argument("--cases", default="abcdef")
    ap.add_argument("--extra", action="append", default=[], help="name=/path/to/bin")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--secs", type=int, default=3)
    ap.add_argument("--warm", type=int, default=1)
    ap.add_argument("--conns", type=int, default=64)
    ap.add_argument("--modes", default="onecore:9x1,pinned:5x3,free:5x2")
    ap.add_argument("--no-instr", action="store_true")
    ap.add_argument("--no-startup", action="store_true")
    ap.add_argument("--quick", action="store_true")
    ap.add_argument("--check", action="store_true", help="only see that every server answers every case as it should")
    ap.add_argument("--out", default=os.path.join(HERE, "results", "load.json"))
    ap.add_argument("--merge", nargs="+", metavar="JSON", help="only print the tables of several earlier runs together")
    a = ap.parse_args()
    if a.merge:
        data = {}
        for f in a.merge:
            for k, v in json.load(open(f)).items():
                if k in ("instr", "lines", "binary_bytes") and k in data:
                    data[k].update(v)
                else:
                    data[k] = v
        names = [n for n in list(PEERS) + sorted({n for m in ("onecore", "pinned", "free") if m in data for c in data[m]["cases"].values() for n in c})
                 if n in data.get("instr", {}) or any(n in data[m]["rss_kb"] for m in ("onecore", "pinned", "free") if m in data)]
        names = list(dict.fromkeys(names))
        print(tables(data, {n: (os.path.join(BIN, PEERS[n][0]) if n in PEERS else "/dev/null", {}, False) for n in names}, list("abcdef")))
        return
    if a.quick:
        a.modes = "onecore:5x1"
    if (a.modes or not a.no_startup) and not a.check and not shutil.which("wrk"):
        sys.exit("wrk is not installed (apt-get install wrk)")
    peers = {}
    for n in a.peers.split(","):
        if n:
            b, e, pc = PEERS[n]
            peers[n] = (os.path.join(BIN, b), e, pc)
    for x in a.extra:
        n, b = x.split("=", 1)
        peers[n] = (os.path.abspath(b), {}, False)
    for n, (b, _, _) in peers.items():
        if not os.path.exists(b):
            sys.exit(f"{n}: {b} is not built")
    a.cases = list(a.cases)
    if a.check:
        s = start_all(peers, a.cases, 1, None)
        try:
            check(s, a.cases)
            print("all answer alike:", ", ".join(peers))
        finally:
            for x in set(s.values()):
                x.stop()
        return
    data = {"when": time.strftime("%F %T"), "conns": a.conns, "binary_bytes": {n: os.path.getsize(b) for n, (b, _, _) in peers.items()}}
    for m in a.modes.split(","):
        if m:
            m, _, rs = m.partition(":")  # onecore:9x1 is 9 rounds of 1 s
            if rs:
                a.rounds, a.secs = map(int, rs.split("x"))
            data[m] = load_mode(m, peers, a)
            data[m].update(rounds=a.rounds, secs=a.secs)
    if not a.no_startup:
        data["startup"] = startup(peers, 9)
        data["conn"] = connections(peers)
    if not a.no_instr:
        data["instr"], data["lines"] = instructions(peers, a.cases)
    keep(data, a.out)
    print(tables(data, peers, a.cases))


if __name__ == "__main__":
    main()
