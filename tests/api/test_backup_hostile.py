"""Backups that were changed, cut, or never made by glimt: refused in a sentence, and nothing is left."""

import os
import random
import sqlite3
import subprocess

import pytest

from backups import (SECONDS, archive, blake, checked, file_name, finish, header, manifest_of, member,
                     members, new_key, refusal, resized, verdict, zstd)
from client import BINARY, glimt, running
from uploads import file, new_task, upload

pytestmark = pytest.mark.embedded("archives of glimt backup hold a database in a file")


@pytest.fixture(scope="module", name="whole")
def whole_backup(tmp_path_factory):
    """The parts of a backup of a small company, without their manifest."""
    directory = tmp_path_factory.mktemp("hostile")
    with running() as server:
        client = server.client()
        path = new_task(client)
        for content in (b"ett", b"two" * 5000, os.urandom(200_000)):
            upload(client, path, file(content))
        done = subprocess.run([BINARY, "backup", "--data", server.directory, "--to", "-"],
                              capture_output=True, check=True)
    (directory / "b").write_bytes(done.stdout)
    return done.stdout


@pytest.fixture(scope="module", name="parts")
def its_parts(whole):
    return members(whole)[:-1]


@pytest.fixture(scope="module", name="sealed")
def sealed_backup(tmp_path_factory, whole):
    directory = tmp_path_factory.mktemp("sealed")
    key = new_key(directory / "key")
    (directory / "b").write_bytes(whole)
    glimt("restore", directory / "b", "--data", directory / "r")
    glimt("backup", "--data", directory / "r", "--to", directory / "s", "--key-file", key)
    return (directory / "s").read_bytes(), key


def assert_refused(data, *flags):
    status, sentence = verdict(data, *flags)
    assert status == 1 and sentence.startswith("glimt: ") and sentence.endswith("."), sentence
    return sentence.removeprefix("glimt: ")


def places(size, count, seed):
    """Each byte of both ends, and some between."""
    ends = {0, 1, 4, 5, 6, 15, 16, 40, 41, 56, 57, size - 1, size - 32, size - 33, size - 40, size - 41, size - 42}
    return sorted(ends | set(random.Random(seed).sample(range(size), count)))


def both(whole, sealed):
    return [(whole, ()), (sealed[0], ("--key-file", sealed[1]))]


def test_they_are_whole(whole, sealed):
    for data, flags in both(whole, sealed):
        assert verdict(data, *flags) == (0, "")


def test_a_flipped_bit(whole, sealed):
    for data, flags in both(whole, sealed):
        for place in places(len(data), 24, 1):
            changed = bytearray(data)
            changed[place] ^= 1 << place % 8
            assert_refused(bytes(changed), *flags)


def test_each_bit_of_the_beginning(whole):
    """zstd itself passes over some of them."""
    for bit in range(8 * 8):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        assert_refused(bytes(changed))


def test_cuts(whole, sealed):
    for data, flags in both(whole, sealed):
        chunk = 57 + 65553
        for length in [*places(len(data), 10, 2), *(at for at in (chunk, chunk + 65553) if at < len(data))]:
            assert_refused(data[:length], *flags)
        assert_refused(b"", *flags)


def test_what_is_appended(whole, sealed):
    for data, flags in both(whole, sealed):
        for more in (b"\0", b"x" * 100, data, zstd(data=b"more")):
            assert assert_refused(data + more, *flags) in (
                "There is something behind the backup's end.",
                "The backup is damaged, or cut off.")


def test_chunks_that_change_places(sealed):
    data, key = sealed
    start, size = 57, 65553
    assert len(data) > start + 2 * size
    first, second = data[start:start + size], data[start + size:start + 2 * size]
    rest = data[start + 2 * size:]
    for changed in (second + first + rest, first + rest, first + first + second + rest, first + second):
        assert assert_refused(data[:start] + changed, "--key-file", key)


# ---- archives that somebody made by hand ----

def files_in(parts):
    return [part for part in parts if part[0].startswith("files/")]


def with_tls(parts, *names):
    """Parts of `tls`, of which backup.json tells."""
    about = parts[0][1].replace(b'"certificates":false', b'"certificates":true')
    assert about != parts[0][1]
    return [("backup.json", about), *parts[1:3], *((f"tls/{name}.pem", b"x") for name in names), *parts[3:]]


def test_parts_of_tls_that_belong_together(parts, tmp_path):
    """So that it is their order for which those below are refused."""
    for number, names in enumerate([("cert", "key"), ("cert", "key", "ca", "ca-key")]):
        (tmp_path / f"b{number}").write_bytes(archive(with_tls(parts, *names)))
        glimt("verify", tmp_path / f"b{number}")


HOSTILE = {
    "another name": lambda parts: [*parts, ("files/1/x", b"")],
    "a way out": lambda parts: [parts[0], ("../glimt.db", parts[1][1])],
    "an absolute name": lambda parts: [parts[0], ("/etc/passwd", b"")],
    "a way out among files": lambda parts: [*parts, ("files/2/../" + "ab" * 30, b"")],
    "a dot": lambda parts: [parts[0], ("./glimt.db", parts[1][1])],
    "account zero": lambda parts: [*parts, (file_name(b"x", 0), b"x")],
    "a leading zero": lambda parts: [*parts, (file_name(b"x", "09"), b"x")],
    "a number too large": lambda parts: [*parts, (file_name(b"x", 1 << 63), b"x")],
    "capitals": lambda parts: [*parts, (file_name(b"x", 9).replace("a", "A").replace("e", "E"), b"x")],
    "twice": lambda parts: [*parts, parts[-1]],
    "two databases": lambda parts: [*parts[:2], parts[1], *parts[2:]],
    "another order": lambda parts: [parts[0], parts[2], parts[1], *parts[3:]],
    "files in another order": lambda parts: [*parts[:-2], parts[-1], parts[-2]],
    "no database": lambda parts: [parts[0], *parts[2:]],
    "nothing about it": lambda parts: parts[1:],
    "a certificate without its key": lambda parts: [*parts[:3], ("tls/cert.pem", b"x"), *parts[3:]],
    "a key without its certificate": lambda parts: [*parts[:3], ("tls/key.pem", b"x"), *parts[3:]],
    "certificates that it does not tell of": lambda parts: [
        *parts[:3], ("tls/cert.pem", b"x"), ("tls/key.pem", b"x"), *parts[3:]],
    "an authority without its key": lambda parts: with_tls(parts, "cert", "key", "ca"),
    "an authority without a certificate": lambda parts: with_tls(parts, "ca", "ca-key"),
    "the key of an authority alone": lambda parts: with_tls(parts, "cert", "key", "ca-key"),
    "an authority before the certificate": lambda parts: with_tls(parts, "ca", "ca-key", "cert", "key"),
    "an authority between the two": lambda parts: with_tls(parts, "cert", "ca", "ca-key", "key"),
    "a file too many": lambda parts: [*parts, (file_name(b"x", 9), b"x")],
    "a file too few": lambda parts: parts[:-1],
    "a large key": lambda parts: [*parts[:2], ("secret.key", bytes(65537)), *parts[3:]],
    "no JSON": lambda parts: [("backup.json", b"{"), *parts[1:]],
    "a large backup.json": lambda parts: [("backup.json", parts[0][1] + b" " * 65536), *parts[1:]],
    "a database that is none": lambda parts: [parts[0], ("glimt.db", b"x" * 8192), *parts[2:]],
    "an empty database": lambda parts: [parts[0], ("glimt.db", b""), *parts[2:]],
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_hostile_parts(parts, change, tmp_path):
    (tmp_path / "b").write_bytes(archive(change(list(parts))))
    assert glimt("verify", tmp_path / "b", check=False).returncode == 1
    done = glimt("restore", tmp_path / "b", "--data", tmp_path / "r", check=False)
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.splitlines()[-1].startswith("glimt: ")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def raw(parts, *more, at=None):
    """An archive in which raw bytes stand behind the parts, or before the part `at`."""
    blocks = [member(*part) for part in [*parts, ("manifest", manifest_of(parts))]]
    at = len(blocks) if at is None else at
    return finish(b"".join([*blocks[:at], *more, *blocks[at:]]) + bytes(1024))


def changed_header(name, size, place, value):
    block = bytearray(header(name, size))
    block[place:place + len(value)] = value
    return checked(block)


X = file_name(b"x", 9)
RAW = {
    "a link": header(X, 0, type=b"2", linkname="/etc/passwd"),
    "a hard link": header(X, 0, type=b"1", linkname="glimt.db"),
    "a device": header(X, 0, type=b"3"),
    "a directory": header("files/9", 0, type=b"5"),
    "a long name": header("././@LongLink", 0, type=b"L"),
    "an extended header": header("./PaxHeaders/x", 0, type=b"x"),
    "a sparse file": header(X, 0, type=b"S"),
    "another mode": header(X, 0, mode=0o4755),
    "an owner": header(X, 0, uid=1000),
    "another moment": header(X, 0, mtime=SECONDS + 1),
    "a prefix": changed_header(X, 0, 345, b"/etc"),
    "a name behind its end": changed_header(X, 0, 95, b"more"),
    "a wrong checksum": header(X, 0)[:148] + b"000000\0 " + header(X, 0)[156:],
    "a negative size": changed_header(X, 0, 124, b"\xff" * 12),
    "blanks in a size": changed_header(X, 0, 124, b"         0 \0"),
    "what fills up": header(X, 1) + b"x" + b"y" * 511,
    "a huge file": resized(header(X, 0), 1 << 62),
    "a file larger than all": resized(header(X, 0), (1 << 63) - 1),
    "a file that no number holds": resized(header(X, 0), 1 << 80),
}


@pytest.mark.parametrize("block", RAW.values(), ids=RAW)
def test_hostile_headers(parts, block, tmp_path):
    count = len(parts)
    (tmp_path / "b").write_bytes(raw(parts, block, at=count))
    assert refusal("restore", tmp_path / "b", "--data", tmp_path / "r")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def test_what_follows_the_manifest(parts):
    assert_refused(raw(parts, member(X, b"x")))
    assert_refused(raw(parts, bytes(512)))


def test_manifests_that_do_not_fit(parts):
    good = manifest_of(parts).decode()
    name = parts[-1][0]
    lines = good.splitlines(keepends=True)
    assert verdict(archive(parts, good.encode()))[0] == 0
    for wrong in ["", good[:-1], good + "\n", good + "x", "\n" + good, good.replace("0 missing", "1 missing"),
                  good.replace("parts,", "parts:"), good.replace("bytes\n", "byte\n", 1), "".join(lines[2:]),
                  "".join([*lines[2:4], *lines[:2], *lines[4:]]), good.replace("a", "b", 1),
                  good.replace("# end", f"# missing: {name}\n# end").replace("0 missing", "1 missing"),
                  good.replace("# end", f"# missing: {X}\n# end").replace("0 missing", "1 missing"),
                  good.replace("# end", f"# damaged: {name}\n# end").replace("0 missing", "1 missing"),
                  good.replace("# end", "# missing: secret.key\n# end").replace("0 missing", "1 missing"),
                  good.replace("# end", "#" * 300 + "\n# end"), good.replace("# end", "\0\n# end")]:
        assert_refused(archive(parts, wrong.encode()))


def test_a_file_that_tells_a_wrong_size(parts, tmp_path):
    path = tmp_path / "glimt.db"
    path.write_bytes(parts[1][1])
    database = sqlite3.connect(path)
    database.execute("UPDATE task_attachments SET size_in_bytes = 4 WHERE content_hash = ?", (blake(b"ett"),))
    database.commit()
    database.close()
    assert "another size" in assert_refused(archive([parts[0], ("glimt.db", path.read_bytes()), *parts[2:]]))


def test_what_is_no_backup(tmp_path):
    for data in (b"x", b"x" * 100_000, zstd(data=b"x"), finish(b""), finish(bytes(1024)), finish(b"x" * 4096),
                 b"glimt sealed 1\r\n", b"\x50\x2a\x4d\x18\0\0\0\0" + finish(b"")):
        assert_refused(data)
    bomb = zstd("--check", "-19", data=member("backup.json", bytes(1 << 28)))
    assert_refused(bomb)
    assert list(tmp_path.iterdir()) == []
