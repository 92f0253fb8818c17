"""Listens to what a server says while it runs."""

import signal
import threading
import time

import record
from client import Server


class Hearing:
    """A server whose log is read while it runs."""

    def __init__(self, directory, *flags, **options):
        self.server, self.lines = Server(directory, *flags, **options), []
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.server.process.poll() is None:
            self.end()

    def read(self):
        for line in self.server.process.stderr:
            self.lines.append(line)

    def wait_for(self, words):
        while not any(words in line for line in self.lines):
            assert self.server.process.poll() is None, self.lines
            time.sleep(0.02)

    def end(self):
        self.server.process.send_signal(signal.SIGTERM)
        self.server.process.wait()
        self.thread.join()
        record.keep_said("".join(self.lines))
        return "".join(self.lines)
