"""The scripts in tools/ tell good from bad: each is given something that it must refuse."""

import json
import os
import pathlib
import runpy
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / "tools"
sys.path.insert(0, str(TOOLS))

CLEAN_HEADER = """/* one.h - a number. */
#ifndef GLIMT_BASE_ONE_H
#define GLIMT_BASE_ONE_H

int one(void);

#endif
"""
CLEAN_SOURCE = """/* one.c - makes a number. */
#include "base/one.h"

int one(void) {
    return 1;
}
"""


def lint(tree, files):
    for name, text in {"src/base/one.h": CLEAN_HEADER, "src/base/one.c": CLEAN_SOURCE,
                       **files}.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text)
    return subprocess.run([TOOLS / "lint.py", tree], capture_output=True, text=True)


def function(lines):
    body = "".join(f"    value += {number};\n" for number in range(lines - 4))
    return f"int one(void) {{\n    int value = 0;\n{body}    return value;\n}}\n"


def source(body, name="two.c"):
    return f"/* {name} - something. */\n{body}"


def test_lint_accepts_what_is_clean(tmp_path):
    run = lint(tmp_path, {})
    assert run.returncode == 0, run.stdout
    assert "1 functions: median 3" in run.stdout


@pytest.mark.parametrize("name, text, sentence", [
    ("src/base/two.c", source('#include "db/db.h"\n'), 'src/base may not include "db/db.h"'),
    ("src/api/two.c", source('#include "cli/print.h"\n'), 'src/api may not include'),
    ("src/api/two.c", source('#include "db/sqlite/parts.h"\n'), "only src/db may include"),
    ("src/base/two.c", source('#include "one.h"\n'), "is not a path from src"),
    ("src/api/two.c", source("#include <sqlite3.h>\n"), "only src/db/sqlite knows <sqlite3.h>"),
    ("src/db/two.c", source("#include <sqlite3.h>\n"), "only src/db/sqlite knows <sqlite3.h>"),
    ("src/api/two.c", source("#include <gnutls/gnutls.h>\n"), "only src/http knows"),
    ("src/odd/two.c", source(""), "has no place in the layers"),
    ("src/base/two.c", source("int x(char *a) {\n    strcpy(a, a);\n}\n"), "strcpy() is banned"),
    ("src/base/two.c", source("int x(char *a) {\n    return system(a);\n}\n"), "system() is banned"),
    ("src/base/two.c", source("int x(char **a) {\n    return execvp(a[0], a);\n}\n"), "execvp() is banned"),
    ("src/json/two.c", source("int x(char *a) {\n    free(a);\n}\n"), "belongs into src/base"),
    ("src/base/two.c", source("typedef struct two { int a; } two;\n"), "no typedef"),
    ("src/base/two.c", source("/* TODO: later */\n"), "something to do"),
    ("src/base/two.c", source("// two = one();\n"), "commented out"),
    ("src/base/two.c", "int x;\n", "the first line has to be"),
    ("src/base/two.c", source("", "other.c"), "the first line has to be"),
    ("src/base/two.c", source("int x; \n"), "blanks at the end"),
    ("src/base/two.c", source(f"int {'x' * 100};\n"), "100 are the most"),
    ("src/base/two.c", source(f"/* clang-format off */\n/* clang-format on */\nint {'x' * 100};\n"),
     "100 are the most"),
    ("src/base/two.c", source(function(81)), "the function has 81 lines"),
    ("src/base/two.c", source("\n" * 800), "801 lines; 800 are the most"),
    ("src/base/two.c", source(function(40) * 3), "the median function has 40 lines"),
    ("src/base/two.c", source((function(5) * 8) + function(46) * 2), "over 45 lines"),
    ("src/base/two.h", "/* two.h - something. */\n", "the include guard has to be"),
    ("src/base/one.h", CLEAN_HEADER.replace("int one", "size_t one"), "does not compile alone"),
])
def test_lint_refuses(tmp_path, name, text, sentence):
    run = lint(tmp_path, {name: text})
    assert run.returncode == 1
    assert sentence in run.stdout


@pytest.mark.parametrize("body", [
    "/* strcpy() is banned, malloc() too */\n",
    'static const char *const said = "system(x) /* TODO";\n',
    "int x(struct y *y) {\n    return y->free(1);\n}\n",
    function(80),
    f"/* clang-format off */\nint {'x' * 120};\n/* clang-format on */\n",
])
def test_lint_does_not_mind(tmp_path, body):
    run = lint(tmp_path, {"src/json/two.c": source(body),
                          "src/base/three.c": source(function(3) * 12, "three.c")})
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("sql", ['"INSERT INTO cats (a) VALUES (1)"', '"UPDATE cats"\n    " SET a = 1"',
                                 '"DELETE FROM " "cats"', '"REPLACE INTO cats (a) VALUES (1)"',
                                 '"insert or ignore into cats (a) VALUES (1)"', '"UPDATE OR FAIL cats SET a = 1"',
                                 '"UPDATE cats AS c SET a = 1"'])
def test_lint_keeps_rows_behind_the_door(tmp_path, sql):
    resource = source('const struct resource cats = {.table = "cats"};\n', "cats.c")
    files = {"src/resources/cats.c": resource, "src/admin/two.c": source(f"static const char x[] = {sql};\n")}
    assert "src/admin/two.c:2: rows of cats change through" in lint(tmp_path, files).stdout
    files["src/admin/two.c"] = files["src/admin/two.c"].replace("cats", "dogs")
    assert "two.c" not in lint(tmp_path, files).stdout


def test_lint_wants_no_excuse_that_nobody_needs(tmp_path):
    resource = source('const struct resource cats = {.table = "cats"};\n', "cats.c")
    said = lint(tmp_path, {"src/resources/cats.c": resource}).stdout
    assert "src/change/audit.c:1: writes to no resource's table any more" in said


def test_lint_wants_the_hard_parts_told(tmp_path):
    body = "".join(f"int n{number};\n" for number in range(8))
    said = lint(tmp_path, {"src/base/ring.c": source(body, "ring.c")}).stdout
    assert "ring.c:1: 1 of 9 lines are comments; what is hard here needs 2" in said
    body = f"/* Numbers,\n * eight. */\n{body}"
    assert "ring.c" not in lint(tmp_path, {"src/base/ring.c": source(body, "ring.c")}).stdout


def test_the_hard_parts_are_there():
    told = runpy.run_path(str(TOOLS / "lint.py"))["TOLD"]
    assert [name for name in told if not (ROOT / name).is_file()] == []


def test_floors_stand_on_lower_ones():
    layers = runpy.run_path(str(TOOLS / "lint.py"))["LAYERS"]
    floors = list(layers)
    assert all(floors.index(below) < floors.index(floor)
               for floor in floors for below in layers[floor])


def test_no_folder_has_more_than_a_fifth():
    lines = {folder: sum(len(path.read_text().splitlines()) for path in folder.rglob("*.[ch]"))
             for folder in (ROOT / "src").iterdir() if folder.is_dir()}
    assert [folder.name for folder in lines if lines[folder] * 5 > sum(lines.values())] == []


ONE = source('#include "base/one.h"\nint one(void) {\n    return two();\n}\n', "one.c")
CALLS = "int two(void) {\n    return one();\n}\n"


@pytest.mark.parametrize("two", [
    CALLS,
    "int (*const ones[])(void) = {one};\n\nint two(void) {\n    return ones[0]();\n}\n",
    'static int of(int (*f)(void)) {\n    return f();\n}\n\nint two(void) {\n    return of(one);\n}\n',
    "int two(void) {\n    return ONCE;\n}\n",
    "int two(void) {\n    return inlined();\n}\n",
])
def test_lint_refuses_circles(tmp_path, two):
    header = CLEAN_HEADER.replace("int one(void);", """int one(void);
#define ONCE one()
static inline int inlined(void) {
    return one();
}""")
    run = lint(tmp_path, {"src/base/one.h": header, "src/base/one.c": ONE,
                          "src/base/two.c": source(two)})
    assert run.returncode == 1
    assert "a circle of calls that is not declared: base/one.c base/two.c" in run.stdout
    assert subprocess.run([TOOLS / "circles.py", tmp_path], capture_output=True,
                          text=True).stdout == "base/one.c base/two.c\n"


@pytest.mark.parametrize("two", [
    "static int one(void) {\n    return 1;\n}\n\nint two(void) {\n    return one();\n}\n",
    "int two(void) {\n    int one = 2;\n\n    return one;\n}\n",
    "int two(struct two *two) {\n    return two->one + two->other.one();\n}\n",
    'int two(void) {\n    return said("one()"); /* one() */\n}\n',
])
def test_lint_sees_no_circle(tmp_path, two):
    run = lint(tmp_path, {"src/base/one.c": ONE, "src/base/two.c": source(two)})
    assert run.returncode == 0, run.stdout


def test_lint_knows_declared_circles(tmp_path):
    files = {"src/base/one.c": ONE, "src/base/two.c": source(CALLS),
             "tools/circles.txt": "# why\nbase/one.c base/two.c: each begins with the other\n"}
    assert lint(tmp_path, files).returncode == 0
    run = lint(tmp_path, {**files, "src/base/two.c": source(function(3))})
    assert "tools/circles.txt:2: there is no such circle of calls" in run.stdout
    assert run.returncode == 1


def tally(tmp_path, results, reports=()):
    for folder, files in (("results", results), ("reports", dict(reports))):
        (tmp_path / folder).mkdir()
        for name, text in files.items():
            (tmp_path / folder / name).write_text(text)
    run = subprocess.run([TOOLS / "tally.py", tmp_path / "results", tmp_path / "reports"],
                         capture_output=True, text=True)
    return run.returncode, run.stdout.splitlines()[-1]


def meson(*rows):
    return "".join(json.dumps({"name": name, "result": result, "stdout": said}) + "\n"
                   for name, result, said in rows)


JUNIT = ("<testsuites><testsuite><testcase classname='a' name='b'/>"
         "<testcase classname='a' name='c'><skipped/></testcase>{}</testsuite></testsuites>")


@pytest.mark.parametrize("results, reports, expected", [
    ({"meson.json": meson(("a", "OK", "[  PASSED  ] 7 test(s)."), ("b", "OK", "")),
      "pytest.xml": JUNIT.format(""), "golden.tsv": "x\tpassed\n"}, {}, (0, "10 passed, 0 failed")),
    ({"meson.json": meson(("a", "FAIL", "[  PASSED  ] 2 test(s).\n[  FAILED  ] 3 test(s)"))}, {},
     (1, "2 passed, 3 failed")),
    ({"meson.json": meson(("a", "TIMEOUT", ""))}, {}, (1, "0 passed, 1 failed")),
    ({"pytest.xml": JUNIT.format("<testcase name='d'><failure/></testcase>")}, {},
     (1, "1 passed, 1 failed")),
    ({"pytest.xml": JUNIT.format("<testcase name='d'><error/></testcase>")}, {},
     (1, "1 passed, 1 failed")),
    ({"pytest.xml": ""}, {}, (1, "0 passed, 1 failed")),
    ({"meson.json": ""}, {}, (1, "0 passed, 1 failed")),
    ({"golden.tsv": "x\tfailed\ny\tpassed\n"}, {}, (1, "1 passed, 1 failed")),
    ({"golden.tsv": "x\tpassed\n"}, {"asan.12": "heap-use-after-free"}, (1, "1 passed, 1 failed")),
    ({}, {}, (1, "0 passed, 1 failed")),
])
def test_tally(tmp_path, results, reports, expected):
    assert tally(tmp_path, results, reports) == expected


def install(tmp_path, status, user, has_sudo=False):
    """install.sh on a machine where dpkg-query says `status` and apt-get leaves a note."""
    tools = {"dpkg-query": f"echo {status}", "apt-get": f"echo apt-get $* >>{tmp_path}/ran",
             "id": f"echo {user}"}
    if has_sudo:
        tools["sudo"] = '[ "$1" = -v ] || exec "$@"'
    (tmp_path / "bin").mkdir()
    for name, body in tools.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/bash\n{body}\n")
        (tmp_path / "bin" / name).chmod(0o755)
    for name in ("bash", "cat", "env", "head", "mktemp", "rm", "tr"):
        found = subprocess.run(["which", name], capture_output=True, text=True).stdout.strip()
        os.symlink(found, tmp_path / "bin" / name)
    run = subprocess.run([TOOLS / "install.sh", "run"], capture_output=True, text=True,
                         env={"PATH": str(tmp_path / "bin")})
    ran = tmp_path / "ran"
    return run, ran.read_text() if ran.exists() else ""


@pytest.mark.parametrize("user, has_sudo", [(0, False), (1000, False), (1000, True)])
def test_install_does_nothing_when_all_is_there(tmp_path, user, has_sudo):
    run, ran = install(tmp_path, "installed", user, has_sudo)
    assert (run.returncode, run.stdout, run.stderr, ran) == (0, "", "", "")


@pytest.mark.parametrize("user, has_sudo", [(0, False), (1000, True)])
def test_install_installs_what_is_missing(tmp_path, user, has_sudo):
    run, ran = install(tmp_path, "not-installed", user, has_sudo)
    assert run.returncode == 0, run.stderr
    assert ran.splitlines()[-1].endswith("install -y --no-install-recommends curl")


def test_install_says_what_is_missing_without_rights(tmp_path):
    run, ran = install(tmp_path, "not-installed", 1000)
    assert (run.returncode, ran) == (1, "")
    assert run.stderr == "These packages are missing and only root or sudo can install them: curl\n"


def test_a_sample_has_every_test_and_not_every_case(tmp_path):
    """With the tests' own conftest.py, on three tests: with one case, with two, and with nine."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text())
    (tmp_path / "test_some.py").write_text(
        "import pytest\ndef test_a(): pass\n"
        "@pytest.mark.parametrize('n', range(2))\ndef test_b(n): pass\n"
        "@pytest.mark.parametrize('n', range(9))\ndef test_c(n): pass\n")

    def names(*flags):
        listed = subprocess.run([sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider",
                                 *flags, tmp_path], capture_output=True, text=True, cwd=tmp_path, check=True,
                                env={**os.environ, "PYTHONPATH": str(ROOT / "tests/api")})
        return [line.split("::")[1] for line in listed.stdout.splitlines() if "::" in line]
    assert names("--sample", "4") == ["test_a", "test_b[0]", "test_c[0]", "test_c[4]", "test_c[8]"]
    assert len(names()) == 12
