"""Two PostgreSQL of one's own, of which one follows the other, and what may happen to them."""

import contextlib
import os
import pathlib
import shutil
import signal
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "api"))
# pylint: disable=wrong-import-position
import postgres  # noqa: E402

SETTINGS = ("listen_addresses = ''", "max_connections = 200", "wal_retrieve_retry_interval = 100ms",
            "full_page_writes = off", "wal_keep_size = 256MB", "hot_standby = on")
SOCKET = ".s.PGSQL.5432"


class Member(postgres.Postgres):
    """One that first leads or follows. What it wrote is on a disk as long as the machine runs: processes are
    killed here, not power."""

    def __init__(self):
        super().__init__(postgres.new_directory())

    @property
    def data(self):
        return pathlib.Path(self.directory, "data")

    def lead(self):
        postgres.begin_cluster(self)
        self.settle()
        self.start()

    def follow(self, leader):
        """Throws away what it had."""
        shutil.rmtree(self.data, ignore_errors=True)
        self.run("pg_basebackup", "-h", leader.directory, "-U", "glimt", "-D", "data", "-R", "-c", "fast", "--no-sync",
                 "-X", "stream")
        self.settle()
        self.start()
        leader.command("ALTER SYSTEM SET synchronous_standby_names = '*'")
        leader.command("SELECT pg_reload_conf()")

    def settle(self):
        """Who leads waits for whoever follows, once there is one; the last of a setting counts."""
        (self.data / "postgresql.auto.conf").write_text("".join(
            line for line in (self.data / "postgresql.auto.conf").read_text().splitlines(True)
            if not line.startswith("synchronous_standby_names")))
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as file:
            file.write("\n".join((*SETTINGS, f"unix_socket_directories = '{self.directory}'\n")))

    def processes(self):
        """Its first one, and then the others."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        return [first, *map(int, pathlib.Path(f"/proc/{first}/task/{first}/children").read_text().split())]

    def send(self, number):
        for process in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)

    def kill(self):
        os.kill(self.processes()[0], signal.SIGSTOP)  # so that it begins none beside those that are found
        processes = self.processes()
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(pathlib.Path(f"/proc/{process}").exists() and is_alive(process) for process in processes):
            time.sleep(0.001)
        # They name a process that is there for PostgreSQL until its parent has heard of its end.
        (self.data / "postmaster.pid").unlink()
        pathlib.Path(self.directory, SOCKET + ".lock").unlink()

    def promote(self):
        self.run("pg_ctl", "-D", "data", "-w", "promote")

    @contextlib.contextmanager
    def unreachable(self):
        """Nobody finds its socket, and who was connected no longer is."""
        os.rename(f"{self.directory}/{SOCKET}", f"{self.directory}/away")
        for process in self.processes()[1:]:
            if b"glimt glimt [local]" in command_of(process):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGTERM)
        try:
            yield
        finally:
            os.rename(f"{self.directory}/away", f"{self.directory}/{SOCKET}")

    def close(self):
        with contextlib.suppress(OSError, ValueError):
            self.send(signal.SIGCONT)
            self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)


def is_alive(process):
    """Not one that only its parent has still to hear of."""
    try:
        return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def command_of(process):
    try:
        return pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


class Pair:
    """One leads and the other follows; no commit is told of that both do not have."""

    def __init__(self):
        self.leader, self.follower = Member(), Member()
        self.leader.lead()
        self.leader.make_database("glimt")
        self.ask("CREATE TABLE public.probes (id bigserial)", database="postgres")
        self.follower.follow(self.leader)

    def url(self, database="glimt"):
        hosts = ",".join(sorted((self.leader.directory, self.follower.directory)))
        return f"postgres://glimt@/{database}?host={hosts}&target_session_attrs=read-write"

    def ask(self, sql, database="glimt"):
        """The rows of a question; commits."""
        import psycopg2
        with contextlib.closing(psycopg2.connect(self.url(database), connect_timeout=2)) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def wait_until_it_writes(self):
        """Until a commit of somebody else than glimt is through; when that was."""
        import psycopg2
        while True:
            try:
                self.ask("INSERT INTO probes DEFAULT VALUES", database="postgres")
                return time.monotonic()
            except psycopg2.Error:
                time.sleep(0.005)  # until it is there

    def fail_over(self):
        """The leader is gone and the other leads; when that was."""
        self.leader.kill()
        self.follower.promote()
        self.leader, self.follower = self.follower, self.leader
        return self.wait_until_it_writes()

    def rebuild(self):
        """Who is gone follows."""
        self.follower.follow(self.leader)

    def close(self):
        self.leader.close()
        self.follower.close()
