"""What applications asked for: all of it counted, under any load; listed as it was, or a sample that says so;
bounded, kept a month, never lost at an orderly end."""

import concurrent.futures
import json
import re
import signal
import time

import pytest

from client import Client, glimt, running
from database import connect
from documented import instant
from people import add_person

CONTACTS, TASKS = "/v1/Core/Contacts", "/v1/Core/Tasks"
DAY = 86400


def log_path(number):
    return f"/admin/v1/Applications/{number}/UsageEntries"


class App(Client):
    """An application that remembers what it asked for."""

    def __init__(self, server, *flags, account=1):
        self.asked, self.begun = [], int(time.time())
        super().__init__(server, *server.application(*flags, account=account))
        database = connect(server.directory)
        [(self.number,)] = database.execute(
            "SELECT id FROM applications WHERE account_id = ? AND public_id = ?",
            [account, self.identifier])
        database.close()

    def ask(self, method, path, body=None, headers=None, token=None):
        begin = time.perf_counter()
        answer = super().ask(method, path, body, headers, token)
        spent = (time.perf_counter() - begin) * 1e6
        if path != "/v1/Auth/Token":
            self.asked.append((method, path, answer.status_code, spent))
        return answer


def counts(server, app, span="Days", boss=None):
    """All that was counted of an application: below 400, from 400 on, from 500 on."""
    found = (boss or server.boss).walk(f"/admin/v1/Applications/{app.number}/Usage{span}")
    for one in found:
        assert one["requests"] == one["succeeded"] + one["clientErrors"] + one["serverErrors"] > 0
    return tuple(sum(one[kind] for one in found) for kind in ("succeeded", "clientErrors", "serverErrors"))


def counts_of(app):
    statuses = [asked[2] for asked in app.asked]
    failed = [status for status in statuses if status >= 400]
    return len(statuses) - len(failed), sum(status < 500 for status in failed), sum(
        status >= 500 for status in failed)


def wait(server):
    """Until all that was noted is written: what is noted later is not written earlier."""
    server.watch.get(CONTACTS + "?page=1")
    while sum(counts(server, server.watch)) < len(server.watch.asked):
        pass


def entries(server, app):
    """All entries of the application."""
    wait(server)
    return server.boss.walk(log_path(app.number))


def check_entries(found, app):
    assert [(entry["method"], entry["path"], entry["status"]) for entry in found] == [
        (method, re.sub(r"(filter\.query)=[^&]*", r"\1=*", path), status) for method, path, status, _ in app.asked]
    for entry, (*_, spent) in zip(found, app.asked):
        assert 0 < entry["durationMicroseconds"] <= spent
        assert entry["address"] == "127.0.0.1" and entry["oneOf"] == 1
        assert app.begun <= instant(entry["time"]) <= time.time()
    ids = [entry["id"] for entry in found]
    assert ids == sorted(set(ids))


ALL = ("--all-permissions", "--rate", "off")


def watched(server):
    server.boss, server.watch = add_person(server, administrator=True), App(server, *ALL)
    return server


@pytest.fixture(scope="module")
def server():
    with running() as started:
        yield watched(started)


@pytest.fixture(scope="module")
def boss(server):
    return server.boss


def test_every_request_is_noted_as_it_was(server, boss):
    app = App(server, *ALL)
    contact = app.create()["id"]
    for method, path, body in [
            ("GET", CONTACTS + "?page=1&pageSize=3&filter.query=%C3%A5ke", None),
            ("GET", f"{CONTACTS}/{contact}", None), ("HEAD", f"{CONTACTS}/{contact}", None),
            ("GET", f"{CONTACTS}/999999", None), ("POST", CONTACTS, {}), ("POST", CONTACTS, "{"),
            ("PUT", f"{CONTACTS}/{contact}", {"name": "y", "contactType": "company", "responsibleId": 1}),
            ("GET", "/v1/core//contacts/?page=1", None), ("DELETE", f"{CONTACTS}/{contact}", None),
            ("DELETE", f"{CONTACTS}/{contact}", None)]:
        app.ask(method, path, body)
    assert {200, 201, 400} == {status for _, _, status, _ in app.asked}
    check_entries(entries(server, app), app)


REPORTS = "/v1/Core/TimeReports"


@pytest.mark.parametrize("path, asked, kept", [
    # What is declared, and tells of nobody.
    (CONTACTS, "page=1&pageSize=7&sortBy=name&sortOrder=Descending", "page=1&pageSize=7&sortBy=name&sortOrder=Descending"),
    (TASKS, "page=1&filter.from=2026-01-01+10:00&filter.taskBoardColumnId=5&filter.taskIds=1,%202", None),
    (REPORTS, "page=2&filter.from=2026-01-01&filter.to=2026-01-31T12:00&FILTER.PROJECTID=7&filter.userIds%5B%5D=3&filter.projectType=AbsenceProject&filter.isAttested=true", None),
    # Texts of every kind.
    (CONTACTS, "page=1&filter.query=%C3%85ke+Svensson", "page=1&filter.query=*"),
    (CONTACTS, "filter.query=0701234567&page=1&filter.query=ake%40example.com", "filter.query=*&page=1&filter.query=*"),
    ("/v1/Admin/Users", "page=1&Filter.Query=19701231-1234", "page=1&Filter.Query=*"),
    # What does not read as what is asked for.
    (TASKS, "page=ake@example.com&pageSize=0701234567&sortBy=Svensson&sortOrder=%C3%85ke",
     "page=*&pageSize=*&sortBy=*&sortOrder=*"),
    (TASKS, "page=1&filter.from=Svensson&filter.taskBoardColumnId=19701231-1234&filter.taskIds=1,Svensson",
     "page=1&filter.from=*&filter.taskBoardColumnId=*&filter.taskIds=*"),
    (REPORTS, "page=1&filter.from=Svensson&filter.userIds=7,197012311234", "page=1&filter.from=*&filter.userIds=*"),
    # What nobody declares; with a name that is none, not even that.
    (CONTACTS, "page=1&email=ake%40example.com&filter.phone=0701234567", "page=1&email=*&filter.phone=*"),
    (CONTACTS, "ake%40example.com&page=1&Svensson&=x&&0701234567=1&%C3%85ke=1&" + "a" * 41 + "=1",
     "*&page=1&*&*&*&*&*&*"),
    (CONTACTS + "/1", "filter.query=x&page=1", "filter.query=*&page=*"),
    (CONTACTS, "page=1&filter.query=", "page=1&filter.query="),
])
def test_no_value_is_kept_that_may_tell_of_a_person(server, boss, path, asked, kept):
    app = App(server, *ALL)
    app.ask("GET", f"{path}?{asked}")
    [entry] = entries(server, app)
    assert entry["path"] == f"{path}?{kept or asked}"


@pytest.mark.embedded("no database on a server is as old as the one that it upgrades")
def test_values_that_were_kept_before_go_with_the_migration():
    with running() as server:
        watched(server)
        app = App(server, *ALL)
        server.stop()
        database = server.database()
        database.executescript("DROP TABLE security_events; ALTER TABLE settings DROP COLUMN keep_security_days;"
                               " DELETE FROM migrations WHERE number IN (28, 38);")
        database.executemany(ADD, [(app.number, 1, int(time.time()), CONTACTS + "?page=1&filter.query=Svensson"),
                                   (app.number, 2, int(time.time()), CONTACTS + "/7")])
        database.commit()
        database.close()
        server.start()
        database = server.reader()
        assert [path for path, in database.execute("SELECT path FROM usage_entries WHERE application_id = ? ORDER BY id",
                                                   [app.number])] == [CONTACTS, CONTACTS + "/7"]
        database.close()
        server.stop()
        for path in server.directory.glob("glimt.db*"):
            assert b"Svensson" not in path.read_bytes()


def test_refused_requests_are_noted(server, boss):
    reader = App(server, "--permission", "Contact_Read", "--rate", "off")
    away = App(server, *ALL, "--allow", "127.0.0.1")
    hurried = App(server, "--all-permissions", "--rate", "1")
    assert reader.ask("POST", CONTACTS, {}).status_code == 403
    assert reader.get(TASKS + "?page=1").status_code == 403
    database = connect(server.directory)
    database.execute("UPDATE applications SET allow = '192.0.2.7' WHERE id = ?", [away.number])
    database.commit()
    database.close()
    assert away.get(CONTACTS + "?page=1").status_code == 403
    while 429 not in {status for _, _, status, _ in hurried.asked}:
        hurried.get(CONTACTS + "?page=1")
    for app in (reader, away, hurried):
        check_entries(entries(server, app), app)
        assert counts(server, app) == counts(server, app, "Hours") == counts_of(app)


def test_what_is_of_nobody_is_not_noted(server, boss):
    app = App(server, *ALL)
    for path, token in ((CONTACTS + "?page=1", "x" * 79), (CONTACTS, None), ("/v1/Core/Nothing", app.token),
                        ("/v1", app.token), ("/", app.token)):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        assert app.session.get(app.base + path, headers=headers).status_code in (200, 401, 404)
    assert app.session.patch(app.base + CONTACTS,
                             headers={"Authorization": f"Bearer {app.token}"}).status_code == 405
    app.fetch_token()
    app.get(CONTACTS + "?page=1")
    check_entries(entries(server, app), app)


def test_an_upload_is_noted_once(server, boss):
    app, reader = App(server, *ALL), App(server, "--permission", "Task_Read", "--rate", "off")
    task = app.good("POST", TASKS, {"title": "x"})["id"]
    path = f"{TASKS}/{task}/Attachments"
    for one, statuses in ((app, (200, 201)), (reader, (403,))):
        begin = time.perf_counter()
        answer = one.session.post(one.base + path, files={"file": ("å.txt", b"x" * 300_000)},
                                  headers={"Authorization": f"Bearer {one.token}"})
        assert answer.status_code in statuses, answer.text
        one.asked.append(("POST", path, answer.status_code, (time.perf_counter() - begin) * 1e6))
    attachment = app.good("GET", path + "?page=1")["items"][0]["id"]
    begin = time.perf_counter()
    answer = app.session.get(f"{app.base}{path}/{attachment}/Download",
                             headers={"Authorization": f"Bearer {app.token}", "Range": "bytes=0-9"})
    app.asked.append(("GET", f"{path}/{attachment}/Download", 206, (time.perf_counter() - begin) * 1e6))
    assert answer.status_code == 206
    for one in (app, reader):
        check_entries(entries(server, one), one)


def test_newest_first_filters_and_pages(server, boss):
    app = App(server, *ALL)
    for number in range(12):
        app.get(f"{CONTACTS}?page={number}")
    app.get(f"{CONTACTS}/999999")
    whole = entries(server, app)

    def shown(query):
        return boss.walk(f"{log_path(app.number)}?{query}")

    assert shown("sortOrder=descending") == whole[::-1]
    page = boss.good("GET", f"{log_path(app.number)}?page=2&pageSize=5&sortOrder=descending")
    assert page["items"] == whole[::-1][5:10] and page["totalPages"] == 3
    assert shown("filter.status=400") == [entry for entry in whole if entry["status"] == 400]
    assert len(shown("filter.status=400")) == 2
    assert shown("filter.failed=true") == shown("filter.status=400")
    assert shown("filter.failed=false") == [entry for entry in whole if entry["status"] == 200]
    last = whole[-1]["time"]
    assert shown(f"filter.from={last[:19]}") == [entry for entry in whole if entry["time"] >= last]
    assert shown(f"filter.to={last[:10]}") == whole
    assert shown("filter.from=2100-01-01") == shown("filter.to=2020-01-01") == []


def send_raw(server, app, target):
    """A request whose target is these bytes; returns its status."""
    with server.raw() as connection:
        connection.sendall(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                           b"Authorization: Bearer " + app.token.encode() + b"\r\n\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return int(answer.split()[1])


@pytest.mark.parametrize("more, shown", [
    (b"&a=" + b"x" * 3000, "&a=*"), (b"&abc=1" * 400, "&abc=*" * 400),
    (b"&a=" + "😀".encode() * 300, "&a=*"), ("&å=1&😀".encode(), "&*&*"),
    (b"&a=\xff\xc3(\xe5", "&a=*"), (b"&\xff" + b"y" * 2000, "&*"),
    (b"&a=<script>\"\\'%00%0a", "&a=*"), (b"&<script>\"\\'=%00%0a", "&*")])
def test_paths_are_text_of_at_most_1000_bytes(server, boss, more, shown):
    app = App(server, *ALL)
    start = CONTACTS + "?page=1"
    assert send_raw(server, app, start.encode() + more) == 200
    [entry] = entries(server, app)
    assert entry["path"] == (start + shown).encode()[:1000].decode(errors="ignore")


def test_companies_and_applications_apart(server, boss):
    other = json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)["id"]
    theirs, ours = App(server, *ALL, account=other), App(server, *ALL)
    second = App(server, *ALL)
    for app in (theirs, ours, second, theirs, ours):
        app.get(f"{CONTACTS}?page=1&filter.query={app.number}")
    chief = add_person(server, administrator=True, account=other)
    wait(server)
    for one, app in ((chief, theirs), (boss, ours), (boss, second)):
        check_entries(one.walk(log_path(app.number)), app)
    assert counts(server, theirs, boss=chief) == counts(server, ours) == (2, 0, 0)
    for path in (log_path(ours.number + 1000), log_path(999), "/admin/v1/Applications/999/UsageHours",
                 "/admin/v1/Applications/999/UsageDays"):
        assert boss.refused("GET", path + "?page=1")
    if theirs.number != ours.number:
        assert chief.refused("GET", log_path(ours.number) + "?page=1")
    assert "administrators" in add_person(server).forbidden("GET", log_path(ours.number) + "?page=1")


def test_what_is_remembered_stays(server, boss):
    """Entries are no news to those who read other things."""
    app = App(server, *ALL)

    def versions():
        database = connect(server.directory)
        found = database.execute("SELECT * FROM data_versions WHERE account_id = 1").fetchall()
        database.close()
        return found

    before = versions()
    app.get(CONTACTS + "?page=1")
    entries(server, app)
    assert versions() == before


def test_entries_are_only_read(server, boss):
    app = App(server, *ALL)
    app.get(CONTACTS + "?page=1")
    [entry] = entries(server, app)
    for method in ("GET", "PUT", "DELETE"):
        assert boss.ask(method, f"{log_path(app.number)}/{entry['id']}", "{}").status_code in (404, 405)
    assert boss.ask("POST", log_path(app.number), {}).status_code == 405
    assert len(entries(server, app)) == 1


# ---- many at once ----

BURST = 50  # requests that are sent before their answers are read


def burst(server, app, path, count):
    """Asks as fast as one connection can; returns the statuses of the answers."""
    request = (f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {app.token}\r\n\r\n").encode()
    with server.raw() as connection:
        got = []
        for _ in range(count // BURST):
            connection.sendall(request * BURST)
            answers, statuses = b"", []
            while len(statuses) < BURST:
                part = connection.recv(1 << 20)
                assert part, "the server closed the connection"
                answers += part
                statuses = re.findall(rb"HTTP/1\.1 (\d{3})", answers)
            got += statuses
        return got


def test_every_request_of_a_burst_is_counted(server, boss):
    """40,000 by four applications on eight connections, with a few of a fifth beside them. None of them can be
    written meanwhile, so there are more than a sample has room for, however long they take."""
    apps, quiet = [App(server, *ALL) for _ in range(4)], App(server, *ALL)
    contact = apps[0].create()["id"]
    paths = [f"{CONTACTS}/{contact}", f"{CONTACTS}/{contact}?no=1"]
    with server.nobody_writes(), concurrent.futures.ThreadPoolExecutor(8) as pool:
        running_bursts = [pool.submit(burst, server, app, path, 5000) for app in apps for path in paths]
        while not all(one.done() for one in running_bursts):
            if len(quiet.asked) < 30:
                quiet.get(f"{CONTACTS}?page={len(quiet.asked)}")
            time.sleep(0.05)
        got = [one.result() for one in running_bursts]
    assert [len(one) for one in got] == [5000] * 8
    check_entries(entries(server, quiet), quiet)
    assert counts(server, quiet) == counts_of(quiet)
    for number, app in enumerate(apps):
        here = [sum(one.count(status) for one in got[2 * number:2 * number + 2]) for status in (b"200", b"400")]
        asked = counts_of(app)
        expected = (here[0] + asked[0], here[1] + asked[1], 0)
        assert counts(server, app) == counts(server, app, "Hours") == expected
        listed = boss.walk(log_path(app.number))
        assert sum(entry["oneOf"] for entry in listed) == sum(expected)
        assert max(entry["oneOf"] for entry in listed) > 1 and len(listed) < 5000


def ask_within_an_hour(server, app, database):
    """One request of each kind, both counted in one hour; returns when that began."""
    while True:
        app.get(CONTACTS + "?page=1")
        app.get(CONTACTS + "/999999")
        wait(server)
        where = "WHERE account_id = 1 AND application_id = ?"
        hours = [at for at, in database.execute(f"SELECT at FROM usage_hours {where}", [app.number])]
        if len(hours) == 1:
            return hours[0]
        for table in ("usage_hours", "usage_days"):
            database.execute(f"DELETE FROM {table} {where}", [app.number])
        database.commit()


def test_counts_of_hours_and_days(server, boss):
    app = App(server, *ALL)
    path = f"/admin/v1/Applications/{app.number}"
    database = connect(server.directory)
    now = ask_within_an_hour(server, app, database)
    for back in (1, 2, 30):
        hour = now // 3600 - back
        database.execute("INSERT INTO usage_hours VALUES (1, ?, ?, ?, ?, 0, 0)",
                         [app.number, app.number * 2**24 + hour, hour * 3600, back])
        database.execute("INSERT INTO usage_days VALUES (1, ?, ?, ?, 0, ?, 1)",
                         [app.number, app.number * 2**24 + now // 86400 - 7 * back, now // 86400 - 7 * back, back])
    database.commit()
    database.close()
    hours, days = boss.walk(f"{path}/UsageHours"), boss.walk(f"{path}/UsageDays")
    assert [hour["requests"] for hour in hours[:-1]] == [30, 2, 1] and sum(
        hour["requests"] for hour in hours[3:]) == 2
    assert [hour["time"][14:19] for hour in hours] == ["00:00"] * len(hours)
    assert [(day["requests"], day["clientErrors"], day["serverErrors"]) for day in days[:3]] == [
        (31, 30, 1), (3, 2, 1), (2, 1, 1)]
    assert boss.walk(f"{path}/UsageHours?sortOrder=descending") == hours[::-1]
    assert boss.walk(f"{path}/UsageHours?filter.from={hours[1]['time'][:19]}") == hours[1:]
    assert boss.walk(f"{path}/UsageHours?filter.to={hours[1]['time'][:19]}") == hours[:2]
    assert boss.walk(f"{path}/UsageDays?filter.from={days[1]['date']}&filter.to={days[2]['date']}") == days[1:3]
    for one in ("Hours", "Days"):
        assert boss.ask("POST", f"{path}/Usage{one}", {}).status_code == 405
        assert "administrators" in add_person(server).forbidden("GET", f"{path}/Usage{one}?page=1")


# ---- servers that are stopped ----


def edit(server, sql, rows):
    server.stop()
    database = server.database()
    database.executemany(sql, rows)
    database.commit()
    database.close()
    server.start()


ADD = ("INSERT INTO usage_entries (account_id, application_id, id, at, method, path, status, duration, address)"
       " VALUES (1, ?, ?, ?, 'GET', ?, 200, 5, '')")


@pytest.fixture
def own():
    with running() as server:
        yield watched(server)


def reconnect(server, *clients):
    for client in (server.boss, server.watch, *clients):
        client.base = server.url


def test_nothing_is_lost_at_an_orderly_end(own):
    app = App(own, *ALL)
    for turn in range(3):
        for number in range(50):
            app.get(f"{CONTACTS}?page={number + 1}&pageSize={turn + 1}")
        app.create()
        status, said = own.stop()
        assert status == 0 and "missing" not in said
        own.start()
        reconnect(own, app)
        found = own.boss.walk(log_path(app.number))
        assert [(entry["method"], entry["path"], entry["status"]) for entry in found] == [
            asked[:3] for asked in app.asked]
        assert counts(own, app) == counts(own, app, "Hours") == counts_of(app)


def test_a_kill_loses_nothing_that_was_written(own):
    """What was noted is written soon, without an end; and what follows a kill is added to it."""
    app = App(own, *ALL)
    for _ in range(300):
        app.get(CONTACTS + "?page=1")
    wait(own)
    app.get(CONTACTS + "?page=1")
    own.stop(signal.SIGKILL)
    own.start()
    reconnect(own, app)
    counted = sum(counts(own, app))
    assert 300 <= counted <= 301
    app.get(CONTACTS + "?page=1")
    wait(own)
    assert sum(counts(own, app)) == counted + 1


def test_old_counts_go(own):
    """Hours with the entries, days after 400."""
    app = App(own, *ALL)
    now = int(time.time())
    today = now // DAY
    edit(own, "INSERT INTO usage_hours VALUES (1, ?, ?, ?, 5, 0, 0)",
         [(app.number, app.number * 2**24 + hour, hour * 3600)
          for age in (29, 31, 200) for hour in [(now - age * DAY) // 3600]])
    edit(own, "INSERT INTO usage_days VALUES (1, ?, ?, ?, 7, 0, 0)",
         [(app.number, app.number * 2**24 + today - age, today - age) for age in (31, 398, 402, 900)])
    reconnect(own, app)
    while counts(own, app, "Hours") != (5, 0, 0) or counts(own, app) != (14, 0, 0):
        pass


def test_entries_are_kept_for_30_days(own):
    """Nobody has to ask for anything for old ones to go."""
    app, idle = App(own, *ALL), App(own, *ALL)
    now = int(time.time())
    ages = [31 * DAY, 400 * DAY, 30 * DAY + 600, 30 * DAY - 600, 29 * DAY, 60]
    rows = [(one.number, number * 10 + which + 1, now - age, f"/{age}")
            for number, one in enumerate((app, idle)) for which, age in enumerate(ages)]
    rows += [(idle.number, 100 + number, now - 31 * DAY, "/many") for number in range(900)]
    edit(own, "INSERT INTO sequences VALUES (1, 'usage_entries', ?)", [(3000,)])
    edit(own, ADD, rows)
    reconnect(own, app)
    kept = [f"/{age}" for age in ages if age < 30 * DAY]
    while own.boss.good("GET", f"{log_path(idle.number)}?page=1&pageSize=1")["totalItemCount"] > len(kept):
        pass
    assert [entry["path"] for entry in own.boss.walk(log_path(idle.number))] == kept
    assert [entry["path"] for entry in own.boss.walk(log_path(app.number))] == kept


def test_10000_entries_are_kept_of_each_application(own):
    app, other = App(own, *ALL), App(own, *ALL)
    now = int(time.time())
    rows = [(app.number, number, now - 60, f"/{number}") for number in range(1, 12_501)]
    rows += [(other.number, number, now - 60, f"/{number}") for number in range(12_501, 12_601)]
    edit(own, "INSERT INTO sequences VALUES (1, 'usage_entries', ?)", [(12_600,)])
    edit(own, ADD, rows)
    reconnect(own, app, other)
    total = 12_500
    while total > 10_000:
        app.get(CONTACTS + "?page=1")
        total = own.boss.good("GET", f"{log_path(app.number)}?page=1&pageSize=1")["totalItemCount"]
    other.get(CONTACTS + "?page=1")
    assert len(entries(own, other)) == 101
    own.stop()
    database = own.database()
    oldest, count = database.execute("SELECT min(id), count(*) FROM usage_entries WHERE application_id = ?",
                                     [app.number]).fetchone()
    added, stands = database.execute("SELECT count(*), sum(one_of) FROM usage_entries WHERE application_id = ?"
                                     " AND path LIKE '/v1%'", [app.number]).fetchone()
    database.close()
    assert count == 10_000 and stands == len(app.asked)
    assert oldest == 2_501 + added
