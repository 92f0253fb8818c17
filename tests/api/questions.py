"""Random questions to lists, in every accepted spelling, beside what they mean.

A filter here is a function of dice and of a row near which it chooses its value; it gives the
parameters as a client writes them, and whether a row passes."""

import contextlib
import datetime
import urllib.parse

import oracles
from client import Client, refill_derived, running
from documented import user

EPOCH = datetime.datetime(1970, 1, 1)
DAY = 86400


@contextlib.contextmanager
def serving(fill):
    """A server whose database `fill` has filled."""
    with running() as server:
        refill(server, fill)
        yield server


def refill(server, fill):
    server.stop()
    database = server.database()
    fill(database)
    refill_derived(database)
    server.start()


@contextlib.contextmanager
def stocked(fill, make=None, mark=None):
    """A client of a server whose database `fill` has filled and to which `make` has talked, after
    which `mark` has set what the API does not."""
    with serving(fill) as server:
        application = server.application()
        if make:
            make(Client(server, *application))
        if mark:
            refill(server, mark)
        yield Client(server, *application)


def people(database, names):
    """Users with these names, which are pairs, by the numbers from 1 on."""
    for number, (first, last) in enumerate(names, 1):
        user(database, number, first, last)


def random_text(dice, most=6):
    letters = oracles.ALPHABET.strip() + "ÅÄÖABC"
    return "".join(dice.choice(letters) for _ in range(dice.randint(1, most)))


def any_case(dice, text):
    return dice.choice([text, text, text.lower(), text.upper()])


# ---- spellings ----

def parameter(dice, name, value):
    return f"{any_case(dice, 'filter.' + name)}={value}"


def spell_ids(dice, name, ids):
    """An array, with a number twice and blanks now and then."""
    ids = [*ids, *dice.sample(ids, dice.randint(0, 1))]
    how = dice.randrange(4)
    if how == 0:
        return parameter(dice, name, dice.choice([",", "%2C", " , ", ",,"]).join(map(str, ids)))
    if how == 1:
        return "&".join(parameter(dice, name, one) for one in ids)
    if how == 2:
        return "&".join(parameter(dice, name + dice.choice(["[]", "%5B%5D"]), one) for one in ids)
    return "&".join([parameter(dice, name, ",".join(map(str, ids[1:]))),
                     parameter(dice, name + "[]", ids[0])])


def day_text(day):
    return (EPOCH + datetime.timedelta(days=day)).strftime("%Y-%m-%d")


def spell_instant(dice, at):
    """A moment in UTC, or with an offset; a `+` may come as itself, which means a blank."""
    minutes, offsets = dice.choice([
        (0, ["", "Z", " %2B00:00", " +00:00", "%2B0000"]), (0, ["", "", "z", " -00:00"]),
        (120, ["%2B02:00", "+02:00", " %2B02:00", " +02:00", "%2B0200"]),
        (-330, ["-05:30", " -05:30", "-0530"])])
    local = EPOCH + datetime.timedelta(seconds=at, minutes=minutes)
    form = dice.choice(["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.999"])
    if at % 60 == 0:
        form = dice.choice([form, "%Y-%m-%d %H:%M"])
    return local.strftime(form) + dice.choice(offsets)


def spell_day(dice, day):
    """A day; a time of day or an offset beside it changes nothing."""
    return day_text(day) + dice.choice(["", "", " 00:00:00", " 13:30", "T23:59:59%2B02:00",
                                        "T00:00:00.5Z", " 00:30:00 -05:00"])


# ---- filters ----

def any_of(name, ids_of, most):
    """Rows that have any of some ids; `most` is the highest that there is."""
    def choose(dice, row):
        near = sorted(ids_of(row))
        ids = [*dice.sample(near, min(len(near), dice.randint(0, 2))),
               *(dice.randint(1, most + 2) for _ in range(dice.randint(0, 2)))] or [most + 9]
        return spell_ids(dice, name, ids), lambda other: bool(set(ids) & ids_of(other))
    return choose


def exactly(name, value_of, most):
    """Rows that have one id."""
    def choose(dice, row):
        value = value_of(row)
        if value is None or dice.random() < 0.3:
            value = dice.randint(1, most + 1)
        return parameter(dice, name, value), lambda other: value_of(other) == value
    return choose


def flag(name, value_of):
    def choose(dice, row):
        value = value_of(row) if dice.random() < 0.7 else dice.random() < 0.5
        word = dice.choice(["true", "True", "TRUE"] if value else ["false", "False", "FALSE"])
        return parameter(dice, name, word), lambda other: value_of(other) == value
    return choose


def substring(name, texts_of):
    """Part of one of a row's texts, in any case."""
    def choose(dice, row):
        text = dice.choice([text for text in texts_of(row) if text] + [random_text(dice)])
        start = dice.randrange(len(text))
        part = text[start:start + dice.randint(1, 4)]
        part = dice.choice([part, part.upper(), part.lower()])
        return (parameter(dice, name, urllib.parse.quote(part)),
                lambda other: oracles.contains(part, *texts_of(other)))
    return choose


# ---- questions ----

def ask(client, path, rows, sorts, made, dice):
    """Walks a list with these filters, in a random order, and compares it with what `rows` say."""
    sort, descending = dice.choice([None, *sorts]), dice.choice([None, False, True])
    parameters = [text for text, _ in made]
    if sort:
        parameters.append("sortBy=" + any_case(dice, sort))
    if descending is not None:
        order = "descending" if descending else "ascending"
        parameters.append("sortOrder=" + any_case(dice, order))
    dice.shuffle(parameters)
    expected = oracles.ordered([row for row in rows if all(passes(row) for _, passes in made)],
                               sorts[sort or next(iter(sorts))], bool(descending))
    question = f"{path}?{'&'.join(parameters)}"
    found = client.walk(question, dice.choice([9, 23, 100]), quick=True)
    assert [item["id"] for item in found] == [row["id"] for row in expected], question
    return found


def ask_combined(client, path, rows, sorts, filters, dice, times, least=0.5):
    """Random combinations of filters, none and all of them included; at least this share of them
    must find something."""
    found = 0
    for _ in range(times):
        count = dice.choice([0, 1, 2, 2, 3, len(filters)])
        names = dice.sample(sorted(filters), min(count, len(filters)))
        row = dice.choice(rows)
        found += bool(ask(client, path, rows, sorts, [filters[name](dice, row) for name in names],
                          dice))
    assert found >= times * least


def ask_alone(client, path, rows, sorts, choose, dice, times=12):
    """One filter by itself; it must tell rows apart."""
    counts = {len(ask(client, path, rows, sorts, [choose(dice, dice.choice(rows))], dice))
              for _ in range(times)}
    assert len(counts) > 1 and max(counts) > 0


# ---- refusals ----

NO_DATES = ["yesterday", "2021-02-30", "2021-13-01", "2021-1-1", "20210101", "2021-01-01T",
            "2021-01-01 24:00", "2021-01-01 10:60", "2021-01-01 10:00:60", "2021-01-01 10:00 CET",
            "2021-01-01 10:00:00 %2B15:00", "0000-01-01", "10000-01-01", "2021-01-01x",
            "2021-01-01,2021-01-02", "2021-01-01%00", "%FF", "1635724800"]
NO_INTEGERS = ["x", "1.5", "1,2", "0x10", "--1", "1 2", "1e1x", "%EF%BC%91", "1%00", "%FF",
               "99999999999999999999"]
NO_IDS = ["x", "1,x", "1;2", "1.5", "1 x", "[1]", "1,%FF", "1%00", "99999999999999999999",
          "1&{0}=x", "1&{0}[]=x", "x&{0}=1", "1%00x&{0}=2", "2&{0}[]=1%00", "1&{0}=,,%00"]
NO_FLAGS = ["1", "0", "yes", "truefalse", "true,false", "nul", "true%00", "%FF", "null"]
NO_TEXTS = ["%FF", "a%00b", "%C0%AF", "%ED%A0%80", "%C3"]


def refusals(**kinds):
    """(parameter, value) for each filter and each thing that it must not be."""
    return [(f"filter.{name}", value) for name, values in kinds.items() for value in values]


def check_refusal(client, path, name, value):
    """The one parameter is named as documented, however the client writes it."""
    for written in (name, name.upper()):
        query = f"page=1&{written}={value.format(written)}"
        assert list(client.refused("GET", f"{path}?{query}")) == [name], query
