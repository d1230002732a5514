"""The cases of HTTP/2: each is a function that takes a `Peer` whose preface and SETTINGS were sent, unless it is in `BARE`."""

import struct

from h2 import (
    ACK,
    CONTINUATION,
    DATA,
    END_HEADERS,
    END_STREAM,
    HEADERS,
    PADDED,
    PING,
    PREFACE,
    PRIORITY,
    PUSH_PROMISE,
    RST_STREAM,
    SETTINGS,
    WINDOW_UPDATE,
    block,
    field,
    frame,
    request,
    text,
)

BARE = {"no_settings"}


def upload(stream=1, *fields):
    return request(stream, *fields, flags=END_HEADERS, method="POST", path="/length")


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


def headers_101(peer):
    peer.send(request(1, *((f"x-{number}", "b") for number in range(101))))


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
