"""What docs/scaling.md says of a database that is spread by account is what the schema says."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from sharding import make_tables, sort_tables  # noqa: E402


def test_the_page_has_what_the_tool_prints():
    run = subprocess.run([sys.executable, ROOT / "tools/sharding.py"], capture_output=True, text=True, check=True)
    assert f"```\n{run.stdout}```\n" in (ROOT / "docs/scaling.md").read_text()


def sorted_from(folder, sql):
    (folder / "001_some.sql").write_text(sql)
    return sort_tables(make_tables(folder))


def test_tables_are_told_apart_by_their_columns(tmp_path):
    assert sorted_from(tmp_path, """
        CREATE TABLE accounts (id INTEGER PRIMARY KEY, name TEXT);
        CREATE TABLE cats (account_id INTEGER REFERENCES accounts (id), id INTEGER,
            PRIMARY KEY (account_id, id)) WITHOUT ROWID;
        CREATE UNIQUE INDEX cats_each ON cats (id, account_id);
        """) == (["cats"], ["accounts"], [])


def test_what_is_in_the_way_is_found(tmp_path):
    _, _, troubles = sorted_from(tmp_path, """
        CREATE TABLE dogs (account_id INTEGER, tag TEXT PRIMARY KEY, name TEXT, UNIQUE (account_id, name)) WITHOUT ROWID;
        CREATE UNIQUE INDEX dogs_by_name ON dogs (name);
        CREATE TABLE walks (account_id INTEGER, id INTEGER, dog TEXT REFERENCES dogs (tag),
            PRIMARY KEY (account_id, id)) WITHOUT ROWID;
        CREATE TABLE parks (id INTEGER PRIMARY KEY, dog TEXT REFERENCES dogs (tag));
        """)
    assert troubles == ["dogs: its key (tag) is without account_id",
                        "dogs: dogs_by_name (name) is without account_id",
                        "walks: refers to dogs without account_id",
                        "parks: is copied and refers to dogs, which is distributed"]
