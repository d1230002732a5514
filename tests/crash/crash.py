"""Clients create servers on a `compute` that is killed again and again; see `run`."""

import http.client
import json
import random
import sys
import tempfile
import threading
import time

from services import Verdict, compute

CLIENTS = 4
# How long clients are at work before the process is killed, in seconds.
WORK = (0.2, 1.2)
# How long a server may take to become ACTIVE after the last start, in seconds. The driver takes half a second for all of them.
BUILD = 60
TOKEN = {"X-Auth-Token": "admin:a"}
NEW = json.dumps({"server": {"name": "crash", "flavorRef": "1", "imageRef": "11111111-1111-4111-8111-111111111111"}})


def create(service, accepted, may_end):
    """Creates servers until the service is gone; keeps the ids of those that it accepted."""
    connection = http.client.HTTPConnection(*service.address, timeout=10)
    try:
        while True:
            connection.request("POST", "/v2.1/servers", NEW, {"Content-Type": "application/json", **TOKEN})
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 202:
                raise RuntimeError(f"{answer.status}: {body!r}")
            accepted.append(json.loads(body)["server"]["id"])
    except (OSError, http.client.HTTPException):
        # A kill may come at any byte. Before it, nothing of the sort may happen.
        if not may_end.is_set():
            raise


def statuses(service, ids):
    """The status of each server, or what was answered instead."""
    connection = http.client.HTTPConnection(*service.address, timeout=30)
    found = {}
    for server in ids:
        connection.request("GET", f"/v2.1/servers/{server}", headers=TOKEN)
        answer = connection.getresponse()
        body = answer.read()
        found[server] = json.loads(body)["server"]["status"] if answer.status == 200 else str(answer.status)
    connection.close()
    return found


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    verdict, accepted = Verdict(), []
    with tempfile.TemporaryDirectory() as folder, compute(folder) as service:
        for time_of in range(1, times + 1):
            before, new, may_end, failures = len(accepted), [], threading.Event(), []

            def work():
                try:
                    create(service, new, may_end)
                except Exception as error:
                    failures.append(error)

            threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
            for thread in threads:
                thread.start()
            time.sleep(random.uniform(*WORK))
            may_end.set()
            service.kill()
            for thread in threads:
                thread.join()
            accepted += new
            service.start()
            verdict.check(not failures, f"kill {time_of}: {failures}")
            # The older ones were seen before; the last of them are looked at once more.
            lost = {server: status for server, status in statuses(service, accepted[-200:]).items() if status not in ("BUILD", "ACTIVE")}
            verdict.check(not lost, f"kill {time_of}: {lost}")
            print(f"kill {time_of}: {len(accepted) - before} servers accepted", flush=True)
        until, missing = time.monotonic() + BUILD, accepted
        while missing and time.monotonic() < until:
            found = statuses(service, missing)
            missing = [server for server, status in found.items() if status != "ACTIVE"]
            time.sleep(0.2)
        verdict.check(not missing, f"{len(missing)} of {len(accepted)} are not ACTIVE: {missing[:5]}")
        verdict.check(len(accepted) >= times, f"only {len(accepted)} servers were accepted")
        verdict.check("panicked" not in service.said(), f"a panic, see {service.log}")
        print(f"{len(accepted)} servers accepted, all of them looked for")
    verdict.end()


if __name__ == "__main__":
    main()
