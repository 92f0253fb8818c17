"""The search for an order finds one where there is one, and none where there is none."""

import itertools
import random

import pytest

from histories import count_beside, put_together
from history_models import ACTIONS, CONFLICT, DONE, MISSING, NEW, OPEN_DAY, REFUSED, day_step, row_step
from linearizable import Operation, find_gap, split

UNLIKE = (CONFLICT, None)


def op(name, given, answer, began, ended):
    return Operation("w", ("contact", "b"), name, given, began, answer, ended)


def create(text, began, ended):
    return op("create", text, DONE if ended else None, began, ended)


def read(text, began, ended):
    return op("read", None, text, began, ended)


def update(text, began, ended, expected=None, answer=DONE):
    return op("update", (text, expected), answer if ended else None, began, ended)


def delete(began, ended, expected=None, answer=DONE):
    return update(None, began, ended, expected, answer)


FINE = {
    "one after the other": [create("a", 1, 2), read("a", 3, 4), update("b", 5, 6), read("b", 7, 8),
                            delete(9, 10), read(MISSING, 11, 12), update("c", 13, 14, answer=MISSING)],
    "a read beside a write sees either": [create("a", 1, 2), update("b", 3, 9), read("a", 4, 5), read("b", 6, 7)],
    "what was not answered happens late": [create("a", 1, 2), update("b", 3, None), read("a", 4, 5),
                                           update("c", 6, 7), read("b", 8, 9)],
    "or never": [create("a", 1, None), read(MISSING, 2, 3), read(MISSING, 4, 5)],
    "the first of two conditions": [create("a", 1, 2), update("b", 3, 8, "a"),
                                    update("c", 4, 9, "a", UNLIKE), read("b", 10, 11)],
    "a condition that fails by what was not answered": [create("a", 1, 2), update("b", 3, None),
                                                        update("c", 4, 5, "a", UNLIKE), read("b", 6, 7)],
}
WRONG = {
    "a stale read": [create("a", 1, 2), update("b", 3, 4), read("a", 5, 6)],
    "a read that goes back": [create("a", 1, 2), update("b", 3, 9), read("b", 4, 5), read("a", 6, 7)],
    "a lost create": [create("a", 1, 2), read(MISSING, 3, 4)],
    "a lost update": [create("a", 1, 2), update("b", 3, 8, "a"), update("c", 4, 9, "a")],
    "a row that rises": [create("a", 1, 2), delete(3, 4), read("a", 5, 6)],
    "what was not answered happens once": [create("a", 1, 2), update("b", 3, None), read("b", 4, 5),
                                           update("c", 6, 7), read("b", 8, 9)],
    "nor before its question": [create("a", 1, 2), read("b", 3, 4), update("b", 5, None)],
    "a condition that fails without reason": [create("a", 1, 2), update("b", 3, 4, "a", UNLIKE)],
    "or with a wrong one": [create("a", 1, 2), update("b", 3, 4), update("c", 5, 6, "a", (CONFLICT, "d"))],
    "a row that is said to be missing": [create("a", 1, 2), update("b", 3, 4, answer=MISSING)],
}


@pytest.mark.parametrize("name", FINE)
def test_an_order_is_found(name):
    assert find_gap(FINE[name], NEW, row_step) is None


@pytest.mark.parametrize("name", WRONG)
def test_no_order_is_found(name):
    gap = find_gap(WRONG[name], NEW, row_step)
    assert gap in WRONG[name] and gap.ended


def by_trying(operations, start, step):
    """The same by trying each order of each choice of what was not answered; slow and plain."""
    answered = [one for one in operations if one.ended]
    unknown = [one for one in operations if not one.ended]
    chosen = itertools.chain.from_iterable(itertools.combinations(unknown, n) for n in range(len(unknown) + 1))
    return any(fits(order, start, step) for more in chosen
               for order in itertools.permutations([*answered, *more]))


def fits(order, state, step):
    for number, one in enumerate(order):
        if any(later.ended and later.ended < one.began for later in order[number:]):
            return False
        state = step(state, one)
        if state is None:
            return False
    return True


def check_by_trying(histories, start, step):
    found = {True: 0, False: 0}
    for operations in histories:
        fine = by_trying(operations, start, step)
        assert (find_gap(operations, start, step) is None) == fine, operations
        found[fine] += 1
    assert min(found.values()) > 200, found


def random_operation(dice, moment):
    """Answered or not, long or short, true or not."""
    ended = None if dice.random() < 0.2 else moment + dice.choice([1, 3, 9, 20])
    text, expected = dice.choice("abc"), dice.choice([None, None, "a", "b"])
    answer = dice.choice([DONE, DONE, MISSING] + [UNLIKE, (CONFLICT, "b")] * (expected is not None))
    made = [create(text, moment, ended), read(dice.choice(["a", "b", "c", MISSING]), moment, ended or moment + 1),
            update(text, moment, ended, expected, answer), delete(moment, ended, expected, answer)]
    return made[dice.randrange(4)]


def test_it_agrees_with_trying_all_orders():
    dice = random.Random(1)
    check_by_trying([[create("a", 1, dice.choice([2, 9, None])),
                      *(random_operation(dice, 2 * number + 3) for number in range(dice.randint(1, 4)))]
                     for _ in range(1500)], NEW, row_step)


def day(name, given, answer, began, ended):
    return Operation("w", ("day", 1, "2026-01-01"), name, given, began, answer, ended)


def report(text, began, ended, answer=DONE, name="create report"):
    return day(name, ("b", text), answer if ended else None, began, ended)


DAY = [report("b:1", 1, 2), day("Lock", None, True, 3, 4)]


def random_day_operation(dice, moment):
    ended = None if dice.random() < 0.2 else moment + dice.choice([1, 3, 9, 20])
    kind, stage = dice.randrange(4), dice.choice(["open", "sent", "sent", "attested"])
    if kind == 0:
        return report(dice.choice(["b:2", None]), moment, ended, dice.choice([DONE, REFUSED, MISSING]), "update report")
    if kind == 1:
        texts = dice.choice([frozenset(), frozenset({"b:1"}), frozenset({"b:2"})])
        return day("read reports", None, (stage if texts else None, texts), moment, ended or moment + 1)
    if kind == 2:
        return day("read stage", None, stage, moment, ended or moment + 1)
    return day(dice.choice(list(ACTIONS)), None, None if ended is None else dice.random() < 0.6, moment, ended)


def test_it_agrees_with_trying_all_orders_of_a_day():
    dice = random.Random(1)
    check_by_trying([[report("b:1", 1, dice.choice([2, 9, None])), day("Lock", None, True, 3, dice.choice([4, 9])),
                      *(random_day_operation(dice, 2 * number + 5) for number in range(dice.randint(1, 3)))]
                     for _ in range(1500)], OPEN_DAY, day_step)


@pytest.mark.parametrize("more, fine", [
    ([day("read reports", None, ("sent", frozenset({"b:1"})), 5, 6)], True),
    ([day("read reports", None, ("open", frozenset({"b:1"})), 5, 6)], False),
    ([day("read stage", None, "sent", 5, 6)], True), ([day("read stage", None, "open", 5, 6)], False),
    ([report("b:2", 5, 6, REFUSED, "update report")], True), ([report("b:2", 5, 6, DONE, "update report")], False),
    ([report(None, 5, None, None, "delete report"), day("read report", "b", ("sent", "b:1"), 7, 8)], True),
    ([day("Lock", None, False, 5, 6)], True), ([day("Lock", None, True, 5, 6)], False),
    ([day("Attest", None, True, 5, 6), day("Unlock", None, False, 7, 8)], True),
    ([day("Attest", None, None, 5, None), day("Unlock", None, False, 7, 8),
      day("read report", "b", ("attested", "b:1"), 9, 10)], True),
    ([day("Attest", None, False, 5, 6)], False),
    ([day("Return", None, True, 5, 6), report(None, 7, 8, DONE, "delete report"),
      day("read report", "b", MISSING, 9, 10), day("read reports", None, (None, frozenset()), 9, 10)], True)])
def test_days(more, fine):
    assert (find_gap(DAY + more, OPEN_DAY, day_step) is None) == fine


def test_each_thing_is_looked_at_alone():
    other = Operation("w", ("contact", "c"), "read", None, 1, MISSING, 2)
    assert split([create("a", 1, 2), other]) == {("contact", "b"): [create("a", 1, 2)], ("contact", "c"): [other]}


def a_list(*texts):
    return Operation("w", ("contact",), "list", None, 3, list(texts), 4)


def test_a_list_is_a_read_of_each_row_that_it_could_show():
    other = Operation("w", ("contact", "c"), "create", "c:1", 1, DONE, 2)
    known = ([create("b:1", 1, 2), other], [a_list("b:2")], [("contact", "b", 7)])
    operations, wrong = put_together([known, ([], [], [("contact", "b", 7)])])
    shown = {one.thing[1]: one.answer for one in operations if one.name == "read"}
    assert shown == {"b": "b:2", "c": MISSING}
    assert not wrong


@pytest.mark.parametrize("shown, ids, sentence", [
    (["b:1", "b:1"], [], "a list shows a row twice"), (["b:1", "b:2"], [], "a list shows a row twice"),
    (["b:1", "d:1"], [], "a list shows a row that nobody created"),
    (["b:1"], [("contact", "b", 7), ("contact", "b", 8)], "contact b was created twice: 7 and 8")])
def test_rows_that_are_doubled_or_strange_are_told(shown, ids, sentence):
    _, wrong = put_together([([create("b:1", 1, 2)], [a_list(*shown)], ids)])
    assert len(wrong) == 1 and wrong[0].startswith(sentence)


def test_what_is_beside_a_write_of_another_client_is_counted():
    mine, alone = create("a", 1, 5), read("a", 10, 11)
    beside = Operation("v", mine.thing, "read", None, 2, "a", 3)
    unknown = Operation("v", mine.thing, "put", ("b", None), 9)
    assert count_beside([mine, beside, alone, unknown]) == 1
    assert count_beside([mine, alone, unknown]) == 0
