"""Applications as people see them: what happens beside the form shows at once."""

import pytest

from client import Client, glimt, running


@pytest.fixture(scope="module")
def server():
    with running("--demo") as started:
        yield started


@pytest.fixture
def path(boss):
    """The path of a new application, which has been seen once."""
    made = boss.good("POST", "/admin/v1/Applications", {"name": "Lön", "responsibleId": 1, "rate": 0},
                     201)
    path = f"/admin/v1/Applications/{made['id']}"
    seen = boss.good("GET", path)
    assert (seen["hasSecret"], seen["hasStaticToken"], seen["lastUsed"]) == (False, False, None)
    return path


def test_a_secret_and_its_use_show_at_once(server, boss, path):
    secret = boss.good("POST", path + "/Secret")
    assert boss.good("GET", path)["hasSecret"] is True
    Client(server, secret["publicId"], secret["secret"])
    assert boss.good("GET", path)["lastUsed"]


def test_a_static_token_shows_at_once(boss, path):
    boss.good("POST", path + "/StaticToken")
    assert boss.good("GET", path)["hasStaticToken"] is True
    boss.good("DELETE", path + "/StaticToken")
    assert boss.good("GET", path)["hasStaticToken"] is False


def test_what_the_command_line_does_shows_at_once(server, boss, path):
    listed = boss.good("GET", "/admin/v1/Applications?page=1&pageSize=100")["items"]
    number = int(path.rsplit("/", 1)[1])
    public_id = next(row["publicId"] for row in listed if row["id"] == number)
    glimt("app", "disable", public_id, "--data", server.directory)
    assert boss.good("GET", path)["isActive"] is False
