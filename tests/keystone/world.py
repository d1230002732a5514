"""What the steps share: the cloud, who is in it, and its clients."""

import json
import os
import subprocess
import sys

import openstack
import requests

IMAGE = "11111111-1111-4111-8111-111111111111"

# Who is in which project, as what. All have the same password.
PEOPLE = [
    ("nova", "service", "service"),
    ("jane", "shop", "member"),
    ("rita", "shop", "reader"),
    ("joan", "kitchen", "member"),
]


class World:
    def __init__(self, given):
        self.compute, self.keystone, self.brief = given.compute, given.keystone, given.brief
        self.keystone_process = given.keystone_process
        self.password = os.environ.pop("KEYSTONE_PASSWORD")
        self.environment = environment(given.scratch)
        os.environ.clear()
        os.environ.update(self.environment)
        self.admin = self.client("admin", "admin")
        self.people = {}
        self.furnish()

    def furnish(self):
        """Puts into Keystone who and what there is."""
        identity = self.admin.identity
        roles = {role.name: role for role in identity.roles()}
        projects = {"admin": identity.find_project("admin")}
        for name, project, role in PEOPLE:
            if project not in projects:
                projects[project] = identity.create_project(name=project, domain_id="default")
            self.people[name] = identity.create_user(name=name, password=self.password, domain_id="default")
            identity.assign_project_role_to_user(projects[project], self.people[name], roles[role])
        self.projects = projects
        identity.assign_domain_role_to_user("default", self.people["jane"], roles["member"])
        identity.assign_system_role_to_user(self.people["jane"], roles["member"], "all")
        service = identity.create_service(type="compute", name="nova")
        url = f"{self.compute}/v2.1"
        identity.create_endpoint(service_id=service.id, interface="public", region_id="RegionOne", url=url)
        # The client was told of a catalogue without it.
        self.admin = self.client("admin", "admin")

    def login(self, user, project):
        domains = {"user_domain_name": "Default", "project_domain_name": "Default"}
        return {"username": user, "password": self.password, "project_name": project, **domains}

    def client(self, user, project, keystone=None, **auth):
        """The SDK, as somebody."""
        auth = {"auth_url": keystone or self.keystone, **(auth or self.login(user, project))}
        options = {"load_yaml_config": False, "load_envvars": False, "region_name": "RegionOne"}
        kind = "v3applicationcredential" if "application_credential_id" in auth else "v3password"
        return openstack.connect(auth=auth, auth_type=kind, **options)

    def token(self, user, project=None, keystone=None, scope=None):
        """A token: for a project, for what `scope` says, or for nothing."""
        user = {"name": user, "domain": {"id": "default"}, "password": self.password}
        auth = {"identity": {"methods": ["password"], "password": {"user": user}}}
        if project:
            scope = {"project": {"name": project, "domain": {"id": "default"}}}
        if scope:
            auth["scope"] = scope
        answer = requests.post(f"{keystone or self.keystone}/auth/tokens", json={"auth": auth}, timeout=30)
        answer.raise_for_status()
        return answer.headers["x-subject-token"]

    def get(self, path, token=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if token is not None:
            headers["x-auth-token"] = token
        return requests.get(f"{self.compute}/v2.1{path}", headers=headers, timeout=30)

    def openstack(self, login, *arguments):
        """Runs `openstack` with these variables; the JSON that it printed."""
        said = self.run_openstack(login, *arguments, "-f", "json")
        if said.returncode != 0:
            raise AssertionError(f"`openstack {' '.join(arguments)}` failed: {said.stderr.strip()}")
        return json.loads(said.stdout)

    def run_openstack(self, login, *arguments):
        login = {"auth_url": self.keystone, "identity_api_version": "3", "region_name": "RegionOne", **login}
        variables = {f"OS_{name.upper()}": value for name, value in login.items()}
        command = [os.path.join(os.path.dirname(sys.executable), "openstack"), *arguments]
        return subprocess.run(
            command, env=self.environment | variables, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
        )


def environment(scratch):
    """The caller's environment without what would lead the clients elsewhere."""
    elsewhere = ("OS_", "http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(elsewhere)}
    return kept | {"HOME": scratch, "NO_PROXY": "*"}


def equal(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what} is {found!r}, not {expected!r}")
