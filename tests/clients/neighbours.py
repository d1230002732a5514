"""Stands in for the two services that `openstack server …` asks besides compute: identity and image.

`server list` wants to know that identity speaks version 3, and reads the names of the images its servers came from;
`server create --image NAME` turns the name into an id. Nothing else is answered.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Neighbours:
    def __init__(self, images):
        self.images = [{"id": key, "name": name, "status": "active"} for key, name in images.items()]
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.base = f"http://127.0.0.1:{self.http.server_port}"
        self.identity = f"{self.base}/identity/v3"
        self.image = f"{self.base}/image/v2"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def answer(self, url):
        """The body for a GET of that URL, or `None` for a 404."""
        match urlsplit(url).path.strip("/").split("/"):
            case ["identity", "v3"]:
                return {"version": version("v3.14", self.identity)}
            case ["image", "v2"]:
                return {"versions": [version("v2.9", self.image)]}
            case ["image", "v2", "images"]:
                return {"images": self.matching(parse_qs(urlsplit(url).query))}
            case ["image", "v2", "images", key]:
                return next((image for image in self.images if image["id"] == key), None)
        return None

    def matching(self, query):
        ids = query.get("id", [""])[0].removeprefix("in:").split(",")
        names = query.get("name", [])
        return [image for image in self.images if image["id"] in ids or image["name"] in names]

    def handler(neighbours):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                answer = neighbours.answer(self.path)
                body = json.dumps(answer or {}).encode()
                self.send_response(404 if answer is None else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        return Handler


def version(name, at):
    return {"id": name, "status": "CURRENT", "links": [{"rel": "self", "href": f"{at}/"}]}
