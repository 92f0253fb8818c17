"""The two servers that are compared, what they cost, and a small client to prepare with."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request

TICKS = os.sysconf("SC_CLK_TCK")
NGINX_WORKERS = 2
FILES_OPEN = 10000  # of nginx's cache; more than any run asks for


class Failed(Exception):
    """What a person should read instead of a traceback."""


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextlib.contextmanager
def glimt_server(binary, data, environment=None, flags=()):
    """Serves `data` on a free port; gives the address and the process."""
    process = subprocess.Popen(
        [binary, "serve", "--data", str(data), "--listen", "127.0.0.1:0", *flags],
        stdout=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})
    try:
        for line in process.stdout:
            if line.startswith("listening on "):
                yield line.split()[2], process
                return
        raise Failed("glimt ended before it listened")
    finally:
        stop(process)


NGINX = """
daemon off;
{user}
worker_processes {workers};
pid {scratch}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    server_tokens off;
    etag off;
    default_type "application/json; charset=utf-8";
    types {{ }}
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    open_file_cache max={files} inactive=1h;
    open_file_cache_valid 1h;
    client_body_temp_path {scratch}/body;
    proxy_temp_path {scratch}/proxy;
    fastcgi_temp_path {scratch}/fastcgi;
    uwsgi_temp_path {scratch}/uwsgi;
    scgi_temp_path {scratch}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {certificate};
        ssl_certificate_key {key};
        ssl_protocols TLSv1.2 TLSv1.3;
        root {scratch}/root;
        client_max_body_size 64m;
        location /upload/ {{ dav_methods PUT; }}
        add_header X-Request-Id r-00000000-0000-4000-8000-000000000000;
    }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_nginx(process, port):
    """It takes connections before its workers have begun."""
    for _ in range(300):
        if process.poll() is not None:
            raise Failed("nginx did not start")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            if len(processes_of(process.pid)) > NGINX_WORKERS:
                return
        time.sleep(0.1)
    raise Failed("the workers of nginx can't be seen, so their CPU can't be measured")


@contextlib.contextmanager
def nginx_server(scratch, tls):
    """Serves scratch/root; gives the address and the process."""
    port = free_port()
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    config = scratch / "nginx.conf"
    config.write_text(NGINX.format(
        scratch=scratch, port=port, certificate=tls / "cert.pem", key=tls / "key.pem",
        workers=NGINX_WORKERS, files=FILES_OPEN, user="user root;" if os.geteuid() == 0 else ""))
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    process = subprocess.Popen([binary, "-e", "stderr", "-p", str(scratch), "-c", str(config)])
    try:
        wait_for_nginx(process, port)
        yield f"https://127.0.0.1:{port}", process
    finally:
        stop(process)


def processes_of(pid):
    """The process and its children."""
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # the thread has ended
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def cpu_seconds(pid):
    """User and system time of all threads of the process and its children."""
    total = 0
    for one in processes_of(pid):
        after_name = pathlib.Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        total += int(after_name[11]) + int(after_name[12])
    return total / TICKS


@contextlib.contextmanager
def keep_asking(client):
    """A function that asks for a path over one connection, and gives the body of a good answer."""
    host, port = client.url.removeprefix("https://").split(":")
    connection = http.client.HTTPSConnection(host, int(port), context=client.tls)

    def ask(path):
        connection.request("GET", path, headers={"Authorization": f"Bearer {client.token}"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise Failed(f"{path}: {answer.status} {body.decode()}")
        return body

    try:
        yield ask
    finally:
        connection.close()


class Client:
    def __init__(self, url, certificate):
        self.url = url
        self.certificate = certificate
        self.tls = ssl.create_default_context(cafile=str(certificate))
        self.token = ""

    def ask(self, path, authorization=None, method="GET"):
        request = urllib.request.Request(self.url + path, method=method, headers={
            "Authorization": authorization or f"Bearer {self.token}"})
        with urllib.request.urlopen(request, context=self.tls) as answer:
            return answer.read()

    def tag(self, path):
        request = urllib.request.Request(self.url + path,
                                         headers={"Authorization": f"Bearer {self.token}"})
        with urllib.request.urlopen(request, context=self.tls) as answer:
            return answer.headers["ETag"]

    def send(self, method, path, body, content_type):
        """Sends a body; gives the JSON of the answer, or None when it has none."""
        request = urllib.request.Request(self.url + path, method=method, data=body, headers={
            "Authorization": f"Bearer {self.token}", "Content-Type": content_type})
        try:
            with urllib.request.urlopen(request, context=self.tls) as answer:
                return json.loads(answer.read() or "null")
        except urllib.error.HTTPError as refusal:
            raise Failed(f"{method} {path}: {refusal.read().decode()}") from None

    def ask_json(self, path, body):
        return self.send("POST", path, json.dumps(body).encode(), "application/json")

    def log_in(self, application):
        pair = f"{application['id']}:{application['secret']}".encode()
        basic = "Basic " + base64.b64encode(pair).decode()
        self.token = json.loads(self.ask("/v1/Auth/Token", basic, "POST"))["accessToken"]

    def cipher(self):
        host, port = self.url.removeprefix("https://").rsplit(":", 1)
        with socket.create_connection((host, int(port))) as plain:
            with self.tls.wrap_socket(plain, server_hostname=host) as connection:
                return " ".join(map(str, connection.cipher()[:2][::-1]))
