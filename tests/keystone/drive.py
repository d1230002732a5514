"""Runs every step against one running service and its Keystone, prints a line for each, and closes with the count."""

import argparse
import sys
import traceback

import logins
import policies
import projects
import replayed
import tokens
from world import World

STEPS = [
    ("openstack flavor list, with a password", logins.cli_by_password),
    ("openstack flavor list, with an application credential", logins.cli_by_application_credential),
    ("the SDK, with both", logins.sdk),
    ("an application credential is used for no more than its access rules say", logins.access_rules),
    ("no token is 401, and says where Keystone is", tokens.none),
    ("a forged token is 401", tokens.forged),
    ("nothing from outside says who asks", tokens.spoofed),
    ("a token that is revoked is 401 soon", tokens.revoked),
    ("a token that has expired is 401, unless a service sends it", tokens.expired),
    ("a token for a domain or the system is none for a project's URL", tokens.wrong_scope),
    ("a URL of another project is 400", tokens.other_project),
    ("a service says that it is one", tokens.service_token),
    ("a project sees its own servers", projects.servers),
    ("a user sees their own key pairs", projects.keypairs),
    ("the administrator sees the servers of all projects", projects.administrator),
    ("a member is refused what is an administrator's", policies.member_is_no_administrator),
    ("a reader sees and does not write", policies.reader_reads),
    ("who asks for no project has none", policies.unscoped),
    ("what a Nova was asked behind its Keystone", replayed.exchanges),
    ("nobody gets in while Keystone is silent, and nobody waits long", tokens.silent_keystone),
]


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--compute", required=True, help="where the service listens, without a path")
    arguments.add_argument("--keystone", required=True, help="where Keystone is, with /v3")
    arguments.add_argument("--brief", required=True, help="where the same Keystone gives tokens for 10 seconds")
    arguments.add_argument("--keystone-process", required=True, type=int, help="the process that is Keystone")
    arguments.add_argument("--scratch", required=True, help="a folder for files the clients write")
    arguments.add_argument("--log", required=True, help="what the service writes, shown when a step fails")
    given = arguments.parse_args()

    world = World(given)
    failed = 0
    for title, step in STEPS:
        try:
            step(world)
        except Exception:
            failed += 1
            print(f"FAIL {title}\n{traceback.format_exc(limit=-4)}", flush=True)
        else:
            print(f"ok   {title}", flush=True)

    if failed:
        print("the service's log ends with:")
        with open(given.log, errors="replace") as log:
            print("".join(log.readlines()[-40:]))
    print(f"{len(STEPS) - failed} passed, {failed} failed", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
