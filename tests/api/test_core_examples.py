"""Projects, tasks and time reports: the documented requests as printed, the answers value by value."""

import json
import pathlib

import pytest

from documented import (day, fill_named_project, fill_what_reports_name, fill_what_tasks_name,
                        insert, instant, same, serving)

CONTRACT = pathlib.Path(__file__).parent / "contract"
EXAMPLES = {(fact["method"], fact["path"]): fact["example"]
            for fact in json.loads((CONTRACT / "endpoints.json").read_text())}
BODIES = json.loads((CONTRACT / "bodies.json").read_text())
OBJECTS = json.loads((CONTRACT / "objects.json").read_text())
MILLION = 1_000_000


def items_of(path):
    return EXAMPLES[("GET", path)]["items"]


def stamps(item, creator=1, **more):
    """created_at and created_by_id of an item of an example."""
    return {"created_at": instant(item.get("created") or item["createdDate"]),
            "created_by_id": creator, **more}


def fill_project(database):
    item = items_of("/v1/Core/Projects")[0]
    place = item["location"]
    insert(database, "countries", id=2, name=place["countryName"])
    insert(database, "project_statuses", id=1, name="Ongoing", is_completed_status=0)
    insert(database, "contacts", id=1, name="Ipsum", contact_type="company", responsible_id=1)
    insert(database, "project_collections", id=14, name="Dolar sit amet", number="P012")
    insert(database, "projects", id=1, order_number="26", title="Lorem ipsum", status_id=1,
           start_date=day(item["startDate"]), end_date=day(item["endDate"]), invoice_type="ongoing",
           location_longitude=place["longitude"], location_latitude=place["latitude"],
           location_street_address=place["streetAddress"], location_postal_code="94100",
           location_city="Washington", location_country_id=2, project_manager_id=1, customer_id=1,
           project_collection_id=14, **stamps(item))


def fill_board(database):
    """The documented columns have the ids 1, 2 and 1; here the last is 3."""
    item = items_of("/v1/Core/TaskBoards")[0]
    fill_named_project(database)
    insert(database, "task_boards", id=1, name="Sprint 2.8", project_id=15, **stamps(item))
    for tag in item["tags"]:
        insert(database, "task_tags", id=tag["id"], title=tag["title"], color=tag["color"])
        database.execute("INSERT INTO task_board_tag_links VALUES (1, 1, ?)", [tag["id"]])
    for member in item["members"]:
        database.execute("INSERT INTO task_board_member_links VALUES (1, 1, ?)", [member["id"]])
    number = 0
    for place, column in enumerate(item["columns"]):
        insert(database, "task_board_columns", id=place + 1, name=column["name"], position=place,
               task_board_id=1, **stamps(column))
        for _ in range(column["taskCount"]):
            number += 1
            insert(database, "tasks", id=number, title="x", task_board_column_id=place + 1,
                   task_board_id=1)


def fill_task(database):
    item = items_of("/v1/Core/Tasks")[0]
    fill_named_project(database)
    insert(database, "task_boards", id=1, name="Sprint 2.8")
    insert(database, "task_board_columns", id=1, name="Att göra", task_board_id=1)
    insert(database, "tasks", id=1, title=item["title"], description=item["description"],
           time_reporting_enabled=1, estimate=int(item["estimate"] * MILLION),
           task_board_column_id=1, task_board_id=1, project_id=15, **stamps(item))
    for tag in item["tags"]:
        insert(database, "task_tags", id=tag["id"], title=tag["title"], color=tag["color"])
        database.execute("INSERT INTO task_tag_links (account_id, task_id, task_tag_id) VALUES (1, 1, ?)", [tag["id"]])
    for member in item["members"]:
        database.execute("INSERT INTO task_member_links (account_id, task_id, user_id) VALUES (1, 1, ?)", [member["userId"]])
    for number in range(1, 6):
        insert(database, "task_comments", id=number, text="x", task_id=1)
    for number in range(1, 4):
        insert(database, "task_attachments", id=number, name="x", type="link", external_url="x",
               task_id=1)
    insert(database, "task_checklists", id=1, name="x", task_id=1)
    for number in range(1, 15):
        insert(database, "task_checklist_items", id=number, title="x", task_checklist_id=1)


def fill_parts_of_a_task(database):
    insert(database, "tasks", id=1, title="x")
    comment = items_of("/v1/Core/Tasks/{taskId}/Comments")[0]
    insert(database, "task_comments", id=1, text=comment["text"], task_id=1, **stamps(comment))
    checklist = items_of("/v1/Core/Tasks/{taskId}/Checklists")[0]
    insert(database, "task_checklists", id=1, name=checklist["name"], task_id=1, **stamps(checklist))
    for item in checklist["items"]:
        insert(database, "task_checklist_items", id=item["id"], title=item["title"],
               position=item["sortOrder"], is_completed=1, task_checklist_id=1,
               completed_at=instant(item["completedDate"]), **stamps(item))
    image, link = items_of("/v1/Core/Tasks/{taskId}/Attachments")
    insert(database, "task_attachments", id=1, name=image["name"], type="file", task_id=1,
           content_type="image/png", size_in_bytes=12542, content_hash="0" * 64, **stamps(image))
    insert(database, "task_attachments", id=2, name=link["name"], type="link", task_id=1,
           external_url=link["externalLinkUrl"], **stamps(link))


def fill_report(database):
    item = items_of("/v1/Core/TimeReports")[0]
    insert(database, "contacts", id=87, name="Microsoft", contact_type="company", responsible_id=1)
    insert(database, "projects", id=19, order_number="12", title="Maintenance",
           invoice_type="ongoing", customer_id=87)
    insert(database, "activities", id=34, name="Project management", is_active=1)
    insert(database, "time_codes", id=16, name="Normal", is_active=1)
    insert(database, "time_articles", id=49, name="Work hours", is_active=1)
    insert(database, "time_reports", id=270, date=day(item["date"]), hours=8 * MILLION,
           invoiceable_hours=7 * MILLION, cost=200 * MILLION, rate=500 * MILLION,
           comment=item["comment"], internal_comment=item["internalComment"], user_id=1,
           sent_to_attest_at=instant(item["sentToAttestDate"]),
           attested_at=instant(item["attestedDate"]), project_id=19, contact_id=87, activity_id=34,
           time_code_id=16, time_article_id=49, **stamps(item))


def fill_statistics(database):
    item = items_of("/v1/Core/TimeReports/UserDayStatistics")[0]
    insert(database, "departments", id=1, name="Developers")
    hours = dict.fromkeys(["friday", "saturday"], 8 * MILLION)
    insert(database, "schedules", id=1, name="x", **hours)
    database.execute("UPDATE users SET department_id = 1, schedule_id = 1 WHERE id = 1")
    database.execute("UPDATE users SET start_date = 99999 WHERE id = 2")
    insert(database, "internal_projects", id=1, name="x")
    for table in ("activities", "time_codes", "time_articles"):
        insert(database, table, id=1, name="x")
    for number, one in enumerate(item["dates"]):
        insert(database, "time_reports", id=number + 1, date=day(one["date"]), user_id=1,
               hours=int(one["reportedHours"] * MILLION), internal_project_id=1, activity_id=1,
               time_code_id=1, time_article_id=1)
    insert(database, "locked_days", id=1, user_id=1, date=day(item["dates"][0]["date"]),
           locked_at=instant(item["dates"][0]["lockedDate"]))


@pytest.mark.parametrize("fill, path, request_line", [
    (fill_project, "/v1/Core/Projects", "/v1/Core/Projects?page=1"),
    (fill_task, "/v1/Core/Tasks", "/v1/Core/Tasks?page=1"),
    (fill_parts_of_a_task, "/v1/Core/Tasks/{taskId}/Comments",
     "/v1/Core/Tasks/1/Comments?page=1&sortorder=descending"),
    (fill_parts_of_a_task, "/v1/Core/Tasks/{taskId}/Checklists",
     "/v1/Core/Tasks/1/Checklists?page=1"),
    (fill_parts_of_a_task, "/v1/Core/Tasks/{taskId}/Attachments",
     "/v1/Core/Tasks/1/Attachments?page=1"),
    (fill_report, "/v1/Core/TimeReports", "/v1/Core/TimeReports?page=1&sortOrder=ascending"),
    (fill_statistics, "/v1/Core/TimeReports/UserDayStatistics",
     "/v1/Core/TimeReports/UserDayStatistics?page=1&filter.from=2021-10-01&filter.to=2021-10-02"),
], ids=lambda value: value if isinstance(value, str) and "{" not in value else "")
def test_list_examples(fill, path, request_line):
    with serving(fill) as client:
        page = client.good("GET", request_line)
    example = EXAMPLES[("GET", path)]
    same(page, {**example, "totalItemCount": len(example["items"])})


def test_task_board_example():
    with serving(fill_board) as client:
        page = client.good("GET", "/v1/Core/TaskBoards?page=1")
    example = json.loads(json.dumps(EXAMPLES[("GET", "/v1/Core/TaskBoards")]))
    example["items"][0]["columns"][2]["id"] = 3
    same(page, example)


def test_time_report_detail_example():
    with serving(fill_report) as client:
        same(client.good("GET", "/v1/Core/TimeReports/270"),
             EXAMPLES[("GET", "/v1/Core/TimeReports/{id}")])
        span = "?page=1&filter.from=2021-10-01&filter.to=2021-10-31&sortOrder=ascending"
        assert client.good("GET", "/v1/Core/TimeReports" + span)["items"] == []


def fill_sub_reports(database):
    """A report to which everything belongs that the documentation shows on its own."""
    fill_report(database)
    insert(database, "cost_centers", id=3, name="Cost center 3")
    insert(database, "booking_projects", id=2, name="BP 2")
    insert(database, "allowances", id=1, name="Whole day")
    insert(database, "articles", id=24, name="Breaker bar")
    insert(database, "equipments", id=45, name="Jackhammer")
    insert(database, "time_additions", id=78, name="Night time", type="number")
    insert(database, "company_cars", id=12, name="Company car #1", type="companyCar")
    of_report = {"time_report_id": 270, "cost_center_id": 3, "booking_project_id": 2}
    journey = OBJECTS["timereport.detail.travelreport"]
    insert(database, "travel_reports", id=270, place=journey["place"],
           invoicable_place=journey["invoicablePlace"], distance=100 * MILLION,
           invoicable_distance=150 * MILLION, to_salary=1, to_be_invoiced=1, cost=10 * MILLION,
           rate=15 * MILLION, **of_report)
    insert(database, "allowance_reports", id=12, description="Lunch", cost=200 * MILLION,
           amount=250 * MILLION, invoicable_amount=250 * MILLION, allowance_id=1, to_be_invoiced=0,
           **of_report)
    insert(database, "material_reports", id=12, title="Breaker bar", units=2 * MILLION,
           cost_per_unit=100 * MILLION, unit_price=125 * MILLION,
           invoicable_unit_price=125 * MILLION, tax_percent=25 * MILLION, amount=250 * MILLION,
           invoicable_amount=250 * MILLION, cost=200 * MILLION, tax=62_500_000, to_be_invoiced=1,
           article_id=24, unit_text="pcs", invoicable_unit_text="pcs", article_number="0012",
           **of_report)
    insert(database, "equipment_reports", id=12, hours=5 * MILLION, cost=20 * MILLION,
           rate=30 * MILLION, invoicable_rate=40 * MILLION, invoicable_hours=5 * MILLION,
           equipment_id=45, comment="Used the jackhammer to obliterate a concrete slab.",
           **of_report)
    insert(database, "addition_reports", id=12, salary_count=2 * MILLION,
           invoicable_count=2 * MILLION, cost=20 * MILLION, invoicable_price=400 * MILLION,
           time_addition_id=78, **of_report)


def fill_car(database):
    car = OBJECTS["timereport.detail.travelreport.companycar"]
    database.execute(
        "UPDATE travel_reports SET company_car_id = 12, company_car_trip_start = ?,"
        " company_car_trip_end = ?, company_car_address_start = ?, company_car_address_goal = ?,"
        " company_car_address_end = ?",
        [int(car["tripStart"] * MILLION), int(car["tripEnd"] * MILLION), car["addressStart"],
         car["addressGoal"], car["addressEnd"]])


def test_examples_of_what_belongs_to_a_report():
    with serving(fill_sub_reports) as client:
        report = client.good("GET", "/v1/Core/TimeReports/270")
        item = client.good("GET", "/v1/Core/TimeReports?page=1")["items"][0]
    same(report["travelReport"], OBJECTS["timereport.detail.travelreport"])
    same(report["allowanceReport"], OBJECTS["timereport.detail.allowancereport"])
    for name, kind in (("materials", "material"), ("equipments", "equipment"),
                       ("additions", "addition")):
        same(report[name], [OBJECTS[f"timereport.detail.{kind}report"]])
    assert (item["travelReportId"], item["allowanceReportId"]) == (270, 12)


def test_example_of_a_company_car():
    with serving(fill_sub_reports, fill_car) as client:
        report = client.good("GET", "/v1/Core/TimeReports/270")
    same(report["travelReport"]["companyCar"], OBJECTS["timereport.detail.travelreport.companycar"])


def test_task_bodies_as_printed():
    with serving(fill_what_tasks_name) as client:
        for method, path in (("POST", "/v1/Core/Tasks"), ("PUT", "/v1/Core/Tasks/1")):
            body = BODIES[method + path.replace("/1", "/{taskId}").replace("/v1", " /v1")]
            task = client.good(method, path, body)
            assert task["objectName"] == "task.detail" and task["id"] == 1
            assert (task["title"], task["estimate"]) == ("My task", 26.5)
            assert (task["startDate"], task["startTime"]) == ("2022-07-11", "04:43")
            assert (task["endDate"], task["completedDate"]) == (None, None)
            assert [tag["id"] for tag in task["tags"]] == [1, 5, 12]
            assert [member["userId"] for member in task["members"]] == [1, 2]
            assert task["boardColumn"]["id"] == task["board"]["id"] == 1
            assert task["project"]["id"] == 15
        assert client.ask("DELETE", "/v1/Core/Tasks/1").content == b""


def test_bodies_of_parts_as_printed():
    with serving(fill_what_tasks_name) as client:
        client.good("POST", "/v1/Core/Tasks", {"title": "x"})
        base = "/v1/Core/Tasks/1"
        for method, path in (("POST", "/Comments"), ("PUT", "/Comments/1")):
            key = f"{method} /v1/Core/Tasks/{{taskId}}" + path.replace("/1", "/{commentId}")
            comment = client.good(method, base + path, BODIES[key])
            assert comment["text"] == "Lorem ipsum dolar sit amet."
        made = client.good("POST", base + "/Checklists",
                           BODIES["POST /v1/Core/Tasks/{taskId}/Checklists"])
        assert [(item["title"], item["sortOrder"], item["completedDate"] is None)
                for item in made["items"]] == [
                    ("Lorem ipsum dolar", 0, False), ("Lorem ipsum dolar sit", 1, True),
                    ("Lorem ipsum dolar sit amet", 2, True)]
        changed = client.good("PUT", base + "/Checklists/1",
                              BODIES["PUT /v1/Core/Tasks/{taskId}/Checklists/{checklistId}"])
        assert [(item["id"], item["title"], item["sortOrder"], item["completedDate"])
                for item in changed["items"]] == [(1, "Existing item", 0, None),
                                                  (4, "New item", 1, None)]
        client.good("POST", base + "/Attachments", {"externalUrl": "https://example.com"})
        renamed = client.good("PUT", base + "/Attachments/1",
                              BODIES["PUT /v1/Core/Tasks/{taskId}/Attachments/{attachmentId}"])
        assert renamed["name"] == "My updated attachment"
        for part in ("Comments", "Checklists", "Attachments"):
            assert client.ask("DELETE", f"{base}/{part}/1").content == b""
            assert client.walk(f"{base}/{part}") == []


def check_materials(report):
    """Units, prices and sums of the three documented materials, worked out by hand."""
    assert [(row["amount"], row["invoicableAmount"], row["cost"], row["tax"], row["costPerUnit"])
            for row in report["materials"]] == [
                (2400.0, 3250.0, 2000.0, 600.0, 500.0), (300.0, 540.0, 100.0, 75.0, 100.0),
                (0.0, 0.0, None, 0.0, None)]
    assert [row["toBeInvoiced"] for row in report["materials"]] == [True, True, False]
    assert [row["article"] and row["article"]["id"] for row in report["materials"]] == [
        55, None, None]


def test_time_report_bodies_as_printed():
    with serving(fill_what_reports_name) as client:
        client.good("POST", "/v1/Core/TimeReports", {
            **json.loads(BODIES["POST /v1/Core/TimeReports"]), "materials": [
                {"title": "x", "units": 1, "unitPrice": 1}] * 2})
        made = client.good("POST", "/v1/Core/TimeReports", BODIES["POST /v1/Core/TimeReports"])
        assert made["objectName"] == "timereport.detail" and made["id"] == 2
        assert (made["date"], made["clockStart"], made["clockEnd"]) == ("2021-11-10", "10:00", "18:00")
        assert (made["hours"], made["invoiceableHours"], made["breakMinutes"]) == (7.75, 9.0, 15)
        journey = made["travelReport"]
        assert journey["place"] == journey["invoicablePlace"] == "Piteå-Luleå-Piteå"
        assert (journey["distance"], journey["invoicableDistance"]) == (100.0, 120.0)
        assert journey["toSalary"] is journey["toBeInvoiced"] is True
        assert list(journey["companyCar"].values())[1:] == [
            1, "Bil", 15000.0, 15100.0, "Blikkgatan 1", "Blikkgatan 2", "Blikkgatan 1"]
        assert made["allowanceReport"]["invoicableSpecification"] == "allowances"
        assert made["allowanceReport"]["toBeInvoiced"] is True
        check_materials(made)
        assert [(row["hours"], row["invoicableHours"], row["article"]["id"])
                for row in made["equipments"]] == [(4.5, 4.5, 10)]
        assert [(row["salaryCount"], row["invoicableCount"], row["article"]["id"])
                for row in made["additions"]] == [(3.0, 3.0, 14), (1.0, 1.0, 15)]
        changed = client.good("PUT", "/v1/Core/TimeReports/1", BODIES["PUT /v1/Core/TimeReports/{id}"]
                              .replace('"equipments": [ { "id": 2,', '"equipments": [ { "id": 1,'))
        check_materials(changed)
        assert [row["id"] for row in changed["materials"]] == [2, 6, 7]
        assert [row["id"] for row in changed["equipments"]] == [1, 3]
        assert [row["id"] for row in changed["additions"]] == [2, 5]
        assert changed["travelReport"]["id"] == 1 and changed["updatedDate"]
        assert client.ask("DELETE", "/v1/Core/TimeReports/1").content == b""
