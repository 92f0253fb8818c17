"""A small company to try faults on: made once, and copied for each run."""

import json
import pathlib
import subprocess

from wire import Connection

EMAIL, PASSWORD = "prov@example.com", "rätt häst batteri"
SMALL = ["--contacts", "12", "--projects", "8", "--tasks", "12", "--time-reports", "60"]


def glimt(binary, data, *words, said=None):
    done = subprocess.run([binary, *words, "--data", str(data)], input=said, capture_output=True,
                          text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"glimt {' '.join(words)}: {done.stderr}")
    return done.stdout


def ask(connection, method, path, body=None, headers=None):
    connection.send(method, path, headers or {}, b"" if body is None else json.dumps(body).encode())
    answer = connection.receive()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status} {answer.body}")
    return answer


def sign_in(connection):
    """Headers of a session."""
    answer = ask(connection, "POST", "/admin/v1/Session", {"email": EMAIL, "password": PASSWORD})
    return {"Cookie": answer.headers["set-cookie"].split(";")[0],
            "X-CSRF-Token": answer.json()["session"]["csrfToken"]}


def first(connection, path, headers):
    items = ask(connection, "GET", path, None, headers).json()["items"]
    return min(item["id"] for item in items if item.get("isActive", True))


def fill(binary, data):
    """The credentials of a program, in a new directory."""
    glimt(binary, data, "demo", *SMALL)
    glimt(binary, data, "user", "add", EMAIL, "--first-name", "Pia", "--last-name", "Prov",
          "--administrator", "--password-stdin", said=PASSWORD)
    return json.loads(glimt(binary, data, "app", "add", "Prov", "--all-permissions", "--rate", "off",
                            "--static-token", "--json"))


def make_long_lists(connection, token):
    """The path of checklists that together are too long for an answer in memory."""
    task = ask(connection, "POST", "/v1/Core/Tasks", {"title": "Mycket", "memberIds": [1]}, token).json()["id"]
    path = f"/v1/Core/Tasks/{task}/Checklists"
    for name in ("Lång", "Längre", "Längst"):
        ask(connection, "POST", path, {"name": name, "items": [{"name": "x" * 150}] * 1000}, token)
    return path


def look_around(port, application):
    """What the requests of the corpus name, as the running server has it."""
    connection = Connection(port, 60)
    session = sign_in(connection)
    token = {"Authorization": f"Bearer {application['token']}"}
    named = {name: first(connection, f"/v1/Admin/{path}?page=1", token)
             for name, path in (("activityId", "Activities"), ("timeCodeId", "TimeCodes"),
                                ("timeArticleId", "TimeArticles"))}
    internal = first(connection, "/v1/Admin/InternalProjects?page=1", token)
    user = ask(connection, "GET", "/admin/v1/Session", None, session).json()["user"]["id"]
    prepared = {
        "session": session, "token": token, "user": user, "email": EMAIL, "password": PASSWORD,
        "application": (application["id"], application["secret"]),
        "article": first(connection, "/v1/Admin/Articles?page=1", token),
        "long": make_long_lists(connection, token),
        "report": {**named, "internalProjectId": internal},
    }
    connection.close()
    return prepared


def leave_wal(port, prepared, data, pages):
    """Writes until the WAL has so many pages that the corpus brings it to its limit."""
    connection = Connection(port, 60)
    body = {"name": "Stor", "contactType": "company", "responsibleId": 1, "importantInformation": "x" * 60_000}
    wal = pathlib.Path(data, "glimt.db-wal")
    before = 0
    while before <= wal.stat().st_size < pages * 8192:
        before = wal.stat().st_size
        connection.send("PUT", "/v1/Core/Contacts/1", prepared["token"], json.dumps(body).encode())
        if connection.receive().status != 200:
            raise RuntimeError("the WAL can't be filled")
    connection.close()
