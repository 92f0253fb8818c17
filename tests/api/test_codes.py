"""Codes of an app and recovery codes, and companies that demand them. Time stands still here, so that a code
counts as long as a test wants."""

import base64
import json
import re

import pytest

from client import glimt, running
from clocks import WallClock
from database import bytes_of
from people import PAGES, PASSWORD, code_of
from signing import Person, add_user, begin_codes, fresh_email, signed_in

PROOF = {"password": PASSWORD}
WRONG = {"message": "The e-mail address or the password is wrong."}
WRONG_CODE = {"message": "The code is wrong."}
FIRST_CODES = {"message": "Set up two-step sign-in first."}
LETTERS = set("23456789abcdefghijkmnpqrstuvwxyz")  # 32 of them: five bits each


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return WallClock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def server(clock):
    with running(**clock.options) as started:
        yield started


@pytest.fixture
def administrator(server):
    return signed_in(server, fresh_email(), "--administrator")


@pytest.fixture
def person(server):
    return signed_in(server, fresh_email())


def test_codes_are_asked_for(server, clock, person):
    assert list(person.refused("PUT", "Me/Totp", {"code": "123456"})) == ["code"]
    assert list(person.refused("POST", "Me/Totp", {"password": "fel lösenord"})) == ["password"]
    secret, recovery = begin_codes(person, clock)
    assert person.good("GET", "Session")["hasTotp"]
    visitor = Person(server)
    for typed in ({}, {"code": None}, {"code": " "}):
        value = visitor.good("POST", "Session", {"email": person.email, "password": PASSWORD,
                                                 **typed})
        assert value == {"objectName": "admin.sign_in", "status": "codeNeeded", "accounts": [],
                         "session": None}
    assert not visitor.is_signed_in()
    clock.let_pass(30)
    code = code_of(secret, clock.now)
    assert visitor.try_sign_in(person.email, "fel lösenord", code=code).json() == WRONG
    visitor.sign_in(person.email, code=f"{code[:3]} {code[3:]}")
    visitor.sign_in(person.email, code=recovery[0].upper())
    assert list(person.refused("DELETE", "Me/Totp", {"password": "fel lösenord"})) == ["password"]
    person.good("DELETE", "Me/Totp", PROOF)
    assert not visitor.sign_in(person.email)["hasTotp"]


def test_a_code_counts_for_its_thirty_seconds(server, clock, person):
    """Neither before nor behind them, and once."""
    secret, _ = begin_codes(person, clock)
    visitor = Person(server)
    mine, next_one = (code_of(secret, clock.now + later) for later in (30, 60))
    assert visitor.try_sign_in(person.email, code=mine).json() == WRONG_CODE
    clock.let_pass(29)
    assert visitor.try_sign_in(person.email, code=mine).json() == WRONG_CODE
    clock.let_pass(30)
    visitor.sign_in(person.email, code=mine)
    assert Person(server).try_sign_in(person.email, code=mine).json() == WRONG_CODE
    clock.let_pass(31)
    assert visitor.try_sign_in(person.email, code=next_one).json() == WRONG_CODE


def test_a_secret_is_confirmed_with_a_code_of_now(clock, person):
    secret = person.good("POST", "Me/Totp", PROOF)["secret"]
    for other in (-30, 30):
        assert list(person.refused("PUT", "Me/Totp", {"code": code_of(secret, clock.now + other)})) == ["code"]
    person.good("PUT", "Me/Totp", {"code": code_of(secret, clock.now)})


def test_recovery_codes_are_long_and_count_once(server, clock, person):
    _, recovery = begin_codes(person, clock)
    assert len(set(recovery)) == 10
    for code in recovery:
        letters = code.replace("-", "")
        assert set(letters) <= LETTERS and 5 * len(letters) >= 128
    Person(server).sign_in(person.email, code=recovery[0])
    assert Person(server).try_sign_in(person.email, code=recovery[0]).json() == WRONG_CODE
    for part in (recovery[1][:19], recovery[1][:-1], recovery[1] + "a"):
        assert Person(server).try_sign_in(person.email, code=part).json() == WRONG_CODE
    Person(server).sign_in(person.email, code=recovery[1])


def test_new_codes_replace_all_former_ones(server, clock, person):
    former_secret, former = begin_codes(person, clock)
    clock.let_pass(30)
    secret, recovery = begin_codes(person, clock)
    clock.let_pass(30)
    for code in (former[0], code_of(former_secret, clock.now)):
        assert Person(server).try_sign_in(person.email, code=code).json() == WRONG_CODE
    Person(server).sign_in(person.email, code=recovery[0])
    Person(server).sign_in(person.email, code=code_of(secret, clock.now))


def test_turning_codes_on_ends_sessions_of_the_password_alone(server, clock, person):
    other, stranger = Person(server), signed_in(server, fresh_email())
    other.sign_in(person.email)
    person.good("POST", "Me/Totp", PROOF)
    assert other.is_signed_in()
    begin_codes(person, clock)
    assert person.is_signed_in() and not other.is_signed_in() and stranger.is_signed_in()
    person.good("DELETE", "Me/Totp", PROOF)
    assert person.is_signed_in()


def test_guesses_of_codes_are_slowed(server, clock, person):
    secret, recovery = begin_codes(person, clock)
    visitor = Person(server)
    for _ in range(5):
        assert visitor.try_sign_in(person.email, code="abcd-efgh-2345-6789").status_code == 401
    clock.let_pass(30)
    for typed in (code_of(secret, clock.now), recovery[0]):
        answer = visitor.try_sign_in(person.email, code=typed)
        assert answer.status_code == 429 and answer.headers["Retry-After"]


def test_a_link_does_not_stand_in_for_a_code(server, clock, administrator, person):
    secret, _ = begin_codes(person, clock)
    path = administrator.good("POST", f"Users/{person.id}/Invitation")["path"]
    visitor = Person(server)
    value = visitor.good("POST", "Invitations/Accept", {
        "token": path.split("#")[1], "email": person.email, "password": "ett annat lösen"})
    assert value["status"] == "codeNeeded" and not visitor.is_signed_in()
    assert not person.is_signed_in()
    clock.let_pass(30)
    visitor.sign_in(person.email, "ett annat lösen", code=code_of(secret, clock.now))
    assert administrator.good("GET", f"Users/{person.id}/Login")["hasTotp"]


def test_secrets_of_codes_are_sealed(tmp_path):
    clock = WallClock(tmp_path)
    with running(**clock.options) as server:
        person = signed_in(server, "asa@example.se")
        secret, recovery = begin_codes(person, clock)
        assert (server.directory / "secret.key").stat().st_mode & 0o777 == 0o600
        server.stop()
        kept = b"".join(path.read_bytes() for path in server.directory.iterdir() if path.is_file())
        kept += bytes_of(server.directory)
        assert b"asa@example.se" in kept
        for plain in (secret.encode(), base64.b32decode(secret), recovery[0].encode(),
                      recovery[0].replace("-", "").encode(),
                      person.cookie.encode(), PASSWORD.encode()):
            assert plain not in kept
        (server.directory / "secret.key").unlink()
        with running("--begin-anew", directory=server.directory, **clock.options) as keyless:
            visitor = Person(keyless)
            clock.let_pass(30)
            code = code_of(secret, clock.now)
            assert visitor.try_sign_in("asa@example.se", code=code).status_code == 401
            visitor.sign_in("asa@example.se", code=recovery[3])


# ---- companies that demand them ----

class Company:
    """A company of its own with an administrator who has signed in."""

    def __init__(self, server):
        made = glimt("account", "add", "Den noga", "--data", server.directory, "--json")
        self.server, self.id = server, json.loads(made.stdout)["id"]
        self.boss = self.person("--administrator")

    def person(self, *flags):
        return signed_in(self.server, fresh_email(), *flags, account=self.id)

    def demand(self, wanted=True):
        self.boss.good("PUT", "Settings/1/Codes", {**PROOF, "isDemanded": wanted})

    def demand_by_command(self, *flags):
        return glimt("account", "demand-codes", "--account", self.id, "--data", self.server.directory,
                     *flags).stdout

    def log(self):
        """(action, who) of what was done to the settings, in order; nobody is the command line."""
        page = self.boss.good("GET", "AuditEntries?page=1&pageSize=100&filter.subject=settings")
        return [(entry["action"], entry["user"] and entry["user"]["id"]) for entry in page["items"]]


@pytest.fixture
def company(server):
    return Company(server)


def routes():
    """All that is described, but for what is for anybody."""
    for path, operations in PAGES.document["paths"].items():
        for method, described in operations.items():
            if described.get("description") != "Needs no session.":
                yield method.upper(), path.removeprefix("/admin/v1/")


WITHOUT_CODES = {("GET", "Session"), ("DELETE", "Session"), ("POST", "Me/Totp"), ("PUT", "Me/Totp")}


def test_whoever_lacks_codes_sets_them_up_before_anything_else(clock, company):
    person = company.person()
    for somebody in (company.boss, person):
        session = somebody.good("GET", "Session")
        assert not session["demandsCodes"] and not session["hasTotp"]
    company.demand()
    assert len(set(routes())) > 150 and WITHOUT_CODES < set(routes())
    for somebody in (company.boss, person):
        for method, path in routes():
            if (method, path) not in WITHOUT_CODES:
                for body in (PROOF, None):
                    answer = somebody.ask(method, re.sub(r"\{\w+\}", "1", path), body)
                    assert answer.status_code == 403 and answer.json() == FIRST_CODES, (method, path)
        session = somebody.good("GET", "Session")
        assert session["demandsCodes"] and not session["hasTotp"]
        secret, recovery = begin_codes(somebody, clock)
        assert somebody.good("GET", "Session")["hasTotp"] and len(recovery) == 10
        assert somebody.ask("GET", "Me/Sessions").status_code == 200
    assert company.boss.ask("GET", "Users?page=1").status_code == 200


def test_new_sessions_and_links_lead_to_codes_first(server, clock, company):
    company.demand_by_command()
    person = Person(server)
    email = fresh_email()
    person.id = add_user(server, email, account=company.id)
    session = person.sign_in(email)
    assert session["demandsCodes"] and not session["hasTotp"]
    assert person.ask("GET", "UserDays?page=1").json() == FIRST_CODES
    begin_codes(company.boss, clock)
    link = company.boss.good("POST", f"Users/{person.id}/Invitation")["path"].split("#")[1]
    visitor = Person(server)
    session = visitor.take(visitor.good("POST", "Invitations/Accept", {
        "token": link, "email": email, "password": PASSWORD}))
    assert session["demandsCodes"]
    assert visitor.ask("GET", "UserDays?page=1").json() == FIRST_CODES
    visitor.good("DELETE", "Session")
    person.sign_in(email)
    begin_codes(person, clock)
    days = "UserDays?page=1&filter.from=2026-01-01&filter.to=2026-01-02"
    assert person.ask("GET", days).status_code == 200


def test_the_description_needs_codes_too(company):
    read = lambda: company.boss.session.get(f"{company.server.url}/admin/openapi.json")
    assert read().status_code == 200
    company.demand()
    assert read().status_code == 403 and read().json() == FIRST_CODES


def test_codes_that_are_demanded_stay_on(clock, company):
    person = company.person()
    begin_codes(person, clock)
    company.demand()
    answer = person.ask("DELETE", "Me/Totp", PROOF)
    assert answer.status_code == 403
    assert answer.json() == {"message": "The company demands two-step sign-in of everybody."}
    assert person.good("GET", "Session")["hasTotp"]
    clock.let_pass(30)
    begin_codes(person, clock)  # another app, and new recovery codes
    company.demand_by_command("--off")
    person.good("DELETE", "Me/Totp", PROOF)
    assert not person.good("GET", "Session")["hasTotp"]


def test_codes_that_are_forgotten_are_set_up_again(server, clock, company):
    person = company.person()
    begin_codes(person, clock)
    company.demand()
    glimt("user", "reset-password", person.email, "--without-codes", "--account", company.id, "--data",
          server.directory)
    begin_codes(company.boss, clock)
    link = company.boss.good("POST", f"Users/{person.id}/Invitation")["path"].split("#")[1]
    person.take(person.good("POST", "Invitations/Accept", {"token": link, "email": person.email,
                                                           "password": PASSWORD}))
    assert person.ask("GET", "Me/Sessions").json() == FIRST_CODES
    begin_codes(person, clock)
    assert person.ask("GET", "Me/Sessions").status_code == 200


def test_demanding_is_for_administrators_who_know_their_password(server, company):
    person, stranger = company.person(), Company(server).boss
    body = {**PROOF, "isDemanded": True}
    assert person.forbidden("PUT", "Settings/1/Codes", body) == "Only administrators may do that."
    assert Person(server).ask("PUT", "Settings/1/Codes", body).status_code == 401
    boss = company.boss
    assert boss.ask("PUT", "Settings/1/Codes", body, {"X-CSRF-Token": "x"}).status_code == 403
    for wrong, field in (({"isDemanded": True}, "password"), (PROOF, "isDemanded"),
                         ({**body, "password": "fel häst batteri"}, "password"),
                         ({**body, "isDemanded": "kanske"}, "isDemanded")):
        assert list(boss.refused("PUT", "Settings/1/Codes", wrong)) == [field]
    assert list(boss.refused("PUT", "Settings/2/Codes", body)) == ["id"]
    stranger.good("PUT", "Settings/1/Codes", body)
    row = boss.good("GET", "Settings/1")
    assert row["demandsCodes"] is False and company.log() == []
    fields = ("companyName", "taxPercent")
    boss.good("PUT", "Settings/1", {**{name: row[name] for name in fields}, "demandsCodes": True})
    assert boss.good("GET", "Settings/1")["demandsCodes"] is False
    assert not boss.good("GET", "Session")["demandsCodes"]


def test_demanding_is_in_the_audit_log(clock, company):
    boss = company.boss
    begin_codes(boss, clock)
    company.demand()
    company.demand()
    assert boss.good("GET", "Settings/1")["demandsCodes"] is True
    company.demand(False)
    said = company.demand_by_command()
    assert said.startswith(f"Account {company.id} demands two-step sign-in from now on.")
    assert boss.good("GET", "Settings/1")["demandsCodes"] is True
    assert company.demand_by_command("--off") == f"Account {company.id} no longer demands two-step sign-in.\n"
    assert company.log() == [("demandCodes", boss.id), ("stopDemandingCodes", boss.id),
                             ("demandCodes", None), ("stopDemandingCodes", None)]


def test_the_command_demands_of_one_company(server, company):
    other = Company(server)
    company.demand_by_command()
    listed = json.loads(glimt("account", "list", "--data", server.directory, "--json").stdout)
    demands = {row["id"]: row["demandsCodes"] for row in listed}
    assert demands[company.id] and not demands[other.id]
    line, = (line for line in glimt("account", "list", "--data", server.directory).stdout.splitlines()
             if line.split()[0] == str(company.id))
    assert line.endswith("; demands two-step sign-in)")
    assert other.boss.ask("GET", "Me/Sessions").status_code == 200
    gone = glimt("account", "demand-codes", "--account", "99999", "--data", server.directory, check=False)
    assert gone.returncode == 1 and "There is no account 99999." in gone.stderr


def test_applications_of_such_a_company_go_on(server, company):
    caller = server.client(account=company.id)
    company.demand()
    assert caller.get("/v1/Admin/Users?page=1").status_code == 200
