"""The five flavors that a fresh database holds."""

import json

from world import equal

CLASSIC = [
    # id, name, ram, disk, vcpus
    ("1", "m1.tiny", 512, 1, 1),
    ("2", "m1.small", 2048, 20, 1),
    ("3", "m1.medium", 4096, 40, 2),
    ("4", "m1.large", 8192, 80, 4),
    ("5", "m1.xlarge", 16384, 160, 8),
]


def cli_list_by_flags_alone(world):
    said = world.run_openstack(*world.flags, "flavor", "list", "-f", "json")
    equal(said.returncode, 0, f"the exit code (it said {said.stderr.strip()!r})")
    equal(rows(json.loads(said.stdout)), CLASSIC, "the list")


def cli_list_all(world):
    equal(rows(world.openstack("flavor", "list", "--all")), CLASSIC, "the list")


def cli_show_by_id(world):
    shown = world.openstack("flavor", "show", "1")
    equal((shown["id"], shown["name"], shown["ram"], shown["disk"], shown["vcpus"]), CLASSIC[0], "the flavor")
    equal(shown["os-flavor-access:is_public"], True, "os-flavor-access:is_public")
    equal(shown["properties"], {}, "its properties")


def cli_show_by_name(world):
    equal(world.openstack("flavor", "show", "m1.tiny")["id"], "1", "the flavor's id")


def sdk_list(world):
    equal([(f.id, f.name, f.ram, f.disk, f.vcpus) for f in world.compute.flavors()], CLASSIC, "the detailed list")
    brief = list(world.compute.flavors(details=False))
    equal([(f.id, f.name) for f in brief], [flavor[:2] for flavor in CLASSIC], "the brief list")
    equal({f.ram for f in brief}, {0}, "the brief list's memory")


def sdk_show(world):
    flavor = world.compute.get_flavor("3")
    equal((flavor.id, flavor.name, flavor.ram, flavor.disk, flavor.vcpus), CLASSIC[2], "the flavor")
    equal((flavor.ephemeral, flavor.is_disabled, flavor.is_public, flavor.rxtx_factor), (0, False, True, 1.0), "the rest")


def sdk_find(world):
    equal(world.compute.find_flavor("m1.large").id, "4", "the flavor's id")


def cli_set_property(world):
    world.openstack("flavor", "set", "--property", "hw:cpu_policy=shared", "--property", "k=v", "m1.tiny")
    equal(world.openstack("flavor", "show", "m1.tiny")["properties"], {"hw:cpu_policy": "shared", "k": "v"}, "its properties")


def sdk_extra_specs(world):
    flavor = world.compute.get_flavor("1")
    equal(world.compute.get_flavor_extra_specs_property(flavor, "k"), "v", "the extra spec")
    world.compute.update_flavor_extra_specs_property(flavor, "k", "w")
    world.compute.create_flavor_extra_specs(flavor, {"l": "x"})
    specs = world.compute.fetch_flavor_extra_specs(flavor).extra_specs
    equal(specs, {"hw:cpu_policy": "shared", "k": "w", "l": "x"}, "the extra specs")
    world.compute.delete_flavor_extra_specs_property(flavor, "l")


def cli_unset_property(world):
    world.openstack("flavor", "unset", "--property", "hw:cpu_policy", "--property", "k", "m1.tiny")
    equal(world.openstack("flavor", "show", "m1.tiny")["properties"], {}, "its properties")


def rows(listed):
    return [(row["ID"], row["Name"], row["RAM"], row["Disk"], row["VCPUs"]) for row in listed]
