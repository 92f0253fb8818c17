"""What `make bench` measures next to ours does the same work: the same bytes, page by page."""

import contextlib
import json
import os
import pathlib
import sqlite3
import sys
import urllib.error

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "bench"))

import peers  # noqa: E402
import table  # noqa: E402
from creates import contact  # noqa: E402
from data import log_in, prepare_data  # noqa: E402
from servers import Client, Failed, glimt_server, keep_asking, processes_of  # noqa: E402

BINARY = os.path.abspath(os.environ.get("GLIMT_BINARY", ROOT / "build" / "glimt"))
SIZES = {"contacts": 3000, "projects": 1, "tasks": 1, "time-reports": 1}
needs_packages = pytest.mark.skipif(not (peers.FASTIFY / "node_modules" / ".installed").exists(),
                                    reason="`tools/install.sh bench` installs the program")


@contextlib.contextmanager
def serving(data):
    prepare_data(BINARY, data, SIZES)
    with glimt_server(BINARY, data) as glimt, peers.fastify_server(data) as fastify:
        client = log_in(BINARY, data, glimt[0])
        yield data, fastify, {"glimt": client, "Fastify": Client(fastify[0], client.certificate)}


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    """Glimt, Fastify, and a client for each; nothing is made in it."""
    with serving(tmp_path_factory.mktemp("bench") / "data") as made:
        yield made


@pytest.fixture
def own_scene(tmp_path):
    with serving(tmp_path / "data") as made:
        yield made


def refused(client, path, body=None):
    with pytest.raises((urllib.error.HTTPError, Failed)) as refusal:
        client.ask(path) if body is None else client.ask_json(path, body)
    return refusal.value


@needs_packages
def test_every_contact_and_page_has_the_same_bytes(scene):
    total = SIZES["contacts"]
    paths = [f"{peers.CONTACTS}/{number}" for number in range(1, total + 1)]
    paths += peers.pages_of(range(1, total // 25 + 3))  # and one that is empty
    ours, other = scene[2].values()
    with keep_asking(ours) as ask_ours, keep_asking(other) as ask_other:
        assert json.loads(ask_ours(paths[-1]))["totalItemCount"] == total
        for path in paths:
            assert ask_other(path) == ask_ours(path), path


@needs_packages
def test_creates_make_the_same_contact(own_scene):
    _, _, clients = own_scene
    peers.compare_creates(clients)
    company = clients["glimt"].ask_json(peers.CONTACTS, contact(1))["id"]
    assert clients["Fastify"].ask_json(peers.CONTACTS, contact(1))["id"] == company
    person = {"name": "Åsa Öberg", "contactType": "Person", "responsibleId": 2, "companyId": company,
              "visitingAddress": {"streetAddress": "Kungsgatan 1", "countryId": 1}}
    made = [client.ask_json(peers.CONTACTS, person) for client in clients.values()]
    for one in made:
        del one["created"]
    assert made[0] == made[1]
    assert made[1]["company"]["name"] == contact(1)["name"]


@needs_packages
def test_the_program_refuses_what_it_has_to(scene):
    client = scene[2]["Fastify"]
    assert refused(client, f"{peers.CONTACTS}/999999").code == 404
    assert refused(client, f"{peers.CONTACTS}?page=0").code == 400
    assert "no such user" in str(refused(client, peers.CONTACTS, {**contact(0), "responsibleId": 9999}))
    assert "no such company" in str(refused(client, peers.CONTACTS, {
        **contact(0), "contactType": "Person", "companyId": 999999}))
    nameless = contact(0)
    del nameless["name"]
    assert "name" in str(refused(client, peers.CONTACTS, nameless))


@needs_packages
def test_other_bytes_stop_the_measurement(scene):
    data, _, clients = scene
    path = f"{peers.CONTACTS}/7"
    peers.compare_answers(clients, [path])
    with contextlib.closing(sqlite3.connect(data / "fastify.db", timeout=60)) as database:
        (kept,) = database.execute("SELECT name FROM contacts WHERE id = 7").fetchone()
        database.execute("UPDATE contacts SET name = 'Another' WHERE id = 7")
        database.commit()
        try:
            with pytest.raises(Failed):
                peers.compare_answers(clients, [path])
        finally:
            database.execute("UPDATE contacts SET name = ? WHERE id = 7", [kept])
            database.commit()


@needs_packages
def test_its_cpu_is_that_of_all_workers(scene):
    _, (_, process), _ = scene
    assert len(processes_of(process.pid)) == 1 + os.cpu_count()


@pytest.mark.parametrize("unit, ours, aim, met", [
    ("/s", 400, 4, True), ("/s", 390, 4, False), ("us", 160, 1.6, True), ("us", 170, 1.6, False),
    ("/s", 400, None, None)])
def test_an_aim_is_met_from_its_ratio_on(unit, ours, aim, met):
    rows = []
    table.add(rows, "a row", 1, unit, ours, 100, aim=aim, than="another")
    assert rows[0]["ratio"] == ours / 100
    assert rows[0]["met"] is met
