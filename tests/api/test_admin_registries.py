"""What people manage: every registry of the pages' description, generated from it."""

import copy
import json

import pytest

from client import glimt, running
from people import PAGES, for_one_project
from wrong_bodies import blames, faults, plain, property_name, set_at

CREATES = sorted(path for path, operations in PAGES.document["paths"].items()
                 if "post" in operations and "{" not in path
                 and "get" in operations and "Session" not in path)
# What says of a row which it is, or else what it has to say.
NAMES = ("name", "title", "firstName")
WORDS = (*NAMES, "description", "toDate", "hours")
UPDATES = sorted(path for path, operations in PAGES.document["paths"].items()
                 if "put" in operations and path.endswith("{id}"))


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


def body_schema(method, path):
    operation = PAGES.document["paths"][path][method]
    return operation["requestBody"]["content"]["application/json"]["schema"]


def value_for(name, schema):
    """Something that the property may be."""
    schema, _ = plain(schema, PAGES)
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "array":
        items, _ = plain(schema["items"], PAGES)
        if items["type"] == "object":
            return [{key: value_for(key, items["properties"][key]) for key in items.get("required", [])}]
        return [1] if items["type"] == "integer" else []
    if schema["type"] == "object":
        return {key: value_for(key, member) for key, member in schema["properties"].items()}
    if schema["type"] == "string":
        return {"date": "2026-03-02"}.get(schema.get("format"), f"{name} åäö <script>alert(1)</script>"
                                          if schema.get("maxLength", 0) > 100 else "x")
    return {"integer": 1, "number": 12.5, "boolean": True}[schema["type"]]


def full_body(method, path):
    """A body with all that there is to say."""
    schema, _ = plain(body_schema(method, path), PAGES)
    return for_one_project(path, {
        name: value_for(name, member) for name, member in schema["properties"].items() if name != "id"})


def test_all_registries_are_managed():
    names = {path.rsplit("/", 1)[1] for path in CREATES}
    assert names >= set("""AbsenceProjects Activities Allowances Applications Articles BookingProjects
        CompanyCars ContactTags CostCenters Countries Departments Equipments EquipmentTypes
        InternalProjects ProjectCategories ProjectCollections ProjectStatuses ProjectTags Projects Schedules TaskBoards TaskTags
        TimeAdditions TimeArticles TimeCodes TimeReportingProfiles Units UserTags Users""".split())
    assert "/admin/v1/Settings/{id}" in UPDATES


@pytest.mark.parametrize("path", CREATES)
def test_each_property_wrong_in_turn(boss, path):
    example, count = full_body("post", path), 0
    total = boss.good("GET", path + "?page=1")["totalItemCount"]
    for place, value in faults(body_schema("post", path), example, description=PAGES):
        body = copy.deepcopy(example)
        set_at(body, place, value)
        state = boss.refused("POST", path, body)
        assert blames(state, property_name(place)), (place, value, state)
        count += 1
    assert count >= 4
    assert boss.good("GET", path + "?page=1")["totalItemCount"] == total


def shown(body, row):
    """Whether what was sent is what is shown, where both have the same name."""
    for name, value in body.items():
        if name in row and not isinstance(value, (list, dict)):
            assert row[name] == value, (name, value, row[name])
        elif name.endswith("Id") and name[:-2] in row:
            assert row[name[:-2]]["id"] == value, name


@pytest.mark.parametrize("path", CREATES)
def test_the_life_of_an_entry(boss, path):
    body = full_body("post", path)
    made = boss.ask("POST", path, body)
    assert made.status_code == 201, made.text
    row = made.json()
    shown(body, row)
    place = f"{path}/{row['id']}"
    assert made.headers["Location"] == place
    got = boss.ask("GET", place)
    assert got.json() == row and got.headers["ETag"] == made.headers["ETag"]
    assert row["id"] in [item["id"] for item in boss.walk(path)]
    key = next(key for key in WORDS if key in body)
    if key in NAMES:
        assert row["id"] in [item["id"] for item in boss.walk(f"{path}?filter.query={body[key][:12]}")]
    check_update(boss, place, body, got.headers["ETag"], key)
    if "delete" in PAGES.document["paths"][path + "/{id}"]:
        assert boss.ask("DELETE", place).status_code == 200
        assert list(boss.refused("GET", place)) == ["id"]


@pytest.mark.parametrize("path", CREATES)
def test_little_is_needed(boss, path):
    """What need not be given may be left out or null, when it is made and when it changes."""
    schema, _ = plain(body_schema("post", path), PAGES)
    need = {name: value_for(name, schema["properties"][name]) for name in schema.get("required", [])}
    if path.endswith("/Plannings"):
        need["projectId"] = 1
    rest = {name: None for name in schema["properties"] if name not in need}
    for made_with in (need, {**need, **rest}):
        place = f"{path}/{boss.good('POST', path, made_with, 201)['id']}"
        for changed_to in (need, {**need, **rest}, need):
            shown(need, boss.good("PUT", place, changed_to, 200))


def test_no_words_and_no_rate(boss):
    """Where null stands for nothing, nothing is shown as what it means."""
    user = {"firstName": "Åsa", "lastName": "Öst", "license": "total"}
    made = boss.good("POST", "/admin/v1/Users", {**user, "permissions": ["sales", "stock"]})
    place = f"/admin/v1/Users/{made['id']}"
    assert boss.good("PUT", place, user)["permissions"] == ["sales", "stock"]
    assert boss.good("PUT", place, {**user, "permissions": None})["permissions"] == []
    kept = {"permissions": ["Contact_Read"], "allowedAddresses": ["192.0.2.0/24"], "rate": 7}
    body = {"name": "Kassa", "responsibleId": 1}
    made = boss.good("POST", "/admin/v1/Applications", {**body, **kept})
    place = f"/admin/v1/Applications/{made['id']}"
    after = boss.good("PUT", place, body)
    assert {name: after[name] for name in kept} == kept
    after = boss.good("PUT", place, {**body, **dict.fromkeys(kept)})
    assert [after[name] for name in kept] == [[], [], 4]


def check_update(boss, place, body, tag, key):
    """The first who saves wins; the second is told and loses nothing."""
    other = {"toDate": ("2026-03-03", "2026-03-04"), "hours": (7.5, 8.0)}.get(key, ("Mitt", "Deras"))
    mine, theirs = {**body, key: other[0]}, {**body, key: other[1]}
    first = boss.ask("PUT", place, theirs, headers={"If-Match": tag})
    assert first.status_code == 200 and first.json()[key] == other[1]
    assert first.headers["ETag"] != tag
    second = boss.ask("PUT", place, mine, headers={"If-Match": tag})
    assert second.status_code == 412
    assert second.json()["current"] == first.json()
    assert boss.good("GET", place)[key] == other[1]
    third = boss.ask("PUT", place, mine, headers={"If-Match": first.headers["ETag"]})
    assert third.status_code == 200 and third.json()[key] == other[0]


def test_changes_count_in_the_api_at_once(server, boss):
    client = server.client()
    made = boss.good("POST", "/admin/v1/Activities", {"name": "Sotning", "preferredTimeCodeId": 1})
    listed = {row["id"]: row for row in client.walk("/v1/Admin/Activities")}
    assert listed[made["id"]]["name"] == "Sotning"
    assert listed[made["id"]]["createdBy"]["id"] == boss.id
    boss.good("PUT", f"/admin/v1/Activities/{made['id']}", {"name": "Sotning", "isActive": False})
    listed = {row["id"]: row for row in client.walk("/v1/Admin/Activities")}
    assert listed[made["id"]]["isActive"] is False
    assert boss.ask("DELETE", f"/admin/v1/Activities/{made['id']}").status_code == 200
    assert made["id"] not in [row["id"] for row in client.walk("/v1/Admin/Activities")]


def test_what_is_in_use_stays(boss):
    state = boss.refused("DELETE", "/admin/v1/TimeCodes/1")
    assert "time reports" in " ".join(state["id"])
    assert boss.good("GET", "/admin/v1/TimeCodes/1")["id"] == 1


def test_settings(server, boss):
    place = "/admin/v1/Settings/1"
    before = boss.good("GET", place)
    after = boss.good("PUT", place, {"companyName": "Nya Bygg", "taxPercent": 12, "travelCost": 2.25,
                                     "travelRate": 5})
    assert (after["taxPercent"], after["travelCost"], after["companyName"]) == (12.0, 2.25, "Nya Bygg")
    assert "Nya Bygg" in glimt("account", "list", "--data", server.directory).stdout
    assert boss.walk("/admin/v1/AuditEntries?filter.subject=settings")[0]["title"] == "Nya Bygg"
    for body, name in [({"companyName": "", "taxPercent": 5}, "companyName"),
                       ({"companyName": "x"}, "taxPercent"),
                       ({"companyName": "x", "taxPercent": 101}, "taxPercent"),
                       ({"companyName": "x", "taxPercent": 5, "travelCost": -1}, "travelCost")]:
        assert list(boss.refused("PUT", place, body)) == [name]
    boss.good("PUT", place, {key: before[key] for key in ("companyName", "taxPercent", "travelCost",
                                                         "travelRate")})


def test_columns_of_a_board_are_changed_in_place(boss):
    made = boss.good("POST", "/admin/v1/TaskBoards", {"name": "Tavla", "columns": [
        {"name": "Att göra"}, {"name": "Pågår"}, {"name": "Klart"}], "memberIds": [1, 2]})
    first, second, third = (column["id"] for column in made["columns"])
    place = f"/admin/v1/TaskBoards/{made['id']}"
    changed = boss.good("PUT", place, {"name": "Tavla", "columns": [
        {"id": third, "name": "Färdigt"}, {"name": "Väntar"}, {"id": first, "name": "Att göra"}]})
    assert second not in [column["id"] for column in changed["columns"]]
    assert [column["name"] for column in changed["columns"]] == ["Att göra", "Färdigt", "Väntar"]
    assert list(boss.refused("PUT", place, {"name": "Tavla", "columns": [{"id": 1, "name": "x"}]})) == \
        ["columns[0].id"]
    boss.ask("DELETE", place)


def test_every_write_is_in_the_audit_log(server, boss):
    made = boss.good("POST", "/admin/v1/Units", {"name": "Lass"})
    place = f"/admin/v1/Units/{made['id']}"
    boss.good("PUT", place, {"name": "Flak"})
    boss.ask("DELETE", place)
    entries = boss.walk(f"/admin/v1/AuditEntries?filter.subject=unit&filter.subjectId={made['id']}")
    assert [entry["action"] for entry in entries] == ["create", "update", "delete"]
    assert [entry["title"] for entry in entries] == ["Lass", "Flak", "Flak"]
    assert {entry["user"]["id"] for entry in entries} == {boss.id}
    assert entries[1]["changes"] == [{"property": "name", "before": "Lass", "after": "Flak"}]
    assert entries[2]["changes"][0]["before"]["name"] == "Flak"
    assert boss.walk("/admin/v1/AuditEntries?filter.query=FLAK&filter.subject=unit")
    assert list(boss.refused("POST", "/admin/v1/Units", {"name": ""})) == ["name"]
    assert len(boss.walk(f"/admin/v1/AuditEntries?filter.userId={boss.id}"
                         f"&filter.subjectId={made['id']}&filter.subject=unit")) == 3


def test_applications_are_in_the_audit_log_too(server, boss):
    client = server.client()
    made = client.create(name="Loggad AB")
    client.good("DELETE", f"/v1/Core/Contacts/{made['id']}")
    entries = boss.walk(f"/admin/v1/AuditEntries?filter.subject=contact&filter.subjectId={made['id']}")
    assert [entry["action"] for entry in entries] == ["create", "delete"]
    assert all(entry["application"]["name"] == "test" for entry in entries)


def test_descriptions_do_not_mix(server, boss):
    public = boss.session.get(server.url + "/openapi.json").json()
    pages = boss.good("GET", "/admin/openapi.json")
    assert pages == PAGES.document
    assert all(path.startswith("/v1/") for path in public["paths"])
    assert all(path.startswith("/admin/v1/") for path in pages["paths"])
    assert not [name for name in public["components"]["schemas"] if name.startswith("admin.")]
    assert json.dumps(public).count("/admin") == 0
