"""Every property of every body, wrong in turn in every way that the description lets one think of."""

import copy
import json
import pathlib
import re

import pytest

import database
from client import OPENAPI, find_operation
from documented import fill_what_reports_name, fill_what_tasks_name, insert, serving
from wrong_bodies import WRONG, blames, faults, plain, property_name, set_at

CONTRACT = pathlib.Path(__file__).parent / "contract"
BODIES = json.loads((CONTRACT / "bodies.json").read_text())
CONTACT = {"name": "x", "contactType": "company", "responsibleId": 1, "tagIds": [], "isActive": True,
           "visitingAddress": {}, "deliveryAddress": {}, "invoiceAddress": {}}
PROJECT = {"title": "x", "workSiteAddress": {"city": "x"}}
ENDPOINTS = {
    ("POST", "/v1/Core/Projects"): PROJECT,
    ("PUT", "/v1/Core/Projects/1"): PROJECT,
    ("POST", "/v1/Core/Projects/1/Comments"): {"text": "x"},
    ("POST", "/v1/Core/Contacts"): CONTACT,
    ("PUT", "/v1/Core/Contacts/1"): CONTACT,
    ("POST", "/v1/Core/Tasks"): json.loads(BODIES["POST /v1/Core/Tasks"]),
    ("PUT", "/v1/Core/Tasks/1"): json.loads(BODIES["PUT /v1/Core/Tasks/{taskId}"]),
    ("POST", "/v1/Core/Tasks/1/Comments"): {"text": "x"},
    ("PUT", "/v1/Core/Tasks/1/Comments/1"): {"text": "x"},
    ("POST", "/v1/Core/Tasks/1/Checklists"):
        json.loads(BODIES["POST /v1/Core/Tasks/{taskId}/Checklists"]),
    ("PUT", "/v1/Core/Tasks/1/Checklists/1"):
        json.loads(BODIES["PUT /v1/Core/Tasks/{taskId}/Checklists/{checklistId}"]),
    ("POST", "/v1/Core/Tasks/1/Attachments"):
        {"name": "x", "externalUrl": "https://example.com", "externalUrlType": "dropbox"},
    ("PUT", "/v1/Core/Tasks/1/Attachments/1"): {"name": "x"},
    ("POST", "/v1/Core/TimeReports"): json.loads(BODIES["POST /v1/Core/TimeReports"]),
    ("PUT", "/v1/Core/TimeReports/1"): json.loads(BODIES["POST /v1/Core/TimeReports"]),
}


def schema_of(method, path):
    return find_operation(method, path)["requestBody"]["content"]["application/json"]["schema"]


def test_every_endpoint_that_takes_a_body_is_here():
    described = sum("requestBody" in operation for operations in OPENAPI["paths"].values()
                    for operation in operations.values())
    assert described == len(ENDPOINTS)


@pytest.fixture(scope="module")
def filled():
    """A client of an account with one of everything that a body is about."""
    def fill(database):
        fill_what_tasks_name(database)
        fill_what_reports_name(database)
        insert(database, "contacts", id=1, name="x", contact_type="company", responsible_id=1)
        insert(database, "tasks", id=1, title="x")
        insert(database, "task_comments", id=1, text="x", task_id=1)
        insert(database, "task_checklists", id=1, name="x", task_id=1)
        insert(database, "task_checklist_items", id=1, title="x", task_checklist_id=1)
        insert(database, "task_attachments", id=1, name="x", type="link", external_url="x", task_id=1)
        insert(database, "time_reports", id=1, hours=1, user_id=1, project_id=1, activity_id=1,
               time_code_id=1, time_article_id=1)
    with serving(fill) as client:
        yield client


# Tokens, and what tells of refusals, too.
LOGS = "tokens", "security_events", "usage_entries", "usage_hours", "usage_days", "sequences"


def dump(client):
    """All rows but those of LOGS."""
    return database.dump(client.directory, LOGS)


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
def test_each_property_wrong_in_turn(filled, endpoint):
    method, path = endpoint
    before, example, count = dump(filled), ENDPOINTS[endpoint], 0
    for place, value in faults(schema_of(method, path), example):
        body = copy.deepcopy(example)
        set_at(body, place, value)
        answer = filled.ask(method, path, body)
        assert answer.status_code == 400, (place, value, answer.text)
        assert blames(answer.json()["modelState"], property_name(place)), (place, value, answer.text)
        count += 1
    assert count >= 5
    assert dump(filled) == before


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
def test_names_in_any_case_are_the_same_names(filled, endpoint):
    """A wrong value under a name in capitals is blamed on the name as documented."""
    method, path = endpoint
    before, example = dump(filled), ENDPOINTS[endpoint]
    for name, member in plain(schema_of(method, path))[0]["properties"].items():
        body = copy.deepcopy(example)
        body.pop(name, None)
        body[name.upper()] = WRONG[plain(member)[0]["type"]][1]
        assert blames(filled.refused(method, path, body), name), name
    assert dump(filled) == before


MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00")
OF_KIND = {"integer": 77, "number": 77.5, "boolean": True, "string": "2001-02-03", "array": [], "object": {"id": 77}}


# What a project takes as it is shown, under another name than the described one.
AS_SHOWN = {"status", "location", "projectManager", "responsible", "customer"}


def only_shown(method, path):
    """What an answer has and its operation does not take, by name, with a value of its kind."""
    operation = find_operation(method, path)
    answer = next(operation["responses"][status] for status in ("200", "201") if status in operation["responses"])
    shown = plain(answer["content"]["application/json"]["schema"])[0]["properties"]
    taken = {name.removesuffix("s").removesuffix("Id") for name in plain(schema_of(method, path))[0]["properties"]}
    taken |= {name.removesuffix("s") for name in AS_SHOWN if "/Projects" in path}
    return {name: OF_KIND[plain(member)[0].get("type", "string")] for name, member in shown.items()
            if name.removesuffix("s").removesuffix("Id") not in taken and name != "taskBoardColumn"}


def essence(value):
    """What is the same of two rows that are made of the same: neither numbers of their own nor moments."""
    if isinstance(value, list):
        return [essence(one) for one in value]
    if isinstance(value, dict):
        return {name: essence(member) for name, member in value.items() if name not in ("id", "customerNumber", "orderNumber")}
    return "then" if isinstance(value, str) and MOMENT.fullmatch(value) else value


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
def test_what_is_only_shown_is_not_taken(filled, endpoint):
    """Who made a row and when, its number, its company: whatever is sent under such a name counts for nothing."""
    method, path = endpoint
    foreign = only_shown(method, path)
    assert "id" in foreign
    foreign |= {"accountId": 77, "account_id": 77, "createdById": 77, "created_by_id": 77, "version": 77, "class": 77}
    first, second = (filled.ask(method, path, {**body, **ENDPOINTS[endpoint]}) for body in ({}, foreign))
    if "Checklists/1" not in path and "TimeReports/1" not in path:
        assert first.status_code in (200, 201), first.text
    assert second.status_code == first.status_code, second.text
    if first.status_code == 400:
        assert second.json() == first.json()
        return
    assert essence(second.json()) == essence(first.json())
    assert second.json()["id"] != 77 and OF_KIND["string"] not in second.text


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
def test_bodies_that_are_none(filled, endpoint):
    method, path = endpoint
    before = dump(filled)
    for body in ("", "null", "[]", "5", '"x"', "{", '{"a":}', "{}{}",
                 '{"name": "\\ud800"}', '{"name": "a\\u0000b"}',
                 b'{"name": "\xff"}', "[" * 100 + "]" * 100):
        assert list(filled.refused(method, path, body)) == ["body"], body
    assert dump(filled) == before


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=" ".join)
def test_the_examples_themselves_are_good(filled, endpoint):
    """Else all the refusals above would prove nothing."""
    method, path = endpoint
    body = ENDPOINTS[endpoint]
    if "Checklists/1" in path or "TimeReports/1" in path:
        return
    answer = filled.ask(method, path, body)
    assert answer.status_code in (200, 201), answer.text
