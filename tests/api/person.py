"""Somebody in the pages: signs in, keeps the cookie, sends the CSRF token, checks every answer."""

import base64
import functools
import hashlib
import hmac
import json
import re
import struct
import time

import jsonschema
import requests

from client import REQUEST_ID, glimt, is_compact

DESCRIPTION = json.loads(glimt("openapi", "--admin").stdout)
LINK = re.compile(r"/admin/invitation#([a-z2-9]{52})")
PASSWORD = "rätt häst batteri"


@functools.lru_cache(maxsize=None)
def validator(reference):
    return jsonschema.Draft202012Validator(
        {"$ref": reference, "components": DESCRIPTION["components"]})


def find_operation(method, path):
    path = path.split("?")[0]
    for template, operations in DESCRIPTION["paths"].items():
        if re.fullmatch(re.sub(r"\{[^}]*\}", "[0-9]+", template), path):
            return operations.get(method.lower())
    return None


def check(answer):
    """What holds for every answer: the described status, its schema, no caching, no blanks."""
    assert REQUEST_ID.match(answer.headers["X-Request-Id"])
    assert answer.headers["Cache-Control"] == "no-store"
    operation = find_operation(answer.request.method, answer.request.path_url)
    if operation is None:
        return
    described = operation["responses"][str(answer.status_code)]
    if "content" not in described:
        assert answer.content == b""
        return
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    validator(described["content"]["application/json"]["schema"]["$ref"]).validate(answer.json())
    assert is_compact(answer.text)


def code_of(secret, moment=None):
    """The six digits of RFC 6238 for a secret in base 32."""
    step = int(time.time() if moment is None else moment) // 30
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at:at + 4], "big") & 0x7fffffff
    return f"{number % 1000000:06d}"


class Person:
    """A browser with its own cookies."""

    def __init__(self, server):
        self.server = server
        self.csrf = None
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = str(server.certificate)

    def ask(self, method, path, body=None, headers=None):
        sent = {"X-CSRF-Token": self.csrf} if self.csrf and method != "GET" else {}
        sent.update(headers or {})
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        answer = self.http.request(method, f"{self.server.url}/admin/v1/{path}", data=data,
                                   headers={name: value for name, value in sent.items()
                                            if value is not None})
        check(answer)
        return answer

    def good(self, method, path, body=None, status=200):
        answer = self.ask(method, path, body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def refused(self, method, path, body=None):
        """The modelState of a 400."""
        answer = self.ask(method, path, body)
        assert answer.status_code == 400, answer.text
        return answer.json()["modelState"]

    def take(self, value):
        """Goes on with the session of an admin.sign_in."""
        assert value["status"] == "signedIn"
        self.csrf = value["session"]["csrfToken"]
        return value["session"]

    def sign_in(self, email, password=PASSWORD, **more):
        """A sign-in that must work; the session."""
        return self.take(self.good("POST", "Session", {"email": email, "password": password, **more}))

    def try_sign_in(self, email, password=PASSWORD, **more):
        return self.ask("POST", "Session", {"email": email, "password": password, **more})

    def is_signed_in(self):
        status = self.ask("GET", "Session").status_code
        assert status in (200, 401)
        return status == 200


def add_person(server, email, *flags, account=1, password=PASSWORD, first="Åsa", last="Öst"):
    """The id of a new user who can sign in."""
    made = glimt("user", "add", email, "--first-name", first, "--last-name", last, "--data",
                 server.directory, "--account", account, "--json", "--password-stdin", *flags,
                 input=password + "\n")
    return json.loads(made.stdout)["userId"]


def signed_in(server, email, *flags, account=1, **more):
    """A new person, signed in."""
    identifier = add_person(server, email, *flags, account=account, **more)
    person = Person(server)
    person.id = identifier
    person.email = email
    person.sign_in(email, accountId=account)
    return person
