"""Servers that hold the rows which the documented examples show."""

import calendar
import json
import time

from client import Client, refill_derived, running


def instant(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%d %H:%M:%S +00:00"))


def day(text):
    return calendar.timegm(time.strptime(text, "%Y-%m-%d")) // 86400


def insert(database, table, **columns):
    """A row of account 1; NOT NULL columns that are left out get an empty value."""
    for _, name, kind, required, _, _ in database.execute(f"PRAGMA table_info({table})"):
        if required and name not in columns:
            columns[name] = {"BLOB": b"", "TEXT": "", "INTEGER": 0}[kind]
    columns["account_id"] = 1
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    database.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})",
                     list(columns.values()))


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
