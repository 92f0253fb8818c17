"""Two companies on one server never see each other."""

import json

import pytest

from client import OPENAPI, glimt, running

CONTACTS = "/v1/Core/Contacts"
GOOD = {"name": "x", "contactType": "company", "responsibleId": 1}


@pytest.fixture(scope="module")
def companies():
    """The demo company, and another with nothing but its first user."""
    with running("--demo") as server:
        made = glimt("account", "add", "Den andra", "--data", server.directory, "--json")
        yield server.client(), server.client(account=json.loads(made.stdout)["id"])


@pytest.mark.parametrize("path", [path for path in OPENAPI["paths"] if "{" not in path
                                  and "Token" not in path and "Countries" not in path])
def test_lists_show_nothing_of_the_other(companies, path):
    ours, theirs = companies
    assert len(ours.walk(path)) > 1
    wanted = ["Administrator"] if path.endswith("Users") else []
    assert [item.get("firstName") for item in theirs.walk(path)] == wanted


def test_ids_of_the_other_are_missing(companies):
    ours, theirs = companies
    for item in ours.walk(CONTACTS)[:20]:
        path = f"{CONTACTS}/{item['id']}"
        for method, body in (("GET", None), ("PUT", GOOD), ("DELETE", None)):
            assert theirs.refused(method, path, body) == {"id": ["The contact could not be found."]}
        assert ours.get(path).status_code == 200
    assert theirs.refused("GET", "/v1/Admin/Users/5")


def test_references_to_the_other_are_refused(companies):
    ours, theirs = companies
    company = next(item for item in ours.walk(CONTACTS) if item["contactType"] == "company")
    tag, user = ours.walk("/v1/Admin/ContactTags")[0], ours.walk("/v1/Admin/Users")[5]
    for body, name in [({"responsibleId": user["id"]}, "responsibleId"),
                       ({"tagIds": [tag["id"]]}, "tagIds"),
                       ({"parentCompanyId": company["id"]}, "parentCompanyId"),
                       ({"contactType": "person", "companyId": company["id"]}, "companyId")]:
        assert list(theirs.refused("POST", CONTACTS, {**GOOD, **body})) == [name]


def test_ids_and_numbers_begin_anew(companies):
    ours, theirs = companies
    made = theirs.create(name="Vår första")
    assert made["id"] == 1 and made["customerNumber"] == "1"
    assert ours.good("GET", f"{CONTACTS}/1")["name"] != "Vår första"
    assert not ours.walk(f"{CONTACTS}?filter.query=Vår första")
