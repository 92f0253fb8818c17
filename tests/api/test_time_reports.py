"""Time reports: every rule and refusal, the arithmetic, and that a report is there whole or not."""

import contextlib
import random
from decimal import ROUND_HALF_UP, Decimal

import pytest

from client import Client, glimt, refill_derived, running
from database import connect, failing
from documented import day, insert, user

REPORTS = "/v1/Core/TimeReports"
MILLION = 1_000_000
GOOD = {"date": "2025-03-03", "hours": 8, "invoiceableHours": 8, "userId": 2, "projectId": 1,
        "activityId": 1, "timeCodeId": 1, "timeArticleId": 1}


def money(value):
    return None if value is None else int(value * MILLION)


def fill_registries(database):
    user(database, 2, "Anna", "Åberg", cost_per_hour=money(345.5), cost_center_id=2)
    user(database, 3, "Bo", "Öst")
    for number in (1, 2, 3):
        insert(database, "cost_centers", id=number, name=f"Ställe {number}")
    for table in ("activities", "time_codes", "time_articles", "internal_projects",
                  "absence_projects", "equipments", "allowances", "articles"):
        insert(database, table, id=1, name=f"{table} 1", is_active=1)
        insert(database, table, id=2, name=f"{table} 2", is_active=0)
        insert(database, table, id=3, name=f"{table} 3", is_active=1)
    for number, kind, active in ((1, "boolean", 1), (2, "boolean", 0), (3, "number", 1)):
        insert(database, "time_additions", id=number, name="x", type=kind, is_active=active,
               cost=money(2), invoicable_price=money(3), discount=money(4))
        insert(database, "company_cars", id=number, name="x", type="companyCar", is_active=active)
    database.execute("UPDATE settings SET tax_percent = 12500000, travel_cost = 1850000,"
                     " travel_rate = 3250000")
    for table in ("internal_projects", "absence_projects"):
        database.execute(f"UPDATE {table} SET comment_required_when_time_reporting = CASE WHEN id = 3 THEN 1 ELSE 0 END")


def fill_prices(database):
    database.execute("UPDATE time_articles SET rate = 600000000, discount = 5000000 WHERE id = 1")
    database.execute("UPDATE time_articles SET rate = 700000000 WHERE id = 3")
    database.execute("UPDATE allowances SET cost = 1000000, amount = 2000000,"
                     " invoicable_amount = 3000000, discount = 4000000 WHERE id = 1")
    database.execute("UPDATE equipments SET cost = 5000000, rate = 6000000,"
                     " invoicable_rate = 7000000, discount = 8000000 WHERE id = 1")
    database.execute("UPDATE articles SET article_number = 'A1', price = 12340000, cost = 7000000,"
                     " unit_id = 1 WHERE id = 1")
    insert(database, "units", id=1, name="st")
    for number in (1, 2):
        insert(database, "contacts", id=number, name=f"Kund {number}", contact_type="company",
               responsible_id=1)
    insert(database, "projects", id=1, order_number="1", title="Ett", invoice_type="none",
           customer_id=1)
    insert(database, "projects", id=2, order_number="2", title="Två", invoice_type="none",
           customer_id=2, cost_center_id=3, rate=money(555), discount=money(10))
    insert(database, "projects", id=3, order_number="3", title="Tre", invoice_type="none")
    insert(database, "tasks", id=1, title="Öppen", time_reporting_enabled=1)
    insert(database, "tasks", id=2, title="Stängd", time_reporting_enabled=0)


@contextlib.contextmanager
def reporting():
    """A server whose account has what reports refer to."""
    with running() as started:
        started.known = started.application()
        started.stop()
        database = started.database()
        fill_registries(database)
        fill_prices(database)
        insert(database, "locked_days", id=1, user_id=2, date=day("2025-01-15"), locked_at=1)
        refill_derived(database)
        started.start()
        yield started


@pytest.fixture(scope="module")
def server():
    with reporting() as started:
        yield started


@pytest.fixture(scope="module")
def client(server):
    return Client(server, *server.known)


def make(client, **fields):
    return client.good("POST", REPORTS, {**GOOD, **fields})


def only(**target):
    """A body with this target instead of the project."""
    return {**{name: value for name, value in GOOD.items() if name != "projectId"}, **target}


def mark(server, report, **columns):
    """What only administration sets."""
    database = connect(server.directory)
    for column, value in columns.items():
        table, _, name = column.rpartition("__")
        key = "time_report_id" if table else "id"
        database.execute(f"UPDATE {table or 'time_reports'} SET {name} = ? WHERE {key} = ?",
                         [value, report])
    database.execute("UPDATE data_versions SET changed = changed + 1")
    database.commit()
    database.close()


def count_rows(server):
    """How many rows of reports and of what belongs to them there are."""
    database = connect(server.directory)
    counts = {table: database.execute(f"SELECT count(*), coalesce(max(id), 0) FROM {table}").fetchone()
              for table in ("time_reports", "travel_reports", "allowance_reports",
                            "material_reports", "equipment_reports", "addition_reports")}
    database.close()
    return counts


@pytest.mark.parametrize("body", [
    only(), {**GOOD, "internalProjectId": 1}, only(internalProjectId=1, absenceProjectId=1),
    {**GOOD, "internalProjectId": 1, "absenceProjectId": 1}, only(projectId=None)])
def test_exactly_one_target(client, body):
    assert list(client.refused("POST", REPORTS, body)) == ["projectId"]


def test_the_contact_is_the_customer(client):
    assert make(client)["contact"]["id"] == 1
    for target in ({"internalProjectId": 1}, {"absenceProjectId": 1}, {"projectId": 3}):
        report = client.good("POST", REPORTS, only(**target))
        assert report["contact"] is None
    moved = client.good("PUT", f"{REPORTS}/{report['id']}", {**GOOD, "projectId": 2})
    assert moved["contact"]["id"] == 2 and moved["project"]["number"] == "2"


@pytest.mark.parametrize("name", ["activityId", "timeCodeId", "timeArticleId"])
def test_inactive_rows_stay_but_are_not_newly_chosen(client, server, name):
    assert "no longer active" in client.refused("POST", REPORTS, {**GOOD, name: 2})[name][0]
    report = make(client)
    mark(server, report["id"], **{{"activityId": "activity_id", "timeCodeId": "time_code_id",
                                   "timeArticleId": "time_article_id"}[name]: 2})
    path = f"{REPORTS}/{report['id']}"
    assert client.good("PUT", path, {**GOOD, name: 2})[name[:-2]]["id"] == 2
    client.good("PUT", path, {**GOOD, name: 3})
    assert name in client.refused("PUT", path, {**GOOD, name: 2})


@pytest.mark.parametrize("part, name", [
    ({"equipments": [{"articleId": 2, "hours": 1}]}, "equipments[0].articleId"),
    ({"additions": [{"articleId": 2, "yesNo": True}]}, "additions[0].articleId"),
    ({"materials": [{"articleId": 2, "units": 1, "unitPrice": 1}]}, "materials[0].articleId"),
    ({"travelReport": {"distance": 1, "companyCar": {"id": 2}}}, "travelReport.companyCar.id"),
    ({"travelReport": {"distance": 1}, "allowanceReport": {"allowanceTypeId": 2}},
     "allowanceReport.allowanceTypeId")])
def test_inactive_rows_in_what_belongs_to_a_report(client, part, name):
    assert list(client.refused("POST", REPORTS, {**GOOD, **part})) == [name]


@pytest.mark.parametrize("target", [{"internalProjectId": 3}, {"absenceProjectId": 3}])
@pytest.mark.parametrize("comment", [None, "", " \t\n"])
def test_required_comments(client, target, comment):
    refused = client.refused("POST", REPORTS, {**only(**target), "comment": comment,
                                               "internalComment": "x"})
    assert refused == {"comment": ["The Comment field is required."]}
    client.good("POST", REPORTS, {**only(**target), "comment": "Utbildning"})


def test_tasks_may_refuse_time(client):
    assert make(client, taskId=1)["task"] == {"objectName": "generic.name_id", "id": 1,
                                              "name": "Öppen"}
    assert list(client.refused("POST", REPORTS, {**GOOD, "taskId": 2})) == ["taskId"]
    assert "time reports" in client.refused("DELETE", "/v1/Core/Tasks/1")["id"][0]
    assert client.refused("DELETE", "/v1/Core/Contacts/1")["id"]


@pytest.mark.parametrize("fields, name", [
    ({"hours": -0.000001}, "hours"), ({"hours": -1}, "hours"), ({"hours": 24.000001}, "hours"),
    ({"invoiceableHours": -0.5}, "invoiceableHours"), ({"breakMinutes": -1}, "breakMinutes"),
    ({"breakMinutes": 1441}, "breakMinutes"), ({"date": "0001-01-01"}, "date"),
    ({"date": "1899-12-31"}, "date"), ({"clockStart": "24:00", "clockEnd": "1:00"}, "clockStart"),
    ({"allowanceReport": {"allowanceTypeId": 1}}, "allowanceReport"),
    ({"travelReport": {"distance": 1, "companyCar": {"id": 1, "tripStart": 5, "tripEnd": 4.9}}},
     "travelReport.companyCar.tripEnd"),
    ({"travelReport": {}}, "travelReport.distance"),
    ({"additions": [{"articleId": 1}]}, "additions[0].yesNo"),
    ({"additions": [{"articleId": 1, "yesNo": True, "numberCount": 1}]}, "additions[0].numberCount"),
    ({"additions": [{"articleId": 3, "yesNo": True}]}, "additions[0].numberCount"),
    ({"additions": [{"articleId": 3, "numberCount": 1, "yesNo": False}]}, "additions[0].yesNo"),
    ({"materials": [{"units": 1, "unitPrice": 1}]}, "materials[0].title"),
    ({"materials": [{"title": "x", "units": 1}]}, "materials[0].unitPrice"),
    ({"materials": [{"title": "x", "units": 999999999999, "unitPrice": 2}]}, "materials[0].units")])
def test_refusals_of_values(client, server, fields, name):
    before = count_rows(server)
    assert name in client.refused("POST", REPORTS, {**GOOD, **fields})
    assert count_rows(server) == before


def test_clocks_and_limits_that_are_fine(client):
    report = make(client, hours=24, invoiceableHours=1000, breakMinutes=0, clockStart="22:00",
                  clockEnd="6:30:59", date="2025-03-03T23:59:00+02:00")
    assert (report["clockStart"], report["clockEnd"]) == ("22:00", "06:30")
    assert (report["date"], report["hours"], report["breakMinutes"]) == ("2025-03-03", 24.0, 0)
    assert make(client, hours=0.000001)["hours"] == 0.000001


def test_prices_are_those_of_the_moment_of_writing(client, server):
    report = make(client)
    assert (report["cost"], report["rate"], report["discount"]) == (345.5, 600.0, 5.0)
    assert report["costCenter"]["id"] == 2
    own = make(client, projectId=2)
    assert (own["rate"], own["discount"], own["costCenter"]["id"]) == (555.0, 10.0, 3)
    database = connect(server.directory)
    database.execute("UPDATE time_articles SET rate = 1000000 WHERE id = 1")
    database.commit()
    path = f"{REPORTS}/{report['id']}"
    assert client.good("PUT", path, {**GOOD, "comment": "x"})["rate"] == 600.0
    assert client.good("PUT", path, {**GOOD, "timeArticleId": 3})["rate"] == 700.0
    assert client.good("PUT", path, {**GOOD, "userId": 3})["cost"] is None
    database.execute("UPDATE time_articles SET rate = 600000000 WHERE id = 1")
    database.commit()
    database.close()


def test_journeys_and_allowances(client):
    journey = {"place": "Luleå", "distance": 12.5, "invoiceableDistance": 10, "toSalary": True}
    report = make(client, travelReport=journey, allowanceReport={"allowanceTypeId": 1})
    shown = report["travelReport"]
    assert (shown["cost"], shown["rate"], shown["toBeInvoiced"]) == (1.85, 3.25, True)
    assert shown["invoicablePlace"] == "Luleå" and shown["companyCar"] is None
    allowance = report["allowanceReport"]
    assert [allowance[name] for name in ("cost", "amount", "invoicableAmount", "discount")] == [
        1.0, 2.0, 3.0, 4.0]
    assert allowance["invoicableSpecification"] == "allowances 1"
    path = f"{REPORTS}/{report['id']}"
    kept = client.good("PUT", path, GOOD)
    assert kept["travelReport"] == shown and kept["allowanceReport"] == allowance
    again = client.good("PUT", path, {**GOOD, "travelReport": {
        "distance": 1, "invoicableDistance": 0, "companyCar": {"id": 1, "tripStart": 1, "tripEnd": 1}}})
    assert again["travelReport"]["id"] == shown["id"]
    assert again["travelReport"]["place"] is None and again["travelReport"]["toBeInvoiced"] is False
    assert again["travelReport"]["companyCar"]["id"] == 1
    assert client.refused("PUT", path, {**GOOD, "travelReport": None,
                                        "allowanceReport": {"allowanceTypeId": 1}})
    gone = client.good("PUT", path, {**GOOD, "travelReport": None})
    assert gone["travelReport"] is None and gone["allowanceReport"] is None
    item = next(item for item in client.walk(REPORTS) if item["id"] == report["id"])
    assert item["travelReportId"] is None and item["allowanceReportId"] is None


def owned_ids(client, report):
    """The ids of journey and allowance as a list has them."""
    item = next(item for item in client.walk(REPORTS) if item["id"] == report["id"])
    return item["travelReportId"], item["allowanceReportId"]


def test_lists_have_the_ids_of_journey_and_allowance(client, server):
    """Through creates, updates and deletes of these parts, with other reports beside."""
    journey, allowance = {"travelReport": {"distance": 1}}, {"allowanceReport": {"allowanceTypeId": 1}}
    whole = make(client, **journey, **allowance)
    other, bare = make(client, **journey, **allowance), make(client)
    ids = [(report["travelReport"]["id"], report["allowanceReport"]["id"]) for report in (whole, other)]
    assert [owned_ids(client, report) for report in (whole, other, bare)] == [*ids, (None, None)]
    path = f"{REPORTS}/{whole['id']}"
    for body, expected in ((GOOD, ids[0]), ({**GOOD, "travelReport": {"distance": 9}}, ids[0]),
                           ({**GOOD, "allowanceReport": None}, (ids[0][0], None)),
                           ({**GOOD, "travelReport": None}, (None, None))):
        client.good("PUT", path, body)
        assert owned_ids(client, whole) == expected
    now = client.good("PUT", path, {**GOOD, **journey, **allowance})
    assert owned_ids(client, whole) == (now["travelReport"]["id"], now["allowanceReport"]["id"])
    assert client.ask("DELETE", path).content == b""
    assert [owned_ids(client, report) for report in (other, bare)] == [ids[1], (None, None)]
    assert glimt("check", "--data", server.directory).returncode == 0


@pytest.mark.parametrize("at, part", enumerate(("travel", "allowance")))
def test_lists_have_the_ids_of_what_others_write(at, part):
    """Statements of other programs move a part to another report, renumber it and delete it; the next
    start that makes anew what is derived puts the reports right."""
    with reporting() as server:
        client = Client(server, *server.known)
        first = make(client, travelReport={"distance": 1}, allowanceReport={"allowanceTypeId": 1})
        second = make(client)
        number, table = first[f"{part}Report"]["id"], f"{part}_reports"
        move = f"UPDATE {table} SET time_report_id = ? WHERE time_report_id = ?"
        for statement, values, expected in (
                (move, (second["id"], first["id"]), (None, number)),
                (f"UPDATE {table} SET id = id + ? WHERE time_report_id = ?", (1000000, second["id"]),
                 (None, number + 1000000)),
                (move, (first["id"], second["id"]), (number + 1000000, None)),
                (f"DELETE FROM {table} WHERE time_report_id = ?", (first["id"],), (None, None))):
            server.stop()
            database = server.database()
            database.execute(statement, values)
            refill_derived(database)
            server.start()
            client = Client(server, *server.known)
            assert tuple(owned_ids(client, report)[at] for report in (first, second)) == expected
        assert glimt("check", "--data", server.directory).returncode == 0


def test_materials_take_from_the_article_what_is_left_out(client):
    rows = make(client, materials=[
        {"articleId": 1, "units": 2}, {"articleId": 1, "units": 2, "title": "Egen", "unitPrice": 1,
                                       "cost": 0, "unitText": "låda", "articleNumber": "Z"},
        {"title": "Bara text", "isTextOnly": True}])["materials"]
    assert [(row["title"], row["articleNumber"], row["unitPrice"], row["costPerUnit"], row["unitText"])
            for row in rows] == [("articles 1", "A1", 12.34, 7.0, "st"),
                                 ("Egen", "Z", 1.0, 0.0, "låda"), ("Bara text", None, 0.0, None, None)]
    assert [row["taxPercent"] for row in rows] == [12.5] * 3
    assert [row["cost"] for row in rows] == [14.0, 0.0, None]
    assert rows[2]["article"] is None and rows[2]["toBeInvoiced"] is False


def test_equipments_and_additions(client):
    report = make(client, equipments=[{"articleId": 1, "hours": 2.5, "comment": "Grävt"}],
                  additions=[{"articleId": 1, "yesNo": False}, {"articleId": 3, "numberCount": 1.25},
                             {"articleId": 1, "yesNo": True}])
    machine = report["equipments"][0]
    assert [machine[name] for name in ("hours", "invoicableHours", "cost", "rate", "invoicableRate",
                                       "discount", "comment")] == [2.5, 2.5, 5.0, 6.0, 7.0, 8.0, "Grävt"]
    assert [(row["salaryCount"], row["invoicableCount"]) for row in report["additions"]] == [
        (0.0, 0.0), (1.25, 1.25), (1.0, 1.0)]
    assert [report["additions"][0][name] for name in ("cost", "invoicablePrice", "discount")] == [
        2.0, 3.0, 4.0]
    assert {row["costCenter"]["id"] for row in report["equipments"] + report["additions"]} == {2}


def rounded(value):
    return float(value.quantize(Decimal("0.000001"), ROUND_HALF_UP))


def awkward(dice):
    """A decimal with up to six places, often near a rounding."""
    return Decimal(dice.choice([dice.randrange(10**9), dice.randrange(10**4) * 10**5 + 5,
                                dice.randrange(100) * 10**6])).scaleb(-dice.choice([4, 5, 6]))


def test_sums_with_awkward_decimals(client):
    """Everything by decimal fractions, rounded once, half up."""
    dice = random.Random(3)
    for _ in range(40):
        units, price, cost = awkward(dice), awkward(dice), awkward(dice)
        paid_units = dice.choice([None, awkward(dice)])
        paid_price = dice.choice([None, awkward(dice)])
        discount = dice.choice([None, Decimal(dice.randrange(10**8)).scaleb(-6), Decimal(100)])
        sign = dice.choice([1, 1, -1])
        body = {"title": "x", "units": units * sign, "unitPrice": price, "cost": cost,
                "invoiceableUnits": paid_units, "invoiceableUnitPrice": paid_price,
                "discountInPercent": discount}
        sent = {name: value if value is None or name == "title" else float(value)
                for name, value in body.items()}
        row = make(client, materials=[sent])["materials"][0]
        assert row["amount"] == rounded(units * sign * price)
        assert row["cost"] == rounded(units * sign * cost)
        assert row["tax"] == rounded(units * sign * price * Decimal("0.125"))
        paid = (units * sign if paid_units is None else paid_units) * (
            price if paid_price is None else paid_price) * (100 - (discount or 0)) / 100
        assert row["invoicableAmount"] == rounded(paid), sent


def test_rows_are_changed_added_and_removed(client):
    report = make(client, materials=[{"title": f"{n}", "units": n, "unitPrice": 1} for n in (1, 2, 3)])
    path, first = f"{REPORTS}/{report['id']}", [row["id"] for row in report["materials"]]
    changed = client.good("PUT", path, {**GOOD, "materials": [
        {"title": "ny", "units": 9, "unitPrice": 1},
        {"id": first[2], "title": "tre", "units": 3, "unitPrice": 2},
        {"id": first[0], "title": "1", "units": 1, "unitPrice": 1}]})["materials"]
    assert [(row["title"], row["amount"]) for row in changed] == [("1", 1.0), ("tre", 6.0), ("ny", 9.0)]
    assert [row["id"] for row in changed][:2] == [first[0], first[2]] and changed[2]["id"] > first[2]
    assert client.good("PUT", path, GOOD)["materials"] == changed
    other = make(client, materials=[{"title": "x", "units": 1, "unitPrice": 1}])
    for rows, name in (
            ([{"id": other["materials"][0]["id"], "title": "x", "units": 1, "unitPrice": 1}],
             "materials[0].id"),
            ([{"id": first[1], "title": "x", "units": 1, "unitPrice": 1}], "materials[0].id"),
            ([{"id": first[0], "title": "x", "units": 1, "unitPrice": 1}] * 2, "materials[1].id")):
        assert list(client.refused("PUT", path, {**GOOD, "materials": rows})) == [name]
        assert client.good("GET", path)["materials"] == changed
    assert client.good("PUT", path, {**GOOD, "materials": []})["materials"] == []
    assert client.good("PUT", path, {**GOOD, "materials": None})["materials"] == []


def test_put_replaces_what_it_leaves_out(client):
    report = make(client, comment="a", internalComment="b", breakMinutes=5, taskId=1,
                  clockStart="08:00", clockEnd="16:00")
    shown = client.good("PUT", f"{REPORTS}/{report['id']}", GOOD)
    for name in ("comment", "internalComment", "breakMinutes", "task", "clockStart", "clockEnd"):
        assert shown[name] is None
    assert shown["createdDate"] == report["createdDate"] and shown["updatedDate"]


@pytest.mark.parametrize("columns, words", [
    ({"attested_at": 5}, "attested"), ({"invoice_id": 7}, "invoiced"),
    ({"travel_reports__invoice_id": 7}, "invoiced"),
    ({"allowance_reports__invoice_id": 7}, "invoiced"),
    ({"material_reports__invoice_id": 7}, "invoiced"),
    ({"equipment_reports__invoice_id": 7}, "invoiced")])
def test_attested_and_invoiced_reports_stay(client, server, columns, words):
    report = make(client, travelReport={"distance": 1}, allowanceReport={"allowanceTypeId": 1},
                  materials=[{"articleId": 1, "units": 1}], equipments=[{"articleId": 1, "hours": 1}])
    path = f"{REPORTS}/{report['id']}"
    mark(server, report["id"], **columns)
    before = client.good("GET", path)
    for method, body in (("PUT", GOOD), ("DELETE", None)):
        assert words in client.refused(method, path, body)["id"][0]
    assert client.good("GET", path) == before


def test_reports_that_are_only_sent_can_change(client, server):
    report = make(client)
    mark(server, report["id"], sent_to_attest_at=5)
    shown = client.good("PUT", f"{REPORTS}/{report['id']}", GOOD)
    assert shown["sentToAttestDate"] == "1970-01-01 00:00:05 +00:00"
    assert client.ask("DELETE", f"{REPORTS}/{report['id']}").status_code == 200


def test_locked_days(client, server):
    locked = {**GOOD, "date": "2025-01-15"}
    assert list(client.refused("POST", REPORTS, locked)) == ["date"]
    assert client.good("POST", REPORTS, {**locked, "userId": 3})
    report = make(client, date="2025-01-14")
    path = f"{REPORTS}/{report['id']}"
    assert list(client.refused("PUT", path, locked)) == ["date"]
    mark(server, report["id"], date=day("2025-01-15"))
    for method, body in (("PUT", GOOD), ("DELETE", None)):
        assert "locked" in client.refused(method, path, body)["id"][0]


def test_a_report_is_there_whole_or_not_at_all(client, server):
    """A database that fails at the last row of a report has none of it afterwards."""
    with failing(server.directory, "addition_reports"):
        before = count_rows(server)
        body = {**GOOD, "travelReport": {"distance": 1}, "materials": [{"articleId": 1, "units": 1}],
                "equipments": [{"articleId": 1, "hours": 1}],
                "additions": [{"articleId": 1, "yesNo": True}]}
        assert client.ask("POST", REPORTS, body).status_code == 500
        assert count_rows(server) == before
    assert client.good("POST", REPORTS, body)["additions"]


def test_deleting_a_report_deletes_what_belongs_to_it(client, server):
    report = make(client, travelReport={"distance": 1}, allowanceReport={"allowanceTypeId": 1},
                  materials=[{"articleId": 1, "units": 1}], equipments=[{"articleId": 1, "hours": 1}],
                  additions=[{"articleId": 1, "yesNo": True}])
    before = count_rows(server)
    assert client.ask("DELETE", f"{REPORTS}/{report['id']}").content == b""
    after = count_rows(server)
    assert all(after[table][0] == before[table][0] - 1 for table in before)
    assert client.refused("GET", f"{REPORTS}/{report['id']}")["id"]


def test_permissions(server):
    reader = server.client("--permission", "Timereport_Read")
    writer = server.client("--permission", "Timereport_Write")
    made = writer.good("POST", REPORTS, GOOD)
    assert reader.good("GET", f"{REPORTS}/{made['id']}") == made
    for client, method, path, permission in (
            (reader, "POST", REPORTS, "Timereport_write"), (writer, "GET", REPORTS, "Timereport_read"),
            (reader, "PUT", f"{REPORTS}/{made['id']}", "Timereport_write"),
            (reader, "DELETE", f"{REPORTS}/{made['id']}", "Timereport_write"),
            (writer, "GET", f"{REPORTS}/UserDayStatistics", "Timereport_read")):
        answer = client.ask(method, path, GOOD if method in ("POST", "PUT") else None)
        assert answer.status_code == 403
        assert answer.json()["permissionsRequired"] == [permission]
