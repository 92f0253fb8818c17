#!/usr/bin/env python3
"""Checks that our SQL is in the subset that SQLite and PostgreSQL share.

shared_sql.py [ROOT] has a PostgreSQL of its own make the tables of sql/ and prepare every statement
of tests/golden/statements.sql, and those that stand whole in src, all as sql_dialect.py translates
them. It prints `file:line: sentence` for each statement that PostgreSQL refuses without
tests/golden/differs.txt listing it, and for each one that is listed and not refused, and exits 1 on
either. To prepare is to check grammar, names and types, not that both give the same rows.

Left out are triggers, which are SQLite's own dialect; what src/db/sqlite says to SQLite alone; and
what is put together while the program runs, unless it is in the golden file.
"""

import collections
import concurrent.futures
import os
import pathlib
import pwd
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import typing

from sql_dialect import translate

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")  # where Debian has them
LIBPQ = "-I/usr/include/postgresql"  # likewise, its header
USER = "postgres"  # who runs them for root, whom they refuse

GOLDEN = "tests/golden/statements.sql"
LISTED = "tests/golden/differs.txt"

COMMENT = re.compile(r"'(?:[^']|'')*'|--[^\n]*")
TRIGGER = re.compile(r"(CREATE|DROP) TRIGGER\b")
DERIVED = re.compile(r"  (\S.*?) +((?:SELECT|INSERT|UPDATE|DELETE|WITH)\b.*)")
MAKES = re.compile(r"(CREATE|ALTER) TABLE\b")
WORDS = r"(?:SELECT|INSERT|REPLACE|UPDATE|DELETE|WITH|CREATE TABLE|ALTER TABLE)\b"
LITERAL = re.compile(r'"((?:\\.|[^"\\\n])*)"')
LITERALS = re.compile(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*')
REFUSAL = re.compile(r"^ERROR:  (.*?)(?: at character \d+)?\n(?:(?!ERROR:|STATEMENT:).*\n)*?"
                     r"STATEMENT:  /\*(\d+)\*/", re.MULTILINE)
ENTRY = re.compile(r"    (\S.*?)(?: \((\d+)\))?$")


class Problem(Exception):
    """Why nothing can be told about the statements."""


class Statement(typing.NamedTuple):
    at: str     # file:line
    name: str   # under which it is listed: it stays when lines move
    text: str
    makes: bool = False  # tables; all others are only prepared


def opening(text):
    """What a statement does to which table: most have no other name."""
    found = re.match(r"(SELECT)\b.*?\b(FROM \w+)|((?:[A-Z]+ )+\w+)", text)
    return " ".join(filter(None, found.groups())) if found else text[:40]


def of_migrations(root):
    """The statements of sql/ in their order, and how many make or drop triggers."""
    found, triggers = [], 0
    for path in sorted((root / "sql").glob("*.sql")):
        text = COMMENT.sub(lambda hit: hit[0] if hit[0].startswith("'") else "", path.read_text())
        begin = 0
        for end in (mark.end() for mark in re.finditer(";", text)):
            if not sqlite3.complete_statement(text[begin:end]):
                continue
            statement = text[begin:end].lstrip()
            line = text.count("\n", 0, end - len(statement)) + 1
            begin = end
            if TRIGGER.match(statement):
                triggers += 1
                continue
            statement = " ".join(statement.split())
            found.append(Statement(f"{path.relative_to(root)}:{line}",
                                   f"{path.name}: {opening(statement)}", statement, True))
    return found, triggers


def of_declarations(root):
    """The statements of the golden file, each named by its resource and what it is for."""
    found, resource = [], ""
    for number, line in enumerate((root / GOLDEN).read_text().splitlines(), 1):
        derived = DERIVED.match(line)
        if derived:
            found.append(Statement(f"{GOLDEN}:{number}", f"{resource}: {derived[1]}", derived[2]))
        elif not line.startswith(" "):
            resource = line
    return found


def preprocessed(root, path):
    compiler = os.environ.get("CC", "cc").split()
    command = compiler + ["-std=c11", "-D_GNU_SOURCE", "-Isrc", LIBPQ, "-E", "-P", path]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if run.returncode:
        raise Problem(f"{path} can't be preprocessed: {run.stderr.strip()}")
    return run.stdout


def migrated(root):
    """An SQLite database with the tables of sql/."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    for path in sorted((root / "sql").glob("*.sql")):
        database.executescript(path.read_text())
    return database


def is_whole(database, text):
    """Whether a text of the program is a statement to SQLite, and no part of one."""
    text = re.sub(r"\{list (\?\d+)\}", r"(SELECT value FROM json_each(\1))", text)
    most = max(map(int, re.findall(r"\?(\d+)", text)), default=0)
    try:
        database.execute(text if MAKES.match(text) else f"EXPLAIN {text}", [None] * most)
    except sqlite3.Error:
        return False
    return True


def texts_of(root, path):
    """(line, text) of what begins like a statement in a C file, its macros replaced."""
    lines = (root / path).read_text().splitlines()
    for literals in LITERALS.findall(preprocessed(root, path)):
        parts = [part for part in LITERAL.findall(literals) if part.strip()]
        text = " ".join("".join(parts).replace('\\"', '"').split())
        if re.match(WORDS, text):
            yield next((at for at, line in enumerate(lines, 1) if parts[0] in line), 1), text


def of_sources(root):
    """The statements that stand whole in src, and how many texts are parts of others."""
    database = migrated(root)
    paths = [path.relative_to(root) for path in sorted((root / "src").rglob("*.c"))
             if "src/db/sqlite" not in str(path) and re.search(rf'"\s*{WORDS}', path.read_text())]
    found, seen, parts = [], set(), 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, texts in zip(paths, pool.map(lambda path: list(texts_of(root, path)), paths)):
            for line, text in texts:
                if text in seen:
                    continue
                seen.add(text)
                if not is_whole(database, text):
                    parts += 1
                    continue
                found.append(Statement(f"{path}:{line}", f"src: {opening(text)}", text,
                                       MAKES.match(text) is not None))
    return found, parts


def run(command, said, options):
    """What a program says on its error stream. It has ended when this returns, or raises."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, encoding="utf-8", **options) as process:
        try:
            heard = process.communicate(said)[1]
        except BaseException:
            process.terminate()
            process.wait()
            raise
    if process.returncode:
        raise Problem(f"{command[0]} failed: {heard.strip()[-2000:]}")
    return heard


def script(statements):
    """Each statement has its number, so that a refusal tells which one it is of."""
    for number, statement in enumerate(statements):
        prepare = "" if statement.makes else f"PREPARE statement_{number} AS "
        yield f"/*{number}*/ {prepare}{translate(statement.text.rstrip(';'))};\n\n"


def refusals(statements):
    """(statement, message) of each that PostgreSQL refuses.

    It runs without a server: one process, which has no socket and ends with its input."""
    options = {"env": {"LC_ALL": "C", "TZ": "UTC"}}
    with tempfile.TemporaryDirectory(prefix="glimt-sql-") as directory:
        options["cwd"] = directory
        if os.geteuid() == 0:
            user = pwd.getpwnam(USER)
            os.chown(directory, user.pw_uid, user.pw_gid)
            options.update(user=user.pw_uid, group=user.pw_gid, extra_groups=[])
        run([PROGRAMS / "initdb", "--pgdata=.", "--username=glimt", "--auth=trust", "--no-locale",
             "--encoding=UTF8", "--no-sync"], "", options)
        heard = run([PROGRAMS / "postgres", "--single", "-j", "-D", ".", "-c", "fsync=off", "-c",
                     "log_line_prefix=", "-c", "log_checkpoints=off", "postgres"],
                    "".join(script(statements)), options)
    return [(statements[int(number)], message) for message, number in REFUSAL.findall(heard)]


def listed(root):
    """Each (message, name) of the list, with how often it is refused and the line that says so."""
    entries, message = {}, None
    for number, line in enumerate((root / LISTED).read_text().splitlines(), 1):
        entry = ENTRY.match(line)
        if entry and message:
            entries[message, entry[1]] = int(entry[2] or 1), number
        elif line.startswith(" "):
            raise Problem(f"{LISTED}:{number}: neither a message nor the name of a statement")
        elif line and not line.startswith("#"):
            message = line
    return entries


def compare(refused, entries):
    """The sentences about what is refused and not listed, or the other way round."""
    found = collections.defaultdict(list)
    for statement, message in refused:
        found[message, statement.name].append(statement)
    for (message, name), statements in found.items():
        if len(statements) > entries.get((message, name), (0, 0))[0]:
            for statement in statements:
                yield f"{statement.at}: {name}: PostgreSQL says: {message}"
    for (message, name), (times, line) in entries.items():
        left = len(found[message, name])
        if left < times:
            yield (f"{LISTED}:{line}: {name}: {left or 'none'} of {times} differ in this way now, "
                   "and the list has to say so")


def check(root):
    migrations, triggers = of_migrations(root)
    declared = of_declarations(root)
    written, parts = of_sources(root)
    if not migrations or not declared:
        raise Problem("no statement was found")
    # Tables first, also the one that the program makes itself.
    statements = migrations + sorted(written, key=lambda one: not one.makes) + declared
    refused = refusals(statements)
    faults = list(compare(refused, listed(root)))
    for fault in faults:
        print(fault)
    print(f"shared SQL: {len(declared)} statements are derived, {len(written)} stand in src, "
          f"{len(migrations)} in sql; {len(refused)} differ, {len(faults)} faults "
          f"(left out: {triggers} for triggers, {parts} parts of statements)")
    return 1 if faults else 0


def main():
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent
    try:
        return check(pathlib.Path(root).resolve())
    except (Problem, OSError, sqlite3.Error) as problem:
        print(f"shared SQL: {problem}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
