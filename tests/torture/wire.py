"""HTTP as a proxy speaks it to the plain listener: one connection, one request, one answer."""

import json
import socket
import ssl


class Closed(Exception):
    """The connection ended before a whole answer."""


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Connection:
    def __init__(self, port, patience, certificate=None):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=patience)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if certificate:
            context = ssl.create_default_context(cafile=certificate)
            self.socket = context.wrap_socket(self.socket, server_hostname="localhost")
        self.rest = b""

    def close(self):
        self.socket.close()

    def send(self, method, path, headers, body):
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "X-Forwarded-Proto: https",
                 "X-Forwarded-For: 127.0.0.1", f"Content-Length: {len(body)}",
                 *(f"{name}: {value}" for name, value in headers.items())]
        try:
            self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed(str(error)) from error

    def more(self):
        try:
            data = self.socket.recv(1 << 18)
        except TimeoutError:
            raise
        except OSError as error:
            raise Closed(str(error)) from error
        if not data:
            raise Closed("end of the connection")
        self.rest += data

    def receive(self):
        """The next answer; TimeoutError when none comes."""
        while b"\r\n\r\n" not in self.rest:
            self.more()
        head, self.rest = self.rest.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        status, size = int(first.split()[1]), int(headers.get("content-length", 0))
        if status in (204, 304):
            size = 0
        while len(self.rest) < size:
            self.more()
        body, self.rest = self.rest[:size], self.rest[size:]
        return Answer(status, headers, body)
