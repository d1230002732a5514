"""What was once sent to a Nova behind its Keystone."""

import subprocess
import sys


def exchanges(world):
    names = {
        "token": world.token("admin", "admin"),
        "project-id": world.projects["admin"].id,
        "demo-token": world.token("jane", "shop"),
        "demo-project-id": world.projects["shop"].id,
    }
    arguments = [argument for name, value in names.items() for argument in (f"--{name}", value)]
    command = [sys.executable, "-B", "tests/replay/replay.py", "--base", world.compute, "--behind", "keystone", *arguments]
    said = subprocess.run([*command, "--show", "50-auth"], capture_output=True, text=True, timeout=120)
    print(said.stdout, end="")
    if said.returncode != 0:
        raise AssertionError(f"the answers differ\n{said.stderr}")
