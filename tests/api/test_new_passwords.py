"""New passwords: those that are tried first are refused, each with its sentence, wherever one is chosen."""

import json

import pytest

from client import glimt
from people import PASSWORD, Person

COMPANY = "Nordanå Fastigheter AB"
REFUSED = {
    "The password must have at least 10 characters.": ["kort", "åäöåäö"],
    "The password may have at most 255 characters.": ["åö1" * 85 + "x"],
    "The password must not be the e-mail address.": ["asa.lind@granbygg.se", "ASA.LIND@granbygg.se "],
    "The password must not be the same few characters over and over.": ["aaaaaaaaaa", "ab!ab!ab!ab!a"],
    "The password is among the most common ones, which are tried first.": [
        "1234567890", "123456789012", "QWERTYuiop", "password2024", "Passw0rd!!", "p4$$word-99", "!!Monkey1234!", "dragondragon"],
    "The password must be more than the word Glimt.": ["Glimt2024!", "gl1mtgl1mt", "glimt-Password"],
    "The password must be more than the name of the company.": ["nordana2024", "Nordanå Fastigheter", "F@stighet3r!!", "Glimt Nordanå"],
    "The password must be more than the person's name.": ["AsaLind1979", "åsa.lind.1979", "L1ndL1nd!!"],
    "The password must be more than parts of the e-mail address.": ["granbygg2024", "GranBygg!!!!"],
}
CASES = [(sentence, password) for sentence, passwords in REFUSED.items() for password in passwords]


@pytest.fixture(scope="module")
def company(server):
    return json.loads(glimt("account", "add", COMPANY, "--data", server.directory, "--json").stdout)["id"]


def add(server, company, email, password=None, check=True):
    words = ["--password-stdin"] if password else []
    return glimt("user", "add", email, "--first-name", "Åsa", "--last-name", "Lind", "--account", company, "--json",
                 "--data", server.directory, *words, input=password, check=check)


@pytest.fixture(scope="module")
def invited(server, company):
    """Somebody with a link, and what a password is chosen with."""
    token = json.loads(add(server, company, "asa.lind@granbygg.se").stdout)["token"]
    return Person(server), {"token": token, "email": "asa.lind@granbygg.se"}


@pytest.fixture(scope="module")
def person(server, company):
    """Somebody who has a password."""
    add(server, company, "asa.lind@granbygg.com", PASSWORD)
    return Person(server, "asa.lind@granbygg.com")


@pytest.mark.parametrize("sentence, password", CASES)
def test_with_a_link(invited, sentence, password):
    visitor, body = invited
    assert visitor.refused("POST", "/admin/v1/Invitations/Accept", {**body, "password": password}) == {
        "password": [sentence] if len(password) < 256 else ["The field Password must be at most 255 characters long."]}


@pytest.mark.parametrize("sentence, password", [case for case in CASES if "address" not in case[0] and len(case[1]) < 256])
def test_instead_of_another(person, sentence, password):
    assert person.refused("PUT", "/admin/v1/Me/Password", {
        "currentPassword": PASSWORD, "newPassword": password}) == {"newPassword": [sentence]}


@pytest.mark.parametrize("sentence, password", [(sentence, passwords[0]) for sentence, passwords in REFUSED.items()])
def test_on_the_command_line(server, company, sentence, password):
    said = add(server, company, "asa.lind@granbygg.se", password, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (1, "", f"glimt: {sentence}\n")


@pytest.mark.parametrize("password", ["nordanvind och fastlagsris", "granbygge vid sjön 12", "lindarna blommar", "en glimt av solen"])
def test_words_may_be_part_of_it(person, password):
    """They are looked at before the current password, which is wrong here."""
    assert person.refused("PUT", "/admin/v1/Me/Password", {
        "currentPassword": "fel lösenord", "newPassword": password}) == {"currentPassword": ["The password is wrong."]}


def test_a_company_of_another_name_is_no_matter(server, invited):
    """Words of a company are refused there alone; the link is used up."""
    visitor, body = invited
    accepted = visitor.good("POST", "/admin/v1/Invitations/Accept", {**body, "password": "Andra Bolaget 7"})
    assert accepted["status"] == "signedIn"
