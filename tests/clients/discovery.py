"""How a client learns which versions there are and where."""

from keystoneauth1 import discover, session
from world import contains, equal, written


def root_lists_the_version(world):
    versions = discover.Discover(session.Session(), f"{world.base}/").version_data()
    current = [version for version in versions if version["raw_status"] == "CURRENT"]
    equal([version["version"] for version in current], [(2, 1)], "the list of current versions")
    equal(current[0]["url"], f"{world.endpoint}/", "the version's link")


def version_document_is_open(world):
    documents = [session.Session().get(f"{world.endpoint}{end}").json() for end in ("", "/")]
    equal(documents[0], documents[1], "the document at /v2.1")
    version = documents[0]["version"]
    equal(version["id"], "v2.1", "the version's id")
    equal(version["status"], "CURRENT", "the version's status")
    equal(version["min_version"], "2.1", "the lowest microversion")
    contains([link["rel"] for link in version["links"]], "self", "the version's links")


def sdk_reads_the_range(world):
    found = world.compute.get_endpoint_data()
    equal(found.api_version, (2, 1), "the version of the endpoint")
    equal(found.min_microversion, (2, 1), "the lowest microversion")
    document = session.Session().get(world.endpoint).json()["version"]
    equal(written(found.max_microversion), document["version"], "the highest microversion")


def sdk_finds_the_endpoint_from_the_root(world):
    found = world.sdk.session.get_endpoint_data(
        endpoint_override=f"{world.base}/", service_type="compute", min_version="2", max_version="2.latest"
    )
    equal(found.url, f"{world.endpoint}/", "the endpoint")


def answers_name_their_request(world):
    ids = [world.compute.get("/flavors").headers["x-openstack-request-id"] for _ in range(2)]
    contains(ids[0], "req-", "the request's id")
    if ids[0] == ids[1]:
        raise AssertionError(f"two requests have the one id {ids[0]}")


def microversion_is_echoed(world):
    answer = world.compute.get("/flavors", microversion="2.1")
    equal(answer.status_code, 200, "the status")
    equal(answer.headers["OpenStack-API-Version"], "compute 2.1", "the header OpenStack-API-Version")
    equal(answer.headers["X-OpenStack-Nova-API-Version"], "2.1", "the header X-OpenStack-Nova-API-Version")
    contains(answer.headers["Vary"], "OpenStack-API-Version", "the header Vary")


def latest_is_the_highest(world):
    answer = world.compute.get("/flavors", microversion="latest")
    equal(answer.headers["OpenStack-API-Version"], f"compute {written(world.highest)}", "the header OpenStack-API-Version")
