"""The documented requests as they are printed, and the documented answers value by value."""

import json
import pathlib

import pytest

from database import columns as columns_of
from documented import day, insert, instant, same, serve, user

CONTRACT = pathlib.Path(__file__).parent / "contract"
ENDPOINTS = json.loads((CONTRACT / "endpoints.json").read_text())
CONTACT_BODY = (CONTRACT / "contact_body.txt").read_text().rstrip("\n")
EXAMPLES = {(fact["method"], fact["path"]): fact["example"] for fact in ENDPOINTS if fact["example"]}
REGISTRIES = [path for _, path in EXAMPLES
              if path.startswith("/v1/Admin/") and "{" not in path and path != "/v1/Admin/Users"]


def fill_lookups(database):
    for table, number, name in [("countries", 1, "Sverige"), ("departments", 1, "Developers"),
                                ("schedules", 1, "Full time"), ("units", 1, "st"),
                                ("time_reporting_profiles", 1, "Base reporting profile"),
                                ("time_reporting_profiles", 5, "Default profile"),
                                ("equipment_types", 1, "Lorem ipsum")]:
        insert(database, table, id=number, name=name)
    made = {"created_at": instant("2022-06-21 04:43:12 +00:00"), "created_by_id": 1}
    for number, name in ((1, "Lorem ipsum"), (2, "Dolar sit amet")):
        insert(database, "time_codes", id=number, name=name, is_active=1, **made)
    insert(database, "time_articles", id=1, name="Lorem ipsum", is_active=1, **made)
    return made


def fill_users(database):
    user(database, 1, "John", "Doe")
    user(database, 5, "Jonas", "lindberg")
    user(database, 15, "Annan", "Användare")
    insert(database, "activities", id=1, name="Project management", is_active=1, created_at=0)
    insert(database, "time_articles", id=2, name="Consulting", is_active=1, created_at=0)


def fill_listed_user(database):
    fill_lookups(database)
    user(database, 1, "Jane", "Doe")
    user(database, 2, "John", "Doe", start_date=day("2021-02-01"), end_date=day("2022-02-15"),
         time_reporting_profile_id=5, department_id=1, permissions="administrator sales",
         created_by_id=1)
    database.execute("UPDATE users SET created_at = ? WHERE id = 2",
                     [instant("2022-06-11 04:43:12 +00:00")])


REGISTRY_ROWS = {
    "AbsenceProjects": ("absence_projects", {
        "salary_code_for_monthly_salary": "040", "salary_code_for_hourly_salary": "040"}),
    "Activities": ("activities", {"preferred_time_code_id": 2, "preferred_time_article_id": 1}),
    "Allowances": ("allowances", {}),
    "Articles": ("articles", {"article_number": "A024", "price": 500_000_000, "cost": 345_500_000,
                              "unit_id": 1}),
    "CompanyCars": ("company_cars", {"make_and_model": "BMW 320 GT",
                                     "registration_number": "ABC123", "type": "companyCar"}),
    "Equipments": ("equipments", {"type_id": 1}),
    "InternalProjects": ("internal_projects", {}),
    "TimeAdditions": ("time_additions", {"type": "boolean"}),
    "TimeArticles": ("time_articles", {}),
    "TimeCodes": ("time_codes", {}),
}


def fill_registry(database, name, made):
    table, columns = REGISTRY_ROWS[name]
    known = columns_of(database, table)
    columns = dict(columns, id=1, name="Lorem ipsum", is_active=1, **made)
    if "description" in known:
        columns["description"] = "Lorem ipsum dolar sit amet"
    insert(database, table, **columns)


@pytest.fixture(scope="module")
def documented():
    """A database with the rows that the examples show."""
    def fill(database):
        database.execute("DELETE FROM countries")
        made = fill_lookups(database)
        fill_users(database)
        for name in REGISTRY_ROWS:
            if name not in ("Activities", "TimeArticles", "TimeCodes"):
                fill_registry(database, name, made)
        insert(database, "time_additions", id=2, name="Lorem ipsum dolar", type="number",
               description="Lorem ipsum dolar sit amet", is_active=1, created_by_id=1,
               created_at=instant("2022-06-23 04:43:12 +00:00"))
        insert(database, "contact_tags", id=1, title="Good customer", color="#41b18b", created_at=0)
        fill_contacts(database)
    manager, client = serve(fill)
    yield client
    manager.__exit__(None, None, None)


def fill_contacts(database):
    insert(database, "contacts", id=2, name="My company", contact_type="company",
           responsible_id=1, created_at=instant("2022-07-01 04:43:12 +00:00"))
    insert(database, "contacts", id=1, name="John Doe", customer_number="1", contact_type="person",
           visiting_street_address="Blikkvägen 123", visiting_postal_code="94100",
           visiting_city="Piteå", visiting_state="Norrbotten", visiting_country_id=1, company_id=2,
           responsible_id=1, created_at=instant("2022-07-01 04:43:12 +00:00"))
    insert(database, "contacts", id=32, name="Lotta Larsson", customer_number="111",
           contact_type="person", organizational_or_social_security_number="860311-7063",
           is_active=1, email="lotta@familjenlarsson.se", invoice_email="",
           phone_number="075-9902281", cell_phone_number="0707788994", important_information="",
           responsible_id=5, visiting_street_address="Solberga", visiting_postal_code="92372",
           visiting_country_id=1, delivery_street_address="", delivery_postal_code="",
           delivery_country_id=1, invoice_street_address="", invoice_additional_address="",
           invoice_postal_code="", invoice_country_id=1, created_by_id=5,
           created_at=instant("2021-06-17 05:43:54 +00:00"))


def example_items(path):
    return EXAMPLES[("GET", path)]["items"]


@pytest.mark.parametrize("path", [
    "/v1/Admin/" + name for name in ("AbsenceProjects", "Allowances", "Articles", "CompanyCars",
                                     "Equipments", "InternalProjects", "TimeAdditions",
                                     "ContactTags", "Countries")])
def test_registry_examples(documented, path):
    page = documented.good("GET", path + "?page=1")
    same(page["items"], example_items(path))
    example = EXAMPLES[("GET", path)]
    assert list(page) == list(example) and page["objectName"] == example["objectName"]


@pytest.mark.parametrize("name", ["Activities", "TimeArticles", "TimeCodes"])
def test_examples_of_registries_that_others_need(name):
    def fill(database):
        database.execute("DELETE FROM countries")
        made = fill_lookups(database)
        user(database, 1, "John", "Doe")
        fill_registry(database, name, made)
    manager, client = serve(fill)
    try:
        items = client.walk(f"/v1/Admin/{name}")
        same([item for item in items if item["id"] == 1], example_items(f"/v1/Admin/{name}"))
    finally:
        manager.__exit__(None, None, None)


def test_user_list_example():
    manager, client = serve(fill_listed_user)
    try:
        items = client.good("GET", "/v1/Admin/Users?page=1")["items"]
        same([item for item in items if item["id"] == 2], example_items("/v1/Admin/Users"))
    finally:
        manager.__exit__(None, None, None)


def test_user_detail_example():
    def fill(database):
        fill_lookups(database)
        insert(database, "time_articles", id=1, name="Consulting", is_active=1, created_at=0)
        insert(database, "activities", id=1, name="Project management", is_active=1, created_at=0)
        user(database, 1, "John", "Doe", email="john.doe@test.com",
             mobile_phone_number="+46701234567", note="This is a note about this user",
             start_date=day("2021-12-01"), department_id=1, salary_type="monthly",
             cost_per_hour=450_000_000, employee_number="12", manager_id=1, schedule_id=1,
             standard_time_article_id=1, standard_activity_id=1, time_reporting_profile_id=1)
        database.execute("UPDATE users SET created_at = ? WHERE id = 1",
                         [instant("2021-12-15 09:24:13 +00:00")])
    manager, client = serve(fill)
    try:
        same(client.good("GET", "/v1/Admin/Users/1"), EXAMPLES[("GET", "/v1/Admin/Users/{id}")])
    finally:
        manager.__exit__(None, None, None)


def test_contact_examples(documented):
    page = documented.good("GET", "/v1/Core/Contacts?page=1&pageSize=10&filter.query=john"
                           "&sortBy=name&sortOrder=ascending")
    same(page["items"], example_items("/v1/Core/Contacts"))
    same(documented.good("GET", "/v1/Core/Contacts/32"),
         EXAMPLES[("GET", "/v1/Core/Contacts/{id}")])


def test_contact_bodies_as_printed():
    def fill(database):
        for number in range(2, 16):
            user(database, number, "Namn", str(number))
        for number in (10, 16):
            insert(database, "contact_tags", id=number, title=f"Märke {number}", created_at=0)
    manager, client = serve(fill)
    try:
        sent = json.loads(CONTACT_BODY.replace(", }", " }"))
        assert CONTACT_BODY.count(", }") == 3
        for method, path, status in (("POST", "/v1/Core/Contacts", 201),
                                     ("POST", "/v1/Core/Contacts", 201),
                                     ("PUT", "/v1/Core/Contacts/1", 200)):
            shown = client.good(method, path, CONTACT_BODY, status)
            check_shown(shown, sent)
        assert shown["lastUpdatedBy"] == shown["createdBy"] and shown["lastUpdated"]
        assert client.ask("DELETE", "/v1/Core/Contacts/2").content == b""
        assert client.refused("GET", "/v1/Core/Contacts/2")
    finally:
        manager.__exit__(None, None, None)


def check_shown(shown, sent):
    """What was sent comes out, under the names of the detail."""
    for name, value in sent.items():
        if name == "responsibleId":
            assert shown["responsible"]["id"] == value
        elif name == "tagIds":
            assert [tag["id"] for tag in shown["tags"]] == value
            assert shown["tags"][0] == {"objectName": "generic.name_id", "id": 10,
                                        "name": "Märke 10"}
        elif name.endswith("Address"):
            assert {key: shown[name][key] for key in value} == value
            assert shown[name]["countryName"] == "Sverige"
        elif name not in ("companyId", "parentCompanyId"):
            assert shown[name] == value
