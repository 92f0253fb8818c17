"""What TLS is spoken, and what scanners that know nothing of the server find."""

import contextlib
import json
import os
import socket
import ssl
import subprocess
import warnings
import xml.etree.ElementTree

import pytest

from client import running

KEYS = {"EC": ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"], "RSA": ["rsa:2048"]}
STRONG = {"EC": {"ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305"},
          "RSA": {"ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305"}}
OLD = {"EC": {"ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA256"},
       "RSA": {"ECDHE-RSA-AES128-SHA", "ECDHE-RSA-AES256-SHA", "ECDHE-RSA-AES128-SHA256"}}
STRONG_1_3 = ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"]
WEAK_1_3 = ["TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"]
NAME = "glimt.example"


def certify(place, key):
    """A certificate as an operator gives one."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", *KEYS[key], "-nodes", "-days", "90", "-subj", f"/CN={NAME}",
                    "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "keyUsage=critical,digitalSignature",
                    "-addext", "extendedKeyUsage=serverAuth", "-addext",
                    f"subjectAltName=DNS:{NAME},DNS:localhost,IP:127.0.0.1", "-keyout", place / "key.pem", "-out",
                    place / "cert.pem"], capture_output=True, check=True)
    return "--tls-cert", str(place / "cert.pem"), "--tls-key", str(place / "key.pem")


@pytest.fixture(scope="module", name="servers")
def start_servers(tmp_path_factory):
    """One for each kind of key, and each with old clients and without."""
    made = {}
    with contextlib.ExitStack() as stack:
        for key in KEYS:
            place = tmp_path_factory.mktemp(key)
            flags = certify(place, key)
            for old in (False, True):
                server = stack.enter_context(running(*flags, *["--old-clients"] * old))
                server.given = place / "cert.pem"
                made[key, old] = server
        yield made


def context_for(ciphers=None, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context.minimum_version = ssl.TLSVersion.TLSv1
        if version:
            context.minimum_version = context.maximum_version = version
    context.set_ciphers(f"{ciphers or 'ALL:COMPLEMENTOFALL'}:@SECLEVEL=0")
    return context


def connected(server, context):
    """What was agreed on, or None."""
    try:
        with context.wrap_socket(socket.create_connection(("127.0.0.1", server.port))) as wire:
            assert wire.compression() is None
            return wire.cipher()[0]
    except (ssl.SSLError, ConnectionError):
        return None


def all_suites():
    """Whatever OpenSSL knows for TLS 1.2 and before."""
    done = subprocess.run(["openssl", "ciphers", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"], capture_output=True,
                          text=True, check=True)
    return [line.split()[2] for line in done.stdout.splitlines() if not line.split()[2].startswith("TLS_")]


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("key", KEYS)
def test_suites(servers, key, old):
    tried = all_suites()
    assert len(tried) > 100
    taken = {name for name in tried if connected(servers[key, old], context_for(name, ssl.TLSVersion.TLSv1_2))}
    assert taken == STRONG[key] | (OLD[key] if old else set())


@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_versions_before(servers, version, old):
    for key in KEYS:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert connected(servers[key, old], context_for(version=version)) is None


def handshake(server, *words, text=""):
    return subprocess.run(["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", *words], input=text,
                          capture_output=True, text=True, check=False)


@pytest.mark.parametrize("suite", [*STRONG_1_3, *WEAK_1_3])
def test_suites_of_1_3(servers, suite):
    for server in servers.values():
        said = handshake(server, "-tls1_3", "-ciphersuites", suite).stdout
        assert (f"Cipher is {suite}" in said) == (suite in STRONG_1_3), said


def test_the_server_chooses(servers):
    """Whatever a client would like best, old clients too, as long as they have something better."""
    for (key, old), server in servers.items():
        order = sorted(STRONG[key] | OLD[key], key=lambda name: ("128-GCM" in name, "GCM" in name, "SHA256" in name))
        assert "128-GCM" in connected(server, context_for(":".join(order), ssl.TLSVersion.TLSv1_2))
        said = handshake(server, "-tls1_3", "-ciphersuites", ":".join(reversed(STRONG_1_3))).stdout
        assert f"Cipher is {STRONG_1_3[0]}" in said


def test_nothing_is_resumed(servers):
    """Without tickets there is no key that opens what was recorded of several connections."""
    for server in servers.values():
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context, session = context_for(version=version), None
            for _ in range(2):
                with context.wrap_socket(socket.create_connection(("127.0.0.1", server.port)), session=session) as wire:
                    wire.sendall(b"GET /v1/Nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    assert wire.recv(100).startswith(b"HTTP/1.1 404")
                    assert not wire.session_reused
                    session = wire.session
                    assert session is None or not session.has_ticket


def test_no_handshake_begins_anew(servers):
    for server in servers.values():
        with context_for(version=ssl.TLSVersion.TLSv1_2).wrap_socket(
                socket.create_connection(("127.0.0.1", server.port))) as wire:
            wire.sendall(b"GET /v1/Nothing HTTP/1.1\r\nHost: x\r\n\r\n")
            assert wire.recv(1000).startswith(b"HTTP/1.1 404")
        said = handshake(server, "-tls1_2", text="R\n")
        assert "Secure Renegotiation IS supported" in said.stdout  # it is said, against its being faked
        assert "RENEGOTIATING" in said.stderr and "unexpected eof" in said.stderr and said.returncode == 1
        assert said.stdout.count("Verify return code") == 1


# ---- scanners ----

@pytest.mark.parametrize("old", [False, True])
@pytest.mark.parametrize("key", KEYS)
def test_sslscan(servers, key, old):
    server = servers[key, old]
    done = subprocess.run(["sslscan", "--xml=-", f"127.0.0.1:{server.port}"], capture_output=True, text=True, check=True)
    found = xml.etree.ElementTree.fromstring(done.stdout).find("ssltest")
    enabled = {(each.get("type"), each.get("version")) for each in found.iter("protocol") if each.get("enabled") == "1"}
    assert enabled == {("tls", "1.2"), ("tls", "1.3")}
    suites = {each.get("cipher") for each in found.iter("cipher")}
    assert suites == STRONG[key] | set(STRONG_1_3) | (OLD[key] if old else set())
    assert {each.get("supported") for each in found.iter("renegotiation")} == {"0"}
    assert {each.get("vulnerable") for each in found.iter("heartbleed")} == {"0"}
    assert {each.get("supported") for each in found.iter("compression")} <= {"0"}
    assert all(int(each.get("bits")) >= 128 for each in found.iter("group"))


# What it finds of any server that does not have these: no list of what was revoked (the certificate says
# none), and no word in the DNS on who may issue certificates for the name.
OF_CERTIFICATES = {"cert_revocation", "DNS_CAArecord"}
# testssl.sh takes long. What is left out of its short form follows from suites, versions, tickets and renegotiation,
# each of which is tried above; `make scan` has it all.
WHOLE = bool(os.environ.get("GLIMT_WHOLE_SCAN"))
CHECKS = ["--protocols", "--server-defaults", "--headers"]
MORE = ["--std", "--pfs", "--server-preference", "--vulnerable"] if WHOLE else []
NAMED = {"TLS1_3", "cert_chain_of_trust", "cert_validityPeriod", "cert_keyUsage", "cert_signatureAlgorithm"}
NAMED_MORE = {"cipherlist_STRONG", "PFS", "ROBOT", "BREACH", "LUCKY13", "secure_client_renego"} if WHOLE else set()


def scan(server, place, trusted, *words):
    """What testssl.sh finds of LOW or above."""
    to = place / "found.json"
    done = subprocess.run(["testssl", "--quiet", "--color", "0", "--warnings", "batch", "--nodns", "min", "--ip", "127.0.0.1",
                           "--add-ca", trusted, "--jsonfile", to, *CHECKS, *MORE, *words], capture_output=True, text=True,
                          check=False, stdin=subprocess.DEVNULL, env={**os.environ, "TERM": "dumb", "MAX_OSSL_FAIL": "9",
                                                                      "MAX_SOCKET_FAIL": "9", "MAX_HEADER_FAIL": "9"})
    found = json.loads(to.read_text())
    assert len(found) > (60 if WHOLE else 30), done
    levels = {each["severity"] for each in found}
    assert levels <= {"OK", "INFO", "WARN", "DEBUG", "LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL"}, levels
    named = {each["id"].split(" ")[0] for each in found}
    assert named >= NAMED | NAMED_MORE and named & {"HSTS", "HSTS_time"}, named
    return {each["id"]: each["finding"] for each in found if each["severity"] in ("LOW", "MEDIUM", "HIGH", "CRITICAL", "FATAL")}


@pytest.mark.long
def test_testssl_of_a_certificate_of_its_own(tmp_path):
    """It says nothing of HTTPS only, since other servers may have this machine's name."""
    with running() as server:
        found = scan(server, tmp_path, server.directory / "tls" / "ca.pem", f"https://localhost:{server.port}/")
    assert set(found) <= OF_CERTIFICATES | {"HSTS"}, found


@pytest.mark.long
@pytest.mark.parametrize("key", KEYS if WHOLE else ["RSA"])
def test_testssl_of_a_certificate_that_was_given(servers, tmp_path, key):
    server = servers[key, False]
    found = scan(server, tmp_path, server.given, f"https://{NAME}:{server.port}/")
    assert set(found) <= OF_CERTIFICATES, found
