"""A server on a full disk: it reads, says what is in the way of writes, and goes on when there is room."""

import contextlib
import signal
import time

import pytest

from client import Client, Server, basic, glimt, refused_start
from database import connect
from disks import KINDS, fill, make_room, small_disk
from people import add_person
from uploads import download, file, new_task, send, upload

pytestmark = pytest.mark.embedded("the disk that is full holds the database's own files")

CONTACTS = "/v1/Core/Contacts"
FULL = "The server's disk is full, so nothing was stored."


class Full:
    """A server whose disk was filled while it ran, with what it has acknowledged."""

    def __init__(self, place):
        self.place, self.begun = place, time.monotonic()
        self.server = Server(place / "data")
        self.application = self.server.application()
        self.client = Client(self.server, *self.application)
        self.person = add_person(self.server, administrator=True)
        self.names = set()
        self.task = new_task(self.client)
        self.file = upload(self.client, self.task, file(b"kept"))["id"]
        for number in range(5):
            self.create(number)

    def create(self, number, size=1000):
        answer = self.client.ask("POST", CONTACTS, {
            "name": f"n{number}", "contactType": "person", "responsibleId": 1,
            "importantInformation": "y" * size})
        if answer.status_code == 201:
            self.names.add(f"n{number}")
        return answer

    def fill(self):
        """Until creates are refused: the log may have room in it yet."""
        fill(self.place)
        for number in range(5, 5000):
            if self.create(number, 20_000).status_code == 507:
                return
            fill(self.place)
        raise AssertionError("creates are still stored")

    def reads(self):
        items = self.client.walk(CONTACTS)
        assert {item["name"] for item in items} == self.names
        assert download(self.client, self.task, self.file).content == b"kept"

    def start_again(self, how):
        code, said = self.server.stop(how)
        assert how == signal.SIGKILL or code == 0, said
        self.server.start()
        self.client = self.client_again()

    def client_again(self):
        """The same token, at another port."""
        client = Client(self.server)
        client.token = self.client.token
        return client

    def check(self):
        code, said = self.server.stop()
        assert code == 0, said
        assert glimt("check", "--data", self.place / "data").returncode == 0
        return said


def errors(said):
    return [line for line in said.splitlines() if " error " in line]


@pytest.fixture(params=KINDS)
def full(request, tmp_path):
    with small_disk(request.param, tmp_path) as place:
        made = Full(place)
        try:
            made.fill()
            yield made
        finally:
            made.server.stop()


def refused(answer):
    assert answer.status_code == 507, answer.text
    assert answer.json()["message"] == FULL


def refused_soon(full, ask):
    """What is small may find room for a while."""
    answer = ask()
    while answer.status_code != 507:
        assert answer.ok
        fill(full.place)
        answer = ask()
    refused(answer)


def test_says_so_and_goes_on(full):
    """Creates, updates, uploads and what people do; nothing that was acknowledged is lost."""
    client = full.client
    for number in range(6000, 6020):
        refused(full.create(number, 20_000))
    refused(send(client, full.task, file(b"z" * 30_000_000)))
    refused(send(client, full.task, file(b"z" * 300_000)))
    body = {"name": "n0", "contactType": "Person", "responsibleId": 1,
            "importantInformation": "z" * 20_000}
    refused_soon(full, lambda: client.ask("PUT", CONTACTS + "/1", body))
    refused_soon(full, lambda: full.person.ask("POST", "/admin/v1/Activities", {"name": "z" * 200}))
    full.reads()
    make_room(full.place)
    assert full.create(7000).status_code == 201
    upload(client, full.task, file(b"z" * 300_000))
    assert full.person.ask("POST", "/admin/v1/Activities", {"name": "z" * 200}).status_code == 201
    full.reads()
    assert len(errors(full.check())) <= 2 + 2 * ((time.monotonic() - full.begun) // 60)  # two topics a minute


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_starts_for_reading(full, how):
    for _ in range(3):
        full.start_again(how)
        full.reads()
        fill(full.place)
    answers = [full.create(number, 20_000).status_code for number in range(8000, 8300)]
    assert set(answers) <= {201, 507} and 507 in answers
    refused(send(full.client, full.task, file(b"z" * 8_000_000)))
    full.reads()
    make_room(full.place)
    assert full.create(9000).status_code == 201
    while send(full.client, full.task, file(b"z" * 300_000)).status_code == 507:
        pass
    full.reads()
    full.check()


def memory_token(full):
    """A token for which the database has no room."""
    for _ in range(200):
        before = tokens(full)
        client = Client(full.server, *full.application)
        if tokens(full) == before:
            return client
        fill(full.place)
    raise AssertionError("tokens are still stored")


def tokens(full):
    with full.server.reader() as database:
        return database.execute("SELECT count(*) FROM tokens").fetchone()[0]


def test_tokens_can_be_had(full):
    """Each reads, and ends with the process."""
    client = memory_token(full)
    assert client.get(CONTACTS + "?page=1").status_code == 200
    refused_soon(full, lambda: client.ask("POST", CONTACTS, {
        "name": "n0", "contactType": "person", "responsibleId": 1,
        "importantInformation": "y" * 20_000}))
    others = [Client(full.server, *full.application) for _ in range(100)]
    for other in [client, *others[-60:]]:
        assert other.get(CONTACTS + "?page=1").status_code == 200
    wrong = client.ask("GET", CONTACTS + "?page=1", token=client.token[:-1] + "_")
    assert wrong.status_code == 401
    make_room(full.place)
    assert client.get(CONTACTS + "?page=1").status_code == 200
    made = client.ask("POST", CONTACTS, {"name": "m", "contactType": "person", "responsibleId": 1})
    assert made.status_code == 201
    full.start_again(signal.SIGTERM)
    client.base = full.server.url
    assert client.get(CONTACTS + "?page=1").status_code == 401
    assert Client(full.server, *full.application).get(CONTACTS + "?page=1").status_code == 200


def test_tokens_in_memory_end_with_their_application(full):
    client = memory_token(full)
    assert client.get(CONTACTS + "?page=1").status_code == 200
    make_room(full.place)
    glimt("app", "disable", full.application[0], "--data", full.place / "data")
    assert client.get(CONTACTS + "?page=1").status_code == 401
    number = full.person.good("GET", "/admin/v1/Applications?page=1")["items"][0]
    assert number["publicId"] == full.application[0] and not number["isActive"]
    full.person.good("PUT", f"/admin/v1/Applications/{number['id']}", {
        "name": "again", "responsibleId": 1, "permissions": number["permissions"],
        "allowedAddresses": number["allowedAddresses"], "rate": 0, "isActive": True})
    assert client.get(CONTACTS + "?page=1").status_code == 401
    assert Client(full.server, *full.application).get(CONTACTS + "?page=1").status_code == 200


def add_tokens(full, total):
    """Live tokens of the application, until it has so many."""
    with contextlib.closing(connect(full.place / "data")) as database:
        for _ in range(total - tokens(full)):
            database.execute(
                "INSERT INTO tokens (hash, account_id, application_id, id, created_at, expires_at)"
                " SELECT randomblob(32), account_id, application_id, last + 1, created_at, expires_at FROM sequences"
                " JOIN tokens USING (account_id) WHERE name = 'tokens' ORDER BY id LIMIT 1")
            database.execute("UPDATE sequences SET last = last + 1 WHERE name = 'tokens'")
        database.commit()
    assert tokens(full) == total


def test_tokens_in_memory_count_among_those_of_an_application(full):
    """Of 500 live ones; when the database has as many, no other is lent."""
    def ask_for(count):
        answers = [full.client.session.post(full.server.url + "/v1/Auth/Token", headers={
            "Authorization": basic(*full.application)}) for _ in range(count)]
        return [answer.json().get("accessToken") for answer in answers if answer.status_code in (200, 507)]

    def working(some):
        return sum(full.client.ask("GET", CONTACTS + "?page=1", token=token).status_code == 200 for token in some)

    make_room(full.place)
    add_tokens(full, 460)
    full.fill()
    lent = [memory_token(full).token]
    stored = tokens(full)
    lent += ask_for(60)
    assert all(lent) and tokens(full) == stored
    assert working(lent) == 500 - stored and working(lent[-(500 - stored):]) == 500 - stored
    make_room(full.place)
    fresh, = ask_for(1)
    assert working([fresh]) == 1 and tokens(full) + working(lent) <= 500
    full.client.token = fresh  # the former one was the oldest
    add_tokens(full, 500)
    full.fill()
    while None not in (given := ask_for(1)):
        assert working(given) == 1
        fill(full.place)
    assert tokens(full) == 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_is_no_place_to_begin(tmp_path, kind):
    with small_disk(kind, tmp_path) as place:
        (place / "data").mkdir()
        fill(place)
        for _ in range(2):
            assert "disk is full" in refused_start(place / "data")
        make_room(place)
        server = Server(place / "data")
        server.client().create()
        server.stop()
        assert glimt("check", "--data", place / "data").returncode == 0
