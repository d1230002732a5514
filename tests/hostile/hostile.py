"""Does to a running `compute` and a running `limited` what cases.tsv says, and holds what comes of it against what is said there."""

import codecs
import json
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attacks
import frames
from h2 import Peer
from services import Verdict, compute, limited
from wire import Wire, read_answer

HERE = Path(__file__).parent
AT_ONCE = 12
# What either server, built without optimisation, may have used of memory at its worst.
MEMORY = 256 << 20
PROBES = {
    "compute": b"GET /v2.1/flavors HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin:a\r\nOpenStack-API-Version: compute 2.2\r\n\r\n",
    "limited": b"GET /probe HTTP/1.1\r\nHost: a\r\n\r\n",
}


class Case:
    def __init__(self, line):
        self.name, self.to, self.how, self.what, expected, self.rfc, self.why = line.split("\t")
        self.expected = expected.split(" or ")

    def bytes(self):
        what = codecs.decode(self.what.encode("latin-1"), "unicode_escape").encode("latin-1")
        if self.how == "raw":
            return what
        if self.how == "json":
            head, body = b"POST /all|Content-Type: application/json", what
        else:
            head, _, body = what.partition(b"||")
        line, *headers = head.split(b"|")
        lines = [line + b" HTTP/1.1", b"Host: a", b"X-Auth-Token: admin:a", *headers]
        if body or line.startswith(b"POST"):
            lines.append(b"Content-Length: %d" % len(body))
        return b"\r\n".join(lines) + b"\r\n\r\n" + body

    def run(self, address):
        """What was seen, in the words of the cases."""
        if self.how == "frames":
            peer = Peer(address, self.what in frames.BARE)
            with peer.wire:
                getattr(frames, self.what)(peer)
                return peer.seen(self.expected)
        with Wire(address) as wire:
            seen = None
            if self.how == "by":
                seen = getattr(attacks, self.what)(wire)
            else:
                wire.send(self.bytes())
            return [" ".join(self.answers(wire) if seen is None else self.end(wire, seen))]

    def answers(self, wire):
        wanted = max(len(re.findall(r"\b\d{3}\b", one)) for one in self.expected)
        seen, last = [], None
        while len(seen) < wanted:
            answer = read_answer(wire)
            if answer is None:
                break
            last = answer
            seen.append(str(answer.status) if answer.status else "garbage")
        if last:
            pointer = last.pointer()
            is_pointer_wanted = pointer is not None and any(f" {pointer} " in one for one in self.expected)
            seen.append(pointer if is_pointer_wanted else last.kind())
        return self.end(wire, seen)

    def end(self, wire, seen):
        """Whether the next request on the connection is answered right."""
        if not any(one.split()[-1] == "open" for one in self.expected):
            if wire.ends():
                # What came behind the answers would be an answer to what is no request.
                return seen + (["and more"] if wire.came else []) + ["close"]
            return seen + ["held"]
        wire.send(PROBES[self.to])
        answer = read_answer(wire)
        if answer is None:
            return seen + ["close" if wire.is_over else "held"]
        is_right = answer.header("openstack-api-version") == "compute 2.2" if self.to == "compute" else answer.body == b"probe"
        return seen + ["open" if answer.status == 200 and is_right else f"another answer {answer.status}"]

    def is_met(self, seen):
        """Whether what was seen is one of what may be. What is not said of a body may be anything."""
        for one in self.expected:
            wanted = one.split()
            kinds = {"bare", "fault", "problem", "text", "other"}
            for found in seen:
                words = found.split()
                if not any(word in kinds or word.startswith("/") for word in wanted):
                    words = [word for word in words if word not in kinds]
                if words == wanted:
                    return True
        return False


def cases():
    lines = (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    return [Case(line) for line in lines if line and not line.startswith("#")]


def tell(case, address):
    begin = time.monotonic()
    try:
        seen = case.run(address)
    except Exception as error:  # what a server does wrong may be anything
        seen = [f"{type(error).__name__}: {error}"]
    return case, seen, time.monotonic() - begin


class Good:
    """The good client, in a process of its own so that it does not wait for the others."""

    def __init__(self, port):
        self.process = subprocess.Popen(
            [sys.executable, "-B", HERE / "good.py", str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def end(self):
        out, _ = self.process.communicate("end\n")
        told = json.loads(out)
        times = sorted(told["times"])
        return times[len(times) * 99 // 100], len(times), told["failed"]


def main():
    names = sys.argv[1:]
    unknown = set(names) - {case.name for case in cases()}
    if unknown:
        raise SystemExit(f"cases.tsv has no {', '.join(sorted(unknown))}\n0 passed, 1 failed")
    with tempfile.TemporaryDirectory() as folder, compute(folder) as service, limited() as other:
        run({"compute": service, "limited": other}, names)


def run(servers, names):
    verdict = Verdict()
    check = verdict.check
    chosen = [case for case in cases() if not names or case.name in names]
    good = Good(servers["compute"].port)
    time.sleep(5)
    alone, _, _ = good.end()
    good = Good(servers["compute"].port)
    begin = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        # The slow ones first, so that they are through with the others.
        chosen.sort(key=lambda case: case.how != "by")
        for case, seen, took in pool.map(lambda case: tell(case, servers[case.to].address), chosen):
            check(case.is_met(seen), f"{case.name}: {', '.join(seen)}; expected {' or '.join(case.expected)}")
            check(not any(re.search(r"\b5\d\d\b", one) for one in seen), f"{case.name}: a 5xx")
            if names:
                print(f"{case.name}: {', '.join(seen)} in {took:.1f} s")
    beside, count, refused = good.end()

    print(f"{len(chosen)} cases in {time.monotonic() - begin:.0f} s")
    print(f"a good client beside them: p99 {beside * 1000:.1f} ms in {count} requests, alone {alone * 1000:.1f} ms")
    check(not refused, f"the good client was refused: {refused}")
    for name, service in servers.items():
        check("panicked" not in service.said(), f"{name} panicked, see {service.log}")
        peak = service.memory("VmHWM")
        if peak is None:
            check(False, f"{name} is gone, see {service.log}")
            continue
        print(f"{name} used {peak >> 20} MiB at most")
        check(peak <= MEMORY, f"{name} used more than {MEMORY >> 20} MiB")
    verdict.end()


if __name__ == "__main__":
    main()
