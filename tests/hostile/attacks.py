"""The cases of HTTP/1.1 that are more than a few bytes: each takes a connection, does its worst, and returns whether it is through.

What a case returns, if anything, is what was seen; where it returns nothing, the answers are read as for any other case."""

import socket
import struct
import threading
import time

from wire import PATIENCE, Wire, read_answer

HEAD = b"GET /v2.1/flavors HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin:a\r\n"
LENGTH = b"POST /length HTTP/1.1\r\nHost: a\r\n"
CHUNKED = LENGTH + b"Transfer-Encoding: chunked\r\n\r\n"
PROBE = b"GET /probe HTTP/1.1\r\nHost: a\r\n\r\n"
TALK = (
    b"GET /talk HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
MEGABYTE = 1 << 20


def long_method(wire):
    wire.send(b"A" * 10_000 + b" /v2.1/flavors HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin:a\r\n\r\n")


def long_target(wire):
    wire.send(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")


def many_segments(wire):
    wire.send(b"GET /v2.1/flavors" + b"/a" * 2_000 + b" HTTP/1.1\r\nHost: a\r\nX-Auth-Token: admin:a\r\n\r\n")


def headers_101(wire):
    wire.send(HEAD + b"X-A: b\r\n" * 100 + b"\r\n")


def headers_10000(wire):
    wire.send(HEAD + b"".join(b"X-%d: b\r\n" % number for number in range(10_000)) + b"\r\n")


def header_of_a_megabyte(wire):
    wire.send(HEAD + b"X-A: " + b"b" * MEGABYTE + b"\r\n\r\n")


def header_that_never_ends(wire):
    wire.send(HEAD + b"X-A: " + b"b" * (4 * MEGABYTE))


def chunk_extension_of_a_megabyte(wire):
    wire.send(CHUNKED + b"2;a=" + b"b" * MEGABYTE + b"\r\nab\r\n0\r\n\r\n")


def chunk_extensions_on_every_byte(wire):
    wire.send(CHUNKED + (b"1;" + b"a" * 100 + b"\r\nx\r\n") * 2_000 + b"0\r\n\r\n")


def trailers_10000(wire):
    wire.send(CHUNKED + b"2\r\nab\r\n0\r\n" + b"X-A: b\r\n" * 10_000 + b"\r\n")


def chunks_cut(wire):
    wire.send(CHUNKED + b"5\r\nab")
    wire.half_close()


def body_cut(wire):
    wire.send(LENGTH + b"Content-Length: 10\r\n\r\nabc")
    wire.half_close()


def body_too_large(wire):
    wire.send(LENGTH + b"Content-Length: 65537\r\n\r\n" + b"a" * 65_537)


def body_too_large_of_compute(wire):
    head = b"POST /v2.1/servers HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1048577\r\n\r\n"
    wire.send(head + b" " * (MEGABYTE + 1))


def body_endless(wire):
    wire.send(CHUNKED)
    until = time.monotonic() + 10
    while not wire.is_over and b"\r\n\r\n" not in wire.came and time.monotonic() < until:
        wire.send(b"1000\r\n" + b"a" * 4096 + b"\r\n")


def json_body(wire, body):
    head = b"POST /all HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
    wire.send(head % len(body) + body)


def json_deep(wire):
    json_body(wire, b'{"all":{"any":' + b"[" * 10_000 + b"]" * 10_000 + b"}}")


def json_deep_and_unclosed(wire):
    json_body(wire, b'{"all":{"any":' + b"[" * 30_000)


def json_deep_objects(wire):
    json_body(wire, b'{"all":{"any":' + b'{"a":' * 5_000 + b"1" + b"}" * 5_000 + b"}}")


def json_of_many_ways(wire):
    json_body(wire, b'{"all":{"ways":' + b'{"next":' * 100 + b'"x"' + b"}" * 100 + b"}}")


def json_number_of_60000_digits(wire):
    json_body(wire, b'{"all":{"balance":' + b"9" * 60_000 + b"}}")


def pipeline_of_1000(wire):
    last = b"GET /probe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    wire.send(PROBE * 999 + last)
    seen = [read_answer(wire) for _ in range(1000)]
    return ["200" if all(answer and answer.status == 200 for answer in seen) else "not all"]


def half_closed(wire):
    wire.send(PROBE)
    wire.half_close()


def silent(_):
    pass


def one_byte(wire):
    wire.send(b"G")


def preface_one_byte(wire):
    wire.send(b"P")


def preface_half(wire):
    wire.send(b"PRI * HTTP/2")


def preface_alone(wire):
    """GOAWAY or not, it is the end that counts."""
    wire.send(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
    wire.ends()
    wire.came.clear()


def head_slow(wire):
    wire.send(PROBE * 3, pieces=1, gap=0.2)


def head_slow_second(wire):
    wire.send(PROBE)
    return told_and(wire, lambda: wire.send(PROBE * 3, pieces=1, gap=0.2))


def idle(wire):
    wire.send(PROBE)
    return told_and(wire, lambda: None)


def told_and(wire, then):
    """Reads an answer before it goes on."""
    answer = read_answer(wire)
    then()
    return [str(answer.status if answer else "nothing")] + ([answer.kind()] if answer else [])


def body_slow(wire):
    wire.send(LENGTH + b"Content-Length: 100\r\n\r\n")
    wire.send(b"a" * 50, pieces=1, gap=0.2)


def body_never(wire):
    wire.send(LENGTH + b"Content-Length: 100\r\n\r\n")


def chunks_slow(wire):
    wire.send(CHUNKED)
    wire.send(b"1\r\na\r\n" * 30, pieces=6, gap=0.2)


def heads_slow_300(wire):
    """One more that is slow, beside 299 others: all of them are cut."""
    address = wire.socket.getpeername()
    wires = [Wire(address) for _ in range(299)] + [wire]
    until = time.monotonic() + 10
    while time.monotonic() < until and not all(one.is_over for one in wires):
        for one in wires:
            one.send(b"G")
        time.sleep(0.3)
    seen = sum(one.is_over and not one.came for one in wires)
    for one in wires[:-1]:
        one.socket.close()
    return [] if seen == 300 else [f"{300 - seen} are held"]


def answer_not_read(wire):
    wire.send(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
    return not_read(wire)


def stream_not_read(wire):
    wire.send(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
    return not_read(wire)


def answer_read_slowly(wire):
    wire.send(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
    while len(wire.came) < 16_000_000 and not wire.is_over:
        wire.read_once(128 << 10)
        time.sleep(0.07)


def not_read(wire):
    """Longer than it may be idle, and then asked to close."""
    time.sleep(10)
    answer = read_answer(wire)
    wire.came.clear()
    return [answer.kind() if answer else "nothing"]


def connections_reset(wire):
    """Clients that reset the connection as soon as they have asked."""
    address = wire.socket.getpeername()

    def reset(one):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.close()

    def some():
        for number in range(100):
            one = socket.create_connection(address)
            one.sendall(PROBE if number % 2 else CHUNKED + b"5\r\nab")
            reset(one)

    threads = [threading.Thread(target=some) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# WebSockets (RFC 6455)


def talk(wire, data):
    """Sends frames on a WebSocket. What is seen is the status, then what comes: the code of a close, or the text of a message."""
    wire.send(TALK)
    answer = read_answer(wire)
    wire.send(data)
    return [str(answer.status if answer else "nothing"), *frames_of(wire)]


def frames_of(wire):
    """What comes until the close, pings and their answers apart."""
    until = time.monotonic() + PATIENCE
    while head := wire.take(2, until):
        kind, length = head[0] & 0x0F, head[1]
        if length == 126:
            length = int.from_bytes(wire.take(2, until), "big")
        payload = wire.take(length, until)
        if kind == 1:
            yield payload.decode()
        if kind == 8:
            yield str(int.from_bytes(payload[:2], "big"))
            return


def frame(first, payload=b"", length=None):
    """A frame with a mask that changes nothing, which says that it has that length."""
    length = len(payload) if length is None else length
    if length < 126:
        size = bytes([0x80 | length])
    elif length <= 0xFFFF:
        size = b"\xfe" + length.to_bytes(2, "big")
    else:
        size = b"\xff" + length.to_bytes(8, "big")
    return bytes([first]) + size + bytes(4) + payload


def socket_frame_too_large(wire):
    return talk(wire, frame(0x82, b"a" * (16 << 10)) + frame(0x82, b"a" * (4 * MEGABYTE)))


def socket_frame_of_exabytes(wire):
    return talk(wire, frame(0x82, b"a" * 1000, length=1 << 62))


def socket_message_too_large(wire):
    return talk(wire, frame(0x02, b"a" * 1000) + frame(0x00, b"a" * 1000) * 100)


def socket_message_of_nothing(wire):
    """Pieces of nothing are no more than nothing."""
    return talk(wire, frame(0x01) + frame(0x00) * 10_000 + frame(0x80, b"at last") + frame(0x88, b"\x03\xe8"))


def socket_unmasked(wire):
    return talk(wire, b"\x81\x02hi")


def socket_reserved_bits(wire):
    return talk(wire, frame(0xF1, b"hi"))


def socket_reserved_kind(wire):
    return talk(wire, frame(0x8F, b"hi"))


def socket_control_in_pieces(wire):
    return talk(wire, frame(0x09, b"hi") + frame(0x80, b"hi"))


def socket_control_too_long(wire):
    return talk(wire, frame(0x89, b"a" * 126))


def socket_within_a_message(wire):
    return talk(wire, frame(0x01, b"hi") + frame(0x81, b"hi"))


def socket_not_utf8(wire):
    return talk(wire, frame(0x81, b"\xc3\x28"))


def socket_silent(wire):
    return talk(wire, b"")


def socket_half_a_frame(wire):
    return talk(wire, b"\x81")


def sockets_dropped(wire):
    """200 that are gone when they have asked, or have said half a frame."""
    for number in range(200):
        with Wire(wire.socket.getpeername()) as one:
            one.send(TALK + b"\x81" * (number % 2))
    wire.half_close()


def socket_flood_of_pings(wire):
    """64 MB of pings whose answers are not read: what holds them would hold as much."""
    wire.send(TALK)
    read_answer(wire)
    wire.socket.settimeout(PATIENCE)
    try:
        for _ in range(500):
            wire.socket.sendall(frame(0x89, b"a" * 125) * 1000)
    except OSError:
        pass
    wire.socket.setblocking(False)
    wire.ends()
    wire.came.clear()
    return []
