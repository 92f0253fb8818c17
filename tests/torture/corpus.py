"""The corpus: 300 requests that between them do all that can be done, and what each acknowledges.

It is a list of rounds. The requests of a round are sent at the same time, each on a connection of its
own, so that they share a transaction; a round makes them from what is known by then. Every text that
is sent is another one, so that what is found tells which write it is of.
"""

import base64
import itertools
import json

CORE, PAGES = "/v1/Core", "/admin/v1"
CONTACTS, TASKS, REPORTS = f"{CORE}/Contacts", f"{CORE}/Tasks", f"{CORE}/TimeReports"
PROJECTS, ACTIVITIES = f"{PAGES}/Projects", f"{PAGES}/Activities"
BOARDS, APPLICATIONS = f"{PAGES}/TaskBoards", f"{PAGES}/Applications"
CENTERS, USERS = f"{PAGES}/CostCenters", f"{PAGES}/Users"
BOUNDARY = "---------------41184676334"
DAYS = {"Lock": "locked", "Attest": "attested", "TakeBack": "locked", "Return": "open", "Unlock": "open"}
WEEK = ["2026-03-02", "2026-03-03"]


class Request:
    """One request, and what follows from its answer. `good` is the status of an answer that
    acknowledges; `on_good` takes the answer, `on_doubt` is called when there is none, or one that
    says that the server failed."""

    def __init__(self, method, path, body=None, good=200, on_good=None, on_doubt=None, headers=None, raw=None):
        self.method, self.path, self.good = method, path, good
        self.body = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        self.on_good, self.on_doubt, self.headers = on_good, on_doubt, headers or {}
        self.is_write = method != "GET" and good < 300


class Corpus:
    def __init__(self, model, prepared):
        self.model, self.prepared = model, prepared
        self.numbers = itertools.count(1)
        self.fresh = None  # a token that was given just now, by the process that still runs

    def text(self, what):
        return f"{what} {next(self.numbers)} åäö"

    # Rows

    def create(self, collection, body, good=201):
        return Request("POST", collection, body, good,
                       lambda answer: self.model.add(collection, answer.json()["id"], body))

    def update(self, row, body):
        return Request("PUT", row.path, body, 200, lambda answer: row.certain(body),
                       lambda: row.doubtful(body))

    def delete(self, row):
        return Request("DELETE", row.path, None, 200, lambda answer: row.certain(None),
                       lambda: row.doubtful(None))

    def get(self, path, good=200):
        return Request("GET", path, None, good)

    def change(self, collection, make, which=0):
        """An update of a row that is known by then; of none, a list instead."""
        rows = self.model.usable(collection)
        if not rows:
            return self.get(f"{collection}?page=1")
        return self.update(rows[which % len(rows)], make())

    def remove(self, collection, which=0):
        rows = self.model.usable(collection)
        return self.delete(rows[which % len(rows)]) if rows else self.get(f"{collection}?page=1")

    # What is sent

    def contact(self):
        return {"name": self.text("Kontakt"), "contactType": "company", "responsibleId": 1,
                "importantInformation": self.text("Viktigt") * 40}

    def task(self):
        return {"title": self.text("Uppgift"), "description": self.text("Text") * 10, "memberIds": [1]}

    def report(self, parts=False):
        body = {"date": WEEK[next(self.numbers) % 2], "hours": 2.0, "invoiceableHours": 1.0,
                "userId": self.prepared["user"], "comment": self.text("Rapport"), **self.prepared["report"]}
        if parts:
            body["materials"] = [{"articleId": self.prepared["article"], "units": 2}]
        return body

    def project(self):
        text = self.text("P")
        return {"orderNumber": f"T{text.split()[1]}", "title": text, "invoiceType": "ongoing"}

    def named(self, what):
        return {"name": self.text(what)}

    def application(self):
        return {"name": self.text("Program"), "responsibleId": 1, "permissions": ["Contact_Read"],
                "allowedAddresses": [], "rate": 0, "isActive": True}

    # Belongs to a task

    def of_task(self, what, make, good=200):
        tasks = self.model.usable(TASKS)
        return make(f"{tasks[0].path}/{what}") if tasks else self.get(f"{TASKS}?page=1")

    def upload(self, collection, size):
        name, content = self.text("fil"), self.text("innehåll").encode() * (size // 20 + 1)
        body = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                "Content-Type: application/pdf\r\n\r\n").encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        return Request("POST", collection, None, 200,
                       lambda answer: self.model.add(collection, answer.json()["id"], {"name": name}, content),
                       None, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}, body)

    def download(self, which):
        files = [row for row in self.model.rows.values()
                 if row.content and row.is_usable and not self.model.has_lost_owner(row)]
        if not files:
            return self.get(f"{TASKS}?page=1")
        row = files[which % len(files)]
        request = self.get(f"{row.path}/Download")
        request.content = row.content
        return request

    # Actions

    def token(self):
        name, secret = self.prepared["application"]
        basic = base64.b64encode(f"{name}:{secret}".encode()).decode()

        def keep(answer):
            self.fresh = answer.json()["accessToken"]
        return Request("POST", "/v1/Auth/Token", None, 200, keep, None, {"Authorization": f"Basic {basic}"})

    def with_fresh_token(self, path):
        request = self.get(path)
        if self.fresh:
            request.headers["Authorization"] = f"Bearer {self.fresh}"
        return request

    def sign_in(self):
        body = {"email": self.prepared["email"], "password": self.prepared["password"]}
        return Request("POST", f"{PAGES}/Session", body, 200, None, None, {"Cookie": "", "X-CSRF-Token": ""})

    def days(self, action):
        user = self.prepared["user"]

        def put(states):
            for date in WEEK:
                self.model.days[user, date] = states(self.model.days.get((user, date), {"open"}))

        body = {"userIds": [user], "from": WEEK[0], "to": WEEK[1], "comment": self.text("Dag")}
        return Request("POST", f"{PAGES}/Days/{action}", body, 200, lambda answer: put(lambda old: (
            {DAYS[action]} if answer.json()["changedDays"] == 2 else old)),
            lambda: put(lambda old: old | {DAYS[action]}))

    def secret(self, what):
        rows = self.model.usable(APPLICATIONS)
        if not rows:
            return self.get(f"{APPLICATIONS}?page=1")

        def keep(answer):
            value = answer.json()
            if what == "Secret":
                self.model.secrets.append((value["publicId"], value["secret"]))
            else:
                self.model.tokens.append(value["token"])
        return Request("POST", f"{rows[-1].path}/{what}", None, 200, keep)

    def rounds(self):
        """Each is a list of requests, made when it is their turn."""
        yield [self.token()]
        for turn in range(10):
            yield from self.contacts_and_tasks(turn)
            yield from self.reports(turn)
            yield from self.pages(turn)
        yield from self.days_and_secrets()

    def contacts_and_tasks(self, turn):
        yield [self.create(CONTACTS, self.contact()) for _ in range(3)]
        yield [self.change(CONTACTS, self.contact, turn), self.get(f"{CONTACTS}?page=1&pageSize=20")]
        yield [self.create(TASKS, self.task(), 200), self.token()]
        yield [self.of_task("Comments", lambda path: self.create(path, {"text": self.text("Kommentar")}, 200)),
               self.change(TASKS, self.task, turn)]
        yield [self.of_task("Checklists", lambda path: self.create(
            path, {"name": self.text("Lista"), "items": [{"name": "a"}, {"name": "b"}]}, 200))]
        yield [self.of_task("Attachments", lambda path: self.upload(path, 300_000 if turn == 3 else 5_000)),
               self.create(CONTACTS, self.contact())]
        yield [self.get(f"{self.prepared['long']}?page=1")]
        yield [self.download(turn), self.get(f"{TASKS}?page=1"),
               self.with_fresh_token(f"{CONTACTS}/{turn + 1}")]
        if turn % 3 == 2:
            yield [self.remove(CONTACTS, turn), self.of_task("Attachments", lambda path: self.remove(path))]
            yield [self.remove(TASKS, -1)]

    def reports(self, turn):
        yield [self.create(REPORTS, self.report(parts=True), 200), self.create(REPORTS, self.report(), 200)]
        yield [self.change(REPORTS, self.report, turn), self.get(f"{REPORTS}?page=1&filter.from=2026-03-01&sortBy=hours")]
        if turn % 3 == 1:
            yield [self.remove(REPORTS, turn)]
        yield [self.get(f"{CONTACTS}/999999999", 400), Request("POST", CONTACTS, {"name": ""}, 400)]

    def pages(self, turn):
        yield [self.create(PROJECTS, self.project()), self.create(ACTIVITIES, self.named("Aktivitet"))]
        yield [self.change(PROJECTS, self.project, turn), self.change(ACTIVITIES, lambda: self.named("Aktivitet"), turn)]
        yield [self.create(CENTERS, self.named("Kostnadsställe")), self.get(f"{PROJECTS}?page=1")]
        if turn % 3 == 0:
            yield [self.create(APPLICATIONS, self.application()), self.get(f"{PAGES}/AuditEntries?page=1")]
            yield [self.create(BOARDS, {**self.named("Tavla"), "columns": [{"name": "Nytt"}]}),
                   self.remove(CENTERS, turn)]

    def days_and_secrets(self):
        for action in ("Lock", "Attest", "TakeBack", "Return", "Lock", "Unlock", "Lock"):
            yield [self.days(action)]
        yield [self.secret("Secret")]
        yield [self.secret("StaticToken")]
        yield [self.change(APPLICATIONS, self.application)]
        yield [self.sign_in()]
        yield [self.get(f"{PAGES}/UserDays?page=1&filter.from={WEEK[0]}&filter.to={WEEK[1]}"), self.get(f"{PAGES}/Me/Sessions")]
