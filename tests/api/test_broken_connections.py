"""A thousand clients that break off at every stage leave nothing behind."""

from collections import Counter
import socket
import time

import pytest

from client import running
from clocks import StandingClock
from crowd import Company, allow_many_files, break_off, descriptors, head, threads
from database import connect
from uploads import TYPE, file, form, incoming, named, stored, upload

CONTACTS = "/v1/Core/Contacts"
CONTACT = b'{"name":"x","contactType":"person","responsibleId":1}'
EACH = 18  # of each stage and way; 14 stages and 4 ways make a thousand


class BusyCompany(Company):
    """All that a request can be in the middle of."""

    def __init__(self, server, clock):
        super().__init__(server, clock)
        self.file = upload(self.client, self.path, file(b"x" * 3_000_000))["id"]


# ---- stages ----


def before_anything(company):
    return company.crowd.bare()


def in_a_record(company):
    return company.crowd.bare(company.crowd.hello[:100])


def in_the_handshake(company):
    wire = company.crowd.bare(company.crowd.hello)
    assert wire.recv(1)
    return wire


def no_handshake_at_all(company):
    return company.crowd.bare(head("GET", "/"))


def after_the_handshake(company):
    return company.crowd.secure()


def in_the_head(company):
    return company.crowd.secure(company.head("GET", CONTACTS)[:-9])


def before_the_body(company):
    return company.crowd.secure(company.head("POST", CONTACTS, "Content-Length: 9"))


def asked_for_the_body(company):
    wire = company.crowd.secure(company.head("POST", CONTACTS, "Content-Length: 9",
                                             "Expect: 100-continue"))
    assert wire.recv(1)
    return wire


def in_the_body(company):
    return company.crowd.secure(company.head("POST", CONTACTS, "Content-Length: 90") + CONTACT)


def in_a_chunk(company):
    return company.crowd.secure(company.head("POST", CONTACTS, "Transfer-Encoding: chunked")
                                + b"35\r\n" + CONTACT)


def in_an_upload(company):
    body = form(file(b"x" * 50_000))
    return company.crowd.secure(company.head(
        "POST", company.path, f"Content-Type: {TYPE}", f"Content-Length: {len(body)}") + body[:-40])


def while_the_answer_is_made(company):
    return company.crowd.secure(company.head("POST", CONTACTS, f"Content-Length: {len(CONTACT)}")
                                + CONTACT)


def in_a_large_answer(company):
    wire = company.crowd.secure(company.head("GET", f"{CONTACTS}?page=1&pageSize=100"), room=4096)
    assert wire.recv(1) == b"H"
    return wire


def in_a_download(company):
    wire = company.crowd.secure(
        company.head("GET", f"{company.path}/{company.file}/Download"), room=4096)
    assert wire.recv(1) == b"H"
    return wire


STAGES = [before_anything, in_a_record, in_the_handshake, no_handshake_at_all, after_the_handshake,
          in_the_head, before_the_body, asked_for_the_body, in_the_body, in_a_chunk, in_an_upload,
          while_the_answer_is_made, in_a_large_answer, in_a_download]


# ---- ways ----


def close(wire):
    wire.close()


def half_close(wire):
    """Says that no more will come, and is there to read until everything else is done."""
    wire.shutdown(socket.SHUT_WR)
    return wire


def close_half_after_half(wire):
    wire.shutdown(socket.SHUT_WR)
    wire.close()


WAYS = [close, break_off, half_close, close_half_after_half]


def look_until(company, looks):
    """Until one finds nothing. Some half-closed connections are waited for until a deadline comes."""
    found = looks()
    for _ in range(6000):
        if not found:
            return
        company.client.get(f"{CONTACTS}?page=1&pageSize=1")
        company.clock.let_pass(1)
        time.sleep(0.05)
        found = looks()
    assert not found


def what_is_there(server):
    """Descriptors, threads, and files of requests that are on their way."""
    return Counter([*descriptors(server), *["thread"] * threads(server),
                    *map(str, incoming(server))])


def come_and_break_off(company, each):
    """Gives those that are still there to read."""
    kept = []
    for way in WAYS:
        for stage in STAGES:
            wires = [stage(company) for _ in range(each)]
            kept += filter(None, [way(wire) for wire in wires])
    return kept


@pytest.mark.parametrize("count", ["1", "3"])
def test_a_thousand_break_off(tmp_path, count):
    allow_many_files()
    clock = StandingClock(tmp_path)
    with running("--threads", count, **clock.options) as server:
        company = BusyCompany(server, clock)
        idle = Counter(descriptors(server))["socket:"]
        kept = come_and_break_off(company, 4)  # each thread has opened what it keeps
        look_until(company, lambda: incoming(server) or
                   Counter(descriptors(server))["socket:"] > idle)
        had = what_is_there(server)
        kept += come_and_break_off(company, EACH)
        assert len(WAYS) * len(STAGES) * EACH > 1000
        look_until(company, lambda: what_is_there(server) - had)
        assert stored(server) == named(server)
        company.client.create()
        code, said = server.stop()
        assert code == 0 and "Some requests were not answered" not in said  # none was open
        for wire in kept:
            wire.close()


@pytest.mark.concurrent
def test_those_who_wait_for_the_writer_break_off(tmp_path):
    """Another program has the database, so all of them wait; it is let go when they have gone."""
    clock = StandingClock(tmp_path)
    with running("--threads", "1", **clock.options) as server:
        company = BusyCompany(server, clock)
        had = what_is_there(server)
        other = connect(server.directory, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        wires = [while_the_answer_is_made(company) for _ in range(120)]
        assert company.client.get(f"{CONTACTS}?page=1").status_code == 200
        for number, wire in enumerate(wires):
            WAYS[number % len(WAYS)](wire)
        assert company.client.get(f"{CONTACTS}?page=1").status_code == 200
        other.execute("ROLLBACK")
        other.close()
        company.client.create()
        for wire in wires:
            wire.close()
        look_until(company, lambda: what_is_there(server) - had)
        code, said = server.stop()
        assert code == 0 and "Some requests were not answered" not in said
