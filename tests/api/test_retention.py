"""What grows is pruned: each log after its time or after a shorter one that the company has chosen, what
has ended soon, and never the last entry of a log. Room that became free goes back to the file system."""

import itertools
import signal
import time

import pytest

from client import Client, glimt, running
from database import connect
from people import add_person

CONTACT = {"name": "x", "contactType": "company", "responsibleId": 1}
DAY = 86400
LOGS = {"audit_entries": "id", "changes": "number", "usage_entries": "id"}


def numbers(database, table, account=1):
    key = LOGS[table]
    return [number for number, in database.execute(
        f"SELECT {key} FROM {table} WHERE account_id = ? AND {key} <= ? ORDER BY {key}", [account, len(AGES)])]


def fill(database, account, ages):
    """Each log gets an entry of each age, in days, the oldest first, and nothing else."""
    now = int(time.time())
    rows = list(enumerate((now - age * DAY for age in sorted(ages, reverse=True)), 1))
    for table in LOGS:
        database.execute(f"DELETE FROM {table} WHERE account_id = ?", [account])
    database.executemany("INSERT INTO audit_entries (account_id, id, at, action, subject, changes)"
                         " VALUES (?, ?, ?, 'update', 'contact', '[]')", [(account, *row) for row in rows])
    database.executemany("INSERT INTO changes VALUES (?, ?, ?, 'contact', 1, 1, 1, NULL)",
                         [(account, *row) for row in rows])
    database.executemany("INSERT INTO usage_entries VALUES (?, 1, ?, ?, 'GET', '/', 200, 1, '', 1)",
                         [(account, *row) for row in rows])
    database.execute("INSERT INTO sequences VALUES (?, 'usage_entries', ?) ON CONFLICT (account_id, name) DO UPDATE"
                     " SET last = excluded.last", [account, len(rows)])


def wait_for(server, question, answer):
    database = server.reader()
    while database.execute(question).fetchone() != answer:
        time.sleep(0.01)
    database.close()


AGES = [5000, 4000, 1200, 1090, 400, 100, 89, 31, 29, 11, 9, 3, 0]


def kept(days, ages=AGES):
    return [number for number, age in enumerate(sorted(ages, reverse=True), 1) if age < days]


@pytest.mark.parametrize("flags, days", [
    ((), {"audit_entries": 1095, "changes": 90, "usage_entries": 30}),
    (("--keep-audit", "10", "--keep-changes", "30", "--keep-usage", "4"),
     {"audit_entries": 10, "changes": 30, "usage_entries": 4}),
    (("--keep-audit", "36500", "--keep-changes", "36500", "--keep-usage", "36500"),
     dict.fromkeys(LOGS, 36500)),
])
def test_each_log_is_kept_as_long_as_the_server_says(flags, days):
    with running(*flags) as server:
        glimt("account", "add", "Andra AB", "--data", server.directory)
        server.stop()
        database = server.database()
        for account in (1, 2):
            fill(database, account, AGES)
        database.commit()
        server.start()
        last = {table: len(kept(most)) for table, most in days.items()}
        for account, (table, count) in itertools.product((1, 2), last.items()):
            wait_for(server, f"SELECT count(*) FROM {table} WHERE account_id = {account}"
                     f" AND {LOGS[table]} <= {len(AGES)}", (count,))
        for account in (1, 2):
            for table, most in days.items():
                assert numbers(database, table, account) == kept(most)
        database.close()


def test_a_company_may_keep_less_and_no_more():
    with running("--keep-usage", "20", "--keep-changes", "200") as server:
        glimt("account", "add", "Andra AB", "--data", server.directory)
        boss = add_person(server, administrator=True)
        chosen = {"companyName": "Vi", "taxPercent": 25, "keepAuditDays": 95, "keepUsageDays": 25,
                  "keepChangesDays": 10}
        answer = boss.good("PUT", "/admin/v1/Settings/1", chosen)
        assert {name: answer[name] for name in chosen} == chosen
        server.stop()
        database = server.database()
        for account in (1, 2):
            fill(database, account, AGES)
        database.commit()
        server.start()
        for account, days in ((1, (95, 10, 20)), (2, (1095, 200, 20))):
            for table, most in zip(LOGS, days):
                wait_for(server, f"SELECT count(*) FROM {table} WHERE account_id = {account}"
                         f" AND {LOGS[table]} <= {len(AGES)}", (len(kept(most)),))
        assert [numbers(database, table) for table in LOGS] == [kept(95), kept(10), kept(20)]
        assert [numbers(database, table, 2) for table in LOGS] == [kept(1095), kept(200), kept(20)]
        database.close()


def test_what_a_company_can_choose():
    with running() as server:
        boss = add_person(server, administrator=True)
        plain = {"companyName": "Vi", "taxPercent": 25}
        for name in ("keepAuditDays", "keepChangesDays", "keepUsageDays"):
            for silly in (0, -1, 36501, 10**9, 10**30, 1.5, "x", True, []):
                assert list(boss.refused("PUT", "/admin/v1/Settings/1", {**plain, name: silly})) == [name]
            assert boss.good("PUT", "/admin/v1/Settings/1", {**plain, name: 36500})[name] == 36500
            assert boss.good("PUT", "/admin/v1/Settings/1", plain)[name] == 36500
            assert boss.good("PUT", "/admin/v1/Settings/1", {**plain, name: None})[name] is None
        worker = add_person(server)
        worker.forbidden("PUT", "/admin/v1/Settings/1", {**plain, "keepAuditDays": 1})
        worker.forbidden("GET", "/admin/v1/Settings/1")


def test_the_last_entry_stays_so_that_numbers_go_on():
    with running() as server:
        glimt("account", "add", "Andra AB", "--data", server.directory)
        server.stop()
        database = server.database()
        fill(database, 2, [5000, 4999, 4998])
        database.commit()
        server.start()
        for table, left in (("usage_entries", 0), ("audit_entries", 1), ("changes", 1)):
            wait_for(server, f"SELECT count(*) FROM {table} WHERE account_id = 2", (left,))
        assert [numbers(database, table, 2) for table in ("audit_entries", "changes")] == [[3], [3]]
        glimt("app", "add", "x", "--data", server.directory, "--account", 2)
        for table in ("audit_entries", "changes"):
            assert numbers(database, table, 2)[:2] == [3, 4]
        database.close()


def test_a_clock_that_was_wrong_keeps_nothing_back():
    """Entries with a moment to come stay, and what follows them is pruned all the same."""
    with running() as server:
        glimt("account", "add", "Andra AB", "--data", server.directory)
        server.stop()
        database = server.database()
        fill(database, 2, [5000] * 900 + [0])
        fill(database, 1, [5000] * 2400 + [0])
        for table, key in LOGS.items():
            database.execute(f"UPDATE {table} SET at = 4000000000 WHERE account_id = 2 AND {key} IN (1, 2, 300)")
            # An hour of it; and what was said to come is young by now, and still stands before older ones.
            database.execute(f"UPDATE {table} SET at = 4000000000 WHERE account_id = 1 AND {key} <= 1000")
            database.execute(f"UPDATE {table} SET at = ? WHERE account_id = 1 AND {key} BETWEEN 1100 AND 2100",
                             [int(time.time()) - 3600])
        database.commit()
        server.start()
        for table, key in LOGS.items():
            wait_for(server, f"SELECT count(*), sum({key}) FROM {table} WHERE account_id = 2", (4, 1204))
            wait_for(server, f"SELECT count(*), count(*) FILTER (WHERE at = 4000000000) FROM {table} WHERE account_id = 1 AND {key} <= 2401",
                     (2002, 1000))
        database.close()


def test_the_size_of_the_log_of_use_is_that_of_its_counts_too():
    with running() as server:
        boss = add_person(server, administrator=True)
        before = next(log for log in boss.good("GET", "/admin/v1/Storage")["logs"] if log["name"] == "usage")
        database, hour = connect(server.directory), int(time.time()) // 3600
        for table, last in (("usage_hours", hour), ("usage_days", hour // 24)):
            database.executemany(f"INSERT INTO {table} VALUES (1, 1, ?, ?, 1, 0, 0)",
                                 [(2**24 + last - back, last - back) for back in range(300)])
        database.commit()
        database.close()
        after = next(log for log in boss.good("GET", "/admin/v1/Storage")["logs"] if log["name"] == "usage")
        assert after["entries"] == before["entries"]
        assert 600 * 40 < after["byteCount"] - before["byteCount"] < 600 * 160


def test_sessions_and_tokens_that_have_ended_go():
    with running() as server:
        add_person(server)
        client = server.client()
        server.stop()
        database = server.database()
        database.execute("UPDATE sessions SET last_seen_at = last_seen_at - 43200")
        database.execute("UPDATE tokens SET expires_at = 5")
        database.commit()
        assert database.execute("SELECT count(*) FROM sessions").fetchone()[0] == 1
        database.close()
        server.start()
        wait_for(server, "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM tokens)", (0, 0))
        assert Client(server, client.identifier, client.secret).ask("GET", "/v1/Core/Contacts?page=1").ok


def many(database, count, size, age):
    at = int(time.time()) - age * DAY
    database.execute("DELETE FROM audit_entries")
    database.executemany(
        "INSERT INTO audit_entries (account_id, id, at, action, subject, subject_id, changes)"
        " VALUES (1, ?, ?, 'update', 'contact', 1, ?)",
        ((i + 1, at, f'[{{"property":"x","before":"{i:0{size}}","after":null}}]') for i in range(count)))
    database.execute("INSERT INTO audit_entries (account_id, id, at, action, subject, changes)"
                     " VALUES (1, ?, ?, 'update', 'contact', '[]')", [count + 1, int(time.time())])
    database.commit()


@pytest.mark.embedded("it measures the file of a database, which PostgreSQL shortens by itself")
def test_pruning_holds_nobody_up_and_gives_room_back():
    """70 MB of old entries go in steps, between which others write; the file has its room until nobody reads
    an old state any more, as from before the first step."""
    with running() as server:
        credentials = server.application()
        server.stop()
        database = server.database()
        many(database, 24000, 2500, 5000)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        path = server.directory / "glimt.db"
        before = path.stat().st_size
        assert before > 60e6
        holder = server.reader()
        holder.execute("BEGIN")
        holder.execute("SELECT count(*) FROM accounts").fetchone()
        database.close()
        server.start()
        client, reader, answered = Client(server, *credentials), server.reader(), 0
        while reader.execute("SELECT min(at) FROM audit_entries").fetchone()[0] < int(time.time()) - 4000 * DAY:
            client.good("POST", "/v1/Core/Contacts", CONTACT, 201)
            answered += 1
        wait_for(server, "SELECT freelist_count * page_size < 8e6 FROM pragma_freelist_count, pragma_page_size", (1,))
        reader.close()
        assert answered > 1
        assert path.stat().st_size > 60e6
        holder.close()
        while path.stat().st_size > 12e6:
            time.sleep(0.01)
        server.stop()
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")


def test_an_end_in_the_middle_of_pruning():
    """SIGTERM does not wait for what is left; a kill leaves it for the next start."""
    with running() as server:
        server.stop()
        database = server.database()
        many(database, 100000, 100, 5000)
        server.start()
        wait_for(server, "SELECT count(*) < 100000 FROM audit_entries", (1,))
        assert server.stop()[0] == 0
        assert database.execute("SELECT count(*) FROM audit_entries").fetchone()[0] > 1
        for _ in range(3):
            server.start()
            server.stop(signal.SIGKILL)
        server.start()
        wait_for(server, "SELECT count(*) < 10 FROM audit_entries", (1,))
        server.stop()
        database.close()
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")
