"""What is whose."""

import requests
from world import IMAGE, equal


def servers(world):
    jane, joan = world.client("jane", "shop").compute, world.client("joan", "kitchen").compute
    made = jane.post("/servers", json={"server": {"name": "till", "flavorRef": "1", "imageRef": IMAGE}})
    equal(made.status_code, 202, "the answer")
    server = made.json()["server"]["id"]
    equal([one.name for one in jane.servers()], ["till"], "what one project sees")
    equal([one.name for one in joan.servers()], [], "what another sees")
    for path in (f"/servers/{server}", f"/servers/{server}/metadata"):
        equal(joan.get(path).status_code, 404, path)
    equal(joan.delete(f"/servers/{server}").status_code, 404, "the answer")
    listed = world.openstack(world.login("jane", "shop"), "server", "list", "--no-name-lookup")
    equal([one["Name"] for one in listed], ["till"], "what openstack lists")


def keypairs(world):
    jane, joan = world.client("jane", "shop").compute, world.client("joan", "kitchen").compute
    jane.create_keypair(name="hers")
    equal([one.name for one in jane.keypairs()], ["hers"], "what one user sees")
    equal([one.name for one in joan.keypairs()], [], "what another sees")
    equal(joan.get("/os-keypairs/hers").status_code, 404, "the answer")


def administrator(world):
    token = world.token("admin", "admin")
    listed = requests.get(f"{world.compute}/v2.1/servers?all_tenants=1", headers={"x-auth-token": token}, timeout=30)
    equal([one["name"] for one in listed.json()["servers"]], ["till"], "what the administrator sees")
    equal(world.get("/servers?all_tenants=1", world.token("jane", "shop")).status_code, 403, "the answer to a member")
