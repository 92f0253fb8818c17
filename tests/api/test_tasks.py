"""Tasks: days and moments, completion, boards with their columns and tags, and what keeps a task."""

import datetime
import random

import pytest

import oracles
from client import Client, refill_derived, running
from database import connect
from documented import insert, instant, user

TASKS = "/v1/Core/Tasks"
NOWHERE = 999_999
BODY = {"title": "Måla"}


def fill(database):
    """Board 1 has columns 1 and 2 and tags 1 and 2, board 2 column 3 and tag 3; tag 4 has no board."""
    user(database, 2, "Anna", "Åberg")
    user(database, 3, "Bo", "Öst")
    insert(database, "projects", id=15, order_number="26", title="Projektet", invoice_type="none")
    for tag in (1, 2, 3, 4):
        insert(database, "task_tags", id=tag, title=f"t{tag}", color="#41b18b")
    for board, columns, tags in ((1, (1, 2), (1, 2)), (2, (3,), (3,))):
        insert(database, "task_boards", id=board, name=f"Tavla {board}")
        for place, column in enumerate(columns):
            insert(database, "task_board_columns", id=column, name=f"Kolumn {column}",
                   position=place,
                   task_board_id=board)
        for tag in tags:
            database.execute("INSERT INTO task_board_tag_links VALUES (1, ?, ?)", [board, tag])
    for table in ("activities", "time_codes", "time_articles", "internal_projects"):
        insert(database, table, id=1, name=table, is_active=1)


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


def make(client, **fields):
    return client.good("POST", TASKS, {**BODY, **fields})


def change(client, task, **fields):
    return client.good("PUT", f"{TASKS}/{task['id']}", {**BODY, **fields})


def refused(client, **fields):
    """The names that a create and an update are refused for, which are the same."""
    task = make(client)
    names = list(client.refused("POST", TASKS, {**BODY, **fields}))
    assert set(client.refused("PUT", f"{TASKS}/{task['id']}", {**BODY, **fields})) == set(names)
    assert listed(client, task) == task
    return names


def listed(client, task):
    """The task as the list shows it, under the name that a create gives it."""
    (item,) = client.good("GET", f"{TASKS}?page=1&filter.taskIds={task['id']}")["items"]
    return {**item, "objectName": "task.detail"}


def ids(rows, name="id"):
    return [row[name] for row in rows]


def make_older(server, task, **columns):
    """Puts a task into the past."""
    database = connect(server.directory)
    for column, value in {"created_at": 5, **columns}.items():
        database.execute(f"UPDATE tasks SET {column} = ? WHERE id = ?", [value, task["id"]])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


def test_the_smallest_task(client):
    task = make(client)
    assert task == {
        "objectName": "task.detail", "id": task["id"], "title": "Måla", "description": None,
        "completedDate": None, "timeReportingEnabled": True, "estimate": None, "startDate": None,
        "startTime": None, "endDate": None, "endTime": None, "numberOfComments": 0,
        "numberOfAttachments": 0, "numberOfChecklistPoints": 0, "tags": [], "members": [],
        "boardColumn": None, "board": None, "project": None, "projectCollection": None,
        "opportunity": None, "createdByUser": {"objectName": "generic.name_id", "id": 1,
                                              "name": "Administrator"},
        "createdDate": task["createdDate"], "updatedDate": None}
    assert listed(client, task) == task


def test_a_task_with_everything(client):
    task = make(client, description=" rad 1\r\nrad 2 ", isCompleted=True,
                timeReportingEnabled=False, estimate=26.5, startDate="2022-07-11 04:43:12",
                endDate="2022-07-12", tagIds=[2, 1, 2], memberIds=[3, 2, 3], taskBoardColumnId=2,
                projectId=15)
    assert task["description"] == " rad 1\r\nrad 2 " and task["estimate"] == 26.5
    assert task["completedDate"] == task["createdDate"] and task["timeReportingEnabled"] is False
    assert (task["startDate"], task["startTime"]) == ("2022-07-11", "04:43")
    assert (task["endDate"], task["endTime"]) == ("2022-07-12", None)
    assert task["tags"] == [{"objectName": "generic.tag", "id": number, "title": f"t{number}",
                             "color": "#41b18b"} for number in (2, 1)]
    assert ids(task["members"], "userId") == [3, 2]
    assert task["members"][0]["objectName"] == "task.member"
    assert task["boardColumn"] == {"objectName": "generic.name_id", "id": 2, "name": "Kolumn 2"}
    assert task["board"] == {"objectName": "generic.name_id", "id": 1, "name": "Tavla 1"}
    assert task["project"] == {"objectName": "project.name_id", "id": 15, "name": "Projektet",
                               "number": "26"}
    assert listed(client, task) == task


def test_a_put_replaces(server, client):
    """Texts, numbers, days and references that are left out go; booleans and lists stay."""
    task = make(client, description="x", isCompleted=True, timeReportingEnabled=False, estimate=1,
                startDate="2022-01-01", endDate="2022-01-02", tagIds=[1], memberIds=[2],
                taskBoardColumnId=1, projectId=15)
    make_older(server, task, completed_at=8, created_by_id=2)
    changed = change(client, task)
    assert changed == {
        **task, "description": None, "estimate": None, "startDate": None, "endDate": None,
        "boardColumn": None, "board": None, "project": None, "updatedDate": changed["updatedDate"],
        "completedDate": "1970-01-01 00:00:08 +00:00", "createdDate": "1970-01-01 00:00:05 +00:00",
        "createdByUser": {"objectName": "generic.name_id", "id": 2, "name": "Anna Åberg"}}
    assert instant(changed["updatedDate"]) >= instant(task["createdDate"])
    assert listed(client, task) == changed
    emptied = change(client, task, tagIds=None, memberIds=[], timeReportingEnabled=None,
                     isCompleted=None)
    assert emptied["tags"] == emptied["members"] == []
    assert emptied["timeReportingEnabled"] is False and emptied["completedDate"] == changed["completedDate"]


@pytest.mark.parametrize("given, day, clock", [
    ("2022-07-11", "2022-07-11", None), ("2022-07-11 00:00:00", "2022-07-11", "00:00"),
    ("2022-07-11 04:43:12", "2022-07-11", "04:43"), ("2022-07-11T23:59:59Z", "2022-07-11", "23:59"),
    ("2022-07-11T01:30:00+02:00", "2022-07-10", "23:30"),
    ("2022-07-11 23:30:00 -01:00", "2022-07-12", "00:30"),
    ("2022-07-11T04:43", "2022-07-11", "04:43"), ("1969-12-31 23:59:00", "1969-12-31", "23:59"),
    ("2024-02-29", "2024-02-29", None), (None, None, None)])
@pytest.mark.parametrize("name", ["start", "end"])
def test_days_and_moments(client, name, given, day, clock):
    task = make(client, **{name + "Date": given})
    assert (task[name + "Date"], task[name + "Time"]) == (day, clock)
    other = make(client, startDate="2001-01-01 01:01", endDate="2030-01-01 01:01")
    changed = change(client, other, **{name + "Date": given})
    assert (changed[name + "Date"], changed[name + "Time"]) == (day, clock)
    assert listed(client, changed) == changed


@pytest.mark.parametrize("start, end", [
    ("2022-07-11", "2022-07-10"), ("2022-07-11 00:00:00", "2022-07-10"),
    ("2022-07-11 10:00", "2022-07-11 09:59"), ("2022-07-11", "2022-07-10 23:59"),
    ("2022-07-11T00:30:00+02:00", "2022-07-10T22:00:00Z")])
def test_ends_before_starts(client, start, end):
    assert refused(client, startDate=start, endDate=end) == ["endDate"]


@pytest.mark.parametrize("start, end", [
    ("2022-07-11", "2022-07-11"), ("2022-07-11 23:00", "2022-07-11"),
    ("2022-07-11", "2022-07-11 00:00"),
    ("2022-07-11 10:00", "2022-07-11 10:00"), (None, "1999-01-01"), ("2999-01-01", None)])
def test_ends_that_are_late_enough(client, start, end):
    """A bare day lasts until its midnight."""
    assert make(client, startDate=start, endDate=end)["id"]
    assert change(client, make(client), startDate=start, endDate=end)["updatedDate"]


@pytest.mark.parametrize("before, given, after", [
    (False, None, None), (False, False, None), (False, True, "now"), (True, None, "then"),
    (True, True, "then"), (True, False, None)])
def test_completion(server, client, before, given, after):
    task = make(client, isCompleted=before)
    assert (task["completedDate"] == task["createdDate"]) is before
    make_older(server, task, completed_at=8 if before else None)
    fields = {} if given is None else {"isCompleted": given}
    shown = change(client, task, **fields)["completedDate"]
    if after == "now":
        assert instant(shown) >= instant(task["createdDate"])
    else:
        assert shown == {"then": "1970-01-01 00:00:08 +00:00", None: None}[after]
    assert change(client, task, isCompleted=False)["completedDate"] is None
    done = change(client, task, isCompleted="true", completedDate="2001-01-01")
    assert done["completedDate"] > "2020"


def test_the_board_follows_the_column(client):
    task = make(client, taskBoardColumnId=1)
    for column, board in ((2, 1), (3, 2), (1, 1)):
        moved = change(client, task, taskBoardColumnId=column, board=NOWHERE, taskBoardId=NOWHERE)
        assert (moved["boardColumn"]["id"], moved["board"]["id"]) == (column, board)
        assert listed(client, task) == moved
    off = change(client, task)
    assert off["boardColumn"] is off["board"] is None
    assert refused(client, taskBoardColumnId=NOWHERE) == ["taskBoardColumnId"]


def test_the_columns_count_their_tasks(client):
    def counts():
        boards = client.good("GET", "/v1/Core/TaskBoards?page=1")["items"]
        return {column["id"]: column["taskCount"] for board in boards for column in board["columns"]}

    before = counts()
    task = make(client, taskBoardColumnId=1)
    assert counts() == {**before, 1: before[1] + 1}
    change(client, task, taskBoardColumnId=3)
    assert counts() == {**before, 3: before[3] + 1}
    change(client, task)
    assert counts() == before
    change(client, task, taskBoardColumnId=2)
    client.good("DELETE", f"{TASKS}/{task['id']}")
    assert counts() == before


@pytest.mark.parametrize("column, tags, good", [
    (1, [1], True), (1, [1, 2], True), (2, [2], True), (1, [], True), (3, [3], True),
    (None, [1, 3, 4], True),
    (1, [3], False), (1, [1, 3], False), (3, [1], False), (2, [4], False)])
def test_tags_are_of_the_board(client, column, tags, good):
    if not good:
        assert refused(client, taskBoardColumnId=column, tagIds=tags) == ["tagIds"]
        return
    for task in (make(client, taskBoardColumnId=column, tagIds=tags),
                 change(client, make(client, tagIds=[4]), taskBoardColumnId=column, tagIds=tags)):
        assert ids(task["tags"]) == tags


def test_tags_that_stay_and_do_not_fit_the_new_board_go(client):
    task = make(client, taskBoardColumnId=1, tagIds=[1])
    path = f"{TASKS}/{task['id']}"
    assert list(client.refused("PUT", path, {**BODY, "taskBoardColumnId": 3, "tagIds": [1]})) == ["tagIds"]
    assert listed(client, task) == task
    assert change(client, task, taskBoardColumnId=3)["tags"] == []
    assert ids(change(client, task, taskBoardColumnId=3, tagIds=[3])["tags"]) == [3]
    assert ids(change(client, task)["tags"]) == [3]
    assert change(client, task, taskBoardColumnId=1)["tags"] == []


@pytest.mark.parametrize("fields, names", [
    ({"title": None}, ["title"]), ({"title": " \t"}, ["title"]), ({"title": "x" * 256}, ["title"]),
    ({"title": True}, ["title"]), ({"description": "x" * 65537}, ["description"]),
    ({"estimate": -0.000001}, ["estimate"]),
    ({"estimate": "x"}, ["estimate"]), ({"estimate": True}, ["estimate"]),
    ({"isCompleted": "ja"}, ["isCompleted"]),
    ({"timeReportingEnabled": 2}, ["timeReportingEnabled"]),
    ({"startDate": "2022-02-30"}, ["startDate"]),
    ({"startDate": 5}, ["startDate"]), ({"endDate": "snart"}, ["endDate"]),
    ({"projectId": NOWHERE}, ["projectId"]), ({"projectId": "x"}, ["projectId"]),
    ({"tagIds": [NOWHERE]}, ["tagIds"]),
    ({"tagIds": [1, "x"]}, ["tagIds"]), ({"tagIds": 1}, ["tagIds"]),
    ({"memberIds": [2, NOWHERE]}, ["memberIds"]),
    ({"memberIds": [2, None]}, ["memberIds"]),
    ({"taskBoardColumnId": NOWHERE, "tagIds": [4]}, ["taskBoardColumnId"])],
    ids=range(21))
def test_fields_that_are_refused(client, fields, names):
    assert refused(client, **fields) == names


def test_all_that_is_wrong_at_once(client):
    wrong = {"title": "", "estimate": -1, "startDate": "2022-01-02", "endDate": "2022-01-01",
             "projectId": NOWHERE,
             "taskBoardColumnId": 1, "tagIds": [3], "memberIds": [NOWHERE]}
    assert set(refused(client, **wrong)) == {"title", "estimate", "endDate", "projectId", "tagIds",
                                             "memberIds"}


@pytest.mark.parametrize("estimate, shown", [
    (0, "0.0"), (8, "8.0"), (0.1, "0.1"), ("26.500000", "26.5"), (0.000001, "0.000001"),
    (1234567.25, "1234567.25")])
def test_estimates_are_exact(client, estimate, shown):
    answer = client.ask("POST", TASKS, {**BODY, "estimate": estimate})
    assert f'"estimate":{shown},' in answer.text


def test_texts_are_kept_verbatim(client):
    for text in ("  <b>å</b> ", "😀", "ö" * 255):
        assert make(client, title=text)["title"] == text
    assert make(client, description="ö" * 32768)["description"] == "ö" * 32768
    assert make(client, description="")["description"] == ""


def test_changes_of_what_is_not_there(client, account):
    task = make(client)
    for one, number in ((client, NOWHERE), (client, 10 ** 30), (account, task["id"])):
        path = f"{TASKS}/{number}"
        assert one.refused("PUT", path, BODY) == {"taskId": ["The task could not be found."]}
        assert one.refused("DELETE", path) == {"id": ["The task could not be found."]}
        assert "title" in one.refused("PUT", path, {})
    for number in ("0", "-1", "x", "1.0"):
        assert client.ask("PUT", f"{TASKS}/{number}", BODY).status_code == 404
    answer = client.ask("POST", f"{TASKS}/{task['id']}")
    assert answer.status_code == 405 and set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "PUT", "DELETE"}


def test_a_delete(client):
    task, other = make(client), make(client)
    assert client.ask("DELETE", f"{TASKS}/{task['id']}").content == b""
    assert client.refused("DELETE", f"{TASKS}/{task['id']}")["id"]
    both = client.good("GET", f"{TASKS}?page=1&filter.taskIds={task['id']},{other['id']}")
    assert ids(both["items"]) == [other["id"]]
    client.good("DELETE", f"{TASKS}/{other['id']}")
    assert make(client)["id"] > other["id"]


@pytest.mark.parametrize("columns", [{}, {"attested_at": 5}, {"invoice_id": 7}])
def test_a_task_with_time_reported_stays(server, client, columns):
    task = make(client, tagIds=[1], memberIds=[2])
    path = f"{TASKS}/{task['id']}"
    client.good("POST", path + "/Comments", {"text": "kvar"})
    report = client.good("POST", "/v1/Core/TimeReports", {
        "date": "2025-03-03", "hours": 1, "invoiceableHours": 0, "userId": 2,
        "internalProjectId": 1,
        "activityId": 1, "timeCodeId": 1, "timeArticleId": 1, "taskId": task["id"]})
    database = connect(server.directory)
    for column, value in columns.items():
        database.execute(f"UPDATE time_reports SET {column} = ? WHERE id = ?",
                         [value, report["id"]])
    database.commit()
    assert "time reports" in client.refused("DELETE", path)["id"][0]
    assert listed(client, task) == {**task, "numberOfComments": 1}
    database.execute("UPDATE time_reports SET attested_at = NULL, invoice_id = NULL")
    database.commit()
    database.close()
    client.good("DELETE", f"/v1/Core/TimeReports/{report['id']}")
    assert client.ask("DELETE", path).content == b""


def test_time_cannot_be_reported_where_it_is_not_enabled(client):
    task = make(client, timeReportingEnabled=False)
    report = {"date": "2025-03-03", "hours": 1, "invoiceableHours": 0, "userId": 2,
              "internalProjectId": 1,
              "activityId": 1, "timeCodeId": 1, "timeArticleId": 1, "taskId": task["id"]}
    assert list(client.refused("POST", "/v1/Core/TimeReports", report)) == ["taskId"]
    change(client, task, timeReportingEnabled=True)
    made = client.good("POST", "/v1/Core/TimeReports", report)
    client.good("DELETE", f"/v1/Core/TimeReports/{made['id']}")


def test_who_may(server, client):
    task = make(client)
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    path = f"{TASKS}/{task['id']}"
    for one, method, where, body, permission in (
            (reader, "POST", TASKS, BODY, "Task_write"), (reader, "PUT", path, BODY, "Task_write"),
            (reader, "DELETE", path, None, "Task_write"),
            (writer, "GET", TASKS + "?page=1", None, "Task_read"),
            (writer, "GET", "/v1/Core/TaskBoards?page=1", None, "Task_read")):
        answer = one.ask(method, where, body)
        assert answer.status_code == 403 and answer.json()["permissionsRequired"] == [permission]
    assert listed(reader, task) == task
    assert writer.good("PUT", path, {"title": "Ny"})["title"] == "Ny"
    assert writer.ask("DELETE", path).content == b""


@pytest.fixture(scope="module", name="many")
def make_many(client):
    """A hundred tasks with dates, boards and members, beside which others come and go."""
    dice, start = random.Random(8), datetime.date(2010, 1, 1)
    rows = []
    for turn in range(100):
        first = start + datetime.timedelta(dice.randrange(20))
        last = first + datetime.timedelta(dice.randrange(5))
        body = {"title": dice.choice("åäöabcABC") + str(turn),
                "taskBoardColumnId": dice.choice([None, 1, 2, 3]),
                "memberIds": dice.sample([2, 3], dice.randint(0, 2)),
                "startDate": dice.choice([None, str(first), f"{first} 12:00"]),
                "endDate": dice.choice([None, str(last), f"{last} 13:00"])}
        rows.append({**body, **client.good("POST", TASKS, body)})
    return rows


def moment(row, name):
    """A bare day counts as its midnight."""
    return row[name + "Date"] and row[name + "Date"] + " " + (row[name + "Time"] or "00:00")


@pytest.mark.parametrize("filters, keep", [
    ("filter.taskBoardId=1", lambda row: row["taskBoardColumnId"] in (1, 2)),
    ("filter.taskBoardId=2", lambda row: row["taskBoardColumnId"] == 3),
    ("filter.taskBoardId=-1", lambda row: row["taskBoardColumnId"] is None),
    ("filter.taskBoardId=999", lambda row: False),
    ("filter.taskBoardColumnId=2", lambda row: row["taskBoardColumnId"] == 2),
    ("filter.taskBoardId=2&filter.taskBoardColumnId=2", lambda row: False),
    ("filter.memberIds=2", lambda row: 2 in row["memberIds"]),
    ("filter.memberIds=2&filter.memberIds=3", lambda row: row["memberIds"]),
    ("filter.createdByUserIds=2,3", lambda row: False),
    ("filter.from=2010-01-10", lambda row: (moment(row, "start") or "") >= "2010-01-10 00:00"),
    ("filter.from=2010-01-10 12:00",
     lambda row: (moment(row, "start") or "") >= "2010-01-10 12:00"),
    ("filter.to=2010-01-10", lambda row: (moment(row, "end") or "9") <= "2010-01-10 23:59"),
    ("filter.to=2010-01-10 12:59", lambda row: (moment(row, "end") or "9") <= "2010-01-10 12:59"),
    ("filter.from=2010-01-05&filter.to=2010-01-15&filter.memberIds=3",
     lambda row: (moment(row, "start") or "") >= "2010-01-05 00:00"
     and (moment(row, "end") or "9") <= "2010-01-15 23:59" and 3 in row["memberIds"])])
def test_filters(client, many, filters, keep):
    numbers = ",".join(str(row["id"]) for row in many)
    found = client.walk(f"{TASKS}?filter.taskIds={numbers}&{filters}")
    assert sorted(ids(found)) == [row["id"] for row in many if keep(row)]


@pytest.mark.parametrize("sort, key", [
    ("title", lambda row: oracles.swedish(row["title"])),
    ("startDate", lambda row: moment(row, "start")),
    ("endDate", lambda row: moment(row, "end")), ("createdDate", lambda row: row["createdDate"])])
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_order(client, many, sort, key, order):
    these = f"{TASKS}?filter.taskIds=" + ",".join(str(row["id"]) for row in many)
    expected = ids(oracles.ordered(many, key, order == "descending"))
    assert ids(client.walk(f"{these}&sortBy={sort}&sortOrder={order}", 7)) == expected
    if sort == "createdDate":
        assert ids(client.walk(f"{these}&sortOrder={order}", 99)) == expected
