"""People who sign in step by step."""

import itertools
import json

import people
from client import glimt
from people import PASSWORD, code_of

numbers = itertools.count(1)


class Person(people.Person):
    """Somebody who signs in step by step; paths are those behind /admin/v1/."""

    def __init__(self, server):
        super().__init__(server)
        self.server = server

    def ask(self, method, path, body=None, headers=None):
        self.base = self.server.url  # another one after a restart
        return super().ask(method, f"/admin/v1/{path}", body, headers)

    def take(self, value):
        """Goes on with the session of an admin.sign_in."""
        assert value["status"] == "signedIn"
        return self.take_session(value["session"])

    def take_session(self, session):
        """The same with the session itself."""
        self.csrf = session["csrfToken"]
        return session

    def try_sign_in(self, email, password=PASSWORD, **more):
        return self.ask("POST", "Session", {"email": email, "password": password, **more})

    def sign_in(self, email, password=PASSWORD, **more):
        """A sign-in that must work; the session."""
        return self.take(self.good("POST", "Session", {"email": email, "password": password, **more}))

    def is_signed_in(self):
        status = self.ask("GET", "Session").status_code
        assert status in (200, 401)
        return status == 200

    @property
    def cookie(self):
        return self.session.cookies["__Host-glimt"]


def fresh_email():
    return f"somebody{next(numbers)}@example.se"


def add_user(server, email, *flags, account=1, password=PASSWORD):
    """The id of a new user who can sign in."""
    made = glimt("user", "add", email, "--first-name", "Åsa", "--last-name", "Öst", "--data",
                 server.directory, "--account", account, "--json", "--password-stdin", *flags,
                 input=password + "\n")
    return json.loads(made.stdout)["userId"]


def signed_in(server, email, *flags, account=1):
    """A new person, signed in."""
    person = Person(server)
    person.id, person.email = add_user(server, email, *flags, account=account), email
    person.sign_in(email, accountId=account)
    return person


def begin_codes(person, clock):
    """The secret in force and the recovery codes; the code of the moment is used up."""
    made = person.good("POST", "Me/Totp", {"password": PASSWORD})
    secret = made["secret"]
    assert made["uri"].startswith("otpauth://totp/Glimt:") and f"secret={secret}" in made["uri"]
    return secret, person.good("PUT", "Me/Totp", {"code": code_of(secret, clock.now)})["codes"]
