"""The life of two servers: one made with the SDK, one with `openstack`."""

from openstack import exceptions
from world import IMAGE, contains, equal, raises

ALL = [("first", "ACTIVE"), ("second", "ACTIVE")]


def sdk_list_is_empty(world):
    equal(list(world.compute.servers()), [], "the detailed list")
    equal(list(world.compute.servers(details=False)), [], "the brief list")


def sdk_create(world):
    created = world.compute.create_server(name="first", flavor_id="1", image_id=IMAGE, networks="auto", metadata={"role": "web"})
    world.server = created.id
    contains([link["rel"] for link in created.links], "self", "its links")
    if not created.admin_password:
        raise AssertionError("the answer has no password")


def sdk_wait_until_active(world):
    active = world.compute.wait_for_server(world.compute.get_server(world.server), interval=0.2, wait=30)
    equal((active.status, active.vm_state, active.task_state, active.power_state), ("ACTIVE", "active", None, 1), "its state")


def sdk_show(world):
    server = world.compute.get_server(world.server)
    equal((server.name, server.metadata), ("first", {"role": "web"}), "the server")
    equal((server.flavor.original_name, server.image.id), ("m1.tiny", IMAGE), "its flavor and image")
    if not (server.project_id and server.user_id and server.created_at and server.updated_at):
        raise AssertionError(f"the server lacks its project, its user or a time: {server}")


def sdk_list(world):
    equal([(s.id, s.name, s.status) for s in world.compute.servers()], [(world.server, *ALL[0])], "the detailed list")
    brief = list(world.compute.servers(details=False))
    equal([(s.id, s.name, s.status) for s in brief], [(world.server, "first", None)], "the brief list")


def sdk_of_another_project(world):
    equal(list(world.stranger.servers()), [], "the list")
    raises(exceptions.NotFoundException, lambda: world.stranger.get_server(world.server))
    raises(exceptions.ForbiddenException, lambda: list(world.stranger.servers(all_projects=True)))
    equal([server.name for server in world.compute.servers(all_projects=True)], ["first"], "the administrator's list")


def sdk_find(world):
    equal(world.compute.find_server("first").id, world.server, "the server's id")


def cli_create(world):
    created = world.openstack(
        "server", "create", "--image", "cirros", "--flavor", "m1.small", "--property", "role=db", "--wait", "second"
    )
    world.cli_server = created["id"]
    equal((created["name"], created["status"], created["properties"]), ("second", "ACTIVE", {"role": "db"}), "the server")
    equal(created["flavor"]["original_name"], "m1.small", "its flavor")
    if not created["adminPass"]:
        raise AssertionError("the answer has no password")


def cli_list(world):
    listed = sorted(world.openstack("server", "list"), key=lambda server: server["Name"])
    equal([(s["Name"], s["Status"]) for s in listed], ALL, "the list")
    equal([s["ID"] for s in listed], [world.server, world.cli_server], "the ids")
    equal([(s["Image"], s["Flavor"]) for s in listed], [("cirros", "m1.tiny"), ("cirros", "m1.small")], "the names beside them")


def cli_list_by_name(world):
    listed = world.openstack("server", "list", "--long", "--name", "sec")
    equal([(s["ID"], s["Properties"]) for s in listed], [(world.cli_server, {"role": "db"})], "the list")


def cli_show(world):
    for given in (world.server, "first"):
        shown = world.openstack("server", "show", given)
        equal((shown["id"], shown["name"], shown["status"]), (world.server, "first", "ACTIVE"), "the server")
        found = (shown["flavor"]["original_name"], shown["image"])
        equal(found, ("m1.tiny", f"cirros ({IMAGE})"), "its flavor and image")


def sdk_reboot(world):
    world.compute.reboot_server(world.server, "SOFT")
    sdk_wait_until_active(world)


def cli_reboot(world):
    world.openstack("server", "reboot", "--hard", "--wait", "second")
    equal(world.compute.get_server(world.cli_server).status, "ACTIVE", "its status")


def sdk_pause_and_unpause(world):
    for action, status in ((world.compute.pause_server, "PAUSED"), (world.compute.unpause_server, "ACTIVE")):
        action(world.server)
        world.compute.wait_for_server(world.compute.get_server(world.server), status=status, interval=0.2, wait=30)


def sdk_stop_and_start(world):
    for action, status, power in ((world.compute.stop_server, "SHUTOFF", 4), (world.compute.start_server, "ACTIVE", 1)):
        action(world.server)
        waited = world.compute.wait_for_server(world.compute.get_server(world.server), status=status, interval=0.2, wait=30)
        equal(waited.power_state, power, "whether it has power")


def cli_stop_and_start(world):
    for action, status in (("stop", "SHUTOFF"), ("start", "ACTIVE")):
        world.openstack("server", action, "second")
        world.compute.wait_for_server(world.compute.get_server(world.cli_server), status=status, interval=0.2, wait=30)


def sdk_lock_and_unlock(world):
    world.compute.lock_server(world.server)
    error = raises(exceptions.ConflictException, lambda: world.compute.stop_server(world.server))
    equal(error.details, f"Instance {world.server} is locked", "the message")
    raises(exceptions.ConflictException, lambda: world.compute.delete_server(world.server))
    world.compute.unlock_server(world.server)


def cli_lock_and_unlock(world):
    world.openstack("server", "lock", "second")
    contains(world.openstack_fails("server", "pause", "second"), "is locked", "what it said")
    world.openstack("server", "unlock", "second")


def sdk_update(world):
    for name in ("renamed", "first"):
        updated = world.compute.update_server(world.server, name=name, access_ipv4="192.0.2.1")
        equal((updated.name, updated.access_ipv4), (name, "192.0.2.1"), "the server")


def cli_rename(world):
    world.openstack("server", "set", "--name", "renamed", "second")
    world.openstack("server", "set", "--name", "second", "renamed")
    equal(world.compute.get_server(world.cli_server).name, "second", "its name")


def sdk_delete(world):
    server = world.compute.get_server(world.server)
    world.compute.delete_server(server)
    world.compute.wait_for_delete(server, interval=0.2, wait=30)
    raises(exceptions.NotFoundException, lambda: world.compute.get_server(world.server))


def cli_delete(world):
    world.openstack("server", "delete", "--wait", "second")
