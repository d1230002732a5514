"""Compute by openapi-generator: a wrapped body is a class of its own, an action one of several."""

import time
import uuid
from typing import Callable
from unittest import TestCase

import compute
from compute.exceptions import BadRequestException, ConflictException, NotFoundException
from compute.models import (
    NetworkChoice,
    Networks,
    NewServer,
    PauseAServer,
    ServerDetail,
    ServerChange,
    ServerSortKey,
    ServersActionRequest,
    ServersCreateRequest,
    ServersUpdateRequest,
)

raises = TestCase().assertRaises

IMAGE = uuid.UUID("11111111-1111-4111-8111-111111111111")


def calls(base: str, done: Callable[[str], None]) -> None:
    client = at("2.104", base)
    flavors, servers, tags = compute.FlavorsApi(client), compute.ServersApi(client), compute.TagsApi(client)

    page = flavors.flavors_index(limit=2)
    assert len(page.flavors) == 2 and page.flavors_links[0].rel == "next"
    done("list flavors, two on a page")

    new = NewServer(name="web", flavor_ref="1", image_ref=IMAGE, networks=Networks(NetworkChoice.NONE))
    created = servers.servers_create_with_http_info(ServersCreateRequest(server=new))
    assert created.status_code == 202
    web = created.data.server.id
    done("create a server")

    assert once(servers, web, "ACTIVE").name == "web"
    done("show it until it is active")

    change = ServersUpdateRequest(server=ServerChange(name="web-1", description="serves pages"))
    changed = servers.servers_update(web, change).server
    assert (changed.name, changed.description) == ("web-1", "serves pages")
    done("change its name and its description, which servers have since 2.19")

    with raises(BadRequestException) as refused:
        compute.ServersApi(at("2.18", base)).servers_update(web, change)
    assert "description" in refused.exception.data.bad_request.message
    done("change its description in 2.18: a typed 400")

    pause = ServersActionRequest(PauseAServer(pause=None))
    assert servers.servers_action_with_http_info(web, pause).status_code == 202
    done("pause it, by an action whose value is null")

    with raises(ConflictException) as refused:
        servers.servers_action(web, pause)
    assert refused.exception.data.conflicting_request.code == 409
    done("pause it once more: a typed 409")

    once(servers, web, "PAUSED")
    found = servers.servers_index(status="PAUSED", sort_key=ServerSortKey.DISPLAY_NAME, limit=10)
    assert [server.name for server in found.servers] == ["web-1"]
    done("list paused servers, sorted")

    assert tags.tags_add_with_http_info(web, "blue").status_code == 201
    done("put a tag on it: 201 without a body")

    servers.servers_delete(web)
    with raises(NotFoundException) as refused:
        once(servers, web, "DELETED")
    assert refused.exception.data.item_not_found.code == 404
    done("delete it; then it is a typed 404")


def at(version: str, base: str) -> compute.ApiClient:
    """A client that asks for a version, as the administrator of a project. Its headers win over those of a call."""
    client = compute.ApiClient(compute.Configuration(host=base))
    client.set_default_header("OpenStack-API-Version", f"compute {version}")
    client.set_default_header("X-Auth-Token", "admin:a")
    return client


def once(servers: compute.ServersApi, server_id: uuid.UUID, status: str) -> ServerDetail:
    """The server, as soon as it has a status."""
    for _ in range(100):
        server = servers.servers_show(server_id).server
        if server.status == status:
            return server
        time.sleep(0.1)
    raise AssertionError(f"it stays {server.status}")
