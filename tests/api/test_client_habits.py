"""What programs in use do, and a server has to bear."""

import concurrent.futures
import itertools
import re
import time

import pytest

from client import OPENAPI, Client, documented
from plain_answers import small_company
from test_time_reports import GOOD, reporting

REPORTS = "/v1/Core/TimeReports"
# All but the days of users, which are many without a span.
LISTS = [path for path, operations in OPENAPI["paths"].items() if "get" in operations and "{" not in path
         and not path.endswith("UserDayStatistics")]
ALONE = [path for path, operations in OPENAPI["paths"].items() if "get" in operations
         and re.fullmatch(r"[^{]*/\{\w+\}(/TimeCalculation)?", path)]
DAYS = re.compile("date|(start|end|archived|invoiced|invoice|from|to|closed|estimatedClosing)Date|sentToEconomySystem")


@pytest.fixture(scope="module")
def company():
    with small_company() as server:
        yield server


@pytest.fixture(scope="module")
def client(company):
    return company.client()


# ---- a journey of no distance with every report ----

@pytest.mark.parametrize("target", ["projectId", "internalProjectId", "absenceProjectId"])
def test_a_journey_of_no_distance_comes_with_every_report(target):
    with reporting() as server:
        client = Client(server, *server.known)
        for journey in ({"distance": 0}, {"distance": 0.0, "invoiceableDistance": 0}):
            body = {**GOOD, "projectId": None, target: 1, "comment": "x", "travelReport": journey}
            made = client.good("POST", REPORTS, body)
            assert made["travelReport"]["distance"] == 0 and made["travelReport"]["toBeInvoiced"] is False
            kept = client.good("PUT", f"{REPORTS}/{made['id']}", body)
            assert kept["travelReport"]["distance"] == 0


# ---- three ways to the last page ----

def until_short(page):
    for number in itertools.count(1):
        value = page(number)
        yield from value["items"]
        if len(value["items"]) < value["pageSize"]:
            return


def until_empty(page):
    for number in itertools.count(1):
        items = page(number)["items"]
        if not items:
            return
        yield from items


def by_total(page):
    number, total = 0, 1
    while number < total:
        number += 1
        value = page(number)
        total = value["totalPages"]
        yield from value["items"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("size", [5, 100])
def test_three_ways_to_page_find_the_same(client, path, size):
    def page(number):
        return client.quick(f"{path}?page={number}&pageSize={size}")

    total = page(1)["totalItemCount"]
    found = [list(way(page)) for way in (until_short, until_empty, by_total)]
    assert found[0] == found[1] == found[2] and len(found[0]) == total > 0
    assert len({row["id"] for row in found[0] if "id" in row}) in (0, total)


# ---- told to wait ----

@pytest.mark.parametrize("more", [(), ("--extended-answers",)])
def test_who_waits_as_told_goes_on(company, more):
    """The one that repeats without limit, and the one that gives up after five tries, both come through."""
    caller = company.client("--all-permissions", *more)
    tries = []
    for number in range(10):
        for tried in range(1, 6):
            answer = caller.get(f"/v1/Admin/Countries?page=1&pageSize={number + 1}")
            if answer.status_code == 200:
                break
            assert answer.status_code == 429
            told = int(answer.headers["Retry-After"])
            assert 1 <= told <= 5 and answer.json() == {"waitInSeconds": told}
            time.sleep(told)
        assert answer.status_code == 200
        tries.append(tried)
    assert max(tries) <= 2


# ---- tokens side by side ----

def test_tokens_that_are_fetched_in_parallel_all_live(company):
    identifier, secret = company.application()
    with concurrent.futures.ThreadPoolExecutor(12) as pool:
        callers = list(pool.map(lambda _: Client(company, identifier, secret), range(24)))
    assert len({caller.token for caller in callers}) == len(callers)
    for caller in callers:
        assert caller.get("/v1/Admin/Countries?page=1").status_code == 200


# ---- strict types ----

def check_types(value, schema, path=""):
    """Python takes 1.0 for an integer, and so does the description; a strict client does not."""
    while "$ref" in schema:
        schema = OPENAPI["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    if value is None:
        return
    if "anyOf" in schema:
        schema = next(choice for choice in schema["anyOf"] if choice.get("type") != "null")
        check_types(value, schema, path)
    elif isinstance(value, list):
        for item in value:
            check_types(item, schema["items"], path + "[]")
    elif isinstance(value, dict):
        for name, member in value.items():
            check_types(member, schema["properties"][name], f"{path}.{name}")
    else:
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        wanted = {"integer": int, "boolean": bool, "string": str, "number": float}
        assert "const" in schema or type(value) in [wanted[kind] for kind in kinds if kind != "null"], (path, value)


def answer_schema(path):
    return OPENAPI["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def check_days(row):
    """At the top of a row; stamps have names like those of days elsewhere."""
    for name, value in row.items():
        if DAYS.fullmatch(name) and value is not None:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", value), (name, value)


@pytest.mark.parametrize("more", [(), ("--extended-answers",)], ids=["documented", "extended"])
@pytest.mark.parametrize("path", LISTS)
def test_a_strict_reader_can_read_every_row(company, path, more):
    """Integers have no point, numbers have one, and days have no time of day."""
    caller = company.client("--all-permissions", "--rate", "off", *more)
    rows = caller.walk(path)
    check_types({"items": rows}, answer_schema(path))
    for row in rows:
        check_days(row)
    schema = OPENAPI["components"]["schemas"][rows[0]["objectName"]]
    assert (list(rows[0]) == documented(schema)) == (not more or documented(schema) == list(schema["properties"]))


@pytest.mark.parametrize("path", ALONE)
def test_a_strict_reader_can_read_each_row_alone(company, path):
    caller = company.client("--all-permissions", "--rate", "off", "--extended-answers")
    rows = caller.walk(path.split("/{")[0], quick=True)
    for row in rows[::max(1, len(rows) // 40)]:
        alone = caller.quick(re.sub(r"\{\w+\}", str(row["id"]), path))
        check_types(alone, answer_schema(path))
        check_days(alone)
    assert rows
