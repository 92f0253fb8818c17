"""Lists of time reports: every filter and sort key against an oracle, and every refusal."""

import random

import pytest

import oracles
import questions
from documented import insert

REPORTS = "/v1/Core/TimeReports"
COUNT = 520  # enough for the server to keep cursors of the list
DAY_ONE = 18_900  # 2021-09-30
START = DAY_ONE * questions.DAY
PROJECTS, INTERNAL, ABSENCE, CONTACTS, MOST = 8, 4, 3, 4, 9
KINDS = {"project": PROJECTS, "internalProject": INTERNAL, "absenceProject": ABSENCE}
# In Swedish order whatever the case; the first two differ in nothing else.
NAMES = [("ADAM", "Ek"), ("adam", "ek"), ("Adam", "Öst"), ("Bo", "1"), ("Bo", "9"), ("Bo", "B"),
         ("Zeb", "Z"), ("Åke", "A"), ("Ärla", "A"), ("Örn", "A")]


def customer_of(project):
    """Two projects have none."""
    return None if project is None or project > 6 else project % CONTACTS + 1


def fill(names):
    def fill_in(database):
        questions.people(database, names)
        for table in ("activities", "time_codes", "time_articles"):
            insert(database, table, id=1, name="x", is_active=1)
        for contact in range(1, CONTACTS + 1):
            insert(database, "contacts", id=contact, name="x", contact_type="company",
                   responsible_id=1)
        for project in range(1, PROJECTS + 1):
            insert(database, "projects", id=project, order_number="1", title="x",
                   invoice_type="none", customer_id=customer_of(project))
        for table, count in (("internal_projects", INTERNAL), ("absence_projects", ABSENCE)):
            for number in range(1, count + 1):
                insert(database, table, id=number, name="x", is_active=1)
    return fill_in


def some_time(dice, share):
    """A moment, often the same one; or none."""
    return START + dice.randrange(80) * 3600 if dice.random() < share else None


def make_rows(dice):
    rows = []
    for number in range(1, COUNT + 1):
        kind = dice.choice(["project", "project", "internalProject", "absenceProject"])
        row = {"id": number, "date": DAY_ONE + dice.randrange(70), "user": dice.randint(1, MOST),
               "kind": kind, **dict.fromkeys(KINDS), "hours": dice.choice([0.5, 1, 7.75, 8, 10]),
               "invoiceable": dice.choice([0, 0.000001, 8, dice.randint(0, 2000) / 100]),
               "sent": some_time(dice, 0.6), "attested": some_time(dice, 0.4),
               "created": some_time(dice, 1), "updated": some_time(dice, 0.5)}
        row[kind] = dice.randint(1, KINDS[kind])
        row["contact"] = customer_of(row["project"])
        rows.append(row)
    return rows


def body(row):
    return {"date": questions.day_text(row["date"]), "hours": row["hours"],
            "invoiceableHours": row["invoiceable"], "userId": row["user"], "activityId": 1,
            "timeCodeId": 1, "timeArticleId": 1, **{f"{kind}Id": row[kind] for kind in KINDS}}


def make(rows):
    def through_the_api(client):
        for row in rows:
            assert client.good("POST", REPORTS, body(row))["id"] == row["id"]
    return through_the_api


def mark(rows):
    def set_stamps(database):
        database.executemany(
            "UPDATE time_reports SET sent_to_attest_at = ?, attested_at = ?, created_at = ?,"
            " updated_at = ? WHERE id = ?",
            [(row["sent"], row["attested"], row["created"], row["updated"], row["id"])
             for row in rows])
    return set_stamps


@pytest.fixture(scope="module")
def listed():
    dice = random.Random(20211001)
    names = [(questions.random_text(dice), questions.random_text(dice)) for _ in range(MOST - 1)]
    names.append((names[0][0].upper(), names[0][1].lower()))  # the same but for case
    rows = make_rows(dice)
    for row in rows:
        row["name"] = " ".join(names[row["user"] - 1])
    with questions.stocked(fill(names), make(rows), mark(rows)) as client:
        yield client, rows


SORTS = {
    "date": lambda row: row["date"],
    "userName": lambda row: oracles.swedish(row["name"]),
    "hours": lambda row: row["hours"],
    "invoiceableHours": lambda row: row["invoiceable"],
    "sentToAttestDate": lambda row: row["sent"],
    "attestedDate": lambda row: row["attested"],
    "createdDate": lambda row: row["created"],
    "updatedDate": lambda row: row["updated"],
}


def day_from(dice, row):
    least = row["date"] + dice.choice([-1, 0, 1])
    return (questions.parameter(dice, "from", questions.spell_day(dice, least)),
            lambda other: other["date"] >= least)


def day_to(dice, row):
    most = row["date"] + dice.choice([-1, 0, 1])
    return (questions.parameter(dice, "to", questions.spell_day(dice, most)),
            lambda other: other["date"] <= most)


def of_kind(dice, row):
    kind = row["kind"] if dice.random() < 0.7 else dice.choice(list(KINDS))
    word = dice.choice([kind, kind.lower(), kind.upper(), kind.capitalize()])
    return questions.parameter(dice, "projectType", word), lambda other: other["kind"] == kind


FILTERS = {
    "from": day_from,
    "to": day_to,
    "userIds": questions.any_of("userIds", lambda row: {row["user"]}, MOST),
    "projectId": questions.exactly("projectId", lambda row: row["project"], PROJECTS),
    "internalProjectId": questions.exactly("internalProjectId", lambda row: row["internalProject"],
                                           INTERNAL),
    "absenceProjectId": questions.exactly("absenceProjectId", lambda row: row["absenceProject"],
                                          ABSENCE),
    "contactId": questions.exactly("contactId", lambda row: row["contact"], CONTACTS),
    "isSentToAttest": questions.flag("isSentToAttest", lambda row: row["sent"] is not None),
    "isAttested": questions.flag("isAttested", lambda row: row["attested"] is not None),
    "projectType": of_kind,
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_alone(listed, name):
    questions.ask_alone(listed[0], REPORTS, listed[1], SORTS, FILTERS[name], random.Random(name))


@pytest.mark.parametrize("kind", KINDS)
def test_filters_combined(listed, kind):
    """Those of different kinds of projects exclude one another, so all but one are left out."""
    together = {name: choose for name, choose in FILTERS.items()
                if name == f"{kind}Id" or name not in [f"{other}Id" for other in KINDS]}
    questions.ask_combined(listed[0], REPORTS, listed[1], SORTS, together, random.Random(kind), 70)


def test_all_filters_combined(listed):
    questions.ask_combined(listed[0], REPORTS, listed[1], SORTS, FILTERS, random.Random(1), 50, 0.3)


def test_filters_that_exclude_one_another(listed):
    client, rows = listed
    for left, right in (("projectId", "internalProjectId"), ("internalProjectId", "contactId"),
                        ("absenceProjectId", "projectId")):
        assert client.walk(f"{REPORTS}?filter.{left}=1")
        assert client.walk(f"{REPORTS}?filter.{left}=1&filter.{right}=1") == []
    for kind in KINDS:
        found = client.walk(f"{REPORTS}?filter.projectType={kind}&filter.{kind}Id=2")
        assert len(found) == sum(row[kind] == 2 for row in rows) > 0


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("order", ["ascending", "descending"])
def test_every_order_walked_to_the_end(listed, sort, order):
    client, rows = listed
    question = f"{REPORTS}?sortBy={sort}&sortOrder={order}"
    items = client.walk(question, 47, quick=order == "descending")
    expected = oracles.ordered(rows, SORTS[sort], order == "descending")
    assert [item["id"] for item in items] == [row["id"] for row in expected]
    assert [item["hours"] for item in items] == [row["hours"] for row in expected]
    assert [item["user"]["name"] for item in items] == [row["name"] for row in expected]


def test_pages_in_any_order_are_the_same(listed):
    client, _ = listed
    for sort in SORTS:
        question = f"{REPORTS}?sortBy={sort}&sortOrder=descending"
        whole = [item["id"] for item in client.walk(question, 10, quick=True)]
        for page in random.Random(sort).sample(range(1, 53), 52):
            value = client.quick(f"{question}&page={page}&pageSize=10")
            assert [item["id"] for item in value["items"]] == whole[page * 10 - 10:page * 10]


@pytest.mark.parametrize("name, value", questions.refusals(**{
    "from": questions.NO_DATES, "to": questions.NO_DATES, "userIds": questions.NO_IDS,
    **dict.fromkeys(["projectId", "internalProjectId", "absenceProjectId", "contactId"],
                    questions.NO_INTEGERS),
    "isSentToAttest": questions.NO_FLAGS, "isAttested": questions.NO_FLAGS,
    "projectType": ["both", "projects", "project,internalProject", "0", "true", "project%00",
                    "%FF"]}))
def test_malformed_filters(listed, name, value):
    questions.check_refusal(listed[0], REPORTS, name, value)


def test_all_faults_at_once(listed):
    query = "&".join(f"filter.{name}=x" for name in FILTERS)
    refused = listed[0].refused("GET", f"{REPORTS}?page=0&{query}")
    assert set(refused) == {"page", *(f"filter.{name}" for name in FILTERS)}


def test_empty_filters_count_for_nothing(listed):
    query = "&".join(f"filter.{name}=" for name in FILTERS)
    assert listed[0].good("GET", f"{REPORTS}?page=1&{query}")["totalItemCount"] == COUNT


def test_order_of_names_written_down():
    """As NAMES stand there, each name's reports by id; backwards all of it backwards."""
    def talk(client):
        for user in [*range(len(NAMES), 0, -1), *range(1, len(NAMES) + 1)]:
            client.good("POST", REPORTS, body({
                **dict.fromkeys(KINDS), "project": 1, "date": DAY_ONE, "hours": 1,
                "invoiceable": 1, "user": user}))

    with questions.stocked(fill(NAMES), talk) as client:
        up = client.walk(REPORTS + "?sortBy=userName", 7)
        down = client.walk(REPORTS + "?sortBy=username&sortOrder=descending", 7)
    shown = [item["user"]["name"] for item in up]
    twice = [name for name in map(" ".join, NAMES[2:]) for _ in range(2)]
    assert shown == ["adam ek", "ADAM Ek", "ADAM Ek", "adam ek", *twice]
    assert down == up[::-1]
    for pair in range(4, 20, 2):
        assert up[pair]["id"] < up[pair + 1]["id"]


def test_order_follows_a_report_to_another_user():
    with questions.stocked(fill(NAMES)) as client:
        row = {**dict.fromkeys(KINDS), "project": 1, "date": DAY_ONE, "hours": 1, "invoiceable": 1}
        for user in (10, 5):
            client.good("POST", REPORTS, body({**row, "user": user}))
        by_name = REPORTS + "?sortBy=userName"
        assert [item["id"] for item in client.walk(by_name)] == [2, 1]
        client.good("PUT", REPORTS + "/1", body({**row, "user": 1}))
        assert [item["id"] for item in client.walk(by_name)] == [1, 2]
