"""A source that stands before a server and answers badly at times, and what two servers answer."""

import contextlib
import http.server
import json
import ssl
import threading
import time

import requests

import client

HTML = b"<!doctype html><title>Bad gateway</title><h1>502</h1>"


class Source:
    """Passes requests on to a server. `fault(number, path)` names what is to go wrong with one, and
    `edit(path, answer)` may change a JSON answer."""

    def __init__(self, server, fault=lambda number, path: None, edit=None):
        self.server, self.fault, self.edit = server, fault, edit
        self.paths, self.moments, self.statuses, self.lock = [], [], [], threading.Lock()
        self.session = requests.Session()
        self.session.trust_env, self.session.verify = False, str(server.certificate)

    def open(self):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls = self.server.directory / "tls"
        context.load_cert_chain(tls / "cert.pem", tls / "key.pem")
        source = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                source.answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.http.handle_error = lambda *_: None
        self.http.socket = context.wrap_socket(self.http.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.http.server_port}/"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def answer(self, handler):
        with self.lock:
            self.paths.append(handler.path)
            self.moments.append(time.monotonic())
            number = len(self.paths)
        kind = self.fault(number, handler.path)
        if kind == "cut":
            handler.close_connection = True
            return
        if kind in BAD:
            self.send(handler, *BAD[kind])
            return
        headers = {name: handler.headers[name] for name in ("Authorization",) if name in handler.headers}
        with self.lock:
            found = self.session.request(handler.command, self.server.url + handler.path,
                                         headers=headers, allow_redirects=False)
            self.statuses.append(found.status_code)
        body = found.content
        if self.edit and found.headers.get("Content-Type", "").startswith("application/json"):
            body = json.dumps(self.edit(handler.path, found.json())).encode()
        self.send(handler, found.status_code, body, dict(found.headers), half=kind == "half")

    @staticmethod
    def send(handler, status, body, headers, half=False):
        handler.send_response(status)
        for name in ("Content-Type", "Retry-After", "Location"):
            if name in headers:
                handler.send_header(name, headers[name])
        # Half an answer is whole to HTTP, as a proxy sends it that lost its server.
        sent = body[:len(body) // 2] if half else body
        handler.send_header("Content-Length", str(len(sent)))
        handler.end_headers()
        handler.wfile.write(sent)

    def rows_asked(self, path):
        """The rows under a path that were got, one by one."""
        return [asked for asked in self.paths if asked.startswith(path + "/") and asked[len(path) + 1:].isdigit()]


BAD = {
    "429": (429, b'{"waitInSeconds":0}', {"Content-Type": "application/json", "Retry-After": "0"}),
    "429 later": (429, b'{"waitInSeconds":1}', {"Content-Type": "application/json", "Retry-After": "1"}),
    "500": (500, b'{"message":"oh"}', {"Content-Type": "application/json"}),
    "502": (502, HTML, {"Content-Type": "text/html"}),
    "html": (200, HTML, {"Content-Type": "text/html"}),
    "401": (401, b'{"message":"Invalid token"}', {"Content-Type": "application/json"}),
    "redirect": (302, b"", {"Location": "https://127.0.0.1:1/"}),
}


@contextlib.contextmanager
def standing_before(server, **more):
    source = Source(server, **more)
    source.open()
    try:
        yield source
    finally:
        source.http.shutdown()
        source.http.server_close()


class Mover:
    """Imports from an address into a directory of its own."""

    def __init__(self, directory, server, *permissions):
        self.directory, self.certificate = directory, server.certificate
        made = client.add_application(server.directory, *(permissions or ("--all-permissions",)), "--rate", "off")
        self.id, self.secret = made["id"], made["secret"]
        self.secret_file = directory.parent / "secret"
        self.secret_file.touch(mode=0o600)
        self.secret_file.write_text(self.secret + "\n")

    def words(self, url, *flags):
        return ["import", "--data", str(self.directory), "--from", url, "--id", self.id,
                "--secret-file", str(self.secret_file), "--ca-file", str(self.certificate),
                *(flags or ("--rate", "off"))]

    def move(self, url, *flags, check=True):
        return client.glimt(*self.words(url, *flags), check=check)

    def begin(self, url, *flags):
        return client.begin(*self.words(url, *flags))


def all_answers(asker):
    """Every documented GET of a company: its lists, page by page, and each row with what it has."""
    found = {}
    paths = {path: operations for path, operations in client.OPENAPI["paths"].items()
             if not operations.get("get", {}).get("x-extension")}

    def ask(path):
        answer = asker.session.get(asker.base + path, allow_redirects=False,
                                   headers={"Authorization": f"Bearer {asker.token}"})
        found[path] = (answer.status_code, answer.headers.get("Location"), answer.content)
        return answer.json() if answer.headers.get("Content-Type", "").startswith("application/json") else None

    def walk(path, more=""):
        page, last = 0, 1
        while page < last:
            page += 1
            value = ask(f"{path}?page={page}&pageSize=100{more}")
            last = value["totalPages"]
            yield from value["items"]

    for path, operations in paths.items():
        if "get" not in operations or "{" in path or path.endswith("UserDayStatistics"):
            continue
        for item in walk(path):
            if "get" in paths.get(path + "/{id}", {}):
                ask(f"{path}/{item['id']}")
            if path.endswith("/Tasks"):
                for part in ("Comments", "Checklists", "Attachments"):
                    for own in walk(f"{path}/{item['id']}/{part}"):
                        if part == "Attachments":
                            ask(f"{path}/{item['id']}/{part}/{own['id']}/Download")
    return found


def all_days(asker, first, last):
    """What the statistics tell of days, but for the hours of schedules, which no answer tells."""
    users = asker.walk(f"/v1/Core/TimeReports/UserDayStatistics?filter.from={first}&filter.to={last}")
    for user in users:
        for day in user["dates"]:
            del day["scheduledHours"]
    return users
