"""Runs every step against one running service, prints a line for each, and closes with the count."""

import argparse
import sys
import traceback

import administration
import cloud
import discovery
import faults
import flavors
import images
import keypairs
import metadata
import server_groups
import servers
from world import World

# In this order: later steps use the servers that earlier ones made.
STEPS = [
    ("discovery: the root lists v2.1 as the current version", discovery.root_lists_the_version),
    ("discovery: /v2.1 and /v2.1/ answer without a token", discovery.version_document_is_open),
    ("discovery: the SDK reads the range of microversions", discovery.sdk_reads_the_range),
    ("discovery: the SDK finds v2.1 from the root", discovery.sdk_finds_the_endpoint_from_the_root),
    ("discovery: every answer names its request", discovery.answers_name_their_request),
    ("discovery: the answer echoes the microversion asked for", discovery.microversion_is_echoed),
    ("discovery: `latest` is the highest microversion", discovery.latest_is_the_highest),
    ("flavors: openstack flavor list, by flags alone", flavors.cli_list_by_flags_alone),
    ("flavors: openstack flavor list --all", flavors.cli_list_all),
    ("flavors: openstack flavor show 1", flavors.cli_show_by_id),
    ("flavors: openstack flavor show m1.tiny", flavors.cli_show_by_name),
    ("flavors: the SDK lists, brief and detailed", flavors.sdk_list),
    ("flavors: the SDK shows one", flavors.sdk_show),
    ("flavors: the SDK finds one by its name", flavors.sdk_find),
    ("flavors: openstack flavor set --property", flavors.cli_set_property),
    ("flavors: the SDK shows, sets and deletes extra specs", flavors.sdk_extra_specs),
    ("flavors: openstack flavor unset --property", flavors.cli_unset_property),
    ("images: the SDK lists, brief and detailed", images.sdk_list),
    ("images: the SDK shows one, and finds it by its name", images.sdk_show),
    ("keypairs: the SDK imports a public key", keypairs.sdk_import),
    ("keypairs: the SDK has one made", keypairs.sdk_generate),
    ("keypairs: the SDK lists and finds", keypairs.sdk_list),
    ("keypairs: type and statuses change with 2.2", keypairs.type_by_microversion),
    ("keypairs: openstack keypair create --public-key", keypairs.cli_create),
    ("keypairs: openstack keypair list and show", keypairs.cli_list_and_show),
    ("keypairs: a server is not given one that is not there", keypairs.missing_for_a_server),
    ("keypairs: openstack and the SDK delete", keypairs.sdk_and_cli_delete),
    ("server groups: the SDK creates and shows one", server_groups.sdk_create),
    ("server groups: openstack server group create", server_groups.cli_create),
    ("server groups: both list them", server_groups.lists),
    ("server groups: both delete", server_groups.delete),
    ("zones: the SDK lists, brief and detailed", cloud.sdk_zones),
    ("zones: openstack availability zone list --compute", cloud.cli_zones),
    ("extensions: the SDK lists and finds", cloud.sdk_extensions),
    ("extensions: openstack extension list --compute", cloud.cli_extensions),
    ("hypervisors: the SDK lists and shows", administration.sdk_hypervisors),
    ("hypervisors: openstack hypervisor list and show", administration.cli_hypervisors),
    ("services: the SDK lists, disables and enables", administration.sdk_services),
    ("services: openstack compute service set and list", administration.cli_services),
    ("aggregates: the SDK makes, fills, empties and deletes one", administration.sdk_aggregates),
    ("aggregates: openstack aggregate create, set, show and delete", administration.cli_aggregates),
    ("quotas: the SDK shows, sets and forgets limits", administration.sdk_quotas),
    ("flavors: the SDK lets a project in and shuts it out", administration.sdk_flavor_access),
    ("servers: the list is empty", servers.sdk_list_is_empty),
    ("servers: the SDK creates one", servers.sdk_create),
    ("servers: it becomes active", servers.sdk_wait_until_active),
    ("servers: the SDK shows it", servers.sdk_show),
    ("servers: the SDK lists, brief and detailed", servers.sdk_list),
    ("servers: another project sees none of them", servers.sdk_of_another_project),
    ("servers: the SDK finds it by its name", servers.sdk_find),
    ("servers: openstack server create --wait", servers.cli_create),
    ("servers: openstack server list", servers.cli_list),
    ("servers: openstack server list --name", servers.cli_list_by_name),
    ("servers: openstack server show", servers.cli_show),
    ("servers: the SDK changes name and address", servers.sdk_update),
    ("servers: openstack server set --name", servers.cli_rename),
    ("limits: the SDK shows them, and what is used", cloud.sdk_limits),
    ("metadata: the SDK reads what create said", metadata.sdk_read),
    ("metadata: the SDK sets one and keeps the others", metadata.sdk_set),
    ("metadata: the SDK deletes one", metadata.sdk_delete),
    ("metadata: a key that is not there is a 404", metadata.missing_key),
    ("metadata: openstack server set --property", metadata.cli_set),
    ("metadata: openstack server unset --property", metadata.cli_unset),
    ("tags: the SDK puts them on and takes them off", administration.sdk_tags),
    ("servers: the SDK looks into one", administration.sdk_diagnostics),
    ("actions: the SDK reboots", servers.sdk_reboot),
    ("actions: openstack server reboot --hard --wait", servers.cli_reboot),
    ("actions: the SDK pauses and unpauses", servers.sdk_pause_and_unpause),
    ("actions: the SDK stops and starts", servers.sdk_stop_and_start),
    ("actions: openstack server stop and start", servers.cli_stop_and_start),
    ("actions: the SDK locks and unlocks", servers.sdk_lock_and_unlock),
    ("actions: openstack server lock and unlock", servers.cli_lock_and_unlock),
    ("faults: a server that is not there is a 404", faults.missing_server),
    ("faults: openstack server show of a name nobody has", faults.cli_missing_server),
    ("faults: a path that is not there is a 404", faults.missing_path),
    ("faults: a flavor that is not there is a 400", faults.missing_flavor),
    ("faults: an image that is not there is a 400", faults.missing_image),
    ("faults: a microversion too high is a 406", faults.microversion_too_high),
    ("faults: a microversion too low is a 406", faults.microversion_too_low),
    ("faults: openstack refuses a microversion out of range", faults.cli_microversion_too_high),
    ("servers: the SDK deletes", servers.sdk_delete),
    ("servers: openstack server delete --wait", servers.cli_delete),
    ("servers: the list is empty again", servers.sdk_list_is_empty),
]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--base", required=True, help="where the service listens, without a path")
    arguments.add_argument("--scratch", required=True, help="a folder for files the clients read")
    arguments.add_argument("--log", help="what the service writes, shown when a step fails")
    given = arguments.parse_args()

    world = World(given.base, given.scratch)
    failed = 0
    for title, step in STEPS:
        try:
            step(world)
        except Exception as error:
            failed += 1
            print(f"FAIL {title}\n     {describe(error)}", flush=True)
        else:
            print(f"ok   {title}", flush=True)

    if failed and given.log:
        print("the service's log ends with:")
        with open(given.log, errors="replace") as log:
            print("".join(log.readlines()[-40:]))
    print(f"{len(STEPS) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


def describe(error):
    """The innermost line of a step that failed, and what was wrong with it."""
    steps = [frame for frame in traceback.extract_tb(error.__traceback__) if "site-packages" not in frame.filename]
    where = f"{steps[-1].filename}:{steps[-1].lineno}: {steps[-1].line}"
    return f"{type(error).__name__}: {error}\n     at {where}"


if __name__ == "__main__":
    sys.exit(main())
