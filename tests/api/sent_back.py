"""What a get gives, sent back by an update: each row of a company, of every kind that is declared."""

from rows import STAMPS, Row

STAMPED_BY = {"updatedBy", "updatedByUser", "lastUpdatedBy"}


def collections_of(kind, client):
    """The paths under which rows of the kind are listed: one, or one for each row above them."""
    parent = kind.parent()
    if not parent:
        return [kind.collection]
    end = kind.collection.rsplit("}", 1)[1]
    return [f"{place}/{row['id']}{end}" for place in collections_of(parent, client)
            for row in client.walk(place, quick=True)]


def rows_of(kind, client):
    """Every row of the kind, as it is shown alone where it can be got."""
    if "get" not in kind.collection_methods:  # the only one
        yield Row(kind, client, f"{kind.collection}/1", client.quick(f"{kind.collection}/1"))
        return
    for place in collections_of(kind, client):
        for listed in client.walk(place, quick=True):
            where = f"{place}/{listed['id']}"
            yield Row(kind, client, where, client.quick(where) if "get" in kind.methods else listed)


def without_stamps(shown):
    """The row and what is in it, but for who changed it last, and when."""
    if isinstance(shown, list):
        return [without_stamps(item) for item in shown]
    if not isinstance(shown, dict):
        return shown
    last = {*STAMPED_BY, *(name for name in STAMPS if not name.startswith("created"))}
    return {name: without_stamps(value) for name, value in shown.items() if name not in last}


def differences(before, after, path=""):
    """Where two values differ: (path, before, after)."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [one for name in {**before, **after}
                for one in differences(before.get(name), after.get(name), f"{path}.{name}".lstrip("."))]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [one for i, pair in enumerate(zip(before, after)) for one in differences(*pair, f"{path}[{i}]")]
    return [] if before == after else [(path, before, after)]


def changes_by_sending_back(kind, client):
    """How many rows were sent back as they were got, and what is another afterwards."""
    found, rows = [], list(rows_of(kind, client))
    for row in rows:
        answer = row.ask("PUT", row.shown)
        if answer.status_code != 200:
            found.append((f"{row.place}: {answer.status_code}", row.shown, answer.text))
    after = {row.place: row.shown for row in rows_of(kind, client)}
    assert set(after) == {row.place for row in rows}
    for row in rows:
        changed = differences(without_stamps(row.shown), without_stamps(after[row.place]))
        found += [(f"{row.place}: {where}", was, now) for where, was, now in changed]
    return len(rows), found
