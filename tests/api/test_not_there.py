"""Paths that clients try before they go on to the documented ones: only after a 404 do they."""

import pytest

NOT_THERE = [
    "/v1/Core/Users", "/v1/Core/Users/1", "/v1/Core/Contacts/1/Details", "/v1/Core/Projects/1/Notes",
    *(f"/v1/Core/Tasks/1/{part}" for part in ("Notes", "Assignees", "Assign", "Users", "Members", "ResponsibleUsers")),
    "/v1/Core/Todos", "/v1/Core/Todos/1", "/v1/Core/Articles", "/v1/Core/Articles/1", "/v1/Core/Assignments",
    "/v1/Core/Assignments/1", "/v1/Core/Customers", "/v1/Core/Customers/1",
    *(f"/v1/{name}" for name in ("Projects", "TimeReports", "Tasks", "Contacts", "Customers", "Users")),
    "/v1/Projects/1", "/v1/Users/1", "/v1/Admin/Resources", "/v1/Admin/Resources/1", "/v1/Admin/Resources/Users",
    "/v1/Admin/Resources/Users/1",
]


@pytest.mark.parametrize("path", NOT_THERE)
def test_it_is_not_there(server, client, path):
    """With a token and without, in any case, for every method, whatever is asked for."""
    extended = server.client("--all-permissions", "--rate", "off", "--extended-answers")
    for place in (path, path.lower(), f"/{path}/", path + "?page=1&pageSize=25"):
        for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
            for caller, token in ((client, None), (extended, None), (client, "nobody")):
                answer = caller.ask(method, place, {} if method in ("POST", "PUT", "PATCH") else None, token=token)
                assert (answer.status_code, answer.content) == (404, b""), (method, place)
            alone = client.session.request(method, client.base + place)
            assert (alone.status_code, alone.content) == (404, b""), (method, place)
            assert "WWW-Authenticate" not in alone.headers and "Allow" not in alone.headers
