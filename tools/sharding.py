#!/usr/bin/env python3
"""What a database that is spread by account needs to know of our tables: Citus and its kind.

sharding.py makes the tables of sql/ in memory and prints three parts: the tables that are
distributed by account_id, those that every machine has a copy of, and what such a database would
refuse: keys and unique indexes of a distributed table without account_id, and references from one
that do not go along with it. docs/scaling.md has the output; tests/tools/test_sharding.py holds one to
the other.
"""

import pathlib
import sqlite3
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACCOUNT = "account_id"


def make_tables(folder):
    database = sqlite3.connect(":memory:")
    for file in sorted(folder.glob("*.sql")):
        database.executescript(file.read_text())
    return database


def names_of(database, kind, *more):
    return [name for name, in database.execute(
        f"SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' {' '.join(more)}"
        " ORDER BY name", (kind,))]


def columns_of(database, table):
    return [row[1] for row in database.execute(f"PRAGMA table_info({table})")]


def unique_columns(database, table):
    """(name, columns) of the key and of each unique index."""
    key = [(row[5], row[1]) for row in database.execute(f"PRAGMA table_info({table})") if row[5]]
    if key:
        yield "its key", [column for _, column in sorted(key)]
    for row in database.execute(f"PRAGMA index_list({table})").fetchall():
        if row[2] and row[3] != "pk":
            yield row[1], [part[2] for part in database.execute(f"PRAGMA index_info({row[1]})")]


def references_of(database, table):
    """(table referred to, pairs of columns)."""
    found = {}
    for row in database.execute(f"PRAGMA foreign_key_list({table})"):
        found.setdefault(row[0], (row[2], []))[1].append((row[3], row[4]))
    return found.values()


def sort_tables(database):
    """Distributed ones, those that are copied, and sentences about what stands in the way."""
    tables = names_of(database, "table")
    spread = [table for table in tables if ACCOUNT in columns_of(database, table)]
    copied = [table for table in tables if table not in spread]
    troubles = []
    for table in spread:
        for name, columns in unique_columns(database, table):
            if ACCOUNT not in columns:
                troubles.append(f"{table}: {name} ({', '.join(columns)}) is without {ACCOUNT}")
        for other, pairs in references_of(database, table):
            if other in spread and (ACCOUNT, ACCOUNT) not in pairs:
                troubles.append(f"{table}: refers to {other} without {ACCOUNT}")
    for table in copied:
        for other, _ in references_of(database, table):
            if other in spread:
                troubles.append(f"{table}: is copied and refers to {other}, which is distributed")
    return spread, copied, troubles


def main():
    spread, copied, troubles = sort_tables(make_tables(ROOT / "sql"))
    print(f"distributed by {ACCOUNT}:")
    print(textwrap.fill(", ".join(spread), 110, initial_indent="  ", subsequent_indent="  "))
    print("\na copy on every machine:")
    print(textwrap.fill(", ".join(copied), 110, initial_indent="  ", subsequent_indent="  "))
    print("\nin the way:")
    for trouble in troubles:
        print(f"  {trouble}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
