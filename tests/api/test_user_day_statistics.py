"""Statistics of users' days against an oracle over every report; spans; the month of now."""

import calendar
import datetime
import random
import shutil
from decimal import Decimal

import pytest

import oracles
import questions
from client import Client, running
from clocks import clock_options
from documented import insert, user as insert_user

STATISTICS = "/v1/Core/TimeReports/UserDayStatistics"
REPORTS = "/v1/Core/TimeReports"
WEEK = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
USERS, DEPARTMENTS, SCHEDULES = 32, 3, 3
# Days of reports: the beginning of days' numbers, and a February with a leap day.
WINDOWS = [(datetime.date(1969, 12, 10), 40), (datetime.date(2024, 2, 5), 50)]
EPOCH = datetime.date(1970, 1, 1)
ONE = datetime.timedelta(days=1)


def number_of(date):
    return None if date is None else (date - EPOCH).days


def stamp(seconds):
    if seconds is None:
        return None
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return at.strftime("%Y-%m-%d %H:%M:%S +00:00")


# ---- a company ----

def some_day(dice):
    first, count = dice.choice(WINDOWS)
    return first + dice.randrange(count) * ONE


def make_users(dice):
    """The last has the name of the one before in capitals."""
    names = [(questions.random_text(dice), questions.random_text(dice)) for _ in range(USERS - 1)]
    names.append((names[-1][0].upper(), names[-1][1].upper()))
    users = []
    for number, (first, last) in enumerate(names, 1):
        start, end = sorted([some_day(dice), some_day(dice)])
        users.append({
            "id": number, "first": first, "last": last, "name": f"{first} {last}",
            "start": dice.choice([None, start]), "end": dice.choice([None, None, end]),
            "department": dice.choice([None, 1, 2]), "schedule": dice.choice([None, 1, 2, 3])})
    return users


def random_hours(dice):
    return Decimal(dice.randint(1, 24 * 10**6)) / 10**6


def make_report(dice, number):
    return {"id": number, "user": dice.randint(1, USERS), "date": some_day(dice),
            "hours": dice.choice([Decimal("0.1"), Decimal("7.75"), Decimal("0.000001"),
                                  random_hours(dice), random_hours(dice)]),
            "attested": dice.choice([None, 5, dice.randrange(10**9), dice.randrange(10**9)]),
            "target": dice.choice(["internal_project_id", "absence_project_id", "project_id"])}


def make_company(dice):
    schedules = {number: [Decimal(dice.randint(0, 96)) / 4 for _ in WEEK]
                 for number in range(1, SCHEDULES + 1)}
    locked = {(dice.randint(1, USERS), some_day(dice)): dice.randrange(10**9) for _ in range(400)}
    return {"users": make_users(dice), "schedules": schedules, "locked": locked,
            "reports": [make_report(dice, number) for number in range(1, 1201)]}


def fill_people(database, company):
    for number in range(1, DEPARTMENTS + 1):
        insert(database, "departments", id=number, name=f"Avdelning {number}")
    for number, hours in company["schedules"].items():
        insert(database, "schedules", id=number, name="x",
               **{name: int(value * 10**6) for name, value in zip(WEEK, hours)})
    for one in company["users"]:
        insert_user(database, one["id"], one["first"], one["last"],
                       start_date=number_of(one["start"]), end_date=number_of(one["end"]),
                       department_id=one["department"], schedule_id=one["schedule"])


def fill_what_reports_name(database):
    for table in ("activities", "time_codes", "time_articles", "internal_projects",
                  "absence_projects"):
        insert(database, table, id=1, name="x", is_active=1)
    insert(database, "projects", id=1, order_number="1", title="x", invoice_type="none")


def fill(company):
    def fill_in(database):
        fill_people(database, company)
        fill_what_reports_name(database)
        for number, ((user, date), at) in enumerate(company["locked"].items(), 1):
            insert(database, "locked_days", id=number, user_id=user, date=number_of(date), locked_at=at)
        for report in company["reports"]:
            insert(database, "time_reports", id=report["id"], user_id=report["user"],
                   date=number_of(report["date"]), hours=int(report["hours"] * 10**6),
                   attested_at=report["attested"], activity_id=1, time_code_id=1,
                   time_article_id=1, **{report["target"]: 1})
    return fill_in


@pytest.fixture(scope="module")
def listed():
    company = make_company(random.Random(20240229))
    with questions.stocked(fill(company)) as client:
        yield client, company


# ---- the oracle ----

def day_of(company, user, date):
    reports = [report for report in company["reports"]
               if report["user"] == user["id"] and report["date"] == date]
    attested = [report["attested"] for report in reports]
    employed = ((user["start"] is None or user["start"] <= date)
                and (user["end"] is None or date <= user["end"]))
    week = company["schedules"].get(user["schedule"]) if employed else None
    return {"objectName": "timereport.userdaystatistics.datedata", "date": date.isoformat(),
            "reportedHours": float(sum(report["hours"] for report in reports)),
            "scheduledHours": float(week[date.weekday()]) if week else 0.0,
            "lockedDate": stamp(company["locked"].get((user["id"], date))),
            "attestedDate": stamp(max(attested)) if attested and None not in attested else None}


def statistics(company, first, last, passes=lambda user: True, descending=False):
    """What the list holds from `first` to `last`."""
    users = [user for user in company["users"] if passes(user)
             and (user["start"] is None or user["start"] <= last)
             and (user["end"] is None or user["end"] >= first)]
    dates = [first + n * ONE for n in range((last - first).days + 1)]
    return [{"objectName": "timereport.userdaystatistics", "userId": user["id"],
             "name": user["name"],
             "department": None if user["department"] is None else {
                 "objectName": "generic.name_id", "id": user["department"],
                 "name": f"Avdelning {user['department']}"},
             "dates": [day_of(company, user, date) for date in dates]}
            for user in oracles.ordered(users, lambda user: oracles.swedish(user["name"]),
                                        descending)]


# ---- questions ----

def random_span(dice):
    """(first, last, parameters), with either end left out now and then."""
    first = some_day(dice) - dice.randrange(20) * ONE
    last = first + dice.choice([0, 1, 6, 31, dice.randrange(32)]) * ONE
    start = questions.parameter(dice, "from", questions.spell_day(dice, number_of(first)))
    end = questions.parameter(dice, "to", questions.spell_day(dice, number_of(last)))
    how = dice.randrange(4)
    if how == 0:
        return first, first + 30 * ONE, [start]
    if how == 1:
        return last - 30 * ONE, last, [end]
    return first, last, [start, end]


FILTERS = {
    "userIds": questions.any_of("userIds", lambda user: {user["id"]}, USERS),
    "departmentIds": questions.any_of("departmentIds", lambda user: {user["department"]} - {None},
                                      DEPARTMENTS),
}


def test_asked_at_random(listed):
    client, company = listed
    dice, found = random.Random(1), 0
    for _ in range(90):
        first, last, parameters = random_span(dice)
        names = dice.choice([[], [], ["userIds"], ["departmentIds"], list(FILTERS)])
        user = dice.choice(company["users"])
        chosen = [FILTERS[name](dice, user) for name in names]
        order = dice.choice(["", "ascending", "Descending"])
        parameters += [text for text, _ in chosen] + [f"sortOrder={order}"]
        dice.shuffle(parameters)
        question = f"{STATISTICS}?{'&'.join(parameters)}"
        items = client.walk(question, dice.choice([3, 10, 100]), quick=True)
        assert items == statistics(company, first, last, lambda user: all(
            passes(user) for _, passes in chosen), order == "Descending"), question
        found += len(items) > 1
    assert found > 40


@pytest.mark.parametrize("first, last", [
    ("2024-02-01", "2024-03-02"), ("1969-12-20", "1970-01-10"), ("2024-02-29", "2024-02-29")])
@pytest.mark.parametrize("size", [1, 7, 100])
def test_pages_hold_users(listed, first, last, size):
    """Checked against the description, too."""
    client, company = listed
    items = client.walk(f"{STATISTICS}?filter.from={first}&filter.to={last}&sortBy=NAME", size)
    dates = map(datetime.date.fromisoformat, (first, last))
    assert items == statistics(company, *dates) and items
    assert any(day["lockedDate"] for item in items for day in item["dates"])


def test_each_filter_alone(listed):
    client, company = listed
    span = "filter.from=2024-02-10&filter.to=2024-02-20"
    dates = datetime.date(2024, 2, 10), datetime.date(2024, 2, 20)
    for query, passes in (
            ("userIds=3,4,99", lambda user: user["id"] in (3, 4)),
            ("userIds[]=5&filter.userids=6", lambda user: user["id"] in (5, 6)),
            ("departmentIds=1", lambda user: user["department"] == 1),
            ("departmentIds=1,2", lambda user: user["department"] is not None),
            ("departmentIds=3", lambda user: False),
            ("departmentIds=2&filter.userIds=1,2,3,4,5,6,7,8",
             lambda user: user["department"] == 2 and user["id"] < 9)):
        items = client.walk(f"{STATISTICS}?{span}&filter.{query}", quick=True)
        assert items == statistics(company, *dates, passes)


# ---- spans ----

def days_shown(client, query):
    """The first and the last day of an answer, which has all between."""
    dates = [day["date"] for day in client.good(
        "GET", f"{STATISTICS}?page=1&pageSize=1&{query}")["items"][0]["dates"]]
    first, last = map(datetime.date.fromisoformat, (dates[0], dates[-1]))
    assert dates == [(first + n * ONE).isoformat() for n in range((last - first).days + 1)]
    return dates[0], dates[-1]


@pytest.fixture(scope="module")
def alone():
    """A client of a company with one user, who is always employed."""
    with questions.stocked(lambda database: questions.people(database, [("A", "B")])) as client:
        yield client


@pytest.mark.parametrize("query, first, last", [
    ("from=2024-01-31", "2024-01-31", "2024-03-01"),
    ("from=2023-01-31", "2023-01-31", "2023-03-02"),
    ("from=2021-12-15", "2021-12-15", "2022-01-14"),
    ("from=2024-07-01", "2024-07-01", "2024-07-31"),
    ("to=2024-03-01", "2024-01-31", "2024-03-01"), ("to=2023-03-02", "2023-01-31", "2023-03-02"),
    ("to=2022-01-14", "2021-12-15", "2022-01-14"), ("to=2024-07-31", "2024-07-01", "2024-07-31"),
    ("from=2024-02-29&filter.to=2024-02-29", "2024-02-29", "2024-02-29"),
    ("from=2024-02-28 23:59:59&filter.to=2024-03-01 00:00:00", "2024-02-28", "2024-03-01"),
    ("from=2023-01-31&filter.to=2023-03-02", "2023-01-31", "2023-03-02"),
    ("from=2024-01-31&filter.to=2024-03-01", "2024-01-31", "2024-03-01"),
    ("from=2023-01-31&filter.to=2023-03-03", "2023-01-31", "2023-03-03"),
    ("from=2024-07-01&filter.to=2024-08-01", "2024-07-01", "2024-08-01"),
    ("from=2024-02-01&filter.to=", "2024-02-01", "2024-03-02"),
    ("from=9999-12-01", "9999-12-01", "9999-12-31"), ("to=0001-01-31", "0001-01-01", "0001-01-31")])
def test_spans(alone, query, first, last):
    assert days_shown(alone, f"filter.{query}") == (first, last)


@pytest.mark.parametrize("query, first, last", [
    ("from=9999-12-31", "9999-12-31", "9999-12-31"),
    ("from=9999-12-02", "9999-12-02", "9999-12-31"),
    ("to=0001-01-01", "0001-01-01", "0001-01-01"), ("to=0001-01-30", "0001-01-01", "0001-01-30")])
def test_spans_end_with_the_calendar(alone, query, first, last):
    assert days_shown(alone, f"filter.{query}") == (first, last)


@pytest.mark.parametrize("query, names", [
    ("from=2024-03-01&filter.to=2024-02-29", ["filter.to"]),
    ("from=2024-07-01&filter.to=2024-08-02", ["filter.to"]),
    ("from=2023-01-31&filter.to=2023-03-04", ["filter.to"]),
    ("from=0001-01-01&filter.to=9999-12-31", ["filter.to"]),
    ("from=x&filter.to=2024-02-01", ["filter.from"]),
    ("from=2024-02-30&filter.to=2024-02-31", ["filter.from", "filter.to"]),
    ("from=2024-03-01&filter.to=2024-02-29&filter.userIds=x", ["filter.userIds"])])
def test_refused_spans(alone, query, names):
    assert list(alone.refused("GET", f"{STATISTICS}?page=1&filter.{query}")) == names


@pytest.mark.parametrize("name, value", questions.refusals(**{
    "from": questions.NO_DATES, "to": questions.NO_DATES, "userIds": questions.NO_IDS,
    "departmentIds": questions.NO_IDS}))
def test_malformed_filters(alone, name, value):
    questions.check_refusal(alone, STATISTICS, name, value)


def test_every_weekday_of_every_century():
    """A schedule that tells the days of the week apart, whichever side of 1970 they are on."""
    def fill_in(database):
        insert(database, "schedules", id=1, name="x",
               **{name: place * 10**6 for place, name in enumerate(WEEK)})
        insert_user(database, 1, "A", "B", schedule_id=1)

    with questions.stocked(fill_in) as client:
        for first in ("0001-01-01", "0400-02-20", "1900-02-20", "1969-12-15", "2000-02-20",
                      "9999-12-01"):
            for item in client.walk(f"{STATISTICS}?filter.from={first}"):
                for day in item["dates"]:
                    weekday = datetime.date.fromisoformat(day["date"]).weekday()
                    assert day["scheduledHours"] == weekday, day


# ---- changes ----

def test_changes_show_at_once(listed):
    client, company = listed
    dice, free = random.Random(3), datetime.date(2030, 5, 10)
    user = next(user for user in company["users"] if user["end"] is None)
    span = f"filter.from={free}&filter.to={free}"
    question = f"{STATISTICS}?page=1&filter.userIds={user['id']}&{span}"
    hours = {}
    for _ in range(40):
        what = dice.choice(["create", "create", "change", "delete"]) if hours else "create"
        sent = random_hours(dice)
        report = {"date": str(free), "hours": float(sent), "invoiceableHours": 0, "activityId": 1,
                  "userId": user["id"], "projectId": 1, "timeCodeId": 1, "timeArticleId": 1}
        if what == "create":
            hours[client.good("POST", REPORTS, report)["id"]] = sent
        elif what == "change":
            one = dice.choice(sorted(hours))
            client.good("PUT", f"{REPORTS}/{one}", report)
            hours[one] = sent
        else:
            one = dice.choice(sorted(hours))
            client.good("DELETE", f"{REPORTS}/{one}")
            del hours[one]
        shown = client.good("GET", question)["items"][0]["dates"][0]
        assert shown["reportedHours"] == float(sum(hours.values()))
    for one in hours:
        client.good("DELETE", f"{REPORTS}/{one}")


# ---- the month of now ----

@pytest.fixture(scope="module")
def clocked(tmp_path_factory):
    """Asks a server whose clock stands at a moment for the days that it shows."""
    folder = tmp_path_factory.mktemp("clock")
    with running() as server:
        application = server.application()
        server.stop()
        # It would make another certificate for a time in which the client does not live.
        given = [shutil.copy(server.directory / "tls" / name, folder) for name in ("cert.pem", "key.pem")]
        server.flags = (*server.flags, "--tls-cert", given[0], "--tls-key", given[1])
        server.options = clock_options(folder)
        server.start()

        def ask(moment):
            (folder / "now").write_text(str(calendar.timegm(moment.timetuple())))
            return days_shown(Client(server, *application), "")
        yield ask


@pytest.mark.parametrize("month, hour", [
    ("2023-01", 23), ("2023-02", 23), ("2024-02", 23), ("2024-03", 22), ("2024-06", 22),
    ("2024-09", 22), ("2021-10", 23), ("2024-10", 23), ("2023-12", 23)])
def test_without_dates_it_is_this_month(clocked, month, hour):
    """Until the month ends in Sweden, which is at this hour UTC of its last day."""
    first = datetime.date.fromisoformat(month + "-01")
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    following = last + ONE
    end = datetime.datetime.combine(last, datetime.time(hour))
    second = datetime.timedelta(seconds=1)
    assert clocked(end - second) == (str(first), str(last))
    assert clocked(end)[0] == str(following)
    start_of_last = datetime.datetime.combine(last, datetime.time(0))
    assert clocked(start_of_last) == (str(first), str(last))
    assert clocked(end + 10 * second)[1] == str(following.replace(
        day=calendar.monthrange(following.year, following.month)[1]))
