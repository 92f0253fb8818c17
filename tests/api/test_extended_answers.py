"""Extended answers: more for applications that were given them, and for all others the same bytes as ever."""

import json

import pytest

import plain_answers
from client import OPENAPI, Client, add_application, documented, glimt, running
from people import add_person
from plain_answers import read

CONTACTS, USERS, TASKS = "/v1/Core/Contacts", "/v1/Admin/Users", "/v1/Core/Tasks"
PROJECTS, REPORTS = "/v1/Core/Projects", "/v1/Core/TimeReports"

# What is shown more in a list, or alone, in this order.
LISTS = {
    PROJECTS: ["category", "salesResponsible", "tags", "costCenter"],
    USERS: ["email", "employeeNumber", "costCenter", "salaryType", "isRestricted"],
    REPORTS: ["invoicedDate", "invoiceDraftId", "hasAdditions", "hasEquipment", "createdBy", "updatedBy", "taskId"],
    TASKS: ["archivedDate"],
}
DETAILS = {CONTACTS: ["contactPersons"], USERS: ["isRestricted"]}
MEMBERS = {
    "category": ["objectName", "id", "name", "color"],
    "salesResponsible": ["objectName", "id", "name"],
    "tags": ["objectName", "id", "name", "title", "color"],
    "contactPersons": ["objectName", "id", "name", "isPrimary"],
}
NEVER_NULL = {"tags", "contactPersons", "salaryType", "isRestricted", "hasAdditions", "hasEquipment"}


@pytest.fixture(scope="module")
def company():
    with plain_answers.small_company() as server:
        yield server


@pytest.fixture(scope="module")
def plain(company):
    return company.client()


@pytest.fixture(scope="module")
def extended(company):
    return company.client("--all-permissions", "--rate", "off", "--extended-answers")


def test_documented_answers_are_the_bytes_that_they_were():
    with plain_answers.small_company() as untouched:
        client = untouched.client()
        found = {path: plain_answers.digest(read(client, path).content) for path in plain_answers.paths(client)}
    assert found == plain_answers.kept() and len(found) > 300


def without(row, names):
    return {name: value for name, value in row.items() if name not in names}


def rows_of(path, value):
    """The rows of an answer, and what is shown more in each."""
    if "?" in path:
        return value["items"], LISTS.get(path.split("?")[0], [])
    return [value], DETAILS.get(path.rsplit("/", 1)[0], [])


def test_extended_answers_are_the_documented_ones_and_more(plain, extended):
    """Without what is more nothing is left but the documented bytes; all else is the same anyway."""
    differing = set()
    for path in plain_answers.paths(plain):
        documented_body, body = read(plain, path).content, read(extended, path).content
        value = json.loads(body)
        rows, more = rows_of(path, value)
        for row in rows:
            assert not more or list(row)[-len(more):] == more, path
        kept = [without(row, more) for row in rows]
        value = {**value, "items": kept} if "?" in path else kept[0]
        assert json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() == documented_body, path
        if body != documented_body:
            differing.add(path.split("?")[0] if "?" in path else path.rsplit("/", 1)[0])
    assert differing == set(LISTS) | set(DETAILS)


def shown_more(client):
    """Each row of the kinds that show more, with what that is."""
    for path, more in LISTS.items():
        client.good("GET", path + "?page=1")
        for row in client.walk(path, quick=True):
            yield f"list {path}", more, row
    for path, more in DETAILS.items():
        client.good("GET", path + "/1")
        for row in client.walk(path, quick=True):
            yield f"get {path}", more, client.quick(f"{path}/{row['id']}")


def test_the_demo_company_fills_each_property():
    seen = {}
    with running("--demo") as server:
        for place, more, row in shown_more(server.client("--all-permissions", "--rate", "off", "--extended-answers")):
            for name in more:
                seen.setdefault((place, name), []).append(row[name])
    for (place, name), values in seen.items():
        assert any(values), (place, name)
        assert (None not in values) or name not in NEVER_NULL, (place, name)
        for value in values:
            first = value[0] if isinstance(value, list) and value else value
            assert not first or name not in MEMBERS or list(first) == MEMBERS[name], (place, name)
    assert {type(value) for value in seen["list " + USERS, "salaryType"]} == {int}
    assert set(seen["list " + USERS, "salaryType"]) == {0, 1, 2}
    assert {list(value)[-1] for value in seen["list " + PROJECTS, "costCenter"] if value} == {"code"}
    assert {list(value)[-1] for value in seen["list " + USERS, "costCenter"] if value} == {"name"}


def test_they_tell_what_the_details_tell(extended):
    types = {"None": 0, "Hourly": 1, "Monthly": 2, None: 0}
    for row in extended.walk(USERS):
        alone = extended.quick(f"{USERS}/{row['id']}")
        assert row["salaryType"] == types[alone["salaryType"]]
        for name in ("email", "employeeNumber", "costCenter", "isRestricted"):
            assert row[name] == alone[name]
    for row in extended.walk(REPORTS):
        alone = extended.quick(f"{REPORTS}/{row['id']}")
        assert row["taskId"] == (alone["task"] or {}).get("id")
        assert (row["hasAdditions"], row["hasEquipment"]) == (bool(alone["additions"]), bool(alone["equipments"]))
        assert row["invoicedDate"] is None or row["invoiceId"]


def test_the_description_marks_them_as_extensions():
    schemas = OPENAPI["components"]["schemas"]
    names = {"project.list": LISTS[PROJECTS], "user.list": LISTS[USERS], "timereport.list": LISTS[REPORTS],
             "task.list": LISTS[TASKS], "contact.detail": DETAILS[CONTACTS], "user.detail": DETAILS[USERS]}
    for name, more in names.items():
        schema = schemas[name]
        assert list(schema["properties"]) == documented(schema) + more
        assert set(schema["required"]).isdisjoint(set(more) - {"costCenter", "salaryType"})
    assert sum(documented(schema) != list(schema["properties"]) for name, schema in schemas.items()
               if not name.endswith((".write", ".update"))) == len(names)


# ---- caches and tags ----

ASKED = [f"{path}?page=1&pageSize=5" for path in LISTS] + [f"{CONTACTS}/1", f"{USERS}/2"]


@pytest.mark.parametrize("path", ASKED)
def test_caches_and_tags_keep_both_apart(plain, extended, path):
    first = {client: client.get(path) for client in (plain, extended)}
    tags = {client: answer.headers["ETag"] for client, answer in first.items()}
    assert tags[plain] != tags[extended] and first[plain].content != first[extended].content
    for client, other in ((plain, extended), (extended, plain), (plain, extended)):
        assert client.get(path).content == first[client].content
        known = client.get(path, headers={"If-None-Match": tags[client]})
        assert (known.status_code, known.headers["ETag"]) == (304, tags[client])
        fresh = client.get(path, headers={"If-None-Match": tags[other]})
        assert (fresh.status_code, fresh.content) == (200, first[client].content)


def test_answers_that_are_the_same_have_the_same_tag(plain, extended):
    for path in ("/v1/Admin/Activities?page=1", f"{CONTACTS}?page=1", "/v1/Core/TaskBoards?page=1"):
        assert plain.get(path).headers["ETag"] == extended.get(path).headers["ETag"]


# ---- what a company's persons show ----

def firm(client, **more):
    return client.good("POST", CONTACTS, {"name": "Fasad AB", "contactType": "company", "responsibleId": 1, **more}, 201)


def person(client, company_id, name, **more):
    return firm(client, name=name, contactType="person", companyId=company_id, **more)["id"]


def persons(client, number):
    return [(one["id"], one["name"], one["isPrimary"])
            for one in client.good("GET", f"{CONTACTS}/{number}")["contactPersons"]]


def test_persons_of_a_company_show_at_once(plain, extended):
    made = firm(extended)
    number, place = made["id"], f"{CONTACTS}/{made['id']}"
    other = firm(plain)["id"]
    assert made["contactPersons"] == [] and persons(extended, number) == []
    tag = plain.get(place).headers["ETag"]
    anna = person(plain, number, "Anna Öst", isPrimary=True)
    bo = person(extended, number, "Bo Väst")
    assert persons(extended, number) == [(anna, "Anna Öst", True), (bo, "Bo Väst", False)]
    body = {"name": "Bo Norr", "contactType": "person", "responsibleId": 1, "companyId": number}
    assert "contactPersons" not in plain.good("PUT", f"{CONTACTS}/{bo}", {**body, "isPrimary": True})
    plain.good("PUT", f"{CONTACTS}/{bo}", body)
    assert persons(extended, number) == [(anna, "Anna Öst", True), (bo, "Bo Norr", True)]
    plain.good("PUT", f"{CONTACTS}/{bo}", {**body, "companyId": other})
    assert persons(extended, other) == [(bo, "Bo Norr", True)]
    plain.ask("DELETE", f"{CONTACTS}/{anna}")
    assert persons(extended, number) == []
    assert plain.get(place).headers["ETag"] == tag


def test_what_is_changed_elsewhere_shows_at_once(company, extended):
    boss = add_person(company, administrator=True)
    project = next(row for row in extended.walk(PROJECTS) if row["category"] and row["tags"] and row["salesResponsible"])

    def now():
        return next(row for row in extended.walk(PROJECTS) if row["id"] == project["id"])

    for part, path in (("category", "ProjectCategories"), ("tags", "ProjectTags"), ("costCenter", "CostCenters")):
        place = f"/admin/v1/{path}"
        number = boss.good("POST", place, {"name": "Ny"})["id"]
        body = boss.good("GET", f"/admin/v1/Projects/{project['id']}")
        given = {key: body[key] for key in ("orderNumber", "title", "invoiceType")}
        boss.good("PUT", f"/admin/v1/Projects/{project['id']}", {**given, "categoryId": number if part == "category" else None,
                  "costCenterId": number if part == "costCenter" else None, "tagIds": [number] if part == "tags" else []})
        shown = now()[part][0] if part == "tags" else now()[part]
        assert (shown["id"], shown["name"], shown.get("color"), shown.get("code")) == (number, "Ny", None, None)
        also = {"code": "K9"} if part == "costCenter" else {"color": "#3b7dd8"}
        boss.good("PUT", f"{place}/{number}", {"name": "Nyare", **also})
        shown = now()[part][0] if part == "tags" else now()[part]
        assert shown["name"] == "Nyare" and also.items() <= shown.items()
        assert list(boss.refused("DELETE", f"{place}/{number}")) == ["id"]
    assert (now()["category"], now()["salesResponsible"], now()["tags"]) == (None, project["salesResponsible"], [])
    boss.good("PUT", f"/admin/v1/Projects/{project['id']}", {"salesResponsibleId": None})
    assert now()["salesResponsible"] is None


def test_parts_of_a_report_show_at_once(company, extended):
    boss = add_person(company, administrator=True)
    addition = next(row["id"] for row in boss.walk("/admin/v1/TimeAdditions") if row["type"] == "boolean" and row["isActive"])
    body = {"date": "2030-01-02", "hours": 1, "invoiceableHours": 1, "userId": 1, "projectId": 1, "activityId": 1,
            "timeCodeId": 1, "timeArticleId": 1}
    number = extended.good("POST", REPORTS, body)["id"]

    def now():
        row = extended.good("GET", f"{REPORTS}?page=1&filter.from=2030-01-02&filter.to=2030-01-02")["items"][0]
        assert row["id"] == number
        return row["hasAdditions"], row["hasEquipment"]

    assert now() == (False, False)
    extended.good("PUT", f"{REPORTS}/{number}", {**body, "additions": [{"articleId": addition, "yesNo": True}]})
    assert now() == (True, False)
    extended.good("PUT", f"{REPORTS}/{number}", {**body, "additions": [], "equipments": [{"articleId": 1, "hours": 1}]})
    assert now() == (False, True)
    assert extended.ask("DELETE", f"{REPORTS}/{number}").status_code == 200


def test_what_is_read_can_be_sent_back(extended):
    """What only answers have is ignored in bodies."""
    number = firm(extended)["id"]
    person(extended, number, "Cia", isPrimary=True)
    before = extended.good("GET", f"{CONTACTS}/{number}")
    after = extended.good("PUT", f"{CONTACTS}/{number}", {**before, "responsibleId": 1, "contactPersons": []})
    assert after["contactPersons"] == before["contactPersons"] != []


def test_writes_answer_the_row_with_a_tag_that_both_kinds_may_name(plain, extended):
    made = extended.ask("POST", CONTACTS, {"name": "Golv AB", "contactType": "company", "responsibleId": 1})
    place, body = f"{CONTACTS}/{made.json()['id']}", {"name": "Golv AB", "contactType": "company", "responsibleId": 1}
    assert made.headers["ETag"] == extended.get(place).headers["ETag"] != plain.get(place).headers["ETag"]
    for writer in (plain, extended):
        for reader in (plain, extended):
            tag = reader.get(place).headers["ETag"]
            changed = writer.ask("PUT", place, {**body, "email": f"{tag[1:9]}@x.example"}, headers={"If-Match": tag})
            assert changed.status_code == 200, changed.text
            assert changed.headers["ETag"] == writer.get(place).headers["ETag"]
            assert ("contactPersons" in changed.json()) == (writer is extended)
            again = writer.ask("PUT", place, body, headers={"If-Match": tag})
            assert again.status_code == 412
    seen = extended.get(place).headers["ETag"]
    person(plain, made.json()["id"], "Dan")
    assert plain.ask("PUT", place, body, headers={"If-Match": seen}).status_code == 412


def test_a_task_is_put_away_until_it_is_taken_out(plain, extended):
    def archived():
        row = extended.good("GET", f"{TASKS}?page=1&filter.taskIds={made['id']}")["items"][0]
        return row["archivedDate"]

    made = plain.good("POST", TASKS, {"title": "Städa", "archivedDate": "2026-05-04"})
    assert "archivedDate" not in made and archived() == "2026-05-04"
    plain.good("PUT", f"{TASKS}/{made['id']}", {"title": "Städa"})
    assert archived() == "2026-05-04"
    plain.good("PUT", f"{TASKS}/{made['id']}", {"title": "Städa", "archivedDate": None})
    assert archived() is None
    assert list(plain.refused("PUT", f"{TASKS}/{made['id']}", {"title": "Städa", "archivedDate": "i går"})) == ["archivedDate"]


# ---- the switch ----

def is_extended(client):
    return "email" in client.good("GET", USERS + "?page=1&pageSize=1")["items"][0]


def change(server, public_id, value, **more):
    return glimt("app", "change", public_id, "--extended-answers", value, "--data", server.directory, **more)


def test_the_switch_is_off_until_somebody_turns_it_on(company):
    made = add_application(company.directory)
    client = Client(company, made["id"], made["secret"])
    assert not is_extended(client)
    for value, answer in (("on", True), ("OFF", False), ("on", True)):
        change(company, made["id"], value)
        assert is_extended(client) == answer
        listed = json.loads(glimt("app", "list", "--data", company.directory, "--json").stdout)
        assert [row["extendedAnswers"] for row in listed if row["id"] == made["id"]] == [answer]
    assert "; extended answers\n" in glimt("app", "list", "--data", company.directory).stdout


def test_people_turn_it_on_and_off(company):
    boss = add_person(company, administrator=True)
    body = {"name": "Lön", "responsibleId": 1, "rate": 0}
    made = boss.good("POST", "/admin/v1/Applications", body, 201)
    place = f"/admin/v1/Applications/{made['id']}"
    secret = boss.good("POST", place + "/Secret")
    client = Client(company, secret["publicId"], secret["secret"])
    assert made["extendedAnswers"] is False and not is_extended(client)
    assert boss.good("PUT", place, {**body, "extendedAnswers": True})["extendedAnswers"] is True
    assert is_extended(client)
    assert boss.good("PUT", place, body)["extendedAnswers"] is True
    boss.good("PUT", place, {**body, "extendedAnswers": False})
    assert not is_extended(client)


def test_what_the_command_refuses(company):
    made = add_application(company.directory)
    wrong = change(company, made["id"], "perhaps", check=False)
    assert wrong.returncode == 2 and '--extended-answers must be on or off, not "perhaps".' in wrong.stderr
    assert change(company, "ap_nobody", "on", check=False).returncode == 1
    glimt("app", "disable", made["id"], "--data", company.directory)
    ended = change(company, made["id"], "on", check=False)
    assert ended.returncode == 1 and "is disabled" in ended.stderr


def test_permissions_are_the_same(company):
    reader = company.client("--permission", "Task_Read", "--rate", "off", "--extended-answers")
    assert is_extended(reader)
    assert reader.good("GET", TASKS + "?page=1")["items"][0].keys() >= {"archivedDate"}
    for path in (PROJECTS, REPORTS, CONTACTS):
        assert reader.get(path + "?page=1").status_code == 403


def test_it_survives_a_restart_and_stays_within_its_company():
    with running() as server:
        other = json.loads(glimt("account", "add", "Två", "--data", server.directory, "--json").stdout)["id"]
        known = {account: add_application(server.directory, "--all-permissions", "--rate", "off", "--extended-answers",
                                          account=account) for account in (1, other)}
        server.stop()
        server.start()
        clients = {account: Client(server, made["id"], made["secret"]) for account, made in known.items()}
        number = firm(clients[1])["id"]
        person(clients[1], number, "Eva")
        mine = firm(clients[other], responsibleId=clients[other].walk(USERS)[0]["id"])["id"]
        assert mine == number and persons(clients[other], mine) == []
        assert len(persons(clients[1], number)) == 1
