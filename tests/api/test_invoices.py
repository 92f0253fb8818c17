"""Invoices, plans for payment, suppliers' invoices, used materials, opportunities, offers and planning."""

import datetime
import json
import pathlib

import pytest

import oracles
from client import OPENAPI, running

CONTRACT = pathlib.Path(__file__).parent / "contract" / "endpoints.json"
CORE, ADMIN = "/v1/Core", "/v1/Admin"
INVOICES, PLANS, SUPPLIES, MATERIALS = (f"{CORE}/{name}" for name in (
    "Invoices", "PaymentPlans", "SupplierInvoices", "MaterialReports"))
CHANCES, OFFERS = f"{CORE}/Opportunities", f"{CORE}/Offers"
PLANNED, SUMMARIES = f"{CORE}/Planning/HasResourcePlanning/Users", f"{CORE}/Planning/GetPlanningSummaries/Projects"
# What clients read, in its order.
PROPERTIES = {
    INVOICES: "id invoiceDate createdDate fromDate toDate sum customer sentToEconomySystem",
    PLANS: "id date price units articleNumber description batchId invoiceId invoicedDate invoiceDraftId project"
           " createdDate updatedDate",
    SUPPLIES: "id invoiceNumber invoiceDate title description totalAmount cost invoiceCostAddition toBeInvoiced"
              " invoiceId project supplier createdDate updatedDate",
    MATERIALS: "id sortOrder articleNumber title description consumedUnits invoiceableUnits unitText costPerUnit"
               " pricePerUnit discountPercentage totalAmount toBeInvoiced invoiceId invoicedDate invoiceDraftId"
               " project timeReportId createdDate updatedDate",
    CHANCES: "id title turnover probability description hasOffers user customer contact opportunityState closedDate"
             " estimatedClosingDate status project tags createdDate updatedDate",
    f"{ADMIN}/OpportunityStatuses": "id name color",
    f"{ADMIN}/OpportunityTags": "id name color",
    OFFERS: "id offerNumber version title offerValue offerState hasPdf user customer opportunity createdDate"
            " updatedDate",
    PLANNED: "id employmentNumber firstName lastName",
    SUMMARIES: "projectId projectName project fromDate toDate hours",
}
ROW = "id articleNumber article comment value rate discount sum sortOrder isHeader isSumRow"
DAYS = {"invoiceDate", "fromDate", "toDate", "sentToEconomySystem", "date", "invoicedDate", "closedDate",
        "estimatedClosingDate"}
WHOLE = {"id", "batchId", "invoiceId", "invoiceDraftId", "sortOrder", "timeReportId", "probability", "version",
         "projectId"}
SORTS = [(INVOICES, "createdDate", str), (INVOICES, "invoiceDate", str), (INVOICES, "sum", float),
         (INVOICES, "sentToEconomySystem", str), (PLANS, "date", str), (PLANS, "createdDate", str),
         (PLANS, "updatedDate", str), (SUPPLIES, "invoiceDate", str), 
         (SUPPLIES, "createdDate", str), (SUPPLIES, "updatedDate", str), (MATERIALS, "id", int),
         (CHANCES, "title", oracles.swedish), (CHANCES, "createdDate", str), (CHANCES, "updatedDate", str),
         (OFFERS, "title", oracles.swedish), (OFFERS, "offerNumber", oracles.natural), (OFFERS, "createdDate", str),
         (OFFERS, "updatedDate", str), (SUMMARIES, "fromDate", str)]


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def client(server):
    return server.client("--all-permissions", "--rate", "off")


@pytest.fixture(scope="module")
def whole(client):
    return {path: client.walk(path) for path in PROPERTIES}


# ---- what is shown ----

@pytest.mark.parametrize("path", PROPERTIES)
def test_properties_and_their_order(whole, path):
    for item in whole[path]:
        assert list(item) == ["objectName", *PROPERTIES[path].split()]


@pytest.mark.parametrize("path", PROPERTIES)
def test_each_property_is_there_somewhere(whole, path):
    for name in PROPERTIES[path].split():
        values = [item[name] for item in whole[path]]
        assert any(value not in (None, [], "") for value in values), name
        if all(isinstance(value, bool) for value in values):
            assert set(values) == {True, False}, name


@pytest.mark.parametrize("path", PROPERTIES)
def test_values_are_what_strict_clients_take(whole, path):
    for item in whole[path]:
        for name, value in item.items():
            if value is not None and name in DAYS:
                assert datetime.date.fromisoformat(value)
            if value is not None and name in WHOLE:
                assert type(value) is int, name
        for name in ("user", "customer", "contact", "supplier", "status", "opportunity"):
            if item.get(name):
                assert list(item[name]) == ["objectName", "id", "name"]


@pytest.mark.parametrize("path", PROPERTIES)
def test_they_are_described_as_extensions(path):
    operation = OPENAPI["paths"][path]["get"]
    assert operation["x-extension"] is True and operation["tags"] == ["Extensions"]


def test_nothing_documented_is_an_extension():
    contract = json.loads(CONTRACT.read_text())
    documented = {(fact["method"].lower(), fact["path"].lower()) for fact in contract}
    marked = {(method, path.lower()) for path, operations in OPENAPI["paths"].items()
              for method, operation in operations.items() if operation.get("x-extension")}
    assert not marked & documented and len(marked) >= 13


def test_a_spelling_of_clients(client, whole):
    assert client.session.get(client.base + f"{CORE}/Paymentplans?page=1&pageSize=100", headers={
        "Authorization": f"Bearer {client.token}"}).json()["items"] == whole[PLANS]


# ---- order and filters ----

@pytest.mark.parametrize("path, name, key", SORTS)
def test_orders(client, whole, path, name, key):
    def place(item):
        value = item[name]
        return (value is not None, key(value) if value is not None else 0, item.get("id", 0))
    up = client.walk(f"{path}?sortBy={name}", quick=True)
    down = client.walk(f"{path}?sortBy={name}&sortOrder=descending", quick=True)
    assert up == down[::-1]
    if path == SUMMARIES:
        assert [item[name] for item in up] == sorted(item[name] for item in up)
        return
    assert [item["id"] for item in up] == [item["id"] for item in sorted(whole[path], key=place)]


@pytest.mark.parametrize("path, name_of", [(INVOICES, lambda item: item["customer"]["name"]),
                                           (SUPPLIES, lambda item: item["title"])])
def test_orders_of_names(client, path, name_of):
    """By the letters of the first word, since how blanks sort is another matter."""
    sort = "customer" if path == INVOICES else "title"
    up = client.walk(f"{path}?sortBy={sort}")
    assert up == client.walk(f"{path}?sortBy={sort}&sortOrder=descending")[::-1]
    words = ["".join(letter for letter in name_of(item).split()[0].lower() if letter in oracles.ALPHABET)
             for item in up]
    assert [oracles.swedish(word) for word in words] == sorted(oracles.swedish(word) for word in words)
    assert len(set(words)) > 3


def test_the_first_order_is_that_of_creation(client, whole):
    first = client.walk(f"{INVOICES}?sortBy=createdDate")
    assert first == whole[INVOICES]
    assert client.walk(CHANCES) == client.walk(f"{CHANCES}?sortBy=title")
    assert client.walk(OFFERS) == client.walk(f"{OFFERS}?sortBy=title")


def at(item, name):
    return item[name] or ""


@pytest.mark.parametrize("path, filter_, value, keeps", [
    (INVOICES, "sinceId", 10, lambda item: item["id"] > 10),
    (INVOICES, "createdSince", "2025-10-01", lambda item: item["createdDate"] >= "2025-10-01"),
    (INVOICES, "customerId", 12, lambda item: item["customer"]["id"] == 12),
    (PLANS, "projectId", 7, lambda item: item["project"]["id"] == 7),
    (SUPPLIES, "projectId", 5, lambda item: item["project"]["id"] == 5),
    (SUPPLIES, "invoiceDateFrom", "2025-06-15", lambda item: item["invoiceDate"] >= "2025-06-15"),
    (SUPPLIES, "invoiceDateTo", "2025-06-15", lambda item: item["invoiceDate"] <= "2025-06-15"),
    (MATERIALS, "projectId", 5, lambda item: item["project"] and item["project"]["id"] == 5),
    (CHANCES, "createdDateFrom", "2025-01-01", lambda item: item["createdDate"] >= "2025-01-01"),
    (CHANCES, "createdDateTo", "2025-01-01", lambda item: item["createdDate"] < "2025-01-02"),
    (CHANCES, "updatedDateFrom", "2025-01-01", lambda item: at(item, "updatedDate") >= "2025-01-01"),
    (CHANCES, "updatedDateTo", "2025-06-01", lambda item: "" < at(item, "updatedDate") < "2025-06-02"),
    (CHANCES, "closedDateFrom", "2025-03-01", lambda item: at(item, "closedDate") >= "2025-03-01"),
    (CHANCES, "closedDateTo", "2025-03-01", lambda item: "" < at(item, "closedDate") <= "2025-03-01"),
    (CHANCES, "estimatedClosingDateFrom", "2025-03-01", lambda item: item["estimatedClosingDate"] >= "2025-03-01"),
    (CHANCES, "estimatedClosingDateTo", "2025-03-01", lambda item: item["estimatedClosingDate"] <= "2025-03-01"),
    (CHANCES, "hasOffers", "true", lambda item: item["hasOffers"]),
    (CHANCES, "hasOffers", "false", lambda item: not item["hasOffers"]),
    (CHANCES, "opportunityStatusIds", "1,5", lambda item: item["status"]["id"] in (1, 5)),
    (CHANCES, "opportunityTagIds", "1,3", lambda item: {1, 3} <= {tag["id"] for tag in item["tags"]}),
    (CHANCES, "opportunityState", "open", lambda item: item["opportunityState"] == "open"),
    (CHANCES, "opportunityState", "WON", lambda item: item["opportunityState"] == "won"),
    (CHANCES, "opportunityState", "lost", lambda item: item["opportunityState"] == "lost"),
    (OFFERS, "offerNumber", "O-2003", lambda item: item["offerNumber"] == "O-2003"),
    (OFFERS, "createdDateFrom", "2025-05-01", lambda item: item["createdDate"] >= "2025-05-01"),
    (OFFERS, "createdDateTo", "2025-05-01", lambda item: item["createdDate"] < "2025-05-02"),
    (OFFERS, "updatedDateFrom", "2025-05-01", lambda item: at(item, "updatedDate") >= "2025-05-01"),
    (OFFERS, "updatedDateTo", "2025-08-01", lambda item: "" < at(item, "updatedDate") < "2025-08-02"),
    (OFFERS, "opportunityId", 2, lambda item: item["opportunity"] and item["opportunity"]["id"] == 2),
    *[(OFFERS, "offerState", state, lambda item, state=state: item["offerState"] == state) for state in
      "draft locked sentToCustomer openedByCustomer accepted acceptedSigned denied".split()],
])
def test_filters(client, whole, path, filter_, value, keeps):
    found = client.walk(f"{path}?filter.{filter_}={value}")
    assert found == [item for item in whole[path] if keeps(item)]
    assert 0 < len(found) < len(whole[path])


@pytest.mark.parametrize("path, parameter", [
    (INVOICES, "filter.customerId"), (INVOICES, "filter.createdSince"), (INVOICES, "filter.sinceId"),
    (PLANS, "filter.projectId"), (SUPPLIES, "filter.invoiceDateTo"), (MATERIALS, "filter.projectId"),
    (CHANCES, "filter.hasOffers"), (CHANCES, "filter.opportunityState"), (CHANCES, "filter.opportunityTagIds"),
    (CHANCES, "filter.closedDateFrom"), (OFFERS, "filter.offerState"), (OFFERS, "filter.opportunityId"),
    (PLANNED, "fromDate"), (PLANNED, "toDate"), (PLANNED, "excludeDeleted"), (PLANNED, "excludeRestricted"),
    (SUMMARIES, "userId"), (SUMMARIES, "fromDate"), (SUMMARIES, "toDate"), (SUMMARIES, "excludeProjects"),
    (SUMMARIES, "excludeAbsence"), (SUMMARIES, "excludeInternal"), (INVOICES, "sortBy"), (OFFERS, "sortBy")])
def test_what_cannot_be_read_is_refused(client, path, parameter):
    assert list(client.refused("GET", f"{path}?page=1&{parameter}=nonsens")) == [parameter]


# ---- invoices ----

def test_an_invoice_has_rows(client, whole):
    for item in whole[INVOICES][:40]:
        invoice = client.good("GET", f"{INVOICES}/{item['id']}")
        assert list(invoice) == ["objectName", *PROPERTIES[INVOICES].split(), "rows"]
        assert {name: invoice[name] for name in item if name != "objectName"} == {
            name: value for name, value in item.items() if name != "objectName"}
        assert all(list(row) == ["objectName", *ROW.split()] for row in invoice["rows"])
        assert [row["sortOrder"] for row in invoice["rows"]] == list(range(len(invoice["rows"])))
        own = [row["sum"] for row in invoice["rows"] if not row["isHeader"] and not row["isSumRow"]]
        assert abs(sum(own) - invoice["sum"]) < 1e-6


def test_an_invoice_that_is_not_there(client):
    assert list(client.refused("GET", f"{INVOICES}/999999999")) == ["id"]
    assert list(client.refused("GET", f"{CHANCES}/999999999")) == ["id"]



def test_bookkeeping_tells_that_it_has_an_invoice(client, boss):
    place = f"{INVOICES}/3/setSentToEconomySystem"
    answer = client.ask("PATCH", f"{place}?date=2026-02-03&economySystemInvoiceNumber=F%2012")
    assert answer.status_code == 200 and answer.content == b""
    assert client.good("GET", f"{INVOICES}/3")["sentToEconomySystem"] == "2026-02-03"
    kept = boss.good("GET", "/admin/v1/Invoices/3")
    assert kept["economySystemInvoiceNumber"] == "F 12" and kept["updatedDate"]
    for number in ("", "&economySystemInvoiceNumber="):
        answer = client.ask("PATCH", f"{INVOICES.lower()}/3/setsenttoeconomysystem?DATE=2026-02-04{number}")
        assert answer.status_code == 200
    kept = boss.good("GET", "/admin/v1/Invoices/3")
    assert (kept["sentToEconomySystem"], kept["economySystemInvoiceNumber"]) == ("2026-02-04", "F 12")


def test_bookkeeping_may_say_which_version_it_means(client, boss):
    place, tag = f"{INVOICES}/6", client.get(f"{INVOICES}/6").headers["ETag"]
    for day, status in (("2026-02-03", 200), ("2026-02-04", 412)):
        answer = client.ask("PATCH", f"{place}/setSentToEconomySystem?date={day}", headers={"If-Match": tag})
        assert answer.status_code == status
    assert client.good("GET", place)["sentToEconomySystem"] == "2026-02-03"
    entry = boss.good("GET", "/admin/v1/AuditEntries?page=1&pageSize=1&sortOrder=descending")["items"][0]
    assert entry["application"] and "sentToEconomySystem" in json.dumps(entry)


@pytest.mark.parametrize("number, query, blamed", [
    (4, "", "date"), (4, "date=", "date"), (4, "date=igår", "date"), (4, "date=2026-02-30", "date"),
    (4, "date=2026-02-03&economySystemInvoiceNumber=" + "9" * 256, "economySystemInvoiceNumber"),
    (999999999, "date=2026-02-03", "id")])
def test_what_bookkeeping_may_not_say(client, number, query, blamed):
    before = client.good("GET", f"{INVOICES}/4")
    assert list(client.refused("PATCH", f"{INVOICES}/{number}/setSentToEconomySystem?{query}")) == [blamed]
    assert client.good("GET", f"{INVOICES}/4") == before


def test_only_who_may_write_says_it(server):
    reader = server.client("--permission", "Project_Read")
    answer = reader.ask("PATCH", f"{INVOICES}/5/setSentToEconomySystem?date=2026-02-03")
    assert answer.status_code == 403 and answer.json()["permissionsRequired"] == ["Project_write"]
    writer = server.client("--permission", "Project_Write")
    assert writer.ask("PATCH", f"{INVOICES}/5/setSentToEconomySystem?date=2026-02-03").status_code == 200
    assert writer.ask("GET", f"{INVOICES}/5").status_code == 403


def test_other_companies_have_none_of_it(account):
    for path in PROPERTIES:
        assert account.walk(path) == []
    assert list(account.refused("GET", f"{INVOICES}/3")) == ["id"]
    assert list(account.refused("PATCH", f"{INVOICES}/3/setSentToEconomySystem?date=2026-02-03")) == ["id"]


def test_people_write_invoices(client, boss):
    rows = [{"article": "Rivning", "isHeader": True},
            {"article": "Arbete", "articleNumber": "A1", "comment": "Två man", "value": 3.5, "rate": 620, "discount": 10},
            {"article": "Container", "value": 2, "rate": 1500.25}, {"article": "Delsumma", "isSumRow": True},
            {"article": "Resa", "value": 1, "rate": 480}, {"article": "Summa", "isSumRow": True}]
    body = {"invoiceDate": "2026-01-31", "customerId": 4, "rows": rows}
    made = boss.good("POST", "/admin/v1/Invoices", body, 201)
    assert [row["sum"] for row in made["rows"]] == [None, 1953.0, 3000.5, 4953.5, 480.0, 480.0]
    assert made["sum"] == 5433.5
    shown = client.good("GET", f"{INVOICES}/{made['id']}")
    assert shown["sum"] == 5433.5 and shown["customer"]["id"] == 4 and len(shown["rows"]) == 6
    place = f"/admin/v1/Invoices/{made['id']}"
    kept = boss.good("PUT", place, {"invoiceDate": "2026-02-01", "customerId": 4})
    assert kept["sum"] == 5433.5 and len(kept["rows"]) == 6
    first = {"id": made["rows"][1]["id"], "article": "Arbete", "value": 4, "rate": 620}
    less = boss.good("PUT", place, {"invoiceDate": "2026-02-01", "customerId": 4, "rows": [first]})
    assert less["sum"] == 2480.0 and [row["id"] for row in less["rows"]] == [first["id"]]
    assert boss.good("PUT", place, {"invoiceDate": "2026-02-01", "customerId": 4, "rows": []})["sum"] == 0
    assert boss.ask("DELETE", place).status_code == 405
    state = boss.refused("POST", "/admin/v1/Invoices", {
        "invoiceDate": "2026-01-31", "customerId": 4, "fromDate": "2026-01-02", "toDate": "2026-01-01"})
    assert list(state) == ["toDate"]


# ---- materials ----

def test_materials_are_those_of_time_reports(client, whole):
    item = next(item for item in whole[MATERIALS] if item["discountPercentage"])
    report = client.good("GET", f"{CORE}/TimeReports/{item['timeReportId']}")
    own = report["materials"][item["sortOrder"]]
    assert own["id"] == item["id"] and own["title"] == item["title"]
    assert own["units"] == item["consumedUnits"] and own["invoicableAmount"] == item["totalAmount"]
    assert item["createdDate"] == report["createdDate"] and item["description"] == report["comment"]


# ---- opportunities ----

def test_how_an_opportunity_ends(client, boss):
    body = {"title": "Ny hall", "opportunityState": "open", "tagIds": [2, 1], "statusId": 2, "userId": 2}
    made = boss.good("POST", "/admin/v1/Opportunities", body, 201)
    assert made["closedDate"] is None and not made["hasOffers"]
    place = f"/admin/v1/Opportunities/{made['id']}"
    won = boss.good("PUT", place, {**body, "opportunityState": "won"})
    assert datetime.date.fromisoformat(won["closedDate"])
    own_day = boss.good("PUT", place, {**body, "opportunityState": "lost", "closedDate": "2026-01-15"})
    assert own_day["closedDate"] == "2026-01-15"
    boss.good("POST", "/admin/v1/Offers", {"title": "Hall", "offerState": "draft", "opportunityId": made["id"]}, 201)
    shown = client.good("GET", f"{CHANCES}/{made['id']}")
    assert list(shown) == ["objectName", *PROPERTIES[CHANCES].split()]
    assert shown["hasOffers"] and {tag["id"] for tag in shown["tags"]} == {1, 2}
    assert all(list(tag) == ["objectName", "id", "name", "color"] for tag in shown["tags"])
    assert list(boss.refused("DELETE", place)) == ["id"]


def test_an_offer_is_its_first_version(boss):
    body = {"title": "Garage", "offerState": "draft"}
    made = boss.good("POST", "/admin/v1/Offers", body, 201)
    assert made["version"] == 1
    place = f"/admin/v1/Offers/{made['id']}"
    assert boss.good("PUT", place, {**body, "version": 3})["version"] == 3
    assert boss.good("PUT", place, body)["version"] == 3
    assert list(boss.refused("PUT", place, {**body, "version": 0})) == ["version"]


# ---- planning ----

def plan(boss, user, first, last, **target):
    body = {"userId": user, "fromDate": first, "toDate": last, "hours": 16, **(target or {"projectId": 3})}
    return boss.good("POST", "/admin/v1/Plannings", body, 201)


def users(client, query):
    return {user["id"] for user in client.walk(f"{PLANNED}?{query}")}


@pytest.fixture
def planned(boss):
    """A new user, planned in May and in July of 2031."""
    user = boss.good("POST", "/admin/v1/Users", {"firstName": "Åke", "lastName": "Öst", "license": "total"}, 201)["id"]
    plan(boss, user, "2031-05-05", "2031-05-09")
    plan(boss, user, "2031-07-07", "2031-07-11", internalProjectId=2)
    return user


def test_who_is_planned(client, planned):
    assert planned in users(client, "fromDate=2031-05-09&toDate=2031-05-20")
    assert planned in users(client, "fromDate=2031-04-01&toDate=2031-05-05")
    assert planned not in users(client, "fromDate=2031-05-10&toDate=2031-07-06")
    assert planned in users(client, "fromDate=2031-07-11")
    assert planned not in users(client, "fromDate=2031-07-12")
    assert planned in users(client, "toDate=2031-05-05")
    assert planned not in users(client, "toDate=2031-05-04")
    assert planned in users(client, "") and planned in users(client, "excludeDeleted=true&excludeRestricted=true")


def test_who_has_left_is_left_out_when_asked(client, boss, planned):
    body = {"firstName": "Åke", "lastName": "Öst", "license": "total", "endDate": "2020-01-31"}
    boss.good("PUT", f"/admin/v1/Users/{planned}", body)
    assert planned in users(client, "fromDate=2031-05-05") and planned in users(client, "excludeDeleted=false")
    assert planned not in users(client, "fromDate=2031-05-05&excludeDeleted=true")


def test_what_somebody_is_planned_for(client, boss, planned):
    plan(boss, planned, "2031-06-01", "2031-06-01", absenceProjectId=1)
    found = client.walk(f"{SUMMARIES}?userId={planned}")
    assert [(item["projectId"], item["fromDate"], item["toDate"], item["hours"]) for item in found] == [
        (3, "2031-05-05", "2031-05-09", 16.0), (1, "2031-06-01", "2031-06-01", 16.0),
        (2, "2031-07-07", "2031-07-11", 16.0)]
    assert found[0]["project"]["id"] == 3 and found[0]["project"]["name"] == found[0]["projectName"]
    assert found[1]["project"] is None and found[1]["projectName"]

    def kinds(query):
        return [item["projectId"] for item in client.walk(f"{SUMMARIES}?userId={planned}&{query}")]
    assert kinds("excludeProjects=true") == [1, 2] and kinds("excludeAbsence=true") == [3, 2]
    assert kinds("excludeInternal=true") == [3, 1] and kinds("excludeInternal=false") == [3, 1, 2]
    assert kinds("fromDate=2031-05-09&toDate=2031-06-01") == [3, 1] and kinds("fromDate=2031-05-10") == [1, 2]


@pytest.mark.parametrize("change, blamed", [
    ({"projectId": None}, "projectId"), ({"internalProjectId": 1}, "projectId"),
    ({"toDate": "2031-01-01"}, "toDate"), ({"hours": -1}, "hours"), ({"userId": 999999}, "userId")])
def test_plans_that_make_no_sense(boss, change, blamed):
    body = {"userId": 2, "fromDate": "2031-02-02", "toDate": "2031-02-03", "hours": 8, "projectId": 3, **change}
    assert list(boss.refused("POST", "/admin/v1/Plannings", body)) == [blamed]


@pytest.mark.parametrize("registry, text_of", [
    ("Invoices", lambda row: row["customer"]["name"]),
    ("PaymentPlans", lambda row: row["project"]["name"]),
    ("Plannings", lambda row: row["user"]["name"])])
def test_people_search_what_has_no_name(boss, registry, text_of):
    rows = boss.walk(f"/admin/v1/{registry}")
    text = text_of(rows[0])
    found = boss.walk(f"/admin/v1/{registry}?filter.query={text}")
    assert [row["id"] for row in found] == [row["id"] for row in rows if oracles.contains(text, text_of(row))]


def test_invoices_of_more_than_there_is(boss, whole):
    invoice = {"invoiceDate": "2026-01-02", "customerId": whole[INVOICES][0]["customer"]["id"]}
    row = {"article": "Slott", "value": 9_000_000_000, "rate": 10}
    for rows, blamed in (([{**row, "rate": 9_000_000_000}], "rows[0].value"), ([row] * 110, "rows")):
        assert list(boss.refused("POST", "/admin/v1/Invoices", {**invoice, "rows": rows})) == [blamed]
