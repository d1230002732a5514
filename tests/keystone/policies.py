"""Who may do what."""

import requests
from world import IMAGE, equal

FLAVOR = {"flavor": {"name": "huge", "ram": 1, "vcpus": 1, "disk": 1}}
SERVER = {"server": {"name": "register", "flavorRef": "1", "imageRef": IMAGE}}


def is_forbidden(answer, rule):
    said = f"Policy doesn't allow {rule} to be performed."
    equal((answer.status_code, answer.json()), (403, {"forbidden": {"code": 403, "message": said}}), "the answer")


def member_is_no_administrator(world):
    token = world.token("jane", "shop")
    is_forbidden(post(world, "/flavors", token, FLAVOR), "os_compute_api:os-flavor-manage:create")
    is_forbidden(world.get("/os-services", token), "os_compute_api:os-services:list")
    is_forbidden(world.get("/servers?all_tenants=1", token), "os_compute_api:servers:index:get_all_tenants")
    equal(world.get("/os-services", world.token("admin", "admin")).status_code, 200, "the administrator's answer")


def reader_reads(world):
    token = world.token("rita", "shop")
    equal([server["name"] for server in world.get("/servers", token).json()["servers"]], ["till"], "what a reader sees")
    is_forbidden(post(world, "/servers", token, SERVER), "os_compute_api:servers:create")
    [server] = world.get("/servers", token).json()["servers"]
    label = {"metadata": {"colour": "red"}}
    is_forbidden(post(world, f"/servers/{server['id']}/metadata", token, label), "os_compute_api:server-metadata:create")


def unscoped(world):
    for scope in ({"unscoped": {}}, {"system": {"all": True}}, {"domain": {"id": "default"}}):
        token = world.token("jane", scope=scope)
        is_forbidden(world.get("/servers", token), "os_compute_api:servers:index")
        is_forbidden(post(world, "/servers", token, SERVER), "os_compute_api:servers:create")


def post(world, path, token, body):
    return requests.post(f"{world.compute}/v2.1{path}", json=body, headers={"x-auth-token": token}, timeout=30)
