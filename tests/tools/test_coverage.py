"""tools/coverage.py tells what was touched from what was not."""

import importlib.util
import json
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from covering import gcov, record, refusals  # noqa: E402
from covering.c_calls import GAP, calls_and_texts  # noqa: E402
from covering.declared import Answer, Operations  # noqa: E402

SPEC = importlib.util.spec_from_file_location("coverage_tool", ROOT / "tools" / "coverage.py")
tool = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tool)

SOURCE = r'''
#define TOLD "A text in a macro is left alone."
static const struct range shares = {0, 100, "must be between 0 and 100."};
static const struct thing thing = {.doc = "A thing that is shown.", .names = "id name"};

/* "This is a comment." */
static enum outcome judge(struct change *change, int64_t id) {
    if (id == '"')
        return refuse_field(change, "id",
                            "The thing could not "
                            "be found.");
    log_error("The thing %s is lost.", name);
    if (id > 7)
        return fail(change);
    if (id > 6)
        return answer_json(change, 409, STR("{\"message\":\"Not now\"}"));
    answer_json(change, 200, STR("{\"message\":\"It is done\"}"));
    return id ? refuse(change, arena_format(arena, "There is no thing %" PRId64 ".", id)) : DONE;
}
'''


def found(source=SOURCE, file="src/things/thing.c", in_help=""):
    return refusals.of_file(file, source, in_help)


def test_refusals_are_found_with_their_lines():
    assert [(one.function, one.text, one.lines, one.sentence) for one in found()] == [
        ("", "must be between 0 and 100.", [3], True),
        ("judge", "The thing could not be found.", [9, 10], True),
        ("judge", "Not now", [16, 16, 16], True),
        ("judge", f"There is no thing %{GAP}.", [18, 18, 18], True),
        ("judge", "fail(change)", [14], False)]
    assert found()[-1].name == "refusal judge: fail(change)"


def test_a_sentence_of_the_help_refuses_nothing():
    help_text = "... must be between 0 and 100. ..."
    assert "must be between 0 and 100." not in [one.text for one in found(in_help=help_text)]


def test_strings_are_joined_and_unquoted():
    calls, texts = calls_and_texts('void f(void) {\n    g("a\\t\\"" "b" NAME "c", h("d"));\n}\n')
    assert [(text.text, text.call.name) for text in texts] == [(f'a\t"b{GAP}c', "g"), ("d", "h")]
    assert calls[0].arguments == '"a\\t\\"" "b" NAME "c", h("d")'
    assert calls[1].and_outer() == [calls[1], calls[0]]


@pytest.mark.parametrize("text, told, finds", [
    ("The field %.*s must be %d or more.", "The field Åke must be 4 or more.", True),
    (f"No thing %{GAP}.", "id: No thing 12.", True),
    (f"No thing %{GAP}.", "No thing 12!", False),
    ("The (%s) is 5.", "The (x) is 5.", True),
    ("must be 0 or more.", "must be 0\nor more.", False)])
def test_sentences_are_known_again(text, told, finds):
    assert refusals.Refusal("a.c", "f", [1], text, True).is_told(told, []) == finds


def test_unit_tests_may_expect_a_part():
    refusal = refusals.Refusal("a.c", "f", [1], "The %s is 5, not less.", True)
    assert refusal.is_told("", {"is 5,"}) and not refusal.is_told("", {"is 6,"})


def page(*parameters):
    return {"parameters": [{"in": "query", **one} for one in parameters],
            "description": "Needs the permission Thing_Read."}


THINGS = {"paths": {
    "/v1/Things": {"get": page(
        {"name": "page", "schema": {"type": "integer"}},
        {"name": "sortBy", "schema": {"type": "string", "enum": ["name", "id"]}},
        {"name": "filter.from", "schema": {"type": "string"}},
        {"name": "filter.isOld", "schema": {"type": "boolean"}},
        {"name": "filter.kind", "schema": {"type": "string", "enum": ["Big", "small"]}})},
    "/v1/Things/{id}": {"delete": {"description": "For administrators only."}},
    "/v1/Session": {"post": {"description": "Needs no session."}}}}


def test_what_is_declared():
    names = Operations([THINGS]).declared()
    assert {name for name in names if name.startswith("filter")} == {
        f"filter GET /v1/Things filter.{end}" for end in [
            "from", "from refused", "isOld=true", "isOld=false", "isOld refused", "kind=Big",
            "kind=small", "kind refused"]}
    assert {name for name in names if name.startswith("sort")} == {
        f"sort GET /v1/Things {name} {order}" for name in ("name", "id")
        for order in ("ascending", "descending")}
    assert {name for name in names if name.startswith("permission")} == {
        *(f"permission {title} {who}" for title in ("GET /v1/Things", "DELETE /v1/Things/{id}")
          for who in ("granted", "missing", "nobody")), "permission POST /v1/Session granted"}


GRANTED = "permission GET /v1/Things granted"


@pytest.mark.parametrize("answer, shown", [
    (("GET", "/v1/Things?page=1", 200, 0, None), {GRANTED}),
    (("GET", "//V1/things/?filter.FROM=x&filter.isOld=+TRUE", 200, 1, None),
     {GRANTED, "filter GET /v1/Things filter.from", "filter GET /v1/Things filter.isOld=true"}),
    (("GET", "/v1/Things?filter.kind=BIG&filter.from=", 200, 1, None),
     {GRANTED, "filter GET /v1/Things filter.kind=Big"}),
    (("GET", "/v1/Things?sortBy=Name&sortOrder=descending", 200, 2, None),
     {GRANTED, "sort GET /v1/Things name descending"}),
    (("GET", "/v1/Things?sortBy=id", 200, 2, None), {GRANTED, "sort GET /v1/Things id ascending"}),
    (("GET", "/v1/Things?sortBy=id", 200, 1, None), {GRANTED}),
    (("GET", "/v1/Things?filter.from=x", 200, 0, None), {GRANTED}),
    (("GET", "/v1/Things", 400, None, {"modelState": {"page": ["x"], "filter.from": ["x"]}}),
     {"filter GET /v1/Things filter.from refused"}),
    (("GET", "/v1/Things", 401, None, {}), {"permission GET /v1/Things nobody"}),
    (("GET", "/v1/Things", 403, None, {"permissionsRequired": ["Thing_read"]}),
     {"permission GET /v1/Things missing"}),
    (("GET", "/v1/Things", 403, None, {"ipAddressAllowed": False, "permissionsRequired": []}), set()),
    (("DELETE", "/v1/Things/07", 403, None, {"message": "Only administrators may do that."}),
     {"permission DELETE /v1/Things/{id} missing"}),
    (("DELETE", "/v1/Things/7", 403, None, {"message": "The request comes from another site."}), set()),
    (("HEAD", "/v1/Things", 200, 1, None), set()),
    (("GET", "/v1/Others", 200, 1, None), set())])
def test_what_an_answer_shows(answer, shown):
    assert Operations([THINGS]).shown([Answer(*answer)]) == shown


def test_records_of_all_processes_are_read(tmp_path):
    said = ["said", "glimt: It is full.\n"]
    refusal = {"message": "Invalid", "modelState": {"id": ["One.", "Two."]}}
    (tmp_path / "1.jsonl").write_text(json.dumps(["answer", "GET", "/a", 400, None, refusal]) + "\n")
    (tmp_path / "2.jsonl").write_text((json.dumps(["answer", "GET", "/b", 200, 3, None]) + "\n") * 2
                                      + json.dumps(said) + "\n")
    answers, told = record.read(tmp_path)
    assert sorted(answer.path for answer in answers) == ["/a", "/b"]
    assert {*told.splitlines()} - {""} == {"glimt: It is full.", "Invalid", "One.", "Two."}


DECLARED = {"filter a", "sort a", "permission a", "refusal a", "refusal b"}


@pytest.mark.parametrize("declared, untouched, allowed, is_counted, fine", [
    (DECLARED, set(), set(), True, True),
    (DECLARED, {"refusal a"}, set(), True, False),
    (DECLARED, {"refusal a"}, {"refusal a"}, True, True),
    (DECLARED, {"refusal a"}, {"refusal a", "refusal b"}, True, False),
    (DECLARED, {"refusal a"}, {"refusal a", "refusal b"}, False, True),
    (DECLARED, set(), {"refusal c"}, True, False),
    (DECLARED - {"sort a"}, set(), set(), True, False)])
def test_what_is_judged(declared, untouched, allowed, is_counted, fine):
    assert tool.judge(declared, untouched, allowed, {}, is_counted) == fine


def test_only_what_has_a_reason_is_accepted():
    assert tool.accepted("# filter a\tx\n\nfilter b\tbecause of it\nfilter c\nfilter d\t \n") == {
        "filter b"}


@pytest.mark.parametrize("lines, ran", [({}, True), ({9: 0, 10: 4}, False), ({9: 1}, True),
                                        ({10: 0}, False), ({11: 0}, True)])
def test_the_best_line_tells_whether_a_refusal_ran(lines, ran):
    counts = gcov.Counts()
    for line, count in lines.items():
        counts.add(line, count, [])
    refusal = refusals.Refusal("src/a.c", "f", [9, 10], "x", True)
    assert tool.has_run(refusal, {"src/a.c": counts}) == ran


def counted(build):
    """The counts of a small program that was built with counters and has run."""
    (build / "src/base").mkdir(parents=True)
    (build / "src/base/main.c").write_text(
        "int main(int count, char **words) {\n    (void)words;\n    if (count > 1)\n"
        "        return 7;\n    return 0;\n}\n")
    subprocess.run(["gcc", "--coverage", "-O0", "-c", "src/base/main.c", "-o", "src/main.o"],
                   cwd=build, check=True)
    subprocess.run(["gcc", "--coverage", "src/main.o", "-o", "main"], cwd=build, check=True)
    subprocess.run([build / "main"], check=True)
    return gcov.read(build, build)


def test_lines_and_branches_are_counted(tmp_path):
    counts = counted(tmp_path)["src/base/main.c"]
    assert (counts.lines[3], counts.lines[4], counts.lines[5]) == (1, 0, 1)
    assert sorted(counts.branches[3]) == [0, 1]


def test_the_table_sums_folders():
    one, two = gcov.Counts(), gcov.Counts()
    one.add(1, 5, [5, 0])
    one.add(2, 0, [])
    two.add(1, 1, [])
    two.add(1, 2, [])
    lines = list(gcov.table({"src/a/one.c": one, "src/b/two.c": two}))
    assert [line.split() for line in lines[1:]] == [
        ["src/a", "2", "1", "50.0", "%", "2", "1", "50.0", "%"],
        ["src/b", "1", "1", "100.0", "%", "0", "0", "-"],
        ["all", "3", "2", "66.7", "%", "2", "1", "50.0", "%"]]


def test_branches_that_end_the_process_do_not_count(tmp_path):
    (tmp_path / "one.c").write_text("int f(int a) {\n    ALWAYS(a > 0 &&\n           a < 9);\n"
                                    "    if (a)\n        NEEDED(a);\n    return a;\n}\n")
    counts = gcov.Counts()
    for line in (2, 3, 4, 5):
        counts.add(line, 1, [1, 0])
    assert gcov.ending_lines((tmp_path / "one.c").read_text()) == {2, 3, 5}
    assert list(gcov.without_endings({"one.c": counts}, tmp_path)["one.c"].branches) == [4]


def test_floors_are_of_folders():
    one = gcov.Counts()
    for line in range(20):
        one.add(line, line > 0, [1, 0] if line < 2 else [1])
    files = {"src/a/one.c": one, "src/ab/two.c": gcov.Counts()}
    assert list(gcov.below(files, {"src/a": (95, 85)})) == []
    assert list(gcov.below(files, {"src/a": (96, 91)})) == [
        "src/a: 95.0 % of the lines ran; 96 % are the least",
        "src/a: 90.9 % of the branches ran; 91 % are the least"]


def test_branches_that_were_not_taken_are_named_by_their_lines(tmp_path):
    for name in ("src/a/one.c", "src/ab/two.c", "src/b/three.c"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("int f(int a) {\n    if (a)\n        return 1;\n    return a ? 2 : 3;\n}\n")
    files = {name: gcov.Counts() for name in ("src/a/one.c", "src/ab/two.c", "src/b/three.c")}
    for counts in files.values():
        counts.add(2, 1, [1, 0])
        counts.add(4, 1, [1, 1])
    assert list(gcov.not_taken(files, ["src/a", "src/b/three.c"], tmp_path)) == [
        ("src/a/one.c", "if (a)"), ("src/b/three.c", "if (a)")]


def test_branches_that_nothing_takes_have_reasons_and_are_there(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.c").write_text("int f(int a) {\n    if (a)\n        return 1;\n    return 0;\n}\n")
    allowed = tool.unreached("# why\nsrc/a.c\tif (a)\tit is\nsrc/a.c\tif (b)\t \nsrc/a.c\tif (c)\n")
    assert allowed == {("src/a.c", "if (a)")}
    for missed in ({("src/a.c", "if (a)")}, set()):
        assert list(tool.judge_branches(missed, allowed, tmp_path)) == []
    assert list(tool.judge_branches({("src/a.c", "return 0;")}, allowed | {("src/a.c", "if (d)"), ("src/b.c", "if (a)")}, tmp_path)) == [
        "src/a.c: a branch was not taken: return 0;",
        "tests/unreached.txt: src/a.c: if (d): is not there; take it out",
        "tests/unreached.txt: src/b.c: if (a): is not there; take it out"]


def test_lines_that_may_have_such_branches_are_there():
    allowed = tool.unreached((ROOT / tool.UNREACHED).read_text())
    assert allowed and list(tool.judge_branches(set(), allowed, ROOT)) == []
