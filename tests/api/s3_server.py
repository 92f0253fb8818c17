"""A server that speaks S3, of the tests' own: OpenStack's Swift with its s3api, in a temporary directory."""

import contextlib
import http.client
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time

KEY_ID, SECRET, BUCKET = "test:tester", "testing", "files"

COMMON = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {directory}
devices = {directory}/srv
mount_check = false
disable_fallocate = true
log_name = {name}
log_level = WARNING
"""
# Of the one that glimt asks, and of one that lets everybody in, for the tests.
PIPELINES = {"proxy": "catch_errors cache s3api tempauth proxy-server", "window": "catch_errors proxy-server"}

STORAGE = COMMON + """[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
PROXY = COMMON + """[pipeline:main]
pipeline = {pipeline}
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{memory}
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
"""


def free_ports(count):
    with contextlib.ExitStack() as held:
        found = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in found]


class S3Server:
    """One replica of everything, on this machine; `endpoint` is where it listens."""

    def __init__(self, directory):
        self.directory = pathlib.Path(directory)
        names = "object", "container", "account", "proxy", "window"
        # The last is of the memcached that its accounts are looked up in.
        *ports, self.memory = free_ports(len(names) + 1)
        self.ports = dict(zip(names, ports))
        self.endpoint = f"http://127.0.0.1:{self.ports['proxy']}"
        self.processes = []

    def make(self):
        (self.directory / "srv" / "d1").mkdir(parents=True)
        (self.directory / "swift.conf").write_text(
            "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n", encoding="ascii")
        user = pwd.getpwuid(os.geteuid()).pw_name
        for name, port in self.ports.items():
            text = (PROXY if name in PIPELINES else STORAGE).format(
                name=name, port=port, user=user, directory=self.directory, memory=self.memory, pipeline=PIPELINES.get(name))
            (self.directory / f"{name}.conf").write_text(text, encoding="ascii")
            if name not in PIPELINES:
                for words in (["create", "2", "1", "0"], ["add", f"r1z1-127.0.0.1:{port}/d1", "1"], ["rebalance"]):
                    subprocess.run(["swift-ring-builder", f"{name}.builder", *words], check=True,
                                   cwd=self.directory, stdout=subprocess.DEVNULL)

    def start(self):
        self.processes.append(subprocess.Popen(
            ["memcached", "-l", "127.0.0.1", "-p", str(self.memory), "-u", pwd.getpwuid(os.geteuid()).pw_name],
            start_new_session=True))
        for name in self.ports:
            with open(self.directory / f"{name}.log", "ab") as log:
                self.processes.append(subprocess.Popen(
                    [f"swift-{'proxy' if name in PIPELINES else name}-server", str(self.directory / f"{name}.conf")], stdout=log, stderr=log,
                    start_new_session=True, env={**os.environ, "SWIFT_CONF_FILE": str(self.directory / "swift.conf")}))
        for name, port in self.ports.items():
            while True:
                assert all(process.poll() is None for process in self.processes), self.said()
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)

    def stop(self):
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes = []

    def said(self):
        return "\n".join(path.read_text() for path in self.directory.glob("*.log"))

    def ask(self, method, path, body=None, headers=()):
        """A request of Swift's own kind, past the signatures of S3."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["window"], timeout=60)
        with contextlib.closing(connection):
            connection.request(method, f"/v1/AUTH_test/{BUCKET}{path}", body, dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()

    def make_bucket(self):
        """Once all of it answers."""
        while True:
            assert all(process.poll() is None for process in self.processes), self.said()
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("PUT", "")[0] in (201, 202):
                    return
            time.sleep(0.1)

    def names(self):
        """Of all objects in the bucket."""
        status, body = self.ask("GET", "?limit=10000")
        assert status in (200, 204), body
        return body.decode().split()

    def content(self, name):
        status, body = self.ask("GET", f"/{name}")
        assert status == 200
        return body

    def flags(self):
        """For glimt, which gets the key from its environment."""
        return ["--files", f"s3://{BUCKET}/some/where", "--s3-endpoint", self.endpoint]


ENVIRONMENT = {"GLIMT_S3_KEY_ID": KEY_ID, "GLIMT_S3_SECRET": SECRET}


@contextlib.contextmanager
def s3_server():
    """One with an empty bucket, that runs until the end."""
    directory = tempfile.mkdtemp(prefix="glimt-s3-")
    made = S3Server(directory)
    try:
        made.make()
        made.start()
        made.make_bucket()
        yield made
    finally:
        made.stop()
        shutil.rmtree(directory, ignore_errors=True)
