"""Every list of both interfaces, as the descriptions declare it: each filter refuses what it can't
read, each sort orders both ways, and the pages' lists find what the API's find."""

import datetime
import re
import time
import types
import urllib.parse

import pytest

from client import PUBLIC, running
from database import connect
from people import PAGES, add_person
from test_admin_registries import CREATES, body_schema, value_for
from wrong_bodies import plain

WORDS = ["apa", "Zebra", "åska", "Ärla", "öl"]  # as Swedes order them
MOMENTS = re.compile("from|to|.*(Since|From|To)$")
LISTS = [(description, path) for description in (PUBLIC, PAGES)
         for path, operations in description.document["paths"].items()
         if any(one["name"] == "page" for one in operations.get("get", {}).get("parameters", []))]
PATHS = {path for _, path in LISTS}


def schemas(description, path):
    """What the query of a list may have, by name."""
    return {one["name"]: one["schema"] for one in
            description.document["paths"][path]["get"]["parameters"] if one["in"] == "query"}


def filters(description, path):
    return {name: schema for name, schema in schemas(description, path).items()
            if name.startswith("filter.")}


def title(value):
    return value if isinstance(value, str) else ""


def with_filters(among=PATHS):
    return [(description, path) for description, path in LISTS
            if path in among and filters(description, path)]


# ---- a company that has something in each list ----

def fill_registry(boss, path):
    """A row for each of WORDS; the last one can't be chosen any more."""
    schema, _ = plain(body_schema("post", path), PAGES)
    body = {name: value_for(name, schema["properties"][name]) for name in schema.get("required", [])}
    word = next((name for name in ("name", "title", "firstName", "articleNumber") if name in schema["properties"]), None)
    if path.endswith("/Plannings"):
        body["projectId"] = 1
    for text in reversed(WORDS):
        rest = {"isActive": text != WORDS[-1]} if "isActive" in schema["properties"] else {}
        boss.good("POST", path, {**body, **({word: text} if word else {}), **rest}, 201)


def fill_usage(server, application_id):
    """What an application asked for, that asks for nothing meanwhile: hours, days and entries."""
    database = connect(server.directory)
    now = int(time.time())
    for back in (1, 2, 3, 5):
        for table, last, unit in (("usage_hours", now // 3600, 3600), ("usage_days", now // 86400, 1)):
            database.execute(f"INSERT INTO {table} VALUES (1, ?, ?, ?, ?, ?, 0)", [
                application_id, application_id * 2**24 + last - back, (last - back) * unit, back, 7 - back])
        database.execute("INSERT INTO usage_entries VALUES (1, ?, ?, ?, 'GET', '/', 200, ?, '', 1)",
                         [application_id, 10**9 - back, now - back, 1000 * back])
    database.commit()
    database.close()


def fill(demo):
    for path in CREATES:
        fill_registry(demo.boss, path)
    for word in WORDS:
        demo.client.create(name=word)
    made = demo.client.good("POST", "/v1/Core/Tasks", {"title": "x"})
    demo.ids = {"taskId": made["id"], "applicationId": demo.boss.walk(
        "/admin/v1/Applications?filter.query=test")[0]["id"]}
    demo.ids["projectId"] = demo.client.good("POST", "/v1/Core/Projects", {"title": "x"})["id"]
    demo.still = demo.boss.good("POST", "/admin/v1/Applications", {"name": "Still", "responsibleId": 1}, 201)["id"]
    for word in WORDS:
        for part, body in (("Comments", {"text": word}), ("Checklists", {"name": word}),
                           ("Attachments", {"externalUrl": "https://x.example/", "name": word})):
            demo.client.good("POST", f"/v1/Core/Tasks/{made['id']}/{part}", body)
        demo.client.good("POST", f"/v1/Core/Projects/{demo.ids['projectId']}/Comments", {"text": word})
    fill_usage(demo.server, demo.still)
    demo.client.fetch_token()


@pytest.fixture(scope="module")
def demo():
    with running("--demo") as server:
        made = types.SimpleNamespace(server=server, boss=add_person(server, administrator=True),
                                     client=server.client())
        fill(made)
        newest = made.client.good("GET", "/v1/Core/TimeReports?page=1&pageSize=1&sortBy=date"
                                  "&sortOrder=descending")["items"][0]["date"]
        first = datetime.date.fromisoformat(newest) - datetime.timedelta(6)
        made.span = f"filter.from={first}&filter.to={newest}"
        yield made


def asker(demo, description):
    return demo.client if description is PUBLIC else demo.boss


def question(demo, path):
    """The path of a list, and of its days when they are very many; what is used meanwhile has no order."""
    ids = {**demo.ids, "applicationId": demo.still} if "/Usage" in path else demo.ids
    span = f"?{demo.span}&" if re.search("TimeReports|UserDay", path) else "?"
    return path.format(**ids) + span


# ---- filters ----

def wrong_value(name, schema):
    """Something that the filter can't be, and what is said about it."""
    if MOMENTS.fullmatch(name.removeprefix("filter.")):
        return "2021-13-01", "must be a date and time, such as 2021-01-01 14:00:00."
    choices = schema.get("enum") or schema.get("items", {}).get("enum")
    if choices:
        return "none", f"must be one of: {', '.join(choices)}."
    return {"array": ("5,x", "must be whole numbers separated by commas, such as 5,21,46."),
            "integer": ("1.5", "must be a whole number."),
            "boolean": ("perhaps", "must be true or false."),
            "string": ("%ff", "must be UTF-8 text.")}[schema["type"]]


@pytest.mark.parametrize("description, path", with_filters(), ids=title)
def test_each_filter_refuses_what_it_cannot_read(demo, description, path):
    ask, wrong = asker(demo, description).refused, {}
    for name, schema in filters(description, path).items():
        field = name.removeprefix("filter.")
        field = field[0].upper() + field[1:]
        for value, said in {wrong_value(name, schema), ("%C3%28", "must be UTF-8 text.")}:
            wrong[name] = value, [f"The field {field} {said}"]
            assert ask("GET", f"{path.format(**demo.ids)}?page=1&{name}={value}") == {
                name: wrong[name][1]}
    query = "&".join(f"{name}={value}" for name, (value, _) in wrong.items())
    assert ask("GET", f"{path.format(**demo.ids)}?page=1&{query}") == {
        name: said for name, (_, said) in wrong.items()}


@pytest.mark.parametrize("path", [path for description, path in with_filters()
                                  if "filter.isActive" in filters(description, path)])
def test_rows_that_can_be_chosen_and_others(demo, path):
    whole = demo.boss.walk(path)
    for choice in (True, False):
        some = demo.boss.walk(f"{path}?filter.isActive={str(choice).lower()}")
        assert some == [row for row in whole if row["isActive"] == choice] and some


def related(row, name):
    """The numbers of what a filter of a row's list can name: of tags, of the project."""
    value = row.get(name) or row.get(name + "s") or []
    return [one["id"] for one in (value if isinstance(value, list) else [value])]


def some_values(rows, name, schema):
    """What a filter may be asked for, so that it finds something in these rows."""
    name = name.removeprefix("filter.")
    if schema["type"] == "boolean":
        return ["true", "false"]
    if "enum" in schema.get("items", schema):
        return schema.get("items", schema)["enum"]
    if MOMENTS.fullmatch(name):
        moments = sorted(row.get("date") or row.get("created") for row in rows)
        return [moments[len(moments) // 2]]
    if name == "query":
        word = next(row[key] for row in rows for key in ("name", "title", "firstName") if key in row)
        return [word[:4], WORDS[1].upper()]
    return [number for row in rows for number in related(row, re.sub("Ids?$", "", name))][:2]


def detail(demo, path, number):
    """All that either interface shows of a row."""
    shown = demo.boss.good("GET", f"{path}/{number}")
    public = path.replace("/admin/v1", "/v1/Core") + "/{id}"
    if public not in PUBLIC.document["paths"]:
        return shown
    more = demo.client.good("GET", public.format(id=number))
    assert all(shown[name] == more[name] for name in shown if name not in ("objectName", "contactType", "invoiceType", "location")
               and name in more)
    return {**shown, **more}


@pytest.mark.parametrize("path", [path for _, path in with_filters() if path.startswith("/admin/")
                                  and re.sub("/admin/v1", "/v1/Core", path) in PATHS])
def test_people_find_what_applications_find(demo, path):
    """What the API's lists find is compared with rows elsewhere."""
    public = path.replace("/admin/v1", "/v1/Core")
    rows = [detail(demo, path, row["id"]) for row in demo.boss.walk(question(demo, path))[::5]]
    for name, schema in filters(PAGES, path).items():
        if name not in filters(PUBLIC, public):
            continue
        values = some_values(rows, name, schema)
        assert values, name
        for value in values:
            query = f"?page=1&pageSize=100&{name}={urllib.parse.quote(str(value))}"
            theirs = demo.client.good("GET", public + query)
            ours = demo.boss.good("GET", path + query)
            assert ours["totalItemCount"] == theirs["totalItemCount"], query
            assert [row["id"] for row in ours["items"]] == [row["id"] for row in theirs["items"]]
            assert ours["items"] or value == WORDS[1].upper(), query


def test_changes_are_found_by_who_made_them_and_when(demo):
    path, application = "/admin/v1/AuditEntries", demo.ids["applicationId"]
    whole = demo.boss.walk(path)
    made = [entry for entry in whole if (entry["application"] or {}).get("id") == application]
    assert demo.boss.walk(f"{path}?filter.applicationId={application}") == made
    assert 0 < len(made) < len(whole)
    moments = sorted({entry["time"] for entry in whole})
    moment = moments[len(moments) // 2]
    quoted = urllib.parse.quote(moment)
    assert demo.boss.walk(f"{path}?filter.from={quoted}") == [
        entry for entry in whole if entry["time"] >= moment]
    assert demo.boss.walk(f"{path}?filter.to={quoted}") == [
        entry for entry in whole if entry["time"] <= moment]
    assert demo.boss.good("GET", f"{path}/{made[0]['id']}") == made[0]


# ---- sorts ----

def shown(row, sort):
    """What a row shows of what it is sorted by, under one of the names that this has."""
    for name in (sort, sort.removesuffix("Date"), sort + "Date", "firstName"):
        if name in row:
            return row[name]["name"] if isinstance(row[name], dict) else row[name]
    return None


def check_order(rows, sort):
    values = [shown(row, sort) for row in rows]
    own = [value for value in values if value in WORDS]
    assert own == [word for word in WORDS if word in own]
    if not any(isinstance(value, str) and not value[:2].isdigit() for value in values):
        assert values == sorted(values, key=lambda value: (value is not None, value or 0))


@pytest.mark.parametrize("description, path", LISTS, ids=title)
def test_each_sort_orders_both_ways(demo, description, path):
    walk, sorts = asker(demo, description).walk, schemas(description, path)["sortBy"]["enum"]
    for sort in sorts:
        up, down = (walk(f"{question(demo, path)}sortBy={sort}&sortOrder={order}", quick=sort != sorts[0])
                    for order in ("ascending", "descending"))
        assert len(up) > 1 and up == down[::-1], sort
        check_order(up, sort)
