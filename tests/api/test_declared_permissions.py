"""Every route of the API for who may not: without a token, and with one that may do all else."""

import pytest

from client import OPENAPI, Client

PERMISSIONS = ["Contact_Read", "Contact_Write", "Project_Read", "Task_Read", "Task_Write",
               "Timereport_Read", "Timereport_Write"]
ROUTES = [(method.upper(), path, described.get("description", "").removeprefix(
    "Needs the permission ").rstrip(".")) for path, operations in OPENAPI["paths"].items()
    for method, described in operations.items() if path != "/v1/Auth/Token"]
GUARDED = [route for route in ROUTES if route[2]]


def title(value):
    return value.replace("/v1/", "") if isinstance(value, str) else None


def place(path):
    """The path of a row that is not there: rights are asked for first."""
    return "/".join("999999999" if part.startswith("{") else part for part in path.split("/"))


def body(method):
    return {} if method in ("POST", "PUT") else None


@pytest.fixture(scope="module")
def all_but(server):
    """A client for each permission, which has all the others."""
    return {without: server.client("--rate", "off", *(
        word for name in PERMISSIONS if name != without for word in ("--permission", name)))
        for without in PERMISSIONS}


def test_all_permissions_are_asked_for():
    assert {permission for _, _, permission in ROUTES} == {"", *PERMISSIONS}
    assert {path.split("/")[2] for _, path, permission in ROUTES if not permission} == {"Admin"}


@pytest.mark.parametrize("method, path, _", ROUTES, ids=title)
def test_without_a_token(server, method, path, _):
    answer = Client(server).ask(method, place(path), body(method))
    assert answer.status_code == 401 and answer.json() == {"message": "Invalid token"}
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="glimt"'


@pytest.mark.parametrize("method, path, permission", GUARDED, ids=title)
def test_without_its_permission(all_but, method, path, permission):
    answer = all_but[permission].ask(method, place(path), body(method))
    assert answer.status_code == 403
    # The contract shows the action in lower case.
    area, action = permission.split("_")
    assert answer.json() == {
        "message": "You dont have the nessecery permissions to perform this action",
        "ipAddressAllowed": True, "permissionsRequired": [f"{area}_{action.lower()}"]}


@pytest.mark.parametrize("method, path, permission", GUARDED, ids=title)
def test_without_another_permission(all_but, method, path, permission):
    """It is only the one that is asked for."""
    other = next(name for name in PERMISSIONS if name.split("_")[0] != permission.split("_")[0])
    assert all_but[other].ask(method, place(path), body(method)).status_code in (200, 400)
