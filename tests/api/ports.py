"""Ports of this machine, and what a server has been asked."""

import contextlib
import fcntl
import socket
import struct
import termios
import time

PATIENCE = 120  # seconds, against hanging alone


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_when_there(port, process=None):
    """A connection to a program that may only be starting."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and (process is None or process.poll() is None):
        with contextlib.suppress(ConnectionRefusedError):
            return socket.create_connection(("127.0.0.1", port), PATIENCE)
        time.sleep(0.01)
    raise AssertionError(f"nothing listens on {port}")


def wait_until_come(sockets):
    """Until the system at the other end has all that was sent, whether or not its program reads it."""
    for one in sockets:
        while struct.unpack("i", fcntl.ioctl(one, termios.TIOCOUTQ, bytes(4))) != (0,):
            time.sleep(0.001)


def count_used(server):
    """How many requests of each application were answered below 400."""
    with contextlib.closing(server.reader()) as database:
        return dict(database.execute(
            "SELECT public_id, sum(succeeded) FROM usage_hours JOIN applications a ON a.id = application_id"
            " WHERE succeeded > 0 GROUP BY 1"))


def wait_until_used(server, count):
    """Until so many are counted, or none more comes: at its end a busy server has a moment only for that."""
    end = time.monotonic() + PATIENCE
    while sum(count_used(server).values()) < count and time.monotonic() < end:
        time.sleep(0.1)


def names_of_contacts(server):
    with contextlib.closing(server.database()) as database:
        return [name for (name,) in database.execute("SELECT name FROM contacts ORDER BY name")]
