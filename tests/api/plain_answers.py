"""What an application without extended answers reads of a small demo company: a digest for each documented GET.

`GLIMT_BINARY=build/glimt python3 tests/api/plain_answers.py` prints them; contract/answers.txt has those that were printed before
there were extended answers. Whoever changes the demo company, or documented answers on purpose, writes the file anew."""

import contextlib
import hashlib
import json
import pathlib
import tempfile

from client import Client, Server, add_application, glimt

CONTRACT = pathlib.Path(__file__).parent / "contract"
FILE = CONTRACT / "answers.txt"
SIZES = ("--contacts", 40, "--projects", 12, "--tasks", 24, "--time-reports", 250)
SPAN = "filter.from=2026-01-01&filter.to=2026-01-31"


@contextlib.contextmanager
def small_company():
    """A server of it."""
    with tempfile.TemporaryDirectory() as directory:
        glimt("demo", "--data", directory, *SIZES)
        server = Server(directory)
        try:
            yield server
        finally:
            server.stop()


def templates():
    """The documented paths that are read; bytes and the token are not."""
    facts = json.loads((CONTRACT / "endpoints.json").read_text())
    return [fact["path"] for fact in facts if fact["method"] == "GET" and not fact["path"].lower().endswith("download")]


def paths(client):
    """Each list whole, and each row alone, of all tasks that there are."""
    found = templates()
    tasks = [row["id"] for row in client.walk("/v1/Core/Tasks", quick=True)]
    for path in found:
        if path.endswith("}"):
            rows = client.walk(path.rsplit("/", 1)[0], quick=True)
            yield from (path.rsplit("/", 1)[0] + f"/{row['id']}" for row in rows)
            continue
        more = "&" + SPAN if path.endswith("UserDayStatistics") else ""
        for place in [path.replace("{taskId}", str(task)) for task in tasks] if "{taskId}" in path else [path]:
            pages = client.quick(f"{place}?page=1&pageSize=20{more}")["totalPages"]
            yield from (f"{place}?page={page}&pageSize=20{more}" for page in range(1, pages + 1))


def digest(body):
    return hashlib.sha256(body).hexdigest()[:32]


def read(client, path):
    answer = client.session.get(client.base + path, headers={"Authorization": f"Bearer {client.token}"})
    assert answer.status_code == 200, answer.text
    return answer


def kept():
    """Path and digest, as they are kept."""
    return dict(line.split() for line in FILE.read_text().splitlines())


if __name__ == "__main__":
    with small_company() as company:
        made = add_application(company.directory)
        caller = Client(company, made["id"], made["secret"])
        for one in paths(caller):
            print(one, digest(read(caller, one).content))
