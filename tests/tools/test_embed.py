"""What tools/embed.py makes of migrations, and what it refuses."""

import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
START = "CREATE TABLE users (id INTEGER, name TEXT);\nCREATE INDEX users_by_name ON users (name);\n"


def embed(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    run = subprocess.run([ROOT / "tools" / "embed.py", "--migrations", tmp_path / "out.c",
                          *(tmp_path / name for name in files)], capture_output=True, text=True)
    return run, (tmp_path / "out.c").read_text() if run.returncode == 0 else ""


def test_the_checksum_is_that_of_b2sum(tmp_path):
    path = ROOT / "sql" / "010_counted_lists.sql"
    run, made = embed(tmp_path, {"001_start.sql": path.read_text().split("\n", 1)[1]})
    printed = subprocess.run(["b2sum", "-l", "128", tmp_path / "001_start.sql"],
                             capture_output=True, text=True, check=True).stdout.split()[0]
    assert run.returncode == 0 and f'{{1, "001_start", "{printed}", ' in made


def test_needs_are_read_from_the_first_line(tmp_path):
    run, made = embed(tmp_path, {
        "001_a.sql": START,
        "002_b.sql": "CREATE TABLE cars (id INTEGER);\n",
        "003_c.sql": "-- needs 001\nALTER TABLE users ADD COLUMN age INTEGER;\n",
        "005_d.sql": "-- needs 002, 003\nUPDATE users SET age = (SELECT max(id) FROM cars);\n",
        "007_e.sql": "-- What needs 001 is not said in the first words.\n",
    })
    assert run.returncode == 0, run.stderr
    needs = [line.split("(const int[])")[1] for line in made.splitlines() if "const int[]" in line]
    assert needs == ["{0},", "{1, 0},", "{1, 0},", "{2, 3, 0},", "{1, 2, 3, 5, 0},"]


@pytest.mark.parametrize("text, sentence", [
    ("SELECT 1;\n", None),
    ("-- users are named in a comment alone\n", None),
    ("DROP INDEX users_by_name;\n", "it names users_by_name of 002"),
    ("CREATE INDEX users_by_age ON users (age);\n", "it names users of 002"),
    ("ALTER TABLE cars ADD COLUMN color TEXT;\n", "it names cars of 003"),
    ("INSERT INTO cars (wheels) VALUES (4);\n", "it names cars of 003"),
])
def test_what_is_named_has_to_be_needed(tmp_path, text, sentence):
    run, _ = embed(tmp_path, {
        "001_a.sql": "CREATE TABLE trees (id INTEGER);\n",
        "002_b.sql": "-- needs 001\n" + START,
        "003_c.sql": "-- needs 001\nCREATE TABLE cars (id INTEGER);\n",
        "004_d.sql": "-- needs 001\n" + text})
    assert (run.returncode == 0) == (sentence is None), run.stderr
    assert (sentence or "") in run.stderr


@pytest.mark.parametrize("text, sentence", [
    ("ALTER TABLE users ADD COLUMN age INTEGER;\n", "it names users of 002"),
    ("UPDATE users SET color = 'red';\n", "it names color of 002"),
    ("UPDATE users SET name = 'red';\n", None),
])
def test_columns_that_came_later_have_to_be_needed(tmp_path, text, sentence):
    run, _ = embed(tmp_path, {
        "001_a.sql": START, "002_b.sql": "ALTER TABLE users ADD COLUMN color TEXT;\n",
        "003_c.sql": "-- needs 001\n" + text})
    assert (run.returncode == 0) == (sentence is None), run.stderr
    assert (sentence or "") in run.stderr


@pytest.mark.parametrize("files, sentence", [
    ({"001_a.sql": "-- needs 002\n", "002_b.sql": START}, "a migration that does not come before"),
    ({"001_a.sql": "-- needs 001\n"}, "a migration that does not come before"),
    ({"001_a.sql": START, "001_b.sql": START}, "another migration has this number"),
    ({"1_a.sql": START}, "is named NNN_name.sql"),
    ({"001-a.sql": START}, "is named NNN_name.sql"),
])
def test_numbers_and_names_are_checked(tmp_path, files, sentence):
    run, _ = embed(tmp_path, files)
    assert run.returncode == 1 and sentence in run.stderr
