"""The twelve registries and the users, as the demo company has them."""

import pytest

import oracles
from client import OPENAPI, glimt, running

ADMIN = [path for path in OPENAPI["paths"] if path.startswith("/v1/Admin/") and "{" not in path]
DOCUMENTED = [path for path in ADMIN if "x-extension" not in OPENAPI["paths"][path]["get"]]


@pytest.fixture(scope="module")
def demo():
    with running("--demo") as server:
        yield server.client("--all-permissions", "--rate", "off")


def test_there_are_twelve_and_the_users():
    assert len(DOCUMENTED) == 13


@pytest.mark.parametrize("path", ADMIN)
def test_each_is_filled_and_sorted(demo, path):
    parameters = {item["name"]: item for item in OPENAPI["paths"][path]["get"]["parameters"]}
    whole = demo.walk(path)
    assert len(whole) >= 4 and len({item["id"] for item in whole}) == len(whole)
    for key in parameters["sortBy"]["schema"]["enum"]:
        up = demo.walk(f"{path}?sortBy={key}", 3)
        down = demo.walk(f"{path}?sortBy={key}&sortOrder=descending", 4)
        assert [item["id"] for item in up] == [item["id"] for item in reversed(down)]
        shown = {"createdDate": "created", "updatedDate": "updated"}.get(key)
        if shown and shown in up[0]:
            values = [(item[shown] is not None, item[shown], item["id"]) for item in up]
            assert values == sorted(values, key=lambda value: (value[0], value[1] or "", value[2]))


def test_names_sort_by_swedish_rules(demo):
    names = [item["name"] for item in demo.walk("/v1/Admin/Countries")]
    letters = [[letter for letter in name.lower() if letter in oracles.ALPHABET] for name in names]
    keys = [oracles.swedish("".join(word)) for word in letters]
    assert keys == sorted(keys) and names[-1] == "Österrike"


def test_article_numbers_sort_naturally(demo):
    items = demo.walk("/v1/Admin/Articles?sortBy=articleNumber")
    numbers = [item["articleNumber"] for item in items if item["articleNumber"]]
    assert [item["articleNumber"] for item in items][-len(numbers):] == numbers  # nulls first
    assert numbers == sorted(numbers, key=oracles.natural)


@pytest.mark.parametrize("query", ["kabel", "KABEL", "e100", "ø", "finns inte", "a", "%"])
def test_query_of_articles(demo, query):
    found = {item["id"] for item in demo.walk(f"/v1/Admin/Articles?filter.query={query}".replace(
        "=%", "=%25"))}
    assert found == {item["id"] for item in demo.walk("/v1/Admin/Articles")
                     if oracles.contains(query, item["articleNumber"], item["name"])}


@pytest.mark.parametrize("query", ["å", "and", "norrsken", "12", "son ", "a s"])
def test_query_of_users(demo, query):
    details = [demo.good("GET", f"/v1/Admin/Users/{item['id']}")
               for item in demo.walk("/v1/Admin/Users")]
    found = {item["id"] for item in demo.walk(f"/v1/Admin/Users?filter.query={query}")}
    assert found == {user["id"] for user in details if oracles.contains(
        query, user["firstName"] + " " + user["lastName"], user["email"], user["employeeNumber"])}


def test_every_property_of_users_and_contacts_is_there_somewhere(demo):
    for path in ("/v1/Admin/Users", "/v1/Core/Contacts"):
        details = [demo.good("GET", f"{path}/{item['id']}") for item in demo.walk(path)]
        for name in details[0]:
            assert any(detail[name] not in (None, []) for detail in details), name
        casing = {detail.get("license", detail.get("contactType")) for detail in details}
        assert all(word[0].isupper() for word in casing)


def test_demo_is_the_same_for_the_same_seed(tmp_path):
    def everything(seed, name):
        glimt("demo", "--data", tmp_path / name, "--contacts", 60, "--seed", seed)
        with running(directory=tmp_path / name) as server:
            client = server.client()
            return {path: client.walk(path) for path in [*ADMIN, "/v1/Core/Contacts"]}
    first = everything(7, "a")
    assert first == everything(7, "b")
    assert first != everything(8, "c")
    again = glimt("demo", "--data", tmp_path / "a", check=False)
    assert again.returncode == 1 and again.stderr.count("\n") == 1
