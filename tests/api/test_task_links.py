"""Attachments that lead elsewhere: by JSON, by both kinds of form, and never to a hostile address."""

import json
import urllib.parse

import pytest

from client import running
from database import connect
from uploads import TYPE, field, form, new_task, named, refused, upload

URL = "https://example.com/mapp/plan.pdf?version=2#sida"
ENCODED = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module", name="path")
def make_path(client):
    return new_task(client)


def as_json(client, path, fields):
    return client.ask("POST", path, fields)


def as_multipart(client, path, fields):
    body = form(*(field(name, "" if value is None else value) for name, value in fields.items()))
    return client.ask("POST", path, body, headers={"Content-Type": TYPE})


def as_form(client, path, fields):
    body = urllib.parse.urlencode({name: "" if value is None else value
                                   for name, value in fields.items()})
    return client.ask("POST", path, body, headers={"Content-Type": ENCODED + "; charset=utf-8"})


WAYS = [as_json, as_multipart, as_form]


def made(answer):
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ["googleDrive", "ONEDRIVE", "dropbox", None])
def test_links(client, path, way, kind):
    link = made(way(client, path, {"name": "Ritning å & ö", "externalUrl": URL,
                                   "externalUrlType": kind}))
    assert link == {
        "objectName": "task.attachment.detail", "id": link["id"], "name": "Ritning å & ö",
        "type": "link",
        "contentType": None, "sizeInBytes": None, "externalLinkUrl": URL,
        "createdByUser": link["createdByUser"], "createdDate": link["createdDate"],
        "updatedDate": None}
    answer = client.get(f"{path}/{link['id']}/Download")
    assert answer.status_code == 302 and answer.headers["Location"] == URL
    assert "Content-Disposition" not in answer.headers


def test_the_kind_is_stored_as_documented(server, account):
    path = new_task(account)
    made(as_json(account, path, {"externalUrl": URL, "externalUrlType": "googledrive"}))
    database = connect(server.directory)
    rows = database.execute("SELECT external_url_type FROM task_attachments WHERE account_id ="
                            " (SELECT max(id) FROM accounts)").fetchall()
    database.close()
    assert rows == [("googleDrive",)]


@pytest.mark.parametrize("url, name", [
    ("https://example.com/a/plan.pdf", "example.com/plan.pdf"),
    ("http://example.com", "example.com"),
    ("HTTPS://Example.com/", "Example.com"), ("https://example.com/mapp/?a=/b", "example.com/mapp"),
    ("https://example.com?x=/y", "example.com"), ("https://example.com#/y", "example.com"),
    ("https://example.com:8443/x", "example.com:8443/x"),
    ("https://example.com/å", "example.com/å"),
    ("https://anna:hemligt@example.com/x", "example.com/x"),
    ("https://example.com//a//", "example.com/a"),
    ("https://example.com/" + "x" * 255, "example.com")])
@pytest.mark.parametrize("way", WAYS)
def test_names_of_links(client, path, url, name, way):
    assert made(way(client, path, {"externalUrl": url}))["name"] == name
    assert made(way(client, path, {"externalUrl": url, "name": " "}))["name"] == name


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JavaScript://example.com/%0aalert(1)", "data:text/html,<script>",
    "ftp://a/b",
    "file:///etc/passwd", "//example.com/x", "/x", "example.com", "https:example.com",
    "https:/example.com",
    "https://", "http:///x", "https://?x", "https://#x", "https://:80/", "https://@/",
    "https://user@",
    "https://user@/x", "https://a b", " https://example.com", "https://example.com ",
    "https://a\tb",
    "https://a\r\nSet-Cookie: x=y", "https://a\x7f", "https://a\x1b[0m", "https://a/\u0085x",
    "https://a\\@evil.example", "https://" + "x" * 1993, "x" * 70_000,
    "https://user:@:80/x", "vbscript:x", "view-source:https://a", "blob:https://a/b", "http:\\\\a"])
@pytest.mark.parametrize("way", WAYS)
def test_addresses_that_are_refused(client, path, url, way):
    before = len(client.walk(path))
    answer = way(client, path, {"name": "x", "externalUrl": url})
    assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["externalUrl"]
    assert len(client.walk(path)) == before


@pytest.mark.parametrize("url, location", [
    ("https://example.com/" + "x" * 1980, "https://example.com/" + "x" * 1980),
    ("https://example.com/å?ö=ä", "https://example.com/%C3%A5?%C3%B6=%C3%A4"),
    ("https://exämple.com/%C3%A5%20%2f", "https://ex%C3%A4mple.com/%C3%A5%20%2f"),
    ("http://[::1]:80/x", "http://[::1]:80/x"), ("https://a/;b='c'&d=(e)|f",
                                                 "https://a/;b='c'&d=(e)|f"),
    ("https://anna:hemligt@example.com/", "https://anna:hemligt@example.com/")])
def test_addresses_that_are_good(client, path, url, location):
    """What is no ASCII is sent as a client that follows would send it."""
    link = made(as_json(client, path, {"externalUrl": url}))
    assert link["externalLinkUrl"] == url
    assert client.get(f"{path}/{link['id']}/Download").headers["Location"] == location


@pytest.mark.parametrize("way", WAYS)
def test_neither_file_nor_link(client, path, way):
    for fields in ({"name": "x"}, {"name": "x", "externalUrl": None},
                   {"externalUrlType": "dropbox"}):
        answer = way(client, path, fields)
        assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["file"]


@pytest.mark.parametrize("way", WAYS)
def test_all_that_is_wrong_at_once(client, path, way):
    answer = way(client, path, {"name": "x" * 256, "externalUrl": "ftp://x",
                                "externalUrlType": "iCloud"})
    assert answer.status_code == 400
    state = answer.json()["modelState"]
    assert set(state) == {"name", "externalUrl", "externalUrlType"}
    assert "googleDrive, dropbox, oneDrive" in state["externalUrlType"][0]


def test_empty_fields_of_a_form_say_nothing(client, path):
    """A browser sends every field of its page; JSON can say null instead."""
    from uploads import file
    both = upload(client, path, field("externalUrl", ""), field("externalUrlType", ""), file(b"x"))
    assert (both["type"], both["name"]) == ("file", "plan.pdf")
    for way in (as_multipart, as_form):
        assert made(way(client, path, {"name": "", "externalUrl": URL, "externalUrlType": ""}))
    answer = as_json(client, path, {"externalUrl": "", "externalUrlType": ""})
    assert set(answer.json()["modelState"]) == {"externalUrl"}
    assert made(as_json(client, path, {"name": "x", "externalUrl": URL, "externalUrlType": ""}))["externalLinkUrl"] == URL
    link = made(as_json(client, path, {"externalUrl": URL, "externalUrlType": "dropbox"}))
    again = client.good("PUT", f"{path}/{link['id']}", {"name": "y", "externalUrl": "", "externalUrlType": ""})
    assert (again["name"], again["externalLinkUrl"]) == ("y", URL)


def test_forms_as_they_are_written(client, path):
    def posted(body):
        return client.ask("POST", path, body, headers={"Content-Type": ENCODED})
    for body in ("externalurl=https%3A%2F%2Fa&NAME=b", "name=x&name=b&externalUrl=https://a",
                 "&&externalUrl=https%3a//a&name=b&other=1&="):
        link = made(posted(body))
        assert (link["externalLinkUrl"], link["name"]) == ("https://a", "b")
    assert made(posted("externalUrl=https://a&name=b+%C3%B6%2B%"))["name"] == "b ö+%"
    for body in ("externalUrl=https://a&name=%FF", "externalUrl=https://a&name=%00",
                 "externalUrl=https://a" + "&x=1" * 1000):
        answer = posted(body)
        assert answer.status_code == 400 and list(answer.json()["modelState"]) == ["body"]
    assert made(posted("x=1&" * 900 + "externalUrl=https://a"))
    assert list(posted("").json()["modelState"]) == ["file"]


def test_links_have_no_bytes(server, client, path):
    before = named(server)
    link = made(as_json(client, path, {"externalUrl": URL}))
    assert client.ask("DELETE", f"{path}/{link['id']}").content == b""
    assert named(server) == before


def test_a_rename_keeps_where_it_leads(client, path):
    link = made(as_json(client, path, {"externalUrl": URL}))
    where = f"{path}/{link['id']}"
    changed = client.good("PUT", where, {"name": "Ny", "externalUrl": "https://b", "type": "file",
                                         "externalUrlType": "dropbox"})
    assert (changed["name"], changed["externalLinkUrl"], changed["type"]) == ("Ny", URL, "link")
    assert changed["updatedDate"]


def test_a_form_renames(client, path):
    link = made(as_json(client, path, {"externalUrl": URL}))
    answer = client.ask("PUT", f"{path}/{link['id']}", "name=Ny+%C3%B6",
                        headers={"Content-Type": ENCODED})
    assert made(answer)["name"] == "Ny ö"


def test_forms_are_bounded_as_json_is():
    with running("--body-limit", "5000") as server:
        client = server.client()
        path = new_task(client)
        for kind in (ENCODED, "application/json"):
            answer = client.ask("POST", path, "name=" + "x" * 6000, headers={"Content-Type": kind})
            assert answer.status_code == 413
        assert refused(client, path, field("name", "x" * 6000))
        assert json.loads(client.ask("POST", path, {"externalUrl": URL}).text)["type"] == "link"
