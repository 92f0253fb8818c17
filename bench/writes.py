"""What writes, on a copy of the data: creates, uploads, and downloads of what was uploaded."""

import contextlib
import shutil

from creates import CONTACTS, REPORTS, SLOW_MILLISECONDS, Disk, measure_creates, measure_readers
from data import log_in
from files import measure_download, measure_uploads
from servers import Client, glimt_server, nginx_server

TASKS = "/v1/Core/Tasks"


@contextlib.contextmanager
def copies(data, *names):
    """Copies of the data that are gone afterwards."""
    made = [data.parent / name for name in names]
    try:
        for copy in made:
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(data, copy)
        yield made
    finally:
        for copy in made:
            shutil.rmtree(copy, ignore_errors=True)


def measure_writes(options, data, scratch):
    with copies(data, "bench-writes", "bench-reference") as (work, reference):
        (scratch / "root" / "upload").mkdir(parents=True)
        with (glimt_server(options.binary, work) as glimt,
              nginx_server(scratch, work / "tls") as nginx):
            client = log_in(options.binary, work, glimt[0])
            servers = {"glimt": glimt, "nginx": nginx}
            clients = {"glimt": client, "nginx": Client(nginx[0], client.certificate)}
            task = client.ask_json(TASKS, {"title": "Ritningar"})["id"]
            path = f"{TASKS}/{task}/Attachments"
            rows = measure_download(options, scratch, servers, clients, path)
            rows += measure_uploads(options, servers, clients, path, work)
            rows += measure_creates(options, scratch, glimt, client, work, reference, Disk(options))
            with glimt_server(options.binary, reference) as other:
                reads = {"get a contact": [f"{CONTACTS}/{number}" for number in range(1, 2001)],
                         "list of 25 contacts": [f"{CONTACTS}?page={page}&pageSize=25"
                                                 for page in range(1, 401)],
                         "get a time report": [f"{REPORTS}/{number}" for number in range(1, 2001)],
                         "list of 25 time reports": [f"{REPORTS}?page={page}&pageSize=25"
                                                     for page in range(1, 401)]}
                rows += measure_readers(options, scratch, glimt, other, (
                    client, log_in(options.binary, reference, other[0])), reads)
        slow = Disk(options, SLOW_MILLISECONDS)
        with glimt_server(options.binary, work, slow.environment) as glimt:
            rows += measure_creates(options, scratch, glimt, log_in(options.binary, work, glimt[0]),
                                    work, reference, slow)
    return rows
