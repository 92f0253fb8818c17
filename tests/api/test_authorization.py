"""Who may do what: each operation of both descriptions, asked by each kind of caller.

The rules are written by hand and know nothing of the program: what reading and writing needs, by the
beginning of a path; the longest that fits counts. A new operation below a known path is covered without a line
here; one that no rule speaks of fails, and says what to add. Whoever is refused asks for rows that are
there, with bodies that could change them, and changes nothing; whoever is let in asks for a row that is not."""

import contextlib
import ipaddress
import itertools
import json
import re

import pytest
import requests.adapters

import rights
from client import PUBLIC, Client, add_application, basic, glimt, running
from database import connect
from people import PAGES, Person, add_login
from preloads import disk_of_a_test
from rights import OURS, Company, Unchanged, body_of, routes_of

PERMISSIONS = ["Contact_Read", "Contact_Write", "Project_Read", "Project_Write", "Task_Read", "Task_Write",
               "Timereport_Read", "Timereport_Write"]
ANYONE, TOKEN, CREDENTIALS, PERSON, ADMINISTRATOR = "anyone", "a token", "credentials", "a person", "an administrator"
# The beginning of a path: what reading it needs, and what writing; None: that no such operation is foreseen.
RULES = {
    "/v1/Auth/Token": (None, CREDENTIALS),
    "/v1/Core/Contacts": ("Contact_Read", "Contact_Write"),
    "/v1/Core/Projects": ("Project_Read", "Project_Write"),
    "/v1/Core/Invoices": ("Project_Read", "Project_Write"),
    "/v1/Core/MaterialReports": ("Project_Read", None),
    "/v1/Core/Offers": ("Project_Read", None),
    "/v1/Core/Opportunities": ("Project_Read", None),
    "/v1/Core/PaymentPlans": ("Project_Read", None),
    "/v1/Core/Planning": ("Project_Read", None),
    "/v1/Core/SupplierInvoices": ("Project_Read", None),
    "/v1/Core/TaskBoards": ("Task_Read", None),
    "/v1/Core/Tasks": ("Task_Read", "Task_Write"),
    "/v1/Core/TimeReports": ("Timereport_Read", "Timereport_Write"),
    "/v1/Admin": (TOKEN, None),
    "/admin/v1": (ADMINISTRATOR, ADMINISTRATOR),
    "/admin/v1/Days": (None, PERSON),
    "/admin/v1/Invitations": (None, ANYONE),
    "/admin/v1/Me": (PERSON, PERSON),
    "/admin/v1/Session": (PERSON, PERSON),
    "/admin/v1/TimeReports": (PERSON, None),
    "/admin/v1/UserDays": (PERSON, None),
}
EXCEPTIONS = {("POST", "/admin/v1/Session"): ANYONE}
# Rows that each company has under the same ids, or lists that are of the whole server.
SHARED = ("Settings", "Countries")
NOWHERE, GUESSES, WORDS = 999_999_999, 8, 40
LET_IN = {200, 201, 204, 400}
SENTENCES = {
    401: {"Invalid token", "Invalid application id or secret", "Sign in first."},
    403: {"You dont have the nessecery permissions to perform this action", "Only administrators may do that.",
          "The X-CSRF-Token header is missing or wrong.", "The request comes from another site.",
          'Your IP-address "127.0.0.1" is not allowed'},
}


def need_of(method, path):
    """What an operation needs, by the rules."""
    if (method, path) in EXCEPTIONS:
        return EXCEPTIONS[method, path]
    fitting = [start for start in RULES if f"{path}/".startswith(f"{start}/")]
    need = RULES[max(fitting, key=len)][method != "GET"] if fitting else None
    assert need, (f"{method} {path} has no rule: add to RULES in tests/api/test_authorization.py what"
                  f" {'reading' if method == 'GET' else 'writing'} below a beginning of this path needs")
    return need


@pytest.mark.parametrize("method, path", [("DELETE", "/v1/Admin/Users/{id}"), ("GET", "/v1/Plant/Machines"),
                                          ("GET", "/v2/Core/Contacts"), ("GET", "/admin/v1/Days/{id}")])
def test_an_operation_without_a_rule_is_told(method, path):
    with pytest.raises(AssertionError, match=f"{method} .* has no rule: add to RULES in "):
        need_of(method, path)


def test_each_rule_is_for_something():
    used = {max((start for start in RULES if f"{path}/".startswith(f"{start}/")), key=len)
            for _, path in routes_of(PUBLIC) + routes_of(PAGES)}
    assert used == set(RULES) and set(EXCEPTIONS) <= set(routes_of(PAGES))
    assert {need for rule in RULES.values() for need in rule} >= set(PERMISSIONS)


def test_the_descriptions_have_all_operations():
    """What is routed and not described would be asked by nobody here."""
    routed = [re.sub(r":\w+", "{}", line).split()[:2] for line in glimt("routes").stdout.splitlines()]
    described = [[method, re.sub(r"\{\w+\}", "{}", path)] for method, path in routes_of(PUBLIC) + routes_of(PAGES)]
    assert sorted(routed) == sorted(described) and len(routed) > 200


FIRST_ADDRESS = ipaddress.ip_address("127.1.0.1")
addresses = (str(FIRST_ADDRESS + number) for number in itertools.count())


class Caller:
    """Somebody who asks, whose guesses come from many places, so that they are not too many."""
    is_here = True  # whether the address is one that may call

    def __init__(self, session, may, refused, headers):
        self.session, self.may, self.refused, self.headers = session, set(may), refused, headers or {}
        self.is_strange, self.asked = False, 0

    def move(self):
        if self.refused == 401 and self.asked % GUESSES == 0:
            adapter = requests.adapters.HTTPAdapter()
            adapter.init_poolmanager(1, 1, source_address=(next(addresses), 0))
            self.session.mount("https://", adapter)
        self.asked += 1

    def rest(self):
        """Before an operation is asked for."""


# ---- callers: what each may, as the needs that let it in; and what the others are answered ----

class Program(Caller):
    """Somebody who calls the API; `secret` is an identifier and a secret, which give tokens."""

    def __init__(self, server, may=(), refused=401, headers=None, token=None, secret=None):
        self.client = Client(server)
        super().__init__(self.client.session, may, refused, headers)
        self.token, self.secret = token, secret
        self.gets_token = secret and refused == 403

    def ask(self, method, path, body, need):
        self.move()
        headers = dict(self.headers)
        if need == CREDENTIALS and self.secret:
            headers["Authorization"] = basic(*self.secret)
        elif self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return self.client.ask(method, path, body, headers=headers)

    def expected(self, method, need):
        if not self.is_here:
            return {403}
        if need == CREDENTIALS:  # no permission counts, nor a token
            return LET_IN if self.gets_token else {self.refused if self.secret else 401}
        return LET_IN if need in self.may else {self.refused}


class Visitor(Caller):
    """Somebody who calls the pages' interface."""
    writes = True  # whether what is written passes for one's own

    def __init__(self, person, may=(), refused=401, headers=None):
        super().__init__(person.session, may, refused, headers)
        self.person = person

    def ask(self, method, path, body, _):
        self.move()
        answer = self.person.ask(method, path, body, headers=self.headers)
        if path.startswith(("/admin/v1/Session", "/admin/v1/Me")) and method != "GET" and answer.status_code == 200:
            self.person.sign_in()  # which the answer may have ended
        return answer

    def expected(self, method, need):
        if method != "GET" and not self.writes and (need != ANYONE or "Sec-Fetch-Site" in self.headers):
            return {403}
        if need == ANYONE:
            return {400, 401}
        return LET_IN if need in self.may else {self.refused}


EVERY_NEED = [PERSON, ADMINISTRATOR]


class Forger(Visitor):
    """Somebody with an administrator's cookie whose writes do not pass for that one's own: they come from another
    site, or with another word. Of a session few words may be wrong in a minute, so there is a new one at times."""
    writes = False

    def __init__(self, person, site=None, word_of=None):
        super().__init__(person, EVERY_NEED, 403, {"Sec-Fetch-Site": site} if site else {})
        self.word_of = word_of

    def rest(self):
        if self.asked > WORDS:
            self.person.sign_in()
            self.asked = 0
        if not self.headers:
            self.person.csrf = self.word_of and self.word_of.csrf


def programs(world):
    """Each kind of caller of the API."""
    server, tokens, secrets = world.server, world.tokens, world.secrets
    boss, cookie = world.boss, world.boss.session.cookies["__Host-glimt"]
    found = {
        "nobody": Program(server),
        "a made-up token": Program(server, token="x" * 40),
        "credentials for a token": Program(server, headers={"Authorization": basic(*secrets["all"])}),
        "a token of another scheme": Program(server, headers={"Authorization": f"Token {tokens['all']}"}),
        "an administrator of the pages": Program(server, headers={
            "Cookie": f"__Host-glimt={cookie}", "X-CSRF-Token": boss.csrf}),
        "a wrong secret": Program(server, secret=(secrets["all"][0], "x" * 40)),
        "an expired token": Program(server, token=tokens["expired"]),
        "a disabled application": Program(server, token=tokens["disabled"], secret=secrets["disabled"]),
        "a closed account": Program(server, refused=503, token=tokens["closed"], secret=secrets["closed"]),
        "no permission": Program(server, [TOKEN], 403, token=tokens["none"], secret=secrets["none"]),
        "all permissions": Program(server, [TOKEN, *PERMISSIONS], 403, token=tokens["all"], secret=secrets["all"]),
        "a token that does not expire": Program(server, [TOKEN, *PERMISSIONS], 403, token=tokens["static"],
                                                secret=secrets["static"]),
        "all permissions elsewhere": Program(server, refused=403, token=tokens["elsewhere"], secret=secrets["elsewhere"]),
        "another account": Program(server, [TOKEN, *PERMISSIONS], 403, token=tokens["other"],
                                   secret=secrets["other"]),
    }
    for name in PERMISSIONS:
        found[name] = Program(server, [TOKEN, name], 403, token=tokens[name], secret=secrets[name])
    found["credentials for a token"].gets_token = True
    found["another account"].is_strange = True
    found["all permissions elsewhere"].is_here = False
    return found


def visitors(world):
    """Each kind of caller of the pages' interface."""
    nobody, people, boss = Person(world.server), world.people, world.boss

    def as_boss():
        return Person(world.server, boss.email)
    found = {
        "nobody": Visitor(nobody),
        "a made-up session": Visitor(nobody, headers={"Cookie": f"__Host-glimt={'a' * 52}"}),
        "the word without its session": Visitor(nobody, headers={"X-CSRF-Token": boss.csrf}),
        "an application": Visitor(nobody, headers={"Authorization": f"Bearer {world.tokens['all']}"}),
        "a session that was ended": Visitor(people["left"]),
        "an expired session": Visitor(people["expired"]),
        "an old session": Visitor(people["old"]),
        "a disabled login": Visitor(people["disabled"]),
        "a closed account": Visitor(people["closed"], refused=503),
        "a worker": Visitor(people["worker"], [PERSON], 403),
        "a manager": Visitor(people["manager"], [PERSON], 403),
        "an administrator": Visitor(people["twin"], EVERY_NEED, 403),
        "another account": Visitor(people["stranger"], EVERY_NEED, 403),
        "an administrator without the word": Forger(as_boss()),
        "an administrator with somebody else's word": Forger(as_boss(), word_of=people["worker"]),
        "an administrator on another site": Forger(as_boss(), site="cross-site"),
        "an administrator on a neighbour's site": Forger(as_boss(), site="same-site"),
    }
    found["another account"].is_strange = True
    return found


# ---- the world that they ask in ----

class Credentials:
    """A full company, another one, and one that is closed, with applications and people of all kinds. Commands
    beside a server wait until it has seen what they did, so this is made before it starts."""

    def __init__(self, directory):
        self.directory, self.applications, self.emails = directory, {}, {}
        glimt("demo", "--data", directory, "--contacts", 60, "--projects", 20, "--tasks", 60, "--time-reports", 200)
        self.other, self.closed = (json.loads(glimt("account", "add", name, "--data", directory, "--json").stdout)["id"]
                                   for name in ("Den andra", "Den stängda"))
        self.make_applications()
        self.make_people()

    def make_applications(self):
        every = ["--all-permissions"]
        kinds = {**{name: ["--permission", name] for name in PERMISSIONS}, "none": [], "all": every,
                 "expired": every, "disabled": every, "static": [*every, "--static-token"],
                 "elsewhere": [*every, "--static-token", "--allow", "192.0.2.0/24"]}
        accounts = {"other": self.other, "closed": self.closed}
        for name, flags in [*kinds.items(), ("other", every), ("closed", every)]:
            self.applications[name] = add_application(self.directory, "--rate", "off", *flags,
                                                      account=accounts.get(name, 1))

    def make_people(self):
        accounts = {"stranger": self.other, "closed": self.closed}
        for name in ("boss", "twin", "left", "expired", "old", "disabled", "stranger", "closed", "worker", "manager"):
            self.emails[name] = add_login(self.directory, administrator=name not in ("worker", "manager"),
                                          account=accounts.get(name, 1))


class World:
    """What the callers ask in, and with: all tokens and sessions, some of which are over."""

    def __init__(self, server, known):
        self.server, self.emails = server, known.emails
        self.secrets = {name: (one["id"], one["secret"]) for name, one in known.applications.items()}
        self.tokens = {name: one.get("token") or Client(server, one["id"], one["secret"]).token
                       for name, one in known.applications.items()}
        self.people = {name: Person(server, email) for name, email in known.emails.items()}
        self.boss = self.people["boss"]
        self.fill()
        self.ids = self.find_ids()
        self.end_some(known.closed)
        theirs = Company(server, known.other).texts()
        self.told = sorted(Company(server, 1).texts() - theirs - set(PERMISSIONS))  # nobody of the other company may be
        assert len(self.told) > 500 and "vårt hemliga" in self.told
        self.everything, self.ours = Company(server), Company(server, 1)
        self.callers = {"/v1": programs(self), "/admin": visitors(self)}

    def fill(self):
        """Rows in each registry, and somebody who is led."""
        rights.fill_registries(self.boss, PAGES)
        led = self.boss.good("GET", f"/admin/v1/Users/{OURS}")
        self.boss.good("PUT", f"/admin/v1/Users/{OURS}", {
            **{key: led[key] for key in ("firstName", "lastName", "license")}, "managerId": self.people["manager"].id})

    def find_ids(self):
        """Ids of ours for what stands in braces, by the path up to there."""
        place = f"/admin/v1/Applications/{OURS}"
        self.boss.good("POST", place + "/Secret")
        self.boss.good("POST", place + "/StaticToken")
        program = Client(self.server)
        program.token = self.tokens["all"]
        task = next(row for row in program.walk("/v1/Core/Tasks", quick=True) if row["numberOfComments"]
                    and row["numberOfChecklistPoints"] and row["numberOfAttachments"])
        found = {"/v1/Core/Tasks": task["id"], "/admin/v1/Settings": 1}
        for part in ("Comments", "Checklists", "Attachments"):
            found[f"/v1/Core/Tasks/{{taskId}}/{part}"] = program.walk(f"/v1/Core/Tasks/{task['id']}/{part}")[0]["id"]
        found["/admin/v1/Me/Sessions"] = self.boss.good("GET", "/admin/v1/Me/Sessions")["items"][0]["id"]
        found["/admin/v1/Applications/{applicationId}/Tokens"] = self.boss.walk(place + "/Tokens")[0]["id"]
        return found

    def end_some(self, closed):
        """What time, commands and a demo company that is being filled do."""
        glimt("app", "disable", self.secrets["disabled"][0], "--data", self.server.directory)
        glimt("user", "disable", self.emails["disabled"], "--data", self.server.directory)
        self.people["left"].good("DELETE", "/admin/v1/Session")
        with contextlib.closing(connect(self.server.directory)) as database:
            database.execute("UPDATE tokens SET expires_at = created_at WHERE application_id ="
                             " (SELECT id FROM applications WHERE public_id = ?)", [self.secrets["expired"][0]])
            database.execute("UPDATE sessions SET last_seen_at = last_seen_at - 43201 WHERE account_id = 1"
                             " AND user_id = ?", [self.people["expired"].id])
            database.execute("UPDATE sessions SET created_at = created_at - 1209601 WHERE account_id = 1"
                             " AND user_id = ?", [self.people["old"].id])
            database.execute("INSERT INTO demo_loads VALUES (?, 1, 1)", [closed])
            database.execute("UPDATE data_versions SET changed = changed + 1")
            database.commit()

    def path_to_ours(self, path):
        """With ids that our company has."""
        done, parts = "", path.split("/")[1:]
        for number, part in enumerate(parts):
            before = "/" + "/".join(parts[:number])
            done += f"/{self.ids.get(before, OURS)}" if part.startswith("{") else f"/{part}"
        return done


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A small company: all of it is looked at again and again."""
    place = tmp_path_factory.mktemp("company")
    known = Credentials(place / "data")
    with running(directory=known.directory, **disk_of_a_test(place)) as server:
        yield World(server, known)


def path_to_nothing(path):
    return "/".join(str(NOWHERE) if part.startswith("{") else part for part in path.split("/"))


def answers_of_nothing(method, path):
    """What is answered for a row that is not there: of a project, and below one, 404; else 400."""
    below = path.startswith("/v1/Core/Projects/{") and (method == "GET" or path.count("/") > 4)
    return {404} if below else {400}


def check_refusal(answer, path, need):
    """Refusals have one sentence each, and nothing else."""
    if answer.status_code not in SENTENCES or need == ANYONE:
        assert "Set-Cookie" not in answer.headers
        return
    told = answer.json()
    assert told["message"] in SENTENCES[answer.status_code], told
    if path.startswith("/v1") and answer.status_code == 401:
        scheme = answer.headers["WWW-Authenticate"].partition(",")[0]
        assert scheme == f'{"Basic" if need == CREDENTIALS else "Bearer"} realm="glimt"'
    if told["message"].startswith("Your IP-address"):
        assert told["permissionsRequired"] == [] and told["ipAddressAllowed"] is False
    elif path.startswith("/v1") and answer.status_code == 403:  # the contract shows the action in lower case
        area, action = need.split("_")
        assert told["permissionsRequired"] == [f"{area}_{action.lower()}"] and told["ipAddressAllowed"] is True
    else:
        assert list(told) == ["message"]


def ask_refused(world, method, path, need, name, caller):
    """With ids that lead to rows, and bodies that could change them."""
    description = PUBLIC if path.startswith("/v1") else PAGES
    body = body_of(description, method, path, "x@example.se 1234", OURS)
    answer = caller.ask(method, world.path_to_ours(path), body, need)
    assert answer.status_code in caller.expected(method, need), f"{name}: {answer.status_code} {answer.text[:300]}"
    check_refusal(answer, path, need)
    if method == "GET":
        again = caller.ask("HEAD", world.path_to_ours(path), None, need)
        assert again.status_code == answer.status_code, name


def ask_from_elsewhere(world, method, path, need, caller):
    """Ids of ours in paths and bodies lead nowhere, and nothing of ours is told."""
    description = PUBLIC if path.startswith("/v1") else PAGES
    body = body_of(description, method, path, "deras", OURS)
    answer = caller.ask(method, world.path_to_ours(path), body, need)
    leads_nowhere = "{" in path and not any(f"/{name}/" in path for name in SHARED)
    assert answer.status_code in (answers_of_nothing(method, path) if leads_nowhere else LET_IN), answer.text[:300]
    assert not [text for text in world.told if text in answer.text]


def ask_let_in(method, path, need, name, caller):
    """For nothing that is there."""
    body = {} if method in ("POST", "PUT", "PATCH") and need != CREDENTIALS else None
    answer = caller.ask(method, path_to_nothing(path), body, need)
    assert answer.status_code in caller.expected(method, need) | answers_of_nothing(method, path), f"{name}: {answer.status_code} {answer.text[:300]}"


@pytest.mark.parametrize("method, path", routes_of(PUBLIC) + routes_of(PAGES), ids=lambda value: value)
def test_who_may(world, method, path):
    need = need_of(method, path)
    callers = world.callers["/v1" if path.startswith("/v1") else "/admin"]
    let_in = {name for name, caller in callers.items() if caller.expected(method, need) == LET_IN}
    for caller in callers.values():
        caller.rest()
    with Unchanged(world.everything):
        for name in callers.keys() - let_in:
            ask_refused(world, method, path, need, name, callers[name])
    with Unchanged(world.ours):
        for name in let_in:
            # Whoever signs in or gets a token says nothing of us, and has what is over removed.
            if callers[name].is_strange and "/Session" not in path and need != CREDENTIALS:
                ask_from_elsewhere(world, method, path, need, callers[name])
    for name in let_in:
        ask_let_in(method, path, need, name, callers[name])


@pytest.mark.parametrize("path", [path for method, path in routes_of(PUBLIC) + routes_of(PAGES)
                                  if method == "GET" and "{" not in path])
def test_lists_tell_nothing_to_another_account(world, path):
    stranger = world.callers["/v1" if path.startswith("/v1") else "/admin"]["another account"]
    span = "&filter.from=2026-01-01&filter.to=2026-01-31" if "UserDay" in path else ""
    answer = stranger.ask("GET", f"{path}?page=1&pageSize=100{span}", None, TOKEN)
    assert answer.status_code == 200 and not [text for text in world.told if text in answer.text]
