"""Days: who sees and who may change whose, what each action does, and how the public API shows it."""

import contextlib
import copy
import datetime
import itertools
import json
import subprocess
import threading
import time

import pytest

from client import Client, glimt, refill_derived, running
from database import connect, failing
from documented import day, fill_what_reports_name, insert, instant, user
from people import PAGES, PASSWORD, Person, add_person
from wrong_bodies import blames, faults, set_at

REPORTS, STATISTICS = "/v1/Core/TimeReports", "/v1/Core/TimeReports/UserDayStatistics"
GRID, OWN_REPORTS = "/admin/v1/UserDays", "/admin/v1/TimeReports"
ACTIONS = ["Lock", "Unlock", "Attest", "Return", "TakeBack"]
# In the first company; whoever leads nobody but EVA, who leads herself, is led by MIA or EVA.
BOSS, MIA, PER, LEA, OLA, EVA = 1, 2, 3, 4, 5, 6
PEOPLE = [BOSS, MIA, PER, LEA, OLA, EVA]
NAMES = {BOSS: "Ada Admin", MIA: "Mia Chef", PER: "Per Ett", LEA: "Lea Två", OLA: "Ola Tre", EVA: "Eva Chef"}
LED_BY = {BOSS: [], MIA: [PER, LEA], PER: [], LEA: [], OLA: [], EVA: [OLA, EVA]}
FIRST_MONDAY = datetime.date(2024, 1, 1)
weeks = itertools.count()
BEGUN = int(time.time())


def fill(database):
    fill_what_reports_name(database)
    insert(database, "schedules", id=1, name="Heltid", monday=8_000_000, tuesday=8_000_000,
           wednesday=8_000_000, thursday=8_000_000, friday=7_500_000)
    for number in (1, 2):
        insert(database, "departments", id=number, name=f"Avdelning {number}")
    for number, name in NAMES.items():
        first, last = name.split()
        manager = next((boss for boss, led in LED_BY.items() if number in led), None)
        user(database, number, first, last, manager_id=manager, schedule_id=1,
             department_id=1 if number in (PER, OLA) else None, employee_number=f"9{number}",
             email=f"user{number}@example.com",
             permissions="administrator sales" if number == BOSS else "sales")


@contextlib.contextmanager
def company(*fills):
    """A server with the people above, and what these fill in."""
    with running() as started:
        application = started.application()
        other = json.loads(glimt("account", "add", "Annan", "--data", started.directory,
                                 "--json").stdout)["id"]
        started.stop()
        database = started.database()
        for one in (fill, *fills):
            one(database)
        refill_derived(database)
        started.start()
        started.client_of_all, started.other = Client(started, *application), other
        yield started


@pytest.fixture(scope="module")
def server():
    with company() as started:
        yield started


@pytest.fixture(scope="module")
def client(server):
    return server.client_of_all


def change(server, sql, *values):
    """What only somebody with the database can do, while the server runs."""
    database = connect(server.directory)
    database.execute(sql, values)
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


def signed_in(server, number):
    address = f"user{number}@example.com"
    glimt("user", "add", address, "--password-stdin", "--data", server.directory, input=PASSWORD)
    person = Person(server, address)
    assert person.id == number
    return person


@pytest.fixture(scope="module")
def people(server):
    return {number: signed_in(server, number) for number in PEOPLE}


@pytest.fixture(scope="module")
def stranger(server):
    return add_person(server, administrator=True, account=server.other)


@pytest.fixture
def week():
    """The days of a week that no other test uses, as texts."""
    monday = FIRST_MONDAY + datetime.timedelta(weeks=next(weeks))
    return [(monday + datetime.timedelta(days=number)).isoformat() for number in range(7)]


def make(client, who, date, hours=8, **fields):
    body = {"date": date, "hours": hours, "invoiceableHours": 0, "userId": who, "projectId": 1,
            "activityId": 1, "timeCodeId": 1, "timeArticleId": 1, **fields}
    return client.good("POST", REPORTS, body)["id"]


def make_journey(client, who, date):
    return make(client, who, date, travelReport={"distance": 12},
                allowanceReport={"allowanceTypeId": 1})


def act(person, action, who, days, **more):
    """Does it; returns what was changed, and what was skipped as {(user, date): reason}."""
    users = who if isinstance(who, list) else [who]
    answer = person.good("POST", f"/admin/v1/Days/{action}",
                         {"userIds": users, "from": days[0], "to": days[-1], **more})
    skipped = {(item["userId"], item["date"]): item["reason"] for item in answer["skipped"]}
    assert len(skipped) == len(answer["skipped"])
    assert list(skipped) == sorted(skipped)
    return answer["changedDays"], answer["changedReports"], skipped


def cell(person, who, date):
    """A user's day in the grid."""
    page = person.good("GET", f"{GRID}?page=1&filter.from={date}&filter.to={date}&filter.userIds={who}")
    [row] = page["items"]
    assert row["userId"] == who
    return row["dates"][0]


def statistic(client, who, date):
    page = client.good("GET", f"{STATISTICS}?page=1&filter.from={date}&filter.to={date}"
                              f"&filter.userIds={who}")
    return page["items"][0]["dates"][0]


def stamps(client, report):
    """When a report and what belongs to it was handed in and attested, as the public API has it."""
    shown = client.good("GET", f"{REPORTS}/{report}")
    parts = [shown] + [shown[name] for name in ("travelReport", "allowanceReport") if shown[name]]
    sent, attested = ({part[name] for part in parts} for name in ("sentToAttestDate", "attestedDate"))
    assert len(sent) == len(attested) == 1, "the parts of a report go with it"
    return sent.pop(), attested.pop(), (shown["attestedByUser"] or {}).get("id")


def swedish_day():
    told = subprocess.run(["date", "+%F"], env={"TZ": "CET-1CEST,M3.5.0/2,M10.5.0/3"}, check=True,
                          capture_output=True, text=True).stdout
    return datetime.date.fromisoformat(told.strip())


def is_now(text):
    return BEGUN <= instant(text) <= time.time()


# ---- who sees whom ----


def visible(number):
    return sorted(PEOPLE) if number == BOSS else sorted({number, *LED_BY[number]})


@pytest.mark.parametrize("number", PEOPLE)
def test_the_grid_shows_those_whom_one_may_see(people, number):
    rows = people[number].walk(GRID)
    assert sorted(row["userId"] for row in rows) == visible(number)
    for row in rows:
        who = row["userId"]
        assert row["name"] == NAMES[who]
        assert row["canAttest"] == (number == BOSS or (who in LED_BY[number] and who != number))
        manager = next((boss for boss, led in LED_BY.items() if who in led), None)
        assert (row["manager"] or {}).get("id") == manager
        assert (row["department"] or {}).get("id") == (1 if who in (PER, OLA) else None)


def test_the_grid_has_its_order_and_filters(people):
    def shown(query):
        return [row["userId"] for row in people[BOSS].walk(f"{GRID}?{query}")]

    by_name = [BOSS, EVA, LEA, MIA, OLA, PER]
    assert shown("sortBy=name") == by_name
    assert shown("sortBy=name&sortOrder=descending") == by_name[::-1]
    assert shown("filter.userIds=3,5,77") == [OLA, PER]
    assert shown("filter.departmentIds=1") == [OLA, PER]
    assert shown("filter.departmentIds=2") == []
    assert shown("filter.query=CHEF") == [EVA, MIA]
    assert shown("filter.query=94") == [LEA]
    assert shown("filter.query=chef&filter.userIds=2,3") == [MIA]
    assert shown("filter.query=%25") == []
    assert [row["userId"] for row in people[MIA].walk(f"{GRID}?filter.query=chef")] == [MIA]
    assert [row["userId"] for row in people[MIA].walk(f"{GRID}?filter.userIds=2,3,5")] == [MIA, PER]


def test_the_grid_has_at_most_31_days(people):
    one = people[PER].walk(f"{GRID}?filter.from=2024-03-01&filter.to=2024-03-31")[0]
    assert [item["date"] for item in one["dates"]] == [f"2024-03-{number:02}" for number in range(1, 32)]
    assert list(people[PER].refused("GET", f"{GRID}?page=1&filter.from=2024-03-01&filter.to=2024-04-01")) \
        == ["filter.to"]
    assert list(people[PER].refused("GET", f"{GRID}?page=1&filter.from=2024-03-02&filter.to=2024-03-01")) \
        == ["filter.to"]
    this_month = people[PER].walk(GRID)[0]["dates"]
    assert {item["date"][:7] for item in this_month} == {swedish_day().isoformat()[:7]}
    assert this_month[0]["date"].endswith("-01") and len(this_month) >= 28


def test_who_has_left_is_not_in_the_grid(server, people, week):
    try:
        change(server, "UPDATE users SET end_date = ? WHERE account_id = 1 AND id = ?", day(week[2]), LEA)
        for days, there in ((week[:3], True), (week[2:], True), (week[3:], False)):
            rows = people[MIA].walk(f"{GRID}?filter.from={days[0]}&filter.to={days[-1]}")
            assert (LEA in [row["userId"] for row in rows]) == there
        last = people[MIA].walk(f"{GRID}?filter.from={week[0]}&filter.to={week[4]}&filter.userIds={LEA}")
        assert [item["scheduledHours"] for item in last[0]["dates"]] == [8, 8, 8, 0, 0]
    finally:
        change(server, "UPDATE users SET end_date = NULL WHERE account_id = 1 AND id = ?", LEA)


@pytest.mark.parametrize("number", PEOPLE)
def test_time_reports_are_those_of_whom_one_may_see(client, people, number, week):
    made = {make(client, who, week[0]): who for who in PEOPLE}
    span = f"filter.from={week[0]}&filter.to={week[6]}"
    mine = {report for report, who in made.items() if who in visible(number)}
    for query in (span, f"{span}&sortBy=userName", f"{span}&sortBy=createdDate&sortOrder=descending",
                  f"{span}&filter.isAttested=false"):
        assert {item["id"] for item in people[number].walk(f"{OWN_REPORTS}?{query}")} == mine
    only = [who for who in (PER, OLA) if who in visible(number)]
    assert [item["user"]["id"] for item in people[number].walk(f"{OWN_REPORTS}?{span}&filter.userIds={PER},{OLA}")] \
        == only
    for report in made:
        path = f"{OWN_REPORTS}/{report}"
        if report in mine:
            assert people[number].good("GET", path) == client.good("GET", f"{REPORTS}/{report}")
        else:
            assert people[number].refused("GET", path) == {"id": ["The time report could not be found."]}


def test_lists_of_time_reports_are_the_public_ones(client, people):
    public = {json.dumps(item) for item in client.walk(f"{REPORTS}?sortBy=date")}
    assert {json.dumps(item) for item in people[BOSS].walk(f"{OWN_REPORTS}?sortBy=date")} == public


def test_time_reports_are_only_read_there(people):
    assert people[BOSS].ask("POST", OWN_REPORTS, {}).status_code == 405
    assert people[BOSS].ask("DELETE", f"{OWN_REPORTS}/1").status_code == 405


def test_another_company_sees_and_changes_nothing(client, people, stranger, week):
    report = make(client, PER, week[0])
    assert [row["name"] for row in stranger.walk(GRID)] == ["Administrator", "Test Person"]
    assert stranger.walk(OWN_REPORTS) == []
    assert stranger.refused("GET", f"{OWN_REPORTS}/{report}")
    for action in ACTIONS:
        body = {"userIds": [stranger.id, PER], "from": week[0], "to": week[6]}
        assert list(stranger.refused("POST", f"/admin/v1/Days/{action}", body)) == ["userIds"]
        act(stranger, action, stranger.id, week)
    assert cell(people[PER], PER, week[0])["status"] == "reported"
    assert cell(people[BOSS], stranger.id, week[0])["lockedDate"] is None


@pytest.mark.parametrize("path", [GRID + "?page=1", OWN_REPORTS + "?page=1", *ACTIONS])
def test_nobody_sees_and_changes_nothing(server, path):
    nobody = Person(server)
    if path in ACTIONS:
        answer = nobody.ask("POST", f"/admin/v1/Days/{path}", {"userIds": [1], "from": "2024-01-01",
                                                               "to": "2024-01-01"})
    else:
        answer = nobody.ask("GET", path)
    assert answer.status_code == 401


# ---- who may do what ----


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("number", PEOPLE)
def test_rights_of_each_with_each(people, week, action, number):
    for who in PEOPLE:
        leads = who in LED_BY[number] and who != number
        own = who == number and action in ("Lock", "Unlock")
        if number == BOSS or leads or own:
            act(people[number], action, who, week)
        else:
            body = {"userIds": [who], "from": week[0], "to": week[6]}
            assert "days of the people whom you lead" in people[number].forbidden(
                "POST", f"/admin/v1/Days/{action}", body).replace("those of", "days of")


def test_all_or_nobody(people, week):
    body = {"userIds": [PER, LEA, OLA], "from": week[0], "to": week[6]}
    people[MIA].forbidden("POST", "/admin/v1/Days/Lock", body)
    people[MIA].forbidden("POST", "/admin/v1/Days/Lock", {**body, "userIds": [PER, 12345]})
    for who in (PER, LEA, OLA):
        assert cell(people[BOSS], who, week[0])["lockedDate"] is None


def test_a_leader_who_is_no_more(server, people, week):
    act(people[MIA], "Lock", PER, week)
    try:
        change(server, "UPDATE users SET manager_id = ? WHERE account_id = 1 AND id = ?", EVA, PER)
        people[MIA].forbidden("POST", "/admin/v1/Days/Unlock",
                              {"userIds": [PER], "from": week[0], "to": week[6]})
        assert act(people[EVA], "Unlock", PER, week)[0] == 7
    finally:
        change(server, "UPDATE users SET manager_id = ? WHERE account_id = 1 AND id = ?", MIA, PER)


# ---- what happens ----


def check_sealed(client, report, who, date):
    body = {"date": date, "hours": 1, "invoiceableHours": 0, "userId": who, "projectId": 1,
            "activityId": 1, "timeCodeId": 1, "timeArticleId": 1}
    for method in ("PUT", "DELETE"):
        assert client.refused(method, f"{REPORTS}/{report}", body if method == "PUT" else None)
    assert list(client.refused("POST", REPORTS, body)) == ["date"]


def check_open(client, who, date):
    client.good("DELETE", f"{REPORTS}/{make(client, who, date)}")


def test_a_day_on_its_way(client, people, week):
    """Handed in, taken back, handed in, attested, taken back, returned, and handed in again."""
    one, two = make_journey(client, PER, week[0]), make(client, PER, week[0], hours=1)
    elsewhere = make(client, PER, week[1]), make(client, LEA, week[0])
    before = {report: client.good("GET", f"{REPORTS}/{report}") for report in (one, two, *elsewhere)}
    grid = cell(people[PER], PER, week[0])
    assert (grid["status"], grid["reports"], grid["sent"], grid["reportedHours"]) == ("reported", 2, 0, 9)
    filters = f"filter.userIds={PER}&filter.from={week[0]}&filter.to={week[0]}"

    def listed(condition):
        return {item["id"] for item in client.walk(f"{REPORTS}?{filters}&{condition}")}

    assert listed("filter.isSentToAttest=true") == set()
    assert act(people[PER], "Lock", PER, week[:1]) == (1, 2, {})
    sent, attested, by = stamps(client, one)
    assert is_now(sent) and (attested, by) == (None, None)
    assert stamps(client, two) == (sent, None, None)
    assert statistic(client, PER, week[0])["lockedDate"] == sent
    assert listed("filter.isSentToAttest=true") == {one, two}
    grid = cell(people[PER], PER, week[0])
    assert (grid["status"], grid["lockedDate"], grid["sent"], grid["attested"]) == ("sent", sent, 2, 0)
    check_sealed(client, one, PER, week[0])

    assert act(people[PER], "Unlock", PER, week[:1]) == (1, 2, {})
    assert stamps(client, one) == (None, None, None)
    assert statistic(client, PER, week[0])["lockedDate"] is None
    assert {report: client.good("GET", f"{REPORTS}/{report}") for report in before} == before
    check_open(client, PER, week[0])

    act(people[PER], "Lock", PER, week[:1])
    assert act(people[MIA], "Attest", PER, week[:1]) == (1, 2, {})
    sent, attested, by = stamps(client, one)
    assert is_now(sent) and is_now(attested) and by == MIA
    assert listed("filter.isAttested=true") == {one, two}
    shown = statistic(client, PER, week[0])
    assert shown["lockedDate"] == sent and shown["attestedDate"] == attested
    grid = cell(people[MIA], PER, week[0])
    assert (grid["status"], grid["attested"], grid["attestedDate"]) == ("attested", 2, attested)
    check_sealed(client, one, PER, week[0])
    assert act(people[PER], "Unlock", PER, week[:1]) == (0, 0, {(PER, week[0]): "attested"})

    assert act(people[MIA], "TakeBack", PER, week[:1]) == (1, 2, {})
    assert stamps(client, one) == stamps(client, two) == (sent, None, None)
    assert cell(people[MIA], PER, week[0])["status"] == "sent"
    check_sealed(client, two, PER, week[0])

    assert act(people[MIA], "Return", PER, week[:1], comment="  Var är resan? <b>  ") == (1, 2, {})
    assert stamps(client, one) == (None, None, None)
    grid = cell(people[PER], PER, week[0])
    assert (grid["status"], grid["lockedDate"]) == ("reported", None)
    assert is_now(grid["returnedDate"]) and grid["returnComment"] == "Var är resan? <b>"
    check_open(client, PER, week[0])

    assert act(people[PER], "Lock", PER, week[:1]) == (1, 2, {})
    grid = cell(people[MIA], PER, week[0])
    assert (grid["status"], grid["returnedDate"], grid["returnComment"]) == ("sent", None, None)
    for report in elsewhere:
        assert client.good("GET", f"{REPORTS}/{report}") == before[report]


def test_a_day_is_returned_without_a_word_and_with_another(people, week):
    for more, shown in (({}, None), ({"comment": ""}, None), ({"comment": None}, None),
                        ({"comment": "Åter"}, "Åter")):
        act(people[LEA], "Lock", LEA, week[:1])
        assert act(people[MIA], "Return", LEA, week[:1], **more) == (1, 0, {})
        grid = cell(people[LEA], LEA, week[0])
        assert is_now(grid["returnedDate"]) and grid["returnComment"] == shown


def test_a_return_outlives_what_is_reported(client, people, week):
    act(people[LEA], "Lock", LEA, week)
    act(people[MIA], "Return", LEA, week[1:3], comment="Fyll i")
    make(client, LEA, week[1])
    dates = people[LEA].walk(f"{GRID}?filter.from={week[0]}&filter.to={week[6]}&filter.userIds={LEA}")[0]["dates"]
    assert [item["returnComment"] for item in dates] == [None, "Fyll i", "Fyll i"] + [None] * 4
    assert [item["status"] for item in dates] == ["sent", "reported", "missing"] + ["sent"] * 4


def test_every_day_can_be_locked(people, week):
    """Without a report, on a Sunday, before the employment and in years to come."""
    assert act(people[PER], "Lock", PER, week) == (7, 0, {})
    assert act(people[PER], "Lock", PER, ["2099-05-01", "2099-05-31"]) == (31, 0, {})
    assert act(people[PER], "Unlock", PER, ["2099-05-31", "2099-05-31"]) == (1, 0, {})
    assert cell(people[PER], PER, "2099-05-30")["status"] == "sent"


def test_what_stays_as_it_is(client, people, week):
    make(client, PER, week[0])
    make(client, PER, week[1])
    assert act(people[MIA], "Attest", PER, week[:3]) == (0, 0, {
        (PER, week[0]): "notSent", (PER, week[1]): "notSent", (PER, week[2]): "noReports"})
    assert act(people[MIA], "TakeBack", PER, week[:2]) == (0, 0, {
        (PER, week[0]): "notAttested", (PER, week[1]): "notAttested"})
    for action in ("Unlock", "Return"):
        assert act(people[MIA], action, PER, week[:1]) == (0, 0, {(PER, week[0]): "notLocked"})
    act(people[PER], "Lock", PER, week[:1])
    locked = cell(people[PER], PER, week[0])["lockedDate"]
    assert act(people[MIA], "Lock", [PER, LEA], week[:2]) == (3, 1, {(PER, week[0]): "locked"})
    assert cell(people[PER], PER, week[0])["lockedDate"] == locked
    assert act(people[MIA], "Attest", [PER, LEA], week[:2]) == (2, 2, {
        (LEA, week[0]): "noReports", (LEA, week[1]): "noReports"})
    assert act(people[MIA], "Attest", PER, week[:2]) == (0, 0, {
        (PER, week[0]): "attested", (PER, week[1]): "attested"})
    assert act(people[MIA], "Return", PER, week[:1]) == (0, 0, {(PER, week[0]): "attested"})
    assert cell(people[PER], PER, week[0])["returnedDate"] is None


@pytest.mark.parametrize("action, kept", [("Unlock", "attested"), ("Return", "attested"), ("Attest", "attested"),
                                          ("TakeBack", "notAttested")])
def test_a_day_between_others_stays(client, people, week, action, kept):
    reports = [make_journey(client, PER, date) for date in week[:3]]
    act(people[PER], "Lock", PER, week)
    for number in range(3):
        if (number == 1) == (kept == "attested"):
            act(people[MIA], "Attest", PER, week[number:number + 1])
    before = stamps(client, reports[1]), cell(people[MIA], PER, week[1])
    outer = [stamps(client, reports[number]) for number in (0, 2)]
    assert act(people[MIA], action, PER, week[:3]) == (2, 2, {(PER, week[1]): kept})
    assert (stamps(client, reports[1]), cell(people[MIA], PER, week[1])) == before
    for number, old in zip((0, 2), outer):
        assert stamps(client, reports[number]) != old


def test_reports_that_were_handed_in_before_keep_their_time(server, client, people, week):
    old, new = make_journey(client, PER, week[0]), make(client, PER, week[0])
    for table, column in (("time_reports", "id"), ("travel_reports", "time_report_id"),
                          ("allowance_reports", "time_report_id")):
        change(server, f"UPDATE {table} SET sent_to_attest_at = 1000000000 WHERE account_id = 1"
                       f" AND {column} = ?", old)
    assert act(people[MIA], "Attest", PER, week[:1]) == (1, 1, {(PER, week[0]): "notSent"})
    assert stamps(client, old)[1] and not stamps(client, new)[1]
    act(people[MIA], "TakeBack", PER, week[:1])
    assert act(people[PER], "Lock", PER, week[:1]) == (1, 1, {})
    assert stamps(client, old)[0] == "2001-09-09 01:46:40 +00:00" and is_now(stamps(client, new)[0])


PARTS = {"time_reports": "id", "travel_reports": "time_report_id", "allowance_reports": "time_report_id",
         "material_reports": "time_report_id", "equipment_reports": "time_report_id"}


@pytest.mark.parametrize("table", PARTS)
def test_what_is_on_an_invoice_stays(server, client, people, week, table):
    full = {"travelReport": {"distance": 1}, "allowanceReport": {"allowanceTypeId": 1},
            "materials": [{"title": "x", "units": 1, "unitPrice": 1}],
            "equipments": [{"articleId": 10, "hours": 1}]}
    billed, other = make(client, PER, week[0], **full), make(client, PER, week[0], **full)
    act(people[PER], "Lock", PER, week[:2])
    change(server, f"UPDATE {table} SET invoice_id = 5 WHERE account_id = 1 AND {PARTS[table]} = ?", billed)
    grid = cell(people[MIA], PER, week[0])
    assert (grid["invoiced"], grid["reports"]) == (1, 2)
    for action in ("Unlock", "Return"):
        assert act(people[MIA], action, PER, week[:2]) == (1, 0, {(PER, week[0]): "invoiced"})
        act(people[MIA], "Lock", PER, week[1:2])
    assert act(people[MIA], "Attest", PER, week[:1]) == (1, 2, {})
    assert act(people[MIA], "TakeBack", PER, week[:1]) == (1, 1, {(PER, week[0]): "invoiced"})
    assert stamps(client, billed)[2] == MIA and stamps(client, other)[1:] == (None, None)
    grid = cell(people[MIA], PER, week[0])
    assert (grid["status"], grid["sent"], grid["attested"]) == ("sent", 2, 1)
    assert act(people[MIA], "TakeBack", PER, week[:1]) == (0, 0, {(PER, week[0]): "invoiced"})


def test_the_grid_has_every_status(client, people):
    first = swedish_day() - datetime.timedelta(days=15)
    days = [(first + datetime.timedelta(days=number)).isoformat() for number in range(31)]
    for number, hours in ((0, 1), (1, 2), (2, 3)):
        make(client, OLA, days[number], hours=hours)
    act(people[OLA], "Lock", OLA, days[1:3])
    act(people[EVA], "Attest", OLA, days[2:3])
    row, today = None, None
    while today != swedish_day():  # which may end meanwhile
        today = swedish_day()
        row = people[OLA].walk(f"{GRID}?filter.from={days[0]}&filter.to={days[-1]}&filter.userIds={OLA}")[0]
    for number, shown in enumerate(row["dates"]):
        date = first + datetime.timedelta(days=number)
        scheduled = 0 if date.weekday() > 4 else 7.5 if date.weekday() == 4 else 8
        status = {0: "reported", 1: "sent", 2: "attested"}.get(
            number, "free" if not scheduled else "missing" if date <= today else "coming")
        assert shown["date"] == days[number] and shown["scheduledHours"] == scheduled
        assert shown["status"] == status, shown
        assert shown["reportedHours"] == (number + 1 if number < 3 else 0)
        assert shown["reports"] == (number < 3)


# ---- many at once ----


MANY, EACH = range(1001, 2001), 10


def fill_many(database):
    """Many people whom MIA leads, with reports in the first week."""
    for number in MANY:
        user(database, number, "Många", f"Nr {number}", manager_id=MIA, permissions="")
    database.executemany(
        "INSERT INTO time_reports (account_id, id, user_id, date, hours, invoiceable_hours, project_id,"
        " activity_id, time_code_id, time_article_id, created_at, user_name_key)"
        " VALUES (1, ?, ?, ?, 1000000, 0, 1, 1, 1, 1, 0, x'')",
        [(number * EACH + which, number, day(FIRST_MONDAY.isoformat()) + which // 2)
         for number in MANY for which in range(EACH)])


def test_a_week_for_everybody():
    """A thousand people with ten thousand reports, in one step each way."""
    days = [(FIRST_MONDAY + datetime.timedelta(days=number)).isoformat() for number in range(7)]
    reports = len(MANY) * EACH

    with company(fill_many) as server:
        mia = signed_in(server, MIA)

        def total(condition):
            return server.client_of_all.good("GET", f"{REPORTS}?page=1&{condition}")["totalItemCount"]

        assert total("filter.isSentToAttest=true") == 0 and total("filter.isAttested=false") == reports
        assert act(mia, "Lock", list(MANY), days) == (7000, reports, {})
        assert total("filter.isSentToAttest=true") == reports
        changed, count, skipped = act(mia, "Attest", list(MANY), days)
        assert (changed, count, set(skipped.values())) == (5000, reports, {"noReports"})
        assert len(skipped) == 2000 and total("filter.isAttested=true") == reports
        assert act(mia, "TakeBack", list(MANY), days[:5]) == (5000, reports, {})
        assert act(mia, "Return", list(MANY), days, comment="Igen") == (7000, reports, {})
        assert total("filter.isSentToAttest=true") == total("filter.isAttested=true") == 0
        server.stop()
        assert "follows from the rows" in glimt("check", "--data", server.directory).stdout
        database = server.database()
        assert database.execute("SELECT count(*), count(DISTINCT user_id) FROM returned_days WHERE"
                                " comment = 'Igen'").fetchone() == (7000, 1000)
        database.close()


def test_a_failure_leaves_everything_as_it_was(server, client, people, week):
    """The database fails at the second user of three."""
    reports = [make(client, who, week[0]) for who in (PER, LEA, OLA)]
    entries = people[BOSS].good("GET", "/admin/v1/AuditEntries?page=1")["totalItemCount"]
    with failing(server.directory, "locked_days", only="NEW.user_id = 4"):
        body = {"userIds": [PER, LEA, OLA], "from": week[0], "to": week[6]}
        answer = people[BOSS].ask("POST", "/admin/v1/Days/Lock", body)
        assert answer.status_code == 500 and answer.json() == {
            "message": "An unexpected error has occurred.", "requestId": answer.headers["X-Request-Id"]}
    assert [stamps(client, report) for report in reports] == [(None, None, None)] * 3
    assert cell(people[BOSS], PER, week[1])["lockedDate"] is None
    assert people[BOSS].good("GET", "/admin/v1/AuditEntries?page=1")["totalItemCount"] == entries
    assert act(people[BOSS], "Lock", [PER, LEA, OLA], week)[:2] == (21, 3)


@pytest.mark.concurrent
def test_two_leaders_at_once(server, client, people, week):
    """Each report is attested by one of them, and each is told of what the other did."""
    reports = [make(client, PER, date) for date in week for _ in range(3)]
    act(people[PER], "Lock", PER, week)
    together, answers = threading.Barrier(2), {}

    def attest(number):
        together.wait()
        answers[number] = [act(people[number], "Attest", PER, [date]) for date in week]

    threads = [threading.Thread(target=attest, args=[number]) for number in (MIA, BOSS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(changed for each in answers.values() for _, changed, _ in each) == len(reports)
    by = {number: sum(changed for _, changed, _ in each) for number, each in answers.items()}
    for number in (MIA, BOSS):
        assert [stamps(client, report)[2] for report in reports].count(number) == by[number]
    for (_, one, first), (_, two, second) in zip(answers[MIA], answers[BOSS]):
        assert {one, two} == {0, 3}
        assert list({**first, **second}.values()) == ["attested"]


# ---- the change log ----

CREATED, UPDATED, DELETED = 1, 2, 3
PERSON = 2


def select(server, sql, *values):
    database = connect(server.directory, read_only=True)
    rows = database.execute(sql, values).fetchall()
    database.close()
    return rows


def entries_after(server, number):
    return select(server, "SELECT number, resource, row_id, kind, caller_kind, caller_id FROM changes"
                          " WHERE account_id = 1 AND number > ? ORDER BY number", number)


def last_entry(server):
    return select(server, "SELECT max(number) FROM changes WHERE account_id = 1")[0][0]


def rows_of_days(server, table, who, kind):
    """As the entry of each would be."""
    return {(table[:-1].replace("_", " "), number, kind) for number, in
            select(server, f"SELECT id FROM {table} WHERE account_id = 1 AND user_id = ?", who)}


@pytest.fixture(scope="module")
def days_of_ola(server, client, people):
    """Nobody else locks OLA's days in this year: a journey, a plain report, and a day without."""
    days = ["2031-03-03", "2031-03-04"]
    journey, plain = make_journey(client, OLA, days[0]), make(client, OLA, days[0])
    for table in ("locked_days", "returned_days"):
        change(server, f"DELETE FROM {table} WHERE user_id = ?", OLA)
    shown = client.good("GET", f"{REPORTS}/{journey}")
    return days, {("time report", journey, UPDATED), ("time report", plain, UPDATED),
                  ("travel report", shown["travelReport"]["id"], UPDATED),
                  ("allowance report", shown["allowanceReport"]["id"], UPDATED)}


def test_the_change_log_has_each_day_and_each_report(server, people, days_of_ola):
    days, reports = days_of_ola

    def gained(who, action):
        last = last_entry(server)
        act(people[who], action, OLA, days, comment="Igen")
        entries = entries_after(server, last)
        assert [entry[0] for entry in entries] == list(range(last + 1, last + 1 + len(entries)))
        assert {entry[4:] for entry in entries} == {(PERSON, who)}
        changed = {entry[1:4] for entry in entries}
        assert len(changed) == len(entries)
        return changed

    def rows(table, kind):
        return rows_of_days(server, table, OLA, kind)

    assert gained(OLA, "Lock") == reports | rows("locked_days", CREATED)
    first, gone = rows("locked_days", CREATED), rows("locked_days", DELETED)
    assert len(first) == 2
    assert gained(OLA, "Unlock") == reports | gone
    assert gained(EVA, "Lock") == reports | rows("locked_days", CREATED)
    assert not first & rows("locked_days", CREATED)
    assert gained(EVA, "Attest") == gained(EVA, "TakeBack") == reports
    gone = rows("locked_days", DELETED)
    assert gained(EVA, "Return") == reports | gone | rows("returned_days", CREATED)
    gone = rows("returned_days", DELETED)
    assert len(gone) == 2
    assert gained(OLA, "Lock") == reports | gone | rows("locked_days", CREATED)


def test_a_day_that_was_returned_has_one_note(server, people, days_of_ola):
    """Also where a former version left one beside the lock."""
    date = "2031-04-01"
    act(people[OLA], "Lock", OLA, [date])
    change(server, "INSERT INTO returned_days (account_id, id, user_id, date, comment, returned_at,"
                   " returned_by_id) VALUES (1, 5000, ?, ?, 'Förr', 1, ?)", OLA, day(date), BOSS)
    last = last_entry(server)
    assert act(people[EVA], "Return", OLA, [date])[0] == 1
    assert [entry[1:4] for entry in entries_after(server, last)][-1] == ("returned day", 5000, UPDATED)
    [(comment, at, by)] = select(server, "SELECT comment, returned_at, returned_by_id FROM returned_days"
                                         " WHERE user_id = ? AND date = ?", OLA, day(date))
    assert (comment, by) == (None, EVA) and BEGUN <= at <= time.time()


def test_what_is_refused_leaves_no_entry(server, client, people, week):
    report = make(client, PER, week[0])
    ask = {"userIds": [PER], "from": week[0], "to": week[1]}
    last = last_entry(server)
    assert people[LEA].ask("POST", "/admin/v1/Days/Lock", ask).status_code == 403
    people[BOSS].refused("POST", "/admin/v1/Days/Lock", {**ask, "userIds": [PER, 12345]})
    assert act(people[BOSS], "Attest", PER, week[:2])[:2] == (0, 0)
    # The database fails, and a report is gone when it is to change.
    with failing(server.directory, "time_reports", "BEFORE UPDATE"):
        assert people[BOSS].ask("POST", "/admin/v1/Days/Lock", ask).status_code == 500
    with failing(server.directory, "locked_days", "AFTER INSERT", then=None,
                 first=f"DELETE FROM time_reports WHERE id = {report}"):
        assert people[BOSS].ask("POST", "/admin/v1/Days/Lock", ask).status_code == 400
    assert entries_after(server, last) == []
    assert stamps(client, report) == (None, None, None)
    assert cell(people[BOSS], PER, week[1])["lockedDate"] is None
    assert act(people[BOSS], "Lock", PER, week[:2]) == (2, 1, {})
    assert len(entries_after(server, last)) == 3


# ---- what is noted, and what is refused ----


def test_the_audit_log_tells_of_each_user(client, people, week):
    last = people[BOSS].good("GET", "/admin/v1/AuditEntries?page=1&pageSize=1&sortOrder=descending")["items"]
    make(client, PER, week[0])
    for action in ACTIONS:
        act(people[MIA], action, [PER, LEA], week[:2], comment=f"Om {action}")
    entries = [entry for entry in people[BOSS].walk(f"/admin/v1/AuditEntries?filter.subject=day&filter.userId={MIA}")
               if not last or entry["id"] > last[0]["id"]]

    def entry(action, who, *dates):
        name = action[0].lower() + action[1:]
        return (name, who, NAMES[who], [{"property": "dates", "before": None, "after": list(dates)},
                                        {"property": "comment", "before": None, "after": f"Om {action}"}])

    assert [(item["action"], item["subjectId"], item["title"], item["changes"]) for item in entries] == [
        entry("Lock", PER, *week[:2]), entry("Lock", LEA, *week[:2]),
        entry("Unlock", PER, *week[:2]), entry("Unlock", LEA, *week[:2])]
    for item in entries:
        assert item["user"]["id"] == MIA and item["application"] is None and is_now(item["time"])
    for query, found in (("subject=DAY", True), ("subject=da", False), ("subject=%25", False),
                         ("action=LOCK", True), ("action=loc_", False), ("action=%25", False)):
        assert bool(people[BOSS].walk(f"/admin/v1/AuditEntries?filter.{query}")) == found, query


@pytest.mark.parametrize("action", ACTIONS)
def test_every_property_wrong_in_turn(people, week, action):
    path = f"/admin/v1/Days/{action}"
    good = {"userIds": [PER], "from": week[0], "to": week[0], "comment": "x"}
    schema = PAGES.find_operation("POST", path)["requestBody"]["content"]["application/json"]["schema"]
    tried = 0
    for where, value in faults(schema, good, description=PAGES):
        body = copy.deepcopy(good)
        set_at(body, where, value)
        if body["userIds"] == [PER] * 1001 or body["userIds"] == [1] * 1001:
            assert "1000" in people[BOSS].refused("POST", path, body)["userIds"][0]
        assert blames(people[BOSS].refused("POST", path, body), where[0]), (where, value)
        tried += 1
    assert tried > 20


@pytest.mark.parametrize("body, name", [
    ({}, "userIds"), ({}, "from"), ({}, "to"), ({"userIds": []}, "userIds"), ({"userIds": None}, "userIds"),
    ({"userIds": [PER, 12345]}, "userIds"), ({"userIds": [PER, None]}, "userIds"),
    ({"userIds": list(range(1, 1002))}, "userIds"),
    ({"from": "2024-01-02", "to": "2024-01-01"}, "to"), ({"from": "2024-01-01", "to": "2024-02-01"}, "to"),
    ({"from": "0001-01-01", "to": "9999-12-31"}, "to"), ({"comment": "å" * 256}, "comment")])
def test_bad_requests(people, body, name):
    whole = {"userIds": [PER], "from": "2024-01-01", "to": "2024-01-01", **body} if body else {}
    assert name in people[BOSS].refused("POST", "/admin/v1/Days/Lock", whole)


@pytest.mark.parametrize("body", ["", "[]", "5", "{", '{"userIds": [3', "null"])
def test_what_is_no_body(people, body):
    assert list(people[BOSS].refused("POST", "/admin/v1/Days/Lock", body)) == ["body"]


def test_31_days_and_dates_with_times(people):
    assert act(people[BOSS], "Lock", BOSS, ["2023-01-01", "2023-01-31"])[0] == 31
    assert act(people[BOSS], "Lock", BOSS, ["2023-02-01T10:00:00Z", "2023-02-02 23:00:00"])[0] == 2


def test_a_forged_request_is_refused(people, week):
    body = {"userIds": [PER], "from": week[0], "to": week[0]}
    for headers in ({"X-CSRF-Token": ""}, {"X-CSRF-Token": people[LEA].csrf}, {"Sec-Fetch-Site": "cross-site"}):
        assert people[PER].ask("POST", "/admin/v1/Days/Lock", body, headers=headers).status_code == 403
    assert cell(people[PER], PER, week[0])["lockedDate"] is None
