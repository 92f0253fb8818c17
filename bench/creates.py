"""Creates: durable rows per second, next to bare programs that make the same rows; and readers."""

import json
import os
import pathlib
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import table
from measure import measure, medians, wrk
from servers import Failed

CONTACTS = "/v1/Core/Contacts"
REPORTS = "/v1/Core/TimeReports"
MANY, READERS = 64, 8  # connections
USERS = 40  # that the demo makes at least, from number 2 on
AIM_CREATE, AIM_BARE = 15, 0.5  # times one commit each, and times the bare program, of MANY
AIM_SYNCS = 10  # of the disk, at p99
AIM_READERS = 0.8
SLOW_MILLISECONDS = 5


def contact(turn):
    return {"name": f"Snickeri & Måleri {turn} AB", "contactType": "Company",
            "email": f"info{turn}@example.com", "phoneNumber": f"08-{100000 + turn}",
            "isCustomer": True, "responsibleId": 2,
            "visitingAddress": {"street": f"Storgatan {turn % 200 + 1}", "postalCode": "111 22",
                                "city": "Stockholm"}}


def report(turn):
    return {"date": f"2026-{turn % 12 + 1:02}-{turn % 28 + 1:02}", "hours": 8, "invoiceableHours": 7.5,
            "userId": turn % USERS + 2, "projectId": turn % 100 + 1, "activityId": 1, "timeCodeId": 1,
            "timeArticleId": 1, "comment": f"Montage enligt ritning A-{turn}."}


def choose_active(client, path, **properties):
    """A row of a registry that may be chosen."""
    for item in json.loads(client.ask(f"/v1/Admin/{path}?page=1&pageSize=100"))["items"]:
        if item["isActive"] and properties.items() <= item.items():
            return item["id"]
    raise Failed(f"the company has no active row in {path}")


def report_with_parts(client):
    """Gives a function like those above."""
    article, equipment = choose_active(client, "Articles"), choose_active(client, "Equipments")
    addition = choose_active(client, "TimeAdditions", type="boolean")
    return lambda turn: {
        **report(turn),
        "travelReport": {"distance": turn % 90 + 1, "place": "Piteå-Luleå"},
        "materials": [{"articleId": article, "units": 3},
                      {"title": f"Rör {turn}", "units": 2, "unitPrice": 19.5}],
        "equipments": [{"articleId": equipment, "hours": 2}],
        "additions": [{"articleId": addition, "yesNo": True}]}


class Disk:
    """Where rows become durable: this disk, or this one with syncs that take longer."""

    def __init__(self, options, milliseconds=0):
        self.tools = pathlib.Path(options.binary).parent / "bench"
        self.milliseconds = milliseconds
        self.name = f", {milliseconds} ms disk" if milliseconds else ""
        self.environment = {"LD_PRELOAD": str(self.tools / "slow_disk.so"),
                            "SLOW_DISK_MICROSECONDS": str(1000 * milliseconds)} if milliseconds else {}

    def sync(self, directory):
        """Milliseconds to keep 4 KB more of a file; the median of many."""
        times = []
        with open(directory / "synced", "wb", buffering=0) as file:
            for _ in range(100):
                start = time.monotonic()
                file.write(b"x" * 4096)
                os.fdatasync(file.fileno())
                times.append((time.monotonic() - start) * 1000)
        return statistics.median(times) + self.milliseconds

    def bare(self, options, source, target, table_name, row_id, batch):
        """What bare.c reaches, which makes the rows from this one on again: `batch` in each commit."""
        run = subprocess.run(
            [self.tools / "bare", source, target, table_name, str(row_id),
             str(batch), str(options.seconds)], capture_output=True, text=True,
            env={**os.environ, **self.environment})
        if run.returncode != 0:
            raise Failed(f"the bare program failed: {run.stderr}")
        rate, cpu = run.stdout.split()
        return {"rps": float(rate), "us": float(cpu)}


def measure_creates(options, scratch, glimt, client, work, copy, disk):
    """`work` is what glimt serves, `copy` what the bare programs write to."""
    rows = []
    numbers = (MANY,) if disk.milliseconds else (1, MANY)
    kinds = [("create a contact", CONTACTS, "contacts", contact),
             ("create a time report", REPORTS, "time_reports", report),
             ("create a report and parts", REPORTS, "time_reports", report_with_parts(client))]
    for name, path, table_name, body in kinds:
        paths, bodies = scratch / "create", scratch / "bodies"
        paths.write_text(path + "\n")
        bodies.write_text("".join(json.dumps(body(turn), ensure_ascii=False) + "\n"
                                  for turn in range(5000)))
        made = client.ask_json(path, body(0))
        for number in numbers:
            create_rows(rows, options, glimt, client, (work, copy, table_name, made["id"]),
                        name + disk.name, number, paths, bodies, disk)
    return rows


def create_rows(rows, options, glimt, client, made, name, connections, paths, bodies, disk):
    """Next to bare programs: one that commits each create, and one that commits as many at once as
    there are connections; more can't wait for one commit. How much a common commit saves, and how
    long one is waited for, is only told by a disk whose sync takes longer than the row."""
    runs, single, batched, syncs = [], [], [], []
    for _ in range(options.rounds):
        runs.append(measure(glimt, connections, options.seconds, client.token, paths, bodies))
        single.append(disk.bare(options, *made, 1))
        batched.append(disk.bare(options, *made, connections))
        syncs.append(disk.sync(made[1]))
    ours, one, bare = medians(runs), medians(single), medians(batched)
    slow = disk.milliseconds > 0
    table.add(rows, name, connections, "/s", ours["rps"], one["rps"], than="one commit",
              aim=AIM_CREATE if slow else None, glimt=ours, runs=runs, one_commit_runs=single)
    if connections == 1:
        return
    table.add(rows, name, connections, "/s", ours["rps"], bare["rps"], than=f"bare by {connections}",
              aim=AIM_BARE if slow else None, bare_runs=batched)
    if slow:
        table.add_limit(rows, f"{name}, p99", connections, "ms", ours["p99_ms"],
                        round(AIM_SYNCS * statistics.median(syncs), 1), syncs=syncs)
    else:
        table.add(rows, name, connections, "us", ours["us"], bare["us"], than=f"bare by {connections}",
                  aim=1 / AIM_BARE)


def measure_readers(options, scratch, glimt, other, clients, reads):
    """What writers take from readers who ask the same server. Both need processors, of which there
    are few, so readers alone would be faster even if nothing held them up; here they are held
    against readers with the same 64 writers at another server, on the same disk."""
    rows = []
    paths, bodies, file = scratch / "create", scratch / "bodies", scratch / "read"
    paths.write_text(REPORTS + "\n")
    bodies.write_text("".join(json.dumps(report(turn), ensure_ascii=False) + "\n"
                              for turn in range(5000)))
    for name, asked in reads.items():
        file.write_text("\n".join(asked) + "\n")
        runs = {"same": [], "other": []}
        for _ in range(options.rounds):
            for where, server, client in (("same", glimt, clients[0]), ("other", other, clients[1])):
                with ThreadPoolExecutor() as pool:
                    writes = pool.submit(wrk, server[0], MANY, options.seconds + 2, client.token,
                                         paths, bodies)
                    time.sleep(1)
                    runs[where].append(measure(glimt, READERS, options.seconds, clients[0].token, file))
                    runs[where][-1]["writes"] = writes.result()["requests"]
        same, elsewhere = medians(runs["same"]), medians(runs["other"])
        table.add(rows, f"{name} while {MANY} create", READERS, "/s", same["rps"], elsewhere["rps"],
                  aim=AIM_READERS, than="they elsewhere", runs=runs)
    return rows
