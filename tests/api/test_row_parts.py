"""What a row may have of its parts: at most 1,000 in each list, together or one by one."""

import re

import pytest

from client import PUBLIC, Client, running
from database import connect
from documented import insert
from people import PAGES, add_person
from uploads import file, send

MOST = 1000
TASKS = "/v1/Core/Tasks"
KINDS = {
    "Comments": ("task_comments", "task comments", {"text": "x"}),
    "Checklists": ("task_checklists", "task checklists", {"name": "x"}),
    "Attachments": ("task_attachments", "task attachments",
                    {"name": "x", "externalUrl": "https://example.com/x"}),
}


def item_kind(description, schema):
    """"object" or "integer" for a list of such; None for anything else."""
    schema = description.resolve(schema)
    for choice in schema.get("anyOf", [schema]):
        items = description.resolve(description.resolve(choice).get("items", {}))
        if items:
            return "object" if "properties" in items else items["type"]
    return None


def lists(description):
    """Method, path and name of every list of parts that a body may have."""
    for path, operations in description.document["paths"].items():
        for method in ("post", "put"):
            body = operations.get(method, {}).get("requestBody", {"content": {}})["content"]
            schema = description.resolve(body.get("application/json", {"schema": {}})["schema"])
            for name, member in schema.get("properties", {}).items():
                kind = item_kind(description, member)
                if kind in ("object", "integer"):
                    yield method.upper(), re.sub(r"\{[^}]*\}", "1", path), name, kind


PUBLIC_LISTS, PAGES_LISTS = list(lists(PUBLIC)), list(lists(PAGES))


def fill(database, kind, task, count):
    for number in range(1, count + 1):
        more = {"type": "link", "external_url": "https://x"} if kind == "Attachments" else {}
        insert(database, KINDS[kind][0], id=10_000 * task + number, task_id=task, **more)


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--body-limit", "10000000") as started:
        started.known = started.application()
        started.stop()
        database = started.database()
        for task in (1, 2):
            insert(database, "tasks", id=task, title="x")
            for kind in KINDS:
                fill(database, kind, task, MOST + 2 * (task - 1))
        database.commit()
        database.close()
        started.start()
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return Client(server, *server.known)


def test_all_kinds_are_found():
    names = {name for _, _, name, _ in PUBLIC_LISTS + PAGES_LISTS}
    assert names >= {"tagIds", "memberIds", "items", "columns", "materials", "equipments",
                     "additions", "userIds"}


@pytest.fixture(scope="module", name="boss")
def make_boss(server):
    return add_person(server, administrator=True)


def check_refused(asking, method, path, name, kind):
    part = {} if kind == "object" else 1
    said = asking.refused(method, path, {name: [part] * (MOST + 1)})
    assert said[name] == [f"The field {name[0].upper()}{name[1:]} must have at most 1000 items."]


@pytest.mark.parametrize("method, path, name, kind", PUBLIC_LISTS)
def test_too_many_in_a_body(client, method, path, name, kind):
    check_refused(client, method, path, name, kind)


@pytest.mark.parametrize("method, path, name, kind", PAGES_LISTS)
def test_too_many_in_a_body_of_the_pages(boss, method, path, name, kind):
    check_refused(boss, method, path, name, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_one_by_one(client, kind):
    path, body = f"{TASKS}/1/{kind}", KINDS[kind][2]
    full = {"taskId": [f"The task has 1000 {KINDS[kind][1]} already, and can't have more."]}
    last = client.good("GET", path + "?page=10&pageSize=100")["items"][-1]["id"]
    assert client.refused("POST", path, body) == full
    client.good("PUT", f"{path}/{last}", body)
    client.good("DELETE", f"{path}/{last}")
    client.good("POST", path, body)
    assert client.refused("POST", path, body) == full
    assert client.get(path + "?page=1").json()["totalItemCount"] == MOST


def test_a_file_too_many(client):
    answer = send(client, f"{TASKS}/1/Attachments", file(b"x"))
    assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["taskId"]


@pytest.mark.parametrize("kind", KINDS)
def test_more_from_before_can_be_read_and_made_fewer(client, kind):
    path, body = f"{TASKS}/2/{kind}", KINDS[kind][2]
    items = client.walk(path)
    assert len(items) == MOST + 2
    client.good("PUT", f"{path}/{items[0]['id']}", body)
    for item in items[:3]:
        assert "taskId" in client.refused("POST", path, body)
        client.good("DELETE", f"{path}/{item['id']}")
    client.good("POST", path, body)
    assert "taskId" in client.refused("POST", path, body)


def test_older_parts_of_a_body(server, client):
    """A checklist of 1,003 points is shown, kept while nothing is said of them, and shortened."""
    path = f"{TASKS}/2/Checklists"
    where = f"{path}/{client.good('GET', path + '?page=1')['items'][0]['id']}"
    database = connect(server.directory)
    with database:
        for number in range(MOST + 3):
            insert(database, "task_checklist_items", id=5000 + number, title="x", position=number,
                   task_checklist_id=int(where.rsplit("/", 1)[1]))
    database.close()
    items = client.good("PUT", where, {"name": "y"})["items"]
    assert len(items) == MOST + 3
    given = [{"id": item["id"], "name": item["title"]} for item in items]
    assert "items" in client.refused("PUT", where, {"name": "y", "items": given})
    assert len(client.good("PUT", where, {"name": "y", "items": given[3:]})["items"]) == MOST
