"""Which rows came, changed and went: each commit has its entries, a reader who goes on from the last
number misses none, and old ones are removed, but for the last."""

import collections
import threading

import pytest

from client import Client, glimt, running
from documented import instant

CONTACTS, TASKS = "/v1/Core/Contacts", "/v1/Core/Tasks"
CREATED, UPDATED, DELETED = 1, 2, 3
WRITERS, TURNS = 8, 30


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        started.known = started.application()
        yield started


def entries_after(database, number):
    return database.execute("SELECT number, resource, row_id, kind, caller_kind, caller_id FROM changes"
                            " WHERE account_id = 1 AND number > ? ORDER BY number", [number]).fetchall()


def last_number(database):
    return database.execute("SELECT coalesce(max(number), 0) FROM changes WHERE account_id = 1").fetchone()[0]


def write(client, made, name):
    """Creates, updates, refusals and deletes; notes which must have entries."""
    for turn in range(TURNS):
        body = {"name": f"{name} {turn}", "contactType": "company", "responsibleId": 1}
        number = client.good("POST", CONTACTS, body, 201)["id"]
        made.append(("contact", number, CREATED))
        client.refused("PUT", f"{CONTACTS}/{number}", {**body, "responsibleId": 999999})
        client.good("PUT", f"{CONTACTS}/{number}", {**body, "phoneNumber": "1"})
        made.append(("contact", number, UPDATED))
        if turn % 3 == 0:
            assert client.ask("DELETE", f"{CONTACTS}/{number}").status_code == 200
            made.append(("contact", number, DELETED))


def test_a_reader_who_goes_on_misses_nothing(server):
    database = server.reader()
    first = seen = last_number(database)
    made = [[] for _ in range(WRITERS)]
    writers = [threading.Thread(target=write, args=(Client(server, *server.known), made[i], f"k{i}"))
               for i in range(WRITERS)]
    found = []
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers) or last_number(database) > seen:
        for entry in entries_after(database, seen):
            assert entry[0] == seen + 1
            seen = entry[0]
            found.append(entry)
    database.close()
    assert seen - first == len(found)
    found = [entry for entry in found if entry[1] == "contact"]  # beside the writers' tokens
    assert len(found) == WRITERS * TURNS * 2 + WRITERS * TURNS // 3
    told = collections.Counter(entry[1:4] for entry in found)
    assert told == collections.Counter(entry for each in made for entry in each)
    assert {entry[4] for entry in found} == {1}
    # Of one row, in the order in which it happened.
    for row in {entry[2] for entry in found}:
        kinds = [entry[3] for entry in found if entry[2] == row]
        assert kinds == sorted(kinds)


def test_rows_that_go_with_their_owner(server):
    client, database = Client(server, *server.known), server.reader()
    task = client.good("POST", TASKS, {"title": "x"})["id"]
    client.good("POST", f"{TASKS}/{task}/Comments", {"text": "y"})
    client.good("POST", f"{TASKS}/{task}/Checklists", {"name": "z", "items": [{"name": "a"}, {"name": "b"}]})
    seen = last_number(database)
    assert client.ask("DELETE", f"{TASKS}/{task}").status_code == 200
    gone = collections.Counter((entry[1], entry[3]) for entry in entries_after(database, seen))
    database.close()
    assert gone == {("task", DELETED): 1, ("task comment", DELETED): 1, ("task checklist", DELETED): 1,
                    ("checklist item", DELETED): 2}


def test_old_entries_are_removed(server):
    """At the next start, and by then 90 days old; those that an account began with count as all others."""
    glimt("account", "add", "Andra AB", "--data", server.directory)
    server.stop()
    database = server.database()
    database.execute("DELETE FROM changes")
    old, new = instant("2020-01-01 00:00:00 +00:00"), instant("2100-01-01 00:00:00 +00:00")
    for account, count, at in ((1, 1000, old), (1, 10, new), (2, 700, old)):
        first = database.execute("SELECT coalesce(max(number), 0) FROM changes WHERE account_id = ?",
                                 [account]).fetchone()[0]
        database.executemany("INSERT INTO changes VALUES (?, ?, ?, 'contact', 1, 1, 1, NULL)",
                             [(account, first + i + 1, at) for i in range(count)])
    database.commit()
    database.close()
    server.start()
    database = server.reader()
    kept = []
    while kept != [(1, 1001, 1010), (2, 700, 700)]:
        kept = database.execute("SELECT account_id, min(number), max(number) FROM changes"
                                " GROUP BY account_id ORDER BY account_id").fetchall()
    client = Client(server, *server.known)
    client.good("POST", CONTACTS, {"name": "x", "contactType": "company", "responsibleId": 1}, 201)
    assert [entry[0:2] for entry in entries_after(database, 1010)] == [
        (1011, "application"), (1012, "application token"), (1013, "contact")]
    database.close()


def test_how_long_entries_are_kept():
    with running("--keep-changes", "36500") as server:
        server.stop()
        database = server.database()
        database.execute("DELETE FROM changes")
        database.executemany("INSERT INTO changes VALUES (1, ?, ?, 'contact', 1, 1, 1, NULL)",
                             [(i, instant("2020-01-01 00:00:00 +00:00")) for i in range(1, 20)])
        database.commit()
        database.close()
        server.start()
        server.client().good("POST", CONTACTS, {"name": "x", "contactType": "company", "responsibleId": 1}, 201)
        database = server.reader()
        assert database.execute("SELECT count(*) FROM changes WHERE resource = 'contact'").fetchone()[0] == 20
        database.close()
