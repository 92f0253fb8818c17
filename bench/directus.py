#!/usr/bin/env python3
"""Contacts next to Directus over SQLite: requests a second of both cores, wrk's part included.

Directus serves the same contacts over the same TLS, with a worker for each core, an index for the
order, and a write-ahead log. Its answers have the same content under its own names, but for tags,
which it is spared; a get is also measured without the names of what the contact refers to, each of
which costs Directus a query. Prints a table and writes build/bench-directus.json.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import peers
import table
from creates import contact
from data import log_in, prepare_data
from servers import Client, Failed, glimt_server
from writes import copies

BUILD = peers.ROOT / "build"
DIRECTUS = peers.ROOT / "bench" / "peers" / "directus"
CONNECTIONS = 16  # with more, what waits would be taken for lost
TOKEN = "a-token-of-the-benchmark"
NAMED = ["company_id", "parent_company_id"]
LIST_FIELDS = ["id", "name", "customer_number", "contact_type", "official_number", "visiting_street",
               "visiting_additional", "visiting_postal_code", "visiting_city", "visiting_state",
               "created", "updated", "visiting_country_id.id", "visiting_country_id.name"]
DETAIL_NAMED = NAMED + ["responsible_id", "created_by_id", "updated_by_id", "visiting_country_id",
                        "delivery_country_id", "invoice_country_id"]


def names_of(columns):
    return [f"{column}.{part}" for column in columns for part in ("id", "name")]


def translate(path):
    """A path of glimt's as Directus has it."""
    number = re.fullmatch(peers.CONTACTS + r"/(\d+)", path)
    if number:
        return f"/items/contacts/{number[1]}?fields=" + ",".join(["*"] + names_of(DETAIL_NAMED))
    page = re.search(r"page=(\d+)&pageSize=(\d+)", path)
    return (f"/items/contacts?page={page[1]}&limit={page[2]}&sort=sort_name,id&meta=total_count&fields="
            + ",".join(LIST_FIELDS + names_of(NAMED)))


def row_of(turn):
    """The contact that glimt is given, as a row."""
    given = contact(turn)
    flags = ["is_supplier", "is_whole_sale", "is_retailer", "is_sub_contractor", "is_partner",
             "use_reverse_build_tax"]
    return {"name": given["name"], "sort_name": given["name"].lower(), "contact_type": "company",
            "customer_number": str(turn), "email": given["email"], "phone_number": given["phoneNumber"],
            "is_customer": 1, "is_active": 1, **dict.fromkeys(flags, 0),
            "responsible_id": given["responsibleId"], "created_by_id": 1,
            "visiting_postal_code": given["visitingAddress"]["postalCode"],
            "visiting_city": given["visitingAddress"]["city"],
            "created": "2026-01-01 00:00:00 +00:00"}


def node():
    kind = peers.node().parent.parent.name
    return DIRECTUS / "node_modules" / kind / "bin" / "node"


@contextlib.contextmanager
def directus_server(data):
    database = data / "directus.db"
    peers.load_contacts(data / "glimt.db", database)
    environment = dict(
        os.environ, NODE_ENV="production", DB_CLIENT="sqlite3", DB_FILENAME=str(database), TELEMETRY="false",
        SECRET="a-secret-of-the-benchmark", ADMIN_EMAIL="admin@example.com", ADMIN_PASSWORD="a-password",
        ADMIN_TOKEN=TOKEN, LOG_LEVEL="error", PRESSURE_LIMITER_ENABLED="false",
        RATE_LIMITER_ENABLED="false", EXTENSIONS_PATH=str(data / "extensions"),
        STORAGE_LOCAL_ROOT=str(data / "uploads"))
    command = [node(), DIRECTUS / "node_modules" / "@directus" / "api" / "dist" / "cli" / "run.js"]
    made = subprocess.run([*command, "bootstrap"], capture_output=True, text=True, env=environment, cwd=data)
    if made.returncode:
        raise Failed(f"Directus could not be set up: {made.stdout}{made.stderr}")
    with peers.listening([node(), DIRECTUS / "server.js", data / "tls" / "cert.pem",
                          data / "tls" / "key.pem"], env=environment, cwd=data) as server:
        yield server


def compare_answers(clients, path):
    """Both show the same rows, whatever they call their parts."""
    ours, other = clients["glimt"].ask(path), clients["Directus"].ask(translate(path))
    ours, other = json.loads(ours), json.loads(other)["data"]
    names = [[row["name"] for row in rows] for rows in
             ((ours["items"], other) if "items" in ours else ([ours], [other]))]
    if names[0] != names[1]:
        raise Failed(f"{path}: Directus shows other contacts than glimt")


def contend(options, scratch, work, glimt, directus):
    client = log_in(options.binary, work, glimt[0])
    clients = {"glimt": client, "Directus": Client(directus[0], client.certificate)}
    clients["Directus"].token = TOKEN
    package = json.loads((DIRECTUS / "node_modules" / "directus" / "package.json").read_text())
    print(f"Directus {package['version']} over SQLite, a worker for each core, over TLS like ours")
    table.print_head()
    contest = peers.Contest(scratch, options, {"glimt": glimt, "Directus": directus},
                            {"glimt": client.token, "Directus": TOKEN}, CONNECTIONS)
    total = json.loads(client.ask(f"{peers.CONTACTS}?page=1&pageSize=1"))["totalItemCount"]
    for what, _, paths in peers.choose_paths(total, options.spread):
        compare_answers(clients, paths[0])
        contest.compare(what, None, {"glimt": paths, "Directus": list(map(translate, paths))})
        if "get" in what:
            contest.compare("get a contact, by Directus without names", None, {
                "glimt": paths, "Directus": [translate(path).split("?")[0] for path in paths]})
    contest.compare("create a contact", None,
                    {"glimt": [peers.CONTACTS], "Directus": ["/items/contacts"]},
                    {"glimt": [json.dumps(contact(turn)) for turn in range(5000)],
                     "Directus": [json.dumps(row_of(turn)) for turn in range(5000)]})
    return contest.rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="turns; medians are taken")
    parser.add_argument("--spread", type=int, default=2000, help="different rows asked for")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    data = BUILD / "bench-directus-data"
    prepare_data(options.binary, data, {"contacts": options.contacts, "projects": 100, "tasks": 100,
                                        "time-reports": 1000})
    with (tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch,
          copies(data, "bench-directus") as (work,),
          glimt_server(options.binary, work) as glimt, directus_server(work) as directus):
        rows = contend(options, pathlib.Path(scratch), work, glimt, directus)
    (BUILD / "bench-directus.json").write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    try:
        main()
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
