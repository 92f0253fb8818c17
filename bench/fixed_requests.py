"""The requests whose instructions are counted: the same ones, in the same order, in every run."""

import itertools
import json
import random
import urllib.request
import uuid

from creates import CONTACTS, REPORTS, contact, report_with_parts
from data import call, log_in
from servers import Failed

SIZES = {"contacts": 2000, "projects": 100, "time-reports": 4000}
DAYS = "/admin/v1/Days"
EMAIL, PASSWORD = "bench@example.com", "rätt häst batteri"


def make_company(binary, data):
    flags = [flag for kind, number in SIZES.items() for flag in (f"--{kind}", str(number))]
    call(binary, "demo", "--data", str(data), "--seed", "1", *flags)


class Company:
    """Who asks, and what a request needs to know of the company; nothing that is done here counts."""

    def __init__(self, binary, data, url):
        client = log_in(binary, data, url)
        self.tls = client.tls
        self.callers = {"application": {"Authorization": f"Bearer {client.token}"},
                        "administrator": sign_in(binary, data, client)}
        self.report = report_with_parts(client)
        self.open_days = days_of(client, "filter.isSentToAttest=false")
        self.sent_days = days_of(client, "filter.isSentToAttest=true&filter.isAttested=false")


def sign_in(binary, data, client):
    """The headers of an administrator's requests."""
    call(binary, "user", "add", EMAIL, "--first-name", "Bo", "--last-name", "Ek", "--administrator",
         "--password-stdin", "--data", str(data), given=PASSWORD)
    request = urllib.request.Request(
        client.url + "/admin/v1/Session", headers={"Content-Type": "application/json"},
        data=json.dumps({"email": EMAIL, "password": PASSWORD}).encode())
    with urllib.request.urlopen(request, context=client.tls) as answer:
        return {"Cookie": answer.headers["Set-Cookie"].split(";")[0],
                "X-CSRF-Token": json.load(answer)["session"]["csrfToken"]}


def days_of(client, state):
    """The user and date of each day with reports in this state."""
    days = {}
    for page in itertools.count(1):
        items = json.loads(client.ask(f"{REPORTS}?page={page}&pageSize=100&{state}"))["items"]
        days.update({(item["user"]["id"], item["date"]): None for item in items})
        if len(items) < 100:
            return list(days)


class Request:
    """A kind of request. `ways` gives the method, path and body of one after the other."""

    def __init__(self, name, ways, caller="application", take=None, warm=10, counted=60, has_key=False):
        self.name = name
        self.keys = random.Random(name) if has_key else None  # the same ones in each run
        self.ways = iter(ways)
        self.caller = caller
        self.take = take or (lambda answer: None)  # gets the body of each answer
        self.warm = warm  # how many are asked first
        self.counted = counted

    def ask(self, wires):
        method, path, *bodies = next(self.ways)
        encoded = (json.dumps(body, ensure_ascii=False).encode() for body in bodies)
        self.take(wires[self.caller].send(method, path, *encoded, more=self.key_line()))

    def key_line(self):
        if not self.keys:
            return ""
        return f"Idempotency-Key: {uuid.UUID(int=self.keys.getrandbits(128), version=4)}\r\n"


def shuffled(some):
    """Another order, the same in each run."""
    some = list(some)
    random.Random(1).shuffle(some)
    return some


def same(name, path, counted=200, **more):
    """Costs so little that many are needed, beside which the server's own waking up is nothing."""
    return Request(name, itertools.repeat(("GET", path)), counted=counted, **more)


def each_once(name, form, numbers, **more):
    return Request(name, (("GET", form.format(number)) for number in shuffled(numbers)), **more)


def reads():
    """Those that nobody asked before come first, and ask for other rows than those after them."""
    return [
        each_once("get a contact, never asked before", CONTACTS + "/{}", range(100, 310), counted=200),
        each_once("list of 25 contacts, never asked before", CONTACTS + "?page={}", range(4, 81)),
        each_once("list of 25 time reports, never asked before", REPORTS + "?page={}", range(71, 161)),
        same("get a contact", f"{CONTACTS}/17"),
        same("get a time report", f"{REPORTS}/1234"),
        same("list of 25 contacts", f"{CONTACTS}?page=3"),
        same("list of 25 time reports, deep", f"{REPORTS}?page=70"),
        same("list of time reports by months and attested",
             f"{REPORTS}?page=2&filter.from=2025-01-01&filter.isAttested=true"),
        same("day statistics of 25 users",
             f"{REPORTS}/UserDayStatistics?page=1&filter.from=2025-10-01", warm=2, counted=10)]


def day_action(name, days):
    """Of an administrator, with one user's day at a time."""
    def take(answer):
        if json.loads(answer)["changedDays"] != 1:
            raise Failed(f"{name} did not change a day: {answer.decode()}")

    ways = (("POST", f"{DAYS}/{name}", {"userIds": [user], "from": date, "to": date})
            for user, date in shuffled(days))
    return {"ways": ways, "caller": "administrator", "take": take}


def writes(company):
    """Contacts are changed and deleted in the order in which they were made."""
    made = []
    return [
        Request("create a contact", (("POST", CONTACTS, contact(turn)) for turn in itertools.count()),
                take=lambda answer: made.append(json.loads(answer)["id"])),
        Request("create a time report with parts",
                (("POST", REPORTS, company.report(turn)) for turn in itertools.count())),
        Request("update a contact", (("PUT", f"{CONTACTS}/{one}", contact(one)) for one in made)),
        Request("delete a contact", (("DELETE", f"{CONTACTS}/{one}") for one in made)),
        Request("lock a day", **day_action("Lock", company.open_days)),
        Request("attest a day", **day_action("Attest", company.sent_days)),
        Request("create a contact with a key", (("POST", CONTACTS, contact(turn)) for turn in itertools.count()),
                has_key=True),
        Request("create a time report with parts and a key",
                (("POST", REPORTS, company.report(turn)) for turn in itertools.count()), has_key=True)]


def requests_of(company):
    return reads() + writes(company)
