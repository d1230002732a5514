"""Serves Keystone, as the files of its settings say, at a port of this machine."""

import os
import sys

port, *files = sys.argv[1:]
os.environ["OS_KEYSTONE_CONFIG_FILES"] = ";".join(files)
# Keystone would read them for its own.
del sys.argv[1:]

import waitress
from keystone.wsgi.api import application

waitress.serve(application, host="127.0.0.1", port=int(port), threads=8)
