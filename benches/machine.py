#!/usr/bin/env python3
"""Notes what machine and which tools the results are of: results/machine.json."""
import json, os, re, subprocess as sp

HERE = os.path.dirname(os.path.abspath(__file__))


def said(*command):
    done = sp.run(command, capture_output=True, text=True)
    return (done.stdout or done.stderr).splitlines()[0].strip()


def main():
    processor = re.search(r"model name\s*: (.*)", open("/proc/cpuinfo").read()).group(1)
    memory = int(re.search(r"MemTotal:\s+(\d+)", open("/proc/meminfo").read()).group(1)) / 2**20
    found = {
        "processor": f"{processor}, {os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "kernel": f"Linux {os.uname().release}",
        "C library": said("ldd", "--version"),
        "compiler": said("rustc", "--version"),
        "load": said("wrk", "--version").split("[")[0].strip(),
        "instructions": said("valgrind", "--version"),
    }
    os.makedirs(os.path.join(HERE, "results"), exist_ok=True)
    json.dump(found, open(os.path.join(HERE, "results", "machine.json"), "w"), indent=1)


if __name__ == "__main__":
    main()
