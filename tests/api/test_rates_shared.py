"""Four requests a second and token, over several servers that count in one Redis. Its clock and those of the
servers stand, unless a test moves them, so each count is exact."""

import contextlib
import itertools
import re
import signal
import socket
import threading

import pytest

from client import Client, add_application, glimt
from clocks import StandingClock
from hearing import Hearing
from postgres import postgres
from redis_server import PROGRAM, redis
from test_rate_limit import ask_at_once, statuses

pytestmark = [pytest.mark.skipif(not PROGRAM, reason="no Redis"), pytest.mark.own_postgres]

KEYS = {}  # of each database, which its servers have in common
LOST, BACK = "Redis is lost", "Redis is back"


@pytest.fixture(name="database", scope="module")
def database_():
    with postgres() as made:
        yield made.migrated_database("rates")


@contextlib.contextmanager
def node(folder, database, address, hear=Hearing):
    """A server of its own directory and its own clock."""
    folder.mkdir()
    clock = StandingClock(folder)
    data = folder / "data"
    data.mkdir(mode=0o700)
    (data / "glimt.conf").write_text(f'database = "{database}"\nredis = "{address}"\n')
    if database in KEYS:
        (data / "secret.key").write_bytes(KEYS[database])
        (data / "secret.key").chmod(0o600)
    with hear(data, **clock.options) as heard:
        KEYS[database] = (data / "secret.key").read_bytes()
        heard.clock = clock
        yield heard


class Nodes:
    """Two servers, and one client of both."""

    def __init__(self, heard):
        self.heard, self.servers = heard, [one.server for one in heard]

    def client(self, *flags):
        made = add_application(self.servers[0].directory, *(flags or ["--all-permissions"]))
        return Client(self.servers[0], made["id"], made["secret"])

    def let_through(self, client, count=6):
        """How many each lets through of so many at once."""
        return [statuses(server, client, count).count(200) for server in self.servers]

    def wait_for(self, words):
        for one in self.heard:
            one.wait_for(words)

    def said(self, words):
        return [sum(words in line for line in one.lines) for one in self.heard]


def undisturbed(lost=0):
    """Runs a test until the machine lets it: who waits 0.25 s for Redis, on a machine that does other things, has
    lost it."""
    def with_nodes(test):
        def run(tmp_path, database):
            for turn in itertools.count():
                there = tmp_path / str(turn)
                there.mkdir()
                with redis(there / "redis") as shared, contextlib.ExitStack() as stack:
                    nodes = Nodes([stack.enter_context(node(there / name, database, address)) for name, address in {
                        "one": f"redis://127.0.0.1:{shared.port}", "two": f"unix://{shared.socket}?db=0"}.items()])
                    failure = None
                    try:
                        test(nodes, shared)
                    except AssertionError as wrong:
                        failure = wrong
                if all(count <= lost for count in nodes.said(LOST)):
                    if failure:
                        raise failure
                    return
        run.__doc__ = test.__doc__
        return run
    return with_nodes


@undisturbed()
def test_four_a_second_together(nodes, shared):
    client = nodes.client()
    assert nodes.let_through(client, 3) == [3, 1]
    shared.clock.let_pass(0.849)
    assert nodes.let_through(client) == [0, 0]
    shared.clock.let_pass(0.001)
    assert nodes.let_through(client) == [4, 0]
    _, headers, text = ask_at_once(nodes.servers[1], client, 1)[0]
    assert headers["Retry-After"] == "1" and text == '{"waitInSeconds":1}'


@undisturbed()
def test_the_second_slides(nodes, shared):
    """Each of four is let in anew when a second less what is forgiven has gone by since it was."""
    client = nodes.client()
    for turn in range(30):
        assert statuses(nodes.servers[turn % 2], client, 1) == [200], turn
        shared.clock.let_pass(0.213)
    shared.clock.let_pass(-0.213)
    assert nodes.let_through(client) == [0, 0]


@undisturbed()
def test_clocks_of_servers_do_not_matter(nodes, shared):
    client = nodes.client()
    assert nodes.let_through(client, 2) == [2, 2]
    nodes.heard[0].clock.let_pass(600)
    assert nodes.let_through(client) == [0, 0]
    shared.clock.let_pass(-600)  # set back: what lies ahead of it does not count
    assert sum(nodes.let_through(client)) == 4
    assert nodes.let_through(client) == [0, 0]


@undisturbed()
def test_each_token_has_its_own(nodes, _):
    one, two = nodes.client(), nodes.client("--all-permissions", "--rate", "7")
    assert nodes.let_through(one, 10) == [4, 0]
    assert nodes.let_through(two, 10) == [7, 0]
    assert nodes.let_through(nodes.client("--all-permissions", "--rate", "off")) == [6, 6]


@undisturbed()
def test_redis_is_told_no_token(nodes, shared):
    client = nodes.client()
    assert sum(nodes.let_through(client)) == 4
    keys = [key for key in shared.keys() if not key.endswith(":trial")]
    assert len(keys) == 1 and re.fullmatch("glimt:rate:[0-9a-f]{32}", keys[0])
    assert len(shared.ask("LRANGE", keys[0], "0", "-1").stdout.split()) == 4
    shared.clock.let_pass(0.851)
    assert shared.keys() == []


@undisturbed()
def test_its_scripts_are_forgotten(nodes, shared):
    client = nodes.client()
    assert nodes.let_through(client, 1) == [1, 1]
    shared.ask("SCRIPT", "FLUSH")
    assert nodes.let_through(client) == [2, 0]
    assert nodes.said(LOST) == [0, 0]


def end_and_come_back(nodes, shared, how):
    """Meanwhile each counts alone; nobody is let in twice for what the same server let in before."""
    client = nodes.client()
    assert nodes.let_through(client, 3) == [3, 1]
    shared.stop(how)
    assert nodes.let_through(client) == [1, 3]
    assert nodes.let_through(nodes.client()) == [4, 4]
    assert nodes.said(LOST) == [1, 1] and nodes.said(BACK) == [0, 0]
    shared.start()
    nodes.wait_for(BACK)
    assert sum(nodes.let_through(client)) == 4  # it starts without anything
    assert nodes.said(LOST) == nodes.said(BACK) == [1, 1]


@undisturbed(lost=1)
def test_redis_ends_and_comes_back(nodes, shared):
    end_and_come_back(nodes, shared, signal.SIGTERM)


@undisturbed(lost=1)
def test_redis_is_killed_and_comes_back(nodes, shared):
    end_and_come_back(nodes, shared, signal.SIGKILL)


@undisturbed(lost=1)
def test_redis_stands_still(nodes, shared):
    client = nodes.client()
    assert nodes.let_through(client, 1) == [1, 1]
    shared.signal(signal.SIGSTOP)
    assert nodes.let_through(client) == [3, 3]
    assert nodes.let_through(client) == [0, 0]
    nodes.wait_for(LOST)
    shared.signal(signal.SIGCONT)
    nodes.wait_for(BACK)
    assert sum(nodes.let_through(nodes.client())) == 4
    assert nodes.said(LOST) == nodes.said(BACK) == [1, 1]


@undisturbed()
def test_started_anew_between_two_requests(nodes, shared):
    """Who asks next finds it, and nothing is said."""
    client = nodes.client()
    assert nodes.let_through(client, 3) == [3, 1]
    shared.stop()
    shared.start()
    assert sum(nodes.let_through(client)) == 4
    assert nodes.said(LOST) == [0, 0]


def test_with_a_password(tmp_path, database):
    with redis(tmp_path / "redis", "--requirepass", "löyn/dig @") as shared:
        at = f"127.0.0.1:{shared.port}/0"
        with node(tmp_path / "one", database, f"redis://:l%C3%B6yn%2Fdig%20@@{at}") as one, \
                node(tmp_path / "two", database, f"redis://default:l%c3%b6yn%2fdig%20%40@{at}") as two, \
                node(tmp_path / "three", database, f"redis://:annat@{at}") as wrong:
            nodes = Nodes([one, two])
            assert sum(nodes.let_through(nodes.client())) >= 4
            assert len(shared.ask("--no-auth-warning", "-a", "löyn/dig @", "KEYS", "*[0-9a-f]").stdout.split()) == 1
            wrong.wait_for(LOST)
            assert any("WRONGPASS" in line for line in wrong.lines)
            assert statuses(wrong.server, nodes.client(), 5) == [200] * 4 + [429]
            said = one.end() + two.end() + wrong.end()
    assert "dig" not in said and "annat" not in said


def test_starts_before_redis(tmp_path, database):
    with redis(tmp_path / "redis") as shared:
        shared.stop()
        with node(tmp_path / "one", database, f"redis://localhost:{shared.port}") as one:
            nodes = Nodes([one])
            assert nodes.let_through(nodes.client()) == [4]
            one.wait_for(LOST)
            shared.start()
            one.wait_for(BACK)
            assert nodes.let_through(nodes.client()) == [4]
            assert [key for key in shared.keys() if not key.endswith(":trial")] != []


def test_a_replica_counts_nothing(tmp_path, database):
    with redis(tmp_path / "redis") as shared, \
            redis(tmp_path / "replica", "--replicaof", f"127.0.0.1 {shared.port}") as replica, \
            node(tmp_path / "one", database, f"redis://127.0.0.1:{replica.port}") as one:
        nodes = Nodes([one])
        assert nodes.let_through(nodes.client()) == [4]
        one.wait_for(LOST)
        assert nodes.said(BACK) == [0]


@contextlib.contextmanager
def something_else(*replies):
    """Its address: it speaks as Redis does, and answers to what comes one after another, on each connection."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def serve():
            with contextlib.suppress(OSError):
                while True:
                    connection, _ = listening.accept()
                    with connection:
                        for reply in replies:
                            connection.recv(1 << 16)
                            connection.sendall(reply)
                        connection.recv(1)
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.parametrize("replies, problem", [
    ([b"+OK\r\n"], "it keeps no scripts"),
    ([b"$40\r\n" + b"0" * 40 + b"\r\n", b"+OK\r\n"], "it answers with something else")])
def test_what_is_no_redis(tmp_path, database, replies, problem):
    with something_else(*replies) as address, node(tmp_path / "one", database, address) as one:
        nodes = Nodes([one])
        assert nodes.let_through(nodes.client()) == [4]
        one.wait_for(f"{LOST} ({problem})")
        assert nodes.said(BACK) == [0]


FORM = ("The address of Redis must be redis://[[USER]:PASSWORD@]HOST[:PORT][/NUMBER] or "
        "unix://[[USER]:PASSWORD@]/PATH[?db=NUMBER].")


@pytest.mark.parametrize("address, sentence", [
    ("localhost", FORM), ("redis://", FORM), ("redis://host:0", FORM), ("redis://:hemligt@host/x", FORM),
    ("redis://host:65536", FORM), ("unix://run/redis.sock", FORM), ("redis://hemligt@host", FORM),
    ("unix:///a%zz", FORM), ("unix:///a?db=1&x", FORM), ("redis://[::1", FORM), ("http://host", FORM),
    ("rediss://:hemligt@host", "Redis cannot be asked over TLS: the library for that is not in Debian 12. "
                               "Let a tunnel do it, and name the tunnel's end.")])
def test_wrong_addresses(tmp_path, address, sentence):
    done = glimt("serve", "--data", tmp_path / "data", "--database", "postgres:///nowhere", check=False,
                 env={"GLIMT_REDIS": address})
    assert (done.returncode, done.stderr, done.stdout) == (2, f"glimt: {sentence}\n", "")
    assert not (tmp_path / "data").exists()


def test_where_it_makes_no_sense(tmp_path):
    done = glimt("serve", "--data", tmp_path / "data", "--redis", "redis://localhost", check=False)
    assert (done.returncode, done.stderr) == (
        2, "glimt: --redis is for several servers on one database: it needs --database.\n")


def test_address_in_a_file(tmp_path):
    there = tmp_path / "address"
    there.write_text("redis://:hemligt@\n")
    there.chmod(0o600)
    flags = ["--data", tmp_path / "data", "--database", "postgres:///nowhere", "--redis-file", there]
    done = glimt("serve", *flags, check=False)
    assert (done.returncode, done.stderr) == (2, f"glimt: {FORM}\n")
    done = glimt("serve", *flags, "--redis", "redis://localhost", check=False)
    assert (done.returncode, done.stderr) == (2, "glimt: --redis and --redis-file cannot be given together.\n")
    there.unlink()
    done = glimt("serve", *flags, check=False)
    assert done.returncode == 1
    assert done.stderr == f"glimt: The file of --redis-file, {there}, cannot be read: No such file or directory.\n"
