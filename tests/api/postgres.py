"""A PostgreSQL of the tests' own."""

import contextlib
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")  # where Debian has them


class Postgres:
    """It listens on a socket in its directory; its superuser needs no password."""

    def __init__(self, directory):
        self.directory = directory
        # PostgreSQL refuses root.
        self.user = {"user": "postgres", "group": "postgres", "extra_groups": []} \
            if os.geteuid() == 0 else {}

    def run(self, program, *arguments):
        subprocess.run([PROGRAMS / program, *arguments], check=True, cwd=self.directory,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, **self.user)

    def start(self):
        self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")

    def stop(self, how="fast"):
        self.run("pg_ctl", "-D", "data", "-m", how, "-w", "stop")

    def new_database(self, name):
        """Its URL."""
        self.run("createdb", "-h", self.directory, "-U", "glimt", name)
        return f"postgres://glimt@/{name}?host={self.directory}"


@contextlib.contextmanager
def postgres():
    """One that runs until the end."""
    directory = tempfile.mkdtemp(prefix="glimt-pg-")
    if os.geteuid() == 0:
        shutil.chown(directory, "postgres", pwd.getpwnam("postgres").pw_gid)
    os.chmod(directory, 0o755)
    made = Postgres(directory)
    made.run("initdb", "-D", "data", "--username=glimt", "--auth=trust", "--locale=C.UTF-8",
             "--encoding=UTF8", "--no-sync")
    with open(f"{directory}/data/postgresql.conf", "a", encoding="utf-8") as settings:
        settings.write(f"fsync = off\nlisten_addresses = ''\nunix_socket_directories = '{directory}'\n")
    made.start()
    try:
        yield made
    finally:
        made.stop("immediate")
        shutil.rmtree(directory, ignore_errors=True)
