"""The command line: help, faults, settings, and what takes effect on a running server."""

import json
import re
import signal
import ssl
import subprocess
import tempfile
import time
from datetime import datetime, timedelta, timezone

import pytest

import record
from client import Client, glimt, running
from database import bytes_of
from hearing import Hearing

COMMANDS = [["serve"], ["backup"], ["verify"], ["restore"], ["check"], ["compact"], ["copy"], ["app", "add"], ["app", "list"],
            ["app", "change"], ["app", "disable"], ["app", "rotate"], ["app", "token"], ["account", "add"], ["account", "demand-codes"],
            ["account", "list"], ["demo"], ["import"], ["migrate"], ["openapi"], ["routes"], ["security-log"], ["statements"],
            ["user", "add"], ["user", "disable"], ["user", "invite-all"], ["user", "list"], ["user", "reset-password"],
            ["version"]]
USERS = "/v1/Admin/Users?page=1"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command):
    done = glimt(*command, "--help")
    assert "glimt " + " ".join(command) in done.stdout and done.stderr == ""
    wrong = glimt(*command, "--no-such-flag", check=False)
    assert wrong.returncode == 2 and wrong.stdout == ""
    assert "--no-such-flag" in wrong.stderr


def test_help_of_all():
    told = glimt("--help").stdout.partition("\nCommands:\n")[2].partition("\n\n")[0].splitlines()
    assert [re.match(r"  ([a-z -]+?)(?: [A-Z]+)?  +\S", line)[1].split() for line in told] == sorted(COMMANDS)
    for arguments in ([], ["nonsense"], ["app", "nonsense"]):
        assert glimt(*arguments, check=False).returncode == 2


@pytest.mark.parametrize("arguments", [
    ["app", "add", "x"], ["app", "add", "--data", "d"], ["app", "add", "x", "y", "--data", "d"],
    ["serve", "--data", "d", "--listen", "nowhere"], ["serve", "--data", "d", "--tls-cert", "x"],
    ["app", "add", "x", "--data", "d", "--permission", "Everything"],
    ["app", "add", "x", "--data", "d", "--allow", "300.1.1.1"],
    ["app", "add", "x", "--data", "d", "--rate", "fast"], ["demo", "--data", "d", "--seed", "x"]])
def test_faults_of_use(arguments, tmp_path):
    done = glimt(*[argument if argument != "d" else tmp_path for argument in arguments], check=False)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.strip()


def test_failures_are_one_sentence(tmp_path):
    done = glimt("app", "list", "--data", tmp_path / "nothing", check=False)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    with running() as server:
        for arguments in (["app", "disable", "ap_x"], ["app", "rotate", "ap_x"],
                          ["app", "add", "x", "--account", "7"]):
            done = glimt(*arguments, "--data", server.directory, check=False)
            assert done.returncode == 1 and done.stderr.count("\n") == 1


def eventually(check):
    while not check():
        time.sleep(0.01)


def test_changes_reach_the_running_server(server):
    identifier, secret = server.application("--permission", "Contact_Read", "--rate", "off")
    caller = Client(server, identifier, secret)
    assert caller.get(USERS).status_code == 200
    listed = json.loads(glimt("app", "list", "--data", server.directory, "--json").stdout)
    assert identifier in json.dumps(listed) and secret not in json.dumps(listed)
    glimt("app", "disable", identifier, "--data", server.directory)
    eventually(lambda: caller.get(USERS).status_code == 401)


def test_account_list(server):
    glimt("account", "add", "Bolaget Åäö", "--data", server.directory)
    assert "Bolaget Åäö" in glimt("account", "list", "--data", server.directory).stdout


LINK = re.compile(r"/admin/invitation#([a-z2-9]{52})")


def users_of(directory, account=1):
    """What the command line shows of the users, by name."""
    shown = json.loads(glimt("user", "list", "--data", directory, "--account", account, "--json").stdout)
    return {user["name"]: user for user in shown}


def test_user_is_added_reset_and_disabled(tmp_path):
    flags = ("--data", tmp_path)
    name = ("--first-name", "Åsa", "--last-name", "Öst")
    before = datetime.now(timezone.utc).replace(microsecond=0)
    made = json.loads(glimt("user", "add", "asa@example.se", *name, *flags, "--json").stdout)
    assert LINK.fullmatch(made["path"]).group(1) == made["token"]
    assert made["expires"].endswith(" +00:00")
    expires = datetime.strptime(made["expires"], "%Y-%m-%d %H:%M:%S %z")
    assert before <= expires - timedelta(days=3) <= datetime.now(timezone.utc)
    asa = users_of(tmp_path)["Åsa Öst"]
    assert asa == {"id": made["userId"], "name": "Åsa Öst", "email": "asa@example.se",
                   "administrator": False, "login": False, "codes": False, "left": False,
                   "lastSignIn": None, "invitedUntil": made["expires"]}
    told = glimt("user", "add", "ASA@example.se", *flags, "--administrator").stdout
    assert LINK.search(told).group(1) != made["token"]
    asa = users_of(tmp_path)["Åsa Öst"]
    assert asa["id"] == made["userId"] and asa["administrator"] and len(users_of(tmp_path)) == 2
    glimt("user", "add", "asa@example.se", *flags, "--password-stdin", input="rätt häst batteri\n")
    assert users_of(tmp_path)["Åsa Öst"]["login"]
    again = glimt("user", "add", "asa@example.se", *flags, check=False)
    assert again.returncode == 1 and again.stderr.count("\n") == 1
    reset = glimt("user", "reset-password", "Asa@Example.se", *flags).stdout
    assert LINK.search(reset)
    glimt("user", "disable", "asa@example.se", *flags)
    asa = users_of(tmp_path)["Åsa Öst"]
    assert not asa["login"] and asa["invitedUntil"] is None
    shown = glimt("user", "list", *flags).stdout
    assert "Åsa Öst, asa@example.se (administrator)" in shown and "no login" in shown


def test_secrets_of_people_are_kept_as_hashes(tmp_path):
    flags = ("--first-name", "B", "--last-name", "B", "--data", tmp_path)
    link = json.loads(glimt("user", "add", "b@example.se", *flags, "--json").stdout)
    password = "rätt häst batteri"
    glimt("user", "add", "c@example.se", *flags, "--password-stdin", input=password + "\n")
    kept = bytes_of(tmp_path)
    assert b"c@example.se" in kept and b"$argon2id$" in kept
    assert link["token"].encode() not in kept and password.encode() not in kept


@pytest.mark.parametrize("email, password", [
    ("a@example.se", "for kort"), ("a@example.se", ""), ("a@example.se", "x" * 256),
    ("a@example.se", "A@example.SE"), ("a@example.se", "a\xad" * 5), ("no address", "rätt häst batteri"),
    ("a b@example.se", "rätt häst batteri")])
def test_user_add_refuses(tmp_path, email, password):
    done = glimt("user", "add", email, "--first-name", "A", "--last-name", "B", "--data", tmp_path,
                 "--password-stdin", check=False, input=password, encoding="latin-1"
                 if "\xad" in password else "utf-8")
    assert done.returncode == 1 and done.stdout == "" and done.stderr.count("\n") == 1
    if (tmp_path / "glimt.db").exists():
        assert list(users_of(tmp_path)) == ["Administrator"]


def test_users_belong_to_their_account(tmp_path):
    made = json.loads(glimt("account", "add", "Andra", "--data", tmp_path, "--json").stdout)
    assert LINK.fullmatch(made["path"])
    other = ("--data", tmp_path, "--account", made["id"])
    glimt("user", "add", "a@example.se", "--first-name", "A", "--last-name", "B", *other)
    assert "A B" not in users_of(tmp_path) and "A B" in users_of(tmp_path, made["id"])
    assert users_of(tmp_path, made["id"])["Administrator"]["invitedUntil"]
    for command in ("reset-password", "disable"):
        for flags in (("--data", tmp_path), ("--data", tmp_path, "--account", 9)):
            done = glimt("user", command, "a@example.se", *flags, check=False)
            assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert LINK.search(glimt("account", "add", "Tredje", "--data", tmp_path).stdout)


def said_by_server(directory, *flags):
    """All lines that a server prints on standard output from its start to its end."""
    with running(*flags, directory=directory) as server:
        server.process.send_signal(signal.SIGTERM)
        return server.url, server.process.stdout.read().splitlines()


def test_server_shows_a_link_until_there_is_an_administrator(tmp_path):
    url, (line,) = said_by_server(tmp_path)
    assert line.startswith(f"set up: {url}/admin/invitation#") and LINK.search(line)
    assert users_of(tmp_path)["Administrator"]["invitedUntil"]
    name = ("--first-name", "A", "--last-name", "B", "--data", tmp_path)
    glimt("user", "add", "b@example.se", *name, "--password-stdin", input="rätt häst batteri")
    _, (again,) = said_by_server(tmp_path)
    assert LINK.search(again) and again.split("#")[1] != line.split("#")[1]
    glimt("user", "add", "a@example.se", *name, "--administrator", "--password-stdin",
          input="rätt häst batteri")
    assert said_by_server(tmp_path)[1] == []


def test_demo_shows_its_password_once(tmp_path):
    url, (line,) = said_by_server(tmp_path, "--demo")
    found = re.fullmatch(rf"sign in: {re.escape(url)}/ as (\S+@norrskenbygg\.example) with the "
                         r"password ([a-z2-9]{26}) \(shown only now\)", line)
    email, password = found.groups()
    who = [user for user in users_of(tmp_path).values() if user["login"]]
    assert len(who) == 1 and who[0]["email"] == email and who[0]["administrator"]
    url, (line,) = said_by_server(tmp_path, "--demo")
    assert line.startswith(f"sign in: {url}/ as {email};") and password not in line
    assert "glimt user reset-password" in line
    assert said_by_server(tmp_path)[1] == []


@pytest.mark.embedded("a load of SQLite's has a journal, whose file it looks at")
def test_a_demo_that_is_cut_off_leaves_nothing(tmp_path):
    database, journal = tmp_path / "glimt.db", tmp_path / "glimt.db-journal"
    with subprocess.Popen([__import__("client").BINARY, "demo", "--data", tmp_path, "--time-reports",
                           "100000"], stderr=subprocess.DEVNULL) as demo:
        while not (journal.exists() and database.stat().st_size > 4_000_000):
            assert demo.poll() is None
        demo.kill()
    assert journal.stat().st_size > 0
    assert "follows from the rows" in glimt("check", "--data", tmp_path).stdout
    glimt("demo", "--data", tmp_path, "--time-reports", "100")
    glimt("check", "--data", tmp_path)


def serve_and_stop(tmp_path, *flags, **environment):
    """The first line of a server that is started and ended, and its exit status."""
    import os
    process = subprocess.Popen(
        [__import__("client").BINARY, "serve", *flags], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}, cwd=tmp_path)
    line = process.stdout.readline()
    process.terminate()
    said = process.communicate()[1]
    record.keep_said(said)
    return line + said, process.returncode


def test_settings_come_from_flags_then_environment_then_file(tmp_path):
    import os
    os.environ["GLIMT_BINARY_PATH"] = ""
    data = tmp_path / "data"
    data.mkdir()
    (data / "glimt.conf").write_text("# where\nlisten = 127.0.0.1:0\nthreads = 1\n")
    binary = os.path.abspath(__import__("client").BINARY)
    __import__("client").BINARY, kept = binary, __import__("client").BINARY
    try:
        assert serve_and_stop(tmp_path, "--data", str(data))[0].startswith("listening on https://127")
        line, _ = serve_and_stop(tmp_path, GLIMT_DATA=str(data), GLIMT_LISTEN="[::1]:0")
        assert line.startswith("listening on https://[::1]:") or "cannot listen" in line
        line, code = serve_and_stop(tmp_path, "--data", str(data), "--listen", "127.0.0.1:0",
                                    GLIMT_LISTEN="nonsense")
        assert line.startswith("listening on https://127.0.0.1:") and code == 0
        (data / "glimt.conf").write_text("listen = 127.0.0.1:0\nlisten_to = x\n")
        line, code = serve_and_stop(tmp_path, "--data", str(data))
        assert code in (1, 2) and "glimt.conf" in line and "2" in line
        (tmp_path / "other.conf").write_text(f"data = {data}\nlisten = 127.0.0.1:0\n")
        line, _ = serve_and_stop(tmp_path, "--config", str(tmp_path / "other.conf"))
        assert line.startswith("listening on ")
    finally:
        __import__("client").BINARY = kept


def fingerprint(server):
    return ssl.get_server_certificate(("127.0.0.1", server.port))


def test_certificate_for_localhost_and_its_reload():
    with tempfile.TemporaryDirectory() as directory, Hearing(directory) as hearing:
        server = hearing.server
        text = subprocess.run(["openssl", "x509", "-noout", "-text", "-in", str(server.certificate)],
                              capture_output=True, text=True, check=True).stdout
        assert "prime256v1" in text and "DNS:localhost" in text
        assert "IP Address:127.0.0.1" in text and "IP Address:0:0:0:0:0:0:0:1" in text
        first = fingerprint(server)
        old = server.client()
        assert old.get(USERS).status_code == 200
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
             "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout",
             str(server.directory / "tls" / "key.pem"), "-out", str(server.certificate)],
            capture_output=True, check=True)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: fingerprint(server) != first)
        assert old.get(USERS).status_code == 200
        second = fingerprint(server)
        server.certificate.write_text("broken")
        server.process.send_signal(signal.SIGHUP)
        hearing.wait_for("The certificate was not reloaded: ")
        assert fingerprint(server) == second


def test_maintenance_closes_and_opens(tmp_path):
    with running() as server:
        client = server.client()
        (server.directory / "maintenance").write_text("")
        eventually(lambda: client.get(USERS).status_code == 503)
        answer = client.get(USERS)
        assert answer.content == b"" and int(answer.headers["Retry-After"]) > 0
        (server.directory / "maintenance").unlink()
        eventually(lambda: client.get(USERS).status_code == 200)


def test_plain_listener_serves_only_a_trusted_proxy():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = ("--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1")
    with running(*flags) as server:
        client = server.client("--all-permissions", "--rate", "off", "--allow", "192.0.2.7",
                               "--allow", "127.0.0.1")
        ask = lambda **headers: record.new_session(server.certificate).get(
            f"http://127.0.0.1:{port}{USERS}", headers={
                "Authorization": f"Bearer {client.token}",
                **{name.replace("_", "-"): value for name, value in headers.items()}})
        plain = ask()
        assert plain.status_code == 403 and plain.json() == {"message": "HTTPS is required"}
        assert ask(X_Forwarded_Proto="http").status_code == 403
        good = ask(X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.9, 192.0.2.7")
        assert good.status_code == 200
        foreign = ask(X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7, 203.0.113.9")
        assert foreign.status_code == 403 and '"203.0.113.9\\"' in foreign.text
    with running("--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "192.0.2.1") as server:
        answer = record.new_session(server.certificate).get(f"http://127.0.0.1:{port}{USERS}",
                              headers={"X-Forwarded-Proto": "https"})
        assert answer.status_code == 403
