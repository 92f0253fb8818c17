"""Reads: glimt and nginx in turns; nginx has glimt's answers as files."""

import itertools
import json
import random
import urllib.parse

import table
from data import log_in
from measure import measure, medians
from servers import Client, Failed, glimt_server, nginx_server

CONTACTS = "/v1/Core/Contacts"
REPORTS = "/v1/Core/TimeReports"
STATISTICS = REPORTS + "/UserDayStatistics"
SORTS = {
    CONTACTS: [("name", "ascending"), ("name", "descending"), ("customerNumber", "ascending"),
               ("created", "descending"), ("updated", "ascending")],
    REPORTS: [("date", "ascending"), ("date", "descending"), ("userName", "ascending"),
              ("hours", "descending"), ("attestedDate", "ascending"), ("createdDate", "descending")],
}

AIM_GET, AIM_OTHER_PAGE, AIM_SAME_PAGE, AIM_DEEP_PAGE, AIM_UNCHANGED = 1.3, 2.0, 1.1, 2.5, 1.0
FRESH = 200_000  # more pages than are asked for in one measurement
CONNECTIONS = 16


class Scene:
    """What the read measurements share: glimt, its client, and nginx's files."""

    def __init__(self, scratch, options, servers, client):
        self.scratch = scratch
        self.options = options
        self.servers = servers  # by name: glimt, nginx
        self.client = client
        self.random = random.Random(1)
        self.files = itertools.count()
        self.rows = []

    def total(self, path):
        return json.loads(self.client.ask(path + "?page=1&pageSize=1"))["totalItemCount"]

    def row_paths(self, path, count):
        """Paths of rows from all over the company."""
        pages = self.total(path) // 100
        chosen = self.random.sample(range(1, pages + 1), min(pages, -(-count // 50)))
        ids = []
        for page in chosen:
            answer = json.loads(self.client.ask(f"{path}?page={page}&pageSize=100"))
            ids += self.random.sample([item["id"] for item in answer["items"]], 50)
        self.random.shuffle(ids)
        return [f"{path}/{number}" for number in ids[:count]]

    def page_paths(self, path, size, pages):
        """Each page by another order than the one before it."""
        sorts = itertools.cycle(SORTS[path])
        return [path + "?" + urllib.parse.urlencode(
            {"page": page, "pageSize": size, "sortBy": sort, "sortOrder": order})
                for page, (sort, order) in zip(pages, sorts)]

    def any_pages(self, path, size, count):
        last = self.total(path) // size
        return self.page_paths(path, size, [self.random.randint(1, last) for _ in range(count)])

    def all_pages(self, path, size):
        """Each page in each order once, far from the one before it."""
        last = self.total(path) // size
        orders = len(SORTS[path])
        pages = [(page, turn) for page in range(1, last + 1) for turn in range(orders)]
        self.random.shuffle(pages)
        return [path + "?" + urllib.parse.urlencode(
            {"page": page, "pageSize": size, "sortBy": SORTS[path][turn][0],
             "sortOrder": SORTS[path][turn][1]}) for page, turn in pages[:FRESH]]

    def pages_in_turn(self, path, size):
        """As a client asks who reads all, in one order after the other."""
        last = self.total(path) // size
        orders = sorted({sort for sort, _ in SORTS[path]})
        return [f"{path}?page={page}&pageSize={size}&sortBy={sort}&sortOrder={way}"
                for way in ("ascending", "descending") for sort in orders
                for page in range(1, last + 1)][:FRESH]

    def tagged(self, paths):
        """Paths with the tags of their answers, so that these are 304."""
        return [f"{path} {self.client.tag(path)}" for path in paths]

    def write_paths(self, paths, asked):
        """Files with the paths for glimt and for nginx, whose files hold glimt's answers."""
        static = []
        for path in paths:
            target = path.replace("?", "/pages/")
            file = self.scratch / "root" / target.lstrip("/")
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(self.client.ask(path))
            static.append(target)
        name = self.scratch / f"paths{next(self.files)}"
        files = {"glimt": name.with_suffix(".glimt"), "nginx": name.with_suffix(".nginx")}
        files["glimt"].write_text("\n".join(asked) + "\n")
        files["nginx"].write_text("\n".join(static) + "\n")
        return files, static

    def compare(self, what, paths, aim=None, connections=CONNECTIONS, asked=None):
        """One row of the table: glimt and nginx in turns. `asked`: what glimt is asked for instead."""
        files, static = self.write_paths(paths, asked or paths)
        body = self.client.ask(paths[0])
        if Client(self.servers["nginx"][0], self.client.certificate).ask(static[0]) != body:
            raise Failed(f"{what}: nginx does not answer the bytes that glimt does")
        runs = {who: [] for who in self.servers}
        for turn in range(self.options.rounds + 1):
            for who, server in self.servers.items():
                one = measure(server, connections, self.options.seconds if turn else 1,
                              self.client.token, files[who])
                if turn:  # the first only warms up
                    runs[who].append(one)
        glimt, nginx = medians(runs["glimt"]), medians(runs["nginx"])
        table.add(self.rows, what, connections, "us", glimt["us"], nginx["us"], aim=aim, than="nginx",
                  paths=len(asked or paths), bytes=len(body), glimt=glimt, nginx=nginx, runs=runs)


def compare_lists(scene, name, path):
    spread, options = scene.options.spread, scene.options
    for size, strict in ((25, True), (100, False)):
        def compare(which, paths, aim, **more):
            scene.compare(f"list of {size} {name}, {which}", paths, aim if strict else None, **more)

        paths = scene.any_pages(path, size, spread * 5 // size)
        if strict:
            compare("never asked for before", paths, AIM_OTHER_PAGE, asked=scene.all_pages(path, size))
            compare("page after page", paths, AIM_OTHER_PAGE,
                    asked=scene.pages_in_turn(path, size))
        compare("another page each time", paths, AIM_OTHER_PAGE)
        compare("the same page", paths[:1], AIM_SAME_PAGE)
        if strict:
            compare("unchanged (304)", paths[:1], AIM_UNCHANGED, asked=scene.tagged(paths[:1]))
        last = -(-scene.total(path) // size)
        orders = len(SORTS[path])
        compare("page 1,000", scene.page_paths(path, size, [1000] * orders), AIM_DEEP_PAGE)
        compare("the last page", scene.page_paths(path, size, [last] * orders), AIM_DEEP_PAGE)
        if options.short:
            break


def compare_rows(scene, name, path):
    paths = scene.row_paths(path, scene.options.spread)
    scene.compare(f"get {name}, another each time", paths, AIM_GET)
    scene.compare(f"get {name}, the same", paths[:1], AIM_GET)
    scene.compare(f"get {name}, unchanged (304)", paths, AIM_UNCHANGED, asked=scene.tagged(paths))
    scene.compare(f"get {name}, another each time", paths, AIM_GET, connections=64)


def compare_statistics(scene):
    """60 users over 31 days, months of all years."""
    paths = [f"{STATISTICS}?page=1&pageSize=60&filter.from={year}-{month:02}-01"
             f"&filter.to={year}-{month:02}-{28 if month == 2 else 30}"
             for year in (2023, 2024, 2025) for month in range(1, 13)]
    january = [path.replace("-30", "-31") for path in paths if "-01-01" in path]
    scene.compare("day statistics of 60 users, 31 days", january)
    scene.compare("day statistics of 60 users, another month", paths)


def measure_reads(options, data, scratch):
    (scratch / "root").mkdir()
    with (glimt_server(options.binary, data) as glimt,
          nginx_server(scratch, data / "tls") as nginx):
        client = log_in(options.binary, data, glimt[0])
        print(f"TLS: glimt {client.cipher()}, nginx {Client(nginx[0], client.certificate).cipher()}",
              flush=True)
        scene = Scene(scratch, options, {"glimt": glimt, "nginx": nginx}, client)
        compare_rows(scene, "a contact", CONTACTS)
        compare_rows(scene, "a time report", REPORTS)
        compare_lists(scene, "contacts", CONTACTS)
        compare_lists(scene, "time reports", REPORTS)
        compare_statistics(scene)
    return scene.rows
