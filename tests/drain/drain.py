"""Drains a server under load; see `run`. The server tells on stderr which requests it has begun."""

import random
import struct
import sys
import threading
import time

from h2 import ACK, DATA, END_STREAM, GOAWAY, HEADERS, PING, RST_STREAM, SETTINGS, WINDOW_UPDATE, Peer, frame, request
from services import Verdict, limited
from wire import Wire, read_answer

CONNECTIONS = 64
# Those of them that are in the middle of a head when the signal comes.
HALF = 8
# Those that speak HTTP/2.
HTTP2 = 16
BODY = 100_000
# How long the server may take to end, in seconds: its drain time and more.
END = 20


class Client:
    """One connection of HTTP/1.1 that is kept: asks, waits for the answer, asks again."""

    def __init__(self, number, address, asked_to_end):
        self.number, self.wire, self.asked_to_end = number, Wire(address), asked_to_end
        self.whole, self.wrong, self.told_to_close = set(), [], False

    def run(self):
        count = 0
        while not self.wire.is_over:
            name = f"{self.number}-{count}"
            head = f"GET /wait/{name}/{random.randrange(5, 120)} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
            if self.number < HALF and self.asked_to_end.wait(random.uniform(0.0, 0.05)):
                # What comes of half a head is nothing.
                self.wire.send(head[: len(head) // 2])
                if read_answer(self.wire) is not None:
                    self.wrong.append(f"{name} was answered, though its head was not whole")
                return
            self.wire.send(head)
            try:
                answer = read_answer(self.wire)
            except ValueError as error:
                answer = None
                self.wrong.append(str(error))
            if answer is None:
                return
            if answer.status != 200 or not answer.is_whole or len(answer.body) != BODY:
                self.wrong.append(f"{name}: {answer.status}, {len(answer.body)} bytes of its body")
                return
            self.whole.add(name)
            if answer.header("connection") == "close":
                self.told_to_close = True
                if not self.wire.ends():
                    self.wrong.append(f"{name} was to close, and did not")
                return
            count += 1


class Http2Client:
    """The same in HTTP/2, where GOAWAY says which requests are not answered."""

    def __init__(self, number, address, _):
        self.number, self.peer = number, Peer(address, is_bare=False)
        self.whole, self.wrong, self.told_to_close = set(), [], False

    def run(self):
        stream, last = 1, 1 << 31
        while stream <= last:
            name = f"{self.number}-{stream}"
            path = f"/wait/{name}/{random.randrange(5, 120)}"
            self.peer.send(request(stream, path=path))
            came, is_over = 0, False
            while not is_over:
                next_frame = self.peer.next_frame(time.monotonic() + END)
                if next_frame is None:
                    if came or (self.told_to_close and stream <= last):
                        self.wrong.append(f"{name}: {came} bytes of its body, and no end")
                    return
                kind, flags, of, payload = next_frame
                if kind == SETTINGS and not flags & ACK:
                    self.peer.send(frame(SETTINGS, ACK, 0))
                elif kind == PING and not flags & ACK:
                    self.peer.send(frame(PING, ACK, 0, payload))
                elif kind == GOAWAY:
                    self.told_to_close, last = True, int.from_bytes(payload[:4], "big")
                    if payload[4:8] != bytes(4):
                        self.wrong.append(f"{name}: GOAWAY with an error")
                    if stream > last:
                        return
                elif of == stream and kind == RST_STREAM:
                    self.wrong.append(f"{name}: reset")
                    return
                elif of == stream and kind in (DATA, HEADERS):
                    if kind == DATA and payload:
                        came += len(payload)
                        more = struct.pack(">I", len(payload))
                        self.peer.send(frame(WINDOW_UPDATE, 0, 0, more) + frame(WINDOW_UPDATE, 0, stream, more))
                    is_over = flags & END_STREAM
            if came != BODY:
                self.wrong.append(f"{name}: {came} bytes of its body")
            self.whole.add(name)
            if self.told_to_close:
                return
            stream += 2


def drain(number, verdict):
    with limited() as service:
        asked_to_end = threading.Event()
        kinds = [Http2Client if at >= CONNECTIONS - HTTP2 else Client for at in range(CONNECTIONS)]
        clients = [kind(at, service.address, asked_to_end) for at, kind in enumerate(kinds)]
        threads = [threading.Thread(target=client.run) for client in clients]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.3, 0.8))
        service.ask_to_end()
        asked_to_end.set()
        begin = time.monotonic()
        for thread in threads:
            thread.join(END)
        try:
            code = service.process.wait(END)
        except Exception:
            code = "none: it runs on"
        took = time.monotonic() - begin
        begun = {line.split()[1] for line in service.said().splitlines() if line.startswith("began ")}
        whole = set().union(*(client.whole for client in clients))
        wrong = [said for client in clients for said in client.wrong]
        verdict.check(code == 0, f"drain {number}: exit code {code}")
        verdict.check(not wrong, f"drain {number}: {wrong[:5]}")
        verdict.check(begun == whole, f"drain {number}: begun and not answered whole: {sorted(begun - whole)[:5]}")
        verdict.check("panicked" not in service.said(), f"drain {number}: a panic, see {service.log}")
        closed = sum(client.told_to_close for client in clients)
        print(f"drain {number}: {len(whole)} answers, {closed} connections told to close, over in {took:.2f} s", flush=True)


def main():
    verdict = Verdict()
    for number in range(1, int(sys.argv[1]) + 1 if len(sys.argv) > 1 else 21):
        drain(number, verdict)
    verdict.end()


if __name__ == "__main__":
    main()
