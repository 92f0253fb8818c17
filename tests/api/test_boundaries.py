"""Where requests end: each row of the table has its answers, exactly one for each request, and what stands behind
a refused one is never read. `pytest -s` prints how many were tried and held."""

import contextlib
import dataclasses
import socket
import struct

import pytest

import record
from answers import Malformed, find_fault, find_fault_of_refusal, read_answers
from boundaries import CONSTANT, FOLLOWING, MARKS, TOKEN, TRAP, get, marked, rows
from client import running
from clocks import StandingClock
from ports import PATIENCE, count_used, free_port, names_of_contacts

REFUSALS = {400, 413, 414, 417, 431, 501, 505}
BATCH = 64


@dataclasses.dataclass
class Try:
    """One row on one connection."""
    row: object
    pieces: list
    first: int  # of its markers
    connection: socket.socket = None

    def check(self, answers, rest, seen):
        """What is wrong, or None."""
        expected = self.row.statuses + ((200,) if self.row.goes_on else ())
        statuses = tuple(answer.status for answer in answers)
        if statuses != expected or rest:
            return f"{statuses} for {expected}, then {rest[:80]}"
        for number, answer in enumerate(answers):
            is_last = number == len(answers) - 1
            fault = find_fault(answer, is_last and not self.row.goes_on)
            if not fault and is_last and not self.row.goes_on and answer.status in REFUSALS:
                fault = find_fault_of_refusal(answer)
            mark = self.first + (3 if is_last and self.row.goes_on else number)
            if not fault and answer.status < 300 and answer.body and b"%d" % mark not in answer.body:
                fault = f"another's answer: {answer.body[:80]}"
            if fault:
                return f"{answer.status}: {fault}"
            seen.append(answer.fields["x-request-id"])
        return None


class Table:
    """A server of one thread, with an application for the rows, one for traps, one to see how far it is."""

    def __init__(self, server, port):
        self.server, self.port = server, port
        self.own, self.ghost, self.other = (server.client() for _ in range(3))
        self.next, self.ids, self.faults, self.tried = 1_000_000, [], [], 0
        self.good, self.created, self.said = 0, [], set()

    def open_plain(self):
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def open_secure(self):
        connection = self.server.raw()
        connection.settimeout(PATIENCE)
        return connection

    def prepare(self, row, cut):
        """A try of a row; `cut` gives the pieces of its bytes."""
        follow = FOLLOWING if row.goes_on else TRAP
        tokens = self.own.token.encode(), self.ghost.token.encode()
        one = Try(row, cut(marked(row.data, self.next, *tokens), marked(follow, self.next, *tokens)), self.next)
        self.next += len(MARKS)
        return one

    def catch_up(self, watch):
        """Until the only thread has read what was sent before."""
        watch.sendall(get(target=b"/v1/Admin/Users?page=1").replace(TOKEN, self.other.token.encode()))
        received = b""
        while not read_answers(received)[0]:
            received += watch.recv(65536)

    def hold(self, tries, open_connection):
        """Sends all of them at once, a piece each in turn, and looks at what comes back."""
        with contextlib.closing(self.open_plain()) as watch:
            for one in tries:
                one.connection = open_connection()
                one.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for turn in range(max(len(one.pieces) for one in tries)):
                if turn > 0:
                    self.catch_up(watch)
                for one in tries:
                    if turn < len(one.pieces):
                        one.connection.sendall(one.pieces[turn])
            for one in tries:
                self.end(one)

    def end(self, one):
        received, count = b"", len(one.row.statuses) + one.row.goes_on
        try:
            answers, rest = [], b""
            while not (one.row.goes_on and len(answers) >= count):
                part = one.connection.recv(65536)
                if not part:
                    break
                received += part
                answers, rest = read_answers(received, one.row.is_head)
            fault = one.check(answers, rest, self.ids)
            self.said |= {answer.body.decode() for answer in answers if answer.status >= 400}
            self.good += sum(answer.status < 300 for answer in answers)
            self.created += [one.first + number for number, answer in enumerate(answers) if answer.status == 201]
        except (Malformed, OSError, ValueError) as failure:
            fault = f"{failure!r} after {received[:80]}"
        if not one.row.goes_on:  # nothing is left of it that could take the port
            one.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.connection.close()
        self.tried += 1
        if fault:
            self.faults.append(f"{one.row.name}, pieces {[len(piece) for piece in one.pieces][:4]}: {fault}")

    def check(self, title):
        """Nothing was at fault, and the server's own counts say the same."""
        for text in self.said:
            record.keep_said(text)
        held = self.tried - len(self.faults)
        print(f"\n{title}: {self.tried} tried, {held} held")
        assert not self.faults, "\n".join([f"{len(self.faults)} of {self.tried}", *self.faults[:80]])
        assert len(set(self.ids)) == len(self.ids)
        assert self.server.stop()[0] == 0
        used = count_used(self.server)
        assert self.ghost.identifier not in used
        assert used.get(self.own.identifier, 0) == self.good
        assert names_of_contacts(self.server) == sorted(str(number) for number in self.created)


@pytest.fixture
def table(tmp_path):
    """No time passes there, so that bytes may come as slowly as they do."""
    port, clock = free_port(), StandingClock(tmp_path)
    words = ["--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1", "--threads", "1"]
    with running(*words, **clock.options) as server:
        yield Table(server, port)


def whole(data, follow):
    return [data + follow]


def test_each_row_over_a_plain_connection(table):
    for row in rows():
        table.hold([table.prepare(row, whole)], table.open_plain)
    table.check("plain, whole")


def test_each_row_over_tls(table):
    for row in rows():
        table.hold([table.prepare(row, whole)], table.open_secure)
    table.check("TLS, whole")


def in_two(at):
    return lambda data, follow: [data[:at], data[at:] + follow]


def places(data):
    """Where to cut: at every byte of short rows, rarely in what many have in common; else in some places."""
    begin, trap = data.find(CONSTANT), data.find(TRAP)
    common = [*range(begin + 1, begin + len(CONSTANT) - 2), *range(trap + 2, trap + len(TRAP) if trap > 0 else 0)]
    if len(data) - len(CONSTANT) <= 600:
        return sorted({*range(1, len(data) + 1)} - {at for at in common if at % 40 > 0})
    return sorted({1, 20, begin, begin + 2, len(data) - 2, len(data) - 1, len(data),
                   *range(7, len(data), len(data) // 20)})


@pytest.mark.long
def test_each_row_cut_at_every_byte(table):
    tries = [table.prepare(row, in_two(at)) for row in rows() for at in places(row.data)]
    for at in range(0, len(tries), BATCH):
        table.hold(tries[at:at + BATCH], table.open_plain)
    table.check("plain, in two pieces")


def drip(data, follow):
    """Each byte alone; of long ones, pieces."""
    size = 1 if len(data) < 600 else len(data) // 200
    return [data[at:at + size] for at in range(0, len(data), size)] + [follow]


@pytest.mark.parametrize("secure", [False, True])
def test_each_row_byte_by_byte(table, secure):
    found = [table.prepare(row, drip) for row in rows()]
    table.hold(found, table.open_secure if secure else table.open_plain)
    table.check(f"{'TLS' if secure else 'plain'}, byte by byte")


def test_http_where_tls_is_expected(table):
    """No answer could be read; the connection ends at once."""
    with socket.create_connection(("127.0.0.1", table.server.port), PATIENCE) as connection:
        connection.sendall(get().replace(TOKEN, table.ghost.token.encode()))
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                assert not part.startswith(b"HTTP")
    table.check("HTTP where TLS is expected")
