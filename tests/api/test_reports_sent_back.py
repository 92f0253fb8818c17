"""What a get of a time report gives can be sent back by PUT and changes nothing: every report of a demo, with all its parts."""

import contextlib

import pytest

from client import Client, glimt, refill_derived, running
from database import columns, connect

COUNT = 1500
REPORTS = "/v1/Core/TimeReports"
PARTS = ("travel_reports", "allowance_reports", "material_reports", "equipment_reports", "addition_reports")
ON_AN_INVOICE = " UNION ".join(["SELECT id FROM time_reports WHERE invoice_id IS NOT NULL",
                                *(f"SELECT time_report_id FROM {table} WHERE invoice_id IS NOT NULL" for table in PARTS[:4])])
SEALED = f"""SELECT id FROM time_reports WHERE attested_at IS NOT NULL UNION {ON_AN_INVOICE} UNION
    SELECT r.id FROM time_reports r JOIN locked_days l ON l.account_id = r.account_id AND l.user_id = r.user_id
    AND l.date = r.date"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    directory = tmp_path_factory.mktemp("demo")
    glimt("demo", "--data", directory, "--contacts", 60, "--projects", 40, "--tasks", 80, "--time-reports", COUNT)
    with contextlib.closing(connect(directory)) as database:  # too short a history for invoices
        for table in ("time_reports", *PARTS[:4]):
            database.execute(f"UPDATE {table} SET invoice_id = 7 WHERE id % 5 = 0")
        database.commit()
    with running(directory=directory) as started:
        extended = started.application("--all-permissions", "--rate", "off", "--extended-answers")
        started.known = [started.application(), extended]
        yield started


def ids(server, query):
    database = server.reader()
    found = {row[0] for row in database.execute(query)}
    database.close()
    return found


def stored(server):
    """All rows of reports and their parts, hidden columns too, without the stamps of a change."""
    database, rows = server.reader(), {}
    for table in ("time_reports", *PARTS):
        names = ", ".join(name for name in columns(database, table) if not name.startswith("updated_"))
        rows[table] = database.execute(f"SELECT {names} FROM {table} ORDER BY account_id, id").fetchall()
    database.close()
    return rows


def put(client, report):
    """Without holding the answer against the description, which takes long."""
    return client.session.put(f"{client.base}{REPORTS}/{report['id']}", json=report,
                              headers={"Authorization": f"Bearer {client.token}"})


def both_clients(server):
    """One with the documented answers, and one with extended ones; they take turns."""
    return [Client(server, *known) for known in server.known]


def without_stamp(report):
    return {name: value for name, value in report.items() if name != "updatedDate"}


def send_back(client, number):
    """The status of a PUT of what a get gave; what a get gives then is the same but for the stamp."""
    report = client.quick(f"{REPORTS}/{number}")
    answer = put(client, report)
    after = client.quick(f"{REPORTS}/{number}")
    assert without_stamp(after) == without_stamp(report), answer.text
    assert answer.status_code in (200, 400), answer.text
    if answer.status_code == 400:
        assert after == report and list(answer.json()["modelState"]) == ["id"], answer.text
    else:
        assert answer.json() == after
    return answer.status_code


def test_every_report_of_the_demo(server):
    """Those that are attested, invoiced or of a locked day are refused, all others are taken; nothing changes."""
    clients, before = both_clients(server), stored(server)
    everything, sealed = ids(server, "SELECT id FROM time_reports"), ids(server, SEALED)
    statuses = {number: send_back(clients[number % 2], number) for number in sorted(everything)}
    assert {number for number, status in statuses.items() if status == 400} == sealed
    assert len(everything) == COUNT and len(sealed) > 100 and len(everything - sealed) > 100
    assert ids(server, "SELECT id FROM time_reports WHERE attested_at IS NOT NULL")
    assert stored(server) == before


@pytest.mark.long
def test_every_report_of_the_demo_once_nothing_is_closed(server):
    """The same with all of them open, so that parts of every kind are sent back; half of what they name is out of use."""
    server.stop()
    database = server.database()
    for table in ("time_reports", "travel_reports", "allowance_reports"):
        database.execute(f"UPDATE {table} SET attested_at = NULL")
    for table in ("time_reports", *PARTS[:4]):
        database.execute(f"UPDATE {table} SET invoice_id = NULL")
    for table in ("activities", "time_codes", "time_articles", "internal_projects", "absence_projects", "articles",
                  "allowances", "equipments", "time_additions", "company_cars"):
        database.execute(f"UPDATE {table} SET is_active = 0 WHERE id % 2 = 1")
    for table in ("internal_projects", "absence_projects"):
        database.execute(f"UPDATE {table} SET comment_required_when_time_reporting = 1")
    for table in ("equipments", "time_additions", "articles", "users", "time_articles", "projects"):
        column = {"users": "cost_per_hour", "time_articles": "rate", "projects": "rate"}.get(table, "cost")
        database.execute(f"UPDATE {table} SET {column} = 77000000")
    database.execute("UPDATE tasks SET time_reporting_enabled = 0")
    database.execute("UPDATE material_reports SET cost_per_unit = NULL, cost = NULL, unit_text = NULL,"
                     " invoicable_unit_text = NULL, article_number = NULL WHERE id % 3 = 0")
    database.execute("UPDATE addition_reports SET yes_no = 0, salary_count = 0, invoicable_count = 0"
                     " WHERE yes_no IS NOT NULL AND id % 2 = 1")
    database.execute("DELETE FROM locked_days")
    refill_derived(database)
    server.start()
    clients, before = both_clients(server)[::-1], stored(server)
    everything = ids(server, "SELECT id FROM time_reports")
    assert {number: 200 for number in everything} == {number: send_back(clients[number % 2], number) for number in everything}
    assert stored(server) == before
    assert all(len(before[table]) > 3 for table in PARTS)
