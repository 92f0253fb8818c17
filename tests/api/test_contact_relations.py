"""Contacts that are something to the company: filter.relations, which the documentation does not have."""

import itertools

import pytest

from client import OPENAPI, running

CONTACTS = "/v1/Core/Contacts"
FLAGS = {"customer": "isCustomer", "supplier": "isSupplier", "wholesale": "isWholeSale", "retail": "isRetailer",
         "subcontractor": "isSubContractor", "partner": "isPartner"}


@pytest.fixture(scope="module")
def client():
    with running("--demo") as server:
        yield server.client()


@pytest.fixture(scope="module")
def relations(client):
    """What each contact is, by its id."""
    alone = [client.quick(f"{CONTACTS}/{row['id']}") for row in client.walk(CONTACTS, quick=True)]
    found = {row["id"]: {name for name, flag in FLAGS.items() if row[flag]} for row in alone}
    assert set().union(*found.values()) == set(FLAGS) and set() in found.values()
    return found


def ids(client, query):
    return {row["id"] for row in client.walk(f"{CONTACTS}?{query}")}


def any_of(relations, *names):
    return {number for number, has in relations.items() if has & set(names)}


@pytest.mark.parametrize("names", [names for count in (1, 2, 6) for names in itertools.combinations(FLAGS, count)])
def test_any_of_them(client, relations, names):
    assert ids(client, "filter.relations=" + ",".join(names)) == any_of(relations, *names)


@pytest.mark.parametrize("query", [
    "filter.relations=supplier,partner", "filter.relations=partner,supplier,partner", "FILTER.RELATIONS=Supplier,PARTNER",
    "filter.relations=supplier&filter.relations=partner", "filter.relations[]=supplier&filter.relations[]=partner",
    "filter.relations=,supplier,,%20partner%20,", "filter.relations=supplier%2Cpartner"])
def test_ways_to_write_a_list(client, relations, query):
    assert ids(client, query) == any_of(relations, "supplier", "partner")


def test_none_are_all(client, relations):
    for query in ("filter.relations=", "filter.relations=,", "filter.relation=supplier"):
        assert ids(client, query) == set(relations)


def test_it_narrows_with_other_filters(client, relations):
    persons = {row["id"] for row in client.walk(f"{CONTACTS}?filter.contactType=person")}
    assert ids(client, "filter.contactType=person&filter.relations=customer") == persons & any_of(relations, "customer")


@pytest.mark.parametrize("value", ["friend", "customer,friend", "isCustomer", "1", "customer;supplier", "customer%00"])
def test_what_it_refuses(client, value):
    state = client.refused("GET", f"{CONTACTS}?page=1&filter.relations={value}")
    assert list(state) == ["filter.relations"]
    assert "%" in value or state["filter.relations"] == [
        "The field Relations must be one of: customer, supplier, wholesale, retail, subcontractor, partner."]


def test_a_spelling_that_cannot_be_read(client):
    assert client.refused("GET", f"{CONTACTS}?page=1&filter.relations.x=customer") == {
        "filter.relations": ["The parameter must be written as filter.relations, with words separated by commas."]}


def test_the_description_marks_it(client):
    parameters = OPENAPI["paths"][CONTACTS]["get"]["parameters"]
    marked = [item for item in parameters if item.get("x-extension")]
    assert [item["name"] for item in marked] == ["filter.relations"]
    assert marked[0]["schema"]["items"]["enum"] == list(FLAGS)
