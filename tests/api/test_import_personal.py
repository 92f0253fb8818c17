"""glimt import --record FILE --replace-personal-data: a recording that may be shown to others."""

import json
import re
import stat

import pytest

from client import glimt, running
from sources import Mover, all_answers, standing_before

PERSONAL = ["/v1/Admin/Users/", "/v1/Core/Contacts/", "/v1/Core/TimeReports/"]
MOMENT = re.compile(r"\d{4}-\d\d-\d\d.*|\d\d:\d\d(:\d\d)?")
WHOSE = {"address", "visitingAddress", "invoiceAddress", "deliveryAddress", "location", "user", "createdBy", "updatedBy",
         "contact", "customer", "project", "internalProject", "manager", "responsible", "company", "nextOfKin"}
WORDS = {"objectName", "countryName", "contactType", "invoiceType", "license", "salaryType", "type", "color", "objectType"}
SHORTEST = 6  # what is shorter may stand in other words by chance
POSTAL_CODE = re.compile(r"\d{3} ?\d\d")  # in whose place another one comes, which may be somebody's by chance


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    directory = tmp_path_factory.mktemp("origin") / "data"
    glimt("demo", "--data", directory, "--contacts", 30, "--projects", 12, "--tasks", 30, "--time-reports", 150)
    with running(directory=directory) as started:
        yield started


@pytest.fixture(scope="module")
def moved(origin, tmp_path_factory):
    """An import that was recorded, and one from the recording."""
    folder = tmp_path_factory.mktemp("moved")
    mover, replayed, record = Mover(folder / "data", origin), folder / "replayed", folder / "record"
    mover.said = mover.move(origin.url, "--rate", "off", "--record", record, "--replace-personal-data").stdout
    replayed.mkdir(mode=0o700)
    return mover, record, replayed, glimt("import", "--data", replayed, "--from", record).stdout


def texts_in(value):
    """All texts of a tree, but for names of objects."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "objectName":
                yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


def answers_of(server):
    with running(directory=server) as started:
        return all_answers(started.client())


def json_of(answers):
    return {path: json.loads(content) for path, (status, _, content) in answers.items()
            if status == 200 and not path.endswith("/Download")}


def personal_texts(row):
    """Those of a row itself, of addresses in it, and of the rows that it names where these are personal, too."""
    for name, value in row.items():
        if name in WHOSE and isinstance(value, dict):
            yield from (text for inner, text in value.items() if inner not in WORDS and isinstance(text, str))
        elif isinstance(value, str) and name not in WORDS and not MOMENT.fullmatch(value):
            yield value


def test_nothing_personal_is_in_the_file(origin, moved):
    record = moved[1].read_text()
    assert stat.S_IMODE(moved[1].stat().st_mode) == 0o600
    answers = row_answers(all_answers(origin.client()))
    texts = {text for path, answer in answers.items() for text in personal_texts(answer)
             if path.startswith(tuple(PERSONAL)) and len(text) >= SHORTEST and not POSTAL_CODE.fullmatch(text)}
    words = {word for text in texts for word in re.findall(r"\w+", text) if len(word) >= 8}
    assert {"Emma O'Brien", "Emma"} & {text for answer in answers.values() for text in personal_texts(answer)}
    assert len(texts) > 200 and len(words) > 100
    # Whole texts, as they stand in the JSON that is recorded as a text of JSON.
    assert {text for text in texts if json.dumps(text, ensure_ascii=False)[1:-1] in record} == set()
    assert words & set(re.findall(r"\w+", record)) - known_words(origin) == set()
    assert moved[0].secret not in record and "pa_" not in record


def known_words(origin):
    """Words that also stand where nothing is personal, and names of properties."""
    answers = json_of(all_answers(origin.client()))
    registries = {word for path, answer in answers.items() if not path.startswith(tuple(PERSONAL))
                  for text in texts_in(answer) for word in re.findall(r"\w+", text)}
    return registries | set(re.findall(r'"(\w+)":', json.dumps(list(answers.values()))))


def test_an_import_from_it_brings_as_much(moved):
    mover, _, replayed, said = moved
    assert said == mover.said  # counts, sums by month, and what is left to do
    assert re.search(r"^contacts +30 +30 +0 +0$", said, re.MULTILINE)
    glimt("check", "--data", replayed)


def pairs_of(first, second, path):
    """Values at the same place of two trees that are built alike."""
    assert type(first) is type(second), (path, first, second)
    if isinstance(first, dict):
        assert first.keys() == second.keys(), path
        for name in first:
            yield from pairs_of(first[name], second[name], f"{path} {name}")
    elif isinstance(first, list):
        assert len(first) == len(second), path
        for one, other in zip(first, second):
            yield from pairs_of(one, other, path)
    else:
        yield path, first, second


def row_answers(answers):
    """Of rows that are got alone, since lists stand in the order of names."""
    return {path: answer for path, answer in json_of(answers).items() if re.fullmatch(r"/v1/\w+/\w+/\d+", path)}


def test_only_texts_are_replaced_and_the_same_ones_alike(moved):
    first, second = row_answers(answers_of(moved[0].directory)), row_answers(answers_of(moved[2]))
    assert first.keys() == second.keys() and len(first) > 200
    there, back, changed = {}, {}, 0
    for path in first:
        if "/Opportunities/" in path: # only named, so each side has moments of its own
            continue
        for place, one, other in pairs_of(first[path], second[path], path):
            if not isinstance(one, str) or MOMENT.fullmatch(one):
                assert one == other, place
                continue
            if one == other: # of a registry, or the API's; the same word may be personal elsewhere
                continue
            assert there.setdefault(one.lower(), other.lower()) == other.lower(), place
            assert back.setdefault(other.lower(), one.lower()) == one.lower(), place
            assert len(one) == len(other), place
            changed += 1
    assert changed > 1000


def test_what_is_unknown_is_replaced_too(origin, tmp_path):
    """Of a newer service: a property that nobody knows, a number of a person as a number, an error page."""
    mover, record = Mover(tmp_path / "data", origin), tmp_path / "record"

    def edit(path, answer):
        if path.startswith("/v1/Core/Contacts/"):
            answer["nextOfKin"] = {"name": "Xantippa Qvarnström", "born": 198001011234, "since": "2020-01-31"}
            answer["phoneNumber"] = 7012345678
        return answer

    bad = iter(range(3))
    with standing_before(origin, edit=edit, fault=lambda number, path: "502" if number == 9 and next(bad, None) == 0 else None) as source:
        mover.move(source.url, "--rate", "off", "--record", record, "--replace-personal-data")
    kept = record.read_text()
    assert "Xantippa" not in kept and "Qvarnstr" not in kept and "198001011234" not in kept
    assert "7012345678" not in kept and "Bad gateway" not in kept
    assert '\\"since\\":\\"2020-01-31\\"' in kept and "nextOfKin" in kept


def test_both_kinds_are_not_mixed(origin, tmp_path):
    mover, record = Mover(tmp_path / "data", origin), tmp_path / "record"
    mover.move(origin.url, "--rate", "off", "--record", record)
    done = mover.move(origin.url, "--rate", "off", "--record", record, "--replace-personal-data", check=False)
    assert done.returncode == 1 and "what is personal in it is as it came" in done.stderr
    done = mover.move(origin.url, "--rate", "off", "--replace-personal-data", check=False)
    assert done.returncode == 1 and "--replace-personal-data needs --record" in done.stderr
