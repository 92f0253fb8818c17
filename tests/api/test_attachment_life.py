"""Lists, renames and deletes of attachments, and when their bytes go."""


import pytest

import oracles
from client import running
from database import connect
from documented import insert
from uploads import (TASKS, download, field, file, named, new_task, send, stored, upload, wait_until,
                     wait_until_tidy)

URL = "https://example.com"


@pytest.fixture(scope="module", name="server")
def start_server():
    with running() as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


@pytest.fixture(name="path")
def make_path(client):
    return new_task(client)


def names(client, query):
    return [(item["name"], item["id"]) for item in client.walk(query)]


def set_stamps(server, number, **columns):
    """Puts a row into the past, so that a stamp of now can be told from it."""
    database = connect(server.directory)
    for column, value in columns.items():
        database.execute(f"UPDATE task_attachments SET {column} = ? WHERE id = ?", [value, number])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


def test_order(client, path):
    rows = []
    for turn, name in enumerate(["Öl", "ål", "zon", "Ärta", "ål", "a10", "a9", "B"]):
        made = (upload(client, path, file(b"x", name)) if turn % 2 else
                client.good("POST", path, {"name": name, "externalUrl": URL}))
        rows.append(made)
    for order in ("ascending", "descending"):
        expected = oracles.ordered(rows, lambda row: oracles.swedish(row["name"]),
                                   order == "descending")
        wanted = [(row["name"], row["id"]) for row in expected]
        assert names(client, f"{path}?sortBy=name&sortOrder={order}") == wanted
        assert names(client, f"{path}?sortOrder={order}") == wanted
    paged = client.good("GET", f"{path}?page=2&pageSize=3")
    assert (paged["itemCount"], paged["totalItemCount"], paged["totalPages"]) == (3, 8, 3)
    assert "name" in client.refused("GET", f"{path}?page=1&sortBy=createdDate")["sortBy"][0]
    assert list(client.refused("GET", path)) == ["page"]


def test_a_rename(server, client, path):
    made = upload(client, path, file(b"innehall", "a.png", "image/png"))
    set_stamps(server, made["id"], created_at=5, created_by_id=None)
    where = f"{path}/{made['id']}"
    changed = client.good("PUT", where, {"name": "Ny å", "type": "link", "contentType": "x/y",
                                         "sizeInBytes": 1, "externalUrl": URL,
                                         "contentHash": "0" * 64})
    assert changed == {**made, "name": "Ny å", "createdDate": "1970-01-01 00:00:05 +00:00",
                       "createdByUser": None, "updatedDate": changed["updatedDate"]}
    assert changed["updatedDate"] >= made["createdDate"]
    assert client.walk(path) == [{**changed, "objectName": "task.attachment.list"}]
    assert download(client, path, made["id"]).content == b"innehall"


def test_renames_that_are_refused(client, path):
    made = upload(client, path, file(b"x"))
    where, before = f"{path}/{made['id']}", client.walk(path)
    for body in ({}, {"name": None}, {"name": ""}, {"name": " \t"}, {"name": "x" * 256}, {"name": True}):
        assert list(client.refused("PUT", where, body)) == ["name"]
    assert client.refused("PUT", where, {}) == {"name": ["The Name field is required."]}
    assert client.walk(path) == before
    assert client.good("PUT", where, {"name": "ö" * 255})["name"] == "ö" * 255


def test_where_it_is_not(client, account, path):
    made = upload(client, path, file(b"x"))
    other, number = new_task(client), made["id"]
    for method, body in (("PUT", {"name": "x"}), ("DELETE", None)):
        assert list(client.refused(method, f"{other}/{number}", body)) == ["attachmentId"]
        assert list(client.refused(method, f"{path}/999999", body)) == ["attachmentId"]
        assert "taskId" in client.refused(method, f"{TASKS}/999999/Attachments/{number}", body)
    assert "taskId" in account.refused("GET", path + "?page=1")
    assert [item["id"] for item in client.walk(path)] == [number]
    answer = client.get(f"{path}/{number}")
    assert answer.status_code == 405 and answer.headers["Allow"] == "PUT, DELETE"


def test_who_may(server, client, path):
    number = upload(client, path, file(b"x"))["id"]
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    for one, method, where, body, permission in (
            (reader, "PUT", f"{path}/{number}", {"name": "x"}, "Task_write"),
            (reader, "DELETE", f"{path}/{number}", None, "Task_write"),
            (reader, "POST", path, {"externalUrl": URL}, "Task_write"),
            (writer, "GET", path + "?page=1", None, "Task_read")):
        answer = one.ask(method, where, body)
        assert answer.status_code == 403 and answer.json()["permissionsRequired"] == [permission]
    assert writer.good("PUT", f"{path}/{number}", {"name": "Ny"})["name"] == "Ny"
    assert [item["name"] for item in reader.walk(path)] == ["Ny"]
    assert upload(writer, path, file(b"y"))["id"] > number
    assert writer.ask("DELETE", f"{path}/{number}").content == b""


def test_bytes_go_with_the_last_row_that_names_them(server, client, path):
    content, other = b"delat innehall", new_task(client)
    numbers = [upload(client, path, file(content, f"{turn}"))["id"] for turn in range(2)]
    last = upload(client, other, file(content, "sist"))["id"]
    wait_until_tidy(server, client)
    assert len(stored(server)) == len(named(server)) >= 1
    before = stored(server)
    for number in numbers:
        client.good("DELETE", f"{path}/{number}")
        wait_until_tidy(server, client)
        assert stored(server) == before
        assert download(client, other, last).content == content
        assert list(client.refused("DELETE", f"{path}/{number}")) == ["attachmentId"]
        assert list(client.refused("GET", f"{path}/{number}/Download")) == ["attachmentId"]
    client.good("DELETE", f"{other}/{last}")
    wait_until_tidy(server, client)
    assert len(stored(server)) == len(before) - 1
    again = upload(client, path, file(content))
    assert again["id"] > last and download(client, path, again["id"]).content == content


def test_deleting_a_task_takes_all_of_it(server, client, path):
    task = path.removesuffix("/Attachments")
    kept = new_task(client)
    shared = upload(client, kept, file(b"delat", "x"))["id"]
    wait_until_tidy(server, client)
    before, rows = stored(server), count_parts(server)
    for turn in range(30):
        upload(client, path, file(b"%d" % turn))
    upload(client, path, file(b"delat"))
    client.good("POST", path, {"externalUrl": URL})
    client.good("POST", task + "/Comments", {"text": "x"})
    items = [{"name": "a"}, {"name": "b"}]
    client.good("POST", task + "/Checklists", {"name": "x", "items": items})
    wait_until_tidy(server, client)
    assert len(stored(server)) == len(before) + 30
    assert client.ask("DELETE", task).content == b""
    wait_until_tidy(server, client)
    wait_until(client, lambda: count_parts(server) == rows)
    assert stored(server) == before
    assert download(client, kept, shared).content == b"delat"
    for part in ("Comments", "Checklists", "Attachments"):
        assert list(client.refused("GET", f"{task}/{part}?page=1")) == ["taskId"]


def count_parts(server):
    database = connect(server.directory)
    counts = [database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in (
        "task_comments", "task_checklists", "task_checklist_items", "task_attachments",
        "file_removals")]
    database.close()
    return counts


def report_on(server, task):
    """A time report on the task, which keeps it from being deleted."""
    database = connect(server.directory)
    for table in ("activities", "time_codes", "time_articles", "internal_projects"):
        insert(database, table, id=1, name=table, is_active=1)
    insert(database, "time_reports", id=1, hours=1, user_id=1, internal_project_id=1, activity_id=1,
           time_code_id=1, time_article_id=1, task_id=task)
    database.commit()
    database.close()


def test_a_task_that_stays_keeps_its_bytes(server, client, path):
    task = path.removesuffix("/Attachments")
    number = upload(client, path, file(b"kvar"))["id"]
    report_on(server, int(task.rsplit("/", 1)[1]))
    assert "time reports" in client.refused("DELETE", task)["id"][0]
    wait_until_tidy(server, client)
    assert download(client, path, number).content == b"kvar"


def test_counts_and_stamps_of_the_task(client, path):
    task = path.removesuffix("/Attachments")
    number = task.rsplit("/", 1)[1]

    def shown():
        return client.good("GET", f"{TASKS}?page=1&filter.taskIds={number}")["items"][0]

    before = shown()
    made = upload(client, path, file(b"x"))
    client.good("POST", path, {"externalUrl": URL})
    assert send(client, path, field("name", "x")).status_code == 400
    assert shown() == {**before, "numberOfAttachments": 2}
    client.good("DELETE", f"{path}/{made['id']}")
    assert shown() == {**before, "numberOfAttachments": 1}


def test_the_acting_user_is_the_one_who_made_it(server, client, path):
    lotta = server.client()
    database = connect(server.directory)
    insert(database, "users", id=7, name="Lotta Å", first_name="Lotta", last_name="Å", created_at=0,
           license="total", permissions="administrator")
    database.execute("UPDATE applications SET responsible_id = 7 WHERE public_id = ?",
                     [lotta.identifier])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()
    made = upload(lotta, path, file(b"x"))
    assert made["createdByUser"]["name"] == "Lotta Å"
    changed = client.good("PUT", f"{path}/{made['id']}", {"name": "y"})
    assert changed["createdByUser"]["name"] == "Lotta Å"
