"""The security log: each kind of event is noted once, with who and from where, and without a secret; each company sees
its own, and administrators alone; what comes in floods is counted and bounded."""

import collections
import json
import signal
import socket
import time

import pytest

import security
from client import Client, basic, glimt, refused_start, running
from database import bytes_of
from documented import instant
from people import PAGES, Person, add_person
from ports import PATIENCE
from security import CAUSES, EVENTS, World, events, lines, number_of, total, tried, wait_for


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    path = tmp_path_factory.mktemp("log") / "security.log"
    with running("--security-log", str(path)) as server:
        made = World(server)
        made.sent = path
        yield made
        check_files_of_kinds(made.boss)


def check_files_of_kinds(boss):
    """Of all that came to be here: the file of each kind has what the list has."""
    found = collections.defaultdict(list)
    for one in events(boss):
        found[one["kind"]].append(one["id"])
    for kind, ids in sorted(found.items()):
        lines_of_kind = boss.ask("GET", f"{EVENTS}/Export?filter.kind={kind}").text.splitlines()
        assert [json.loads(line)["id"] for line in lines_of_kind][:len(ids)] == ids, kind


def test_every_kind_that_is_declared_has_a_cause_here():
    operation = PAGES.document["paths"][EVENTS]["get"]
    [kinds] = [one["schema"]["enum"] for one in operation["parameters"] if one["name"] == "filter.kind"]
    assert kinds == list(CAUSES)


@pytest.mark.parametrize("kind", CAUSES)
def test_each_kind_is_noted(world, kind):
    begun = int(time.time())
    told = CAUSES[kind](world)
    times = 2 if kind == "throttled" else 1
    wanted = {"kind": kind, "outcome": "refused" if kind in security.REFUSED else "succeeded", **told}
    if kind not in security.BY_COMMAND:
        wanted["address"] = "127.0.0.1"
    [*_, event] = wait_for(world.server, times, **wanted)
    known = {"time", "since", "kind", "outcome", "count", "address"}
    assert set(event) - set(told) <= known, event
    assert ("address" in event) == (kind not in security.BY_COMMAND)
    if "account" in told:
        found = [one for one in events(world.boss, kind=kind) if begun <= instant(one["lastTime"]) <= time.time()
                 and all((one[name] or {}).get("id") == told.get(name)
                         for name in ("user", "application", "aboutUser", "aboutApplication"))]
        assert total(found) >= times, found
    else:
        assert events(world.boss, kind=kind) == []


def test_no_secret_is_in_it_anywhere(world):
    """Neither in the database nor in what is sent on, printed or downloaded, whatever was typed where."""
    for kind in ("wrongPassword", "unknownLogin", "wrongSecret", "passwordChanged", "codesAdded", "staticTokenMade"):
        CAUSES[kind](world)
    world.boss.good("GET", "/admin/v1/Session")
    wait_for(world.server, kind="staticTokenMade")
    places = {"command": glimt("security-log", "--data", world.server.directory).stdout.encode(),
              "file": world.sent.read_bytes(),
              "download": world.boss.ask("GET", EVENTS + "/Export").content}
    places["database"] = bytes_of(world.server.directory)
    secrets = {text for text in security.SECRETS if len(text) > 6} | {world.boss.csrf}
    assert len(secrets) > 20
    for name, content in places.items():
        for text in secrets:
            assert text.encode() not in content, (name, text)


def test_an_address_that_nobody_has_is_kept_nowhere(world):
    """Somebody may have typed a password there."""
    assert tried(world.server, "hunter2-hunter2", "x") == 401
    before = total(lines(world.server, 0), kind="unknownLogin")
    assert tried(world.server, "okand.person@example.com", "x") == 401
    wait_for(world.server, before + 1, kind="unknownLogin")
    for content in (bytes_of(world.server.directory), world.sent.read_bytes()):
        for text in (b"hunter2", b"okand.person"):
            assert text not in content


def test_every_403_of_the_pages_is_noted(world):
    """Also what is refused where it is done, of days that are somebody else's."""
    person = add_person(world.server)
    choice = {"userIds": [world.other.id], "from": "2026-01-05", "to": "2026-01-05"}
    for count, name in enumerate(["Lock", "Unlock", "Attest", "Return", "TakeBack"], 1):
        person.forbidden("POST", f"/admin/v1/Days/{name}", choice)
        wait_for(world.server, count, kind="noRight", user=person.id, address="127.0.0.1")


# ---- who sees what ----

def test_nobody_sees_what_is_of_another_company(world):
    server = world.server
    account = json.loads(glimt("account", "add", "Andra AB", "--data", server.directory, "--json").stdout)["id"]
    boss = add_person(server, administrator=True, account=account)
    tried(server, boss.email, "fel hos den andra")
    app = server.client("--all-permissions", account=account)
    wait_for(server, kind="tokenFetched", account=account)
    [wrong] = events(boss, kind="wrongPassword")
    assert wrong["user"]["id"] == boss.id and wrong["times"] == 1
    assert {one["kind"] for one in events(boss)} == {"invited", "rightsChanged", "passwordChanged", "signedIn", "newPlace",
                                                     "wrongPassword",
                                                     "applicationMade", "secretMade", "tokenFetched"}
    mine, theirs = lines(server, 1), lines(server, account)
    assert {one["account"] for one in theirs} == {account} and {one["account"] for one in mine} == {1}
    assert not any("account" in one for one in lines(server, 0))
    assert sum(map(total, (mine, theirs, lines(server, 0)))) <= total(lines(server))
    ids = [one["id"] for one in events(boss)]
    assert ids == list(range(1, len(ids) + 1))
    exported = [json.loads(line) for line in boss.ask("GET", EVENTS + "/Export").text.splitlines()]
    assert [one["id"] for one in exported] == ids
    assert boss.ask("GET", f"{EVENTS}/{len(events(world.boss))}").status_code == 400
    assert app.token


def test_administrators_alone_read_it(world):
    [first, *_] = events(world.boss)
    for path in (EVENTS + "?page=1", f"{EVENTS}/{first['id']}", EVENTS + "/Export"):
        world.other.forbidden("GET", path)
        assert Person(world.server).ask("GET", path).status_code == 401
        assert world.app.session.get(world.server.url + path, headers={
            "Authorization": f"Bearer {world.app.token}"}).status_code == 401
    for method in ("POST", "PUT", "DELETE"):
        assert world.boss.ask(method, f"{EVENTS}/{first['id']}").status_code == 405


# ---- filters, and the file ----

def holds(event, name, value):
    if name in ("userId", "applicationId"):
        what = name[:-2]
        about = "about" + what[0].upper() + what[1:]
        return value in [(event[one] or {}).get("id") for one in (what, about)]
    if name == "from":
        return instant(event["lastTime"]) >= value
    if name == "to":
        return instant(event["time"]) <= value
    return event[name] == value


def test_filters_find_what_they_say_alone_and_together(world):
    for kind in ("wrongPassword", "noPermission", "rightsChanged", "secretMade", "signedOut"):
        CAUSES[kind](world)
    wait_for(world.server, kind="noPermission")
    everything = events(world.boss)
    stamps = sorted(instant(one["time"]) for one in everything)
    middle = stamps[len(stamps) // 2]
    moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(middle))
    values = {"kind": ["signedOut", "noPermission", "emailChanged"], "outcome": ["refused", "succeeded"],
              "userId": [world.boss.id, world.other.id, 99999], "applicationId": [world.number, 99999],
              "address": ["127.0.0.1", "192.0.2.77"], "from": [middle], "to": [middle]}
    asked = [{name: value} for name, all_values in values.items() for value in all_values]
    asked += [{**one, **other} for one in asked for other in asked if [*one] < [*other]]
    for filters in asked:
        sent = {name: moment if name in ("from", "to") else value for name, value in filters.items()}
        found = [one["id"] for one in events(world.boss, **sent)]
        assert found == [one["id"] for one in everything
                         if all(holds(one, name, value) for name, value in filters.items())][:len(found)], filters
        assert len(found) >= sum(all(holds(one, *item) for item in filters.items()) for one in everything)
    assert {**everything[0], "times": 0, "lastTime": 0} == {
        **world.boss.good("GET", f"{EVENTS}/{everything[0]['id']}"), "times": 0, "lastTime": 0}


@pytest.mark.parametrize("wrong", ["kind=annat", "outcome=annat", "userId=x", "applicationId=x", "from=x", "to=x",
                                   "address=%FF"])
def test_filters_that_mean_nothing_are_refused(world, wrong):
    name = f"filter.{wrong.partition('=')[0]}"
    assert list(world.boss.refused("GET", f"{EVENTS}?page=1&filter.{wrong}")) == [name]
    assert list(world.boss.refused("GET", f"{EVENTS}/Export?filter.{wrong}")) == [name]


def test_the_file_has_what_the_list_has(world):
    for kind in ("wrongPassword", "noPermission", "signedOut"):
        CAUSES[kind](world)
        wait_for(world.server, kind=kind)
    for query in ("", "filter.outcome=succeeded", "filter.outcome=refused&sortBy=time&sortOrder=descending",
                  f"filter.userId={world.boss.id}&sortBy=time", f"filter.applicationId={world.number}",
                  "filter.kind=signedIn&sortOrder=descending", "filter.address=127.0.0.1",
                  "filter.from=2026-01-01&filter.to=2126-01-01"):
        answer = world.boss.ask("GET", f"{EVENTS}/Export?{query}")
        assert answer.headers["Content-Type"] == "application/x-ndjson; charset=utf-8"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="glimt-security-log.jsonl"'
        listed = {one["id"]: one for one in world.boss.walk(f"{EVENTS}?{query}")}
        given = [json.loads(line) for line in answer.text.splitlines()]
        assert given and [one["id"] for one in given] == [id for id in listed][:len(given)]
        for one in given:
            assert {**one, "times": 0, "lastTime": 0} == {**listed[one["id"]], "times": 0, "lastTime": 0}


# ---- floods ----

def rows(server, **values):
    with server.reader() as database:
        where = " AND ".join(f"{name} = ?" for name in values) or "1"
        return database.execute(f"SELECT count(*), coalesce(sum(times), 0) FROM security_events WHERE {where}",
                                list(values.values())).fetchone()


NO_TOKEN = b"GET /v1/Core/Contacts?page=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer nej\r\n"


def signing_in(email):
    body = json.dumps({"email": email, "password": "fel varje gång"}).encode()
    return body, (b"POST /admin/v1/Session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                  b"Content-Length: %d\r\n" % len(body))


def flood(server, count, addresses, head=NO_TOKEN, body=b""):
    """So many requests that are refused, through a proxy that tells of these addresses."""
    left = count
    with socket.create_connection(("127.0.0.1", server.plain)) as connection:
        answers = connection.makefile("rb")
        while left > 0:
            step = min(left, 200)
            connection.sendall(b"".join(
                head + b"X-Forwarded-Proto: https\r\nX-Forwarded-For: %s\r\n\r\n" % addresses(left - i).encode()
                + body for i in range(step)))
            for _ in range(step):
                assert answers.readline().split()[1] in (b"401", b"429")
                length = 0
                while (line := answers.readline().lower()) != b"\r\n":
                    if line.startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                answers.read(length)
            left -= step


@pytest.fixture
def proxied():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running("--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1") as server:
        server.plain = port
        yield server


@pytest.mark.long
def test_100000_refused_sign_ins_are_two_rows_and_counted_exactly(proxied):
    """Of each hour that they last: what was refused, and what was not even looked at."""
    boss = add_person(proxied, administrator=True)
    body, head = signing_in(boss.email)
    flood(proxied, 100_000, lambda _: "192.0.2.66", head, body)
    wait_for(proxied, 100_000, address="192.0.2.66")
    found = events(boss, address="192.0.2.66")
    assert total(found) == 100_000 and len(found) <= 4
    assert {one["kind"] for one in found} == {"wrongPassword", "throttled"}
    assert {one["user"]["id"] for one in found} == {boss.id}
    assert total(found, kind="wrongPassword") >= 10


def test_a_flood_from_everywhere_is_bounded_and_counted_exactly(proxied):
    """Beyond a thousand addresses within an hour they are no longer told apart."""
    flood(proxied, 20_000, lambda n: f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}")
    wait_for(proxied, 20_000)
    found = [one for one in lines(proxied, 0) if one["kind"] == "unknownToken"]
    assert total(found) == 20_000
    assert len(found) <= 2 * 1025 and total(found, address="*") >= 20_000 - 2 * 1024


def test_one_company_cannot_take_the_room_of_others(proxied):
    """What is tried at one login from everywhere does not keep the events of others from being told apart."""
    app, boss = proxied.client("--permission", "Contact_Read", "--rate", "off"), add_person(proxied, administrator=True)
    identifier = basic(app.identifier, "nej").encode()
    head = b"POST /v1/Auth/Token HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: 0\r\n" % identifier
    flood(proxied, 400, lambda n: f"10.0.{n >> 8}.{n & 255}", head)
    tried(proxied, boss.email, "fel")
    wait_for(proxied, 400 + 1, outcome="refused", account=1)
    found = events(boss, kind="wrongSecret") + events(boss, kind="throttled")
    assert total(found) == 400 and len(found) <= 2 * 258
    account = json.loads(glimt("account", "add", "Andra", "--data", proxied.directory, "--json").stdout)["id"]
    other = add_person(proxied, administrator=True, account=account)
    tried(proxied, other.email, "fel")
    wait_for(proxied, kind="wrongPassword", account=account)
    assert [one["address"] for one in events(other, kind="wrongPassword")] == ["127.0.0.1"]


def test_strangers_hide_nobody_who_got_in(proxied):
    """However many addresses they come from, it is seen who fetched a token or this log, and from where."""
    boss, other = add_person(proxied, administrator=True), add_person(proxied)
    app = proxied.client("--permission", "Contact_Read", "--rate", "off")
    head = (b"POST /v1/Auth/Token HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Length: 0\r\n"
            % basic(app.identifier, "nej").encode())
    flood(proxied, 600, lambda n: f"10.0.{n >> 8}.{n & 255}", head)
    wait_for(proxied, 600, outcome="refused", account=1)
    guessed = events(boss, kind="wrongSecret") + events(boss, kind="throttled")
    assert total(guessed) == 600 and total(guessed, address="*") > 0
    assert {one["application"]["id"] for one in guessed} == {number_of(proxied, app.identifier)}
    late = proxied.client()
    other.forbidden("GET", "/admin/v1/Applications?page=1")
    assert app.get("/v1/Core/Tasks?page=1").status_code == 403
    assert boss.ask("GET", EVENTS + "/Export").status_code == 200
    wait_for(proxied, kind="logExported")
    for kind, name, who in (("tokenFetched", "application", number_of(proxied, late.identifier)),
                            ("noPermission", "application", number_of(proxied, app.identifier)),
                            ("noRight", "user", other.id), ("logExported", "user", boss.id)):
        found = events(boss, kind=kind)
        assert {one["address"] for one in found} == {"127.0.0.1"} and found[-1][name]["id"] == who, kind


def test_a_flood_does_not_fill_the_file(tmp_path):
    """However long it lasts: what is told of already waits for its turn, and nothing of it is lost."""
    path = tmp_path / "security.log"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running("--security-log", str(path), "--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy",
                 "127.0.0.1") as server:
        server.plain = port
        began, rounds = time.time(), 0
        while rounds < 40 or rounds < 250 and time.time() < began + 4:  # from 300 in a minute on they are throttled
            flood(server, 1_000, lambda n: f"10.0.{n >> 8}.{n & 255}")
            rounds += 1
        lasted = time.time() - began
        turns = int(time.time()) // 3600 - int(began) // 3600
        server_lines = wait_for(server, 1_000 * rounds, kind="unknownToken")
        written = len(sent(path))
        assert server.stop()[0] == 0
    assert written <= 1_100 * (1 + 2 * turns) + 200 + 2 * (lasted + 60), (written, rounds, lasted)
    told = collections.Counter()
    for one in sent(path):
        told[one["kind"]] += one["count"]
    assert told["unknownToken"] == 1_000 * rounds == total(server_lines, kind="unknownToken")


def test_what_was_counted_is_stored_when_the_database_can_be_written_again():
    with running() as server:
        with server.nobody_writes():
            for _ in range(7):
                assert Client(server).get("/v1/Core/Contacts?page=1", token="nej").status_code == 401
        assert sum(one["count"] for one in wait_for(server, 7, kind="unknownToken")) == 7


def test_an_orderly_end_loses_nothing():
    with running() as server:
        for _ in range(5):
            Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        assert server.stop()[0] == 0
        assert total(lines(server, 0), kind="unknownToken") == 5


def test_what_an_end_cannot_write_is_told():
    """Somebody else holds the database for longer than a server takes to end."""
    with running() as server:
        with server.nobody_writes():
            for _ in range(5):
                Client(server).get("/v1/Core/Contacts?page=1", token="nej")
            said = server.stop()[1]
        assert "warning 5 events are missing from the security log: they could not be written." in said
        assert total(lines(server), kind="unknownToken") == 0


def test_a_kill_loses_what_was_not_written_and_nothing_else():
    with running() as server:
        for _ in range(3):
            Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        wait_for(server, 3, kind="unknownToken")
        with server.nobody_writes():
            Client(server).get("/v1/Core/Contacts?page=1", token="nej")
            server.stop(signal.SIGKILL)
        assert total(lines(server), kind="unknownToken") == 3
        server.start()
        Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        wait_for(server, 4, kind="unknownToken")
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")


# ---- how long, and how much ----

DAY = 86400
ADD = ("INSERT INTO security_events (account_id, id, at, last_at, kind, outcome, address, times, room)"
       " VALUES (?, ?, ?, ?, ?, ?, '', 1, ?)")


def test_it_is_kept_for_a_year_or_as_long_as_the_company_says():
    with running() as server:
        boss = add_person(server, administrator=True)
        account = json.loads(glimt("account", "add", "Andra", "--data", server.directory, "--json").stdout)["id"]
        plain = {"companyName": "Vi", "taxPercent": 25}
        for silly in (0, -1, 36501, "x"):
            assert list(boss.refused("PUT", "/admin/v1/Settings/1", {**plain, "keepSecurityDays": silly})) == [
                "keepSecurityDays"]
        assert boss.good("PUT", "/admin/v1/Settings/1", {**plain, "keepSecurityDays": 100})["keepSecurityDays"] == 100
        server.stop()
        now, ages = int(time.time()), [500, 366, 364, 101, 99, 1]
        database = server.database()
        database.execute("DELETE FROM security_events")
        for of in (0, 1, account):
            database.executemany(ADD, [(of, n, now - age * DAY, now - age * DAY, "signedIn", "succeeded", 0)
                                       for n, age in enumerate(ages, 1)])
        database.commit()
        server.start()
        wanted = {0: [3, 4, 5, 6], 1: [5, 6], account: [3, 4, 5, 6]}
        for of, numbers in wanted.items():
            while [n for n, in database.execute("SELECT id FROM security_events WHERE account_id = ? AND id <= 6"
                                                " ORDER BY id", [of])] != numbers:
                time.sleep(0.01)
        kept = next(log for log in Person(server, boss.email).good("GET", "/admin/v1/Storage")["logs"] if log["name"] == "security")
        assert (kept["days"], kept["mostDays"]) == (100, 365) and kept["entries"] >= 2 and kept["byteCount"] > 100
        database.close()


def test_what_anybody_can_bring_about_is_bounded_and_takes_nothing_of_the_rest():
    with running() as server:
        boss = add_person(server, administrator=True)
        server.stop()
        now, database = int(time.time()), server.database()
        database.execute("DELETE FROM security_events")
        database.executemany(ADD, [(1, n, now - 60, now - 60, "signedIn", "succeeded", 0) for n in range(1, 101)])
        database.executemany(ADD, [(1, n, now - 60, now - 60, "tokenFetched", "succeeded", 2) for n in range(101, 201)])
        database.executemany(ADD, [(1, n, now - 60, now - 60, "wrongPassword", "refused", 1)
                                   for n in range(201, 102_601)])
        database.commit()
        server.start()
        counted = "SELECT count(*), min(id) FROM security_events WHERE account_id = 1 AND room = 1 AND id <= 102600"
        while database.execute(counted).fetchone() != (100_000, 2_601):
            time.sleep(0.01)
        assert database.execute("SELECT count(*) FROM security_events WHERE id <= 200").fetchone() == (200,)
        assert ("The security log of account 1 has more than 100000 rows of refused guesses: the oldest are removed."
                in server.stop()[1])
        database.close()
        assert boss.email


# ---- sent on ----

def sent(path):
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def wait_for_sent(path, times=1, **values):
    end = time.monotonic() + 5 * PATIENCE
    while total(found := sent(path), **values) < times:
        assert time.monotonic() < end, (times, values)
        time.sleep(0.01)
    return found


def test_a_file_gets_every_event(tmp_path):
    """What is counted with how many came since the line before; what commands do beside the server, too."""
    path = tmp_path / "security.log"
    with running("--security-log", str(path)) as server:
        assert path.stat().st_mode & 0o777 == 0o600
        boss = add_person(server, administrator=True)
        for n in range(3):
            tried(server, boss.email, "fel")
            wait_for_sent(path, n + 1, kind="wrongPassword")
        glimt("user", "disable", boss.email, "--data", server.directory)
        wait_for_sent(path, kind="loginRemoved")
        server.stop()
    found = sent(path)
    counted = collections.Counter()
    for one in found:
        counted[one["kind"]] += one["count"]
    assert counted["wrongPassword"] == 3 and counted["loginRemoved"] == 1 and counted["signedIn"] == 1
    assert counted["invited"] == 1 and counted["rightsChanged"] >= 1
    assert all(one["address"] == "127.0.0.1" for one in found if one["kind"] in ("wrongPassword", "signedIn"))


def test_a_file_that_is_moved_away_is_made_anew_at_sighup(tmp_path):
    path = tmp_path / "security.log"
    with running("--security-log", str(path)) as server:
        Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        wait_for_sent(path, kind="unknownToken")
        path.rename(tmp_path / "security.log.1")
        server.process.send_signal(signal.SIGHUP)
        while not path.exists():
            time.sleep(0.01)
        assert path.stat().st_mode & 0o777 == 0o600
        Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        wait_for_sent(path, kind="unknownToken")
        assert server.stop()[0] == 0


@pytest.mark.parametrize("begun", [True, False])
def test_syslog_gets_every_event(tmp_path, begun):
    """As messages of authpriv; also one that comes later than the server, or begins anew."""
    path = tmp_path / "log"

    def listen():
        made = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        made.bind(str(path))
        made.settimeout(60)
        return made

    syslog = listen() if begun else None
    with running("--security-log", f"syslog:{path}") as server:
        if not begun:
            Client(server).get("/v1/Core/Contacts?page=1", token="nej")
            wait_for(server, kind="unknownToken")
            syslog = listen()
        person = add_person(server)
        tried(server, person.email, "fel")
        kinds = {}
        while not {"signedIn", "wrongPassword"} <= set(kinds):
            head, text = syslog.recv(4096).decode().split("]: ", 1)
            kinds[json.loads(text)["kind"]] = head
        assert kinds["signedIn"].startswith("<86>") and kinds["wrongPassword"].startswith("<85>")
        assert kinds["signedIn"].endswith(f" glimt[{server.process.pid}")
        syslog.close()
        path.unlink()
        syslog = listen()
        person.good("DELETE", "/admin/v1/Session")
        while json.loads(syslog.recv(4096).decode().split("]: ", 1)[1])["kind"] != "signedOut":
            pass
        syslog.close()


def test_nobody_waits_for_a_syslog_that_does_not_read(tmp_path):
    """What finds no room is dropped, counted, and told; the database has it all the same."""
    path = tmp_path / "log"
    syslog = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    syslog.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    syslog.bind(str(path))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with running("--security-log", f"syslog:{path}", "--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy",
                 "127.0.0.1") as server:
        server.plain = port
        flood(server, 1_500, lambda n: f"10.0.{n >> 8}.{n & 255}")
        wait_for(server, 1_500)
        status, said = server.stop()
        assert status == 0
        missing = [line for line in said.splitlines() if " lines of the security log did not reach " in line]
        assert missing and f" did not reach {path}." in missing[0]
    syslog.close()


def test_a_file_that_cannot_be_opened_is_told_at_the_start(tmp_path):
    assert refused_start(tmp_path / "data", "--security-log", tmp_path / "none" / "file") == (
        f"glimt: The security log cannot be written to {tmp_path}/none/file: No such file or directory.")
    assert refused_start(tmp_path / "more", "--security-log", "syslog:" + "x" * 200).endswith(": File name too long.")


def test_a_full_disk_of_the_file_is_told_and_holds_nobody_up():
    with running("--security-log", "/dev/full") as server:
        Client(server).get("/v1/Core/Contacts?page=1", token="nej")
        wait_for(server, kind="unknownToken")
        status, said = server.stop()
        assert status == 0
        assert "The security log cannot be written to /dev/full: No space left on device." in said
        assert " of the security log did not reach /dev/full." in said


# ---- where from ----

def test_the_address_is_the_clients_also_behind_a_proxy(proxied):
    flood(proxied, 1, lambda _: "2001:db8::7")
    flood(proxied, 1, lambda _: "203.0.113.9, 198.51.100.4")
    assert {one["address"] for one in wait_for(proxied, 2, kind="unknownToken")} == {"2001:db8::7", "198.51.100.4"}


def test_good_answers_are_no_events(world):
    """Whoever reads with a good token is in the log of use alone."""
    token = world.server.client("--permission", "Contact_Read", "--rate", "off")
    # Behind this, which is told last, nothing of what was before is still to come.
    wait_for(world.server, kind="tokenFetched", application=number_of(world.server, token.identifier))
    before = total(lines(world.server))
    for _ in range(20):
        assert token.get("/v1/Core/Contacts?page=1").status_code == 200
    Client(world.server).get("/v1/Core/Contacts?page=1", token="nej")
    wait_for(world.server, before + 1)
    assert total(lines(world.server)) == before + 1
