"""How clients log in."""

from world import equal


def cli_by_password(world):
    flavors = world.openstack(world.login("jane", "shop"), "flavor", "list", "--all")
    equal(flavors[0]["Name"], "m1.tiny", "the first flavor")


def cli_by_application_credential(world):
    made = world.openstack(world.login("jane", "shop"), "application", "credential", "create", "for-cli")
    login = {"auth_type": "v3applicationcredential"}
    login |= {"application_credential_id": made["ID"], "application_credential_secret": made["Secret"]}
    flavors = world.openstack(login, "flavor", "list", "--all")
    equal(flavors[0]["Name"], "m1.tiny", "the first flavor")


def sdk(world):
    jane = world.client("jane", "shop")
    equal(next(iter(jane.compute.flavors())).name, "m1.tiny", "the first flavor")
    by_credential = world.client(None, None, **credential(world, jane, "for-sdk"))
    equal(next(iter(by_credential.compute.flavors())).name, "m1.tiny", "the first flavor")
    equal([server.name for server in by_credential.compute.servers()], [], "the list of servers")


def access_rules(world):
    rules = [{"service": "compute", "method": "GET", "path": "/v2.1/flavors/{flavor_id}"}]
    jane = world.client("jane", "shop")
    restricted = world.client(None, None, **credential(world, jane, "restricted", access_rules=rules))
    statuses = [restricted.compute.get(path, raise_exc=False).status_code for path in ("/flavors/1", "/flavors", "/servers")]
    equal(statuses, [200, 401, 401], "the answers")


def credential(world, client, name, **more):
    user = client.current_user_id
    made = client.identity.create_application_credential(user, name, **more)
    return {"application_credential_id": made.id, "application_credential_secret": made.secret}
