"""Small file systems that can be full."""

import contextlib
import errno
import os
import pathlib
import subprocess

import pytest

KINDS = ["tmpfs", "ext4"]


def mount(kind, place, megabytes):
    """Whether it could be mounted there; that needs rights, as in CI."""
    place.mkdir()
    if kind == "tmpfs":
        words = ["-t", "tmpfs", "-o", f"size={megabytes}m,mode=0700", "tmpfs"]
    else:
        image = place.with_suffix(".image")
        with image.open("wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["mke2fs", "-q", "-t", "ext4", "-m", "0", "-O", "^has_journal", image],
                       check=True, capture_output=True)
        words = ["-o", "loop", image]
    return subprocess.run(["mount", *words, place], check=False, capture_output=True).returncode == 0


@contextlib.contextmanager
def small_disk(kind, parent, megabytes=24):
    """A directory on a file system of its own."""
    place = pathlib.Path(parent) / "disk"
    if not mount(kind, place, megabytes):
        pytest.skip(f"a file system of the kind {kind} cannot be mounted without the rights to")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def fill(place):
    """Nothing more fits on the disk, but what already has its room."""
    with (place / "filling").open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 16, 1 << 12):
            try:
                while True:
                    os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, size)
            except OSError as failure:
                assert failure.errno == errno.ENOSPC


def make_room(place):
    (place / "filling").unlink()
