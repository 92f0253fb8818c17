"""Brings the rows of a company from SQLite to PostgreSQL, as they are, by COPY.

The tables are there, empty but for what migrations put into them. Their indexes are made when all
rows are there, and references are not looked at, since SQLite's were. It is for measurements: what
is loaded was made by the same program.
"""

import contextlib
import sqlite3
import struct
import subprocess

MIGRATIONS = "migrations"  # what the server's own says about its schema stays


def text_of(value):
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, str):
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return str(value)


def bits_of(value):
    """One of a column with integers and blobs, as src/db/postgres/bind.c has it."""
    if value is None:
        return "\\N"
    data = b"\2" + value if isinstance(value, bytes) else \
        b"\1" + struct.pack(">Q", (value + (1 << 63)) & ((1 << 64) - 1))
    return "".join(f"{byte:08b}" for byte in data)


def indexes(cluster, database):
    """Statements that make those that belong to no key."""
    return cluster.sql(database, """
        SELECT i.indexrelid::regclass, pg_get_indexdef(i.indexrelid) FROM pg_index i
        JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'public'::regnamespace
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid)""").splitlines()


def copy_table(source, cluster, database, name, columns):
    """In the order of the primary key, which SQLite gives for nothing and which makes it quick there."""
    listed = ", ".join(column for column, _ in columns)
    psql = subprocess.Popen(
        ["/usr/lib/postgresql/15/bin/psql", "-Xq", "-h", cluster.socket, "-U", "postgres", "-d", database,
         "-v", "ON_ERROR_STOP=1", "-c", "SET session_replication_role = replica",
         "-c", f"COPY {name} ({listed}) FROM STDIN"], stdin=subprocess.PIPE)
    turn = [bits_of if kind == "bit varying" else text_of for _, kind in columns]
    rows = source.execute(f"SELECT {listed} FROM {name}")
    with psql.stdin as out:
        while some := rows.fetchmany(5000):
            out.write("".join("\t".join(one(value) for one, value in zip(turn, row)) + "\n"
                              for row in some).encode())
    if psql.wait() != 0:
        raise RuntimeError(f"the rows of {name} could not be loaded")


def load(path, cluster, database):
    made = [line.split("|", 1) for line in indexes(cluster, database)]
    columns = {}
    for line in cluster.sql(database, """
            SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, c.ordinal_position
            """).splitlines():
        table, column, kind = line.split("|")
        columns.setdefault(table, []).append((column, kind))
    columns.pop(MIGRATIONS)
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
        there = {name for name, in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        cluster.sql(database, "".join(f"DROP INDEX {name};" for name, _ in made) +
                    "TRUNCATE " + ", ".join(columns) + " RESTART IDENTITY")
        for name in columns:
            if name in there:
                copy_table(source, cluster, database, name, columns[name])
    cluster.sql(database, "SET maintenance_work_mem = '1GB';" + "".join(f"{sql};" for _, sql in made))
    for table, column in [line.split("|") for line in cluster.sql(database, """
            SELECT table_name, column_name FROM information_schema.columns
            WHERE table_schema = 'public' AND is_identity = 'YES'""").splitlines()]:
        cluster.sql(database, f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
                              f" (SELECT coalesce(max({column}), 0) + 1 FROM {table}))")
    cluster.sql(database, "VACUUM (ANALYZE, FREEZE)")
