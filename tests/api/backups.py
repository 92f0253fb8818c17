"""Backups as the tests make and take them apart, with tools that glimt does not use."""

import hashlib
import io
import os
import pathlib
import subprocess
import tarfile

from client import BINARY, glimt
from database import connect
import record

SECONDS = 1_800_000_000


def said(*words, status=1, **options):
    """The sentences with which a command fails, without what the log said."""
    done = glimt(*words, check=False, **options)
    assert done.returncode == status, done
    return [line.removeprefix("glimt: ") for line in done.stderr.splitlines()
            if line.startswith("glimt: ")]


def refusal(*words, **options):
    """The one sentence with which a command fails, when there is nothing else on standard error."""
    done = glimt(*words, check=False, **options)
    assert done.returncode == 1 and done.stdout == "", done
    assert done.stderr.startswith("glimt: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr.removeprefix("glimt: ").rstrip()


def verdict(data, *flags):
    """Exit status and last sentence of `glimt verify -`."""
    done = subprocess.run([BINARY, "verify", "-", *map(str, flags)], input=data,
                          capture_output=True, check=False)
    said_so = done.stderr.decode()
    record.keep_said(said_so)
    return done.returncode, said_so.splitlines()[-1] if said_so else ""


def new_key(path, content=None):
    path.write_bytes(content or os.urandom(32))
    path.chmod(0o600)
    return path


def zstd(*flags, data):
    return subprocess.run(["zstd", "-q", "-c", *flags], input=data, stdout=subprocess.PIPE,
                          check=True).stdout


def members(backup):
    """Names and contents of an open backup, as tar and zstd read it."""
    with tarfile.open(fileobj=io.BytesIO(zstd("-d", data=backup))) as archive:
        return [(member.name, archive.extractfile(member).read()) for member in archive]


def blake(content):
    return hashlib.blake2b(content, digest_size=32).hexdigest()


def file_name(content, account=1):
    return f"files/{account}/{blake(content)[:2]}/{blake(content)[2:]}"


def manifest_of(parts):
    """The last part, as it has to be for these."""
    lines, damaged = [], 0
    for name, content in parts:
        lines += [f"# {len(content)} bytes", f"BLAKE2b-256 ({name}) = {blake(content)}"]
        if name.startswith("files/") and name.split("/", 2)[2].replace("/", "") != blake(content):
            lines.append(f"# damaged: {name}")
            damaged += 1
    size = sum(len(content) for _, content in parts)
    lines.append(f"# end: {len(parts)} parts, {size} bytes, {damaged} missing or damaged\n")
    return "\n".join(lines).encode()


def header(name, size, **changes):
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, SECONDS
    for what, value in changes.items():
        setattr(info, what, value)
    return info.tobuf(tarfile.USTAR_FORMAT if size < 8 << 30 else tarfile.GNU_FORMAT)


def member(name, content, **changes):
    return header(name, len(content), **changes) + content + bytes(-len(content) % 512)


def finish(tar):
    """What stands around a tar archive: the frame, and the proof behind it."""
    packed = zstd("--check", data=tar)
    return packed + b"\x5b\x2a\x4d\x18\x20\0\0\0" + hashlib.blake2b(packed, digest_size=32).digest()


def archive(parts, manifest=None):
    """A backup of these, whatever they are."""
    parts = [*parts, ("manifest", manifest_of(parts) if manifest is None else manifest)]
    return finish(b"".join(member(*part) for part in parts) + bytes(1024))


def resized(header_bytes, size):
    """A header with another size, large as it may be, and a checksum that fits."""
    changed = bytearray(header_bytes)
    changed[124:136] = b"\x80" + size.to_bytes(11, "big")
    return checked(changed)


def checked(block):
    block = bytearray(block)
    block[148:156] = b" " * 8
    block[148:155] = b"%06o\0" % sum(block)
    return bytes(block)


def files_of(directory):
    """All files below a directory, with their contents."""
    directory = pathlib.Path(directory)
    return {str(path.relative_to(directory)): path.read_bytes()
            for path in directory.rglob("*") if path.is_file()}


def stored_in(directory):
    """Account and hash of what the store of a directory holds, each checked against its name."""
    found = set()
    for path in (pathlib.Path(directory) / "files").glob("[0-9]*/??/*"):
        found.add((int(path.parts[-3]), path.parts[-2] + path.parts[-1]))
        assert blake(path.read_bytes()) == path.parts[-2] + path.parts[-1]
    return found


def named_in(directory):
    """What the rows of a directory that nobody serves name."""
    database = connect(directory)
    rows = database.execute("SELECT account_id, content_hash FROM task_attachments"
                            " WHERE type = 'file'").fetchall()
    database.close()
    return set(rows)
