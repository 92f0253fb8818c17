"""Pages, order and filters against a brute-force oracle."""

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

import oracles
from client import Client, refill_derived, running

CONTACTS = "/v1/Core/Contacts"
COUNT = 1730  # enough for the server to keep cursors of the list
DAY = 86400
START = 1_600_000_000


def random_text(dice):
    return "".join(dice.choice(oracles.ALPHABET.strip() + "ÅÄÖABC") for _ in range(dice.randint(1, 6)))


def make_rows(dice):
    rows = []
    for number in range(1, COUNT + 1):
        updated = START + dice.randrange(60) * DAY if dice.random() < 0.6 else None
        rows.append({
            "id": number, "name": random_text(dice), "type": dice.choice(["person", "company"]),
            "number": dice.choice([None, str(dice.randint(1, 99)), f"A{dice.randint(1, 20)}",
                                   f"{dice.randint(1, 9)}-{dice.randint(1, 30)}"]),
            "created": START + dice.randrange(40) * DAY + dice.randrange(3), "updated": updated,
            "tags": set(dice.sample(range(1, 6), dice.randint(0, 4)))})
    return rows


def store(database, rows):
    for tag in range(1, 6):
        database.execute("INSERT INTO contact_tags (account_id, id, title, title_key, created_at)"
                         " VALUES (1, ?, ?, x'', 0)", (tag, f"t{tag}"))
    flags = ("is_active, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner,"
             " is_customer, use_reverse_build_tax")
    for row in rows:
        database.execute(
            "INSERT INTO contacts (account_id, id, name, name_key, name_folded, customer_number,"
            f" contact_type, created_at, updated_at, responsible_id, {flags})"
            " VALUES (1, ?, ?, x'', '', ?, ?, ?, ?, 1, 1, 0, 0, 0, 0, 0, 0, 0)",
            (row["id"], row["name"], row["number"], row["type"], row["created"], row["updated"]))
        database.executemany("INSERT INTO contact_tag_links VALUES (1, ?, ?)",
                             [(row["id"], tag) for tag in sorted(row["tags"])])


@pytest.fixture(scope="module")
def listed():
    """A client and the rows that its account holds."""
    rows = make_rows(random.Random(20261123))
    with running() as server:
        application = server.application()
        server.stop()
        database = server.database()
        store(database, rows)
        refill_derived(database)
        server.start()
        yield Client(server, *application), rows


SORTS = {
    "name": lambda row: oracles.swedish(row["name"]),
    "customerNumber": lambda row: oracles.natural(row["number"]) if row["number"] else None,
    "created": lambda row: row["created"],
    "updated": lambda row: row["updated"],
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("order", ["ascending", "descending"])
@pytest.mark.parametrize("size", [23, 100])
def test_every_sort_walked_to_the_end(listed, sort, order, size):
    client, rows = listed
    items = client.walk(f"{CONTACTS}?sortBy={sort}&sortOrder={order}", size)
    if sort == "customerNumber":  # the oracle knows digits and letters, not where a hyphen goes
        items = [item for item in items if "-" not in (item["customerNumber"] or "")]
        rows = [row for row in rows if "-" not in (row["number"] or "")]
    expected = oracles.ordered(rows, SORTS[sort], order == "descending")
    assert [item["id"] for item in items] == [row["id"] for row in expected]


def test_pages_in_any_order_are_the_same(listed):
    client, _ = listed
    whole = [item["id"] for item in client.walk(CONTACTS, 10)]
    for page in random.Random(1).sample(range(1, 174), 173):
        value = client.good("GET", f"{CONTACTS}?page={page}&pageSize=10")
        assert [item["id"] for item in value["items"]] == whole[page * 10 - 10:page * 10]


def test_defaults_and_ends(listed):
    client, rows = listed
    value = client.good("GET", CONTACTS + "?page=1")
    assert value["pageSize"] == value["itemCount"] == 25
    by_name = oracles.ordered(rows, SORTS["name"], False)
    assert [item["id"] for item in value["items"]] == [row["id"] for row in by_name[:25]]
    for page in (71, 1000, 2**31 - 1):
        past = client.good("GET", f"{CONTACTS}?page={page}")
        assert past["items"] == [] and past["totalItemCount"] == COUNT
    only_order = client.good("GET", CONTACTS + "?page=1&sortOrder=DESCENDING")
    assert only_order["items"][0]["id"] == by_name[-1]["id"]
    empty = client.good("GET", CONTACTS + "?page=1&filter.query=finns%20inte%20alls")
    assert empty["totalPages"] == empty["totalItemCount"] == 0 and empty["items"] == []


@pytest.mark.parametrize("alias, name", [("createdDate", "created"), ("updatedDate", "updated"),
                                         ("lastUpdated", "updated"), ("CREATED", "created")])
def test_names_of_stamps_stand_for_one_another(listed, alias, name):
    client, _ = listed
    first, second = (client.good("GET", f"{CONTACTS}?page=2&sortBy={key}") for key in (alias, name))
    assert first == second


@pytest.mark.parametrize("query, names", [
    ("page=1&pageSize=0", ["pageSize"]), ("page=1&pageSize=101", ["pageSize"]), ("page=", ["page"]),
    ("page=-1", ["page"]), ("page=x", ["page"]), ("page=1.5", ["page"]),
    ("page=1&sortBy=email", ["sortBy"]), ("page=1&sortOrder=asc", ["sortOrder"]),
    ("page=1&filter.tagIds=1,x", ["filter.tagIds"]), ("page=1&filter.tagIds=1.5", ["filter.tagIds"]),
    ("page=1&filter.tagIds=1%00x&filter.tagIds=2", ["filter.tagIds"]),
    ("page=1&filter.contactType=both", ["filter.contactType"]),
    ("page=1&filter.createdOrUpdatedSince=yesterday", ["filter.createdOrUpdatedSince"]),
    ("page=1&filter.createdOrUpdatedSince=2021-02-30", ["filter.createdOrUpdatedSince"]),
    ("page=1&filter.query=%FF", ["filter.query"]), ("page=1&filter.query=a%00b", ["filter.query"])])
def test_malformed_parameters(listed, query, names):
    assert list(listed[0].refused("GET", f"{CONTACTS}?{query}")) == names


@pytest.mark.parametrize("query", [
    "filter.tagIds=1,2", "filter.tagids=1%2C2", "filter.tagIds=1&filter.tagIds=2",
    "filter.tagIds[]=1&filter.tagIds[]=2", "FILTER.TAGIDS= 1 , 2 ", "filter.tagIds=2,1,1,,2",
    "filter.tagIds%5B%5D=2&filter.tagIds=1"])
def test_array_syntaxes(listed, query):
    client, rows = listed
    ids = {item["id"] for item in client.walk(f"{CONTACTS}?{query}")}
    assert ids == {row["id"] for row in rows if {1, 2} <= row["tags"]}


def test_empty_and_unknown_parameters_count_for_nothing(listed):
    client, _ = listed
    value = client.good("GET", CONTACTS + "?page=1&filter.query=&filter.tagIds=&sortBy=&sortOrder="
                        "&filter.contactType=&filter.createdOrUpdatedSince=&limit=3&filter.x=1&&=&a")
    assert value["totalItemCount"] == COUNT and value["pageSize"] == 25


@pytest.mark.parametrize("text, instant", [
    ("2020-10-01", 1601510400), ("2020-10-01 00:00:00", 1601510400),
    ("2020-10-01T00:00:00Z", 1601510400), ("2020-10-01 02:00:00 +02:00", 1601510400),
    ("2020-10-01 02:00:00 %2B02:00", 1601510400), ("2020-10-01T02:00:00+02:00", 1601510400),
    ("2020-09-30T22:00:00-02:00", 1601510400), ("2020-10-01T00:00:00.999Z", 1601510400),
    ("2020-10-01 00:00", 1601510400)])
def test_moments_in_all_forms(listed, text, instant):
    client, rows = listed
    ids = {item["id"] for item in client.walk(f"{CONTACTS}?filter.createdOrUpdatedSince={text}")}
    assert ids == {row["id"] for row in rows
                   if row["created"] >= instant or (row["updated"] or 0) >= instant}


def passes(row, query, tags, kind, since):
    return ((not query or oracles.contains(query, row["name"], row["number"]))
            and tags <= row["tags"] and kind in (None, row["type"])
            and (since is None or row["created"] >= since or (row["updated"] or 0) >= since))


def test_random_combinations_of_filters(listed):
    client, rows = listed
    dice = random.Random(7)
    for _ in range(150):
        query = dice.choice([None, None, dice.choice(oracles.ALPHABET[1:]), random_text(dice)[:2]])
        tags = set(dice.sample(range(1, 6), dice.choice([0, 0, 1, 2])))
        kind = dice.choice([None, None, "person", "company"])
        since = dice.choice([None, START + dice.randrange(50) * DAY])
        sort, descending = dice.choice(["name", "created", "updated"]), dice.random() < 0.5
        parameters = [f"sortBy={sort}", f"sortOrder={'de' if descending else 'a'}scending"]
        parameters += [f"filter.query={query}"] if query else []
        parameters += ["filter.tagIds=" + ",".join(map(str, tags))] if tags else []
        parameters += [f"filter.contactType={kind.upper()}"] if kind else []
        if since:
            moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(since))
            parameters += [f"filter.createdOrUpdatedSince={moment}"]
        expected = oracles.ordered([row for row in rows if passes(row, query, tags, kind, since)],
                                   SORTS[sort], descending)
        items = client.walk(f"{CONTACTS}?" + "&".join(parameters), dice.choice([17, 100]), quick=True)
        assert [item["id"] for item in items] == [row["id"] for row in expected]


NAMES = ["Åsa Öberg", "STRASSE & Straße", "İstanbul", "ΣΊΣΥΦΟΣ σίσυφος", "100% _ \\ Bygg",
         "e\u0301tude Étude", "ﬁnland Finland", "Ǆungla ǆ", "Ab'c\"d"]


@pytest.fixture(scope="module")
def named():
    with running() as server:
        client = server.client()
        for name in NAMES:
            client.create(name=name, customerNumber="x")
        yield client


@settings(max_examples=120, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(
    st.text(min_size=1, max_size=3, alphabet=st.characters(
        blacklist_categories=["Cs", "Cn", "Co"], blacklist_characters="\0")),
    st.sampled_from(NAMES).flatmap(lambda name: st.tuples(
        st.just(name), st.integers(0, len(name) - 1), st.integers(1, 4))).map(
            lambda part: part[0][part[1]:part[1] + part[2]]),
    st.sampled_from(["%", "_", "\\", "å", "Å", "SS", "ß", "fi", "σ", "ς", "É", "'", '"'])))
def test_query_is_a_unicode_substring(named, query):
    answer = named.session.get(named.base + CONTACTS, headers={
        "Authorization": f"Bearer {named.token}"}, params={"page": 1, "filter.query": query})
    assert answer.status_code == 200, answer.text
    found = {item["name"] for item in answer.json()["items"]}
    said = query.strip(" \t")  # blanks around it do not count, and alone they say nothing
    assert found == {name for name in NAMES if not said or oracles.contains(said, name, "x")}
