"""On PostgreSQL no page of a list sorts a table: an index has its order."""

import pathlib
import re
import subprocess
import sys

import pytest

from client import glimt
from postgres import PROGRAMS, postgres

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from shared_sql import of_declarations
from sql_dialect import translate

pytestmark = pytest.mark.own_postgres

# Whatever the tables have: an order that an index gives is taken.
SETTINGS = "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_bitmapscan = off;" \
           " SET enable_sort = off;\n"
FULL = """SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
          WHERE c.relkind = 'r' AND a.attnum > 0 AND a.attnotnull"""


@pytest.fixture(name="ask", scope="module")
def of_an_empty_database(tmp_path_factory):
    with postgres() as there:
        url = there.migrated_database("lists")
        done = glimt("migrate", "--data", tmp_path_factory.mktemp("lists"), "--database", url)
        assert done.stdout == "The database is up to date.\n"

        def ask(text):
            return subprocess.run([PROGRAMS / "psql", "-h", there.directory, "-U", "glimt", "-qAtX", "-v",
                                   "ON_ERROR_STOP=1", "lists"], input=text, capture_output=True,
                                  encoding="utf-8", check=True).stdout

        yield ask


def as_it_is_asked(text, full):
    """Nulls have no place in an order of what has none."""
    table = re.search(r"FROM (\w+) t ", text)[1]
    return re.sub(r"(t\.(\w+) (?:ASC|DESC)) NULLS (?:FIRST|LAST)",
                  lambda order: order[1] if f"{table}.{order[2]}" in full else order[0], text)


def test_no_page_sorts_its_table(ask):
    full = set(ask(FULL).split())
    script, asked = [SETTINGS], []
    for statement in of_declarations(ROOT):
        if ": list by" not in statement.name:
            continue
        text = as_it_is_asked(translate(statement.text.rstrip(";")), full)
        nulls = ", ".join(["NULL"] * max(map(int, re.findall(r"\$(\d+)", text))))
        number = len(asked)
        asked.append(text)
        script.append(f"PREPARE s{number} AS {text};\n\\echo -- {number}\nEXPLAIN EXECUTE s{number}({nulls});\n")
    plans = ask("".join(script)).split("-- ")[1:]
    assert len(plans) == len(asked) > 500
    assert [text for text, plan in zip(asked, plans) if "Sort" in plan] == []
    assert any("NULLS" in text for text in asked) and any("NULLS" not in text for text in asked)


def test_texts_that_say_where_nulls_come_would_sort(ask):
    """What the rewriting is for; when PostgreSQL knows better, it can go."""
    text = "SELECT t.id FROM contacts t WHERE t.account_id = 1 ORDER BY t.name_key ASC{}, t.id ASC LIMIT 5"
    assert "Sort" in ask(SETTINGS + "EXPLAIN " + text.format(" NULLS FIRST"))
    assert "Sort" not in ask(SETTINGS + "EXPLAIN " + text.format(""))
