"""Lists of tasks: every filter and sort key against a brute-force oracle, and every refusal."""

import datetime
import random

import pytest

import oracles
import questions
from documented import insert
from questions import DAY

TASKS = "/v1/Core/Tasks"
COUNT = 430  # enough for the server to keep cursors of the list
START = 1_640_995_200  # 2022-01-01
USERS, BOARDS, COLUMNS = 6, 4, 9


def fill(database):
    questions.people(database, [(f"F{n}", f"E{n}") for n in range(1, USERS + 1)])
    for board in range(1, BOARDS + 1):
        insert(database, "task_boards", id=board, name=f"Tavla {board}")
    for column in range(1, COLUMNS + 1):
        insert(database, "task_board_columns", id=column, name="x", task_board_id=board_of(column))


def board_of(column):
    """The last board has no columns."""
    return None if column is None else (column - 1) % (BOARDS - 1) + 1


def random_moment(dice, earliest):
    """(seconds, text) of a bare date or of a moment; dates and midnights meet often."""
    at = earliest + dice.randrange(25) * DAY
    if dice.random() < 0.5:
        return at, questions.day_text(at // DAY)
    at += dice.choice([0, 1, DAY // 2, DAY - 1, dice.randrange(DAY)])
    text = datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")
    return at, text


def make_rows(dice):
    rows = []
    for number in range(1, COUNT + 1):
        start = random_moment(dice, START) if dice.random() < 0.7 else (None, None)
        end = (random_moment(dice, (start[0] or START) // DAY * DAY + DAY)
               if dice.random() < 0.7 else (None, None))
        column = dice.choice([None, *range(1, COLUMNS)])  # the last column stays empty
        rows.append({
            "id": number, "title": questions.random_text(dice), "start": start[0], "end": end[0],
            "members": set(dice.sample(range(1, USERS), dice.choice([0, 0, 1, 2, 4]))),
            "column": column, "board": board_of(column), "creator": dice.randint(1, USERS - 1),
            "created": START + dice.randrange(60), "sent": (start[1], end[1])})
    return rows


def make(rows):
    def through_the_api(client):
        for row in rows:
            made = client.good("POST", TASKS, {
                "title": row["title"], "startDate": row["sent"][0], "endDate": row["sent"][1],
                "memberIds": sorted(row["members"]), "taskBoardColumnId": row["column"]})
            assert made["id"] == row["id"]
    return through_the_api


def mark(rows):
    def set_stamps(database):
        database.executemany("UPDATE tasks SET created_at = ?, created_by_id = ? WHERE id = ?",
                             [(row["created"], row["creator"], row["id"]) for row in rows])
    return set_stamps


@pytest.fixture(scope="module")
def listed():
    rows = make_rows(random.Random(20221124))
    with questions.stocked(fill, make(rows), mark(rows)) as client:
        yield client, rows


SORTS = {
    "createdDate": lambda row: row["created"],
    "title": lambda row: oracles.swedish(row["title"]),
    "startDate": lambda row: row["start"],
    "endDate": lambda row: row["end"],
}


def moment_near(dice, at):
    """A moment at, just before or just after this one, or its day."""
    at = START + dice.randrange(50) * DAY if at is None else at
    if dice.random() < 0.4:
        return at // DAY * DAY, questions.day_text(at // DAY), True
    at += dice.choice([-1, 0, 1])
    return at, questions.spell_instant(dice, at), False


def starts_from(dice, row):
    least, text, _ = moment_near(dice, row["start"])
    return (questions.parameter(dice, "from", text),
            lambda other: other["start"] is not None and other["start"] >= least)


def ends_until(dice, row):
    most, text, whole_day = moment_near(dice, row["end"])
    most += DAY - 1 if whole_day else 0
    return (questions.parameter(dice, "to", text),
            lambda other: other["end"] is not None and other["end"] <= most)


def on_board(dice, row):
    """-1 is no board."""
    value = -1 if row["board"] is None else dice.choice([row["board"], BOARDS, -2])
    return (questions.parameter(dice, "taskBoardId", value),
            lambda other: other["board"] == (None if value == -1 else value))


FILTERS = {
    "from": starts_from,
    "to": ends_until,
    "memberIds": questions.any_of("memberIds", lambda row: row["members"], USERS),
    "createdByUserIds": questions.any_of("createdByUserIds", lambda row: {row["creator"]}, USERS),
    "taskIds": questions.any_of("taskIds", lambda row: {row["id"]}, COUNT),
    "taskBoardId": on_board,
    "taskBoardColumnId": questions.exactly("taskBoardColumnId", lambda row: row["column"], COLUMNS),
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_alone(listed, name):
    questions.ask_alone(listed[0], TASKS, listed[1], SORTS, FILTERS[name], random.Random(name))


def test_filters_combined(listed):
    questions.ask_combined(listed[0], TASKS, listed[1], SORTS, FILTERS, random.Random(1), 170)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_every_order_walked_to_the_end(listed, sort, order):
    client, rows = listed
    question = f"{TASKS}?sortBy={sort}&sortOrder={order}"
    items = client.walk(question, 43, quick=order == "descending")
    expected = oracles.ordered(rows, SORTS[sort], order == "descending")
    assert [item["id"] for item in items] == [row["id"] for row in expected]
    shown = next(item for item in items if item["id"] == rows[0]["id"])
    assert shown["title"] == rows[0]["title"]
    assert {member["userId"] for member in shown["members"]} == rows[0]["members"]


def test_pages_in_any_order_are_the_same(listed):
    """Each sort key's pages, asked for at random: cursors are found from different sides."""
    client, _ = listed
    for sort in SORTS:
        question = f"{TASKS}?sortBy={sort}&sortOrder=descending"
        whole = [item["id"] for item in client.walk(question, 10, quick=True)]
        for page in random.Random(sort).sample(range(1, 44), 43):
            value = client.quick(f"{question}&page={page}&pageSize=10")
            assert [item["id"] for item in value["items"]] == whole[page * 10 - 10:page * 10]


@pytest.mark.parametrize("name, value", questions.refusals(**{
    "from": questions.NO_DATES, "to": questions.NO_DATES, "memberIds": questions.NO_IDS,
    "createdByUserIds": questions.NO_IDS, "taskIds": questions.NO_IDS,
    "taskBoardId": questions.NO_INTEGERS, "taskBoardColumnId": questions.NO_INTEGERS}))
def test_malformed_filters(listed, name, value):
    questions.check_refusal(listed[0], TASKS, name, value)


def test_all_faults_at_once(listed):
    query = "&".join(f"filter.{name}=x" for name in FILTERS)
    refused = listed[0].refused("GET", f"{TASKS}?page=0&pageSize=0&sortBy=x&sortOrder=x&{query}")
    assert set(refused) == {"page", "pageSize", "sortBy", "sortOrder",
                            *(f"filter.{name}" for name in FILTERS)}


def test_empty_filters_count_for_nothing(listed):
    query = "&".join(f"filter.{name}=" for name in FILTERS) + "&filter.taskIds[]=&filter.taskIds=,"
    assert listed[0].good("GET", f"{TASKS}?page=1&{query}")["totalItemCount"] == COUNT


def test_a_filter_from_the_far_ends_of_the_calendar(listed):
    client, rows = listed
    count = {name: sum(row[name] is not None for row in rows) for name in ("start", "end")}
    for query, expected in (("from=0001-01-01", count["start"]), ("to=9999-12-31", count["end"]),
                            ("from=9999-12-31", 0), ("to=0001-01-01", 0)):
        value = client.good("GET", f"{TASKS}?page=1&filter.{query}")
        assert value["totalItemCount"] == expected
