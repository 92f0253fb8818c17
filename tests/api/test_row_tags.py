"""Tags of rows: another one for whatever else is shown, the same one for the same row, for as long as it stays."""

import contextlib
import email.utils
import http.client

import pytest

from client import Client, running
from documented import instant
from people import Person, add_person
from rows import KINDS, make
from uploads import field, file, form, send, TYPE, wait_until_tidy

OTHER = '"0123456789abcdef0123456789abcdef"'
TASKS, CONTACTS, REPORTS = "/v1/Core/Tasks", "/v1/Core/Contacts", "/v1/Core/TimeReports"


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        started.known = started.application()
        yield started


@pytest.fixture
def program(server):
    return Client(server, *server.known)


def new(program, path, word=None):
    return make(next(kind for kind in KINDS if kind.path == path), program, word)


def is_now(row, tag):
    """Whether it is the row's tag; an update that asks for it and for another as well never passes."""
    answer = row.ask("PUT", row.kind.body("put"), If_Match=tag, If_None_Match="*")
    assert answer.status_code == 412
    return "If-None-Match" in answer.json()["message"]


@contextlib.contextmanager
def another_tag(*rows):
    """The rows get another tag by what is done meanwhile."""
    tags = [row.tag for row in rows]
    assert all(is_now(row, tag) for row, tag in zip(rows, tags))
    yield
    for row, tag in zip(rows, tags):
        assert not is_now(row, tag), row.place


@contextlib.contextmanager
def same_tag(*rows):
    yield
    assert all(is_now(row, row.tag) for row in rows)


# ---- whatever is shown ----

def test_of_a_task(program):
    """It shows how many of what belongs to it there are."""
    task = new(program, f"{TASKS}/{{taskId}}")
    for path, body in (("Comments", {"text": "x"}), ("Checklists", {"name": "x", "items": [{"name": "a"}]}),
                       ("Attachments", {"externalUrl": "https://example.com/x", "externalUrlType": "dropbox"})):
        with another_tag(task):
            made = program.good("POST", f"{task.place}/{path}", body)
        task.put("Ny")
        with another_tag(task):
            program.good("DELETE", f"{task.place}/{path}/{made['id']}")
        task.put("Ny igen")


def test_of_a_checklist(program):
    """And the points in it, each of them."""
    checklist = new(program, f"{TASKS}/{{taskId}}/Checklists/{{checklistId}}")
    name = checklist.shown["name"]

    def give(*items):
        with another_tag(checklist):
            answer = program.ask("PUT", checklist.place, {"name": name, "items": list(items)})
        checklist.keep(answer)
        return [{"id": item["id"], "name": item["title"]} for item in answer.json()["items"]]

    one, two = give({"name": "Ett"}, {"name": "Två"})
    give({**one, "name": "Etta"}, two)
    give({**one, "isCompleted": True}, two)
    give(one)
    give()


def test_of_a_report(program, boss):
    """Its materials; and that it is handed in."""
    report = new(program, f"{REPORTS}/{{id}}")
    body = report.kind.body("put")
    material = {"title": "Skruv", "unitPrice": 2}
    for units in (1, 2):
        with another_tag(report):
            answer = program.ask("PUT", report.place, {**body, "materials": [{**material, "units": units}]})
        report.keep(answer)
        material["id"] = report.shown["materials"][0]["id"]
    day = {"userIds": [report.shown["user"]["id"]], "from": report.shown["date"], "to": report.shown["date"]}
    for action in ("Lock", "Unlock"):
        with another_tag(report):
            boss.good("POST", f"/admin/v1/Days/{action}", day)
        report.keep(report.ask("GET"))


def test_of_what_shows_the_name_of_another_row(program, boss):
    user = boss.good("POST", "/admin/v1/Users", {"firstName": "Åsa", "lastName": "Ek", "license": "total"})
    contact = program.ask("POST", CONTACTS, {"name": "F", "contactType": "company", "responsibleId": user["id"]})
    row = new(program, f"{CONTACTS}/{{id}}")
    row.place = f"{CONTACTS}/{contact.json()['id']}"
    row.keep(contact)
    with another_tag(row):
        boss.good("PUT", f"/admin/v1/Users/{user['id']}", {"firstName": "Eva", "lastName": "Ek", "license": "total"})


def test_not_of_what_belongs_to_others(program):
    task, other = (new(program, f"{TASKS}/{{taskId}}") for _ in range(2))
    comment = new(program, f"{TASKS}/{{taskId}}/Comments/{{commentId}}")
    with same_tag(task, comment):
        program.good("POST", f"{other.place}/Comments", {"text": "x"})
        other.put("Ny")
        program.good("POST", f"{comment.place.rsplit('/', 1)[0]}", {"text": "y"})


def test_nothing_is_left_after_a_refusal(program):
    task = new(program, f"{TASKS}/{{taskId}}")
    with same_tag(task):
        assert program.ask("PUT", task.place, {"title": ""}).status_code == 400
        assert task.ask("DELETE", If_Match=OTHER).status_code == 412


# ---- for as long as it stays ----

def test_a_restart_changes_no_tag():
    with running("--demo") as server:
        boss = add_person(server, administrator=True)
        known = server.application()
        rows = [make(kind, Client(server, *known) if kind.is_public else boss)
                for kind in KINDS if "post" in kind.collection_methods]
        assert len(rows) > 30
        server.stop()
        server.start()
        program, boss = Client(server, *known), Person(server, boss.email)
        for row in rows:
            row.client = program if row.kind.is_public else boss
            if "get" in row.kind.methods:
                assert row.ask("GET").headers["ETag"] == row.tag
            assert is_now(row, row.tag), row.place
            assert row.put("Ny", If_Match=row.tag).status_code == 200


# ---- dates ----

def http_date(moment):
    return email.utils.formatdate(moment, usegmt=True)


def test_the_moment_of_the_last_change(program):
    """A second is the smallest that a date tells: what changed within it has not changed since."""
    contact = new(program, f"{CONTACTS}/{{id}}")
    for name in ("created", "lastUpdated"):
        at = instant(contact.shown[name])
        for moment, is_so in ((at - 1, False), (at, True), (at + 1, True)):
            for method, body in (("PUT", contact.kind.body("put")), ("DELETE", None)):
                answer = contact.ask(method, body, If_Unmodified_Since=http_date(moment), If_None_Match="*")
                assert answer.status_code == 412
                assert ("If-None-Match" in answer.json()["message"]) == is_so
        assert contact.put("Ny", If_Unmodified_Since=http_date(at)).status_code == 200


def test_the_other_forms_of_a_date(program):
    contact = new(program, f"{CONTACTS}/{{id}}")
    for date in ("Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"):
        assert contact.ask("DELETE", If_Unmodified_Since=date).status_code == 412


# ---- on the wire ----

def ask_raw(server, program, method, path, *lines, body=b""):
    head = [f"{method} {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {program.token}",
            f"Content-Length: {len(body)}", *lines]
    with server.raw() as wire:
        wire.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + body)
        answer = http.client.HTTPResponse(wire, method=method)
        answer.begin()
        return answer.status


def test_lists_in_several_lines_are_one_list(server, program):
    task = new(program, f"{TASKS}/{{taskId}}")
    for lines, status in (((f"If-Match: {OTHER}", f"if-match: {OTHER}"), 412),
                          ((f"If-Match: {task.tag}", "If-Match: x"), 412),
                          ((f"If-Match: {task.tag}", "If-Match: *"), 412),
                          ((f"If-None-Match: {OTHER}", f"If-None-Match: {task.tag}"), 412),
                          ((f"If-Match: {OTHER}", "If-Match:", f"IF-MATCH: {task.tag}"), 200)):
        assert ask_raw(server, program, "PUT", task.place, *lines, body=b'{"title": "title x"}') == status, lines
    task.put("Ny")
    assert ask_raw(server, program, "DELETE", task.place,
                   *[f"If-Match: {OTHER}"] * 100, f"If-Match: {task.tag}") == 200


def test_reads_know_lists_in_several_lines(server, program):
    contact = new(program, f"{CONTACTS}/{{id}}")
    for lines, status in (((f"If-None-Match: {OTHER}", f"If-None-Match: {contact.tag}"), 304),
                          ((f"If-None-Match: {OTHER}",), 200), ((f'If-None-Match: "x,{contact.tag}',), 200)):
        assert ask_raw(server, program, "GET", contact.place, "Accept-Encoding: gzip", *lines) == status, lines


def test_reads_take_no_notice_of_the_others(program):
    contact = new(program, f"{CONTACTS}/{{id}}")
    answer = contact.ask("GET", If_Match=OTHER, If_Unmodified_Since="Sun, 06 Nov 1994 08:49:37 GMT")
    assert answer.status_code == 200


def test_an_upload(server, program):
    """Whose bytes are gone when its row does not come to be."""
    path = f"{new(program, f'{TASKS}/{{taskId}}').place}/Attachments"
    parts = file(b"x" * 100_000), field("name", "Ritning")
    for text, status in (("*", 412), (OTHER, 412), ("x", 412)):
        answer = program.ask("POST", path, form(*parts), headers={"Content-Type": TYPE, "If-Match": text})
        assert answer.status_code == status
        wait_until_tidy(server, program)
    assert program.good("GET", f"{path}?page=1")["items"] == []
    made = program.ask("POST", path, form(*parts), headers={"Content-Type": TYPE, "If-None-Match": "*"})
    assert made.status_code == 200
    place, tag = f"{path}/{made.json()['id']}", made.headers["ETag"]
    got = program.get(f"{place}/Download")
    assert got.content == b"x" * 100_000 and got.headers["ETag"] != tag
    assert send(program, path, *parts).headers["ETag"] != tag  # the same file, but another row
    assert program.ask("PUT", place, {"name": "Ny"}, headers={"If-Match": got.headers["ETag"]}).status_code == 412
    assert program.ask("PUT", place, {"name": "Ny"}, headers={"If-Match": tag}).status_code == 200
    assert program.ask("DELETE", place, headers={"If-Match": tag}).status_code == 412
    assert program.get(f"{place}/Download").content == b"x" * 100_000
