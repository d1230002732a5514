"""What the steps share: the service, the two clients of it, the servers made so far, and a way to compare.

There is no identity service: `admin_token` sends any token one likes, so it is the administrator's of one project, and a member's of another.
"""

import json
import os
import subprocess
import sys

import openstack
from neighbours import Neighbours

CLOUDS = """\
clouds:
  administrator:
    auth_type: admin_token
    auth: {{endpoint: '{compute}', token: 'admin:a0'}}
    {endpoints}
  stranger:
    auth_type: admin_token
    auth: {{endpoint: '{compute}', token: 'joan:b0'}}
    {endpoints}
"""

ENDPOINTS = """\
compute_endpoint_override: '{compute}'
    identity_endpoint_override: '{identity}'
    identity_api_version: 3
    image_endpoint_override: '{image}'"""

IMAGE = "11111111-1111-4111-8111-111111111111"
NOBODY = "00000000-0000-4000-8000-000000000000"


class World:
    def __init__(self, base, scratch):
        self.base = base
        self.endpoint = f"{base}/v2.1"
        self.neighbours = Neighbours(images={IMAGE: "cirros"})
        self.environment = client_environment(scratch)
        os.environ.clear()
        os.environ.update(self.environment)
        self.write_clouds(self.environment["OS_CLIENT_CONFIG_FILE"])
        self.sdk = openstack.connect(cloud="administrator")
        self.stranger = openstack.connect(cloud="stranger").compute
        self.flags = ("--os-auth-type", "admin_token", "--os-endpoint", self.endpoint, "--os-token", "admin:a0")
        self.server = None
        self.cli_server = None
        self.group = None

    def write_clouds(self, path):
        places = {"compute": self.endpoint, "identity": self.neighbours.identity, "image": self.neighbours.image}
        with open(path, "w") as clouds:
            clouds.write(CLOUDS.format(endpoints=ENDPOINTS.format(**places), **places))

    @property
    def compute(self):
        return self.sdk.compute

    @property
    def highest(self):
        """The highest microversion that the service says it has, as `(2, 2)`."""
        return self.compute.get_endpoint_data().max_microversion

    def openstack(self, *arguments):
        """Runs `openstack`; the JSON it printed, or `None` if it printed nothing."""
        said = self.run_openstack("--os-cloud", "administrator", *arguments, *formatted(arguments))
        if said.returncode != 0:
            raise AssertionError(f"`openstack {' '.join(arguments)}` failed: {said.stderr.strip()}")
        return json.loads(said.stdout) if formatted(arguments) else None

    def openstack_fails(self, *arguments):
        """Runs an `openstack` that must fail; what it wrote to stderr."""
        said = self.run_openstack("--os-cloud", "administrator", *arguments)
        if said.returncode == 0:
            raise AssertionError(f"`openstack {' '.join(arguments)}` did not fail: {said.stdout.strip()}")
        return said.stderr

    def run_openstack(self, *arguments):
        command = [os.path.join(os.path.dirname(sys.executable), "openstack"), *arguments]
        return subprocess.run(
            command, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
        )


def formatted(arguments):
    """`-f json` for the commands that print a table."""
    return ["-f", "json"] if {"list", "show", "create"} & set(arguments) else []


def client_environment(scratch):
    """The caller's environment without what would lead the clients elsewhere."""
    elsewhere = ("OS_", "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(elsewhere)}
    return kept | {"HOME": scratch, "OS_CLIENT_CONFIG_FILE": os.path.join(scratch, "clouds.yaml")}


def equal(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what} is {found!r}, not {expected!r}")


def contains(found, expected, what):
    if expected not in found:
        raise AssertionError(f"{what} is {found!r}, which has no {expected!r}")


def raises(kind, call):
    """Calls; the exception of that kind, which must come."""
    try:
        returned = call()
    except kind as error:
        return error
    raise AssertionError(f"no {kind.__name__} came, but {returned!r}")


def written(version):
    """`(2, 1)` as `2.1`."""
    return ".".join(str(part) for part in version)
