"""Multipart bodies made by hand, sent as the wire carries them, and a look into the file store."""

import contextlib
import hashlib
import http.client
import itertools

from database import FILES, connect

TASKS = "/v1/Core/Tasks"
BOUNDARY = "---------------------------41184676334"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def part(content, parameters, *headers):
    """A part of a form; `parameters` is what stands behind `form-data; `."""
    content, parameters = (value if isinstance(value, bytes) else value.encode()
                           for value in (content, parameters))
    lines = [b"Content-Disposition: form-data; " + parameters, *map(str.encode, headers)]
    return b"\r\n".join([*lines, b"", content])


def field(name, text):
    return part(text, f'name="{name}"')


def file(content, name="plan.pdf", kind="application/pdf"):
    return part(content, f'name="file"; filename="{name}"', f"Content-Type: {kind}")


def form(*parts, boundary=BOUNDARY):
    mark = b"--" + boundary.encode()
    return b"".join(mark + b"\r\n" + one + b"\r\n" for one in parts) + mark + b"--\r\n"


def send(client, path, *parts, kind=TYPE):
    """The answer to a form."""
    return client.ask("POST", path, form(*parts), headers={"Content-Type": kind})


def upload(client, path, *parts):
    """The attachment that a form makes."""
    answer = send(client, path, *parts)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client, path, *parts, kind=TYPE):
    """The modelState of the 400 for a form."""
    answer = send(client, path, *parts, kind=kind)
    assert answer.status_code == 400, answer.text
    return answer.json()["modelState"]


def new_task(client):
    """The path of the attachments of a new task."""
    return f"{TASKS}/{client.good('POST', TASKS, {'title': 'x'})['id']}/Attachments"


def download(client, path, number, **headers):
    return client.get(f"{path}/{number}/Download",
                      headers={name.replace("_", "-"): value for name, value in headers.items()})


class Wire:
    """A request that is sent piece by piece."""

    def __init__(self, server, client, path, *headers, kind=TYPE, token=None):
        self.socket = server.raw()
        lines = [f"POST {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}",
                 f"Authorization: Bearer {token or client.token}", *headers]
        self.send("\r\n".join(lines).encode() + b"\r\n\r\n")

    def send(self, data):
        self.socket.sendall(data)

    def send_chunk(self, data):
        self.send(b"%x\r\n%s\r\n" % (len(data), data))

    def line(self):
        """What the server says before its answer."""
        received = b""
        while not received.endswith(b"\r\n\r\n"):
            byte = self.socket.recv(1)
            assert byte, received
            received += byte
        return received.decode().strip()

    def answer(self):
        """Status and body."""
        answer = http.client.HTTPResponse(self.socket)
        answer.begin()
        return answer.status, answer.read()

    def close(self):
        self.socket.close()


def chunked(client, path, body, size):
    """The answer to a body in chunks of a size."""
    pieces = (body[at:at + size] for at in range(0, len(body), size))
    return client.session.post(client.base + path, data=pieces, headers={
        "Authorization": f"Bearer {client.token}", "Content-Type": TYPE})


def incoming(server):
    """What is on its way."""
    return sorted((server.directory / "files" / "incoming").iterdir())


def stored_there(server):
    """The same of a store in the database; a copy that is not in its place has None."""
    with contextlib.closing(connect(server.directory)) as database:
        rows = database.execute(
            "SELECT c.account_id, c.content_hash, c.copy, c.size, c.state, p.number, p.content"
            " FROM stored_copies c LEFT JOIN stored_chunks p ON p.account_id = c.account_id"
            " AND p.content_hash = c.content_hash AND p.copy = c.copy ORDER BY c.copy, p.number").fetchall()
        assert database.execute(
            "SELECT count(*) FROM stored_chunks p WHERE NOT EXISTS (SELECT 1 FROM stored_copies c"
            " WHERE c.account_id = p.account_id AND c.content_hash = p.content_hash"
            " AND c.copy = p.copy)").fetchone()[0] == 0
    found = {}
    for (account, name, copy, size, state), pieces in itertools.groupby(rows, lambda row: tuple(row[:5])):
        pieces = [(number, bytes(content)) for *_, number, content in pieces if number is not None]
        if state != 2:
            found[account, name, copy] = None
            continue
        content = b"".join(piece for _, piece in pieces)
        assert [number for number, _ in pieces] == list(range(len(pieces)))
        assert (hashlib.blake2b(content, digest_size=32).hexdigest(), len(content)) == (name, size)
        assert (account, name) not in found
        found[account, name] = size
    return found


def stored(server):
    """The bytes in the store by account and hash, each checked against its name."""
    if FILES != "directory":
        return stored_there(server)
    found = {}
    for path in (server.directory / "files").glob("[0-9]*/??/*"):
        content = path.read_bytes()
        key = (int(path.parts[-3]), path.parts[-2] + path.parts[-1])
        assert hashlib.blake2b(content, digest_size=32).hexdigest() == key[1]
        found[key] = len(content)
    return found


def named(server):
    """What the rows say is in the store."""
    database = connect(server.directory)
    rows = database.execute("SELECT account_id, content_hash, size_in_bytes FROM task_attachments"
                            " WHERE type = 'file'").fetchall()
    database.close()
    return {(account, content): size for account, content, size in rows}


def is_tidy(server):
    try:
        return not incoming(server) and stored(server).keys() == named(server).keys()
    except FileNotFoundError:  # it went while we looked
        return False


def wait_until(client, condition):
    """The server tidies up behind its answers, and goes on answering."""
    while not condition():
        client.good("GET", TASKS + "?page=1&pageSize=1")


def wait_until_tidy(server, client):
    wait_until(client, lambda: is_tidy(server))
    assert stored(server) == named(server)


def wait_for_bytes(server, client, count):
    """Until an upload that is on its way has left so many bytes on the disk."""
    wait_until(client, lambda: sum(path.stat().st_size for path in incoming(server)) >= count)
