"""Holds idle connections; see `run`. Each has had one answer, so that it is idle and not silent."""

import resource
import socket
import sys
import tempfile
import time

from services import Verdict, compute
from wire import Wire, read_answer

# A client's address has some 28,000 ports; those of one are not used up.
OF_ONE_ADDRESS = 5_000
AT_ONCE = 100
ASK = b"GET /v2.1 HTTP/1.1\r\nHost: a\r\n\r\n"
REQUESTS = 200
# The default of `idle_time`, in seconds: a machine that is slower than this cannot hold them all.
IDLE_TIME = 75


def raise_limit(count):
    """The limit of open files holds for the server as well, which inherits it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 1_000
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, hard)))
    except (ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def hold(address, count):
    """Opens connections, each with one answer read."""
    held = []
    while len(held) < count:
        some = []
        for _ in range(min(AT_ONCE, count - len(held))):
            source = f"127.0.0.{2 + (len(held) + len(some)) // OF_ONE_ADDRESS}"
            one = socket.create_connection(address, timeout=30, source_address=(source, 0))
            one.sendall(ASK)
            some.append(one)
        for one in some:
            while b"\r\n\r\n" not in one.recv(1 << 16):
                pass
        held += some
    return held


def are_open(held):
    """How many of them the server has not closed."""
    open_ones = 0
    for one in held:
        one.setblocking(False)
        try:
            open_ones += bool(one.recv(1))
        except BlockingIOError:
            open_ones += 1
        except OSError:
            pass
    return open_ones


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    raise_limit(count)
    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder, compute(folder) as service:
        for one in hold(service.address, 50):
            one.close()
        time.sleep(0.5)
        before, begin = service.memory(), time.monotonic()
        held = hold(service.address, count)
        took = time.monotonic() - begin
        after = service.memory()
        with Wire(service.address) as wire:
            times, wrong = [], 0
            for _ in range(REQUESTS):
                asked = time.monotonic()
                wire.send(b"GET /v2.1/flavors HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin:a\r\n\r\n")
                answer = read_answer(wire)
                times.append(time.monotonic() - asked)
                wrong += answer is None or answer.status != 200
        open_ones = are_open(held)
        since = time.monotonic() - begin
        verdict.check(not wrong, f"{wrong} of {REQUESTS} requests of the other client failed")
        verdict.check(open_ones == count or since > IDLE_TIME, f"{count - open_ones} of {count} connections were closed in {since:.0f} s")
        verdict.check("panicked" not in service.said(), f"a panic, see {service.log}")
        times.sort()
        print(f"{open_ones} idle connections, opened in {took:.0f} s")
        print(f"another client's {REQUESTS} requests: p99 {times[REQUESTS * 99 // 100] * 1000:.1f} ms")
        print(f"memory: {before >> 10} KiB before, {after >> 10} KiB with them, {(after - before) / count / 1024:.1f} KiB each")
        for one in held:
            one.close()
    verdict.end()


if __name__ == "__main__":
    main()
