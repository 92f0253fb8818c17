"""The log of a disk, and the disks that a power loss may have left behind.

A disk holds after a power loss all that was written before its last flush, and any part of what was
written since: whole pages in any order, or some sectors of a page."""

import collections
import itertools
import mmap
import struct

HEAD = struct.Struct("<4Q")  # struct head in block_log.c
WRITE, FLUSH = 0, 1
PAGE, SECTOR = 4096, 512
CHUNK = 16 * PAGE

Entry = collections.namedtuple("Entry", "kind offset length nanoseconds position")


class Log:
    """What was written and flushed, in its order."""

    def __init__(self, path):
        self.entries = []
        with open(path, "rb") as file:
            self.bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        at = 0
        while at + HEAD.size <= len(self.bytes):
            entry = Entry(*HEAD.unpack_from(self.bytes, at), at + HEAD.size)
            at = entry.position + entry.length
            if at <= len(self.bytes):
                self.entries.append(entry)

    def flushes(self, first, last):
        """The indexes of the flushes between two moments that something was written before."""
        found, written = [], False
        for index, entry in enumerate(self.entries):
            if entry.kind == WRITE:
                written = True
            elif written and first <= entry.nanoseconds <= last:
                found.append(index)
                written = False
        return found

    def window(self, index):
        """The writes between a flush and the next that has any, and the moment of that one, or None at the end."""
        writes = []
        for entry in itertools.islice(self.entries, index + 1, None):
            if entry.kind == WRITE:
                writes.append(entry)
            elif writes:
                return writes, entry.nanoseconds
        return writes, None

    def content(self, entry):
        return self.bytes[entry.position:entry.position + entry.length]


class Image:
    """The bytes of a disk, of which most were never written."""

    def __init__(self, size):
        self.bytes, self.chunks, self.next = bytearray(size), set(), 0

    def put(self, offset, content):
        self.bytes[offset:offset + len(content)] = content
        self.chunks.update(range(offset // CHUNK, (offset + len(content) - 1) // CHUNK + 1))

    def advance(self, log, index):
        """All writes before an entry of the log."""
        for entry in log.entries[self.next:index]:
            if entry.kind == WRITE:
                self.put(entry.offset, log.content(entry))
        self.next = max(self.next, index)

    def save(self, path, pieces=()):
        """As a file, with these pieces put over it."""
        view = memoryview(self.bytes)
        with open(path, "wb") as file:
            file.truncate(len(self.bytes))
            for chunk in sorted(self.chunks):
                file.seek(chunk * CHUNK)
                file.write(view[chunk * CHUNK:(chunk + 1) * CHUNK])
            for offset, content in pieces:
                file.seek(offset)
                file.write(content)


def cut(offset, content, unit):
    """A piece as pieces that end where units do."""
    while content:
        length = unit - offset % unit
        yield offset, content[:length]
        offset, content = offset + length, content[length:]


def survivors(log, writes, dice):
    """What of the writes since the last flush is on the disk, as pieces in the order in which they are put
    on it. A file system finds its beginning in its first page, which is there whole or not at all."""
    pages = [page for entry in writes for page in cut(entry.offset, log.content(entry), PAGE)]
    share, torn = dice.choice([0.1, 0.5, 0.9, 1]), dice.choice([0, 0.1, 0.5])
    pieces = []
    for offset, content in pages:
        if dice.random() >= share:
            continue
        if offset >= PAGE and dice.random() < torn:
            pieces += [sector for sector in cut(offset, content, SECTOR) if dice.random() < 0.5]
        else:
            pieces.append((offset, content))
    if dice.random() < 0.5:
        dice.shuffle(pieces)
    return pieces
