#!/usr/bin/env python3
"""Load over 16 to 10,000 connections, memory over a million requests, memory of open connections. See README.md.

  ./scale.py                                        terrace beside hyper by hand; results/scale.json
  ./scale.py --connections 16,64 --secs 1 --requests 100000
"""
import argparse, json, os, re, resource, socket, subprocess as sp, sys, tempfile, time

import bench

PEERS = ["terrace", "hyper-serde-limits", "hyper-raw", "axum-tuned", "actix"]
# wrk prints no 99.9th percentile of its own.
DONE = 'function done(summary, latency) io.write(string.format("percentiles %d %d %d\\n", latency:percentile(50), latency:percentile(99), latency:percentile(99.9))) end\n'


def start(name):
    binary, env, per_case = bench.PEERS[name]
    s = bench.Server(name, os.path.join(bench.BIN, binary), dict(env, CASE="a") if per_case else env, 1, "0")
    s.wait("a")
    return s


def wrk(server, connections, secs, script):
    out = sp.run(["taskset", "-c", "1", "wrk", "-t1", f"-c{connections}", f"-d{secs}s", "--timeout", "10s", "-s", script, f"http://127.0.0.1:{server.port}{bench.CASES['a'][1]}"],
                 capture_output=True, text=True, timeout=secs + 120).stdout
    p50, p99, p999 = map(int, re.search(r"percentiles (\d+) (\d+) (\d+)", out).groups())
    errors = re.search(r"Socket errors: (.*)", out)
    return {"rps": float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1)), "p50_us": p50, "p99_us": p99, "p999_us": p999, "errors": errors and errors.group(1)}


def load(peers, connections, secs, rounds):
    """Each round asks all servers in turn, so that what disturbs a round disturbs all of them."""
    script = tempfile.gettempdir() + f"/scale-{os.getpid()}.lua"
    open(script, "w").write(DONE)
    out = {}
    for c in connections:
        servers = {n: start(n) for n in peers}
        try:
            for s in servers.values():
                wrk(s, c, 1, script)
            for _ in range(rounds):
                for n, s in servers.items():
                    r = wrk(s, c, secs, script)
                    out.setdefault(n, {}).setdefault(str(c), []).append(r)
                    print(f"{n} {c} connections: {r['rps']:.0f}/s, p50 {r['p50_us']} p99 {r['p99_us']} p99.9 {r['p999_us']} us {r['errors'] or ''}", flush=True)
        finally:
            for s in servers.values():
                s.stop()
    os.unlink(script)
    return out


def memory_of_requests(name, requests, steps=10):
    """Resident memory after each tenth of the requests."""
    s = start(name)
    try:
        script = bench.lua("a")
        before, out, done = s.rss_kb(), [], 0
        while done < requests:
            text = sp.run(["taskset", "-c", "1", "wrk", "-t1", "-c64", "-d1s", "-s", script, f"http://127.0.0.1:{s.port}{bench.CASES['a'][1]}"], capture_output=True, text=True).stdout
            done += int(re.search(r"(\d+) requests in", text).group(1))
            if done >= requests * (len(out) + 1) / steps:
                out.append({"requests": done, "rss_kb": s.rss_kb()})
        print(f"{name}: {before} KB idle, " + ", ".join(f"{x['rss_kb']} KB at {x['requests']}" for x in out), flush=True)
        return {"idle_kb": before, "after": out}
    finally:
        s.stop()


def memory_of_connections(name, count):
    """Resident memory of idle connections, each of which has made a request."""
    s = start(name)
    held = []
    try:
        before = s.rss_kb()
        for _ in range(count):
            k = socket.create_connection(("127.0.0.1", s.port))
            k.sendall(bench.request_bytes("a", s.port))
            bench.read_response(k)
            held.append(k)
        after = s.rss_kb()
        print(f"{name}: {(after - before) / count:.2f} KB for each of {count} connections", flush=True)
        return {"connections": count, "before_kb": before, "after_kb": after}
    finally:
        for k in held:
            k.close()
        s.stop()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--peers", default=",".join(PEERS))
    ap.add_argument("--connections", default="16,64,256,1000,4000,10000")
    ap.add_argument("--secs", type=int, default=3)
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--requests", type=int, default=1_000_000)
    ap.add_argument("--out", default=os.path.join(bench.HERE, "results", "scale.json"))
    a = ap.parse_args()
    peers, connections = a.peers.split(","), [int(c) for c in a.connections.split(",")]
    # Servers and wrk inherit it.
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < max(connections) + 100:
        sys.exit(f"{max(connections)} connections need as many open files: ulimit -Hn says {hard}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    data = {"when": time.strftime("%F %T"), "load": load(peers, connections, a.secs, a.rounds)}
    data["start_ms"] = bench.startup({n: (os.path.join(bench.BIN, bench.PEERS[n][0]), *bench.PEERS[n][1:]) for n in peers}, 21)
    data["requests"] = {n: memory_of_requests(n, a.requests) for n in peers}
    data["open"] = {n: memory_of_connections(n, max(connections)) for n in peers}
    os.makedirs(os.path.dirname(os.path.abspath(a.out)), exist_ok=True)
    json.dump(data, open(a.out, "w"), indent=1)


if __name__ == "__main__":
    main()
