# Services of a stage; sourced by its `run`, at the top of the repository.
#
#   start NAME COMMAND ARGUMENT…   starts `COMMAND serve --server.listen … ARGUMENT…` on a free port of the loopback interface, and
#                                  waits until it answers: then `base` is its address, and `log` the file that it writes to
#   launch NAME PORT COMMAND ARGUMENT…   starts what else answers at a port of its own, `free_port`, in the same way; it is `$!`
#   stop                           ends what was started; the end of the stage does so too, and removes `scratch`
#
# Its environment is that of the stage, `TERRACE_ACCESS_LOG` included.

scratch=$(mktemp -d)
services=()
trap 'stop; rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM

start() {
    local name=$1 command=$2 port
    shift 2
    port=$(free_port)
    base=http://127.0.0.1:$port
    log=$scratch/$name.log
    launch "$name" "$port" "$command" serve --server.listen "127.0.0.1:$port" "$@"
}

launch() {
    local name=$1 port=$2 service
    shift 2
    "$@" </dev/null >"$scratch/$name.log" 2>&1 &
    service=$!
    services+=("$service")
    for _ in {1..150}; do
        if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
        if ! kill -0 "$service" 2>/dev/null; then break; fi
        sleep 0.2
    done
    echo "$name does not answer at port $port; it said:"
    cat "$scratch/$name.log"
    echo "0 passed, 1 failed"
    exit 1
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

stop() {
    local service
    for service in "${services[@]}"; do
        # It may have ended by itself, and one that is ended by a signal says so by its status.
        kill "$service" 2>/dev/null || true
        wait "$service" 2>/dev/null || true
    done
    services=()
}
