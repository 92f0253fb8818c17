"""The second wall on PostgreSQL: a statement that forgets its account gives nothing of others."""

import pathlib
import re
import subprocess
import sys

import pytest

from client import glimt
from postgres import PROGRAMS

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from shared_sql import of_declarations
from sql_dialect import translate

pytestmark = pytest.mark.own_postgres

OTHER = 2   # a company that has hardly anything
NOBODY = 77
VALUES = {"bigint[]": "{1,2,3}", "boolean": "t", "bytea": "x", "double precision": "1"}
CONDITION = re.compile(r"(?:\b\w+\.)?account_id = \$1\b|\$1 = (?:\w+\.)?account_id\b")


def ask(there, *statements, role="glimt_serve_walls", account="", check=True):
    """What psql prints for each, as whoever serves, for the rows of an account."""
    text = f"SET ROLE {role};\nSET glimt.account = '{account}';\n" + "".join(
        f"\\echo -- {number}\n{statement};\n" for number, statement in enumerate(statements))
    done = subprocess.run([PROGRAMS / "psql", "-h", there.directory, "-U", "glimt", "-qAtX", "walls"],
                          input=text, capture_output=True, encoding="utf-8", check=True)
    if check:
        assert not done.stderr, done.stderr
    return [part.partition("\n")[2].strip() for part in done.stdout.split("-- ")[1:]]


@pytest.fixture(name="filled", scope="module")
def two_companies(there, tmp_path_factory):
    directory = tmp_path_factory.mktemp("walls")
    url = there.new_database("walls")
    glimt("demo", "--data", directory, "--database", url, "--time-reports", "500")
    glimt("account", "add", "Other", "--data", directory, "--database", url)
    return there


def tables(there):
    return ask(there, "SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                      " WHERE a.attname = 'account_id' AND c.relkind = 'r' AND c.relnamespace ="
                      " 'public'::regnamespace ORDER BY 1")[0].split()


def test_each_table_shows_an_account_its_own(filled):
    found = tables(filled)
    asked = [f"SELECT coalesce(string_agg(DISTINCT account_id::text, ' '), '') FROM {name}"
             for name in found]
    assert len(found) > 50
    assert set(ask(filled, *asked)) == {""}
    assert set(ask(filled, *asked, account=NOBODY)) == {""}
    assert set(ask(filled, *asked, account=1)) == {"", "1"}
    assert set(ask(filled, *asked, account=OTHER)) == {"", str(OTHER)}
    assert "1 2" in " ".join(ask(filled, *asked, account="every"))


def prepared(there, statements):
    """An EXECUTE for each, with values for its parameters."""
    made = [f"PREPARE s{number} AS {statement}" for number, statement in enumerate(statements)]
    names = ask(there, *made, "SELECT name || ' ' || parameter_types::text FROM"
                              " pg_prepared_statements ORDER BY 1", account=1)[-1].splitlines()
    assert len(names) == len(statements)
    for line in names:
        name, _, types = line.partition(" ")
        values = ", ".join(f"'{VALUES.get(kind.strip(chr(34)), '1')}'"
                           for kind in types.strip("{}").split(",") if kind)
        yield name, made[int(name[1:])], f"EXECUTE {name}({values})" if values else f"EXECUTE {name}"


def forgetful():
    """Every declared question, without its condition on the account."""
    for statement in of_declarations(ROOT):
        text = translate(statement.text.rstrip(";"))
        without, count = CONDITION.subn("$1::bigint IS NOT NULL", text)
        if text.startswith("SELECT") and count:
            yield without


def test_no_statement_needs_its_condition(filled):
    statements = sorted(set(forgetful()))
    runs = [f"{made};\n{run}" for _, made, run in prepared(filled, statements)]
    assert len(runs) > 200
    nothing = ask(filled, *runs, account="", check=False)
    others = ask(filled, *runs, account=NOBODY, check=False)
    everything = ask(filled, *runs, account="every", check=False)
    assert others == nothing
    assert {re.sub(r"[0|]", "", answer) for answer in nothing} == {""}
    assert sum(one != two for one, two in zip(nothing, everything)) > 100


def test_rows_of_others_are_not_written(filled):
    for name in tables(filled):
        before = ask(filled, f"SELECT count(*) FROM {name}", account="every")
        ask(filled, f"DELETE FROM {name}", account=NOBODY)
        assert ask(filled, f"SELECT count(*) FROM {name}", account="every") == before
    refused = subprocess.run(
        [PROGRAMS / "psql", "-h", filled.directory, "-U", "glimt", "-qAtX", "walls", "-c",
         "SET ROLE glimt_serve_walls", "-c", "SET glimt.account = '2'", "-c",
         "INSERT INTO sequences (account_id, name, last) VALUES (1, 'mine', 1)"],
        capture_output=True, encoding="utf-8", check=False)
    assert "violates row-level security policy" in refused.stderr
