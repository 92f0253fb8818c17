"""How long answers of repeated writes are kept: through ends and kills of the server, as long as it was told,
and no longer. What people wrote so long ago that its key may be forgotten is refused."""

import signal
import time

import pytest

from client import Client, glimt, running
from clocks import clock_options
from people import add_person
from repeats import CONTACTS, MADE_AT, REPLAYED, contact, create, message, new_key, same, send
from test_retention import wait_for

DAY = 86400


def test_keys_outlive_ends_and_kills():
    with running() as server:
        credentials, key = server.application(), [new_key() for _ in range(3)]
        client = Client(server, *credentials)
        made = create(client, contact(), key[0])
        refused = create(client, {}, key[1])
        for how in (signal.SIGTERM, signal.SIGKILL):
            late = create(client, contact("sist"), key[2])
            server.stop(how)
            server.start()
            client = Client(server, *credentials)
            assert same(made, create(client, contact(), key[0])) and same(refused, create(client, {}, key[1]))
            assert create(client, contact("sist"), key[2]).content == late.content
        assert len(client.walk(CONTACTS)) == 2
        server.stop()
        assert glimt("check", "--data", server.directory).stdout.startswith("Everything")


def set_clock(folder, moment):
    (folder / "new").write_text(str(moment))
    (folder / "new").replace(folder / "now")


def instant(moment):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))


@pytest.mark.parametrize("flags, hours", [((), 24), (("--keep-answers", "3"), 72)])
def test_keys_of_applications_end(tmp_path, flags, hours):
    begin = int(time.time())
    set_clock(tmp_path, begin)
    with running(*flags, **clock_options(tmp_path)) as server:
        client, key = server.client(), new_key()
        first = create(client, contact(), key)
        for age, is_kept in ((1, True), (hours * 3600, True), (hours * 3600 + 1, False)):
            set_clock(tmp_path, begin + age)
            client.token = client.fetch_token()
            again = create(client, contact(), key)
            assert same(first, again) == is_kept
        assert again.status_code == 201 and again.json()["id"] != first.json()["id"]
        assert same(again, create(client, contact(), key))


def test_what_people_wrote_too_long_ago_is_refused(tmp_path):
    """It is not known any more whether it was stored, unless its answer is there."""
    begin = int(time.time())
    set_clock(tmp_path, begin)
    with running("--keep-answers", "1", "--keep-page-answers", "30", **clock_options(tmp_path)) as server:
        boss, where = add_person(server, administrator=True), "/admin/v1/Activities"

        def write(name, moment, key):
            return send(boss, "POST", where, {"name": name}, key, **{MADE_AT: instant(moment)})

        key = new_key()
        first = write("a", begin, key)
        assert first.status_code == 201
        for age in (3600, 29 * DAY, 30 * DAY):
            set_clock(tmp_path, begin + age)
            boss.sign_in()
            assert same(first, write("a", begin, key))
        set_clock(tmp_path, begin + 30 * DAY + 1)
        assert "so long ago" in message(write("a", begin, key), 409)
        now = begin + 30 * DAY + 1
        for moment in (now - 30 * DAY, 0, 1):  # a clock that was never set begins at 0
            assert "so long ago" in message(write("b", moment, new_key()), 409)
        assert write("c", now - 29 * DAY, new_key()).status_code == 201
        assert write("d", now + 600, new_key()).status_code == 201
        ahead = write("e", now + 601, new_key())
        assert ahead.status_code == 400 and list(ahead.json()["modelState"]) == [MADE_AT]
        for odd in ("x", "", "2026-01-31", "17", instant(now) + "x"):
            answer = send(boss, "POST", where, {"name": "f"}, new_key(), **{MADE_AT: odd})
            assert answer.status_code == 400 and list(answer.json()["modelState"]) == [MADE_AT]
        assert [row["name"] for row in boss.walk(where)] == ["a", "c", "d"]
        # Without the moment nobody can know, and the key is one like any other.
        again = send(boss, "POST", where, {"name": "a"}, key)
        assert again.status_code == 201 and REPLAYED not in again.headers


def test_the_moment_is_of_pages_alone(client):
    first = create(client, contact(), new_key(), **{MADE_AT: "2001-01-01T00:00:00Z"})
    assert first.status_code == 201


def test_old_answers_are_removed():
    with running("--keep-answers", "2", "--keep-page-answers", "5") as server:
        client, boss = server.client(), add_person(server, administrator=True)
        for number in range(250):
            assert create(client, {}, f"key{number}").status_code == 400
        for number in range(3):
            assert send(boss, "POST", "/admin/v1/Activities", {}, f"key{number}").status_code == 400
        logs = {log["name"]: log for log in boss.good("GET", "/admin/v1/Storage")["logs"]}
        assert logs["answers"]["entries"] == 250 and logs["answers"]["days"] == 2
        assert logs["pageAnswers"]["entries"] == 3 and logs["pageAnswers"]["mostDays"] == 5
        server.stop()
        database, now = server.database(), int(time.time())
        for table, days, young in (("application_answers", 2, 5), ("person_answers", 5, 1)):
            database.execute(f"UPDATE {table} SET at = ? WHERE number > ?", [now - days * DAY + 600, young])
            database.execute(f"UPDATE {table} SET at = ? WHERE number <= ?", [now - days * DAY - 600, young])
        database.commit()
        server.start()
        wait_for(server, "SELECT (SELECT min(number) FROM application_answers),"
                 " (SELECT min(number) FROM person_answers)", (6, 2))
        assert database.execute("SELECT count(*) FROM application_answers").fetchone() == (245,)
        database.execute("UPDATE application_answers SET at = 5")
        database.commit()
        server.stop()
        server.start()
        wait_for(server, "SELECT count(*) FROM application_answers", (0,))
        client = Client(server, client.identifier, client.secret)
        assert same(create(client, contact(), "key1"), create(client, contact(), "key1"))
        database.close()


def test_a_damaged_answer_is_told():
    """And not sent; nothing is done again either."""
    with running() as server:
        client, task = server.client(), {"title": "x", "description": "lång text " * 1000}
        assert send(client, "POST", "/v1/Core/Tasks", task, "key").status_code == 200
        server.stop()
        database = server.database()
        database.execute("UPDATE application_answers SET body = substr(body, 1, 60)")
        database.commit()
        database.close()
        server.start()
        client = Client(server, client.identifier, client.secret)
        assert send(client, "POST", "/v1/Core/Tasks", task, "key").status_code == 500
        assert len(client.walk("/v1/Core/Tasks")) == 1
        assert "is damaged" in server.stop()[1]
