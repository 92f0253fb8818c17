"""Disks for one test: one that is recorded while it is used, and one from an image."""

import collections
import contextlib
import os
import pathlib
import signal
import subprocess
import time

from caller import BINARY

BUILT = pathlib.Path(BINARY).resolve().parent / "tests" / "durability"
BLOCK_LOG, NO_SYNC = BUILT / "block_log", BUILT / "no_sync.so"


FileSystem = collections.namedtuple("FileSystem", "size make options copied")
# Small disks are quick to copy. Ext4 is to commit each second what nobody syncs; copies of an XFS have one name.
FILE_SYSTEMS = {
    "ext4": FileSystem(160 << 20, ("mkfs.ext4", "-q", "-E", "nodiscard"), ("commit=1",), ("loop",)),
    "xfs": FileSystem(320 << 20, ("mkfs.xfs", "-q", "-K"), (), ("loop", "nouuid")),
}


class NoDisk(Exception):
    """This machine or this user can't have such disks; the text says why."""


def run(*words):
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise NoDisk(f"{words[0]} is not installed") from None
    if done.returncode != 0:
        raise NoDisk(f"{words[0]}: {(done.stderr or done.stdout).strip()}")
    return done.stdout.strip()


def unmount(place):
    """Whoever was killed may hold it for a moment longer."""
    while place.is_mount():
        subprocess.run(["umount", place], capture_output=True, check=False)
        time.sleep(0.01)


@contextlib.contextmanager
def recording(place, size, log):
    """A file in `place` that is a disk, whose writes and flushes go to the log."""
    if not BLOCK_LOG.exists():
        raise NoDisk(f"{BLOCK_LOG} is not built: install libfuse3-dev and set the build up anew")
    if os.geteuid() != 0:
        raise NoDisk("only root can make disks")
    place.mkdir()
    image = place.with_suffix(".image")
    with open(image, "wb") as file:
        file.truncate(size)
    with open(place.with_suffix(".said"), "wb") as said:
        process = subprocess.Popen([BLOCK_LOG, place, image, log], stdout=said, stderr=said)
    try:
        while not place.is_mount():
            if process.poll() is not None:
                raise NoDisk(f"block_log: {place.with_suffix('.said').read_text().strip()}")
            time.sleep(0.005)
        yield place / "disk"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


@contextlib.contextmanager
def looped(file):
    """A block device on a file, whose flushes are syncs of the file."""
    device = run("losetup", "--find", "--show", "--direct-io=on", file)
    try:
        yield device
    finally:
        run("losetup", "--detach", device)


@contextlib.contextmanager
def mounted(device, place, *options):
    """A file system at a new place; an image gets a device of its own."""
    place.mkdir(exist_ok=True)
    run("mount", "-o", ",".join(["noatime", *options]), device, place)
    try:
        yield place
    finally:
        unmount(place)


@contextlib.contextmanager
def recorded(place, system, log):
    """An empty file system at `place`/fs, recorded from its making on."""
    with recording(place / "recorded", system.size, log) as file, looped(file) as device:
        run(*system.make, device)
        with mounted(device, place / "fs", *system.options) as found:
            yield found
