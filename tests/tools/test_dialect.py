"""src/db/postgres/dialect.c and tools/sql_dialect.py translate our SQL alike."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("GLIMT_BINARY", ROOT / "build" / "glimt")).absolute()
PROGRAM = BINARY.parent / "tests" / "unit" / "translate"
sys.path.append(str(ROOT / "tools"))

import shared_sql  # noqa: E402
import sql_dialect  # noqa: E402

TEXT = re.compile(r"'(?:[^']|'')*'")


def expected(sql):
    numbers = sorted({int(number) for number in re.findall(r"\?(\d+)", TEXT.sub("", sql))})
    return f"{sql_dialect.translate(sql)}\t{' '.join(map(str, numbers))}"


def translated(statements):
    run = subprocess.run([PROGRAM], input="".join(f"{sql}\n" for sql in statements), check=True,
                         stdout=subprocess.PIPE, text=True)
    return run.stdout.splitlines()


def statements(kind):
    if kind == "sql":
        return [one.text for one in shared_sql.of_migrations(ROOT)[0]]
    if kind == "golden":
        return [one.text for one in shared_sql.of_declarations(ROOT)]
    return [one.text for one in shared_sql.of_sources(ROOT)[0]]


@pytest.mark.parametrize("kind", ["sql", "golden", "src"])
def test_every_statement_is_translated_as_the_table_has_it(kind):
    ours = statements(kind)
    assert len(ours) > 100
    theirs = translated(ours)
    assert len(theirs) == len(ours)
    for sql, there in zip(ours, theirs):
        assert there == expected(sql), sql


def test_every_rule_is_known():
    assert translated(rule.ours for rule in sql_dialect.RULES) == [
        expected(rule.ours) for rule in sql_dialect.RULES]


@pytest.mark.parametrize("path", sorted((ROOT / "sql").glob("*.sql")), ids=lambda path: path.name)
def test_migrations_are_translated_as_they_lie_there(path):
    """With their comments and line ends: what is to be run is no single line."""
    text = path.read_text()
    stripped = shared_sql.COMMENT.sub(lambda hit: hit[0] if hit[0][0] == "'" else "", text)
    run = subprocess.run([PROGRAM, "--whole"], input=text, check=True, stdout=subprocess.PIPE,
                         text=True)
    assert run.stdout == expected(" ".join(stripped.split())) + "\n"
