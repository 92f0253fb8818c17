"""What is refused since too many guesses were wrong is in the security log, whatever is guessed, with whom it was about;
and what comes of places, of codes that are demanded, and of tokens that end."""

import pytest

from attackers import address_of, proxy_flags
from client import basic, glimt, running
from people import PASSWORD, add_person
from security import World, lines, number_of, total, wait_for
from test_guessing import Keeping, besieged, guess, second_account, with_codes  # noqa: F401 a fixture


def noted(besieged, times, **values):
    """Once the log has so many such events, and no more. Its own clock stands, too."""
    while True:
        besieged.clock.let_pass(1)
        found = total(lines(besieged.server), **values)
        if found >= times:
            assert found == times, values
            return


def id_of(besieged, email):
    with besieged.server.reader() as database:
        return database.execute("SELECT id FROM logins WHERE email = ?", [email]).fetchone()[0]


@pytest.mark.parametrize("email", ["owner@example.se", "nobody@example.se"])
def test_a_login_over_all_addresses(besieged, email):
    besieged.add("owner@example.se")
    assert guess(besieged, 8, 8, email) == [401] * 54 + [429] * 10
    who = {"account": 1, "user": id_of(besieged, email)} if email == "owner@example.se" else {"account": None}
    noted(besieged, 54, kind="wrongPassword" if "user" in who else "unknownLogin", **who)
    noted(besieged, 10, kind="throttled", **who)
    noted(besieged, 54 + 10, outcome="refused")


def test_a_login_that_is_left_out_since_strangers_wait(besieged):
    """Somebody signs in, but what he typed was not looked at for another company's login."""
    other = second_account(besieged)
    email, own = "victim@example.se", "tjuvens lösenord"
    besieged.add(email)
    besieged.add(email, account=other, password=own)
    for _ in range(33):
        assert besieged.answer("192.0.2.66", email, own).status == 200
    noted(besieged, 33, kind="signedIn")
    assert [besieged.answer(address_of(0), email, "fel lösenord").status for _ in range(4)] == [401] * 3 + [429]
    assert besieged.answer("192.0.2.66", email, own).status == 200
    noted(besieged, 34, kind="signedIn")
    noted(besieged, 1, kind="throttled", account=other, address=address_of(0))
    noted(besieged, 1, kind="throttled", account=1, address=address_of(0))
    noted(besieged, 1, kind="throttled", address="192.0.2.66", account=1)
    noted(besieged, 3, kind="wrongPassword", account=1)


def test_codes_over_all_addresses_and_while_they_are_set_up(besieged):
    besieged.add("owner@example.se")
    headers = besieged.session("203.0.113.1", "owner@example.se")
    who = {"account": 1, "user": id_of(besieged, "owner@example.se")}
    made = besieged.ask("203.0.113.1", "POST", "/admin/v1/Me/Totp", {"password": PASSWORD}, *headers)
    assert made.status == 200
    asked = [besieged.ask("203.0.113.1", "PUT", "/admin/v1/Me/Totp", {"code": "abc"}, *headers) for _ in range(7)]
    assert [answer.status for answer in asked] == [400] * 5 + [429] * 2
    noted(besieged, 5, kind="wrongCode", **who)
    noted(besieged, 2, kind="throttled", **who)
    besieged.clock.let_pass(60)
    with_codes(besieged, "owner@example.se", "203.0.113.1")
    asked = [besieged.answer(address_of(number), "owner@example.se", code="000000") for _ in range(4) for number in range(4)]
    assert [answer.status for answer in asked] == [401] * 10 + [429] * 6
    noted(besieged, 5 + 10, kind="wrongCode", **who)
    noted(besieged, 2 + 6, kind="throttled", **who)


def test_the_own_password_wherever_it_is_asked_for(besieged):
    besieged.add("owner@example.se", "--administrator")
    headers = besieged.session("192.0.2.1", "owner@example.se")
    wrong, who = {"password": "fel lösenord"}, {"account": 1, "user": id_of(besieged, "owner@example.se"), "address": "192.0.2.1"}
    asked = [("POST", "Me/Totp", wrong), ("DELETE", "Me/Totp", wrong), ("DELETE", "Me/Sessions", wrong),
             ("DELETE", "Me/Sessions/1", wrong), ("PUT", "Settings/1/Codes", {**wrong, "isDemanded": True}),
             ("PUT", "Me/Password", {"currentPassword": "fel lösenord", "newPassword": "ett helt nytt lösenord"})]
    statuses = [besieged.ask("192.0.2.1", method, f"/admin/v1/{path}", body, *headers).status
                for _ in range(2) for method, path, body in asked]
    assert statuses == [400] * 10 + [429] * 2
    noted(besieged, 10, kind="wrongPassword", **who)
    noted(besieged, 2, kind="throttled", **who)


def test_words_cookies_and_links(besieged):
    besieged.add("owner@example.se")
    cookie, _ = besieged.session("192.0.2.1", "owner@example.se")
    who = {"account": 1, "user": id_of(besieged, "owner@example.se")}
    statuses = [besieged.ask("192.0.2.1", "DELETE", "/admin/v1/Me/Sessions/999", {}, cookie, "X-CSRF-Token: x").status
                for _ in range(62)]
    assert statuses == [403] * 60 + [429] * 2
    noted(besieged, 60, kind="foreignRequest", **who)
    noted(besieged, 2, kind="throttled", **who)
    for number in range(62):
        answer = besieged.ask("192.0.2.1", "POST", "/admin/v1/Invitations/Open", {"token": f"{number}"})
        assert answer.status == (400 if number < 60 else 429)
    noted(besieged, 60, kind="wrongLink", account=None)
    noted(besieged, 2, kind="throttled", account=None)
    visitor = Keeping(besieged.port)
    assert [visitor.status(f"__Host-glimt={'a' * 52}") for _ in range(3001)] == [401] * 3000 + [429]
    assert visitor.status("x=y") == 401  # nobody says to be anybody
    visitor.close()
    noted(besieged, 3000, kind="unknownSession", account=None, address="192.0.2.1")
    noted(besieged, 2 + 1, kind="throttled", account=None)


def test_secrets_and_tokens(besieged):
    identifier, _ = besieged.server.application()
    number = number_of(besieged.server, identifier)
    for name, who in ((identifier, {"account": 1, "application": number}), ("ap_made-up", {"account": None})):
        answers = [besieged.ask(address_of(place), "POST", "/v1/Auth/Token", {}, f"Authorization: {basic(name, 'wrong')}")
                   for _ in range(4) for place in range(20)]
        assert [answer.status for answer in answers] == [401] * 60 + [429] * 20
        noted(besieged, 60, kind="wrongSecret", **who)
        noted(besieged, 20, kind="throttled", **who)
    answers = [besieged.ask("192.0.2.7", "GET", "/v1/Core/Contacts?page=1", {}, "Authorization: Bearer nej")
               for _ in range(302)]
    assert [answer.status for answer in answers] == [401] * 300 + [429] * 2
    noted(besieged, 300, kind="unknownToken", account=None, address="192.0.2.7")
    noted(besieged, 2, kind="throttled", account=None, address="192.0.2.7")


def test_a_place_is_new_once(besieged):
    """And again with another password, but for where it was changed."""
    besieged.add("owner@example.se")
    who = {"kind": "newPlace", "account": 1, "user": id_of(besieged, "owner@example.se")}
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1", "2001:db8:1:2::1", "2001:db8:1:2::7", "192.0.2.1"):
        headers = besieged.session(address, "owner@example.se")
    noted(besieged, 3, **who)
    changed = besieged.ask("192.0.2.1", "PUT", "/admin/v1/Me/Password",
                           {"currentPassword": PASSWORD, "newPassword": "ett helt nytt lösenord"}, *headers)
    assert changed.status == 200
    for address in ("192.0.2.1", "192.0.2.2"):
        assert besieged.answer(address, "owner@example.se", "ett helt nytt lösenord").status == 200
    noted(besieged, 2, address="192.0.2.2", **who)
    noted(besieged, 1, address="192.0.2.1", **who)


# ---- with a clock that goes ----

@pytest.fixture(scope="module")
def world():
    _, flags = proxy_flags()
    with running(*flags) as server:
        yield World(server)


def test_codes_that_are_demanded_cannot_be_turned_off(world):
    person, _ = world.with_codes()
    world.demand_codes()
    person.forbidden("DELETE", "/admin/v1/Me/Totp", {"password": PASSWORD})
    wait_for(world.server, kind="noRight", account=1, user=person.id)
    world.demand_codes("--off")


def test_what_is_demanded_already_is_no_event(world):
    count = lambda kind: total(lines(world.server), kind=kind)
    before = count("codesDemanded"), count("codesNotDemanded")
    for flags in ((), (), ("--off",), ("--off",)):
        world.demand_codes(*flags)
    assert (count("codesDemanded"), count("codesNotDemanded")) == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("by_command", [True, False])
def test_tokens_that_end_with_a_secret_are_one_event(world, by_command):
    """With their number; none where none was live."""
    client, number, path = world.made()
    client.fetch_token()
    glimt("app", "token", client.identifier, "--data", world.server.directory)
    for ended in (3, 0):
        if by_command:
            glimt("app", "rotate", client.identifier, "--end-tokens", "--data", world.server.directory)
        else:
            world.boss.good("POST", path + "/Secret", {"endTokens": True})
        found = [one for one in lines(world.server) if one["kind"] == "tokenEnded" and one["aboutApplication"] == number]
        assert [one["count"] for one in found] == [3], ended
        assert [one.get("user") for one in found] == [None if by_command else world.boss.id]


def test_a_static_token_ends_the_oldest_of_too_many(world):
    client, number, _ = world.made()
    for _ in range(499):
        assert client.session.post(client.base + "/v1/Auth/Token", headers={
            "Authorization": basic(client.identifier, client.secret)}).status_code == 200
    for times in (1, 2):  # the second takes the place of the first
        glimt("app", "token", client.identifier, "--data", world.server.directory)
        found = [one for one in lines(world.server) if one["kind"] == "tokenEnded" and one["aboutApplication"] == number]
        assert [one["count"] for one in found] == [1] * times
    assert total(lines(world.server), kind="oldestTokenEnded", application=number) == 0


def test_conditions_and_keys_are_no_events(world):
    person = add_person(world.server, administrator=True)
    body = {"name": "Avtal", "responsibleId": person.id}
    send = lambda method, path, value, name, what: person.ask(method, path, value, {name: what}).status_code
    assert send("POST", "/admin/v1/Applications", body, "Idempotency-Key", "nyckel-1") == 201
    [made, *_] = [one for one in person.walk("/admin/v1/Applications") if one["name"] == "Avtal"]
    wait_for(world.server, kind="applicationMade", aboutApplication=made["id"])
    before = lines(world.server)
    assert send("POST", "/admin/v1/Applications", {**body, "name": "Annat"}, "Idempotency-Key", "nyckel-1") == 422
    assert send("PUT", f"/admin/v1/Applications/{made['id']}", body, "If-Match", '"en-annan"') == 412
    assert send("POST", "/admin/v1/Applications", body, "Idempotency-Key", "nyckel-1") == 201
    person.refused("POST", "/admin/v1/Applications", {})
    world.other.forbidden("GET", "/admin/v1/Applications?page=1")
    refused = total(before, kind="noRight", user=world.other.id)
    wait_for(world.server, refused + 1, kind="noRight", user=world.other.id)
    assert total(lines(world.server)) == total(before) + 1
