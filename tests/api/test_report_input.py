"""Time reports as clients really send them: each property left out, null, empty, of another type, or as answers show it."""

import copy
import functools
import operator

import pytest

from client import Client
from test_time_reports import GOOD, REPORTS, make, mark, only, reporting
from wrong_bodies import property_name, set_at


@pytest.fixture(scope="module")
def server():
    with reporting() as started:
        yield started


@pytest.fixture(scope="module")
def client(server):
    return Client(server, *server.known)


def at(value, path):
    for part in path.split("."):
        value = value[int(part) if part.isdigit() else part]
    return value


LEFT_OUT, KEPT, REFUSED = object(), object(), object()
FULL = {**GOOD, "clockStart": "08:00", "clockEnd": "16:30", "breakMinutes": 30, "comment": "a", "internalComment": "b", "taskId": 1,
        "travelReport": {"place": "Luleå", "invoicablePlace": "Boden", "distance": 12.5, "invoiceableDistance": 10, "toSalary": True,
                         "companyCar": {"id": 1, "tripStart": 1, "tripEnd": 2, "addressStart": "x", "addressGoal": "y",
                                        "addressEnd": "z"}},
        "allowanceReport": {"allowanceTypeId": 1, "description": "c", "toBeInvoiced": True},
        "materials": [{"articleId": 1, "articleNumber": "Z", "title": "Egen", "units": 2, "invoiceableUnits": 3, "unitPrice": 5,
                       "invoiceableUnitPrice": 6, "calculatedUnits": 4, "unitText": "låda", "cost": 4, "discountInPercent": 10,
                       "isTextOnly": False}],
        "equipments": [{"articleId": 1, "hours": 2, "comment": "d"}], "additions": [{"articleId": 1, "yesNo": True}]}
OMITTED = [  # where in the body, where in the answer, and what is there when it is left out, null and ""
    ("date", "date", REFUSED, REFUSED, REFUSED),
    ("clockStart", "clockStart", None, None, None),
    ("clockEnd", "clockEnd", None, None, None),
    ("hours", "hours", REFUSED, REFUSED, REFUSED),
    ("invoiceableHours", "invoiceableHours", REFUSED, REFUSED, REFUSED),
    ("breakMinutes", "breakMinutes", None, None, None),
    ("comment", "comment", None, None, ""),
    ("internalComment", "internalComment", None, None, ""),
    ("userId", "user", REFUSED, REFUSED, REFUSED),
    ("projectId", "project", REFUSED, REFUSED, REFUSED),
    ("activityId", "activity", REFUSED, REFUSED, REFUSED),
    ("timeCodeId", "timeCode", REFUSED, REFUSED, REFUSED),
    ("timeArticleId", "timeArticle", REFUSED, REFUSED, REFUSED),
    ("taskId", "task", None, None, None),
    ("travelReport", "travelReport", KEPT, REFUSED, REFUSED),  # the allowance is told to stay
    ("travelReport.place", "travelReport.place", None, None, ""),
    ("travelReport.invoicablePlace", "travelReport.invoicablePlace", "Luleå", "Luleå", ""),
    ("travelReport.distance", "travelReport.distance", REFUSED, REFUSED, REFUSED),
    ("travelReport.invoiceableDistance", "travelReport.invoicableDistance", None, None, None),
    ("travelReport.toSalary", "travelReport.toSalary", KEPT, KEPT, REFUSED),
    ("travelReport.companyCar", "travelReport.companyCar", KEPT, None, REFUSED),
    ("travelReport.companyCar.id", "travelReport.companyCar.id", REFUSED, REFUSED, REFUSED),
    ("travelReport.companyCar.tripStart", "travelReport.companyCar.tripStart", None, None, None),
    ("travelReport.companyCar.tripEnd", "travelReport.companyCar.tripEnd", None, None, None),
    ("travelReport.companyCar.addressStart", "travelReport.companyCar.addressStart", None, None, ""),
    ("allowanceReport", "allowanceReport", KEPT, None, REFUSED),
    ("allowanceReport.allowanceTypeId", "allowanceReport.invoicableSpecification", KEPT, REFUSED, REFUSED),
    ("allowanceReport.description", "allowanceReport.description", None, None, ""),
    ("allowanceReport.toBeInvoiced", "allowanceReport.toBeInvoiced", KEPT, KEPT, REFUSED),
    ("materials", "materials", KEPT, [], REFUSED),
    ("materials.0.articleId", "materials.0.article", None, None, None),
    ("materials.0.articleNumber", "materials.0.articleNumber", "A1", None, ""),
    ("materials.0.title", "materials.0.title", "articles 1", "articles 1", REFUSED),
    ("materials.0.units", "materials.0.units", REFUSED, REFUSED, REFUSED),
    ("materials.0.invoiceableUnits", "materials.0.invoicableUnits", None, None, None),
    ("materials.0.unitPrice", "materials.0.unitPrice", 12.34, 12.34, 12.34),
    ("materials.0.invoiceableUnitPrice", "materials.0.invoicableUnitPrice", None, None, None),
    ("materials.0.calculatedUnits", "materials.0.calculatedUnits", None, None, None),
    ("materials.0.unitText", "materials.0.unitText", "st", None, ""),
    ("materials.0.cost", "materials.0.costPerUnit", 7.0, None, None),
    ("materials.0.discountInPercent", "materials.0.discountInPercent", None, None, None),
    ("materials.0.isTextOnly", "materials.0.toBeInvoiced", KEPT, KEPT, REFUSED),
    ("equipments", "equipments", KEPT, [], REFUSED),
    ("equipments.0.articleId", "equipments.0.article", REFUSED, REFUSED, REFUSED),
    ("equipments.0.hours", "equipments.0.hours", REFUSED, REFUSED, REFUSED),
    ("equipments.0.comment", "equipments.0.comment", None, None, ""),
    ("additions", "additions", KEPT, [], REFUSED),
    ("additions.0.articleId", "additions.0.article", REFUSED, REFUSED, REFUSED),
    ("additions.0.yesNo", "additions.0.salaryCount", REFUSED, REFUSED, REFUSED),
]


def make_full(client):
    """A report with everything, as it is shown, and the body of a PUT of it, in which each row has its id."""
    made, body = client.good("POST", REPORTS, FULL), copy.deepcopy(FULL)
    for name in ("materials", "equipments", "additions"):
        body[name][0]["id"] = made[name][0]["id"]
    return made, body


@pytest.mark.parametrize("sent, shown, expected", [(sent, shown, expected) for sent, shown, *expected in OMITTED], ids=[row[0] for row in OMITTED])
def test_each_property_left_out_null_and_empty(client, sent, shown, expected):
    *inside, name = (int(part) if part.isdigit() else part for part in sent.split("."))
    for value, wanted in zip((LEFT_OUT, None, ""), expected, strict=True):
        report, body = make_full(client)
        set_at(body, (*inside, name), value)
        if value is LEFT_OUT:
            del functools.reduce(operator.getitem, inside, body)[name]
        path = f"{REPORTS}/{report['id']}"
        if wanted is REFUSED:
            where = "allowanceReport" if sent == "travelReport" and value is None else property_name((*inside, name))
            state = list(client.refused("PUT", path, body))
            assert state == [where] or (sent == "travelReport" and where in state)
            wanted = KEPT
        else:
            client.good("PUT", path, body)
        assert at(client.good("GET", path), shown) == (at(report, shown) if wanted is KEPT else wanted)


LENIENT = [
    ({"hours": 0.3333333333333333}, "hours", 0.333333), ({"hours": 0.6666666666666666}, "hours", 0.666667),
    ({"hours": 0}, "hours", 0.0), ({"hours": "7.75"}, "hours", 7.75), ({"hours": 1.0000005}, "hours", 1.000001),
    ({"hours": 24.0000004}, "hours", 24.0), ({"invoicableHours": "1", "invoiceableHours": 2}, "invoiceableHours", 2.0),
    ({"invoiceableHours": 0.0000004}, "invoiceableHours", 0.0),
    ({"breakMinutes": "15"}, "breakMinutes", 15), ({"breakMinutes": 15.0}, "breakMinutes", 15),
    ({"clockStart": "7:30"}, "clockStart", "07:30"), ({"clockStart": "07:30"}, "clockEnd", None),
    ({"clockEnd": "07:30:59"}, "clockEnd", "07:30"), ({"clockEnd": "07:30:00.0000000"}, "clockEnd", "07:30"),
    ({"comment": 5}, "comment", "5"), ({"internalComment": 701234567}, "internalComment", "701234567"),
    ({"userId": "3"}, "user.id", 3), ({"userId": 3.0}, "user.id", 3), ({"taskId": " 1 "}, "task.id", 1),
    ({"internalProjectId": "", "absenceProjectId": ""}, "project.id", 1),
    ({"date": "2025-03-04T00:00:00"}, "date", "2025-03-04"), ({"date": "2025-03-04 00:00:00 +00:00"}, "date", "2025-03-04"),
    ({"date": "2025-03-04T00:00:00.0000000+01:00"}, "date", "2025-03-04"), ({"date": "2025-03-04T00:00:00.000Z"}, "date", "2025-03-04"),
    ({"date": "1900-01-01"}, "date", "1900-01-01"),
    ({"travelReport": {"distance": 0}}, "travelReport.distance", 0.0),
    ({"travelReport": {"distance": "0", "invoiceableDistance": ""}}, "travelReport.toBeInvoiced", False),
    ({"travelReport": {"distance": 0, "invoiceableDistance": 0.000001}}, "travelReport.toBeInvoiced", True),
    ({"travelReport": {"distance": 1, "toSalary": 1}}, "travelReport.toSalary", True),
    ({"travelReport": {"distance": 1, "toSalary": "1"}}, "travelReport.toSalary", True),
    ({"travelReport": {"distance": 1, "toSalary": "True"}}, "travelReport.toSalary", True),
    ({"travelReport": {"distance": 1, "toSalary": 0}}, "travelReport.toSalary", False),
    ({"travelReport": {"distance": 1, "companyCar": {"id": "1", "tripStart": "", "tripEnd": "5"}}}, "travelReport.companyCar.tripEnd", 5.0),
    ({"materials": [{"id": 0, "articleId": "1", "units": "2"}]}, "materials.0.amount", 24.68),
    ({"materials": [{"id": "", "title": 5, "units": 1, "unitPrice": 0.3333333333333333}]}, "materials.0.amount", 0.333333),
    ({"materials": [{"id": "0", "title": "x", "units": 1, "unitPrice": 1}]}, "materials.0.title", "x"),
    ({"materials": [{"title": "x", "isTextOnly": 1}]}, "materials.0.toBeInvoiced", False),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "cost": 56, "costPerUnit": 7}]}, "materials.0.cost", 56.0),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "cost": 56, "costPerUnit": None}]}, "materials.0.cost", 448.0),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "cost": 56, "costPerUnit": ""}]}, "materials.0.cost", 448.0),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "costPerUnit": ""}]}, "materials.0.cost", None),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "cost": "", "costPerUnit": "7"}]}, "materials.0.cost", 56.0),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "COST": 56, "COSTPERUNIT": 7}]}, "materials.0.cost", 56.0),
    ({"materials": [{"title": "x", "units": 8, "unitPrice": 1, "cost": 7}]}, "materials.0.cost", 56.0),
    ({"materials": [{"article": {"id": 1}, "units": 1}]}, "materials.0.title", "articles 1"),
    ({"equipments": [{"id": 0, "article": {"objectName": "generic.name_id", "id": 1}, "hours": 0}]}, "equipments.0.article.id", 1),
    ({"additions": [{"id": 0, "articleId": 1, "yesNo": 1}]}, "additions.0.salaryCount", 1.0),
    ({"additions": [{"articleId": 1, "yesNo": "false"}]}, "additions.0.salaryCount", 0.0),
    ({"additions": [{"articleId": 1, "salaryCount": 1.0}]}, "additions.0.salaryCount", 1.0),
    ({"additions": [{"articleId": 1, "yesNo": False, "salaryCount": 1.0}]}, "additions.0.salaryCount", 0.0),
    ({"additions": [{"articleId": 3, "numberCount": None, "salaryCount": "2.5"}]}, "additions.0.invoicableCount", 2.5),
    ({"additions": [{"articleId": 3, "numberCount": 4, "salaryCount": 2.5}]}, "additions.0.salaryCount", 4.0),
    ({"PROJECT": {"id": 2}, "projectid": 3}, "project.id", 3),
    ({"project": {"id": 2}}, "project.id", 1), ({"task": {"ID": 1, "name": "x"}}, "task.id", 1), ({"task": None}, "task", None),
    ({"task": {"id": 1}, "taskId": None}, "task", None), ({"task": ""}, "task", None), ({"internalProject": {"id": ""}}, "internalProject", None),
    ({"contact": {"id": 2}, "cost": 5, "rate": 5}, "rate", 600.0),
]


@pytest.mark.parametrize("fields, shown, expected", LENIENT)
def test_values_that_can_be_read(client, fields, shown, expected):
    made = make(client, **fields)
    value = at(made, shown)
    assert value == expected and type(value) is type(expected)
    assert client.good("GET", f"{REPORTS}/{made['id']}") == made


@pytest.mark.parametrize("name", ["user", "activity", "timeCode", "timeArticle", "project", "internalProject", "absenceProject"])
def test_a_nested_object_stands_for_its_id(client, name):
    number = 2 if name == "project" else 3
    target = name.lower().endswith("project")
    body = only(comment="x") if target else {key: value for key, value in GOOD.items() if key != f"{name}Id"}
    assert client.good("POST", REPORTS, {**body, name: {"id": number}})[name]["id"] == number
    for unreadable in ({}, {"name": "x"}, {"id": "x"}, {"id": [1]}, 1, "1", [], True):
        state = client.refused("POST", REPORTS, {**body, name: unreadable})
        assert f"{name}Id" in state, unreadable
    assert list(client.refused("POST", REPORTS, {**body, name: {"id": 999}})) == [f"{name}Id"]


UNREADABLE = [
    ({"date": 20250303}, "date"), ({"date": 1740960000000}, "date"), ({"date": True}, "date"), ({"date": "03/04/2025"}, "date"),
    ({"date": "0001-01-01T00:00:00"}, "date"), ({"date": "1899-12-31T23:59:59Z"}, "date"),
    ({"hours": "7,5"}, "hours"), ({"hours": True}, "hours"), ({"hours": 24.0000005}, "hours"), ({"hours": -0.0000005}, "hours"),
    ({"comment": True}, "comment"), ({"comment": ["x"]}, "comment"), ({"breakMinutes": 15.5}, "breakMinutes"),
    ({"breakMinutes": False}, "breakMinutes"), ({"clockStart": 9}, "clockStart"), ({"clockStart": "09:00.5"}, "clockStart"),
    ({"clockStart": "09:00:00."}, "clockStart"), ({"clockStart": "09:00:00.1x"}, "clockStart"),
    ({"userId": True}, "userId"), ({"travelReport": {"distance": 1, "toSalary": 2}}, "travelReport.toSalary"),
    ({"travelReport": {"distance": 1, "toSalary": "ja"}}, "travelReport.toSalary"),
    ({"travelReport": {"distance": 1}, "allowanceReport": {}}, "allowanceReport.allowanceTypeId"),
    ({"travelReport": {"distance": 1}, "allowanceReport": {"allowanceTypeId": ""}}, "allowanceReport.allowanceTypeId"),
    ({"materials": [{"id": "x", "title": "x", "units": 1, "unitPrice": 1}]}, "materials[0].id"),
    ({"materials": [{"id": -1, "title": "x", "units": 1, "unitPrice": 1}]}, "materials[0].id"),
    ({"materials": [{"title": "x", "units": 1, "unitPrice": 1, "costPerUnit": "x"}]}, "materials[0].cost"),
    ({"materials": [{"title": "x", "units": 1, "unitPrice": 1, "article": {"id": 2}}]}, "materials[0].articleId"),
    ({"additions": [{"articleId": 1, "salaryCount": 2}]}, "additions[0].salaryCount"),
    ({"additions": [{"articleId": 3, "salaryCount": -1}]}, "additions[0].salaryCount"),
    ({"additions": [{"articleId": 3, "salaryCount": None}]}, "additions[0].numberCount"),
]


@pytest.mark.parametrize("fields, name", UNREADABLE)
def test_values_that_would_have_to_be_guessed(client, fields, name):
    assert list(client.refused("POST", REPORTS, {**GOOD, **fields})) == [name]


def test_rows_of_number_nought_are_new(client):
    row = {"title": "x", "units": 1, "unitPrice": 1}
    made = make(client, materials=[row])
    again = client.good("PUT", f"{REPORTS}/{made['id']}", {**GOOD, "materials": [
        {**row, "id": 0, "title": "b"}, made["materials"][0], {**row, "id": 0, "title": "c"}, {**row, "id": None, "title": "d"}]})
    assert [row["title"] for row in again["materials"]] == ["x", "b", "c", "d"]
    assert again["materials"][0] == made["materials"][0]


def test_an_addition_that_comes_back_as_it_was_read_keeps_its_count(client):
    """For each kind, and with another addition of the same report as well."""
    made = make(client, additions=[{"articleId": 1, "yesNo": False}, {"articleId": 1, "yesNo": True}, {"articleId": 3, "numberCount": 2.5}])
    again = client.good("PUT", f"{REPORTS}/{made['id']}", made)
    assert again["additions"] == made["additions"]
    assert [row["salaryCount"] for row in again["additions"]] == [0.0, 1.0, 2.5]


@pytest.mark.parametrize("change, kept", [
    ({}, True), ({"comment": "x"}, True), ({"hours": 3}, True), ({"activityId": 3}, True), ({"timeCodeId": 3}, True),
    ({"date": "2025-03-04"}, False), ({"timeArticleId": 3}, False), ({"projectId": 3}, False), ({"userId": 3}, False)])
def test_prices_follow_user_project_article_and_date(client, server, change, kept):
    """All of them at once, whichever of these is another."""
    made = make(client)
    mark(server, made["id"], cost=1000000, rate=2000000, discount=3000000)
    shown = client.good("PUT", f"{REPORTS}/{made['id']}", {**GOOD, **change})
    prices = [shown[name] for name in ("cost", "rate", "discount")]
    fresh = [None if change.get("userId") else 345.5, *((700.0, None) if change.get("timeArticleId") else (600.0, 5.0))]
    assert prices == ([1.0, 2.0, 3.0] if kept else fresh)


def test_a_comment_that_came_to_be_required_later(client, server):
    """A report without stays as it is, and gets one as soon as its comment or what it is for is another."""
    made = client.good("POST", REPORTS, only(internalProjectId=1))
    mark(server, made["id"], internal_project_id=3)
    path, shown = f"{REPORTS}/{made['id']}", client.good("GET", f"{REPORTS}/{made['id']}")
    again = client.good("PUT", path, shown)
    assert again["internalProject"]["id"] == 3 and again["comment"] is None
    assert list(client.refused("PUT", path, {**shown, "comment": ""})) == ["comment"]
    assert list(client.refused("PUT", path, {**shown, "internalProject": None, "absenceProjectId": 3})) == ["comment"]


def test_a_report_of_long_ago_stays(client, server):
    """Days before 1900 can't be newly chosen."""
    made = make(client)
    mark(server, made["id"], date=-30000)
    path = f"{REPORTS}/{made['id']}"
    shown = client.good("GET", path)
    assert client.good("PUT", path, {**shown, "comment": "x"})["date"] == shown["date"] == "1887-11-12"
    assert list(client.refused("PUT", path, {**shown, "date": "1887-11-13"})) == ["date"]
