"""What happens to the server while clients ask it: kills, moments in which it stands still, calls on its disk
that fail. Each waits for what clients do, not for a time."""

import contextlib
import errno
import pathlib
import signal
import subprocess
import sys
import time

from caller import LoggedServer

TORTURE = pathlib.Path(__file__).resolve().parent.parent / "torture"
sys.path.append(str(TORTURE))
# pylint: disable=wrong-import-position
from server import Control  # noqa: E402

DISK_KINDS = ["sync", "sync", "write", "write", "read", "truncate"]
ERRORS = {"write": [errno.EIO, errno.ENOSPC, 0], "truncate": [errno.EIO, errno.ENOSPC]}  # 0: half is written


def can_fail(binary):
    """The library whose calls fail, where the program can be started with it; sanitizers have their own."""
    library = pathlib.Path(binary).resolve().parent / "tests" / "torture" / "libfaults.so"
    linked = subprocess.run(["ldd", binary], capture_output=True, text=True, check=False).stdout
    return library if library.exists() and "san.so" not in linked else None


class FaultyServer(LoggedServer):
    """A server that can be killed, held still, and given a bad disk. Clients are told its `port`, and tell it
    when they hear that it stores nothing before its next start."""

    def __init__(self, directory, port, closed, library, binary, *flags):
        self.shared_port, self.closed, self.program = port, closed, str(binary)
        self.kills = self.stops = self.failed_calls = self.closings = 0
        self.control, options = None, {}
        if library:
            self.control = Control(directory.with_suffix(".faults"))
            self.control.reset()
            options["env"] = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LD_PRELOAD": str(library),
                              "GLIMT_FAULTS": str(self.control.path), "GLIMT_FORK_COMMANDS": "0",
                              "GLIMT_FORK_ANSWERS": "0"}
        super().__init__(directory, *flags, **options)

    def start(self):
        super().start()
        self.shared_port.value = self.port

    def kill(self):
        self.stop(signal.SIGKILL)
        self.heal()
        self.closed.value = 0
        self.kills += 1
        self.start()

    def look_after(self):
        """Starts one anew that has ended, or stores nothing any more, as its disk may make it."""
        if self.process.poll() is not None or self.closed.value:
            self.closings += 1
            self.stop(signal.SIGKILL)
            self.heal()
            self.closed.value = 0
            self.start()

    def hold_still(self, all_wait):
        """Until each client waits for it."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            while not all_wait():
                time.sleep(0.001)
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.stops += 1

    def harm(self, dice):
        """From now on some calls on files fail."""
        if not self.control:
            return
        self.heal()
        kind = dice.choice(DISK_KINDS)
        self.control.fail(kind, dice.randint(1, 4), dice.choice([1, 1, 2, 5]), dice.choice([1, 2, 6]),
                          dice.choice(ERRORS.get(kind, [errno.EIO])))
        self.control["armed"] = 1

    def heal(self):
        if self.control:
            self.control["armed"] = 0
            self.failed_calls += self.control["failed"]
            self.control.reset()

    @contextlib.contextmanager
    def running(self):
        try:
            yield self
        finally:
            self.stop(signal.SIGKILL)
