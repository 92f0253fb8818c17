"""What clients were told while the server was killed, stood still and had a bad disk fits an order; and bugs
are found. `make histories` is the long form."""

import os
import random

import pytest

import histories
import planted_bugs

HISTORIES = int(os.environ.get("GLIMT_HISTORIES", "12"))
SEED = int(os.environ.get("GLIMT_HISTORIES_SEED", "0")) or random.randrange(1 << 30)


@pytest.mark.long
def test_histories_are_linearizable(tmp_path):
    """With another seed each time; the test says which."""
    said = [f"seed {SEED}"]
    fitted, wrong, counts = histories.run(tmp_path / "data", HISTORIES, SEED, tell=said.append)
    print("\n".join(said))
    assert (fitted, wrong) == (HISTORIES, []), said
    least = {"operations": 60, "written": 15, "refused": 5, "beside": 10}
    assert all(counts[name] > number * HISTORIES for name, number in least.items()), counts
    assert counts["kills"] and counts["stops"] and counts["unknown"], counts


@pytest.mark.embedded("bugs are planted in what is above all engines, and found with one")
@pytest.mark.long
@pytest.mark.parametrize("name", planted_bugs.BUGS)
def test_a_bug_is_found(tmp_path, name):
    said, bug = [], planted_bugs.BUGS[name]
    binary = planted_bugs.build(name, tmp_path)
    fitted, wrong, _ = histories.run(tmp_path / "data", bug.within, 1, binary=binary, tell=said.append)
    print("\n".join(said))
    assert wrong and fitted < bug.within, said


def test_a_bug_has_its_place():
    """Each text that is to be another one is there."""
    for bug in planted_bugs.BUGS.values():
        source = (planted_bugs.ROOT / bug.file).read_text()
        assert all(source.count(old) == 1 and old != new for old, new in bug.edits.items()), bug.file
