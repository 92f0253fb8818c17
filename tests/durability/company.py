"""A small company to load, and who asks in its name."""

import json

from caller import Caller, Refused
from client import glimt

EMAIL, PASSWORD = "boss@example.com", "rätt häst batteri"
REGISTRIES = {"users": "/v1/Admin/Users", "projects": "/v1/Core/Projects",
              "contact_tags": "/v1/Admin/ContactTags", "activities": "/v1/Admin/Activities",
              "time_codes": "/v1/Admin/TimeCodes", "time_articles": "/v1/Admin/TimeArticles",
              "allowances": "/v1/Admin/Allowances", "equipments": "/v1/Admin/Equipments"}


class Company:
    """An application and an administrator of a directory that a server has, and what rows refer to."""

    def __init__(self, server):
        made = glimt("app", "add", "program", "--data", server.directory, "--json", "--all-permissions",
                     "--rate", "off", "--static-token")
        said = json.loads(made.stdout)
        self.identifier, self.secret, self.token = said["id"], said["secret"], said["token"]
        glimt("user", "add", EMAIL, "--first-name", "Eva", "--last-name", "Chef", "--administrator",
              "--password-stdin", "--data", server.directory, input=PASSWORD)
        self.session = sign_in(server)
        program = self.program(server)
        self.registry = {name: [item["id"] for item in program.walk(path) if item.get("isActive", True)]
                         for name, path in REGISTRIES.items()}
        program.close()

    def program(self, server):
        return Caller(server, Authorization=f"Bearer {self.token}")

    def person(self, server):
        """Somebody who goes on with the session that was begun."""
        cookie, csrf = self.session
        return Caller(server, Cookie=cookie, X_CSRF_Token=csrf)


def sign_in(server):
    status, headers, content = Caller(server).ask("POST", "/admin/v1/Session",
                                                  {"email": EMAIL, "password": PASSWORD, "code": None})
    if status != 200:
        raise Refused(f"The administrator is not let in: {content.decode()}")
    return headers["Set-Cookie"].split(";")[0], json.loads(content)["session"]["csrfToken"]


def fill(directory):
    """Makes a company with the registries that rows refer to, and hardly any rows."""
    glimt("demo", "--data", directory, "--contacts", 3, "--projects", 2, "--tasks", 0, "--time-reports", 0)
