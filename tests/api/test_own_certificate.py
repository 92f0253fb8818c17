"""The certificate that a server makes for itself: what it is for, who takes it, and when it is made anew."""

import datetime
import shutil
import signal
import subprocess
import time

import pytest
from cryptography import x509

from client import glimt, running
from hearing import Hearing
from own_certificates import (DAY, FILES, Machine, chain_in, check_all, common_name, files_in, key_in,
                              names_permitted, preload_machine, served, status_of)
from ports import free_port

LOCAL = {"localhost", "127.0.0.1", "::1"}
NAMES = LOCAL | {"first.test"}
NOW = int(time.time())
STAYS = "The server's own certificate stays as it is for now: "
OTHER = "A new authority signs the server's own certificate: clients that trust a copy of the old one need the new "


@pytest.fixture(name="built", scope="module")
def build_machine(tmp_path_factory):
    return preload_machine(tmp_path_factory.mktemp("machine"))


@pytest.fixture(name="machine")
def make_machine(built, tmp_path):
    return Machine(built, tmp_path, NOW)


def of_certificates(said):
    """A server that ends at once may say other things, too."""
    return "\n".join(line for line in said.splitlines() if "certificate" in line or "authority" in line)


def start_once(machine, directory, *flags):
    """Starts a server and ends it; gives what it said of certificates."""
    with running(*flags, directory=directory, **machine.options) as server:
        return of_certificates(server.stop()[1])


def eventually(check):
    while not check():
        time.sleep(0.02)


def openssl(*words):
    return subprocess.run(["openssl", *map(str, words)], capture_output=True, check=True, text=True).stdout


# ---- what it is ----

def test_what_is_made(machine, tmp_path):
    assert start_once(machine, tmp_path / "data") == ""
    check_all(tmp_path / "data", NAMES, NOW)
    found = files_in(tmp_path / "data")
    assert start_once(machine, tmp_path / "data") == ""
    assert files_in(tmp_path / "data") == found


def test_it_is_served(machine, tmp_path):
    with running(directory=tmp_path / "data", **machine.options) as server:
        assert served(server) == chain_in(server.certificate)[0]


def test_numbers_and_names_of_authorities_differ(machine, tmp_path):
    made = []
    for name in "ab":
        start_once(machine, tmp_path / name)
        made += chain_in(tmp_path / name / "tls" / "cert.pem")
    assert len({certificate.serial_number for certificate in made}) == 4
    assert len({common_name(certificate.issuer) for certificate in made}) == 2
    assert all(certificate.serial_number.bit_length() == 127 for certificate in made)


@pytest.mark.parametrize("listens, names", [
    (["127.0.0.2:0"], ["127.0.0.2"]),
    (["0.0.0.0:0"], []),
    (["127.0.0.1:0", "glimt.test:0", "GLIMT.test:0", "Other.Glimt.test.:0"], ["glimt.test", "other.glimt.test"]),
    (["[0:0::1]:0", "[::]:0", "localhost:0"], []),
    (["127.0.0.3:0", "127.1:0"], ["127.0.0.3"])], ids=str)
def test_names_that_it_listens_on(machine, tmp_path, listens, names):
    with Hearing(tmp_path / "data", *(word for listen in listens for word in ("--listen", listen)),
                 **machine.options) as hearing:
        assert of_certificates(hearing.end()) == ""
    check_all(tmp_path / "data", NAMES | set(names), NOW)


@pytest.mark.parametrize("name, kept", [
    ("srv1", {"srv1"}), ("SRV1.Example", {"srv1.example"}), ("3f2a9b", {"3f2a9b"}), ("4711", set()), ("a.4711", set()), ("localhost", set()),
    ("192.0.2.7", {"192.0.2.7"}), ("", set()), ("a b", set()), ("-x", set()), ("a..b", set()), ("å", set()),
    ("*", set()), ("my_host", {"my_host"})])
def test_the_name_that_the_machine_has(machine, tmp_path, name, kept):
    machine.set_name(name)
    start_once(machine, tmp_path / "data")
    check_all(tmp_path / "data", LOCAL | kept, NOW)
    found = files_in(tmp_path / "data")
    start_once(machine, tmp_path / "data")
    assert files_in(tmp_path / "data") == found


# ---- who takes it ----

GET = {"Get.java": """
import java.net.*;
import javax.net.ssl.*;
public class Get {
    public static void main(String[] words) throws Exception {
        System.out.println(((HttpsURLConnection) new URL(words[0]).openConnection()).getResponseCode());
    }
}
""", "get.go": """
package main

import ("fmt"; "net/http"; "os")

func main() {
    answer, err := http.Get(os.Args[1])
    if err != nil { fmt.Println(err); os.Exit(1) }
    fmt.Println(answer.StatusCode)
}
""", "get.mjs": """
fetch(process.argv[2]).then(answer => console.log(answer.status));
""", "get.py": """
import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[2])
context.verify_flags |= ssl.VERIFY_X509_STRICT | 0x80000  # as is usual from Python 3.13 on
print(urllib.request.urlopen(sys.argv[1], context=context).status)
"""}

# Each asks {url}, trusting {file}. Those after the first four are tried where they are installed.
PROGRAMS = {
    "curl": "curl -s -o /dev/null -w %{{http_code}} --cacert {file} {url}",
    "python": "/usr/bin/python3 get.py {url} {file}",
    "node": "NODE_EXTRA_CA_CERTS={file} node get.mjs {url}",
    "openssl": "openssl s_client -brief -verify_return_error -x509_strict -purpose sslserver -verify_ip 127.0.0.1 "
               "-CAfile {file} -connect {place} </dev/null && echo 200",
    "go": "SSL_CERT_FILE={file} GOFLAGS=-mod=mod go run get.go {url}",
    "javac": "keytool -importcert -noprompt -alias glimt -file {file} -keystore trusted -storepass changeit 2>&1 &&"
             " java -Djavax.net.ssl.trustStore=trusted -Djavax.net.ssl.trustStorePassword=changeit Get.java {url}",
    "deno": "deno run --allow-net --allow-env --cert {file} get.mjs {url}",
}
ALWAYS = ("curl", "python", "node", "openssl")


@pytest.fixture(name="asked", scope="module")
def start_for_clients(tmp_path_factory):
    with running() as server:
        server.scratch = tmp_path_factory.mktemp("clients")
        for name, text in GET.items():
            (server.scratch / name).write_text(text)
        yield server


@pytest.mark.parametrize("program", [name for name in PROGRAMS if name in ALWAYS or shutil.which(name)])
def test_clients_that_are_told_to_trust_it(asked, program):
    for name in ("ca.pem", "cert.pem"):
        shutil.rmtree(asked.scratch / "trusted", ignore_errors=True)
        (asked.scratch / "trusted").unlink(missing_ok=True)
        line = PROGRAMS[program].format(file=asked.directory / "tls" / name, url=asked.url + "/",
                                        place=f"127.0.0.1:{asked.port}")
        done = subprocess.run(line, shell=True, cwd=asked.scratch, capture_output=True, text=True, check=False)
        assert done.stdout.split()[-1:] == ["200"], done


def test_its_authority_is_good_for_no_other_name(asked, tmp_path):
    """Who has its key makes a certificate for somebody else, which nobody takes."""
    tls = asked.directory / "tls"
    for name, taken in (("DNS:localhost", True), ("DNS:bank.example", False), ("IP:192.0.2.1", False),
                        ("IP:127.0.0.2", False), ("IP:::2", False)):
        (tmp_path / "ext").write_text(f"subjectAltName={name}\n")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x",
                "-keyout", tmp_path / "k", "-out", tmp_path / "r")
        openssl("x509", "-req", "-in", tmp_path / "r", "-CA", tls / "ca.pem", "-CAkey", tls / "ca-key.pem", "-days",
                "9", "-extfile", tmp_path / "ext", "-out", tmp_path / "c", "-CAserial", tmp_path / "s", "-CAcreateserial")
        done = subprocess.run(["openssl", "verify", "-CAfile", tls / "ca.pem", tmp_path / "c"], capture_output=True,
                              text=True, check=False)
        assert (done.returncode == 0) == taken, done
        assert taken or "permitted subtree violation" in done.stderr


# ---- made anew while the server runs ----

def let_tick(server):
    """The server has looked at all that it looks at now and then, at least once."""
    mark = server.directory / "maintenance"
    mark.touch()
    eventually(lambda: status_of(server, "/v1/Nothing") == 503)
    mark.unlink()
    eventually(lambda: status_of(server, "/v1/Nothing") == 404)


def test_it_is_made_anew_before_it_ends(machine, tmp_path):
    with Hearing(tmp_path / "data", **machine.options) as hearing:
        server = hearing.server
        trusted, first, key = check_all(server.directory, NAMES, NOW), served(server), files_in(server.directory)["key.pem"]
        kept = server.raw()
        machine.set_clock(NOW + 364 * DAY)
        let_tick(server)
        assert served(server) == first
        machine.set_clock(NOW + 366 * DAY)
        eventually(lambda: served(server) != first)
        assert check_all(server.directory, NAMES, machine.now) == trusted
        assert served(server) == chain_in(server.certificate)[0]
        assert files_in(server.directory)["key.pem"] == key
        kept.sendall(b"GET /v1/Nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert kept.makefile("rb").readline().startswith(b"HTTP/1.1 404")
        said = hearing.end()
    assert said.count("The server made a new certificate for itself.") == 1 and OTHER not in said


def year(number):
    return int(datetime.datetime(number, 2, 3, tzinfo=datetime.timezone.utc).timestamp())


@pytest.mark.parametrize("wrong", [0, 1000, year(1999), year(2099), year(2400)])
def test_a_clock_that_was_wrong(machine, tmp_path, wrong):
    """At the first start, and at one in between: what clients trust stays."""
    machine.set_clock(wrong)
    with Hearing(tmp_path / "data", **machine.options) as hearing:
        server = hearing.server
        trusted, first = check_all(server.directory, NAMES, wrong), served(server)
        machine.set_clock(NOW)
        eventually(lambda: served(server) != first)
        assert check_all(server.directory, NAMES, NOW) == trusted
        second = served(server)
        machine.set_clock(wrong)
        eventually(lambda: served(server) != second)
        assert check_all(server.directory, NAMES, wrong) == trusted
    machine.set_clock(NOW)
    assert OTHER not in start_once(machine, tmp_path / "data")
    assert check_all(tmp_path / "data", NAMES, NOW) == trusted


def test_a_start_when_it_has_ended(machine, tmp_path):
    start_once(machine, tmp_path / "data")
    trusted = (tmp_path / "data" / "tls" / "ca.pem").read_bytes()
    machine.set_clock(NOW + 3000 * DAY)
    start_once(machine, tmp_path / "data")
    assert check_all(tmp_path / "data", NAMES, machine.now) == trusted


@pytest.mark.long
def test_one_that_cannot_be_written_is_tried_again(machine, tmp_path):
    with Hearing(tmp_path / "data", **machine.options) as hearing:
        server, obstacle = hearing.server, tmp_path / "data" / "tls" / "cert.pem.new"
        first = served(server)
        obstacle.mkdir()
        machine.set_clock(NOW + 366 * DAY)
        hearing.wait_for(f"{STAYS}The file {server.certificate} cannot be written: Is a directory.")
        obstacle.rmdir()
        let_tick(server)
        assert served(server) == first
        machine.set_clock(NOW + 366 * DAY, ahead=61)
        eventually(lambda: served(server) != first)
        obstacle.mkdir()
        machine.set_clock(NOW + 800 * DAY, ahead=61)
    said = start_once(machine, tmp_path / "data")  # with the one that there is
    assert f"{STAYS}The file {server.certificate} cannot be written: Is a directory." in said
    obstacle.rmdir()
    start_once(machine, tmp_path / "data")
    check_all(tmp_path / "data", NAMES, machine.now)


# ---- names that change ----

def test_another_name_of_the_machine_changes_nothing(machine, tmp_path):
    """As that of a container, which has a new one each time."""
    start_once(machine, tmp_path / "data")
    found = files_in(tmp_path / "data")
    machine.set_name("second.test")
    assert start_once(machine, tmp_path / "data") == ""
    assert files_in(tmp_path / "data") == found
    machine.set_clock(NOW + 400 * DAY)
    start_once(machine, tmp_path / "data")
    assert check_all(tmp_path / "data", LOCAL, machine.now) == found["ca.pem"]


def test_another_name_to_listen_on_needs_another_authority(machine, tmp_path):
    start_once(machine, tmp_path / "data")
    first, key = files_in(tmp_path / "data"), key_in(tmp_path / "data" / "tls" / "key.pem")
    said = start_once(machine, tmp_path / "data", "--listen", "glimt.test:0")
    assert f"{OTHER}{tmp_path}/data/tls/ca.pem." in said
    second = check_all(tmp_path / "data", NAMES | {"glimt.test"}, NOW)
    assert second != first["ca.pem"]
    assert key_in(tmp_path / "data" / "tls" / "key.pem").private_numbers() == key.private_numbers()
    kept = files_in(tmp_path / "data")
    assert start_once(machine, tmp_path / "data") == ""  # fewer names are no reason
    assert files_in(tmp_path / "data") == kept


# ---- what is there already ----

def old_form(place, *, days=3651, subject="/CN=localhost", constraints="critical,CA:TRUE,pathlen:0",
             usage="critical,digitalSignature,keyCertSign", key="ec"):
    """As a server of an earlier version made one, or with something that it never had."""
    words = ["-pkeyopt", "ec_paramgen_curve:P-256"] if key == "ec" else []
    openssl("req", "-x509", "-newkey", key, *words, "-nodes", "-days", days, "-subj", subject, "-addext",
            f"basicConstraints={constraints}", "-addext", f"keyUsage={usage}", "-addext", "extendedKeyUsage=serverAuth",
            "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1", "-keyout", place / "key.pem", "-out",
            place / "cert.pem")
    (place / "key.pem").chmod(0o600)


@pytest.fixture(name="tls")
def make_folder(tmp_path):
    (tmp_path / "data" / "tls").mkdir(parents=True, mode=0o700)
    (tmp_path / "data").chmod(0o700)
    return tmp_path / "data" / "tls"


def test_those_of_earlier_versions_are_replaced_once(machine, tmp_path, tls):
    old_form(tls)
    old = files_in(tmp_path / "data")
    said = start_once(machine, tmp_path / "data")
    assert f"{OTHER}{tls}/ca.pem." in said
    check_all(tmp_path / "data", NAMES, NOW)
    found = files_in(tmp_path / "data")
    assert found["key.pem"] != old["key.pem"]
    assert start_once(machine, tmp_path / "data") == ""
    assert files_in(tmp_path / "data") == found


def test_a_replacement_that_was_interrupted(machine, tmp_path, tls):
    """A machine that stopped in between had written the first of these files, and not the others."""
    old_form(tls)
    old = files_in(tmp_path / "data")
    start_once(machine, tmp_path / "data")
    new = files_in(tmp_path / "data")
    for count in range(len(FILES)):
        written = ["ca-key.pem", "ca.pem", "key.pem"][:count]
        for name in FILES:
            (tls / name).unlink(missing_ok=True)
            content = new[name] if name in written else old.get(name)
            if content:
                (tls / name).write_bytes(content)
                (tls / name).chmod(0o600)
        start_once(machine, tmp_path / "data")
        check_all(tmp_path / "data", NAMES, NOW)


@pytest.mark.parametrize("change", [
    {"days": 3650}, {"days": 3652}, {"subject": "/CN=localhost2"}, {"subject": "/O=x/CN=localhost"},
    {"constraints": "critical,CA:TRUE"}, {"constraints": "critical,CA:FALSE"}, {"usage": "critical,keyCertSign"},
    {"days": 1}, {"subject": "/CN=Glimt authority"}, {"subject": "/CN=Glimt authority 0123456789ABCDEF"},
    {"subject": "/CN=Glimt authority 0123456789abcdef0"}, {"subject": "/O=x/CN=Glimt authority 0123456789abcdef"}], ids=str)
def test_others_that_lie_there_are_left_alone(machine, tmp_path, tls, change):
    """Whoever they are for, and also when they have ended."""
    old_form(tls, **change)
    found = files_in(tmp_path / "data")
    assert start_once(machine, tmp_path / "data") == ""
    machine.set_clock(NOW + 9000 * DAY)
    assert start_once(machine, tmp_path / "data") == ""
    assert files_in(tmp_path / "data") == found


@pytest.mark.parametrize("content", [b"", b"no certificate"])
def test_what_is_no_certificate_is_left_alone(machine, tmp_path, tls, content):
    (tls / "cert.pem").write_bytes(content)
    done = glimt("serve", "--data", tmp_path / "data", "--listen", "127.0.0.1:0", check=False, **machine.options)
    assert done.returncode == 1 and f"The certificate {tls}/cert.pem cannot be used: " in done.stderr
    assert files_in(tmp_path / "data") == {"cert.pem": content}


def test_one_that_was_given_while_the_server_runs(machine, tmp_path):
    """It stays, also when the one that the server began with would have ended."""
    with Hearing(tmp_path / "data", **machine.options) as hearing:
        old_form(tmp_path / "data" / "tls", days=2)
        found = files_in(tmp_path / "data")
        hearing.server.process.send_signal(signal.SIGHUP)
        hearing.wait_for("The certificate was reloaded.")
        machine.set_clock(NOW + 366 * DAY)
        let_tick(hearing.server)
        assert files_in(tmp_path / "data") == found
        assert served(hearing.server) == x509.load_pem_x509_certificate(found["cert.pem"])


def test_a_key_without_a_certificate_is_used(machine, tmp_path, tls):
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", tls / "key.pem")
    (tls / "key.pem").chmod(0o600)
    key = (tls / "key.pem").read_bytes()
    assert start_once(machine, tmp_path / "data") == ""
    check_all(tmp_path / "data", NAMES, NOW)
    assert (tls / "key.pem").read_bytes() == key
    (tls / "cert.pem").unlink()
    (tls / "key.pem").write_text("no key")
    done = glimt("serve", "--data", tmp_path / "data", "--listen", "127.0.0.1:0", check=False, **machine.options)
    assert done.returncode == 1 and f"glimt: The key {tls}/key.pem cannot be used: " in done.stderr
    assert (tls / "key.pem").read_text() == "no key"


@pytest.mark.parametrize("lost, is_trusted", [
    (["cert.pem"], True), (["key.pem"], True), (["cert.pem", "key.pem"], True),
    (["ca.pem"], False), (["ca-key.pem"], False), (["ca.pem", "ca-key.pem"], False), (list(FILES), False)], ids=str)
def test_files_that_were_lost(machine, tmp_path, lost, is_trusted):
    """What can be kept is kept, and clients are spoken of where they have to be told."""
    start_once(machine, tmp_path / "data")
    found = files_in(tmp_path / "data")
    for name in lost:
        (tmp_path / "data" / "tls" / name).unlink()
    said = start_once(machine, tmp_path / "data")
    trusted = check_all(tmp_path / "data", NAMES, NOW)
    assert (trusted == found["ca.pem"]) == is_trusted
    assert (OTHER in said) == (not is_trusted and "cert.pem" not in lost)
    assert (files_in(tmp_path / "data")["key.pem"] == found["key.pem"]) == ("key.pem" not in lost)


def test_an_authority_and_the_key_of_another(machine, tmp_path):
    start_once(machine, tmp_path / "data")
    start_once(machine, tmp_path / "other")
    shutil.copy(tmp_path / "other" / "tls" / "ca-key.pem", tmp_path / "data" / "tls" / "ca-key.pem")
    assert OTHER in start_once(machine, tmp_path / "data")
    check_all(tmp_path / "data", NAMES, NOW)


def test_an_authority_of_somebody_else_is_left_alone(machine, tmp_path):
    start_once(machine, tmp_path / "data")
    tls = tmp_path / "data" / "tls"
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=Company",
            "-keyout", tmp_path / "k", "-out", tls / "ca.pem")
    found = files_in(tmp_path / "data")
    done = glimt("serve", "--data", tmp_path / "data", "--listen", "127.0.0.1:0", check=False, **machine.options)
    assert done.returncode == 1 and done.stderr.splitlines()[-1] == (
        f"glimt: The file {tls}/ca.pem is in the way: the server did not make it, and keeps its own authority there. "
        "Move it to another place.")
    assert files_in(tmp_path / "data") == found


def test_permitted_names_are_those_of_the_first_start(machine, tmp_path):
    start_once(machine, tmp_path / "data", "--listen", f"127.0.0.2:{free_port()}")
    (authority,) = chain_in(tmp_path / "data" / "tls" / "ca.pem")
    assert names_permitted(authority) == NAMES | {"127.0.0.2"}
