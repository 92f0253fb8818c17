"""The audit log keeps differences: the row before and an entry give the row after, whatever was changed,
and no entry is larger than what was changed in it, nor than a bound."""

import copy
import json
import random

import pytest

from client import running
from people import add_person

CONTACTS, TASKS, REPORTS = "/v1/Core/Contacts", "/v1/Core/Tasks", "/v1/Core/TimeReports"
STAMPS = {"objectName", "createdDate", "createdByUser", "updatedDate", "updatedByUser",
          "created", "createdBy", "lastUpdated", "lastUpdatedBy"}
WORDS = "rör ventil kund ringer åter 😀 vägg\n golv \"tak\" måla\\re \u0001 € el".split(" ")
BOUND = 64 * 1024 + 4096
ROUNDS = 40


@pytest.fixture(scope="module", name="server")
def start_server():
    with running("--demo") as started:
        started.boss = add_person(started, administrator=True)
        yield started


@pytest.fixture(scope="module", name="client")
def make_client(server):
    return server.client()


def tidy(value):
    """Without what is empty, and without the server's stamps."""
    if isinstance(value, list):
        return [tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    parts = {name: tidy(part) for name, part in value.items() if name not in STAMPS}
    return {name: part for name, part in parts.items() if part not in (None, "", [], {})}


def apply_parts(text, parts):
    """From the last to the first, so that places stay what they are."""
    for part in reversed(parts):
        end = part["at"] + len(part["before"])
        assert text[part["at"]:end] == part["before"]
        text = text[:part["at"]] + part["after"] + text[end:]
    return text


def apply_rows(rows, change):
    rows = copy.deepcopy(rows or [])
    for row in change["rows"]:
        at = next((i for i, one in enumerate(rows) if one["id"] == row["id"]), None)
        if "after" in row:
            assert at is None and tidy(row["after"])["id"] == row["id"]
            rows.append(row["after"])
        elif "before" in row:
            assert tidy(rows.pop(at)) == tidy(row["before"])
        else:
            apply(rows[at], row["changes"])
    if "order" in change:
        assert sorted(change["order"]) == sorted(row["id"] for row in rows)
        rows.sort(key=lambda row: change["order"].index(row["id"]))
    return rows


def apply(row, changes):
    for change in changes:
        name = change["property"]
        assert "leftOut" not in change and "tooLarge" not in change
        if "rows" in change:
            row[name] = apply_rows(row[name], change)
        elif "changes" in change:
            apply(row[name], change["changes"])
        elif "parts" in change:
            assert len(row[name]) == change["length"]
            row[name] = apply_parts(row[name], change["parts"])
        else:
            assert tidy(row.get(name)) == tidy(change["before"]) or not tidy(row.get(name) or "")
            row[name] = change["after"]
    return row


def last_entry(server, subject, number):
    """The newest entry of the row, and how many bytes its changes take."""
    page = server.boss.good("GET", f"/admin/v1/AuditEntries?filter.subject={subject}&filter.subjectId={number}"
                            "&sortBy=time&sortOrder=descending&page=1&pageSize=1")
    return page["items"][0]


def size_of(entry):
    return len(json.dumps(entry["changes"], ensure_ascii=False, separators=(",", ":")).encode())


def check(server, subject, before, after):
    entry = last_entry(server, subject, after["id"])
    assert entry["action"] == "update"
    assert tidy(apply(copy.deepcopy(before), entry["changes"])) == tidy(after), entry["changes"]
    return entry


def some_text(dice, count):
    return " ".join(dice.choice(WORDS) for _ in range(count))


def edited(dice, text):
    """A few words come, go or are others, anywhere."""
    words = text.split(" ")
    for _ in range(dice.randrange(1, 6)):
        at, what = dice.randrange(len(words) + 1), dice.randrange(4)
        words[at:at + (what > 0)] = [dice.choice(WORDS)] * (what != 1)
        words = words or [""]
    return " ".join(words).strip() or "x"


def test_long_texts(server, client):
    dice = random.Random(1)
    body = {"title": "Lång", "description": some_text(dice, 800)}
    row = client.good("POST", TASKS, body)
    for turn in range(ROUNDS):
        body["description"] = (some_text(dice, dice.randrange(1, 300)) if turn % 7 == 6 else
                               edited(dice, body["description"]))
        after = client.good("PUT", f"{TASKS}/{row['id']}", body)
        if tidy(after) == tidy(row):
            continue
        entry = check(server, "task", row, after)
        if turn % 7 != 6 and len(row["description"]) > 700:
            assert size_of(entry) < 1500
        row = after


def material(dice, known):
    row = {"title": f"Rör {dice.randrange(5)}", "units": dice.randrange(1, 9), "unitPrice": dice.randrange(4)}
    return {**row, "id": known} if known else row


def test_rows_of_reports(server, client):
    dice = random.Random(2)
    report = client.good("GET", f"{REPORTS}?page=1&pageSize=1&filter.isSentToAttest=false")["items"][0]
    body = {"date": report["date"], "hours": 2, "invoiceableHours": 2, "userId": report["user"]["id"],
            "projectId": report["project"] and report["project"]["id"], "activityId": report["activity"]["id"],
            "timeCodeId": report["timeCode"]["id"], "timeArticleId": report["timeArticle"]["id"],
            "internalProjectId": report["internalProject"] and report["internalProject"]["id"],
            "absenceProjectId": report["absenceProject"] and report["absenceProject"]["id"]}
    row = client.good("POST", REPORTS, {**body, "materials": [material(dice, None) for _ in range(4)]})
    for _ in range(ROUNDS):
        kept = [item for item in row["materials"] if dice.random() < 0.8]
        dice.shuffle(kept)
        body["materials"] = [material(dice, item["id"]) if dice.random() < 0.3 else
                             {"id": item["id"], "title": item["title"], "units": item["units"],
                              "unitPrice": item["unitPrice"]} for item in kept]
        body["materials"] += [material(dice, None) for _ in range(dice.randrange(3))]
        body["travelReport"] = {"distance": dice.randrange(1, 9)} if dice.random() < 0.7 else None
        body["comment"] = f"Rad {dice.randrange(3)}"
        after = client.good("PUT", f"{REPORTS}/{row['id']}", body)
        if tidy(after) != tidy(row):
            check(server, "time report", row, after)
        row = client.good("GET", f"{REPORTS}/{row['id']}")


def test_items_of_checklists(server, client):
    dice = random.Random(3)
    path = f"{TASKS}/{client.good('POST', TASKS, {'title': 'x'})['id']}/Checklists"
    row = client.good("POST", path, {"name": "Lista", "items": [{"name": f"sak {i}"} for i in range(30)]})
    body = [{"id": item["id"], "name": item["title"]} for item in row["items"]]
    body[7]["isCompleted"] = True
    after = client.good("PUT", f"{path}/{row['id']}", {"name": "Lista", "items": body})
    entry = check(server, "task checklist", row, after)
    assert size_of(entry) < 200
    [change] = entry["changes"]
    assert [(one["id"], one["title"]) for one in change["rows"]] == [(body[7]["id"], "sak 7")]
    row = after
    for _ in range(ROUNDS):
        items = [{"id": item["id"], "name": item["title"], "isCompleted": item["completedDate"] is not None}
                 for item in row["items"] if dice.random() < 0.9]
        if dice.random() < 0.3:
            dice.shuffle(items)
        for item in items:
            if dice.random() < 0.2:
                item["name"] = f"sak {dice.randrange(9)}"
        items += [{"name": "ny"}] * dice.randrange(4)
        after = client.good("PUT", f"{path}/{row['id']}", {"name": "Lista", "items": items})
        if tidy(after) != tidy(row):
            check(server, "task checklist", row, after)
        row = after


def test_addresses_and_tags(server, client):
    dice = random.Random(4)
    tags = [server.boss.good("POST", "/admin/v1/ContactTags", {"title": f"tagg {i}"})["id"] for i in range(5)]
    countries = [item["id"] for item in client.good("GET", "/v1/Admin/Countries?page=1")["items"][:3]]
    body = {"name": "Snickeriet", "contactType": "company", "responsibleId": 1}
    row = client.good("POST", CONTACTS, body, 201)
    for _ in range(ROUNDS):
        body["visitingAddress"] = {"streetAddress": dice.choice(["Storgatan 1", "", "Å \"1\""]),
                                   "city": dice.choice(["Lund", None]), "countryId": dice.choice(countries)}
        body["tags"] = dice.sample(tags, dice.randrange(5))
        body["importantInformation"] = dice.choice([None, "kort", "lång " * 40])
        after = client.good("PUT", f"{CONTACTS}/{row['id']}", body)
        if tidy(after) != tidy(row):
            check(server, "contact", row, after)
        row = after


def test_columns_of_boards_in_another_order(server):
    dice = random.Random(7)
    row = server.boss.good("POST", "/admin/v1/TaskBoards", {
        "name": "Tavla", "columns": [{"name": f"kolumn {i}"} for i in range(6)]})
    orders = 0
    for _ in range(ROUNDS):
        columns = [{"id": column["id"], "name": column["name"]} for column in row["columns"]
                   if dice.random() < 0.9]
        if dice.random() < 0.5:
            dice.shuffle(columns)
        columns.insert(dice.randrange(len(columns) + 1), {"name": f"ny {dice.randrange(9)}"})
        after = server.boss.good("PUT", f"/admin/v1/TaskBoards/{row['id']}", {"name": "Tavla", "columns": columns})
        if tidy(after) != tidy(row):
            entry = check(server, "task board", row, after)
            orders += "order" in entry["changes"][0]
        row = after
    assert orders > 5


def test_a_row_that_goes_is_kept_as_it_was(server, client):
    row = client.create(name="Borta AB", visitingAddress={"city": "Lund"}, importantInformation="n" * 500)
    client.good("DELETE", f"{CONTACTS}/{row['id']}")
    [gone] = last_entry(server, "contact", row["id"])["changes"]
    assert list(gone) == ["before"] and tidy(gone["before"]) == tidy(row)
    assert gone["before"] == {name: part for name, part in gone["before"].items() if part not in (None, "", [], {})}


def test_one_word_of_a_long_text_is_a_small_entry(server, client):
    dice = random.Random(5)
    words = [dice.choice("rör ventil kund ringer åter".split()) for _ in range(9500)]
    row = client.good("POST", TASKS, {"title": "Lång", "description": " ".join(words)})
    for _ in range(3):
        for at in (0, 4000, len(words) - 1):
            words[at] = f"ord{dice.randrange(10**6)}"
        after = client.good("PUT", f"{TASKS}/{row['id']}", {"title": "Lång", "description": " ".join(words)})
        entry = check(server, "task", row, after)
        assert size_of(entry) < 700 and len(entry["changes"][0]["parts"]) == 3
        row = after


def test_what_is_large_is_cut_and_says_so(server, client):
    dice = random.Random(6)
    texts = ["".join(chr(dice.randrange(0xe0, 0xff)) for _ in range(30000)) for _ in range(2)]
    row = client.good("POST", TASKS, {"title": "Stor", "description": texts[0]})
    client.good("PUT", f"{TASKS}/{row['id']}", {"title": "Stor", "description": texts[1]})
    entry = last_entry(server, "task", row["id"])
    [change] = entry["changes"]
    [part] = change["parts"]
    assert texts[0].startswith(part["before"]) and texts[1].startswith(part["after"])
    assert len(part["before"]) >= 8000 and size_of(entry) < 32 * 1024
    assert part["leftOut"] == 60000 - len(part["before"]) - len(part["after"])
    client.good("DELETE", f"{TASKS}/{row['id']}")
    entry = last_entry(server, "task", row["id"])
    gone = entry["changes"][0]
    assert texts[1].startswith(gone["before"]["description"]) and size_of(entry) < 32 * 1024
    assert gone["leftOut"] == 30000 - len(gone["before"]["description"])


def test_no_entry_is_larger_than_the_bound(server, client):
    path = f"{TASKS}/{client.good('POST', TASKS, {'title': 'x'})['id']}/Checklists"
    items = [{"name": f"{i} " + "å" * 200} for i in range(400)]
    row = client.good("POST", path, {"name": "Lista", "items": items})
    client.good("PUT", f"{path}/{row['id']}", {"name": "Andra", "items": []})
    entry = last_entry(server, "task checklist", row["id"])
    assert size_of(entry) < BOUND
    assert {"property": "items", "tooLarge": True} in entry["changes"]
    assert {"property": "name", "before": "Lista", "after": "Andra"} in entry["changes"]
    client.good("PUT", f"{path}/{row['id']}", {"name": "Lista", "items": items})
    client.good("DELETE", f"{path}/{row['id']}")
    entry = last_entry(server, "task checklist", row["id"])
    assert size_of(entry) < BOUND and entry["changes"][0]["before"]["name"] == "Lista"
    assert entry["changes"][1:] == [{"property": "items", "tooLarge": True}]
