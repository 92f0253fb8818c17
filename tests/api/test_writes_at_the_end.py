"""Writes that cross the end: what is stored was answered, and what was answered is stored."""

import contextlib
import json
import signal
import ssl

import pytest

from answers import read_answers
from client import Client, running
from crowd import Crowd, answer_of, drain, head
from ports import names_of_contacts

CONTACTS = "/v1/Core/Contacts"
KEPT = 40  # connections
AT_ONCE = 3  # requests on each, one behind the other


def post(client, name):
    body = json.dumps({"name": name, "contactType": "person", "responsibleId": 1}).encode()
    return head("POST", CONTACTS, f"Authorization: Bearer {client.token}",
                f"Content-Length: {len(body)}") + body


class Writer:
    """A kept connection, and what is sent on it."""

    def __init__(self, crowd, number):
        self.wire, self.number = crowd.secure(head("GET", "/v1/no")), number
        assert answer_of(self.wire)[0] == 404

    def names(self):
        return [f"{self.number}-{at}" for at in range(AT_ONCE)]

    def send(self, client):
        """The end may come before, or between."""
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            self.wire.sendall(b"".join(post(client, name) for name in self.names()))

    def acknowledged(self):
        """The names that were answered with a row; the rest of the answers is whole as well."""
        answers, rest = read_answers(drain(self.wire))
        self.wire.close()
        assert not rest and {answer.status for answer in answers} <= {201}
        named = [json.loads(answer.body)["name"] for answer in answers]
        assert named == self.names()[:len(named)]
        return named


@pytest.mark.parametrize("threads", ["1", "2"])
def test_what_is_stored_was_answered(threads):
    with running("--threads", threads) as server:
        application = server.application()
        expected = []
        for attempt in range(6):
            client, crowd = Client(server, *application), Crowd(server)
            writers = [Writer(crowd, f"{attempt}-{number}") for number in range(KEPT)]
            for place, writer in enumerate(writers):
                if place == attempt * KEPT // 6:
                    server.process.send_signal(signal.SIGTERM)
                writer.send(client)
            for writer in writers:
                expected += writer.acknowledged()
            assert server.process.wait(60) == 0
            server.stop()
            assert names_of_contacts(server) == sorted(expected)
            server.start()
