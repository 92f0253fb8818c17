"""The model tells what may be there from what may not."""

import pytest

from acknowledged import Model

OLD, NEW, NEWER = ("old",), ("new",), ("newer",)
ONE, TWO = ("contact", 1), ("contact", 2)


@pytest.fixture(name="model")
def start():
    return Model({ONE: OLD, TWO: OLD}, keeps_history=True)


def change(model, worker="w", rows=None, made=None, number=None):
    model.acknowledge(model.begin(worker, rows, made), number)


def test_what_was_acknowledged_is_there(model):
    change(model, rows={ONE: NEW, TWO: None})
    change(model, made=("contact", NEWER), number=3)
    assert model.compare({ONE: NEW, ("contact", 3): NEWER}) == []
    assert model.acknowledged == 2


@pytest.mark.parametrize("found, told", [
    ({ONE: OLD, TWO: OLD}, "not ('new',)"), ({TWO: OLD}, "is lost"), ({ONE: NEW}, "is lost"),
    ({ONE: NEW, TWO: OLD, ("task", 1): OLD}, "should not be there"), ({ONE: NEW, TWO: NEW}, "not ('old',)")])
def test_all_else_is_told(model, found, told):
    change(model, rows={ONE: NEW})
    faults = model.compare(found)
    assert len(faults) == 1 and told in faults[0]


def test_a_write_under_way_is_there_or_not(model):
    model.begin("w", {ONE: NEW, TWO: None})
    assert model.compare({ONE: OLD, TWO: OLD}) == model.compare({ONE: NEW}) == []
    for mixed in ({ONE: NEW, TWO: OLD}, {ONE: OLD}, {ONE: NEWER, TWO: OLD}):
        assert "in part" in model.compare(mixed)[0]


def test_a_row_under_way_comes_once_and_whole(model):
    model.begin("w", made=("contact", NEW))
    assert model.compare({ONE: OLD, TWO: OLD}) == []
    assert model.compare({ONE: OLD, TWO: OLD, ("contact", 9): NEW}) == []
    assert model.compare({ONE: OLD, TWO: OLD, ("contact", 9): NEWER})
    assert model.compare({ONE: OLD, TWO: OLD, ("contact", 8): NEW, ("contact", 9): NEW})
    assert model.compare({ONE: OLD, TWO: OLD, ("task", 9): NEW})


def test_what_was_read_has_to_stay(model):
    model.begin("w", {ONE: NEW})
    found = {ONE: NEW, TWO: OLD}
    model.settle(found)
    assert model.compare(found) == []
    assert model.compare({ONE: OLD, TWO: OLD})


def test_any_moment_can_be_asked_for(model):
    change(model, rows={ONE: NEW})
    first, second = model.history[0], model.begin("w", {TWO: NEW})
    model.acknowledge(second)
    before, between, during = first.began, first.ended + 1, second.began + 1
    assert model.at(before).compare({ONE: OLD, TWO: OLD}) == []
    assert model.at(first.began + 1).compare({ONE: NEW, TWO: OLD}) == []
    assert model.at(between).compare({ONE: OLD, TWO: OLD})
    assert model.at(during).compare({ONE: NEW, TWO: NEW}) == model.at(during).compare({ONE: NEW, TWO: OLD}) == []
    assert model.at(second.ended + 1).compare({ONE: NEW, TWO: OLD})
    assert model.at(second.ended + 1).acknowledged == 2
