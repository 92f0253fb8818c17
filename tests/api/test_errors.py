"""Refusals: which one, in which order, with which words."""

import pytest

from client import Client, glimt

CONTACTS = "/v1/Core/Contacts"


@pytest.mark.parametrize("path", [
    "/v1", "/v2/Core/Contacts", "/v1/Core/Contacts/5/Details", "/v1/Core/Contacts/abc",
    "/v1/Core/Contacts/0", "/v1/Core/Contacts/-1", "/v1/Core/Contacts/1.5",
    "/v1/EndpointThatDoesNotExist", "/v1/Admin/Countries/1", "/v1/Auth", "/v1/Core/Projects/1/2/3"])
def test_unknown_paths_are_404_before_authentication(client, path):
    for headers in ({}, {"Authorization": "Bearer nonsense"}):
        answer = client.ask("GET", path, headers=headers)
        assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("method, path, allowed", [
    ("PATCH", CONTACTS, {"GET", "HEAD", "POST"}), ("DELETE", CONTACTS, {"GET", "HEAD", "POST"}),
    ("POST", CONTACTS + "/1", {"GET", "HEAD", "PUT", "DELETE"}), ("GET", "/v1/Auth/Token", {"POST"}),
    ("POST", "/v1/Admin/Users", {"GET", "HEAD"}), ("PUT", "/v1/Admin/Countries", {"GET", "HEAD"})])
def test_other_methods_are_405_with_allow(client, method, path, allowed):
    answer = client.ask(method, path)
    assert (answer.status_code, answer.content) == (405, b"")
    assert set(answer.headers["Allow"].split(", ")) == allowed
    options = client.ask("OPTIONS", path)
    assert options.status_code == 204 and options.headers["Allow"] == answer.headers["Allow"]


@pytest.mark.parametrize("path", [
    "/v1/core/contacts?page=1", "//v1/Core/Contacts?page=1", "/V1/CORE//CONTACTS/?PAGE=1",
    "/v1/Core/Contacts/?Page=1", "/v1/Core/%43ontacts?p%61ge=1"])
def test_paths_and_names_in_any_case(client, path):
    assert client.get(path).status_code == 200


def raw_status(client, server, path):
    """Of a path that is sent as it is."""
    connection = server.raw()
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                       f"Authorization: Bearer {client.token}\r\n\r\n".encode())
    with connection, connection.makefile("rb") as stream:
        return int(stream.readline().split()[1])


@pytest.mark.parametrize("path", ["/%761/Core/%43ontacts?page=1", "/v1/Core/Contact%73/?page=1",
                                  "/v1/%43%6Fre//Contacts?p%61ge=1"])
def test_encoded_letters_are_letters(client, server, path):
    assert raw_status(client, server, path) == 200
    assert raw_status(client, server, "/%61dmin/v%31/Session") == 401


@pytest.mark.parametrize("encoded", ["%2F", "%2f", "%252F", "%5C", "%00", "%20", "%3F", "/%2e%2e/",
                                     "/../", "/./", "/%2e/", "%", "%2"])
def test_what_is_encoded_does_not_divide(client, server, encoded):
    made = client.create()["id"]
    for path in (f"/v1/Core{encoded}Contacts?page=1", f"/v1/Core/Contacts{encoded}{made}",
                 f"/v1/Core/Contacts/{made}{encoded}", f"/v1{encoded}Core/Contacts?page=1",
                 f"/admin/v1{encoded}Session", f"/assets{encoded}index.js"):
        assert raw_status(client, server, path) == 404, path


@pytest.mark.parametrize("header", [
    None, "", "Bearer", "Bearer ", "Bearer x", "Bearer pk_0.pa_0", "Basic bXlhcHBpZDpteWFwcHNlY3JldA==",
    "Digest x", "Bearer " + "x" * 5000, "pk_00000000-0000-0000-0000-000000000000"])
def test_bad_tokens_are_401(server, header):
    stranger = Client(server)
    answer = stranger.get(CONTACTS, headers={"Authorization": header} if header is not None else {})
    assert answer.status_code == 401
    assert answer.text == '{"message":"Invalid token"}'
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_permissions_are_separate(server):
    reader = server.client("--permission", "Contact_Read", "--rate", "off")
    writer = server.client("--permission", "contact_write", "--rate", "off")
    assert reader.get(CONTACTS + "?page=1").status_code == 200
    body = {"name": "x", "contactType": "person", "responsibleId": 1}
    made = writer.good("POST", CONTACTS, body, 201)
    for who, method, path, wanted in [
            (reader, "POST", CONTACTS, "Contact_write"), (writer, "GET", CONTACTS, "Contact_read"),
            (reader, "PUT", f"{CONTACTS}/{made['id']}", "Contact_write"),
            (reader, "DELETE", f"{CONTACTS}/{made['id']}", "Contact_write"),
            (writer, "GET", f"{CONTACTS}/{made['id']}", "Contact_read")]:
        answer = who.ask(method, path, body if method in ("POST", "PUT") else None)
        assert answer.status_code == 403
        assert answer.text == (
            '{"message":"You dont have the nessecery permissions to perform this action",'
            f'"ipAddressAllowed":true,"permissionsRequired":["{wanted}"]}}')
        assert who.get("/v1/Admin/Users?page=1").status_code == 200


def test_foreign_addresses_are_403_even_before_permissions(server):
    blocked = server.application("--allow", "192.0.2.0/24", "--allow", "2001:db8::/32")
    stranger = Client(server)
    from client import basic
    answer = stranger.ask("POST", "/v1/Auth/Token", headers={"Authorization": basic(*blocked)})
    assert answer.status_code == 403
    assert answer.text == ('{"message":"Your IP-address \\"127.0.0.1\\" is not allowed",'
                           '"ipAddressAllowed":false,"permissionsRequired":[]}')
    assert server.client("--allow", "127.0.0.0/8").get(CONTACTS).status_code == 403


def test_checks_come_in_order(server):
    nobody = server.client("--rate", "1")
    assert nobody.get(CONTACTS + "?page=0").status_code == 403  # permission before input
    assert nobody.get(CONTACTS + "?page=0").status_code == 429  # rate before permission
    assert nobody.get(CONTACTS, headers={"Authorization": "Bearer x"}).status_code == 401
    assert nobody.get("/v1/nowhere").status_code == 404


def test_missing_rows_are_400_on_id(client):
    for number in (999999999, 2**63, 10**30):
        for method, body in (("GET", None), ("DELETE", None),
                             ("PUT", {"name": "x", "contactType": "person", "responsibleId": 1})):
            state = client.refused(method, f"{CONTACTS}/{number}", body)
            assert state == {"id": ["The contact could not be found."]}
    assert client.refused("GET", "/v1/Admin/Users/4711")["id"]


def test_documented_sentences(client):
    assert client.refused("GET", CONTACTS) == {
        "page": ["The field Page must be greater than or equal to 1."]}
    assert client.refused("GET", CONTACTS + "?page=1&pageSize=101") == {
        "pageSize": ["The field PageSize must be between 1 and 100."]}
    assert client.refused("POST", CONTACTS, {})["name"] == ["The Name field is required."]


def test_all_faults_at_once(client):
    state = client.refused("GET", CONTACTS + "?page=0&pageSize=x&sortBy=q&sortOrder=up"
                           "&filter.tagIds=a&filter.contactType=z&filter.createdOrUpdatedSince=w")
    assert list(state) == ["page", "pageSize", "sortBy", "sortOrder", "filter.tagIds",
                           "filter.createdOrUpdatedSince", "filter.contactType"]
    assert "ascending, descending" in state["sortOrder"][0]
    assert "name, customerNumber, created, updated" in state["sortBy"][0]


def test_head_is_get_without_body(client):
    whole, head = (client.ask(method, CONTACTS + "?page=1&pageSize=1") for method in ("GET", "HEAD"))
    assert head.status_code == 200 and head.content == b""
    assert head.headers["Content-Length"] == str(len(whole.content))


def test_too_large_a_body_is_413(client):
    answer = client.ask("POST", CONTACTS, b'{"name":"' + b"x" * (1024 * 1024) + b'"}')
    assert answer.status_code == 413


def test_disabled_and_expired_tokens(server):
    identifier, secret = server.application()
    caller = Client(server, identifier, secret)
    assert caller.get(CONTACTS + "?page=1").status_code == 200
    glimt("app", "disable", identifier, "--data", server.directory)
    assert caller.get(CONTACTS + "?page=1").status_code == 401
