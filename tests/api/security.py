"""The security log as tests read it, and one cause for each kind of event."""

import contextlib
import json
import re
import time

from client import Client, basic, glimt
from database import connect
from people import PASSWORD, Person, add_person, turn_codes_on
from ports import PATIENCE

EVENTS = "/admin/v1/SecurityEvents"
SIGN_IN = "/admin/v1/Session"
# What nobody may find anywhere afterwards.
SECRETS = []


def secret(text):
    SECRETS.append(text)
    return text


def tried(server, email, password, code=None):
    """The status of a sign-in by somebody who may be anybody."""
    body = {"email": email, "password": secret(password)} | ({"code": secret(code)} if code else {})
    return Person(server).ask("POST", SIGN_IN, body).status_code


def lines(server, account=None):
    """What the command line has, as it was printed."""
    flags = ["--account", account] if account is not None else []
    return [json.loads(line) for line in
            glimt("security-log", "--data", server.directory, *flags).stdout.splitlines()]


def events(boss, **filters):
    """All events of the company with these values; the filters are the list's own."""
    asked = "&".join(f"filter.{name}={value}" for name, value in filters.items())
    return boss.walk(f"{EVENTS}?{asked}")


def total(found, **values):
    """How often an event with these values came."""
    return sum(one.get("times", one.get("count")) for one in found
               if all(one.get(name) == value for name, value in values.items()))


def wait_for(server, times=1, **values):
    """Until the log holds so many such events; the lines of the command line that are such events."""
    found, end = [], time.monotonic() + 5 * PATIENCE
    while total(found) < times:
        assert time.monotonic() < end, (total(found), times, values)
        found = [one for one in lines(server) if all(one.get(name) == value for name, value in values.items())]
    return found


def change(server, sql, *values):
    with contextlib.closing(connect(server.directory)) as database:
        database.execute(sql, values)
        database.commit()


def number_of(server, identifier):
    """The number of the application with this public id."""
    with contextlib.closing(server.reader()) as database:
        return database.execute("SELECT id FROM applications WHERE public_id = ?", [identifier]).fetchone()[0]


def path_of_link(answer):
    return secret(answer["path"].split("#")[1])


class World:
    """A company with an administrator, somebody else, and an application."""

    def __init__(self, server):
        self.server = server
        self.boss = add_person(server, administrator=True)
        self.other = add_person(server)
        self.app = server.client("--permission", "Contact_Read", "--rate", "off")
        self.number = number_of(server, self.app.identifier)
        SECRETS.extend([PASSWORD, self.app.secret, self.app.token])

    def token(self, identifier=None, password="fel"):
        return Client(self.server).ask("POST", "/v1/Auth/Token", headers={
            "Authorization": basic(identifier or self.app.identifier, secret(password))})

    def made(self):
        """An application of its own, and its path in the pages."""
        client = self.server.client("--rate", "off")
        SECRETS.extend([client.secret, client.token])
        number = number_of(self.server, client.identifier)
        return client, number, f"/admin/v1/Applications/{number}"

    def with_codes(self):
        """Somebody with two-step sign-in, and recovery codes."""
        person = add_person(self.server)
        code, recovery = turn_codes_on(person)
        SECRETS.extend([code, *recovery])
        return person, recovery

    def demand_codes(self, *flags):
        glimt("account", "demand-codes", "--account", 1, *flags, "--data", self.server.directory)

    def invited(self, email=None):
        """A new user with a link, and its token."""
        email = email or f"ny{len(SECRETS)}@example.com"
        made = glimt("user", "add", email, "--first-name", "Ny", "--last-name", "Här", "--json", "--data",
                     self.server.directory)
        value = json.loads(made.stdout)
        return email, value["userId"], secret(value["token"])


# ---- a cause for each kind: gives what the event has to say beside its kind ----

def wrong_password(world):
    assert tried(world.server, world.other.email, "helt fel lösenord") == 401
    return {"account": 1, "user": world.other.id}


def unknown_login(world):
    assert tried(world.server, secret("mitt-lösenord-i-fel-fält"), "x") == 401
    return {}


def no_password(world):
    email, user, _ = world.invited()
    assert tried(world.server, email, "nyfiken i en strut") == 401
    return {"account": 1, "user": user}


def has_left(world):
    gone = add_person(world.server)
    change(world.server, "UPDATE users SET end_date = 5 WHERE account_id = 1 AND id = ?", gone.id)
    assert tried(world.server, gone.email, "den som slutat") == 401
    return {"account": 1, "user": gone.id}


def wrong_code(world):
    person, _ = world.with_codes()
    assert tried(world.server, person.email, PASSWORD, "000000") == 401
    return {"account": 1, "user": person.id}


def wrong_recovery_code(world):
    person, _ = world.with_codes()
    assert tried(world.server, person.email, PASSWORD, "aaaabbbbccccdddd") == 401
    return {"account": 1, "user": person.id}


def wrong_link(world):
    nobody = Person(world.server)
    nobody.refused("POST", "/admin/v1/Invitations/Open", {"token": secret("gammallänk" * 4)})
    return {}


def throttled(world):
    person = add_person(world.server)
    found = [tried(world.server, person.email, f"gissning nummer {n}") for n in range(12)]
    assert found == [401] * 10 + [429] * 2
    return {"account": 1, "user": person.id}


def wrong_secret(world):
    assert world.token(password="helt-fel-hemlighet").status_code == 401
    return {"account": 1, "application": world.number}


def unknown_token(world):
    assert Client(world.server).get("/v1/Core/Contacts?page=1", token=secret("pk_x.pa_okänd")
                                    .replace("ä", "a")).status_code == 401
    SECRETS.append("pk_x.pa_okand")
    return {}


def expired_token(world):
    client, number, _ = world.made()
    change(world.server, "UPDATE tokens SET expires_at = 5 WHERE application_id = ?", number)
    assert client.get("/v1/Core/Contacts?page=1").status_code == 401
    return {"account": 1, "application": number}


def unknown_session(world):
    person = add_person(world.server)
    cookie = secret(person.session.cookies["__Host-glimt"])
    person.good("DELETE", "/admin/v1/Session")
    person.session.cookies.clear()
    assert person.ask("GET", "/admin/v1/Session", headers={"Cookie": f"__Host-glimt={cookie}"}).status_code == 401
    return {}


def wrong_address(world):
    identifier, password = world.server.application("--allow", "192.0.2.1")
    assert world.token(identifier, password).status_code == 403
    return {"account": 1, "application": number_of(world.server, identifier)}


def no_permission(world):
    assert world.app.get("/v1/Core/Tasks?page=1").status_code == 403
    return {"account": 1, "application": world.number}


def no_right(world):
    world.other.forbidden("GET", "/admin/v1/Applications?page=1")
    return {"account": 1, "user": world.other.id}


def lacks_codes(world):
    world.demand_codes()
    world.other.forbidden("GET", "/admin/v1/Me/Sessions")
    world.demand_codes("--off")
    return {"account": 1, "user": world.other.id}


def foreign_request(world):
    assert world.other.ask("DELETE", "/admin/v1/Session", headers={"X-CSRF-Token": secret("fel ord".replace(" ", "-"))}
                           ).status_code == 403
    return {"account": 1, "user": world.other.id}


def code_asked(world):
    person, _ = world.with_codes()
    assert tried(world.server, person.email, PASSWORD) == 200
    return {"account": 1, "user": person.id}


def token_fetched(world):
    client, number, _ = world.made()
    return {"account": 1, "application": number}


def oldest_token_ended(world):
    """An application has 500."""
    client, number, _ = world.made()
    for _ in range(500):
        answer = client.session.post(client.base + "/v1/Auth/Token", headers={
            "Authorization": basic(client.identifier, client.secret)})
        assert answer.status_code == 200
    return {"account": 1, "application": number}


def log_exported(world):
    assert world.boss.ask("GET", EVENTS + "/Export").status_code == 200
    return {"account": 1, "user": world.boss.id}


def signed_in(world):
    return {"account": 1, "user": add_person(world.server).id}


def new_place(world):
    return {"account": 1, "user": add_person(world.server).id}


def recovery_code_used(world):
    person, codes = world.with_codes()
    assert tried(world.server, person.email, PASSWORD, codes[0]) == 200
    return {"account": 1, "user": person.id}


def signed_out(world):
    person = add_person(world.server)
    person.good("DELETE", "/admin/v1/Session")
    return {"account": 1, "user": person.id}


def session_ended(world):
    person = add_person(world.server)
    Person(world.server, person.email)
    [another] = [one for one in person.good("GET", "/admin/v1/Me/Sessions")["items"] if not one["isCurrent"]]
    person.good("DELETE", f"/admin/v1/Me/Sessions/{another['id']}", {"password": PASSWORD})
    return {"account": 1, "user": person.id}


def sessions_ended(world):
    person = add_person(world.server)
    person.good("DELETE", "/admin/v1/Me/Sessions", {"password": PASSWORD})
    return {"account": 1, "user": person.id, "aboutUser": person.id}


def password_changed(world):
    person = add_person(world.server)
    person.good("PUT", "/admin/v1/Me/Password",
                {"currentPassword": PASSWORD, "newPassword": secret("ett alldeles nytt lösenord")})
    return {"account": 1, "user": person.id, "aboutUser": person.id}


def password_reset(world):
    person = add_person(world.server)
    glimt("user", "reset-password", person.email, "--data", world.server.directory)
    return {"account": 1, "aboutUser": person.id}


def email_changed(world):
    person = add_person(world.server)
    link = path_of_link(world.boss.good("POST", f"/admin/v1/Users/{person.id}/Invitation"))
    Person(world.server).good("POST", "/admin/v1/Invitations/Accept", {
        "token": link, "email": f"annan{person.id}@example.com", "password": secret("ännu ett lösenord")})
    return {"account": 1, "user": person.id, "aboutUser": person.id}


def codes_added(world):
    person, _ = world.with_codes()
    return {"account": 1, "user": person.id, "aboutUser": person.id}


def codes_removed(world):
    person, _ = world.with_codes()
    person.good("DELETE", "/admin/v1/Me/Totp", {"password": PASSWORD})
    return {"account": 1, "user": person.id, "aboutUser": person.id}


def codes_demanded(world):
    world.boss.good("PUT", "/admin/v1/Settings/1/Codes", {"password": PASSWORD, "isDemanded": True})
    world.demand_codes("--off")
    return {"account": 1, "user": world.boss.id}


def codes_not_demanded(world):
    world.demand_codes()
    world.demand_codes("--off")
    return {"account": 1}


def login_removed(world):
    person = add_person(world.server)
    world.boss.good("DELETE", f"/admin/v1/Users/{person.id}/Login")
    return {"account": 1, "user": world.boss.id, "aboutUser": person.id}


def invited(world):
    person = add_person(world.server)
    path_of_link(world.boss.good("POST", f"/admin/v1/Users/{person.id}/Invitation"))
    return {"account": 1, "user": world.boss.id, "aboutUser": person.id}


def invitation_used(world):
    email, user, link = world.invited()
    Person(world.server).good("POST", "/admin/v1/Invitations/Accept", {
        "token": link, "email": email, "password": secret("lösenordet jag valde")})
    return {"account": 1, "user": user, "aboutUser": user}


def rights_changed(world):
    person = add_person(world.server)
    row = world.boss.good("GET", f"/admin/v1/Users/{person.id}")
    world.boss.good("PUT", f"/admin/v1/Users/{person.id}", {
        "firstName": row["firstName"], "lastName": row["lastName"], "license": row["license"],
        "email": row["email"], "permissions": ["administrator"]})
    return {"account": 1, "user": world.boss.id, "aboutUser": person.id}


def application_body(world, **fields):
    return {"name": "Programmet", "responsibleId": world.boss.id, **fields}


def application_made(world):
    made = world.boss.good("POST", "/admin/v1/Applications", application_body(world))
    return {"account": 1, "user": world.boss.id, "aboutApplication": made["id"]}


def application_changed(world):
    _, number, path = world.made()
    world.boss.good("PUT", path, application_body(world, permissions=["Contact_Read"]))
    return {"account": 1, "user": world.boss.id, "aboutApplication": number}


def application_ended(world):
    client, number, _ = world.made()
    glimt("app", "disable", client.identifier, "--data", world.server.directory)
    return {"account": 1, "aboutApplication": number}


def secret_made(world):
    _, number, path = world.made()
    secret(world.boss.good("POST", path + "/Secret")["secret"])
    return {"account": 1, "user": world.boss.id, "aboutApplication": number}


def static_token_made(world):
    _, number, path = world.made()
    secret(world.boss.good("POST", path + "/StaticToken")["token"])
    return {"account": 1, "user": world.boss.id, "aboutApplication": number}


def token_ended(world):
    _, number, path = world.made()
    [token] = world.boss.walk(path + "/Tokens")
    world.boss.good("DELETE", f"{path}/Tokens/{token['id']}")
    return {"account": 1, "user": world.boss.id, "aboutApplication": number}


def words(name):
    """wrong_password -> wrongPassword"""
    return re.sub("_(.)", lambda found: found[1].upper(), name)


CAUSES = {words(cause.__name__): cause for cause in [
    wrong_password, unknown_login, no_password, has_left, wrong_code, wrong_recovery_code, wrong_link, throttled,
    wrong_secret, unknown_token, expired_token, unknown_session, wrong_address, no_permission, no_right,
    lacks_codes, foreign_request, code_asked, token_fetched, oldest_token_ended, log_exported, signed_in, new_place,
    recovery_code_used, signed_out, session_ended, sessions_ended, password_changed, password_reset, email_changed,
    codes_added, codes_removed, codes_demanded, codes_not_demanded, login_removed, invited, invitation_used, rights_changed, application_made, application_changed,
    application_ended, secret_made, static_token_made, token_ended]}
REFUSED = set(list(CAUSES)[:list(CAUSES).index("codeAsked")])
BY_COMMAND = {"passwordReset", "codesNotDemanded", "applicationEnded"}
