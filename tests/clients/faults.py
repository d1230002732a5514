"""What the clients make of an answer that says no."""

from openstack import exceptions
from world import IMAGE, NOBODY, contains, equal, raises, written


def missing_server(world):
    error = raises(exceptions.NotFoundException, lambda: world.compute.get_server(NOBODY))
    equal(error.details, f"Instance {NOBODY} could not be found.", "the message")
    contains(error.request_id, "req-", "the request's id")


def cli_missing_server(world):
    contains(world.openstack_fails("server", "show", "nobody"), "No Server found for nobody", "what it said")


def missing_path(world):
    equal(world.compute.get("/nothing-here").status_code, 404, "the status")


def missing_flavor(world):
    create = lambda: world.compute.create_server(name="third", flavor_id="nope", image_id=IMAGE, networks="auto")
    equal(raises(exceptions.BadRequestException, create).details, "Flavor nope could not be found.", "the message")


def missing_image(world):
    create = lambda: world.compute.create_server(name="third", flavor_id="1", image_id=NOBODY, networks="auto")
    equal(raises(exceptions.BadRequestException, create).details, "Can not find requested image", "the message")


def microversion_too_high(world):
    major, minor = world.highest
    refused_microversion(world, (major, minor + 1))


def microversion_too_low(world):
    refused_microversion(world, (2, 0))


def refused_microversion(world, version):
    answer = world.compute.get("/flavors", microversion=written(version))
    equal(answer.status_code, 406, "the status")
    sentence = "Version {} is not supported by the API. Minimum is 2.1 and maximum is {}."
    expected = {"code": 406, "message": sentence.format(written(version), written(world.highest))}
    equal(answer.json(), {"computeFault": expected}, "the fault")


def cli_microversion_too_high(world):
    major, minor = world.highest
    said = world.openstack_fails("--os-compute-api-version", written((major, minor + 1)), "flavor", "list")
    contains(said, f"a maximum of {written(world.highest)}", "what it said")
