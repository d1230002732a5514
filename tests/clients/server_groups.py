"""Server groups: made, listed and deleted, but without members."""

from openstack import exceptions
from world import equal, raises


def sdk_create(world):
    made = world.compute.create_server_group(name="apart", policies=["anti-affinity"])
    world.group = made.id
    equal((made.name, made.policies, made.member_ids), ("apart", ["anti-affinity"], []), "the server group")
    equal(world.compute.get_server_group(made.id).name, "apart", "the server group's name")


def cli_create(world):
    made = world.openstack("server", "group", "create", "--policy", "affinity", "together")
    equal(made["name"], "together", "the server group's name")


def lists(world):
    equal([group.name for group in world.compute.server_groups()], ["apart", "together"], "the SDK's list")
    equal([row["Name"] for row in world.openstack("server", "group", "list")], ["apart", "together"], "the list")
    equal(world.openstack("server", "group", "show", "together")["name"], "together", "the server group's name")


def delete(world):
    world.openstack("server", "group", "delete", "together")
    world.compute.delete_server_group(world.group, ignore_missing=False)
    raises(exceptions.NotFoundException, lambda: world.compute.get_server_group(world.group))
