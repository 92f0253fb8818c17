"""Pages: which paths have one, in which form it comes, and what browsers are told about it."""

import gzip
import json
import re

import pytest

from client import OPENAPI, REQUEST_ID

HTML = "text/html; charset=utf-8"


def fetch(client, path, method="GET", **headers):
    sent = {"Accept-Encoding": "identity", **{name.replace("_", "-"): value
                                             for name, value in headers.items()}}
    answer = client.session.request(method, client.base + path, headers=sent, stream=True)
    answer.bytes = answer.raw.read(decode_content=False)
    assert REQUEST_ID.match(answer.headers["X-Request-Id"])
    return answer


def scripts(client, path="/"):
    return re.findall(r'(?:src|href)="(/assets/[^"]+)"', fetch(client, path).bytes.decode())


@pytest.mark.parametrize("path", ["/", "/admin", "/admin/", "/admin/settings/users/7",
                                  "/admin/invitation", "/admin/v", "/admin/openapi"])
def test_the_administration_is_one_page(client, path):
    answer = fetch(client, path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == HTML
    assert answer.bytes == fetch(client, "/").bytes
    assert b'<div id="root">' in answer.bytes


@pytest.mark.parametrize("path", ["/admin/v1/nothing", "/adminx", "/admin.html", "/docs/", "/assets",
                                  "/assets/", "/assets/index.js", "/assets%2f", "/%2e",
                                  "/Docs", "/favicon", "//", "/.git/config", "/.git/HEAD", "/.env",
                                  "/.svn/entries", "/src/", "/glimt.conf", "/assets/../glimt.db"])
def test_other_paths_have_no_page(client, path):
    answer = fetch(client, path)
    assert answer.status_code in (401, 404)
    assert b"<" not in answer.bytes
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_pages_are_only_read(client, method):
    answer = fetch(client, "/admin", method)
    assert answer.status_code in (404, 405)
    assert answer.bytes == b""


def test_pages_hold_all_that_they_name(client):
    for path in ("/", "/docs"):
        names = scripts(client, path)
        assert any(name.endswith(".js") for name in names)
        for name in names:
            answer = fetch(client, name)
            assert answer.status_code == 200
            assert answer.headers["Content-Type"].startswith(
                "text/javascript" if name.endswith(".js") else "text/css")
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert fetch(client, "/favicon.svg").headers["Content-Type"] == "image/svg+xml"


def test_pages_are_asked_for_again(client):
    for path in ("/", "/docs", "/favicon.svg", "/openapi.json"):
        first = fetch(client, path)
        assert first.headers["Cache-Control"] == "no-cache"
        tag = first.headers["ETag"]
        again = fetch(client, path, If_None_Match=f'"other", {tag}')
        assert (again.status_code, again.bytes) == (304, b"")
        assert again.headers["ETag"] == tag
        changed = fetch(client, path, If_None_Match='"other"')
        assert (changed.status_code, changed.bytes) == (200, first.bytes)


def test_pages_may_load_from_this_server_only(client):
    answer = fetch(client, "/admin")
    policy = dict(part.strip().split(" ", 1)
                  for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    for what in ("script-src", "connect-src", "form-action", "font-src"):
        assert policy[what] == "'self'"
    assert b"<script>" not in answer.bytes


@pytest.mark.parametrize("accepted, encoding", [
    ("gzip", "gzip"), ("br", "br"), ("gzip, deflate, br", "br"), ("GZIP;q=0.5", "gzip"),
    ("br;q=0, gzip", "gzip"), ("gzip;q=0", None), ("gzip ; q=0.00", None), ("deflate", None),
    ("x-gzip", None), ("", None), (";,;q=,gzip", "gzip")])
def test_forms(client, accepted, encoding):
    path = next(name for name in scripts(client) if name.endswith(".js"))
    plain = fetch(client, path)
    answer = fetch(client, path, Accept_Encoding=accepted)
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert int(answer.headers["Content-Length"]) == len(answer.bytes)
    if encoding:
        assert len(answer.bytes) < len(plain.bytes)
    if encoding == "gzip":
        assert gzip.decompress(answer.bytes) == plain.bytes
    if encoding is None:
        assert answer.bytes == plain.bytes


@pytest.mark.parametrize("path", ["/", "/admin", "/docs"])
def test_pages_themselves_come_as_they_are(client, path):
    answer = fetch(client, path, Accept_Encoding="gzip, br")
    assert "Content-Encoding" not in answer.headers and len(answer.bytes) < 2000


def test_head(client):
    whole, head = fetch(client, "/docs"), fetch(client, "/docs", "HEAD")
    assert head.bytes == b""
    for name in ("Content-Length", "Content-Type", "ETag", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]


def test_the_description_is_served(client):
    answer = fetch(client, "/openapi.json")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(answer.bytes) == OPENAPI
    pressed = fetch(client, "/openapi.json", Accept_Encoding="gzip, br")
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(pressed.bytes) == answer.bytes


def test_licences_of_what_the_pages_contain(client):
    """Of every package in the bundle, as the bundler has written them; linked from the account menu."""
    answer = fetch(client, "/licences.txt")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    text = answer.bytes.decode()
    names = re.findall(r"^## (\S+) - \d", text, re.M)
    assert {"react", "react-dom", "@mantine/core", "openapi-explorer"} <= set(names) and len(names) == len(set(names))
    assert text.count("Permission is hereby granted") > len(names) / 2
    loaded, asked = set(), set(scripts(client))
    while asked:
        name = asked.pop()
        loaded.add(name)
        code = fetch(client, name).bytes.decode()
        if "/licences.txt" in code:
            return
        asked |= {f"/assets/{other}" for other in re.findall(r"[\w-]+\.js\b", code)} - loaded
    raise AssertionError(loaded)


def test_the_first_page_loads_little(client):
    sizes = [len(fetch(client, name, Accept_Encoding="gzip").bytes)
             for name in scripts(client) if name.endswith(".js")]
    assert 0 < sum(sizes) < 250_000, sizes
