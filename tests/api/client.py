"""A client that checks every answer it gets, and a server to ask."""

import atexit
import base64
import contextlib
import functools
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile

import jsonschema

import database
import record

BINARY = os.environ.get("GLIMT_BINARY", "build/glimt")
REQUEST_ID = re.compile(r"^r-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")


def glimt(*arguments, check=True, **options):
    """Runs a command of the binary to its end."""
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True,
                          check=False, **database.options(arguments, options))
    record.keep_said(done.stderr + done.stdout)
    if check and done.returncode != 0:
        raise AssertionError(f"glimt {arguments}: {done.returncode}: {done.stderr}")
    return done


def begin(*arguments, **options):
    """Starts a command of the binary, and gives its process."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([BINARY, *map(str, arguments)], **database.options(arguments, {**pipes, **options}))


def add_application(directory, *flags, account=1):
    """What is told of a new application."""
    return json.loads(glimt("app", "add", "test", "--data", directory, "--json", "--account", account,
                            *(flags or ("--all-permissions", "--rate", "off"))).stdout)


def refused_start(directory, *flags):
    """Starting must fail at once; returns the one sentence on standard error."""
    done = glimt("serve", "--data", directory, "--listen", "127.0.0.1:0", *flags, check=False)
    assert done.returncode == 1 and done.stdout == ""
    sentence = [line for line in done.stderr.splitlines() if line.startswith("glimt: ")]
    assert len(sentence) == 1 and sentence[0].endswith(".")
    return sentence[0]


def documented(schema):
    """The properties that the documentation has; extensions stand behind them."""
    return [name for name, member in schema["properties"].items() if not member.get("x-extension")]


class Description:
    """An OpenAPI document, and what it says of requests and answers."""

    def __init__(self, *words):
        self.document = json.loads(glimt("openapi", *words).stdout)
        self.validators = {}

    def resolve(self, schema):
        """The schema itself, with references followed."""
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        return schema

    def find_operation(self, method, path):
        """The described operation of a request, or None."""
        path = re.sub("/+", "/", path.split("?")[0]).rstrip("/").lower()
        for template, operations in self.document["paths"].items():
            pattern = re.sub(r"\{[^}]*\}", r"0*[1-9][0-9]*", template.lower())
            if re.fullmatch(pattern, path):
                return operations.get("get" if method == "HEAD" else method.lower())
        return None

    def check_order(self, value, schema):
        """Properties stand in the order of the schema, at every depth."""
        schema = self.resolve(schema)
        for choice in schema.get("anyOf", []):
            if value is not None and self.resolve(choice).get("type") != "null":
                self.check_order(value, choice)
        if isinstance(value, dict) and "properties" in schema:
            assert list(value) in (documented(schema), list(schema["properties"]))
            for name, member in value.items():
                self.check_order(member, schema["properties"][name])
        if isinstance(value, list) and "items" in schema:
            for item in value:
                self.check_order(item, schema["items"])

    def validator(self, reference):
        """Checks values against one of the schemas."""
        if reference not in self.validators:
            self.validators[reference] = jsonschema.Draft202012Validator(
                {"$ref": reference, "components": self.document["components"]})
        return self.validators[reference]


PUBLIC = Description()
OPENAPI, resolve, find_operation = PUBLIC.document, PUBLIC.resolve, PUBLIC.find_operation


def check_answer(answer, description=PUBLIC):
    """What holds for every answer that the description knows of."""
    assert REQUEST_ID.match(answer.headers["X-Request-Id"])
    is_description = answer.status_code == 200 and answer.request.path_url == "/admin/openapi.json"
    assert answer.headers["Cache-Control"] == ("private, no-cache" if is_description else "no-store")
    operation = description.find_operation(answer.request.method, answer.request.path_url)
    if operation is None or answer.status_code in (204, 405):
        return
    described = operation["responses"][str(answer.status_code)]
    assert ("ETag" in answer.headers) == ("headers" in described)
    if "content" not in described or (answer.status_code == 503 and not answer.content):
        assert answer.content == b""
        return
    if "*/*" in described["content"]:
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        return
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    if answer.request.method == "HEAD":
        assert answer.content == b""
        return
    schema = described["content"]["application/json"]["schema"]
    value = answer.json()
    if answer.status_code == 403 and "ipAddressAllowed" not in value:
        return
    description.validator(schema["$ref"]).validate(value)
    description.check_order(value, schema)
    if answer.status_code in (500, 503, 507):
        assert value["requestId"] == answer.headers["X-Request-Id"]
    assert is_compact(answer.text)


def is_compact(text):
    """No blanks between tokens: outside of strings there are none."""
    return not re.search(r"\s", re.sub(r'"(?:[^"\\]|\\.)*"', '""', text))


class Client:
    """Calls one server as one application."""

    def __init__(self, server, identifier=None, secret=None):
        self.base, self.directory = server.url, server.directory
        self.session = record.new_session(server.certificate)
        self.identifier, self.secret = identifier, secret
        self.token = self.fetch_token() if identifier else None

    def fetch_token(self):
        answer = self.ask("POST", "/v1/Auth/Token", headers={
            "Authorization": basic(self.identifier, self.secret)})
        assert answer.status_code == 200, answer.text
        return answer.json()["accessToken"]

    def ask(self, method, path, body=None, headers=None, token=None):
        """Sends a request and checks the answer; `body` is text, bytes or something for JSON."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body, ensure_ascii=False)
        if isinstance(body, str):
            body = body.encode()
        token = token or getattr(self, "token", None)
        sent = {"Authorization": f"Bearer {token}"} if token else {}
        sent.update(headers or {})
        answer = self.session.request(method, self.base + path, data=body, headers=sent,
                                      allow_redirects=False)
        check_answer(answer)
        return answer

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def good(self, method, path, body=None, status=200):
        """The JSON of an answer that must be good."""
        answer = self.ask(method, path, body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def refused(self, method, path, body=None):
        """The modelState of a 400."""
        answer = self.ask(method, path, body)
        assert answer.status_code == 400, answer.text
        return answer.json()["modelState"]

    def quick(self, path):
        """What `good` gives, without holding it against the description, which takes long."""
        answer = self.session.get(self.base + path,
                                  headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def walk(self, path, size=100, quick=False):
        """All items of a list; checks what pages say of themselves."""
        items, page, between = [], 1, "&" if "?" in path else "?"
        while True:
            where = f"{path}{between}page={page}&pageSize={size}"
            value = self.quick(where) if quick else self.good("GET", where)
            items += value["items"]
            total = value["totalItemCount"]
            assert value["page"] == page and value["pageSize"] == size
            assert value["itemCount"] == len(value["items"])
            assert value["totalPages"] == -(-total // size)
            if len(value["items"]) < size:
                assert len(items) == total
                return items
            page += 1

    def create(self, **fields):
        """A new contact, with what must be there filled in."""
        body = {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1, **fields}
        return self.good("POST", "/v1/Core/Contacts", body, 201)


def basic(identifier, secret):
    return "Basic " + base64.b64encode(f"{identifier}:{secret}".encode()).decode()


def stand_still(process):
    """Stops a process; whether it stands still now and had not ended."""
    process.send_signal(signal.SIGSTOP)
    found = os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    return found.si_code == os.CLD_STOPPED


class Server:
    """A running glimt with a directory of its own."""

    def __init__(self, directory, *flags, **options):
        self.directory = pathlib.Path(directory)
        self.flags, self.options = flags, options
        self.start()

    def start(self):
        words = ["serve", "--data", str(self.directory), "--listen", "127.0.0.1:0", *self.flags]
        self.process = subprocess.Popen([BINARY, *words], text=True, **{
            "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **database.options(words, self.options)})
        line = self.process.stdout.readline()
        assert line.startswith("listening on "), line + self.process.stderr.read()
        self.url = line.split()[2]
        self.port = int(self.url.rsplit(":", 1)[1])

    @property
    def certificate(self):
        return self.directory / "tls" / "cert.pem"

    def stop(self, how=signal.SIGTERM):
        """Ends the server; returns its exit status and what it said on standard error."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        _, said = self.process.communicate()
        record.keep_said(said)
        return self.process.returncode, said

    @contextlib.contextmanager
    def standing_still(self):
        """What is sent to it meanwhile comes at one moment, however long sending takes."""
        stand_still(self.process)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def nobody_writes(self):
        """Not even the server's log of use, which comes by itself; but who is given the database."""
        with contextlib.closing(database.connect(self.directory, isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            yield held
            if held.in_transaction:
                held.execute("ROLLBACK")

    def application(self, *flags, account=1):
        """Credentials of a new application."""
        made = add_application(self.directory, *flags, account=account)
        return made["id"], made["secret"]

    def client(self, *flags, account=1):
        return Client(self, *self.application(*flags, account=account))

    def raw(self):
        """A TLS connection without any HTTP client."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        return context.wrap_socket(socket.create_connection(("127.0.0.1", self.port)),
                                   server_hostname="localhost")

    def database(self):
        """The database itself; only while the server does not run."""
        return database.connect(self.directory)

    def reader(self):
        """The same to read only, also while the server runs."""
        return database.connect(self.directory, read_only=True)


@functools.cache
def begun():
    """A directory as the first start of a server leaves it: to make all tables costs more than to copy them."""
    directory = pathlib.Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    Server(directory).stop()
    return directory


@contextlib.contextmanager
def running(*flags, directory=None, **options):
    """A server without data, or in a directory with some, stopped at the end."""
    with tempfile.TemporaryDirectory() as fresh:
        if not directory:
            database.copy_data(begun(), fresh, dirs_exist_ok=True)
        server = Server(directory or fresh, *flags, **options)
        try:
            yield server
        finally:
            server.stop()
            if not directory:
                database.drop(fresh)


def refill_derived(connection):
    """Sort keys and folded texts are made again at the next start."""
    connection.execute("DELETE FROM facts WHERE name = 'collation_version'")
    connection.commit()
    connection.close()
