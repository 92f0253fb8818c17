"""A PostgreSQL of the measurements' own, and companies on it."""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess

from data import prepare_data
from servers import Failed, processes_of, TICKS

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")  # where Debian has them
TOOL = pathlib.Path(__file__).resolve().parent.parent / "tools" / "postgres.sh"
# Otherwise as it comes. What is logged, and about what, is switched on where it is read.
SETTINGS = ["shared_buffers = 1GB", "max_wal_size = 4GB", "max_connections = 300",
            "logging_collector = on", "log_destination = jsonlog", "log_directory = said",
            "log_filename = statements", "log_rotation_size = 0", "log_rotation_age = 0",
            "log_checkpoints = off"]


def spent_by(pid):
    """User and system time of a process, and of its children that have ended."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


class Cluster:
    """It keeps its companies between runs, and makes commits durable as one in use does."""

    def __init__(self, directory):
        self.socket = directory / "cluster"
        self.said = self.socket / "said" / "statements.json"
        self.pid = int((self.socket / "postmaster.pid").read_text().split()[0])

    def url(self, database):
        return f"postgres://glimt@/{database}?host={self.socket}"

    def sql(self, database, sql):
        """What psql prints, as the superuser."""
        run = subprocess.run([PROGRAMS / "psql", "-XAtq", "-h", self.socket, "-U", "postgres", "-d", database,
                              "-v", "ON_ERROR_STOP=1"], input=sql, capture_output=True, text=True)
        if run.returncode != 0:
            raise Failed(f"psql: {run.stderr}")
        return run.stdout

    def cpu_seconds(self):
        """Of all its processes, also of those that have ended."""
        total = spent_by(self.pid)
        for child in processes_of(self.pid)[1:]:
            with contextlib.suppress(FileNotFoundError):
                total += spent_by(child)
        return total

    def log_statements(self, database, logged):
        self.sql("postgres", f"ALTER DATABASE {database} SET log_statement = "
                             f"'{'all' if logged else 'none'}'")

    def statements(self, since):
        """(process, text, parameters) of what was executed since the log had so many bytes."""
        with open(self.said, encoding="utf-8") as log:
            log.seek(since)
            for line in log:
                entry = json.loads(line)
                if entry["error_severity"] == "LOG":
                    yield entry["pid"], entry["message"], entry.get("detail", "")

    def company(self, binary, data, name, sizes):
        """The directory of a company on it with the rows of this one in `data`, made when missing."""
        prepare_data(binary, data, sizes)
        beside = data.parent / f"{data.name}-postgres"
        wanted = (data / "bench-sizes").read_text() + str(os.stat(data / "glimt.db").st_ino)
        if not (beside / "loaded").exists() or (beside / "loaded").read_text() != wanted:
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(mode=0o700)
            shutil.copy2(data / "secret.key", beside)
            (beside / "glimt.conf").write_text(f'database = "{self.url(name)}"\n')
            self.sql("postgres", f"DROP DATABASE IF EXISTS {name}")
            self.sql("postgres", f"CREATE DATABASE {name} OWNER glimt")
            print(f"copying {name}", flush=True)
            run = subprocess.run([binary, "copy", "--from", data, "--to", self.url(name)], stdout=subprocess.DEVNULL,
                                 stderr=subprocess.PIPE, text=True)
            if run.returncode != 0:
                raise Failed(run.stderr.strip())
            (beside / "loaded").write_text(wanted)
        return beside


@contextlib.contextmanager
def cluster(directory):
    directory.mkdir(parents=True, exist_ok=True)
    run = subprocess.run([TOOL, "start", directory, *SETTINGS], stderr=subprocess.PIPE, text=True)
    if run.returncode != 0:
        raise Failed(run.stderr.strip())
    try:
        yield Cluster(directory)
    finally:
        subprocess.run([TOOL, "stop", directory])
