"""Ten calls to a service, with the client that openapi-generator made of its document: `calls.py SERVICE BASE`."""

import importlib
import sys

if __name__ == "__main__":
    service, base = sys.argv[1:]
    importlib.import_module(f"{service}_calls").calls(base, lambda call: print(f"ok   {call}", flush=True))
