"""Files of 10 MB: downloads next to nginx's static file, uploads next to nginx's PUT and to a disk."""

import os
import random
import statistics
import time

import table
from measure import measure, medians
from servers import Failed, cpu_seconds

SIZE = 10_000_000
UPLOADS = 12  # in each turn
BOUNDARY = "glimt-bench"


def form_of(content):
    """A multipart body with one file."""
    head = (f"--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\n"
            "Content-Type: application/octet-stream\r\n\r\n").encode()
    return head + content + f"\r\n--{BOUNDARY}--\r\n".encode()


def contents(source, count):
    """Files of which no two are the same."""
    common = source.randbytes(SIZE - 8)
    return [source.randbytes(8) + common for _ in range(count)]


def upload_all(server, send, files):
    """CPU for each, and how many a second."""
    before, start = cpu_seconds(server[1].pid), time.monotonic()
    for number, content in enumerate(files):
        send(number, content)
    seconds = time.monotonic() - start
    return {"us": (cpu_seconds(server[1].pid) - before) / len(files) * 1e6,
            "rps": len(files) / seconds}


def write_all(directory, files):
    """How many a second a program makes durable that does nothing else."""
    start = time.monotonic()
    for number, content in enumerate(files):
        with open(directory / f"plain{number}", "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    return len(files) / (time.monotonic() - start)


def measure_uploads(options, servers, clients, path, work):
    rows, source = [], random.Random(2)
    runs, plain = {"glimt": [], "nginx": []}, []
    for _ in range(options.rounds):
        files = contents(source, UPLOADS)
        runs["glimt"].append(upload_all(servers["glimt"], lambda number, content: clients["glimt"].send(
            "POST", path, form_of(content), f"multipart/form-data; boundary={BOUNDARY}"), files))
        runs["nginx"].append(upload_all(servers["nginx"], lambda number, content: clients["nginx"].send(
            "PUT", f"/upload/{number}", content, "application/octet-stream"), files))
        plain.append(write_all(work, files))
    glimt, nginx = medians(runs["glimt"]), medians(runs["nginx"])
    table.add(rows, "upload 10 MB, durable", 1, "us", glimt["us"], nginx["us"], than="nginx PUT",
              bytes=SIZE, glimt=glimt, nginx=nginx, runs=runs)
    table.add(rows, "upload 10 MB, durable", 1, "/s", glimt["rps"], round(statistics.median(plain), 2),
              than="write+fsync", bytes=SIZE, plain_runs=plain)
    return rows


def measure_download(options, scratch, servers, clients, path):
    rows = []
    content = random.Random(3).randbytes(SIZE)
    made = clients["glimt"].send("POST", path, form_of(content),
                                 f"multipart/form-data; boundary={BOUNDARY}")
    (scratch / "root" / "download").write_bytes(content)
    paths = {"glimt": f"{path}/{made['id']}/Download", "nginx": "/download"}
    runs = {"glimt": [], "nginx": []}
    for who in paths:
        if clients[who].ask(paths[who]) != content:
            raise Failed(f"{who} gives another file than the one that was sent")
    for _ in range(options.rounds):
        for who, one in paths.items():
            file = scratch / f"download.{who}"
            file.write_text(one + "\n")
            runs[who].append(measure(servers[who], 4, options.seconds, clients["glimt"].token, file))
    glimt, nginx = medians(runs["glimt"]), medians(runs["nginx"])
    table.add(rows, "download 10 MB", 4, "us", glimt["us"], nginx["us"], than="nginx", bytes=SIZE,
              glimt=glimt, nginx=nginx, runs=runs)
    return rows
