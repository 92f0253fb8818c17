"""A project alone: what it shows, what programs write of it, what they leave out; comments, budgets, registries."""

import json

import pytest

from client import glimt, running
from people import add_person

PROJECTS = "/v1/Core/Projects"
NOWHERE = 999_999
LISTED = ("objectName id orderNumber title status startDate endDate invoiceType location projectManager customer"
          " projectCollection createdBy updatedBy created updated").split()
ALONE = LISTED + ("responsible description workSiteAddress yourReference ourReference customerReferenceMarking"
                  " invoiceText salesResponsible tags category costCenter projectCollectionId costCenterId"
                  " bookingProjectId categoryId readyForInvoice allIsMember members").split()
REGISTRIES = {
    "ProjectStatuses": ["id", "name", "color", "isActive", "isCompletedStatus"],
    "ProjectCategories": ["id", "name", "color", "isActive"],
    "ProjectTags": ["id", "name", "color", "isActive"],
    "CostCenters": ["id", "name", "code", "isActive"],
}
# As a program sends it, with moments for days.
FULL = {
    "id": 77, "title": "Nytt kök", "projectCollectionId": 2, "startDate": "2026-03-02T00:00:00+00:00",
    "endDate": "2026-04-30T00:00:00+00:00", "tagIds": [3, 1], "contactId": 5, "responsibleId": 2,
    "salesResponsibleId": 3, "description": "Två luckor\när för breda", "statusId": 2, "readyForInvoice": True,
    "costCenterId": 1, "bookingProjectId": 4, "categoryId": 2, "invoiceText": "Tack!", "yourReference": "Åsa",
    "ourReference": "Bo", "customerReferenceMarking": "REF-1", "allIsMember": False,
    "workSiteAddress": {"streetAddress": "Storgatan 1", "postalCode": "941 31", "city": "Piteå",
                        "longitude": 21.48181104660036, "latitude": 65.3175658912035},
}


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


@pytest.fixture(scope="module", name="boss")
def make_boss(server):
    return add_person(server, administrator=True)


def same_but_stamps(row):
    return {name: value for name, value in row.items() if name not in ("updated", "updatedBy")}


def ids_in(rows):
    return [row["id"] for row in rows]


def check_full(row):
    """What FULL makes of a project."""
    for name in ("title", "description", "readyForInvoice", "invoiceText", "yourReference", "ourReference",
                 "customerReferenceMarking", "allIsMember", "projectCollectionId", "costCenterId",
                 "bookingProjectId", "categoryId"):
        assert row[name] == FULL[name], name
    assert (row["startDate"], row["endDate"]) == ("2026-03-02", "2026-04-30")
    assert ids_in(row["tags"]) == [1, 3]
    for name, number in [("customer", 5), ("responsible", 2), ("projectManager", 2), ("salesResponsible", 3),
                         ("status", 2), ("costCenter", 1), ("category", 2), ("projectCollection", 2)]:
        assert row[name]["id"] == number, name
    site = dict(row["workSiteAddress"])
    assert site.pop("objectName") == "project.detail.worksiteaddress" and site == FULL["workSiteAddress"]
    assert row["location"]["city"] == "Piteå" and row["location"]["latitude"] == 65.3175658912035


# ---- what is shown ----

def test_a_project_begins_as_the_list_has_it(client):
    for item in client.walk(PROJECTS)[:20]:
        row = client.good("GET", f"{PROJECTS}/{item['id']}")
        assert list(row) == ALONE and list(item) == LISTED
        assert {**{name: row[name] for name in LISTED}, "objectName": "project.list"} == item
        assert row["objectName"] == "project.detail" and row["responsible"] == row["projectManager"]
        for part, number in [("projectCollection", "projectCollectionId"), ("costCenter", "costCenterId"),
                             ("category", "categoryId")]:
            assert (row[part] or {}).get("id") == row[number]


def test_the_demo_fills_every_property(client):
    rows = [client.good("GET", f"{PROJECTS}/{item['id']}") for item in client.walk(PROJECTS)]
    for name in ALONE:
        assert any(row[name] not in (None, [], False) for row in rows), name
    for name in ("readyForInvoice", "allIsMember"):
        assert {row[name] for row in rows} == {True, False}
    for name in ("streetAddress", "postalCode", "city", "longitude", "latitude"):
        assert any(row["workSiteAddress"][name] is not None for row in rows)
    tag = next(row["tags"][0] for row in rows if row["tags"])
    assert list(tag) == ["objectName", "id", "name", "title", "color"] and tag["name"] == tag["title"]
    assert list(next(row["category"] for row in rows if row["category"])) == ["objectName", "id", "name", "color"]
    assert list(next(row["costCenter"] for row in rows if row["costCenter"])) == ["objectName", "id", "name", "code"]


# ---- what is written ----

def test_a_new_project(client):
    made = client.good("POST", PROJECTS, FULL)
    check_full(made)
    assert made["id"] != 77 and made["invoiceType"] == "Ongoing" and made["updated"] is None
    assert client.good("GET", f"{PROJECTS}/{made['id']}") == made
    assert made["id"] in ids_in(client.walk(f"{PROJECTS}?filter.query=nytt kök"))


def test_a_title_is_enough(client):
    made = client.good("POST", PROJECTS, {"title": "x"})
    empty = {name for name, value in made.items() if value is None}
    assert empty == {"status", "startDate", "endDate", "location", "projectManager", "customer", "projectCollection",
                     "updatedBy", "updated", "responsible", "description", "yourReference", "ourReference",
                     "customerReferenceMarking", "invoiceText", "salesResponsible", "category", "costCenter",
                     "projectCollectionId", "costCenterId", "bookingProjectId", "categoryId"}
    assert made["tags"] == made["members"] == []
    assert made["allIsMember"] is True and made["readyForInvoice"] is False


def test_the_server_gives_numbers(client):
    made = client.good("POST", PROJECTS, {"title": "x"})
    number = int(made["orderNumber"])
    assert number > max(int(row["orderNumber"]) for row in client.walk(PROJECTS)
                        if row["id"] != made["id"] and row["orderNumber"].isdigit())
    for given in (None, "", "A-17", "0099999"):
        made = client.good("POST", PROJECTS, {"title": "x", "orderNumber": given})
        assert made["orderNumber"] == (given or str(number + 1))
        number += not given
    assert client.good("POST", PROJECTS, {"title": "x"})["orderNumber"] == "100000"
    place = f"{PROJECTS}/{made['id']}"
    for body in ({"orderNumber": ""}, {"orderNumber": None}, {"title": "y"}):
        assert client.good("PUT", place, body)["orderNumber"] == "0099999"
    assert client.good("PUT", place, {"orderNumber": 17})["orderNumber"] == "17"


@pytest.mark.parametrize("name", [name for name in FULL if name != "id"])
def test_what_is_left_out_is_kept(client, name):
    """Each property alone changes itself and no other."""
    made = client.good("POST", PROJECTS, {"title": "x"})
    changed = client.good("PUT", f"{PROJECTS}/{made['id']}", {name: FULL[name]})
    expected = client.good("POST", PROJECTS, {"title": "x", name: FULL[name]})
    for row in (changed, expected):
        for own in ("id", "orderNumber", "created", "updated", "updatedBy"):
            row.pop(own)
    assert changed == expected
    made = client.good("POST", PROJECTS, FULL)
    rest = {other: value for other, value in FULL.items() if other != name}
    for body in ({}, {name: FULL[name]}, rest):
        check_full(client.good("PUT", f"{PROJECTS}/{made['id']}", body))


EMPTIED = {
    "startDate": "startDate", "endDate": "endDate", "projectCollectionId": "projectCollection", "contactId": "customer",
    "responsibleId": "responsible", "salesResponsibleId": "salesResponsible", "description": "description",
    "statusId": "status", "costCenterId": "costCenter", "bookingProjectId": "bookingProjectId",
    "categoryId": "category", "invoiceText": "invoiceText", "yourReference": "yourReference",
    "ourReference": "ourReference", "customerReferenceMarking": "customerReferenceMarking",
    "workSiteAddress": "location",
}


def test_null_empties(client):
    made = client.good("POST", PROJECTS, FULL)
    place = f"{PROJECTS}/{made['id']}"
    for sent, shown in EMPTIED.items():
        assert client.good("PUT", place, {sent: None})[shown] is None, sent
    assert client.good("PUT", place, {"tagIds": []})["tags"] == []
    emptied = client.good("PUT", place, {"readyForInvoice": None, "allIsMember": None, "invoiceType": None})
    assert emptied["readyForInvoice"] is True and emptied["allIsMember"] is False
    assert emptied["invoiceType"] == "Ongoing" and emptied["title"] == FULL["title"]


def test_the_members_of_an_address_that_are_left_out_are_kept(client, boss):
    made = client.good("POST", PROJECTS, FULL)
    place = f"{PROJECTS}/{made['id']}"
    boss.good("PUT", f"/admin/v1/Projects/{made['id']}", {"workSiteAddress": {"countryId": 1}})
    changed = client.good("PUT", place, {"workSiteAddress": {"city": "Luleå", "latitude": None}})
    assert changed["location"]["city"] == "Luleå" and changed["location"]["latitude"] is None
    assert changed["location"]["streetAddress"] == "Storgatan 1" and changed["location"]["countryName"]
    assert client.good("PUT", place, {"location": {"city": "Boden"}})["workSiteAddress"]["city"] == "Boden"
    both = {"location": {"city": "Kiruna"}, "workSiteAddress": {"city": "Gällivare"}}
    assert client.good("PUT", place, both)["location"]["city"] == "Gällivare"


def test_what_get_gives_can_be_sent_back(client):
    """Every project of the demo stays as it was."""
    for item in client.walk(PROJECTS):
        before = client.good("GET", f"{PROJECTS}/{item['id']}")
        after = client.good("PUT", f"{PROJECTS}/{item['id']}", before)
        assert same_but_stamps(after) == same_but_stamps(before)
        assert after == client.good("GET", f"{PROJECTS}/{item['id']}")


@pytest.mark.parametrize("body, shown, number", [
    ({"status": {"id": 3}}, "status", 3), ({"status": {"id": 3}, "statusId": 1}, "status", 1),
    ({"customer": {"id": 4, "name": "x"}}, "customer", 4), ({"customerId": 4}, "customer", 4),
    ({"customerId": 4, "contactId": "6"}, "customer", 6), ({"responsible": {"id": 4}}, "projectManager", 4),
    ({"projectManager": {"id": 3}, "responsible": {"id": 4}}, "responsible", 4),
    ({"responsible": {"id": 4}, "responsibleId": 5}, "responsible", 5),
    ({"category": {"id": 3}}, "category", 3), ({"costCenter": {"ID": 2}}, "costCenter", 2)])
def test_references_as_answers_show_them(client, body, shown, number):
    made = client.good("POST", PROJECTS, FULL)
    changed = client.good("PUT", f"{PROJECTS}/{made['id']}", body)
    assert changed[shown]["id"] == number
    touched = {shown, "updated", "updatedBy", "projectManager", "responsible", "customer", "categoryId", "costCenterId"}
    assert {name: changed[name] for name in changed if name not in touched} == \
        {name: made[name] for name in made if name not in touched}


def test_tags_as_answers_show_them(client):
    made = client.good("POST", PROJECTS, FULL)
    tags = [{"id": 2, "name": "x"}, {"id": 5}]
    changed = client.good("PUT", f"{PROJECTS}/{made['id']}", {"tags": tags})
    assert ids_in(changed["tags"]) == [2, 5]
    assert ids_in(client.good("PUT", f"{PROJECTS}/{made['id']}", {"tags": tags, "tagIds": [1]})["tags"]) == [1]


@pytest.mark.parametrize("body, name", [
    ({"title": None}, "title"), ({"title": " "}, "title"), ({"statusId": NOWHERE}, "statusId"),
    ({"status": {"id": NOWHERE}}, "statusId"), ({"status": {"name": "x"}}, "statusId"), ({"tags": [{}]}, "tagIds"),
    ({"contactId": NOWHERE}, "contactId"), ({"responsibleId": NOWHERE}, "responsibleId"),
    ({"customer": {"id": NOWHERE}}, "contactId"), ({"bookingProjectId": NOWHERE}, "bookingProjectId"),
    ({"invoiceType": "gratis"}, "invoiceType"), ({"workSiteAddress": {"latitude": 91}}, "workSiteAddress.latitude"),
    ({"location": {"latitude": 91}}, "workSiteAddress.latitude"), ({"tagIds": [1, NOWHERE]}, "tagIds"),
    ({"endDate": "2026-02-30"}, "endDate"), ({"budgetedHours": -1}, "budgetedHours"),
    ({"memberIds": [NOWHERE]}, "memberIds")])
def test_what_is_refused_is_told_by_its_name(client, body, name):
    made = client.good("POST", PROJECTS, FULL)
    place = f"{PROJECTS}/{made['id']}"
    assert list(client.refused("PUT", place, body)) == [name]
    assert list(client.refused("POST", PROJECTS, {"title": "x", **body})) == [name]
    assert client.good("GET", place) == made
    assert client.refused("POST", PROJECTS, {}) == {"title": ["The Title field is required."]}


@pytest.mark.parametrize("registry, name", [("ProjectStatuses", "statusId"), ("ProjectCategories", "categoryId"),
                                            ("CostCenters", "costCenterId")])
def test_what_has_ended_stays_and_is_not_chosen(client, boss, registry, name):
    ended = next(row for row in client.walk(f"/v1/Admin/{registry}") if not row["isActive"])
    assert list(client.refused("POST", PROJECTS, {"title": "x", name: ended["id"]})) == [name]
    row = boss.good("POST", f"/admin/v1/{registry}", {"name": "Tillfällig"}, 201)
    made = client.good("POST", PROJECTS, {"title": "x", name: row["id"]})
    boss.good("PUT", f"/admin/v1/{registry}/{row['id']}", {"name": "Tillfällig", "isActive": False})
    kept = client.good("PUT", f"{PROJECTS}/{made['id']}", {name: row["id"], "title": "y"})
    assert kept[name.removesuffix("Id")]["id"] == row["id"]
    assert "projects" in boss.refused("DELETE", f"/admin/v1/{registry}/{row['id']}")["id"][0]


# ---- what is not there ----

def test_what_is_not_there_is_404(client):
    for method, path, body in [
            ("GET", f"{PROJECTS}/{NOWHERE}", None), ("HEAD", f"{PROJECTS}/{NOWHERE}", None),
            ("GET", f"{PROJECTS}/{10 ** 30}", None), ("GET", f"{PROJECTS}/{NOWHERE}/TimeCalculation", None),
            ("GET", f"{PROJECTS}/{NOWHERE}/Comments?page=1", None), ("GET", f"{PROJECTS}/{NOWHERE}/Comments", None),
            ("POST", f"{PROJECTS}/{NOWHERE}/Comments", {"text": "x"}), ("POST", f"{PROJECTS}/{NOWHERE}/Comments", {}),
            ("GET", f"{PROJECTS}/1/Notes", None), ("GET", f"{PROJECTS}/0", None), ("GET", f"{PROJECTS}/x", None)]:
        answer = client.ask(method, path, body)
        assert answer.status_code == 404 and answer.content == b"", (method, path)
        assert "Content-Type" not in answer.headers
    assert client.refused("PUT", f"{PROJECTS}/{NOWHERE}", {"title": "x"}) == {
        "id": ["The project could not be found."]}
    answer = client.ask("DELETE", f"{PROJECTS}/1")
    assert answer.status_code == 405 and answer.headers["Allow"] == "GET, HEAD, PUT"


def test_nothing_of_another_company(server, client):
    made = glimt("account", "add", "Den andra", "--data", server.directory, "--json")
    theirs = server.client(account=json.loads(made.stdout)["id"])
    assert theirs.get(f"{PROJECTS}/1").status_code == 404
    assert theirs.get(f"{PROJECTS}/1/TimeCalculation").status_code == 404
    assert theirs.get(f"{PROJECTS}/1/Comments?page=1").status_code == 404
    assert theirs.ask("POST", f"{PROJECTS}/1/Comments", {"text": "x"}).status_code == 404
    assert list(theirs.refused("PUT", f"{PROJECTS}/1", {"title": "x"})) == ["id"]
    names = {"statusId", "categoryId", "tagIds", "costCenterId", "bookingProjectId", "contactId", "projectCollectionId"}
    assert set(theirs.refused("POST", PROJECTS, {"title": "x", **{name: FULL[name] for name in names}})) == names
    own = theirs.good("POST", PROJECTS, {"title": "Vårt första"})
    assert (own["id"], own["orderNumber"]) == (1, "1")
    assert client.good("GET", f"{PROJECTS}/1")["title"] != "Vårt första"


def test_permissions(server, client):
    reader, writer, other = (server.client("--permission", name, "--rate", "off")
                             for name in ("Project_Read", "Project_Write", "Task_Read"))
    for one, method, path, body, needed in [
            (reader, "POST", PROJECTS, {"title": "x"}, "Project_write"),
            (reader, "PUT", f"{PROJECTS}/1", {}, "Project_write"),
            (reader, "POST", f"{PROJECTS}/1/Comments", {"text": "x"}, "Project_write"),
            (writer, "GET", f"{PROJECTS}/1", None, "Project_read"),
            (writer, "GET", f"{PROJECTS}/1/Comments?page=1", None, "Project_read"),
            (writer, "GET", f"{PROJECTS}/1/TimeCalculation", None, "Project_read"),
            (other, "GET", f"{PROJECTS}/{NOWHERE}", None, "Project_read")]:
        answer = one.ask(method, path, body)
        assert answer.status_code == 403 and answer.json()["permissionsRequired"] == [needed]
    assert reader.good("GET", f"{PROJECTS}/1") == client.good("GET", f"{PROJECTS}/1")
    assert writer.good("POST", PROJECTS, {"title": "x"})["title"] == "x"
    for name in REGISTRIES:
        assert other.walk(f"/v1/Admin/{name}") == client.walk(f"/v1/Admin/{name}")


# ---- comments ----

def test_comments(client):
    path = f"{PROJECTS}/{client.good('POST', PROJECTS, {'title': 'x'})['id']}/Comments"
    assert client.walk(path) == []
    made = [client.good("POST", path, {"text": text}) for text in ("Hej å\n", "x" * 65536, "<b>")]
    assert client.good("POST", f"{PROJECTS}/1/Comments", {"text": 5})["text"] == "5"
    assert list(made[0]) == ["objectName", "id", "text", "createdDate", "createdBy", "createdByUser"]
    assert made[0]["createdBy"] == made[0]["createdByUser"] == {
        "objectName": "generic.name_id", "id": 1, "name": "Administrator"}
    assert client.walk(path, 2) == [{**one, "objectName": "project.comment.list"} for one in made]
    page = client.good("GET", f"{path}?page=1")
    assert page["objectName"] == "generic.pagedlist" and page["pageSize"] == 25
    down = client.walk(f"{path}?sortBy=createdDate&sortOrder=descending")
    assert ids_in(down) == ids_in(reversed(made))
    assert list(client.refused("GET", path)) == ["page"]
    assert list(client.refused("GET", f"{path}?page=1&sortBy=text")) == ["sortBy"]


@pytest.mark.parametrize("text", [None, "", " \n", "x" * 65537, True, [], {}])
def test_comments_that_are_refused(client, text):
    path = f"{PROJECTS}/1/Comments"
    before = client.walk(path)
    assert list(client.refused("POST", path, {"text": text})) == ["text"]
    assert client.refused("POST", path, {}) == {"text": ["The Text field is required."]}
    assert client.walk(path) == before


def test_the_demo_has_comments(client):
    found = [comment for item in client.walk(PROJECTS)[:30] for comment in client.walk(f"{PROJECTS}/{item['id']}/Comments")]
    assert len(found) > 10 and all(comment["text"] and comment["createdByUser"] for comment in found)


def test_comments_go_with_their_project(server, client, boss):
    made = client.good("POST", PROJECTS, {"title": "x", "tagIds": [1]})
    client.good("POST", f"{PROJECTS}/{made['id']}/Comments", {"text": "x"})
    boss.ask("DELETE", f"/admin/v1/Projects/{made['id']}")
    assert client.get(f"{PROJECTS}/{made['id']}/Comments?page=1").status_code == 404
    for table in ("project_comments", "project_tag_links"):
        database = server.database()
        assert database.execute(f"SELECT count(*) FROM {table} WHERE project_id = {made['id']}").fetchone() == (0,)
        database.close()


# ---- budgeted hours ----

@pytest.mark.parametrize("by, flags", [
    (None, [True, False, False]), ("total", [True, False, False]), ("activity", [False, True, False]),
    ("activityAndUser", [False, False, True])])
def test_budgeted_hours(client, boss, by, flags):
    made = client.good("POST", PROJECTS, {"title": "x"})
    path = f"{PROJECTS}/{made['id']}/TimeCalculation"
    assert client.good("GET", path) == {"objectName": "project.timecalculation", "total": 0.0, "isTotal": True,
                                        "isByActivity": False, "isByActivityAndUser": False}
    boss.good("PUT", f"/admin/v1/Projects/{made['id']}", {"budgetedHours": 37.25, "budgetedBy": by})
    told = client.good("GET", path)
    assert told["total"] == 37.25 and list(told.values())[2:] == flags
    assert client.good("PUT", f"{PROJECTS}/{made['id']}", {"title": "y"}) and client.good("GET", path) == told


def test_the_demo_budgets_in_every_way(client):
    told = [client.good("GET", f"{PROJECTS}/{item['id']}/TimeCalculation") for item in client.walk(PROJECTS)]
    for name in ("isTotal", "isByActivity", "isByActivityAndUser"):
        assert any(one[name] and one["total"] > 0 for one in told), name


# ---- registries ----

@pytest.mark.parametrize("name", REGISTRIES)
def test_registries(client, name):
    rows = client.walk(f"/v1/Admin/{name}")
    for row in rows:
        assert list(row) == ["objectName", *REGISTRIES[name]]
    for shown in REGISTRIES[name]:
        assert any(row[shown] for row in rows), shown
    assert {row["isActive"] for row in rows} == {True, False}
    word = rows[1]["name"][1:5].upper()
    assert client.walk(f"/v1/Admin/{name}?filter.query={word}") == [
        row for row in rows if word.lower() in row["name"].lower()]
    down = client.walk(f"/v1/Admin/{name}?sortBy=name&sortOrder=descending", 2)
    assert down == rows[::-1]


# ---- a task alone ----

def test_a_task_alone(client):
    made = client.good("POST", "/v1/Core/Tasks", {"title": "Måla", "startDate": "2026-03-02 10:00:00"})
    assert client.good("GET", f"/v1/Core/Tasks/{made['id']}") == made
    for item in client.walk("/v1/Core/Tasks")[:20]:
        row = client.good("GET", f"/v1/Core/Tasks/{item['id']}")
        assert row == {**item, "objectName": "task.detail"} and list(row) == list(item)
    assert client.refused("GET", f"/v1/Core/Tasks/{NOWHERE}") == {"id": ["The task could not be found."]}
