"""HTTP/2 by hand: frames are written byte by byte, so that they may be wrong."""

import struct
import time

from wire import PATIENCE, Wire

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM = ACK = 0x1
END_HEADERS, PADDED = 0x4, 0x8
CODES = [
    "NO_ERROR", "PROTOCOL_ERROR", "INTERNAL_ERROR", "FLOW_CONTROL_ERROR", "SETTINGS_TIMEOUT", "STREAM_CLOSED", "FRAME_SIZE_ERROR",
    "REFUSED_STREAM", "CANCEL", "COMPRESSION_ERROR", "CONNECT_ERROR", "ENHANCE_YOUR_CALM", "INADEQUATE_SECURITY", "HTTP_1_1_REQUIRED",
]  # fmt: skip
STATUSES = {8: 200, 9: 204, 10: 206, 11: 304, 12: 400, 13: 404, 14: 500}
DIGITS = {f"{code:05b}": str(code) for code in range(3)} | {f"{0x19 + code:06b}": str(code + 3) for code in range(7)}


def frame(kind, flags, stream, payload=b"", length=None):
    length = len(payload) if length is None else length
    return struct.pack(">I", length)[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def field(name, value):
    """A header field without any compression (RFC 7541, section 6.2.2)."""
    return b"\x00" + text(name) + text(value)


def text(value):
    value = value.encode("latin-1")
    if len(value) < 127:
        return bytes([len(value)]) + value
    rest, coded = len(value) - 127, b"\x7f"
    while rest >= 128:
        coded += bytes([rest % 128 + 128])
        rest //= 128
    return coded + bytes([rest]) + value


def block(*fields, method="GET", path="/v2.1/flavors"):
    head = [(":method", method), (":scheme", "http"), (":authority", "a"), (":path", path), ("x-auth-token", "admin:a")]
    return b"".join(field(name, value) for name, value in [*head, *fields])


def request(stream=1, *fields, flags=END_HEADERS | END_STREAM, **others):
    return frame(HEADERS, flags, stream, block(*fields, **others))


class Peer:
    """A client of HTTP/2 that knows no rules."""

    def __init__(self, address, is_bare):
        self.wire = Wire(address)
        if not is_bare:
            self.send(PREFACE + frame(SETTINGS, 0, 0))

    def send(self, data, **how):
        self.wire.send(data, **how)

    def next_frame(self, until):
        """Its kind, flags, stream and payload; None where none came."""
        head = self.wire.take(9, until)
        payload = head and self.wire.take(int.from_bytes(head[:3], "big"), until)
        return None if payload is None else (head[3], head[4], int.from_bytes(head[5:9], "big"), payload)

    def seen(self, wanted, patience=PATIENCE):
        """Reads frames until one is as expected, or the connection ends: `200`, `reset CODE`, `goaway CODE`, `close`."""
        until, seen = time.monotonic() + patience, []
        while not any(one in wanted for one in seen):
            came = self.next_frame(until)
            if came is None:
                seen.append("close" if self.wire.is_over else "nothing")
                break
            kind, flags, _, payload = came
            if kind == HEADERS:
                seen.append(str(status(payload)))
            elif kind == RST_STREAM:
                seen.append("reset " + CODES[int.from_bytes(payload, "big")])
            elif kind == GOAWAY:
                seen.append("goaway " + CODES[int.from_bytes(payload[4:8], "big")])
            elif kind == SETTINGS and not flags & ACK:
                self.send(frame(SETTINGS, ACK, 0))
        return seen


def status(payload):
    """The status of a header block, which is its first field."""
    while payload[0] & 0xE0 == 0x20:  # a new size of the table
        payload = payload[1:]
    if payload[0] & 0x80:
        return STATUSES.get(payload[0] & 0x7F, 0)
    length = payload[1] & 0x7F
    coded = payload[2 : 2 + length]
    if not payload[1] & 0x80:
        return int(coded)
    bits, digits, code = "".join(f"{byte:08b}" for byte in coded), "", ""
    for bit in bits:
        code += bit
        if code in DIGITS:
            digits, code = digits + DIGITS[code], ""
    return int(digits[:3])
