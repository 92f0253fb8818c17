"""Downloads: bytes, names, ranges and conditions."""

import re
import threading
import urllib.parse

import pytest

from client import Client
from uploads import TASKS, download, field, file, new_task, part, upload

CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)


@pytest.fixture(scope="module", name="path")
def make_path(client):
    return new_task(client)


@pytest.fixture(scope="module", name="number")
def upload_content(client, path):
    return upload(client, path, file(CONTENT, "ritning.pdf"))["id"]


def names_of(answer):
    """The plain and the exact file name of an answer, read as RFC 6266 says."""
    found = re.fullmatch(r"attachment; filename=\"([ !#-\[\]-~]*)\"; filename\*=UTF-8''"
                         r"((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})*)",
                         answer.headers["Content-Disposition"])
    return found.group(1), urllib.parse.unquote(found.group(2), errors="strict")


def test_the_whole_file(client, path, number):
    got = download(client, path, number)
    assert got.status_code == 200 and got.content == CONTENT
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Length"] == str(SIZE)
    assert got.headers["Accept-Ranges"] == "bytes"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert names_of(got) == ("ritning.pdf", "ritning.pdf")


def test_head(client, path, number):
    whole = download(client, path, number)
    got = client.ask("HEAD", f"{path}/{number}/Download")
    assert got.status_code == 200 and got.content == b""
    for name in ("Content-Type", "Content-Length", "Content-Disposition", "ETag", "Accept-Ranges"):
        assert got.headers[name] == whole.headers[name]
    part_of = client.ask("HEAD", f"{path}/{number}/Download", headers={"Range": "bytes=0-9"})
    assert part_of.status_code == 200 and part_of.headers["Content-Length"] == str(SIZE)


@pytest.mark.parametrize("name, file_name, plain, exact", [
    ("Plan.pdf", "x.png", "Plan.pdf", "Plan.pdf"), ("Plan", "x.PNG", "Plan.PNG", "Plan.PNG"),
    ("Plan", "x", "Plan", "Plan"), ('åäö "x"', "a.png", "___ _x_.png", 'åäö "x".png'),
    ("日本.txt", "a", "__.txt", "日本.txt"), ("100%.txt", "a", "100_.txt", "100%.txt"),
    ("a/b\\c.txt", "x", "a_b_c.txt", "a_b_c.txt"), ("../../etc/passwd", "x", ".._.._etc_passwd",
                                                   ".._.._etc_passwd"),
    ("..", "x", "__", "__"), (".", "", "_", "_"), ("a\r\nX-Evil: 1\x7f\t", "x", "a__X-Evil: 1__",
                                                 "a__X-Evil: 1__"),
    ("Dr. Åke", "a.pdf", "Dr. _ke.pdf", "Dr. Åke.pdf"),
    ("v. 2", "a.docx", "v. 2.docx", "v. 2.docx"),
    ("a;b=c'd,e", "x", "a;b=c'd,e", "a;b=c'd,e"), ("ö" * 255, "x.pdf", "_" * 255 + ".pdf",
                                                 "ö" * 255 + ".pdf"),
    ("a.", "b.pdf", "a..pdf", "a..pdf"), (".htaccess", "x", ".htaccess", ".htaccess"),
    ("x" * 255, "y." + "z" * 17, "x" * 255, "x" * 255)])
def test_names(client, path, name, file_name, plain, exact):
    made = upload(client, path, field("name", name), file(b"x", file_name))
    assert made["name"] == name
    assert names_of(download(client, path, made["id"])) == (plain, exact)


def test_the_name_follows_a_rename(client, path):
    made = upload(client, path, file(b"x", "a.png"))
    client.good("PUT", f"{path}/{made['id']}", {"name": "Ny"})
    assert names_of(download(client, path, made["id"])) == ("Ny.png", "Ny.png")


@pytest.mark.parametrize("wanted, first, last", [
    ("bytes=0-0", 0, 0), ("bytes=0-9", 0, 9), ("bytes=5000-5999", 5000, 5999),
    ("bytes=100-", 100, SIZE - 1), ("bytes=-1", SIZE - 1, SIZE - 1),
    ("bytes=-500", SIZE - 500, SIZE - 1),
    (f"bytes=-{SIZE * 9}", 0, SIZE - 1), (f"bytes=10-{SIZE * 9}", 10, SIZE - 1),
    (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1), ("BYTES=1-2", 1, 2), ("bytes= 3-4", 3, 4),
    ("bytes=7-" + "9" * 40, 7, SIZE - 1), ("bytes=-" + "9" * 40, 0, SIZE - 1),
    ("bytes=000000000000000000000003-4", 3, 4)])
def test_ranges(client, path, number, wanted, first, last):
    got = download(client, path, number, Range=wanted)
    assert got.status_code == 206 and got.content == CONTENT[first:last + 1]
    assert got.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert got.headers["Content-Length"] == str(last + 1 - first)
    assert got.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("wanted", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 5}", "bytes=-0",
                                    "bytes=" + "9" * 40 + "-"])
def test_ranges_behind_the_end(client, path, number, wanted):
    got = download(client, path, number, Range=wanted)
    assert got.status_code == 416 and got.content == b""
    assert got.headers["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize("wanted", [
    "bytes=0-1,5-6", "bytes=5-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=1", "bytes=1-2x",
    "lines=1-2",
    "bytes", "0-1", "bytes=1 -2", "bytes=--1", "bytes=+1-2", "bytes=0x1-2"])
def test_ranges_that_count_as_none(client, path, number, wanted):
    got = download(client, path, number, Range=wanted)
    assert got.status_code == 200 and got.content == CONTENT
    assert "Content-Range" not in got.headers


def test_ranges_of_an_empty_file(client, path):
    made = upload(client, path, file(b""))
    assert download(client, path, made["id"]).content == b""
    for wanted in ("bytes=0-", "bytes=-1", "bytes=0-0"):
        assert download(client, path, made["id"], Range=wanted).status_code == 416


def test_a_download_that_goes_on(client, path, number):
    """If-Range with the tag of these bytes goes on; with any other it begins anew."""
    tag = download(client, path, number, Range="bytes=0-99").headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{64}"', tag)
    got = download(client, path, number, Range="bytes=100-", If_Range=tag)
    assert got.status_code == 206 and got.content == CONTENT[100:]
    for other in ('"x"', "W/" + tag, "Wed, 21 Oct 2015 07:28:00 GMT"):
        assert download(client, path, number, Range="bytes=1-", If_Range=other).status_code == 200


def test_what_the_client_has_already(client, path, number):
    tag = download(client, path, number).headers["ETag"]
    for known in (tag, f'"x", {tag}', "*", "W/" + tag):
        got = download(client, path, number, If_None_Match=known)
        assert got.status_code == 304 and got.content == b"" and got.headers["ETag"] == tag
    assert download(client, path, number, If_None_Match='"x"').status_code == 200
    same = upload(client, path, file(CONTENT, "kopia"))["id"]
    assert download(client, path, same).headers["ETag"] == tag


def test_where_it_is_not(client, account, path, number):
    other = new_task(client)
    assert list(account.refused("GET", f"{path}/{number}/Download")) == ["taskId"]
    for one, where, name in ((client, f"{other}/{number}", "attachmentId"),
                             (client, f"{path}/999999", "attachmentId"),
                             (client, f"{TASKS}/999999/Attachments/{number}", "taskId"),
                             (account, f"{new_task(account)}/{number}", "attachmentId")):
        assert list(one.refused("GET", where + "/Download")) == [name]
    for where in (f"{path}/{number}/Download/x", f"{path}/0/Download", f"{path}/Download"):
        assert client.get(where).status_code == 404
    answer = client.ask("POST", f"{path}/{number}/Download", {})
    assert answer.status_code == 405 and answer.headers["Allow"] == "GET, HEAD"


def test_who_may_download(server, path, number):
    writer = server.client("--permission", "Task_Write", "--rate", "off")
    answer = writer.get(f"{path}/{number}/Download")
    assert answer.status_code == 403 and answer.json()["permissionsRequired"] == ["Task_read"]
    assert writer.get(f"{path}/{number}/Download", token="x").status_code == 401
    reader = server.client("--permission", "Task_Read", "--rate", "off")
    assert download(reader, path, number).content == CONTENT


def test_html_is_never_shown_in_the_page(client, path):
    made = upload(client, path, part(b"<script>", 'name="file"; filename="x.html"',
                                     "Content-Type: text/html"))
    got = download(client, path, made["id"])
    assert got.headers["Content-Type"] == "text/html"
    assert got.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.concurrent
def test_reading_while_others_delete(server, client):
    """Whoever comes too late is told that it is not there; nobody gets a failure or half a file."""
    path, failures = new_task(client), []
    numbers = [upload(client, path, file(b"%d" % turn * 2000))["id"] for turn in range(60)]

    def read(own):
        try:
            for turn, number in enumerate(numbers):
                while (answer := download(own, path, number)).status_code == 200:
                    assert answer.content == b"%d" % turn * 2000
                assert list(answer.json()["modelState"]) == ["attachmentId"], answer.text
        except Exception as failure:  # pylint: disable=broad-except
            failures.append(failure)

    threads = [threading.Thread(target=read, args=(Client(server, *server.application()),))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in numbers:
        download(client, path, number)
        client.good("DELETE", f"{path}/{number}")
    for thread in threads:
        thread.join()
    assert not failures
