"""What there is as a whole: zones, limits, extensions."""

from world import contains, equal


def sdk_zones(world):
    brief = list(world.compute.availability_zones())
    equal([(zone.name, zone.state, zone.hosts) for zone in brief], [("nova", {"available": True}, None)], "the list")
    detailed = [(zone.name, list(zone.hosts)) for zone in world.compute.availability_zones(details=True)]
    equal(detailed, [("internal", []), ("nova", ["fakehost"])], "the machines")


def cli_zones(world):
    listed = world.openstack("availability", "zone", "list", "--compute")
    equal([(row["Zone Name"], row["Zone Status"]) for row in listed], [("internal", "available"), ("nova", "available")], "the list")


def sdk_limits(world):
    absolute = world.compute.get_limits().absolute
    equal((absolute.instances, absolute.instances_used, absolute.total_cores_used), (10, 2, 2), "the limits")


def sdk_extensions(world):
    aliases = [extension.alias for extension in world.compute.extensions()]
    contains(aliases, "os-keypairs", "the list")
    equal(world.compute.find_extension("os-keypairs").name, "Keypairs", "the extension's name")


def cli_extensions(world):
    listed = world.openstack("extension", "list", "--compute")
    contains([row["Alias"] for row in listed], "os-server-groups", "the list")
