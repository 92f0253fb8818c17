"""The workers of the mixed load: each writes rows of its own, one after the other."""

import http.client
import itertools
import json
import random
import signal
import subprocess
import time

import kinds
from caller import BINARY, Refused, basic
import database
from read_back import CONTACTS, DAYS, REPORTS, TASKS
from uploads import TYPE, file, form

TOKENS_KEPT = 30
TOKEN_SECONDS = 3000  # a token is believed for so long; the server takes it for an hour


class Worker:
    """Steps until it is told to stop or the server is gone, with what it needs of the load."""

    def __init__(self, load, name, seed):
        self.load, self.name = load, name
        self.dice = random.Random(f"{seed} {name}")
        self.numbers = itertools.count(1)
        self.caller = None

    def run(self):
        try:
            self.caller = self.open()
            while not self.load.stopping.is_set():
                self.step()
        except (OSError, http.client.HTTPException) as lost:
            if not self.load.stopping.is_set():
                self.load.failures.append(f"{self.name} lost the server: {lost!r}")
        except Exception as failure:  # pylint: disable=broad-except
            self.load.failures.append(f"{self.name}: {failure!r}")
        finally:
            if self.caller:
                self.caller.close()

    def open(self):
        return self.timed(self.load.company.program(self.load.server))

    def timed(self, caller):
        caller.durations = self.load.durations
        return caller

    def step(self):
        raise NotImplementedError

    def mark(self):
        return f"{self.name}-{next(self.numbers)}"

    @property
    def model(self):
        return self.load.model

    def own(self, kind):
        """The keys of the rows of a kind that this worker wrote."""
        return [key for key, state in list(self.model.rows.items())
                if key[0] == kind and kinds.owner_of(state) == self.name]

    def create(self, kind, path, body, state):
        """Sends a row, or a form as bytes; returns its key."""
        change = self.model.begin(self.name, made=(kind, state))
        how = {"kind": TYPE} if isinstance(body, bytes) else {}
        row = self.caller.good("POST", path, body, **how)
        self.load.sent += len(body) if isinstance(body, bytes) else len(json.dumps(body))
        self.model.acknowledge(change, row["id"])
        return kind, row["id"]

    def write(self, method, path, body, rows):
        change = self.model.begin(self.name, rows)
        self.caller.good(method, path, body)
        self.load.sent += len(json.dumps(body))
        self.model.acknowledge(change)

    def remove(self, path, *keys):
        self.write("DELETE", path, None, {key: None for key in keys})


class Contacts(Worker):
    """Contacts with long and short texts."""

    def step(self):
        keys = self.own("contact")
        body = kinds.contact_body(self.mark(), self.dice, self.load.company.registry)
        if len(keys) > 20 and self.dice.random() < 0.4:
            key = self.dice.choice(keys)
            self.remove(f"{CONTACTS}/{key[1]}", key)
        elif len(keys) < 5 or len(keys) < 30 and self.dice.random() < 0.5:
            self.create("contact", CONTACTS, body, kinds.contact_sent(body))
        else:
            key = self.dice.choice(keys)
            self.write("PUT", f"{CONTACTS}/{key[1]}", body, {key: kinds.contact_sent(body)})


class Tasks(Worker):
    """Tasks and what belongs to them, which goes with them."""
    kinds_of_parts = {"comment": "Comments", "checklist": "Checklists", "attachment": "Attachments"}

    def parts(self, task):
        return [key for key, state in list(self.model.rows.items())
                if key[0] in self.kinds_of_parts and state[1] == task]

    def step(self):
        tasks = self.own("task")
        if len(tasks) < 3:
            body = kinds.task_body(self.mark(), self.dice, self.load.company.registry)
            self.create("task", TASKS, body, kinds.task_sent(body))
            return
        key = self.dice.choice(tasks)
        path, parts = f"{TASKS}/{key[1]}", self.parts(key[1])
        if len(parts) > 10 and self.dice.random() < 0.2:
            self.remove(path, key, *parts)
        elif self.dice.random() < 0.2:
            body = kinds.task_body(self.mark(), self.dice, self.load.company.registry)
            self.write("PUT", path, body, {key: kinds.task_sent(body)})
        elif len(parts) > 5 and self.dice.random() < 0.5:
            self.change_part(path, key[1], self.dice.choice(parts))
        else:
            self.add_part(path, key[1])

    def add_part(self, path, task):
        kind = self.dice.choice(list(self.kinds_of_parts))
        body, state = self.part(kind, task)
        self.create(kind, f"{path}/{self.kinds_of_parts[kind]}", body, state)

    def part(self, kind, task):
        mark = self.mark()
        if kind == "attachment" and self.dice.random() < 0.5:
            content = self.dice.randbytes(self.dice.choice([0, 10, 5000, 60_000]))
            name = f"{mark}.bin"
            return form(file(content, name)), kinds.file_state(name, task, content)
        name = "link" if kind == "attachment" else kind
        body = getattr(kinds, f"{name}_body")(mark, self.dice, self.load.company.registry)
        return body, getattr(kinds, f"{name}_sent")(body, task)

    def change_part(self, path, task, key):
        path = f"{path}/{self.kinds_of_parts[key[0]]}/{key[1]}"
        if self.dice.random() < 0.4:
            self.remove(path, key)
        elif key[0] == "attachment":
            name = f"{self.mark()}.new"
            self.write("PUT", path, {"name": name}, {key: (name, *self.model.rows[key][1:])})
        else:
            body, state = self.part(key[0], task)
            self.write("PUT", path, body, {key: state})


class Uploads(Tasks):
    """Files of all sizes on one task, some with the same bytes as others, and their downloads."""

    def __init__(self, load, name, seed):
        super().__init__(load, name, seed)
        self.shared = [self.dice.randbytes(size) for size in (3000, 50_000, 200_000)]

    def step(self):
        tasks = self.own("task")
        if not tasks:
            body = kinds.task_body(self.mark(), self.dice, self.load.company.registry)
            self.create("task", TASKS, body, kinds.task_sent(body))
            return
        files, path = self.own("attachment"), f"{TASKS}/{tasks[0][1]}/Attachments"
        if len(files) > 4 and self.dice.random() < 0.5:
            key = self.dice.choice(files)
            self.look(path, key)
            self.remove(f"{path}/{key[1]}", key)
            return
        content = self.dice.choice([*self.shared, self.dice.randbytes(self.dice.randint(1, 300_000))])
        name = f"{self.mark()}.bin"
        self.create("attachment", path, form(file(content, name)),
                    kinds.file_state(name, tasks[0][1], content))

    def look(self, path, key):
        """What is there is what was sent, also while others write."""
        content = self.caller.get(f"{path}/{key[1]}/Download")
        name, task = self.model.rows[key][:2]
        if kinds.file_state(name, task, content) != self.model.rows[key]:
            raise Refused(f"{key} has other bytes than were sent")


class Reports(Worker):
    """The time reports of one user, and what a manager does with the days that they are on."""

    def __init__(self, load, name, seed, user):
        super().__init__(load, name, seed)
        self.user, self.manager = user, None

    def open(self):
        self.manager = self.timed(self.load.company.person(self.load.server))
        return super().open()

    def of_day(self, date):
        return [key for key, state in list(self.model.rows.items())
                if key[0] == "report" and state[1] == self.user and state[2] == date]

    def stage(self, date):
        return self.model.rows["day", self.user, date][0]

    def step(self):
        date = self.dice.choice(DAYS)
        keys = self.of_day(date)
        if self.stage(date) != "open" or keys and self.dice.random() < 0.1:
            self.act(date)
        elif len(keys) > 5 or keys and self.dice.random() < 0.2:
            key = self.dice.choice(keys)
            self.remove(f"{REPORTS}/{key[1]}", key)
        else:
            body = kinds.report_body(self.mark(), self.dice, self.load.company.registry, self.user, date)
            if keys and self.dice.random() < 0.5:
                key = self.dice.choice(keys)
                self.write("PUT", f"{REPORTS}/{key[1]}", body, {key: kinds.report_sent(body)})
            else:
                self.create("report", REPORTS, body, kinds.report_sent(body))

    def act(self, date):
        """Takes a day further or back, at times with all that stand like it."""
        stage = self.stage(date)
        action, after = {
            "open": [("Lock", "sent")],
            "sent": [("Unlock", "open"), ("Return", "open"), ("Attest", "attested"), ("Attest", "attested")],
            "attested": [("TakeBack", "sent")]}[stage][self.dice.randrange(4 if stage == "sent" else 1)]
        if action == "Attest" and not self.of_day(date):
            action, after = "Return", "open"
        alike = {self.stage(day) for day in DAYS} == {stage} and all(map(self.of_day, DAYS))
        days = DAYS if alike and self.dice.random() < 0.5 else [date]
        comment = self.mark() if action == "Return" else None
        rows = {("day", self.user, day): (after, comment) for day in days}
        rows.update({key: kinds.at_stage(self.model.rows[key], after) for day in days for key in self.of_day(day)})
        body = {"userIds": [self.user], "from": days[0], "to": days[-1], "comment": comment}
        change = self.model.begin(self.name, rows)
        self.manager.good("POST", f"/admin/v1/Days/{action}", body)
        self.model.acknowledge(change)


class Pages(Worker):
    """What administrators do: units come, change and go, and the settings change."""

    def open(self):
        return self.timed(self.load.company.person(self.load.server))

    def step(self):
        keys, mark = self.own("unit"), self.mark()
        if self.dice.random() < 0.2:
            body = {"companyName": mark, "taxPercent": self.dice.randint(0, 100), "travelCost": 1, "travelRate": 2}
            state = (body["companyName"], body["taxPercent"])
            self.write("PUT", "/admin/v1/Settings/1", body, {("settings", 1): state})
        elif len(keys) > 10:
            self.remove(f"/admin/v1/Units/{keys[0][1]}", keys[0])
        elif keys and self.dice.random() < 0.5:
            self.write("PUT", f"/admin/v1/Units/{keys[-1][1]}", {"name": mark}, {keys[-1]: (mark,)})
        else:
            self.create("unit", "/admin/v1/Units", {"name": mark}, (mark,))


class Reader(Worker):
    """Asks for lists and rows, of which it believes all."""
    questions = [f"{CONTACTS}?page=1", f"{CONTACTS}?page=2&pageSize=10&sortBy=name",
                 f"{TASKS}?page=1&pageSize=100", f"{REPORTS}?page=1&filter.from={DAYS[0]}&filter.to={DAYS[-1]}",
                 "/v1/Admin/Users?page=1",
                 f"{REPORTS}/UserDayStatistics?page=1&filter.from={DAYS[0]}&filter.to={DAYS[-1]}"]

    def step(self):
        page = self.caller.get(self.dice.choice(self.questions))
        self.load.stopping.wait(0.002)
        assert page["itemCount"] == len(page["items"])


class Applications(Worker):
    """Applications that the command line makes and changes beside the server, and their tokens."""

    def __init__(self, load, name, seed):
        super().__init__(load, name, seed)
        self.secrets = {}  # by application, those that were told
        self.tokens = {}   # by text: the application, whether it lasts, since when
        self.process = None

    def step(self):
        active = [key for key in self.own("application") if self.model.rows[key][1]]
        chance = self.dice.random()
        known = [key for key in active if key[1] in self.secrets]
        if len(active) < 3:
            self.add()
        elif chance < 0.4 and known:
            self.fetch_token(self.dice.choice(known)[1])
        elif chance < 0.5:
            self.disable(self.dice.choice(active))
        elif chance < 0.7:
            self.rotate(self.dice.choice(active)[1])
        else:
            self.make_static(self.dice.choice(active)[1])
        self.forget_tokens()
        self.load.stopping.wait(0.02)

    def command(self, *words):
        """What a command says; OSError when it was killed with the server."""
        words = ["app", *words, "--data", str(self.load.server.directory)]
        self.process = subprocess.Popen([BINARY, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        **database.options(words, {}))
        said, complaint = self.process.communicate()
        if self.process.returncode == -signal.SIGKILL:
            raise OSError("killed")
        if self.process.returncode != 0:
            raise Refused(f"glimt app {words[1]}: {self.process.returncode} {complaint.strip()}")
        return json.loads(said) if said.startswith("{") else None

    def add(self):
        mark = self.mark()
        change = self.model.begin(self.name, made=("application", (mark, True)))
        made = self.command("add", mark, "--json", "--rate", "off", "--all-permissions")
        self.secrets[made["id"]] = made["secret"]
        self.model.acknowledge(change, made["id"])

    def disable(self, key):
        rows = {("token", token): None for token, known in self.tokens.items() if known[0] == key[1]}
        change = self.model.begin(self.name, {**rows, key: (self.model.rows[key][0], False)})
        self.command("disable", key[1])
        self.drop([token for _, token in rows])
        self.model.acknowledge(change)

    def rotate(self, number):
        """From here on nobody knows the secret, until it is told."""
        self.secrets.pop(number, None)
        change = self.model.begin(self.name)
        self.secrets[number] = self.command("rotate", number, "--json")["secret"]
        self.model.acknowledge(change)

    def make_static(self, number):
        old = [token for token, known in self.tokens.items() if known[0] == number and known[1]]
        change = self.model.begin(self.name, {("token", token): None for token in old})
        token = self.command("token", number, "--json")["token"]
        self.drop(old)
        self.keep(change, token, number, True)

    def fetch_token(self, number):
        """The secret that was told last is the right one."""
        change = self.model.begin(self.name)
        status, _, content = self.caller.ask("POST", "/v1/Auth/Token",
                                             Authorization=basic(number, self.secrets[number]))
        if status != 200:
            raise Refused(f"{number} gets no token with its secret: {status} {content[:200]}")
        self.keep(change, json.loads(content)["accessToken"], number, False)

    def keep(self, change, token, number, lasts):
        self.tokens[token] = (number, lasts, time.monotonic())
        change.made = ("token", (token,))
        self.model.acknowledge(change, token)

    def drop(self, tokens):
        for token in tokens:
            self.tokens.pop(token, None)

    def forget_tokens(self):
        """Those that may have expired, and all but so many."""
        old = [token for token, known in self.tokens.items()
               if not known[1] and time.monotonic() - known[2] > TOKEN_SECONDS]
        old += [token for token in self.tokens if token not in old][:-TOKENS_KEPT]
        self.drop(old)
        self.model.forget([("token", token) for token in old])
