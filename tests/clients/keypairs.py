"""SSH keys for servers: imported, or made."""

import os

from openstack import exceptions
from world import IMAGE, contains, equal, raises

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUTyz1HwHReFVvD5obVsALAgJRNarH4TRpNePnAS somebody"


def sdk_import(world):
    made = world.compute.create_keypair(name="imported", public_key=KEY)
    equal((made.name, made.public_key, made.private_key), ("imported", KEY, None), "the key pair")
    equal(len(made.fingerprint.split(":")), 16, "the length of its fingerprint")


def sdk_generate(world):
    made = world.compute.create_keypair(name="made")
    contains(made.private_key, "BEGIN OPENSSH PRIVATE KEY", "the private key")
    contains(made.public_key, "ssh-ed25519 ", "the public key")
    equal(world.compute.get_keypair("made").private_key, None, "the private key, later")


def sdk_list(world):
    equal([keypair.name for keypair in world.compute.keypairs()], ["imported", "made"], "the list")
    equal(world.compute.find_keypair("imported").public_key, KEY, "the public key")


def type_by_microversion(world):
    for version, status, kind in (("2.1", 200, None), ("2.2", 201, "ssh")):
        body = {"keypair": {"name": "typed", "public_key": KEY}}
        made = world.compute.post("/os-keypairs", json=body, microversion=version)
        equal((made.status_code, made.json()["keypair"].get("type")), (status, kind), f"status and type in {version}")
        gone = world.compute.delete("/os-keypairs/typed", microversion=version)
        equal(gone.status_code, {"2.1": 202, "2.2": 204}[version], f"the status of deletion in {version}")


def cli_create(world):
    path = os.path.join(world.environment["HOME"], "key.pub")
    with open(path, "w") as file:
        file.write(KEY)
    made = world.openstack("keypair", "create", "--public-key", path, "third")
    equal((made["name"], made["fingerprint"]), ("third", world.compute.get_keypair("imported").fingerprint), "the key pair")


def cli_list_and_show(world):
    equal([row["Name"] for row in world.openstack("keypair", "list")], ["imported", "made", "third"], "the list")
    equal(world.openstack("keypair", "show", "third")["name"], "third", "the key pair")


def missing_for_a_server(world):
    create = lambda: world.compute.create_server(name="third", flavor_id="1", image_id=IMAGE, key_name="nobody", networks="auto")
    equal(raises(exceptions.BadRequestException, create).details, "Invalid key_name provided.", "the message")


def sdk_and_cli_delete(world):
    world.openstack("keypair", "delete", "third", "made")
    world.compute.delete_keypair("imported", ignore_missing=False)
    equal(list(world.compute.keypairs()), [], "the list")
