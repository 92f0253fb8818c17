"""Servers that hold the rows which the documented examples show."""

import calendar
import contextlib
import json
import time

from client import Client, refill_derived, running
from database import described, put


def instant(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%d %H:%M:%S +00:00"))


def day(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%d")) // 86400


def insert(database, table, **columns):
    """A row of account 1; NOT NULL columns that are left out get an empty value."""
    for name, kind, required in described(database, table):
        if required and name not in columns:
            columns[name] = {"BLOB": b"", "TEXT": "", "INTEGER": 0}[kind]
    columns["account_id"] = 1
    put(database, table, columns)
    if "id" in columns:
        database.execute("INSERT INTO sequences VALUES (1, ?, ?) ON CONFLICT (account_id, name)"
                         " DO UPDATE SET last = max(sequences.last, excluded.last)", [table, columns["id"]])


def user(database, number, first, last, **columns):
    insert(database, "users", id=number, name=f"{first} {last}", first_name=first, last_name=last,
           created_at=0, **{"license": "total", "permissions": "administrator", **columns})


def serve(fill):
    """A server on a database that `fill` has prepared, with a client."""
    manager = running()
    server = manager.__enter__()
    application = server.application()
    server.stop()
    database = server.database()
    fill(database)
    refill_derived(database)
    server.start()
    return manager, Client(server, *application)


def same(answer, example):
    """Equal in value, type and order."""
    assert json.dumps(answer, ensure_ascii=False) == json.dumps(example, ensure_ascii=False)


@contextlib.contextmanager
def serving(*fills):
    """A client of a server whose database all of these have filled."""
    def fill(database):
        user(database, 1, "John", "Doe")
        user(database, 2, "Jane", "Doe")
        for one in fills:
            one(database)
    manager, client = serve(fill)
    try:
        yield client
    finally:
        manager.__exit__(None, None, None)


def fill_named_project(database):
    """The project that boards and tasks show."""
    insert(database, "projects", id=15, order_number="26", title="Utvecklingsprojektet",
           invoice_type="none")


def fill_what_tasks_name(database):
    """What the documented bodies of tasks refer to."""
    fill_named_project(database)
    insert(database, "task_boards", id=1, name="x")
    insert(database, "task_board_columns", id=1, name="x", task_board_id=1)
    for tag in (1, 5, 12):
        insert(database, "task_tags", id=tag)
        database.execute("INSERT INTO task_board_tag_links VALUES (1, 1, ?)", [tag])


def fill_what_reports_name(database):
    """What the documented bodies of time reports refer to."""
    insert(database, "projects", id=1, order_number="1", title="x", invoice_type="none")
    for table in ("activities", "time_codes", "time_articles", "allowances"):
        insert(database, table, id=1, name=table, is_active=1)
    insert(database, "company_cars", id=1, name="Bil", is_active=1, type="companyCar")
    insert(database, "articles", id=55, name="Artikel", is_active=1)
    for number in (10, 11):
        insert(database, "equipments", id=number, name=f"Maskin {number}", is_active=1)
    for number, kind in ((14, "number"), (15, "boolean"), (16, "boolean")):
        insert(database, "time_additions", id=number, name=f"Tillägg {number}", type=kind,
               is_active=1)
