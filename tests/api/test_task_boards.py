"""Task boards: columns in their places with exact counts, tags, members; tasks come and go."""

import random

import pytest

import questions
from documented import day, insert

BOARDS, TASKS, REPORTS = "/v1/Core/TaskBoards", "/v1/Core/Tasks", "/v1/Core/TimeReports"
# (number, board, place, name) of columns; neither the numbers nor the names are in order.
COLUMNS = [(5, 1, 0, "Önskat"), (2, 1, 1, "Att göra"), (9, 1, 2, "Pågår"), (1, 1, 3, "Klart"),
           (7, 2, 0, "Klart"), (3, 2, 4, "Att göra"), (8, 2, 4, "Åter"), (4, 3, 1, "Ensam")]
TAGS = {1: ("Bråttom", "#ff0000"), 2: (None, "#00ff00"), 3: ("Väntar", None), 4: ("Ö", "#0000ff")}
BOARD_TAGS = {1: [4, 1, 2], 2: [2, 3], 3: [], 4: []}
BOARD_MEMBERS = {1: [3, 1], 2: [2], 3: [], 4: [1, 2, 3]}
NAMES = [("Åsa", "Ek"), ("Bo", "Öst"), ("Cilla", "Al")]


def fill(database):
    questions.people(database, NAMES)
    insert(database, "projects", id=6, order_number="P7", title="Bygget", invoice_type="none")
    for table in ("activities", "time_codes", "time_articles", "internal_projects"):
        insert(database, table, id=1, name="x", is_active=1)
    for number, (title, color) in TAGS.items():
        insert(database, "task_tags", id=number, title=title, color=color)
    for board in BOARD_TAGS:
        insert(database, "task_boards", id=board, name=f"Tavla {board}", created_at=board,
               project_id=6 if board == 2 else None, created_by_id=2)
        database.executemany("INSERT INTO task_board_tag_links VALUES (1, ?, ?)",
                             [(board, tag) for tag in BOARD_TAGS[board]])
        database.executemany("INSERT INTO task_board_member_links VALUES (1, ?, ?)",
                             [(board, member) for member in BOARD_MEMBERS[board]])
    for number, board, place, name in COLUMNS:
        insert(database, "task_board_columns", id=number, task_board_id=board, position=place,
               name=name, created_at=day("2022-01-01") * 86400, created_by_id=3)


@pytest.fixture
def client():
    with questions.stocked(fill) as started:
        yield started


def boards(client):
    return {board["id"]: board for board in client.good("GET", BOARDS + "?page=1")["items"]}


def counts(client):
    """Column number to count, over all boards."""
    return {column["id"]: column["taskCount"]
            for board in boards(client).values() for column in board["columns"]}


def test_columns_tags_and_members(client):
    shown = boards(client)
    assert list(shown) == [1, 2, 3, 4]
    for number, board in shown.items():
        assert [(column["id"], column["name"]) for column in board["columns"]] == [
            (column, name) for column, of, _, name in COLUMNS if of == number]
        assert {(tag["objectName"], tag["id"], tag["title"], tag["color"])
                for tag in board["tags"]} == {("generic.tag", tag, *TAGS[tag])
                                              for tag in BOARD_TAGS[number]}
        assert len(board["tags"]) == len(BOARD_TAGS[number])
        assert sorted((member["id"], member["name"]) for member in board["members"]) == [
            (member, " ".join(NAMES[member - 1])) for member in sorted(BOARD_MEMBERS[number])]
        assert board["createdByUser"]["name"] == "Bo Öst" and board["updatedByUser"] is None
    assert shown[2]["project"] == {"objectName": "project.name_id", "id": 6, "name": "Bygget",
                                   "number": "P7"}
    assert shown[1]["project"] is None
    assert shown[3]["columns"][0]["createdByUser"]["id"] == 3
    assert shown[3]["columns"][0]["createdDate"] == "2022-01-01 00:00:00 +00:00"


def change_at_random(client, dice, places):
    """Creates, moves, changes or deletes one task; `places` maps tasks to their columns."""
    column = dice.choice([None, *(number for number, *_ in COLUMNS)])
    body = {"title": "x", "taskBoardColumnId": column, "isCompleted": dice.random() < 0.5}
    what = dice.choice(["create", "create", "move", "move", "off", "delete"])
    if what == "create" or not places:
        places[client.good("POST", TASKS, body)["id"]] = column
        return
    task = dice.choice(sorted(places))
    if what == "delete":
        assert client.ask("DELETE", f"{TASKS}/{task}").status_code == 200
        del places[task]
    else:
        places[task] = column if what == "move" else None
        sent = body if what == "move" else {"title": "left out"}
        shown = client.good("PUT", f"{TASKS}/{task}", sent)
        board = next((of for number, of, *_ in COLUMNS if number == places[task]), None)
        assert (shown["board"] and shown["board"]["id"]) == board


def test_counts_stay_exact(client):
    """A list of boards between any two changes; what has been completed counts, too."""
    dice, places = random.Random(22), {}
    for _ in range(150):
        change_at_random(client, dice, places)
        in_columns = list(places.values())
        assert counts(client) == {number: in_columns.count(number) for number, *_ in COLUMNS}
    for number, *_ in COLUMNS:
        listed = client.walk(f"{TASKS}?filter.taskBoardColumnId={number}")
        assert {task["id"] for task in listed} == {
            task for task, column in places.items() if column == number}


def test_counts_survive_what_is_refused(client):
    task = client.good("POST", TASKS, {"title": "x", "taskBoardColumnId": 2, "tagIds": [1, 4]})
    client.good("POST", REPORTS, {
        "date": "2022-01-03", "hours": 1, "invoiceableHours": 0, "userId": 1,
        "internalProjectId": 1, "activityId": 1, "timeCodeId": 1, "timeArticleId": 1,
        "taskId": task["id"]})
    before = counts(client)
    assert before[2] == 1 and sum(before.values()) == 1
    path = f"{TASKS}/{task['id']}"
    for method, where, body, name in (
            ("POST", TASKS, {"title": "x", "taskBoardColumnId": 99}, "taskBoardColumnId"),
            ("POST", TASKS, {"title": " ", "taskBoardColumnId": 2}, "title"),
            ("PUT", path, {"title": "x", "taskBoardColumnId": 99}, "taskBoardColumnId"),
            ("PUT", path, {"title": "x", "taskBoardColumnId": 0}, "taskBoardColumnId"),
            ("PUT", path, {"title": "x", "taskBoardColumnId": 7, "tagIds": [1]}, "tagIds"),
            ("DELETE", path, None, "id")):
        assert list(client.refused(method, where, body)) == [name]
        assert counts(client) == before
    client.good("PUT", path, {"title": "x", "taskBoardColumnId": 7, "tagIds": [2]})
    assert counts(client) == {**before, 2: 0, 7: 1}
    assert client.good("GET", f"{TASKS}?page=1&filter.taskBoardId=2")["totalItemCount"] == 1


@pytest.mark.parametrize("board", BOARD_TAGS)
def test_a_task_takes_the_tags_of_its_board_alone(client, board):
    columns = [number for number, of, *_ in COLUMNS if of == board]
    for column in columns[:1]:
        for tag in TAGS:
            body = {"title": "x", "taskBoardColumnId": column, "tagIds": [tag]}
            if tag in BOARD_TAGS[board]:
                assert client.good("POST", TASKS, body)["tags"][0]["id"] == tag
            else:
                assert list(client.refused("POST", TASKS, body)) == ["tagIds"]
    assert len(client.good("POST", TASKS, {"title": "x", "tagIds": list(TAGS)})["tags"]) == 4


def fill_another_company(database):
    """Another company with a board, a column and tasks that have our numbers."""
    database.execute("INSERT INTO accounts (id, name, created_at) VALUES (2, 'Den andra', 0)")
    insert(database, "task_boards", id=5, name="Deras")
    insert(database, "task_board_columns", id=6, task_board_id=5, name="Deras")
    for task in range(50, 55):
        insert(database, "tasks", id=task, title="x", task_board_column_id=6, task_board_id=5)
    database.execute("UPDATE tasks SET account_id = 2, task_board_id = 1, task_board_column_id = 2")
    database.execute("UPDATE task_board_columns SET account_id = 2, id = 2, task_board_id = 1")
    database.execute("UPDATE task_boards SET account_id = 2, id = 1")


def test_boards_count_nothing_of_another_company():
    def fill_both(database):
        fill_another_company(database)
        fill(database)

    with questions.stocked(fill_both) as client:
        assert set(counts(client).values()) == {0} and list(boards(client)) == [1, 2, 3, 4]
        made = client.good("POST", TASKS, {"title": "x", "taskBoardColumnId": 2})
        assert counts(client)[2] == 1
        listed = client.walk(f"{TASKS}?filter.taskBoardId=1")
        assert [task["id"] for task in listed] == [made["id"]]
        assert client.good("GET", TASKS + "?page=1")["totalItemCount"] == 1
