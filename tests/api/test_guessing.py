"""Secrets that are guessed, from many addresses at once: honest people get in all the same."""

import http.client
import json
import re
import select
import time
from contextlib import closing

import pytest

from attackers import Argon2, Asking, address_of, proxy_flags, request_from, sign_in
from client import basic, glimt, running
from clocks import STANDING, StandingClock
from database import connect
from people import PASSWORD, code_of

WRONG = (401, {"message": "The e-mail address or the password is wrong."})
EACH = 14  # wrong sign-ins of an address at once
WAITING, OF_ONE = 256, 16  # most passwords that wait: of all, of one address


class Besieged:
    """A server whose clock stands still and whose password thread can be held."""

    def __init__(self, folder):
        self.clock = StandingClock(folder)
        self.argon2 = Argon2(folder, STANDING, CLOCK_FILE=folder / "now")
        (folder / "commands").mkdir()
        self.commands = Argon2(folder / "commands").options
        self.port, flags = proxy_flags()
        self.running = running(*flags, **self.argon2.options)

    def __enter__(self):
        self.server = self.running.__enter__()
        return self

    def __exit__(self, *error):
        self.argon2.holder.unlink(missing_ok=True)
        return self.running.__exit__(*error)

    def add(self, email, *flags, account=1, password=PASSWORD):
        words = ["--password-stdin"] if password else []
        glimt("user", "add", email, "--first-name", "Åsa", "--last-name", "Öst", "--account", account, *words,
              *flags, "--data", self.server.directory, input=password, **self.commands)
        return email

    def hold(self):
        """The password thread stands still, at a sign-in that nobody else has anything to do with."""
        before = self.argon2.count
        self.argon2.hold()
        held = self.sign_in("192.0.2.200", "nobody@example.se")
        while self.argon2.count == before:
            time.sleep(0.01)
        return held

    def sign_in(self, address, email, password=PASSWORD, **more):
        return sign_in(self.port, address, email, password, **more)

    def answer(self, *arguments, **more):
        return self.sign_in(*arguments, **more).answer()

    def ask(self, address, method, path, value, *fields):
        return Asking(self.port, request_from(address, method, path, value, *fields)).answer()

    def session(self, address, email):
        """The headers of somebody who has signed in from there."""
        answer = self.answer(address, email)
        assert answer.status == 200, answer
        cookie = answer.field("Set-Cookie").split(";")[0]
        return [f"Cookie: {cookie}", f"X-CSRF-Token: {answer.body['session']['csrfToken']}"]


@pytest.fixture
def besieged(tmp_path):
    with Besieged(tmp_path) as made:
        yield made


def wait_for_answers(asked, count):
    """Until so many of them have come, which are not read."""
    poll = select.poll()
    for asking in asked:
        poll.register(asking.socket, select.POLLIN)
    come = 0
    while come < count:
        for descriptor, _ in poll.poll():
            poll.unregister(descriptor)
            come += 1


def attack(besieged, addresses, email):
    """Wrong sign-ins of each address that wait all at once, but for those that find no room."""
    asked = [besieged.sign_in(address_of(number), email(number, turn), "fel lösenord")
             for turn in range(EACH) for number in range(addresses)]
    wait_for_answers(asked, max(0, len(asked) - WAITING))
    return asked


def check_refused(answer):
    assert (answer.status, answer.body["message"]) == (
        503, "Too many people are signing in at the moment. Try again soon.")
    assert answer.field("Retry-After") == "5"


def check_slowed(answer, most):
    """429, and a sentence that says for how long."""
    seconds = int(answer.field("Retry-After"))
    assert answer.status == 429 and 0 < seconds <= most and answer.body["waitInSeconds"] == seconds
    assert answer.body["message"] == (f"Too many attempts were wrong. Wait {seconds} second"
                                      f"{'' if seconds == 1 else 's'} and try again.")


# ---- the queue ----

@pytest.mark.concurrent
@pytest.mark.parametrize("addresses", [6, 60])
@pytest.mark.parametrize("target", ["one login", "many logins"])
def test_honest_people_get_in_during_an_attack(besieged, addresses, target):
    """Those who were there before, those who are new, and the owner of the attacked login from either."""
    for name in ("owner", "mover", *(f"old{number}" for number in range(4)), *(f"new{number}" for number in range(4))):
        besieged.add(f"{name}@example.se")
    assert besieged.answer("203.0.113.1", "owner@example.se").status == 200
    for number in range(4):
        assert besieged.answer(f"192.0.2.{number}", f"old{number}@example.se").status == 200
    held = besieged.hold()
    attackers = attack(besieged, addresses, lambda number, turn: (
        "owner@example.se" if target == "one login" else f"made-up{number}-{turn}@example.se"))
    honest = {"owner": besieged.sign_in("203.0.113.1", "owner@example.se")}
    for number in range(4):
        honest[f"old{number}"] = besieged.sign_in(f"192.0.2.{number}", f"old{number}@example.se")
        honest[f"new{number}"] = besieged.sign_in(f"192.0.2.{100 + number}", f"new{number}@example.se")
    honest["mover"] = besieged.sign_in("203.0.113.77", "mover@example.se")
    honest["owner elsewhere"] = besieged.sign_in("203.0.113.78", "owner@example.se")
    besieged.argon2.let_go()
    assert {who: asking.answer().status for who, asking in honest.items()} == dict.fromkeys(honest, 200)
    assert held.answer().status == 401
    answers = [asking.answer() for asking in attackers]
    for answer in answers:
        if answer.status == 503:
            check_refused(answer)
        elif answer.status == 429:
            check_slowed(answer, 300)
        else:
            assert (answer.status, answer.body) == WRONG


@pytest.mark.concurrent
def test_nobody_has_more_than_a_share_of_the_queue(besieged):
    """However many ask from one network, the others' places are not theirs."""
    besieged.hold()
    asked = [besieged.sign_in(f"2001:db8:1:2::{number:x}", "asa@example.se", "fel lösenord") for number in range(40)]
    wait_for_answers(asked, 40 - OF_ONE)
    besieged.argon2.let_go()
    statuses = [asking.answer().status for asking in asked]
    assert statuses.count(503) == 40 - OF_ONE
    assert statuses.count(401) == 10 and statuses.count(429) == OF_ONE - 10


@pytest.mark.concurrent
def test_the_known_get_places_of_strangers(besieged):
    for number in range(3):
        besieged.add(f"old{number}@example.se")
        assert besieged.answer(f"192.0.2.{number}", f"old{number}@example.se").status == 200
    besieged.hold()
    strangers = [besieged.sign_in(address_of(number), f"nobody{number}@example.se") for number in range(WAITING + 1)]
    wait_for_answers(strangers, 1)
    known = [besieged.sign_in(f"192.0.2.{number}", f"old{number}@example.se") for number in range(3)]
    wait_for_answers(strangers, 4)  # a stranger gives each of them his place
    besieged.argon2.let_go()
    assert [asking.answer().status for asking in known] == [200] * 3
    statuses = [asking.answer().status for asking in strangers]
    assert statuses.count(503) == 4 and statuses.count(401) == WAITING - 3


# ---- how many guesses ----

def guess(besieged, addresses, each, email):
    """The statuses of guesses one after the other: each address its first, then its second."""
    answers = [besieged.answer(address_of(number), email, "fel lösenord")
               for _ in range(each) for number in range(addresses)]
    for answer in answers:
        if answer.status == 429:
            check_slowed(answer, 300)
        else:
            assert (answer.status, answer.body) == WRONG
    return [answer.status for answer in answers]


@pytest.mark.parametrize("email", ["owner@example.se", "nobody@example.se"])
def test_guesses_at_one_login_are_counted_over_all_addresses(besieged, email):
    """Three of each address, and thirty of those who go on; whether there is such a login or not."""
    besieged.add("owner@example.se")
    assert besieged.answer("203.0.113.1", "owner@example.se").status == 200
    statuses = guess(besieged, 8, 8, email)
    assert statuses == [401] * (8 * 3 + 30) + [429] * (8 * 5 - 30)
    check_slowed(besieged.answer(address_of(0), email), 300)
    # The owner gets in: anywhere else, and where he was before, as often as he mistypes.
    wanted = 200 if email == "owner@example.se" else 401
    assert besieged.answer("203.0.113.9", email).status == wanted
    if wanted == 200:
        for _ in range(9):
            assert besieged.answer("203.0.113.1", email, "fel lösenord").status == 401
        assert besieged.answer("203.0.113.1", email).status == 200
    besieged.clock.let_pass(300)
    assert besieged.answer(address_of(0), email).status == wanted


def test_a_place_is_still_known_after_a_restart(besieged):
    besieged.add("owner@example.se")
    for number in range(3):
        assert besieged.answer(f"192.0.2.{number}", "owner@example.se").status == 200
    besieged.server.stop()
    with closing(besieged.server.database()) as database:
        assert database.execute("SELECT count(*) FROM places").fetchone() == (3,)
        # Of the second nobody has come for long.
        database.execute("UPDATE places SET used_at = used_at - 90 * 86400"
                         " WHERE hash = (SELECT hash FROM places ORDER BY used_at, hash LIMIT 1)")
        database.commit()
    besieged.server.start()
    besieged.hold()
    strangers = [besieged.sign_in(address_of(number), f"nobody{number}@example.se") for number in range(WAITING + 50)]
    wait_for_answers(strangers, 50)
    asked = [besieged.sign_in(f"192.0.2.{number}", "owner@example.se") for number in range(3)]
    wait_for_answers(strangers + asked, 50 + 2 + 1)  # a stranger each gives his place to two, and the third is sent away
    besieged.argon2.let_go()
    assert sorted(asking.answer().status for asking in asked) == [200, 200, 503]
    for asking in strangers:
        asking.answer()


def test_another_password_makes_all_places_strange(besieged):
    """Somebody else may have been there with the old one."""
    besieged.add("owner@example.se")
    for number in range(3):
        headers = besieged.session(f"192.0.2.{number}", "owner@example.se")
    count = lambda: besieged.server.reader().execute("SELECT count(*) FROM places").fetchone()[0]
    assert count() == 3
    changed = besieged.ask("192.0.2.9", "PUT", "/admin/v1/Me/Password",
                           {"currentPassword": PASSWORD, "newPassword": "ett nytt lösenord"}, *headers)
    assert changed.status == 200, changed
    assert count() == 1  # where it was changed
    glimt("user", "reset-password", "owner@example.se", "--data", besieged.server.directory)
    assert count() == 0


def test_twenty_places_of_a_login_are_kept(besieged):
    besieged.add("owner@example.se")
    for number in range(22):
        assert besieged.answer(f"192.0.2.{number}", "owner@example.se").status == 200
    with closing(besieged.server.reader()) as database:
        assert database.execute("SELECT count(*) FROM places").fetchone() == (20,)


def test_networks_guess_as_one(besieged):
    """Whoever has an address of IPv6 has all of its network."""
    for number in range(10):
        assert besieged.answer(f"2001:db8:1:2:{number}::1", "asa@example.se", "fel lösenord").status == 401
    check_slowed(besieged.answer("2001:db8:1:2:ffff::1", "asa@example.se"), 60)
    assert besieged.answer("2001:db8:1:3::1", "asa@example.se").status == 401
    assert besieged.answer("::ffff:192.0.2.1", "asa@example.se").status == 401


# ---- what answers tell of a login ----

def second_account(besieged):
    made = glimt("account", "add", "Andra bolaget", "--data", besieged.server.directory, "--json")
    return json.loads(made.stdout)["id"]


def test_nothing_tells_whether_there_is_a_login(besieged):
    """The same number of computations, the same words: once, and when it is slowed down."""
    other = second_account(besieged)
    third = second_account(besieged)
    besieged.add("known@example.se")
    besieged.add("link@example.se", password=None)
    besieged.add("both@example.se")
    besieged.add("both@example.se", account=other)
    besieged.add("three@example.se")
    besieged.add("three@example.se", account=other, password="ett helt annat")
    besieged.add("three@example.se", account=third, password="och ett tredje")
    besieged.add("left@example.se")
    besieged.add("removed@example.se")
    glimt("user", "disable", "removed@example.se", "--data", besieged.server.directory)
    besieged.add("closed@example.se", account=other)
    with closing(connect(besieged.server.directory)) as database:
        database.execute("UPDATE users SET end_date = 20000 WHERE (account_id, id) IN"
                         " (SELECT account_id, id FROM logins WHERE email = 'left@example.se')")
        database.execute("INSERT INTO demo_loads VALUES (?, 1, 1)", (other,))
        database.commit()
    told = {}
    for name in ("unknown", "known", "link", "both", "three", "left", "removed", "closed", " KNOWN"):
        for account in ({}, {"accountId": 1}, {"accountId": other}, {"accountId": 12345}):
            for turn in range(3):
                before = besieged.argon2.count
                address = f"2001:db8:{len(told):x}:{turn}::1"
                answer = besieged.answer(address, f"{name}@example.se", "fel lösenord", **account)
                told.setdefault((name, *account.values()), []).append(
                    (besieged.argon2.count - before, answer.status, answer.body))
    assert told == dict.fromkeys(told, [(1, *WRONG)] * 3)
    for name in ("unknown", "both", "left"):
        before = besieged.argon2.count
        statuses = guess(besieged, 2, 12, f"{name}@example.se")
        assert statuses == [401] * 20 + [429] * 4 and besieged.argon2.count == before + 20
        besieged.clock.let_pass(3600)


def test_passwords_of_two_companies_are_told_apart(besieged):
    """Though one computation tells which they are."""
    other = second_account(besieged)
    besieged.add("both@example.se")
    besieged.add("both@example.se", account=other, password="ett helt annat")
    for password, account in ((PASSWORD, 1), ("ett helt annat", other)):
        before = besieged.argon2.count
        answer = besieged.answer("192.0.2.1", "both@example.se", password)
        assert answer.status == 200 and answer.body["session"]["account"]["id"] == account
        assert besieged.argon2.count == before + 1
    headers = besieged.session("192.0.2.1", "both@example.se")
    changed = besieged.ask("192.0.2.1", "PUT", "/admin/v1/Me/Password",
                           {"currentPassword": PASSWORD, "newPassword": "ett helt annat"}, *headers)
    assert changed.status == 200
    before = besieged.argon2.count
    answer = besieged.answer("192.0.2.1", "both@example.se", "ett helt annat")
    assert answer.body["status"] == "accountNeeded" and besieged.argon2.count == before + 1


@pytest.mark.parametrize("victim", [True, False])
def test_a_place_is_known_to_one_company_alone(besieged, victim):
    """Somebody gives himself a login with the address of another, and is at home there. He neither guesses more
    often than others, nor learns whether there is another."""
    other = second_account(besieged)
    email, own = "victim@example.se", "tjuvens lösenord"
    if victim:
        besieged.add(email)
    besieged.add(email, account=other, password=own)
    thief = "192.0.2.66"
    for _ in range(3 + 30):  # each is a guess at the victim's password too, which might be the same
        answer = besieged.answer(thief, email, own)
        assert answer.status == 200 and answer.body["session"]["account"]["id"] == other
    for _ in range(3):
        assert besieged.answer(address_of(0), email, "fel lösenord").status == 401
    check_slowed(besieged.answer(address_of(0), email, "fel lösenord"), 300)
    # The thief's own login goes on, and tells nothing of the other.
    check_slowed(besieged.answer(thief, email, accountId=1), 300)
    answer = besieged.answer(thief, email)
    assert (answer.status, answer.body) == WRONG
    assert besieged.answer(thief, email, own).status == 200
    # The victim comes from elsewhere.
    if victim:
        assert besieged.answer("203.0.113.1", email).body["session"]["account"]["id"] == 1


# ---- codes ----

def with_codes(besieged, email, address):
    """A secret and recovery codes. A code that comes too late is wrong, and the next one is not."""
    headers = besieged.session(address, email)
    made = besieged.ask(address, "POST", "/admin/v1/Me/Totp", {"password": PASSWORD}, *headers)
    while True:
        code = code_of(made.body["secret"], time.time())
        confirmed = besieged.ask(address, "PUT", "/admin/v1/Me/Totp", {"code": code}, *headers)
        if confirmed.status == 200:
            return made.body["secret"], confirmed.body["codes"]


def forget_used_codes(besieged):
    """So that nobody has to wait for the next code."""
    with closing(connect(besieged.server.directory)) as database:
        database.execute("UPDATE logins SET totp_step = 0")
        database.commit()


def test_guesses_of_a_code_are_counted_over_all_addresses(besieged):
    """By somebody who knows the password; the person gets in where he was, and anywhere with a recovery code."""
    besieged.add("owner@example.se")
    secret, recovery = with_codes(besieged, "owner@example.se", "203.0.113.1")
    wrong = (401, {"message": "The code is wrong."})
    statuses = []
    for turn in range(4):
        for number in range(4):
            answer = besieged.answer(address_of(number), "owner@example.se", code="000000")
            statuses.append(answer.status)
            if answer.status == 429:
                check_slowed(answer, 600)
            else:
                assert (answer.status, answer.body) == wrong
    assert statuses == [401] * 10 + [429] * 6
    forget_used_codes(besieged)
    code = code_of(secret, time.time())
    check_slowed(besieged.answer("203.0.113.9", "owner@example.se", code=code), 600)
    assert besieged.answer("203.0.113.9", "owner@example.se", code=recovery[0]).status == 200
    while besieged.answer("203.0.113.1", "owner@example.se", code=code).status == 401:
        code = code_of(secret, time.time())  # it came too late
    # Wrong ones that look like recovery codes are slowed for their address.
    for _ in range(5):
        assert besieged.answer("192.0.2.1", "owner@example.se", code="abcd-efgh-2345-6789").status == 401
    check_slowed(besieged.answer("192.0.2.1", "owner@example.se", code=recovery[1]), 60)


def test_codes_are_guessed_no_faster_for_long_where_the_login_is_known(besieged):
    """By somebody behind the same address who knows the password; a recovery code lets the person in."""
    besieged.add("owner@example.se")
    secret, recovery = with_codes(besieged, "owner@example.se", "203.0.113.1")
    guess_six = lambda: [besieged.answer("203.0.113.1", "owner@example.se", code="000000").status for _ in range(6)]
    for _ in range(4):
        assert guess_six() == [401] * 5 + [429]
        besieged.clock.let_pass(60)
    assert guess_six() == [429] * 6
    check_slowed(besieged.answer("203.0.113.1", "owner@example.se", code="000000"), 600)
    assert besieged.answer("203.0.113.1", "owner@example.se", code=recovery[0]).status == 200
    besieged.clock.let_pass(3600)
    forget_used_codes(besieged)
    while besieged.answer("203.0.113.1", "owner@example.se", code=code_of(secret, time.time())).status == 401:
        pass  # it came too late


# ---- within a session ----

def test_the_own_password_is_guessed_by_session(besieged):
    """Who has got hold of one session does not keep the person from changing the password in another."""
    besieged.add("owner@example.se")
    stolen, own = (besieged.session("192.0.2.1", "owner@example.se") for _ in range(2))
    check = lambda headers, password: besieged.ask("192.0.2.1", "POST", "/admin/v1/Me/Totp", {"password": password}, *headers)
    for _ in range(10):
        answer = check(stolen, "fel lösenord")
        assert answer.status == 400 and answer.body["modelState"] == {"password": ["The password is wrong."]}
    check_slowed(check(stolen, PASSWORD), 60)
    assert check(own, PASSWORD).status == 200
    besieged.clock.let_pass(60)
    assert check(stolen, PASSWORD).status == 200


def test_words_of_a_session_are_counted(besieged):
    besieged.add("owner@example.se")
    cookie, word = besieged.session("192.0.2.1", "owner@example.se")
    ask = lambda *headers: besieged.ask("192.0.2.1", "DELETE", "/admin/v1/Me/Sessions/999", {}, *headers)
    for number in range(60):
        answer = ask(cookie, f"X-CSRF-Token: {number:064x}")
        assert answer.status == 403, answer
    check_slowed(ask(cookie, "X-CSRF-Token: x"), 60)
    assert ask(cookie, word).status == 400  # the right one is looked at first


# ---- secrets that are too long to be found ----

def test_cookies_and_links_are_counted(besieged):
    """What is right gets in whatever others do from the same address."""
    user = besieged.add("owner@example.se", password=None)
    link = json.loads(glimt("user", "reset-password", user, "--data", besieged.server.directory, "--json").stdout)["token"]
    open_link = lambda token: besieged.ask("192.0.2.1", "POST", "/admin/v1/Invitations/Open", {"token": token})
    for number in range(30):
        gone = {"token": ["The link is no longer valid."]}
        for path, more in (("Open", {}), ("Accept", {"email": "x@example.se", "password": PASSWORD})):
            answer = besieged.ask("192.0.2.1", "POST", f"/admin/v1/Invitations/{path}", {"token": f"{number}", **more})
            assert answer.status == 400 and answer.body["modelState"] == gone
    check_slowed(open_link("x"), 60)
    accept = {"token": "x", "email": "x@example.se", "password": PASSWORD}
    check_slowed(besieged.ask("192.0.2.1", "POST", "/admin/v1/Invitations/Accept", accept), 60)
    assert open_link(link).status == 200
    accepted = besieged.ask("192.0.2.1", "POST", "/admin/v1/Invitations/Accept", {**accept, "token": link})
    assert accepted.status == 200
    cookie = accepted.field("Set-Cookie").split(";")[0]
    with closing(Keeping(besieged.port)) as visitor:
        for number in range(3000):
            assert visitor.status(f"__Host-glimt={'a' * 52}") == 401
        assert visitor.status(f"__Host-glimt={'b' * 52}") == 429
        assert visitor.status("__Host-glimt=x") == 401  # none at all
        assert visitor.status(cookie) == 200


class Keeping:
    """One connection for many requests."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def status(self, cookie):
        self.connection.request("GET", "/admin/v1/Session", headers={
            "Cookie": cookie, "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https"})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def close(self):
        self.connection.close()


def test_guesses_at_one_application_are_counted_over_all_addresses(besieged):
    """Whether there is such an application or not. Whoever has the secret gets a token, also where it was guessed."""
    identifier, secret = besieged.server.application()
    fetch = lambda address, name, value: besieged.ask(address, "POST", "/v1/Auth/Token", {},
                                                      f"Authorization: {basic(name, value)}")
    for name in (identifier, "ap_made-up"):
        answers = [fetch(address_of(number), name, "wrong") for _ in range(4) for number in range(20)]
        assert [answer.status for answer in answers] == [401] * 60 + [429] * 20
        for answer in answers[60:]:
            assert list(answer.body) == ["waitInSeconds"]
            assert answer.field("Retry-After") == str(answer.body["waitInSeconds"]) and answer.body["waitInSeconds"] <= 60
        assert answers[0].body == {"message": "Invalid application id or secret"}
    for address in (address_of(0), "203.0.113.1"):
        assert fetch(address, identifier, secret).status == 200
    besieged.clock.let_pass(60)
    assert fetch(address_of(0), identifier, "wrong").status == 401


def test_every_sentence_of_a_wait_names_one_second_or_more(besieged):
    for _ in range(10):
        besieged.answer("192.0.2.1", "asa@example.se", "fel lösenord")
    besieged.clock.let_pass(59)
    answer = besieged.answer("192.0.2.1", "asa@example.se")
    assert re.fullmatch("Too many attempts were wrong. Wait 1 second and try again.", answer.body["message"])
