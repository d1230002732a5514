"""A good client: asks on a connection that it keeps, at least once and until its stdin says so; then prints its times, in seconds."""

import json
import select
import sys
import time

from wire import Wire, read_answer

PAUSE = 0.005


def main():
    port = int(sys.argv[1])
    times, failed, wire = [], [], None
    is_over = False
    while not is_over:
        wire = wire or Wire(("127.0.0.1", port))
        begin = time.monotonic()
        wire.send(b"GET /v2.1/flavors HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Auth-Token: admin:a\r\n\r\n")
        answer = read_answer(wire)
        times.append(time.monotonic() - begin)
        if answer is None or answer.status != 200 or not answer.is_whole:
            failed.append(answer.status if answer else 0)
            wire = None
        is_over = bool(select.select([sys.stdin], [], [], PAUSE)[0])
    json.dump({"times": times, "failed": failed}, sys.stdout)


if __name__ == "__main__":
    main()
