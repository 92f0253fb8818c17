"""A power loss loses nothing that was acknowledged, and a loss would be noticed. `make power-loss` is the
long form."""

import os
import random
import struct

import pytest

import block_image
import power_loss
import recorded_disk

pytestmark = pytest.mark.embedded("the disk that loses its power has the files of the database in the directory")

POINTS = int(os.environ.get("GLIMT_POWER_LOSSES", "40"))


def write_log(path, *entries):
    """Entries as (offset, bytes), or None for a flush, a nanosecond after each other."""
    with open(path, "wb") as file:
        for number, entry in enumerate(entries, 1):
            offset, content = entry or (0, b"")
            kind = block_image.FLUSH if entry is None else block_image.WRITE
            file.write(struct.pack("<4Q", kind, offset, len(content), number) + content)
    return block_image.Log(path)


def saved(image, path, pieces=()):
    image.save(path, pieces)
    return path.read_bytes()


def test_a_disk_is_what_was_written_before_a_flush(tmp_path):
    log = write_log(tmp_path / "log", (0, b"a" * 4096), None, (4096, b"b" * 8192), (0, b"c" * 10), None, None)
    gap = write_log(tmp_path / "gap", (0, b"a"), None, None, (1, b"b"), None)
    assert gap.flushes(0, 9) == [1, 4] and gap.window(1)[1] == 5  # nobody waited for the one between
    assert log.flushes(0, 9) == [1, 4]  # nothing new stands behind the last
    assert log.flushes(3, 9) == [4]
    image = block_image.Image(16384)
    image.advance(log, 1)
    assert saved(image, tmp_path / "image") == b"a" * 4096 + bytes(12288)
    writes, moment = log.window(1)
    assert [log.content(entry) for entry in writes] == [b"b" * 8192, b"c" * 10] and moment == 5
    image.advance(log, 4)
    assert saved(image, tmp_path / "image") == b"c" * 10 + b"a" * 4086 + b"b" * 8192 + bytes(4096)
    assert log.window(4) == log.window(5) == ([], None)


def test_parts_of_writes_survive_in_any_order(tmp_path):
    """Pages whole or in sectors, each at its place; the first page is never torn."""
    content = random.Random(1).randbytes(16 * 4096)
    log = write_log(tmp_path / "log", (0, content), None)
    seen = set()
    for seed in range(300):
        pieces = block_image.survivors(log, log.entries[:1], random.Random(seed))
        for offset, piece in pieces:
            assert piece == content[offset:offset + len(piece)] and len(piece) in (512, 4096)
            assert offset >= 4096 or len(piece) == 4096
        offsets = [offset for offset, _ in pieces]
        seen |= {"torn" for _, piece in pieces if len(piece) == 512}
        seen.add("whole" if len(pieces) == 16 else "in part")
        seen.add("in order" if offsets == sorted(offsets) else "out of order")
    assert seen == {"torn", "whole", "in part", "in order", "out of order"}


def record_or_skip(place, seconds, left_out=None):
    """Where everything that a change has to pass is run, there is all that it takes."""
    try:
        return power_loss.record(place, seconds, 1, left_out=left_out, least=10 * POINTS)
    except recorded_disk.NoDisk as fault:
        if os.environ.get("GLIMT_SKIP_NOTHING"):
            raise
        pytest.skip(f"no power can be lost here: {fault}")


def look(recording, place, flush, moment):
    """What is wrong at a moment with a disk that has all up to a flush."""
    image = block_image.Image(recording.system.size)
    image.advance(recording.log, flush)
    image.save(place / "image")
    return power_loss.look(recording, place / "image", place / "looked", moment)


def test_a_power_loss_loses_nothing_acknowledged(tmp_path):
    recording = record_or_skip(tmp_path, 3)
    chosen = power_loss.choose(recording.flushes, POINTS, 1)
    assert len(chosen) == POINTS
    results = list(power_loss.replay_all(recording, chosen, 2, 1, tmp_path, 2))
    assert len(results) == 2 * POINTS
    assert [result for result in results if result[2]] == []
    # A flush that a disk had only promised would be missed.
    early, late = recording.flushes[len(recording.flushes) // 2], recording.flushes[-1]
    assert look(recording, tmp_path, early, recording.log.window(early)[1]) == []
    faults = look(recording, tmp_path, early, recording.log.entries[late].nanoseconds)
    assert any("lost" in fault for fault in faults)


def test_a_server_without_syncs_loses(tmp_path):
    recording = record_or_skip(tmp_path, 3, "all")
    assert recording.model.acknowledged >= 10 * POINTS and recording.flushes
    flush = recording.flushes[len(recording.flushes) // 2]
    assert look(recording, tmp_path, flush, recording.log.window(flush)[1] or recording.ended)
