"""The database behind a directory of data, for tests that look into it or put rows there.

A run is of one engine. By default each directory has its database in a file. With
GLIMT_TEST_DATABASE=postgres the run starts a PostgreSQL (tests/conftest.py), and each directory has
a database of its own there, which is made when it is first named.

connect() gives what sqlite3.connect() would, whichever it is. Tests write the SQL that both have, with `?`
for values; what is said in two ways, this translates."""

import contextlib
import functools
import hashlib
import os
import pathlib
import re
import shutil
import sqlite3

import postgres

ENGINE = os.environ.get("GLIMT_TEST_DATABASE") or "sqlite"
IS_POSTGRES = ENGINE == "postgres"
assert ENGINE in ("sqlite", "postgres"), f"GLIMT_TEST_DATABASE names none that tests know: {ENGINE}"

FILES = os.environ.get("GLIMT_TEST_FILES") or ("database" if IS_POSTGRES else "directory")

WRITER_LOCK = 0x676c0001  # of src/db/postgres/transaction.c

CLAIMS = ("pruning", "scrub")  # names in facts

made = set()  # names of databases, by this process or found by it


# ---- one for each directory ----

def name_of(directory):
    """That of a directory; only a real path is the same for whoever names it."""
    path = os.path.realpath(directory)
    return "d" + hashlib.blake2b(path.encode(), digest_size=12).hexdigest()


@functools.cache
def its_server():
    """The PostgreSQL of this run."""
    return postgres.Postgres(os.environ["GLIMT_TEST_POSTGRES"])


@contextlib.contextmanager
def served():
    """While the tests run: a model of clusters, and the PostgreSQL of theirs, if they need one and nobody has started it."""
    with postgres.model():
        if not IS_POSTGRES or "GLIMT_TEST_POSTGRES" in os.environ:
            yield
            return
        with postgres.postgres() as server:
            os.environ["GLIMT_TEST_POSTGRES"] = server.directory
            yield
            del os.environ["GLIMT_TEST_POSTGRES"]


def make(name, template=postgres.MIGRATED):
    if name not in made:
        its_server().make_database(name, template)
        made.add(name)


def url_of(directory):
    """Where the database of a directory is; None: there."""
    if not IS_POSTGRES:
        return None
    make(name_of(directory))
    return its_server().url_of(name_of(directory))


def environment(arguments, given=None):
    """That of a command: with the database of the directory that it names."""
    words = [str(word) for word in arguments]
    if not IS_POSTGRES or "--data" not in words[:-1] or "--database" in words or "--database-file" in words:
        return given
    directory = words[words.index("--data") + 1]
    return {**(os.environ if given is None else given), "GLIMT_DATABASE": url_of(directory)}


def options(arguments, given):
    """Those of subprocess, likewise."""
    its = environment(arguments, given.get("env"))
    return given if its is None else {**given, "env": its}


def copy_data(source, target, **more):
    """Copies a directory of data and its database; nobody may have that open."""
    shutil.copytree(source, target, **more)
    if IS_POSTGRES:
        make(name_of(source))
        drop(target)
        make(name_of(target), name_of(source))
        # Whoever served the source has claimed what one of all servers does, for minutes or days.
        execute(target, f"DELETE FROM facts WHERE name IN {CLAIMS}")


def copy(source, target):
    """Copies the database, which a server may have open."""
    if IS_POSTGRES:
        drop(target)
        made.add(name_of(target))
        its_server().copy_database(name_of(source), name_of(target))
        return
    with contextlib.closing(connect(source)) as here, contextlib.closing(connect(target)) as there:
        here.backup(there)


def drop(directory):
    """Nobody needs it any more."""
    if IS_POSTGRES:
        its_server().drop_database(name_of(directory))
        made.discard(name_of(directory))


# ---- looking into one ----

def connect(directory, read_only=False, isolation_level=""):
    """A connection like those of sqlite3, which begins a transaction with the first change and
    ends it with commit(); with `isolation_level` None, none."""
    if IS_POSTGRES:
        return Connection(url_of(directory), read_only, isolation_level)
    if read_only:
        return sqlite3.connect(f"file:{directory}/glimt.db?mode=ro", uri=True, timeout=600, isolation_level=isolation_level)
    return sqlite3.connect(pathlib.Path(directory) / "glimt.db", timeout=600, isolation_level=isolation_level)


def rows(directory, sql, values=()):
    """What a question gives."""
    with contextlib.closing(connect(directory, read_only=True)) as database:
        return database.execute(sql, values).fetchall()


def execute(directory, *statements, values=()):
    """Runs some and commits."""
    with contextlib.closing(connect(directory)) as database:
        for statement in statements:
            database.execute(statement, values)
        database.commit()


def tables(database):
    """Their names, in order."""
    return sorted(name for name, in database.execute(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        if IS_POSTGRES else "SELECT name FROM sqlite_master WHERE type = 'table'"))


def columns(database, table):
    """Their names, as a table has them."""
    return [name for name, _, _ in described(database, table)]


def described(database, table):
    """Of each column its name, what it holds as SQLite names it, and whether it must be filled in."""
    if not IS_POSTGRES:
        return [(name, kind, required) for _, name, kind, required, _, _ in database.execute(f"PRAGMA table_info({table})")]
    names = {"bigint": "INTEGER", "text": "TEXT", "bytea": "BLOB", "double precision": "REAL"}
    return [(name, names.get(kind, kind), required) for name, kind, required in database.execute(
        "SELECT attname, format_type(atttypid, atttypmod), attnotnull"
        " FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum", [table])]


def key_of(database, table):
    """The columns of its primary key."""
    if not IS_POSTGRES:
        return [row[1] for row in sorted(database.execute(f"PRAGMA table_info({table})"), key=lambda row: row[5]) if row[5]]
    return [name for name, in database.execute(
        "SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)"
        " WHERE indrelid = ?::regclass AND indisprimary ORDER BY array_position(indkey::int2[], attnum)", [table])]


def put(database, table, row):
    """Inserts a row, in place of the one with its key."""
    key = key_of(database, table)
    rest = [name for name in columns(database, table) if name not in key]
    does = f"UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in rest)}" if rest else "NOTHING"
    database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
                     f" ON CONFLICT ({', '.join(key)}) DO {does}", list(row.values()))


def version(database):
    """Another one after each commit of others; on PostgreSQL also after some in other databases."""
    return database.execute("SELECT pg_current_wal_lsn()::text" if IS_POSTGRES else "PRAGMA data_version").fetchone()[0]


def dump(directory, left_out=()):
    """All rows of all tables but some, as texts that can be compared; without who of several servers prunes and
    scrubs, which it says again every few seconds."""
    with contextlib.closing(connect(directory, read_only=True)) as database:
        return [f"{table}: {row!r}" for table in tables(database) if table not in left_out
                for row in sorted(database.execute(f"SELECT * FROM {table}"), key=repr)
                if table != "facts" or row[0] not in CLAIMS]


def bytes_of(directory):
    """All that is stored in it: the bytes of its files, and on a server of all values of all rows."""
    kept = [path.read_bytes() for path in sorted(pathlib.Path(directory).iterdir())
            if path.is_file() and path.suffix != ".db-shm"]
    if IS_POSTGRES:
        with contextlib.closing(connect(directory, read_only=True)) as database:
            kept += [value if isinstance(value, bytes) else str(value).encode() for table in tables(database)
                     for row in database.execute(f"SELECT * FROM {table}") for value in row]
    return b"\0".join(kept)


def refuse(database, table, when="BEFORE INSERT", only=None, first=None, then="fails"):
    """From now on what is done to a table fails, until allow(): all of it, or that of rows for which `only` holds.
    Before that `first` is done; with `then` None nothing else."""
    only = f" WHEN ({only})" if only else ""
    if not IS_POSTGRES:
        does = [*([first] if first else []), *(["SELECT raise(ABORT, 'made to fail')"] if then else [])]
        database.execute(f"CREATE TRIGGER refuses {when} ON {table}{only} BEGIN {'; '.join(does)}; END")
        return
    if first and first.startswith("SELECT"):
        first = f"PERFORM * FROM ({first}) first"
    does = [*([first] if first else []), "RAISE EXCEPTION 'made to fail'" if then else "RETURN NEW"]
    database.execute(f"CREATE FUNCTION refuses() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {'; '.join(does)}; END $$")
    database.execute(f"CREATE TRIGGER refuses {when} ON {table} FOR EACH ROW{only} EXECUTE FUNCTION refuses()")


def allow(database, table):
    database.execute(f"DROP TRIGGER refuses ON {table}" if IS_POSTGRES else "DROP TRIGGER refuses")
    if IS_POSTGRES:
        database.execute("DROP FUNCTION refuses()")


@contextlib.contextmanager
def failing(directory, table, *how, **more):
    """Meanwhile it is as refuse() has it, while a server runs."""
    with contextlib.closing(connect(directory)) as database:
        refuse(database, table, *how, **more)
        database.commit()
        try:
            yield
        finally:
            allow(database, table)
            database.commit()


# ---- PostgreSQL as sqlite3 has SQLite ----

WAYS = [(re.compile(pattern), replacement) for pattern, replacement in (
    (r"%", "%%"),
    (r"\?\d+", lambda found: f"%(p{found[0][1:]})s"),
    (r"\?", "%s"),
    (r"\bx'([0-9a-fA-F]*)'", r"'\\x\1'::bytea"),
    (r"\brandomblob\(32\)", "sha256(random()::text::bytea)"),
    (r"\bmax\(([^(),]+, [^(),]+)\)", r"greatest(\1)"),
)]
STRANGE = ("PRAGMA", "sqlite_master", "sqlite_schema", "INSERT OR REPLACE")


@functools.cache
def translate(sql):
    assert not any(word in sql for word in STRANGE), f"only SQLite has this: {sql}"
    for pattern, replacement in WAYS:
        sql = pattern.sub(replacement, sql)
    return sql


@functools.cache
def values_as_sqlite_has_them():
    import psycopg2.extensions as extensions
    for oid, name, read in (
            (17, "BYTES", lambda value, cursor: value and bytes.fromhex(value[2:])),
            (1700, "NUMBER", lambda value, _: value and (float(value) if "." in value else int(value))),
            (16, "TRUTH", lambda value, _: value and int(value == "t")),
            (1562, "BITS", lambda value, _: value and from_bits(value))):
        extensions.register_type(extensions.new_type((oid,), name, read))
    extensions.register_adapter(bool, lambda value: extensions.AsIs(int(value)))


def from_bits(text):
    """A key that is a number or bytes; bind.c says how it is kept."""
    kept = int(text or "0", 2).to_bytes(len(text) // 8, "big")
    return int.from_bytes(kept[1:], "big") - 2**63 if kept[:1] == INTEGER else kept[1:]


INTEGER = b"\x01"


class Connection:
    """References are not looked at, as in a connection of sqlite3 of which nothing else is asked."""

    def __init__(self, url, read_only, isolation_level):
        import psycopg2
        values_as_sqlite_has_them()
        self.made = psycopg2.connect(url)
        self.made.autocommit = True
        self.begins = isolation_level is not None
        self.in_transaction = False
        self.run("SET session_replication_role = replica")
        if read_only:
            self.run("SET default_transaction_read_only = on")

    def run(self, sql, values=None):
        cursor = self.made.cursor()
        cursor.execute(sql, values)
        return cursor

    def begin(self):
        """The lock is what those of glimt who write wait for."""
        self.run("BEGIN")
        self.run(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        self.in_transaction = True

    def execute(self, sql, values=()):
        word = sql.split(None, 1)[0].upper()
        if sql in ("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"):
            return self.begin()
        if word == "BEGIN":
            self.in_transaction = True
            return self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if word in ("COMMIT", "ROLLBACK"):
            self.in_transaction = False
            return self.run(word)
        if sql.startswith("PRAGMA foreign_keys = ON"):
            return self.run("SET session_replication_role = origin")
        if word not in ("SELECT", "WITH") and self.begins and not self.in_transaction:
            self.begin()
        cursor = self.run(translate(sql), self.named(sql, values))
        return cursor if cursor.description else Nothing(cursor)

    @staticmethod
    def named(sql, values):
        if re.search(r"\?\d", sql):
            return {f"p{at + 1}": value for at, value in enumerate(values)}
        return list(values)

    def executemany(self, sql, many):
        for values in many:
            self.execute(sql, values)

    def executescript(self, script):
        for statement in filter(None, map(str.strip, script.split(";"))):
            self.execute(statement)

    def commit(self):
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self):
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self):
        self.made.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind:
            self.rollback()
        else:
            self.commit()


class Nothing:
    """The cursor of what gives no rows."""

    def __init__(self, cursor):
        self.rowcount, self.description = cursor.rowcount, None

    def fetchall(self):
        return []

    def fetchone(self):
        return None

    def __iter__(self):
        return iter(())
