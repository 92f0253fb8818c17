"""Checklists: items are changed, added, left out and ticked off, all in one body or not at all."""

import random

import pytest

import oracles
from client import Client, running
from database import connect
from documented import instant

TASKS = "/v1/Core/Tasks"
NOWHERE = 999_999


@pytest.fixture(scope="module", name="server")
def start_server():
    with running() as started:
        started.known = started.application()
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return Client(server, *server.known)


@pytest.fixture(name="path")
def make_path(client):
    return f"{TASKS}/{client.good('POST', TASKS, {'title': 'x'})['id']}/Checklists"


@pytest.fixture(name="made")
def make_checklist(client, path):
    return client.good("POST", path, {"name": "Lista", "items": [
        {"name": "a"}, {"name": "b", "isCompleted": True}, {"name": "c", "isCompleted": False}]})


@pytest.fixture(name="where")
def make_where(path, made):
    return f"{path}/{made['id']}"


def make_older(server, made):
    """Puts a checklist with its items into the past."""
    database = connect(server.directory)
    database.execute("UPDATE task_checklists SET created_at = 5 WHERE id = ?", [made["id"]])
    database.execute("UPDATE task_checklist_items SET created_at = 6, updated_at = 7 WHERE"
                     " task_checklist_id = ?", [made["id"]])
    database.execute("UPDATE task_checklist_items SET completed_at = 8 WHERE"
                     " task_checklist_id = ? AND is_completed = 1", [made["id"]])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


def short(checklist):
    """What tells the items apart: title, place, and whether they are done."""
    return [(item["title"], item["sortOrder"], item["completedDate"] is not None)
            for item in checklist["items"]]


def ids(checklist):
    return [item["id"] for item in checklist["items"]]


def test_a_new_checklist(client, path, made):
    assert list(made) == ["objectName", "id", "name", "items", "createdByUser", "createdDate",
                          "updatedDate"]
    assert made["objectName"] == "task.checklist.detail" and made["name"] == "Lista"
    assert made["createdByUser"]["name"] == "Administrator" and made["updatedDate"] is None
    assert short(made) == [("a", 0, False), ("b", 1, True), ("c", 2, False)]
    for item in made["items"]:
        assert list(item) == ["objectName", "id", "title", "sortOrder", "completedDate",
                              "createdByUser", "createdDate", "updatedDate"]
        assert item["objectName"] == "task.checklistitem.detail"
        assert item["createdByUser"] == made["createdByUser"] and item["updatedDate"] is None
    assert made["items"][1]["completedDate"] == made["items"][1]["createdDate"] == made["createdDate"]
    assert client.walk(path) == [{**made, "objectName": "task.checklist.list"}]


@pytest.mark.parametrize("items", [{}, {"items": None}, {"items": []}])
def test_a_new_checklist_without_items(client, path, items):
    assert client.good("POST", path, {"name": "Tom", **items})["items"] == []


def test_items_in_their_many_spellings(client, path):
    made = client.good("POST", path, {"NAME": "x", "ITEMS": [
        {"title": "title går också"}, {"name": "name först", "title": "glöms"},
        {"Name": "x", "id": None},
        {"name": "x", "isCompleted": "TRUE", "sortOrder": 77, "completedDate": "2001-01-01"},
        {"name": "x", "iscompleted": None}, {"name": "x"}, {"name": "x"}]})
    assert short(made) == [("title går också", 0, False), ("name först", 1, False), ("x", 2, False),
                           ("x", 3, True), ("x", 4, False), ("x", 5, False), ("x", 6, False)]
    assert len(set(ids(made))) == 7
    assert made["items"][3]["completedDate"] == made["createdDate"]


def test_an_update_of_everything(client, server, path, made, where):
    """An id changes that item at its place, none adds at the end, what is left out goes."""
    make_older(server, made)
    first, second, third = ids(made)
    changed = client.good("PUT", where, {"name": "Ny", "items": [
        {"name": "ny 1"}, {"id": third, "name": "C", "isCompleted": True},
        {"id": None, "name": "ny 2"},
        {"id": first, "name": "a"}]})
    assert short(changed) == [("a", 0, False), ("C", 2, True), ("ny 1", 3, False),
                              ("ny 2", 4, False)]
    assert ids(changed)[:2] == [first, third] and min(ids(changed)[2:]) > third
    assert changed["name"] == "Ny" and changed["createdDate"] == "1970-01-01 00:00:05 +00:00"
    assert instant(changed["updatedDate"]) >= instant(made["createdDate"])
    assert second not in ids(changed)
    assert client.walk(path) == [{**changed, "objectName": "task.checklist.list"}]
    again = client.good("PUT", where, {"name": "Ny", "items": [{"name": "sist"}]})
    assert short(again) == [("sist", 0, False)]


def test_places_are_kept_and_gaps_stay(client, made, where):
    first, _, third = ids(made)
    kept = [{"id": third, "name": "c"}, {"id": first, "name": "a"}]
    shown = client.good("PUT", where, {"name": "x", "items": kept})
    assert short(shown) == [("a", 0, False), ("c", 2, False)]
    shown = client.good("PUT", where, {"name": "x", "items": kept[:1]})
    assert short(shown) == [("c", 2, False)]
    shown = client.good("PUT", where, {"name": "x", "items": [{"name": "ny"}, *kept[:1]]})
    assert short(shown) == [("c", 2, False), ("ny", 3, False)]


def test_what_is_not_said_stays(client, made, where):
    for body in ({"name": "Ny"}, {"name": "Ny", "Items2": []}):
        changed = client.good("PUT", where, body)
        assert changed["items"] == made["items"] and changed["name"] == "Ny"
    assert list(client.refused("PUT", where, {"items": made["items"]})) == ["name"]
    for nothing in (None, []):
        assert client.good("PUT", where, {"name": "x", "items": nothing})["items"] == []


def test_items_that_are_given_as_they_are_have_not_changed(client, server, made, where):
    make_older(server, made)
    first, second, third = ids(made)
    changed = client.good("PUT", where, {"name": "x", "items": [
        {"id": first, "name": "a"}, {"id": second, "name": "B"},
        {"id": third, "name": "c", "isCompleted": True}]})
    then = "1970-01-01 00:00:07 +00:00"
    assert [item["updatedDate"] == then for item in changed["items"]] == [True, False, False]
    assert {item["createdDate"] for item in changed["items"]} == {"1970-01-01 00:00:06 +00:00"}


@pytest.mark.parametrize("before, given, after", [
    (False, None, None), (False, False, None), (False, True, "now"), (True, None, "then"),
    (True, True, "then"), (True, False, None)])
def test_when_an_item_was_done(client, server, path, before, given, after):
    """Done stays done since then; done again is done anew."""
    made = client.good("POST", path, {"name": "x", "items": [{"name": "a", "isCompleted": before}]})
    make_older(server, made)
    where, item = f"{path}/{made['id']}", {"id": ids(made)[0], "name": "b"}
    if given is not None:
        item["isCompleted"] = given
    done = client.good("PUT", where, {"name": "x", "items": [item]})["items"][0]["completedDate"]
    expected = {"then": "1970-01-01 00:00:08 +00:00", None: None}
    if after == "now":
        assert instant(done) >= instant(made["createdDate"])
    else:
        assert done == expected[after]
    for state in (True, False, True):
        shown = client.good("PUT", where, {"name": "x", "items": [{**item, "isCompleted": state}]})
        assert short(shown) == [("b", 0, state)]


def refused_items(client, method, where, *items):
    return list(client.refused(method, where, {"name": "Ny", "items": list(items)}))


def test_ids_that_are_not_of_this_checklist(client, path, made, where):
    first, before = ids(made)[0], client.walk(path)
    other = client.good("POST", path, {"name": "y", "items": [{"name": "annans"}]})
    foreign = ids(other)[0]
    good = {"id": first, "name": "A"}
    for number in (foreign, NOWHERE, -1, 10 ** 15, "x", 1.5, True, [], {}, 10 ** 30):
        wrong = {"id": number, "name": "x"}
        assert refused_items(client, "PUT", where, good, wrong) == ["items[1].id"]
        assert refused_items(client, "POST", path, {"name": "x"}, wrong) == ["items[1].id"]
    assert refused_items(client, "PUT", where, good, {"name": "x"}, good) == ["items[2].id"]
    several = [{"id": NOWHERE, "name": " "}, good, {"name": None}, good]
    assert refused_items(client, "PUT", where, *several) == [
        "items[2].name", "items[0].id", "items[0].name", "items[3].id"]
    assert client.walk(path) == [*before, {**other, "objectName": "task.checklist.list"}]
    as_text = {"id": str(first), "name": "som text"}
    assert ids(client.good("PUT", where, {"name": "x", "items": [as_text]})) == [first]


@pytest.mark.parametrize("items, names", [
    ([{}], ["items[0].name"]), ([{"name": ""}], ["items[0].name"]),
    ([{"title": " "}], ["items[0].name"]),
    ([{"name": "x"}, {"name": True}], ["items[1].name"]), ([{"name": "x" * 256}], ["items[0].name"]),
    ([{"name": "x", "isCompleted": "ja"}], ["items[0].isCompleted"]), ([None], ["items[0]"]),
    (["x"], ["items[0]"]),
    ([{"name": "x"}, 5, []], ["items[1]", "items[2]"]), ("x", ["items"]), ({}, ["items"]),
    (5, ["items"]),
    ([{"name": "x"}] * 1001, ["items"])], ids=range(13))
def test_items_that_are_refused(client, path, made, where, items, names):
    before = client.walk(path)
    for method, place in (("POST", path), ("PUT", where)):
        assert list(client.refused(method, place, {"name": "Ny", "items": items})) == names
    assert client.walk(path) == before
    assert ids(before[0]) == ids(made)


def test_a_thousand_items(client, path):
    made = client.good("POST", path, {"name": "x",
                                      "items": [{"name": f"{turn}"} for turn in range(1000)]})
    assert [item["title"] for item in made["items"]] == [str(turn) for turn in range(1000)]
    back = [{"id": item["id"], "name": item["title"]} for item in reversed(made["items"][1::2])]
    body = {"name": "x", "items": back + [{"name": "ny"}] * 500}
    changed = client.good("PUT", f"{path}/{made['id']}", body)
    places = [item["sortOrder"] for item in changed["items"]]
    assert places == [*range(1, 1000, 2), *range(1000, 1500)]


def test_names(client, path):
    for name in ("ö" * 255, " x ", "<b>"):
        made = client.good("POST", path, {"name": name, "items": [{"name": name}]})
        assert made["name"] == made["items"][0]["title"] == name
    for name in (None, "", "  ", "x" * 256, True):
        assert list(client.refused("POST", path, {"name": name})) == ["name"]


def play(dice, rows, last):
    """A random body for a checklist whose items are (id, title, place, done), and what comes of it."""
    kept = dice.sample(rows, dice.randint(0, len(rows)))
    items, after = [], []
    for number, title, place, done in kept:
        item = {"id": number, "name": dice.choice([title, "bytt"])}
        if dice.random() < 0.5:
            item["isCompleted"] = dice.random() < 0.5
        items.append(item)
        after.append((number, item["name"], place, item.get("isCompleted", done)))
    after.sort(key=lambda row: row[2])
    fresh = [{"name": f"ny {turn}"} for turn in range(dice.randint(0, 3))]
    for item in fresh:
        items.insert(dice.randint(0, len(items)), item)
    place = max((row[2] for row in after), default=-1)
    for turn, item in enumerate(item for item in items if "id" not in item):
        after.append((last + 1 + turn, item["name"], place + 1 + turn, False))
    return items, after


def test_random_updates_against_a_model(account):
    """An account of its own, so that the next id is known."""
    dice, rows, last = random.Random(20220629), [], 0
    path = f"{TASKS}/{account.good('POST', TASKS, {'title': 'x'})['id']}/Checklists"
    account.good("POST", path, {"name": "x"})
    for _ in range(60):
        items, rows = play(dice, rows, last)
        last = max([last, *(row[0] for row in rows)])
        shown = account.good("PUT", path + "/1", {"name": "x", "items": items})
        assert [(item["id"], item["title"], item["sortOrder"], item["completedDate"] is not None)
                for item in shown["items"]] == rows
    assert last > 50


def test_order_and_pages(client, path):
    rows = [client.good("POST", path, {"name": name, "items": [{"name": "x"}] * 30})
            for name in ("öst", "Ål", "zeta", "ål", "Ärt", "a", "B", "a")]
    for order in ("ascending", "descending"):
        expected = oracles.ordered(rows, lambda row: oracles.swedish(row["name"]),
                                   order == "descending")
        for query in (f"sortBy=name&sortOrder={order}", f"sortOrder={order}"):
            items = client.walk(f"{path}?{query}", 3)
            assert [item["id"] for item in items] == [row["id"] for row in expected]
            assert all(len(item["items"]) == 30 for item in items)
    assert "name" in client.refused("GET", f"{path}?page=1&sortBy=createdDate")["sortBy"][0]
    assert list(client.refused("GET", path)) == ["page"]


def test_a_delete(client, path, made, where):
    other = client.good("POST", path, {"name": "y", "items": [{"name": "kvar"}]})
    assert client.ask("DELETE", where).content == b""
    assert client.walk(path) == [{**other, "objectName": "task.checklist.list"}]
    for method, body in (("PUT", {"name": "x"}), ("DELETE", None)):
        assert client.refused(method, where, body) == {
            "checklistId": ["The task checklist could not be found."]}
    gone = {"id": ids(made)[0], "name": "x"}
    assert refused_items(client, "PUT", f"{path}/{other['id']}", gone) == ["items[0].id"]
    again = client.good("POST", path, {"name": "x", "items": [{"name": "x"}]})
    assert again["id"] > other["id"] and min(ids(again)) > max(ids(made))


def test_checklists_of_another_task(client, where, made):
    number = made["id"]
    other = client.good("POST", TASKS, {"title": "x"})["id"]
    body = {"name": "x", "items": [{"id": ids(made)[0], "name": "x"}]}
    for method, sent in (("PUT", body), ("DELETE", None)):
        assert "checklistId" in client.refused(method, f"{TASKS}/{other}/Checklists/{number}", sent)
        assert "taskId" in client.refused(method, f"{TASKS}/{NOWHERE}/Checklists/{number}", sent)
    assert client.refused("GET", f"{TASKS}/{NOWHERE}/Checklists?page=1") == {
        "taskId": ["The task could not be found."]}
    assert set(client.refused("POST", f"{TASKS}/{NOWHERE}/Checklists", {"items": [{}]})) == {
        "taskId", "name", "items[0].name"}
    assert client.good("PUT", where, body)
    answer = client.get(where)
    assert answer.status_code == 405 and answer.headers["Allow"] == "PUT, DELETE"


def test_who_may(server, client, path, where):
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    for one, method, place, body, permission in (
            (reader, "POST", path, {"name": "x"}, "Task_write"),
            (reader, "PUT", where, {"name": "x"}, "Task_write"),
            (reader, "DELETE", where, None, "Task_write"),
            (writer, "GET", path + "?page=1", None, "Task_read")):
        answer = one.ask(method, place, body)
        assert answer.status_code == 403 and answer.json()["permissionsRequired"] == [permission]
    assert reader.walk(path) == client.walk(path)
    assert writer.good("PUT", where, {"name": "Ny"})["name"] == "Ny"


def test_counts_of_the_task_and_nothing_else_of_it(client, path):
    number = path.split("/")[4]

    def points():
        shown = client.good("GET", f"{TASKS}?page=1&filter.taskIds={number}")["items"][0]
        assert {**shown, "numberOfChecklistPoints": 0} == before
        return shown["numberOfChecklistPoints"]

    before = client.good("GET", f"{TASKS}?page=1&filter.taskIds={number}")["items"][0]
    first = client.good("POST", path, {"name": "x", "items": [
        {"name": "a"}, {"name": "b", "isCompleted": True}]})
    assert points() == 2
    second = client.good("POST", path, {"name": "y", "items": [{"name": "c"}]})
    assert points() == 3
    client.good("PUT", f"{path}/{first['id']}", {"name": "x", "items": [{"name": "d"}]})
    assert points() == 2
    client.good("DELETE", f"{path}/{second['id']}")
    assert points() == 1
