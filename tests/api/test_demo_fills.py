"""The demo company has something for every property of every answer, at every depth: whoever writes a client sees it all."""

import datetime
import re

from client import OPENAPI, running

REPORTS = "/v1/Core/TimeReports"
SAMPLE = 3000  # rows that are read alone, of very many
GETS = [path for path, operations in OPENAPI["paths"].items() if "get" in operations and not path.endswith("Download")]
EXTENSIONS = {path for path in GETS if OPENAPI["paths"][path]["get"].get("x-extension")}


def note(value, place, seen):
    """What is ever there under each name; of truths also which."""
    for member in value if isinstance(value, list) else []:
        note(member, place, seen)
    for name, member in value.items() if isinstance(value, dict) else []:
        found = seen.setdefault((*place, name), set())
        if member not in (None, [], ""):
            found.add(member if isinstance(member, bool) else "something")
        note(member, (*place, name), seen)


def list_of(client, path):
    """The rows; of the days of users those of the last weeks."""
    newest = client.quick(f"{REPORTS}?page=1&pageSize=1&sortBy=date&sortOrder=descending")["items"][0]["date"]
    first = datetime.date.fromisoformat(newest) - datetime.timedelta(30)
    span = f"?filter.from={first}&filter.to={newest}" if path.endswith("UserDayStatistics") else ""
    return client.walk(path + span, quick=True)


def is_list(path):
    return any(one["name"] == "page" for one in OPENAPI["paths"][path]["get"]["parameters"])


def fullest(rows):
    """Those that have most to tell come first."""
    return sorted(rows, key=lambda row: -sum(map(bool, row.values())))[:SAMPLE]


def read_alone(client, path, rows):
    """A row itself, or what is below it."""
    for row in fullest(rows):
        place = re.sub(r"\{\w+\}", str(row["id"]), path)
        yield client.walk(place, quick=True) if is_list(path) else client.quick(place)


def test_every_property_of_every_answer():
    seen, lists = {}, {}
    with running("--demo") as server:
        client = server.client("--all-permissions", "--rate", "off", "--extended-answers")
        for path in GETS:
            if "{" not in path:
                lists[path] = list_of(client, path)
                note(lists[path], (path,), seen)
        for path in GETS:
            if "{" in path:
                for value in read_alone(client, path, lists[path.split("/{")[0]]):
                    note(value, (path,), seen)
    assert {place[0] for place in seen} == set(GETS)
    assert [place for place, found in seen.items() if not found] == []
    # A switch that is always the same says nothing.
    assert [place for place, found in seen.items() if found in ({True}, {False}) and place[0] in EXTENSIONS] == []
