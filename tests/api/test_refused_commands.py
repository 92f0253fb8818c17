"""What commands refuse, each in one sentence: how they are called, files that are not as they should
be, and people and applications that are not as they were told."""

import concurrent.futures
import subprocess

import pytest

import record
from client import BINARY, glimt, running
from clocks import StandingClock
from database import FILES, connect
from people import PASSWORD, add_person

USAGE, FAILED = 2, 1
BUSY = "Another program keeps the database busy."


def said(*words, status=FAILED, **options):
    """The one sentence with which a command fails."""
    done = glimt(*words, check=False, **options)
    assert done.returncode == status and done.stdout == "", done
    assert done.stderr.startswith("glimt: ") and done.stderr.count("\n") == 1, done.stderr
    return done.stderr.removeprefix("glimt: ").rstrip()


def started(directory, *flags, **options):
    """The last sentence of a server that does not start; its log may stand before it."""
    done = glimt("serve", "--data", directory, "--listen", "127.0.0.1:0", *flags, check=False,
                 **options)
    assert done.returncode == FAILED and done.stdout == ""
    return done.stderr.splitlines()[-1].removeprefix("glimt: ")


# ---- how they are called ----

@pytest.mark.parametrize("words, sentence", [
    (["app"], "app needs a command; see glimt app --help."),
    (["demo", "--data"], "--data needs a value: DIR."),
    (["demo", "--data="], "--data needs a value: DIR."),
    (["demo", "-x"], "Options begin with two dashes; -x does not."),
    (["serve", "--data", "x", "--demo=perhaps"], '--demo must be on or off, not "perhaps".'),
    (["serve", "--data", "x", "--plain-listen", "127.0.0.1:0"],
     "--plain-listen and --trusted-proxy must be given together."),
    (["serve", "--data", "x", "--trusted-proxy", "127.0.0.1"],
     "--plain-listen and --trusted-proxy must be given together."),
    (["serve", "--data", "x", "--trusted-proxy", "127.0.0.1", "--trusted-proxy", "proxy.internal"],
     "--trusted-proxy must be an address or a network, such as 192.0.2.7 or 10.0.0.0/8, not "
     '"proxy.internal".'),
    (["serve", "--data", "x", "--listen", "127.0.0.1:0", "--listen", "::1:8443"],
     "--listen must be ADDR:PORT, such as 127.0.0.1:8443, [::1]:8443 or localhost:8443, not "
     '"::1:8443".'),
    (["serve", "--data", "x", "--plain-listen", "8080"],
     "--plain-listen must be ADDR:PORT, such as 127.0.0.1:8443, [::1]:8443 or localhost:8443, not "
     '"8080".'),
    (["serve", "--data", "x", "--files", "nowhere"],
     '--files must be directory, database or s3://BUCKET/PREFIX, not "nowhere".'),
    (["serve", "--data", "x", "--files", "s3://files"],
     "--files s3://files needs --s3-endpoint, such as https://s3.example.com."),
    (["serve", "--data", "x", "--tls-key", "x"], "--tls-cert and --tls-key must be given together.")],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_words_that_do_not_fit(words, sentence):
    assert said(*words, status=USAGE) == sentence


@pytest.mark.embedded("elsewhere the database is on a server")
@pytest.mark.parametrize("words, sentence", [
    (["--read-database", "postgres:///x"],
     "--read-database is a replica of a database on a server: it needs --database."),
    (["--files", "database"],
     "--files database needs a database on a server (--database); with the one in DIR, files are in DIR, too.")],
    ids=lambda value: value[0] if isinstance(value, list) else "")
def test_what_needs_a_database_on_a_server(tmp_path, words, sentence):
    assert said("serve", "--data", tmp_path / "data", *words, status=USAGE) == sentence
    assert not (tmp_path / "data").exists()


BUCKET = ["serve", "--data", "x", "--files", "s3://files", "--s3-endpoint", "https://s3.example.com"]


def test_keys_of_buckets(tmp_path):
    assert said(*BUCKET, status=USAGE) == "A bucket needs a key: --s3-key-file, or GLIMT_S3_KEY_ID and GLIMT_S3_SECRET."
    path = tmp_path / "key"
    ask = lambda: said(*BUCKET, "--s3-key-file", path)
    assert ask() == f"The file of --s3-key-file, {path}, cannot be read: No such file or directory."
    path.touch(mode=0o600)
    for text in ("", "id\n", "\nsecret\n"):
        path.write_text(text)
        assert ask() == (f"The file of --s3-key-file, {path}, has not the id of a key in its first line and the secret in its second.")
    path.chmod(0o640)
    assert ask() == f"The key file {path} is open to others than its owner; chmod 600 {path} closes it."


@pytest.mark.parametrize("text, sentence", [
    ("listen\n", ":1: This line is not `key = value`."),
    ("# fine\n\n= 5\n", ":3: This line is not `key = value`."),
    ("#" * 65537, " must be text of at most 65536 bytes."),
    ("listen = \udcff", " must be text of at most 65536 bytes."),
    (None, " cannot be read: No such file or directory.")],
    ids=["a word", "no key", "too long", "no text", "none"])
def test_configuration_files(tmp_path, text, sentence):
    path = tmp_path / "glimt.conf"
    if text is not None:
        path.write_bytes(text.encode(errors="surrogateescape"))
    whole = sentence if sentence[0] == ":" else f"The configuration file {path}{sentence}"
    assert said("serve", "--config", path, status=USAGE).endswith(whole)


def test_a_configuration_that_is_a_directory(tmp_path):
    assert said("serve", "--config", tmp_path, status=USAGE) == (
        f"The configuration file {tmp_path} cannot be read: Is a directory.")


def test_a_full_device():
    """What was to be seen is lost, and that is said."""
    with open("/dev/full", "w", encoding="ascii") as full:
        done = subprocess.run([BINARY, "version"], stdout=full, stderr=subprocess.PIPE, text=True,
                              check=False)
    record.keep_said(done.stderr)
    assert done.returncode == FAILED and done.stderr == (
        "glimt: Standard output cannot be written, so some output is lost.\n")


# ---- files and directories ----

@pytest.fixture
def stopped():
    """A server that has run and ended."""
    with running() as server:
        server.stop()
        yield server


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_places_without_a_database(tmp_path):
    (tmp_path / "file").write_text("")
    ask = lambda place: said("app", "list", "--data", place)
    assert ask(tmp_path / "file") == f"{tmp_path}/file is not a directory."
    assert ask(tmp_path / "file" / "x") == (
        f"The directory {tmp_path}/file/x cannot be read: Not a directory.")
    assert ask(tmp_path) == (
        f"The directory {tmp_path} has no database yet; glimt serve creates it.")
    assert said("demo", "--data", tmp_path / "no" / "such") == (
        f"The directory {tmp_path}/no/such cannot be created: No such file or directory.")


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_a_database_that_is_something_else(tmp_path):
    path = tmp_path / "glimt.db"
    path.symlink_to(path)
    looped = "Too many levels of symbolic links."
    assert said("app", "list", "--data", tmp_path) == f"The database {path} cannot be read: {looped}"
    assert said("demo", "--data", tmp_path) == f"The database {path} cannot be made: {looped}"
    path.unlink()
    path.mkdir()
    assert said("app", "list", "--data", tmp_path).startswith(
        f"The database {path} cannot be opened: ")


@pytest.mark.embedded("it is about the file of a database in the directory")
def test_an_older_database_is_for_the_server(stopped):
    database = stopped.database()
    [(name,)] = database.execute("SELECT name FROM migrations ORDER BY name DESC LIMIT 1")
    database.execute("DELETE FROM migrations WHERE name = ?", (name,))
    database.commit()
    database.close()
    assert said("app", "list", "--data", stopped.directory) == (
        f"The database {stopped.directory}/glimt.db was made by an older glimt (it lacks the "
        f"migration {name}): start the server once to migrate it.")


def test_a_directory_of_files_that_is_none(tmp_path):
    (tmp_path / "files").write_text("")
    assert started(tmp_path) == f"The directory {tmp_path}/files cannot be used: Not a directory."


@pytest.mark.skipif(FILES != "directory", reason="files are in the database, where nothing stands in the way")
def test_stored_files_that_stand_in_the_way(stopped):
    """A file that has no row and can't be removed is told in the log, and at the end."""
    files, name = stopped.directory / "files", "0" * 64
    (files / "1" / "00" / name[2:]).mkdir(parents=True)
    (files / "incoming" / f"1-{name}-{'0' * 32}").write_text("")
    assert started(stopped.directory) == (f"The stored files in {stopped.directory}/files cannot be "
                                          "put in order; the log above says why.")


def new_pair(place, name):
    """A key and a certificate that belong together."""
    key, certificate = place / f"{name}.key", place / f"{name}.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=localhost", "-keyout",
                    key, "-out", certificate], capture_output=True, check=True)
    return key, certificate


def test_keys_and_certificates_of_others(stopped, tmp_path):
    (key, certificate), (other, _) = new_pair(tmp_path, "one"), new_pair(tmp_path, "two")
    assert started(stopped.directory, "--tls-cert", certificate, "--tls-key", other) == (
        f"The key {other} does not belong to the certificate {certificate}.")
    key.write_text("no key")
    ask = lambda: started(stopped.directory, "--tls-cert", certificate, "--tls-key", key)
    assert ask().startswith(f"The key {key} cannot be used: ")
    key.unlink()
    assert ask() == f"The key {key} cannot be used: No such file or directory."
    key.mkdir(0o700)
    assert ask() == f"The key {key} cannot be used: Is a directory."
    certificate.write_bytes(b"x" * 262144)
    assert ask() == f"The certificate {certificate} cannot be used: it is too long."


@pytest.mark.parametrize("name", ["cert.pem", "key.pem", "ca.pem", "ca-key.pem"])
def test_a_certificate_that_cannot_be_made(tmp_path, name):
    (tmp_path / "tls" / f"{name}.new").mkdir(parents=True)
    assert started(tmp_path) == f"The file {tmp_path}/tls/{name} cannot be written: Is a directory."


def test_the_key_file_is_its_owners(stopped):
    path = stopped.directory / "secret.key"
    path.chmod(0o644)
    assert started(stopped.directory) == (
        f"The key file {path} is open to others than its owner; chmod 600 {path} closes it.")
    path.chmod(0o600)
    path.write_bytes(b"x" * 33)
    assert started(stopped.directory) == f"The key file {path} is not a key: it must have 32 bytes."
    path.unlink()
    path.mkdir(mode=0o700)
    assert started(stopped.directory) == f"The key file {path} cannot be read: Is a directory."
    path.rmdir()
    path.symlink_to(path)
    assert started(stopped.directory) == (
        f"The key file {path} cannot be read: Too many levels of symbolic links.")


def test_an_address_of_another_machine(stopped):
    done = glimt("serve", "--data", stopped.directory, "--listen", "192.0.2.1:8443", check=False)
    assert done.returncode == FAILED and done.stderr.splitlines()[-1] == (
        "glimt: The server cannot listen on 192.0.2.1:8443: Cannot assign requested address.")


# ---- people, applications, companies ----

@pytest.mark.parametrize("name, sentence", [
    ("", "The name of the application is empty."), (" \t", "The name of the application is empty."),
    ("a\nb", "The name of the application must not have line breaks or other control characters."),
    ("\udcff", "The name of the application must be UTF-8 text."),
    ("å" * 256, "The name of the application has 256 characters; at most 255 are allowed.")])
def test_names_of_applications(server, name, sentence):
    assert said("app", "add", name, "--data", server.directory) == sentence


def test_people_who_cannot_be_added(server):
    boss = add_person(server, administrator=True)
    user = {"lastName": "Öst", "license": "total"}
    for first in ("Åsa", "Ida"):
        boss.good("POST", "/admin/v1/Users", {**user, "firstName": first, "email": "two@example.com"})
    boss.good("POST", "/admin/v1/Users", {**user, "firstName": "Bo", "email": "left@example.com",
                                          "endDate": "2020-01-01"})
    add = lambda email: said("user", "add", email, "--data", server.directory, "--password-stdin",
                             input=PASSWORD)
    assert add("two@example.com") == "Several users have the address two@example.com."
    assert add("left@example.com") == "Bo Öst has left the company: the end date has passed."
    assert add("new@example.com") == (
        "Account 1 has no user with the address new@example.com yet; to add one, give "
        "--first-name and --last-name.")
    assert add("x" * 244 + "@example.com") == "The e-mail address may have at most 255 characters."


def test_a_company_with_people_is_not_made_up(stopped):
    glimt("user", "add", "one@example.com", "--first-name", "Bo", "--last-name", "Öst", "--data",
          stopped.directory, "--password-stdin", input=PASSWORD)
    assert said("demo", "--data", stopped.directory) == (
        "Account 1 has contacts, users or registries of its own already; the demo company needs an "
        "empty account, such as a new one from glimt account add.")


def test_secrets_of_an_application_that_is_disabled(server):
    boss = add_person(server, administrator=True)
    made = boss.good("POST", "/admin/v1/Applications",
                     {"name": "Kassa", "responsibleId": boss.id, "isActive": False})
    for word in ("Secret", "StaticToken"):
        assert boss.refused("POST", f"/admin/v1/Applications/{made['id']}/{word}") == {
            "id": [f"The application {made['publicId']} is disabled."]}


@pytest.mark.parametrize("entry", ["300.1.1.1", "192.0.2.0/33", "localhost", "2001:db8::/129"])
def test_addresses_of_applications(server, entry):
    boss = add_person(server, administrator=True)
    assert boss.refused("POST", "/admin/v1/Applications", {
        "name": "Kassa", "responsibleId": boss.id, "allowedAddresses": ["192.0.2.7", entry]}) == {
        "allowedAddresses": ["The field AllowedAddresses must have addresses and blocks, such as "
                             "192.0.2.7, 192.0.2.0/24 or 2001:db8::/32."]}


# ---- requests ----

def test_a_body_that_ends_within_a_string(client):
    assert client.refused("POST", "/v1/Core/Contacts", '{"name": "Åke') == {
        "body": ["The body is not JSON: a string is not closed."]}


def test_a_token_that_is_ended(server):
    """Its row may be deleted by an administrator; then it opens nothing."""
    boss, client = add_person(server, administrator=True), server.client()
    path = "/admin/v1/Applications?filter.query=test&sortBy=created&sortOrder=descending"
    tokens = f"/admin/v1/Applications/{boss.walk(path)[0]['id']}/Tokens"
    [token] = boss.walk(tokens)
    assert client.get("/v1/Admin/Users?page=1").status_code == 200
    boss.good("DELETE", f"{tokens}/{token['id']}")
    assert boss.walk(tokens) == []
    assert client.get("/v1/Admin/Users?page=1").status_code == 401


def test_a_database_that_another_program_keeps_busy(tmp_path):
    """For longer than the command has patience, by a clock that is fast."""
    clock = StandingClock(tmp_path)
    with running() as server, concurrent.futures.ThreadPoolExecutor(1) as pool:
        writer = connect(server.directory, isolation_level=None)
        writer.execute("BEGIN IMMEDIATE")
        told = pool.submit(said, "app", "add", "x", "--data", server.directory, **clock.options)
        while not told.done():
            clock.let_pass(1)
            concurrent.futures.wait([told], 0.01)
        assert told.result() == BUSY
        writer.execute("COMMIT")
        writer.close()
