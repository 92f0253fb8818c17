#!/usr/bin/python3
"""A PostgreSQL of the tests' own. `postgres.py COMMAND...` runs a command that finds one by GLIMT_TEST_POSTGRES.

To make a cluster, and the tables of a database in it, takes seconds. Each of a run of tests begins as a copy of one,
its model, which has a database with all tables and whoever needs one first makes; without a model, with initdb."""

import contextlib
import fcntl
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")  # where Debian has them
BINARY = os.environ.get("GLIMT_BINARY") or pathlib.Path(__file__).resolve().parents[2] / "build" / "glimt"

MODEL = "GLIMT_TEST_MODEL"  # in the environment: the directory of the model
MIGRATED = "migrated"  # its database

# Of what is only for this machine, glimt would warn: fsync = off. no_sync.so does the same.
SETTINGS = ("listen_addresses = ''", "full_page_writes = off", "max_connections = 800", "shared_buffers = 256MB",
            "max_wal_size = 4GB", "autovacuum_naptime = 300")


class Postgres:
    """It listens on a socket in its directory; its superuser needs no password."""

    def __init__(self, directory):
        self.directory = directory
        # PostgreSQL refuses root.
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} \
            if os.geteuid() == 0 else {}

    def run(self, program, *arguments, **options):
        subprocess.run([PROGRAMS / program, *arguments], check=True, cwd=self.directory,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **self.user, **options)

    def start(self):
        self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "start", env={
            **os.environ, "LD_PRELOAD": f"{self.directory}/no_sync.so", "LC_ALL": "C.UTF-8"})

    def stop(self, how="fast"):
        self.run("pg_ctl", "-D", "data", "-m", how, "-w", "stop")

    def new_database(self, name):
        """Its URL."""
        self.make_database(name)
        return self.url_of(name)

    def migrated_database(self, name):
        """The URL of one with all tables and no rows, as `glimt migrate` leaves it."""
        self.make_database(name, MIGRATED)
        return self.url_of(name)

    def url_of(self, name):
        return f"postgres://glimt@/{name}?host={self.directory}"

    def command(self, sql):
        """One that is no part of a transaction."""
        import psycopg2
        with contextlib.closing(psycopg2.connect(self.url_of("postgres"))) as connection:
            connection.autocommit = True
            connection.cursor().execute(sql)

    def make_database(self, name, template="template1"):
        """Unless there is one with this name; of what nobody has open, a copy."""
        import psycopg2.errors
        with contextlib.suppress(psycopg2.errors.DuplicateDatabase):
            self.command(f"CREATE DATABASE {name} TEMPLATE {template}")

    def copy_database(self, name, target):
        """Also of one that is in use."""
        self.make_database(target)
        with subprocess.Popen([PROGRAMS / "pg_dump", self.url_of(name)], stdout=subprocess.PIPE) as dump:
            subprocess.run([PROGRAMS / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url_of(target)], stdin=dump.stdout,
                           stdout=subprocess.DEVNULL, check=True)

    def drop_database(self, name):
        self.command(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def new_directory():
    """One that belongs to PostgreSQL, with the library that keeps its disk idle."""
    directory = tempfile.mkdtemp(prefix="glimt-pg-")
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", pwd.getpwnam("postgres").pw_gid)
    os.chmod(directory, 0o755)
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-", "-o", f"{directory}/no_sync.so"], check=True,
                   text=True, input="int fsync(int file) { return 0 * file; }\nint fdatasync(int file) { return 0 * file; }\n")
    return directory


def make_cluster(made):
    made.run("initdb", "-D", "data", "--username=glimt", "--auth=trust", "--locale=C.UTF-8", "--encoding=UTF8", "--no-sync")


def begin_cluster(made):
    """As the run has it."""
    if MODEL not in os.environ:
        make_cluster(made)
        return
    model = os.environ[MODEL]
    with open(f"{model}/lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(f"{model}/data"):
            with running(make_cluster) as first, tempfile.TemporaryDirectory() as nothing:
                subprocess.run([BINARY, "migrate", "--data", nothing, "--database", first.new_database(MIGRATED)],
                               check=True, stdout=subprocess.DEVNULL)
                first.stop()
                os.rename(f"{first.directory}/data", f"{model}/data")
    subprocess.run(["cp", "-a", f"{model}/data", made.directory], check=True)


@contextlib.contextmanager
def running(begin, settings=()):
    made = Postgres(new_directory())
    begin(made)
    with open(f"{made.directory}/data/postgresql.conf", "a", encoding="utf-8") as file:
        file.write("\n".join((*SETTINGS, *settings, f"unix_socket_directories = '{made.directory}'\n")))
    made.start()
    try:
        yield made
    finally:
        if os.path.exists(f"{made.directory}/data"):
            made.stop("immediate")
        shutil.rmtree(made.directory, ignore_errors=True)


def postgres(*settings, alone=False):
    """One that runs until the end. Its disk may lose what was written last, of which it knows nothing. What is
    `alone` shares nothing with others, not even the number by which clusters are told apart."""
    return running(make_cluster if alone else begin_cluster, settings)


@contextlib.contextmanager
def model():
    """Where clusters begin as copies meanwhile."""
    if MODEL in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="glimt-model-") as directory:
        os.environ[MODEL] = directory
        yield
        del os.environ[MODEL]


if __name__ == "__main__":
    with model(), postgres() as started:
        sys.exit(subprocess.run(sys.argv[1:], check=False, env={**os.environ, "GLIMT_TEST_POSTGRES": started.directory}).returncode)
