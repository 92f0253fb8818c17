#!/usr/bin/env python3
"""Translates our SQL into PostgreSQL's: the table of what differs, with reasons.

sql_dialect.py translates the lines that it reads. src/db/postgres/dialect.c has the same rules for
the server, and tests/tools/test_dialect.py holds one to the other. A rule replaces words, and
nothing within a text between quotes. What no rule covers has to be written so that SQLite and
PostgreSQL both take it, and tools/shared_sql.py looks after that. Truth values that a statement
gives are read as 0 and 1.
"""

import re
import sys
import typing


class Rule(typing.NamedTuple):
    sentence: str
    ours: str        # an example
    theirs: str      # what becomes of it, though not without this rule
    pattern: str
    replacement: typing.Any


def dense(found):
    """The number among those that the statement has."""
    numbers = sorted({int(number) for number in re.findall(r"\?(\d+)", found.string)})
    return f"${numbers.index(int(found[1])) + 1}"


TRUTH = r"\(\w+(?:\.\w+)? IS (?:NOT )?NULL\)"

# In this order. The server infers the types of parameters, where no rule tells one.
RULES = [
    Rule("Every table is strict, and none has row numbers.",
         "id TEXT) STRICT, WITHOUT ROWID;", "id TEXT);",
         r"\) STRICT(, WITHOUT ROWID)?", ")"),
    Rule("Integers have 64 bits; instants, days, millionths and truth values are integers.",
         "id INTEGER NOT NULL", "id BIGINT NOT NULL",
         r"\bINTEGER\b", "BIGINT"),
    Rule("Bytes are BYTEA, which is ordered byte by byte, too.",
         "name_key BLOB", "name_key BYTEA",
         r"\bBLOB\b", "BYTEA"),
    Rule("REAL would have 32 bits.",
         "location_latitude REAL", "location_latitude DOUBLE PRECISION",
         r"\bREAL\b", "DOUBLE PRECISION"),
    Rule("A column of integers or bytes is one of bytes: an integer is bound as eight of them, the "
         "highest first and its sign turned, so that they are ordered as the integers are.",
         "first_key ANY NOT NULL", "first_key BYTEA NOT NULL",
         r"\bANY(?= +NOT NULL)", "BYTEA"),
    Rule("Bytes that are written in a statement are a text with a type.",
         "DEFAULT x'00ff'", r"DEFAULT '\x00ff'::bytea",
         r"\bx'([^']*)'", r"'\\x\1'::bytea"),
    Rule("A parameter that begins a recursion is an integer, since nothing else tells its type.",
         "(SELECT ?1 UNION ALL SELECT day + 1", "(SELECT $1::bigint UNION ALL SELECT day + 1",
         r"\(SELECT (\?\d+) UNION", r"(SELECT \1::bigint UNION"),
    Rule("Parameters are numbered without gaps, in the order of our numbers: the server wants to "
         "know the type of each, also of one that the statement lacks.",
         "a = ?1 AND b = ?7", "a = $1 AND b = $2",
         r"\?(\d+)", dense),
    Rule("A list is bound as an array, and read as rows with one column, `value`.",
         "id IN {list ?1}", "id IN (SELECT unnest($1::bigint[]) AS value)",
         r"\{list (\$\d+)\}", r"(SELECT unnest(\1::bigint[]) AS value)"),
    Rule("One shifts by 32 bits, and nothing tells the type of a parameter that is shifted.",
         "(?7 >> t.class) & 1 = 1", "($1::bigint >> t.class::int) & 1 = 1",
         r"(\$\d+) >> (\w+(?:\.\w+)?)", r"\1::bigint >> \2::int"),
    Rule("The function that finds a text in another is called strpos().",
         "instr(t.name_folded, 'x') > 0", "strpos(t.name_folded, 'x') > 0",
         r"\binstr\(", "strpos("),
    Rule("IS compares with what may be null.",
         "a IS b", "a IS NOT DISTINCT FROM b",
         r"\bIS (?!NOT\b|NULL\b|DISTINCT\b)", "IS NOT DISTINCT FROM "),
    Rule("So does IS NOT.",
         "a IS NOT b", "a IS DISTINCT FROM b",
         r"\bIS NOT (?!NULL\b|DISTINCT\b)", "IS DISTINCT FROM "),
    Rule("A truth value that something is added to is made a number.",
         "(a IS NULL) + 1", "(a IS NULL)::int + 1",
         rf"({TRUTH})(?= \+)", r"\1::int"),
    Rule("So is one that is added, or multiplied by.",
         "4 * (a IS NOT NULL)", "4 * (a IS NOT NULL)::int",
         rf"(?<=[+*] )({TRUTH})(?!::)", r"\1::int"),
    Rule("A number is no condition, though a migration has it so.",
         "CASE WHEN permissions & 4 THEN 1", "CASE WHEN permissions & 4 <> 0 THEN 1",
         r"\bCASE WHEN (\w+ & \w+) THEN\b", r"CASE WHEN \1 <> 0 THEN"),
]


def translate(sql):
    texts = []

    def hide(found):
        texts.append(found[2])
        return f"{found[1]}\0{len(texts) - 1}\0{found[1]}"

    sql = re.sub(r"""(['"])((?:(?!\1).|\1\1)*)\1""", hide, sql, flags=re.DOTALL)
    for rule in RULES:
        sql = re.sub(rule.pattern, rule.replacement, sql)
    return re.sub(r"\0(\d+)\0", lambda found: texts[int(found[1])], sql)


if __name__ == "__main__":
    for line in sys.stdin:
        sys.stdout.write(translate(line))
