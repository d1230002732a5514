"""A connection whose bytes are written by hand, and a reader of HTTP/1.1 answers that takes nothing for granted."""

import json
import select
import socket
import time

PATIENCE = 12  # seconds until what should have come is given up


class Wire:
    """One connection. What is sent is sent while answers are read, so that nobody waits for the other."""

    def __init__(self, address, source=None):
        self.socket = socket.create_connection(address, timeout=PATIENCE, source_address=source)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.came = bytearray()
        self.is_over = False

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data, pieces=None, gap=0.0):
        """Sends all of it, or as much as the peer takes; in pieces of so many bytes with a gap between where told."""
        data = memoryview(data)
        step = pieces or len(data)
        while data and not self.is_over:
            part, data = data[:step], data[step:]
            until = time.monotonic() + PATIENCE
            while part and not self.is_over and time.monotonic() < until:
                self._read_now(0)
                if self._is_ready(select.POLLOUT, 0.05):
                    try:
                        part = part[self.socket.send(part) :]
                    except (BlockingIOError, InterruptedError):
                        pass
                    except OSError:
                        self._read_now(0.2)
                        self.is_over = True
            if gap:
                self._read_now(gap)

    def half_close(self):
        self.socket.shutdown(socket.SHUT_WR)

    def _is_ready(self, what, wait):
        """`select` itself takes no more than 1024 files."""
        poll = select.poll()
        poll.register(self.socket, what)
        return bool(poll.poll(wait * 1000))

    def _read_now(self, wait):
        """Reads what is there, or comes within a time."""
        until = time.monotonic() + wait
        while not self.is_over:
            if not self._is_ready(select.POLLIN, max(0, until - time.monotonic())):
                return
            try:
                data = self.socket.recv(1 << 16)
            except (BlockingIOError, InterruptedError):
                continue
            except OSError:
                data = b""
            self.came += data
            self.is_over = not data
            if wait == 0:
                return

    def read_once(self, count):
        """Reads so many bytes at most, for a client that takes its time."""
        if self._is_ready(select.POLLIN, PATIENCE):
            try:
                data = self.socket.recv(count)
            except OSError:
                data = b""
            self.came += data
            self.is_over = not data

    def more(self, until):
        """Waits for more bytes; false where none came in time, or none will."""
        before = len(self.came)
        while len(self.came) == before and not self.is_over:
            wait = until - time.monotonic()
            if wait <= 0:
                return False
            self._is_ready(select.POLLIN, wait)
            self._read_now(0)
        return len(self.came) > before

    def ends(self, patience=PATIENCE):
        """Whether the peer ends it in time."""
        until = time.monotonic() + patience
        while not self.is_over and time.monotonic() < until:
            self.more(until)
        return self.is_over

    def take(self, count, until):
        while len(self.came) < count:
            if not self.more(until):
                return None
        taken = bytes(self.came[:count])
        del self.came[:count]
        return taken

    def take_line(self, until):
        while b"\r\n" not in self.came:
            if not self.more(until):
                return None
        line, _, rest = self.came.partition(b"\r\n")
        self.came[:] = rest
        return bytes(line)


class Answer:
    def __init__(self, status, headers, body, is_whole):
        self.status, self.headers, self.body, self.is_whole = status, headers, body, is_whole

    def header(self, name):
        return next((value for known, value in self.headers if known == name), None)

    def kind(self):
        """What its body is."""
        if not self.is_whole:
            return "cut"
        media = (self.header("content-type") or "").partition(";")[0]
        if media == "application/problem+json":
            return "problem" if json.loads(self.body)["status"] == self.status else "broken"
        if media == "application/json" and self.status >= 400:
            (fault,) = json.loads(self.body).values()
            return "fault" if fault["code"] == self.status else "broken"
        if not self.body and not any("request-id" in name for name, _ in self.headers):
            return "bare"
        return "text" if media.startswith("text/plain") else "other"

    def pointer(self):
        errors = json.loads(self.body).get("errors") if self.kind() == "problem" else None
        return errors[0].get("pointer") if errors else None


def read_answer(wire, is_head=False, patience=PATIENCE):
    """The next answer; None where the connection ended, or nothing came, before its first byte."""
    until = time.monotonic() + patience
    line = wire.take_line(until)
    if line is None:
        return Answer(0, [], bytes(wire.came), False) if wire.came else None
    version, _, rest = line.partition(b" ")
    if version not in (b"HTTP/1.1", b"HTTP/1.0") or not rest[:3].isdigit():
        raise ValueError(f"no status line: {line!r}")
    status, headers = int(rest[:3]), []
    while True:
        line = wire.take_line(until)
        if line is None:
            return Answer(status, headers, b"", False)
        if not line:
            break
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name.lower(), value.strip()))
    answer = Answer(status, headers, b"", True)
    if is_head or status < 200 or status in (204, 304):
        return answer
    if answer.header("transfer-encoding") == "chunked":
        return read_chunks(wire, answer, until)
    body = wire.take(int(answer.header("content-length") or 0), until)
    answer.body, answer.is_whole = body or b"", body is not None
    return answer


def read_chunks(wire, answer, until):
    while True:
        line = wire.take_line(until)
        chunk = wire.take(int(line, 16) + 2, until) if line else None
        if chunk is None:
            answer.is_whole = False
            return answer
        answer.body += chunk[:-2]
        if chunk == b"\r\n":
            return answer
