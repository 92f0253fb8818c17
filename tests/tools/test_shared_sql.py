"""tools/shared_sql.py: PostgreSQL takes what is shared, and what it refuses is listed, no more."""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "shared_sql.py"
sys.path.append(str(ROOT / "tools"))

import sql_dialect  # noqa: E402

TABLES = """-- Boxes; what is in them is counted by a trigger.
CREATE TABLE boxes (
    id          INTEGER NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL DEFAULT 'a; b', -- not the end
    name_key    BLOB    NOT NULL DEFAULT x'',
    opened_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE TRIGGER boxes_made AFTER INSERT ON boxes
BEGIN
    UPDATE boxes SET opened_at = strftime('%s', 'now') WHERE id = NEW.id;
END;
"""
STATEMENTS = """boxes
  list old by new         boxes
  brief                    SELECT name FROM boxes WHERE id = ?1
  count by ids             SELECT count(*) FROM boxes WHERE id IN {list ?7} AND name_key <> ?3
"""
SOURCE = """/* box.c - asks for boxes. */
#define BOX_OF "WHERE id = ?1"
static const char *const whole = "UPDATE boxes SET name = 'never \\"opened\\"' "
                                 BOX_OF;
static const char *const part = "SELECT name, FROM boxes " BOX_OF;
"""
BY_TRUTH = "SELECT name FROM boxes WHERE opened_at"
NO_TRUTH = "argument of WHERE must be type boolean, not type bigint"


def shared_sql(tree, files=None, differs=""):
    for name, text in {"sql/001_boxes.sql": TABLES, "src/api/box.c": SOURCE,
                       "tests/golden/statements.sql": STATEMENTS,
                       "tests/golden/differs.txt": differs, **(files or {})}.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    run = subprocess.run([TOOL, tree], capture_output=True, text=True)
    assert run.stderr == ""
    return run.returncode, run.stdout


@pytest.mark.parametrize("rule", sql_dialect.RULES, ids=lambda rule: rule.ours)
def test_each_rule_does_what_its_example_shows(rule, monkeypatch):
    assert sql_dialect.translate(rule.ours) == rule.theirs
    others = [other for other in sql_dialect.RULES if other is not rule]
    monkeypatch.setattr(sql_dialect, "RULES", others)
    assert sql_dialect.translate(rule.ours) != rule.theirs


def test_texts_between_quotes_stay():
    text = "SELECT 'it''s ?1 IS INTEGER', 'instr(' FROM boxes"
    assert sql_dialect.translate(text) == text


def test_what_is_shared_passes(tmp_path):
    status, said = shared_sql(tmp_path)
    assert said == ("shared SQL: 2 statements are derived, 1 stand in src, 1 in sql; 0 differ, "
                    "0 faults (left out: 1 for triggers, 1 parts of statements)\n")
    assert status == 0


def test_what_differs_is_a_fault(tmp_path):
    status, said = shared_sql(tmp_path, {
        "tests/golden/statements.sql": STATEMENTS + f"  opened                   {BY_TRUTH}\n",
        "src/api/two.c": f'\nchar sql[] =\n    "{BY_TRUTH}";\n',
        "sql/002_more.sql": "\nINSERT OR IGNORE INTO boxes (id) VALUES (1);\n"})
    assert status == 1
    assert said.splitlines()[:-1] == [
        'sql/002_more.sql:2: 002_more.sql: INSERT OR IGNORE INTO boxes: PostgreSQL says: '
        'syntax error at or near "OR"',
        f"src/api/two.c:3: src: SELECT FROM boxes: PostgreSQL says: {NO_TRUTH}",
        f"tests/golden/statements.sql:5: boxes: opened: PostgreSQL says: {NO_TRUTH}"]


TWICE = {"tests/golden/statements.sql":
         STATEMENTS + f"  opened                   {BY_TRUTH}\n" * 2}


@pytest.mark.parametrize("files, differs, sentence", [
    (TWICE, f"# why\n\n{NO_TRUTH}\n    boxes: opened (2)\n", None),
    (TWICE, f"{NO_TRUTH}\n    boxes: opened\n", ":6: boxes: opened: PostgreSQL says"),
    (TWICE, "another message\n    boxes: opened (2)\n", ":2: boxes: opened: none of 2 differ"),
    (TWICE, f"{NO_TRUTH}\n    boxes: opened (3)\n", ":2: boxes: opened: 2 of 3 differ"),
    ({}, f"{NO_TRUTH}\n    boxes: brief\n", "differs.txt:2: boxes: brief: none of 1 differ"),
    ({}, "    boxes: brief\n", "differs.txt:1: neither a message nor the name"),
    ({"tests/golden/statements.sql": "boxes\n"}, "", "no statement was found"),
])
def test_the_list_is_what_differs(tmp_path, files, differs, sentence):
    status, said = shared_sql(tmp_path, files, differs)
    assert status == (1 if sentence else 0), said
    assert (sentence or " 2 differ, 0 faults") in said


def processes_in(directory):
    """Those that work in a directory, or did before it was removed."""
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if os.readlink(process / "cwd").startswith(directory):
                yield process.name
        except OSError:
            pass


PATIENCE = 120  # seconds, against hanging alone


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_nothing_stays_behind_when_it_is_interrupted(ending):
    with tempfile.TemporaryDirectory() as directory:
        os.chmod(directory, 0o755)
        process = subprocess.Popen([TOOL], stdout=subprocess.DEVNULL, start_new_session=True,
                                   env=dict(os.environ, TMPDIR=directory))
        while not list(processes_in(directory)):
            assert process.poll() is None
            time.sleep(0.01)
        os.kill(process.pid, ending)
        assert process.wait() == 128 + ending
        assert os.listdir(directory) == []
        end = time.monotonic() + PATIENCE
        while left := list(processes_in(directory)):  # which were killed, and may take a moment to go
            assert time.monotonic() < end, left
            time.sleep(0.01)
