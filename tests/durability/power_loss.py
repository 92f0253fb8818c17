#!/usr/bin/python3
"""Cuts the power at every flush of a disk that a loaded server wrote to, and reads back all that was
acknowledged.

power_loss.py [--seconds T] [--points N] [--variants V] [--seed S] [--processes P] [--serve-flags "..."]
              [--file-system ext4|xfs] [--without-syncs all|directories]

The server's directory is in a file system on a loop device on a file, whose writes and flushes block_log notes
while the mixed load runs and the server is restarted once. Then, for each flush (or for N of them), the
disk is made as it may be after a power loss before the next flush: with nothing that was written between
them, and V - 1 times with a part of it, in another order and torn. Each is mounted, a server has to start
and `glimt check` to be content, and all rows are held against what was acknowledged before the next flush:
that can't have waited for it. Needs root, /dev/fuse and loop devices. Exits with 1 if anything was lost."""

import argparse
import dataclasses
import multiprocessing
import os
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

import block_image
import recorded_disk
from acknowledged import Model
from caller import LoggedServer, Refused
from client import glimt
from company import Company, fill
from mixed_load import Load
from read_back import read_all

FLAGS = ("--cache", "8", "--threads", "2")


@dataclasses.dataclass
class Recording:
    """A run of the load, what was acknowledged, and the flushes that it is looked at after."""
    system: recorded_disk.FileSystem
    company: Company
    model: Model
    log: block_image.Log
    flushes: list
    ended: int


def without_syncs(left_out):
    """The environment of a server that leaves out some syncs, or all."""
    return {**os.environ, "LD_PRELOAD": str(recorded_disk.NO_SYNC), "NO_SYNC": left_out} if left_out else None


def load_for(load, seconds, least):
    """Until so many writes more are acknowledged, too."""
    enough = load.model.acknowledged + least
    load.begin()
    load.stopping.wait(seconds)
    while load.model.acknowledged < enough and not load.failures:
        time.sleep(0.01)
    load.end()


def record(place, seconds, seed, name="ext4", left_out=None, flags=(), least=0):
    """Loads a server on a recorded disk, with a restart in the middle."""
    path, system = place / "log", recorded_disk.FILE_SYSTEMS[name]
    with recorded_disk.recorded(place, system, path) as found:
        fill(found / "data")
        server = LoggedServer(found / "data", *FLAGS, *flags)
        try:
            company = Company(server)
            server.stop()
            recorded_disk.run("sync", "-f", found)
            server.options["env"] = without_syncs(left_out)
            server.start()
            model = Model(read_all(server, company)[0], keeps_history=True)
            load = Load(server, company, model, seed)
            began = time.monotonic_ns()
            for _ in range(2):
                load_for(load, seconds / 2, least / 2)
                ended = time.monotonic_ns()
                if load.failures:
                    raise Refused("\n".join(load.failures))
                server.stop()
                server.start()
        finally:
            server.stop(signal.SIGKILL)
    log = block_image.Log(path)
    return Recording(system, company, model, log, log.flushes(began, ended), ended)


def look(recording, image, place, moment):
    """What is wrong with a disk on which the power was lost at a moment."""
    model = recording.model.at(moment)
    tokens = [change.made[1] for change in model.pending.values() if change.made and change.made[0] == "token"]
    tokens += [state for key, state in model.rows.items() if key[0] == "token"]
    try:
        with recorded_disk.mounted(image, place, *recording.system.copied) as found:
            server = LoggedServer(found / "data", *FLAGS)
            try:
                rows, faults = read_all(server, recording.company, tokens)
            finally:
                server.stop(signal.SIGKILL)
            said = glimt("check", "--data", found / "data", check=False)
            if said.returncode != 0:
                faults.append(f"glimt check: {said.stdout} {said.stderr}")
            return faults + model.compare(rows)
    except (recorded_disk.NoDisk, Refused, OSError) as fault:
        return [str(fault)]


def replay(recording, flushes, variants, seed, place):
    """Loses power behind each of the flushes; yields for each disk where that was, and what is wrong."""
    place.mkdir()
    image, file = block_image.Image(recording.system.size), place / "image"
    for flush in flushes:
        image.advance(recording.log, flush)
        writes, moment = recording.log.window(flush)
        for variant in range(variants):
            dice = random.Random(f"{seed} {flush} {variant}")
            pieces = block_image.survivors(recording.log, writes, dice) if variant else []
            image.save(file, pieces)
            yield flush, variant, look(recording, file, place / "fs", moment or recording.ended)
    file.unlink(missing_ok=True)


def end_in_order():
    """SIGTERM is an exception, so that nothing stays mounted."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def replay_into(queue, *arguments):
    end_in_order()
    try:
        for result in replay(*arguments):
            queue.put(result)
    except Exception as failure:  # pylint: disable=broad-except
        queue.put((0, 0, [repr(failure)]))
    finally:
        queue.put(None)


def replay_all(recording, flushes, variants, seed, place, processes):
    """The same, by several processes."""
    queue, share = multiprocessing.Queue(), -(-len(flushes) // processes)
    parts = [flushes[at:at + share] for at in range(0, len(flushes), share)]
    workers = [multiprocessing.Process(target=replay_into, daemon=True, args=(
        queue, recording, part, variants, seed, place / f"replay{number}")) for number, part in enumerate(parts)]
    for worker in workers:
        worker.start()
    try:
        left = len(workers)
        while left:
            result = queue.get()
            left -= result is None
            if result is not None:
                yield result
    finally:
        for worker in workers:
            worker.terminate()  # those that are not done
            worker.join()


def choose(flushes, count, seed):
    """So many of them, all over the run; all for 0."""
    if not count or count >= len(flushes):
        return flushes
    return sorted(random.Random(seed).sample(flushes, count))


def run(place, given, tell=print):
    """Returns how many disks were looked at, and sentences for all that was lost."""
    recording = record(place, given.seconds, given.seed, given.file_system, given.without_syncs,
                       given.serve_flags.split())
    chosen = choose(recording.flushes, given.points, given.seed)
    tell(f"{recording.model.acknowledged} acknowledged writes, {len(recording.log.entries)} writes and flushes of"
         f" the disk, {len(recording.flushes)} flushes under load, of which {len(chosen)} are looked at")
    count, faults, began = 0, [], time.monotonic()
    for flush, variant, wrong in replay_all(recording, chosen, given.variants, given.seed, place,
                                              given.processes):
        count += 1
        faults += [f"flush {flush}, variant {variant}: {one}" for one in wrong]
        if count % 200 == 0:
            tell(f"{count} disks, {len(faults)} faults, {time.monotonic() - began:.0f} s")
    return count, faults


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--points", type=int, default=0)
    parser.add_argument("--variants", type=int, default=3)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--file-system", choices=list(recorded_disk.FILE_SYSTEMS), default="ext4")
    parser.add_argument("--serve-flags", default="", help="for glimt serve")
    parser.add_argument("--without-syncs", choices=["all", "directories"],
                        help="leave these out, to see that a loss is told")
    given = parser.parse_args()
    end_in_order()
    place = pathlib.Path(tempfile.mkdtemp(prefix="glimt-power-", dir="/dev/shm"))
    print(f"{given.seconds:g} s of load with seed {given.seed}, in {place}", flush=True)
    try:
        count, faults = run(place, given, lambda text: print(text, flush=True))
    except (recorded_disk.NoDisk, Refused) as fault:
        print(f"power_loss.py: {fault}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print("\n".join(fault[:1000] for fault in faults[:20]))
    print(f"{count} disks after a power loss, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
