"""Sends recorded requests to a running service and tells where its answers differ from Nova's."""

import argparse
import http.client
import json
import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
REASONS = HERE / "../../examples/compute/NOVA.md"

# Who asks, in the form of tokens without authentication, unless arguments say otherwise: a user and the project.
PROJECT = "6f70656e737461636b20616e20706f63"
DEMO = "64656d6f2070726f6a65637420696421"
NAMES = {
    "token": f"admin:{PROJECT}",
    "project_id": PROJECT,
    "demo_token": f"demo:{DEMO}",
    "demo_project_id": DEMO,
}

COMPARED = (
    "openstack-api-version",
    "x-openstack-nova-api-version",
    "vary",
    "location",
    "www-authenticate",
    "x-auth-token",
    "x-server-management-url",
)
# By the pipeline that stands before the service.
NOT_COUNTED = {"noauth2": (401, 500), "keystone": (500,)}

# What `run` takes for a request to begin anew, on an empty service (EX_TEMPFAIL of sysexits.h).
BEGIN_ANEW = 75


class Session:
    """One session: what earlier answers named is put into later requests."""

    def __init__(self, base, names, not_counted):
        self.base = base.rstrip("/")
        self.place = urlsplit(self.base)
        self.names = {"base": self.base, "hostport": self.place.netloc, **names}
        self.not_counted = not_counted

    def fill(self, text):
        for name, value in self.names.items():
            text = text.replace("{{%s}}" % name, value)
        return text

    def blank(self, text):
        for name, value in sorted(self.names.items(), key=lambda pair: -len(pair[1])):
            text = text.replace(value, "{{%s}}" % name)
        return text

    def send(self, request):
        body = self.body(request)
        headers = [(name, self.fill(value)) for name, value in request["headers"]]
        named = {name.lower() for name, _ in headers}
        link = http.client.HTTPConnection(self.place.hostname, self.place.port, timeout=60)
        try:
            path = self.fill(request["path"]) or "/"
            link.putrequest(request["method"], path, skip_host="host" in named, skip_accept_encoding=True)
            for name, value in headers:
                link.putheader(name, value)
            if request.get("chunked"):
                link.putheader("Transfer-Encoding", "chunked")
                body = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts(body)) + b"0\r\n\r\n"
            elif body is not None and "content-length" not in named:
                link.putheader("Content-Length", str(len(body)))
            try:
                link.endheaders(body or None)
            except OSError:
                pass  # it may answer and close before it has read all
            answer = link.getresponse()
            return answer.status, [(name.lower(), value) for name, value in answer.getheaders()], answer.read()
        finally:
            link.close()

    def body(self, request):
        text = request.get("body")
        if text is None:
            return None
        if "body_repeat" in request:
            piece, times = request["body_repeat"]
            text = text.replace("{{repeat}}", piece * times)
        if "body_encoding" in request:
            return text.encode("latin-1")
        return self.fill(text).encode()

    def differences(self, exchange):
        """How the answer to a request differs from the one that was recorded."""
        wanted = exchange["response"]
        try:
            status, headers, body = self.send(exchange["request"])
        except (OSError, http.client.HTTPException) as error:
            return [f"no answer: {error!r}"]
        document = parsed(body)
        missed = self.keep(exchange.get("capture", {}), headers, document)
        if wanted["status"] in self.not_counted:
            return None
        found = [f"no `{name}` to go on with" for name in missed]
        if status != wanted["status"]:
            found.append(f"status {status}, Nova {wanted['status']}")
        found += header_differences(
            [(name, self.blank(value)) for name, value in headers if name in COMPARED],
            [(name.lower(), value) for name, value in wanted["headers"]],
        )
        expected = wanted.get("json")
        if fault(expected) or fault(document):
            if fault(expected) != fault(document):
                found.append(f"fault {fault(document)}, Nova {fault(expected)}")
        elif "json" in wanted and shape(document) != shape(expected):
            found.append(f"shape {json.dumps(shape(document))}\n     Nova {json.dumps(shape(expected))}")
        return found

    def keep(self, captures, headers, document):
        """Keeps what later requests name, and tells which of it is not there."""
        missed = []
        for name, place in captures.items():
            try:
                header = place.removeprefix("header:")
                value = dict(headers)[header] if header != place else str(pointed(document, place))
            except (KeyError, IndexError, TypeError, ValueError):
                missed.append(name)
            else:
                self.names[f"cap:{name}"] = value
        return missed


def parts(body, size=8192):
    return [body[at : at + size] for at in range(0, len(body), size)]


def parsed(body):
    try:
        return json.loads(body.decode("utf-8", "replace"))
    except ValueError:
        return None


def pointed(document, pointer):
    for step in pointer.strip("/").split("/"):
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def header_differences(got, wanted):
    missing = [f"no header {name}: {value}" for name, value in wanted if (name, value) not in got]
    return missing + [f"header {name}: {value}" for name, value in got if (name, value) not in wanted]


def fault(document):
    """The kind and the code of a fault; None where it is none."""
    if isinstance(document, dict) and len(document) == 1:
        [(kind, value)] = document.items()
        if isinstance(value, dict) and {"code", "message"} <= value.keys():
            return kind, value["code"]
    return None


def shape(value):
    """The names and the kinds of what is in a value; of a list, those of its first item."""
    if isinstance(value, dict):
        return {name: shape(item) for name, item in sorted(value.items())}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return type(value).__name__
    return "number"


def reasons(groups):
    """The exchanges of these groups that NOVA.md gives a reason for: `30-routing/059`."""
    text = REASONS.read_text(encoding="utf-8")
    return {name for name in re.findall(r"`(\d\d-[a-z0-9-]+/\d{3})`", text) if name.split("/")[0] in groups}


def least(pipeline):
    """The groups that were recorded behind a pipeline."""
    rows = [line.split("\t") for line in (HERE / "least.tsv").read_text().splitlines() if not line.startswith("#")]
    return {group: float(percent) for group, percent, behind in rows if behind == pipeline}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--base", required=True, help="where the service listens, without a path")
    arguments.add_argument("--show", help="a group whose differences are written out")
    arguments.add_argument("--behind", choices=NOT_COUNTED, default="noauth2", help="the pipeline before the service")
    for name, value in NAMES.items():
        arguments.add_argument(f"--{name.replace('_', '-')}", default=value, help=f"what {{{{{name}}}}} stands for")
    given = arguments.parse_args()

    names = {name: getattr(given, name) for name in NAMES}
    session, failed, differing = Session(given.base, names, NOT_COUNTED[given.behind]), False, set()
    groups = least(given.behind)
    for group, percent in groups.items():
        counted, agreed = 0, 0
        for line in (HERE / f"recorded/{group}.jsonl").read_text(encoding="utf-8").splitlines():
            exchange = json.loads(line)
            found = session.differences(exchange)
            if found is None:
                continue
            counted += 1
            agreed += not found
            if found:
                differing.add(re.match(r".*/\d{3}", exchange["id"])[0])
                if given.show == group:
                    print(exchange["id"], exchange["request"]["method"], exchange["request"]["path"])
                    print("".join(f"     {difference}\n" for difference in found), end="")
        share = 100 * agreed / counted
        failed |= share < percent
        print(f"{group:18} {agreed:3} of {counted:3} agree, {share:5.1f} %, at least {percent:g} %")

    # Flavors are listed by their ids. One id is the service's choice at random, and Nova's recorded one stood behind flavor 1.
    if session.names.get("cap:autoflavor", "1") < "1":
        print(f"flavor {session.names['cap:autoflavor']} happens to stand before flavor 1, so lists begin otherwise")
        return BEGIN_ANEW

    reasoned = reasons(groups)
    for name in sorted(differing - reasoned):
        print(f"{name} differs, and NOVA.md does not say why")
    for name in sorted(reasoned - differing):
        print(f"{name} agrees, and NOVA.md says why it does not")
    return 1 if failed or differing ^ reasoned else 0


if __name__ == "__main__":
    sys.exit(main())
