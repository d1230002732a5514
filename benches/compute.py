#!/usr/bin/env python3
"""The compute example on its embedded database, as it runs by default: GET /v2.1/flavors through its whole pipeline, with a token.
Server and load have a core each, as in bench.py's mode `pinned`. Writes results/compute.json."""
import argparse, json, os, tempfile

import bench

bench.CASES["flavors"] = ("GET", "/v2.1/flavors", {"X-Auth-Token": "admin:demo"}, "the flavors of compute")
bench.STATUS["flavors"] = 200
TARGET = os.environ.get("CARGO_TARGET_DIR", os.path.join(bench.HERE, "..", "target"))


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--binary", default=os.path.join(TARGET, "release", "compute"))
    args.add_argument("--rounds", type=int, default=7)
    args.add_argument("--secs", type=int, default=3)
    args.add_argument("--out", default=os.path.join(bench.HERE, "results", "compute.json"))
    a = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = os.path.join(folder, "compute.db")
        told = lambda port: ["serve", "--database", database, "--server.listen", f"127.0.0.1:{port}", "--server.workers", "1"]
        # Its log goes where nobody reads it, but it is written.
        server = bench.Server("compute", a.binary, {}, 1, "0", told=told)
        try:
            server.wait("flavors")
            status, _, body = server.get("flavors")
            found = len(json.loads(body)["flavors"])
            assert status == 200 and found, body[:300]
            script = bench.lua("flavors")
            bench.wrk(server, "flavors", 1, 64, 1, "1", script)
            rounds = [bench.wrk(server, "flavors", a.secs, 64, 1, "1", script) for _ in range(a.rounds)]
            os.unlink(script)
            rss = server.rss_kb()
        finally:
            server.stop()
    json.dump({"flavors": found, "bytes": len(body), "rss_kb": rss, "rounds": rounds}, open(a.out, "w"), indent=1)
    print("compute, requests/s:", *(f"{r['rps']:,.0f}" for r in rounds))


if __name__ == "__main__":
    main()
