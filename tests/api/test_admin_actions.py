"""What the pages' actions answer, byte for byte: what is declared, in the declared order, of each."""

import json
import re

import pytest

from client import glimt, running
from clocks import WallClock
from people import PAGES, PASSWORD, Person, add_person, code_of

# In texts: # a number, $ a text, ? a truth, @ an instant, ! a word.
MARKS = {"#": r"[1-9]\d*", "$": r'"(?:[^"\\]|\\.)+"', "?": "(?:true|false)", "!": r"[a-zA-Z]+",
         "@": r'"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00"'}
NAMED = '{"objectName":"generic.name_id","id":#,"name":$}'
SESSION = ('{"objectName":"admin.session","user":' + NAMED + ',"email":$,"account":' + NAMED
           + ',"isAdministrator":?,"isManager":false,"hasTotp":?,"demandsCodes":?,"csrfToken":$,"version":$}')
SIGN_IN = '{"objectName":"admin.sign_in","status":"%s","accounts":[%s],"session":%s}'
SIGNED_IN, CODE_NEEDED = SIGN_IN % ("signedIn", "", SESSION), SIGN_IN % ("codeNeeded", "", "null")
ACCOUNT_NEEDED = SIGN_IN % ("accountNeeded", NAMED + "," + NAMED, "null")
SESSION_ROW = ('{"objectName":"admin.session_row","id":#,"created":@,"lastSeen":@,"address":"127.0.0.1",'
               '"agent":%s,"isCurrent":%s}')
SESSIONS = '{"objectName":"generic.list","items":[%s,%s]}' % (
    SESSION_ROW % ("$", "true"), SESSION_ROW % ("null", "false"))
INVITATION = ('{"objectName":"admin.invitation","user":' + NAMED + ',"email":null,"account":' + NAMED
              + ',"isFirst":false}')
LOGIN = '{"objectName":"admin.login","hasLogin":%s,"email":%s,"hasTotp":%s,"lastSignIn":%s}'
SKIPPED = ",".join('{"objectName":"admin.skipped_day","userId":#,"date":"2024-05-0%d","reason":"!"}' % day
                   for day in (6, 7))
DAYS = '{"objectName":"admin.days","changedDays":%d,"changedReports":0,"skipped":[%s]}'
CHANGED, LEFT = DAYS % (2, ""), DAYS % (0, SKIPPED)

LOG = '{"objectName":"admin.stored_log","name":"%s","entries":%s,"byteCount":%s,"oldest":%s,"days":%d,"mostDays":%d}'
STORAGE = '{"objectName":"admin.storage","logs":[%s,%s,%s,%s,%s,%s]}' % (
    LOG % ("audit", "#", "#", "@", 1095, 1095), LOG % ("changes", "#", "#", "@", 90, 90),
    LOG % ("usage", "0", "0", "null", 30, 30), LOG % ("security", "#", "#", "@", 365, 365),
    LOG % ("answers", "0", "0", "null", 1, 1),
    LOG % ("pageAnswers", "0", "0", "null", 30, 30))

WANTED = {
    ("GET", "Session"): [SESSION],
    ("POST", "Session"): [ACCOUNT_NEEDED, SIGNED_IN, CODE_NEEDED, SIGNED_IN, SIGNED_IN],
    ("DELETE", "Session"): [""],
    ("POST", "Invitations/Open"): [INVITATION],
    ("POST", "Invitations/Accept"): [SIGNED_IN, CODE_NEEDED],
    ("GET", "Me/Sessions"): [SESSIONS],
    ("DELETE", "Me/Sessions"): [""],
    ("DELETE", "Me/Sessions/{id}"): [""],
    ("PUT", "Me/Password"): [SESSION],
    ("POST", "Me/Totp"): ['{"objectName":"admin.totp","secret":$,"uri":$}'] * 2,
    ("PUT", "Me/Totp"): ['{"objectName":"admin.recovery_codes","codes":[' + ",".join("$" * 10) + "]}"] * 2,
    ("DELETE", "Me/Totp"): [""],
    ("POST", "Users/{id}/Invitation"): ['{"objectName":"admin.invitation_link","path":$,"expires":@}'] * 2,
    ("GET", "Users/{id}/Login"): [LOGIN % ("false", "null", "false", "null"), LOGIN % ("true", "$", "true", "@")],
    ("DELETE", "Users/{id}/Login"): [""],
    ("POST", "Applications/{id}/Secret"): ['{"objectName":"admin.secret","publicId":$,"secret":$}'],
    ("POST", "Applications/{id}/StaticToken"): ['{"objectName":"admin.static_token","token":$}'],
    ("DELETE", "Applications/{id}/StaticToken"): [""],
    ("POST", "Days/Lock"): [CHANGED, LEFT],
    ("POST", "Days/Attest"): [LEFT],
    ("POST", "Days/TakeBack"): [LEFT],
    ("POST", "Days/Return"): [CHANGED],
    ("POST", "Days/Unlock"): [LEFT],
    ("GET", "Storage"): [STORAGE],
    ("PUT", "Settings/{id}/Codes"): ["", ""],
}


class Recording(Person):
    """Somebody whose answers are kept under method and described path; paths are those behind /admin/v1/."""

    def __init__(self, server, clock, kept):
        self.server, self.clock, self.kept = server, clock, kept
        super().__init__(server)

    def ask(self, method, path, body=None, headers=None):
        answer = super().ask(method, f"/admin/v1/{path}", body, headers)
        assert answer.status_code == 200, answer.text
        self.kept.setdefault((method, re.sub(r"/\d+", "/{id}", path)), []).append(answer.text)
        return answer

    def take(self, value):
        """Goes on with the session of an admin.sign_in."""
        self.csrf = value["session"]["csrfToken"]

    def add_codes(self):
        """The secret; the code of the moment is used up."""
        secret = self.good("POST", "Me/Totp", {"password": PASSWORD})["secret"]
        self.good("PUT", "Me/Totp", {"code": code_of(secret, self.clock.now)})
        self.clock.let_pass(30)
        return secret


def sign_in(first, boss, email):
    """The boss signs in with one browser, and with another, which asks for a code and ends the first session."""
    body = {"email": email, "password": PASSWORD}
    first.session.headers["User-Agent"] = ""
    first.good("POST", "Session", body)
    first.take(first.good("POST", "Session", {**body, "accountId": 1}))
    first.good("GET", "Session")
    secret = first.add_codes()
    boss.good("POST", "Session", {**body, "accountId": 1})
    code = code_of(secret, boss.clock.now)
    boss.take(boss.good("POST", "Session", {**body, "accountId": 1, "code": code}))
    sessions = boss.good("GET", "Me/Sessions")["items"]
    boss.good("DELETE", f"Me/Sessions/{sessions[1]['id']}", {"password": PASSWORD})


def invite(boss, guest, user):
    """The guest accepts an invitation, and then another one, which asks for a code."""
    boss.good("GET", f"Users/{user}/Login")
    for again in (False, True):
        token = boss.good("POST", f"Users/{user}/Invitation")["path"].split("#")[1]
        accepted = {"token": token, "email": "guest@example.se", "password": PASSWORD}
        if again:
            guest.good("POST", "Invitations/Accept", accepted)
        else:
            guest.good("POST", "Invitations/Open", {"token": token})
            guest.take(guest.good("POST", "Invitations/Accept", accepted))
            guest.add_codes()
    boss.good("GET", f"Users/{user}/Login")
    boss.good("DELETE", f"Users/{user}/Login")


def change_days(boss, user):
    body = {"userIds": [user], "from": "2024-05-06", "to": "2024-05-07", "comment": "Fel dag"}
    for action in ("Lock", "Lock", "Attest", "TakeBack", "Return", "Unlock"):
        boss.good("POST", f"Days/{action}", body)


def demand(boss):
    for wanted in (True, False):
        boss.good("PUT", "Settings/1/Codes", {"password": PASSWORD, "isDemanded": wanted})


def leave(boss, email):
    boss.good("DELETE", "Me/Totp", {"password": PASSWORD})
    boss.csrf = boss.good("PUT", "Me/Password", {"currentPassword": PASSWORD,
                                                 "newPassword": "ett nytt lösenord"})["csrfToken"]
    boss.good("DELETE", "Session")
    boss.csrf = None
    boss.take(boss.good("POST", "Session", {"email": email, "password": "ett nytt lösenord"}))
    boss.good("DELETE", "Me/Sessions", {"password": "ett nytt lösenord"})


def add_boss(server, email, account):
    glimt("user", "add", email, "--first-name", "Åsa", "--last-name", "Ek", "--account", account,
          "--administrator", "--password-stdin", "--data", server.directory, input=PASSWORD)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """What each action has answered, in order."""
    kept, email = {}, "boss@example.se"
    clock = WallClock(tmp_path_factory.mktemp("clock"))
    with running(**clock.options) as server:
        other = json.loads(glimt("account", "add", "Annan", "--data", server.directory, "--json").stdout)
        for account in (1, other["id"]):
            add_boss(server, email, account)
        helper = add_person(server, administrator=True)
        user = helper.good("POST", "/admin/v1/Users", {"firstName": "Per", "lastName": "Ny", "license": "total"}, 201)["id"]
        application = helper.good("POST", "/admin/v1/Applications", {"name": "Lön", "responsibleId": user}, 201)
        first, boss, guest = (Recording(server, clock, kept) for _ in range(3))
        sign_in(first, boss, email)
        invite(boss, guest, user)
        for method, what in (("POST", "Secret"), ("POST", "StaticToken"), ("DELETE", "StaticToken")):
            boss.good(method, f"Applications/{application['id']}/{what}")
        change_days(boss, user)
        boss.good("GET", "Storage")
        demand(boss)
        leave(boss, email)
    return kept


def test_each_action_is_tested():
    """Whatever is described, but for what is done with the rows of lists and with the settings."""
    described = {(method.upper(), path.removeprefix("/admin/v1/"))
                 for path, operations in PAGES.document["paths"].items() for method in operations}
    lists = {path for method, path in described if method == "GET" and path not in ("Session", "Me/Sessions", "Storage")
             and not path.endswith(("/{id}", "/Login"))}
    rows = {(method, path) for method, path in described
            if path in lists or path.rsplit("/{", 1)[0] in {*lists, "Settings"} and path.endswith("}")}
    assert described - rows == set(WANTED)


@pytest.mark.parametrize("action", WANTED, ids=" ".join)
def test_its_answers_are_as_declared(answers, action):
    texts = answers[action]
    assert len(texts) == len(WANTED[action])
    for text, wanted in zip(texts, WANTED[action]):
        pattern = "".join(MARKS.get(part, re.escape(part)) for part in re.split(r"([#$?@!])", wanted))
        assert re.fullmatch(pattern, text), text
