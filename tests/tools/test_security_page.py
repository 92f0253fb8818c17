"""docs/security.md holds: every requirement of the standard is judged once, what is met names a test or a part of
the page that is there, and the libraries that it names are those that the program is linked with."""

import os
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("GLIMT_BINARY", str(ROOT / "build" / "glimt"))
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NUMBERS = pathlib.Path(__file__).with_name("asvs_numbers.txt").read_text().splitlines()[1:]
ROW = re.compile(r"^\| (V[\d.]+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
STATES = {"met", "not met", "not applicable"}


def anchors(page):
    """Where links within a page may lead, as they are made of its headings."""
    headings = re.findall(r"^#+ (.+)$", page, re.M)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def names_a_test(place):
    """Whether `file::test` is in the tree, below tests/."""
    file, _, name = place.partition("::")
    path = ROOT / "tests" / file
    form = {".py": rf"^def {re.escape(name)}\(", ".c": rf"^static void {re.escape(name)}\(",
            ".ts": rf"\b(?:test|it)\(\s*\"{re.escape(name)}\""}.get(path.suffix)
    return bool(form and name and path.is_file() and re.search(form, path.read_text(encoding="utf-8"), re.M))


def wrong(page, numbers):
    """Sentences on what does not hold."""
    rows = ROW.findall(page)
    judged = [f"{number} {level}" for number, level, *_ in rows]
    for missing in [number for number in numbers if judged.count(number) != 1]:
        yield f"{missing} is judged {judged.count(missing)} times"
    for other in sorted(set(judged) - set(numbers)):
        yield f"{other} is none of the standard's"
    for number, _, what, state, where in rows:
        if state not in STATES:
            yield f"{number}: {state} is no judgement"
        if not what.strip() or len(what) > 80:
            yield f"{number}: it is not told in a few words"
        if state == "met":
            yield from (f"{number}: {fault}" for fault in wrong_place(where, page))
        elif len(where.strip()) < 5:
            yield f"{number}: there is no reason"


def wrong_place(where, page):
    tests, links = re.findall(r"`([^`]+)`", where), re.findall(r"\]\(#([^)]+)\)", where)
    if not tests and not links:
        yield "it names no place"
    yield from (f"there is no {test}" for test in tests if not names_a_test(test))
    yield from (f"the page has no part {link}" for link in links if link not in anchors(page))


def test_every_requirement_is_judged():
    assert len(NUMBERS) == 253 and sum(number.endswith(" 1") for number in NUMBERS) == 70
    assert list(wrong(PAGE, NUMBERS)) == []


def test_most_are_met():
    """And the page counts them as they are."""
    states = [state for _, _, _, state, _ in ROW.findall(PAGE)]
    met, missed, other = (states.count(state) for state in ("met", "not met", "not applicable"))
    told = re.search(r"Of (\d+), (\d+) are\s+met, (\d+) are not, and (\d+) do not apply\.", PAGE)
    assert [int(number) for number in told.groups()] == [len(states), met, missed, other]
    assert met >= 150 and met + missed >= 168


GOOD = "## Some part\n| V1.1.1 | 2 | a thing | met | `tools/test_security_page.py::test_most_are_met` |\n"


@pytest.mark.parametrize("page, sentences", [
    (GOOD, []),
    ("", ["V1.1.1 2 is judged 0 times"]),
    (GOOD * 2, ["V1.1.1 2 is judged 2 times"]),
    (GOOD.replace("1.1.1 | 2", "1.1.1 | 1"), ["V1.1.1 2 is judged 0 times", "V1.1.1 1 is none of the standard's"]),
    (GOOD.replace("met |", "good |"), ["V1.1.1: good is no judgement"]),
    (GOOD.replace("test_most", "test_few"), ["V1.1.1: there is no tools/test_security_page.py::test_few_are_met"]),
    (GOOD.replace("`", ""), ["V1.1.1: it names no place"]),
    (GOOD.replace("a thing", "a " * 41 + "thing"), ["V1.1.1: it is not told in a few words"]),
    (re.sub("`.*`", "[it](#some-part)", GOOD), []),
    (re.sub("`.*`", "[it](#no-part)", GOOD), ["V1.1.1: the page has no part no-part"]),
    (re.sub("met.*`", "not met | no", GOOD), ["V1.1.1: there is no reason"]),
])
def test_what_does_not_hold_is_told(page, sentences):
    assert list(wrong(page, ["V1.1.1 2"])) == sentences


def needed():
    """The libraries that the linker wrote into the program, without their versions."""
    told = subprocess.run(["readelf", "-dW", BINARY], capture_output=True, text=True, check=True).stdout
    names = re.findall(r"\(NEEDED\).*\[(lib\w+(?:-[a-z]+)?)(?:-[\d.]+)?\.so[.\d]*\]", told)
    return {name for name in names if not re.search("asan|ubsan|tsan|gcov", name)}


def test_libraries_are_those_that_are_linked():
    table = PAGE.partition("| library | package | licence |")[2].partition("\n\n")[0]
    told = {name for row in table.splitlines()[2:] for name in row.split("|")[1].strip().split(", ")}
    assert needed() == told


def test_links_lead_somewhere():
    for link in re.findall(r"\]\(#([^)]+)\)", PAGE):
        assert link in anchors(PAGE), link
