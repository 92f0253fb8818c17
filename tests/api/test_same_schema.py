"""Both engines have the same tables: columns, keys, references, indexes and checks."""

import json
import pathlib
import re
import sqlite3
import subprocess

import pytest

from client import glimt
from postgres import PROGRAMS, postgres

pytestmark = pytest.mark.own_postgres

SQL = pathlib.Path(__file__).parents[2] / "sql"
NAMES = "(SELECT array_agg(a.attname ORDER BY k.at) FROM unnest({}) WITH ORDINALITY AS k (num, at)" \
        " JOIN pg_attribute a ON a.attrelid = {} AND a.attnum = k.num)"
OURS = "c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'"
ACTIONS = {"a": "NO ACTION", "r": "RESTRICT", "c": "CASCADE", "n": "SET NULL"}


@pytest.fixture(name="ask", scope="module")
def of_postgres(tmp_path_factory):
    with postgres() as there:
        glimt("migrate", "--data", tmp_path_factory.mktemp("same"), "--database", there.new_database("same"))

        def ask(columns, rest):
            text = f"SELECT json_agg(json_build_array({columns})) FROM {rest}"
            done = subprocess.run([PROGRAMS / "psql", "-h", there.directory, "-U", "glimt", "-qAtX", "same",
                                   "-c", text], capture_output=True, encoding="utf-8", check=True)
            return json.loads(done.stdout)

        yield ask


@pytest.fixture(name="here", scope="module")
def of_sqlite():
    database = sqlite3.connect(":memory:")
    for path in sorted(SQL.glob("*.sql")):
        database.executescript(path.read_text())
    return database


def tables(here):
    found = [name for name, in here.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                            " AND name NOT LIKE 'sqlite%'")]
    assert len(found) > 80
    return found


def test_columns(here, ask):
    """Which may be null; SQLite's INTEGER PRIMARY KEY alone says it otherwise."""
    ours = {(table, row[1]): bool(row[3] or row[5]) for table in tables(here)
            for row in here.execute(f"PRAGMA table_info({table})")}
    theirs = {(table, column): full for table, column, full in ask(
        "c.relname, a.attname, a.attnotnull",
        f"pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE {OURS} AND a.attnum > 0"
        " AND NOT a.attisdropped AND c.relname <> 'migrations'")}
    assert theirs == ours


def test_primary_keys(here, ask):
    ours = {}
    for table in tables(here):
        rows = sorted((row[5], row[1]) for row in here.execute(f"PRAGMA table_info({table})") if row[5])
        if rows:
            ours[table] = [name for _, name in rows]
    theirs = dict(ask(f"c.relname, {NAMES.format('p.conkey', 'c.oid')}",
                      f"pg_constraint p JOIN pg_class c ON c.oid = p.conrelid WHERE p.contype = 'p' AND {OURS}"
                      " AND c.relname <> 'migrations'"))
    assert theirs == ours


def test_references(here, ask):
    ours = set()
    for table in tables(here):
        parts = {}
        for row in here.execute(f"PRAGMA foreign_key_list({table})"):
            parts.setdefault(row[0], []).append(row)
        for rows in parts.values():
            rows.sort(key=lambda row: row[1])
            ours.add((table, tuple(row[3] for row in rows), rows[0][2], tuple(row[4] for row in rows), rows[0][6]))
    theirs = {(table, tuple(columns), other, tuple(keys), ACTIONS[action])
              for table, columns, other, keys, action in ask(
                  f"c.relname, {NAMES.format('p.conkey', 'c.oid')}, o.relname,"
                  f" {NAMES.format('p.confkey', 'o.oid')}, p.confdeltype",
                  "pg_constraint p JOIN pg_class c ON c.oid = p.conrelid JOIN pg_class o ON o.oid = p.confrelid"
                  f" WHERE p.contype = 'f' AND {OURS}")}
    assert theirs == ours and len(ours) > 100


def test_indexes(here, ask):
    """But for what is between parentheses of an expression, and the place of nulls."""
    ours = {name: (table, bool(unique), [row[2] for row in here.execute(f"PRAGMA index_info({name})")],
                   bool(partial))
            for table in tables(here)
            for _, name, unique, origin, partial in here.execute(f"PRAGMA index_list({table})") if origin == "c"}
    theirs = {name: (table, unique, columns, partial) for name, table, unique, columns, partial in ask(
        "n.relname, c.relname, i.indisunique, (SELECT array_agg(a.attname ORDER BY k.at) FROM"
        " unnest(i.indkey::int[]) WITH ORDINALITY AS k (num, at) LEFT JOIN pg_attribute a"
        " ON a.attrelid = c.oid AND a.attnum = k.num), i.indpred IS NOT NULL",
        "pg_index i JOIN pg_class n ON n.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid"
        f" WHERE {OURS} AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conindid = i.indexrelid)")}
    assert theirs == ours and len(ours) > 150


def test_checks(here, ask):
    """How many there are of each table: their texts are the dialect's."""
    ours = {}
    for table, text in here.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        count = len(re.findall(r"\bCHECK\s*\(", re.sub(r"--[^\n]*", "", text)))
        if count:
            ours[table] = count
    theirs = dict(ask("x.relname, x.count", "(SELECT c.relname, count(*) AS count FROM pg_constraint p JOIN"
                      f" pg_class c ON c.oid = p.conrelid WHERE p.contype = 'c' AND {OURS} GROUP BY 1) x"))
    assert theirs == ours
