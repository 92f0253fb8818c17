"""Lists of time reports: every order, filter and page, next to Python's own sorting; `glimt check`."""

import datetime
import random
import re
import threading

import pytest

import oracles
from client import Client, glimt, refill_derived, running
from database import columns, connect
from documented import insert, user

REPORTS = "/v1/Core/TimeReports"
COUNT = 2600  # enough for blocks that are cut, and cursors that are cached
EPOCH = datetime.date(1970, 1, 1)
FIRST_DAY, DAYS = 20000, 90
NAMES = {1: None, 2: "Örjan Ek", 3: "anna Berg", 4: "Anna Berg", 5: "Zlatko Å"}
BODY = {"hours": 8, "invoiceableHours": 8, "userId": 2, "projectId": 1, "activityId": 1,
        "timeCodeId": 1, "timeArticleId": 1}


def random_report(dice, number):
    """Few different values, so that many rows are equal in what they are sorted by."""
    target = dice.choices(["project", "internal_project", "absence_project"], [6, 3, 1])[0]
    report = {"id": number, "date": FIRST_DAY + dice.randrange(DAYS), "user_id": dice.randint(2, 5),
              "hours": dice.randint(1, 12) * 500_000, "invoiceable_hours": dice.randint(0, 4) * 500_000,
              "sent_to_attest_at": dice.choice([None, dice.randint(1, 40)]), "attested_at": None,
              "project_id": None, "internal_project_id": None, "absence_project_id": None,
              "contact_id": None, "created_at": dice.randint(1, 300),
              "updated_at": dice.choice([None, None, dice.randint(1, 300)]),
              "activity_id": 1, "time_code_id": 1, "time_article_id": 1}
    report[target + "_id"] = dice.randint(1, 3)
    if target == "project":
        report["contact_id"] = report["project_id"]
    if report["sent_to_attest_at"] and dice.random() < 0.95:
        report["attested_at"] = dice.randint(1, 40)
    return report


def fill(database):
    for number, name in NAMES.items():
        if name:
            user(database, number, *name.split(" "))
    for table in ("activities", "time_codes", "time_articles"):
        insert(database, table, id=1, name="x", is_active=1)
    for number in (1, 2, 3):
        for table in ("internal_projects", "absence_projects"):
            insert(database, table, id=number, name=f"x{number}", is_active=1)
        insert(database, "contacts", id=number, name=f"k{number}", contact_type="company",
               responsible_id=2)
        insert(database, "projects", id=number, order_number=f"{number}", title=f"p{number}",
               invoice_type="none", customer_id=number)
    dice = random.Random(20261124)
    for number in range(1, COUNT + 1):
        insert(database, "time_reports", **random_report(dice, number))
    # Keys of users are made at the start, and carried to the reports.
    refill_derived(database)


@pytest.fixture(scope="module")
def served():
    with running() as server:
        server.known = server.application()
        server.stop()
        database = server.database()
        fill(database)
        database.close()
        server.start()
        yield server


@pytest.fixture(scope="module")
def client(served):
    return Client(served, *served.known)


def rows_of(server):
    """The reports as they are now."""
    database = connect(server.directory)
    names = columns(database, "time_reports")
    rows = [dict(zip(names, row)) for row in database.execute("SELECT * FROM time_reports")]
    database.close()
    return rows


def first_null(column):
    return lambda row: (row[column] is not None, row[column] or 0)


SORTS = {
    "date": lambda row: row["date"],
    "userName": lambda row: oracles.swedish(NAMES[row["user_id"]]),
    "hours": lambda row: row["hours"],
    "invoiceableHours": lambda row: row["invoiceable_hours"],
    "sentToAttestDate": first_null("sent_to_attest_at"),
    "attestedDate": first_null("attested_at"),
    "createdDate": lambda row: row["created_at"],
    "updatedDate": first_null("updated_at"),
}


def day_text(number):
    return (EPOCH + datetime.timedelta(days=number)).isoformat()


def is_of(target):
    return lambda row: row[target] is not None


FILTERS = {
    "": lambda row: True,
    f"from={day_text(FIRST_DAY + 70)}": lambda row: row["date"] >= FIRST_DAY + 70,
    f"to={day_text(FIRST_DAY + 12)}": lambda row: row["date"] <= FIRST_DAY + 12,
    "isSentToAttest=true": is_of("sent_to_attest_at"),
    "isSentToAttest=false": lambda row: row["sent_to_attest_at"] is None,
    "isAttested=true": is_of("attested_at"),
    "isAttested=false": lambda row: row["attested_at"] is None,
    "projectType=project": is_of("project_id"),
    "projectType=INTERNALPROJECT": is_of("internal_project_id"),
    "projectType=absenceProject": is_of("absence_project_id"),
    "userIds=3,5,99": lambda row: row["user_id"] in (3, 5),
    "projectId=2": lambda row: row["project_id"] == 2,
    "internalProjectId=3": lambda row: row["internal_project_id"] == 3,
    "absenceProjectId=1": lambda row: row["absence_project_id"] == 1,
    "contactId=1": lambda row: row["contact_id"] == 1,
    "contactId=77": lambda row: False,
}


def expected_ids(rows, filters, sort, descending):
    chosen = [row for row in rows if all(FILTERS[one](row) for one in filters)]
    chosen.sort(key=lambda row: (SORTS[sort](row), row["id"]), reverse=descending)
    return [row["id"] for row in chosen]


def query_of(filters, sort, descending):
    parts = [f"filter.{one}" for one in filters if one]
    return "&".join(parts + [f"sortBy={sort}",
                             f"sortOrder={'descending' if descending else 'ascending'}"])


def check_list(client, rows, filters, sort, descending, dice, pages):
    """The first, the last and some other pages of a list; one is held against the description."""
    ids = expected_ids(rows, filters, sort, descending)
    size = dice.choice([7, 25, 100])
    last = max(1, -(-len(ids) // size))
    query = query_of(filters, sort, descending)
    for page in {1, last, last + 1, *(dice.randint(1, last) for _ in range(pages))}:
        where = f"{REPORTS}?page={page}&pageSize={size}&{query}"
        value = client.quick(where) if page > 1 else client.good("GET", where)
        assert value["totalItemCount"] == len(ids), query
        assert [item["id"] for item in value["items"]] == ids[(page - 1) * size:page * size], query


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", SORTS)
def test_every_filter_in_every_order(client, served, sort, descending):
    rows, dice = rows_of(served), random.Random(f"{sort}{descending}")
    for one in FILTERS:
        check_list(client, rows, [one], sort, descending, dice, 3)


def test_filters_together(client, served):
    rows, dice = rows_of(served), random.Random(3)
    for _ in range(250):
        names = {one.split("=")[0]: one for one in dice.sample(list(FILTERS), dice.randint(2, 4))}
        check_list(client, rows, list(names.values()), dice.choice(list(SORTS)), dice.random() < 0.5,
                   dice, 1)


def test_a_span_that_ends_before_it_begins(client):
    value = client.good("GET", f"{REPORTS}?page=1&filter.from=2024-12-31&filter.to=2024-12-01")
    assert value["totalItemCount"] == 0 and value["items"] == []


def test_lists_follow_writes(client, served):
    """Enough reports of one day that their block is cut; then changes and deletes."""
    dice, made = random.Random(4), []
    for number in range(600):
        body = {**BODY, "date": day_text(FIRST_DAY + 40), "hours": number % 16 / 2 + 0.5}
        made.append(client.good("POST", REPORTS, body)["id"])
        if number % 5 == 4:
            body["date"] = day_text(FIRST_DAY + dice.randrange(DAYS))
            client.good("PUT", f"{REPORTS}/{dice.choice(made)}", body)
        if number % 50 == 49:
            client.good("DELETE", f"{REPORTS}/{made.pop(dice.randrange(len(made)))}")
            rows = rows_of(served)
            for sort in SORTS:
                check_list(client, rows, [dice.choice(list(FILTERS))], sort, dice.random() < 0.5, dice, 1)
    assert glimt("check", "--data", served.directory).returncode == 0


def test_pages_are_snapshots_while_others_write(client, served):
    """A total and the last page that it promises always fit together."""
    end = threading.Event()

    def write():
        writer = Client(served, *served.known)
        while not end.is_set():
            made = writer.good("POST", REPORTS, {**BODY, "date": day_text(FIRST_DAY + DAYS + 9)})
            writer.good("DELETE", f"{REPORTS}/{made['id']}")

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    try:
        total = client.good("GET", f"{REPORTS}?page=1&pageSize=7")["totalItemCount"]
        for turn in range(300):
            page = -(-total // 7) + turn % 2
            query = ("", "&filter.isAttested=false", "&sortOrder=descending")[turn % 3]
            value = client.good("GET", f"{REPORTS}?page={page}&pageSize=7{query}")
            rest = value["totalItemCount"] - (page - 1) * 7
            assert len(value["items"]) == min(max(rest, 0), 7)
            assert len({item["id"] for item in value["items"]}) == len(value["items"])
    finally:
        end.set()
        for writer in writers:
            writer.join()


def test_lists_follow_what_others_write(served):
    """By hand, with the server stopped and what is derived made anew."""
    served.stop()
    database = served.database()
    database.execute("UPDATE time_reports SET attested_at = 7, sent_to_attest_at = 6 WHERE id % 3 = 0")
    database.execute("DELETE FROM time_reports WHERE id % 17 = 5")
    refill_derived(database)
    served.start()
    client = Client(served, *served.known)
    rows, dice = rows_of(served), random.Random(5)
    for sort in SORTS:
        for one in FILTERS:
            check_list(client, rows, [one], sort, dice.random() < 0.5, dice, 1)
    assert glimt("check", "--data", served.directory).returncode == 0


def test_check_tells_what_differs(served):
    served.stop()
    assert "follows from the rows" in glimt("check", "--data", served.directory).stdout
    database = served.database()
    database.execute("UPDATE counted_blocks SET class_0 = class_0 + 1 WHERE list = 5 AND level = 1")
    database.execute("UPDATE counted_blocks SET total = total - 1 WHERE list = 4 AND level = 0 "
                     "AND first_id = (SELECT max(first_id) FROM counted_blocks WHERE list = 4)")
    database.execute("UPDATE counted_blocks SET first_id = first_id + 1 WHERE list = 3 AND level = 1")
    database.execute("UPDATE users SET name_key = x'01' WHERE id = 3")
    database.execute("UPDATE time_reports SET user_name_key = x'01' WHERE user_id = 3")
    database.commit()
    database.close()
    done = glimt("check", "--data", served.directory, check=False)
    served.start()
    assert done.returncode == 1 and "2 differences" not in done.stdout
    for where, what in ((5, "its numbers are not those of its rows."),
                        (4, "the blocks do not hold all rows."),
                        (3, "it begins within a block of level 0.")):
        assert re.search(rf"list {where}\b.*{what}", done.stdout), done.stdout
    assert "users, account 1, row 3: name_key" in done.stdout
    assert "differences were found" in done.stderr


@pytest.mark.embedded("it reads the plans of SQLite; make bench-scale measures those of a server")
def test_blocks_are_found_by_their_keys(served):
    """However many blocks there are, none but the right one is looked at when a report moves."""
    database = connect(served.directory)
    lines = re.findall(r"^  add to class(?:es| 0) +(UPDATE counted_blocks .*)", glimt("statements").stdout, re.MULTILINE)
    assert len(lines) == 2
    for line in lines:
        statement = re.sub(r"\?\d+", "5", line)
        first, *others = [step[3] for step in database.execute("EXPLAIN QUERY PLAN " + statement)]
        assert "first_prefix=? AND first_key=? AND first_id=?" in first
        assert not any("CORRELATED" in step for step in others)
    database.close()
