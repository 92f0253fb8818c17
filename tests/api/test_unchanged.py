"""Answers that were given before: quick when nothing has changed, never old, never somebody else's."""

import concurrent.futures
import contextlib
import copy
import itertools
import json
import threading

import pytest

import record
from client import glimt, running

CONTACTS = "/v1/Core/Contacts"
PATHS = [f"{CONTACTS}?page=1", f"{CONTACTS}/{{contact}}", "/v1/Core/Projects?page=1", "/v1/Core/Tasks?page=1",
         "/v1/Core/TimeReports?page=1", "/v1/Admin/Users?page=1", "/v1/Admin/Users/1",
         "/v1/Admin/Activities?page=1", "/v1/Core/TaskBoards?page=1"]


def tag_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.headers["ETag"]


def ask_again(client, path, tag):
    return client.get(path, headers={"If-None-Match": tag})


def rename(client, contact, name):
    client.good("PUT", f"{CONTACTS}/{contact}", {"name": name, "contactType": "Company", "responsibleId": 1})


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(account, path):
    path = path.format(contact=account.create()["id"])
    first = account.get(path)
    tag = first.headers["ETag"]
    for _ in range(3):
        again = account.get(path)
        assert (again.content, again.headers["ETag"]) == (first.content, tag)
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            answer = ask_again(account, path, known)
            assert answer.status_code == 304 and answer.content == b""
            assert answer.headers["ETag"] == tag and "Content-Type" not in answer.headers
        for other in ('"other"', tag.strip('"'), tag[:-2] + '"'):
            answer = ask_again(account, path, other)
            assert answer.status_code == 200 and answer.content == first.content


def test_another_answer_has_another_tag(account):
    paths = [f"{CONTACTS}/{account.create(name=f'Firma {n}')['id']}" for n in range(3)]
    paths += [f"{CONTACTS}?page=1&pageSize={size}" for size in (1, 2, 3)]
    paths.append(f"{CONTACTS}?page=1&pageSize=3&sortOrder=descending")
    tags = [tag_of(account, path) for path in paths]
    assert len(set(tags)) == len(tags)


def test_a_change_shows_at_once(account):
    contact = account.create(name="Före AB")["id"]
    one, many = f"{CONTACTS}/{contact}", f"{CONTACTS}?page=1"
    for number in range(20):
        tags = [tag_of(account, path) for path in (one, many)]
        name = f"Efter {number} AB"
        rename(account, contact, name)
        for path, tag in zip((one, many), tags):
            answer = ask_again(account, path, tag)
            assert answer.status_code == 200 and answer.headers["ETag"] != tag
            assert name in answer.text
    account.good("DELETE", one)
    assert account.get(one).status_code == 400
    assert account.good("GET", many)["totalItemCount"] == 0


def test_the_same_content_has_the_same_tag_again(account):
    contact = account.create(name="Före AB")["id"]
    path = "/v1/Admin/Users/1"
    tag = tag_of(account, path)
    rename(account, contact, "Efter AB")
    assert ask_again(account, path, tag).status_code == 304


def test_what_another_process_changes_shows_at_once(tmp_path):
    glimt("demo", "--data", tmp_path, "--seed", "3", "--contacts", "50")
    with running(directory=tmp_path) as server:
        client = server.client()
        path = "/v1/Core/Contacts/7"
        name = client.good("GET", path)["name"]
        for number in range(5):
            tag = tag_of(client, path)
            with contextlib.closing(server.database()) as database, database:
                database.execute("UPDATE contacts SET name = ? WHERE account_id = 1 AND id = 7",
                                 [f"{name} {number}"])
                database.execute("UPDATE data_versions SET changed = changed + 1")
            answer = ask_again(client, path, tag)
            assert answer.status_code == 200 and answer.json()["name"] == f"{name} {number}"


def test_rights_are_asked_for_each_time(server):
    reader, other = server.client(), server.client("--permission", "Task_Read", "--rate", "off")
    path = f"{CONTACTS}/{reader.create()['id']}"
    tag = tag_of(reader, path)
    assert ask_again(other, path, tag).status_code == 403
    assert ask_again(reader, path, tag).status_code == 304
    glimt("app", "disable", reader.identifier, "--data", server.directory)
    assert ask_again(reader, path, tag).status_code == 401
    assert reader.get(path).status_code == 401


def test_two_companies_with_the_same_numbers_see_their_own(server):
    clients = []
    for name in ("Norr", "Syd"):
        made = glimt("account", "add", name, "--data", server.directory, "--json")
        clients.append(server.client(account=json.loads(made.stdout)["id"]))
    contacts = [client.create(name=f"Kund {number}") for number, client in enumerate(clients)]
    assert contacts[0]["id"] == contacts[1]["id"]
    paths = [f"{CONTACTS}/{contacts[0]['id']}", f"{CONTACTS}?page=1"]
    for _, path in itertools.product(range(3), paths):
        for number, client in enumerate(clients):
            assert f"Kund {number}" in client.get(path).text
        assert ask_again(clients[1], path, tag_of(clients[0], path)).status_code == 200


def test_a_question_may_be_asked_in_odd_ways(account):
    """Whatever is kept under a question belongs to it alone."""
    for name in ("Andersson", "Berg"):
        account.create(name=name)
    asked = [f"{CONTACTS}?page=1&pageSize=1", f"{CONTACTS}?page=1&pageSize=1&",
             f"{CONTACTS}?pageSize=1&page=1", f"{CONTACTS}?page=2&pageSize=1",
             f"{CONTACTS}?page=1&pageSize=1&filter.query=Berg", f"{CONTACTS.lower()}?page=1&pageSize=1"]
    names = ["Andersson", "Andersson", "Andersson", "Berg", "Berg", "Andersson"]
    for _, (path, name) in itertools.product(range(2), zip(asked, names)):
        answer = account.get(path)
        assert answer.status_code == 200 and [item["name"] for item in answer.json()["items"]] == [name]
    for _ in range(2):
        assert account.get(f"{CONTACTS}?page=0&pageSize=1").status_code == 400
        assert account.get(f"{CONTACTS}?pageSize=1").status_code == 400


def test_head_has_the_tag_too(account):
    path = f"{CONTACTS}?page=1"
    tag = tag_of(account, path)
    assert account.ask("HEAD", path).headers["ETag"] == tag
    assert account.ask("HEAD", path, headers={"If-None-Match": tag}).status_code == 304


def test_what_depends_on_the_day_has_no_tag(account):
    answer = account.get("/v1/Core/TimeReports/UserDayStatistics?page=1")
    assert answer.status_code == 200 and "ETag" not in answer.headers


@pytest.mark.concurrent
def test_readers_never_see_less_than_what_was_answered(account):
    """Each number that was stored is seen by every reader that asks afterwards."""
    contact = account.create(name="Räknare 0")["id"]
    path, stored, is_over = f"{CONTACTS}/{contact}", [0], threading.Event()

    def read():
        """How many answers were older than what had been stored before they were asked for."""
        reader, old, count = copy.copy(account), 0, 0
        reader.session = record.new_session(account.session.verify)
        while not is_over.is_set() or count == 0:
            least = stored[0]
            old += int(reader.quick(path)["name"].split()[1]) < least
            count += 1
        return old

    with concurrent.futures.ThreadPoolExecutor() as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(1, 200):
                rename(account, contact, f"Räknare {number}")
                stored[0] = number
        finally:
            is_over.set()
        assert [reader.result() for reader in readers] == [0, 0, 0]
