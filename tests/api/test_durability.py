"""What was acknowledged is there, whatever happens to the disk or the files; kills have tests/durability."""

import os
import resource
import shutil
import subprocess

import pytest

from client import glimt, refused_start, running
from database import IS_POSTGRES, connect

CONTACTS = "/v1/Core/Contacts"


@pytest.mark.embedded("the disk that is full holds the database's own files; test_postgres_full_disk.py has a server's")
def test_full_disk_is_507_and_passes(tmp_path):
    """The file size limit stands for a full disk: it needs no rights and hits the same writes."""
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (6_000_000, resource.RLIM_INFINITY))
    with running(directory=tmp_path / "d", preexec_fn=limit) as server:
        client = server.client()
        statuses, answer = [], None
        while len(statuses) < 3000 and (not statuses or statuses[-1] == 201):
            answer = client.ask("POST", CONTACTS, {
                "name": "x", "contactType": "person", "responsibleId": 1,
                "importantInformation": "y" * 30000})
            statuses.append(answer.status_code)
        assert statuses[-1] == 507 and len(statuses) > 5
        assert answer.json()["message"] == "The server's disk is full, so nothing was stored."
        stored = client.good("GET", CONTACTS + "?page=1")["totalItemCount"]
        assert stored == statuses.count(201)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert client.create()["id"] > stored


@pytest.fixture
def stopped():
    """A server that has run and ended."""
    with running() as server:
        server.client().create(name="finns kvar")
        server.stop()
        yield server


def test_second_server_on_a_directory_is_refused():
    with running() as server:
        assert "Another glimt server" in refused_start(server.directory)
        assert server.client().get(CONTACTS + "?page=1").status_code == 200


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_newer_database_is_refused_and_left_alone(stopped):
    database = stopped.database()
    database.execute("INSERT INTO migrations VALUES (999, '999_future', '', 0)")
    database.commit()
    database.close()
    before = (stopped.directory / "glimt.db").read_bytes()
    assert "newer glimt" in refused_start(stopped.directory)
    assert "newer glimt" in glimt("app", "list", "--data", stopped.directory, check=False).stderr
    assert (stopped.directory / "glimt.db").read_bytes() == before


@pytest.mark.embedded("it is about the file of a database in the directory")
@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"\0" * 20000, b"SQLite format 3\0"])
def test_files_that_are_no_database_are_refused(tmp_path, content):
    (tmp_path / "glimt.db").write_bytes(content)
    refused_start(tmp_path)
    assert (tmp_path / "glimt.db").read_bytes() == content


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_foreign_database_is_refused(stopped, tmp_path):
    database = connect(tmp_path)
    database.execute("CREATE TABLE somebody_elses (x)")
    database.commit()
    database.close()
    before = (tmp_path / "glimt.db").read_bytes()
    assert "not a glimt database" in refused_start(tmp_path)
    assert (tmp_path / "glimt.db").read_bytes() == before


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_truncated_and_damaged_databases_are_told(stopped):
    path = stopped.directory / "glimt.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192])
    refused_start(stopped.directory)
    path.write_bytes(whole[:100] + os.urandom(len(whole) - 100))
    refused_start(stopped.directory)
    path.write_bytes(whole)
    stopped.start()
    assert stopped.client().walk(CONTACTS)[0]["name"] == "finns kvar"


def test_unwritable_places_are_told(tmp_path):
    (tmp_path / "file").write_text("")
    refused_start(tmp_path / "file")
    refused_start(tmp_path / "no" / "such" / "parent")
    refused_start("/proc/self")


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_read_only_database_is_told(stopped):
    path = stopped.directory / "glimt.db"
    if subprocess.run(["chattr", "+i", str(path)], capture_output=True, check=False).returncode:
        shutil.chown(path, user=os.getuid())
        path.chmod(0o400)
        if os.access(path, os.W_OK):
            path.chmod(0o600)
            pytest.skip("root writes everywhere here, and files cannot be made immutable")
    try:
        assert "cannot be written" in refused_start(stopped.directory)
    finally:
        subprocess.run(["chattr", "-i", str(path)], capture_output=True, check=False)
        path.chmod(0o600)
    stopped.start()


def test_bad_certificates_are_told(stopped, tmp_path):
    (tmp_path / "x.pem").write_text("no certificate")
    refused_start(stopped.directory, "--tls-cert", str(tmp_path / "x.pem"),
                  "--tls-key", str(stopped.directory / "tls" / "key.pem"))
    refused_start(stopped.directory, "--tls-cert", str(tmp_path / "none"),
                  "--tls-key", str(tmp_path / "none"))


def test_taken_port_is_told(stopped):
    with running() as other:
        done = glimt("serve", "--data", stopped.directory, "--listen", f"127.0.0.1:{other.port}",
                     check=False)
        assert done.returncode == 1 and "in use" in done.stderr


def test_secrets_and_data_are_the_owners_alone(stopped):
    for name in ("glimt.db", "tls/key.pem")[IS_POSTGRES:]:
        assert (stopped.directory / name).stat().st_mode & 0o077 == 0
