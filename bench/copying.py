#!/usr/bin/env python3
"""How long glimt copy takes for a large company, from a directory to PostgreSQL and back.

Makes a demo company with many time reports, or takes the one of an earlier run, and a PostgreSQL of its
own on this machine's disk, with its usual settings. Gives the time from the command to its end, which
has all rows, their comparison, indexes and references, and the CPU of glimt alone and of all processes
with PostgreSQL's. Prints a table and writes build/bench-copy.json. The copies are removed at the end.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from data import prepare_data
from servers import Failed

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests" / "api"))
from postgres import PROGRAMS  # noqa: E402

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
AIM_SECONDS, AIM_ROWS = 15 * 60, 10_000_000
LINE = "{:<24} {:>12} {:>10} {:>12} {:>12} {:>10}"


@contextlib.contextmanager
def server(place):
    """A PostgreSQL that syncs as one in use does; its directory."""
    directory = tempfile.mkdtemp(prefix="glimt-copy-", dir=place)
    user = {}
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", "postgres")
        user = {"user": "postgres", "group": "postgres", "extra_groups": []}
    os.chmod(directory, 0o755)

    def run(program, *arguments):
        subprocess.run([PROGRAMS / program, *arguments], check=True, cwd=directory, stdin=subprocess.DEVNULL,
                       stdout=subprocess.DEVNULL, **user)

    run("initdb", "-D", "data", "--username=glimt", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8")
    with open(f"{directory}/data/postgresql.conf", "a", encoding="utf-8") as settings:
        settings.write(f"listen_addresses = ''\nunix_socket_directories = '{directory}'\n"
                       "max_wal_size = 8GB\nshared_buffers = 1GB\n")
    run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")
    try:
        run("createdb", "-h", directory, "-U", "glimt", "copy")
        yield directory
    finally:
        run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(directory, ignore_errors=True)


def cpu_of_server(directory):
    """Seconds of all processes of the server so far, ended ones too."""
    main = int(pathlib.Path(f"{directory}/data/postmaster.pid").read_text().split()[0])
    seconds = 0
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rsplit(")", 1)[1].split()
            if int(stat.parent.name) == main:
                seconds += sum(map(int, fields[11:15]))
            elif int(fields[1]) == main:
                seconds += sum(map(int, fields[11:13]))
    return seconds / os.sysconf("SC_CLK_TCK")


def measure(name, binary, words, directory):
    before, began = cpu_of_server(directory), time.monotonic()
    run = subprocess.Popen([binary, "copy", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said, problem = run.stdout.read(), run.stderr.read()
    _, status, used = os.wait4(run.pid, 0)
    took = time.monotonic() - began
    if status != 0:
        raise Failed(f"glimt copy failed: {problem.strip()}")
    tables, rows = map(int, re.search(r"Copied (\d+) tables with (\d+) rows", said).groups())
    row = {"what": name, "rows": rows, "tables": tables, "seconds": round(took, 1),
           "cpu_glimt": round(used.ru_utime + used.ru_stime, 1),
           "cpu_server": round(cpu_of_server(directory) - before, 1), "rows_per_second": round(rows / took)}
    print(LINE.format(name, rows, row["seconds"], row["cpu_glimt"], row["cpu_server"], row["rows_per_second"]), flush=True)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--time-reports", type=int, default=1_000_000)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--tasks", type=int, default=500_000)
    parser.add_argument("--data", help="a directory with a company, instead of making one")
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    data = pathlib.Path(options.data or BUILD / f"bench-scale-{options.time_reports}")
    if not options.data:
        prepare_data(binary, data, {"contacts": options.contacts, "projects": options.projects,
                                    "tasks": options.tasks, "time-reports": options.time_reports})
    back = pathlib.Path(tempfile.mkdtemp(prefix="copy-", dir=BUILD)) / "data"
    try:
        with server(BUILD) as directory:
            url = f"postgres://glimt@/copy?host={directory}"
            print(LINE.format("what", "rows", "seconds", "CPU glimt", "CPU server", "rows/s"))
            rows = [measure("directory to PostgreSQL", binary, ["--from", data, "--to", url], directory),
                    measure("and back", binary, ["--from", url, "--to", back, "--data", data], directory)]
    finally:
        shutil.rmtree(back.parent)
    (BUILD / "bench-copy.json").write_text(json.dumps(rows, indent=2) + "\n")
    aim = AIM_SECONDS * max(1, options.time_reports / AIM_ROWS)
    met = all(row["seconds"] < aim for row in rows)
    print(f"\nThe aim is {aim / 60:.0f} minutes for up to {AIM_ROWS:,} time reports: {'met' if met else 'MISSED'}."
          " All figures are in build/bench-copy.json")
    return 1 if options.strict and not met else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
