"""The mixed load: all workers at once, on one server, until it is killed or they are stopped."""

import collections
import threading

import load_workers


class Load:
    """Begins and ends as often as one likes, on the same rows."""

    def __init__(self, server, company, model, seed=1):
        self.server, self.company, self.model = server, company, model
        self.stopping, self.failures = threading.Event(), []
        self.durations = collections.deque(maxlen=1_000_000)  # seconds of requests
        self.sent = 0  # bytes of bodies, about
        users = company.registry["users"]
        self.applications = load_workers.Applications(self, "apps", seed)
        self.workers = [
            load_workers.Contacts(self, "contacts1", seed), load_workers.Contacts(self, "contacts2", seed),
            load_workers.Tasks(self, "tasks1", seed), load_workers.Tasks(self, "tasks2", seed),
            load_workers.Uploads(self, "files1", seed), load_workers.Pages(self, "pages1", seed),
            load_workers.Reports(self, "reports1", seed, users[3]),
            load_workers.Reports(self, "reports2", seed, users[4]),
            load_workers.Reader(self, "reader1", seed), self.applications]
        self.threads = []

    def begin(self):
        self.stopping.clear()
        self.threads = [threading.Thread(target=worker.run) for worker in self.workers]
        for thread in self.threads:
            thread.start()

    def end(self):
        """What is under way is answered first, or fails."""
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def kill_command(self):
        """The command that runs beside the server, if one does."""
        process = self.applications.process
        if process and process.poll() is None:
            process.kill()

    @property
    def tokens(self):
        """Those that were told, which work as long as the model has them."""
        return [(token,) for token in self.applications.tokens]
