"""Servers as processes: started on a free port of the loopback interface, watched, killed or asked to end.

Their environment is that of the test, `TERRACE_ACCESS_LOG` included."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / os.environ.get("CARGO_TARGET_DIR", "target") / "debug"
# A build without optimisation, on a machine that does other things as well.
START = 30
# What services wrote, kept where something was wrong.
LOGS = []


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """One process, and what it wrote."""

    def __init__(self, name, command, port):
        self.name, self.command, self.port = name, [str(part) for part in command], port
        self.log = new_log(name)
        self.process = None

    @property
    def address(self):
        return ("127.0.0.1", self.port)

    def start(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until = time.monotonic() + START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                socket.create_connection(self.address, timeout=1).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise SystemExit(f"{self.name} does not answer on port {self.port}; it said:\n{self.said()}\n0 passed, 1 failed")

    def said(self):
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ask_to_end(self):
        self.process.send_signal(signal.SIGTERM)

    def memory(self, what="VmRSS"):
        """Its memory in bytes: what it holds now, or with `VmHWM` what it held at its worst. None where it is gone."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        except FileNotFoundError:
            return None
        return next((int(line.split()[1]) << 10 for line in lines if line.startswith(what + ":")), None)

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.kill()


def new_log(name):
    handle, path = tempfile.mkstemp(prefix=f"{name}-", suffix=".log")
    os.close(handle)
    LOGS.append(Path(path))
    return LOGS[-1]


def compute(folder):
    """`compute` with its database in a folder."""
    port = free_port()
    database = Path(folder) / "compute.sqlite"
    command = [BUILT / "compute", "serve", "--server.listen", f"127.0.0.1:{port}", "--database", database]
    return Service("compute", command, port)


def limited():
    """The API with low limits: tests/examples/limited.rs."""
    port = free_port()
    return Service("limited", [BUILT / "examples" / "limited", f"127.0.0.1:{port}"], port)


class Verdict:
    """What was checked. What is wrong is told at once, the sum at the end, on a line of its own."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, is_right, what):
        self.passed, self.failed = self.passed + bool(is_right), self.failed + (not is_right)
        if not is_right:
            print(f"FAIL {what}", flush=True)

    def end(self):
        if not self.failed:
            for log in LOGS:
                log.unlink(missing_ok=True)
        print(f"{self.passed} passed, {self.failed} failed")
        raise SystemExit(self.failed > 0)
