"""The command line: help, faults, settings, and what takes effect on a running server."""

import json
import signal
import ssl
import subprocess
import time

import pytest

from client import Client, glimt, running

COMMANDS = [["serve"], ["app", "add"], ["app", "list"], ["app", "disable"], ["app", "rotate"],
            ["app", "token"], ["account", "add"], ["account", "list"], ["demo"], ["openapi"],
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
    assert all(" ".join(command) in glimt("--help").stdout for command in COMMANDS)
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
    """Within a second, as promised; the loop has no limit of its own."""
    start = time.monotonic()
    while not check():
        assert time.monotonic() - start < 30
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


def serve_and_stop(tmp_path, *flags, **environment):
    """The first line of a server that is started and ended, and its exit status."""
    import os
    process = subprocess.Popen(
        [__import__("client").BINARY, "serve", *flags], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**os.environ, **environment}, cwd=tmp_path)
    line = process.stdout.readline()
    process.terminate()
    said = process.communicate()[1]
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
    with running() as server:
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
        time.sleep(0.7)
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
    import requests
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    flags = ("--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1")
    with running(*flags) as server:
        client = server.client("--all-permissions", "--rate", "off", "--allow", "192.0.2.7",
                               "--allow", "127.0.0.1")
        ask = lambda **headers: requests.get(
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
        answer = requests.get(f"http://127.0.0.1:{port}{USERS}",
                              headers={"X-Forwarded-Proto": "https"})
        assert answer.status_code == 403
