"""Answers as bytes, read as strictly as anybody could, and what holds for each of ours."""

import dataclasses
import json
import re

from client import REQUEST_ID

STATUS_LINE = re.compile(rb"HTTP/1\.1 (\d{3}) ([A-Z][A-Za-z ]+)")
FIELD_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]*): ([\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?)")


class Malformed(Exception):
    """What was received is no sequence of answers."""


@dataclasses.dataclass
class Answer:
    status: int
    fields: dict  # by names in small letters
    body: bytes


def read_head(head):
    first, *lines = head.split(b"\r\n")
    start = STATUS_LINE.fullmatch(first)
    if not start:
        raise Malformed(f"status line {first[:80]}")
    fields = {}
    for line in lines:
        field = FIELD_LINE.fullmatch(line)
        if not field or field[1].decode().lower() in fields:
            raise Malformed(f"field {line[:80]}")
        fields[field[1].decode().lower()] = field[2].decode()
    return Answer(int(start[1]), fields, b"")


def read_answers(data, is_head=False):
    """The whole answers that the bytes begin with, and what is left; `is_head`: the first has no body.
    Of 100 Continue only the head is there, and it is passed over."""
    found = []
    while True:
        head, end, rest = data.partition(b"\r\n\r\n")
        if not end:
            return found, data
        answer = read_head(head)
        if answer.status == 100:
            if answer.fields:
                raise Malformed("fields of 100 Continue")
            data = rest
            continue
        if answer.status in (204, 304) or "transfer-encoding" in answer.fields:
            raise Malformed(f"{answer.status} with {answer.fields}")
        length = answer.fields.get("content-length", "")
        if not re.fullmatch("0|[1-9][0-9]*", length):
            raise Malformed(f"Content-Length {length!r}")
        length = 0 if is_head and not found else int(length)
        if len(rest) < length:
            return found, data
        answer.body, data = rest[:length], rest[length:]
        found.append(answer)


def find_fault(answer, closes):
    """What is wrong with one of our answers, or None; `closes`: the connection ends with it."""
    fields = answer.fields
    if not REQUEST_ID.match(fields.get("x-request-id", "")):
        return "no X-Request-Id"
    if fields.get("x-content-type-options") != "nosniff" or "content-security-policy" not in fields:
        return "no protection"
    if (fields.get("connection") == "close") != closes:
        return f"Connection: {fields.get('connection')}"
    if answer.body and fields.get("content-type") != "application/json; charset=utf-8":
        return f"Content-Type: {fields.get('content-type')}"
    if answer.body:
        json.loads(answer.body)
    return None


def find_fault_of_refusal(answer):
    """What is wrong with an answer to what was not even read as a request, or None."""
    if not answer.body:
        return "no body"
    said = json.loads(answer.body)
    if not re.fullmatch(r"[A-Z][^.]*[^. ](\.1 and [^.]*\.[0-9])?\.", said.get("message", "")):
        return f"message {said}"
    return None
