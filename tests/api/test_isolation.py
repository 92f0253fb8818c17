"""Two companies on one server never see each other; that ids lead to nothing of the other's is in
test_authorization.py."""

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
    assert len(ours.walk(path, quick=True)) > 1
    wanted = ["Administrator"] if path.endswith(("Admin/Users", "UserDayStatistics")) else []
    shown = [item.get("firstName", item.get("name")) for item in theirs.walk(path)]
    assert [name.strip() for name in shown] == wanted


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


def first(client, path):
    return client.good("GET", path + "?page=1&pageSize=1")["items"][0]


def test_references_from_tasks_and_reports_are_refused(companies):
    ours, theirs = companies
    ids = {name: first(ours, "/v1/" + path)["id"] for name, path in [
        ("projectId", "Core/Projects"), ("activityId", "Admin/Activities"),
        ("timeCodeId", "Admin/TimeCodes"), ("timeArticleId", "Admin/TimeArticles"),
        ("taskId", "Core/Tasks")]}
    ids["userId"] = ours.walk("/v1/Admin/Users")[5]["id"]
    refused = theirs.refused("POST", "/v1/Core/TimeReports", {
        "date": "2026-01-01", "hours": 1, "invoiceableHours": 1, **ids})
    assert set(ids) <= set(refused)
    board = next(item for item in ours.walk("/v1/Core/TaskBoards") if item["tags"])
    refused = theirs.refused("POST", "/v1/Core/Tasks", {
        "title": "x", "tagIds": [board["tags"][0]["id"]], "memberIds": [ids["userId"]],
        "taskBoardColumnId": board["columns"][0]["id"], "projectId": ids["projectId"]})
    assert set(refused) == {"tagIds", "memberIds", "taskBoardColumnId", "projectId"}
