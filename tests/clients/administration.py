"""What administrators see and set: machines, aggregates of them, quotas, access to flavors, tags."""

from openstack import exceptions
from world import contains, equal, raises


def sdk_hypervisors(world):
    [hypervisor] = world.compute.hypervisors(details=True)
    equal((hypervisor.name, hypervisor.state, hypervisor.status), ("fakehost", "up", "enabled"), "the hypervisor")
    equal(world.compute.get_hypervisor(hypervisor.id).name, "fakehost", "the hypervisor's name")


def cli_hypervisors(world):
    listed = world.openstack("hypervisor", "list")
    equal([(row["Hypervisor Hostname"], row["State"]) for row in listed], [("fakehost", "up")], "the list")
    equal(world.openstack("hypervisor", "show", "fakehost")["hypervisor_hostname"], "fakehost", "the hypervisor's name")


def sdk_services(world):
    [service] = world.compute.services()
    equal((service.binary, service.host, service.availability_zone), ("nova-compute", "fakehost", "nova"), "the service")
    disabled = world.compute.disable_service(service.id, disabled_reason="tired")
    equal((disabled.status, disabled.disabled_reason), ("disabled", "tired"), "the service")
    equal(world.compute.enable_service(service.id).status, "enabled", "the service")


def cli_services(world):
    world.openstack("compute", "service", "set", "--disable", "--disable-reason", "why", "fakehost", "nova-compute")
    listed = world.openstack("compute", "service", "list", "--long")
    equal([(row["Host"], row["Status"], row["Disabled Reason"]) for row in listed], [("fakehost", "disabled", "why")], "the list")
    world.openstack("compute", "service", "set", "--enable", "fakehost", "nova-compute")


def sdk_aggregates(world):
    made = world.compute.create_aggregate(name="ssd", availability_zone="here")
    equal(world.compute.add_host_to_aggregate(made.id, "fakehost").hosts, ["fakehost"], "its machines")
    equal([zone.name for zone in world.compute.availability_zones()], ["here"], "the zones")
    world.compute.set_aggregate_metadata(made.id, {"disk": "fast"})
    equal(world.compute.get_aggregate(made.id).metadata, {"availability_zone": "here", "disk": "fast"}, "what is said of it")
    equal(world.compute.remove_host_from_aggregate(made.id, "fakehost").hosts, [], "its machines")
    world.compute.delete_aggregate(made.id, ignore_missing=False)


def cli_aggregates(world):
    made = world.openstack("aggregate", "create", "--zone", "there", "gpu")
    equal((made["name"], made["availability_zone"]), ("gpu", "there"), "the aggregate")
    world.openstack("aggregate", "set", "--name", "gpus", "--property", "k=v", "gpu")
    equal(world.openstack("aggregate", "show", "gpus")["properties"], {"k": "v"}, "its properties")
    world.openstack("aggregate", "delete", "gpus")
    equal(world.openstack("aggregate", "list"), [], "the list")


def sdk_quotas(world):
    project = "00000000000040008000000000000009"
    equal(world.compute.get_quota_set(project).cores, 20, "the limit")
    equal(world.compute.update_quota_set(project, cores=30).cores, 30, "the limit")
    equal(world.compute.get_quota_set_defaults(project).cores, 20, "the default")
    world.compute.revert_quota_set(project)
    equal(world.compute.get_quota_set(project).cores, 20, "the limit")


def sdk_flavor_access(world):
    flavor = world.compute.create_flavor(name="own", ram=64, vcpus=1, disk=1, is_public=False)
    project = "00000000000040008000000000000009"
    world.compute.flavor_add_tenant_access(flavor, project)
    equal([access["tenant_id"] for access in world.compute.get_flavor_access(flavor)], [project], "who may use it")
    world.compute.flavor_remove_tenant_access(flavor, project)
    equal(world.compute.get_flavor_access(flavor), [], "who may use it")
    world.compute.delete_flavor(flavor, ignore_missing=False)


def sdk_tags(world):
    server = world.compute.get_server(world.server)
    server.add_tag(world.compute, "blue")
    server.set_tags(world.compute, ["green", "red"])
    equal(world.compute.get_server(world.server).tags, ["green", "red"], "its tags")
    server.check_tag(world.compute, "red")
    server.remove_tag(world.compute, "red")
    raises(exceptions.NotFoundException, lambda: server.check_tag(world.compute, "red"))
    server.remove_all_tags(world.compute)


def sdk_diagnostics(world):
    told = world.compute.get_server_diagnostics(world.server)
    equal((told.state, told.num_cpus), ("running", 1), "what it takes")
    contains(world.compute.get_server_console_output(world.server)["output"], "no such machine", "its console")
