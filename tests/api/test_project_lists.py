"""Lists of projects and of task boards against oracles; the orders written down by hand."""

import random

import pytest

import oracles
import questions
from documented import insert

PROJECTS, BOARDS = "/v1/Core/Projects", "/v1/Core/TaskBoards"
COUNT = 260  # enough for the server to keep a cursor of the list
BOARD_COUNT = 60
START = 1_650_000_000
CUSTOMERS = ["Åkes Bygg & Rör AB", "STRASSE", "Straße 1", "ΣΊΣΥΦΟΣ", "100% _ \\", "É-butiken",
             "e\u0301tude", "Zon", "o'Hara \"x\""]
COLLECTIONS = [("P012", "Höst"), ("p9", "VÅR"), ("10", "%"), ("ÅÄÖ-1", "_")]


def random_number(dice):
    """Digits, letters, leading zeros and runs longer than any integer."""
    return dice.choice([
        str(dice.randint(1, 120)), str(dice.randint(1, 30)).zfill(3), f"A{dice.randint(1, 30)}",
        f"a{dice.randint(1, 30)}b{dice.randint(1, 11)}", f"Ö{dice.randint(1, 9)}",
        f"9{dice.randrange(100):030d}"])


def make_projects(dice):
    return [{
        "id": number, "number": random_number(dice), "title": questions.random_text(dice),
        "customer": dice.choice([None, *range(len(CUSTOMERS))]),
        "collection": dice.choice([None, None, *range(len(COLLECTIONS))]),
        "created": START + dice.randrange(50),
        "updated": START + dice.randrange(50) if dice.random() < 0.6 else None,
    } for number in range(1, COUNT + 1)]


def make_boards(dice):
    return [{
        "id": number, "name": questions.random_text(dice),
        "project": dice.choice([None, *range(1, 8)]), "created": START + dice.randrange(20),
        "updated": START + dice.randrange(20) if dice.random() < 0.6 else None,
    } for number in range(1, BOARD_COUNT + 1)]


def number_or_none(place):
    return None if place is None else place + 1


def fill(rows, boards):
    def fill_in(database):
        questions.people(database, [("John", "Doe")])
        for number, name in enumerate(CUSTOMERS, 1):
            insert(database, "contacts", id=number, name=name, contact_type="company",
                   responsible_id=1)
        for place, (number, name) in enumerate(COLLECTIONS, 1):
            insert(database, "project_collections", id=place, number=number, name=name)
        for row in rows:
            insert(database, "projects", id=row["id"], order_number=row["number"],
                   title=row["title"], invoice_type="none", created_at=row["created"],
                   updated_at=row["updated"], customer_id=number_or_none(row["customer"]),
                   project_collection_id=number_or_none(row["collection"]))
        for row in boards:
            insert(database, "task_boards", id=row["id"], name=row["name"],
                   project_id=row["project"], created_at=row["created"], updated_at=row["updated"])
    return fill_in


@pytest.fixture(scope="module")
def listed():
    dice = random.Random(20220415)
    rows, boards = make_projects(dice), make_boards(dice)
    with questions.stocked(fill(rows, boards)) as client:
        yield client, rows, boards


PROJECT_SORTS = {
    "orderNumber": lambda row: oracles.natural(row["number"]),
    "title": lambda row: oracles.swedish(row["title"]),
    "createdDate": lambda row: row["created"],
    "updatedDate": lambda row: row["updated"],
}
BOARD_SORTS = {
    "createdDate": lambda row: row["created"],
    "updatedDate": lambda row: row["updated"],
    "name": lambda row: oracles.swedish(row["name"]),
}


def texts_of_project(row):
    """What a query looks in, whichever way round the texts are."""
    texts = [row["number"], row["title"]]
    if row["customer"] is not None:
        texts.append(CUSTOMERS[row["customer"]])
    if row["collection"] is not None:
        texts += COLLECTIONS[row["collection"]]
    return texts


PROJECT_FILTERS = {"query": questions.substring("query", texts_of_project)}
BOARD_FILTERS = {
    "query": questions.substring("query", lambda row: [row["name"]]),
    "projectIds": questions.any_of("projectIds",
                                   lambda row: {row["project"]} - {None}, 7),
}


def test_projects_asked_at_random(listed):
    questions.ask_combined(listed[0], PROJECTS, listed[1], PROJECT_SORTS, PROJECT_FILTERS,
                           random.Random(1), 120)


def test_boards_asked_at_random(listed):
    questions.ask_combined(listed[0], BOARDS, listed[2], BOARD_SORTS, BOARD_FILTERS,
                           random.Random(2), 100)


@pytest.mark.parametrize("name", BOARD_FILTERS)
def test_each_filter_of_boards_alone(listed, name):
    questions.ask_alone(listed[0], BOARDS, listed[2], BOARD_SORTS, BOARD_FILTERS[name],
                        random.Random(name))


@pytest.mark.parametrize("sort", PROJECT_SORTS)
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_every_order_of_projects_walked_to_the_end(listed, sort, order):
    client, rows, _ = listed
    items = client.walk(f"{PROJECTS}?sortBy={sort}&sortOrder={order}", 33)
    expected = oracles.ordered(rows, PROJECT_SORTS[sort], order == "descending")
    assert [item["id"] for item in items] == [row["id"] for row in expected]
    assert [item["orderNumber"] for item in items] == [row["number"] for row in expected]


@pytest.mark.parametrize("sort", BOARD_SORTS)
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_every_order_of_boards_walked_to_the_end(listed, sort, order):
    client, _, rows = listed
    items = client.walk(f"{BOARDS}?sortBy={sort}&sortOrder={order}", 20)
    expected = oracles.ordered(rows, BOARD_SORTS[sort], order == "descending")
    assert [item["id"] for item in items] == [row["id"] for row in expected]


@pytest.mark.parametrize("path, name, value", [
    *((PROJECTS, *one) for one in questions.refusals(query=questions.NO_TEXTS)),
    *((BOARDS, *one) for one in questions.refusals(query=questions.NO_TEXTS,
                                                   projectIds=questions.NO_IDS))])
def test_malformed_filters(listed, path, name, value):
    questions.check_refusal(listed[0], path, name, value)


@pytest.mark.parametrize("path, keys", [
    (PROJECTS, "orderNumber, title, createdDate, updatedDate"),
    (BOARDS, "createdDate, updatedDate, name")])
def test_sort_keys_of_others_are_refused(listed, path, keys):
    for key in ("id", "number", "name" if path == PROJECTS else "title", "startDate"):
        refused = listed[0].refused("GET", f"{path}?page=1&sortBy={key}")
        assert list(refused) == ["sortBy"] and keys in refused["sortBy"][0]


def test_a_query_looks_in_five_texts_and_no_others(listed):
    client, rows, _ = listed
    for query, wanted in (("åkes bygg", {0}), ("strasse", {1, 2}), ("σίσυφοσ", {3}),
                          ("100%", {4}), ("\\", {4}), ("É", {5, 6}), ("o'h", {8}), ('"X"', {8})):
        found = {item["id"] for item in client.walk(f"{PROJECTS}?filter.query={query}"
                                                    .replace("100%", "100%25"))}
        assert found == {row["id"] for row in rows if row["customer"] in wanted} and found
    for query, wanted in (("p012", 0), ("HÖST", 0), ("P9", 1), ("vår", 1), ("äö-", 3)):
        found = {item["id"] for item in client.walk(f"{PROJECTS}?filter.query={query}")}
        assert found == {row["id"] for row in rows if row["collection"] == wanted} and found
    for nothing in ("john doe", "Zon Höst", "P012 Höst", "none"):
        assert client.walk(f"{PROJECTS}?filter.query={nothing}") == []


NUMBERS = ["0", "7", "007", "7a", "9", "9-1", "9-2", "9-10", "10", "99", "100",
           "12345678901234567890", "12345678901234567891", "A2", "a2", "A02", "a10", "A10b", "B1",
           "Å1", "Ä1", "Ö1"]
EQUAL = [slice(1, 3), slice(13, 16)]


def test_natural_order_written_down():
    """Equal numbers stand in the order of their ids, all others wherever their ids are."""
    ids = random.Random(5).sample(range(1, 500), len(NUMBERS))
    for places in EQUAL:
        ids[places] = sorted(ids[places])

    def fill_in(database):
        for number, text in zip(ids, NUMBERS):
            insert(database, "projects", id=number, order_number=text, title="x",
                   invoice_type="none")

    with questions.stocked(fill_in) as client:
        up = client.walk(PROJECTS, 5)
        down = client.walk(PROJECTS + "?sortOrder=descending", 5)
    assert [item["orderNumber"] for item in up] == NUMBERS
    assert down == up[::-1]
