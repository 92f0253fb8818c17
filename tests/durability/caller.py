"""A plain client, quick enough to load a server from one process; and a server whose log is a file."""

import base64
import http.client
import json
import pathlib
import re
import signal
import ssl
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "api"))
# pylint: disable=wrong-import-position
import database  # noqa: E402
from client import BINARY, Server  # noqa: E402

JSON = "application/json"
BUSY = b"Another program keeps the database busy"  # a command, on a disk whose sync takes seconds


class Refused(Exception):
    """An answer that is none of those a test expects."""


class Unavailable(OSError):
    """A 503: a server that ends says so to what comes too late."""


class Caller:
    """One connection; what comes back is the JSON of a good answer, or its bytes."""

    def __init__(self, server, **headers):
        context = ssl.create_default_context(cafile=str(server.certificate))
        self.connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context)
        context.check_hostname = False
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.durations = None  # a list that each request adds its seconds to

    def ask(self, method, path, body=None, kind=JSON, **headers):
        """Status, headers and bytes of an answer."""
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if body is not None:
            sent["Content-Type"] = kind
            if not isinstance(body, bytes):
                body = json.dumps(body, ensure_ascii=False).encode()
        began = time.monotonic()
        self.connection.request(method, path, body, sent)
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status == 503 and BUSY in content:
            return self.ask(method, path, body, kind, **headers)
        if self.durations is not None:
            self.durations.append(time.monotonic() - began)
        if answer.status == 503:
            raise Unavailable(f"{method} {path}: 503 {content.decode()}")
        return answer.status, answer.headers, content

    def good(self, method, path, body=None, kind=JSON):
        status, headers, content = self.ask(method, path, body, kind)
        if status not in (200, 201, 204):
            raise Refused(f"{method} {path}: {status} {content[:300].decode(errors='replace')}")
        return json.loads(content) if headers["Content-Type"] and JSON in headers["Content-Type"] else content

    def get(self, path):
        return self.good("GET", path)

    def walk(self, path):
        """All items of a list."""
        items, between = [], "&" if "?" in path else "?"
        while True:
            page = self.get(f"{path}{between}page={len(items) // 100 + 1}&pageSize=100")
            items += page["items"]
            if len(page["items"]) < 100:
                if len(items) != page["totalItemCount"]:
                    raise Refused(f"{path} says {page['totalItemCount']} and has {len(items)} items")
                return items

    def close(self):
        self.connection.close()


def basic(identifier, secret):
    return "Basic " + base64.b64encode(f"{identifier}:{secret}".encode()).decode()


class LoggedServer(Server):
    """A server whose standard error is in a file beside its directory, appended to over all starts."""

    program = BINARY

    def start(self):
        self.log_path = self.directory.with_suffix(".log")
        self.begin()
        try:
            self.wait_until_it_listens()
        except BaseException:
            self.stop(signal.SIGKILL)
            raise

    def begin(self):
        """Starts the process and does not wait for it."""
        with open(self.log_path, "ab") as log:
            words = ["serve", "--data", str(self.directory), "--listen", "127.0.0.1:0", *self.flags]
            self.process = subprocess.Popen([self.program, *words], stdout=subprocess.PIPE, stderr=log, text=True,
                                            **database.options(words, self.options))

    def wait_until_it_listens(self):
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.stop()
            said = self.log_path.read_text(errors="replace").splitlines()
            raise Refused(f"The server did not start: {' '.join(said[-3:])}")
        self.port = int(re.search(r":(\d+)$", line.split()[2])[1])

    def stop(self, how=signal.SIGTERM):
        """Ends the server; returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.stdout.close()
        return self.process.wait()
