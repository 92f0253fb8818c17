"""Answers in fewer bytes, for whoever asks for gzip."""

import gzip
import json

import pytest

from client import Client, running
from people import add_person
from preloads import preload
from uploads import file, new_task, upload

CONTACTS, REPORTS = "/v1/Core/Contacts", "/v1/Core/TimeReports"
STATISTICS = f"{REPORTS}/UserDayStatistics?page=1&pageSize=100"  # depends on the day, so it is not cached
LONG = [f"{CONTACTS}?page=1&pageSize=100", f"{CONTACTS}?page=2", f"{CONTACTS}/1", f"{REPORTS}?page=1", STATISTICS,
        "/v1/Core/Tasks?page=1&pageSize=50&sortOrder=descending", "/v1/Admin/Users?page=1"]
SHORT = [f"{CONTACTS}?page=1&pageSize=1&filter.query=nobodyhasthis", "/v1/Admin/Activities?page=1&pageSize=1",
         "/v1/Core/Contacts/999999999", "/v1/Nowhere"]
TEXT = "Återkommer efter besök på plats. " * 60
# What a client says, and whether it gets gzip.
ASKED = [("gzip", True), ("GZip", True), ("x-gzip", True), ("gzip, deflate, br", True), ("br;q=1.0, gzip;q=0.8, *;q=0.1", True),
         ("*", True), ("deflate , gzip ; q=0.5", True), ("gzip;q=1.000", True), ("gzip;q=0.001", True), ("*;q=0.5, br;q=0", True),
         ("gzip;q=1, identity;q=1", True), ("identity;q=0, gzip;q=0.1", True), (",, gzip ,", True),
         (None, False), ("", False), ("identity", False), ("br", False), ("deflate", False), ("gzip;q=0", False), ("gzip;q=0.000", False),
         ("gzip;q=0, *", False), ("*;q=0", False), ("gzipped", False), ("gzip;q=0.5, identity", False), ("gzip;q=2", False),
         ("gzip;q=high", False), ("gzip;q=", False), ("gzip;q=0.0001", False), ("gzip;q=-1", False)]
# Counts how often something is compressed.
COUNTING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

size_t libdeflate_gzip_compress(void *compressor, const void *in, size_t size, void *out, size_t room) {
    size_t (*real)(void *, const void *, size_t, void *, size_t) = dlsym(RTLD_NEXT, "libdeflate_gzip_compress");
    int file = open(getenv("PACKED_FILE"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (write(file, "x", 1) != 1)
        abort();
    close(file);
    return real(compressor, in, size, out, room);
}
"""


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture(scope="module")
def client(server):
    return server.client()


def fetch(client, path, coding=None, method="GET", body=None, **headers):
    """The answer with the bytes that came, as `raw_bytes`."""
    sent = {"Authorization": f"Bearer {client.token}", "Accept-Encoding": coding,
            **{name.replace("_", "-"): value for name, value in headers.items()}}
    answer = client.session.request(method, client.base + path, headers=sent, stream=True,
                                    data=None if body is None else json.dumps(body))
    answer.raw_bytes = answer.raw.read(decode_content=False)
    assert len(answer.raw_bytes) == int(answer.headers["Content-Length"]) * (method != "HEAD")
    return answer


def is_packed(answer):
    coding = answer.headers.get("Content-Encoding")
    assert coding in (None, "gzip")
    assert (answer.raw_bytes[:2] == b"\x1f\x8b") == (coding == "gzip")
    return coding == "gzip"


def text_of(answer):
    return gzip.decompress(answer.raw_bytes) if is_packed(answer) else answer.raw_bytes


@pytest.mark.parametrize("path", LONG)
def test_the_same_answer_in_fewer_bytes(client, path):
    """Also the first time, and when it is in the cache already, in either way."""
    plain = fetch(client, path)
    assert not is_packed(plain) and len(plain.raw_bytes) >= 1024
    for _ in range(3):
        packed = fetch(client, path, "gzip")
        assert is_packed(packed) and len(packed.raw_bytes) < len(plain.raw_bytes) / 2
        assert text_of(packed) == plain.raw_bytes == fetch(client, path).raw_bytes
        for answer in (packed, plain):
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize("path", LONG)
def test_whoever_asks_for_gzip_first_leaves_a_plain_answer_for_others(client, path):
    path += f"{'&' if '?' in path else '?'}filter.first=1"  # nobody has asked for this
    packed, plain = fetch(client, path, "gzip"), fetch(client, path)
    assert is_packed(packed) and not is_packed(plain) and text_of(packed) == plain.raw_bytes


@pytest.mark.parametrize("path", SHORT)
def test_short_answers_stay_as_they_are(client, path):
    for coding in ("gzip", None):
        answer = fetch(client, path, coding)
        assert not is_packed(answer) and len(answer.raw_bytes) < 1024 and "Vary" not in answer.headers


def test_from_a_size_on(account):
    """Nothing of 1,023 bytes, everything of 1,024."""
    path = new_task(account).replace("Attachments", "Comments")
    comment = account.good("POST", path, {"text": "x"})["id"]
    account.good("PUT", f"{path}/{comment}", {"text": "x"})
    rest = 1 - len(account.get(f"{path}?page=1").content)
    for size in (1023, 1024, 1025):
        account.good("PUT", f"{path}/{comment}", {"text": "x" * (size + rest)})
        answer = fetch(account, f"{path}?page=1", "gzip")
        assert len(text_of(answer)) == size and is_packed(answer) == (size >= 1024)


@pytest.mark.parametrize("asked, expected", ASKED, ids=[str(asked) for asked, _ in ASKED])
def test_what_a_client_says_it_takes(client, asked, expected):
    assert is_packed(fetch(client, LONG[0], asked)) == expected


def test_said_in_two_headers(server, client):
    with server.raw() as connection, connection.makefile("rb") as stream:
        connection.sendall((f"GET {LONG[0]} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\nConnection: close\r\n"
                            "Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n\r\n").encode())
        head, body = stream.read().split(b"\r\n\r\n", 1)
    assert b"Content-Encoding: gzip" in head and gzip.decompress(body) == fetch(client, LONG[0]).raw_bytes


@pytest.mark.parametrize("path", LONG)
def test_head_says_what_get_says(client, path):
    for coding in ("gzip", None):
        got, head = fetch(client, path, coding), fetch(client, path, coding, "HEAD")
        assert head.raw_bytes == b""
        for name in ("Content-Length", "Content-Encoding", "ETag", "Vary"):
            assert head.headers.get(name) == got.headers.get(name)


# ---- tags ----

@pytest.mark.parametrize("path", [path for path in LONG if path != STATISTICS])
def test_each_representation_has_its_tag(client, path):
    plain, packed = fetch(client, path).headers["ETag"], fetch(client, path, "gzip").headers["ETag"]
    assert plain != packed
    for coding, tag in ((None, plain), ("gzip", packed)):
        for known in (tag, f"W/{tag}", f'"other", {tag}', f"{plain}, {packed}"):
            answer = fetch_unchanged(client, path, coding, known)
            assert (answer.headers["ETag"], answer.headers["Vary"]) == (tag, "Accept-Encoding")
    assert is_packed(fetch(client, path, "gzip", If_None_Match=plain))
    assert not is_packed(fetch(client, path, If_None_Match=packed))


def fetch_unchanged(client, path, coding, known):
    answer = client.session.get(client.base + path, headers={
        "Authorization": f"Bearer {client.token}", "Accept-Encoding": coding, "If-None-Match": known})
    assert answer.status_code == 304 and answer.content == b"" and "Content-Encoding" not in answer.headers
    return answer


def long_contact(**more):
    return {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1, "comment": TEXT, **more}


@pytest.mark.parametrize("coding", ["gzip", None])
@pytest.mark.parametrize("written_with", ["gzip", None])
def test_a_write_takes_the_tag_of_either(account, coding, written_with):
    """Of the get, and of the write before it, whose answer is packed, too."""
    made = fetch(account, CONTACTS, written_with, "POST", long_contact())
    assert made.status_code == 201 and is_packed(made) == bool(written_with)
    path = f"{CONTACTS}/{json.loads(text_of(made))['id']}"
    stale = [fetch(account, path, one).headers["ETag"] for one in ("gzip", None)]
    assert len(set(stale)) == 2 and made.headers["ETag"] in stale
    for tag in (made.headers["ETag"], fetch(account, path, coding).headers["ETag"]):
        assert tag in stale
    changed = fetch(account, path, written_with, "PUT", long_contact(name="Ny"), If_Match=tag)
    assert changed.status_code == 200 and is_packed(changed) == bool(written_with)
    for condition, tags in (("If_Match", stale), ("If_None_Match", [changed.headers["ETag"]])):
        refused = fetch(account, path, coding, "PUT", long_contact(), **{condition: ", ".join(tags)})
        assert refused.status_code == 412
    again = fetch(account, path, coding, "PUT", long_contact(), If_Match=changed.headers["ETag"])
    assert again.status_code == 200


def test_a_change_shows_at_once(account):
    path = f"{CONTACTS}/{account.good('POST', CONTACTS, long_contact(), 201)['id']}"
    seen = set()
    for number in range(5):
        account.good("PUT", path, long_contact(name=f"Nummer {number}"))
        for coding in ("gzip", None, "gzip"):
            answer = fetch(account, path, coding)
            assert json.loads(text_of(answer))["name"] == f"Nummer {number}"
            seen.add(answer.headers["ETag"])
    assert len(seen) == 10


def test_companies_share_no_packed_answers(server, client, account):
    for _ in range(2):
        assert text_of(fetch(client, LONG[0], "gzip")) != text_of(fetch(account, LONG[0], "gzip"))
    del server


# ---- writes that come again ----

@pytest.mark.parametrize("first", ["gzip", None])
@pytest.mark.parametrize("second", ["gzip", None])
def test_a_kept_answer_is_plain(account, first, second):
    """Who asks again gets the coding that it takes now, whatever it took before."""
    answers = [fetch(account, CONTACTS, coding, "POST", long_contact(), Idempotency_Key="one")
               for coding in (first, second, first, second)]
    assert {text_of(answer) for answer in answers} == {text_of(answers[0])}
    for answer, coding in zip(answers, (first, second, first, second)):
        assert answer.status_code == 201 and is_packed(answer) == bool(coding)
    assert [answer.headers.get("Idempotent-Replayed") for answer in answers] == [None, "true", "true", "true"]
    path = f"{CONTACTS}/{json.loads(text_of(answers[0]))['id']}"
    for answer, coding in zip(answers, (first, second)):
        assert answer.headers["ETag"] == fetch(account, path, coding).headers["ETag"]


# ---- what it costs ----

def test_nothing_is_packed_twice(tmp_path):
    """What is cached is packed once, until it changes; for those who do not ask, never."""
    counted = tmp_path / "packed"
    counted.touch()
    with running("--demo", "--threads", "1", **preload(tmp_path, COUNTING, PACKED_FILE=counted)) as server:
        client = server.client()
        for expected, coding in ((0, None), (1, "gzip"), (1, "gzip"), (1, None), (1, "gzip")):
            assert is_packed(fetch(client, LONG[0], coding)) == bool(coding)
            assert counted.stat().st_size == expected
        tag = fetch(client, LONG[0], "gzip").headers["ETag"]
        fetch_unchanged(client, LONG[0], "gzip", tag)
        for path in SHORT:
            fetch(client, path, "gzip")
        assert counted.stat().st_size == 1
        fetch(client, CONTACTS, None, "POST", long_contact())
        fetch(client, LONG[0], "gzip")
        assert counted.stat().st_size == 2


def test_answers_of_the_pages_are_plain(server):
    """Browsers send their cookie by themselves: what is in such an answer must not show in its length."""
    boss = add_person(server, administrator=True)
    answer = boss.ask("GET", "/admin/v1/Users?page=1&pageSize=100", headers={"Accept-Encoding": "gzip"})
    assert answer.ok and len(answer.content) > 1024 and "Content-Encoding" not in answer.headers
    assert "Vary" not in answer.headers


def test_a_token_is_never_packed(server):
    assert "Vary" not in Client(server, *server.application()).ask(
        "POST", "/v1/Auth/Token", headers={"Authorization": "Basic !", "Accept-Encoding": "gzip"}).headers


# ---- whatever else is answered ----

def test_a_long_refusal(account):
    """With all that it says of itself, and again when it was kept for a key."""
    body = {"materials": [{"units": "many"}] * 40}
    plain = fetch(account, REPORTS, None, "POST", body)
    assert plain.status_code == 400 and not is_packed(plain)
    for coding in ("gzip", None, "gzip"):
        answer = fetch(account, REPORTS, coding, "POST", body, Idempotency_Key="long")
        assert answer.status_code == 400 and text_of(answer) == plain.raw_bytes
        assert is_packed(answer) == bool(coding) == (len(answer.raw_bytes) < len(plain.raw_bytes))
        assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/pdf"])
def test_files_leave_as_they_came(account, kind):
    """Also those that would be smaller, and their parts; nothing says that they differ."""
    path = new_task(account)
    content = b'{"a":"aaaa"}' * 1000
    number = upload(account, path, file(content, "x.json", kind))["id"]
    place = f"{path}/{number}/Download"
    for coding in ("gzip", None):
        whole = fetch(account, place, coding)
        some = fetch(account, place, coding, Range="bytes=1000-2999")
        assert (whole.status_code, whole.raw_bytes) == (200, content)
        assert (some.status_code, some.raw_bytes) == (206, content[1000:3000])
        for answer in (whole, some, fetch(account, place, coding, "HEAD")):
            assert "Content-Encoding" not in answer.headers and "Vary" not in answer.headers
            assert answer.headers["ETag"] == whole.headers["ETag"]


def test_what_is_longer_than_the_memory_for_it_stays_as_it_is(account):
    """Whether or not somebody asks: in a file there is one representation, and nothing varies."""
    for number in range(6):
        account.good("POST", CONTACTS, long_contact(name=f"Nummer {number}", comment=TEXT * 25), 201)
    ids = [item["id"] for item in account.good("GET", f"{CONTACTS}?page=1")["items"]]
    path = new_task(account).replace("Attachments", "Comments")
    for _ in range(6):
        account.good("POST", path, {"text": "å" * 30000})
    answers = [fetch(account, f"{path}?page=1", coding) for coding in ("gzip", None, "gzip")]
    assert len({answer.raw_bytes for answer in answers}) == 1 and len(answers[0].raw_bytes) > 300000
    for answer in answers:
        assert not is_packed(answer) and "Vary" not in answer.headers
    assert len({answer.headers["ETag"] for answer in answers}) == 1
    for number in ids:  # of 50 KB each
        assert is_packed(fetch(account, f"{CONTACTS}/{number}", "gzip"))


def test_an_old_version_of_http(server, client):
    for coding, expected in (("gzip", True), ("identity", False)):
        with server.raw() as connection, connection.makefile("rb") as stream:
            connection.sendall((f"GET {LONG[0]} HTTP/1.0\r\nAuthorization: Bearer {client.token}\r\n"
                                f"Accept-Encoding: {coding}\r\n\r\n").encode())
            head, body = stream.read().split(b"\r\n\r\n", 1)
        assert f"Content-Length: {len(body)}\r\n".encode() in head + b"\r\n"
        assert (b"Content-Encoding: gzip" in head) == expected
        assert (gzip.decompress(body) if expected else body) == fetch(client, LONG[0]).raw_bytes


@pytest.mark.parametrize("item", ["gzip;q=0", "gzip;q=0.5;q=0", "br;;;;==;q=;=1", "a" * 200, ";\t;\t", "*;q=0.1;x=gzip", "gzip q=1"])
def test_long_lists_of_codings(client, item):
    """Whatever is in them; what is named at last counts all the same, and what can't be read is none."""
    long = ",".join([item] * (24000 // (len(item) + 1)))
    answers = [fetch(client, LONG[0], asked) for asked in (f"{long},gzip;q=0.7", f"gzip,{long}")]
    assert [is_packed(answer) for answer in answers] == [True, True]
    assert len({text_of(answer) for answer in answers}) == 1


def test_the_extended_ones_have_tags_of_their_own(server, client):
    """Of one version of a row there are four, and If-Match takes any of them."""
    path = f"{CONTACTS}/{client.good('POST', CONTACTS, long_contact(), 201)['id']}"
    extended = server.client("--all-permissions", "--rate", "off", "--extended-answers")
    callers = [(caller, coding) for caller in (client, extended) for coding in ("gzip", None)]
    for turn in range(4):
        tags = [fetch(caller, path, coding).headers["ETag"] for caller, coding in callers]
        assert len(set(tags)) == 4
        caller, coding = callers[(turn + 1) % 4]
        changed = fetch(caller, path, coding, "PUT", long_contact(name=f"Namn {turn}"), If_Match=tags[turn])
        assert changed.status_code == 200 and is_packed(changed) == bool(coding)
        assert changed.headers["ETag"] == fetch(caller, path, coding).headers["ETag"] and changed.headers["ETag"] not in tags
        for stale in tags:
            assert fetch(caller, path, coding, "PUT", long_contact(), If_Match=stale).status_code == 412
