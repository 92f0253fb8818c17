"""Creates: durable rows per second, next to a program that makes the same rows, one commit each."""

import itertools
import json
import sqlite3
import statistics
import time

import table
from measure import measure, medians
from servers import Failed

CONTACTS = "/v1/Core/Contacts"
REPORTS = "/v1/Core/TimeReports"
AIM_CREATE = 10  # times, of 64 connections
FAR = 1_000_000_000  # ids from here on are the reference's


def contact(turn):
    return {"name": f"Snickeri & Måleri {turn} AB", "contactType": "Company",
            "email": f"info{turn}@example.com", "phoneNumber": f"08-{100000 + turn}",
            "isCustomer": True, "responsibleId": 2,
            "visitingAddress": {"street": f"Storgatan {turn % 200 + 1}", "postalCode": "111 22",
                                "city": "Stockholm"}}


def report(turn):
    return {"date": f"2026-{turn % 12 + 1:02}-{turn % 28 + 1:02}", "hours": 8, "invoiceableHours": 7.5,
            "userId": turn % 50 + 2, "projectId": turn % 100 + 1, "activityId": 1, "timeCodeId": 1,
            "timeArticleId": 1, "comment": f"Montage enligt ritning A-{turn}."}


def choose_active(client, path, **properties):
    """A row of a registry that may be chosen."""
    for item in json.loads(client.ask(f"/v1/Admin/{path}?page=1&pageSize=100"))["items"]:
        if item["isActive"] and properties.items() <= item.items():
            return item["id"]
    raise Failed(f"the company has no active row in {path}")


def report_with_parts(client):
    """Gives a function like those above."""
    article, equipment = choose_active(client, "Articles"), choose_active(client, "Equipments")
    addition = choose_active(client, "TimeAdditions", type="boolean")
    return lambda turn: {
        **report(turn),
        "travelReport": {"distance": turn % 90 + 1, "place": "Piteå-Luleå"},
        "materials": [{"articleId": article, "units": 3},
                      {"title": f"Rör {turn}", "units": 2, "unitPrice": 19.5}],
        "equipments": [{"articleId": equipment, "hours": 2}],
        "additions": [{"articleId": addition, "yesNo": True}]}


class Reference:
    """A bare program that makes the same rows durable, as the schema stands."""

    # A time report, and what belongs to it.
    TABLES = {"contacts": None, "time_reports": None, "travel_reports": "time_report_id",
              "material_reports": "time_report_id", "equipment_reports": "time_report_id",
              "addition_reports": "time_report_id"}
    ids = itertools.count(FAR)  # of all references, which may write to one copy

    def __init__(self, made, directory, table_name, row_id):
        """Takes the rows that glimt made as a pattern from the database in `made`."""
        source = sqlite3.connect(made / "glimt.db")
        self.table = table_name
        self.pattern = []
        for name, owner in self.TABLES.items():
            if name == table_name or (owner and table_name == "time_reports"):
                self.take(source, name, owner or "id", row_id)
        source.close()
        self.db = sqlite3.connect(directory / "glimt.db", isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            self.db.execute("PRAGMA " + pragma)

    def take(self, source, name, key, row_id):
        columns = [row[1] for row in source.execute(f"PRAGMA table_xinfo({name})") if row[6] == 0]
        insert = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        for row in source.execute(f"SELECT {', '.join(columns)} FROM {name} WHERE {key} = ?", [row_id]):
            owner = columns.index(key) if key != "id" else None
            self.pattern.append((insert, list(row), columns.index("id"), owner))

    def make_one(self):
        first = None
        for insert, row, at, owner in self.pattern:
            row[at] = next(self.ids)
            first = first or row[at]
            if owner is not None:
                row[owner] = first
            self.db.execute(insert, row)

    def rate(self, seconds):
        """Rows of the pattern per second, each time in a commit of its own."""
        count, start = 0, time.monotonic()
        while time.monotonic() - start < seconds:
            self.db.execute("BEGIN IMMEDIATE")
            self.make_one()
            self.db.execute("COMMIT")
            count += 1
        return count / (time.monotonic() - start)

    def close(self):
        self.db.close()


def measure_creates(options, scratch, glimt, client, work, copy):
    """`work` is what glimt serves, `copy` what the reference writes to, on the same disk."""
    rows = []
    kinds = [("create a contact", CONTACTS, "contacts", contact, (1, 8, 64)),
             ("create a time report", REPORTS, "time_reports", report, (1, 64)),
             ("create a time report with its parts", REPORTS, "time_reports", report_with_parts(client),
             (1, 64))]
    for name, path, table_name, body, connections in kinds:
        paths, bodies = scratch / "create", scratch / "bodies"
        paths.write_text(path + "\n")
        bodies.write_text("".join(json.dumps(body(turn), ensure_ascii=False) + "\n"
                                  for turn in range(5000)))
        made = client.ask_json(path, body(0))
        reference = Reference(work, copy, table_name, made["id"])
        for number in connections:
            create_row(rows, options, glimt, client, reference, name, number, paths, bodies)
        reference.close()
    return rows


def create_row(rows, options, glimt, client, reference, name, connections, paths, bodies):
    runs, single = [], []
    for _ in range(options.rounds):
        runs.append(measure(glimt, connections, options.seconds, client.token, paths, bodies))
        single.append(reference.rate(options.seconds))
    ours = medians(runs)
    table.add(rows, name, connections, "/s", ours["rps"], round(statistics.median(single), 1),
              aim=AIM_CREATE if connections == 64 else None, than="one commit", glimt=ours, runs=runs,
              one_commit_runs=single)
