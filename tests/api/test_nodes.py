"""Several servers on one database: what one was told holds on all of them, at once."""

import collections
import contextlib
import itertools
import subprocess

import psycopg2
import pytest

from client import BINARY, Client, Server, glimt, refused_start
from clocks import WallClock
from nodes import WRITER_LOCK, Later, begin, clients, nodes, same_person
from people import add_person
from repeats import KEY, REPLAYED, new_key

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
ALL = f"{CONTACTS}?page=1&pageSize=100"
TURNS = 200
numbers = itertools.count(1)


def contact(name="Åkes Bygg"):
    return {"name": name, "contactType": "Company", "responsibleId": 1}


@pytest.fixture(name="url")
def url_(there):
    return there.migrated_database(f"nodes{next(numbers)}")


@pytest.fixture(name="shared", scope="module")
def shared_(there, tmp_path_factory):
    """Three servers."""
    url = there.migrated_database("shared_by_three")
    with nodes(tmp_path_factory.mktemp("shared"), url, 3) as servers:
        for server in servers:
            server.database_url = url
        yield servers


@contextlib.contextmanager
def connected(url):
    with contextlib.closing(psycopg2.connect(url)) as connection:
        yield connection.cursor()
        connection.rollback()


def ask(cursor, sql, *values):
    cursor.execute(sql, values)
    return cursor.fetchall()


@contextlib.contextmanager
def nobody_writes(url):
    """Another one is in a transaction that writes; what it does is stored at the end."""
    with connected(url) as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITER_LOCK])
        yield cursor
        cursor.connection.commit()


def wait_for_writers(cursor, count):
    """Until so many servers wait for their turn to write to this database."""
    while ask(cursor, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
                      " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
              )[0][0] < count:
        pass


# ---- what a client wrote ----

def test_who_writes_here_and_reads_there_sees_it(shared):
    """Through caches that were filled before, by a get and by a list."""
    three = clients(shared)
    made = three[0].create()["id"]
    for turn in range(TURNS):
        writer, reader, other = (three[(turn + i) % 3] for i in range(3))
        name = f"Firma {turn}"
        writer.good("PUT", f"{CONTACTS}/{made}", contact(name))
        assert reader.quick(f"{CONTACTS}/{made}")["name"] == name
        assert other.quick(f"{CONTACTS}/{made}")["name"] == name
        assert reader.quick(f"{CONTACTS}/{made}")["name"] == name
    for turn in range(TURNS // 4):
        writer, reader = three[turn % 3], three[(turn + 1) % 3]
        before = reader.quick(ALL)["totalItemCount"]
        writer.create()
        assert reader.quick(ALL)["totalItemCount"] == before + 1


def test_ids_and_numbers_are_given_once(shared):
    three = clients(shared)
    work = [Later(lambda client: [client.create()["id"] for _ in range(20)], client)
            for client in three * 2]
    made = [number for part in work for number in part.end()]
    assert len(set(made)) == len(made) == 120


# ---- rights ----

def test_a_token_that_ended_here_has_ended_there(shared):
    """By the pages of one server, or by the command in its directory."""
    boss = add_person(shared[0], administrator=True)
    made = boss.good("POST", "/admin/v1/Applications", {"name": "Lön", "responsibleId": 1, "rate": 0}, 201)
    path = f"/admin/v1/Applications/{made['id']}"
    readers = [Client(server) for server in shared]
    for end in (lambda: boss.good("DELETE", path + "/StaticToken"),
                lambda: glimt("app", "disable", made["publicId"], "--data", shared[0].directory)):
        token = boss.good("POST", path + "/StaticToken")["token"]
        for client in readers:
            assert client.get(ALL, token=token).status_code == 403  # nothing is permitted, but it is known
        end()
        for client in readers[::-1]:
            assert client.get(ALL, token=token).status_code == 401
            assert client.ask("POST", CONTACTS, contact(), token=token).status_code == 401


TAKEN = {
    "the token": (401, "UPDATE tokens SET expires_at = 1 WHERE expires_at IS NOT NULL AND (account_id, application_id) IN"
                       " (SELECT account_id, id FROM applications WHERE public_id = %s)"),
    "the permission": (403, "UPDATE applications SET permissions = 'Contact_Read' WHERE public_id = %s"),
    "the address": (403, "UPDATE applications SET allow = '192.0.2.7' WHERE public_id = %s"),
}


@pytest.mark.parametrize("what", TAKEN)
@pytest.mark.parametrize("keyed", [False, True])
def test_a_right_that_is_taken_while_a_write_waits(shared, what, keyed):
    """The write was found to be allowed before, and waits behind the transaction that takes the right away."""
    status, sql = TAKEN[what]
    url = shared[0].database_url
    name = f"Not to be stored {next(numbers)}"
    known = shared[0].application()
    client = Client(shared[1], *known)
    headers = {KEY: new_key()} if keyed else None
    with nobody_writes(url) as other, connected(url) as look:
        later = Later(lambda: client.ask("POST", CONTACTS, contact(name), headers=headers))
        wait_for_writers(look, 1)
        other.execute(sql, [known[0]])
        assert other.rowcount > 0
        other.execute("UPDATE data_versions SET changed = changed + 1 WHERE account_id = 0 AND area = 1")
    assert later.end().status_code == status
    with connected(url) as cursor:
        assert ask(cursor, "SELECT count(*) FROM contacts WHERE name = %s", name) == [(0,)]


def test_a_right_that_stays_while_others_change(shared):
    """Another application has changed meanwhile: the write is looked at again, and done."""
    url = shared[0].database_url
    client = shared[1].client()
    with nobody_writes(url) as other, connected(url) as look:
        later = Later(lambda: client.ask("POST", CONTACTS, contact()))
        wait_for_writers(look, 1)
        other.execute("UPDATE data_versions SET changed = changed + 1 WHERE account_id = 0 AND area = 1")
    assert later.end().status_code == 201


def test_a_session_is_the_same_everywhere(shared):
    here = add_person(shared[0], administrator=True)
    there = same_person(here, shared[1])
    assert there.good("GET", "/admin/v1/Session")["user"]["id"] == here.id
    assert there.good("POST", "/admin/v1/Users", {"firstName": "Ny", "lastName": "Öst", "license": "total"})
    here.good("DELETE", "/admin/v1/Session")
    assert there.ask("GET", "/admin/v1/Users?page=1&pageSize=10").status_code == 401


def test_a_session_that_ends_while_a_write_waits(shared):
    url = shared[0].database_url
    here = add_person(shared[0], administrator=True)
    there = same_person(here, shared[1])
    with nobody_writes(url) as other, connected(url) as look:
        later = Later(lambda: there.ask("POST", "/admin/v1/Users",
                                        {"firstName": "Inte", "lastName": "Sparad", "license": "total"}))
        wait_for_writers(look, 1)
        other.execute("DELETE FROM sessions WHERE user_id = %s", [here.id])
        assert other.rowcount == 1
    assert later.end().status_code == 401
    with connected(url) as cursor:
        assert ask(cursor, "SELECT count(*) FROM users WHERE last_name = 'Sparad'") == [(0,)]


# ---- writes with a key ----

def test_a_key_that_comes_to_all_at_once_is_done_once(shared):
    url = shared[0].database_url
    three = clients(shared)
    for body, status in ((contact(f"Once {next(numbers)}"), 201), ({**contact(), "responsibleId": 999999}, 400)):
        headers = {KEY: new_key()}
        with nobody_writes(url), connected(url) as look:
            work = [Later(lambda client, body=body, headers=headers: client.ask("POST", CONTACTS, body, headers=headers),
                          client) for client in three]
            wait_for_writers(look, 3)
        answers = [later.end() for later in work]
        assert [answer.status_code for answer in answers] == [status] * 3
        assert len({answer.content for answer in answers}) == 1
        assert sorted(answer.headers.get(REPLAYED, "") for answer in answers) == ["", "true", "true"]
        with connected(url) as cursor:
            assert ask(cursor, "SELECT count(*) FROM contacts WHERE name = %s", body["name"] if status == 201 else "")[0][0] == (
                status == 201)


def test_a_key_with_another_body_is_refused_elsewhere(shared):
    url = shared[0].database_url
    one, two, _ = clients(shared)
    headers = {KEY: new_key()}
    with nobody_writes(url), connected(url) as look:
        first = Later(lambda: one.ask("POST", CONTACTS, contact("The first"), headers=headers))
        wait_for_writers(look, 1)
        second = Later(lambda: two.ask("POST", CONTACTS, contact("The second"), headers=headers))
        wait_for_writers(look, 2)
    assert {first.end().status_code, second.end().status_code} == {201, 422}


# ---- the change log ----

def test_a_reader_of_the_change_log_misses_nothing(shared):
    """While transactions that have written entries are held open, and others are waiting."""
    url = shared[0].database_url
    three = clients(shared)
    found, held = [], 0
    with connected(url) as reader, connected(url) as holder:
        last = ask(reader, "SELECT max(number) FROM changes WHERE account_id = 1")[0][0]
        reader.connection.commit()
        work = [Later(lambda client: [client.create()["id"] for _ in range(40)], client) for client in three * 2]
        for turn in itertools.count():
            is_over = not any(later.thread.is_alive() for later in work)
            if turn % 20 == 0:  # whoever writes waits for this row, with all that it has written
                holder.execute("SELECT 1 FROM data_versions WHERE account_id = 1 FOR UPDATE")
            held += ask(reader, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                " AND wait_event IN ('transactionid', 'tuple')")[0][0]
            reader.connection.commit()
            for number, row_id in ask(reader, "SELECT number, row_id FROM changes WHERE account_id = 1"
                                              " AND number > %s ORDER BY number", last):
                assert number == last + 1
                last = number
                found.append(row_id)
            reader.connection.commit()
            if is_over:
                break
            if turn % 20 == 15:
                holder.connection.commit()
    made = collections.Counter(number for later in work for number in later.end())
    assert held and not made - collections.Counter(found)


# ---- starting ----

def test_servers_that_start_at_once_make_one_company(url, tmp_path):
    """The first one's key counts; who has another one is told so, and starts with a copy."""
    directories = [begin(tmp_path / f"node{i}", url) for i in range(3)]
    started = [subprocess.Popen([BINARY, "serve", "--data", str(directory), "--listen", "127.0.0.1:0"],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
               for directory in directories]
    lines = [process.stdout.readline() for process in started]
    running = [i for i in range(3) if lines[i].startswith("listening")]
    for process in started:
        process.terminate()
    said = [process.communicate()[1] for process in started]
    assert len(running) == 1, said
    for i in set(range(3)) - set(running):
        assert "copy secret.key from the directory of a server" in said[i]
        begin(directories[i], url, directories[running[0]])
        Server(directories[i]).stop()
    with connected(url) as cursor:
        assert ask(cursor, "SELECT count(*) FROM accounts") == [(1,)]


def test_a_server_with_another_key_is_refused(url, tmp_path):
    with nodes(tmp_path, url, 1) as (first,):
        lacking = begin(tmp_path / "lacking", url)
        assert "secret.key is missing: copy secret.key" in refused_start(lacking)
        assert not (lacking / "secret.key").exists()
        other = begin(tmp_path / "other", url)
        (other / "secret.key").write_bytes(bytes(32))
        (other / "secret.key").chmod(0o600)
        assert "is not the one that the database knows" in refused_start(other)
        begin(other, url, first.directory)
        Server(other).stop()
    Server(lacking, "--begin-anew").stop()
    assert "is not the one that the database knows" in refused_start(other)


# ---- clocks ----

def test_clocks_that_differ(there, tmp_path):
    """A token is good, a session goes on, a repeated write is known, whoever's clock is ahead."""
    for seconds in (-20, 20):
        url = there.migrated_database(f"clocks{next(numbers)}")
        folder = tmp_path / str(seconds)
        (folder / "clock").mkdir(parents=True)
        clock = WallClock(folder / "clock")
        clock.let_pass(seconds)
        with nodes(folder, url, 2, options=({}, clock.options)) as servers:
            one, two = clients(servers)
            headers = {KEY: new_key()}
            made = one.ask("POST", CONTACTS, contact(), headers=headers)
            again = two.ask("POST", CONTACTS, contact(), headers=headers)
            assert made.status_code == 201 and again.content == made.content
            assert Client(servers[1], *servers[0].application()).get(ALL).json()["totalItemCount"] == 1
            here = add_person(servers[0])
            assert same_person(here, servers[1]).good("GET", "/admin/v1/Session")
            for client in (one, two) * 3:
                client.create()
            numbers_given = [item["id"] for item in one.walk(CONTACTS)]
            assert len(set(numbers_given)) == 7


# ---- a pool that is full ----

def test_who_waits_for_too_long_is_told_so(url, tmp_path):
    """All connections are busy, while what needs none is answered."""
    with nodes(tmp_path, url, 1, "--database-connections", "2") as (server,):
        client = server.client()
        client.create()
        token = client.token
        with connected(url) as holder:
            holder.execute("LOCK TABLE contacts, data_versions IN ACCESS EXCLUSIVE MODE")
            asking = [Client(server) for _ in range(12)]
            for one in asking:
                one.token = token
            work = [Later(one.get, ALL) for one in asking]
            found = []
            while len(found) < 10:
                found = [later.found[0] for later in work if later.found]
            for answer in found:
                assert answer.status_code == 503 and answer.headers["Retry-After"]
                assert "waiting for the database" in answer.json()["message"]
            assert client.ask("GET", "/v1/Nothing").status_code == 404
        assert sorted(later.end().status_code for later in work) == [200] * 2 + [503] * 10


def test_a_body_waits_until_it_is_known_who_sends_it(url, tmp_path):
    """It is asked for, or refused, when the database has said who it is; until then nothing of it is read."""
    with nodes(tmp_path, url, 1) as (server,):
        client = server.client()
        for token, first in ((client.token, b"HTTP/1.1 100 Continue\r\n"), ("x" * 40, b"HTTP/1.1 401 Unauthorized\r\n")):
            body = b'{"name": "Lars", "contactType": "Person", "responsibleId": 1}'
            head = (f"POST {CONTACTS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
                    f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n").encode()
            with connected(url) as holder, server.raw() as connection:
                holder.execute("LOCK TABLE tokens, data_versions IN ACCESS EXCLUSIVE MODE")
                connection.sendall(head)
                connection.settimeout(0.3)
                with pytest.raises(TimeoutError):
                    connection.recv(1)
                holder.connection.commit()
                connection.settimeout(None)
                stream = connection.makefile("rb")
                assert stream.readline() == first
                if b"100" in first:
                    assert stream.readline() == b"\r\n"
                    connection.sendall(body)
                    assert stream.readline() == b"HTTP/1.1 201 Created\r\n"


def test_bodies_that_come_with_their_head(url, tmp_path):
    """Several requests in one piece are answered in order, each with its body."""
    with nodes(tmp_path, url, 1) as (server,):
        client = server.client()
        body = b'{"name": "Lars", "contactType": "Person", "responsibleId": 1}'
        last = {True: "Connection: close\r\n", False: ""}
        whole = b"".join(
            (f"POST {CONTACTS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {client.token}\r\n{last[i == 4]}"
             f"Content-Length: {len(body)}\r\n\r\n").encode() + body for i in range(5))
        with server.raw() as connection:
            connection.sendall(whole)
            said = connection.makefile("rb").read()
        assert said.count(b"HTTP/1.1 201 Created\r\n") == 5
        assert client.get(ALL).json()["totalItemCount"] == 5


# ---- what one of them does ----

def test_one_of_them_prunes(url, tmp_path):
    with nodes(tmp_path, url, 2) as servers:
        with connected(url) as cursor:
            while not (claims := ask(cursor, "SELECT value FROM facts WHERE name = 'pruning'")):
                cursor.connection.commit()
            owner = claims[0][0].split()[0]
        servers[1].stop()
        servers[1].start()
        with connected(url) as cursor:
            assert ask(cursor, "SELECT value FROM facts WHERE name = 'pruning'")[0][0].split()[0] == owner

