"""Images, as compute itself shows them."""

from openstack import exceptions
from world import IMAGE, NOBODY, equal, raises


def sdk_list(world):
    brief = list(world.compute.images(details=False))
    equal([(image.id, image.name) for image in brief], [(IMAGE, "cirros")], "the brief list")
    detailed = list(world.compute.images())
    equal([(image.id, image.status, image.progress) for image in detailed], [(IMAGE, "ACTIVE", 100)], "the detailed list")


def sdk_show(world):
    image = world.compute.get_image(IMAGE)
    equal((image.name, image.min_disk, image.min_ram, image.size), ("cirros", 0, 0, 0), "the image")
    equal(world.compute.find_image("cirros").id, IMAGE, "the image's id")
    raises(exceptions.NotFoundException, lambda: world.compute.get_image(NOBODY))
