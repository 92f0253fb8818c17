"""Servers on one PostgreSQL lose and double nothing, whatever ends beside them; and a loss would be noticed.
`make faults-postgres` is the long form."""

import os
import shutil

import pytest

import nodes_clients
import nodes_faults
from nodes_clients import CREATED, DELETED, UPDATED, Scene, compare, compare_changes
from postgres import PROGRAMS

ROUNDS = int(os.environ.get("GLIMT_ROUNDS", "1"))


@pytest.mark.long
@pytest.mark.skipif(not (PROGRAMS / "postgres").exists() or not shutil.which("redis-server"),
                    reason="no PostgreSQL or no Redis")
def test_nothing_is_lost_or_doubled(tmp_path):
    wrong, run = nodes_faults.run(tmp_path, ROUNDS, seed=1)
    assert wrong == []
    assert set(run.figures) == set(nodes_faults.Nodes.FAULTS)
    counts = run.scene.counts
    assert counts["writes"] > 100 and counts["503"] + counts["broken connections"] > 10


ROWS = {1: "one", 2: "two", 3: None}


@pytest.mark.parametrize("found, lost, doubled", [
    ({1: "one", 2: "two"}, 0, 0),
    ({1: "one"}, 1, 0),
    ({1: "one", 2: "before"}, 1, 0),
    ({1: "one", 2: "two", 3: "three"}, 1, 0),
    ({1: "one", 2: "two", 4: "two"}, 0, 2),
    ({1: "one", 2: "two", 5: "five"}, 0, 1)])
def test_rows_are_compared(found, lost, doubled):
    said, *counts = compare(ROWS, found, "here")
    assert counts == [lost, doubled] and len(said) == lost + doubled


@pytest.mark.parametrize("entries, holes, lost, doubled", [
    ([(8, "contact", 1, CREATED), (9, "contact", 1, UPDATED), (10, "task", 1, DELETED)], 0, 0, 0),
    ([(8, "contact", 1, CREATED)], 0, 1, 0),
    ([(8, "contact", 1, CREATED), (10, "contact", 1, UPDATED)], 1, 0, 0),
    ([(9, "contact", 1, CREATED), (10, "contact", 1, UPDATED)], 1, 0, 0),
    ([(8, "contact", 1, CREATED), (9, "contact", 1, UPDATED), (10, "contact", 1, UPDATED)], 0, 0, 1)])
def test_changes_are_compared(entries, holes, lost, doubled):
    scene = Scene([], "")
    scene.changes.update({(1, CREATED): 1, (1, UPDATED): 1})
    said, *counts = compare_changes(scene, 7, entries)
    assert counts == [lost, doubled] and len(said) == holes + lost + doubled


class Forgetful(nodes_clients.Client):
    """Asks again with another key, as if the first had not been heard."""

    def write(self, method, path, body, expected, **headers):
        if method == "POST":
            super().write(method, path, body, expected, **headers)
        return super().write(method, path, body, expected, **headers)


@pytest.mark.long
@pytest.mark.skipif(not (PROGRAMS / "postgres").exists() or not shutil.which("redis-server"),
                    reason="no PostgreSQL or no Redis")
def test_doubles_are_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(nodes_faults, "Client", Forgetful)
    wrong, _ = nodes_faults.run(tmp_path, 1, seed=2, names=["a connection is ended"])
    assert any("is there more than it was asked for" in one for one in wrong)
    assert any("once more" in one for one in wrong)
