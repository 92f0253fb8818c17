"""Certificates that a server makes for itself, read with a library that the server doesn't use."""

import datetime
import ipaddress
import socket
import ssl

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from preloads import preload

DAY = 86400
NEVER = "99991231235959"
FILES = ("ca-key.pem", "ca.pem", "cert.pem", "key.pem")

# The calendar says what the first line of a file says, the clock that never goes back is as far
# ahead as the second one says, and this machine has the name that is in another file.
MACHINE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t which, struct timespec *ret) {
    FILE *file = fopen(getenv("CLOCK_FILE"), "r");
    long long now, ahead;
    int code = (int)syscall(SYS_clock_gettime, which, ret);

    if (file && fscanf(file, "%lld %lld", &now, &ahead) == 2) {
        if (which == CLOCK_REALTIME)
            ret->tv_sec = (time_t)now;
        if (which == CLOCK_MONOTONIC)
            ret->tv_sec += (time_t)ahead;
    }
    if (file)
        fclose(file);
    return code;
}

int gethostname(char *name, size_t size) {
    FILE *file = fopen(getenv("NAME_FILE"), "r");
    if (!fgets(name, (int)size, file))
        *name = 0;
    fclose(file);
    return 0;
}

/* Names of a domain that there is not are this machine's. */
int getaddrinfo(const char *host, const char *port, const struct addrinfo *hints,
                struct addrinfo **ret) {
    int (*ask)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    return ask(strcasestr(host, ".test") ? "127.0.0.1" : host, port, hints, ret);
}
"""


def preload_machine(folder):
    return preload(folder, MACHINE)


class Machine:
    """What a server takes for the time and the name of its machine. `built` is what
    preload_machine() gave."""

    def __init__(self, built, folder, now, name="first.test"):
        environment = {**built["env"], "CLOCK_FILE": str(folder / "now"), "NAME_FILE": str(folder / "name")}
        self.folder, self.options = folder, {"env": environment}
        self.set_clock(now)
        self.set_name(name)

    def set_clock(self, now, ahead=0):
        self.now = now
        self.replace("now", f"{now} {ahead}")

    def set_name(self, name):
        self.replace("name", name)

    def replace(self, name, text):
        (self.folder / f"{name}.new").write_text(text)
        (self.folder / f"{name}.new").rename(self.folder / name)


def chain_in(path):
    parts = path.read_bytes().split(b"-----BEGIN")
    assert parts[0] == b""
    return [x509.load_pem_x509_certificate(b"-----BEGIN" + part) for part in parts[1:]]


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind)


def extensions_of(certificate):
    """Names of all extensions, and whether whoever does not know one has to refuse it."""
    return {found.oid._name: found.critical for found in certificate.extensions}


def texts(names):
    """Names and addresses, also networks of one."""
    found = set()
    for name in names:
        value = name.value
        if isinstance(value, (ipaddress.IPv4Network, ipaddress.IPv6Network)):
            assert value.num_addresses == 1
            value = value.network_address
        found.add(str(value))
    return found


def names_in(certificate):
    return texts(extension(certificate, x509.SubjectAlternativeName).value)


def names_permitted(authority):
    constraints = extension(authority, x509.NameConstraints).value
    assert constraints.excluded_subtrees is None
    return texts(constraints.permitted_subtrees)


def common_name(name):
    (found,) = name
    assert found.oid == NameOID.COMMON_NAME
    return found.value


def key_in(path):
    return serialization.load_pem_private_key(path.read_bytes(), None)


def check_key(certificate, path):
    key = key_in(path)
    assert key.public_key().public_numbers() == certificate.public_key().public_numbers()
    assert path.stat().st_mode & 0o777 == 0o600
    return key


def check_authority(authority, names):
    """What a client may trust: for these names alone, and for nothing but signing."""
    assert extensions_of(authority) == {
        "basicConstraints": True, "keyUsage": True, "extendedKeyUsage": False,
        "nameConstraints": True, "subjectKeyIdentifier": False}
    constraints = extension(authority, x509.BasicConstraints).value
    assert constraints.ca and constraints.path_length == 0
    usage = extension(authority, x509.KeyUsage).value
    assert usage.key_cert_sign and not usage.digital_signature and not usage.crl_sign
    assert list(extension(authority, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert names_permitted(authority) == names
    assert authority.not_valid_before == datetime.datetime(1970, 1, 1)
    assert authority.not_valid_after.strftime("%Y%m%d%H%M%S") == NEVER
    authority.public_key().verify(authority.signature, authority.tbs_certificate_bytes,
                                  ec.ECDSA(authority.signature_hash_algorithm))


def check_certificate(certificate, authority, names, now):
    """What Apple, Go and rustls ask of a server's certificate."""
    assert certificate.version is x509.Version.v3
    assert extensions_of(certificate) == {
        "basicConstraints": True, "keyUsage": True, "extendedKeyUsage": False,
        "subjectAltName": False, "subjectKeyIdentifier": False, "authorityKeyIdentifier": False}
    assert not extension(certificate, x509.BasicConstraints).value.ca
    usage = extension(certificate, x509.KeyUsage).value
    assert usage.digital_signature and not usage.key_cert_sign and not usage.key_encipherment
    assert list(extension(certificate, x509.ExtendedKeyUsage).value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert names_in(certificate) == names
    assert isinstance(certificate.public_key().curve, ec.SECP256R1)
    from_, until = (value.replace(tzinfo=datetime.timezone.utc).timestamp()
                    for value in (certificate.not_valid_before, certificate.not_valid_after))
    assert max(now - DAY, 0) - 600 <= from_ <= now  # other load may have made it wait
    assert until - from_ < 397 * DAY
    assert 300 * DAY < until - now
    assert certificate.issuer == authority.subject
    assert (extension(certificate, x509.AuthorityKeyIdentifier).value.key_identifier ==
            extension(authority, x509.SubjectKeyIdentifier).value.digest)
    authority.public_key().verify(certificate.signature, certificate.tbs_certificate_bytes,
                                  ec.ECDSA(certificate.signature_hash_algorithm))


def check_all(directory, names, now):
    """All that lies in DIR/tls. Returns the bytes of what clients trust."""
    tls = directory / "tls"
    assert sorted(path.name for path in tls.iterdir()) == sorted(FILES)
    certificate, sent = chain_in(tls / "cert.pem")
    (authority,) = chain_in(tls / "ca.pem")
    assert sent == authority
    permitted = names_permitted(authority)
    check_authority(authority, permitted)
    check_certificate(certificate, authority, names, now)
    assert names <= permitted
    key, signing = check_key(certificate, tls / "key.pem"), check_key(authority, tls / "ca-key.pem")
    assert key.private_numbers() != signing.private_numbers()
    return (tls / "ca.pem").read_bytes()


def served(server):
    """The first certificate that the server sends."""
    return x509.load_pem_x509_certificate(
        ssl.get_server_certificate(("127.0.0.1", server.port)).encode())


def status_of(server, path):
    """Of an answer, whoever the server is."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with context.wrap_socket(socket.create_connection(("127.0.0.1", server.port))) as wire:
        wire.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        with wire.makefile("rb") as stream:
            return int(stream.read().split()[1])


def files_in(directory):
    return {path.name: path.read_bytes() for path in (directory / "tls").iterdir()}
