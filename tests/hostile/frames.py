"""HTTP/2 by hand: frames are written byte by byte, so that they may be wrong.

Each case is a function that takes a `Peer` whose preface and SETTINGS were sent, unless it is in `BARE`."""

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
BARE = {"no_settings"}


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
    pseudo = [(":method", method), (":scheme", "http"), (":authority", "a"), (":path", path)]
    return b"".join(field(name, value) for name, value in [*pseudo, *fields])


def request(stream=1, *fields, flags=END_HEADERS | END_STREAM, **others):
    return frame(HEADERS, flags, stream, block(*fields, **others))


def upload(stream=1, *fields):
    return request(stream, *fields, flags=END_HEADERS, method="POST", path="/length")


class Peer:
    """A client of HTTP/2 that knows no rules."""

    def __init__(self, address, is_bare):
        self.wire = Wire(address)
        if not is_bare:
            self.send(PREFACE + frame(SETTINGS, 0, 0))

    def send(self, data, **how):
        self.wire.send(data, **how)

    def seen(self, wanted, patience=PATIENCE):
        """Reads frames until one is as expected, or the connection ends: `200`, `reset CODE`, `goaway CODE`, `close`."""
        until, seen = time.monotonic() + patience, []
        while wanted not in seen and not any(one in wanted for one in seen):
            head = self.wire.take(9, until)
            if head is None:
                seen.append("close" if self.wire.is_over else "nothing")
                break
            length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
            payload = self.wire.take(length, until)
            if payload is None:
                seen.append("close" if self.wire.is_over else "nothing")
                break
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


def good(peer):
    peer.send(request())


def silent(_):
    pass


def no_settings(peer):
    peer.send(PREFACE + request())


def settings_on_a_stream(peer):
    peer.send(frame(SETTINGS, 0, 1))


def settings_of_5_bytes(peer):
    peer.send(frame(SETTINGS, 0, 0, b"12345"))


def settings_ack_with_payload(peer):
    peer.send(frame(SETTINGS, ACK, 0, struct.pack(">HI", 3, 1)))


def setting(number, value):
    return frame(SETTINGS, 0, 0, struct.pack(">HI", number, value))


def settings_window_too_large(peer):
    peer.send(setting(4, 1 << 31))


def settings_frame_too_small(peer):
    peer.send(setting(5, 100))


def settings_push_2(peer):
    peer.send(setting(2, 2))


def settings_flood(peer):
    peer.send(setting(3, 100) * 10_000 + request())


def ping_flood(peer):
    peer.send(frame(PING, 0, 0, b"12345678") * 10_000 + request())


def ping_of_7_bytes(peer):
    peer.send(frame(PING, 0, 0, b"1234567"))


def ping_on_a_stream(peer):
    peer.send(frame(PING, 0, 1, b"12345678"))


def data_on_connection(peer):
    peer.send(frame(DATA, 0, 0, b"a"))


def data_on_idle_stream(peer):
    peer.send(frame(DATA, 0, 5, b"a"))


def data_after_the_end(peer):
    peer.send(request() + frame(DATA, END_STREAM, 1, b"a"))


def data_past_the_window(peer):
    peer.send(upload() + frame(DATA, 0, 1, b"a" * 16_384) * 100)


def data_padded_too_much(peer):
    peer.send(upload() + frame(DATA, PADDED, 1, b"\xffa"))


def headers_on_connection(peer):
    peer.send(request(0))


def headers_on_even_stream(peer):
    peer.send(request(2))


def headers_on_older_stream(peer):
    peer.send(request(5) + request(3))


def headers_then_data(peer):
    peer.send(frame(HEADERS, 0, 1, block()) + frame(DATA, END_STREAM, 1, b"a"))


def continuation_alone(peer):
    peer.send(frame(CONTINUATION, END_HEADERS, 1, block()))


def continuation_flood(peer):
    part = b"".join(field(f"x-{number}", "a" * 100) for number in range(100))
    peer.send(frame(HEADERS, 0, 1, block()) + frame(CONTINUATION, 0, 1, part) * 2_000)


def continuation_empty_flood(peer):
    peer.send(frame(HEADERS, 0, 1, block()) + frame(CONTINUATION, 0, 1) * 100_000)


def frame_too_large(peer):
    peer.send(upload() + frame(DATA, 0, 1, b"a" * 16_385))


def frame_unknown(peer):
    peer.send(frame(0x77, 0xFF, 9, b"what") + request())


def push_promise(peer):
    peer.send(frame(PUSH_PROMISE, END_HEADERS, 1, struct.pack(">I", 2) + block()))


def priority_of_4_bytes(peer):
    peer.send(frame(PRIORITY, 0, 1, b"1234"))


def priority_on_itself(peer):
    peer.send(frame(PRIORITY, 0, 1, struct.pack(">IB", 1, 0)) + request())


def reset_on_connection(peer):
    peer.send(frame(RST_STREAM, 0, 0, struct.pack(">I", 8)))


def reset_of_idle_stream(peer):
    peer.send(frame(RST_STREAM, 0, 5, struct.pack(">I", 8)))


def reset_of_3_bytes(peer):
    peer.send(request() + frame(RST_STREAM, 0, 1, b"123"))


def rapid_reset(peer):
    reset = struct.pack(">I", 8)
    peer.send(b"".join(request(stream) + frame(RST_STREAM, 0, stream, reset) for stream in range(1, 4001, 2)))


def made_you_reset(peer):
    peer.send(b"".join(upload(stream) + window_update(stream, 0x7FFFFFFF) for stream in range(1, 4001, 2)))


def window_update(stream, amount):
    return frame(WINDOW_UPDATE, 0, stream, struct.pack(">I", amount))


def window_update_of_0(peer):
    peer.send(window_update(0, 0))


def window_update_of_0_on_a_stream(peer):
    peer.send(upload() + window_update(1, 0))


def window_update_past_the_limit(peer):
    peer.send(window_update(0, 0x7FFFFFFF) * 2)


def window_update_past_the_limit_on_a_stream(peer):
    peer.send(upload() + window_update(1, 0x7FFFFFFF) * 2)


def window_update_of_3_bytes(peer):
    peer.send(frame(WINDOW_UPDATE, 0, 0, b"123"))


def streams_too_many(peer):
    peer.send(b"".join(upload(stream) for stream in range(1, 601, 2)))


def hpack_index_unknown(peer):
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, block() + b"\xff\x00"))


def hpack_huffman_broken(peer):
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, block() + b"\x00" + text("x-a") + b"\x82\x00\x00"))


def hpack_integer_endless(peer):
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, block() + b"\xff" + b"\xff" * 20))


def hpack_table_too_large(peer):
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, b"\x3f\xe1\xff\x03" + block()))


def hpack_bomb(peer):
    entry = b"\x40" + text("x-bomb") + text("a" * 4_000)
    peer.send(frame(HEADERS, END_HEADERS | END_STREAM, 1, block() + entry + b"\xbe" * 4_000))


def header_upper_case(peer):
    peer.send(request(1, ("X-A", "b")))


def header_connection(peer):
    peer.send(request(1, ("connection", "close")))


def header_transfer_encoding(peer):
    peer.send(request(1, ("transfer-encoding", "chunked")))


def header_te(peer):
    peer.send(request(1, ("te", "gzip")))


def header_with_lf(peer):
    peer.send(request(1, ("x-a", "b\nc: d")))


def header_name_with_colon(peer):
    peer.send(request(1, ("x:a", "b")))


def of(*fields):
    return frame(HEADERS, END_HEADERS | END_STREAM, 1, b"".join(field(name, value) for name, value in fields))


METHOD, SCHEME, PATH = (":method", "GET"), (":scheme", "http"), (":path", "/v2.1/flavors")


def path_missing(peer):
    peer.send(of(METHOD, SCHEME))


def path_empty(peer):
    peer.send(of(METHOD, SCHEME, (":path", "")))


def path_without_slash(peer):
    peer.send(of(METHOD, SCHEME, (":authority", "a"), (":path", "v2.1")))


def path_twice(peer):
    peer.send(of(METHOD, SCHEME, PATH, PATH))


def pseudo_header_last(peer):
    peer.send(of(METHOD, SCHEME, ("x-a", "b"), PATH))


def pseudo_header_unknown(peer):
    peer.send(of(METHOD, SCHEME, PATH, (":other", "a")))


def pseudo_header_of_answers(peer):
    peer.send(of(METHOD, SCHEME, PATH, (":status", "200")))


def length_too_small(peer):
    peer.send(upload(1, ("content-length", "1")) + frame(DATA, END_STREAM, 1, b"abc"))


def length_too_large(peer):
    peer.send(upload(1, ("content-length", "9")) + frame(DATA, END_STREAM, 1, b"abc"))


def trailers_without_end(peer):
    peer.send(upload() + frame(DATA, 0, 1, b"a") + frame(HEADERS, END_HEADERS, 1, field("x-a", "b")))


def body_slow(peer):
    peer.send(upload(1, ("content-length", "9")))


def answer_not_read(peer):
    peer.send(setting(4, 0) + request(path="/large"))


def stream_not_read(peer):
    peer.send(setting(4, 0) + request(path="/endless"))


def answer_with_small_windows(peer):
    """The whole connection stays well."""
    peer.send(setting(4, 1) + request(path="/probe") + window_update(1, 1) * 3 + window_update(1, 1))
