"""Servers and clients for all tests; each worker process has its own."""

import pytest

from client import running
from people import add_person
from postgres import postgres


def pytest_configure(config):
    config.addinivalue_line("markers", "concurrent: exercises several threads of the server")


@pytest.fixture(scope="session")
def server():
    """One server for tests that leave others alone; each works in an account of its own or with
    rows of its own."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def client(server):
    return server.client()


@pytest.fixture(scope="module")
def there():
    """A PostgreSQL of the module's own."""
    with postgres() as made:
        yield made


@pytest.fixture
def account(server):
    """A client of a company that nobody else uses."""
    import json
    from client import glimt
    made = glimt("account", "add", "Egen", "--data", server.directory, "--json")
    return server.client(account=json.loads(made.stdout)["id"])


@pytest.fixture(scope="module")
def program(server):
    """An application of the module's own server."""
    return server.client()


@pytest.fixture(scope="module")
def boss(server):
    """An administrator of the module's own server."""
    return add_person(server, administrator=True)
