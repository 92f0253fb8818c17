"""Creating, changing and deleting contacts."""

import pytest

from client import OPENAPI, documented

CONTACTS = "/v1/Core/Contacts"
SCHEMA = OPENAPI["components"]["schemas"]["contact.write"]
GOOD = {"name": "Örjans El", "contactType": "company", "responsibleId": 1}
TEXTS = [name for name, member in SCHEMA["properties"].items()
         if "string" in member.get("type", ()) and "enum" not in member]
FLAGS = [name for name in documented(SCHEMA) if "boolean" in SCHEMA["properties"][name].get("type", ())]
NUMBERS = [name for name, member in SCHEMA["properties"].items()
           if "integer" in member.get("type", ())]
ADDRESSES = [name for name, member in SCHEMA["properties"].items() if name.endswith("Address")]


def wrong_values():
    """For each property of the body, values that it must refuse: type, length, range, reference."""
    for name, member in SCHEMA["properties"].items():
        kinds = member.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if "enum" in member:
            yield from ((name, value) for value in ("nobody", 1, True, [], {}, ""))
        elif "string" in kinds:
            limit = member["maxLength"]
            yield from ((name, value) for value in (True, [], {}, "x" * (limit + 1)))
        elif "integer" in kinds:
            yield from ((name, value) for value in (
                "x", 1.5, True, [1], {}, -1, 0, 99999999, 10**30, "1 1"))
        elif "boolean" in kinds:
            yield from ((name, value) for value in (2, "yes", [], {}, 0.5, ""))
        elif "array" in kinds:
            yield from ((name, value) for value in (1, "1", {}, [1.5], ["x"], [None], [999999], [-1]))
        else:
            yield from ((name, value) for value in (1, "x", True, [], [{}]))


@pytest.mark.parametrize("name, value", list(wrong_values()), ids=lambda value: str(value)[:30])
def test_every_wrong_value_is_named(client, name, value):
    before = client.good("GET", CONTACTS + "?page=1&pageSize=1")["totalItemCount"]
    for body in ({**GOOD, name: value}, {**GOOD, name.upper(): value}):
        assert list(client.refused("POST", CONTACTS, body)) == [name]
    assert client.good("GET", CONTACTS + "?page=1&pageSize=1")["totalItemCount"] == before


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_wrong_value_of_an_address_is_named(client, address):
    members = SCHEMA["properties"][address]["anyOf"][0]["properties"]
    for name, member in members.items():
        bad = [[], {}, True] + (["x" * 256] if "string" in member["type"] else [99999, "x", 1.5])
        for value in bad:
            state = client.refused("POST", CONTACTS, {**GOOD, address: {name: value}})
            assert list(state) == [f"{address}.{name}"]


@pytest.mark.parametrize("name", SCHEMA["required"])
def test_required_properties(client, name):
    missing = {key: value for key, value in GOOD.items() if key != name}
    for body in (missing, {**GOOD, name: None}):
        state = client.refused("POST", CONTACTS, body)
        title = name[0].upper() + name[1:]
        assert state == {name: [f"The {title} field is required."]}
    assert "name" in client.refused("POST", CONTACTS, {**GOOD, "name": "  \t"})


def test_missing_rows_are_named_in_plain_english(client):
    for body, name, row in ((dict(responsibleId=99999), "ResponsibleId", "a user"),
                            (dict(tagIds=[99999]), "TagIds", "a contact tag")):
        sentence = f"The field {name} refers to {row} that does not exist."
        assert list(client.refused("POST", CONTACTS, {**GOOD, **body}).values()) == [[sentence]]
    report = client.refused("POST", "/v1/Core/TimeReports", {"activityId": 99999})
    assert report["activityId"] == ["The field ActivityId refers to an activity that does not exist."]


@pytest.mark.parametrize("body", [
    "", "null", "[]", '"x"', "{", '{"name":}', "{'name':1}", b"\xff\xfe", b'{"name":"\xc3\x28"}',
    '{"name":"a\\u0000b"}', "[" * 33 + "]" * 33, '{"a":' * 40 + "1" + "}" * 40, '{"name":"x"} x',
    '{"name":"\\ud800"}', "{,}", '{"a":01}', '{"a":1,,"b":2}'])
def test_unreadable_bodies_are_400_on_body(client, body):
    assert list(client.refused("POST", CONTACTS, body)) == ["body"]


def test_lenient_reading(client):
    body = ('{"NAME":"Lenient","contacttype":"PERSON","responsibleid":"1","ISACTIVE":"False",'
            '"isSupplier":null,"unknown":{"x":[1,2,],},"name":"Last wins","tagIds":[],}')
    shown = client.ask("POST", CONTACTS, body, {"Content-Type": "text/plain"}).json()
    assert shown["name"] == "Last wins" and shown["contactType"] == "Person"
    assert shown["isActive"] is False and shown["isSupplier"] is False
    assert client.create(responsibleId=1.0)["responsible"]["id"] == 1


def test_defaults_of_a_new_contact(client):
    shown = client.create()
    assert shown["isActive"] is True
    assert all(shown[name] is False for name in FLAGS if name != "isActive")
    assert shown["tags"] == [] and shown["lastUpdated"] is None
    for address in ADDRESSES:
        assert shown[address].pop("objectName") == "generic.address"
        assert set(shown[address].values()) == {None}
    assert shown["createdBy"]["id"] == 1


def test_texts_come_out_as_they_went_in(client):
    for text in ("", " x ", "å\u0308 é 🎉", "a\"b\\c/d\n\t", "<script>alert(1)</script>",
                 "'; DROP TABLE contacts; --", "\u2028", "x" * 255, "å" * 255):
        body = {name: text for name in TEXTS if name != "name" or text.strip()}
        if not text:
            body.pop("customerNumber")
        shown = client.create(**body)
        assert {name: shown[name] for name in body} == body
    assert client.create(importantInformation="å" * 32768)["importantInformation"] == "å" * 32768


def test_put_replaces_and_keeps(client):
    tag_free = client.create(
        email="a@b", phoneNumber="1", customerNumber="K9", isSupplier=True, isActive=False,
        visitingAddress={"city": "Piteå", "countryId": 1}, invoiceAddress={"city": "Luleå"})
    path = f"{CONTACTS}/{tag_free['id']}"
    shown = client.good("PUT", path, GOOD)
    assert shown["email"] is None and shown["phoneNumber"] is None
    assert shown["customerNumber"] == "K9"
    assert shown["isSupplier"] is True and shown["isActive"] is False
    assert shown["visitingAddress"] == tag_free["visitingAddress"]
    shown = client.good("PUT", path, {**GOOD, "visitingAddress": {"state": "x"},
                                      "invoiceAddress": None, "isSupplier": False})
    assert shown["visitingAddress"]["city"] is None and shown["visitingAddress"]["state"] == "x"
    assert shown["invoiceAddress"]["city"] is None and shown["isSupplier"] is False
    assert shown["lastUpdated"] and shown["lastUpdatedBy"] == shown["createdBy"]
    assert client.good("GET", path) == shown


def test_customer_numbers(account):
    assert [account.create()["customerNumber"] for _ in range(3)] == ["1", "2", "3"]
    assert account.create(customerNumber="0050")["customerNumber"] == "0050"
    assert account.create(customerNumber="A999")["customerNumber"] == "A999"
    assert account.create(customerNumber="50")["customerNumber"] == "50"
    assert account.create(customerNumber="")["customerNumber"] == "51"
    assert account.create(customerNumber=None)["customerNumber"] == "52"
    last = account.create(customerNumber="9" * 40)
    assert account.create()["customerNumber"] == "53"
    shown = account.good("PUT", f"{CONTACTS}/{last['id']}", {**GOOD, "customerNumber": None})
    assert shown["customerNumber"] == "9" * 40


def test_company_of_a_person(client):
    company, person = client.create(), client.create(contactType="person")
    shown = client.create(contactType="person", companyId=company["id"])
    assert shown["company"] == {"objectName": "generic.name_id", "id": company["id"],
                                "name": company["name"]}
    for body, name in [({"contactType": "company", "companyId": company["id"]}, "companyId"),
                       ({"contactType": "person", "companyId": person["id"]}, "companyId"),
                       ({"contactType": "person", "parentCompanyId": company["id"]}, "parentCompanyId"),
                       ({"contactType": "company", "parentCompanyId": person["id"]}, "parentCompanyId")]:
        assert list(client.refused("POST", CONTACTS, {**GOOD, **body})) == [name]
    renamed = {**GOOD, "name": "Nytt namn"}
    client.good("PUT", f"{CONTACTS}/{company['id']}", renamed)
    assert client.good("GET", f"{CONTACTS}/{shown['id']}")["company"]["name"] == "Nytt namn"
    state = client.refused("PUT", f"{CONTACTS}/{company['id']}", {**GOOD, "contactType": "person"})
    assert list(state) == ["contactType"]


def test_companies_own_no_circles(client):
    top = client.create()
    middle = client.create(parentCompanyId=top["id"])
    bottom = client.create(parentCompanyId=middle["id"])
    for owner in (top, middle, bottom):
        state = client.refused("PUT", f"{CONTACTS}/{top['id']}",
                               {**GOOD, "parentCompanyId": owner["id"]})
        assert list(state) == ["parentCompanyId"]
    assert client.good("PUT", f"{CONTACTS}/{bottom['id']}", {**GOOD, "parentCompanyId": top["id"]})


def test_delete_is_refused_while_others_refer(client):
    company = client.create()
    person = client.create(contactType="person", companyId=company["id"])
    child = client.create(parentCompanyId=company["id"])
    for other in (person, child):
        assert "id" in client.refused("DELETE", f"{CONTACTS}/{company['id']}")
        assert client.ask("DELETE", f"{CONTACTS}/{other['id']}").status_code == 200
    gone = client.ask("DELETE", f"{CONTACTS}/{company['id']}")
    assert (gone.status_code, gone.content) == (200, b"")
    assert client.refused("DELETE", f"{CONTACTS}/{company['id']}")
    assert client.create()["id"] > child["id"]


def test_all_faults_of_a_body_at_once(client):
    state = client.refused("PUT", f"{CONTACTS}/99999999", {
        "contactType": "x", "responsibleId": 99999, "tagIds": [77777], "isActive": "maybe",
        "visitingAddress": {"city": True, "countryId": 9999}, "email": "x" * 300})
    assert set(state) == {"id", "name", "contactType", "responsibleId", "tagIds", "isActive",
                          "visitingAddress.city", "visitingAddress.countryId", "email"}


def test_an_application_acts_as_its_user(server, client):
    shown = client.create(name="Vems?")
    assert shown["createdBy"] == {"objectName": "generic.name_id", "id": 1, "name": "Administrator"}
