"""Whether what clients were told of one thing fits some order in which it happened, one operation after the
other, each between its question and its answer.

The search is just in time: it goes along the moments, and where an answer comes, it tries all ways in which
that operation, behind some of those under way, may have happened by now. What is known at a moment is the set
of all (state, operations under way that have happened) that are left; each is looked at once. An operation
that was never answered stays under way for ever: it happens at any later moment, or never."""

import dataclasses
import typing


@dataclasses.dataclass
class Operation:
    """Moments are nanoseconds of the machine's monotonic clock, the same for all of its processes."""
    who: str
    thing: tuple
    name: str
    given: typing.Any
    began: int
    answer: typing.Any = None
    ended: int | None = None  # None: nobody knows whether it happened


def find_gap(operations, start, step):
    """None, or the operation at whose answer no order is left. `step(state, operation)` gives the state after
    it, or None where it cannot have been answered so; for one without an answer, what it makes of the state."""
    moments = [(operation.began, False, number) for number, operation in enumerate(operations)]
    moments += [(operation.ended, True, number) for number, operation in enumerate(operations)
                if operation.ended is not None]
    left, under_way = {(start, frozenset())}, set()
    for _, is_end, number in sorted(moments):
        if not is_end:
            under_way.add(number)
            continue
        left = happen(left, number, under_way, operations, step)
        under_way.remove(number)
        if not left:
            return operations[number]
    return None


def happen(left, wanted, under_way, operations, step):
    """All that may be known once `wanted` has happened."""
    seen, queue, ret = set(left), list(left), set()
    while queue:
        state, happened = queue.pop()
        if wanted in happened:
            ret.add((state, happened - {wanted}))
            continue
        for one in under_way - happened:
            after = step(state, operations[one])
            known = (after, happened | {one})
            is_idle = after == state and operations[one].ended is None  # it may as well never happen
            if after is not None and known not in seen and not is_idle:
                seen.add(known)
                queue.append(known)
    return ret


def split(operations):
    """Those of each thing; an order of all is found when each thing has one."""
    things = {}
    for operation in operations:
        things.setdefault(operation.thing, []).append(operation)
    return things
