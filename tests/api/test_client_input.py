"""Properties as clients really send them: left out, null, empty, and leniently typed.

The tables say by hand what a row that has everything is afterwards. `KEPT`: as it was; a set: the 400 names
these properties.
"""

import json

import pytest

from client import glimt, running
from people import add_login, Person

KEPT, OUT = object(), object()
ADDRESS = {"streetAddress": "Storgatan 1", "additionalAddress": "c/o Ek", "postalCode": "111 22", "city": "Umeå",
           "state": "Västerbotten", "countryId": 1}
NOWHERE = {name: None for name in [*ADDRESS, "countryName"]}
TEXT = {"left out": None, "null": None, "": ""}
FLAG = {"left out": KEPT, "null": KEPT}


def is_shown(shown, value):
    """Whether a property is the value, or the object whose id it is."""
    if isinstance(value, int) and isinstance(shown, dict):
        return shown["id"] == value
    if isinstance(value, dict):
        return all(shown[name] == member for name, member in value.items())
    if isinstance(value, list):
        return [tag.get("id", tag.get("userId")) for tag in shown] == value
    return shown == value and type(shown) is type(value)


@pytest.fixture(scope="module", name="world")
def start(tmp_path_factory):
    directory = tmp_path_factory.mktemp("input") / "data"
    glimt("demo", "--data", directory, "--contacts", 30, "--projects", 10, "--tasks", 10, "--time-reports", 5)
    email = add_login(directory, administrator=True)
    with running(directory=directory) as server:
        client = server.client()
        client.person = Person(server, email)
        yield client


class Subject:
    """A row with everything in it, updated again and again."""

    def __init__(self, ask, path, full):
        self.ask, self.path, self.full = ask, path, full

    def put(self, name, value):
        """The answer to the full body with another value, or without it."""
        before = self.ask("PUT", self.path, self.full)
        assert before.status_code == 200, before.text
        body = {key: member for key, member in self.full.items() if key != name}
        if value is not OUT:
            body[name] = value
        return before.json(), self.ask("PUT", self.path, body)

    def check(self, name, shown, value, expected):
        before, answer = self.put(name, value)
        if isinstance(expected, set):
            assert answer.status_code == 400, (name, value, answer.text)
            assert set(answer.json()["modelState"]) == expected, (name, value, answer.text)
            return
        assert answer.status_code == 200, (name, value, answer.text)
        after = answer.json()
        wanted = before[shown] if expected is KEPT else expected
        assert after[shown] == wanted if expected is KEPT else is_shown(after[shown], wanted), (name, value, after[shown], wanted)
        others = {"lastUpdated", "updatedDate", shown}
        if shown in ("start", "startDate"):
            others |= {"startTime"}
        changed = {key for key in after if after[key] != before[key]} - others
        assert not changed, (name, value, changed)


VALUES = {"left out": OUT, "null": None}


def checked(subject, table):
    for (name, shown), cases in table.items():
        for value, expected in cases:
            subject.check(name, shown, VALUES.get(value, value) if isinstance(value, str) else value, expected)


def cases(rules, *more):
    return [*rules.items(), *more]


TEXTS = ((701234567, "701234567"), (4.50, "4.5"), ("8.50", "8.50"), (True, "refused"), (["x"], "refused"), ({}, "refused"))


def text_cases(name):
    return cases(TEXT, *((value, {name} if text == "refused" else text) for value, text in TEXTS))


def flag_cases(name, more=()):
    return cases(FLAG, (1, True), (0, False), ("1", True), ("0", False), ("FALSE", False), ("true", True),
                 ("", {name}), (2, {name}), ("yes", {name}), ([], {name}), *more)


def test_contacts(world):
    company = world.create(name="Ägaren")["id"]
    other = world.create(name="Den andra")["id"]
    tags = [tag["id"] for tag in world.walk("/v1/Admin/ContactTags")][:2]
    assert len(tags) == 2
    full = {"name": "Eva Ek", "customerNumber": "E-7", "contactType": "Person", "companyId": company,
            "organizationalOrSocialSecurityNumber": "1", "isActive": True, "email": "a@b.se", "invoiceEmail": "c@d.se",
            "phoneNumber": "08", "cellPhoneNumber": "070", "importantInformation": "Ring först", "responsibleId": 1,
            "isSupplier": True, "isWholeSale": True, "isRetailer": False, "isSubContractor": True, "isPartner": False,
            "isCustomer": True, "useReverseBuildTax": True, "tagIds": tags, "visitingAddress": ADDRESS,
            "deliveryAddress": ADDRESS, "invoiceAddress": ADDRESS}
    subject = Subject(world.ask, f"/v1/Core/Contacts/{world.good('POST', '/v1/Core/Contacts', full, 201)['id']}", full)
    table = {(name, name): text_cases(name) for name in
             ("organizationalOrSocialSecurityNumber", "email", "invoiceEmail", "phoneNumber", "cellPhoneNumber",
              "importantInformation")}
    table |= {(name, name): flag_cases(name) for name in full if name.startswith("is") or name.startswith("use")}
    table |= {(name, name): cases({"left out": KEPT, "null": NOWHERE}, ({}, NOWHERE), ({"city": 7}, {**NOWHERE, "city": "7"}),
                                  ({"countryId": "1"}, {"countryId": 1, "city": None}),
                                  ({"countryId": ""}, NOWHERE), ("", {name}), ([], {name}))
              for name in full if name.endswith("Address")}
    table |= {
        ("name", "name"): [("left out", {"name"}), ("null", {"name"}), ("", {"name"}), (" ", {"name"}), (7, "7"), (False, {"name"})],
        ("customerNumber", "customerNumber"): [("left out", KEPT), ("null", KEPT), ("", KEPT), (17, "17"), (True, {"customerNumber"})],
        ("contactType", "contactType"): [("left out", {"contactType"}), ("null", {"contactType"}), ("", {"contactType"}),
                                         ("PERSON", "Person"), (0, {"contactType"}),
                                         ("Person ", {"contactType"})],
        ("companyId", "company"): [("left out", None), ("null", None), ("", None), (" ", None), (str(other), other),
                                   (float(other), other), (0, {"companyId"}), (True, {"companyId"}), ("x", {"companyId"})],
        ("company", "company"): [({"id": other}, KEPT), (None, KEPT)],  # companyId wins
        ("responsibleId", "responsible"): [("left out", {"responsibleId"}), ("null", {"responsibleId"}), ("", {"responsibleId"}),
                                           ("2", 2), ({}, {"responsibleId"})],
        ("tagIds", "tags"): [("left out", KEPT), ("null", []), ([], []), ([str(tags[1])], [tags[1]]),
                             ([{"id": tags[0], "name": "?"}], [tags[0]]), ("", {"tagIds"}), ([None], {"tagIds"}), ([{}], {"tagIds"})],
        ("tags", "tags"): [([], KEPT)],
    }
    assert {name for name, _ in table} >= set(full)
    checked(subject, table)


def test_what_is_shown_counts_where_the_input_is_absent(world):
    company, other = (world.create(name=name)["id"] for name in ("Ett", "Två"))
    tag = world.walk("/v1/Admin/ContactTags")[0]["id"]
    person = world.create(name="Bo", contactType="Person", companyId=company, tagIds=[tag])
    place = f"/v1/Core/Contacts/{person['id']}"
    sent = {"name": "Bo", "contactType": "Person", "responsible": {"id": 1}}
    for body, wanted in (({"company": {"id": other, "name": "strunt"}}, other), ({"COMPANY": {"ID": str(company)}}, company),
                         ({"company": None}, None), ({"company": {"id": None}}, None), ({}, None),
                         ({"companyId": "", "company": {"id": other}}, None), ({"company": ""}, None),
                         ({"company": " "}, None), ({"company": {"id": ""}}, None), ({"company": {"id": 1, "Id": other}}, other)):
        assert is_shown(world.good("PUT", place, {**sent, **body})["company"], wanted), body
    for wrong in (5, "Två", [], {}, {"name": "Två"}, {"id": "x"}):
        assert list(world.refused("PUT", place, {**sent, "company": wrong})) == ["companyId"]
    assert world.good("PUT", place, sent)["tags"] == person["tags"]
    assert world.good("PUT", place, {**sent, "tags": []})["tags"] == []
    assert world.good("PUT", place, {**sent, "tags": person["tags"]})["tags"] == person["tags"]


def test_a_new_contact_gets_a_number_and_keeps_it(world):
    highest = max(int(one["customerNumber"]) for one in world.walk("/v1/Core/Contacts") if one["customerNumber"].isdigit())
    for given in ({}, {"customerNumber": None}, {"customerNumber": ""}):
        highest += 1
        made = world.create(**given)
        assert made["customerNumber"] == str(highest) and made["isActive"] is True
        body = {"name": "Y", "contactType": "company", "responsibleId": 1, **given}
        assert world.good("PUT", f"/v1/Core/Contacts/{made['id']}", body)["customerNumber"] == str(highest)


def board_of(world, name, tags):
    body = {"name": name, "tagIds": tags, "columns": [{"id": 0, "name": "Att göra"}, {"id": "", "name": "Klart"}, {"name": "Sen"}]}
    board = world.person.good("POST", "/admin/v1/TaskBoards", body)
    assert [column["name"] for column in board["columns"]] == ["Att göra", "Klart", "Sen"]
    return board


def new_tags(world, count):
    return [world.person.good("POST", "/admin/v1/TaskTags", {"title": f"märke {i}"})["id"] for i in range(count)]


def test_tasks(world):
    tags = new_tags(world, 3)
    column = board_of(world, "Ett", tags)["columns"][1]["id"]
    full = {"title": "Måla", "description": "Två gånger", "isCompleted": True, "timeReportingEnabled": False, "estimate": 7.5,
            "startDate": "2026-03-02 08:00", "endDate": "2026-03-04 16:30", "tagIds": tags, "memberIds": [3, 1, 2],
            "taskBoardColumnId": column, "projectId": 1}
    subject = Subject(world.ask, f"/v1/Core/Tasks/{world.good('POST', '/v1/Core/Tasks', full)['id']}", full)
    day = "2026-03-03"
    php = {"date": f"{day} 12:00:00.000000", "timezone_type": 1, "timezone": "+01:00"}
    days = [(form, day) for form in (day, f"{day}T00:00:00", f"{day}T12:00:00.0000000+01:00", f"{day} 10:00:00 UTC",
                                     "/Date(1772532000000+0100)/", f"{day}T07:00:00Z[UTC]",
                                     f"{day}T08:00:00.123+01:00[Europe/Stockholm]", f"{day}T08:00:00.123456789+01:00", php, {**php, "timezone_type": 3, "timezone": "UTC"})]
    wrong = [(value, {"startDate"}) for value in (20260303, True, "20260303", {"date": f"{day} 12:00", "timezone": "Europe/Stockholm"}, {}, [],
                                                   [2026, 3, 3], {"date": ""}, {"date": None}, f"{day}T08:00[UTC]")]
    table = {
        ("title", "title"): [("left out", {"title"}), ("null", {"title"}), ("", {"title"}), (5, "5"), (True, {"title"})],
        ("description", "description"): text_cases("description"),
        ("isCompleted", "completedDate"): [("left out", KEPT), ("null", KEPT), (1, KEPT), (0, None), ("false", None), ("", {"isCompleted"})],
        ("timeReportingEnabled", "timeReportingEnabled"): flag_cases("timeReportingEnabled"),
        ("estimate", "estimate"): [("left out", None), ("null", None), ("", None), (" ", None), ("7.25", 7.25), (0.3333333333333333, 0.333333),
                                   (0.0000005, 0.000001), (8, 8.0), (1e3, 1000.0), ("1e3", 1000.0), (".5", 0.5), ("+5", 5.0),
                                   (" 5 ", 5.0), (-0.0, 0.0), (1e-20, 0.0), (1.234567890123456789, 1.234568), ("NaN", {"estimate"}),
                                   ("1 000", {"estimate"}), ([5], {"estimate"}), ("7,5", {"estimate"}), (True, {"estimate"}), (-1, {"estimate"})],
        ("startDate", "startDate"): [("left out", None), ("null", None), ("", None), *days, *wrong],
        ("tagIds", "tags"): [("left out", KEPT), ("null", []), ([tags[2], tags[0], tags[2]], [tags[2], tags[0]])],
        ("memberIds", "members"): [("left out", KEPT), ("null", []), ([2, "3", 1, 2], [2, 3, 1]), ([{"userId": 2}, {"userId": 1}], [2, 1]),
                                   ([{"name": "x"}], {"memberIds"}), ([1, None], {"memberIds"}), ([0], {"memberIds"}), ("1,2", {"memberIds"}), ({}, {"memberIds"})],
        ("members", "members"): [([], KEPT)],
        ("projectId", "project"): [("left out", None), ("null", None), ("", None), ("2", 2)],
    }
    checked(subject, table)


def test_a_time_counts_beside_a_bare_day(world):
    made = world.good("POST", "/v1/Core/Tasks", {"title": "x", "startDate": "2026-03-02", "startTime": "08:05",
                                                 "endDate": "2026-03-02", "endTime": "09:00:00"})
    place = f"/v1/Core/Tasks/{made['id']}"

    def times(body):
        shown = world.good("PUT", place, {"title": "x", **body})
        return shown["startDate"], shown["startTime"], shown["endDate"], shown["endTime"]
    assert (made["startTime"], made["endTime"]) == ("08:05", "09:00")
    assert times(made) == ("2026-03-02", "08:05", "2026-03-02", "09:00")
    assert times({"startDate": "2026-03-02T07:00", "startTime": "08:05"})[:2] == ("2026-03-02", "07:00")
    assert times({"startDate": "2026-03-02", "startTime": "00:00"})[:2] == ("2026-03-02", "00:00")
    assert times({"startDate": "2026-03-02", "startTime": ""})[:2] == ("2026-03-02", None)
    assert times({"startTime": "08:05"}) == (None,) * 4
    same = {"title": "x", "startDate": "2026-03-02", "endDate": "2026-03-02"}
    assert "endDate" in world.refused("PUT", place, {**same, "startTime": "10:00", "endTime": "09:59"})
    assert world.refused("PUT", place, {**same, "startTime": "25:00"}).keys() == {"startTime"}
    found = world.walk("/v1/Core/Tasks?filter.from=2026-03-02%2008:06")
    world.good("PUT", place, {**same, "startTime": "08:06"})
    assert len(world.walk("/v1/Core/Tasks?filter.from=2026-03-02%2008:06")) == len(found) + 1


def test_a_task_moves_without_its_tags(world):
    tags = new_tags(world, 3)
    one, two = board_of(world, "Ett", tags[:2]), board_of(world, "Två", tags[1:])
    task = world.good("POST", "/v1/Core/Tasks", {"title": "x", "taskBoardColumnId": one["columns"][0]["id"], "tagIds": tags[:2]})
    place = f"/v1/Core/Tasks/{task['id']}"
    moved = {"title": "x", "taskBoardColumnId": two["columns"][0]["id"]}
    assert list(world.refused("PUT", place, {**moved, "tagIds": tags[:2]})) == ["tagIds"]
    for body in (moved, {**moved, "tags": task["tags"]}, {**task, "boardColumn": {"id": two["columns"][1]["id"]}}):
        world.good("PUT", place, task)
        answer = world.good("PUT", place, body)
        assert answer["board"]["id"] == two["id"] and [tag["id"] for tag in answer["tags"]] == [tags[1]]
        world.good("PUT", place, {"title": "x", "taskBoardColumnId": one["columns"][0]["id"], "tagIds": tags[:2]})
    assert [tag["id"] for tag in world.good("PUT", place, {"title": "x"})["tags"]] == tags[:2]  # on no board all fit


@pytest.mark.parametrize("new", [0, None, "", "0", 0.0])
def test_an_item_with_no_id_is_new(world, new):
    task = world.good("POST", "/v1/Core/Tasks", {"title": "x"})["id"]
    place = f"/v1/Core/Tasks/{task}/Checklists"
    first = world.good("POST", place, {"name": "Lista", "items": [{"id": new, "name": "ett"}]})
    items = [{"id": new, "name": "två"}, first["items"][0], {"id": new, "name": "tre"}]
    after = world.good("PUT", f"{place}/{first['id']}", {"name": "Lista", "items": items})
    assert [item["title"] for item in after["items"]] == ["ett", "två", "tre"]
    assert after["items"][0]["id"] == first["items"][0]["id"]
    assert list(world.refused("PUT", f"{place}/{first['id']}", {"name": "Lista", "items": [{"id": -1, "name": "x"}]})) == ["items[0].id"]


def test_lists_in_every_spelling(world):
    members = {2, 3}
    for member in members:
        world.good("POST", "/v1/Core/Tasks", {"title": "x", "memberIds": [member]})
    wanted = [task["id"] for task in world.walk("/v1/Core/Tasks")
              if members & {member["userId"] for member in task["members"]}]
    every = len(world.walk("/v1/Core/Tasks"))
    assert 0 < len(wanted) < every
    for spelling in ("filter.memberIds=2,3", "filter.memberIds=2&filter.memberIds=3", "filter.memberIds[]=2&filter.memberIds[]=3",
                     "filter.memberIds[0]=2&filter.memberIds[1]=3", "filter.memberids%5B1%5D=3&filter.memberIds%5B0%5D=2",
                     "filter.memberIds=2,%203", "filter.memberIds=2+3", "filter.memberIds=2%7C3", "filter[memberIds][]=2&filter[memberIds][]=3",
                     "filter.memberIds=2&filter.memberIds[]=3", "FILTER[memberids]=2%20,%203,"):
        assert [task["id"] for task in world.walk(f"/v1/Core/Tasks?{spelling}")] == wanted, spelling
    for spelling in ("filter.memberIds[a]=2", "filter.memberIds[0=2", "filter.memberIds[0].id=2", "filter.memberIds.0=2",
                     "filter[memberIds=2", "filter[memberIds]x=2", "filter.[memberIds]=2", "filter.memberIds%20=2", "%20filter.memberIds=2",
                     "filter.memberIds=[2,3]", "filter.memberIds=2;3", "filter.memberIds=2.5"):
        assert list(world.refused("GET", f"/v1/Core/Tasks?page=1&{spelling}")) == ["filter.memberIds"], spelling
    assert len(world.walk("/v1/Core/Tasks?filter.members=2&memberIds=2&filter.memberIdsOrNot=2")) == every


def test_blanks_around_a_text_do_not_count(world):
    world.create(name="Blankslipad AB")
    plain = world.walk("/v1/Core/Contacts?filter.query=blankslip")
    assert len(plain) == 1
    for query in ("%20blankslip", "+blankslip+", "%09blankslip%20%20"):
        assert world.walk(f"/v1/Core/Contacts?filter.query={query}") == plain
    assert len(world.walk("/v1/Core/Contacts?filter.query=%20%20")) == len(world.walk("/v1/Core/Contacts"))


@pytest.mark.parametrize("page, status", [("2147483647", 200), ("2147483648", 400), ("9223372036854775807", 400), ("9223372036854775808", 400)])
def test_pages_end(world, page, status):
    answer = world.get(f"/v1/Core/Contacts?page={page}")
    assert answer.status_code == status
    assert answer.json()["items"] == [] if status == 200 else list(answer.json()["modelState"]) == ["page"]


def test_a_byte_order_mark_says_nothing(world):
    body = "\ufeff" + json.dumps({"name": "Med märke", "contactType": "company", "responsibleId": 1})
    assert world.good("POST", "/v1/Core/Contacts", body, 201)["name"] == "Med märke"


@pytest.mark.parametrize("coding, status", [("gzip", 415), ("br", 415), ("zstd, gzip", 415), ("identity", 201), ("Identity", 201), ("", 201)])
def test_packed_bodies_are_told(world, coding, status):
    body = {"name": "x", "contactType": "company", "responsibleId": 1}
    answer = world.ask("POST", "/v1/Core/Contacts", body, headers={"Content-Encoding": coding})
    assert answer.status_code == status
    assert answer.headers.get("Accept-Encoding") == ("identity" if status == 415 else None)
    assert status == 201 or answer.json()["message"].endswith(".")


def test_only_bodies_that_are_read_may_not_be_packed(world):
    """The body of a get and of a delete is ignored, and so is that of a token."""
    made = world.create()["id"]
    packed = {"Content-Encoding": "gzip"}
    assert world.ask("GET", f"/v1/Core/Contacts/{made}", headers=packed).status_code == 200
    assert world.ask("DELETE", f"/v1/Core/Contacts/{made}", headers=packed).status_code == 200
    reader = world.person.ask("PUT", "/admin/v1/TaskTags/1", b"\x1f\x8b", headers=packed)
    assert reader.status_code == 415


@pytest.mark.parametrize("sent", [b'"r\xe4kning.pdf"', '"räkning.pdf"'.encode(), b'"=?utf-8?B?csOka25pbmcucGRm?="',
                                  b'"=?iso-8859-1?Q?r=E4kning.pdf?="', b'"=?windows-1252?Q?r=E4kning.pdf?="', b'"r"; filename*=windows-1252\'\'r%E4kning.pdf',
                                  b'"r\xe4kning.pdf"; filename*=utf-8\'\'r%E4kning.pdf', b'"r"; filename*=iso-8859-1\'\'r%E4kning.pdf'])
def test_file_names_of_all_ages(world, sent):
    task = world.good("POST", "/v1/Core/Tasks", {"title": "x"})["id"]
    body = (b'--b\r\nContent-Disposition: form-data; name="file"; filename=' + sent
            + b"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--b--\r\n")
    answer = world.ask("POST", f"/v1/Core/Tasks/{task}/Attachments", body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 200 and answer.json()["name"] == "räkning.pdf"


def test_characters_of_windows_in_file_names(world):
    task = world.good("POST", "/v1/Core/Tasks", {"title": "x"})["id"]
    body = (b'--b\r\nContent-Disposition: form-data; name="file"; filename="Offert \x96 5 \x80.pdf"\r\n\r\n%PDF\r\n--b--\r\n')
    answer = world.ask("POST", f"/v1/Core/Tasks/{task}/Attachments", body, headers={"Content-Type": "multipart/form-data; boundary=b"})
    assert answer.status_code == 200 and answer.json()["name"] == "Offert \u2013 5 \u20ac.pdf"


def refusals(name):
    return [("left out", {name}), ("null", {name}), ("", {name}), (" ", {name}), (7, "7"), (True, {name}), ([], {name}), ({}, {name})]


def test_comments(world):
    place = f"/v1/Core/Tasks/{world.good('POST', '/v1/Core/Tasks', {'title': 'x'})['id']}/Comments"
    full = {"text": "Klart i morgon"}
    subject = Subject(world.ask, f"{place}/{world.good('POST', place, full)['id']}", full)
    checked(subject, {("text", "text"): refusals("text"), ("id", "id"): [(77, KEPT), (None, KEPT), ("x", KEPT)],
                      ("createdByUser", "createdByUser"): [({"id": 3}, KEPT), ("x", KEPT)]})


def test_attachments(world):
    place = f"/v1/Core/Tasks/{world.good('POST', '/v1/Core/Tasks', {'title': 'x'})['id']}/Attachments"
    full = {"name": "Ritning", "externalUrl": "https://example.com/a", "externalUrlType": "dropbox"}
    subject = Subject(world.ask, f"{place}/{world.good('POST', place, full)['id']}", full)
    table = {("name", "name"): refusals("name"), ("type", "type"): [("file", KEPT), (5, KEPT)]}
    table |= {(name, "externalLinkUrl"): [("left out", KEPT), ("null", KEPT), ("", KEPT)] for name in ("externalUrl", "externalUrlType")}
    table |= {("externalLinkUrl", "externalLinkUrl"): [("https://example.com/b", KEPT), (None, KEPT), (7, KEPT)]}
    table |= {("externalUrl", "externalLinkUrl"): [("https://example.com/b", KEPT)]}
    checked(subject, table)


def test_checklists(world):
    place = f"/v1/Core/Tasks/{world.good('POST', '/v1/Core/Tasks', {'title': 'x'})['id']}/Checklists"
    made = world.good("POST", place, {"name": "Lista", "items": [{"name": "ett", "isCompleted": True}, {"title": "två"}]})
    first, second = made["items"]
    full = {"name": "Lista", "items": [{"id": first["id"], "name": "ett"}, {"id": second["id"], "name": "två"}]}
    path = f"{place}/{made['id']}"
    subject = Subject(world.ask, path, full)
    checked(subject, {("name", "name"): refusals("name"), ("items", "items"): [
        ("left out", KEPT), ("", {"items"}), ({}, {"items"}), (7, {"items"}), ([None], {"items[0]"}), (["x"], {"items[0]"}),
        ([first, second], KEPT), ([{"id": str(first["id"]), "title": "ett"}, {"ID": float(second["id"]), "NAME": "två"}], KEPT)]})

    def put(item):
        return world.ask("PUT", path, {"name": "Lista", "items": [{"id": first["id"], **item}, second]})
    for item in ({}, {"name": None}, {"name": ""}, {"title": None}, {"title": " "}, {"name": None, "title": "t"}, {"name": True}):
        answer = put(item)
        assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["items[0].name"], item
    for item, title in (({"title": "a"}, "a"), ({"name": "b", "title": "a"}, "b"), ({"name": 5, "title": "a"}, "5")):
        assert put(item).json()["items"][0]["title"] == title
    for value, done in ((OUT, True), (None, True), (1, True), ("true", True), (0, False), (None, False), ("1", True)):
        sent = {"title": "x"} if value is OUT else {"title": "x", "isCompleted": value}
        assert (put(sent).json()["items"][0]["completedDate"] is not None) is done, value
    for value in ("", 2, "ja", []):
        assert list(put({"title": "x", "isCompleted": value}).json()["modelState"]) == ["items[0].isCompleted"]
    for empty in (None, []):
        assert world.good("PUT", path, {"name": "Lista", "items": empty})["items"] == []
