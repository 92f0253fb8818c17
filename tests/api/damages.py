"""What may become of stored files, and attachments that remember what they have to hold."""

import hashlib
import os
import random
import shutil

from uploads import file, upload

def content(seed, size):
    return random.Random(seed).randbytes(size)


def contents_apart(*sizes):
    """Contents that lie in folders of their own, so that one can be lost without the others."""
    made, seed = {}, 0
    for size in sizes:
        count = len(made)
        while len(made) == count:
            data, seed = content(seed, size), seed + 1
            made.setdefault(hash_of(data)[:2], data)
    return iter(made.values())


def hash_of(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def place(server, data, account=1):
    name = hash_of(data)
    return server.directory / "files" / str(account) / name[:2] / name[2:]


def shown(path):
    """A path as sentences have it, from the data directory on."""
    return str(path)[str(path).index("files/"):]


# ---- what may become of a file ----

def write_over(path, data):
    """In place, as a program or a disk does; the number of the file stays."""
    with open(path, "r+b", buffering=0) as target:
        target.truncate(len(data))
        target.write(data)


def cut(path, data):
    write_over(path, data[:-1])


def empty(path, _data):
    write_over(path, b"")


def flip(path, data):
    write_over(path, data[:len(data) // 2] + bytes([data[len(data) // 2] ^ 1])
               + data[len(data) // 2 + 1:])


def flip_the_last(path, data):
    write_over(path, data[:-1] + bytes([data[-1] ^ 0x80]))


def flip_unseen(path, data):
    """With the moment of the last write put back, as tools that copy do."""
    status = path.stat()
    flip(path, data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def grow(path, data):
    write_over(path, data + b"x")


def blank(path, data):
    write_over(path, bytes(len(data)))


def swap(path, data):
    """Another whole file of the same size, by a rename."""
    other = path.with_name("x")
    other.write_bytes(data[1:] + data[:1])
    os.rename(other, path)


def swap_unseen(path, data):
    status = path.stat()
    swap(path, data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def lose(path, _data):
    path.unlink()


def lose_folder(path, _data):
    shutil.rmtree(path.parent)


def point_elsewhere(path, data):
    path.unlink()
    path.symlink_to("/etc/hostname")


def point_to_the_same(path, data):
    """What is no file of ours may change under our hands."""
    path.rename(path.with_name("x"))
    path.symlink_to("x")


def make_folder(path, _data):
    path.unlink()
    path.mkdir()


def make_full_folder(path, data):
    make_folder(path, data)
    (path / "x").write_bytes(data)


def make_pipe(path, _data):
    path.unlink()
    os.mkfifo(path)


DAMAGES = [cut, empty, flip, flip_the_last, flip_unseen, grow, blank, swap, swap_unseen, lose,
           lose_folder, point_elsewhere, point_to_the_same, make_folder, make_full_folder, make_pipe]
WORDS = {cut: "bytes instead of", empty: "0 bytes instead of", grow: "bytes instead of",
         lose: "is missing", lose_folder: "is missing", point_elsewhere: "is not a regular file",
         point_to_the_same: "is not a regular file", make_folder: "is not a regular file",
         make_full_folder: "is not a regular file", make_pipe: "is not a regular file"}


def words_of(damage):
    return WORDS.get(damage, "does not have the content that it is named by")


class Kept:
    """An attachment, and what it has to hold."""

    def __init__(self, server, client, path, data):
        self.data, self.place = data, place(server, data)
        self.url = f"{path}/{upload(client, path, file(data))['id']}/Download"

    def is_whole(self, client):
        answer = client.get(self.url)
        return answer.status_code == 200 and answer.content == self.data

    def assert_refused(self, client):
        for headers in ({}, {"Range": "bytes=0-0"}, {"Range": "bytes=-5"}, {}):
            answer = client.get(self.url, headers=headers)
            assert answer.status_code == 500 and answer.json()["requestId"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert "ETag" not in answer.headers
        assert client.ask("HEAD", self.url).status_code == 500
