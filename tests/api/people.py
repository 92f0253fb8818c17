"""People who sign in, as browsers do."""

import base64
import hashlib
import hmac
import itertools
import json
import struct
import time

import record
from client import Description, check_answer, glimt

PAGES = Description("--admin")
PASSWORD = "rätt häst batteri"
numbers = itertools.count(1)


class Person:
    """Somebody with a session of their own; without credentials, nobody."""

    def __init__(self, server, email=None, password=PASSWORD, code=None):
        self.base, self.directory = server.url, server.directory
        self.session = record.new_session(server.certificate)
        self.csrf = None
        self.email, self.password = email, password
        if email:
            self.sign_in(code)

    def sign_in(self, code=None):
        body = {"email": self.email, "password": self.password, "code": code}
        answer = self.good("POST", "/admin/v1/Session", body)
        assert answer["status"] == "signedIn", answer
        self.csrf = answer["session"]["csrfToken"]
        self.id = answer["session"]["user"]["id"]

    def ask(self, method, path, body=None, headers=None):
        """Sends a request and checks the answer; `body` is text, bytes or something for JSON."""
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body, ensure_ascii=False)
        if isinstance(body, str):
            body = body.encode()
        sent = {"X-CSRF-Token": self.csrf} if self.csrf else {}
        sent.update(headers or {})
        answer = self.session.request(method, self.base + path, data=body, headers=sent)
        check_answer(answer, PAGES)
        return answer

    def good(self, method, path, body=None, status=None):
        """The JSON of an answer that must be good."""
        answer = self.ask(method, path, body)
        assert answer.status_code in ([status] if status else [200, 201]), answer.text
        return answer.json() if answer.content else None

    def refused(self, method, path, body=None):
        """The modelState of a 400."""
        answer = self.ask(method, path, body)
        assert answer.status_code == 400, answer.text
        return answer.json()["modelState"]

    def forbidden(self, method, path, body=None):
        answer = self.ask(method, path, body)
        assert answer.status_code == 403, answer.text
        return answer.json()["message"]

    def quick(self, path):
        """What `good` gives, without holding it against the description, which takes long."""
        answer = self.session.get(self.base + path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def walk(self, path, quick=False):
        """All items of a list."""
        items, between = [], "&" if "?" in path else "?"
        for page in itertools.count(1):
            where = f"{path}{between}page={page}&pageSize=100"
            value = self.quick(where) if quick else self.good("GET", where)
            items += value["items"]
            if len(value["items"]) < 100:
                assert len(items) == value["totalItemCount"]
                return items


def add_login(directory, administrator=False, account=1, first="Test", last="Person"):
    """The e-mail address of a new user."""
    email = f"person{next(numbers)}@example.com"
    flags = ["--administrator"] if administrator else []
    glimt("user", "add", email, "--first-name", first, "--last-name", last, "--account", account,
          "--password-stdin", *flags, "--data", directory, input=PASSWORD)
    return email


def add_person(server, **more):
    """A new user who has just signed in."""
    return Person(server, add_login(server.directory, **more))


def code_of(secret, moment):
    """The six digits of RFC 6238 for a secret in base 32."""
    key, step = base64.b32decode(secret), struct.pack(">Q", int(moment) // 30)
    digest = hmac.new(key, step, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = int.from_bytes(digest[at:at + 4], "big") & 0x7fffffff
    return f"{number % 1000000:06d}"


def turn_codes_on(person, place="/admin/v1/Me/Totp"):
    """The secret and the recovery codes. A code that was good when it was sent may have come too late; then
    the next one is."""
    secret = person.good("POST", place, {"password": PASSWORD})["secret"]
    while True:
        answer = person.ask("PUT", place, {"code": code_of(secret, time.time())})
        if answer.status_code == 200:
            return secret, answer.json()["codes"]
        assert answer.json()["modelState"] == {"code": ["The code is wrong."]}


def for_one_project(path, body):
    """What people are planned for is one project of three kinds; other bodies stay as they are."""
    kinds = {"internalProjectId", "absenceProjectId"} if path.endswith("/Plannings") else set()
    return {name: value for name, value in body.items() if name not in kinds}
