"""Comments: verbatim texts, their order, stamps and who made them, and whose they are."""


import pytest

from client import Client, refill_derived, running
from database import connect
from documented import insert, instant, user

TASKS = "/v1/Core/Tasks"
NOWHERE = 999_999


def fill(database):
    """Task 1 has comments at moments that meet; task 2 has one of its own."""
    user(database, 2, "Anna", "Åberg")
    for task in (1, 2):
        insert(database, "tasks", id=task, title=f"Uppgift {task}")
    for number, moment in ((1, 50), (2, 10), (3, 50), (4, 10), (5, 99), (6, 50)):
        insert(database, "task_comments", id=number, text=f"nr {number}", task_id=1,
               created_at=moment, created_by_id=2)
    insert(database, "task_comments", id=7, text="en annans", task_id=2, created_at=1)


@pytest.fixture(scope="module", name="server")
def start_server():
    with running() as started:
        started.known = started.application()
        started.stop()
        database = started.database()
        fill(database)
        refill_derived(database)
        started.start()
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return Client(server, *server.known)


@pytest.fixture(name="path")
def make_path(client):
    return f"{TASKS}/{client.good('POST', TASKS, {'title': 'x'})['id']}/Comments"


def make_older(server, number, creator=2):
    """Puts a comment into the past."""
    database = connect(server.directory)
    database.execute("UPDATE task_comments SET created_at = 5, created_by_id = ? WHERE id = ?",
                     [creator, number])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


@pytest.mark.parametrize("query, ids", [
    ("", [2, 4, 1, 3, 6, 5]), ("&sortOrder=descending", [5, 6, 3, 1, 4, 2]),
    ("&sortBy=createdDate&sortOrder=ascending", [2, 4, 1, 3, 6, 5]),
    ("&sortby=CREATED&sortorder=DESCENDING", [5, 6, 3, 1, 4, 2])])
@pytest.mark.parametrize("size", [1, 2, 4, 100])
def test_order(client, query, ids, size):
    """By the moment, and by id where that is the same, over all pages."""
    items = client.walk(f"{TASKS}/1/Comments?{query[1:]}", size)
    assert [item["id"] for item in items] == ids


@pytest.mark.parametrize("query, name", [
    ("page=1&sortBy=text", "sortBy"), ("page=1&sortBy=updatedDate", "sortBy"),
    ("page=1&sortOrder=up", "sortOrder"), ("", "page"), ("page=0", "page"),
    ("page=1&pageSize=101", "pageSize")])
def test_lists_that_are_refused(client, query, name):
    state = client.refused("GET", f"{TASKS}/1/Comments?{query}")
    assert list(state) == [name]
    if name == "sortBy":
        assert "createdDate" in state[name][0]


def test_a_new_comment(client, path):
    made = client.good("POST", path, {"text": "Hej å"})
    assert made == {"objectName": "task.comment.detail", "id": made["id"], "text": "Hej å",
                    "createdByUser": {"objectName": "generic.name_id", "id": 1,
                                      "name": "Administrator"},
                    "updatedByUser": None, "createdDate": made["createdDate"], "updatedDate": None}
    assert client.walk(path) == [{**made, "objectName": "task.comment.list"}]
    second = client.good("POST", path, {"text": "x", "id": 1, "createdDate": "2001-01-01"})
    assert second["id"] > made["id"] and second["createdDate"] >= made["createdDate"]


@pytest.mark.parametrize("text", [
    "  inledd och avslutad \n", "rad 1\r\nrad 2\n\ttab", "<script>alert('x')</script>",
    '"citat" \\ och \x01',
    "😀 \u2028 \u202e", "e\u0301 är inte é", "x" * 65536, "ö" * 32768,
    "Robert'); DROP TABLE tasks;--"])
def test_texts_are_kept_verbatim(client, path, text):
    made = client.good("POST", path, {"text": text})
    assert made["text"] == text
    assert client.walk(path)[0]["text"] == text
    client.good("PUT", f"{path}/{made['id']}", {"text": "x"})
    assert client.good("PUT", f"{path}/{made['id']}", {"text": text})["text"] == text


@pytest.mark.parametrize("text", [
    None, "", " ", "\t\r\n", "x" * 65537, "ö" * 32769, True, [], {}])
def test_texts_that_are_refused(client, path, text):
    made = client.good("POST", path, {"text": "kvar"})
    for method, where in (("POST", path), ("PUT", f"{path}/{made['id']}")):
        assert list(client.refused(method, where, {"text": text})) == ["text"]
        assert client.refused(method, where, {}) == {"text": ["The Text field is required."]}
    assert [item["text"] for item in client.walk(path)] == ["kvar"]


def test_an_update_stamps_who_and_when(server, client, path):
    made = client.good("POST", path, {"text": "a"})
    make_older(server, made["id"])
    changed = client.good("PUT", f"{path}/{made['id']}", {"text": "b"})
    assert changed["createdDate"] == "1970-01-01 00:00:05 +00:00"
    assert changed["createdByUser"]["id"] == 2
    assert changed["updatedByUser"]["id"] == 1
    assert instant(changed["updatedDate"]) >= instant(made["createdDate"])
    assert client.walk(path) == [{**changed, "objectName": "task.comment.list"}]


def test_whoever_may_write_may_change_a_comment_of_others(server, client, path):
    made = client.good("POST", path, {"text": "a"})
    make_older(server, made["id"], None)
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    changed = writer.good("PUT", f"{path}/{made['id']}", {"text": "b"})
    assert changed["createdByUser"] is None and changed["updatedByUser"]["id"] == 1
    assert writer.ask("DELETE", f"{path}/{made['id']}").content == b""


def test_a_delete(client, path):
    numbers = [client.good("POST", path, {"text": str(turn)})["id"] for turn in range(3)]
    assert client.ask("DELETE", f"{path}/{numbers[1]}").content == b""
    assert {item["id"] for item in client.walk(path)} == {numbers[0], numbers[2]}
    for method, body in (("DELETE", None), ("PUT", {"text": "x"})):
        state = client.refused(method, f"{path}/{numbers[1]}", body)
        assert state == {"commentId": ["The task comment could not be found."]}
    client.good("DELETE", f"{path}/{numbers[2]}")
    assert client.good("POST", path, {"text": "ny"})["id"] > numbers[2]


def test_comments_of_another_task(client):
    for method, body in (("PUT", {"text": "x"}), ("DELETE", None)):
        assert list(client.refused(method, f"{TASKS}/1/Comments/7", body)) == ["commentId"]
        assert "taskId" in client.refused(method, f"{TASKS}/{NOWHERE}/Comments/7", body)
    for method, path, body in (("GET", f"{TASKS}/{NOWHERE}/Comments?page=1", None),
                               ("POST", f"{TASKS}/{NOWHERE}/Comments", {"text": "x"})):
        assert client.refused(method, path, body) == {"taskId": ["The task could not be found."]}
    assert set(client.refused("POST", f"{TASKS}/{NOWHERE}/Comments", {})) == {"taskId", "text"}
    assert [item["text"] for item in client.walk(f"{TASKS}/2/Comments")] == ["en annans"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.0", "1%20", ""])
def test_paths_that_lead_nowhere(client, number):
    for method in ("PUT", "DELETE"):
        answer = client.ask(method, f"{TASKS}/1/Comments/{number}", {"text": "x"})
        assert answer.status_code == (405 if number == "" else 404) and answer.content == b""
    answer = client.get(f"{TASKS}/1/Comments/1")
    assert answer.status_code == 405 and answer.headers["Allow"] == "PUT, DELETE"


def test_numbers_beyond_all_rows(client):
    assert list(client.refused("DELETE", f"{TASKS}/1/Comments/{10 ** 30}")) == ["commentId"]


def test_who_may(server, client, path):
    number = client.good("POST", path, {"text": "x"})["id"]
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    for one, method, where, body, permission in (
            (reader, "POST", path, {"text": "x"}, "Task_write"),
            (reader, "PUT", f"{path}/{number}", {"text": "x"}, "Task_write"),
            (reader, "DELETE", f"{path}/{number}", None, "Task_write"),
            (writer, "GET", path + "?page=1", None, "Task_read")):
        answer = one.ask(method, where, body)
        assert answer.status_code == 403 and answer.json()["permissionsRequired"] == [permission]
    assert reader.walk(path) == client.walk(path)
    assert writer.good("POST", path, {"text": "y"})["text"] == "y"


def test_counts_of_the_task_and_nothing_else_of_it(client, path):
    number = path.split("/")[4]

    def shown():
        return client.good("GET", f"{TASKS}?page=1&filter.taskIds={number}")["items"][0]

    before = shown()
    first, second = (client.good("POST", path, {"text": "x"})["id"] for _ in range(2))
    assert shown() == {**before, "numberOfComments": 2}
    client.good("PUT", f"{path}/{first}", {"text": "y"})
    assert shown() == {**before, "numberOfComments": 2}
    client.good("DELETE", f"{path}/{second}")
    assert shown() == {**before, "numberOfComments": 1}
