"""The description: complete, and true to the kept facts of the contract."""

import json
import pathlib

import jsonschema
import pytest

from client import OPENAPI, documented, resolve
from people import PAGES

FACTS = json.loads((pathlib.Path(__file__).parent / "contract" / "endpoints.json").read_text())


def test_document_is_whole():
    assert OPENAPI["openapi"].startswith("3.1.")
    assert OPENAPI["info"]["title"] and OPENAPI["info"]["version"]
    for schema in OPENAPI["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    text = json.dumps(OPENAPI)
    for name in OPENAPI["components"]["schemas"]:
        assert f"#/components/schemas/{name}\"" in text, f"{name} is never used"


def test_it_has_the_45_endpoints_and_no_other_but_extensions():
    described = {(method.upper(), path) for path, operations in OPENAPI["paths"].items()
                 for method, operation in operations.items() if "x-extension" not in operation}
    assert described == {(fact["method"], fact["path"]) for fact in FACTS}
    assert len(described) == 45


def test_extensions_have_a_tag_of_their_own():
    for path, operations in OPENAPI["paths"].items():
        for operation in operations.values():
            assert operation.get("x-extension", False) == (operation["tags"] == ["Extensions"]), path
    marked = json.dumps(PAGES.document).count("x-extension")
    assert marked == 0


CREATED_OR_UPDATED = "createdDate updatedDate"
SPANS = "createdDateFrom createdDateTo updatedDateFrom updatedDateTo"
# The permission, the filters, and the sort keys of a list.
EXTENSIONS = {
    ("POST", "/v1/Core/Projects"): ("Project_Write", "", ""),
    ("GET", "/v1/Core/Projects/{id}"): ("Project_Read", "", ""),
    ("PUT", "/v1/Core/Projects/{id}"): ("Project_Write", "", ""),
    ("GET", "/v1/Core/Projects/{projectId}/Comments"): ("Project_Read", "", "createdDate"),
    ("POST", "/v1/Core/Projects/{projectId}/Comments"): ("Project_Write", "", ""),
    ("GET", "/v1/Core/Projects/{id}/TimeCalculation"): ("Project_Read", "", ""),
    ("GET", "/v1/Admin/ProjectStatuses"): (None, "query", "name"),
    ("GET", "/v1/Admin/ProjectCategories"): (None, "query", "name"),
    ("GET", "/v1/Admin/ProjectTags"): (None, "query", "name"),
    ("GET", "/v1/Admin/CostCenters"): (None, "query", "name"),
    ("GET", "/v1/Admin/OpportunityStatuses"): (None, "", "name"),
    ("GET", "/v1/Admin/OpportunityTags"): (None, "", "name"),
    ("GET", "/v1/Core/Invoices"): ("Project_Read", "customerId createdSince sinceId",
                                   "createdDate invoiceDate customer sum sentToEconomySystem"),
    ("GET", "/v1/Core/Invoices/{id}"): ("Project_Read", "", ""),
    ("PATCH", "/v1/Core/Invoices/{id}/setSentToEconomySystem"): ("Project_Write", "", ""),
    ("GET", "/v1/Core/PaymentPlans"): ("Project_Read", "projectId", f"date {CREATED_OR_UPDATED}"),
    ("GET", "/v1/Core/SupplierInvoices"): ("Project_Read", "projectId invoiceDateFrom invoiceDateTo",
                                           f"invoiceDate title {CREATED_OR_UPDATED}"),
    ("GET", "/v1/Core/MaterialReports"): ("Project_Read", "projectId", "id"),
    ("GET", "/v1/Core/Opportunities"): (
        "Project_Read", f"{SPANS} closedDateFrom closedDateTo estimatedClosingDateFrom estimatedClosingDateTo hasOffers"
        " opportunityStatusIds opportunityTagIds opportunityState", f"title {CREATED_OR_UPDATED}"),
    ("GET", "/v1/Core/Opportunities/{id}"): ("Project_Read", "", ""),
    ("GET", "/v1/Core/Offers"): ("Project_Read", f"offerNumber {SPANS} offerState opportunityId",
                                 f"title offerNumber {CREATED_OR_UPDATED}"),
    ("GET", "/v1/Core/Planning/HasResourcePlanning/Users"): ("Project_Read", "", "name"),
    ("GET", "/v1/Core/Planning/GetPlanningSummaries/Projects"): ("Project_Read", "", "fromDate"),
    ("GET", "/v1/Core/Tasks/{taskId}"): ("Task_Read", "", ""),
}
BARE = {
    "/v1/Core/Planning/HasResourcePlanning/Users": "fromDate toDate excludeDeleted excludeRestricted",
    "/v1/Core/Planning/GetPlanningSummaries/Projects": "userId fromDate toDate excludeProjects excludeAbsence excludeInternal",
    "/v1/Core/Invoices/{id}/setSentToEconomySystem": "date economySystemInvoiceNumber",
}


def test_what_programs_call_beyond_the_documentation():
    """Each with its permission, its parameters, and a mark; and nothing else."""
    marked = {(method.upper(), path): described for path, operations in OPENAPI["paths"].items()
              for method, described in operations.items() if described.get("x-extension")}
    assert set(marked) == set(EXTENSIONS)
    for (method, path), described in marked.items():
        permission, filters, sorts = EXTENSIONS[method, path]
        assert described.get("description") == (permission and f"Needs the permission {permission}."), path
        query = {one["name"]: one["schema"] for one in described["parameters"] if one["in"] == "query"}
        assert query.pop("sortBy", {}).get("enum", []) == sorts.split(), path
        pages = {"page", "pageSize", "sortOrder"} if sorts else set()
        assert list(name for name in query if name not in pages) == [
            *(f"filter.{name}" for name in filters.split()), *BARE.get(path, "").split()], path
        assert pages <= set(query), path


def operation(fact):
    return OPENAPI["paths"][fact["path"]][fact["method"].lower()]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{fact['method']} {fact['path']}")
def test_parameters_and_properties_are_the_documented_ones(fact):
    described = operation(fact)
    parameters = {item["name"]: item for item in described.get("parameters", [])}
    for name in fact["filters"]:
        assert name in parameters
    if fact["sortBy"]:
        assert parameters["sortBy"]["schema"]["enum"] == fact["sortBy"]
        assert parameters["page"]["required"] and parameters["pageSize"]["schema"]["default"] == 25
    if fact["permission"]:
        assert fact["permission"] in described["description"]
    if fact["requestFields"]:
        body = resolve(described["requestBody"]["content"]["application/json"]["schema"])
        names = [{"tags": "tagIds"}.get(name, name) for name, _, _ in fact["requestFields"]]
        shown = {"startTime", "endTime"}  # of tasks, which come back as they are shown
        assert set(names) == set(documented(body)) - shown
        assert body.get("required", []) == [name for name, _, required in fact["requestFields"] if required]


@pytest.mark.parametrize("fact", [fact for fact in FACTS if fact["example"]],
                         ids=lambda fact: f"{fact['method']} {fact['path']}")
def test_documented_answers_fit_the_schemas(fact):
    schema = operation(fact)["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(
        {**schema, "components": OPENAPI["components"]}).validate(fact["example"])
    item = resolve(schema)
    if "items" in item["properties"]:
        item = resolve(item["properties"]["items"]["items"])
        assert documented(item) == list(fact["example"]["items"][0])
    else:
        assert documented(item) == list(fact["example"])


def test_only_what_requests_can_use_is_described():
    """Some filters are the server's own."""
    names = {parameter["name"] for operations in PAGES.document["paths"].values()
             for operation in operations.values() for parameter in operation.get("parameters", [])}
    assert "filter.userId" in names
    assert names.isdisjoint({"filter.visibleTo", "filter.liveAt", "filter.today"})


def test_changes_in_the_audit_log_are_described_as_an_array():
    assert PAGES.document["components"]["schemas"]["admin.audit_entry"]["properties"]["changes"]["type"] == "array"
