"""The labels of a server, a resource below it."""

from openstack import exceptions
from world import equal, raises


def sdk_read(world):
    equal(read(world), {"role": "web"}, "the metadata")


def sdk_set(world):
    world.compute.set_server_metadata(world.server, owner="ops", tier="1")
    equal(read(world), {"role": "web", "owner": "ops", "tier": "1"}, "the metadata")


def sdk_delete(world):
    world.compute.delete_server_metadata(world.server, ["owner"])
    equal(read(world), {"role": "web", "tier": "1"}, "the metadata")


def missing_key(world):
    answer = world.compute.get(f"/servers/{world.server}/metadata/owner")
    equal(answer.status_code, 404, "the status")
    equal(answer.json()["itemNotFound"]["code"], 404, "the fault's code")
    raises(exceptions.NotFoundException, lambda: world.compute.delete_server_metadata(world.server, ["owner"]))


def cli_set(world):
    world.openstack("server", "set", "--property", "tier=2", "--property", "zone=a b", "second")
    equal(shown(world), {"role": "db", "tier": "2", "zone": "a b"}, "the properties")


def cli_unset(world):
    world.openstack("server", "unset", "--property", "tier", "second")
    equal(shown(world), {"role": "db", "zone": "a b"}, "the properties")


def read(world):
    return world.compute.get_server_metadata(world.server).metadata


def shown(world):
    return world.openstack("server", "show", "second")["properties"]
