"""Writes with an Idempotency-Key, and whether an answer is the kept one."""

import itertools
import uuid

CONTACTS = "/v1/Core/Contacts"
KEY, MADE_AT, REPLAYED = "Idempotency-Key", "Idempotency-Made-At", "Idempotent-Replayed"
numbers = itertools.count(1)


def new_key():
    return str(uuid.uuid4())


def contact(name="Åkes Bygg"):
    return {"name": name, "contactType": "Company", "responsibleId": 1}


def send(who, method, path, body, key, **more):
    return who.ask(method, path, body, headers={KEY: key, **more})


def create(who, body, key, **more):
    return send(who, "POST", CONTACTS, body, key, **more)


def same(first, again):
    """The kept answer: status, body and headers, but for what each answer has of its own."""
    own = {"date", "x-request-id", "connection", REPLAYED.lower()}
    plain, repeated = ({name.lower(): value for name, value in answer.headers.items() if name.lower() not in own}
                       for answer in (first, again))
    return (REPLAYED not in first.headers and again.headers.get(REPLAYED) == "true"
            and first.status_code == again.status_code and first.content == again.content and plain == repeated)


def name_of_its_own():
    return f"Firma {next(numbers)} {uuid.uuid4()}"


def message(answer, status):
    assert answer.status_code == status, answer.text
    return answer.json()["message"]
