"""A write that comes again with its Idempotency-Key is done once and answered the same: every write of both
descriptions, whoever it is from, and however many come at once; and where secrets are told nothing is kept."""

import concurrent.futures
import json
import re
import time
import uuid

import pytest

from client import OPENAPI, Client, basic, glimt, running
from database import bytes_of, connect
from people import PAGES, PASSWORD, Person, add_person, code_of
from repeats import CONTACTS, KEY, REPLAYED, contact, create, message, name_of_its_own, new_key, same, send
from uploads import field, file, form, new_task, stored

WRITES = ("post", "put", "patch", "delete")
# What tells a secret, or lets somebody in: of these nothing may be kept.
SECRETS = {
    ("POST", "/v1/Auth/Token"),
    ("POST", "/admin/v1/Session"), ("POST", "/admin/v1/Invitations/Open"), ("POST", "/admin/v1/Invitations/Accept"),
    ("PUT", "/admin/v1/Me/Password"), ("POST", "/admin/v1/Me/Totp"), ("PUT", "/admin/v1/Me/Totp"),
    ("POST", "/admin/v1/Users/{id}/Invitation"),
    ("POST", "/admin/v1/Applications/{id}/Secret"), ("POST", "/admin/v1/Applications/{id}/StaticToken"),
}


def writes(document):
    return [(method.upper(), path) for path, operations in document["paths"].items()
            for method in operations if method in WRITES]


def has_key(document, method, path):
    return any(one["name"] == KEY for one in document["paths"][path][method.lower()].get("parameters", []))


# A request with a password in it, whose answer is kept.
WRONG = ("DELETE", "/admin/v1/Me/Sessions", {"password": "x" * 12})

KEPT = [(document, *one) for document in (OPENAPI, PAGES.document) for one in writes(document)
        if one not in SECRETS]


def count(client, name):
    return len(client.walk(f"{CONTACTS}?filter.query={name}"))


# ---- every write ----

def test_descriptions_have_the_header_where_it_counts():
    """And nowhere else: a new write that tells a secret has to be added to the list above."""
    described = {(method, path) for document in (OPENAPI, PAGES.document) for method, path in writes(document)
                 if not has_key(document, method, path)}
    assert described == SECRETS
    for document in (OPENAPI, PAGES.document):
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                keyed = has_key(document, method, path)
                assert ("422" in operation["responses"]) == keyed
                assert not keyed or "409" in operation["responses"]


class Visitor:
    """An administrator of a company of its own, who signs in again where a write has ended the session."""

    def __init__(self, server):
        made = glimt("account", "add", "Egen", "--data", server.directory, "--json")
        self.account = json.loads(made.stdout)["id"]
        self.server, self.person = server, add_person(server, administrator=True, account=self.account)

    def send(self, method, path, body, headers):
        answer = self.person.ask(method, path, body, headers=headers)
        if answer.status_code == 401:
            self.person = Person(self.server, self.person.email)
            answer = self.person.ask(method, path, body, headers=headers)
        return answer


@pytest.fixture(scope="module")
def visitor(server):
    return Visitor(server)


@pytest.mark.parametrize("document, method, path", KEPT, ids=[f"{one[1]} {one[2]}" for one in KEPT])
def test_every_write_is_answered_again(document, method, path, client, visitor):
    """With a body that none of them reads, or that most of them refuse: the answer is kept all the same."""
    if "{projectId}" in path:  # what stands below one that is not there is 404, which is not kept
        path = path.replace("{projectId}", str(client.good("POST", "/v1/Core/Projects", {"title": "x"})["id"]))
    where = re.sub(r"\{\w+\}", "999999", path)
    if document is OPENAPI:
        ask = lambda method, path, body, headers: client.ask(method, path, body, headers=headers)
    else:
        ask = visitor.send
    headers = {KEY: new_key(), "Content-Type": "application/json"}
    first = ask(method, where, {"a": 1}, headers)
    assert first.status_code in (200, 201, 400, 404 if "/Projects/{projectId}/" in path else 400), first.text
    for _ in range(2):
        assert same(first, ask(method, where, {"a": 1}, headers))
    for other_path, other_body in ((where, {"a": 2}), (where, None), (where + "?a=1", {"a": 1})):
        assert "another request" in message(ask(method, other_path, other_body, headers), 422)
    if "999999" in where:
        message(ask(method, where.replace("999999", "999998"), {"a": 1}, headers), 422)
    assert same(first, ask(method, where, {"a": 1}, headers))


def test_reads_have_no_keys(client, server):
    person = add_person(server, administrator=True)
    for who, path in ((client, CONTACTS + "?page=1"), (person, "/admin/v1/Users?page=1")):
        for method in ("GET", "HEAD"):
            for key in ("x", "x", "not a key", "x" * 300):
                answer = who.ask(method, path, headers={KEY: key})
                assert answer.status_code == 200 and REPLAYED not in answer.headers


# ---- what a key is ----

@pytest.mark.parametrize("key", ["", "a b", "a\tb", "x" * 256, "x" * 5000, "å".encode(), b"\xff\xfe", "a, b"])
def test_malformed_keys(key, client, server):
    name = name_of_its_own()
    for who, path in ((client, CONTACTS), (add_person(server, administrator=True), "/admin/v1/Activities")):
        answer = send(who, "POST", path, contact(name), key)
        assert answer.status_code == 400, answer.text
        assert list(answer.json()["modelState"]) == [KEY]
        assert REPLAYED not in send(who, "POST", path, contact(name), key).headers
    assert count(client, name) == 0


@pytest.mark.parametrize("key", ["x", "~", "!", '"8e03978e-40d5-43dd-bc93-6894a57f9324"', "x" * 255, "a,b;c=d"])
def test_odd_keys(key, account):
    assert same(create(account, contact(), key), create(account, contact(), key))
    assert len(account.walk(CONTACTS)) == 1


def test_a_key_is_given_once(server, client):
    name, body = name_of_its_own(), json.dumps(contact("x"))
    for first, second in (("a", "a"), ("a", "b"), ("", "a")):
        wire = server.raw()
        wire.sendall((f"POST {CONTACTS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
                      f"{KEY}: {first}\r\n{KEY.lower()}: {second}\r\nConnection: close\r\n"
                      f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
        assert b" 400 Bad Request" in b"".join(iter(lambda: wire.recv(65536), b""))
        wire.close()
    assert count(client, name) == 0


def test_rights_are_asked_for_before_keys(server, client):
    reader = server.client("--permission", "Contact_Read", "--rate", "off")
    assert create(reader, contact(), "not a key").status_code == 403
    assert client.ask("POST", CONTACTS, contact(), headers={KEY: "not a key"}, token="no").status_code == 401


# ---- whose it is ----

def test_keys_belong_to_applications_and_people(server, client, account):
    """Another application, company or person with the same key is somebody else; another session is not."""
    key, name = new_key(), name_of_its_own()
    answers = [create(who, contact(name), key) for who in (client, server.client(), account)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert count(client, name) == 2 and count(account, name) == 1
    other = Client(server, client.identifier, client.secret)
    assert other.token != client.token and same(answers[0], create(other, contact(name), key))
    message(create(other, contact(name + "x"), key), 422)

    boss, colleague = (add_person(server, administrator=True) for _ in range(2))
    made = [send(who, "POST", "/admin/v1/Activities", {"name": name}, key) for who in (boss, colleague)]
    assert [answer.status_code for answer in made] == [201, 201]
    assert made[0].json()["id"] != made[1].json()["id"]
    assert same(made[0], send(Person(server, boss.email), "POST", "/admin/v1/Activities", {"name": name}, key))


def test_what_goes_takes_its_keys_along():
    with running() as server:
        client, boss = server.client(), add_person(server, administrator=True)
        assert create(client, contact(), "a").ok and send(boss, "POST", "/admin/v1/Activities", {"name": "x"}, "a").ok
        server.stop()
        database = server.database()
        database.execute("PRAGMA foreign_keys = ON")
        tables = ("application_answers", "person_answers")
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables] == [(1,), (1,)]
        database.execute("DELETE FROM tokens")
        database.execute("DELETE FROM applications")
        database.execute("DELETE FROM users WHERE id = ?", [boss.id])
        assert [database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in tables] == [(0,), (0,)]
        database.close()


# ---- the same again ----

def test_another_request_is_refused(client):
    key, body = new_key(), contact(name_of_its_own())
    first = create(client, body, key)
    where = f"{CONTACTS}/{first.json()['id']}"
    others = [("POST", CONTACTS, {**body, "email": "x"}), ("POST", CONTACTS, json.dumps(body) + " "),
              ("POST", CONTACTS, None), ("POST", CONTACTS + "?a=1", body), ("PUT", where, body),
              ("DELETE", where, None), ("DELETE", where, body), ("POST", "/v1/Core/Tasks", body)]
    for method, path, other in others:
        assert "another request" in message(send(client, method, path, other, key), 422)
    assert same(first, create(client, body, key))
    assert client.get(where).ok and count(client, body["name"]) == 1


def test_answers_are_kept_whole(server, client):
    """With Location and ETag, of a row of any size, also when the row has changed or gone since."""
    for path, body, larger in ((CONTACTS, contact(name_of_its_own()), {"email": "a@example.com"}),
                               ("/v1/Core/Tasks", {"title": "x", "description": "Ängsvägen \"7\"\n" * 900},
                                {"description": uuid.uuid4().hex * 1900})):
        keys = [new_key() for _ in range(3)]
        made = send(client, "POST", path, body, keys[0])
        where = f"{path}/{made.json()['id']}"
        assert path != CONTACTS or made.headers["Location"] == where
        changed = send(client, "PUT", where, {**body, **larger}, keys[1])
        gone = send(client, "DELETE", where, None, keys[2])
        assert gone.status_code == 200 and gone.content == b""
        for first, again in ((made, send(client, "POST", path, body, keys[0])),
                             (changed, send(client, "PUT", where, {**body, **larger}, keys[1])),
                             (gone, send(client, "DELETE", where, None, keys[2]))):
            assert same(first, again)
        assert client.ask("DELETE", where).status_code == 400
    assert len(made.content) > 10000 and len(changed.content) > 60000

    boss, key = add_person(server, administrator=True), new_key()
    row = send(boss, "POST", "/admin/v1/Activities", {"name": name_of_its_own()}, key)
    assert row.headers["ETag"] and same(row, send(boss, "POST", "/admin/v1/Activities", row.request.body, key))


def test_rows_with_parts(client):
    task = new_task(client).removesuffix("/Attachments")
    body = {"name": "Lista", "items": [{"name": f"punkt {i}"} for i in range(300)]}
    key = new_key()
    first = send(client, "POST", task + "/Checklists", body, key)
    assert first.status_code == 200 and same(first, send(client, "POST", task + "/Checklists", body, key))
    assert len(client.walk(task + "/Checklists")) == 1


def test_refusals_of_the_work_are_kept(client, server):
    """Those that are found before the writer, by it, and by an action; also a very long one."""
    task = new_task(client).removesuffix("/Attachments")
    many = {"name": "Lista", "items": [{"name": 7 * ["x"]} for _ in range(900)]}
    refused = [("POST", CONTACTS, {}), ("POST", CONTACTS, "no JSON"), ("POST", CONTACTS, {**contact(), "responsibleId": 999}),
               ("PUT", CONTACTS + "/999999", contact()), ("DELETE", CONTACTS + "/999999", None),
               ("POST", task + "/Checklists", many)]
    for method, path, body in refused:
        key = new_key()
        first = send(client, method, path, body, key)
        assert first.status_code == 400, first.text
        assert same(first, send(client, method, path, body, key))
        message(send(client, method, path + "?other", body, key), 422)
    boss, key = add_person(server, administrator=True), new_key()
    first = send(boss, *WRONG, key)
    assert first.status_code == 400 and same(first, send(boss, *WRONG, key))


def test_a_kept_refusal_stays_when_it_would_be_right_by_now(client):
    """The same request is the same answer: who wants to be judged anew takes another key."""
    key, name = new_key(), name_of_its_own()
    person = {**contact(name), "contactType": "Person", "companyId": client.create()["id"] + 1}
    first = create(client, person, key)
    assert first.status_code == 400 and client.create()["id"] == person["companyId"]
    assert same(first, create(client, person, key)) and count(client, name) == 0
    assert create(client, person, new_key()).status_code == 201


def test_a_row_that_somebody_else_changed(server):
    """409 says nothing for good; 412 is an answer of the work."""
    boss, key = add_person(server, administrator=True), new_key()
    row = send(boss, "POST", "/admin/v1/Activities", {"name": name_of_its_own()}, new_key())
    where, stale = f"/admin/v1/Activities/{row.json()['id']}", {"If-Match": '"0123456789abcdef0123456789abcdef"'}
    first = send(boss, "PUT", where, {"name": "y"}, key, **stale)
    again = send(boss, "PUT", where, {"name": "y"}, key, **stale)
    assert first.status_code in (409, 412) and first.status_code == again.status_code
    assert (REPLAYED in again.headers) == (first.status_code == 412)
    assert boss.ask("GET", where).json()["name"] == row.json()["name"]


def test_what_was_done_under_a_condition(client):
    """Its repeat is no stale write, though the tag that it names is gone by it."""
    made = client.ask("POST", CONTACTS, contact())
    where, tag = f"{CONTACTS}/{made.json()['id']}", made.headers["ETag"]
    for method, body in (("PUT", contact("Ny")), ("DELETE", None)):
        key = new_key()
        first = send(client, method, where, body, key, **{"If-Match": tag})
        assert first.status_code == 200 and same(first, send(client, method, where, body, key, **{"If-Match": tag}))
        assert client.ask(method, where, body, headers={"If-Match": tag}).status_code in (400, 412)
        tag = first.headers.get("ETag")


def test_what_says_nothing_of_the_write_is_not_kept(server, client):
    key, name = new_key(), name_of_its_own()
    boss = add_person(server, administrator=True)
    identifier, secret = server.application("--permission", "Contact_Read", "--rate", "4")
    reader = Client(server, identifier, secret)
    application = next(row for row in boss.walk("/admin/v1/Applications") if row["publicId"] == identifier)
    where, grown = f"/admin/v1/Applications/{application['id']}", {
        "name": "x", "responsibleId": application["responsible"]["id"], "permissions": ["Contact_Write"]}

    assert reader.ask("POST", CONTACTS, contact(name), headers={KEY: key}, token="pk_no.pa_no").status_code == 401
    assert create(reader, contact(name), key).status_code == 403
    assert boss.ask("PUT", where, {**grown, "allowedAddresses": ["192.0.2.7"]}).ok
    assert create(reader, contact(name), key).status_code == 403
    assert boss.ask("PUT", where, {**grown, "allowedAddresses": []}).ok
    first = create(reader, contact(name), key)
    assert first.status_code == 201 and REPLAYED not in first.headers

    keys, wires = [new_key() for _ in range(9)], [server.raw() for _ in range(9)]
    with server.standing_still():
        for wire, one in zip(wires, keys):
            wire.sendall(request_of(reader, contact(name), one))
    statuses = [wire.recv(65536).split()[1] for wire in wires]
    assert set(statuses) == {b"201", b"429"}
    again = create(reader, contact(name), keys[statuses.index(b"429")])
    while again.status_code == 429:
        time.sleep(int(again.headers["Retry-After"]))
        again = create(reader, contact(name), keys[statuses.index(b"429")])
    assert again.status_code == 201 and REPLAYED not in again.headers
    for wire in wires:
        wire.close()

    tried = new_key()
    assert create(client, "x" * (1024 * 1024 + 1), tried).status_code == 413
    assert send(client, "PATCH", CONTACTS, contact(name), tried).status_code == 405
    assert send(client, "POST", CONTACTS + "/5/Details", contact(name), tried).status_code == 404
    assert REPLAYED not in create(client, contact(name), tried).headers


def request_of(client, body, key):
    """A create, as the wire carries it."""
    data = json.dumps(body).encode()
    return (f"POST {CONTACTS} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
            f"{KEY}: {key}\r\nContent-Length: {len(data)}\r\n\r\n").encode() + data


# ---- at once ----

@pytest.mark.concurrent
def test_many_at_once_are_one_row(server):
    client, key, body = server.client(), new_key(), contact(name_of_its_own())
    clients = [Client(server, client.identifier, client.secret) for _ in range(32)]
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        with server.standing_still():
            sent = [pool.submit(create, one, body, key) for one in clients]
        answers = [one.result() for one in sent]
    first = [answer for answer in answers if answer.status_code == 201 and REPLAYED not in answer.headers]
    others = [answer for answer in answers if answer not in first]
    assert len(first) == 1
    assert all(answer.status_code == 409 or same(first[0], answer) for answer in others)
    for one in clients[:5]:
        assert same(first[0], create(one, body, key))
    assert count(client, body["name"]) == 1


def test_the_second_is_refused_while_the_first_is_at_work(server, client):
    """And a failure of the server is not kept: when it is over, the write is done."""
    key, body = new_key(), contact(name_of_its_own())
    clients = [Client(server, client.identifier, client.secret) for _ in range(2)]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        with server.nobody_writes():
            answers = [one.result() for one in [pool.submit(create, one, body, key) for one in clients]]
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [409, 503], statuses
    busy = next(answer for answer in answers if answer.status_code == 409)
    assert busy.headers["Retry-After"] == "1" and "still at work" in busy.json()["message"]
    first = create(client, body, key)
    assert first.status_code == 201 and same(first, create(client, body, key))
    assert count(client, body["name"]) == 1


def test_other_keys_do_not_wait(server, client):
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        bodies = [contact(name_of_its_own()) for _ in range(20)]
        keys = [new_key() for _ in bodies]
        clients = [Client(server, client.identifier, client.secret) for _ in bodies]
        answers = list(pool.map(create, clients, bodies, keys))
    assert [answer.status_code for answer in answers] == [201] * 20
    assert len({answer.json()["id"] for answer in answers}) == 20


# ---- secrets ----

def test_secrets_are_not_kept(tmp_path):
    with running() as server:
        boss, guest = (add_person(server, administrator=True) for _ in range(2))
        client, told, new = server.client(), [PASSWORD], "ett annat långt ord"
        application = boss.walk("/admin/v1/Applications")[0]["id"]

        def twice(method, path, body=None):
            """The same key gives another secret: it was ignored."""
            answers = [send(boss, method, path, body, "key") for _ in range(2)]
            assert all(answer.ok and REPLAYED not in answer.headers for answer in answers), answers[0].text
            assert answers[0].json() != answers[1].json()
            return [answer.json() for answer in answers]

        for method, path, body, name in (
                ("POST", f"/admin/v1/Applications/{application}/Secret", None, "secret"),
                ("POST", f"/admin/v1/Applications/{application}/StaticToken", None, "token"),
                ("POST", f"/admin/v1/Users/{guest.id}/Invitation", None, "path"),
                ("POST", "/admin/v1/Me/Totp", {"password": PASSWORD}, "secret")):
            told += [answer[name].split("#")[-1] for answer in twice(method, path, body)]
        codes = send(boss, "PUT", "/admin/v1/Me/Totp", {"code": code_of(told[-1], time.time())}, "key")
        told += codes.json()["codes"]
        signed = send(guest, "POST", "/admin/v1/Session", {"email": guest.email, "password": PASSWORD}, "key")
        told += [signed.json()["session"]["csrfToken"], signed.cookies["__Host-glimt"]]
        guest.csrf = told[-2]
        changed = send(guest, "PUT", "/admin/v1/Me/Password", {"currentPassword": PASSWORD, "newPassword": new}, "key")
        told += [new, changed.json()["csrfToken"], changed.cookies["__Host-glimt"]]
        for _ in range(2):
            answer = client.ask("POST", "/v1/Auth/Token", headers={KEY: "key", "Authorization": basic(*server.application())})
            told.append(answer.json()["accessToken"])
            assert REPLAYED not in answer.headers
        server.stop()
        found = bytes_of(server.directory)
        assert b"Administrator" in found
        assert [word for word in told if word.encode() in found] == []
        database = server.database()
        for table in ("application_answers", "person_answers"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        database.close()


def test_a_password_cannot_be_tried_on_what_is_kept(tmp_path):
    """What is kept of a request is keyed: the same request to another server has another fingerprint."""
    key, prints = new_key(), []
    for name in ("one", "other"):
        with running(directory=tmp_path / name) as fresh:
            person = add_person(fresh, administrator=True)
            assert send(person, *WRONG, key).status_code == 400
            database = connect(fresh.directory)
            prints += database.execute("SELECT fingerprint FROM person_answers").fetchall()
            assert key.encode() not in bytes_of(fresh.directory)
            database.close()
    assert len(prints) == 2 and prints[0] != prints[1]


# ---- uploads ----

def send_form(client, path, key, *parts, boundary="one"):
    return client.ask("POST", path, form(*parts, boundary=boundary),
                      headers={KEY: key, "Content-Type": f"multipart/form-data; boundary={boundary}"})


def test_uploads(server):
    """The file is stored once; its parts count, and not what a client puts between them."""
    client = server.client()
    path, key, content = new_task(client), new_key(), uuid.uuid4().bytes * 40000
    parts = [file(content, "plan.pdf"), field("name", "Plan")]
    first = send_form(client, path, key, *parts)
    assert first.status_code == 200, first.text
    before = stored(server)
    for boundary in ("one", "another"):
        assert same(first, send_form(client, path, key, *parts, boundary=boundary))
    others = [[file(content[:-1] + b"x", "plan.pdf"), parts[1]], [file(content, "plan2.pdf"), parts[1]],
              [file(content, "plan.pdf", "text/plain"), parts[1]], [parts[0], field("name", "Plan2")],
              [parts[0]], [parts[1], parts[0]], [*parts, field("x", "y")], [file(content[:-1], "plan.pdf"), parts[1]]]
    for other in others:
        message(send_form(client, path, key, *other), 422)
    message(client.ask("POST", path, {"name": "x"}, headers={KEY: key}), 422)
    assert stored(server) == before and len(client.walk(path)) == 1
    assert client.get(f"{path}/{first.json()['id']}/Download").content == content

    key = new_key()
    refused = send_form(client, path, key, field("name", "no file"))
    assert refused.status_code == 400 and same(refused, send_form(client, path, key, field("name", "no file")))
    key, link = new_key(), {"externalUrl": "https://example.com/a", "externalUrlType": "dropbox", "name": "l"}
    assert same(*(client.ask("POST", path, link, headers={KEY: key}) for _ in range(2)))


@pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")
def test_a_backup_has_the_keys(tmp_path):
    with running() as server:
        client, key = server.client(), new_key()
        first = create(client, contact(), key)
        glimt("backup", "--data", server.directory, "--to", tmp_path / "backup")
        glimt("restore", tmp_path / "backup", "--data", tmp_path / "restored")
    with running(directory=tmp_path / "restored") as server:
        client = Client(server, client.identifier, client.secret)
        assert same(first, create(client, contact(), key))
        assert len(client.walk(CONTACTS)) == 1
