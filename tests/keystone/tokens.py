"""What tokens are worth."""

import os
import signal
import time

import requests
from world import equal


def is_refused(answer):
    """As OpenStack's services answer whom they do not know."""
    told = {"error": {"code": 401, "title": "Unauthorized", "message": "The request you have made requires authentication."}}
    equal((answer.status_code, answer.json()), (401, told), "the answer")
    equal(answer.headers["www-authenticate"], 'Keystone uri="http://127.0.0.1:5000/v3"', "the challenge")


def none(world):
    for path in ("/flavors", "/servers", "/nosuch"):
        is_refused(world.get(path))
    is_refused(world.get("/flavors", ""))


def forged(world):
    right = world.token("jane", "shop")
    for token in ("forged", right[:-1], right + "a", right.swapcase()):
        is_refused(world.get("/flavors", token))
    equal(world.get("/flavors", right).status_code, 200, "the answer")


def spoofed(world):
    claims = {"x_user_id": "evil", "x_project_id": "evil", "x_roles": "admin", "x_identity_status": "Confirmed"}
    is_refused(world.get("/flavors", **claims))
    listed = world.get("/servers?all_tenants=1", world.token("jane", "shop"), **claims)
    equal(listed.status_code, 403, "the answer")


def revoked(world):
    token = world.token("jane", "shop")
    equal(world.get("/flavors", token).status_code, 200, "the answer")
    headers = {"x-auth-token": token, "x-subject-token": token}
    requests.delete(f"{world.keystone}/auth/tokens", headers=headers, timeout=30).raise_for_status()
    until_refused(world, token)


def expired(world):
    token = world.token("jane", "shop", keystone=world.brief)
    equal(world.get("/flavors", token).status_code, 200, "the answer")
    until_refused(world, token)
    # A service may take so long.
    nova = world.token("nova", "service")
    equal(world.get("/flavors", token, x_service_token=nova).status_code, 200, "the answer to a service")
    is_refused(world.get("/flavors", token, x_service_token=world.token("jane", "shop")))
    is_refused(world.get("/flavors", token))


def until_refused(world, token):
    deadline = time.monotonic() + 20
    while world.get("/flavors", token).status_code != 401:
        if time.monotonic() > deadline:
            raise AssertionError("the token still gets in")
        time.sleep(0.2)
    is_refused(world.get("/flavors", token))


def wrong_scope(world):
    shop = world.projects["shop"].id
    for scope in ({"domain": {"id": "default"}}, {"system": {"all": True}}):
        token = world.token("jane", scope=scope)
        answer = world.get(f"/{shop}/servers", token)
        equal((answer.status_code, list(answer.json())), (400, ["badRequest"]), f"the answer to {scope}")


def other_project(world):
    other, own = world.projects["kitchen"].id, world.projects["shop"].id
    answer = world.get(f"/{other}/flavors", world.token("jane", "shop"))
    said = f"Malformed request URL: URL's project_id '{other}' doesn't match Context's project_id '{own}'"
    equal((answer.status_code, answer.json()), (400, {"badRequest": {"code": 400, "message": said}}), "the answer")


def service_token(world):
    jane, nova = world.token("jane", "shop"), world.token("nova", "service")
    equal(world.get("/flavors", jane, x_service_token=nova).status_code, 200, "the answer")
    is_refused(world.get("/flavors", jane, x_service_token="nope"))
    is_refused(world.get("/flavors", jane, x_service_token=jane))


def silent_keystone(world):
    token, begun = world.token("jane", "shop"), time.monotonic()
    os.kill(world.keystone_process, signal.SIGSTOP)
    try:
        answer = world.get("/flavors", token)
    finally:
        os.kill(world.keystone_process, signal.SIGCONT)
    equal((answer.status_code, list(answer.json())), (503, ["serviceUnavailable"]), "the answer")
    equal(time.monotonic() - begun < 20, True, "that it did not take long")
    deadline = time.monotonic() + 20
    while world.get("/flavors", token).status_code != 200:
        equal(time.monotonic() < deadline, True, "that it comes back")
        time.sleep(0.2)
